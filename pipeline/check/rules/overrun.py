"""Rule on labels that leave the place they are meant for (L003)."""

from __future__ import annotations

from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.holders import holder, overrun
from pipeline.check.scene.scene import Flaw, Flaws, Label, Scene

_SLACK, _SLACK_IN_CLIP = 1.5, 3.0
_SIDES = ("left", "top", "right", "bottom")


def runs_out(scene: Scene) -> Flaws:
    """A label runs out of its box, or off the canvas.

    Sees the box of each label's ink, measured in the house font, against the drawing area, its
    clip path, and the smallest visible closed shape around its middle. More than 2 px must stand
    out, of a clip path 3. Bars of a chart, points, and shapes that take much of the drawing count
    as ground, not as boxes. It cannot see whether a label was meant to stand across a shape.
    """
    for label in scene.lines:
        if label.is_legible and (wrong := _way_out_of(scene, label)):
            where, hint, over = wrong
            detail = f" by {over:.0f} px"
            yield Flaw(
                label.element,
                f"a label {where}{{detail}}: {{labels}}",
                hint,
                labels=(label,),
                detail=detail,
            )


def _way_out_of(scene: Scene, label: Label) -> tuple[str, str, float] | None:
    """What a label runs out of, the way out, and how far in px."""
    if (shape := holder(scene, label)) and (over := overrun(label, shape)):
        hint = "make the box larger, the label shorter, or break it into lines"
        return "runs out of its box", hint, over
    side, over = _off(label, scene.viewport)
    if over > _SLACK:
        hint = "move it inwards, shorten it, or give the drawing more room"
        return f"runs off the canvas at the {side}", hint, over
    side, over = _off(label, label.clip)
    if over > _SLACK_IN_CLIP:
        hint = "move it inwards, or take the clip path off it"
        return f"is cut off by its clip path at the {side}", hint, over
    return None


def _off(label: Label, box: Bounds) -> tuple[str, float]:
    """The side at which a label stands out of a box the most, and by how many px."""
    left, top, right, bottom = label.bounds
    out = (box[0] - left, box[1] - top, right - box[2], bottom - box[3])
    worst = max(out)
    return _SIDES[out.index(worst)], worst

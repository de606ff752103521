"""Rule on labels that run out of their box or off the canvas (L003)."""

from __future__ import annotations

from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.holders import holder, overrun
from pipeline.check.scene.scene import Flaw, Flaws, Label, Scene

_SLACK, _SLACK_IN_CLIP = 1.5, 3.0
_SIDES = ("left", "top", "right", "bottom")


def runs_out(scene: Scene) -> Flaws:
    """Report labels that run out of their box, off the canvas, or out of their clip path.

    The box is the smallest visible closed shape around the middle of the label.
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
    """What a label runs out of, what to do, and by how many px it does."""
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
    """The side on which a label is furthest outside a box, and by how many px."""
    left, top, right, bottom = label.bounds
    out = (box[0] - left, box[1] - top, right - box[2], bottom - box[3])
    worst = max(out)
    return _SIDES[out.index(worst)], worst

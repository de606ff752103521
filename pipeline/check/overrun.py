"""Rule on labels that leave the place they are meant for (L003)."""

from __future__ import annotations

from pipeline.check.geometry import Bounds
from pipeline.check.holders import holder, overrun
from pipeline.check.scene import Flaw, Flaws, Label, Scene, names

_SLACK, _SLACK_IN_CLIP = 1.5, 3.0
_SIDES = ("left", "top", "right", "bottom")


def runs_out(scene: Scene) -> Flaws:
    """A label runs out of its box, or off the canvas.

    Sees the box of each label's ink, measured in the house font, against the drawing area, its
    clip path, and the smallest visible closed shape around its middle. More than 2 px must stand
    out, of a clip path 3. Bars of a chart, points, and shapes that take much of the drawing count
    as ground, not as boxes. It cannot see whether a label was meant to stand across a shape.

    Bad:
        digraph {
          a [label="a name that is longer", fixedsize=true, width=0.6]
        }

    Good:
        digraph {
          a [label="a name that is longer"]
        }
    """
    for label in scene.lines:
        if not label.is_legible:
            continue
        if (shape := holder(scene, label)) and (over := overrun(label, shape)):
            message = f"{names([label])} runs out of its box by {over:.0f} px"
            hint = "make the box larger, the label shorter, or break it into lines"
            yield Flaw(label.element, message, hint)
        elif told := _off(label, scene.viewport, _SLACK):
            hint = "move it inwards, shorten it, or give the drawing more room"
            yield Flaw(label.element, f"{names([label])} runs off the canvas {told}", hint)
        elif told := _off(label, label.clip, _SLACK_IN_CLIP):
            hint = "move it inwards, or take the clip path off it"
            yield Flaw(label.element, f"{names([label])} is cut off by its clip path {told}", hint)


def _off(label: Label, box: Bounds, slack: float) -> str:
    """By how much a label stands out of a box and at which side; nothing where it does not."""
    left, top, right, bottom = label.bounds
    out = (box[0] - left, box[1] - top, right - box[2], bottom - box[3])
    worst = max(range(4), key=out.__getitem__)
    return f"by {out[worst]:.0f} px at the {_SIDES[worst]}" if out[worst] > slack else ""

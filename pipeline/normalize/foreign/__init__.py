"""Labels that are written in HTML (`foreignObject`) → text and rectangles where a browser has them.

labels ─▶ html/ (its styles, boxes) ─▶ place ─▶ flow/ (where each box stands) ─▶ paint ─▶ frames
content ─▶ tools: what a label holds beside text, and how its tool writes text alone

`lay_out_labels` runs before styles are applied, since HTML takes more from style sheets than SVG
keeps; `draw_labels` runs after, so that no rule of the drawing meets what is made here. All that
takes part is imported for the first drawing that has such a label: most have none.
"""

from __future__ import annotations

from pipeline.normalize.context import SVG, Context

LABEL = f"{{{SVG}}}foreignObject"
"""The tag of such a label."""


def lay_out_labels(context: Context) -> None:
    """Find what each foreignObject shows; S001 where that is more than text.

    Before styles are applied, which leave only what SVG knows of them.
    """
    if found := list(context.root.iter(LABEL)):
        from pipeline.normalize.foreign.labels import lay_out

        lay_out(context, found)


def draw_labels(context: Context) -> None:
    """Put what each label shows in its place, and in that of the `switch` around it.

    After styles are applied: what is made here matches no rule, and bears what it needs.
    """
    if found := list(context.root.iter(LABEL)):
        from pipeline.normalize.foreign.labels import draw

        draw(context, found)

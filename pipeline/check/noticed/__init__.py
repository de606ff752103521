"""What an alt, a caption and a chart say, against the facts of the drawing → C003 and C005.

    text ─ phrases ─ silences ─▶ what it counts ─ labels, general ─▶ counts ─┐
    text ─▶ types ───────────────────────────────────────────────────────────┴─▶ C003
    axes ─ values, strays ─▶ charts ─▶ C005

A false alarm is worse than a miss: what cannot be counted is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.check.noticed.charts import misleading
from pipeline.check.noticed.counts import Miscount, miscounts
from pipeline.check.noticed.labels import inventory
from pipeline.check.noticed.phrases import phrases
from pipeline.check.noticed.types import Mistype, mistyped, names_type
from pipeline.check.places import NOWHERE, Place
from pipeline.check.scene.scene import Flaw, Scene
from pipeline.check.shown import Shown
from pipeline.facts.model import Facts
from pipeline.model import Drawing
from pipeline.normalize.context import shorten
from pipeline.verdicts import Verdict

__all__ = ["noticed"]

_EXAMPLES = 2
_NUMBER = re.compile(r"[\w,]+")


def noticed(
    drawing: Drawing, shown: Shown, scene: Scene, verdicts: Sequence[Verdict] = ()
) -> Iterator[tuple[str, Flaw, Place]]:
    """Each contradiction with its code, and its place where it is one in the question.

    A number that a true claim reads is none. What the drawing shows is read only if need be.
    """
    alt_at, caption_at = drawing.said_at.split() or ("", "")
    texts = [("alt", drawing.alt, alt_at)]
    if drawing.title != drawing.alt:
        texts.append(("caption", drawing.title, caption_at))
    texts = [each for each in texts if _may_contradict(each[1])]
    drawn = inventory(shown.facts if texts else Facts())
    for name, text, at in texts:
        claimed = [stretch for verdict in verdicts for stretch in getattr(verdict, name)]
        for count in miscounts(text, drawn, claimed):
            yield "C003", _miscounted(name, count), _place(at, count.start)
        for kind in mistyped(text, drawn):
            yield "C003", _mistyped(name, kind), _place(at, kind.start)
    for flaw in misleading(shown.drawn, scene) if scene.is_chart else ():
        yield "C005", flaw, NOWHERE


def _may_contradict(text: str) -> bool:
    """Whether a text counts something or names a type of drawing: nothing else is compared."""
    return next(phrases(text), None) is not None or names_type(text)


def _place(at: str, offset: int) -> Place:
    """Where a character of a text stands whose place is `at`, as in `Visual`."""
    if not at:
        return NOWHERE
    line, column, is_as_written = map(int, at.split(":"))
    return line, column + offset * is_as_written


def _miscounted(name: str, found: Miscount) -> Flaw:
    shown = [f"“{shorten(each, 30)}”" for each in found.named[:_EXAMPLES]]
    more = len(found.named) - len(shown)
    some = f" ({', '.join(shown)}{f' and {more} more' if more else ''})" if shown else ""
    message = f"the {name} says “{found.said}”, and the drawing has {found.drawn}{some}"
    claim = f'{name}("{_NUMBER.sub("{}", found.said, count=1)}") = …'
    way = "claim the number" if found.said[0].isdecimal() else "write it in digits and claim it"
    hint = f"mend the {name} or the drawing; if both are right, {way}: {claim}"
    return Flaw(None, message, hint)


def _mistyped(name: str, found: Mistype) -> Flaw:
    message = f"the {name} says “{found.said}”, and the drawing shows {found.drawn}"
    return Flaw(None, message, f"mend the {name}; “chart” or “diagram” alone fits any drawing")

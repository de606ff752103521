"""Two pictures of one visual, with alt and caption → what a reviewer must see of the change."""

from __future__ import annotations

from math import hypot

from pipeline.compare.comparison import Comparison, Pair, Part
from pipeline.compare.contents import contents
from pipeline.compare.doubts import Text, doubts
from pipeline.compare.pixels import difference, drawn
from pipeline.compare.shapes import shapes
from pipeline.compare.words import is_number, parts, words

FAR, FEW, GROUPS = 40, 6, 2
"""Labels that moved more px are looked at before what is new: at most so many, in so many groups.

More groups, each with its own way, are what is drawn in another order.
"""


def compare(pair: Pair) -> Comparison:
    """What has changed; never raises for what an SVG holds."""
    try:
        found, unseen = difference(pair.before, pair.after), ""
    except ValueError as error:
        found, unseen = None, str(error)
    before, after = contents(pair.before), contents(pair.after)
    caption = Text("caption", pair.caption_before, pair.caption)
    alt = Text("alt", pair.alt_before, pair.alt)
    made = Comparison(
        found, unseen, words(before.labels, after.labels), shapes(before.shapes, after.shapes),
        _parts(alt), _parts(caption),
    )  # fmt: skip
    made = made._replace(doubts=tuple(doubts((caption, alt), before, after, made)))
    return made._replace(urgency=_urgency(made))


def _parts(text: Text) -> tuple[Part, ...]:
    return parts(text.after if text.before is None else text.before, text.after)


def _urgency(made: Comparison) -> int:
    """What to look at first; a tick of an axis that gives way to another is not lost."""
    words, shapes = made.words, made.shapes
    has_new_number = any(is_number(each.text) for each in words.new)
    lost = [each for each in words.lost if not (has_new_number and is_number(each.text))]
    if lost or made.doubts or any(each.now or each.after == 0 for each in shapes.lost):
        return 0
    if words.lost or words.edits or shapes.lost or made.has_new_text or _has_stray(made):
        return 1
    return 2 if any((words.new, words.moves, shapes.new)) else 3


def _has_stray(made: Comparison) -> bool:
    """Whether something stands elsewhere while most labels stayed: a legend, say."""
    far = [move.texts for move in made.words.moves if hypot(move.x, move.y) > FAR]
    return 0 < len(far) <= GROUPS and sum(map(len, far)) <= FEW


def warm_up() -> None:
    """Import all that compares, and draw once."""
    drawn(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a</text></svg>')

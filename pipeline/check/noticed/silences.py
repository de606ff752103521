"""A phrase that counts, and the texts of the drawing → whether nobody can say if it is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.check.noticed.labels import Inventory, Ways
from pipeline.check.noticed.phrases import Phrase, is_plural, number_of, singulars
from pipeline.check.noticed.vocabulary import (
    ANOTHER,
    BESIDE,
    BEYOND,
    HAVING,
    NAMED,
    NOT_DRAWN,
    OF_ALL,
    ONE,
    PARTS,
    PER_THING,
    RANGES,
    SIGNS,
    SUPPOSED,
    TIMES,
    UNITS,
    VAGUE,
)  # fmt: skip

_AFTER_EACH = 4
_WHOLE = re.compile(
    r"\b(?:not|only|some|of which \w+(?: are| is)?) (?:all )?(?:shown|drawn|pictured|visible)\b"
    r"|\b(?:omit|abbreviat|elided|simplif)|for clarity|and so on|\betc\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"…|\.\.\.|⋮|⋯|⋱|· · ·|\betc\b")


def is_partial(text: str, drawn: Inventory) -> bool:
    """Whether the alt says that not all is drawn, or the drawing itself leaves things out."""
    return bool(_WHOLE.search(text) or _ELLIPSIS.search(drawn.words))


def is_of_another(before: str) -> bool:
    """Whether what stands before the name of a type says that this is not drawn here.

    `Unlike a bar chart`, `As in the bar chart`, `Data for a bar chart`.
    """
    words = re.findall(r"\w+", before.lower())
    return not ANOTHER.isdisjoint(words) or words[:2] in (["as", "in"], ["as", "with"])


def is_uncountable(phrase: Phrase, drawn: Inventory) -> bool:
    """Whether the phrase does not count all things of a name, or the drawing says it as well."""
    around = phrase.clause()
    return (
        _is_quantity(phrase, *around)
        or _is_part(phrase, *around)
        or _is_per_thing(phrase, *around)
        or _is_named(phrase, drawn)
        or _is_said(phrase, drawn)
    )


def is_of_some(phrase: Phrase, every: Sequence[Phrase], ways: Ways, drawn: Inventory) -> bool:
    """Whether a phrase that says too few may speak of some of all things.

    It starts a sentence that goes on to say something of them: `Three bars pass the limit`. Or the
    text counts all of them elsewhere, or the others: `A quorum of three nodes in a five-node
    cluster`, `Three pods here, two there`. Or they belong to one thing that is drawn, or stand
    beside it: `Region A has three pods`, `Star of five nodes around a hub`.
    """
    nouns = singulars(phrase.noun)
    if any(not nouns.isdisjoint(singulars(o.noun)) and o.number in ways.counts for o in every):
        return True
    if not ways.named and phrase.after() in BESIDE:
        return True
    before = phrase.clause()[0]
    is_one_more = phrase.after() == "and" and phrase.after(2) in ("a", "an")
    others = [*_bare(every), *([1] if is_one_more else [])]
    if _is_of_one(before, drawn) or any(phrase.number + rest in ways.counts for rest in others):
        return True
    if {*before} - {"the", "all", "these"}:
        return False
    follows, is_number_next = phrase.after(), number_of(phrase.after(2)) is not None
    if follows in (",", "of"):
        return is_number_next == (follows == "of")
    return bool(follows) and follows not in (OF_ALL if drawn.facts.axes else OF_ALL | BEYOND)


def _bare(every: Sequence[Phrase]) -> Iterator[int]:
    """The numbers of the first sentence that stand before no noun: `two there`."""
    counting = {phrase.at for phrase in every}
    sentence = takewhile(lambda word: word not in (*".!?",), every[0].words)
    for at, word in enumerate(sentence):
        if at not in counting and (number := 1 if word in ONE else number_of(word)):
            yield number


def _is_of_one(before: Sequence[str], drawn: Inventory) -> bool:
    """Whether a thing that a label names has what is counted."""
    if not before or before[-1] not in HAVING:
        return False
    return any(piece.words and {*piece.words} <= {*before} for piece in drawn.pieces)


def _is_quantity(phrase: Phrase, left: Sequence[str], right: Sequence[str]) -> bool:
    """With a unit, vague, in a range or a product, or only supposed."""
    first = phrase.kinds[0] if phrase.kinds else phrase.noun
    before, earlier = phrase.before(), phrase.before(2)
    is_supposed = not SUPPOSED.isdisjoint(phrase.sentence())
    has_unit = "/" in phrase.noun or not UNITS.isdisjoint((first, phrase.noun))
    is_vague = before in VAGUE or before in SIGNS or (earlier, before) == ("up", "to")
    is_vague |= phrase.after() == "or" and phrase.after(2) in ("more", "fewer", "less")
    is_range = before in RANGES and (number_of(earlier) or earlier in ("one", "1", "0", "zero"))
    is_from = before == "from" and any(map(number_of, right[_first_to(right) :]))
    is_from |= before == "to" and "from" in left and not singulars(phrase.noun).isdisjoint(left)
    is_between = before in ("between", "and") and "between" in left and "and" in (*right, before)
    is_product = before in TIMES and bool(re.match(r"\d", earlier))
    return bool(
        has_unit or is_vague or is_supposed or is_range or is_from or is_between or is_product
    )


def _first_to(words: Sequence[str]) -> int:
    return next((n for n, word in enumerate(words) if word == "to"), len(words))


def _is_part(phrase: Phrase, left: Sequence[str], right: Sequence[str]) -> bool:
    """`3 of 8 nodes`, `the other two nodes`, `without 4 nodes`, `two groups of 4 nodes`."""
    before, earlier = phrase.before(), phrase.before(2)
    if before in ("the", "its", "all", "these", "those", "their") and earlier == "of":
        return True
    is_of = before == "of" and (
        is_plural(earlier)
        or number_of(earlier) is not None
        or earlier in ("one", "pair", "out", "none", "each", "some")
    )
    return (
        is_of
        or not NOT_DRAWN.isdisjoint((*left[-6:], *right[:2]))
        or not PARTS.isdisjoint((before, phrase.after(), *phrase.kinds))
    )


def _is_per_thing(phrase: Phrase, left: Sequence[str], right: Sequence[str]) -> bool:
    """`each with 4 chunks`, `4 chunks per rank`, `6 units a stage`."""
    near = (*left, *right[:_AFTER_EACH])
    is_a = phrase.after() in ("a", "an") and phrase.after(2)[:1].isalpha()
    return is_a or any(word in near for word in PER_THING)


def _is_named(phrase: Phrase, drawn: Inventory) -> bool:
    """`step 2 tasks`, `Worker 4 sends`: the number is a name's."""
    word = phrase.before()
    if word in NAMED and phrase.before(2) != "of":
        return True
    names = singulars(word) if word.isalpha() else ()
    return any(f"\n{name} {phrase.number}" in f"\n{drawn.words}" for name in names)


def _is_said(phrase: Phrase, drawn: Inventory) -> bool:
    """A text of the drawing says the number itself: `8x cameras`, `12 nodes`, `GPU ×8`."""
    number = str(phrase.number)
    words = (phrase.noun, *singulars(phrase.noun))
    return number in drawn.times or any((number, word) in drawn.numbered for word in words)

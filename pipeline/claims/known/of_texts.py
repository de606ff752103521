"""What texts say: those that are drawn, and those of the question itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.claims.known.fact import (
    Look,
    Path,
    Reading,
    Seen,
    counted,
    fact,
    nearest,
    quoted,
    some,
)
from pipeline.claims.measures.patterns import Pattern, Stretch, fits, found_in
from pipeline.claims.measures.values import UnclearError, Value, number_text
from pipeline.facts.model import Text

SPARE_NUMBERS = 3


@fact()
def texts(seen: Seen, text: Pattern) -> Value:
    """How many texts read so; of a text in several lines, as many of these as do.

    `texts("F{}") = 16` holds where `F0` to `F3` stand four times each.
    """
    return counted("text", _drawn(seen), _reading(seen, text), Look(text))


@fact()
def distinct(seen: Seen, text: Pattern) -> Value:
    """How many different texts read so: `distinct("rank {}") = 8` of ranks drawn in each phase."""
    found = [*dict.fromkeys(_reading(seen, text))]
    return counted("text", _drawn(seen), found, Look(text))


@fact()
def number(seen: Seen, text: Reading) -> Value:
    """The number that stands at `{}` in a text of the drawing, with the unit after it.

    `number("HBM {}") = 80 GB` reads it in `HBM 80 GB`. Where several texts read so, all must have
    the same number. `1,000`, `1 000` and `2×10⁵` are one number each, and none goes on in the next
    line.
    """
    found = [
        (stretch, each.text)
        for each in seen.facts.texts
        for stretch in found_in(text.pattern, _by_lines(each))
    ]
    if not found:
        near = nearest(text.pattern, _drawn(seen))
        raise UnclearError(
            f"no text reads {quoted(text.pattern.text)}"
            + (f"; the nearest: {near}" if near else "")
        )
    one = _agreed([stretch for stretch, _ in found], f"{len(found)} texts read so")
    return one.value._replace(basis=f"in {some([*dict.fromkeys(each for _, each in found)])}")


@fact(is_drawn=False)
def alt(seen: Seen, text: Reading) -> Value:
    """The number at `{}` in the alt text: `alt("{} of 56") = length("idle*")`."""
    return _said(seen, "alt", text, "the alt")


@fact(is_drawn=False)
def caption(seen: Seen, text: Reading) -> Value:
    """The number at `{}` in the caption."""
    return _said(seen, "caption", text, "the caption")


@fact(is_drawn=False)
def scenario(seen: Seen, text: Reading) -> Value:
    """The number at `{}` in the question's `scenario`."""
    return _said(seen, "scenario", text, "the scenario")


@fact(is_drawn=False)
def question(seen: Seen, text: Reading) -> Value:
    """The number at `{}` in the question's `question`."""
    return _said(seen, "question", text, "the question")


@fact(is_drawn=False)
def said(seen: Seen, place: Path, text: Reading) -> Value:
    """The number at `{}` in any text of the YAML, named by its keys.

    `said("details.answer", "3/7, or {}") = 3/7`. In a list, all its texts are read.
    """
    return _said(seen, place, text, place)


def read_in(text: str, pattern: Pattern) -> Stretch:
    """The number that a pattern reads in a text. Raises UnclearError where it is not one."""
    found = found_in(pattern, text)
    if not found:
        raise UnclearError(f"does not read {quoted(pattern.text)}")
    return _agreed(found, "reads so more than once")


def _drawn(seen: Seen) -> list[str]:
    return [each.text for each in seen.facts.texts]


def _reading(seen: Seen, text: Pattern) -> list[str]:
    """The texts that a pattern fits: their lines where it fits all, or not the text as a whole."""
    found: list[str] = []
    for each in seen.facts.texts:
        lines = [line for line in each.lines if fits(text, line)]
        is_whole = len(lines) < max(len(each.lines), 1) and fits(text, _by_lines(each))
        found += [each.text] if is_whole else lines
    return found


def _by_lines(text: Text) -> str:
    return "\n".join(text.lines) or text.text


def _said(seen: Seen, key: str, text: Reading, name: str) -> Value:
    try:
        stretch = read_in(seen.said.get(key, ""), text.pattern)
    except UnclearError as why:
        raise UnclearError(f"{name} {why}") from None
    return stretch.value


def _agreed(found: Sequence[Stretch], what: str) -> Stretch:
    """The first of some numbers that are all the same. Raises UnclearError where they differ."""
    if len({(each.value.size, each.value.unit.of) for each in found}) > 1:
        raise UnclearError(
            f"{what}, with different numbers ({_first(found)}); make the pattern longer"
        )
    return found[0]


def _first(found: Iterable[Stretch]) -> str:
    numbers = [*dict.fromkeys(number_text(each.value.number) for each in found)]
    more = [*numbers[:SPARE_NUMBERS], "…"] if len(numbers) > SPARE_NUMBERS else numbers
    return ", ".join(more)

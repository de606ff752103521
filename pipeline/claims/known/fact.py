"""A function that reads one thing of a drawing → a fact that claims can name.

Its signature says what stands in its brackets, its docstring is its documentation.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from pipeline.claims.measures.patterns import Pattern, fits, pattern_of, shorter
from pipeline.claims.measures.units import PLAIN, Unit, unit_of
from pipeline.claims.measures.values import UnclearError, Value, Values
from pipeline.facts.model import Axes, Axis, Facts

Takes = Literal["Look", "Pattern", "Reading", "Path", "Value"]
"""What an argument is: a text with or without a colour, a text with one `{}`, the place of a text
in the question, or a number."""

Measured = Value | Values
Path = str


class Look(NamedTuple):
    """What a thing says, as a pattern, or the colour that it has."""

    pattern: Pattern | None
    colour: str = ""

    def suits(self, texts: Iterable[str], colours: Iterable[str] = ()) -> bool:
        """Whether one of the texts fits, or one of the colours is meant."""
        if self.pattern is None:
            return self.colour in colours
        pattern = self.pattern
        return any(fits(pattern, text) for text in texts)

    @property
    def text(self) -> str:
        """What stands in the claim."""
        return self.pattern.text if self.pattern else self.colour


class Reading(NamedTuple):
    """A pattern that reads one number."""

    pattern: Pattern


class Seen(NamedTuple):
    """A drawing as claims see it: its facts, and the texts of the question by their places.

    `measured` remembers what facts came to, for the claims that ask the same again.
    """

    facts: Facts
    said: Mapping[str, str]
    measured: dict[object, Any]


class Slot(NamedTuple):
    """What one argument is, and whether it may be left out."""

    name: str
    takes: Takes
    is_needed: bool

    @property
    def is_text(self) -> bool:
        """Whether a text in quotes stands there."""
        return self.takes != "Value"


class Fact(NamedTuple):
    """One fact: `run` reads it, given a `Seen` and its arguments by name.

    It is of drawings of these `kinds`; `is_drawn` unless it is of the question's words alone,
    `is_shape` where it is a statement by itself, and `is_many` where it is several numbers.
    """

    name: str
    run: Callable[..., Measured]
    slots: tuple[Slot, ...]
    keys: tuple[Slot, ...]
    kinds: tuple[str, ...]
    is_drawn: bool
    is_shape: bool
    is_many: bool

    @property
    def form(self) -> str:
        """How it is written, with what may be left out in square brackets."""
        texts = [slot for slot in self.slots if slot.is_text]
        others = [slot for slot in self.slots if not slot.is_text]
        parts = [_shown(slot) for slot in (*texts, *others)]
        parts += [f'[{slot.name}="…"]' for slot in self.keys]
        return f"{self.name}({', '.join(parts)})" if parts else self.name


def _shown(slot: Slot) -> str:
    word = f'"{slot.name}"' if slot.is_text else slot.name
    return word if slot.is_needed else f"[{word}]"


FACTS: dict[str, Fact] = {}
"""Every fact by its name; filled by the modules that hold them, which `registry.py` imports."""


def fact(
    *kinds: str, is_drawn: bool = True, is_shape: bool = False
) -> Callable[[Callable[..., Measured]], Callable[..., Measured]]:
    """Make a function a fact of drawings of these kinds; of all where none is named."""

    def register(run: Callable[..., Measured]) -> Callable[..., Measured]:
        signature = inspect.signature(run)
        parameters = [*signature.parameters.values()][1:]
        slots = [_slot(each) for each in parameters if each.kind is not each.KEYWORD_ONLY]
        keys = [_slot(each) for each in parameters if each.kind is each.KEYWORD_ONLY]
        name = run.__name__
        is_many = signature.return_annotation == "Values"
        FACTS[name] = Fact(name, run, (*slots,), (*keys,), kinds, is_drawn, is_shape, is_many)
        return run

    return register


def _slot(parameter: inspect.Parameter) -> Slot:
    takes = str(parameter.annotation).partition(" ")[0]
    is_needed = parameter.default is parameter.empty
    return Slot(parameter.name.rstrip("_"), takes, is_needed)  # type: ignore[arg-type] # of Takes


_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def look_of(text: str) -> Look:
    """What a text means where a colour may stand. Raises ValueError."""
    if not _COLOUR.fullmatch(text):
        return Look(pattern_of(text))
    digits = text[1:].lower()
    return Look(None, f"#{digits if len(digits) == 6 else ''.join(each * 2 for each in digits)}")


def quoted(text: str) -> str:
    """A text as it stands in a message."""
    return f"“{text if len(text) <= 60 else f'{text[:59]}…'}”"


def some(texts: Sequence[str]) -> str:
    """The first of some texts, and how many there are beside them."""
    if len(texts) <= 3:
        return ", ".join(map(quoted, texts))
    return f"{', '.join(map(quoted, texts[:2]))} and {len(texts) - 2} more"


def listed(texts: Iterable[str], most: int = 8) -> str:
    """What there is, for whoever named something else."""
    names = [*dict.fromkeys(text for text in texts if text)]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(map(quoted, names[:most]))}{more}"


MOST_COMPARED, LONGEST_COMPARED = 300, 80

_PERCENTAGE = re.compile(r"([-−]?\d+(?:\.\d+)?) ?%")
_MOST_SHARE = 2.0
"""An axis that ends below holds fractions, if it has no unit and a claim asks for a percentage."""


def nearest(pattern: Pattern, texts: Iterable[str]) -> str:
    """The texts that are most like a pattern that fits none, whatever numbers they have; or ""."""
    likes: dict[str, str] = {}
    for text in texts:
        if 0 < len(text) <= LONGEST_COMPARED and len(likes) < MOST_COMPARED:
            likes.setdefault(_DIGITS.sub("0", text), text)
    wanted = _DIGITS.sub("0", pattern.text.replace("{}", "0"))
    return ", ".join(quoted(likes[each]) for each in get_close_matches(wanted, likes, 3, 0.5))


_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def counted(what: str, all_of: Sequence[str], found: Sequence[str], look: Look | None) -> Value:
    """How many were found among all of them; of none, whether another pattern may be meant."""
    if found or look is None:
        return Value(len(found), basis=some(found))
    if look.pattern is None:
        return Value(0, doubt=f"no {what} has the colour {look.colour}")
    near = nearest(look.pattern, all_of)
    basis = f"the nearest: {near}" if near else ""
    for other in shorter(look.pattern) if len(look.text) <= LONGEST_COMPARED else ():
        fitting = sum(fits(other, text) for text in all_of)
        if other.parts and fitting:
            doubt = f"nothing reads {quoted(look.text)}; {quoted(other.text)} would fit {fitting}"
            return Value(0, basis=basis, doubt=doubt)
    return Value(0, basis=basis)


def of_charts(seen: Seen) -> tuple[Axes, ...]:
    """The axes of a figure, its colour bars left out."""
    return tuple(axes for axes in seen.facts.axes if not axes.is_colorbar)


def must_be_whole(seen: Seen, what: str) -> None:
    """Raise UnclearError where more of a kind may be drawn than is known."""
    for axes in of_charts(seen):
        for gap in axes.unread:
            if not gap.may_be or what in gap.may_be:
                raise UnclearError(f"not all {what} are known: {gap.why}")


def axis_unit(axis: Axis) -> Unit:
    """The unit of an axis; none where its label names none that is known.

    Percentages are no unit of an axis that holds fractions and shows them as such.
    """
    unit = unit_of(axis.unit) or PLAIN
    return PLAIN if unit.text == "%" and _shares_at_ticks(axis) else unit


def has_fractions(axis: Axis) -> bool:
    """Whether a share is its fraction on an axis, as its ticks say, or where it ends."""
    at_ticks = _shares_at_ticks(axis)
    return max(abs(axis.start), abs(axis.end)) < _MOST_SHARE if at_ticks is None else at_ticks


def _shares_at_ticks(axis: Axis) -> bool | None:
    """Whether ticks show fractions in percent; None where they show no percentages."""
    for place, text in axis.ticks:
        shown = _PERCENTAGE.fullmatch(text)
        if shown and place:
            return abs(float(shown[1].replace("−", "-")) / place - 100) < 1
    return None


def there_are(names: Iterable[str]) -> str:
    """What there is, in words."""
    shown = listed(names)
    return f"there are {shown}" if shown else "none has a name"

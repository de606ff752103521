"""What stands in the brackets of a fact → its arguments, by the slots of its signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from pipeline.claims.known.fact import Fact, Reading, Slot, look_of
from pipeline.claims.language.given import Params
from pipeline.claims.language.terms import Argument, Named, Side, Span
from pipeline.claims.language.tokens import ClaimError, Stream, Token
from pipeline.claims.measures.patterns import pattern_of


def fact_at(
    stream: Stream, token: Token, fact: Fact, params: Params, side: Callable[[], Side]
) -> Named:
    """A fact whose name was just taken, with its arguments; `side` reads one of them.

    Raises ClaimError.
    """
    brackets = _Brackets(stream, fact, params, side)
    if stream.is_on("("):
        stream.take()
        with stream.deeper():
            brackets.read()
        stream.close("a ) or a comma")
    missing = [slot for slot in brackets.free if slot.is_needed]
    if missing:
        what = "a text in quotes" if missing[0].is_text else "a number"
        raise ClaimError(f"{fact.name} needs {what}", token.start, f"write {fact.form}")
    span = Span(token.start, stream.before.end)
    return Named(span, fact, brackets.texts, brackets.sides)


class _Brackets:
    """Fills the slots of a fact: texts in those for texts, sides in the others, each in order."""

    def __init__(
        self, stream: Stream, fact: Fact, params: Params, side: Callable[[], Side]
    ) -> None:
        self._stream, self._fact, self._params, self._side = stream, fact, params, side
        self.texts: dict[str, Argument] = {}
        self.sides: dict[str, Side] = {}

    @property
    def free(self) -> list[Slot]:
        """The slots that are yet to be filled, keys left out."""
        filled = {*self.texts, *self.sides}
        return [slot for slot in self._fact.slots if slot.name not in filled]

    def read(self) -> None:
        """Read arguments up to the closing bracket, or to what is no argument."""
        while not self._stream.is_on(")"):
            self._argument()
            if not self._stream.is_on(","):
                break
            self._stream.take()

    def _argument(self) -> None:
        key = self._key() if self._stream.is_key() else None
        is_text = key is not None or self._stream.at.kind == "text" or self._is_text_param()
        slot = key or next((each for each in self.free if each.is_text == is_text), None)
        if slot is None:
            self._refuse(is_text)
        if is_text:
            self.texts[slot.name] = self._text(slot)
        else:
            self.sides[slot.name] = self._side()

    def _refuse(self, is_text: bool) -> NoReturn:
        """Raise for an argument too many."""
        what = "text" if is_text else "number"
        hint = f"write {self._fact.form}" + ("" if is_text else "; a text stands in quotes")
        raise ClaimError(f"{self._fact.name} takes no {what} here", self._stream.at.start, hint)

    def _key(self) -> Slot:
        """The slot of a key such as `row=`, which is taken."""
        token = self._stream.take()
        self._stream.take()
        for slot in self._fact.keys:
            if slot.name == token.text:
                if slot.name in self.texts:
                    raise ClaimError(f"{slot.name}= stands here a second time", token.start)
                return slot
        names = ", ".join(f"{slot.name}=" for slot in self._fact.keys)
        hint = f"it takes {names}" if names else f"write {self._fact.form}"
        raise ClaimError(f"{self._fact.name} takes no {token.text}=", token.start, hint)

    def _is_text_param(self) -> bool:
        """Whether a param that is a text stands where no number can."""
        at = self._stream.at
        is_text = at.kind == "name" and isinstance(self._params.get(at.text), str)
        return is_text and all(slot.is_text for slot in self.free)

    def _text(self, slot: Slot) -> Argument:
        token = self._stream.take()
        text: object = token.text if token.kind == "text" else self._params.get(token.text)
        if not isinstance(text, str):
            raise ClaimError(f"{slot.name} takes a text in quotes", token.start)
        try:
            return _argument_of(slot, text)
        except ValueError as error:
            raise ClaimError(str(error), token.start) from None


def _argument_of(slot: Slot, text: str) -> Argument:
    """A text as its slot takes it. Raises ValueError."""
    if slot.takes == "Path":
        return text
    if slot.takes == "Look":
        return look_of(text)
    pattern = pattern_of(text)
    if slot.takes == "Pattern":
        return pattern
    if pattern.numbers != 1:
        raise ValueError("the text needs one {}, where the number stands; * is anything else")
    return Reading(pattern)

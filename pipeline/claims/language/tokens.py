"""The text of a claim → its tokens, each with its place."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Container, Iterator
from typing import Literal, NamedTuple

from pipeline.claims.measures.units import Unit, unit_at

LONGEST = 400
"""Characters of a claim."""

SIGNS = {"==": "=", "~": "≈", "<=": "≤", ">=": "≥", "!=": "≠"}
"""Other ways to write signs that compare."""

OTHERS = {"**": "^", "×": "*", "·": "*", "−": "-"}
"""Other ways to write signs that calculate."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+(?![\w.]))?)
      | (?P<name>[A-Za-z_]\w*)
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<sign>==|<=|>=|!=|\*\*|[-−+*/×·^(),=<>≈~≤≥≠])
      | (?P<open>["'])
      | (?P<other>\S))""",
    re.VERBOSE | re.ASCII,
)
_OPERAND = re.compile(r"\s*[\w(.]")


class ClaimError(ValueError):
    """A claim cannot be read; `offset` is where in its text, `hint` the way out."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.offset, self.hint = message, offset, hint


class Token(NamedTuple):
    """A word of a claim: `text` is what it says, without quotes and other ways to write it.

    A number has its `unit`, if one follows it.
    """

    kind: Literal["number", "name", "text", "sign", "end"]
    text: str
    start: int
    end: int
    unit: Unit = Unit()


def tokens_of(text: str) -> list[Token]:
    """The tokens of a claim, an empty one at its end. Raises ClaimError."""
    if len(text) > LONGEST:
        raise ClaimError(f"a claim has at most {LONGEST} characters, this has {len(text)}", 0)
    return [*_tokens(text), Token("end", "", len(text), len(text))]


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while found := _TOKEN.match(text, at):
        kind = found.lastgroup or ""
        start, at = found.start(kind), found.end()
        if kind == "open":
            raise ClaimError("the quote that opens here is not closed", start, "close it")
        if kind == "other":
            hint = "write a space" if found[kind].isspace() else ""
            raise ClaimError(f"{found[kind]} has no meaning in a claim", start, hint)
        token = Token(kind, _plain(found[kind]), start, at)  # type: ignore[arg-type] # one of them
        if kind == "number":
            token = _with_unit(token, text)
            at = token.end
        yield token


def _plain(word: str) -> str:
    if word[0] in "\"'":
        return word[1:-1]
    return SIGNS.get(word, OTHERS.get(word, word))


def _with_unit(number: Token, text: str) -> Token:
    """A number with the unit after it; `×` before another operand multiplies."""
    unit, end = unit_at(text, number.end)
    if unit.text == "×" and _OPERAND.match(text, end):
        return number
    return number._replace(unit=unit, end=end)


MOST_BRACKETS = 40


class Stream:
    """The tokens of a claim from left to right: `at` is the next one, `before` the last taken."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens_of(text)
        self._next = self._depth = 0
        brackets = sum(token.text == "(" and token.kind == "sign" for token in self._tokens)
        if brackets > MOST_BRACKETS:
            raise ClaimError(f"a claim has at most {MOST_BRACKETS} brackets", 0)

    @property
    def at(self) -> Token:
        """The next token; at the end, one of that kind."""
        return self._tokens[self._next]

    @property
    def before(self) -> Token:
        """The token that was taken last."""
        return self._tokens[max(self._next - 1, 0)]

    def back(self, count: int) -> Token:
        """The token that was taken `count` before the last."""
        return self._tokens[max(self._next - 1 - count, 0)]

    def take(self) -> Token:
        """The next token, which is then behind."""
        token = self.at
        self._next += token.kind != "end"
        return token

    def is_on(self, signs: Container[str]) -> bool:
        """Whether the next token is one of these signs."""
        return self.at.kind == "sign" and self.at.text in signs

    def is_key(self) -> bool:
        """Whether a key such as `row=` follows."""
        after = self._tokens[min(self._next + 1, len(self._tokens) - 1)]
        return self.at.kind == "name" and (after.kind, after.text) == ("sign", "=")

    def close(self, instead: str = "a )") -> None:
        """Take a closing bracket. Raises ClaimError where there is none."""
        if not self.is_on(")"):
            raise ClaimError(f"{instead} is missing here", self.at.start)
        self.take()

    @contextlib.contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of brackets or powers. Raises ClaimError where they are too many."""
        self._depth += 1
        if self._depth > MOST_BRACKETS:
            raise ClaimError("this is nested too deeply", self.at.start)
        yield
        self._depth -= 1

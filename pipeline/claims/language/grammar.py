"""The text of a claim → what it says, all of it checked that needs no drawing.

claim  = side (sign side)+ ("and" claim)?  |  shape ("and" claim)?
side   = term (("+" | "-") term)*
term   = power (("*" | "/") power)*
power  = "-"? atom ("^" power)?
atom   = number unit? | param | fact | function "(" side ")" | "(" side ")"
fact   = name ( "(" (text | side | key "=" text) ("," …)* ")" )?
"""

from __future__ import annotations

from typing import NoReturn

from pipeline.claims.evaluate import Evaluator, UnclearAtError
from pipeline.claims.known.fact import FACTS, Seen
from pipeline.claims.language.brackets import fact_at
from pipeline.claims.language.given import Params, quantity
from pipeline.claims.language.terms import (
    Claim,
    Comparison,
    Function,
    Named,
    Negative,
    Number,
    Operation,
    Param,
    Shape,
    Side,
    Span,
    facts_in,
)
from pipeline.claims.language.tokens import ClaimError, Stream, Token
from pipeline.claims.measures.units import KNOWN
from pipeline.claims.measures.values import Value, Values, rounded
from pipeline.claims.registry import FUNCTIONS, NAMES, OF_MANY, WORDS
from pipeline.facts.model import Facts
from pipeline.spelling import nearest

COMPARING = frozenset("=≈<>≤≥≠")
LARGEST = 1e300
LONGEST_WORD = 24
"""Letters of a word for which another may be meant: to compare them takes the square of that."""


def parse(text: str, params: Params) -> Claim:
    """What a claim says; `params` are those of its visual, by name. Raises ClaimError."""
    return _Parser(text, params).claim()


class _Parser:
    """Reads one claim from left to right."""

    def __init__(self, text: str, params: Params) -> None:
        self._text, self._params = text, params
        self._stream = Stream(text)

    def claim(self) -> Claim:
        parts: list[Comparison | Shape] = [self._part()]
        while self._stream.at.kind == "name" and self._stream.at.text == "and":
            self._stream.take()
            parts.append(self._part())
        if self._stream.at.kind != "end":
            self._lost()
        claim = Claim(self._text, tuple(parts))
        for side in claim.sides:
            self._check_constant(side)
        if not any(claim.named):
            hint = "name what is drawn, such as nodes, texts(…) or curve(…)"
            raise ClaimError("this names nothing that is drawn, so it says nothing", 0, hint)
        return claim

    def _check_constant(self, side: Side) -> None:
        """Raise for a side that names no fact and has no value."""
        if not any(facts_in(side)):
            try:
                Evaluator(Seen(Facts(), {}, {}), self._text).side(side)
            except UnclearAtError as why:
                raise ClaimError(why.message, why.offset) from None

    def _lost(self) -> NoReturn:
        """Raise for a token that cannot follow what was read."""
        token, before = self._stream.at, self._stream.before
        if token.kind == "end":
            raise ClaimError("the claim ends too early", token.start)
        if before.kind == "number" and token.kind == "name":
            if token.text in self._params or token.text in NAMES:
                raise ClaimError(f"an operator is missing before {token.text}", token.start,
                                 f"write {before.text} * {token.text}")  # fmt: skip
            near = nearest(token.text[:LONGEST_WORD], KNOWN, 1)
            hint = f"did you mean {near}?" if near and len(token.text) > 1 else ""
            raise ClaimError(f"{token.text} is no unit that is known", token.start, hint)
        if token.kind == "sign" and token.text in COMPARING:
            raise ClaimError(f"{token.text} has no place here", token.start)
        if token.text == ")":
            raise ClaimError("this ) closes nothing", token.start)
        raise ClaimError(f"an operator or a comparison is missing before {token.text}", token.start)

    def _part(self) -> Comparison | Shape:
        first = self._side()
        sides, signs = [first], []
        while self._stream.is_on(COMPARING):
            sign = self._stream.take()
            signs.append((sign.text, sign.start))
            sides.append(self._side())
        if signs:
            return self._comparison(sides, signs)
        if isinstance(first, Named) and first.fact.is_shape:
            return Shape(first)
        if self._stream.at.kind != "end" and self._stream.at.text != "and":
            self._lost()
        hint = "write what it is: = 3, < 5 ms, ≈ 0.4"
        raise ClaimError("this compares nothing", self._stream.at.start, hint)

    def _comparison(self, sides: list[Side], signs: list[tuple[str, int]]) -> Comparison:
        for side in sides:
            if isinstance(side, Named) and side.fact.is_shape:
                name = side.fact.name
                hint = f"write it alone: {name}, or {name} and nodes = 6"
                raise ClaimError(f"{name} is a statement, not a number", side.span.start, hint)
        return Comparison(tuple(sides), tuple(signs))

    def _side(self) -> Side:
        side = self._term()
        while self._stream.is_on("+-"):
            sign = self._stream.take().text
            side = self._joined(sign, side, self._term())
        return side

    def _term(self) -> Side:
        side = self._power()
        while self._stream.is_on("*/"):
            sign = self._stream.take().text
            side = self._joined(sign, side, self._power())
        return side

    def _power(self) -> Side:
        start, is_negative = self._stream.at.start, False
        while self._stream.is_on("+-"):
            is_negative ^= self._stream.take().text == "-"
        side = self._atom()
        if self._stream.is_on("^"):
            self._stream.take()
            with self._stream.deeper():
                side = self._joined("^", side, self._power())
        return Negative(Span(start, self._stream.before.end), side) if is_negative else side

    def _joined(self, sign: str, left: Side, right: Side) -> Operation:
        return Operation(Span(left.span.start, self._stream.before.end), sign, left, right)

    def _atom(self) -> Side:
        token = self._stream.at
        if token.kind == "number":
            return self._literal(self._stream.take())
        if token.kind == "name":
            return self._name(self._stream.take())
        if self._stream.is_on("("):
            return self._bracket()
        if token.kind == "text":
            hint = 'a text stands in the brackets of a fact: texts("F{}")'
            raise ClaimError("a text cannot be compared", token.start, hint)
        if token.kind == "end":
            raise ClaimError("the claim ends where a number or a fact must follow", token.start)
        raise ClaimError(f"a number or a fact is missing before {token.text}", token.start)

    def _bracket(self) -> Side:
        start = self._stream.take()
        with self._stream.deeper():
            side = self._side()
        self._stream.close()
        return side._replace(span=Span(start.start, self._stream.before.end))

    def _literal(self, token: Token) -> Number:
        number = float(token.text)
        if number > LARGEST:
            raise ClaimError(f"{token.text} is too large", token.start)
        unit = token.unit
        if unit.text in self._params:
            hint = f"write {token.text} * {unit.text} for the param"
            raise ClaimError(f"{unit.text} is read as a unit here", token.start, hint)
        is_whole = "." not in token.text and "e" not in token.text.lower()
        exact = Value(number, unit)
        alone = exact if is_whole else rounded(number, token.text, unit)
        return Number(Span(token.start, token.end), exact, alone)

    def _name(self, token: Token) -> Side:
        name = token.text
        if name in FACTS:
            return fact_at(self._stream, token, FACTS[name], self._params, self._side)
        if name in FUNCTIONS or name in OF_MANY:
            return self._function(token)
        if name in self._params:
            return Param(Span(token.start, token.end), name, self._value(token))
        if name in WORDS:
            raise ClaimError(f"a number or a fact is missing before {name}", token.start)
        raise self._unknown(token)

    def _unknown(self, token: Token) -> ClaimError:
        known = (*NAMES, *self._params)
        is_word = len(token.text) <= LONGEST_WORD
        near = nearest(token.text, known, max(1, len(token.text) // 3)) if is_word else None
        mean = f"; did you mean {near}?" if near else ""
        hint = "" if near else "doit facts shows what a drawing has; params stand in the visual"
        return ClaimError(f"{token.text} is neither a fact nor a param{mean}", token.start, hint)

    def _value(self, token: Token) -> Value | Values:
        value = self._params[token.text]
        if isinstance(value, list):
            if self._stream.back(2).text not in OF_MANY:
                hint = f"write sum({token.text}), or min, max or count"
                raise ClaimError(f"the param {token.text} is a list", token.start, hint)
            return Values(tuple(map(float, value)))
        if isinstance(value, str):
            found = quantity(value)
            if found is None:
                hint = "a param that is compared is a number, or one with a unit: 50 GB/s"
                raise ClaimError(f"the param {token.text} is a text", token.start, hint)
            return found
        return Value(float(value))

    def _function(self, token: Token) -> Function:
        name = token.text
        if not self._stream.is_on("("):
            hint = f"write {name}(…)"
            raise ClaimError(f"a ( is missing after {name}", self._stream.at.start, hint)
        self._stream.take()
        with self._stream.deeper():
            of = self._side()
        self._stream.close()
        if name in OF_MANY and not _is_many(of):
            hint = "several numbers are bars, slices, and params that are lists: sum(bars)"
            raise ClaimError(f"{name} takes several numbers", of.span.start, hint)
        return Function(Span(token.start, self._stream.before.end), name, of)


def _is_many(side: Side) -> bool:
    """Whether a side is several numbers."""
    if isinstance(side, Param):
        return isinstance(side.value, Values)
    return isinstance(side, Named) and side.fact.is_many

"""How claims are written: the parser, and the pattern by which an editor checks them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable

import pytest
from jsonschema_rs import validator_for

from pipeline.claims import ClaimError, parse
from pipeline.claims.known.fact import FACTS
from pipeline.claims.registry import FUNCTIONS, OF_MANY, reserved
from pipeline.load import schema
from tests.claims.written import GOOD, PARAMS, SHAPELESS, SUBTLE


def fits_schema(claim: str) -> bool:
    """Whether an editor accepts a claim, by the schema that we give it."""
    rules = json.loads(schema.PATH.read_text(encoding="utf-8"))
    return validator_for(rules["$defs"]["claims"]["items"]).is_valid(claim)


def is_read(claim: str) -> bool:
    """Whether the parser accepts a claim."""
    try:
        parse(claim, PARAMS)
    except ClaimError:
        return False
    return True


def test_schema_and_parser_agree_on_150_claims() -> None:
    assert len({*GOOD, *SHAPELESS, *SUBTLE}) >= 150
    assert [claim for claim in GOOD if not (is_read(claim) and fits_schema(claim))] == []
    assert [claim for claim in SHAPELESS if is_read(claim) or fits_schema(claim)] == []
    assert [claim for claim in SUBTLE if is_read(claim)] == []


def schema_pattern() -> str:
    """The regular expression for claims that an editor checks them by: what has that shape.

    A name before a bracket is known, a fact is named, and each part compares or is a shape.
    """
    text = r"""(?:"[^"]*"|'[^']*')"""
    facts, calls = _either(FACTS), _either((*FACTS, *FUNCTIONS, *OF_MANY))
    keys = _either({key.name for each in FACTS.values() for key in each.keys})
    known = rf"""(?=(?:{text}|{calls}\b|[A-Za-z_]\w*(?!\w|\s*\()|[^"'A-Za-z_])*$)"""
    named = rf"""(?=(?:{text}|[^"'])*?\b{facts}\b)"""
    word = rf"""{text}|{keys}\s*=|(?!{keys}\s*=|and\b)[A-Za-z_]\w*|[^"'A-Za-z_<>=≈~≠≤≥!"""
    side = rf"\s*(?:{word}\s])(?:{word}])*"
    shapes = _either(name for name, each in FACTS.items() if each.is_shape)
    part = rf"(?:\s*{shapes}\s*|{side}(?:(?:[<>=]=?|[≈~≠≤≥]|!=){side})+)"
    return rf"^{known}{named}{part}(?:\band\b{part})*$"


def _either(names: Iterable[str]) -> str:
    """A group that is one of the names, the longer before those that they begin with."""
    return f"(?:{'|'.join(sorted(names, key=lambda name: (-len(name), name)))})"


def test_the_pattern_of_the_schema_is_made_from_the_facts() -> None:
    rules = json.loads(schema.PATH.read_text(encoding="utf-8"))
    pattern = rules["$defs"]["claims"]["items"]["pattern"]
    assert pattern == schema_pattern(), "write schema_pattern() into the schema"
    assert all(name in pattern for name in FACTS)


@pytest.mark.parametrize(
    ("claim", "offset", "message"),
    [
        ('lenght("F{}") = 3', 0, "lenght is neither a fact nor a param; did you mean length?"),
        ('texts("F{}" = 3', 12, "a ) or a comma is missing here"),
        ("P = 4", 0, "this names nothing that is drawn, so it says nothing"),
        ('texts("F{}")', 12, "this compares nothing"),
        ("nodes = 3 parsec", 10, "parsec is no unit that is known"),
        ("nodes = 3 P", 10, "an operator is missing before P"),
        ("nodes = 4 B", 8, "B is read as a unit here"),
        ("nodes = batches", 8, "the param batches is a list"),
        ('nodes(row="a") = 2', 6, "nodes takes no row="),
        ('nodes(in="a", in="b") = 2', 14, "in= stands here a second time"),
        ("tree = 1", 0, "tree is a statement, not a number"),
        ("curve = 3", 0, "curve needs a number"),
        ('number("F") = 3', 7,
         "the text needs one {}, where the number stands; * is anything else"),
        ("nodes = 1/0", 8, "1/0 divides by 0"),
        ("1 GB/s^400 = nodes", 0, "1 GB/s^400 is too large to calculate with, or no number"),
        ("nodes = 1 GB + 3 ms", 8, "1 GB + 3 ms has B and s in one sum"),
        ("nodes = 'a", 8, "the quote that opens here is not closed"),
        ("nodes = $", 8, "$ has no meaning in a claim"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(claim: str, offset: int, message: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse(claim, PARAMS)
    assert (caught.value.offset, caught.value.message) == (offset, message)


def test_a_sign_that_looks_like_a_space_is_said_to_be_none() -> None:
    with pytest.raises(ClaimError) as caught:
        parse("nodes =\u00a03", PARAMS)
    assert caught.value.hint == "write a space"


def test_names_that_params_may_not_have() -> None:
    taken = {name: reserved(name) for name in ("nodes", "ms", "sum", "and", "sqrt", "GB")}
    assert taken == {"nodes": "a fact", "ms": "a unit", "sum": "a function",
                     "and": "a word of claims", "sqrt": "a function", "GB": "a unit"}  # fmt: skip
    assert not any(map(reserved, ("P", "B", "s", "frames", "batch_ms", "stages")))


HOSTILE = [
    "nodes = 9^9^9", "(" * 10_000 + "nodes", f'texts("{"*" * 40}") = 1', "1e308 * 1e308 = nodes",
    "1/0 = nodes", '__import__("os") = nodes', "P.__class__ = nodes", "nodes = " + "-" * 390 + "1",
    "nodes = " + "^".join(["2"] * 100), "nodes = " + "9" * 380, "(" * 40 + "nodes" + ")" * 40,
    f'texts("{"*a" * 4}") = 1', f'texts("{"a" * 200}") = 1', "nodes" * 80, '"' * 400,
    "0e999 = nodes", "nodes = (9 %)^-4001", "nodes = 400 / (1 PB)^-400", "nodes * (1 bit)^400 = 1",
]  # fmt: skip


@pytest.mark.parametrize("claim", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_claims_are_answered_at_once(claim: str) -> None:
    start = time.process_time()
    is_read(claim)
    assert time.process_time() - start < 1  # that it ends: benchmarks measure how soon

"""A script and its params → what changes when it is drawn again with others; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from doit.exceptions import InvalidCommand

from pipeline.claims import judge, parse
from pipeline.facts.model import Facts
from pipeline.files.regular import SOURCE, read_regular
from pipeline.graph.build import Build
from pipeline.kinds import kind_of
from pipeline.load.opening import read_asking
from pipeline.load.params import canonical
from pipeline.model import Rendered, Visual
from pipeline.verdicts import Asks, Verdict

FactsOf = Callable[[Visual, bytes], Facts]


class Constant(NamedTuple):
    """A claim that is true for the params as they are, and not with another."""

    claim: str
    param: str
    message: str


class Variations(NamedTuple):
    """What came of it: with which params (`P = 5`) it was drawn, and with which it failed and why.

    The script ignores some params; `constant` are claims that hold for the params as they are
    alone, `held` those that hold with all, and `said` those of the question's words, which stay.
    """

    params: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    constant: tuple[Constant, ...]
    held: int
    said: int


class _Drawn(NamedTuple):
    """The script with one param changed."""

    param: str
    value: int
    params: Mapping[str, Any]
    rendered: Rendered

    @property
    def name(self) -> str:
        return f"{self.param} = {self.value}"


def variations(build: Build, visual: Visual, facts_of: FactsOf) -> Variations:
    """Draw a script with each whole-number param one more and twice as large, and judge its claims.

    Raises InvalidCommand where there is nothing to vary, or the script fails as it is.
    """
    usual, changes = _usual(visual), [*_changes(visual)]
    if not changes:
        raise InvalidCommand(f"{visual.id} has no param that is a whole number; params: in its "
                             "YAML gives the script some")  # fmt: skip
    with ThreadPoolExecutor(build.plan.cores) as pool:
        found = [*pool.map(lambda each: _draw(build, visual, *each), [usual, *changes])]
    base, drawn = found[0], [each for each in found[1:] if each.rendered.raw is not None]
    if base.rendered.raw is None:
        raise InvalidCommand(f"{visual.id} fails with its params as they are: {_why(base)}")
    different = {each.param for each in found[1:] if each.rendered.raw != base.rendered.raw}
    constant, held, said = _judged(build, visual, base, drawn, facts_of)
    return Variations(
        tuple(each.name for each in found[1:]),
        tuple((each.name, _why(each)) for each in found[1:] if each.rendered.raw is None),
        tuple(dict.fromkeys(each.param for each in found[1:] if each.param not in different)),
        constant, held, said,
    )  # fmt: skip


_Change = tuple[str, int, Mapping[str, Any]]


def _usual(visual: Visual) -> _Change:
    if kind_of(visual.kind).language != "python":
        raise InvalidCommand(
            f"--vary draws a script again with other params; {visual.id} is of kind {visual.kind}"
        )
    return "", 0, json.loads(visual.params or "{}")


def _changes(visual: Visual) -> Iterator[_Change]:
    params = json.loads(visual.params or "{}")
    for name, value in params.items():
        if type(value) is int:
            for other in dict.fromkeys((value + 1, 2 * value)):
                if other != value:
                    yield name, other, {**params, name: other}


def _draw(
    build: Build, visual: Visual, param: str, value: int, params: Mapping[str, Any]
) -> _Drawn:
    content = read_regular(visual.source, SOURCE)
    rendered = build.work.draw(build.plan.job(visual._replace(params=canonical(params)), content))
    return _Drawn(param, value, params, rendered)


def _why(drawn: _Drawn) -> str:
    return drawn.rendered.findings[0].message


def _judged(
    build: Build, visual: Visual, base: _Drawn, drawn: Sequence[_Drawn], facts_of: FactsOf
) -> tuple[tuple[Constant, ...], int, int]:
    """The claims that are true as it is, but not always; how many always are; how many are said."""
    asking = read_asking(visual, build.plan.config)
    if asking is None:
        return (), 0, 0
    asks = asking.asks
    about = [text for text in asks.claims if _is_drawn(text, base.params)]
    true = [each.claim for each in _verdicts(visual, base, about, asks, facts_of)
            if each.outcome == "true"]  # fmt: skip
    failing: dict[str, Constant] = {}
    for each in drawn:
        for verdict in _verdicts(visual, each, true, asks, facts_of):
            if verdict.outcome != "true":
                found = Constant(verdict.claim, each.name, verdict.message)
                failing.setdefault(verdict.claim, found)
    constant = tuple(failing[claim] for claim in true if claim in failing)
    return constant, len(true) - len(constant), len(asks.claims) - len(about)


def _is_drawn(claim: str, params: Mapping[str, Any]) -> bool:
    """Whether a claim is about the drawing alone; the words of the question stay as they are."""
    return all(named.fact.is_drawn for named in parse(claim, params).named)


def _verdicts(
    visual: Visual, drawn: _Drawn, claims: Sequence[str], asks: Asks, facts_of: FactsOf
) -> tuple[Verdict, ...]:
    facts = facts_of(visual, drawn.rendered.raw or b"")
    return judge([parse(claim, drawn.params) for claim in claims], facts, asks)


def varied_lines(name: str, found: Variations) -> Iterator[str]:
    """What came of it, a line each."""
    yield f"{name} drawn again with {', '.join(found.params)}"
    for params, why in found.failed:
        yield f"  the script fails with {params}: {why}"
    for param in found.ignored:
        yield f"  the script ignores {param}: it draws the same whatever that is"
    for each in found.constant:
        yield f"  - {each.claim}"
        yield f"    holds for the params as they are, not with {each.param}: {each.message}"
    if found.said:
        read = "claim reads" if found.said == 1 else "claims read"
        yield f"  {found.said} {read} the question's own words, which stay as they are"
    if found.held:
        yield f"  {found.held} {'claim holds' if found.held == 1 else 'claims hold'} with all"
    elif not found.constant:
        yield f"  no claim is true of the drawing: doit facts {name} shows what could be"

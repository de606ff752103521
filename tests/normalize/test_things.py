"""Sets of small drawings: what a browser draws of each is carried over, or reported."""

from __future__ import annotations

import pytest

from pipeline.model import Drawing, Normalized
from pipeline.normalize import normalize
from tests.browser import Browser
from tests.normalize.seen import differing
from tests.normalize.test_pixels import STACK
from tests.normalize.things import REPORTED, SAME


def run(raw: bytes) -> Normalized:
    return normalize(Drawing("v-1", raw, "T", "What it shows", "x.svg", STACK))


@pytest.mark.parametrize("name", SAME)
def test_a_browser_sees_no_difference(name: str, browser: Browser) -> None:
    result = run(SAME[name])
    slips = ("no element of SVG has the id", "counts for nothing", "shows nothing")
    assert [each for each in result.findings if all(s not in each.message for s in slips)] == []
    assert differing(browser, SAME[name], result) <= 0.001


@pytest.mark.parametrize("name", REPORTED)
def test_what_is_not_carried_over_is_reported(name: str, browser: Browser) -> None:
    result = run(REPORTED[name])
    assert {finding.code for finding in result.findings} == {"L007"}
    assert result.findings[0].line == 1
    assert differing(browser, REPORTED[name], result) > 0.001, (
        "it changes nothing: do not report it"
    )


@pytest.mark.parametrize("name", [*SAME, *REPORTED])
def test_normalizing_again_changes_nothing(name: str) -> None:
    once = run({**SAME, **REPORTED}[name]).svg
    assert once is not None
    assert run(once).svg == once

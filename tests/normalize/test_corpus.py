"""The corpus: a small drawing for each thing that SVG can do; its pixels stay, its form settles."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Drawing
from pipeline.normalize import normalize
from tests.browser import Browser
from tests.normalize.seen import differing
from tests.normalize.test_pixels import STACK, WHITE, assert_alike

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.svg"))
BACKGROUNDS = {"dark-background": "#1e2430"}
ENCODINGS = {
    "encoding-utf-16": "utf-16",
    "encoding-latin-1": "latin-1",
    "encoding-bom": "utf-8-sig",
}


NOT_READ_BY_RESVG = (
    "text-sizes-relative",
    "text-spaces",
    "transform-by-css",
    "negative-and-zero-sizes",
    "colour-notations",
)
"""What resvg draws otherwise than browsers do; those are asked below."""

NOT_EXACT_IN_CHROMIUM = ("root-fractional-size", "root-in-mm", "root-wide", "graphviz")
"""Sizes that are no whole px, for which a browser stretches the picture of a file."""

DISPUTED = ("points-odd", "text-entities", "encoding-latin-1")
"""Where browsers stop at an error, draw a point of it, or read no data URI."""


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_drawing_keeps_its_pixels_and_settles(path: Path) -> None:
    raw = path.read_bytes()
    first = normalize(Drawing("v-1", raw, "T", "What it shows", "x.svg", STACK))
    assert first.svg is not None, first.findings
    text = raw.decode(ENCODINGS.get(path.stem, "utf-8"))
    if path.stem not in NOT_READ_BY_RESVG:
        assert_alike(text, first.svg.decode(), BACKGROUNDS.get(path.stem, WHITE))
    again = normalize(Drawing("v-1", first.svg, "T", "What it shows", "x.svg", STACK))
    assert again.svg == first.svg


IN_A_BROWSER = [p for p in CORPUS if p.stem not in (*NOT_EXACT_IN_CHROMIUM, *DISPUTED)]


@pytest.mark.parametrize("path", IN_A_BROWSER, ids=lambda path: path.stem)
def test_a_browser_sees_no_difference(path: Path, browser: Browser) -> None:
    raw = path.read_bytes()
    result = normalize(Drawing("v-1", raw, "T", "What it shows", "x.svg", STACK))
    assert differing(browser, raw, result, BACKGROUNDS.get(path.stem, WHITE)) <= 0.001


def test_the_corpus_is_there() -> None:
    assert len(CORPUS) >= 80

"""The corpus: a small drawing for each thing that SVG can do; its pixels stay, its form settles."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Drawing
from pipeline.normalize import normalize
from tests.normalize.test_pixels import STACK, WHITE, assert_alike

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.svg"))
BACKGROUNDS = {"dark-background": "#1e2430"}
ENCODINGS = {
    "encoding-utf-16": "utf-16",
    "encoding-latin-1": "latin-1",
    "encoding-bom": "utf-8-sig",
}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_drawing_keeps_its_pixels_and_settles(path: Path) -> None:
    raw = path.read_bytes()
    first = normalize(Drawing("v-1", raw, "T", "What it shows", "x.svg", STACK))
    assert first.svg is not None, first.findings
    text = raw.decode(ENCODINGS.get(path.stem, "utf-8"))
    assert_alike(text, first.svg.decode(), BACKGROUNDS.get(path.stem, WHITE))
    again = normalize(Drawing("v-1", first.svg, "T", "What it shows", "x.svg", STACK))
    assert again.svg == first.svg


def test_the_corpus_is_there() -> None:
    assert len(CORPUS) >= 80

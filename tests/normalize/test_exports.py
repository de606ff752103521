"""What editors export: each file is normalized, and a browser shows each word where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.model import Drawing
from pipeline.normalize import normalize, normalize_tree, verify
from tests.browser import Browser
from tests.normalize.test_pixels import STACK
from tests.normalize.words import Word, displaced, words

EXPORTS = {path.stem: path for path in sorted((Path(__file__).parent / "exports").glob("*.svg"))}
REFUSED = {
    "drawio-image-in-label": ("S003", "panel Format"),
    "drawio-lightbox": ("S001", "Lightbox"),
    "drawio-math-in-label": ("S001", "panel Format"),
    "drawio-table-in-label": ("S001", "panel Format"),
    "figma-image": ("S003", "shapes"),
    "illustrator-entities": ("S004", "Preserve Illustrator Editing Capabilities"),
    "mermaid-formula": ("S001", "htmlLabels: false"),
    "mermaid-image": ("S003", "htmlLabels: false"),
    "plantuml-link": ("S002", "remove <a …> and </a>"),
}
"""What cannot be carried over: its one finding, and a part of the way out."""

DRAWN = sorted(EXPORTS.keys() - REFUSED.keys())


def drawing(name: str) -> Drawing:
    raw = EXPORTS[name].read_bytes()
    return Drawing("v-1", raw, "T", "What it shows", "x.svg", STACK, "svg")


@pytest.mark.parametrize("name", DRAWN)
def test_an_export_is_normalized_without_a_finding(name: str) -> None:
    first = normalize(drawing(name))
    assert first.svg is not None, first.findings
    assert first.findings == ()
    assert verify(first.svg, "v-1") == []
    assert normalize(drawing(name)._replace(raw=first.svg)).svg == first.svg


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_more_than_a_drawing_is_refused_once(name: str) -> None:
    (finding,) = normalize(drawing(name)).findings
    code, way_out = REFUSED[name]
    assert finding.code == code
    assert way_out in finding.hint
    assert finding.line


@pytest.mark.parametrize("name", DRAWN)
def test_each_word_stays_where_a_browser_had_it(
    name: str, close_up: Browser, tmp_path: Path
) -> None:
    result, context = normalize_tree(drawing(name))
    assert result.svg is not None
    assert context is not None
    width, height = context.size
    before = words(close_up, as_authored(drawing(name).raw, width, height), tmp_path)
    shrink, left = min(1.0, 800 / width), (680 - int(width + 0.5)) // 2 if width < 600 else 0
    placed = [Word(word.text, word.x * shrink + left, word.y * shrink) for word in before]
    assert displaced(placed, words(close_up, result.svg, tmp_path)) == []


def as_authored(raw: bytes, width: float, height: float) -> bytes:
    """The raw drawing at the size that it asks for, whatever the window is."""
    root = etree.fromstring(raw)
    root.set("width", str(width))
    root.set("height", str(height))
    style = root.get("style") or ""
    root.set(
        "style", ";".join(s for s in style.split(";") if "width" not in s and "height" not in s)
    )
    return etree.tostring(root)


def test_there_are_enough_of_them() -> None:
    assert len(EXPORTS) >= 40

"""Drawn before and after by resvg, a drawing differs in no more than contract 6.10 allows."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import resvg_py
from lxml import etree
from PIL import Image

from pipeline.fonts.faces import FAMILY, italic, regular
from pipeline.model import Drawing, Normalized
from pipeline.normalize import normalize

SAMPLES = Path(__file__).parent
STACK = "Helvetica Neue, Helvetica, Arial, sans-serif"
WHITE = "#ffffff"


def draw(svg: str, background: str) -> Image.Image:
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        background=background,
        dpi=96,
        font_files=[str(regular()), str(italic())],
        skip_system_fonts=True,
        font_family=FAMILY,
        serif_family=FAMILY,
        sans_serif_family=FAMILY,
        monospace_family=FAMILY,
    )
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def on_canvas(raw: str, canvas: tuple[int, int], background: str) -> Image.Image:
    """The raw drawing where the normal form puts it: centred, or shrunk to the column."""
    before = draw(raw, background)
    if before.width > 800:
        before = draw(_shrunk(raw), background)
    page = Image.new("RGB", canvas, background)
    page.paste(before, ((canvas[0] - before.width) // 2 if before.width < 600 else 0, 0))
    return page


def _shrunk(raw: str) -> str:
    """The same drawing 800 wide: its root's size in px written anew (a zoom is less exact)."""
    root = etree.fromstring(raw.encode())
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    root.set("width", "800")
    root.set("height", repr(height * 800 / width))
    return etree.tostring(root, encoding="unicode")


def assert_same(raw: bytes, background: str = WHITE) -> None:
    result: Normalized = normalize(Drawing("cloud-1", raw, "T", "What", "x", STACK))
    assert result.svg is not None, result.findings
    assert_alike(raw.decode(), result.svg.decode(), background)


def assert_alike(raw: str, normalized: str, background: str) -> None:
    after = draw(normalized, background)
    before = on_canvas(raw, after.size, background)
    ink = np.any(np.asarray(after) != np.asarray(Image.new("RGB", after.size, background)), axis=2)
    difference = np.abs(np.asarray(before, dtype=int) - np.asarray(after, dtype=int)).max(axis=2)
    assert ink.sum() > 300, "nothing is drawn"
    assert difference.max() <= 24
    assert (difference > 0).mean() <= 0.001


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*-before.svg")), ids=lambda path: path.stem)
def test_fixture_keeps_its_pixels(path: Path) -> None:
    root = etree.parse(str(path)).getroot()
    is_dark = "#1e2430" in (root.get("style") or "")
    assert_same(path.read_bytes(), "#1e2430" if is_dark else WHITE)


def test_a_missing_shape_would_be_seen() -> None:
    raw = (SAMPLES / "basic-shapes-before.svg").read_bytes()
    result = normalize(Drawing("cloud-1", raw, "T", "What", "x", STACK))
    assert result.svg is not None
    without = etree.fromstring(result.svg)
    without.remove(without.findall("{*}circle")[0])
    with pytest.raises(AssertionError):
        assert_alike(raw.decode(), etree.tostring(without, encoding="unicode"), WHITE)


@pytest.mark.parametrize("seed", range(4))
def test_matplotlib_keeps_its_pixels(seed: int) -> None:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    random = np.random.default_rng(seed)
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "x"}):
        figure = Figure(figsize=(4 + 2 * seed, 3))
        FigureCanvasSVG(figure)
        lines, bars = figure.subplots(1, 2)
        x = np.linspace(0, 10, 80)
        lines.plot(x, np.sin(x + seed), "o-", markevery=9, label="one")
        lines.fill_between(x, random.random(80), alpha=0.4, hatch="//", label="two")
        lines.scatter(10 * random.random(20), random.random(20), c=random.random(20))
        lines.set_title("A title, $x^2$")
        lines.legend()
        bars.barh(["a", "b  c", "d"], random.random(3), color=["#cfe2f3", "#d4edda", "#fdebd0"])
        bars.text(0.2, 1, "turned", rotation=30, weight="bold")
        written = io.BytesIO()
        figure.savefig(written, format="svg", bbox_inches="tight", metadata={"Date": None})
    assert_same(written.getvalue())

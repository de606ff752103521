"""Inlined in any page, a drawing of any kind is the same picture (contract 6.11)."""

from __future__ import annotations

import re
from itertools import accumulate

import numpy as np
import pytest

from tests.browser import Browser, Pixels
from tests.conftest import Project, new_project

SHARP = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80">'
    '<rect x="9" y="9" width="90" height="40"/><text x="20" y="40" fill="#fff">load (1) AV</text>'
    '<path d="M120 20L200 60L120 70" stroke="#369" fill="none" stroke-width="6"/>'
    '<path d="M220 10h60v60h-60zM230 20h40v40h-40z" fill="#3d9e5a"/>'
    '<text x="120" y="30" text-decoration="underline" font-size="12">two  words</text></svg>\n'
)
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 16 16">'
    '<path d="M2 2h12v12h-12zM5 5h6v6h-6z" fill="#2e3436"/></svg>\n'
)
DEFINED = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80">
<defs><linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient>
<clipPath id="c"><path d="M0 0h60v60h-60zM20 20h20v20h-20z"/></clipPath>
<mask id="m"><rect width="300" height="60" fill="url(#g)"/></mask>
<filter id="f"><feFlood flood-color="#369" flood-opacity=".5"/><feBlend in="SourceGraphic"/>
</filter>
<marker id="a" markerWidth="9" markerHeight="9" refX="4" refY="4"><circle cx="4" cy="4" r="4"/>
</marker></defs><rect width="60" height="60" fill="url(#g)" clip-path="url(#c)"/>
<rect x="70" width="60" height="60" mask="url(#m)"/><rect x="140" width="60" height="60" filter=
"url(#f)"/><path d="M220 10h60v50" fill="none" stroke="#c33" stroke-width="3" stroke-dasharray="9 4"
marker-end="url(#a)"/></svg>
"""
INNER = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80">
<g fill="#369"><svg x="20" y="20" width="60" height="40"><rect width="400" height="30"/></svg>
<svg x="100.5" width="60" height="60" viewBox="0 0 9 3" overflow="visible"><circle r="3"/></svg>
<svg x="180" width="60" height="60" viewBox="0 0 9 3" preserveAspectRatio="xMaxYMin slice"
transform="rotate(9)" opacity=".5"><circle r="3"/></svg></g></svg>
"""
INHERITED = """
    direction: rtl; writing-mode: vertical-rl; text-orientation: upright; font-family: monospace;
    font-size: 30px; font-style: italic; font-weight: 600; font-stretch: condensed;
    font-variant: small-caps; font-variant-numeric: slashed-zero; font-kerning: none;
    font-feature-settings: "kern" 0; font-size-adjust: 1; font-variation-settings: "wght" 700;
    letter-spacing: .08em; word-spacing: 9px; line-height: 50px; text-transform: uppercase;
    text-indent: 20px; text-align: right; text-shadow: 2px 2px red; text-anchor: end;
    text-rendering: geometricPrecision; dominant-baseline: middle; white-space: pre; tab-size: 2;
    -webkit-text-security: disc; -webkit-text-stroke: 2px red; -webkit-text-fill-color: red;
    word-break: break-all; hyphens: auto; text-emphasis: dot; text-underline-offset: 9px;
    color: red; color-scheme: dark; color-interpolation: linearRGB; fill: red; fill-opacity: .3;
    fill-rule: evenodd; clip-rule: evenodd; stroke: red; stroke-width: 5px; stroke-opacity: .3;
    stroke-dasharray: 3; stroke-dashoffset: 2; stroke-linecap: round; stroke-linejoin: round;
    stroke-miterlimit: 1; paint-order: stroke; marker: url(#m); shape-rendering: crispEdges;
    image-rendering: pixelated; color-interpolation-filters: sRGB; text-autospace: normal;
    font-synthesis: none; font: italic small-caps bold 30px/2 serif
    """
MIXED = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80">
<text x="9" y="30">版本v2的API说明</text></svg>
"""
PAGES = [
    *(f"body {{ {each.strip()} }}" for each in INHERITED.split(";")),
    ":root { direction: rtl } body { letter-spacing: .08em; text-transform: uppercase }",
    ":root { color-scheme: dark } body { background: #fff }",
    "svg { fill: currentColor; max-width: 100% } body { color: red }",
    "svg { stroke: red; font: 30px serif; text-decoration: underline; letter-spacing: 3px }",
    "svg { overflow: visible; direction: rtl; text-transform: uppercase }",
]
MARKER = '<svg width="0" height="0"><marker id="m"><circle r="9" fill="lime"/></marker></svg>'


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """One output of each kind, and such as have no text or use what others lack."""
    project: Project = new_project(tmp_path_factory.mktemp("inlined"))
    project.add("drawn", "svg", SHARP)
    project.add("icon", "svg", ICON)
    project.add("defined", "svg", DEFINED)
    project.add("inner", "svg", INNER)
    project.add("mixed", "svg", MIXED)
    project.add("graph", "dot")
    project.add("chart", "matplotlib")
    assert project.doit().counts == (7, 0, 0)
    return [path.read_text() for path in sorted(project.path("build/svg").rglob("*.svg"))]


def page(rules: str, outputs: list[str]) -> str:
    own = "body{margin:0} .x{position:absolute;left:0} .x svg{display:block}"
    heights = [int(str(re.search(r' height="(\d+)"', svg)[1])) for svg in outputs]  # type: ignore[index]
    pictures = "".join(
        f'<div class="x" style="top:{top}px">{svg}</div>'
        for top, svg in zip(accumulate(heights, initial=0), outputs, strict=False)
    )
    return f"<!DOCTYPE html><style>{rules}{own}</style>{MARKER}{pictures}"


@pytest.fixture(scope="module")
def plain(outputs: list[str], browser: Browser) -> Pixels:
    """The outputs in a page that says nothing."""
    return browser.draw_page(page("", outputs), 820, 1300)


@pytest.mark.parametrize("rules", PAGES)
def test_a_page_changes_nothing(
    rules: str, outputs: list[str], plain: Pixels, browser: Browser
) -> None:
    lent = browser.draw_page(page(rules, outputs), 820, 1300)
    assert (np.abs(plain - lent).max(axis=2) > 8).mean() == 0


def test_the_pages_would_change_a_drawing_that_leaves_it_to_them(
    outputs: list[str], browser: Browser
) -> None:
    bare = [re.sub(r' style="[^"]*"', "", svg, count=1) for svg in outputs]
    plain = browser.draw_page(page("", bare), 820, 1300)
    changing = [
        rules
        for rules in PAGES[::3]
        if (np.abs(plain - browser.draw_page(page(rules, bare), 820, 1300)).max(axis=2) > 8).any()
    ]
    assert len(changing) >= 10


def test_a_column_that_is_narrower_shrinks_every_drawing(
    outputs: list[str], browser: Browser
) -> None:
    browser.draw_page("<!DOCTYPE html>" + "<p>text</p>".join(outputs * 100), 390, 800)
    widest, ratios = browser.page.evaluate(
        """[document.documentElement.scrollWidth, [...document.querySelectorAll('svg')].map(s => {
            const b = s.getBoundingClientRect(), v = s.viewBox.baseVal
            return b.width / b.height / (v.width / v.height) })]"""
    )
    assert widest <= 390
    assert len(ratios) == 100 * len(outputs)
    assert max(abs(ratio - 1) for ratio in ratios) < 0.01

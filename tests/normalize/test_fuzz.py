"""Seeded drawings and mutations: `pytest -n 2 tests/normalize/test_fuzz.py --drawings 70000`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.normalize.drawings import made_up
from tests.normalize.mutations import mutated
from tests.normalize.test_normalize import inside
from tests.normalize.test_property import check
from tests.normalize.things import REPORTED, SAME

TESTS = Path(__file__).parents[1]
SMALL = 9_000
"""Bytes; larger ones hold the same, and take longer."""

DRAWN = [
    raw
    for path in sorted([*TESTS.glob("normalize/**/*.svg"), *TESTS.glob("check/**/*.svg")])
    if len(raw := path.read_bytes()) < SMALL
]
DRAWN += [*SAME.values(), *REPORTED.values()]
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_any_drawing_is_refused_or_stable(part: int, pytestconfig: pytest.Config) -> None:
    for seed in range(part, pytestconfig.getoption("--drawings"), PARTS):
        drawing = made_up(seed)
        for raw in (drawing, mutated(drawing, seed), mutated(DRAWN[seed % len(DRAWN)], seed)):
            try:
                check(raw)
            except Exception as error:
                error.add_note(f"seed {seed}: {raw!r}")
                raise


def test_a_seed_makes_the_same_drawing_each_time() -> None:
    assert made_up(7) == made_up(7) != made_up(8)
    assert mutated(DRAWN[0], 7) == mutated(DRAWN[0], 7)


@pytest.mark.parametrize(
    "content",
    [
        '<path d="M5 1C 100 50 150 155."/>',
        '<text font-size="attr(x)">a</text>',
        '<symbol id="a"/><use href="#a" width="1e400"/>',
        '<text x="1 1e400 3">abc</text>',
        "<text>a<linearGradient>bare</linearGradient></text>",
        "<textPath><clipPath><svg>bare<circle/></svg></clipPath></textPath>",
        '<use href="#b"><g><marker id="a"/></g></use><path marker-start="url(#a)"/>',
        '<g marker-end="url(\'#x y\')"/><marker id="x y"/>',
        '<defs><use href="#none"/></defs>',
        '<clipPath id="a"><path/></clipPath><text clip-path="url(#a)">\u2603</text>',
        '<clipPath id="a"><path/></clipPath><g clip-path="url(#a)"/><defs clip-path="url(#a)"/>',
        '<use href="#a"/><defs id="a"/>',
        '<g tableValues="1e0.5"/>',
        '<g id="a"><switch><rect/><symbol><textPath href="#a"/><use href="#none"><use href="#b"/>'
        '<mask id="b"/></use></symbol></switch></g>',
        '<switch><rect/><g><use href="#b"/></g><g><use href="#b"/></g><g id="b"/></switch>',
        '<defs><rect id="a"/></defs><use href="#a"/><switch><rect/><g id="a"/></switch>',
        '<textPath href="#%61">a<switch><rect/><g id="a"/></switch></textPath><g id="%61"/>',
        '<switch><text font-size="9ch" id="a"><textPath href="#">a</textPath>b</text>'
        '<text><textPath href="#a"/></text></switch>',
        '<g xml:space="preurl(#a)"/>',
        '<rect stroke="rgb(1,-1e)"/>',
        '<rect stroke="x:rgb(1 2 3);y:var(--z)"/>',
        '<rect style="stroke-width:calc(1px + 2px)" stroke-width="min(1px , 2px)"/>',
        '<text color="red" font-size="2em">a</text><g color="currentColor"/>',
        '<rect width="calc(9)mm" height="min(9, 8)%"/>',
        '<g fill-opacity="(clamp(0, 1e3, 9)a)b%"/>',
        '<rect x="calc(9e99)rem" y="calc(5)calc(5px)"/>',
        '<rect x="\u2009-10mm" y="\xa03" rx="\u0663"/>',
        '<text font-size="min(1%, 9)mm" x="9ch">a</text>',
        '<rect width="clamp(1px, 2px)"/>',
        '<g opacity="1e400"/>',
        '<text x="20 " y="60">\u21b3</text>',
        '<switch><textPath href="#none"/><path id="a" d="M0 0H9V9" fill="#abc"/></switch>',
        '<use href="#a"/><switch><textPath href="#none"/><path id="a" d="M0 0H9V9"/></switch>',
        '<use href="#a"/><path id="a" d="M0 0H9"/><ellipse id="a" font-size="3ch"/>',
        '<radialGradient id="a" fx=".2"/><radialGradient id="b" href="#a" fx="calc(1% + 3)em" '
        'gradientUnits="userSpaceOnUse"/><path fill="url(#b)"/>',
        '<g style="font-variant:\\6var(--x, d)"/>',
        '<linearGradient id="a"/><defs fill="url(#a)"/>',
        '<svg><svg><g style="translate:10% 0"/></svg></svg>',
        '<svg width="5"><use href="#a" x="5%" style="transform-box:fill-box;rotate:9deg"/>'
        '<g id="a"><path d="M0 0H9V9"/></g></svg>',
        '<foreignObject width="99" height="20"><p xmlns="http://www.w3.org/1999/xhtml">\u21b3 a</p>'
        "</foreignObject>",
        '<rect width="90" height="20"/><text x="9" y="9" font-size="0">no height</text>',
        '<rect width="90" height="20"/><text x="9" y="9" transform="scale(0)">flat</text>',
    ],
)
def test_what_fuzzing_found(content: str) -> None:
    check(inside(content).encode())


@pytest.mark.parametrize(
    "root",
    ['width="2e305%" viewBox="0 0 640 1"', 'viewBox="0 0 9 9" stroke-dasharray="9mm"',
     'viewBox="0 0 9 9" font-size="130%"', 'viewBox="0 0 9 9" requiredExtensions="a"',
     'viewBox="0 0 9 9" systemLanguage="xx"'],
)  # fmt: skip
def test_what_fuzzing_found_on_roots(root: str) -> None:
    check(inside("<text>a</text>", root).encode())

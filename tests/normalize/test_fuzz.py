"""Seeded drawings and mutations, as many as one likes: `pytest -k fuzz --drawings 100000`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.normalize.drawings import made_up, mutated
from tests.normalize.test_normalize import inside
from tests.normalize.test_property import check

FOLDER = Path(__file__).parent
DRAWN = [
    path.read_bytes()
    for path in sorted([*FOLDER.glob("*-before.svg"), *FOLDER.glob("corpus/*.svg")])
]
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_any_drawing_is_refused_or_stable(part: int, pytestconfig: pytest.Config) -> None:
    for seed in range(part, pytestconfig.getoption("--drawings"), PARTS):
        drawing = made_up(seed)
        check(drawing)
        check(mutated(drawing, seed))
        check(mutated(DRAWN[seed % len(DRAWN)], seed))


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
        '<g xml:space="preurl(#a)"/>',
        '<rect stroke="rgb(1,-1e)"/>',
        '<rect stroke="x:rgb(1 2 3);y:var(--z)"/>',
        '<rect style="stroke-width:calc(1px + 2px)" stroke-width="min(1px , 2px)"/>',
        '<text color="red" font-size="2em">a</text><g color="currentColor"/>',
    ],
)
def test_what_fuzzing_found(content: str) -> None:
    check(inside(content).encode())


@pytest.mark.parametrize(
    "root",
    ['width="2e305%" viewBox="0 0 640 1"', 'viewBox="0 0 9 9" stroke-dasharray="9mm"',
     'viewBox="0 0 9 9" font-size="130%"'],
)  # fmt: skip
def test_what_fuzzing_found_on_roots(root: str) -> None:
    check(inside("<text>a</text>", root).encode())

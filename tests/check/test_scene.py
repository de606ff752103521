"""What rules are built on: letters measured, shapes flattened, colours compared."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest
from lxml import etree
from PIL import ImageOps

from pipeline.check import RULES, normalize_and_check
from pipeline.check.rules.colour_alone import told_by_colour_alone
from pipeline.check.rules.overlap import hard_to_read
from pipeline.check.scene.colour import (
    DEUTERANOPIA,
    PROTANOPIA,
    as_seen,
    contrast,
    distance,
    lab,
    linear,
    parse_colour,
)  # fmt: skip
from pipeline.check.scene.curves import flatten
from pipeline.check.scene.geometry import bounds_of, depth, inside
from pipeline.check.scene.grid import MOST_FOUND
from pipeline.check.scene.scene import Label, Scene
from pipeline.check.scene.walk import scene_of
from pipeline.config import FONT_STACK, PALETTE
from pipeline.fonts.faces import FAMILY
from pipeline.fonts.measure import extent
from pipeline.model import Drawing
from pipeline.normalize import normalize_tree
from pipeline.normalize.values.path import read_path
from tests.normalize.test_pixels import WHITE, draw


def drawing(content: str, kind: str = "svg", size: str = "0 0 640 200") -> Drawing:
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{content}</svg>'
    return Drawing("x", raw.encode(), "T", "A", "q/x.svg", FONT_STACK, kind,
                   palette=PALETTE)  # fmt: skip


def scene(content: str, size: str = "0 0 640 200") -> Scene:
    _, context = normalize_tree(drawing(content, size=size))
    assert context is not None
    return scene_of(context)


def label(content: str) -> Label:
    (found,) = scene(content).labels
    return found


def test_letters_are_as_wide_as_the_font_says() -> None:
    # From the font's own tables: H 1479, i 455, one em 2048; the bold H is 1479 too, the i 569.
    assert extent("Hi").width == pytest.approx((1479 + 455) / 2048)
    assert extent("Hi", is_bold=True).width == pytest.approx((1479 + 569) / 2048, abs=0.001)
    assert extent("x").top < extent("H").top
    assert extent("g").bottom < -0.2 < extent("x").bottom
    assert extent("e\u0301\ufe0f\u200d").width == extent("e").width
    assert extent(" x  ").lead * 2 == pytest.approx(extent(" x  ").tail)


@pytest.mark.parametrize(
    ("content", "left", "right"),
    [
        ('<text x="100" y="50">Hi</text>', 100, 115.1),
        ('<text x="100" y="50" text-anchor="middle">Hi</text>', 92.4, 107.6),
        ('<text x="100" y="50" text-anchor="end">  Hi  </text>', 84.9, 100),
        ('<text x="100" y="50" font-size="32">Hi</text>', 100, 130.2),
        ('<text x="50" y="25" transform="scale(2)">Hi</text>', 100, 130.2),
        ('<text x="100" y="50" letter-spacing="5">Hi</text>', 100, 120.1),
        ('<text x="60" y="50"><tspan dx="40">Hi</tspan></text>', 100, 115.1),
        ('<text x="7" y="50"><tspan x="100 120">Hi</tspan></text>', 100, 123.6),
        ('<g font-size="2em"><text x="100" y="50">Hi</text></g>', 100, 130.2),
        ('<text x="100" y="50" direction="rtl">Hi</text>', 84.9, 100),
        ('<text x="100" y="50" direction="rtl" text-anchor="end">Hi</text>', 100, 115.1),
        ('<text x="100" y="50" direction="rtl" text-anchor="middle">Hi</text>', 92.4, 107.6),
        ('<text x="100" y="50">\u05d0\u05d1</text>', 100, 119.6),
        ('<text x="100" y="50" textLength="40">Hi</text>', 100, 140),
        ('<text x="100" y="50" textLength="40" text-anchor="end">Hi</text>', 60, 100),
        ('<svg x="100" width="200" height="100" viewBox="0 0 100 50">'
         '<text y="20">Hi</text></svg>', 100, 130.2),
    ],
)  # fmt: skip
def test_labels_are_placed(content: str, left: float, right: float) -> None:
    found = label(content)
    assert (found.bounds[0], found.bounds[2]) == pytest.approx((left, right), abs=0.1)


@pytest.mark.parametrize(
    "content",
    [
        '<text x="60" y="100" font-size="40">Hamburg gypsy</text>',
        '<text x="60" y="100" font-size="40" font-weight="bold">Hamburg gypsy</text>',
        '<text x="60" y="100" font-size="40" font-style="italic">Hamburg gypsy</text>',
        '<text x="300" y="100" font-size="40" text-anchor="middle">  two   words </text>',
        '<text x="60" y="100" font-size="40" dominant-baseline="middle">xHx</text>',
        '<text x="60" y="100" font-size="40" dominant-baseline="central">xHx</text>',
        '<text x="60" y="60" font-size="40" dominant-baseline="hanging">xHx</text>',
        '<text x="60" y="60" font-size="40" dominant-baseline="text-before-edge">xHx</text>',
        '<text x="60" y="40" font-size="40">one<tspan x="80" dy="1.2em">second</tspan></text>',
        '<text x="60" y="99" font-size="40">H<tspan baseline-shift="sub">2</tspan>O</text>',
        '<text x="300" y="40" font-size="40" text-anchor="middle">a<tspan x="300" dy="1.2em">'
        "second</tspan></text>",
        '<text x="300" y="40" font-size="40" text-anchor="middle">a<tspan y="90">b</tspan></text>',
        '<g xml:space="preserve"><text x="60" y="100" font-size="40">  a  b</text></g>',
        '<text x="60" y="100" font-size="40" letter-spacing="6" word-spacing="9">a b c</text>',
        '<text x="60" y="100" font-size="40">a<tspan x="120 180 240">bcde</tspan></text>',
        '<text x="200" y="40" font-size="40" transform="rotate(90 200 40)">Hubs</text>',
        '<text x="60" y="100" font-size="40" xml:space="preserve">  kept  apart</text>',
        '<text x="60" y="100" font-size="40" textLength="300">spread</text>',
    ],
)  # fmt: skip
def test_the_box_of_a_text_is_that_of_its_ink(content: str) -> None:
    found = scene(content).lines
    told = bounds_of(corner for each in found for corner in each.quad)
    assert told == pytest.approx(ink(content), abs=3.0)


def ink(content: str) -> tuple[float, ...]:
    """The box around what resvg draws of a text."""
    raw = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200" width="640" '
           f'height="200" font-family="{FAMILY}">{content}</svg>')  # fmt: skip
    box = ImageOps.invert(draw(raw, WHITE).convert("L")).getbbox()
    assert box is not None
    return box


def test_what_cannot_be_placed_is_left_out() -> None:
    content = (
        '<text x="9" y="50" rotate="30">turned</text>'
        '<text x="9" y="90" textLength="90">in <tspan fill="#333">parts</tspan></text>'
        '<path id="p" d="M9 90H90"/>'
        '<text><textPath href="#p"><tspan dy="-4">raised</tspan></textPath></text>'
    )
    assert scene(content).labels == []


def test_parts_of_a_line_that_runs_to_the_left_follow_each_other_to_the_left() -> None:
    found = scene('<text x="100" y="50" direction="rtl">H<tspan fill="#333">i</tspan></text>')
    assert [each.text for each in found.labels] == ["H", "i"]
    assert found.labels[0].bounds[2] == pytest.approx(100)
    assert found.labels[1].bounds[2] == pytest.approx(found.labels[0].bounds[0])


def test_stretches_of_one_line_are_joined() -> None:
    found = scene('<text x="9" y="50">a <tspan font-weight="bold">b</tspan> c'
                  '<tspan x="9" dy="20">d</tspan></text>')  # fmt: skip
    assert [each.text for each in found.labels] == ["a", "b", "c", "d"]
    assert len(found.lines) == 2
    assert found.lines[0].bounds[2] == found.labels[2].bounds[2]


def test_copies_are_painted_where_they_are_used() -> None:
    shapes = scene(
        '<defs><path id="p" d="M0 0h10v10z"/></defs><use href="#p" x="50" y="60"/>'
    ).shapes
    assert shapes[-1].bounds == (50, 60, 60, 70)
    assert shapes[-1].is_copy


def test_the_viewport_of_a_narrow_drawing_is_its_own() -> None:
    assert scene("", size="0 0 300 200").viewport == (190, 0, 490, 200)
    assert scene("", size="0 0 1600 200").viewport == (0, 0, 800, 100)


@pytest.mark.parametrize(
    ("data", "bounds"),
    [
        ("M0 0C0 10 10 10 10 0Z", (0, 0, 10, 7.5)),
        ("M0 0A5 5 0 0 1 10 0", (0, -5, 10, 0)),
        ("M0 0A5 5 0 0 0 10 0", (0, 0, 10, 5)),
        ("M0 0Q5 10 10 0T20 0", (0, -5, 20, 5)),
        ("M0 0Q5 10 10 0S15 10 20 0", (0, 0, 20, 5)),
        ("M0 0C0 10 10 10 10 0T20 0", (0, 0, 20, 7.5)),
        ("M0 0Q5 10 10 0L10 0T20 0", (0, 0, 20, 5)),
        ("M0 0Q5 10 0 0Zs10 8 20 0", (0, 0, 20, 5)),
        ("M0 0A1 1 0 0 1 10 0", (0, -5, 10, 0)),
        ("M0 0A10 10 0 1 1 10 10", (0, -10, 20, 10)),
        ("M0 0A10 10 0 1 0 10 10", (-10, 0, 10, 20)),
    ],
)
def test_curves_are_flattened(data: str, bounds: tuple[float, ...]) -> None:
    found = bounds_of(point for points in flatten(read_path(data)[0]) for point in points)
    assert found == pytest.approx(bounds, abs=0.1)


def test_a_turned_arc_goes_from_start_to_end() -> None:
    (points,) = flatten(read_path("M0 0A10 5 30 0 1 12 3")[0])
    assert points[0] == (0, 0)
    assert points[-1] == (12, 3)
    assert max(dist(one, other) for one, other in pairwise(points)) < 5


@pytest.mark.parametrize(
    ("shape", "form"),
    [
        ('<path d="M0 0H9V9H0Z"/>', "box"),
        ('<path d="M0 0H9V4H4V9H0Z"/>', "closed"),
        ('<path d="M0 0H9V9H0"/>', "open"),
        ('<polygon points="0,0 9,0 9,9"/>', "closed"),
        ('<polygon points="5,0 9,5 5,9 0,5"/>', "closed"),
        ('<circle r="4"/>', "round"),
    ],
)
def test_forms_are_told_apart(shape: str, form: str) -> None:
    assert scene(shape).shapes[-1].form == form


def test_fill_rules_differ_where_an_outline_goes_round_twice() -> None:
    ring = list(flatten(read_path("M0 0h9v9h-9zM3 3h3v3h-3z")[0]))
    assert inside((4, 4), ring)
    assert not inside((4, 4), ring, is_even_odd=True)
    assert not inside((10, 4), ring)


def test_turned_boxes_meet_only_where_they_do() -> None:
    square = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    diamond = ((14.0, 4.0), (24.0, 14.0), (14.0, 24.0), (4.0, 14.0))
    assert depth(square, diamond) == pytest.approx(2**0.5)
    assert depth(square, tuple((x + 3, y) for x, y in diamond)) == 0  # type: ignore[arg-type] # four


def test_contrast_is_that_of_wcag() -> None:
    white, grey, black = (parse_colour(text) for text in ("#fff", "#777", "rgb(0, 0, 0)"))
    assert white is not None
    assert grey is not None
    assert black is not None
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.478, abs=0.001)


def test_red_and_green_fall_together_for_some_readers() -> None:
    red, green = parse_colour("#cc4444"), parse_colour("#3d9e5a")
    assert red is not None
    assert green is not None
    usual = distance(lab(linear(red)), lab(linear(green)))
    assert distance(as_seen(red, DEUTERANOPIA), as_seen(green, DEUTERANOPIA)) < usual / 5
    assert distance(as_seen(red, PROTANOPIA), as_seen(green, PROTANOPIA)) < usual


def test_rules_stand_what_numbers_can_be() -> None:
    wild = ('<g transform="scale(0)"><text>a</text><rect width="1" height="1"/></g>'
            '<g transform="scale(1e9)"><text x="1e9">b</text><path d="M0 0L1e9 1e9"/></g>'
            '<text font-size="0">c</text><text x="1e308" font-size="1e308">d</text>'
            '<rect x="1e200" width="1e200" height="9" stroke="red"/>')  # fmt: skip
    kinds: tuple[str, ...] = ("svg", "dot", "matplotlib")
    for kind in kinds:
        counting = drawing(wild, kind)._replace(alt="It shows 3 boxes")
        assert normalize_and_check(counting).svg is not None


def test_much_in_one_place_is_looked_at_once() -> None:
    labels = "".join(f'<text x="9" y="50">{n}</text>' for n in range(700))
    flaws = list(hard_to_read(scene(labels)))
    assert len(flaws) == 1
    assert len(flaws[0].labels) == 700


def test_of_much_that_lies_below_the_last_is_looked_at() -> None:
    sheets = '<rect width="600" height="200" fill="#cfe2f3"/>' * 1000
    labels = "".join(f'<text x="9" y="50">{n}</text>' for n in range(80))
    made = scene(sheets + labels)
    found = [len(made.around(each)) for each in made.labels]
    assert set(found) == {MOST_FOUND // 2}
    assert {each.order for each in made.around(made.labels[-1])} <= set(range(900, 1002))


def test_what_looks_like_a_legend_of_hundreds_is_a_table() -> None:
    rows = [
        f'<rect x="{20 + 30 * (n % 20)}" y="{9 * (n // 20)}" width="6" height="6" fill="{fill}"/>'
        f'<text x="{30 + 30 * (n % 20)}" y="{6 + 9 * (n // 20)}" font-size="9">{n}</text>'
        for n, fill in enumerate(["#cc4444", "#3d9e5a"] * 200)
    ]
    assert list(told_by_colour_alone(scene("".join(rows)))) == []
    assert len(list(told_by_colour_alone(scene("".join(rows[:2]))))) == 1


def test_a_rule_changes_nothing() -> None:
    made = scene('<text x="9" y="50" fill="#ccc">a</text><rect width="9" height="9"/>')
    before = etree.tostring(made.root)
    for rule in RULES.values():
        list(rule(made))
    assert etree.tostring(made.root) == before

"""Numbers: path data, rounding, transforms."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from pipeline.normalize.values.arithmetic import compute
from tests.normalize.test_normalize import drawn, inside, normal


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m10 10h5v5z", "M10 10h5v5z"),
        ("M1-2.5.5.5", "M1-2.5l-.5 3"),
        ("M0,0 1e1,1E1 l.1.2", "M0 0l10 10 .1 .2"),
        ("M0 0a1 1 0 01.5.5", "M0 0a1 1 0 0 1 .5 .5"),
        ("M0 0c1 1 2 2 3 3s1 1 2 2q1 1 2 2t1 1", "M0 0C1 1 2 2 3 3S4 4 5 5Q6 6 7 7T8 8"),
        ("M1 1z l1 1", "M1 1zl1 1"),
        ("M0 0L1 1 2", "M0 0l1 1"),
        ("M0 0a5 5 0 1111 1L9 9", "M0 0a5 5 0 1 1 11 1l-2 8"),
        ("M0 0a5 5 0 7 0 1 1L9 9", "M0 0"),
        ("M0 0a5 2501 025-25L9 9", "M0 0"),
        ("M0 0a5 5 0 1 -1 1 1L9 9", "M0 0"),
        ("M0 0L1 1 bogus L2 2", "M0 0l1 1"),
        ("M0 0L1e999 1L2 2", "M0 0"),
        ("M-0.0 0L33.333333333333333 1e3", "M0 0l33.333333333 1000"),
        ("L1 1", None),
    ],
)
def test_path_data(before: str, after: str | None) -> None:
    (path,) = drawn(f'<path d="{before}"/>')
    assert path.get("d") == after


@pytest.mark.parametrize("scale", [1e-6, 0.123456789012345, 1, 4 / 3, 1000, 123456.789012345])
@pytest.mark.parametrize("place", [0.00012345678901234567, 123.45678901234567, 1e9])
def test_no_point_moves_however_far_from_the_origin(scale: float, place: float) -> None:
    """A point `place` px from the origin that a transform brings back onto the canvas."""
    x, shift = place / scale, 123.4567890123 - place
    transform = f"translate({shift!r} 0) scale({scale!r})"
    (group,) = drawn(f'<g transform="{transform}"><path d="M{x!r} 0H0"/></g>')
    written = re.findall(r"translate\((.*?)\)(?:scale\((.*?)\))?", group.get("transform") or "")
    moved, scaled = (Fraction(number or "1") for number in written[0])
    at = Fraction(re.split("[M ]", group[0].get("d") or "")[1])
    before = Fraction(repr(shift)) + Fraction(repr(scale)) * Fraction(repr(x))
    assert abs(moved + scaled * at - before) <= Fraction("0.001")


def test_the_middle_of_a_half_circle_stays() -> None:
    """Its distance from the chord is the root of what is left of a small difference."""
    radius, end = 316.2277660168379, 2 * 316.2277660168379 - 1e-11
    (path,) = drawn(f'<path d="M0 0A{radius!r} {radius!r} 0 0 1 {end!r} 0"/>')
    numbers = [float(number) for number in re.findall(r"[\d.]+", path.get("d") or "")]
    before, after = (r * r - x * x / 4 for r, x in ((radius, end), (numbers[2], numbers[-2])))
    assert abs(max(before, 0) ** 0.5 - max(after, 0) ** 0.5) <= 0.001


def test_transforms_lose_what_does_nothing() -> None:
    content = (
        '<g transform="scale(1 1) rotate(0) translate(4 6) rotate(-0 3 4) matrix(1,0,0,1,0,0)">'
    )
    (group,) = drawn(f"{content}<path/></g>")
    assert group.get("transform") == "translate(4 6)"


def test_a_scale_beyond_measure_is_no_crash() -> None:
    content = f'<g transform="{"scale(1e200)" * 9}"><path d="M0 0l1 1"/></g>'
    assert len(normal(inside(content))) == 4


@pytest.mark.parametrize("value", ["\u0661", "attr(y)", "1e400", "2vx", "1 px"])
def test_what_renderers_cannot_read_is_absent(value: str) -> None:
    (rect,) = drawn(f'<rect x="{value}" width="9" height="9"/>')
    assert "x" not in rect.attrib


@pytest.mark.parametrize(
    ("before", "after"), [("0,1", "0 1"), (" .5.25-1 ", ".5 .25 -1"), ("1e0.5", "1 .5")]
)
def test_lists_are_read_as_loosely_as_renderers_do(before: str, after: str) -> None:
    (function,) = drawn(f'<feFuncA tableValues="{before}"/>')
    assert function.get("tableValues") == after


@pytest.mark.parametrize(
    ("content", "width"),
    [
        ('<pattern patternUnits="objectBoundingBox"><rect width="50%"/></pattern>', "320"),
        ('<mask maskContentUnits="objectBoundingBox"><rect width="50%"/></mask>', "320"),
        ('<marker viewBox="0 0 10 10"><rect width="50%"/></marker>', "320"),
        ('<pattern viewBox="0 0 10 10"><rect width="50%"/></pattern>', "320"),
        ('<filter primitiveUnits="objectBoundingBox"><feFlood width="50%"/></filter>', "50%"),
        ('<filter filterUnits="objectBoundingBox"><feFlood width="50%"/></filter>', "320"),
        ('<svg width="100" height="9"><rect width="50%"/></svg>', "50"),
        ('<svg width="50%" height="9"><rect width="50%"/></svg>', "160"),
        ('<svg width="2em" height="9" font-size="20"><rect width="50%"/></svg>', "20"),
        ('<svg><rect width="50%"/></svg>', "320"),
        ('<svg viewBox="0 0 20 20" width="9" height="9"><rect width="50%"/></svg>', "10"),
        ('<symbol viewBox="0 0 20 20"><rect width="50%"/></symbol>', "10"),
    ],
)
def test_percentages_refer_to_what_surrounds_them(content: str, width: str) -> None:
    *_, outer = drawn(content)
    *_, innermost = outer.iter()
    assert innermost.get("width") == width


@pytest.mark.parametrize(
    "element",
    [
        '<rect width="50%" height="5"/>',
        '<linearGradient gradientUnits="userSpaceOnUse" x2="50%"><stop/></linearGradient>',
    ],
)
def test_the_viewports_around_are_computed_once_however_deep(element: str) -> None:
    def computed(depth: int, count: int) -> int:
        before = compute.cache_info()
        svg = '<svg width="90%" height="90%">'
        normal(inside(svg * depth + element * count + '<path d="M0 0h9"/>' + "</svg>" * depth))
        after = compute.cache_info()
        return after.hits + after.misses - before.hits - before.misses

    assert computed(20, 60) - computed(20, 20) == computed(2, 60) - computed(2, 20)

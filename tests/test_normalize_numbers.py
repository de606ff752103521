"""Numbers: path data, rounding by scale, transforms."""

from __future__ import annotations

import re

import pytest

from tests.test_normalize import drawn, inside, normal


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m10 10h5v5z", "M10 10L15 10L15 15Z"),
        ("M1-2.5.5.5", "M1-2.5L0.5 0.5"),
        ("M0,0 1e1,1E1 l.1.2", "M0 0L10 10L10.1 10.2"),
        ("M0 0a1 1 0 01.5.5", "M0 0A1 1 0 0 1 0.5 0.5"),
        ("M0 0c1 1 2 2 3 3s1 1 2 2q1 1 2 2t1 1", "M0 0C1 1 2 2 3 3S4 4 5 5Q6 6 7 7T8 8"),
        ("M1 1z l1 1", "M1 1ZL2 2"),
        ("M0 0L1 1 2", "M0 0L1 1"),
        ("M0 0a5 5 0 1111 1L9 9", "M0 0A5 5 0 1 1 11 1L9 9"),
        ("M0 0a5 5 0 7 0 1 1L9 9", "M0 0"),
        ("M0 0a5 2501 025-25L9 9", "M0 0"),
        ("M0 0a5 5 0 1 -1 1 1L9 9", "M0 0"),
        ("M0 0L1 1 bogus L2 2", "M0 0L1 1"),
        ("M0 0L1e999 1L2 2", "M0 0"),
        ("M-0.00000001 0L33.333333333 1", "M0 0L33.3333333 1"),
        ("L1 1", None),
    ],
)
def test_path_data(before: str, after: str | None) -> None:
    (path,) = drawn(f'<path d="{before}"/>')
    assert path.get("d") == after


def test_rounded_steps_do_not_add_up() -> None:
    steps = "l0.33333333 0.33333333" * 900
    (path,) = drawn(f'<path d="M0 0{steps}"/>')
    end = float(re.split(r"[ L]", path.get("d") or "")[-1])
    assert abs(end - 900 * 0.33333333) <= 0.0005


@pytest.mark.parametrize(
    ("transform", "digits"), [("scale(1)", 7), ("scale(100)", 9), ("scale(.001)", 4)]
)
def test_digits_follow_the_scale(transform: str, digits: int) -> None:
    line = '<line x1="0.123456789123" x2="9" y1="0" y2="0"/>'
    (group,) = drawn(f'<g transform="{transform}">{line}</g>')
    assert len((group[0].get("x1") or "").partition(".")[2]) == digits


def test_digits_follow_the_largest_use() -> None:
    content = (
        '<defs><circle id="c" r="0.123456789123"/></defs><use href="#c"/>'
        '<g id="g"><use href="#c" transform="scale(100)"/></g>'
        '<use href="#g" transform="scale(10)"/>'
    )
    radius = drawn(content)[0][0].get("r") or ""
    assert len(radius.partition(".")[2]) == 10


def test_transforms_lose_what_does_nothing() -> None:
    content = (
        '<g transform="scale(1 1) rotate(0) translate(4 6) rotate(-0 3 4) matrix(1,0,0,1,0,0)">'
    )
    (group,) = drawn(f"{content}<path/></g>")
    assert group.get("transform") == "translate(4 6)"


def test_a_scale_beyond_measure_is_no_crash() -> None:
    content = f'<g transform="{"scale(1e200)" * 9}"><path d="M0 0L1 1"/></g>'
    assert len(normal(inside(content))) == 4


@pytest.mark.parametrize("value", ["\u0661", "attr(y)", "1e400", "2vw", "1 px"])
def test_what_renderers_cannot_read_is_absent(value: str) -> None:
    (rect,) = drawn(f'<rect x="{value}" width="9" height="9"/>')
    assert "x" not in rect.attrib


@pytest.mark.parametrize(
    ("before", "after"), [("0,1", "0 1"), (" .5.25-1 ", "0.5 0.25 -1"), ("1e0.5", "1 0.5")]
)
def test_lists_are_read_as_loosely_as_renderers_do(before: str, after: str) -> None:
    (function,) = drawn(f'<feFuncA tableValues="{before}"/>')
    assert function.get("tableValues") == after


@pytest.mark.parametrize(
    ("content", "width"),
    [
        ('<pattern patternUnits="objectBoundingBox"><rect width="50%"/></pattern>', "320"),
        ('<mask maskContentUnits="objectBoundingBox"><rect width="50%"/></mask>', "50%"),
        ('<filter primitiveUnits="objectBoundingBox"><feFlood width="50%"/></filter>', "50%"),
        ('<filter filterUnits="objectBoundingBox"><feFlood width="50%"/></filter>', "320"),
        ('<svg width="100" height="9"><rect width="50%"/></svg>', "50%"),
    ],
)
def test_percentages_refer_to_what_surrounds_them(content: str, width: str) -> None:
    (outer,) = drawn(content)
    assert outer[0].get("width") == width

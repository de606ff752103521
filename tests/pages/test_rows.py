"""Rows are kept between runs by what they were made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.manifest import Built
from pipeline.model import Finding
from pipeline.pages import gallery
from pipeline.plan import Plan
from tests.pages.made import build, rows_of, visual

WARNED = Finding("L002", "warning", "questions/cloud/cloud-0.py", "overlap", "", "x", 2, 1)


@pytest.fixture
def built(plan: Plan) -> list[Built]:
    return [build(plan, visual(number), source="one\ntwo\n") for number in range(3)]


def page(plan: Plan, built: list[Built]) -> bytearray:
    return gallery(plan, 3, built, []).content


def forget_sources() -> None:
    """Whatever is read again from now on is missing."""
    for path in Path("questions").rglob("*.*"):
        path.unlink()


def test_what_did_not_change_is_not_read_again(plan: Plan, built: list[Built]) -> None:
    before = page(plan, built)
    forget_sources()
    assert page(plan, built) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda each: each._replace(visual=each.visual._replace(status="flagged")),
        lambda each: each._replace(visual=each.visual._replace(topic="other")),
        lambda each: each._replace(normalized=each.normalized._replace(svg="1" * 64)),
        lambda each: each._replace(normalized=each.normalized._replace(findings="1" * 64)),
        lambda each: each._replace(rendered=each.rendered._replace(output="printed")),
        lambda each: each._replace(rendered=each.rendered._replace(inputs={"a": "1" * 64})),
        lambda each: each._replace(rendered=each.rendered._replace(renderer="svg 2")),
        lambda each: each._replace(approved="1" * 64),
    ],
)
def test_what_changed_is_made_again_and_nothing_else(
    plan: Plan, built: list[Built], change: object
) -> None:
    assert callable(change)
    page(plan, built)
    forget_sources()
    rows = rows_of(page(plan, [change(built[0]), *built[1:]]))
    assert [row["details"]["text"] for row in rows.values()] == ["", "one\ntwo", "one\ntwo"]


def test_damage_is_at_most_a_page_made_anew(plan: Plan, built: list[Built]) -> None:
    before = page(plan, built)
    kept = Path(plan.rows)
    whole = kept.read_bytes()
    for damage in (b"", b"\n", whole[:-20], whole.replace(b"cloud", b"clout"), whole[80:]):
        kept.write_bytes(damage)
        assert page(plan, built) == before
        assert kept.read_bytes() == whole


def test_rows_of_other_code_are_not_taken(plan: Plan, built: list[Built]) -> None:
    before = page(plan, built)
    kept = Path(plan.rows)
    head, _, rest = kept.read_bytes().partition(b" ")
    forget_sources()
    kept.write_bytes(head[::-1] + b" " + rest)
    assert page(plan, built) != before


def test_rows_of_visuals_that_are_gone_are_not_kept(plan: Plan, built: list[Built]) -> None:
    page(plan, built)
    page(plan, built[:1])
    assert len(Path(plan.rows).read_bytes().split(b"\n")) == 3


def test_lines_are_counted_as_findings_count_them(plan: Plan) -> None:
    source = "a\x0cb\u2028c\r\nsecond\rthird\n\n\n"
    Path("questions/cloud").mkdir(parents=True)
    made = build(plan, visual(0), source="x", findings=(WARNED,))
    Path(made.visual.source).write_bytes(source.encode())
    details = rows_of(page(plan, [made]))["cloud-0"]["details"]
    assert details["findings"][0]["excerpt"] == "second"
    assert details["text"] == "a\x0cb\u2028c\nsecond\nthird"


def test_of_a_long_line_the_part_is_kept_that_a_finding_names(plan: Plan) -> None:
    Path("questions/cloud").mkdir(parents=True)
    made = build(plan, visual(0), source="x", findings=(WARNED._replace(line=1, column=9_001),))
    Path(made.visual.source).write_text(f"{'c' * 9_000}named{'d' * 900}")
    found = rows_of(page(plan, [made]))["cloud-0"]["details"]["findings"][0]
    assert found["excerpt"][9_000 - found["skipped"] :].startswith("named")
    assert len(found["excerpt"]) == 400


def test_a_source_of_any_size_and_coding_is_shown_as_far_as_it_goes(plan: Plan) -> None:
    made = build(plan, visual(0))
    for content, text, left in (
        (b"\xff\xfeh\0i\0", "hi", 0),
        (b"\xef\xbb\xbfhi \xff", "hi \N{REPLACEMENT CHARACTER}", 0),
        (b"a" * 100_007, "a" * 100_000, 7),
    ):
        Path(made.visual.source).write_bytes(content)
        Path(plan.rows).unlink(missing_ok=True)
        details = rows_of(page(plan, [made]))["cloud-0"]["details"]
        assert (details["text"], details["left"]) == (text, left)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (b"# -*- coding: latin-1 -*-\n# caf\xe9\n", "café"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><svg>caf\xe9</svg>', "café"),
        (b"# coding: hex\n# caf\xc3\xa9\n", "café"),
        (b"# coding: none-such\n# caf\xc3\xa9\n", "café"),
    ],
)
def test_a_source_is_read_in_the_encoding_that_it_declares(
    plan: Plan, source: bytes, shown: str
) -> None:
    each = build(plan, visual(0))
    Path(each.visual.source).write_bytes(source)
    (row,) = rows_of(page(plan, [each])).values()
    assert shown in row["details"]["text"]

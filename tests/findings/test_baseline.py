"""The baseline: what it accepts, what is gone from it, and how it reads and writes itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings.baseline import Baseline, BaselineError, read_baseline, write_baseline
from pipeline.model import Finding

PALE = Finding("L004", "warning", "questions/x.dot", "off the palette", "", "x", 3, 1)
SMALL = Finding("L006", "warning", "questions/y.dot", "text is small", "", "y", 1, 1)
LOST = Finding("B001", "warning", "questions/z.dot", "no question names this source")
WRONG = Finding("Q002", "error", "questions/x.yaml", "kind is 'dto'", "", "x", 3, 1)


def accepted(*findings: Finding) -> Baseline:
    """A baseline that was made when there were just these."""
    return Baseline().updated(findings, ())


def test_only_what_is_new_is_told() -> None:
    baseline = accepted(PALE, LOST)
    assert baseline.split([PALE, SMALL, LOST]) == ([SMALL], [PALE, LOST])


def test_a_finding_that_moved_is_still_accepted() -> None:
    assert accepted(PALE).split([PALE._replace(line=9, column=4, hint="")])[0] == []


@pytest.mark.parametrize(
    "other",
    [
        PALE._replace(code="L006"), PALE._replace(file="questions/w.dot"),
        PALE._replace(visual="w"), PALE._replace(visual=None), PALE._replace(message="other"),
    ],
    ids=["code", "file", "visual", "no visual", "message"],
)  # fmt: skip
def test_another_finding_is_new(other: Finding) -> None:
    assert accepted(PALE).split([other]) == ([other], [])


def test_one_more_of_the_same_is_new() -> None:
    second = PALE._replace(line=7)
    assert accepted(PALE).split([PALE, second]) == ([second], [PALE])
    assert accepted(PALE, second).split([PALE, second])[0] == []


def test_errors_are_never_accepted() -> None:
    assert accepted(WRONG).counts == {}
    forced = Baseline(dict.fromkeys(accepted(WRONG._replace(severity="warning")).counts, 1))
    assert forced.split([WRONG]) == ([WRONG], [])


def test_what_is_gone() -> None:
    baseline = accepted(PALE, PALE, SMALL, LOST)
    assert baseline.gone([PALE, PALE, SMALL, LOST], ()).counts == {}
    gone = baseline.gone([PALE], ())
    assert [(row["code"], row["count"]) for row in gone.to_rows()] == [
        ("L004", 1), ("L006", 1), ("B001", 1),
    ]  # fmt: skip
    assert baseline.updated([PALE], ()) == accepted(PALE)


def test_nothing_is_gone_where_it_is_not_known() -> None:
    baseline = accepted(PALE, SMALL)
    assert baseline.gone([], {"x"}) == accepted(SMALL)
    assert baseline.updated([], {"x"}) == accepted(PALE)


def test_a_code_that_was_not_looked_for_is_neither_gone_nor_dropped() -> None:
    baseline = accepted(PALE, SMALL)
    assert baseline.gone([], (), {PALE.code}) == accepted(SMALL)
    assert baseline.updated([], (), {PALE.code}) == accepted(PALE)


def test_it_reads_what_it_writes(tmp_path: Path) -> None:
    path = tmp_path / "baseline"
    odd = PALE._replace(message='two\nlines, "quotes" and \u2028 日本', file="a b/ü,%:.dot")
    baseline = accepted(SMALL, PALE, LOST, odd, PALE)
    write_baseline(str(path), baseline)
    assert read_baseline(str(path)) == baseline
    lines = path.read_text(encoding="utf-8").split("\n")
    assert len(lines) == 5
    assert lines[-1] == ""
    assert lines[1:3] == [
        '{"code": "L004", "file": "questions/x.dot", "visual": "x", "message": "off the palette",'
        ' "count": 2}',
        '{"code": "L006", "file": "questions/y.dot", "visual": "y", "message": "text is small",'
        ' "count": 1}',
    ]  # fmt: skip
    edited = "\r\n".join(lines)  # as editors on Windows leave it
    path.write_text(edited, encoding="utf-8-sig", newline="")
    assert read_baseline(str(path)) == baseline


def test_no_file_accepts_nothing(tmp_path: Path) -> None:
    assert read_baseline(str(tmp_path / "none")) == Baseline()


def test_an_entry_that_a_merge_doubled_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "baseline"
    write_baseline(str(path), accepted(PALE))
    path.write_text(path.read_text() * 2)
    assert read_baseline(str(path)) == accepted(PALE)


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[1]",
        '{"code": "L004"}',
        '{"code": 4, "file": "x", "visual": null, "message": "", "count": 1}',
        '{"code": "L004", "file": "x", "visual": 3, "message": "", "count": 1}',
        '{"code": "L004", "file": "x", "visual": null, "message": "", "count": "1"}',
        "[" * 100_000,
    ],
    ids=["conflict", "list", "short", "code", "visual", "count", "deep"],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "baseline"
    write_baseline(str(path), accepted(PALE))
    path.write_text(f"{path.read_text()}\n{line}\n")
    is_mark = line.startswith("<")
    said = "git could not merge .* keep all" if is_mark else "this line is not an entry .* git"
    with pytest.raises(BaselineError, match=f"baseline:3: {said}"):
        read_baseline(str(path))


def test_what_is_no_text_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff")
    for name in ("bytes", "."):
        with pytest.raises(BaselineError, match="cannot be read"):
            read_baseline(str(tmp_path / name))

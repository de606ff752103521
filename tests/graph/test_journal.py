"""doit's database: what is remembered, and what another process has written since."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from doit.dependency import JSONCodec

from pipeline.graph.journal import Journal


def remember(journal: Journal, task: str, value: str) -> None:
    """Save a value as doit does for a task that succeeded."""
    journal.set(task, "value", value)
    journal.set(task, "deps:", [])


def test_what_another_process_wrote_is_read_after_a_refresh(tmp_path: Path) -> None:
    path = str(tmp_path / "db")
    ours, theirs = Journal(path, JSONCodec()), Journal(path, JSONCodec())
    remember(theirs, "a", "first")
    assert ours.get("a", "value") == "first"
    assert not ours.refresh()
    remember(theirs, "a", "second")
    assert ours.get("a", "value") == "first"
    assert ours.refresh()
    assert ours.get("a", "value") == "second"


def test_a_file_that_was_not_there_yet(tmp_path: Path) -> None:
    path = str(tmp_path / "db")
    ours = Journal(path, JSONCodec())
    assert not ours.refresh()
    assert ours.get("a", "value") is None
    remember(Journal(path, JSONCodec()), "a", "first")
    assert ours.refresh()
    assert ours.get("a", "value") == "first"


def test_a_file_that_is_mostly_out_of_date_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "db"
    for round_ in range(3):
        journal = Journal(str(path), JSONCodec())
        for number in range(1000):
            remember(journal, f"task {number % 10}", f"{round_} {number}")
        journal.dump()
    assert path.read_bytes().count(b"\n") < 1100
    again = Journal(str(path), JSONCodec())
    values = [again.get(f"task {number}", "value") for number in range(10)]
    assert values == [f"2 {990 + number}" for number in range(10)]


def test_that_it_cannot_be_written_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = Journal(str(tmp_path / "missing/db"), JSONCodec())
    for task in ("a", "b", "c"):
        remember(journal, task, "x")
    assert capsys.readouterr().err.count("cannot be written") == 1


def test_a_disk_that_gets_full_damages_nothing_that_is_written_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit of the file's size plays the disk: of what crosses it, a part is written."""
    path = tmp_path / "db"
    journal = Journal(str(path), JSONCodec())
    remember(journal, "before", "x")
    before, size = resource.getrlimit(resource.RLIMIT_FSIZE), path.stat().st_size + 20
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        remember(journal, "cut", "x" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.stat().st_size == size
    assert "cannot be written" in capsys.readouterr().err
    remember(journal, "after", "x")
    again = Journal(str(path), JSONCodec())
    found = [again.get(task, "value") for task in ("before", "cut", "after")]
    assert found == ["x", None, "x"]

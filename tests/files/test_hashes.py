"""States of files, hashed once: a hash is remembered of the very file that was read."""

from __future__ import annotations

import hashlib
import os
import time
import tracemalloc
from io import BufferedReader
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.files import regular
from pipeline.files.hashes import Hashes
from pipeline.files.regular import CACHED, open_regular, read_regular


def test_a_link_that_leads_elsewhere_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it led to meanwhile does not stand for what it leads to again."""
    link, one, two = (tmp_path / name for name in ("link", "one", "two"))
    one.write_text("one")
    two.write_text("two")
    link.symlink_to(one)

    def open_another(path: str) -> BufferedReader:
        lead_to(two)
        stream = open_regular(path)
        lead_to(one)
        return stream

    def lead_to(file: Path) -> None:
        os.symlink(file, tmp_path / "new")
        os.replace(tmp_path / "new", link)

    monkeypatch.setattr("pipeline.files.hashes.is_quiet", lambda status: True)
    monkeypatch.setattr("pipeline.files.hashes.open_regular", open_another)
    known = Hashes(str(tmp_path / "store"))
    assert known.state(str(link)) == hashlib.sha256(b"two").hexdigest()
    monkeypatch.setattr("pipeline.files.hashes.open_regular", open_regular)
    assert known.state(str(link)) == hashlib.sha256(b"one").hexdigest()


@pytest.mark.parametrize(
    ("ago", "part", "is_quiet"),
    [(0.05, 1, False), (0.2, 1, True), (1.5, 1, True), (1.5, 0, False), (2.5, 0, True)],
)
def test_where_a_clock_shows_whole_seconds_more_of_them_must_have_passed(
    monkeypatch: pytest.MonkeyPatch, ago: float, part: int, is_quiet: bool
) -> None:
    """Two writes within one of them leave the same stat."""
    touched = 1_800_000_000 * regular.SECOND + part
    monkeypatch.setattr(time, "time_ns", lambda: touched + int(ago * regular.SECOND))
    status = SimpleNamespace(st_mtime_ns=touched - 1, st_ctime_ns=touched)
    assert regular.is_quiet(cast(os.stat_result, status)) is is_quiet


def test_reading_takes_the_memory_of_the_file_and_not_of_its_limit(tmp_path: Path) -> None:
    """Where memory is promised to nobody twice, no read could be made otherwise."""
    path = tmp_path / "small"
    path.write_bytes(b"x" * 100_000)
    tracemalloc.start()
    assert read_regular(str(path), CACHED) == b"x" * 100_000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000

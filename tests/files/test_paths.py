"""Where a path leads from a folder, and what lies in one."""

from __future__ import annotations

import os

import pytest

from pipeline.files.paths import is_within, leads_out, way_to


def test_no_way_leads_to_another_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows says so by ValueError."""

    def relpath(path: str, start: str) -> str:
        raise ValueError(f"path is on mount {path[:2]!r}, start on mount {start[:2]!r}")

    assert [way_to("/a/b", "/a/c"), way_to("/a/c/d", "/a/c")] == ["../b", "d"]
    monkeypatch.setattr(os.path, "relpath", relpath)
    assert way_to("/a/b", "/a/c") == "/a/b"
    assert [leads_out(way) for way in ("..", "../b", "/a", "..b", "b/..", ".")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_what_lies_in_a_folder() -> None:
    assert is_within("/a", "/a")
    assert is_within("/a/b", "/a")
    assert is_within("/a", "/")
    assert not is_within("/ab", "/a")
    assert not is_within("/", "/a")

"""Files that are written whole, also where others have them open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.files import outputs


class Scanner:
    """What keeps files from being renamed on Windows, the first so many times."""

    def __init__(self, times: int) -> None:
        self.left, self._replace = times, os.replace

    def replace(self, old: str, new: str) -> None:
        self.left -= 1
        if self.left >= 0:
            raise PermissionError(13, "The process cannot access the file")
        self._replace(old, new)


def test_a_file_that_another_has_open_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "file"
    monkeypatch.setattr(outputs, "WAITS", (0.0, 0.0, 0.0))
    monkeypatch.setattr(os, "replace", Scanner(3).replace)
    outputs.write_whole(str(path), b"new")
    assert path.read_bytes() == b"new"
    monkeypatch.setattr(os, "replace", Scanner(4).replace)
    with pytest.raises(PermissionError):
        outputs.write_whole(str(path), b"newer")
    assert [each.name for each in path.parent.iterdir()] == ["file"]
    assert path.read_bytes() == b"new"

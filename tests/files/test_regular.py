"""An interrupt while a file is opened stays one, and closes no file but that one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.files.regular import read_regular

OPEN = os.fdopen


def test_an_interrupt_behind_the_opening_is_no_trouble_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: Any) -> object:
        OPEN(*arguments).close()  # as the stream does that nobody has
        raise KeyboardInterrupt

    (tmp_path / "x").write_bytes(b"x")
    monkeypatch.setattr(os, "fdopen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_regular(str(tmp_path / "x"), 9)

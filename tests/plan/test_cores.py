"""How many cores a build keeps busy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import plan


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("max 100000\n", 64),
        ("200000 100000\n", 2),
        ("150000 100000\n", 2),
        ("50000 100000\n", 1),
        ("6400000 50000\n", 64),
        ("", 64),
        (None, 64),
    ],
)
def test_a_container_has_its_share_of_a_large_machine(
    said: str | None, found: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota = tmp_path / "cpu.max"
    if said is not None:
        quota.write_text(said)
    monkeypatch.setattr(plan, "QUOTA", str(quota))
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: range(64), raising=False)
    assert plan.cores() == found

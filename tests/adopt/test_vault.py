"""A repository of 10,000 questions is adopted: its twenty faults are reported, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project
from tests.vault import Fault, write_vault

KNOWN_FIRST = ("Q", "A001", "B001")
"""What is known before anything is built: what is wrong with questions, and orphans."""


def reported(project: Project) -> tuple[list[Fault], dict[str, Any]]:
    """What `doit check` finds, as faults, and all that it says."""
    said = json.loads(project.doit("check", "--format", "json").output)
    return sorted(Fault(each["file"], each["code"]) for each in said["findings"]), said


@pytest.mark.long
def test_all_twenty_are_reported_and_nothing_else(tmp_path: Path) -> None:
    vault = write_vault(tmp_path, every=200)
    project, faults = Project(tmp_path), sorted(vault.faults)
    assert len(faults) == 20
    command = [sys.executable, "-m", "pipeline", "init"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "found 10022 questions in vault/questions/, 71 with a visual" in done.stdout
    assert 'tracks = ["cloud", "edge", "mobile", "tinyml", "robotics"]' in done.stdout

    found, said = reported(project)
    assert found == [fault for fault in faults if fault.code.startswith(KNOWN_FIRST)]
    assert len(said["stale"]) == 70 - len({each["visual"] for each in said["findings"]} - {None})

    built = project.doit()
    assert built.counts == (55, 0, 15)
    found, said = reported(project)
    assert found == faults
    assert said["stale"] == []
    assert any("nor does cloud-lost.dot or" in each["message"] for each in said["findings"])
    orphans = [each["hint"] for each in said["findings"] if each["code"] == "B001"]
    assert orphans
    assert not any("remove it" in hint for hint in orphans)  # some questions are broken

    page = project.doit("check").output
    table = page.partition("by code:\n")[2].splitlines()
    assert [line.split()[:3] for line in table[:2]] == [
        ["2", "error", "A001"],
        ["1", "error", "Q001"],
    ]
    assert sum(int(line.split()[0]) for line in table[:-1]) == 20
    assert table[-1] == "15 errors · 5 warnings · 0 stale"

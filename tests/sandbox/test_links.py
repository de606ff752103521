"""Folders that are links: those with sources are the project's, and no link opens others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.sandbox.files import version
from pipeline.sandbox.permits import permits
from tests.conftest import Project
from tests.render.scripts import SAVE

pytestmark = pytest.mark.skipif(version() == 0, reason="the kernel here has no Landlock")

READS = f"import os, matplotlib.pyplot as plt\nplt.plot([1, len(open('{{}}').read())])\n{SAVE}"


def test_time_zones_are_read_where_a_link_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS, /usr/share/zoneinfo is one."""
    realpath = os.path.realpath
    ways = {"/usr/share/zoneinfo": "/private/var/db/timezone/zoneinfo"}
    monkeypatch.setattr(os.path, "realpath", lambda path: ways.get(path) or realpath(path))
    monkeypatch.setattr(os.path, "exists", lambda path: True)
    allowed = permits("/nowhere", (), "/nowhere/own")
    assert allowed.may_read("/private/var/db/timezone/zoneinfo/Europe/Berlin")
    assert not allowed.may_read("/private/var/db/timezone/other")


def test_a_linked_folder_with_sources_is_read_and_no_other(
    project: Project, tmp_path: Path
) -> None:
    """A link may be committed by anybody: what is found behind one must be the project's already.

    A folder of notes with YAML in it is not.
    """
    shared, home = tmp_path / "shared", tmp_path / "home"
    for folder in (shared, home / ".ssh"):
        folder.mkdir(parents=True)
        (folder / "data.csv").write_text("1")
    (home / "notes.yaml").write_text("id: notes\n")
    project.add("beside", "dot", track="edge")
    for path in project.path("questions/edge").iterdir():
        path.rename(shared / path.name)
    project.path("questions/edge").rmdir()
    project.path("questions/edge").symlink_to(shared)
    project.path("questions/home").symlink_to(home)
    project.add("good", "matplotlib", READS.format("../edge/data.csv"))
    project.add("bad", "matplotlib", READS.format("../home/.ssh/data.csv"))
    done = project.doit()
    assert (done.built, done.failed) == ({"beside", "good"}, {"bad"}), done.output
    assert "may not open" in done.output
    assert "a link to elsewhere" in done.output
    assert "move or copy there what it needs" in done.output
    (shared / "data.csv").write_text("2345")
    assert project.doit().built == {"good"}

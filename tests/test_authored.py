"""Drawings as authors make them: each one builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Project

FOLDER = Path(__file__).parent / "authored"


@pytest.mark.long
@pytest.mark.parametrize(("folder", "kind"), [("scripts", "matplotlib"), ("graphs", "dot")])
def test_what_authors_make_builds(folder: str, kind: str, project: Project) -> None:
    sources = sorted((FOLDER / folder).glob("*.*"))
    for path in sources:
        project.add(path.stem, kind, path.read_text(encoding="utf-8"))
    done = project.doit()
    assert done.counts == (len(sources), 0, 0), done.output
    assert len(list(project.path("build/svg").rglob("*.svg"))) == len(sources) > 60

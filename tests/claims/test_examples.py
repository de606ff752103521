"""The thirty claims of docs/claims.md, built: true as they stand, and false when changed."""

from __future__ import annotations

import json
import re
import shutil
from typing import Any

import pytest

from pipeline.claims.reference import EXAMPLES, page
from tests.claims.written import THIRTY
from tests.conftest import REPOSITORY, Project, new_project

FOLDER = REPOSITORY / "docs/claims"
PICTURES = REPOSITORY / "docs/pictures/claims"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The questions of docs/claims, built."""
    project = new_project(tmp_path_factory.mktemp("claims") / "project")
    shutil.copytree(FOLDER, project.path("questions"), dirs_exist_ok=True)
    assert project.doit().counts == (len(EXAMPLES), 0, 0)
    return project


def verdicts(project: Project) -> dict[str, dict[str, Any]]:
    """What came of each claim, by its text."""
    files = project.path("build/claims").rglob("*.json")
    return {each["claim"]: each for file in files for each in json.loads(file.read_text())}


def test_the_page_is_made_of_docstrings_and_examples() -> None:
    assert (REPOSITORY / "docs/claims.md").read_text(encoding="utf-8") == page(FOLDER), "doit docs"


def test_pictures_are_those_that_are_built(examples: Project, pytestconfig: pytest.Config) -> None:
    for name in EXAMPLES:
        built = examples.path(f"build/svg/global/{name}.svg").read_bytes()
        if pytestconfig.getoption("--update-pictures"):
            (PICTURES / f"{name}.svg").write_bytes(built)
        assert (PICTURES / f"{name}.svg").read_bytes() == built, "run pytest --update-pictures"


def test_thirty_claims_are_true_and_false_when_changed(examples: Project) -> None:
    found = verdicts(examples)
    assert sorted(found) == sorted(THIRTY.splitlines())
    assert {each["outcome"] for each in found.values()} == {"true"}
    for question in examples.path("questions").glob("*.yaml"):
        question.write_text(re.sub(r"(?m)^    - (.*)$", _changed, question.read_text()))
    run = examples.doit()
    assert run.built == {*EXAMPLES}
    assert run.output.count("not rendered") == len(EXAMPLES)
    changed = verdicts(examples)
    assert len(changed) == 30
    assert {each["outcome"] for each in changed.values()} == {"false"}
    for claim, each in changed.items():
        if claim != "path":
            assert all(side["value"] for side in each["sides"])
            assert " is " in each["message"], each
            assert each["message"] in run.output


def _changed(claim: re.Match[str]) -> str:
    """A claim with another number, order or shape."""
    if claim[1] == "tree":
        return "    - path"
    return f"    - {claim[1]} + 9" if " = " in claim[1] else claim[0].replace(" > ", " < ")

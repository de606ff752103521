"""The workflow, the hooks and the examples of docs/ci.md: they parse, and what they run exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import REPOSITORY, Project
from tests.docs.pages import steps

PAGE = REPOSITORY / "docs/ci.md"


def written(name: str) -> Any:
    """The YAML of a file that the page has its reader write."""
    (text,) = (step.text for step in steps(PAGE) if (step.kind, step.name) == ("write", name))
    return yaml.safe_load(text)


def jobs_steps() -> list[dict[str, Any]]:
    """The steps of the workflow, and those of the examples."""
    workflow = written(".github/workflows/visuals.yml")
    (job,) = workflow["jobs"].values()
    found = [*job["steps"]]
    for step in steps(PAGE):
        if step.kind == "example":
            example = yaml.safe_load(step.text)
            found += example["steps"] if isinstance(example, dict) else example
    return found


def test_the_workflow_has_what_github_needs() -> None:
    workflow = written(".github/workflows/visuals.yml")
    assert workflow.keys() == {"name", True, "permissions", "jobs"}  # `on` is true in YAML 1.1
    for step in jobs_steps():
        assert ("uses" in step) != ("run" in step), step
        assert step.keys() <= {"name", "if", "uses", "with", "run"}
        assert re.fullmatch(r"[\w/-]+@v\d+", step.get("uses", "a/b@v1")), step
        known = {"pip", "doit", "./deploy.sh"}
        assert step.get("run", "pip").split()[0] in known, step
    cached = next(each["with"] for each in jobs_steps() if "cache@" in each.get("uses", ""))
    assert cached["key"].startswith(cached["restore-keys"])
    assert "run_id" in cached["key"]  # a key that is there already is never saved again


def test_the_workflow_does_in_a_broken_tree_what_the_page_says(
    project: Project, tmp_path: Path
) -> None:
    from tests.docs.test_pages import shell

    project.add("x", "dot", "digraph { a -> -> b }")
    summary = tmp_path / "summary.md"
    codes = {}
    for step in jobs_steps():
        command = step.get("run", "")
        if command.startswith("doit"):
            codes[step["name"]], _ = shell(f"GITHUB_STEP_SUMMARY={summary}; {command}", tmp_path)
    assert codes == {"Build": 0, "Check": 2, "Summary": 0, "Release": 0}
    assert summary.read_text().startswith("## Visuals: 1 error")


def test_the_hooks_are_those_of_the_repository() -> None:
    (repository,) = written(".pre-commit-config.yaml")["repos"]
    ours = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in ours:
        hook.pop("description")
    assert sorted(repository["hooks"], key=lambda hook: hook["id"], reverse=True) == ours
    assert all(re.match(r"doit( check)?$", hook["entry"]) for hook in ours)

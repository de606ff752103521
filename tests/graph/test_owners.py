"""Every output has one owner: what one visual loses is never another's file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Project, new_project
from tests.pages.made import rows_of

SHARED = "build/svg/cloud/shared.svg"


def rendered(project: Project, name: str, file: str, status: str = "draft", **more: str) -> Path:
    """A question whose visual writes `file`."""
    path = project.add(name, "svg", SVG.format(name), status=status, **more)
    text = path.read_text().replace("  kind: svg\n", f"  kind: svg\n  rendered: {file}\n")
    path.write_text(text)
    return path


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="100" viewBox="0 0 680 100">'
    '<text x="20" y="45" font-size="16" fill="#333">{}</text></svg>\n'
)


def check(project: Project, **owners: str) -> None:
    """See that these files are these visuals', and that the manifest names just what is there."""
    svgs = project.path("build/svg/cloud")
    there = {path.name: path.read_text() for path in svgs.glob("*")}
    assert there.keys() == {f"{file}.svg" for file in owners}
    assert all(f">{name}</text>" in there[f"{file}.svg"] for file, name in owners.items())
    manifest = project.path("build/manifest.json")
    if manifest.exists():
        named = {each["id"]: each["svg"] for each in json.loads(manifest.read_text())["visuals"]}
        assert named == {name: f"svg/cloud/{file}.svg" for file, name in owners.items()}


def as_from_nothing(project: Project) -> None:
    """See that all is as a build of the same questions from nothing has it."""
    clean = new_project(project.root / "clean")
    shutil.copytree(project.path("questions"), clean.path("questions"), dirs_exist_ok=True)
    clean.doit()
    built = {"index.html": "", **project.built()}  # it shows the last good pictures of what failed
    assert built == {**clean.built(), "index.html": built["index.html"]}


@pytest.mark.parametrize("file", ["shared.svg", "Shared.svg"])
def test_a_broken_draft_never_removes_what_is_published(project: Project, file: str) -> None:
    rendered(project, "good", "shared.svg", status="published")
    assert project.doit().code == 0
    draft = rendered(project, "draft", file)
    draft.write_text(draft.read_text().replace("kind: svg", "kind: svg\n  nonsense: 1"))
    for arguments in ((), ("draft",), (), ("-a",)):
        run = project.doit(*arguments)
        assert (run.code, run.failed, run.codes) == (2, {"draft"}, {"Q002"})
        check(project, shared="good")
    as_from_nothing(project)


def test_of_two_that_claim_a_file_the_published_one_has_it(project: Project) -> None:
    first = rendered(project, "first", "shared.svg")
    assert project.doit().code == 0
    second = rendered(project, "second", "Shared.svg", status="published")
    run = project.doit()
    assert (run.failed, run.built) == ({"first"}, {"second"})
    assert "Q009: cloud/shared.svg is also written by second" in run.output
    check(project, Shared="second")
    # Neither while the published one is broken does the other get its file.
    whole = second.read_text()
    second.write_text(whole.replace("kind: svg", "kind: nothing"))
    run = project.doit()
    assert (run.failed, run.codes) == ({"first", "second"}, {"Q002", "Q009"})
    check(project)
    second.write_text(whole)
    assert project.doit().built == {"second"}
    check(project, Shared="second")
    # Of two that are published, and of two that are not, neither has it.
    for path, status in ((first, "published"), (second, "draft"), (first, "draft")):
        old = "published" if status == "draft" else "draft"
        path.write_text(path.read_text().replace(f"status: {old}", f"status: {status}"))
        run = project.doit()
        is_one = path == second
        assert run.failed == ({"second"} if is_one else {"first", "second"})
        check(project, **({"shared": "first"} if is_one else {}))
    # Archived, one leaves the file to the other.
    first.write_text(first.read_text().replace("status: draft", "status: archived"))
    run = project.doit()
    assert (run.built, run.failed) == ({"second"}, set())
    check(project, Shared="second")
    as_from_nothing(project)


def test_names_that_are_swapped_and_one_that_then_fails(project: Project) -> None:
    rendered(project, "first", "a.svg", status="published")
    rendered(project, "second", "b.svg")
    assert project.doit().code == 0
    rendered(project, "first", "b.svg", status="published")
    second = rendered(project, "second", "a.svg")
    second.with_suffix(".svg").write_text("<svg")
    run = project.doit()
    assert (run.built, run.failed) == ({"first"}, {"second"})
    check(project, b="first")
    page = json.dumps(rows_of(project.path("build/index.html").read_text()))
    assert page.count(">first</text>") == 1, "the picture of one is never kept as the other's"
    second.with_suffix(".svg").write_text(SVG.format("second"))
    assert project.doit("second").code == 0
    assert project.doit().code == 0
    check(project, a="second", b="first")
    as_from_nothing(project)

"""`doit timings` and `doit graph`: what they say is what the build remembers, and draws cleanly."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest
from lxml import etree

from tests.conftest import SMALL, Project, new_project

READS = """
import os
from pathlib import Path
os.listdir(".")
Path("none.json").exists()
size = float(Path("data.txt").read_text())
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a graph, an SVG and a script that reads, lists and looks for files."""
    project = new_project(tmp_path_factory.mktemp("figures"))
    project.add("graph-1", "dot")
    project.add("hand-1", "svg", track="edge")
    project.add("script-1", "matplotlib", READS + SMALL["matplotlib"])
    project.path("questions/cloud/data.txt").write_text("1")
    assert project.doit().counts == (3, 0, 0)
    return project


@pytest.fixture
def copy(built: Project, tmp_path: Any) -> Project:
    """The same project, to be changed."""
    return Project(shutil.copytree(built.root, tmp_path / "copy"))


def texts(svg: str) -> str:
    """All that is written in a drawing, its words apart by spaces."""
    root = etree.fromstring(svg.encode())
    lines = (
        "".join(map(str, each.itertext())) for each in root.iter("{http://www.w3.org/2000/svg}text")
    )
    return " ".join(lines)


def seconds(project: Project) -> dict[str, Any]:
    """What `doit timings --json` says."""
    value = json.loads(project.doit("timings", "--json").output)
    assert isinstance(value, dict)
    return value


def test_before_the_first_build(project: Project) -> None:
    said = "nothing is built yet, so nothing is known: run doit first\n"
    assert project.doit("timings").output == said
    assert seconds(project)["visuals"] == []
    assert "0 questions, 0 visuals" in texts(project.doit("graph").output)


def test_timings_are_those_of_the_records_and_their_sums(built: Project) -> None:
    told = seconds(built)
    visuals = told["visuals"]
    totals = [each["render"] + each["normalize"] for each in visuals]
    assert totals == sorted(totals, reverse=True)
    assert visuals[0]["id"] == "script-1"
    assert {each["id"]: each["kind"] for each in visuals} == {
        "graph-1": "dot", "hand-1": "svg", "script-1": "matplotlib",
    }  # fmt: skip
    by_id = {each["id"]: each for each in visuals}
    assert by_id["hand-1"]["render"] == 0
    assert all(each["normalize"] > 0 for each in visuals)
    assert told["sums"]["dot"]["render"] == by_id["graph-1"]["render"] > 0
    assert told["sums"]["all"]["visuals"] == 3
    assert told["sums"]["all"]["normalize"] == pytest.approx(
        sum(each["normalize"] for each in visuals), abs=1e-4
    )


def test_the_table_shows_the_slowest_first_with_the_longest_bar(built: Project) -> None:
    lines = built.doit("timings", "-n", "2").output.splitlines()
    assert lines[1].startswith("script-1")
    assert lines[1].endswith("█" * 24)
    assert lines[3] == "and 1 more that take no longer (--all shows them)"
    assert [line.split()[:2] for line in lines[-4:]] == [
        ["dot", "1"], ["matplotlib", "1"], ["svg", "1"], ["all", "3"],
    ]  # fmt: skip
    narrow = built.doit("timings", COLUMNS="60").output.splitlines()
    assert max(map(len, narrow)) <= 60
    assert "more" not in built.doit("timings", "--all").output
    assert "#" * 24 in built.doit("timings", PYTHONIOENCODING="ascii").output


def test_what_comes_from_the_store_keeps_its_time(copy: Project) -> None:
    before = seconds(copy)
    shutil.rmtree(copy.path("build"))
    copy.path(".doit.db").unlink()
    assert copy.doit().counts == (3, 0, 0)
    assert seconds(copy) == before


def test_one_that_is_not_built_is_counted(copy: Project) -> None:
    copy.add("new-1", "dot")
    assert copy.doit("timings").output.endswith("\n1 not built yet\n")


WRONG = (
    (("timings", "-n", "0"), "-n '0': it takes a number from 1 on"),
    (("status", "-n", "0"), "-n '0': it takes a number from 1 on"),
    (("timings", "-n", "many"), "whole number"),
    (("timings", "x"), "too much: 'x'"),
    (("graph", "grph-1"), "there is no visual 'grph-1'; did you mean graph-1?"),
    (("graph", "something-else"), "doit list --all shows them"),
    (("graph", "graph-1", "-o", "questions"), "questions cannot be written"),
)
MANY = """import json, sys
from doit.doit_cmd import DoitMain
for arguments in json.loads(sys.argv[1]):
    assert DoitMain().run(arguments) == 3, arguments
"""
"""As many commands, at the cost of starting one."""


def test_what_cannot_be(built: Project) -> None:
    commands = json.dumps([arguments for arguments, _ in WRONG])
    run = subprocess.run(
        [sys.executable, "-c", MANY, commands],
        cwd=built.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    for line, (_, said) in zip(run.stderr.splitlines(), WRONG, strict=True):
        assert line.startswith("ERROR: ")
        assert said in line


def test_the_graph_of_all_counts_each_kind(copy: Project) -> None:
    fresh = texts(copy.doit("graph").output)
    for said in ("3 questions, 3 visuals", "1 dot", "1 matplotlib", "1 svg", "prune", "gallery"):
        assert said in fresh
    assert "to run" not in fresh
    assert "might" not in fresh
    copy.path("questions/cloud/graph-1.dot").write_text("digraph { a -> c }")
    stale = texts(copy.doit("graph").output)
    assert "1 to run" in stale
    assert "1 might run" in stale
    assert "because render:graph-1 will run" in stale


def test_the_graph_of_one_shows_every_input_and_output(copy: Project) -> None:
    fresh = texts(copy.doit("graph", "script-1").output)
    folder = "questions/cloud/"
    for said in (
        f"{folder}script-1.yaml", f"{folder}script-1.py", f"{folder}data.txt",
        f"{folder} (listed)", "(absent)", "build/raw/cloud/script-1.svg",
        "build/svg/cloud/script-1.svg", "script-1.json", "render:script-1", "normalize:script-1",
        "build/manifest.json", "build/index.html",
    ):  # fmt: skip
        assert said in fresh
    assert "changed" not in fresh
    assert "//" not in fresh, "that there are no links"
    copy.path("questions/cloud/data.txt").write_text("2")
    copy.path("questions/cloud/none.json").write_text("3")
    stale = texts(copy.doit("graph", "render:script-1").output)
    assert "data.txt (changed)" in stale
    assert "(absent, there now)" in stale
    assert "reads questions/cloud/data.txt, which changed" in re.sub(r"\s+", " ", stale)
    assert "if render:script-1 differs" in stale


def test_a_question_with_several_visuals_names_them(project: Project) -> None:
    path = project.path("questions/two.yaml")
    block = "    kind: dot\n    source: x.dot\n    alt: A drawing of it\n    caption: A drawing\n"
    path.write_text(f"id: two\nvisuals:\n  - name: a\n{block}  - name: b\n{block}")
    run = project.doit("graph", "two")
    assert (run.code, run.output) == (
        3, "ERROR: 'two' stands for several visuals: two--a, two--b\n"
    )  # fmt: skip
    failing = texts(project.doit("graph", "two--a").output)
    assert "fails by Q004" in failing


@pytest.mark.parametrize(
    "place",
    ["questions/cloud/graph-1.dot", "build/svg/cloud/graph-1.svg", "reviews.yaml", "dodo.py",
     "pyproject.toml", ".doit.db", "findings-baseline.jsonl"],
)  # fmt: skip
def test_no_picture_is_written_over_what_is_there(copy: Project, place: str) -> None:
    """A name that was completed wrongly takes nothing with it."""
    path = copy.path(place)
    if not path.exists():
        path.write_text("")
    before = path.read_bytes()
    for command in (("timings", "--chart", place), ("graph", "-o", place), ("run", "-o", place)):
        run = copy.doit(*command)
        assert run.code == 3
        assert f"'{place}' is there, among what this project is made of" in run.output
    assert path.read_bytes() == before


def test_a_chart_may_be_drawn_anew(copy: Project) -> None:
    for _ in range(2):
        assert copy.doit("timings", "--chart", "chart.svg").code == 0


def test_the_pictures_are_in_normal_form_and_without_a_finding(copy: Project) -> None:
    """As hand-made visuals, they pass every check, and normalizing changes but their names."""
    pictures = copy.path("questions/edge")
    (copy.root / "deep").mkdir()
    deep = Project(copy.root / "deep")
    copy.path("questions/cloud/data.txt").write_text("2")
    assert deep.doit("-k", "timings", "--chart", "../questions/edge/a-1.svg").code == 0
    assert deep.doit("-k", "graph", "-o", "../questions/edge/a-2.svg").output == ""
    assert deep.doit("-k", "graph", "script-1", "-o", "../questions/edge/a-3.svg").code == 0
    before = {path.name: path.read_text() for path in pictures.glob("a-*.svg")}
    for name in ("a-1", "a-2", "a-3"):
        (pictures / f"{name}.yaml").write_text(
            f"id: {name}\ntrack: edge\nvisual:\n  kind: svg\n  alt: A picture of the build\n"
            "  caption: The build\n"
        )
    run = copy.doit()
    assert (run.failed, run.codes) == (set(), set()), run.output
    for name, text in before.items():
        made = copy.path(f"build/svg/edge/{name}").read_text()
        size = re.compile(r'viewBox="[^"]*" width="\d+" height="\d+"')
        assert size.search(text)[0] == size.search(made)[0]  # type: ignore[index]
        assert texts(made) == texts(text)
    assert {"script-1", "graph-1", "hand-1"} <= set(texts(before["a-1.svg"]).split())

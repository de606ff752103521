"""What a user may name: ids of visuals and questions, patterns, tasks; and what is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import SMALL, Project


def edit(project: Project, *names: str) -> None:
    """Change the sources of visuals so that they draw something else."""
    for name in names:
        path = project.path(f"questions/cloud/{name}.dot")
        path.write_text(path.read_text().replace("first", "first!"))


def listed(project: Project) -> list[str]:
    """The ids in the manifest; each SVG is the one that it says."""
    manifest = json.loads(project.path("build/manifest.json").read_text())
    hashes = project.built()
    for each in manifest["visuals"]:
        assert hashes[each["svg"]] == each["sha256"]
    return [each["id"] for each in manifest["visuals"]]


def test_an_id_builds_its_visual_and_pages_where_they_can_be_right(two: Project) -> None:
    before = two.built()
    edit(two, "x")
    run = two.doit("x")
    assert (run.code, run.built, run.counts) == (0, {"x"}, (1, 0, 0))
    assert listed(two) == ["x", "y"]
    assert two.built()["index.html"] != before["index.html"]
    assert two.doit().counts == (0, 2, 0)
    assert two.doit("run", "x", "y").counts == (0, 2, 0)

    edit(two, "x", "y")
    run = two.doit("x")
    assert run.built == {"x"}
    assert "manifest and gallery wait for the next doit: 1 other visual to build\n" in run.output
    assert "manifest.json" not in two.built(), "it would name the SVG that was"
    run = two.doit("normalize:y")
    assert (run.built, "wait" in run.output) == ({"y"}, False)
    assert two.doit().counts == (0, 2, 0)
    assert two.doit("-a", "x").counts == (1, 0, 0)


def test_a_pattern_that_fits_a_task_too_means_visuals(project: Project) -> None:
    for name in ("p01", "p02", "gpu"):
        project.add(name, "dot", SMALL["dot"])
    assert project.doit("p*").built == {"p01", "p02"}
    assert project.doit("g*").built == {"gpu"}
    assert "gallery" not in project.doit("list", "--all", "g*").output
    assert project.doit("forget", "p*").output.count("forgetting normalize:p0") == 2
    assert project.doit("info", "gall*").output.startswith("\ngallery")
    project.doit("clean", "p*")
    assert sorted(each for each in project.built() if each.startswith("svg/")) == [
        "svg/cloud/gpu.svg"
    ]
    assert project.doit("*").built == {"p01", "p02"}
    assert "manifest.json" in project.built()


def test_an_id_is_known_to_every_command_that_takes_tasks(two: Project) -> None:
    inside = Project(two.path("questions/cloud"))
    assert inside.doit("-k", "x").counts == (0, 1, 0)
    assert "status     : up-to-date" in two.doit("info", "x").output
    assert "normalize:y" in two.doit("list", "y").output
    assert "forgetting normalize:x" in two.doit("forget", "x").output
    edit(two, "y")
    assert two.doit("x").counts == (1, 0, 0)
    assert two.doit("x", "normalize").counts == (1, 1, 0)
    assert two.doit().counts == (0, 2, 0)
    run = two.doit("clean", "x")
    assert run.output.startswith("manifest - removing"), "it goes before an SVG that it names"
    assert {"manifest.json", "svg/cloud/x.svg"}.isdisjoint(two.built())
    assert "raw/cloud/x.svg" in two.built()
    assert two.doit().counts == (1, 1, 0)
    assert "ignoring normalize:x" in two.doit("ignore", "x").output
    two.path("questions/cloud/x.dot").write_text("digraph { ignored }")
    for _ in range(2):
        run = two.doit()
        assert "ignored normalize:x; doit forget x ends that" in run.output
        assert "ignored manifest: it needs what is ignored\n" in run.output
        assert (run.built, run.counts) == (set(), (0, 1, 0))
    assert json.loads(two.doit("-r", "json", "x").output)["tasks"]


def test_a_question_and_a_pattern_stand_for_all_their_visuals(project: Project) -> None:
    parts = "".join(
        f"  - {{name: {name}, kind: dot, alt: A drawing of two boxes, caption: Two boxes}}\n"
        for name in "ab"
    )
    project.path("questions/cloud").mkdir()
    path = project.path("questions/cloud/q.yaml")
    path.write_text(f"id: q\ntrack: cloud\nstatus: draft\nvisuals:\n{parts}")
    for name in "ab":
        project.path(f"questions/cloud/q--{name}.dot").write_text(SMALL["dot"])
    project.add("q-1", "svg")
    assert project.doit("q").built == {"q--a", "q--b"}
    assert project.doit("-a", "q--*").built == {"q--a", "q--b"}
    assert project.doit("q--b", "q-1").counts == (1, 1, 0)
    assert project.doit("normalize:q-*").counts == (0, 3, 0)


@pytest.mark.parametrize("command", [[], ["run"], ["info"], ["forget"], ["clean"], ["list"]])
def test_a_wrong_name_gets_the_nearest_and_does_nothing(two: Project, command: list[str]) -> None:
    edit(two, "x")
    before = two.built()
    for wrong, way_out in (
        ("xx", "did you mean x?"),
        ("normalize:z", "did you mean normalize:x?"),
        ("manifset", "did you mean manifest?"),
        ("chekc", "did you mean check?"),
        ("nothing-like-it", "doit list --all shows them"),
    ):
        run = two.doit(*command, wrong)
        assert run.code == 3
        assert run.output == f"ERROR: no visual or task '{wrong}': {way_out}\n"
    assert two.built() == before


def test_a_question_without_a_visual_and_an_option_behind_a_name_are_told(two: Project) -> None:
    two.path("questions/cloud/plain.yaml").write_text("id: plain\n")
    run = two.doit("plain")
    told = "ERROR: questions/cloud/plain.yaml has no visual that is built\n"
    assert (run.code, run.output) == (3, told)
    run = two.doit("x", "-v", "2")
    assert (run.code, run.output) == (3, "ERROR: write options before names: doit -v … ID\n")


OPTIONS = {
    "--foo": "option --foo not recognized; doit help run lists the options",
    "x --foo": "option --foo not recognized; doit help run lists the options",
    "x --verbsity 2": "option --verbsity not recognized; did you mean --verbosity?",
    "list x --all": "write options before names: doit list --all … ID",
    "list --foo": "option --foo not recognized; doit help list lists the options",
    "help --foo": "option --foo not recognized; doit help help lists the options",
    "strace --foo": "option --foo not recognized; doit help strace lists the options",
    "tabcompletion --shell fish": "--shell 'fish': it takes one of bash, zsh",
    "-n": "option -n requires argument; doit help run lists the options",
    "-n many": "-n 'many': it takes a whole number",
    "-n -1": "-n '-1': it takes a number from 0 on",
    "-n 1000": "-n '1000': it takes a number up to 999",
    "-v -2": "-v '-2': it takes a number from 0 on",
    "-r jsn": "-r 'jsn': did you mean json?",
    "--backend json": "--backend 'json': builds need journal here; leave it out",
    "plan --backend json":
        "--backend 'json': builds need journal here; leave it out",
    "-P process": "-P 'process': builds need thread here; leave it out",
    "list --template {x}":
        "--template '{x}': write {name}, {doc} and {status} in it, and no other braces",
    "strace z": "no visual or task 'z': did you mean x?",
    "help zz": "no visual or task 'zz': doit list --all shows them",
    "dumpdb --db-file nothing":
        "nothing holds no record of a task; the next build writes some",
}  # fmt: skip


@pytest.mark.parametrize("words", OPTIONS)
def test_options_that_are_not_understood_get_one_line(two: Project, words: str) -> None:
    run = two.doit(*words.split())
    assert (run.code, run.output) == (3, f"ERROR: {OPTIONS[words]}\n")


@pytest.mark.parametrize("words", ["x", "render:x", "--single render:x"])
def test_a_visual_that_failed_is_exit_code_2(two: Project, words: str) -> None:
    two.path("questions/cloud/x.dot").write_text("graph { a -- -- b }")
    assert two.doit(*words.split()).code == 2


def test_what_the_database_remembers_is_shown(two: Project) -> None:
    run = two.doit("dumpdb")
    assert run.code == 0
    tasks = re.findall(r"^(\S+) -> ", run.output, re.MULTILINE)
    assert {"render:x", "render:y", "normalize:x", "normalize:y"} < {*tasks}
    assert "'renderer': 'graphviz" in run.output


@pytest.mark.parametrize(
    ("words", "shown"), [("-h", "doit run [ID or TASK ...]"), ("list --help", "doit list")]
)
def test_help_is_shown_where_it_is_asked_for(two: Project, words: str, shown: str) -> None:
    run = two.doit(*words.split())
    assert (run.code, shown in run.output) == (0, True)


def test_a_project_that_is_not_ours_keeps_what_doit_says(tmp_path: Path) -> None:
    (tmp_path / "dodo.py").write_text(PLAIN)
    other = Project(tmp_path)
    assert "hi 4" in other.doit("hello", "--num", "4").output
    for words in ("--foo", "-n many", "list --foo", "hello --foo"):
        run = other.doit(*words.split())
        assert (run.code, run.output[:20]) == (3, "ERROR: Error parsing"), words
    assert other.doit("--backend", "json", "--db-file", "other").code == 0
    assert "hello' -> " in other.doit("dumpdb").output


PLAIN = """
def task_hello():
    params = [{"name": "number", "long": "num", "default": "3"}]
    return {"actions": ["echo hi %(number)s"], "params": params, "verbosity": 2}
"""


def test_a_command_and_a_task_come_before_an_id_of_that_name(two: Project) -> None:
    for name in ("plan", "manifest"):
        two.add(name, "svg")
    assert "render:plan" in two.doit("plan").output
    assert two.doit("run", "plan").built == {"plan"}
    assert two.doit("manifest").built == {"manifest"}
    assert listed(two) == ["manifest", "plan", "x", "y"]

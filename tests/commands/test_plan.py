"""`doit plan`: every certain task runs, nothing unnamed does, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.plan import CORES
from tests.conftest import SMALL, Project

Tasks = dict[str, tuple[bool, list[str]]]


def plan(project: Project) -> Tasks:
    """Each planned task: whether it is certain, and its reasons."""
    run = project.doit("plan", "--json")
    assert run.code == 0
    tasks = json.loads(run.output)["tasks"]
    return {each["task"]: (each["certain"], each["reasons"]) for each in tasks}


def snapshot(project: Project) -> dict[Path, tuple[int, bytes]]:
    """Every file but compiled code, with its time and bytes."""
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in project.root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_writes_and_runs_nothing(two: Project) -> None:
    two.path("questions/cloud/x.dot").write_text("digraph { a -> c }")
    before = snapshot(two)
    assert two.doit("plan").code == 0
    assert two.doit("plan", "--json").code == 0
    assert snapshot(two) == before


def test_nothing_to_do(two: Project) -> None:
    assert plan(two) == {}
    assert two.doit("plan").output == "nothing to do\n"


def test_before_the_first_build_all_hangs_on_the_renders(project: Project) -> None:
    project.add("x", "svg")
    assert plan(project) == {
        "render:x": (True, ["never built"]),
        "normalize:x": (False, ["if render:x differs"]),
        "manifest": (False, ["if render:x differs"]),
        "gallery": (False, ["if render:x differs"]),
    }


def test_an_edited_source(two: Project) -> None:
    two.path("questions/cloud/x.dot").write_text("digraph { a -> c }")
    assert plan(two) == {
        "render:x": (True, ["source changed: questions/cloud/x.dot"]),
        "normalize:x": (False, ["if render:x differs"]),
        "manifest": (True, ["because render:x will run"]),
        "gallery": (True, ["because render:x will run"]),
    }


def test_a_caption_a_status_and_prose(two: Project) -> None:
    path = two.path("questions/cloud/x.yaml")
    text = path.read_text()
    path.write_text(text + "more: prose\n")
    assert plan(two) == {}
    path.write_text(text.replace("status: draft", "status: published"))
    assert {task: certain for task, (certain, _) in plan(two).items()} == {
        "manifest": True,
        "gallery": True,
    }
    path.write_text(text.replace("What x shows", "Another caption"))
    assert plan(two)["normalize:x"] == (
        True,
        [f"alt, caption, findings or file name changed: {YAML}"],
    )


YAML = "questions/cloud/x.yaml"


def test_tampering(two: Project) -> None:
    svg = two.path("build/svg/cloud/x.svg")
    svg.write_text("edited")
    planned = plan(two)
    assert planned["normalize:x"] == (True, ["output edited by hand: build/svg/cloud/x.svg"])
    assert planned["manifest"] == (True, ["because normalize:x will run"])
    assert planned["gallery"] == (False, ["if normalize:x differs"])
    svg.unlink()
    assert plan(two)["normalize:x"] == (True, ["build/svg/cloud/x.svg is missing"])
    two.path("build/svg/cloud/stray.svg").touch()
    stray = "build/svg/cloud/stray.svg"
    assert plan(two)["prune"] == (True, [f"owned by no visual: {stray}"])


def test_files_that_a_script_reads(project: Project) -> None:
    project.add(
        "r",
        "matplotlib",
        "import os, matplotlib.pyplot as plt\nplt.title(open('data.csv').read())\n"
        "os.path.exists('more.csv')\nplt.plot([1])\n",
    )
    data = project.path("questions/cloud/data.csv")
    data.write_text("1")
    assert project.doit().counts == (1, 0, 0)
    data.write_text("2")
    at = "questions/cloud"
    assert plan(project)["render:r"] == (True, [f"reads {at}/data.csv, which changed"])
    data.write_text("1")
    assert plan(project) == {}
    project.path("questions/cloud/more.csv").touch()
    assert plan(project)["render:r"] == (True, [f"looks for {at}/more.csv, which is there now"])


def test_a_change_of_settings_tells_what_changed(two: Project) -> None:
    two.configure("timeout = 30\nmemory = 1024")
    assert plan(two) == {}, "what ended within its limits is not rendered again"
    two.configure("font_stack = 'Arial'")
    planned = plan(two)
    assert not [task for task in planned if task.startswith("render")]
    old = "Helvetica Neue, Helvetica, Arial, sans-serif"
    assert planned["normalize:x"] == (True, [f"font stack {old} → Arial"])


def test_a_visual_that_cannot_load_is_said_to_fail(two: Project) -> None:
    path = two.path(YAML)
    path.write_text(path.read_text().replace("kind: dot", "kind: dto"))
    planned = plan(two)
    assert planned["render:x"] == (True, ["fails by Q002: kind is 'dto'"])
    assert not {"normalize:x", "manifest"} & planned.keys()


def test_after_forget_everything_is_made_again(two: Project) -> None:
    assert two.doit("forget").code == 0
    planned = plan(two)
    assert planned["normalize:x"] == (True, ["never built"])
    for page in ("manifest", "gallery"):
        assert planned[page] == (True, ["nothing is remembered of what it shows"])


def test_what_is_ignored_does_not_run_nor_what_needs_it(two: Project) -> None:
    for name in ("x", "y"):
        two.path(f"questions/cloud/{name}.dot").write_text("digraph { a -> c }")
    two.doit("ignore", "x")
    assert plan(two).keys() == {"render:x", "render:y", "normalize:y"}
    two.doit("forget", "x")
    two.doit("ignore", "render:x")
    assert plan(two).keys() == {"render:y", "normalize:y"}
    run = two.doit()
    assert run.counts == (1, 0, 0)
    assert "ignored render:x; doit forget render:x ends that\n" in run.output
    assert "ignored normalize:x: it needs what is ignored\n" in run.output
    assert plan(two) == {}
    two.doit("forget", "render:x")
    assert {"render:x", "normalize:x"} <= plan(two).keys()
    assert two.doit().counts == (1, 1, 0)


def test_the_estimate_is_what_past_builds_took(project: Project) -> None:
    slow = f"import time\ntime.sleep(0.7)\n{SMALL['matplotlib']}"
    project.add("slow", "matplotlib", slow)
    project.add("small", "svg")
    assert project.doit().built == {"slow", "small"}
    assert seconds(project) == 0.0
    path = project.path("questions/cloud/small.svg")
    path.write_text(path.read_text().replace("a label", "another"))
    small = seconds(project)
    path = project.path("questions/cloud/slow.py")
    path.write_text(f"{path.read_text()}# edited\n")
    assert small < 0.2 <= 0.7 / CORES < seconds(project)


def seconds(project: Project) -> float:
    """The estimate of `doit plan`."""
    estimate: float = json.loads(project.doit("plan", "--json").output)["seconds"]
    return estimate


def test_what_was_refused_failed_last_time(project: Project) -> None:
    project.add("refused", "svg", SMALL["svg"].replace("</svg>", "<script/></svg>"))
    project.doit()
    assert plan(project)["render:refused"] == (True, ["failed last time"])
    project.path("build/findings/cloud/refused.json").unlink()
    missing = "build/raw/cloud/refused.svg is missing"
    assert plan(project)["render:refused"] == (True, [missing])

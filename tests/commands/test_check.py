"""`doit check`: its exit codes, its findings and what it calls stale; it writes nothing."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from tests.commands.test_plan import snapshot
from tests.conftest import DOIT, Project

WARNED = "digraph { a [color=nosuchcolor] }\n"


def check(project: Project) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON."""
    run = project.doit("check", "--format", "json")
    return run.code, json.loads(run.output)


def test_clean(two: Project) -> None:
    before = snapshot(two)
    assert check(two) == (0, {"findings": [], "stale": []})
    assert two.doit("check").output == "0 errors · 0 warnings · 0 stale\n"
    assert snapshot(two) == before


def test_stale(two: Project) -> None:
    two.path("questions/cloud/x.dot").write_text("digraph { a -> c }")
    assert check(two) == (1, {"findings": [], "stale": ["x"]})
    assert "stale: x\n" in two.doit("check").output


def test_errors_of_questions(two: Project) -> None:
    path = two.path("questions/cloud/x.yaml")
    path.write_text(path.read_text().replace("kind: dot", "kind: dto"))
    code, told = check(two)
    assert code == 2
    assert [(each["code"], each["line"], each["column"]) for each in told["findings"]] == [
        ("Q002", 5, 9)
    ]
    assert "questions/cloud/x.yaml:5:9: error Q002: kind is 'dto'" in two.doit("check").output


def test_errors_of_the_last_build(two: Project) -> None:
    two.path("questions/cloud/x.dot").write_text("digraph {\n a -> -> b\n}")
    assert two.doit().failed == {"x"}
    code, told = check(two)
    assert code == 2
    assert [(each["code"], each["line"]) for each in told["findings"]] == [("R001", 2)]
    assert told["stale"] == []
    assert "stale: " not in two.doit("check").output
    two.path("questions/cloud/y.dot").write_text("digraph { a -> c }")
    assert check(two)[1]["stale"] == ["y"]


def test_a_file_that_a_source_leads_to_is_no_orphan(two: Project) -> None:
    two.path("questions/cloud/x.dot").rename(two.path("questions/cloud/shared.dot"))
    two.path("questions/cloud/x.dot").symlink_to("shared.dot")
    assert two.doit().code == 0
    assert check(two) == (0, {"findings": [], "stale": []})


def test_an_orphan_beside_broken_questions_is_the_one_named_most_like_it(two: Project) -> None:
    for name in ("a", "queue", "Künstliche Last"):
        two.path(f"questions/cloud/{name}.yaml").write_text("visual: [\n")
    for name in ("queues", "queue", "Künstliche Last"):
        two.path(f"questions/cloud/{name}.dot").write_text("digraph { a -> b }")
    orphans = [each for each in check(two)[1]["findings"] if each["code"] == "B001"]
    assert [each["file"] for each in orphans] == ["questions/cloud/queues.dot"]
    assert "mend questions/cloud/queue.yaml first" in orphans[0]["hint"]


def test_a_warning_fails_a_published_visual_alone(project: Project) -> None:
    project.add("w", "dot", WARNED)
    assert project.doit().code == 0
    code, told = check(project)
    assert (code, [each["code"] for each in told["findings"]]) == (0, ["R005"])
    path = project.path("questions/cloud/w.yaml")
    path.write_text(path.read_text().replace("status: draft", "status: published"))
    assert project.doit().code == 0
    assert check(project)[0] == 2


def test_sources_that_no_question_names(two: Project) -> None:
    two.path("questions/cloud/lost.dot").write_text("digraph {}")
    two.path("questions/cloud/old.dot").write_text("digraph {}")
    two.path("questions/cloud/old.yaml").write_text("id: old\nstatus: archived\nvisual: {}\n")
    assert two.doit().counts == (0, 2, 0)
    code, told = check(two)
    assert code == 0
    assert [(each["code"], each["file"]) for each in told["findings"]] == [
        ("B001", "questions/cloud/lost.dot")
    ]


def test_what_an_archived_question_names_is_no_orphan(two: Project) -> None:
    """It is what the question is drawn from when it comes back, and its copy."""
    two.path("questions/cloud/http.dot").write_text("digraph {}")
    two.path("questions/cloud/http.svg").write_text("<svg/>")
    two.path("questions/cloud/old.yaml").write_text(
        "id: old\nstatus: archived\nvisual:\n  kind: svg\n  path: http.svg\n  alt: Two boxes.\n"
    )
    assert two.doit().counts == (0, 2, 0)
    assert check(two) == (0, {"findings": [], "stale": []})


def test_a_published_copy_that_differs(two: Project) -> None:
    copy = two.path("questions/cloud/x.svg")
    copy.write_text("<svg/>")
    assert [each["code"] for each in check(two)[1]["findings"]] == ["B002"]
    copy.write_bytes(two.path("build/svg/cloud/x.svg").read_bytes())
    assert check(two) == (0, {"findings": [], "stale": []})


def test_a_published_copy_as_git_writes_it_on_windows(two: Project) -> None:
    two.path("questions/cloud/x.svg").write_bytes(
        two.path("build/svg/cloud/x.svg").read_bytes().replace(b"\n", b"\r\n")
    )
    assert check(two) == (0, {"findings": [], "stale": []})
    assert json.loads(two.doit("status", "x", "--json").output)["visuals"][0]["copy"] == "current"
    assert two.doit("publish", "x").output == "0 published · 1 as they were · 0 failed\n"


def test_what_programs_read_is_utf8_on_any_terminal(two: Project) -> None:
    for encoding in ("cp1252", "ascii"):  # that of a pipe on Windows
        run = two.doit("check", "--format", "markdown", PYTHONIOENCODING=encoding)
        assert run.output.startswith("## Visuals: 0 errors · 0 warnings")
    assert "0 errors ? 0 warnings" in two.doit("check", PYTHONIOENCODING="ascii").output


def test_cannot_run(project: Project) -> None:
    project.configure("build = '.'")
    run = project.doit("check")
    assert (run.code, run.output.count("\n")) == (3, 1)


def test_a_baseline_that_is_a_link_stays_one(two: Project) -> None:
    two.doit()
    two.path("shared.jsonl").write_text("")
    two.path("findings-baseline.jsonl").symlink_to("shared.jsonl")
    run = two.doit("check", "--update-baseline")
    assert run.code == 3
    assert "is a link, through which nothing is written" in run.output
    assert two.path("findings-baseline.jsonl").is_symlink()


def test_a_baseline_lets_only_new_findings_fail(two: Project) -> None:
    for name in ("x", "y"):
        path = two.path(f"questions/cloud/{name}.yaml")
        path.write_text(path.read_text().replace("status: draft", "status: published"))
    two.path("questions/cloud/x.dot").write_text(WARNED)
    assert two.doit().codes == {"R005"}
    assert two.doit("check").code == 2
    before = snapshot(two)
    run = two.doit("check", "--update-baseline")
    assert (run.code, run.output) == (0, "0 errors · 0 warnings · 0 stale · 1 accepted\n")
    after = snapshot(two)
    changed = {path.name for path in after if before.get(path) != after[path]}
    assert changed == {"findings-baseline.jsonl"}
    two.path("questions/cloud/x.dot").write_text(f"\n\n{WARNED}")
    assert check(two) == (1, {"findings": [], "stale": ["x"]})
    two.path("questions/cloud/y.dot").write_text(WARNED)
    run = two.doit()
    assert run.output.count("R005") == 1
    assert "1 accepted finding not shown\n" in run.output
    code, told = check(two)
    assert (code, [each["visual"] for each in told["findings"]]) == (2, ["y"])
    assert [each["line"] for each in told["accepted"]] == [3]
    entries = json.loads(two.path("build/manifest.json").read_text())["visuals"]
    assert [each["warnings"] for each in entries] == [1, 1]


def test_a_damaged_baseline(project: Project) -> None:
    project.path("findings-baseline.jsonl").write_text("\n<<<<<<< HEAD\n")
    for command in ((), ("check",)):
        run = project.doit(*command)
        assert (run.code, run.output.count("\n")) == (3, 1)
        assert "findings-baseline.jsonl:2: " in run.output


def test_a_format_that_is_none(project: Project) -> None:
    run = project.doit("check", "--format", "xml")
    assert run.code == 3
    assert "sarif" in run.output


def test_a_reader_that_has_enough(project: Project) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [*DOIT, "check", "--format", "sarif"]
    done = subprocess.run(
        command, cwd=project.root, stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_findings_come_as_they_stand_in_their_files(two: Project) -> None:
    """From a build, in its file and from a check alike, whichever pass found them."""
    two.add(
        "z",
        "svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 90">\n'
        '<rect x="1,5" width="60" height="40" fill="#ff69b4"/>\n'
        '<line x1="9" x2="90" y1="60" y2="60"/>\n'
        '<text x="99" y="40" font-size="7" fill="#333">small</text>\n'
        '<g strokeWidth="2"/>\n</svg>\n',
    )
    built = two.doit("z").output
    (found,) = two.root.glob("build/findings/*/z.json")
    places = [(each["line"], each["code"]) for each in json.loads(found.read_text())]
    assert places == [(2, "L004"), (2, "L007"), (3, "L007"), (4, "L006"), (5, "L007")]
    told = [line for line in built.splitlines() if ": warning " in line]
    checked = [line for line in two.doit("check").output.splitlines() if ": warning " in line]
    assert told == checked
    assert len(told) == len(places)

"""Claims from the YAML to what a build says, writes, keeps fresh and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, new_project
from tests.pages.made import rows_of

SCRIPT = """\
import json, os
import matplotlib.pyplot as plt
n, = map(json.loads(os.environ["VISUAL_PARAMS"]).get, ["n"])
plt.bar(range(n), [1] * n)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
"""
PROSE = "scenario: It has 2 nodes and 3 wheels.\ndetails: {answer: All 2 of them.}\n"


def claiming(project: Project, name: str, kind: str, *claims: str, **more: str) -> Path:
    """A visual with claims, each as it is to stand in the YAML."""
    path = project.add(name, kind, more.pop("source", ""), **more)
    block = "".join(f"    - {claim}\n" for claim in claims)
    text = path.read_text().replace("scenario:", "summary:").replace("question:", "asks:")
    params = "  params: {n: 3}\n" if kind == "matplotlib" else ""
    head, _, tail = text.partition("visual:\n")
    path.write_text(f"{head}visual:\n{params}  claims:\n{block}{tail}{PROSE}")
    return path


def edit(path: Path, before: str, after: str) -> None:
    """Replace a piece of a file that is there."""
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def planned(project: Project) -> dict[str, str]:
    """The tasks that the next build would run for certain, with their reasons."""
    tasks = json.loads(project.doit("plan", "--json").output)["tasks"]
    return {each["task"]: "; ".join(each["reasons"]) for each in tasks if each["certain"]}


def rebuilt(project: Project) -> dict[str, Any]:
    """The files of a build from nothing in the same project, by a copy of it."""
    other = new_project(project.root.parent / f"{project.root.name}-again")
    for path in project.path("questions").rglob("*"):
        if path.is_file():
            copy = other.root / path.relative_to(project.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    other.doit()
    return {name: sha for name, sha in other.built().items() if not name.endswith(".html")}


def same_as_from_nothing(project: Project) -> None:
    """After a build, all files but the pages are those of a build from nothing."""
    built = {name: sha for name, sha in project.built().items() if not name.endswith(".html")}
    assert built == rebuilt(project)


def test_a_false_claim_is_said_where_it_stands_and_its_svg_is_built(project: Project) -> None:
    claiming(
        project, "x", "dot", "nodes = 3", "'nodes(\"fir*\") = 2 and edges(''1 ms'') = 1'",
        '"nodes = 2 and nodes(\\"second\\") = 5"', "tree", 'number("{} ms") = 1 GB',
        '"edges = 1\n      and nodes = 7"',
    )  # fmt: skip
    run = project.doit()
    assert run.counts == (1, 0, 0)
    assert project.path("build/svg/cloud/x.svg").exists()
    places = [line for line in run.output.splitlines() if line.startswith("questions/")]
    assert places == [
        "questions/cloud/x.yaml:6:7: warning C001: nodes is 2 (“first”, “second”), 3 is claimed",
        'questions/cloud/x.yaml:7:8: warning C001: nodes("fir*") is 1 (“first”), 2 is claimed',
        'questions/cloud/x.yaml:8:22: warning C001: nodes("second") is 1 (“second”), 5 is claimed',
        'questions/cloud/x.yaml:10:23: warning C002: number("{} ms") is in s, 1 GB in B',
        "questions/cloud/x.yaml:11:7: warning C001: nodes is 2 (“first”, “second”), 7 is claimed",
    ]
    assert "hint: mend the drawing or the claim; doit facts x shows what is drawn" in run.output
    (entry,) = json.loads(project.path("build/manifest.json").read_text())["visuals"]
    assert entry["claims"] == {"true": 1, "false": 4, "unclear": 1}
    listed = json.loads(project.path("build/claims/cloud/x.json").read_text())
    assert listed[0] == {
        "claim": "nodes = 3", "outcome": "false",
        "message": "nodes is 2 (“first”, “second”), 3 is claimed",
        "sides": [{"text": "nodes", "value": "2", "basis": "“first”, “second”"},
                  {"text": "3", "value": "3", "basis": ""}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "said", "hint"),
    [
        ('lenght("F{}") = 3', ":6:7: error Q002: lenght is neither a fact nor a param; did you "
         "mean length?", ""),
        ('texts("F{}" = 3', ":6:19: error Q002: a ) or a comma is missing here", ""),
        ('texts("a: {}") = 3', ":6:15: error Q001: ",
         "put the text in quotes: 'texts(\"a: {}\") = 3'"),
        ('bar("x: y") = 3', ":6:7: error Q002: a claim must be a text, it is a block",
         "put it in quotes: 'bar(\"x: y\") = 3'"),
        ('texts("a #{}") = 3', ":6:15: error Q002: the claim ends here: YAML reads ' #' and what "
         "follows as a comment", "put it in quotes: 'texts(\"a #{}\") = 3'"),
        ('said("details.answr", "{} of") = 2', ":6:7: error Q002: the question has no text at "
         "'details.answr'", "did you mean details.answer?"),
        ("n = 3", ":6:7: error Q002: n is neither a fact nor a param", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_claim_is_said_on_loading(
    project: Project, claim: str, said: str, hint: str
) -> None:
    claiming(project, "x", "svg", claim)
    output = project.doit("check").output
    assert said in output
    assert hint in output


@pytest.fixture(scope="module")
def chart(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A chart with claims on its bars, its alt and its scenario."""
    project = new_project(tmp_path_factory.mktemp("chart") / "project")
    claiming(project, "c", "matplotlib", "bars = n", 'scenario("{} wheels") = bars',
             source=SCRIPT)  # fmt: skip
    claiming(project, "d", "dot", "nodes = 2")
    assert project.doit().counts == (2, 0, 0)
    return project


def test_what_is_stale_after_an_edit_and_why(chart: Project) -> None:
    yaml = chart.path("questions/cloud/c.yaml")
    edit(yaml, "It has 2 nodes", "It had 2 nodes")
    claims = "claims, params or texts that they name changed: questions/cloud/c.yaml"
    assert planned(chart)["normalize:c"] == claims
    assert "render:c" not in planned(chart)
    chart.doit()
    edit(yaml, "All 2 of them", "All of them")
    edit(yaml, "  claims:\n", "\n  # a comment\n  claims:\n")
    assert planned(chart) == {}
    edit(yaml, "bars = n\n", "bars = n + 0\n")
    assert planned(chart)["normalize:c"] == claims
    assert chart.doit().output.count("not rendered") == 1
    edit(yaml, "{n: 3}", "{n: 4}")
    assert planned(chart)["render:c"] == "params changed: questions/cloud/c.yaml"
    run = chart.doit()
    assert run.built == {"c"}
    assert 'warning C001: scenario("{} wheels") is 3, bars is 4 (' in run.output
    edit(yaml, "\n  # a comment\n", "")
    expected = "findings name lines of questions/cloud/c.yaml, which changed"
    assert planned(chart)["normalize:c"] == expected
    chart.doit()
    for name, ending in (("d", "yml"), ("d", "yaml"), ("c", "yml"), ("c", "yaml")):
        (path,) = chart.path("questions/cloud").glob(f"{name}.y*ml")
        path.rename(path.with_suffix(f".{ending}"))
        assert chart.doit().built == {name}
        row = rows_of(chart.path("build/index.html").read_text())[name]
        assert row["details"]["question"] == f"questions/cloud/{name}.{ending}"
        findings = chart.path(f"build/findings/cloud/{name}.json").read_text()
        assert findings.count(f"questions/cloud/c.{ending}") == (name == "c")
    same_as_from_nothing(chart)


def test_pages_show_claims_with_both_sides_and_what_became_of_them(two: Project) -> None:
    yaml = two.path("questions/cloud/x.yaml")
    edit(yaml, "visual:\n", "visual:\n  claims: [nodes = 2]\n")
    two.doit()
    two.doit("publish")
    edit(two.path("questions/cloud/x.dot"), "a -> b", "b -> c")
    two.doit()
    row = rows_of(two.path("build/index.html").read_text())["x"]
    said = "nodes is 3 (“first”, “second”, “c”), 2 is claimed"
    sides = [{"text": "nodes", "value": "3", "basis": "“first”, “second”, “c”"},
             {"text": "2", "value": "2", "basis": ""}]  # fmt: skip
    assert row["details"]["claims"] == [
        {"claim": "nodes = 2", "outcome": "false", "message": said, "sides": sides}
    ]
    two.doit("review")
    (changed,) = rows_of(two.path("build/review.html").read_text(), "review").values()
    assert [(each["code"], each["message"]) for each in changed["new"]] == [("C001", said)]


def test_files_of_claims_come_and_go_with_the_claims(chart: Project) -> None:
    listed, yaml = chart.path("build/claims/cloud/d.json"), chart.path("questions/cloud/d.yaml")
    built = listed.read_bytes()
    listed.write_bytes(b"[]\n")
    assert planned(chart)["normalize:d"] == "output edited by hand: build/claims/cloud/d.json"
    chart.doit()
    assert listed.read_bytes() == built
    edit(yaml, "  claims:\n    - nodes = 2\n", "")
    chart.doit()
    assert not listed.exists()
    listed.write_bytes(built)
    assert "prune" in planned(chart)
    chart.doit()
    assert not listed.exists()
    edit(yaml, "visual:\n", "visual:\n  claims: [nodes = 2]\n")
    chart.doit()
    assert listed.read_bytes() == built
    edit(chart.path("questions/cloud/d.dot"), "a -> b", "a -> -> b")
    chart.doit()
    assert not listed.exists()
    edit(chart.path("questions/cloud/d.dot"), "a -> -> b", "a -> b")
    chart.doit()
    assert chart.doit().counts == (0, 2, 0)


def test_nobody_ships_what_claims_something_false(project: Project) -> None:
    yaml = claiming(project, "x", "dot", "nodes = 3", status="published")
    claiming(project, "y", "dot", "edges = 2")
    words = claiming(project, "z", "dot", 'scenario("{} nodes") = 2')
    claiming(project, "w", "dot", 'scenario("{} nodes") > nodes')
    run = project.doit()
    assert (run.code, "mend the drawing, the scenario or the claim;" in run.output) == (0, True)
    assert project.doit("check", "--update-baseline").code == 2
    assert {"C001"} == project.doit("check").codes
    said = "has 1 false claim: doit check says which"
    assert f"not published: x {said}" in project.doit("publish", "x").output
    run = project.doit("release", "site")
    assert (run.code, f"x is published and {said}" in run.output) == (2, True)
    assert "1 warning (C001)" in project.doit("promote", "y").output
    lack = "none of its claims is about what is drawn: add one; doit facts z"
    assert lack in project.doit("promote", "z").output
    assert lack in " ".join(project.doit("status", "z").output.split())
    edit(words, "    - scenario", "    - nodes = 2\n    - scenario")
    edit(yaml, "nodes = 3", "nodes = 2")
    project.doit()
    assert project.doit("promote", "z").code == 0
    assert project.doit("release", "site").code == 0
    assert "published x" in project.doit("publish", "x").output

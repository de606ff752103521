"""A source that is missing: the file that is meant, and never another question's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Project, new_project

OTHER = "id: {id}\nvisual:\n  kind: dot\n{more}  alt: A drawing with two boxes\n  caption: Boxes\n"

# The files beside the question {id}, what it names as its source, and the hint.
CASES: dict[str, tuple[list[str], str, str]] = {
    "other-ending": (["{id}.gv"], "", "did you mean {id}.gv?"),
    "text-ending": (["{id}.dot.txt"], "", "did you mean {id}.dot.txt?"),
    "upper-ending": (["{id}.DOT"], "", "did you mean {id}.DOT?"),
    "script": (["{id}.py"], "", "did you mean {id}.py? that is a source of kind matplotlib"),
    "ending-case": (["ends.dot"], "source: ends.Dot", "did you mean ends.dot? write that name"),
    "no-ending": (["bare.dot"], "source: bare", "did you mean bare.dot? write that name"),
    "upper-case": (["Upper-Case.dot"], "", "did you mean Upper-Case.dot?"),
    "under-line": (["under_line.dot"], "", "did you mean under_line.dot?"),
    "no-hyphen": (["nohyphen.dot"], "", "did you mean nohyphen.dot?"),
    "own-first": (["{id}.gv", "own-firs.dot"], "", "did you mean {id}.gv?"),
    "misspelt": (["{id}.dot"], "source: mispelt.dot", "did you mean {id}.dot?"),
    "similar": (["simila.dot"], "", "did you mean simila.dot?"),
    "another-1": (["another-2.dot", "another-2.yaml"], "", "put {id}.dot into questions/{id}/"),
    "several-1": (["several-2--a.dot", "several-2.yaml"], "", "put {id}.dot into questions/{id}/"),
    "named-1": (["named-0.dot", "by.yaml"], "", "put {id}.dot into questions/{id}/"),
    "nothing": ([], "", "put {id}.dot into questions/{id}/"),
    "decomposed": (
        ["cafe\u0301.dot"],
        "source: caf\u00e9.dot",
        "cafe\u0301.dot is there in another Unicode form "
        "(it holds U+0301 COMBINING ACUTE ACCENT): rename it to caf\u00e9.dot",
    ),
    "composed": (
        ["caf\u00e9.dot"],
        "source: cafe\u0301.dot",
        "caf\u00e9.dot is there: type the name in the question anew "
        "(it holds U+0301 COMBINING ACUTE ACCENT)",
    ),
    "look-alike": (["look\u2010alike.dot"], "", "look\u2010alike.dot is there in another Unicode "
        "form (\u2010 is U+2010 HYPHEN): rename it to {id}.dot"),
    "full-width": (["\uff46ull-width.dot"], "", "\uff46ull-width.dot is there in another Unicode"),
    "no-width": (["no-width\u200b.dot"], "", "(it holds U+200B ZERO WIDTH SPACE): rename it to"),
    "en-dash": (["{id}.dot"], "source: en\u2013dash.dot", "{id}.dot is there: type the name"),
}  # fmt: skip


@pytest.fixture(scope="module")
def hints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The hint on the missing source of each question."""
    project: Project = new_project(tmp_path_factory.mktemp("sources") / "project")
    for name, (files, source, _) in CASES.items():
        folder = project.path(f"questions/{name}")
        folder.mkdir()
        more = f"  {source}\n" if source else ""
        (folder / f"{name}.yaml").write_text(OTHER.format(id=name, more=more))
        for file in files:
            (folder / file.format(id=name)).write_text("digraph { a -> b }\n")
    for name, more in (("another-2", ""), ("by", "  source: named-0.dot\n")):
        (path,) = project.path("questions").rglob(f"{name}.yaml")
        path.write_text(OTHER.format(id=name, more=more))
    project.path("questions/several-1/several-2.yaml").write_text("id: several-2\nnote: plain\n")
    found = json.loads(project.doit("check", "--format", "json").output)["findings"]
    return {each["visual"]: each["hint"] for each in found if each["code"] == "Q004"}


@pytest.mark.parametrize("name", CASES)
def test_the_nearest_file_is_named(hints: dict[str, Any], name: str) -> None:
    assert CASES[name][2].format(id=name) in hints[name]


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("id: lost\nvisual: {{kind: [\n", "name it in a visual of questions/cloud/lost.yaml"),
        (
            "id: lost\nvisul-block:\n  kind: dot\n",
            "name it in a visual of questions/cloud/lost.yaml",
        ),
        ("id: lots\nvisual:\n  kind: dto\n", "mend questions/cloud/lots.yaml first"),
        ("id: lost\nvisual:\n  kind: dot\n", "mend questions/cloud/lots.yaml first"),
        ("id: lots\nnote: plain\n", "name it in a question, or remove it"),
    ],
)
def test_a_source_is_not_to_be_removed_if_a_question_may_mean_it(
    project: Project, question: str, hint: str
) -> None:
    name = "lost" if hint.endswith("lost.yaml") else "lots"
    folder = project.path("questions/cloud")
    folder.mkdir()
    (folder / f"{name}.yaml").write_text(question)
    (folder / "lost.dot").write_text("digraph { a -> b }\n")
    found = json.loads(project.doit("check", "--format", "json").output)["findings"]
    told = [each["hint"] for each in found if each["code"] == "B001"]
    assert [hint in each for each in told] == ([True] if "[" not in question else [])

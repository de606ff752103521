"""No name, text or output of others is taken for a command by a terminal or by GitHub's runner."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from tests.conftest import SMALL, Project

OURS = re.compile(r"::(error|warning|notice) [^:]*::")
"""An annotation of `--format github`."""

SCRIPT = """import sys, warnings
import matplotlib.pyplot as plt
print("::error::printed")
print("##[error]printed")
sys.stderr.write("\\r  ::warning::printed\\n\\x1b[2J\\u202e::set-env name=x::y\\n")
warnings.warn("\\n::error::warned ##[error]")
plt.plot([1, 2])
"""
RAISING = SCRIPT + "raise ValueError('''\n::error::raised\n  ##[error]raised''')\n"
NAMES = ("a\n::error::x", "b\x1b[2J##[error]", "c\u202e\u2066::x", "::d", "e\r\x85\u2028::x")
FOLDER = "questions/##[group]\n::f"


@pytest.fixture
def hostile(project: Project) -> Project:
    """A project in which everything tries to be a command."""
    project.configure('sources = "::sources"')
    (project.path("::sources/cloud")).mkdir(parents=True)
    folder = project.path(FOLDER)
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / f"{name}.yaml").write_text("visual:\n  kind: [::error::, '##[error]'\n")
        (project.path(f"::sources/cloud/{name}.dot")).write_text("digraph { a }")
        (project.path("build/svg/cloud") / f"{name}.svg").parent.mkdir(parents=True, exist_ok=True)
        (project.path("build/svg/cloud") / f"{name}.svg").write_text(str(number))
    for name, kind, source in (
        ("prints", "matplotlib", SCRIPT),
        ("raises", "matplotlib", RAISING),
        ("draws", "dot", 'digraph {\n  "::error::x" -> y [shape="##[error]"]\n ::error::x [\n}'),
        ("reads", "matplotlib", READING),
    ):
        path = project.add(name, kind, source)
        source_file = next(each for each in path.parent.glob(f"{name}.*") if each != path)
        source_file.rename(project.path("::sources/cloud") / source_file.name)
        path.write_text(path.read_text().replace("caption: ", "caption: '::error::' # ##[error]"))
    odd = '  "##[error]": 1\n  ? "x\\n::error::"\n  : 2\n  rendered: "##[error]y.svg"\n'
    project.add("odd", "dot").write_text(f"id: odd\nvisual:\n  kind: dot\n::error::x: 1\n{odd}")
    listed = project.path("questions/cloud/named.yaml")
    listed.write_text(
        "id: named\ntrack: cloud\nvisuals:\n- name: |\n    ##[error]\n    ::error::\n  kind: dot\n"
        '  alt: "##[error]\\n::error::"\n  rendered: "##[error]z.svg"\n'
    )
    good = project.add("good", "svg")
    good.with_suffix(".svg").rename(project.path("::sources/cloud/##[x]good.svg"))
    text = good.read_text().replace(
        "kind: svg", 'kind: svg\n  source: "##[x]good.svg"\n  rendered: "##[error]good.svg"'
    )
    good.write_text(text)
    return project


READING = "open('##[error]data.csv').read()\n" + SMALL["matplotlib"]


def see(output: str, *, is_github: bool = False) -> None:
    """Fail where a line of an output is a command, or moves a cursor."""
    assert output
    for line in output.split("\n"):
        assert not re.match(r"\s*::", line) or (is_github and OURS.match(line)), repr(line)
        assert "##[" not in line, repr(line)
        odd = [letter for letter in line if unicodedata.category(letter) in ("Cc", "Cf", "Zl")]
        assert not odd, repr(line)


def test_nothing_that_others_wrote_is_a_command(
    hostile: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    hostile.path("::sources/cloud/##[error]data.csv").write_text("1")
    see(hostile.doit("plan").output)
    run = hostile.doit("-v", "2", "-n", "2")
    assert {"prints", "good", "reads"} <= run.built
    assert "raises" in run.failed
    assert "removed build/svg/cloud/a\\u000a::error::x.svg" in run.output
    see(run.output)
    hostile.path("::sources/cloud/##[error]data.csv").write_text("2")
    for arguments in (
        ("plan",), ("plan", "--json"), ("list", "--all", "--status"), ("info", "good"),
        ("info", "render:reads"), ("timings",), ("graph", "reads"), ("##[error]",), ("x\n::y",),
        ("clean", "-n"), ("forget", "good"),
    ):  # fmt: skip
        see(hostile.doit(*arguments).output)
    for name in ("text", "markdown", "json", "sarif", "github"):
        output = hostile.doit("check", "--format", name).output
        see(output, is_github=name == "github")
        if name in ("json", "sarif"):
            assert "##[" in json.dumps(json.loads(output)), "and nothing of it is lost"
    see(hostile.doit("clean").output)

"""What parses drawings is held by the kernel: code in each of its processes tries to get out."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.fonts.faces import FAMILY
from pipeline.sandbox.files import version
from pipeline.sandbox.renderers import OPEN
from tests.conftest import REPOSITORY, Project, new_project
from tests.sandbox import probing

pytestmark = pytest.mark.skipif(version() == 0, reason="the kernel here has no Landlock")

PROBE = "@PROBE@"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="99">'
    '<text x="9" y="50">{}</text></svg>'
)
ALL = " ".join(probing.WAYS)

IN_GRAPHVIZ = f"""
from pipeline.probing import tried
real = draw
def draw(text):
    return real(text.replace(b"{PROBE}", tried().encode()) if b"{PROBE}" in text else text)
"""
IN_NORMALIZER = f"""
from pipeline.probing import tried
real = normalize_and_check
def normalize_and_check(drawing):
    if b"{PROBE}" in drawing.raw:
        drawing = drawing._replace(raw=drawing.raw.replace(b"{PROBE}", tried().encode()))
    return real(drawing)
"""
DOT = f"""
import sys
if "-v" in sys.argv:
    sys.stderr.write('fontname: "x" resolved to: "{FAMILY}, "' + chr(10))
with open(os.path.dirname(os.environ["FONTCONFIG_FILE"]) + "/own", "w") as file:
    file.write("x")
print({SVG!r}.format(tried()))
"""
"""Stands for the machine's own."""


class Probed(NamedTuple):
    """A project, with a copy of the package in which parsers try what they may not."""

    project: Project
    outside: Path

    def build(self, settings: str, *options: str) -> set[str]:
        """Build with these settings; the ids of what failed."""
        self.project.configure(settings)
        for name in ("marker", "old"):
            (self.outside / name).write_text("a secret")
        (self.outside / "new").unlink(missing_ok=True)
        path = f"{self.outside / 'bin'}{os.pathsep}{os.environ['PATH']}"
        copy = str(self.project.root / "copy")
        return self.project.doit(*options, PYTHONPATH=copy, PATH=path).failed

    def got(self, name: str) -> str:
        """What went well in the process that parsed a visual."""
        svg = self.project.path(f"build/svg/cloud/{name}.svg").read_text(encoding="utf-8")
        return svg.rpartition("</text>")[0].rpartition(">")[2]


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> Probed:
    """A graph drawn in place, one drawn alone, and a drawing, each with a label for what went."""
    project, outside = new_project(tmp_path_factory.mktemp("p")), tmp_path_factory.mktemp("outside")
    package = project.path("copy/pipeline")
    shutil.copytree(REPOSITORY / "pipeline", package, ignore=shutil.ignore_patterns("*.pyc"))
    code = Path(probing.__file__).read_text().replace(probing.OUTSIDE, str(outside))
    (package / "probing.py").write_text(code)
    append(package / "render/dot/graphviz.py", IN_GRAPHVIZ)
    append(package / "check/__init__.py", IN_NORMALIZER)
    (outside / "bin").mkdir()
    (outside / "bin/dot").write_text(f"#!{sys.executable}\n{code}{DOT}")
    (outside / "bin/dot").chmod(0o755)
    project.add("graph", "dot", f'digraph {{ a [label="{PROBE}"] }}')
    project.add("alone", "dot", f'digraph {{ layout=neato a [label="{PROBE}"] }}')
    project.add("drawing", "svg", SVG.format(PROBE))
    return Probed(project, outside)


def append(path: Path, code: str) -> None:
    """Write code at the end of a module."""
    path.write_text(path.read_text(encoding="utf-8") + code, encoding="utf-8")


NAMES = {"graph", "alone", "drawing"}


def test_parsers_are_closed(probed: Probed) -> None:
    """They read what is installed, and nothing that they need not do goes well."""
    # By itself: its process may not have been closed by what else was done in it.
    assert probed.build('sandbox = "required"', "graph") == set()
    assert probed.build('sandbox = "required"') == set()
    assert {name: probed.got(name) for name in NAMES} == dict.fromkeys(NAMES, "nothing")
    assert (probed.outside / "old").exists()
    assert not (probed.outside / "new").exists()


def test_parsers_are_open_where_the_sandbox_is_off(probed: Probed) -> None:
    """So each of what is tried goes well where nothing holds it."""
    assert probed.build('sandbox = "off"', "-a") == set()
    assert {name: probed.got(name) for name in NAMES} == dict.fromkeys(NAMES, ALL)


def test_the_machines_dot_is_closed(probed: Probed) -> None:
    """It may be a script, and writes its temporary folder alone."""
    assert probed.build('sandbox = "required"\ndot = "system"') == set()
    assert probed.got("graph") == probed.got("alone") == "becomes"
    assert (probed.outside / "old").exists()
    assert probed.build('sandbox = "off"\ndot = "system"', "-a") == set()
    assert probed.got("graph") == ALL


@pytest.mark.parametrize("dot", ["embedded", "system"])
def test_nothing_is_parsed_where_the_kernel_cannot_close_it(probed: Probed, dot: str) -> None:
    """Not where it has no Landlock, if the sandbox is required."""
    files = probed.project.path("copy/pipeline/sandbox/files.py")
    before = files.read_text(encoding="utf-8")
    append(files, "def version():\n    return 0\n")
    assert probed.build(f'sandbox = "required"\ndot = "{dot}"', "-a") == NAMES
    for name in NAMES:
        path = probed.project.path(f"build/findings/cloud/{name}.json")
        (found,) = json.loads(path.read_text(encoding="utf-8"))
        assert (found["code"], found["message"]) == ("R004", OPEN), name
        assert "doit doctor" in found["hint"]
    files.write_text(before, encoding="utf-8")

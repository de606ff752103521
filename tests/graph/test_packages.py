"""A package that a script imports shapes its picture: another version is drawn anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from pipeline.files.fingerprint import content_of
from pipeline.files.inputs import is_state
from pipeline.files.packages import state_of_module
from tests.conftest import REPOSITORY, Project, Run

SCRIPT = """
import matplotlib.pyplot as plt
import housestyle
try:
    from houseextras import TITLE
except ImportError:
    TITLE = "no extras"
plt.plot([1, 2])
plt.title(f"{housestyle.TITLE}, {TITLE}")
"""


class Site:
    """A folder of packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, module: str, code: str, package: str = "") -> None:
        """Put a module there, with the record of the package that installs it if there is one."""
        path = self.folder / module / "__init__.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(code)
        shutil.rmtree(path.parent / "__pycache__", ignore_errors=True)
        for record in self.folder.glob(f"{package.partition('-')[0]}-*.dist-info"):
            shutil.rmtree(record)
        if package:
            record = self.folder / f"{package}.dist-info" / "RECORD"
            record.parent.mkdir()
            record.write_text(f"{module}/__init__.py,,\n{package}.dist-info/RECORD,,\n")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment of its own, which has all that is installed here.

    This package lies in it as `pip install` puts it, beside all others.
    """
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    shutil.copytree(REPOSITORY / "pipeline", packages(home) / "pipeline")
    here = sysconfig.get_path("purelib")
    (packages(home) / "here.pth").write_text(f"import site; site.addsitedir({here!r})\n")
    return home / Path(sys.executable).parent.name / Path(sys.executable).name


def packages(home: Path) -> Path:
    """Where an environment has its packages."""
    return next(home.rglob("site-packages"))


def test_another_version_of_a_package_is_drawn_anew(project: Project, python: Path) -> None:
    """One that only might be there as well, and the code of one that is there to be edited."""
    site = Site(packages(python.parents[1]))
    picture = project.path("build/svg/cloud/x.svg")

    def doit(*arguments: str) -> Run:
        done = subprocess.run(
            [str(python), "-m", "doit", *arguments],
            cwd=project.root, env={**os.environ}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return Run(done.returncode, done.stdout + done.stderr)

    def built_because(reason: str) -> str:
        planned, done = doit("plan").output, doit()
        assert f"render:x     {reason}\n" in planned, planned
        assert done.built == {"x"}, done.output
        return picture.read_text()

    project.add("x", "matplotlib", SCRIPT)
    site.install("housestyle", "TITLE = 'one'", "housestyle-1.0")
    assert doit().built == {"x"}
    site.install("housestyle", "TITLE = 'two'", "housestyle-1.1")
    assert ">two, no extras<" in built_because(
        "imports housestyle: housestyle-1.0 → housestyle-1.1"
    )
    site.install("houseextras", "TITLE = 'extras'")
    there_now = "looks for the package houseextras, which is there now"
    assert ">two, extras<" in built_because(there_now)
    site.install("houseextras", "TITLE = 'more'")
    assert ">two, more<" in built_because("imports houseextras, which changed")
    shutil.rmtree(site.folder / "houseextras")
    assert ">two, no extras<" in built_because("imports houseextras, which is gone")
    assert doit().counts == (0, 1, 0)
    graph = doit("graph", "x").output
    assert ">package houseextras (absent)<" in graph
    assert ">package housestyle<" in graph


def test_what_stands_for_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever installed it, whatever its package is called; where scripts do not look it is not."""
    folders = [tmp_path / name for name in ("site", "project/lib", "named", "program")]
    for folder in folders:
        folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*map(str, folders), *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "named"))
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "program/doit")])
    site = Site(tmp_path / "site")

    def state(name: str) -> str:
        return state_of_module(name, str(tmp_path / "project"), content_of)

    site.install("graphs", "", "Graphs-2.0")
    assert state("graphs") == "package Graphs-2.0"
    site.install("inner", "", "other_name-3.0")
    site.install("innermost", "", "another_name-1.0")
    assert state("inner") == "package other_name-3.0"
    (site.folder / "single.py").touch()
    record = Path(site.folder, "another_name-1.0.dist-info", "RECORD")
    record.write_bytes(b"single.py,,\n\xff.py,,\n")
    shutil.copytree(record.parent, site.folder / "~other_name-1.0.dist-info")  # as pip may leave it
    assert state("single") == "package another_name-1.0 ~other_name-1.0"
    assert is_state(state("single"))
    assert state("innermost").startswith("code ")
    before = state("innermost")
    site.install("innermost", "1")
    assert state("innermost") != before
    for number, folder in enumerate(folders[1:]):
        Path(folder, f"hidden{number}.py").touch()
        assert state(f"hidden{number}") == "absent"

"""`doit doctor`: whatever is broken makes one line, and hides no other."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from pipeline.doctor import machine, project, versions
from pipeline.doctor.line import Line
from pipeline.doctor.probing import probed
from pipeline.sandbox.files import version
from tests.conftest import Project

BROKEN = """
import os, signal, sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name == "pygraphviz":
            raise ImportError("libglib-2.0.so.0: cannot open shared object file")
        if name == "matplotlib":
            os.kill(os.getpid(), signal.SIGSEGV)
        if name == "yaml" and "pipeline.doctor.probes" in sys.orig_argv:
            raise ModuleNotFoundError("No module named 'yaml'")
sys.meta_path.insert(0, Absent())
"""


def lines(output: str) -> dict[str, tuple[str, str]]:
    """What each line says of its thing, with its state."""
    states = ("ok", "missing ", "optional")
    rows = [line for line in output.splitlines() if line.startswith(states)]
    split = [(row[:8].strip(), *row[10:].split(": ", 1)) for row in rows]
    return {name: (state, said) for state, name, said in split}


def test_a_machine_without_the_programs_that_are_asked_for(project: Project) -> None:
    """By the door that is there where doit itself cannot start."""
    project.configure('dot = "system"')
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.doctor"],
        cwd=project.root,
        env={**os.environ, "PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = lines(done.stdout)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.endswith("\nmissing: dot\n")
    assert said["dot"][0] == "missing"
    assert "apt-get install -y graphviz" in said["dot"][1]
    assert (said["git"][0], said["browser"][0]) == ("optional", "optional")
    rest = {name for name, (state, _) in said.items() if state == "ok"}
    assert rest >= {
        "python", "doit", "versions", "matplotlib", "normalizer", "packages", "fonts", "settings",
        "questions", "folders", "database", "cores", "processes", "sandbox",
    }  # fmt: skip
    assert {path.name for path in project.root.iterdir()} - {"__pycache__"} == {
        "questions", "dodo.py", "pyproject.toml",
    }  # fmt: skip


def test_everything_broken_at_once(project: Project) -> None:
    fakes = project.root / "fakes"
    fakes.mkdir()
    (fakes / "sitecustomize.py").write_text(BROKEN)
    project.configure('dto = "system"')
    project.path("dodo.py").write_text("def task_x(:\n")
    project.path("build").write_text("a file")
    project.path(".doit.db").write_bytes(b"SQLite format 3\0")
    run = project.doit("doctor", PYTHONPATH=str(fakes), PYTHONIOENCODING="latin-1")
    found = lines(run.output)
    assert run.code == 3
    for name, said in {
        "a dodo.py that works": "SyntaxError: invalid syntax",
        "graphviz": "libglib-2.0.so.0",
        "matplotlib": "signal 11 (SIGSEGV)",
        "packages": "pip install --force-reinstall PyYAML",
        "settings": "unknown key 'dto'; did you mean dot?",
        "build": "build is not a folder; remove build",
    }.items():
        assert found[name][0] == "missing", run.output
        assert said in found[name][1]
    assert found["database"][0] == found["terminal"][0] == "optional"
    assert found["normalizer"][0] == found["fonts"][0] == "ok"


def test_graphviz_without_a_library_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libexpat.so.1").touch()
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    (line,) = probed("graphviz")()
    assert line.state == "missing"
    assert "libexpat.so.1" in line.said
    assert "apt-get install -y libexpat1" in line.way_out


@pytest.mark.skipif(version() == 0, reason="the kernel here has no Landlock")
def test_a_dot_that_needs_what_it_may_not_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs as it would run in a build."""
    dot, shell = here / "bin/dot", here / "shell"
    dot.parent.mkdir()
    shutil.copy(shutil.which("sh") or "", shell)
    dot.write_text(f"#!{shell}\necho drawn\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", str(dot.parent))
    (line,) = probed("dot")()
    assert line.state == "missing"
    assert "dot cannot be run: [Errno 13] Permission denied" in line.said
    assert "docs/security.md" in line.way_out


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which this process is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_database_of_another_version(two: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(two.root)
    assert [line.state for line in project.database()] == ["ok"]
    rows = []
    for row in Path(".doit.db").read_bytes().splitlines():
        rest = row[9:].replace(b'"bytes"', b'"octets"')
        rows.append(b"%08x %s\n" % (zlib.crc32(rest), rest))
    Path(".doit.db").write_bytes(b"".join(rows))
    (line,) = project.database()
    assert line.state == "optional"
    assert line.said.startswith("2 of 7 tasks")


def test_a_database_that_cannot_be_made(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [line.state for line in project.database()] == ["ok"]
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert [line.state for line in project.database()] == ["missing"]


def test_a_folder_that_is_not_there_and_one_that_is_read_only(here: Path) -> None:
    assert [line.state for line in project.settings()] == ["ok", "missing"]
    (here / "questions").mkdir()
    assert [line.state for line in project.settings()] == ["ok", "ok"]
    (here / "pyproject.toml").write_text("[tool.visuals\n")
    assert [line.state for line in project.settings()] == ["missing"]
    assert [line.state for line in project.folders()] == ["ok"]
    if os.geteuid():
        here.chmod(0o500)
        assert [line.state for line in project.folders()] == ["missing", "missing"]


def test_what_git_could_not_merge_stops_a_build(two: Project) -> None:
    """doit itself ends with 3 there, so the doctor may not say that it has all that it needs."""
    for name in ("findings-baseline.jsonl", "reviews.yaml"):
        two.path(name).write_text("<<<<<<< HEAD\n=======\n>>>>>>> theirs\n")
    assert two.doit().code == 3
    done = two.doit("doctor")
    said = lines(done.output)
    assert (done.code, done.output.splitlines()[-1]) == (3, "missing: baseline, reviews")
    assert said["baseline"][1].startswith("findings-baseline.jsonl:1: git could not merge")
    assert said["reviews"][1].startswith("reviews.yaml:1: git could not merge")


def test_a_copy_of_the_schema_that_is_out_of_date(here: Path) -> None:
    (here / "questions").mkdir()
    assert list(project.schema_copy()) == []
    (here / "questions/question.schema.json").write_text("{}")
    assert [line.state for line in project.schema_copy()] == ["optional"]


@pytest.mark.parametrize(
    "folder", ["plain", "an odd\tone", "Schaubilder für 日本", "back\\slash\\040"]
)
def test_where_changes_are_told(here: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    def watching(mounts: str, watches: int = 99999) -> Line:
        (here / "mounts").write_text(mounts, encoding="utf-8")
        (here / "max_user_watches").write_text(f"{watches}\n")
        (line,) = machine.watching()
        return line

    monkeypatch.setattr("pipeline.files.mounts.MOUNTS", here / "mounts")
    for name, file in (("WATCHES", "max_user_watches"), ("INSTANCES", "x")):
        monkeypatch.setattr(machine, name, here / file)
    (here / folder).mkdir()
    monkeypatch.chdir(here / folder)
    root = "22 1 8:1 / / rw - ext4 /dev/sda rw\n"
    place = re.sub(r"[ \t\\]", lambda found: f"\\{ord(found[0]):03o}", str(here / folder))
    share = f"23 22 0:5 / {place} rw shared:1 - {{}} x rw\n"
    assert watching(root).state == "ok"
    assert watching("").state == "ok"
    for kind in ("nfs4", "cifs", "9p", "fuse.sshfs", "drvfs", "vboxsf"):
        assert kind in watching(root + share.format(kind)).said
    for kind in ("ext4", "overlay", "btrfs", "tmpfs"):
        assert watching(root + share.format(kind)).state == "ok"
    few = watching(root, 1024)
    assert (few.state, few.way_out) == ("optional", "sysctl fs.inotify.max_user_watches=65536")


def test_versions_beside_those_that_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["lxml==6.1.3", "rich<16,>=14", "absent>=1", 'pytest>=9; extra == "test"', "odd ~=2.1"]
    found = {"lxml": "6.1.2", "rich": "14.0", "pytest": "1", "odd": "2.1.0", "doit": "0.37.0"}
    monkeypatch.setattr(versions, "requires", lambda name: asked)
    monkeypatch.setattr(versions, "_installed", found.get)
    assert [line.name for line in versions.packages()] == ["doit", "absent"]
    (line,) = versions.pins()
    assert (line.state, line.name) == ("optional", "lxml")
    assert line.way_out == 'pip install "lxml==6.1.3"'
    found["lxml"], found["rich"] = "6.1.3", "16"
    assert [line.name for line in versions.pins()] == ["rich"]
    found["rich"] = "15.9.1"
    assert [line.state for line in versions.pins()] == ["ok"]


def test_a_line_is_one_line() -> None:
    assert str(Line("ok", "x", "a\nb  c", "d")) == "ok        x: a b c; d"
    assert json.loads(json.dumps(Line("ok", "x", "y"))) == ["ok", "x", "y", ""]

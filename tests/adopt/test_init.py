"""`python -m pipeline init`: what it finds, what it writes, and what it leaves as it is."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.__main__ import main
from tests.conftest import REPOSITORY, SMALL, Project

BLOCK = "visual:\n  kind: svg\n  path: {}.svg\n  alt: Two boxes and an arrow\n  caption: Boxes\n"


class Said(NamedTuple):
    """How the command ended, and what it printed."""

    code: int
    output: str


Init = Callable[..., Said]


@pytest.fixture
def init(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Init:
    """Run the command in the repository at `tmp_path`."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["python -m pipeline", "init", *arguments])
        code: Any = 0
        try:
            main()
        except SystemExit as error:
            code = error.code
        printed = capsys.readouterr()
        if code:
            assert (printed.out, printed.err.count("\n")) == ("", 1), printed
        return Said(code, printed.out + printed.err)

    return run


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def question(name: str, track: str = "cloud", block: str = BLOCK) -> str:
    return f"id: {name}\n" + (f"track: {track}\n" if track else "") + block.format(name)


def settings(root: Path) -> dict[str, Any]:
    text = (root / "pyproject.toml").read_text()
    table: dict[str, Any] = tomllib.loads(text)["tool"]["visuals"]
    return table


VAULT = {
    "vault/questions/cloud/deep/x.yaml": question("x"),
    "vault/questions/edge/plain.yaml": question("plain", "edge", ""),
    "vault/visuals/cloud/x.dot": SMALL["dot"],
    "vault/visuals/cloud/x.svg": SMALL["svg"],
}
BESIDE = {"questions/cloud/x.yaml": question("x"), "questions/cloud/x.dot": SMALL["dot"]}
LAYOUTS: dict[str, tuple[dict[str, str], dict[str, object]]] = {
    "vault": (VAULT, {"questions": "vault/questions", "sources": "vault/visuals"}),
    "beside": (BESIDE, {"questions": "questions"}),
    "copies elsewhere": (
        {**BESIDE, "site/static/cloud/x.svg": SMALL["svg"]},
        {"questions": "questions", "published": "site/static"},
    ),
    "other names": (
        {"data/items/robots/a/x.yaml": question("x", "robots"),
         "data/items/cloud/y.yaml": question("y"),
         "art/robots/x.dot": SMALL["dot"], "art/cloud/y.dot": SMALL["dot"],
         "README.yaml": "title: no question\n"},
        {"questions": "data/items", "sources": "art", "tracks": ["cloud", "robots"]},
    ),
    "no track": (
        {"questions/arms/x.yaml": question("x", "arms"), "questions/y.yaml": question("y", "")},
        {"questions": "questions", "tracks": ["global", "arms"]},
    ),
    "a misspelt track": ({**BESIDE, "questions/y.yaml": question("y", "clowd")},
                         {"questions": "questions"}),
    "others' files": (
        {**BESIDE, **{f"{folder}/questions/{n}.yaml": question(f"z{n}")
                      for folder in ("node_modules/a", ".hidden", "env/lib") for n in range(3)},
         "env/pyvenv.cfg": "", "build/lib/a.py": ""},
        {"questions": "questions", "build": "build-visuals"},
    ),
    "another work tree": (
        {**BESIDE, "a/.git": "gitdir: /b/.git/worktrees/a\n",
         **{f"a/{path}": text for path, text in BESIDE.items()}},
        {"questions": "questions"},
    ),
    "byte order marks": (
        {**VAULT, "vault/questions/cloud/deep/x.yaml": f"\ufeff{question('x')}",
         "vault/questions/edge/plain.yaml": f"\ufeff{question('plain', 'edge', '')}"},
        {"questions": "vault/questions", "sources": "vault/visuals"},
    ),
    "nothing": ({}, {"questions": "questions"}),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_finds_the_folders(layout: str, init: Init, tmp_path: Path) -> None:
    files, expected = LAYOUTS[layout]
    write(tmp_path, files)
    assert init().code == 0
    assert settings(tmp_path) == expected
    kept = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    again = init()
    assert "nothing to do: this repository is set up" in again.output
    assert kept == {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}


def test_of_two_folders_of_copies_the_one_that_git_keeps_is_taken(
    init: Init, tmp_path: Path
) -> None:
    """As Hugo makes `public/` of `static/`: both hold the copies, and one is made anew."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    copies = {f"{folder}/pictures/cloud/x.svg": SMALL["svg"] for folder in ("public", "static")}
    write(tmp_path, {**BESIDE, **copies, ".gitignore": "/public/\n"})
    init()
    assert settings(tmp_path) == {"questions": "questions", "published": "static/pictures"}
    for left in ("pyproject.toml", "static/pictures/cloud/x.svg"):
        (tmp_path / left).unlink()
    init()
    assert settings(tmp_path)["published"] == "public/pictures"


def test_the_package_holds_whatever_it_reads() -> None:
    """Beside modules, the files that pyproject.toml names: else an installed one lacks them."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    data = project["tool"]["setuptools"]["package-data"]
    named = {
        path
        for package, patterns in data.items()
        for pattern in patterns
        for path in REPOSITORY.joinpath(*package.split(".")).glob(pattern)
    }
    there = {path for path in (REPOSITORY / "pipeline").rglob("*") if path.is_file()}
    packages = {path.parent for path in there if path.name == "__init__.py"}
    modules = {path for path in there if path.suffix == ".py" and path.parent in packages}
    assert {path for path in there - named - modules if path.suffix != ".pyc"} == set()


def test_what_it_writes_builds(init: Init, tmp_path: Path) -> None:
    write(tmp_path, VAULT)
    said = init()
    assert "found 2 questions in vault/questions/, 1 with a visual" in said.output
    project = Project(tmp_path)
    assert project.doit().counts == (1, 0, 0)
    assert project.path("build/svg/cloud/x.svg").is_file()
    listed = project.doit("list").output
    assert "render" in listed
    assert "docs" not in listed
    assert "nothing to do" in init().output
    before = settings(tmp_path)
    project.path("pyproject.toml").unlink()
    assert init().code == 0
    assert settings(tmp_path) == before  # what was built is no published copy


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_what_is_there_stays_byte_for_byte(init: Init, tmp_path: Path, end: str) -> None:
    before = (end or "\n").join(
        ["# ours", "[project]", 'name = "x"  # été']
    ).encode() + end.encode()
    for name in ("pyproject.toml", ".gitignore"):
        (tmp_path / name).write_bytes(before if name[0] == "p" else f"*.pyc\n.cache{end}".encode())
    (tmp_path / "pyproject.toml").chmod(0o640)
    write(tmp_path, VAULT)
    assert init().code == 0
    after = (tmp_path / "pyproject.toml").read_bytes()
    assert after.startswith(before)
    assert (b"\r\n" in after) == (end == "\r\n") == (after.count(b"\n") == after.count(b"\r\n"))
    assert settings(tmp_path)["questions"] == "vault/questions"
    assert (tmp_path / "pyproject.toml").stat().st_mode & 0o777 == 0o640
    ignored = (tmp_path / ".gitignore").read_text().split()
    assert ignored == ["*.pyc", ".cache", "/build/", "/.doit.db*", "__pycache__/"]


def test_settings_that_are_there_are_left(init: Init, tmp_path: Path) -> None:
    write(tmp_path, {**VAULT, "pyproject.toml": '[tool.visuals]\nquestions = "vault"\n'})
    said = init("--questions", "vault/questions")
    assert "pyproject.toml has [tool.visuals] already: it is left as it is" in said.output
    assert "the options are not used" in said.output
    assert settings(tmp_path) == {"questions": "vault"}
    assert "found 2 questions in vault/" in said.output


def test_settings_are_the_way_out_where_options_are_not_used(init: Init, tmp_path: Path) -> None:
    write(tmp_path, {**VAULT, "pyproject.toml": "[tool.visuals]\ntimeout = 3\n"})
    said = init().output
    assert "found no questions in questions/: `questions` in [tool.visuals] in pyproject" in said


def test_questions_behind_a_link_are_found(
    init: Init, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As the build finds them there."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere, {"cloud/x.yaml": question("x")})
    (tmp_path / "questions").symlink_to(elsewhere)
    assert "found 1 question in questions/, 1 with a visual" in init().output


def test_folders_can_be_named(init: Init, tmp_path: Path) -> None:
    write(tmp_path, {**VAULT, "other/questions/y.yaml": question("y")})
    assert "there are questions in other/questions/ as well" in init().output
    (tmp_path / "pyproject.toml").unlink()
    place = str(tmp_path / "vault/visuals")
    init("--questions", "./other/questions/", "--sources", place, "--published", "static")
    assert settings(tmp_path) == {
        "questions": "other/questions", "sources": "vault/visuals", "published": "static",
    }  # fmt: skip


def test_drawings_where_no_build_looks_are_named(init: Init, tmp_path: Path) -> None:
    """Such as one folder for all tracks; a flat copy of what is found elsewhere is none."""
    flat = {"art/old/y.dot": SMALL["dot"], "art/z.py": "", "static/x.svg": SMALL["svg"]}
    questions = {f"questions/edge/{name}.yaml": question(name, "edge") for name in "yz"}
    write(tmp_path, {**BESIDE, **questions, **flat})
    said = "found 2 drawings in art/, where doit does not look: move them beside the questions, or"
    assert said in init().output
    (tmp_path / "art/old/y.dot").rename(tmp_path / "questions/edge/y.dot")
    (tmp_path / "art/z.py").rename(tmp_path / "questions/edge/z.py")
    assert "does not look" not in init().output


FOREIGN = """DOIT_CONFIG = {"verbosity": 2}


def task_site():
    return {"actions": ["echo made > site.txt"]}


def task_render():
    return {"actions": ["echo old"]}
"""


def test_another_dodo_is_left_and_its_two_lines_work(init: Init, tmp_path: Path) -> None:
    write(tmp_path, {**VAULT, "dodo.py": FOREIGN})
    said = init()
    assert (tmp_path / "dodo.py").read_text() == FOREIGN
    lines = [line[4:] for line in said.output.splitlines() if line.startswith("    ")][-2:]
    assert lines[1] == 'DOIT_CONFIG["default_tasks"] += ["site"]'
    assert "rename its own render: the build has tasks of that name" in said.output
    assert "next: add these lines to dodo.py, then doit builds every visual" in said.output
    assert "next: add these lines" in init().output
    renamed = FOREIGN.replace("task_render", "task_old")
    (tmp_path / "dodo.py").write_text(renamed + "\n".join(["", *lines, ""]))
    assert "nothing to do" in init().output
    project = Project(tmp_path)
    assert project.doit().built == {"x"}
    for _ in range(2):  # also where every visual is fresh
        assert project.path("site.txt").is_file()
        project.path("site.txt").unlink()
        assert project.doit().built == set()


def test_a_copy_of_our_dodo_has_the_tasks(init: Init, tmp_path: Path) -> None:
    write(tmp_path, {**VAULT, "dodo.py": "from pipeline.graph import (\n    Build,\n)\n"})
    assert "dodo.py has the tasks already: it is left as it is" in init().output


def test_a_folder_of_one_that_is_set_up_is_refused(
    init: Init, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, VAULT)
    init()
    below = tmp_path / "vault/visuals"
    monkeypatch.chdir(below)
    said = init()
    assert said.code == 3
    assert "which is set up already" in said.output
    assert not (below / "dodo.py").exists()
    (below / ".git").touch()  # a repository of its own
    assert init().code == 0


def _link(path: Path) -> None:
    path.symlink_to("elsewhere.toml")
    path.with_name("elsewhere.toml").write_text("a = 1\n")


def _read_only(path: Path) -> None:
    path.touch()
    path.chmod(0o444)


REFUSED: dict[str, tuple[Callable[[Path], object], tuple[str, ...], str]] = {
    "broken": (lambda root: (root / "pyproject.toml").write_text("a = ["), (), "is no TOML: "),
    "marked": (
        lambda root: (root / "pyproject.toml").write_text("a = 1", encoding="utf-8-sig"), (), "BOM"
    ),
    "a value": (lambda root: (root / "pyproject.toml").write_text("tool = {ruff = {}}"), (),
                "[tool.visuals] cannot stand below what is there"),
    "wrong settings": (lambda root: (root / "pyproject.toml").write_text(
        "[tool.visuals]\nquestion = 'x'\n"), (), "unknown key 'question'; did you mean questions?"),
    "a link": (lambda root: _link(root / "pyproject.toml"), (), "pyproject.toml is a link"),
    "a lost link": (lambda root: (root / ".gitignore").symlink_to("nowhere"), (),
                    ".gitignore is a link that leads nowhere: remove it"),
    "read-only": (lambda root: _read_only(root / ".gitignore"), (),
                  ".gitignore is read-only: make it writable by chmod u+w .gitignore"),
    "a folder": (lambda root: (root / "dodo.py").mkdir(), (), "dodo.py cannot be read: Is a dir"),
    "a pipe": (lambda root: os.mkfifo(root / ".gitignore"), (), "no regular file but a named pipe"),
    "not UTF-8": (lambda root: (root / "dodo.py").write_bytes(b"\xff"), (), "save it as UTF-8"),
    "no Python": (lambda root: (root / "dodo.py").write_text("def"), (), "dodo.py is no Python: "),
    "no folder": (lambda root: None, ("--sources", "nope"), "there is no folder 'nope' here"),
    "outside": (lambda root: None, ("--published", "../x"), "lies outside of this repository"),
    "an option": (lambda root: None, ("--question", "x"), "unrecognized arguments: --question x"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_changed_is_one_line_and_nothing_is_written(
    case: str, init: Init, tmp_path: Path
) -> None:
    make, arguments, reason = REFUSED[case]
    write(tmp_path, VAULT)
    make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    said = init(*arguments)
    assert said.code == 3
    assert reason in said.output
    assert sorted(tmp_path.rglob("*")) == before

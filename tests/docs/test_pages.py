"""Every command in README.md and docs/ is run, every file written, and every output compared."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.load import schema
from tests.browser import Browser
from tests.conftest import OWN_PROCESSES, REPOSITORY, commander
from tests.docs.pages import Step, commands_in_prose, edited, is_shown, steps
from tests.vault import write_vault

PATIENCE = 30
"""Seconds until what goes on must have printed what is shown."""

BESIDE = " &"
"""How a command ends that goes on beside those that follow, to the end of the page."""

INTERRUPT = "^C\n"
"""What a terminal shows when the reader presses Ctrl-C."""

SUMMARY = re.compile(r"^\d+ built · \d+ fresh · \d+ failed · .*\n", re.MULTILINE)

MADE = ("findings.md", "claims.md", "benchmarks.md")
"""Pages that a command writes: `doit docs`, whose examples other tests run, and the benchmark."""

PAGES = [
    REPOSITORY / "README.md",
    *(path for path in sorted((REPOSITORY / "docs").glob("*.md")) if path.name not in MADE),
]

RUN = (
    "doit",
    "cat",
    "cp",
    "echo",
    "git add",
    "git commit",
    "git rm",
    "git status",
    "ls",
    "mkdir",
    "mv",
    "python -m pipeline init",
    "python -m pipeline.remote",
    "rm",
    "VISUALS_",
)
"""How a command begins that may run here."""

NOT_RUN = {
    "git clone https://github.com/YOU/interview-visuals && cd interview-visuals": "the network",
    "python3 -m venv .venv && . .venv/bin/activate": "the tests run in such an environment",
    "python3 -m venv ~/visuals-env && . ~/visuals-env/bin/activate": "the same",
    "pip install git+https://github.com/YOU/interview-visuals": "the network",
    "pip install -e '.[dask]'": "the same as the next",
    "pip install -e .": "installs; the gate does this before the tests",
    "pip install -e . && doit -n 8": "installs; the gate does this before the tests",
    "pip install pre-commit": "installs from the network",
    "pre-commit install": "pre-commit is no dependency of the tests",
}
"""Commands that are not run here, each with the reason."""


@pytest.fixture(scope="session")
def built_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a reader has it after the two commands of the README."""
    root = tmp_path_factory.mktemp("docs") / "interview-visuals"
    root.mkdir()
    for name in ("dodo.py", "pyproject.toml", ".gitignore", "questions"):
        copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy
        copy(REPOSITORY / name, root / name)
    shutil.copy(schema.PATH, root / "questions")  # a clone has it in pipeline/
    _begin(root)
    code, output = shell("doit", root)
    assert code == 0, output
    return root


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of it; for the page on other repositories, one of those."""
    root = tmp_path / "interview-visuals"
    if request.node.callspec.params["page"].name == "adopt.md":
        write_vault(root, 500)
        _begin(root)
        return root
    return shutil.copytree(request.getfixturevalue("built_copy"), root, symlinks=True)


def _begin(root: Path) -> None:
    """Make it a repository of git."""
    for command in ("git init -q", "git add -A", "git commit -qm start"):
        code, output = shell(command, root)
        assert code == 0, output


class Watching:
    """The one command of a page that goes on while the reader edits; it writes into `log`."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._seen = 0

    def begin(self, command: str, root: Path) -> None:
        """Start it."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command.split(), cwd=root, env=environment(), stdout=log, stderr=log
            )

    def printed(self, expected: str) -> str | None:
        """None where it prints what is expected within some seconds, else what it printed.

        A summary is left out: a reader is slower than this test, and then each change is built
        alone, which has none.
        """
        deadline = time.monotonic() + PATIENCE
        while not is_shown(expected, SUMMARY.sub("", new := self._log.read_text()[self._seen :])):
            if time.monotonic() > deadline:
                return new
            time.sleep(0.02)
        self._seen += len(new)
        return None

    def end(self) -> None:
        """Interrupt it, as the reader does in the end."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE)


def environment() -> dict[str, str]:
    """That of a reader: this Python's commands, a name for git, no job of GitHub's."""
    people = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER")
              for what in ("NAME", "EMAIL")}  # fmt: skip
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")},
        **people,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PYTHONUNBUFFERED": "1",
    }


def shell(command: str, root: Path) -> tuple[int, str]:
    """Run a command as a reader types it: its exit code, and what it printed."""
    if re.fullmatch(r"doit( [^|&;<>$]+)?", command) and not OWN_PROCESSES:
        return commander().run(root, tuple(shlex.split(command)[1:]))
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_does_what_it_says(
    page: Path, project: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    watching = Watching(tmp_path / "watch.log")
    request.addfinalizer(watching.end)
    for step in steps(page):
        place = f"{page.name}:{step.line}"
        match step.kind:
            case "run" if step.name.endswith(BESIDE):
                beside = Watching(tmp_path / f"{step.line}.log")
                request.addfinalizer(beside.end)
                beside.begin(step.name.removesuffix(BESIDE), project)
                printed = beside.printed(step.text)
                assert printed is None, f"{place}: {step.name} printed\n{printed}"
            case "run":
                _run(step, project, place, watching)
            case "watch":
                if step.text.startswith(INTERRUPT):
                    watching.end()
                printed = watching.printed(step.text.removeprefix(INTERRUPT))
                assert printed is None, f"{place}: doit watch printed\n{printed}"
            case "write":
                (project / step.name).parent.mkdir(parents=True, exist_ok=True)
                (project / step.name).write_text(step.text, encoding="utf-8")
            case "edit":
                file = project / step.name
                file.write_text(edited(file.read_text(encoding="utf-8"), step.text))
            case "picture":
                made, shown = project / step.text, page.parent / step.name
                if request.config.getoption("--update-pictures"):
                    shown.parent.mkdir(exist_ok=True)
                    shutil.copy(made, shown)
                assert made.read_bytes() == shown.read_bytes(), f"{place}: {step.name} is old"
            case "unknown":
                pytest.fail(f"{place}: {step.name}: say what it is (CONTRIBUTING.md, “Pages”)")


def _run(step: Step, project: Path, place: str, watching: Watching) -> None:
    if step.name in NOT_RUN:
        return
    if not step.name.startswith(RUN):
        pytest.fail(f"{place}: {step.name!r} cannot run here: add it to NOT_RUN, with the reason")
    if step.name.startswith("doit watch"):
        watching.begin(step.name, project)
        printed = watching.printed(step.text)
        assert printed is None, f"{place}: {step.name} printed\n{printed}"
        return
    code, output = shell(step.name, project)
    if step.text.strip():
        assert is_shown(step.text, output), f"{place}: {step.name} printed\n{output}"
    else:
        assert code == 0, f"{place}: {step.name}\n{output}"


def test_what_is_listed_as_not_run_is_shown_somewhere() -> None:
    shown = {step.name for page in PAGES for step in steps(page) if step.kind == "run"}
    assert NOT_RUN.keys() <= shown


def test_commands_in_prose_exist() -> None:
    """`doit NAME --option` names a command, a task or an ID, and options that the command has."""
    told = {command for page in PAGES for command in commands_in_prose(page)}
    _, listed = shell("doit help", REPOSITORY)
    names = {*re.findall(r"^  doit ([\w-]+)", listed, re.MULTILINE)}
    graph = (REPOSITORY / name for name in ("dodo.py", "pipeline/dodo.py"))
    tasks = {*re.findall(r"^def task_(\w+)", "".join(f.read_text() for f in graph), re.MULTILINE)}
    optional = {_name(command) for command in told if re.search(r" --?\w", command)}
    options = {
        name: shell(f"doit help {name}", REPOSITORY)[1] for name in optional & names | {"run"}
    }
    for command in sorted(told):
        name = _name(command)
        is_id = name == "ID" or re.fullmatch(r"'?[a-z]+-[\d*]+(--\w+)?'?", name)
        assert name in names | tasks or is_id, command
        for option in re.findall(r" (--?[\w-]+)", command):
            assert re.search(rf"(?<!\S){option}\b", options.get(name, options["run"])), command


def test_the_readme_names_every_command() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    ours = project["entry-points"]["doit.COMMAND"]
    assert [name for name in ours if not re.search(rf"doit {name}\b", readme)] == []


def _name(command: str) -> str:
    """The command of doit, or the task that is run; doit alone stands for `doit run`."""
    words = [word for word in command.split()[1:] if not word.startswith("-")]
    return words[0].partition(":")[0] if words and not words[0].isdigit() else "run"


def test_links_lead_somewhere() -> None:
    """Links from page to page, and to files of the project, with the headings that they name."""
    for page in [*PAGES, REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "docs/findings.md"]:
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
            file, _, part = link.partition("#")
            target = page.parent / file if file else page
            assert target.exists(), f"{page.name}: {link}"
            if part:
                headings = re.findall(
                    r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE
                )
                assert part in {_anchor(heading) for heading in headings}, f"{page.name}: {link}"


def _anchor(heading: str) -> str:
    """The address that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_reader_of_pages_sees_what_differs() -> None:
    shown = "built a (0.21 s)\nbuilt b (0.30 s)\n…\n2 built · 0 fresh · 0 failed · 0.7 s\n"
    assert is_shown(
        shown, "built b (1 s)\nbuilt a (2.5 s)\nx\ny\n2 built · 0 fresh · 0 failed · 9 s\n"
    )
    assert not is_shown(shown, "built a (1 s)\n2 built · 0 fresh · 0 failed · 9 s\n")
    assert not is_shown("0 errors\n", "0 errors\nmore\n")
    assert is_shown("a … d\n", "a b c d  \n")
    assert edited("a\nb\nc\n", " a\n-b\n+x\n") == "a\nx\nc\n"
    with pytest.raises(ValueError, match="0 times"):
        edited("a\n", "-b\n+c\n")


def test_every_setting_is_explained() -> None:
    """With its default, and in the README; no other setting is."""
    page = (REPOSITORY / "docs/configuration.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", page, re.MULTILINE)
    assert [name for name, _ in rows] == [*Config._fields]
    for name, told in rows:
        default = Config._field_defaults[name]
        if isinstance(default, str | int | float):
            assert told == f"`{json.dumps(default)}`", name
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    settings = tomllib.loads(re.findall(r"```toml example\n(.*?)```", readme, re.DOTALL)[0])
    assert settings["tool"]["visuals"].keys() == {*Config._fields}


def test_the_css_of_the_readme_shows_pictures_on_a_dark_phone(browser: Browser) -> None:
    """Several pictures in one page, which a phone scrolls by themselves."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (css,) = re.findall(r"```css example\n(.*?)```", readme, re.DOTALL)
    pictures = [path.read_text() for path in sorted((REPOSITORY / "docs").rglob("cloud-*.svg"))]
    figures = "".join(f'<figure class="visual">{picture}</figure>' for picture in pictures)
    page = f"<!DOCTYPE html><style>:root{{color-scheme:dark}}{css}</style>{figures}"
    browser.draw_page(page, 390, 800)
    assert browser.page.evaluate("document.documentElement.scrollWidth") == 390
    widths = "[...document.querySelectorAll('svg')].map(each => each.getBoundingClientRect().width)"
    assert {*browser.page.evaluate(widths)} == {560}
    browser.draw_page(page, 900, 800)
    assert all(600 <= width <= 800 for width in browser.page.evaluate(widths))

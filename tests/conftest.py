"""A project in a temporary folder, driven by the `doit` command as a user drives it."""

from __future__ import annotations

import functools
import gc
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.commands.main import command
from pipeline.worker.pool import Workers
from tests.browser import Browser, chromium
from tests.commander import Commander
from tests.trees import DRAW, write_question

REPOSITORY = Path(__file__).parents[1]
DOIT = command([])
"""The program `doit` in a Python of its own, as the installed script starts it."""

# Whatever the machine says: else each of a thousand processes compiles all modules once more.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

OWN_PROCESSES = sys.platform != "linux" or bool(os.environ.get("OWN_PROCESSES"))
"""Whether each `doit` starts a Python of its own, as a user's does, instead of a fork."""

READ_AT_THE_START = ("PYTHON", "LC_", "TZ")
"""How variables begin that Python itself reads before anything else is there."""


@functools.cache
def commander() -> Commander:
    """The process that runs the commands of this one."""
    return Commander()


@dataclass(frozen=True)
class Run:
    """What one `doit` command did."""

    code: int
    output: str

    @property
    def built(self) -> set[str]:
        """The ids of the visuals that were built."""
        return set(re.findall(r"^built (\S+)", self.output, re.MULTILINE))

    @property
    def failed(self) -> set[str]:
        """The ids of the visuals that failed."""
        return set(re.findall(r"^failed (\S+)", self.output, re.MULTILINE))

    @property
    def codes(self) -> set[str]:
        """The codes of all findings shown."""
        return set(re.findall(r" (?:error|warning) ([A-Z]\d{3}):", self.output))

    @property
    def counts(self) -> tuple[int, int, int]:
        """Built, fresh and failed, as the summary line says."""
        found = re.search(r"(\d+) built · (\d+) fresh · (\d+) failed", self.output)
        assert found, self.output
        built, fresh, failed = map(int, found.groups())
        return built, fresh, failed


@dataclass(frozen=True)
class Project:
    """A project folder with our dodo.py, and the commands that a user types there."""

    root: Path

    def doit(self, *arguments: str, **environment: str) -> Run:
        """Run `doit` with `arguments`; standard output and error together."""
        if OWN_PROCESSES or any(name.startswith(READ_AT_THE_START) for name in environment):
            done = self._doit(arguments, environment)
        else:
            done = Run(*commander().run(self.root, arguments, environment=environment))
        assert "Traceback" not in done.output, done.output
        return done

    def _doit(self, arguments: tuple[str, ...], environment: dict[str, str]) -> Run:
        """Run `doit` in a Python of its own."""
        done = subprocess.run(
            [*DOIT, *arguments],
            cwd=self.root,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=240,
            check=False,
        )
        return Run(done.returncode, done.stdout)

    def add(self, name: str, kind: str, source: str = "", **more: str) -> Path:
        """Add a question with a source, a small one of its kind unless given."""
        return write_question(self.root, name, kind, source or SMALL[kind], **more)

    def configure(self, settings: str) -> None:
        """Write `[tool.visuals]`."""
        (self.root / "pyproject.toml").write_text(f"[tool.visuals]\n{settings}\n")

    def path(self, name: str) -> Path:
        """A path below the project."""
        return self.root / name

    def built(self) -> dict[str, str]:
        """Every file under build/ with the hash of its bytes."""
        build = self.root / "build"
        return {
            path.relative_to(build).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(build.rglob("*"))
            if path.is_file()
        }


SMALL = {
    "dot": 'digraph { a [label="first"]; b [label="second"]; a -> b [label="1 ms"]; }\n',
    "matplotlib": (
        "import os\nimport matplotlib.pyplot as plt\n"
        "plt.plot([1, 2, 3], [1, 4, 9])\n"
        'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
    ),
    "svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="100" viewBox="0 0 680 100">\n'
        '<rect x="10" y="10" width="200" height="60" fill="#cfe2f3" stroke="#4a90c4"/>\n'
        '<text x="20" y="45" font-size="16" fill="#333">a label</text>\n</svg>\n'
    ),
}
assert SMALL.keys() == DRAW.keys()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    return new_project(tmp_path)


@pytest.fixture(scope="session")
def built_two(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What `two` is a copy of: nothing in a built project says where it lies."""
    project = new_project(tmp_path_factory.mktemp("two") / "project")
    for name in ("x", "y"):
        project.add(name, "dot")
    assert project.doit().counts == (2, 0, 0)
    return project


@pytest.fixture
def two(built_two: Project, tmp_path: Path) -> Project:
    """A project with two visuals, built."""
    shutil.copytree(built_two.root, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path)


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Workers that renders share."""
    with Workers(1) as made:
        yield made


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless browser whose only font is the house font."""
    with chromium(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


PATIENCE = 20.0
"""Seconds that a test waits for what a machine under load still does."""


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Wait for a condition; a build that never gets there fails the test."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def left_by_a_killed_run(temporary: Path) -> Path:
    """A folder as runs have there."""
    folder = temporary / "visuals-run-leftover"
    folder.mkdir(parents=True)
    (folder / ".made-by-visuals").touch()
    return folder


def new_project(root: Path) -> Project:
    """Make `root` an empty project."""
    (root / "questions").mkdir(parents=True)
    shutil.copy(REPOSITORY / "dodo.py", root)
    made = Project(root)
    made.configure("")
    return made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests first."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Have Python look for garbage among what tests make alone: a tenth less in most of them."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options that make the long forms of tests run."""
    parser.addoption("--sequences", type=int, default=0, help="random sequences of edits to try")
    parser.addoption("--kills", type=int, default=5, help="builds to kill at a random moment")
    parser.addoption("--drawings", type=int, default=160, help="random drawings to normalize")
    parser.addoption("--update-pictures", action="store_true", help="of the pages in docs/")

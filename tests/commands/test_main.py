"""The program `doit` under whatever a parent process, a shell or a user may do to it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands.main import command
from tests.conftest import DOIT, SMALL, Project

LATIN = "questions/cloud/größe-日本.py"
INSTALLED = Path(sys.executable).with_name("doit")
HOSTILE = (signal.SIGCHLD, signal.SIGALRM, signal.SIGIO, signal.SIGPIPE, signal.SIGTERM)


def run(
    project: Project, *arguments: str, before: Callable[[], object] | None = None, **options: object
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a Python of its own."""
    done = subprocess.run(
        [*DOIT, *arguments], cwd=project.root, preexec_fn=before, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options,  # type: ignore[call-overload]
    )  # fmt: skip
    assert b"Traceback" not in done.stdout, done.stdout.decode()
    return done  # type: ignore[no-any-return]


def _ignore() -> None:
    for number in HOSTILE:
        signal.signal(number, signal.SIG_IGN)


def _listen() -> None:
    """As in a shell: what runs in the background may have inherited that Ctrl-C is not for it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _block() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {*HOSTILE, signal.SIGINT})


@pytest.mark.parametrize("before", [_ignore, _block])
def test_signals_that_a_parent_ignores_or_blocks(
    project: Project, before: Callable[[], object]
) -> None:
    for number in range(4):
        project.add(f"x-{number}", "matplotlib")
    project.add("dot", "dot")
    project.add("stops", "matplotlib", "import os\nos._exit(7)\n")
    done = run(project, "-n", "2", before=before)
    assert b"5 built \xc2\xb7 0 fresh \xc2\xb7 1 failed" in done.stdout
    assert (b"R004" in done.stdout, b"7" in done.stdout, done.returncode) == (True, True, 2)


def test_the_program_that_is_installed_is_ours(project: Project) -> None:
    if not INSTALLED.exists():
        pytest.skip(f"{INSTALLED} is not there: the package is not installed for this Python")
    assert "pipeline.commands.main" in INSTALLED.read_text()
    done = subprocess.run([INSTALLED, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "0.37.0"
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text()
    assert 'doit = "pipeline.commands.main:main"' in text
    assert command(["x"])[-2:] == ["pipeline.commands.main", "x"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
@pytest.mark.parametrize("arguments", [[], ["check"], ["list"], ["graph"]])
def test_output_that_cannot_be_written(two: Project, arguments: list[str]) -> None:
    """A log on a full disk: one line on standard error, and no success."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*DOIT, *arguments], cwd=two.root, stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=60, check=False,
        )  # fmt: skip
    assert done.stderr == "ERROR: the output cannot be written: No space left on device\n"
    assert done.returncode == 3


def test_a_current_folder_that_is_gone(tmp_path: Path) -> None:
    script = f"mkdir gone; cd gone; rmdir ../gone; exec {' '.join(DOIT)}"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert done.stderr == b"ERROR: the current folder is gone: change to one that is there\n"
    assert done.returncode == 3


def test_closed_streams(project: Project) -> None:
    for name in ("x", "y"):
        project.add(name, "dot")
    project.add("z", "matplotlib", f"print('said')\n{SMALL['matplotlib']}")
    script = f"{' '.join(DOIT)} -v 2 <&- >&- 2>&-"
    for _ in range(2):
        subprocess.run(["sh", "-c", script], cwd=project.root, check=True)
    assert project.doit().counts == (0, 3, 0)
    for path in project.root.rglob("*"):
        assert not path.is_file() or b"built x (" not in path.read_bytes(), path


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOME": "/nowhere"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_a_tiny_environment_and_other_locales(
    project: Project, environment: dict[str, str]
) -> None:
    source = "print('größe')\n" + SMALL["matplotlib"]
    path = project.add("x", "matplotlib", source)
    path.with_suffix(".py").rename(project.path(LATIN))
    text = path.read_text().replace("matplotlib\n", f"matplotlib\n  source: {Path(LATIN).name}\n")
    path.write_text(text, encoding="utf-8")
    project.add("broken", "dot", 'digraph { a [label="grün" }')
    done = run(project, "-v", "2", env=environment)
    assert (b"1 failed" in done.stdout, done.returncode) == (True, 2)
    assert project.path("build/svg/cloud/x.svg").exists()
    shown = done.stdout.decode("latin-1" if "PYTHONIOENCODING" in environment else "utf-8")
    letters = "gr??e" if "PYTHONUTF8" in environment else "größe"
    assert f"    | {letters}\n" in shown
    assert run(project, "list", "--all", env=environment).returncode == 0


AT = ("doit", "doit.doit_cmd", "pipeline.config", "dodo", "pipeline.graph.build", "filelock",
      "pipeline.worker.pool", "pipeline.pages")  # fmt: skip
INTERRUPTED = """
import os, signal, sys
from pipeline.commands.main import main
at = sys.argv.pop()
class Finder:
    def find_spec(name, *_):
        if name == at:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder)
main()
"""


@pytest.mark.parametrize(("at", "before"), [*((at, _listen) for at in AT), ("filelock", _block)])
def test_an_interrupt_at_any_moment(
    project: Project, at: str, before: Callable[[], object]
) -> None:
    """SIGINT comes when a module is about to be imported: on the way to a command, and in it."""
    project.add("x", "dot")
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, at], cwd=project.root, preexec_fn=before, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode in (-signal.SIGINT, 130)
    assert done.stdout in ("", "interrupted; what is built stays, doit builds the rest\n")
    assert project.doit().counts[2] == 0


WRONG = {
    "no TOML": b"a =\n",
    "no UTF-8": b"a = '\xe9'\n",
    "no table": b"tool = 3\n",
    "no table either": b"[tool]\nvisuals = 3\n",
    "doit's": b"[tool]\ndoit = 3\n",
    "plugins": b"[tool.doit.plugins]\nnonsense = 3\n",
    "long": b"a = " + b"9" * 5000,
    "deep": b"a = " + b"[" * 5000,
    "ours": b"[tool.visuals]\ntimeout = -" + b"9" * 4000,
    "a folder": None,
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_settings_that_cannot_be_read(project: Project, content: bytes | None) -> None:
    path = project.path("pyproject.toml")
    path.unlink()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    for arguments in ((), ("list",)):
        run = project.doit(*arguments)
        assert run.code == 3
        assert re.fullmatch(r"ERROR: [^\n]*pyproject\.toml[^\n]*\n", run.output)


@pytest.mark.parametrize("name", ["pyproject.toml", "doit.cfg", "dodo.py"])
def test_a_named_pipe_where_doit_reads_first(project: Project, name: str) -> None:
    project.path(name).unlink(missing_ok=True)
    os.mkfifo(project.path(name))
    run = project.doit("list")
    assert run.code == 3
    assert run.output.startswith(f"ERROR: {name} is no regular file: ")


@pytest.mark.parametrize("arguments", [("",), ("list", ""), ("", "x")])
def test_an_empty_argument(project: Project, arguments: tuple[str, ...]) -> None:
    run = project.doit(*arguments)
    assert (run.code, run.output) == (3, "ERROR: an argument is empty: remove it, or fill it in\n")


@pytest.mark.parametrize("arguments", ["--version", "help", "list", "help run", "info x", "plan"])
def test_a_reader_that_stops(two: Project, arguments: str) -> None:
    shell = shutil.which("bash")
    if not shell:
        pytest.skip("bash is not there, whose PIPESTATUS tells the exit code")
    script = f"{' '.join(DOIT)} {arguments} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run([shell, "-c", script], cwd=two.root, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert os.path.exists(two.path("build/manifest.json"))

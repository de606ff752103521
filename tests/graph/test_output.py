"""Where a run's lines go: a terminal with one line at its foot, a closed pipe; and what scripts
print."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import termios
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from pipeline.graph.reporter import Reporter
from pipeline.graph.reporter.live import span
from pipeline.graph.reporter.progress import Progress
from pipeline.plan import CORES
from tests.conftest import DOIT, SMALL, Project

CLEAR = "\r\x1b[J"
ENDLESS = "import matplotlib\nwhile True:\n    pass\n"
PRINTING = "for number in range(30):\n    print('line', number)\nprint('built y (0.1 s)\\x1b[2J')\n"


@contextlib.contextmanager
def terminal(
    project: Project, *arguments: str, columns: int = 80, **environment: str
) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[str], str]]]:
    """A `doit` on a terminal; what reads there until a pattern is seen, or "" for the end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {name: text for name, text in os.environ.items() if name not in ("CI", "NO_COLOR")}
    process = subprocess.Popen(
        [*DOIT, *arguments], cwd=project.root, stdin=theirs, stdout=theirs, stderr=theirs,
        env=plain | {"TERM": "xterm"} | environment, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    told = ""

    def read(pattern: str) -> str:
        nonlocal told
        while not (pattern and re.search(pattern, told)):
            try:
                more = os.read(ours, 65536)
            except OSError:  # Linux's end of a terminal
                more = b""
            if not more:
                assert not pattern, f"{pattern!r} is not in {told!r}"
                break
            told += more.decode()
        return told

    try:
        yield process, read
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)


def lines_left(told: str) -> list[str]:
    """The lines that stay on a terminal, colours aside."""
    scrolled = re.sub(r"[^\n]*\r\x1b\[J", "", re.sub(r"\x1b\[[\d;]*m", "", told))
    return scrolled.replace("\r\n", "\n").splitlines()


@pytest.mark.skipif(CORES < 2, reason="one core is taken by a script that does not end")
def test_one_line_lives_at_the_foot_of_a_terminal(project: Project) -> None:
    project.add("endless", "matplotlib", ENDLESS)
    project.add("good", "matplotlib")
    project.add("wrong", "svg", "<svg")
    with terminal(project, columns=60) as (process, read):
        read(r"2 of 3 done · .*1 failed.* · endless [2-9] s\r")
        process.send_signal(signal.SIGINT)
        told = read("")
        assert process.wait() == 130
    assert "\x1b[?25l" not in told, "the cursor is never hidden"
    assert all(len(re.sub(r"\x1b\[[\d;]*m", "", each)) < 60 for each in drawn(told))
    assert told.count("\x1b[1;31m1 failed\x1b[0m") > 1
    left = lines_left(told)
    assert left[-1] == "interrupted; what is built stays, doit builds the rest"
    assert sorted(line.split()[0] for line in left if line[:1] != " ")[:2] == ["built", "failed"]

    with terminal(project, "good", columns=24) as (process, read):
        assert [*drawn(read("")), process.wait()] == [0]
    with terminal(project, columns=24, NO_COLOR="1") as (process, read):
        told = read(r"1 of 2 done · 1 failed…?\r")
    assert "\x1b[1" not in told
    assert all(len(each) < 24 for each in drawn(told))


def drawn(told: str) -> list[str]:
    """The live line, each time that it was drawn."""
    return re.findall(r"(\d+ of \d+ done[^\n\r]*)\r(?!\n)", told)


def test_lines_are_plain_where_none_can_be_drawn_again(project: Project) -> None:
    slow = f"import time\ntime.sleep(0.8)\n{SMALL['matplotlib']}"
    project.add("x", "matplotlib", slow)
    for name, value in (("TERM", "dumb"), ("CI", "true")):
        with terminal(project, "-a", columns=80, **{name: value}) as (process, read):
            told = read("")
            assert process.wait() == 0
        assert drawn(told) == []
        assert [line.split()[0] for line in lines_left(told)] == ["built", "1"]
    assert "\x1b" not in project.doit("-a").output


def test_nothing_of_the_line_is_imported_where_there_is_nothing_to_build(two: Project) -> None:
    with terminal(two, PYTHONPROFILEIMPORTTIME="1") as (process, read):
        told = read("")
        assert process.wait() == 0
    assert "0 built · 2 fresh · 0 failed" in told
    assert "pipeline.graph.reporter.live" in told
    assert not re.search(r"\| +rich", told)


def test_time_left_is_of_past_timings_and_of_this_run() -> None:
    progress = Progress({"a": 10.0, "b": 4.0}, 2)
    assert progress.left == pytest.approx(10.0, abs=0.1), "no core helps another with one script"
    progress.begin("a")
    progress.end("a")
    assert progress.left == pytest.approx(4.0, abs=0.1)
    many = Progress(dict.fromkeys(map(str, range(100)), 1.0), 2)
    assert many.left == pytest.approx(50.0, abs=1)
    for number in range(50):
        many.begin(str(number))
        many.end(str(number), has_failed=number == 7)
    assert many.left < 5, "they come from the store"
    assert many.counts == (50, 100, 1)
    many.begin("beyond")
    assert many.counts == (50, 101, 1)


@pytest.mark.parametrize(("selected", "done"), [("render:x", 1), ("normalize:x", 0)])
def test_a_visual_is_done_when_nothing_more_is_to_be_done(selected: str, done: int) -> None:
    progress = Progress({"x": 1.0})
    reporter = Reporter(io.StringIO(), {}, progress=progress)
    reporter.initialize({}, [selected])
    task = SimpleNamespace(name="render:x", actions=[], verbosity=0)
    reporter.execute_task(task)
    reporter.add_success(task)
    assert progress.counts == (done, 1, 0)
    task.name = "normalize:x"
    reporter.execute_task(task)
    reporter.add_success(task)
    assert progress.counts == (1, 1, 0)


def test_spans() -> None:
    assert [span(seconds) for seconds in (1.9, 59.9, 125)] == ["1 s", "59 s", "2 min 5 s"]


@pytest.mark.parametrize("command", [[], ["-a", "-v", "2"], ["list", "--all"], ["info", "x"],
    ["clean", "-n"], ["plan"], ["check", "--format", "json"], ["help"], ["help", "run"],
    ["tabcompletion"], ["forget"], ["nothing"]])  # fmt: skip
def test_a_closed_pipe_is_no_error_and_stops_nothing(two: Project, command: list[str]) -> None:
    source = two.path("questions/cloud/x.dot")
    source.write_text(source.read_text().replace("first", "edited"))
    code = two.doit(*command).code if command != [] else 0
    read, write = os.pipe()
    os.close(read)
    environment = os.environ | {"PYTHONUNBUFFERED": "1" if command == [] else ""}
    done = subprocess.run(
        [*DOIT, *command], cwd=two.root, stdout=write, stderr=subprocess.PIPE, text=True,
        env=environment, check=False,
    )  # fmt: skip
    os.close(write)
    told = done.stderr.splitlines()
    assert done.returncode == code
    assert not told or (command == ["nothing"] and told[0].startswith("ERROR"))
    if command == []:
        assert two.doit().counts == (0, 2, 0)


def test_what_scripts_print_is_shown_where_they_fail_and_where_asked_for(project: Project) -> None:
    project.add("x", "matplotlib", PRINTING + SMALL["matplotlib"])
    project.add("y", "matplotlib", PRINTING + "1 / 0\n")
    project.add("z", "dot")
    mark = "    | built y (0.1 s)\\u001b[2J"
    run = project.doit("-n", "1")
    assert (run.built, run.failed) == ({"x", "z"}, {"y"})
    failed = run.output[run.output.index("failed y") :].splitlines()
    start = failed.index("  the script printed:")
    assert failed[start + 1 : start + 3] == ["    … 11 lines before these", "    | line 11"]
    assert failed[start + 21] == mark
    assert run.output.count(mark) == 1

    run = project.doit("-v", "2")
    assert "x printed" not in run.output, "it is fresh"
    assert "    | line 0\n" in run.output, "of what fails all is shown"

    hello = "def task_hello():\n    return {'actions': ['echo hello'], 'verbosity': 2}\n"
    with project.path("dodo.py").open("a") as stream:
        stream.write(f"\n\n{hello}")
    assert project.doit("hello").output.count("hello") == 1, "doit shows it"

    assert project.doit("forget", "-a").code == 0
    shutil.rmtree(project.path("build"))
    run = project.doit("-v", "2", "x")
    assert "from the store" in run.output
    lines = run.output.splitlines()
    assert lines[:2] == ["x printed:", "    | line 0"]
    assert lines[31] == mark
    assert lines[32].startswith("built x (")
    records = project.path(".doit.db").read_text()
    assert json.dumps("built y (0.1 s)\x1b[2J")[1:-1] in records


def test_what_a_script_printed_before_its_end_is_not_lost(project: Project) -> None:
    project.configure("timeout = 1")
    project.add("hang", "matplotlib", f"print('before the loop')\n{ENDLESS}")
    project.add("crash", "matplotlib", "import os\nprint('before the end')\nos._exit(3)\n")
    save = "open(os.environ['VISUAL_OUT_PATH'], 'w').write('<svg')\nprint('after saving')\n"
    project.add("bad-svg", "matplotlib", f"import os\n{save}")
    run = project.doit()
    assert run.failed == {"hang", "crash", "bad-svg"}
    assert run.output.count("    | after saving\n") == 1
    assert "    | before the loop\n" in run.output
    assert "    | before the end\n" in run.output


def test_a_larger_limit_retries_what_failed_by_it_and_nothing_else(project: Project) -> None:
    project.configure("timeout = 1")
    slow = "import time\nend = time.monotonic() + {}\nwhile time.monotonic() < end:\n    pass\n"
    project.add("slow", "matplotlib", slow.format(1.5) + SMALL["matplotlib"])
    project.add("quick", "matplotlib")
    assert project.doit().failed == {"slow"}
    project.configure("timeout = 50\nmemory = 1500")
    assert project.doit().built == {"slow"}
    project.configure("timeout = 1")
    assert project.doit().counts == (0, 2, 0), "a success stays one under a smaller limit"
    shutil.rmtree(project.path("build"))
    assert "from the store" in project.doit().output

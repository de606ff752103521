"""Findings as a person reads them: the line with its caret, letters that are shown, and colour."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.findings.show import beginning, counted, ending, is_coloured, printed, show
from pipeline.graph.actions import Action
from pipeline.graph.reporter import Reporter
from pipeline.graph.reporter.live import is_live
from pipeline.model import Finding
from pipeline.printing import soften_streams

ERROR = Finding("Q002", "error", "x.yaml", "kind is dto", "try dot", "x", 2, 7)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with one file, which is the working directory, and a terminal that has colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    Path("x.yaml").write_text("id: x\nkind: dto\n")


def test_colour_is_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_coloured(Terminal())
    assert not is_coloured(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not is_coloured(Terminal())
    monkeypatch.setenv("NO_COLOR", "")
    assert is_coloured(Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not is_coloured(Terminal())


class Kernel:
    """What Windows answers for a console that acts on escapes, or for one that does not."""

    def __init__(self, can: bool) -> None:
        self.can, self.mode = can, 3

    def GetStdHandle(self, number: int) -> int:  # noqa: N802 - these are its names
        return 7

    def GetConsoleMode(self, console: int, mode: object) -> bool:  # noqa: N802
        return True

    def SetConsoleMode(self, console: int, mode: int) -> bool:  # noqa: N802
        self.mode = mode if self.can else self.mode
        return self.can


@pytest.mark.parametrize("can", [True, False])
def test_a_console_of_windows_has_colours_where_it_shows_them(
    can: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Kernel(can)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    soften_streams()
    assert (is_coloured(Terminal()), is_live(Terminal())) == (can, can)
    assert bool(kernel.mode & 4) is can


def test_colour_changes_no_letter() -> None:
    coloured = list(show([ERROR], colour=True))
    assert coloured == [
        "\033[1mx.yaml:2:7\033[0m: \033[1;31merror Q002\033[0m: kind is dto",
        "    kind: dto",
        "          \033[1;32m^\033[0m",
        "    hint: try dot",
    ]


class Failing(Action):
    """Work that found an error, beside two that are accepted."""

    name = "fail"

    def run(self) -> None:
        """Nothing."""


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()], ids=["terminal", "file"])
def test_the_report_of_a_build_is_coloured_on_a_terminal(stream: io.StringIO) -> None:
    action = Failing(None)  # type: ignore[arg-type]  # it asks no build
    action.findings, action.accepted = (ERROR,), 2
    task = SimpleNamespace(name="render:x", actions=[action], verbosity=0)
    reporter = Reporter(stream, None)
    for _ in range(2):
        reporter.add_failure(task, SimpleNamespace(get_name=lambda: "TaskFailed"))
    reporter.complete_run()
    told = stream.getvalue()
    assert ("\033[1;31mfailed\033[0m x" in told) == stream.isatty()
    assert ("\033[1;31merror Q002\033[0m" in told) == stream.isatty()
    assert "4 accepted findings not shown\n0 built" in told


def lines(line: str, column: int, message: str = "m") -> list[str]:
    """What is shown of a finding in a file of this one line."""
    Path("y.dot").write_text(line, encoding="utf-8")
    return list(show([Finding("R001", "error", "y.dot", message, "", "y", 1, column)]))


def test_the_caret_stands_below_its_letter() -> None:
    assert lines("\ta b", 4)[1:] == ["     a b", "       ^"]
    assert lines("日本 b", 4)[1:] == ["    日本 b", "         ^"]
    assert lines("e\u0301 b", 4)[1:] == ["    e\u0301 b", "      ^"]


def test_a_long_line_is_cut_round_its_column() -> None:
    _, shown, caret = lines("a" * 500 + "b" + "c" * 500, 501)
    assert len(shown) == 104
    assert shown[len(caret) - 1] == "b"


def test_nothing_steers_the_terminal() -> None:
    told = lines("a\x1b[31m", 1, "two\x1b[2J\nlines\tend\r\n")
    assert told == [
        "y.dot:1:1: error R001: two\\u001b[2J\n      lines end",
        "    a\\u001b[31m",
        "    ^",
    ]


def test_a_line_that_is_not_there_is_not_shown() -> None:
    assert lines("", 1) == ["y.dot:1:1: error R001: m"]
    (told,) = show([Finding("R001", "error", "none.dot", "m", "", "y", 3, 1)])
    assert told == "none.dot:3:1: error R001: m"


def test_an_edit_is_seen() -> None:
    assert lines("first", 1)[1] == "    first"
    assert lines("another", 1)[1] == "    another"


def test_counts() -> None:
    assert [counted(n, "error") for n in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]


def test_what_a_script_printed_is_marked_line_by_line() -> None:
    said = "one\n\x1b[2Jtwo\rbuilt x (0.1 s)\n\n日" + "本" * 40 + "\n"
    assert list(printed(said)) == [
        "    | one",
        "    | \\u001b[2Jtwo",
        "    | built x (0.1 s)",
        "    |",
        "    | 日" + "本" * 36,
        "    | " + "本" * 4,
    ]
    assert list(printed("a\nb\nc\n", 2)) == ["    … 1 line before these", "    | b", "    | c"]
    assert list(printed("")) == []


def test_a_long_text_keeps_whole_lines_of_one_end() -> None:
    text = "".join(f"line {n}\n" for n in range(1, 10))
    assert beginning(text, 20) == "line 1\nline 2\n… 7 lines more\n"
    assert ending(text, 20) == "… 7 lines before these\nline 8\nline 9\n"
    assert beginning(text, 63) == ending(text, 63) == text
    assert beginning("x" * 50, 10) == "xxxxxxxxx\n… 1 line more\n"
    assert ending("x" * 50, 10) == f"… 1 line before these\n{'x' * 10}"

"""How far a run is → one line at the foot of a terminal, below the lines that scroll.

The cursor stays at its beginning. Whatever a terminal does with the line when it gets narrower,
all of it is then at the cursor or below, where the next one clears it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Self, TextIO

from pipeline.findings.show import is_coloured
from pipeline.graph.reporter.progress import Progress

SHOWN_AFTER = 0.3
"""Seconds: what is done by then needs no line."""
EVERY = 0.1
CLEAR = "\r\033[J"
"""To the beginning of the line, and nothing from there on (ECMA-48, ED)."""
USUAL_WIDTH = 80


def is_live(stream: object) -> bool:
    """Whether a line can be drawn again and again there: on a terminal, and not in CI."""
    isatty = getattr(stream, "isatty", None)
    is_plain = os.environ.get("TERM") in ("dumb", "unknown") or os.environ.get("CI")
    return bool(isatty and isatty() and not is_plain)


class LiveLine:
    """A stream to a terminal with the line below whatever is written; leaving it takes it away."""

    def __init__(self, terminal: TextIO, progress: Progress) -> None:
        self._terminal, self._progress = terminal, progress
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._shown = ""

    def __enter__(self) -> Self:
        threading.Thread(target=self._keep_showing, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with self._lock:
            self._draw("", "")

    def isatty(self) -> bool:
        """It is a terminal."""
        return True

    def write(self, text: str) -> int:
        """Write whole lines above the live one."""
        with self._lock:
            self._draw(text, self._shown)
        return len(text)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def _draw(self, above: str, line: str) -> None:
        """Write lines and the live one in one piece; a cursor back at the start of the latter."""
        if above or line != self._shown or line:
            start = CLEAR if self._shown else ""
            self._terminal.write(f"{start}{above}{line}\r" if line else f"{start}{above}")
            self._terminal.flush()
        self._shown = line

    def _keep_showing(self) -> None:
        if self._over.wait(SHOWN_AFTER):
            return
        paint = _painter(self._terminal, self._progress)
        while not self._over.wait(EVERY):
            line = paint() if self._progress.has_begun else ""
            with self._lock:
                if not self._over.is_set():
                    self._draw("", line)


def _painter(terminal: TextIO, progress: Progress) -> Callable[[], str]:
    """What gives the line at each moment, cut to the terminal's width."""
    from rich.console import Console  # 75 ms, which most runs need not spend
    from rich.text import Text

    red = "bold red" if is_coloured(terminal) else ""
    console = Console(file=terminal, force_terminal=True, highlight=False)

    def paint() -> str:
        done, total, failed = progress.counts
        text = Text(f"{done} of {total} done · ", no_wrap=True)
        text.append(f"{failed} failed", red if failed else "")
        text.append("".join(f" · {part}" for part in _rest(progress)))
        width = os.get_terminal_size(terminal.fileno()).columns or USUAL_WIDTH
        text.truncate(width - 1, overflow="ellipsis")
        console.width = width
        with console.capture() as captured:
            console.print(text, end="")
        return captured.get()

    return paint


def _rest(progress: Progress) -> list[str]:
    """The time left, and what runs now, with its time where that is more than a second."""
    left = round(progress.left)
    running = [
        f"{visual} {span(seconds)}" if seconds > 1 else visual
        for visual, seconds in progress.running
    ]
    return [*([f"{span(left)} left"] if left else []), *([", ".join(running)] if running else [])]


def span(seconds: float) -> str:
    """`14 s`, `2 min 5 s`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"

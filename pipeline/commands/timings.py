"""`doit timings`: the slowest visuals and stages of past builds; runs nothing (contract 8)."""

from __future__ import annotations

import shutil
import sys
from typing import Any

from doit.exceptions import InvalidCommand

from pipeline.commands.command import TABLE_OPTIONS, Command, write
from pipeline.figures.drawn import NotDrawnError, drawn
from pipeline.figures.timings import Timing, chart, sums, table, timings
from pipeline.printing import as_json

CHARTED = 40
"""The most bars of a chart, which then fills a screen."""


class Timings(Command):
    """Shows a table of how long visuals took when they were last built, and a chart."""

    doc_purpose = "show the slowest visuals and stages of past builds"
    doc_usage = "[-n N | --all] [--json] [--chart FILE]"
    doc_description = (
        "The time of a visual is that of its last render, in one process. When a picture comes "
        "from the cache, it is the time of the render that put it there."
    )
    cmd_options: tuple[dict[str, Any], ...] = (
        *TABLE_OPTIONS,
        {"name": "file", "long": "chart", "type": str, "default": "",
         "help": "draw the slowest as a bar chart: write this SVG", "metavar": "FILE"},
    )  # fmt: skip

    def _execute(self, number: int, is_all: bool, as_json: bool, file: str) -> int:
        rows = timings(self.build)
        most = len(rows) if is_all else number
        if as_json:
            print(_json(rows))
        elif not rows:
            print("nothing is built yet, so nothing is known: run doit first")
        else:
            columns = shutil.get_terminal_size().columns
            print(*table(rows, most, _block(), columns), *self._unbuilt(rows), sep="\n")
        if file and rows:
            self._draw(rows, most, file)
            if not as_json:
                print(f"wrote {file}")
        return 0

    def _unbuilt(self, rows: list[Timing]) -> list[str]:
        missing = len(self.build.visuals) - len(rows)
        return [f"{missing} not built yet"] if missing else []

    def _draw(self, rows: list[Timing], most: int, file: str) -> None:
        try:
            svg = drawn(chart(rows, min(most, CHARTED)), self.build.work)
        except NotDrawnError as error:
            raise InvalidCommand(str(error)) from error
        finally:
            self.build.work.close()
        write(file, svg, self.build.plan.config)


def _block() -> str:
    """What bars are made of, where the terminal can show it."""
    try:
        "█".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return "#"
    return "█"


def _json(rows: list[Timing]) -> str:
    summed = {row.name: {**row.to_dict(), "visuals": row.visuals} for row in sums(rows)}
    for each in summed.values():
        del each["id"], each["kind"]
    visuals = [row.to_dict() for row in rows]
    return as_json({"visuals": visuals, "sums": summed})

"""`doit plan`: what the next `doit` would run and why; runs and writes nothing (contract 8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.commands.command import Command
from pipeline.graph.forecast import Forecast, Planned, without_ignored
from pipeline.printing import as_json, printable

SHOWN = 4
"""Reasons of a task that the text shows; JSON has all."""

OPTION_JSON: dict[str, Any] = {
    "name": "as_json",
    "long": "json",
    "type": bool,
    "default": False,
    "help": "print JSON",
}


class Plan(Command):
    """Tells each task that would run with its reasons, a count, and an estimate."""

    doc_purpose = "show what the next build would run, and why"
    doc_usage = ""
    doc_description = None
    cmd_options = (OPTION_JSON,)

    def _execute(self, as_json: bool) -> int:
        forecast = Forecast(self.build)
        tasks = [*without_ignored(forecast.tasks)]
        seconds = forecast.seconds if tasks else 0.0
        print(_json(tasks, seconds) if as_json else _text(tasks, seconds))
        return 0


def _json(tasks: Sequence[Planned], seconds: float) -> str:
    rows = [
        {"task": each.task, "certain": each.certain, "reasons": list(each.reasons)}
        for each in tasks
    ]
    return as_json({"tasks": rows, "seconds": seconds})


def _short(reasons: tuple[str, ...]) -> str:
    """The reasons in one line; a page of a large tree may have a thousand."""
    more = len(reasons) - SHOWN
    return printable("; ".join(reasons[:SHOWN])) + (f"; and {more} more" if more > 0 else "")


def _text(tasks: Sequence[Planned], seconds: float) -> str:
    if not tasks:
        return "nothing to do"
    width = max(len(each.task) for each in tasks)
    rows = [f"{each.task:{width}}  {_short(each.reasons)}" for each in tasks]
    certain = sum(each.certain for each in tasks)
    might = len(tasks) - certain
    count = f"{certain} will run" + (f" · {might} might" if might else "")
    return "\n".join([*rows, f"{count} · about {seconds} s"])

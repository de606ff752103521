"""`doit plan`: what the next `doit` would run and why; runs and writes nothing (contract 8)."""

from __future__ import annotations

from typing import Any

from pipeline.commands.command import Command
from pipeline.graph.forecast import Forecast
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
        print(_json(forecast) if as_json else _text(forecast))
        return 0


def _json(forecast: Forecast) -> str:
    tasks = [
        {"task": each.task, "certain": each.certain, "reasons": list(each.reasons)}
        for each in forecast.tasks
    ]
    return as_json({"tasks": tasks, "seconds": forecast.seconds})


def _short(reasons: tuple[str, ...]) -> str:
    """The reasons in one line; a page of a large tree may have a thousand."""
    more = len(reasons) - SHOWN
    return printable("; ".join(reasons[:SHOWN])) + (f"; and {more} more" if more > 0 else "")


def _text(forecast: Forecast) -> str:
    if not forecast.tasks:
        return "nothing to do"
    width = max(len(each.task) for each in forecast.tasks)
    rows = [f"{each.task:{width}}  {_short(each.reasons)}" for each in forecast.tasks]
    certain = sum(each.certain for each in forecast.tasks)
    might = len(forecast.tasks) - certain
    count = f"{certain} will run" + (f" · {might} might" if might else "")
    return "\n".join([*rows, f"{count} · about {forecast.seconds} s"])

"""`doit graph [ID]`: the task graph as an SVG in normal form; builds nothing (contract 8)."""

from __future__ import annotations

from typing import Any

from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command, write
from pipeline.figures.drawn import NotDrawnError, drawn
from pipeline.figures.tasks import of_all, of_one


class Graph(Command):
    """Draws the kinds of tasks, or those of one visual with all that they read and write."""

    doc_purpose = "draw the task graph, of all visuals or of one, as an SVG"
    doc_usage = "[ID] [-o FILE]"
    doc_description = (
        "Without an id: the kinds of tasks, and for how many visuals each runs. With an id: the "
        "question, the source, every file that the render read or looked for, and every file that "
        "is written. What the next build will run is red, with the reason."
    )
    most_words = 1
    takes_ids = True
    cmd_options: tuple[dict[str, Any], ...] = (
        {"name": "file", "short": "o", "long": "output", "type": str, "default": "-",
         "help": "the SVG to write [default: standard output]", "metavar": "FILE"},
    )  # fmt: skip

    def _execute(self, file: str, pos_args: list[str]) -> int:
        build = self.build
        try:
            figure = of_one(build, self.visual(pos_args[0])) if pos_args else of_all(build)
            svg = drawn(figure, build.work)
        except NotDrawnError as error:
            raise InvalidCommand(str(error)) from error
        finally:
            build.work.close()
        write(file, svg, build.plan.config)
        return 0

"""`doit doctor`: what is installed, what is missing, how to get it (contract 8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from doit.exceptions import InvalidDodoFile

from pipeline.commands.command import Command
from pipeline.commands.words.definitions import DodoError
from pipeline.doctor.examination import examined, reported
from pipeline.doctor.line import Line, missing
from pipeline.graph.build import Build
from pipeline.model import VisualsError

WORKING = "a dodo.py that works"


class Doctor(Command):
    """Looks at the machine and the project; works where other commands cannot start."""

    doc_purpose = "show what is installed, what is missing, and how to get it"
    doc_usage = ""
    doc_description = (
        "One line for each thing: ok, missing (a build needs it) or optional (no build needs it). "
        "Exits with 0, or with 3 when something is missing. When doit itself cannot start: "
        "python -m pipeline.doctor"
    )

    def execute(self, params: Any, args: list[str]) -> int:
        """Read dodo.py as far as it can be read, and look at everything else all the same."""
        lines = list(self._dodo(params))
        return reported([*lines, *examined()])

    def _dodo(self, params: Any) -> Iterator[Line]:
        """What is wrong with dodo.py; settings have lines of their own."""
        try:
            self.loader.setup(params)
            self.loader.load_doit_config()
        except DodoError as error:
            yield missing(WORKING, str(error), "")
        except InvalidDodoFile as error:
            if not _is_of_settings(error):
                way_out = "python -m pipeline init writes it; -k looks for it in the folders above"
                yield missing("dodo.py", str(error).partition("\n")[0], way_out)
        except (Exception, SystemExit) as error:
            said = f"{type(error).__name__}: {error}".partition("\n")[0]
            yield missing(WORKING, said, "python dodo.py shows all of it")
        else:
            if not isinstance((self.loader.namespace or {}).get("BUILD"), Build):
                way_out = "python -m pipeline init says how to add it"
                yield missing("our tasks", "dodo.py makes no BUILD", way_out)


def _is_of_settings(error: BaseException) -> bool:
    return isinstance(error.__cause__, VisualsError)

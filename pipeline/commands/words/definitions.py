"""A project's dodo.py → what it defines, and doit's settings; or why it fails, in one line."""

from __future__ import annotations

import contextlib
import os
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import doit
from doit.cmd_base import DodoTaskLoader
from doit.exceptions import InvalidCommand, InvalidDodoFile, InvalidTask

from pipeline.files.paths import is_within, way_to
from pipeline.files.regular import SETTINGS, read_regular
from pipeline.graph.build import Build
from pipeline.graph.tasks import configuration
from pipeline.printing import printable, shown

NEEDED = ("backend", "par_type")
"""Settings of doit that cannot be others here."""
DODO = "dodo.py"


class DodoError(InvalidDodoFile):  # type: ignore[misc] # doit is untyped
    """A dodo.py that is there and fails, or sets what cannot be."""


class Dodo(DodoTaskLoader):  # type: ignore[misc] # doit is untyped
    """Reads dodo.py as doit does. One that is not ours is doit's own matter."""

    def setup(self, opt_values: Any) -> None:
        """Run dodo.py. Raises DodoError where that fails."""
        name = os.path.basename(opt_values["dodoFile"])
        with _as_one_line(lambda file: os.path.basename(file) == name, is_whole=True):
            try:
                super().setup(opt_values)
            except InvalidDodoFile as error:
                top = _project_around(os.getcwd())
                if name != DODO or not top:
                    raise
                raise DodoError(
                    f"there is no {DODO} here, but in {printable(way_to(top))}: "
                    "go there, or write -k behind the command, as in doit run -k"
                ) from error

    def load_doit_config(self) -> Any:
        """What DOIT_CONFIG of dodo.py sets, beside our settings. Raises DodoError."""
        own = self.namespace.get("DOIT_CONFIG")
        if isinstance(own, dict) and isinstance(self.namespace.get("BUILD"), Build):
            usual = configuration()
            for name in NEEDED:
                if own.get(name, usual[name]) != usual[name]:
                    raise DodoError(
                        f"DOIT_CONFIG in dodo.py sets {name} to {shown(str(own[name]))}: "
                        f"builds need {usual[name]} here; leave it out"
                    )
            self.namespace["DOIT_CONFIG"] = {**usual, **own}
        try:
            return super().load_doit_config()
        except InvalidDodoFile as error:  # it is no dictionary
            raise DodoError(" ".join(str(error).split())) from error

    def load_tasks(self, cmd: Any, pos_args: list[str]) -> Any:
        """Have doit make the tasks. Raises DodoError where a function of dodo.py fails."""
        file = self.namespace.get("__file__")
        with _as_one_line(lambda other: other == file):
            return super().load_tasks(cmd, pos_args)


@contextlib.contextmanager
def _as_one_line(is_dodo: Callable[[str], bool], *, is_whole: bool = False) -> Iterator[None]:
    """Raise what fails in dodo.py as DodoError; `is_whole` where Python alone would find it."""
    try:
        yield
    except (InvalidCommand, InvalidDodoFile, InvalidTask):
        raise
    except Exception as error:
        places = [*_places(error)]
        own = [place for place in places if is_dodo(place[0])]
        if not own or not _is_ours(own[0][0]):
            raise
        said = _said(error, own[-1], places[-1])
        way_out = f"; python {_near(own[0][0])} shows all of it" if is_whole else ""
        raise DodoError(f"{said}{way_out}") from error


_Place = tuple[str, int]


def _places(error: Exception) -> Iterator[_Place]:
    """The files and lines that led to an error, the last of all at the end."""
    for frame in traceback.extract_tb(error.__traceback__):
        yield frame.filename, frame.lineno or 1
    if isinstance(error, SyntaxError) and error.filename:
        yield error.filename, error.lineno or 1


def _said(error: Exception, own: _Place, last: _Place) -> str:
    """What is wrong, where in dodo.py, and where in another file of the project."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    said = printable(f"{type(error).__name__}: {text}".partition("\n")[0])
    is_deeper = last != own and os.path.isfile(last[0]) and is_within(last[0], os.getcwd())
    deeper = f" (in {_near(last[0])}:{last[1]})" if is_deeper else ""
    return f"{_near(own[0])}:{own[1]}: {said}{deeper}"


def _near(file: str) -> str:
    """The path of a file from where doit was started."""
    return printable(way_to(file, doit.get_initial_workdir()))


def _project_around(folder: str) -> str:
    """The nearest folder above that holds a dodo.py of ours; "" where none does."""
    above = os.path.dirname(folder)
    if above == folder:
        return ""
    return above if _is_ours(f"{above}/{DODO}") else _project_around(above)


def _is_ours(file: str) -> bool:
    try:
        return b"pipeline" in read_regular(file, SETTINGS)
    except OSError:
        return False

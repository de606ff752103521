"""A name that a script got wrong → the one that was meant; "" where nothing is near."""

from __future__ import annotations

import builtins
import inspect
import json
import linecache
import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import FrameType
from typing import Any

import matplotlib.pyplot
from matplotlib import style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase

from pipeline.model import Job
from pipeline.spelling import nearest

_KEYWORD = re.compile(
    r"(?:(\w+)\.)?(\w+)\(\) got an unexpected keyword argument '(\w+)'(?:\. Did .*)?$"
)
_STYLE = re.compile(r"'([^']*)' is not a valid package style")


def guess(job: Job, raised: BaseException) -> str:
    """What was meant where a script named what there is not."""
    with suppress(Exception):  # objects of a script are asked, and may answer by anything
        return _guess(job, raised)
    return ""


def _guess(job: Job, raised: BaseException) -> str:
    if named := _STYLE.search(str(raised)):
        return _style(named[1])
    frame, expression = last(raised)
    if frame is None:
        return ""
    if missing := _of_params(job, raised, frame, expression):
        return missing
    if "too many indices" in str(raised) and (one_row := _one_row(frame, expression)):
        return one_row
    if found := _KEYWORD.search(str(raised)):
        return _keyword(frame, *found.groups())
    if isinstance(raised, AttributeError) and raised.name is not None:
        return _attribute(raised.obj, raised.name)
    if isinstance(raised, NameError) and raised.name is not None:
        own = (*frame.f_locals, *frame.f_globals)
        return _meant(raised.name, own) or _meant(raised.name, dir(builtins))
    return ""


def last(raised: BaseException) -> tuple[FrameType | None, str]:
    """The frame that raised, and the expression that did, as far as it stands in one line."""
    frames = [frame for frame, _ in traceback.walk_tb(raised.__traceback__)]
    if not frames:
        return None, ""
    at = traceback.extract_tb(raised.__traceback__)[-1]
    line = linecache.getline(at.filename, at.lineno or 0).encode()
    return frames[-1], line[at.colno : at.end_colno].decode(errors="replace")


def _style(name: str) -> str:
    """The style of today that is nearest to a name, which old ones have without a version."""
    now = re.sub("^seaborn", "seaborn-v0_8", name)
    near = now if now in style.available else nearest(name, style.available, 2)
    return f'write "{near}", or take the style out: the house style is set' if near else ""


def _of_params(job: Job, raised: BaseException, frame: FrameType, expression: str) -> str:
    """What is wrong with how a script reads its params, if it is about them."""
    name, of = raised.args[:1], expression.partition("[")[0]
    value = frame.f_locals.get(of, frame.f_globals.get(of))
    if isinstance(raised, TypeError) and isinstance(value, str) and value == job.params:
        return 'it is JSON: json.loads(os.environ["VISUAL_PARAMS"])'
    params = json.loads(job.params)
    is_theirs = "VISUAL_PARAMS" in expression or (
        isinstance(value, dict) and value.keys() == params.keys()
    )
    if not isinstance(raised, KeyError) or not is_theirs:
        return ""
    if not params:
        return f"the question has no params: write params: {{{name[0]}: …}} below its visual"
    way = _meant(str(name[0]), params) or f"add {name[0]} to them"
    return f"the question has the params {', '.join(params)}: {way}"


def _one_row(frame: FrameType, expression: str) -> str:
    """What axes of one row or column are asked by, if two indices were too many."""
    of = expression.partition("[")[0]
    value = frame.f_locals.get(of, frame.f_globals.get(of))
    is_row = getattr(value, "ndim", 0) == 1 and isinstance(value[0], Axes)  # type: ignore[index]
    return f"axes of one row or column have one index: {of}[0]" if is_row else ""


def _attribute(owner: Any, name: str) -> str:
    """The method that was meant, or what of several things has it."""
    if owner is matplotlib and hasattr(matplotlib.pyplot, name):
        return "write import matplotlib.pyplot as plt"
    if _has_figure(owner) and hasattr(Axes, name):
        return "draw into axes: fig, ax = plt.subplots() gives them second"
    items = getattr(owner, "flat", owner)
    if isinstance(items, Iterable) and hasattr(next(iter(items), None), name):
        first = ", ".join("0" * int(getattr(owner, "ndim", 1)))
        return f"it holds several: take one of them, the first by [{first}]"
    known = [each for each in dir(owner) if not each.startswith("_")]
    for other in (f"set_{name}", name.removeprefix("set_")):
        if other in known and other != name:
            return f"did you mean {other}?"
    return _meant(name, known)


def _has_figure(owner: Any) -> bool:
    owners = owner if isinstance(owner, tuple) else (owner,)
    return any(isinstance(each, FigureBase) for each in owners)


def _keyword(frame: FrameType, owner: str | None, method: str, word: str) -> str:
    """The keyword that is near to an unknown one of a function, or of a method of matplotlib's."""
    if owner is None:
        import matplotlib.pyplot as plt

        function = frame.f_globals.get(method) or getattr(plt, method, None)
        return _meant(word, inspect.signature(function).parameters) if callable(function) else ""
    for kind in _kinds(Artist):
        if kind.__name__ == owner and (function := getattr(kind, method, None)):
            setters = [each[4:] for each in dir(kind) if each.startswith("set_")]
            return _meant(word, (*setters, *inspect.signature(function).parameters))
    return ""


def _kinds(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _kinds(each)


def _meant(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known, min(2, len(word) // 3))
    return f"did you mean {near}?" if near else ""

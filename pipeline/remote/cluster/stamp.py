"""A machine → its stamp: whatever else shapes an output there, by name, for another to compare."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator, Mapping

from pipeline.files import inputs
from pipeline.kinds import ROWS
from pipeline.model import Engine
from pipeline.plan.shaping import shape_of_normal_form, shape_of_render

State = Callable[[str], str]
Stamp = Mapping[str, str]

MOST_NAMED = 3
"""Differences that a message names."""
_HASH = 64


def stamp_of(dot: Engine, state: State) -> Stamp:
    """The stamp of this machine under the setting `dot`; `state` gives what a file holds."""
    made = dict(shape_of_normal_form(state))
    for kind in ROWS:
        if kind.engine in ("", dot):
            shape = shape_of_render(kind, state)
            made |= {_name(part, kind.name): value for part, value in shape.items()}
    return made


@functools.cache
def own_stamp(dot: Engine) -> Stamp:
    """The stamp of the machine that this process runs on, worked out once."""
    return stamp_of(dot, functools.partial(inputs.state, root=os.sep))


def differences(ours: Stamp, theirs: Stamp) -> str:
    """In what two stamps differ, in words; "" where they are the same."""
    found = [*_differences(ours, theirs)]
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return "; ".join(found[:MOST_NAMED]) + more


def _differences(ours: Stamp, theirs: Stamp) -> Iterator[str]:
    for name in sorted({*ours, *theirs}):
        here, there = ours.get(name, "missing"), theirs.get(name, "missing")
        if here == there:
            continue
        if len(here) == len(there) == _HASH:
            yield f"the {name} {'are' if name.endswith('s') else 'is'} not the same"
        else:
            yield f"{name} is {here} here and {there} there"


def _name(part: str, kind: str) -> str:
    return f"code for {kind}" if part == "code" else part

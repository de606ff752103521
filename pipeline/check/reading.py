"""A line of text whose parts stand by themselves → the line as it is read: 10³, 1/2, H2O.

Formulas are set letter by letter, without spaces: where a reader sees one, there is room.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.check.scene.scene import Label
from pipeline.facts.raised import raised

SPACE = 0.12
"""Room between two parts, in em, that is read as a space: a thin one is 0.17 wide."""

_SMALL = 0.85
_ABOVE, _BELOW, _BACK = 0.15, 0.5, 0.3
"""In em of the line: how far a part stands above or below the one before, or before its end."""


class _Part(NamedTuple):
    """A part of a line, along and across its direction, in px."""

    text: str
    start: float
    end: float
    bottom: float
    size: float


def read_line(line: Label) -> str:
    """The text of a line."""
    if not line.parts:
        return line.text
    parts = [_part(each, line) for each in line.parts]
    return "".join(_pieces(parts, line.size))


def _part(part: Label, line: Label) -> _Part:
    corner, across, _, down = line.quad
    along = across[0] - corner[0], across[1] - corner[1]
    over = down[0] - corner[0], down[1] - corner[1]
    start, end, _, bottom = part.quad
    return _Part(part.text, _project(start, along), _project(end, along),
                 _project(bottom, over), part.size)  # fmt: skip


def _project(point: tuple[float, float], way: tuple[float, float]) -> float:
    length = (way[0] ** 2 + way[1] ** 2) ** 0.5
    return (point[0] * way[0] + point[1] * way[1]) / length if length else 0.0


def _pieces(parts: list[_Part], em: float) -> Iterator[str]:
    """The parts and what is read between them. A fraction's numerator stands above the line too."""
    above, is_apart = "", False
    ground = last = parts[0]
    yield ground.text
    for part in parts[1:]:
        joint = _between(last, part, em)
        if part.size < _SMALL * em and part.bottom < ground.bottom - _ABOVE * em:
            if not above:
                yield joint
                is_apart = joint == " "
            above += part.text
        else:
            is_fraction = is_apart and joint == "/"
            if above:
                yield above if is_fraction else raised(above)
                joint = joint if is_fraction or joint == " " else ""
            yield joint + part.text
            above, ground = "", part
        last = part
    yield raised(above) if above else ""


def _between(last: _Part, part: _Part, em: float) -> str:
    if part.start < last.end - _BACK * em and part.bottom > last.bottom + _BELOW * em:
        return "/"
    return " " if part.start - last.end > SPACE * em else ""

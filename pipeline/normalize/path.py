"""Path data → absolute segments → the shortest stable path data (SVG 2, section 9.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import isfinite

from pipeline.normalize.lengths import NUMBER
from pipeline.normalize.numbers import decimal

Segment = tuple[str, tuple[float, ...]]
"""An upper-case command and its absolute arguments; H and V become L, Z has none."""

_COMMANDS = "MmZzLlHhVvCcSsQqTtAa"
_VALID = re.compile(rf"\s*+(?>[{_COMMANDS}]\s*+,?(?>{NUMBER}\s*+,?\s*+)*+)*+")
_COMMAND = re.compile(rf"([{_COMMANDS}])([^{_COMMANDS}]*)")
_NUMBER = re.compile(NUMBER)
_ARC = re.compile(
    rf"\s*,?\s*({NUMBER})\s*,?\s*({NUMBER})\s*,?\s*({NUMBER})\s*,?\s*([01])\s*,?\s*([01])"
    rf"\s*,?\s*({NUMBER})\s*,?\s*({NUMBER})"
)
_POINTS = re.compile(rf"\s*+(?>{NUMBER}\s*+,?\s*+)*+")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARC_DIGITS = 6
"""More decimals for arcs: near a half circle the centre moves by the root of the error."""


class _Pen:
    """Where the path is and where its subpath began."""

    def __init__(self) -> None:
        self.x = self.y = self.start_x = self.start_y = 0.0

    def absolute(self, command: str, values: tuple[float, ...]) -> Segment:
        """One segment made absolute; the pen moves to its end."""
        letter = command.upper()
        x, y = (self.x, self.y) if command.islower() else (0.0, 0.0)
        if letter == "H":
            letter, values = "L", (x + values[0], self.y)
        elif letter == "V":
            letter, values = "L", (self.x, y + values[0])
        elif letter == "A":
            values = (*values[:5], x + values[5], y + values[6])
        elif command.islower():
            values = tuple(v + (y if i % 2 else x) for i, v in enumerate(values))
        self.x, self.y = values[-2], values[-1]
        if letter == "M":
            self.start_x, self.start_y = self.x, self.y
        return letter, values


@lru_cache(maxsize=256)
def parse_path(data: str) -> tuple[Segment, ...]:
    """The absolute segments of path data up to its first error, as renderers draw it."""
    valid = _VALID.match(data)
    text = data[: valid.end()] if valid else ""
    pen = _Pen()
    segments: list[Segment] = []
    for command, arguments in _COMMAND.findall(text):
        if not segments and command not in "Mm":
            return ()
        if command in "Zz":
            segments.append(("Z", ()))
            pen.x, pen.y = pen.start_x, pen.start_y
            continue
        whole = _append(segments, pen, command, _groups(command, arguments))
        if not whole or _is_torn(command, arguments):
            break
    return tuple(segments)


def parse_points(data: str) -> list[tuple[float, float]]:
    """The points of a polygon up to the first error; a number left over is not drawn."""
    valid = _POINTS.match(data)
    numbers = map(float, _NUMBER.findall(valid[0] if valid else ""))
    return list(zip(numbers, numbers, strict=False))


def _append(
    segments: list[Segment], pen: _Pen, command: str, groups: list[tuple[float, ...]]
) -> bool:
    for values in groups:
        segment = pen.absolute(command, values)
        if not all(map(isfinite, segment[1])):
            return False
        segments.append(segment)
        command = {"M": "L", "m": "l"}.get(command, command)
    return bool(groups)


def _groups(command: str, arguments: str) -> list[tuple[float, ...]]:
    if command in "Aa":
        return [tuple(map(float, arc)) for arc in _ARC.findall(arguments)]
    values = list(map(float, _NUMBER.findall(arguments)))
    size = _ARITY[command.upper()]
    return list(zip(*[iter(values)] * size, strict=False))


def _is_torn(command: str, arguments: str) -> bool:
    """Whether arguments are left over: an error, after which nothing is drawn."""
    if command in "Aa":
        return bool(_ARC.sub("", arguments).strip(" \t\r\n\f,"))
    return len(_NUMBER.findall(arguments)) % _ARITY[command.upper()] != 0


def write_path(segments: Iterable[Segment], places: int) -> str:
    """Path data with coordinates rounded to `places` decimals, arcs more finely."""
    segments = tuple(segments)
    has_arc = any(letter == "A" for letter, _ in segments)
    write = _writer(min(places + _ARC_DIGITS, 12) if has_arc else places)
    return "".join(
        letter + (_arc(values, write) if letter == "A" else _join(map(write, values)))
        for letter, values in segments
    )


def _writer(places: int) -> Callable[[float], str]:
    def write(value: float) -> str:
        return decimal(value, places)

    return write


def _arc(values: tuple[float, ...], write: Callable[[float], str]) -> str:
    numbers = [write(value) for value in values]
    numbers[3:5] = ["1" if flag else "0" for flag in values[3:5]]
    return " ".join(numbers)


def _join(numbers: map[str]) -> str:
    """Numbers with a space between, save before a minus sign."""
    return " ".join(numbers).replace(" -", "-")

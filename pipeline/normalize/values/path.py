"""Path data ↔ absolute segments, and lists of points (SVG 2, section 9.3)."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain, pairwise, takewhile
from math import isfinite

from pipeline.normalize.values.lengths import DIGITS, NUMBER, ONE_NUMBER, bare

Segment = tuple[str, tuple[float, ...]]
"""An upper-case command and its absolute arguments; H and V become L, Z has none."""

_COMMANDS = "MmZzLlHhVvCcSsQqTtAa"
_NUMBERS = rf"(?>(?>{NUMBER}\s*+,?\s*+)*)"
_VALID = re.compile(rf"\s*+(?>(?:[{_COMMANDS}]\s*+{_NUMBERS})*)", re.ASCII)
_COMMAND = re.compile(rf"([{_COMMANDS}])([^{_COMMANDS}]*)")
_ARC = re.compile(
    rf"(?>\s*,?\s*)((?>{NUMBER}))(?>\s*,?\s*)((?>{NUMBER}))(?>\s*,?\s*)((?>{NUMBER}))"
    rf"(?>\s*,?\s*)([01])(?>\s*,?\s*)([01])(?>\s*,?\s*)((?>{NUMBER}))(?>\s*,?\s*)((?>{NUMBER}))"
)
_PLAIN = re.compile(r"\s*+[Mm][-0-9.,\sMmZzLlHhVvCcSsQqTt]*+", re.ASCII)
_STRAY_COMMA = re.compile(r"[a-zA-Z,]\s*,")
_POINTS = re.compile(rf"\s*+{_NUMBERS}", re.ASCII)
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARITY |= {letter.lower(): size for letter, size in _ARITY.items()}
_NUMBERS_OF = {letter: " ".join([f"%.{DIGITS}g"] * size) for letter, size in _ARITY.items()}
_SHAPES = {letter: f"{letter}\t{numbers}".rstrip("\t") for letter, numbers in _NUMBERS_OF.items()}
_REPEATED = {letter: f" {numbers}" for letter, numbers in _NUMBERS_OF.items()}
_MOST_PLACES = 22
"""Beyond it a power of ten is no longer exact in a float."""

_CEILINGS = [10.0**power * (1 - 7e-14) for power in range(DIGITS - 1 - _MOST_PLACES, 7)]
"""Numbers below one of these have at most 13 digits with as many decimal places as `_MOST_PLACES`
less its index, and steps between them 14: 9.9999999999995 will be written as 10."""

_MOST_STEPS = 16
"""After so many a place is named again, since browsers add steps up in single precision."""

_END: Segment = ("", ())
_AFTER_MOVE = {"M": "L", "m": "l"}


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
def read_path(data: str) -> tuple[tuple[Segment, ...], bool]:
    """The absolute segments up to the first error, as renderers draw it; whether that is all."""
    if _PLAIN.fullmatch(data) and not _STRAY_COMMA.search(data):
        with suppress(ValueError):
            return _segments(data, _plain_numbers)
    read = (_VALID.match(data) or ("",))[0]
    segments, is_whole = _segments(read, _any_numbers)
    return segments, is_whole and len(read) == len(data)


def _segments(data: str, read: Callable[[str], list[float]]) -> tuple[tuple[Segment, ...], bool]:
    pen = _Pen()
    segments: list[Segment] = []
    is_whole = True
    for command, arguments in _COMMAND.findall(data):
        if not segments and command not in "Mm":
            return (), False
        if command in "Zz":
            segments.append(("Z", ()))
            pen.x, pen.y = pen.start_x, pen.start_y
            is_whole = not arguments or arguments.isspace()
        else:
            is_arc = command in "Aa"
            groups, is_whole = _arcs(arguments) if is_arc else _groups(command, read(arguments))
            _append(segments, pen, command, groups)
        if not is_whole:
            break
    return _finite(segments), is_whole


def _any_numbers(arguments: str) -> list[float]:
    return [*map(float, ONE_NUMBER.findall(arguments))]


def _plain_numbers(arguments: str) -> list[float]:
    """The same in half the time, where white space, a comma or a minus parts any two.

    Raises ValueError where nothing does.
    """
    return [*map(float, arguments.replace("-", " -").replace(",", " ").split())]


def _finite(segments: list[Segment]) -> tuple[Segment, ...]:
    """The segments before the first number that a float cannot hold."""
    if isfinite(sum(chain.from_iterable([values for _, values in segments]))):
        return tuple(segments)
    return tuple(takewhile(lambda segment: all(map(isfinite, segment[1])), segments))


def write_path(segments: Sequence[Segment]) -> str:
    """Segments as path data: steps of lines, in whole units of the largest number's last digit.

    Each step leads from the rounded place where the one before ended, so errors never add up.
    Beyond a million all would be too coarse, so there each number keeps its own digits.
    """
    numbers = [*chain.from_iterable([values for _, values in segments])]
    ceiling = bisect(_CEILINGS, max(max(numbers, default=0.0), -min(numbers, default=0.0)))
    if ceiling == len(_CEILINGS):
        shapes = [_SHAPES[letter] for letter, _ in segments]
        steps = [value + 0.0 for value in numbers]
    else:
        unit = 10.0 ** (_MOST_PLACES - ceiling)
        shapes, units = _steps(segments, [round(value * unit) for value in numbers])
        steps = [value / unit for value in units]
    written = "".join(shapes) % tuple(steps)
    return bare(written.replace("\t0.", ".").replace("\t", ""))


def _steps(segments: Sequence[Segment], ends: list[int]) -> tuple[list[str], list[int]]:
    """The commands, as shapes for `%`, and their arguments: places in, steps out."""
    shapes: list[str] = []
    steps: list[int] = []
    x = y = start_x = start_y = at = left = 0
    last = ""
    for (letter, values), (following, _) in pairwise([*segments, _END]):
        if letter == "Z":
            shapes.append("z")
            x, y, last = start_x, start_y, ""
            continue
        own = ends[at : at + len(values)]
        at += len(values)
        end_x, end_y = own[-2:]
        # Steps end a hair off their places. Chromium cuts curves otherwise there and draws other
        # pixels, and a line that is to meet the next point would leave a line of no direction in
        # between, which turns markers and breaks corners. Arcs, and what goes nowhere, would mean
        # something else as places.
        is_back = following == "Z" and own == [start_x, start_y]
        is_met = is_back or (following in ("C", "Q") and own == ends[at : at + 2])
        is_step = letter == "A" or (letter == "L" and left > 0 and not is_met)
        if letter == "M" or not (is_step or (end_x, end_y) == (x, y)):
            left = _MOST_STEPS
            steps += own
        else:
            left -= 1
            letter = _step(letter, own, x, y, steps)
        x, y = end_x, end_y
        if letter == "M":
            start_x, start_y = x, y
        shapes.append(_REPEATED[letter] if letter == last else _SHAPES[letter])
        last = _AFTER_MOVE.get(letter, letter)
    return shapes, steps


def _step(letter: str, own: list[int], x: int, y: int, steps: list[int]) -> str:
    """Add one command's arguments, seen from the place where it starts, to steps."""
    if letter == "L":
        across, down = own[0] - x, own[1] - y
        if across and down:
            steps += (across, down)
            return "l"
        steps.append(across or down)
        return "v" if down else "h"
    if letter == "A":
        steps += (*own[:5], own[5] - x, own[6] - y)
    else:
        steps += [end - (y if at % 2 else x) for at, end in enumerate(own)]
    return letter.lower()


def write_points(points: Sequence[tuple[float, float]]) -> str:
    """Points as the normal form writes them."""
    shape = " ".join([f"%.{DIGITS}g %.{DIGITS}g"] * len(points))
    return bare(shape % tuple([value + 0.0 for point in points for value in point]))


def read_points(data: str) -> tuple[list[tuple[float, float]], bool]:
    """The points of a polygon up to the first error, and whether that is all.

    A number left over is not drawn.
    """
    read = (_POINTS.match(data) or ("",))[0]
    numbers = [*map(float, ONE_NUMBER.findall(read))]
    points = [*zip(numbers[::2], numbers[1::2], strict=False)]
    if not isfinite(sum(numbers)):
        points = list(takewhile(lambda point: isfinite(sum(point)), points))
    return points, len(read) == len(data) and len(points) * 2 == len(numbers)


def _append(
    segments: list[Segment], pen: _Pen, command: str, groups: list[tuple[float, ...]]
) -> None:
    if command in "LCQ" and groups:
        segments.extend([(command, values) for values in groups])
        pen.x, pen.y = groups[-1][-2:]
    elif command == "l":
        x, y = pen.x, pen.y
        for across, down in groups:
            x, y = x + across, y + down
            segments.append(("L", (x, y)))
        pen.x, pen.y = x, y
    elif command == "c":
        x, y = pen.x, pen.y
        for a, b, c, d, e, f in groups:
            segments.append(("C", (x + a, y + b, x + c, y + d, x + e, y + f)))
            x, y = x + e, y + f
        pen.x, pen.y = x, y
    else:
        for values in groups:
            segments.append(pen.absolute(command, values))
            command = _AFTER_MOVE.get(command, command)


def _groups(command: str, values: list[float]) -> tuple[list[tuple[float, ...]], bool]:
    """The arguments, one tuple a segment, and whether they come out even; else it is an error."""
    size = _ARITY[command]
    if len(values) == size:
        return [tuple(values)], True
    return list(zip(*[iter(values)] * size, strict=False)), bool(values) and not len(values) % size


def _arcs(arguments: str) -> tuple[list[tuple[float, ...]], bool]:
    """As `_groups`, for arcs, whose flags need no white space after them."""
    arcs: list[tuple[float, ...]] = []
    position = 0
    while match := _ARC.match(arguments, position):
        arcs.append(tuple(map(float, match.groups())))
        position = match.end()
    return arcs, bool(arcs) and not arguments[position:].strip(" \t\r\n\f,")

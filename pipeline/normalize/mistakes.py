"""Path data and lists of points that go wrong → a warning at the first mistake (L007).

Browsers draw what stands before it, and nothing of the rest.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.normalize.context import Context, shorten
from pipeline.normalize.values.lengths import NUMBER
from pipeline.normalize.values.path import read_path

_COMMAND = re.compile(r"[A-Za-z][^A-Za-z]*(?:(?<=[\d.])[eE][^A-Za-z]*)*")
_PAIR = re.compile(rf"\s*{NUMBER}(?:\s*,\s*|\s+|(?=[-+.])){NUMBER}\s*,?", re.ASCII)
_LONGEST = 30
"""So many characters of what is wrong are shown."""

_APART = "with spaces or single commas between them"
_TAKES = {
    **dict.fromkeys("MLT", f"two numbers, or pairs of them, {_APART}"),
    **dict.fromkeys("HV", f"one number, or several, {_APART}"),
    **dict.fromkeys("SQ", f"four numbers, or several times four, {_APART}"),
    "C": f"six numbers, or several times six, {_APART}",
    "A": "seven numbers: two radii, a turn, two flags that are 0 or 1, and where it ends",
    "Z": "no number",
}
"""What each command of a path takes."""


def report_mistake(context: Context, element: etree._Element, name: str, value: str) -> None:
    """Report the first mistake in `d` or `points`, where that attribute stands."""
    if value.strip() == "none":
        return
    start, hint = _in_points(value) if name == "points" else _in_path(value)
    message = f"{name} counts for nothing from “{shorten(value[start:], _LONGEST)}” on"
    context.warn("L007", element, message, hint, name)


def _in_path(data: str) -> tuple[int, str]:
    """Where the first command begins with which the data cannot be read, and a way out."""
    starts = [command.start() for command in _COMMAND.finditer(data)]
    first = len(data) - len(data.lstrip())
    if not starts or starts[0] > first or data[first] not in "Mm":
        return first, "a path begins with M and two numbers"
    ends = [*starts[1:], len(data)]
    each = zip(starts, ends, strict=True)
    are_wrong = (start for start, end in each if not read_path(f"M0 0{data[start:end]}")[1])
    wrong = next(are_wrong, first)
    takes = _TAKES.get(data[wrong].upper())
    if takes is None:
        return wrong, "the commands of a path are M, L, H, V, C, S, Q, T, A and Z"
    return wrong, f"{data[wrong]} takes {takes}"


def _in_points(data: str) -> tuple[int, str]:
    position = 0
    while pair := _PAIR.match(data, position):
        position = pair.end()
    return position, f"it takes pairs of numbers, {_APART}"

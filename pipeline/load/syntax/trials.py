"""A text that is no YAML → the mistake in it that explains why, found by trying what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import yaml

from pipeline.load.syntax.brackets import sign_missing
from pipeline.load.syntax.mistakes import KEY_LINE, Fault, Repair
from pipeline.load.syntax.parser import (
    LINE_END,
    ODD_END,
    Loader,
    YamlError,
    compose,
    lines_of,
    place_of,
    text_of,
)
from pipeline.load.syntax.repairs import repairs

LARGEST = 100_000
"""Bytes of a file in which changes are tried."""

MOST_READ = 4_000_000
"""Bytes that are read for it: of a long file fewer changes are tried."""
MOST_ALIKE = 12
"""Lines with one mistake that are mended to see whether it is all that is wrong."""


_STARTS_QUOTED = re.compile(r"""[^"']*:\s+["']""")


def mended(data: bytes, error: YamlError) -> Fault | None:
    """The first change that makes the text YAML, or else that which gets the parser furthest."""
    if error.line is None or len(data) > LARGEST:
        return None
    further, place = None, error.line
    tries = iter(range(MOST_READ // max(len(data), 1)))
    in_texts = _in_texts(data)
    trial = _Trial(error.line, frozenset(in_texts))
    for _, repair in zip(tries, _repairs(lines_of(data), error, in_texts), strict=False):
        after = trial.error_in(repair)
        if after and (after.line or 0) > place:
            further, place = repair.fault, after.line or 0
        if after and (after.line or 0) > error.line:
            after = trial.mended_below(repair, after, tries) if repair.is_of_text else after
        if after is None:
            return repair.fault
    return further


def odd_end(data: bytes, error: YamlError) -> Fault | None:
    """An end of a line that only YAML takes for one, where a space in its place helps."""
    place, text = error.line or 0, text_of(data)
    if not ODD_END.search(text) or len(data) > LARGEST:
        return None
    ends = [(n, end) for n, end in enumerate(LINE_END.finditer(text), 1) if n < place]
    odd = [(n, end) for n, end in ends if ODD_END.match(end[0])]
    for n, end in odd[: -MOST_ALIKE - 1 : -1]:
        after = _error_of(f"{text[: end.start()]} {text[end.end() :]}")
        # Without this end, what stood in the next line stands in this one.
        if after is None or (after.line or 0) >= place:
            message = f"this ends the line for YAML, and is the character U+{ord(end[0]):04X}"
            return Fault(message, "write a space", n, len(lines_of(data)[n - 1]) + 1)
    return None


def _repairs(
    lines: Sequence[str], error: YamlError, in_texts: Mapping[int, int]
) -> Iterator[Repair]:
    """The changes at the place of an error, and where what it could not read begins."""
    what, (opened, _) = error.opened or ("", (0, 0))
    # A quote that is not closed may take in keys up to the next quote, or all of the file: the
    # cause is where it opens.
    places = {start for start in in_texts.values() if _STARTS_QUOTED.match(lines[start - 1])}
    places |= {opened} if "quoted scalar" in what else set()
    yield from chain.from_iterable(
        repairs(lines, line) for line in (*sorted(places), error.line or 0)
    )
    if "flow" in what and "expected ','" in error.message and error.line and error.column:
        yield from sign_missing(lines, error.line, error.column)


class _Trial(NamedTuple):
    """Tries changes of a text: the line where its parser gave up, and lines that are in texts."""

    line: int
    in_texts: frozenset[int]

    def error_in(self, repair: Repair) -> YamlError | None:
        """What is still wrong; an error without a line where the change takes a key into a text."""
        text = "\n".join(repair.lines)
        error = _error_of(text)
        if error and (error.line or 0) <= self.line:
            return error
        # A text that starts below is as the author wrote it.
        taken = (line for line, start in _in_texts(text.encode()).items() if start <= self.line)
        is_right = self.in_texts.issuperset(taken)
        return error if is_right else YamlError("a key became part of a text")

    def mended_below(
        self, repair: Repair, error: YamlError, tries: Iterator[int]
    ) -> YamlError | None:
        """The error that is left where lines below have the same mistake, and are mended too."""
        left: YamlError | None = error
        for _ in range(MOST_ALIKE):
            if left is None:
                break
            above, place = repair.fault, left.line or 0
            same = (each for each in _repairs(repair.lines, left, {})
                    if each.fault.message == above.message
                    and (each.fault.line or 0) > (above.line or 0))  # fmt: skip
            for _, each in zip(tries, same, strict=False):
                after = self.error_in(each)
                if after is None or (after.line or 0) > place:
                    repair, left = each, after
                    break
            else:
                break
        return left


def _error_of(text: str) -> YamlError | None:
    """What is wrong with a text; an error without a line where a block has become a key."""
    try:
        node, _ = compose(text.encode())
    except YamlError as error:
        return error
    waiting, seen = [node], {node}
    for each in waiting:
        below = each.value if isinstance(each, yaml.CollectionNode) else []
        if isinstance(each, yaml.MappingNode):
            if not all(isinstance(key, yaml.ScalarNode) for key, _ in below):
                return YamlError("a block became a key")
            below = [value for _, value in below]
        waiting += [value for value in below if value not in seen]
        seen.update(below)
    return None


def _in_texts(data: bytes) -> dict[int, int]:
    """The lines that read like a key and stand in a text of several, each with its first line.

    As far as the parser comes.
    """
    found: dict[int, int] = {}
    lines = lines_of(data)
    try:
        for event in yaml.parse(data, Loader=Loader):
            if isinstance(event, yaml.ScalarEvent):
                (start, _), (end, column) = place_of(event.start_mark), place_of(event.end_mark)
                below = range(start + 1, end + (column > 1))
                found.update((n, start) for n in below if KEY_LINE.match(lines[n - 1]))
    except (yaml.YAMLError, UnicodeError, ValueError):
        return found
    return found

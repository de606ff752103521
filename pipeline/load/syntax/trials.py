"""A text that is no YAML → the mistake in it that explains why, found by trying what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.load.syntax.mistakes import Fault, Repair
from pipeline.load.syntax.parser import YamlError, compose, lines_of
from pipeline.load.syntax.repairs import repairs

LARGEST = 100_000
"""Bytes of a file in which changes are tried."""

MOST_READ = 4_000_000
"""Bytes that are read for it: of a long file fewer changes are tried."""
MOST_ALIKE = 12
"""Lines with one mistake that are mended to see whether it is all that is wrong."""


def mended(data: bytes, error: YamlError) -> Fault | None:
    """The first change that makes the text YAML, or else one that gets the parser further."""
    if error.line is None or len(data) > LARGEST:
        return None
    further = None
    tries = iter(range(MOST_READ // max(len(data), 1)))
    for _, repair in zip(tries, _repairs(lines_of(data), error), strict=False):
        after = _error_in(repair)
        if after and further is None and (after.line or 0) > error.line:
            further = repair.fault
            after = _mended_below(repair, after, tries) if repair.is_of_text else after
        if after is None:
            return repair.fault
    return further


def _repairs(lines: Sequence[str], error: YamlError) -> Iterator[Repair]:
    """The changes at the place of an error, and where what it could not read begins."""
    # A quote in the middle of a text runs to the end of the file: the cause is where it opens.
    is_quote = error.opened is not None and "quoted scalar" in error.opened[0]
    places = [error.opened[1][0]] if error.opened and is_quote else []
    return chain.from_iterable(repairs(lines, line) for line in (*places, error.line or 0))


def _mended_below(repair: Repair, error: YamlError, tries: Iterator[int]) -> YamlError | None:
    """The error that is left where lines below have the same mistake, and are mended as well."""
    left: YamlError | None = error
    for _ in range(MOST_ALIKE):
        if left is None:
            break
        above, place = repair.fault, left.line or 0
        same = (each for each in _repairs(repair.lines, left)
                if each.fault.message == above.message
                and (each.fault.line or 0) > (above.line or 0))  # fmt: skip
        for _, each in zip(tries, same, strict=False):
            after = _error_in(each)
            if after is None or (after.line or 0) > place:
                repair, left = each, after
                break
        else:
            break
    return left


def _error_in(repair: Repair) -> YamlError | None:
    try:
        compose("\n".join(repair.lines).encode())
    except YamlError as error:
        return error
    return None

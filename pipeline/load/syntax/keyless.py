"""Lines without a key, where a key must stand → what they are: a key, part of a text, or no YAML.

The first word of a line is taken for a key only if something speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.load.schema import known_keys
from pipeline.load.syntax.mistakes import BLOCK, COLON, LINE, Fault, Repair, width_of
from pipeline.spelling import nearest

LONG = 3
"""Letters of a word that is too short to be a misspelt key."""

_TEXTS = frozenset({"alt", "caption"})
_UNSPACED = re.compile(r"([\w-]+)\s*([=：﹕]|:(?=\S))\s*(?=\S)")
_WORD = re.compile(r"([\w-]+)(\s+\S.*)?$")
_TEXT = re.compile(r"[^-\"'\[\]{}|>&*!%@`#]")


def colon_missing(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """The line with the colon that must follow its key, or the space after that."""
    line = lines[number - 1]
    match = LINE.match(line)
    if not match or match["key"]:
        return
    value, at = match["value"], match.start("value")
    word = _UNSPACED.match(value) or _WORD.match(value)
    if not word or not _is_key(lines, number, match, word[1]):
        return
    key = word[1]
    if word.re is _UNSPACED:
        sign, rest, place = word[2], value[word.end() :], at + word.start(2)
        what = "no space follows the colon" if sign == ":" else f"{sign} stands where a colon must"
    else:
        what, rest, place = f"no colon follows the key {key}", (word[2] or "").strip(), at
    written = f"{key}: {rest}".rstrip()
    hint = f"write {key}: {rest[:40]}".rstrip()
    if owner := _text_above(lines, number):
        hint += f"; if it is part of the text of {owner[0]}, give it {owner[1]} spaces"
    mended = [*lines[: number - 1], line[:at] + written, *lines[number:]]
    yield Repair(Fault(what, hint, number, place + 1), mended, True)


def _is_key(lines: Sequence[str], number: int, match: re.Match[str], word: str) -> bool:
    """Whether a word that starts a line is a key: a known one, or one with a block below it."""
    keys = {found["key"] for line in lines if (found := LINE.match(line)) and found["key"]}
    known = known_keys() | keys
    if word in known or (len(word) > LONG and nearest(word, known, 1)):
        return word not in _keys_beside(lines, number)
    if match["value"] == word:
        below = _next_width(lines, number)
        return below is not None and below > width_of(lines[number - 1])
    return not re.search(r"\s", match["value"]) and not _text_above(lines, number)


def _keys_beside(lines: Sequence[str], number: int) -> Iterator[str]:
    """The keys of the block that a line stands in, at its own indent."""
    width = width_of(lines[number - 1])
    for part, step in ((lines[: number - 1], -1), (lines[number:], 1)):
        for line in part[::step]:
            match = LINE.match(line)
            if not match or not line.strip():
                continue
            is_item, column = bool(match["lead"].strip()), match.start("value")
            column = match.start("key") if match["key"] else column
            if column < width or (is_item and step > 0 and column == width):
                break
            if match["key"] and column == width:
                yield match["key"]
                if is_item:
                    break


def keyless(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """The line as a part of the text above it, or else without it; so those that follow it."""
    width = width_of(lines[number - 1])
    above = next((line for line in reversed(lines[: number - 1]) if line.strip()), "")
    if not _is_keyless(lines[number - 1]) or (_is_keyless(above) and width_of(above) == width):
        return
    last = number
    for n, line in enumerate(lines[number:], number + 1):
        if line.strip() and (width_of(line) != width or not _is_keyless(line)):
            break
        last = n if line.strip() else last
    many = sum(1 for line in lines[number - 1 : last] if line.strip())
    it, what = ("it", "this line has") if many == 1 else ("them", f"these {many} lines have")
    if owner := _text_above(lines, number):
        name, wanted = owner
        hint = f"if it is part of the text of {name}, give {it} {wanted} spaces; else take {it} out"
        moved = [" " * wanted + line.lstrip() for line in lines[number - 1 : last]]
    else:
        hint = f"take {it} out, or write a key and a colon before the text"
        moved = [""] * (last - number + 1)
    fault = Fault(f"{what} no key", hint, number, width + 1)
    yield Repair(fault, [*lines[: number - 1], *moved, *lines[last:]])


def _is_keyless(line: str) -> bool:
    """Whether a line holds a text without quotes and nothing else."""
    match = LINE.match(line)
    if not match or match["key"] or match["lead"].strip() or line.startswith(("---", "...")):
        return False
    return bool(_TEXT.match(match["value"])) and not COLON.search(line)


def _text_above(lines: Sequence[str], number: int) -> tuple[str, int] | None:
    """The key whose text a line can belong to, and the indent that it needs for that."""
    width = width_of(lines[number - 1])
    for n in range(number - 1, 0, -1):
        match = LINE.match(lines[n - 1])
        if not match or not lines[n - 1].strip() or _is_keyless(lines[n - 1]):
            continue
        column = match.start("key")
        is_beside = column == width or (column > width and _is_among(lines, number))
        name, value = match["key"], match["value"]
        if not name or not is_beside or (name in known_keys() and name not in _TEXTS):
            return None
        if BLOCK.fullmatch(value):
            below = _next_width(lines, n) or 0
            return (name, below) if below > column else None
        return (name, column + 2) if _TEXT.match(value) else None
    return None


def _is_among(lines: Sequence[str], number: int) -> bool:
    """Whether a line stands in a block that goes on below it, or is indented itself."""
    width, below = width_of(lines[number - 1]), _next_width(lines, number)
    return width > 0 or (below is not None and below > width)


def _next_width(lines: Sequence[str], number: int) -> int | None:
    """The indent of the next line that holds anything; None where there is none."""
    return next((width_of(line) for line in lines[number:] if line.strip()), None)

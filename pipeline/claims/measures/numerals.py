"""Numbers as they stand in texts, such as `1,024`, `1 024`, `−5`, `1e-4`, `2×10⁵` and `2^10`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from pipeline.claims.measures.units import Unit
from pipeline.claims.measures.values import Value, rounded

_GROUPS = r"(?<![\w.,])[1-9]\d{0,2}(?:[ '\u2019]\d{3}){1,6}(?!\d)"
_REST = r"(?:\.\d+)?(?:[eE][-+]?\d+(?![\w.]))?"
_PLAIN = rf"(?:{_GROUPS}|\d{{1,3}}(?:,\d{{3}})+(?!,?\d)|\d+){_REST}|(?<![\w.])\.\d+"

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_EXPONENT = rf"(?:\^[-\u2212+]?\d{{1,2}}(?![\w.])|[⁻⁺]?[{_RAISED}]{{1,2}}(?![{_RAISED}]))"
_POWER = rf"(?<![\d.,])(?:(?:\d+(?:\.\d+)? ?[×·x*] ?)?10|2){_EXPONENT}"
"""Of ten, with a factor or without one, or of two."""

_NUMBER = re.compile(rf"{_POWER}|{_PLAIN}")
_PART = re.compile(_PLAIN)
_SIGNED = re.compile(rf"(?:(?<![\w.])[-\u2212\u2013])?(?:{_NUMBER.pattern})")
_IS_POWER = re.compile(rf"[\^⁻⁺{_RAISED}]")
_PARTS_OF_POWER = re.compile(rf"([-+]?)(?:([\d.]+)[×·x*])?(10|2)(?:\^|(?=[⁻⁺{_RAISED}]))(.+)")
_CUT = re.compile(r"(?:\d/|\^[-\u2212+]?)\Z")
_BETWEEN = re.compile(r"[ '\u2019]")
_SEPARATORS = re.compile(r"[,'\s\u2019]")
_MINUS = re.compile(r"[\u2212\u2013]")
_SIGNS = "-\u2212\u2013+"


def places_of_numbers(text: str) -> Iterator[tuple[int, list[int]]]:
    """Where each number of a text starts and may end, the last first; with and without its sign.

    Of groups of digits such as `1 000`, and of the parts of a power, each may be a number of its
    own, if a pattern asks for that.
    """
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if _IS_POWER.search(found[0]):
            (_, first), *parts = (part.span() for part in _PART.finditer(text, start, end))
            ends = [end, first]
            yield from ((at, [last]) for at, last in parts)
        else:
            gaps = [gap.start() for gap in _BETWEEN.finditer(text, start, end)]
            ends = [end, *gaps[::-1]]
            yield from ((gap + 1, [each for each in ends if each > gap]) for gap in gaps)
        yield start, ends
        sign = start - 1
        if sign >= 0 and text[sign] in _SIGNS and not (sign and is_word(text[sign - 1])):
            yield sign, ends


def is_word(letter: str) -> bool:
    """Whether a letter belongs to a word or a number."""
    return letter.isalnum() or letter == "_"


def is_cut_before(text: str, place: int) -> bool:
    """Whether what starts there is the lower part of `3/4`, or the upper one of `10^-9`."""
    is_number = text[place : place + 1].isdigit() or text[place : place + 1] in (*_SIGNS,)
    return is_number and bool(_CUT.search(text[max(place - 2, 0) : place]))


def is_cut_after(text: str, place: int) -> bool:
    """Whether what ends there is the lower part of a power, such as the 10 of `10⁻⁹`."""
    return text[place : place + 1] in (*"^⁻⁺",) and text[place - 1 : place].isdigit()


def without_numbers(text: str, wild: str) -> str:
    """The text with `{}` or `*` for each number, a pattern that fits it."""
    return _SIGNED.sub(wild, text)


def plain(written: str) -> str:
    """A number of a text as a claim has it: `200000`, `-5`, `2e5`."""
    digits = _SEPARATORS.sub("", _MINUS.sub("-", written))
    power = _PARTS_OF_POWER.fullmatch(digits)
    if power is None:
        return digits
    sign, factor, base, exponent = power.groups()
    over = int(_MINUS.sub("-", normalize("NFKC", exponent)))
    return f"{sign}{factor or 1}e{over}" if base == "10" else f"{sign}{2.0**over:.15g}"


def value_of(written: str, unit: Unit) -> Value:
    """The value of a number as it is written in a text."""
    digits = plain(written)
    return rounded(float(digits), digits.lstrip("-+"), unit)

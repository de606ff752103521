"""A drawing and a seed → the drawing with a few things changed, rightly or wrongly."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from html import escape, unescape

from tests.normalize.drawings import NAMES, Maker
from tests.normalize.vocabulary import (
    COLOURS,
    NOTATIONS,
    ODD_NUMBERS,
    ODD_VALUES,
    PIECES,
    SEPARATORS,
    TEXTS,
    UNITS,
    WORDS,
    WRAPPERS,
)

Change = Callable[[str, random.Random], str]


def mutated(raw: bytes, seed: int) -> bytes:
    """`raw` with one to four changes: most leave it XML, some break its bytes."""
    rng = random.Random(seed)
    count = rng.choice((1, 1, 2, 2, 3, 4))
    if rng.random() < 0.1:
        for _ in range(count):
            raw = _broken(raw, rng)
        return raw
    text = raw.decode(errors="surrogateescape")
    for change in rng.choices(_CHANGES, _ODDS, k=count):
        text = change(text, rng)
    return text.encode(errors="surrogateescape")


def _broken(raw: bytes, rng: random.Random) -> bytes:
    start, other = rng.randrange(len(raw) + 1), rng.randrange(len(raw) + 1)
    end = min(len(raw), start + rng.choice((0, 1, 2, 5, 30, 200)))
    pieces = (
        b"",
        raw[start:end] * 2,
        raw[other : other + rng.randint(0, 40)],
        rng.choice(PIECES),
        bytes(rng.randrange(256) for _ in range(3)),
    )
    return raw[:start] + rng.choice(pieces) + raw[end:]


def _exchanged(text: str, rng: random.Random) -> str:
    """One attribute's value, or a part of it, becomes another's, or something odd."""
    place, another = _pick(_VALUE, text, rng), _pick(_VALUE, text, rng)
    if not place or not another:
        return text
    odd = escape(rng.choice((*ODD_VALUES, *COLOURS, *ODD_NUMBERS, *WORDS)))
    cut = rng.randint(0, len(place[2]))
    value = rng.choice((another[2], odd, place[2][:cut], place[2][:cut] + odd))
    return _put(text, place, 2, value)


def _respelt(text: str, rng: random.Random) -> str:
    """One attribute's value written in another way, or nearly so."""
    place = _pick(_VALUE, text, rng)
    return _put(text, place, 2, escape(respelt(unescape(place[2]), rng))) if place else text


def respelt(value: str, rng: random.Random) -> str:
    """A value with a number, a word or a separator of it changed."""
    for _ in range(rng.choice((1, 1, 2))):
        pattern, change = rng.choice(_PARTS)
        place = _pick(pattern, value, rng)
        if place:
            value = _put(value, place, 0, change(place[0], rng))
    return value


def _number(digits: str, rng: random.Random) -> str:
    notation = rng.choice(NOTATIONS)
    near = float(digits) * (1 + rng.choice((0, 1e-9, -1e-4, 0.3, 1)))
    written = rng.choice((digits, digits, repr(near), rng.choice(ODD_NUMBERS)))
    return notation.replace("{}", written) + rng.choice(UNITS)


def _word(word: str, rng: random.Random) -> str:
    cut = rng.randrange(len(word))
    return rng.choice(
        (word.upper(), word.title(), word[:cut], f"\\{ord(word[0]):x} {word[1:]}", word * 2,
         rng.choice(WORDS), rng.choice(COLOURS), f"var(--x, {word})")
    )  # fmt: skip


def _separator(separator: str, rng: random.Random) -> str:
    return rng.choice((*SEPARATORS, separator * 2))


def _given(text: str, rng: random.Random) -> str:
    """One more attribute on an element, or another value for the one that it has."""
    place = _pick(_START, text, rng)
    if not place:
        return text
    name = rng.choice(NAMES)
    value = Maker(rng).value(name)
    if rng.random() < 0.3:
        value = respelt(value, rng)
    without = re.sub(rf'\s{name}\s*=\s*"[^"]*"', "", place[2])
    return _put(text, place, 2, f'{without} {name}="{escape(value)}"')


def _styled(text: str, rng: random.Random) -> str:
    """Some declarations on an element, before or instead of those that it has."""
    place = _pick(_START, text, rng)
    if not place:
        return text
    style = re.search(r'\sstyle\s*=\s*"([^"]*)"', place[2])
    declarations = Maker(rng).declarations()
    if style and rng.random() < 0.7:
        declarations = f"{declarations};{style[1]}"
    without = place[2].replace(style[0], "") if style else place[2]
    return _put(text, place, 2, f'{without} style="{escape(declarations)}"')


def _by_style(text: str, rng: random.Random) -> str:
    """An attribute becomes a declaration of the element's style."""
    place = _pick(_START, text, rng)
    given = _pick(_VALUE, place[2], rng) if place else None
    if not place or not given or " style" in place[2]:
        return text
    return _put(text, place, 2, _put(place[2], given, 0, f' style="{given[1]}:{given[2]}"'))


def _sheet(text: str, rng: random.Random) -> str:
    """A style sheet behind some element, or a value in the one that there is."""
    place = _pick(_DECLARED, text, rng)
    if place and rng.random() < 0.6:
        return _put(text, place, 1, escape(respelt(place[1], rng), quote=False))
    place = _pick(_START, text, rng)
    return _put(text, place, 0, place[0] + Maker(rng).sheet()) if place else text


def _written(text: str, rng: random.Random) -> str:
    """Other words between two tags."""
    place = _pick(_BETWEEN, text, rng)
    return _put(text, place, 1, rng.choice((*TEXTS, place[1] * 2))) if place else text


def _wrapped(text: str, rng: random.Random) -> str:
    """An element without content gets another around it, or other elements beside it."""
    place = _pick(_LEAF, text, rng)
    if not place:
        return text
    maker, tag = Maker(rng), rng.choice(WRAPPERS)
    given = f' {(name := rng.choice(NAMES))}="{escape(maker.value(name))}"'
    around = f"<{tag}{given}>{place[0]}</{tag}>"
    return _put(text, place, 0, rng.choice((around, place[0] + maker.element(4), place[0] * 2)))


def _renamed(text: str, rng: random.Random) -> str:
    """An element without content becomes another one."""
    place = _pick(_LEAF, text, rng)
    return _put(text, place, 1, Maker(rng).tag()) if place else text


def _used(text: str, rng: random.Random) -> str:
    """Something that bears an id is used, referred to, or loses it to another."""
    place, borne = _pick(_LEAF, text, rng), _pick(_ID, text, rng)
    if not place or not borne:
        return text
    maker, name = Maker(rng), borne[1]
    sizes = "".join(f' {side}="{escape(maker.value(side))}"' for side in ("width", "height", "x"))
    how = rng.choice(("fill", "stroke", "clip-path", "mask", "filter", "marker-end", "id"))
    value = name if how == "id" else f"url(#{name}){rng.choice(('', ' red', ' none'))}"
    referring = f'<g {how}="{value}">{place[0]}</g>'
    return _put(text, place, 0, rng.choice((f'{place[0]}<use href="#{name}"{sizes}/>', referring)))


def _pick(pattern: re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    places = list(pattern.finditer(text))
    return rng.choice(places) if places else None


def _put(text: str, place: re.Match[str], group: int, value: str) -> str:
    return text[: place.start(group)] + value + text[place.end(group) :]


_VALUE = re.compile(r'\s([\w:-]+)\s*=\s*"([^"<]*)"')
_START = re.compile(r'<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|\'[^\']*\'))*)\s*/?>')
_LEAF = re.compile(r"<([\w:.-]+)\s[^<>]*/>")
_ID = re.compile(r'\sid\s*=\s*"([^"]*)"')
_DECLARED = re.compile(r"(?<=[:])([^:;{}<>]+)(?=[;}])")
_BETWEEN = re.compile(r">([^<>]+)<")
_PARTS: tuple[tuple[re.Pattern[str], Change], ...] = (
    (re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"), _number),
    (re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"), _number),
    (re.compile(r"[a-zA-Z][\w-]*"), _word),
    (re.compile(r"[\s,/]+|(?=[-(])"), _separator),
)
_CHANGES: tuple[Change, ...] = (
    _respelt, _exchanged, _given, _styled, _by_style, _sheet, _written, _wrapped, _renamed, _used,
)  # fmt: skip
_ODDS = (8, 3, 4, 3, 2, 3, 1, 2, 1, 2)

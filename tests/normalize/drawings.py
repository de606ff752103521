"""A seed → a drawing that uses anything SVG and CSS know, rightly or wrongly."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from pipeline.normalize.allowed import ATTRIBUTES, ELEMENTS, SHAPES
from pipeline.normalize.styles.properties import DROPPED, GEOMETRY, MOVES, TEXT_STYLES
from tests.normalize.vocabulary import (
    AROUND,
    CLASSES,
    COLOURS,
    IDS,
    ODD_NUMBERS,
    ODD_VALUES,
    ROOTS,
    SELECTORS,
    TEXTS,
    UNITS,
    WORDS,
)


def made_up(seed: int) -> bytes:
    """A drawing of a few dozen elements."""
    return Maker(random.Random(seed)).drawing().encode()


class Maker:
    """Draws each choice from one random generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.left = rng.randint(3, 30)
        self.free = list(IDS)
        rng.shuffle(self.free)

    def drawing(self) -> str:
        root = self.rng.choice(ROOTS[:7] if self.rng.random() < 0.8 else ROOTS)
        content = "".join(self.element(0) for _ in range(self.rng.randint(1, 6)))
        sheet = self.sheet() if self.rng.random() < 0.5 else ""
        spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        return f"<svg {spaces} {root}>{sheet}{content}</svg>"

    def element(self, depth: int) -> str:
        self.left -= 1
        tag = self.tag()
        usual = {name: self.value(name) for name in _USUAL.get(tag, "").split()}
        both = {**(usual if self.rng.random() < 0.8 else {}), **self.attributes()}
        given = "".join(f' {name}="{escape(value)}"' for name, value in both.items())
        inner = self.rng.choice(TEXTS) if tag in _WRITTEN or self.rng.random() < 0.05 else ""
        if tag not in SHAPES and depth < 6:
            while self.left > 0 and self.rng.random() < 0.6:
                inner += self.element(depth + 1)
                inner += self.rng.choice(TEXTS) if tag in _WRITTEN else "\n"
        return f"<{tag}{given}>{inner}</{tag}>"

    def tag(self) -> str:
        pool = (_SHAPES, _GROUPS, _TEXTS, _SERVERS, _ALL)
        return self.rng.choice(self.rng.choices(pool, (5, 4, 3, 3, 2))[0])

    def attributes(self) -> dict[str, str]:
        given = {"id": self.id()} if self.rng.random() < 0.35 else {}
        if self.rng.random() < 0.2:
            given["class"] = self.rng.choice(CLASSES)
        if self.rng.random() < 0.3:
            given["style"] = self.declarations()
        for _ in range(self.rng.randint(0, 6)):
            name = self.rng.choice(NAMES)
            given[name] = self.value(name)
        return given

    def id(self) -> str:
        """One that nothing bears yet, as a rule."""
        is_new = self.free and self.rng.random() < 0.95
        return self.free.pop() if is_new else self.rng.choice(IDS)

    def value(self, name: str) -> str:
        if self.rng.random() < 0.06:
            return self.rng.choice((*ODD_VALUES, *COLOURS, *WORDS))
        return _KINDS.get(ATTRIBUTES.get(name, "word"), Maker.word)(self)

    def number(self) -> str:
        roll = self.rng.random()
        if roll < 0.06:
            return self.rng.choice(ODD_NUMBERS)
        if roll < 0.5:
            return str(self.rng.randint(-20, 200))
        return f"{self.rng.uniform(-20, 200):.{self.rng.randint(1, 9)}f}"

    def length(self) -> str:
        return self.number() + self.rng.choice(UNITS)

    def lengths(self) -> str:
        separator = self.rng.choice((" ", ",", ", ", "  ", "\n"))
        return separator.join(self.length() for _ in range(self.rng.randint(1, 4)))

    def numbers(self) -> str:
        return " ".join(self.number() for _ in range(self.rng.randint(1, 9)))

    def fraction(self) -> str:
        return self.rng.choice((f"{self.rng.random():.4f}", "1", "0", ".5", "50%", "2", "-1"))

    def word(self) -> str:
        return self.rng.choice((*WORDS, *COLOURS))

    def paint(self) -> str:
        if self.rng.random() < 0.7:
            return self.rng.choice(COLOURS)
        return f"{self.url()} {self.rng.choice(('', '', 'red', 'none', 'currentColor'))}".strip()

    def url(self) -> str:
        form = self.rng.choice(
            ("url(#{})", "url('#{}')", 'url( "#{}" )', "URL(#{})", "url(#{}) url(#a)", "url(#{}")
        )
        return form.format(self.rng.choice(IDS))

    def href(self) -> str:
        return self.rng.choice(("#{}", "#{}", "#{}", " #{} ", "#", "", "##{}")).format(
            self.rng.choice(IDS)
        )

    def transform(self) -> str:
        def one() -> str:
            name = self.rng.choice(("translate", "scale", "rotate", "skewX", "matrix", "Scale"))
            count = {"matrix": 6, "skewX": 1, "rotate": self.rng.choice((1, 3, 2))}.get(name, 2)
            return (
                f"{name}({self.rng.choice((' ', ',')).join(self.number() for _ in range(count))})"
            )

        return self.rng.choice((" ", "", ",")).join(one() for _ in range(self.rng.randint(1, 3)))

    def path(self) -> str:
        def one(letter: str) -> str:
            count = _ARITY[letter.upper()] * self.rng.choice((1, 1, 1, 2))
            values = [self.number() for _ in range(count)]
            if letter in "aA":
                values[3::7] = values[4::7] = [self.rng.choice("01")] * len(values[3::7])
            return letter + self.rng.choice((" ", ",")).join(values)

        letters = self.rng.choices("LlHhVvCcSsQqTtAaZzMm", k=self.rng.randint(1, 6))
        return self.rng.choice(("", " ")).join(one(letter) for letter in ("M", *letters))

    def declarations(self) -> str:
        def one() -> str:
            name = self.rng.choice(_PROPERTIES)
            bang = self.rng.choice(("", "", "", " !important"))
            return f"{name}{self.rng.choice((':', ': ', ' : '))}{self.value(name)}{bang}"

        return self.rng.choice((";", "; ", ";;", ";/* c */")).join(
            one() for _ in range(self.rng.randint(1, 5))
        )

    def sheet(self) -> str:
        rules = "".join(
            f"{self.rng.choice(SELECTORS)} {{ {self.declarations()} }}\n"
            for _ in range(self.rng.randint(1, 6))
        )
        before, after = self.rng.choice(AROUND)
        return f"<style>{before}{rules if before[:2] == '<!' else escape(rules)}{after}</style>"


_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_WRITTEN = frozenset(("text", "tspan", "textPath", "title", "desc", "style", "foo"))
_SHAPES = tuple(sorted(SHAPES))
_GROUPS = ("g", "g", "defs", "symbol", "use", "use", "switch", "svg", "a")
_TEXTS = ("text", "text", "tspan", "textPath")
_SERVERS = ("linearGradient", "radialGradient", "stop", "stop", "pattern", "clipPath", "mask",
            "marker", "filter")  # fmt: skip
_ALL = (*sorted(ELEMENTS), "metadata", "style", "foo", "font", "flowRoot")
_USUAL = {
    "rect": "x y width height fill",
    "circle": "cx cy r fill stroke",
    "ellipse": "cx cy rx ry fill",
    "line": "x1 y1 x2 y2 stroke",
    "path": "d fill stroke",
    "polygon": "points fill",
    "polyline": "points stroke",
    "text": "x y font-size",
    "use": "href",
    "stop": "offset stop-color",
    "textPath": "href",
    "marker": "markerWidth refX",
    "pattern": "width height patternUnits",
    "g": "transform",
}
NAMES = (*ATTRIBUTES, *ATTRIBUTES, "xml:space", "xml:lang", "data-x", "aria-label",
          "requiredFeatures", "requiredExtensions", "xlink:href", "xlink:title", "tabindex",
          "enable-background", "font-family", "font", "marker")  # fmt: skip
STYLED = sorted({*DROPPED, *GEOMETRY, *MOVES, *TEXT_STYLES})
"""Properties that mean something only in a style."""

_PROPERTIES = (*ATTRIBUTES, *STYLED, "font", "marker", "font-family", "--x",
               "-webkit-y", "background", "animation", "transition", "cursor")  # fmt: skip
_KINDS: dict[str, Callable[[Maker], str]] = {
    **dict.fromkeys(("x", "y", "length", "sum"), Maker.length),
    **dict.fromkeys(("xs", "ys"), Maker.lengths),
    "precise": Maker.numbers,
    "points": Maker.numbers,
    "number": Maker.fraction,
    "path": Maker.path,
    "transform": Maker.transform,
    "paint": Maker.paint,
    "url": Maker.url,
    "href": Maker.href,
    "id": lambda maker: maker.rng.choice(IDS),
}

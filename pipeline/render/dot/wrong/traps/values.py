"""The attributes of a graph → values that Graphviz does not know and ignores without a word.

Most of its values count in any case, or it warns of them; these neither.
Source: https://graphviz.org/doc/info/attrs.html, and what Graphviz 14 draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import Token, attributes
from pipeline.render.dot.wrong.records import Lost
from pipeline.spelling import nearest

_LETTERS = {"labeljust": "lcr", "labelloc": "tcb"}
"""Of these the first letter counts; whatever it is else, the label stays in its usual place."""

_OF_GRAPHS: dict[str, Iterable[str]] = {
    "clusterrank": ("local", "global", "none"),
    "outputorder": ("breadthfirst", "nodesfirst", "edgesfirst"),
    "rank": ("same", "min", "max", "source", "sink"),
    "rankdir": ("TB", "LR", "BT", "RL"),
    "ratio": ("fill", "compress", "expand", "auto"),
    **_LETTERS,
}
_OF_EDGES: dict[str, Iterable[str]] = {"dir": ("forward", "back", "both", "none")}
_OF_NODES: dict[str, Iterable[str]] = {"labelloc": _LETTERS["labelloc"]}
_NUMBER = re.compile(r"[\d.]+")
"""A ratio may be one."""

_NUMBERS = frozenset(
    ("arrowsize", "fontsize", "height", "labelangle", "labeldistance", "labelfontsize", "len",
     "minlen", "nodesep", "penwidth", "peripheries", "sides", "weight", "width")
)  # fmt: skip
_READ = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)")
"""What is read of a value that has to be a number; `14pt` is 14."""

_INCHES = frozenset(("height", "len", "nodesep", "width"))
_UNITS = {"px": 96.0, "pt": 72.0, "cm": 2.54, "mm": 25.4}
"""How many of each are an inch: px as on the page."""

_HEX = re.compile(r"(?<![\w#&])#(?:[0-9A-Fa-f]{5}|[0-9A-Fa-f]{7}|[0-9A-Fa-f]{9,})(?![\w#])")
_COLOUR_IN_HTML = re.compile(r"color\s*=\s*[\"']\s*(#\w+)", re.IGNORECASE)


def ignored_values(source: Source) -> Iterator[Lost]:
    """Values that nothing comes of.

    Bad: `rankdir=lr`, `{ rank=Same; a b }`, `labelloc=Top`. Good: `splines=Ortho`, `ratio=0.7`.
    """
    for known, name, value in _found(source):
        if value.text and name.text in known and (hint := _meant(name.text, value.text, known)):
            message = f"Graphviz knows no {name.text}={value.text} and ignores it"
            yield Lost(message, hint, value.place)
        elif value.text and name.text in _NUMBERS:
            yield from _no_number(name, value)
        yield from _of_other_length(name, value)


def _of_other_length(name: Token, value: Token) -> Iterator[Lost]:
    """Bad: `color="#12345"`, which is drawn as #123405. Good: `#555`, `#cfe2f3`, `#cfe2f3cc`."""
    found: Iterable[tuple[str, tuple[int, int]]] = ()
    if value.kind == "html":
        inside = _COLOUR_IN_HTML.finditer(value.text)
        found = ((colour[1], value.place_of(colour.start(1))) for colour in inside)
    elif name.text.endswith("color"):
        found = ((colour, value.place) for colour in re.split("[:;,]", value.text))
    for colour, place in found:
        if _HEX.fullmatch(colour):
            message = f"{colour} has {len(colour) - 1} digits, so Graphviz reads another colour"
            yield Lost(message, "a colour has 3, 6 or 8 digits: #rgb, #rrggbb, #rrggbbaa", place)


def _no_number(name: Token, value: Token) -> Iterator[Lost]:
    """Bad: `penwidth=thick`, `width="1,5"`. Good: `fontsize="14pt"`."""
    read = _READ.match(value.text)
    if read is None:
        message = f"Graphviz reads no number in {name.text}={value.text} and ignores it"
        yield Lost(message, f"write a number, such as {name.text}=2", value.place)
    elif re.match(r",\d", value.text[read.end() :]):
        message = f"Graphviz reads {name.text}={value.text} as {read[0]}"
        yield Lost(message, f"write {value.text.replace(',', '.')}", value.place)
    elif name.text in _INCHES and (unit := value.text[read.end() :].strip().lower()) in _UNITS:
        message = f"Graphviz reads {name.text}={value.text} as {read[0].strip()} inches"
        inches = f"{float(read[0]) / _UNITS[unit]:.2g}"
        yield Lost(message, f"write {name.text}={inches}", value.place)


def _meant(name: str, value: str, known: dict[str, Iterable[str]]) -> str:
    """What to write for a value that is ignored; "" for one that counts."""
    first = value[0]
    if name in _LETTERS:
        is_capital = first.lower() in _LETTERS[name] and first.isupper()
        return f"write {name}={first.lower()}" if is_capital else ""
    if value in known[name] or (name == "ratio" and _NUMBER.fullmatch(value)):
        return ""
    near = nearest(value, known[name], len(value) // 4)
    return f"did you mean {near}?" if near else f"write one of {', '.join(known[name])}"


def _found(source: Source) -> Iterator[tuple[dict[str, Iterable[str]], Token, Token]]:
    """Each attribute, after those of which the values are looked at where it stands."""
    for name, value in attributes(source.outside):
        yield _OF_GRAPHS, name, value
    for each in source.lists:
        known = _OF_GRAPHS if each.default == "graph" else (
            _OF_EDGES if each.is_of_edges else _OF_NODES
        )  # fmt: skip
        for name, value in each.inside:
            yield known, name, value

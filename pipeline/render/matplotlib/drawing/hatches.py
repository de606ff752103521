"""Hatches that were used → patterns: what each draws is written once, whatever its colours.

Circles are written as arcs: in curves, a hatch of many would be larger than all else in a drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.colors import rgb2hex
from matplotlib.path import Path

from pipeline.render.matplotlib.drawing.lettering import number

Colour = tuple[float, float, float, float]

SIZE = 72
"""The width and height of what repeats, in pt."""


class Hatch(NamedTuple):
    """A pattern: its id, what it draws, on which ground, in which colour and width of line."""

    id: str
    name: str
    path: Any
    ground: Colour | None
    colour: Colour
    width: float


def patterns(hatches: Iterable[Hatch], data_of: Callable[[Any], str]) -> str:
    """The definitions of patterns; `data_of` writes a path that is no circle."""
    shapes: dict[str, str] = {}
    written = []
    for hatch in hatches:
        if hatch.name not in shapes:
            shapes[hatch.name] = f"{hatch.id}_shape"
            data = _data(hatch.path, data_of)
            written.append(f'<path id="{shapes[hatch.name]}" d="{data}"/>\n')
        written.append(_pattern(hatch, shapes[hatch.name]))
    return f"<defs>\n{''.join(written)}</defs>\n" if written else ""


def _pattern(hatch: Hatch, shape: str) -> str:
    ground = ""
    if hatch.ground is not None:
        paint = f'fill="{rgb2hex(hatch.ground)}"{_opacity("fill", hatch.ground)}'
        ground = f'<rect width="{SIZE + 1}" height="{SIZE + 1}" {paint}/>'
    colour = rgb2hex(hatch.colour)
    paint = (
        f'fill="{colour}"{_opacity("fill", hatch.colour)} stroke="{colour}"'
        f'{_opacity("stroke", hatch.colour)} stroke-width="{number(hatch.width)}"'
    )
    return (
        f'<pattern id="{hatch.id}" patternUnits="userSpaceOnUse" width="{SIZE}" height="{SIZE}">'
        f'{ground}<use href="#{shape}" style="stroke-linejoin: miter" {paint}/></pattern>\n'
    )


def _opacity(paint: str, colour: Colour) -> str:
    alpha = colour[3] if len(colour) > 3 else 1
    return f' {paint}-opacity="{number(alpha)}"' if alpha < 1 else ""


def _data(path: Any, data_of: Callable[[Any], str]) -> str:
    """What a hatch draws, y downwards."""
    starts = [*np.flatnonzero(path.codes == Path.MOVETO), len(path.codes)]
    circles: list[Path] = []
    others: list[Path] = []
    for start, stop in pairwise(starts):
        part = Path(path.vertices[start:stop], path.codes[start:stop])
        (circles if (path.codes[start:stop] == Path.CURVE4).any() else others).append(part)
    rest = data_of(Path.make_compound_path(*others)) if others else ""
    return " ".join((rest.replace("\n", " ").strip(), *map(_arcs, circles))).strip()


def _arcs(circle: Any) -> str:
    """A circle as two arcs, which run round it as its curves do."""
    x, y = (circle.vertices * (SIZE, -SIZE) + (0, SIZE)).T
    radius = (x.max() - x.min()) / 2
    middle = number((y.max() + y.min()) / 2)
    left, r = number(x.min()), number(radius)
    turns = int(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) > 0)
    arc = f"a{r} {r} 0 1 {turns} "
    return f"M{left} {middle}{arc}{number(2 * radius)} 0{arc}{number(-2 * radius)} 0z"

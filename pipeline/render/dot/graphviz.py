"""DOT text → SVG, by the Graphviz libraries of the PyGraphviz wheel, called through ctypes.

Graphviz asks a plugin how wide a line of text is. Its own, pango, rounds every letter to whole
pixels, so that labels do not fit their boxes in a browser; here it is the tables of `fonts`. So no
font is opened, and none of pango's libraries is needed.
Source: https://gitlab.com/graphviz/graphviz (lib/gvc/gvplugin.h, lib/common/textspan.h).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import POINTER, byref, c_char, c_char_p, c_double, c_int, c_size_t, c_uint, c_void_p
from functools import cache
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from pipeline.fonts.measure import ASCENT, DESCENT, extent, is_bold_weight
from pipeline.render.dot.room import (
    drawn_without_marks,
    height_of_marks,
    width_of_marks,
    without_marks,
)

_PLUGINS = ("gvplugin_core", "gvplugin_dot_layout", "gvplugin_neato_layout")
_API_TEXTLAYOUT = 2
_QUALITY = 100
"""Of the plugins for one thing Graphviz takes the one of the highest quality."""

_BOLD, _ITALIC = 1, 2
_POINTS = 72 / 96
"""Points in a pixel."""

_CENTRE = 0.05
"""How far below its middle a line is drawn, in em, as pango's plugin has it."""


class _Alias(ctypes.Structure):
    """What Graphviz knows of a PostScript font by its name."""

    _fields_: ClassVar = [
        *((name, c_char_p) for name in ("name", "family", "weight", "stretch", "style")),
        ("xfig_code", c_int),
        *((name, c_char_p) for name in ("svg_family", "svg_weight", "svg_style")),
    ]


class _Font(ctypes.Structure):
    _fields_: ClassVar = [
        ("name", c_char_p),
        ("color", c_char_p),
        ("alias", POINTER(_Alias)),
        ("size", c_double),
        ("flags", c_uint, 7),
    ]


class _Span(ctypes.Structure):
    """One line of a label, or a stretch of it in one font."""

    _fields_: ClassVar = [
        ("text", c_char_p),
        ("font", POINTER(_Font)),
        ("layout", c_void_p),
        ("free_layout", c_void_p),
        *((name, c_double) for name in ("baseline", "centre", "width", "height")),
        ("just", c_char),
    ]


class _Installed(ctypes.Structure):
    _fields_: ClassVar = [
        ("id", c_int),
        ("type", c_char_p),
        ("quality", c_int),
        ("engine", c_void_p),
        ("features", c_void_p),
    ]


class _Api(ctypes.Structure):
    _fields_: ClassVar = [("api", c_int), ("types", POINTER(_Installed))]


class _Library(ctypes.Structure):
    _fields_: ClassVar = [("name", c_char_p), ("apis", POINTER(_Api))]


class _Symbol(ctypes.Structure):
    _fields_: ClassVar = [("name", c_char_p), ("address", c_void_p)]


_MEASURE = ctypes.CFUNCTYPE(ctypes.c_bool, POINTER(_Span), c_void_p)


class _Graphviz(NamedTuple):
    """The libraries, and what a context is made with: it must outlive every context."""

    graphs: ctypes.CDLL
    contexts: ctypes.CDLL
    builtins: ctypes.Array[_Symbol]
    kept: tuple[Any, ...]


def draw(text: bytes) -> bytes | None:
    """Draw one graph; None where Graphviz has said on standard error why it cannot.

    Raises OSError where the libraries cannot be loaded.
    """
    graphs, contexts, builtins, _ = _loaded()
    graph = graphs.agmemread(text)
    if not graph:
        return None
    context = contexts.gvContextPlugins(builtins, 0)
    try:
        if contexts.gvLayout(context, graph, b"dot") != 0:
            return None
        return _rendered(contexts, context, graph)
    finally:
        # Without gvFreeLayout, which crashes on labels with an empty line: it frees what was
        # never set. That loses some 20 KiB for a graph.
        graphs.agclose(graph)
        contexts.gvFreeContext(context)


def _rendered(contexts: ctypes.CDLL, context: int, graph: int) -> bytes | None:
    data, size = c_void_p(), c_size_t()
    if contexts.gvRenderData(context, graph, b"svg", byref(data), byref(size)) != 0:
        return None
    try:
        return drawn_without_marks(ctypes.string_at(data, size.value))
    finally:
        contexts.gvFreeRenderData(data)


@cache
def _loaded() -> _Graphviz:
    graphs, contexts = _library("cgraph"), _library("gvc")
    graphs.agmemread.restype = contexts.gvContextPlugins.restype = c_void_p
    graphs.agmemread.argtypes = [c_char_p]
    graphs.agclose.argtypes = contexts.gvFreeContext.argtypes = [c_void_p]
    contexts.gvContextPlugins.argtypes = [c_void_p, c_int]
    contexts.gvLayout.argtypes = [c_void_p, c_void_p, c_char_p]
    contexts.gvRenderData.argtypes = [c_void_p, c_void_p, c_char_p, c_void_p, c_void_p]
    contexts.gvFreeRenderData.argtypes = [c_void_p]
    symbols = [(f"{name}_LTX_library", _address(name)) for name in _PLUGINS]
    ours, kept = _plugin()
    symbols.append(("gvplugin_house_LTX_library", ctypes.addressof(ours)))
    array = (_Symbol * (len(symbols) + 1))(*(_Symbol(n.encode(), at) for n, at in symbols))
    return _Graphviz(graphs, contexts, array, (ours, *kept))


def _library(name: str) -> ctypes.CDLL:
    """One of Graphviz's libraries: beside PyGraphviz in its wheel, else what it was linked with."""
    spec = find_spec("pygraphviz")
    if spec is None or spec.origin is None:
        raise OSError("pygraphviz is not installed: pip install pygraphviz")
    package = Path(spec.origin).parent
    for folder in (package.with_name("pygraphviz.libs"), package / ".dylibs"):
        for path in sorted(folder.glob(f"*{name}[-.]*")):
            return ctypes.CDLL(str(path))
    return ctypes.CDLL(str(next(package.glob("_graphviz.*"))))


def _address(plugin: str) -> int:
    return ctypes.addressof(c_char.in_dll(_library(plugin), f"{plugin}_LTX_library"))


def _plugin() -> tuple[_Library, tuple[Any, ...]]:
    """The plugin that measures text, and what must live as long as it does."""
    function = _MEASURE(_measure)
    engine = (c_void_p * 1)(ctypes.cast(function, c_void_p).value)
    text = _Installed(0, b"textlayout", _QUALITY, ctypes.addressof(engine), None)
    types = (_Installed * 2)(text)
    apis = (_Api * 2)(_Api(_API_TEXTLAYOUT, types))
    return _Library(b"house", apis), (function, engine, types, apis)


def _measure(at: Any, _: object) -> bool:
    """Give a stretch of text its width and height in points, and its baseline below the top."""
    span = at[0]
    font = span.font[0]
    alias = font.alias[0] if font.alias else None
    is_bold = bool(font.flags & _BOLD) or _says(alias, "svg_weight", is_bold_weight)
    is_italic = bool(font.flags & _ITALIC) or _says(alias, "svg_style", bool)
    pixels = font.size / _POINTS
    text = span.text.decode(errors="replace")
    bare = without_marks(text)
    span.width = (extent(bare, is_bold, is_italic).width + width_of_marks(text)) * font.size
    span.baseline = ceil(ASCENT * pixels) * _POINTS
    span.height = span.baseline + ceil(DESCENT * pixels) * _POINTS
    span.height += height_of_marks(text) * font.size
    span.centre = _CENTRE * font.size
    # Graphviz frees what stands there, and leaves it as the memory was.
    span.layout = span.free_layout = None
    return True


def _says(alias: _Alias | None, name: str, test: Callable[[str], bool]) -> bool:
    """Whether the name of a PostScript font asks for what the test looks for."""
    said: bytes | None = getattr(alias, name, None)
    return said is not None and test(said.decode())

"""Matplotlib's own functions → those that draw in our way, and note what they cannot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from weakref import WeakKeyDictionary

from matplotlib import (
    artist,
    axis,
    collections,
    image,
    layout_engine,
    lines,
    patches,
    rcsetup,
    text,
)
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends import backend_svg
from matplotlib.texmanager import TexManager

from pipeline.render.failures import NOWHERE, Place
from pipeline.render.matplotlib.drawing import images, once
from pipeline.render.matplotlib.drawing.canvas import HouseRenderer, vectors_alone
from pipeline.render.matplotlib.figure.axis import keeping_ticks
from pipeline.render.matplotlib.figure.capture import FIGURE
from pipeline.render.matplotlib.misread import as_address, is_money, taken_by_python
from pipeline.render.matplotlib.notes import NOTES

_MADE_AT: WeakKeyDictionary[Any, Place] = WeakKeyDictionary()
"""Where images were made, and texts written that can be misread."""

_Function = Callable[..., Any]


def hook_in() -> None:
    """Put our functions in the places of matplotlib's, for all scripts of this process."""
    # The SVG canvas names its renderers as globals of its module.
    backend_svg.RendererSVG = HouseRenderer  # type: ignore[misc,assignment]
    backend_svg.MixedModeRenderer = vectors_alone  # type: ignore[assignment,attr-defined]
    _wrap(backend_svg.FigureCanvasSVG, "print_svg", FIGURE.saving)
    _work_once()
    _wrap(image._ImageBase, "__init__", _noting_place)
    _wrap(image._ImageBase, "draw", _drawing_cells)
    _wrap(text.Text, "set_text", _noting_texts)
    _wrap(text.Text, "draw", _drawing_whole)
    _wrap(artist.Artist, "set_url", _noting_links)
    _wrap(collections.Collection, "set_urls", _noting_links)
    _wrap(text.Text, "set_usetex", _refusing_latex)
    _wrap(TexManager, "__new__", _refusing_latex)
    validate = rcsetup._validators["text.usetex"]  # type: ignore[attr-defined]
    rcsetup._validators["text.usetex"] = lambda value: _checked(validate(value))  # type: ignore[attr-defined]


def _work_once() -> None:
    """Have what a save does many times done once; what is wrapped last is asked first."""
    _wrap(axis.Axis, "_update_ticks", keeping_ticks)
    _wrap(axis.Axis, "_update_ticks", once.finding_ticks)
    _wrap(axis.Axis, "get_major_ticks", partial(once.making_ticks, "majorTicks"))
    _wrap(axis.Axis, "get_minor_ticks", partial(once.making_ticks, "minorTicks"))
    _wrap(text.Text, "_get_layout", once.laying_out)
    _wrap(axis.Axis, "draw", partial(once.only_when_seen, once.is_plain))
    _wrap(text.Text, "draw", partial(once.only_when_seen, once.is_bare))
    for always in (lines.Line2D, patches.Patch):
        _wrap(always, "draw", partial(once.only_when_seen, once.always))
    _wrap(FigureCanvasBase, "print_figure", once.remembering)
    for engine in (layout_engine.TightLayoutEngine, layout_engine.ConstrainedLayoutEngine):
        _wrap(engine, "execute", once.remembering)


def _wrap(owner: type, name: str, around: Callable[[_Function], _Function]) -> None:
    original = getattr(owner, name)
    setattr(owner, name, wraps(original)(around(original)))


def _noting_place(make: _Function) -> _Function:
    def made(self: Any, *arguments: Any, **options: Any) -> None:
        _MADE_AT[self] = NOTES.place()
        make(self, *arguments, **options)

    return made


def _drawing_cells(draw: _Function) -> _Function:
    def drawn(self: Any, renderer: Any) -> None:
        if isinstance(renderer, HouseRenderer):
            images.draw(self, renderer, _MADE_AT.get(self, NOWHERE))
        else:
            draw(self, renderer)

    return drawn


def _noting_texts(set_text: _Function) -> _Function:
    def noted(self: Any, s: Any) -> None:
        set_text(self, s)
        text = self.get_text()
        if shown := as_address(text):
            message = f"a text is the address of an object, another each time: “{shown}”"
            hint = "draw one of its attributes, or give its class a __str__"
            NOTES.add("R005", message, hint, text=text)
        if text.count("$") > 1 or not text.isprintable():
            _MADE_AT[self] = NOTES.place()

    return noted


def _drawing_whole(draw: _Function) -> _Function:
    def drawn(self: Any, renderer: Any, *arguments: Any, **options: Any) -> None:
        if isinstance(renderer, HouseRenderer):
            renderer.whole_text = self
            is_seen = self.get_visible() and not renderer.is_idle
            if self in _MADE_AT and is_seen:
                _note_misread(self.get_text(), _MADE_AT[self], has_math=self.get_parse_math())
        draw(self, renderer, *arguments, **options)

    return drawn


def _note_misread(text: str, place: Place, *, has_math: bool) -> None:
    if taken := taken_by_python(text):
        NOTES.add("R005", *taken, place, text)
    for line in text.split("\n") if has_math else ():
        if is_money(line):
            message = f"two dollar signs make a formula of what is between them: “{line.strip()}”"
            hint = r"write \$ for a dollar sign, in a raw string: r'\$5 and \$10'"
            NOTES.add("R005", message, hint, place, line)


def _noting_links(set_link: _Function) -> _Function:
    name = set_link.__name__.removeprefix("set_")

    def noted(self: Any, *arguments: Any, **options: Any) -> None:
        set_link(self, *arguments, **options)
        links = getattr(self, f"get_{name}")()
        if any(links if name == "urls" else [links]):
            NOTES.add("S002", f"{name} makes a link", "take it out: a picture has no links")

    return noted


def _refusing_latex(act: _Function) -> _Function:
    def refused(self: Any, *arguments: Any) -> Any:
        if self is TexManager or arguments[0]:
            _checked(True)
        return act(self, *arguments)

    return refused


def _checked(is_on: Any) -> Any:
    """Whether LaTeX sets text: it may not."""
    if is_on:
        NOTES.refuse("text.usetex needs LaTeX", "leave it out, mathtext draws it")
    return is_on

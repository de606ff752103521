"""Matplotlib's SVG renderer → ours: no metadata, and no letters of a font that readers lack.

Mathtext takes root signs, tall brackets and other signs from math fonts of its own, where they lie
in the places of other letters: set in the reader's font they would be nonsense, so they are drawn.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from pipeline.fonts.faces import FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterator

GLYPH_SIZE = 100.0


class HouseRenderer(RendererSVG):
    """Writes text as text and math signs as paths."""

    def _write_metadata(self, metadata: object) -> None:
        """Write none: it holds a date, and nothing that ships."""

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: Any
    ) -> tuple[float, float, float]:
        """Measure a text; each figure has two renderers, which ask for the same texts."""
        text2path: Any = self._text2path
        if ismath:
            return text2path.get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-any-return]
        scale = prop.get_size_in_points() / text2path.FONT_SCALE
        width, height, descent = _measure(text2path._get_font(prop), s)
        return width * scale, height * scale, descent * scale

    def _draw_text_as_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any,
        mtext: Any = None,
    ) -> None:  # fmt: skip
        if not ismath:
            self._write_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        parsed = self._text2path.mathtext_parser.parse(s, 72, prop)
        letters = [glyph for glyph in parsed.glyphs if glyph[0].family_name == FAMILY]
        signs = [glyph for glyph in parsed.glyphs if glyph[0].family_name != FAMILY]
        if letters or parsed.rects:
            with self._reading(parsed._replace(glyphs=letters)):
                self._write_text(gc, x, y, s, prop, angle, ismath, mtext)
        at = Affine2D().rotate_deg(angle).translate(x, self.height - y)
        for font, size, _, index, dx, dy in signs:
            self._draw_sign(gc, font, index, Affine2D().scale(size).translate(dx, dy) + at)

    def _write_text(self, *text: Any) -> None:
        super()._draw_text_as_text(*text)  # type: ignore[no-untyped-call]  # as is most of it

    @contextmanager
    def _reading(self, parsed: object) -> Iterator[None]:
        """Have the base class find `parsed` where it would parse the text itself."""
        whole = self._text2path
        parser = SimpleNamespace(parse=lambda *_: parsed)
        self._text2path = SimpleNamespace(mathtext_parser=parser)  # type: ignore[assignment]  # a part
        try:
            yield
        finally:
            self._text2path = whole

    def _draw_sign(self, gc: Any, font: Any, index: int, transform: Any) -> None:
        font.set_size(GLYPH_SIZE, 72)
        font.load_glyph(index, flags=LoadFlags.NO_HINTING)
        vertices, codes = font.get_path()
        filled = self.new_gc()
        filled.copy_properties(gc)
        filled.set_linewidth(0)
        path = Path(vertices / GLYPH_SIZE, codes)
        self.draw_path(filled, path, transform, gc.get_rgb())  # type: ignore[no-untyped-call]  # too
        filled.restore()


@lru_cache(1024)
def _measure(font: Any, text: str) -> tuple[float, float, float]:
    """The width, height and descent of a text in a font, which has the size to measure with."""
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    return width / 64.0, height / 64.0, font.get_descent() / 64.0

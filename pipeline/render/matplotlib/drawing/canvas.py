"""Matplotlib's SVG renderer → ours: text as text, images as cells, no metadata."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from pipeline.render.matplotlib.drawing import formulas, lettering, typewriter
from pipeline.render.matplotlib.drawing.cells import MOST_CELLS, grid_markup, polygon_markup
from pipeline.render.matplotlib.drawing.hatches import SIZE as HATCH_SIZE
from pipeline.render.matplotlib.drawing.hatches import Hatch, patterns
from pipeline.render.matplotlib.drawing.images import as_bytes, grid, note_too_large
from pipeline.render.matplotlib.drawing.lettering import Line, Spot
from pipeline.render.matplotlib.drawing.measures import Size, size_of
from pipeline.render.matplotlib.drawing.triangles import flattened
from pipeline.render.matplotlib.notes import NOTES

GLYPH_SIZE = 100.0


class HouseRenderer(RendererSVG):
    """Writes text as text, math signs as paths, and images as cells."""

    def __init__(self, width: float, height: float, svgwriter: Any, **options: Any) -> None:
        self._file = svgwriter
        self.whole_text: Any = None
        """The text that a line belongs to."""
        self.dpi = options.get("image_dpi", 72)
        self._are_to_meet = False
        self.is_idle = False
        """Whether nothing of what is drawn is seen."""
        self._fonts: dict[int, Any] = {}
        base: Any = super()  # most of it has no types
        base.__init__(width, height, svgwriter, **options)

    def _write_metadata(self, metadata: object) -> None:
        """Write none: it holds a date, and nothing that ships."""

    def _write(self, markup: str) -> None:
        """Write elements as they are, after what came before them."""
        writer: Any = self.writer
        writer._XMLWriter__flush()
        self._file.write(markup)

    @contextmanager
    def _draw_disabled(self) -> Iterator[None]:
        base: Any = super()
        self.is_idle = True
        try:
            with base._draw_disabled():
                yield
        finally:
            self.is_idle = False

    # Text

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> Size:
        """Measure a text; each figure has two renderers, which ask for the same texts."""
        scale = prop.get_size_in_points() / self._text2path.FONT_SCALE
        size = self._size_of_formula(prop, s) if ismath else self._size_of(prop, s)
        width, height, descent = (part * scale for part in size)
        if ismath:
            return width, height, descent
        if self._is_typed(s, prop):
            width = self._runs_of(s, prop)[1] * prop.get_size_in_points()
        return width, height, descent

    def _size_of(self, prop: Any, text: str) -> Size:
        text2path: Any = self._text2path
        asked = hash(prop)
        if asked not in self._fonts:  # to find one takes as long as all else here
            self._fonts[asked] = text2path._get_font(prop)
        font = self._fonts[asked]
        font.set_size(text2path.FONT_SCALE, text2path.DPI)
        return size_of(font, text)

    def _size_of_formula(self, prop: Any, line: str) -> Size:
        large = prop.copy()
        large.set_size(self._text2path.FONT_SCALE)
        parsed, _ = formulas.parse(self._text2path.mathtext_parser, line, large)
        return parsed.width, parsed.height, parsed.depth

    def _is_typed(self, line: str, prop: Any) -> bool:
        """Whether a line is laid out in columns."""
        return "\t" in line or (
            typewriter.is_monospaced(tuple(prop.get_family())) and typewriter.has_columns(line)
        )

    def _runs_of(self, line: str, prop: Any) -> tuple[tuple[typewriter.Run, ...], float]:
        em = self._text2path.FONT_SCALE
        return typewriter.runs_of(line, lambda text: self._size_of(prop, text)[0] / em)

    def _draw_text_as_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any,
        mtext: Any = None,
    ) -> None:  # fmt: skip
        spot = Spot(x, y, angle)
        if ismath:
            self._draw_formula(gc, spot, s, prop)
            return
        style = {**lettering.font_style(prop), **lettering.colour_style(gc)}
        width = self.get_text_width_height_descent(s, prop, False)[0]
        line = Line(s, spot, width, self._alignment(mtext), style)
        if self._is_typed(s, prop):
            size = prop.get_size_in_points()
            runs, _ = self._runs_of(s, prop)
            placed = [(run.text, [place * size for place in run.x]) for run in runs]
            self._write(lettering.markup_of_runs(line, placed))
        elif s.strip():
            self._write(lettering.markup(line))

    def _alignment(self, single: Any) -> str:
        """How the author aligned a line: of several, with one another."""
        if single is not None:
            return str(single.get_horizontalalignment())
        whole = self.whole_text
        return "left" if whole is None else str(whole._get_multialignment())

    def _draw_formula(self, gc: Any, spot: Spot, line: str, prop: Any) -> None:
        parsed, runs = formulas.parse(self._text2path.mathtext_parser, line, prop)
        if words := formulas.markup(parsed, runs):
            move = f"translate({lettering.number(spot.x)} {lettering.number(spot.y)})"
            turn = f" rotate({lettering.number(-spot.angle)})" if spot.angle else ""
            style = lettering.css(lettering.colour_style(gc))
            self._write(f'<g style="{style}" transform="{move}{turn}">\n{words}</g>\n')
        at = Affine2D().rotate_deg(spot.angle).translate(spot.x, self.height - spot.y)
        for sign in formulas.signs_of(parsed):
            place = Affine2D().scale(sign.size).translate(sign.x, sign.y)
            self._draw_sign(gc, sign.font, sign.glyph, place + at)

    def _draw_sign(self, gc: Any, font: Any, index: int, transform: Any) -> None:
        font.set_size(GLYPH_SIZE, 72)
        font.load_glyph(index, flags=LoadFlags.NO_HINTING)
        vertices, codes = font.get_path()
        filled = self.new_gc()
        filled.copy_properties(gc)
        filled.set_linewidth(0)
        path = Path(vertices / GLYPH_SIZE, codes)
        self.draw_path(filled, path, transform, gc.get_rgb())  # type: ignore[no-untyped-call]
        filled.restore()

    # Images and meshes

    def option_image_nocomposite(self) -> bool:
        """Have each image drawn by itself."""
        return True

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        """Draw bytes (rows, columns, 4), the first row at the bottom, of what is no image."""
        rows, columns = im.shape[:2]
        if rows * columns > MOST_CELLS:
            note_too_large(rows, columns)
            return
        if transform is None:
            scale = 72.0 / self.image_dpi
            transform = Affine2D().scale(scale * columns, scale * rows)
        corners = grid(np.linspace(0, 1, columns + 1), np.linspace(0, 1, rows + 1))
        placed = (transform + Affine2D().translate(x, y)).transform(corners.reshape(-1, 2))
        self.draw_cells(gc, placed.reshape(corners.shape), im)

    def draw_cells(self, gc: Any, corners: Any, colours: Any, alpha: float = 1.0) -> None:
        """Draw a grid: the places of its corners in pt, y upwards, and colours as bytes."""
        turned = corners * (1, -1) + (0, self.height)
        self._write_plain(gc, grid_markup(turned, colours), alpha)

    def draw_quad_mesh(
        self, gc: Any, master_transform: Any, meshWidth: int, meshHeight: int, coordinates: Any,  # noqa: N803 - theirs
        offsets: Any, offsetTrans: Any, facecolors: Any, antialiased: Any, edgecolors: Any,  # noqa: N803 - theirs
    ) -> None:  # fmt: skip
        """Draw a mesh without edges as cells."""
        if len(edgecolors) or len(offsets) != 1 or len(facecolors) != meshWidth * meshHeight:
            super().draw_quad_mesh(
                gc, master_transform, meshWidth, meshHeight, coordinates, offsets, offsetTrans,
                facecolors, antialiased, edgecolors,
            )  # fmt: skip
            return
        places = master_transform.transform(coordinates.reshape(-1, 2))
        corners = places.reshape(coordinates.shape) + offsetTrans.transform(offsets)[0]
        colours = as_bytes(facecolors).reshape(meshHeight, meshWidth, 4)
        self.draw_cells(gc, np.asarray(corners), colours)

    def draw_gouraud_triangles(
        self, gc: Any, triangles_array: Any, colors_array: Any, transform: Any
    ) -> None:
        """Draw triangles whose colours run into one another as many small ones of one colour."""
        turn = transform + Affine2D().scale(1, -1).translate(0, self.height)
        pieces = list(flattened(triangles_array, colors_array))
        message = f"shading='gouraud' is drawn in {len(pieces):,} pieces of one colour each"
        NOTES.add("R005", message, "shading='flat' draws each value as one cell")
        shapes = [polygon_markup(turn.transform(place), colour) for place, colour in pieces]
        self._write_plain(gc, "".join(shapes))

    def _write_plain(self, gc: Any, shapes: str, alpha: float = 1.0) -> None:
        """Write shapes that meet without gaps, clipped as `gc` says."""
        base: Any = super()
        attributes = {"shape-rendering": "crispEdges", **base._get_clip_attrs(gc)}
        if alpha != 1:
            attributes["opacity"] = lettering.number(alpha)
        group = " ".join(f'{name}="{value}"' for name, value in attributes.items())
        self._write(f"<g {group}>\n{shapes}</g>\n")

    # Paint

    def draw_path_collection(self, *arguments: Any, **options: Any) -> None:
        """Draw many shapes, as Agg does where they are to meet: without antialiasing."""
        self._are_to_meet = True
        base: Any = super()
        base.draw_path_collection(*arguments, **options)
        self._are_to_meet = False

    def _get_style_dict(self, gc: Any, rgbFace: Any) -> dict[str, str]:  # noqa: N803 - theirs
        base: Any = super()
        style: dict[str, str] = base._get_style_dict(gc, rgbFace)
        if self._are_to_meet and not gc.get_antialiased():
            style["shape-rendering"] = "crispEdges"
        if gc.get_hatch() is not None:
            # Their pattern has the opacity of the ground and of the lines, each its own.
            for name in ("opacity", "fill-opacity", "stroke-opacity"):
                style.pop(name, None)
            if "stroke" in style and gc.get_rgb()[3] < 1:
                style["stroke-opacity"] = lettering.number(gc.get_rgb()[3])
        return style

    def _write_hatches(self) -> None:
        used = [
            Hatch(name, key[0], path, face, stroke, width)
            for key, ((path, face, stroke, width), name) in self._hatchd.items()
        ]
        scale = Affine2D().scale(HATCH_SIZE, -HATCH_SIZE).translate(0, HATCH_SIZE)
        data_of = partial(self._convert_path, transform=scale, simplify=False)
        self._write(patterns(used, data_of))


def vectors_alone(
    figure: Any, width: float, height: float, dpi: float, vector_renderer: HouseRenderer,
    **_: Any,
) -> HouseRenderer:  # fmt: skip
    """Stand in for the renderer that turns what is `rasterized` into images: all stays vectors."""
    return vector_renderer

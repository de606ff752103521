"""An image → its cells, where each is, and in which colour; or a note that it is too large.

Images of up to 4,096 cells are drawn as vectors: exactly where neighbours are told apart, and in as
many cells where they were to be blurred into one another, which is noted.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import Any

import numpy as np
from matplotlib.image import AxesImage, BboxImage, FigureImage, NonUniformImage, PcolorImage
from matplotlib.transforms import Bbox

from pipeline.render.failures import Place
from pipeline.render.matplotlib.drawing.cells import MOST_CELLS
from pipeline.render.matplotlib.notes import NOTES

_SHARP = ("none", "nearest", "auto", "antialiased")


def draw(image: Any, renderer: Any, place: Place) -> None:
    """Draw an image, whose author made it at `place`."""
    rows, columns = image.get_size()
    if not image.get_visible() or rows * columns == 0:
        return
    if rows * columns > MOST_CELLS:
        note_too_large(rows, columns, place)
        return
    gc = renderer.new_gc()
    image._set_gc_clip(gc)
    gc.set_url(image.get_url())
    gc.set_gid(image.get_gid())
    if image.get_interpolation() in _SHARP:
        _draw_cells(image, renderer, gc)
    else:
        _draw_blurred(image, renderer, gc, place)
    gc.restore()
    image.stale = False


def note_too_large(rows: int, columns: int, place: Place | None = None) -> None:
    """Note that an image has more cells than are drawn, and the way out."""
    step = ceil(sqrt(rows * columns / MOST_CELLS))
    message = f"an image of {rows} × {columns} cells; up to {MOST_CELLS:,} are drawn as shapes"
    hint = f"draw fewer: data[::{step}, ::{step}], or means of blocks; or lines: ax.contourf(data)"
    NOTES.add("S003", message, hint, place)


def _draw_cells(image: Any, renderer: Any, gc: Any) -> None:
    alpha = image.get_alpha()
    values = image.get_array()
    colours = np.array(image.to_rgba(values, norm=values.ndim == 2))
    if np.ndim(alpha) > 0:
        colours[..., 3] *= alpha
    corners = _corners(image, renderer)
    renderer.draw_cells(gc, corners, as_bytes(colours), image._get_scalar_alpha())


def _draw_blurred(image: Any, renderer: Any, gc: Any, place: Place) -> None:
    """Have matplotlib blur the image, and draw as many places of that as there may be cells."""
    around = image.axes.bbox if image.axes and image.get_clip_on() else image.get_figure().bbox
    seen = Bbox.intersection(image.get_window_extent(renderer), around)
    blurred = image.make_image(renderer, renderer.get_image_magnification())[0]
    if seen is None or blurred is None:
        return
    per_pt = sqrt(MOST_CELLS / (seen.width * seen.height))
    columns, rows = max(1, int(seen.width * per_pt)), max(1, int(seen.height * per_pt))
    message = f"interpolation={image.get_interpolation()!r} is drawn in {rows} × {columns} cells"
    hint = "interpolation='nearest' draws each value as one cell; ax.contourf draws bands"
    NOTES.add("R005", message, hint, place)
    down, across = (
        ((np.arange(count) + 0.5) * size / count).astype(int)
        for count, size in zip((rows, columns), blurred.shape, strict=False)
    )
    x = np.linspace(seen.x0, seen.x1, columns + 1)
    y = np.linspace(seen.y0, seen.y1, rows + 1)
    renderer.draw_cells(gc, grid(x, y), blurred[down][:, across])


def _corners(image: Any, renderer: Any) -> Any:
    """Where the corners of the cells are, in pt, y upwards."""
    rows, columns = image.get_size()
    x, y, transform = _edges(image, renderer, rows, columns)
    places = grid(x, y)
    if transform is not None:
        places = transform.transform(places.reshape(-1, 2)).reshape(places.shape)
    return places


def as_bytes(colours: Any) -> Any:
    """Shares of 1 as bytes, rounded as colours in other places are."""
    return np.rint(colours * 255).astype(np.uint8)


def grid(x: Any, y: Any) -> Any:
    """The places where lines down at `x` cross lines across at `y`, row by row."""
    return np.dstack(np.meshgrid(x, y))


def _edges(image: Any, renderer: Any, rows: int, columns: int) -> tuple[Any, Any, Any]:
    """Where columns and rows end, and the transform that leads from there to the canvas."""
    x: Any = getattr(image, "_Ax", None)
    y: Any = getattr(image, "_Ay", None)
    if isinstance(image, PcolorImage):
        return x, y, image.get_transform()
    if isinstance(image, NonUniformImage):
        (left, bottom), (right, top) = image.axes.viewLim.get_points()
        x, y = (0.5 * (centres[1:] + centres[:-1]) for centres in (x, y))
        return [left, *x, right], [bottom, *y, top], image.get_transform()
    transform = None
    if isinstance(image, AxesImage):
        left, right, bottom, top = image.get_extent()
        transform = image.get_transform()
    else:
        left, right, bottom, top = _bounds(image, renderer)
    if image.origin == "upper":
        bottom, top = top, bottom
    return np.linspace(left, right, columns + 1), np.linspace(bottom, top, rows + 1), transform


def _bounds(image: Any, renderer: Any) -> tuple[float, float, float, float]:
    """Left, right, bottom and top, in pt, of an image that no axes place."""
    if isinstance(image, FigureImage):
        scale = 72.0 / renderer.dpi
        rows, columns = image.get_size()
        left, bottom = image.ox * scale, image.oy * scale
        return left, left + columns * scale, bottom, bottom + rows * scale
    assert isinstance(image, BboxImage)
    bounds = image.get_window_extent(renderer)
    return bounds.x0, bounds.x1, bounds.y0, bounds.y1

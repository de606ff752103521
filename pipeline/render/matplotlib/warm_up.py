"""Nothing → a process with matplotlib imported, in house style, and warm."""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from pipeline.fonts.faces import FAMILY, bold, italic, regular
from pipeline.render.matplotlib.style import COLORS, STYLE

FONT_LIST_VERSION = "3.11.0"
FONT_LIST = f"""{{"__class__": "FontManager", "_version": "{FONT_LIST_VERSION}",
"_FontManager__default_weight": "normal", "default_size": null,
"defaultFamily": {{"ttf": "{FAMILY}"}}, "afmlist": [], "ttflist": []}}"""
"""Matplotlib's cache of font lists, empty: it is read in place of a search of the whole machine,
whose result would be thrown away. Where another version ignores it, that search is made."""

MATH_FONTS = ("STIX*.ttf", "cm*.ttf")


def warm_up() -> Callable[[], None]:
    """Import matplotlib and numpy and put the house style in force; return what draws once.

    That takes twice the time of a script and saves each a tenth: it is for many.
    """
    import pipeline.render.matplotlib.script  # noqa: F401 - what runs scripts is warm
    from pipeline.render.matplotlib import listener as warned
    from pipeline.sandbox import permits

    permits.warm_up()
    _forget_users()
    _import_matplotlib()
    _list_fonts(
        {
            ("normal", 400): regular(),
            ("italic", 400): italic(),
            ("normal", 700): bold(),
            ("italic", 700): bold("BoldItalic"),
        }
    )
    _apply_style()
    warned.choose()
    return _draw_once


def _forget_users() -> None:
    """Have nobody's name be known: a drawing has none, and nothing reads /etc/passwd for it."""
    os.environ["LOGNAME"] = "author"
    for name in ("pwd", "grp"):
        with contextlib.suppress(ImportError):  # Windows
            module = importlib.import_module(name)
            for function in ("getpwuid", "getpwnam", "getgrgid", "getgrnam"):
                if hasattr(module, function):
                    setattr(module, function, _unknown)


def _unknown(who: object) -> NoReturn:
    raise KeyError(f"no user or group {who!r} is known here")


def _import_matplotlib() -> None:
    """Import it where neither a matplotlibrc nor a font list of the user's can be found."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.environ |= {"MPLCONFIGDIR": folder, "MPLBACKEND": "agg"}
        Path(folder, f"fontlist-v{FONT_LIST_VERSION}.json").write_text(FONT_LIST)
        import matplotlib.backends.backend_agg
        import matplotlib.backends.backend_svg
        import matplotlib.pyplot  # noqa: F401 - what scripts import is warm
        import numpy.random  # noqa: F401 - it is seeded before each, and numpy imports it late


def _list_fonts(faces: dict[tuple[str, int], Path]) -> None:
    """Let matplotlib know the house font and its own math fonts, whatever is installed."""
    import matplotlib
    from matplotlib.font_manager import FontEntry, fontManager

    fontManager.ttflist[:] = [
        FontEntry(str(path), 0, FAMILY, style, "normal", weight, "normal", "scalable")
        for (style, weight), path in faces.items()
    ]
    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    for path in sorted(path for pattern in MATH_FONTS for path in folder.glob(pattern)):
        fontManager.addfont(path)
    fontManager.defaultFamily["ttf"] = FAMILY


def _apply_style() -> None:
    import matplotlib
    from cycler import cycler
    from matplotlib.backends import backend_agg
    from matplotlib.ft2font import FT2Font

    from pipeline.render.matplotlib.drawing.hooks import hook_in

    matplotlib.rcdefaults()
    style = {**STYLE, "axes.prop_cycle": cycler(color=COLORS)}
    # The defaults too, so that `plt.style.use("default")` leads back to the house style.
    for params in (matplotlib.rcParams, matplotlib.rcParamsDefault, matplotlib.rcParamsOrig):
        params.update(style)  # type: ignore[arg-type]  # keys are checked at run time
    hook_in()

    # Each `plt.savefig` asks the canvas to redraw a screen that is not there: a third of the time.
    backend_agg.FigureCanvasAgg.draw_idle = _do_nothing  # type: ignore[method-assign]

    # To lay out a text reads two tables of its font each time: an eighth of the time.
    FT2Font.get_sfnt_table = functools.lru_cache(64)(FT2Font.get_sfnt_table)  # type: ignore[method-assign,assignment]


def _do_nothing(*_: object, **__: object) -> None:
    pass


def _draw_once() -> None:
    """Draw what most scripts draw, so that its code and caches are there before the fork."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([0, 1], [0, 1], label="warm")
    axes.bar([0, 1], [1, 2])
    axes.set_title("Warm")
    axes.annotate("$x^2$", (0, 0), (1, 1), arrowprops={"arrowstyle": "->"})
    axes.legend()
    figure.savefig(io.BytesIO(), format="svg", bbox_inches="tight")
    plt.close(figure)

"""Render every source of the project at hand in this one process, as fast as the libraries can.

The last line tells the seconds that the imports took, which no second core can share. With the
argument `bare`, matplotlib does not redraw the screen that is not there after each `savefig`.
"""

from __future__ import annotations

import os
import runpy
import shutil
import sys
import time
from pathlib import Path


def main(*arguments: str) -> None:
    """Import, render, tell."""
    start = time.perf_counter()
    _import(is_bare="bare" in arguments)
    imported = time.perf_counter() - start
    for source in sorted(Path("questions").rglob("*")):
        target = Path("out", *source.parts[1:]).with_suffix(".svg")
        if source.suffix == ".py":
            _draw_script(source, target)
        elif source.suffix == ".dot":
            _draw_graph(source, target)
        elif source.suffix == ".svg":
            shutil.copyfile(source, target)
    print(f"imports took {imported:.6f}")


def _import(*, is_bare: bool) -> None:
    import matplotlib.pyplot
    import numpy
    import pygraphviz  # type: ignore[import-untyped]  # noqa: F401 - no stubs; imported ahead
    from matplotlib.backends import backend_svg

    matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text, which is quicker too
    matplotlib.pyplot.switch_backend("svg")
    numpy.random.seed(0)
    if is_bare:
        backend_svg.FigureCanvasSVG.draw_idle = _do_nothing  # type: ignore[method-assign]


def _do_nothing(*_: object, **__: object) -> None:
    pass


def _draw_script(source: Path, target: Path) -> None:
    import matplotlib.pyplot

    os.environ["VISUAL_OUT_PATH"] = str(target)
    runpy.run_path(str(source), run_name="__main__")
    matplotlib.pyplot.close("all")


def _draw_graph(source: Path, target: Path) -> None:
    import pygraphviz

    pygraphviz.AGraph(str(source)).draw(str(target), "svg", "dot")


if __name__ == "__main__":
    main(*sys.argv[1:])

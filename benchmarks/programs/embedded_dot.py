"""`SOURCE -o SVG`: draw one graph by the Graphviz of the Python wheel, where there is no dot."""

from __future__ import annotations

import sys

import pygraphviz  # type: ignore[import-untyped]  # it has no stubs


def main(source: str, flag: str, svg: str) -> None:
    """Draw the file `source` into the file `svg`."""
    pygraphviz.AGraph(source).draw(svg, "svg", "dot")


if __name__ == "__main__":
    main(*sys.argv[1:])

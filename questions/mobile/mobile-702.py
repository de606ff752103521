"""A small LRU cache and two orders of reading a matrix -> each access as a hit or a miss."""

import json
import os
from collections import OrderedDict

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

P = json.loads(os.environ["VISUAL_PARAMS"])
HIT, MISS = "#d4edda", "#f9d6d5"
SIDE, LINE = P["side"], P["line"]


def misses(order):
    """Return the elements of `order` that are not in the cache when they are read."""
    cache, missed = OrderedDict(), set()
    for row, column in order:
        line = (row, column // LINE)
        if line not in cache:
            missed.add((row, column))
            if len(cache) == P["cached"]:
                cache.popitem(last=False)
        cache[line] = True
        cache.move_to_end(line)
    return missed


def draw(axes, order, title):
    """Draw the matrix: a cell an element, numbered as it is read, hits and misses told apart."""
    missed = misses(order)
    for number, (row, column) in enumerate(order, 1):
        fill, weight = (MISS, "bold") if (row, column) in missed else (HIT, "normal")
        axes.add_patch(Rectangle((column, row), 1, 1, facecolor=fill, edgecolor="none"))
        axes.text(column + 0.5, row + 0.5, number, ha="center", va="center", weight=weight)
    for row in range(SIDE):
        for column in range(0, SIDE, LINE):
            axes.add_patch(Rectangle((column, row), LINE, 1, fill=False, edgecolor="#555", lw=1.5))
    axes.set_title(f"{title}: {len(missed)} misses in {len(order)} reads", fontsize=10)
    axes.set_xlim(-0.05, SIDE + 0.05)
    axes.set_ylim(SIDE + 0.05, -0.05)
    axes.set_aspect("equal")
    axes.set_xticks([])
    axes.set_yticks([i + 0.5 for i in range(SIDE)], [f"row {i}" for i in range(SIDE)])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


rows = [(i, j) for i in range(SIDE) for j in range(SIDE)]
columns = [(i, j) for j in range(SIDE) for i in range(SIDE)]
figure, (left, right) = plt.subplots(1, 2, figsize=(7.9, 4.2), layout="constrained")
draw(left, rows, "row by row")
draw(right, columns, "column by column")
right.set_yticks([])
figure.supxlabel(
    f"thick frame: a cache line of {LINE} elements  ·  number: when it is read  ·  bold on red:"
    f" miss\nthe cache holds {P['cached']} lines and gives up the one not used for longest",
    fontsize=9.5, color="#333", linespacing=1.5,
)  # fmt: skip
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")

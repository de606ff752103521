"""The house style of matplotlib figures: rcParams that are in force before a script starts.

Sizes are in pt, and 1 pt = 4/3 px on the page: a label of 9 pt is 12 px high.
"""

from __future__ import annotations

from pipeline.fonts import FAMILY

TEXT = "#333333"
LINE = "#555555"
GRID = "#dddddd"
CYCLE = ("#4a90c4", "#c87b2a", "#3d9e5a", "#a31f34", "#555555", "#cc4444")
"""The palette's strokes, neighbours being told apart by readers with any colour vision."""

COLUMN_INCHES = 7.0
"""Wide enough to fill most of a column of 680 px once its margins are trimmed."""

_GENERIC = ("sans-serif", "serif", "monospace", "cursive", "fantasy")

STYLE: dict[str, object] = {
    "figure.figsize": (COLUMN_INCHES, 4.2),
    "figure.subplot.left": 0.1,
    "figure.subplot.right": 0.97,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "savefig.format": "svg",
    "svg.fonttype": "none",
    "svg.hashsalt": "visuals",
    "font.family": ["sans-serif"],
    **{f"font.{generic}": [FAMILY] for generic in _GENERIC},
    "font.size": 9.5,
    "font.enable_last_resort": False,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlepad": 10,
    "axes.labelsize": 9.5,
    "axes.labelpad": 6,
    "axes.unicode_minus": True,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.fontsize": 9,
    "figure.titlesize": 12,
    "text.color": TEXT,
    "axes.titlecolor": TEXT,
    "axes.labelcolor": TEXT,
    "xtick.labelcolor": TEXT,
    "ytick.labelcolor": TEXT,
    "axes.edgecolor": LINE,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
    "patch.edgecolor": LINE,
    "hatch.color": LINE,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
    "mathtext.fontset": "custom",
    "mathtext.rm": FAMILY,
    "mathtext.sf": FAMILY,
    "mathtext.tt": FAMILY,
    "mathtext.cal": FAMILY,
    "mathtext.it": f"{FAMILY}:italic",
    "mathtext.bf": f"{FAMILY}:bold",
    "mathtext.bfit": f"{FAMILY}:italic:bold",
    "mathtext.fallback": "stixsans",
}

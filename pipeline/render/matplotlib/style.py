"""The house style of matplotlib figures: rcParams that are in force before a script starts.

Sizes are in pt, and 1 pt = 4/3 px on the page: a label of 9 pt is 12 px high.
"""

from __future__ import annotations

from pipeline.fonts.faces import FAMILY

TEXT = "#333333"
LINE = "#555555"
GRID = "#bbbbbb"
COLORS = ("#4a90c4", "#c87b2a", "#3d9e5a", "#a31f34", "#555555", "#bbbbbb", "#cc4444")
LINES = ("-", "--")
"""The palette's strokes, the first ones told apart by readers with any colour vision. Lines go on
in dashes, so that no two of the first fourteen are alike. None is black, as labels on them are."""

COLUMN_INCHES = 7.0
"""Wide enough to fill most of a column of 680 px once its margins are trimmed."""

_GENERIC = ("sans-serif", "serif", "monospace", "cursive", "fantasy")

STYLE: dict[str, object] = {
    "figure.figsize": (COLUMN_INCHES, 4.2),
    "figure.subplot.left": 0.1,
    "figure.subplot.right": 0.97,
    "savefig.format": "svg",
    "svg.fonttype": "none",
    "svg.hashsalt": "visuals",
    "font.family": ["sans-serif"],
    **{f"font.{generic}": [FAMILY] for generic in _GENERIC},
    "font.size": 9.5,
    "font.enable_last_resort": False,
    "axes.titleweight": "bold",
    "axes.titlepad": 10,
    "axes.labelpad": 6,
    "axes.labelcolor": TEXT,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
    "axes.edgecolor": LINE,
    "axes.linewidth": 0.8,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
    "patch.edgecolor": LINE,
    "hatch.linewidth": 0.8,
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
"""What a script sets itself means what it means in plain matplotlib: a colour or size that follows
another by default follows it here too, and a legend keeps the sheet that makes it readable."""

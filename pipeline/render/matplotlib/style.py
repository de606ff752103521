"""The house style of matplotlib figures: rcParams that are in force before a script starts.

Sizes are in pt, and 1 pt = 4/3 px on the page: a label of 9 pt is 12 px high.
"""

from __future__ import annotations

from pipeline.fonts.faces import FAMILY

TEXT = "#333333"
LINE = "#555555"
GRID = "#bbbbbb"
COLORS = (
    "#4a90c4", "#c87b2a", "#3d9e5a", "#ca4937", "#7c6fd0",
    "#7f7f7f", "#e08fb8", "#96704f", "#b0b43c", "#39b3b8",
)  # fmt: skip
"""As many as plain matplotlib has, so that C0 to C9 differ. Black labels are readable on each of
them, and readers with any colour vision can distinguish the first seven."""

SIZE_INCHES = (7.8, 4.8)
"""Wide enough to fill most of a column of 680 px once its margins are trimmed, and as high as in
plain matplotlib: titles and ticks have the room that their author saw."""

_GENERIC = ("sans-serif", "serif", "monospace", "cursive", "fantasy")

STYLE: dict[str, object] = {
    "figure.figsize": SIZE_INCHES,
    "savefig.format": "svg",
    "svg.fonttype": "none",
    "svg.hashsalt": "visuals",
    "font.family": ["sans-serif"],
    **{f"font.{generic}": [FAMILY] for generic in _GENERIC},
    "font.size": 9.5,
    "font.enable_last_resort": False,
    "axes.titleweight": "bold",
    "axes.labelcolor": TEXT,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
    "axes.edgecolor": LINE,
    "axes.linewidth": 0.8,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
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

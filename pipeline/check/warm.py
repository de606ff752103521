"""Nothing → a process that has normalized and checked once, so that the next time is quick."""

from __future__ import annotations

from pipeline.check import normalize_and_check
from pipeline.model import Drawing

SMALL = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" viewBox="0 0 90 40">
<style>.box { fill: #cfe2f3 }</style>
<g transform="translate(5 5)"><path class="box" d="M0 0H80V30H0Z" stroke="#4a90c4"/>
<text x="40" y="20" text-anchor="middle" font-size="12" fill="#333">warm</text></g></svg>"""


def warm_up() -> None:
    """Import what normalizes and checks, and use a good part of it once."""
    normalize_and_check(Drawing("x", SMALL, "Warm", "A box", "x.svg", True, "sans-serif"))

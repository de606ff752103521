"""An item of a flex container → how far it stands from the sides (CSS Box Alignment 3)."""

from __future__ import annotations

from pipeline.normalize.foreign.flow.sizes import Fragment, Space
from pipeline.normalize.foreign.html.boxes import Box


def is_auto(child: Fragment, side: str) -> bool:
    """Whether a margin takes what room there is."""
    return child.box.style.get(f"margin-{side}") == "auto"


def outer_height(child: Fragment) -> float:
    """How high an item is with its margins."""
    return child.height + child.edges.margin[0] + child.edges.margin[2]


def align(container: Box, item: Box) -> list[str]:
    """The words that say where an item stands across its row."""
    own = item.style.get("align-self", "auto")
    return (container.style.get("align-items", "normal") if own == "auto" else own).split()


def justified(justify: str, room: float, count: int) -> tuple[float, float]:
    """How far the first item stands from the start, and how far the others from each other."""
    *how, word = justify.split()
    if room < 0 and (how == ["safe"] or word.startswith("space")):
        return 0.0, 0.0
    if word in ("center", "-webkit-center"):
        return room / 2, 0.0
    if word in ("flex-end", "end", "right"):
        return room, 0.0
    if word == "space-between" and count > 1:
        return 0.0, room / (count - 1)
    if word == "space-around":
        return room / count / 2, room / count
    if word == "space-evenly":
        return room / (count + 1), room / (count + 1)
    return 0.0, 0.0


_SHARES = {"center": 0.5, "flex-end": 1.0, "end": 1.0}


def aligned(container: Box, child: Fragment, height: float, row: list[Fragment]) -> float:
    """How far down an item stands in its row."""
    autos = (is_auto(child, "top"), is_auto(child, "bottom"))
    *how, word = align(container, child.box)
    if word == "baseline" and not any(autos):
        lowest = max(other.edges.margin[0] + (other.first or other.height) for other in row)
        return lowest - (child.first or child.height)
    room = height - outer_height(child)
    return child.edges.margin[0] + _share(how, word, room, autos) * room


def across(container: Box, child: Fragment, inside: Space) -> float:
    """How far from the left an item of a column stands."""
    autos = (is_auto(child, "left"), is_auto(child, "right"))
    *how, word = align(container, child.box)
    room = inside.width - child.width - child.edges.margin[1] - child.edges.margin[3]
    return child.edges.margin[3] + _share(how, word, room, autos) * room


def _share(how: list[str], word: str, room: float, autos: tuple[bool, bool]) -> float:
    """How much of the room comes before an item; margins that are `auto` take what there is."""
    if any(autos):
        return (0.5 if all(autos) else float(autos[0])) if room > 0 else 0.0
    if room < 0 and how == ["safe"]:
        return 0.0
    return _SHARES.get(word, 0.0)

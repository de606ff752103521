"""One CSS declaration of a box → the longhand declarations that it stands for."""

from __future__ import annotations

import re
from functools import lru_cache

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.foreign.html.sheet import names
from pipeline.normalize.styles.properties import WIDE
from pipeline.normalize.styles.shorthand import longhands as of_text

Longhands = tuple[tuple[str, str], ...]

SIDES = ("top", "right", "bottom", "left")
_BORDER_STYLES = names("""
    none hidden solid dashed dotted double groove ridge inset outset
    """)
_BORDER_WIDTHS = frozenset(("thin", "medium", "thick"))
_WIDTH = re.compile(r"[+-]?[\d.]+(?:e[+-]?\d+)?[a-z]*|calc\(.*\)", re.IGNORECASE)
_LINES = frozenset(("underline", "overline", "line-through", "none", "blink"))
_SPACES = {"collapse": "normal", "preserve": "pre-wrap", "preserve-breaks": "pre-line"}
"""What each way to collapse white space comes to where lines wrap."""

_ALIAS = {
    "word-wrap": "overflow-wrap",
    "-webkit-align-items": "align-items",
    "-webkit-justify-content": "justify-content",
    "text-wrap-mode": "text-wrap",
    "inline-size": "width",
    "block-size": "height",
}

_BY_CONTENT = ("max-content", "min-content", "fit-content")
"""Sizes that HTML has and SVG has not."""


@lru_cache(maxsize=4096)
def longhands(name: str, value: str) -> Longhands:
    """A declaration taken apart; anything else as it is. An invalid shorthand is nothing."""
    name = _ALIAS.get(name, name)
    if name == "white-space-collapse":
        return (("white-space", _SPACES.get(value.lower(), value)),)
    if name in ("width", "height") and value.lower() in _BY_CONTENT:
        return ((name, value),)
    expand = _EXPAND.get(name)
    if expand is None:
        height = _line_height(value) if name == "font" else ()
        return (*of_text(name, value), *height)
    if value.lower() in WIDE:
        return tuple((part, value) for part, _ in expand(name, "none"))
    return expand(name, value)


def words(value: str) -> list[str]:
    """A value cut at its spaces; what stands in brackets is one word."""
    parts = [""]
    for token in tinycss2.parse_component_value_list(value, True):
        if token.type == "whitespace":
            parts.append("")
        else:
            parts[-1] += str(token.serialize())
    return [part for part in parts if part]


def _line_height(value: str) -> Longhands:
    if value.lower() in WIDE:
        return (("line-height", value),)
    match = re.search(r"/\s*(\S+)", value)
    return (("line-height", match[1] if match else "normal"),)


def _four(name: str, value: str) -> Longhands:
    given = words(value)
    if not 1 <= len(given) <= 4:
        return ()
    top = given[0]
    right = given[1] if len(given) > 1 else top
    bottom = given[2] if len(given) > 2 else top
    left = given[3] if len(given) > 3 else right
    first, _, last = name.partition("-")
    ending = f"-{last}" if last else ""
    sides = zip(SIDES, (top, right, bottom, left), strict=True)
    return tuple((f"{first}-{side}{ending}", each) for side, each in sides)


def _two(name: str, value: str) -> Longhands:
    given = words(value)
    sides = ("left", "right") if name.endswith("inline") else ("top", "bottom")
    first = name.partition("-")[0]
    if not 1 <= len(given) <= 2:
        return ()
    return ((f"{first}-{sides[0]}", given[0]), (f"{first}-{sides[1]}", given[-1]))


def _border(name: str, value: str) -> Longhands:
    found = {"width": "medium", "style": "none", "color": "currentcolor"}
    for word in words(value):
        lowered = word.lower()
        if lowered in _BORDER_STYLES:
            found["style"] = lowered
        elif lowered in _BORDER_WIDTHS or _WIDTH.fullmatch(lowered):
            found["width"] = lowered
        else:
            found["color"] = word
    sides = SIDES if name == "border" else (name.removeprefix("border-"),)
    return tuple((f"border-{side}-{what}", each) for side in sides for what, each in found.items())


def _background(name: str, value: str) -> Longhands:
    """Its colour, which is the last word that is one; its image where it has one."""
    colour, image = "transparent", "none"
    for word in words(value):
        lowered = word.lower()
        if "gradient(" in lowered or lowered.startswith("url("):
            image = word
        elif lowered not in _PLACING and not _WIDTH.fullmatch(lowered) and "%" not in lowered:
            colour = word
    return (("background-color", colour), ("background-image", image))


_PLACING = names("""
    none repeat no-repeat repeat-x repeat-y scroll fixed local center top left right bottom /
    cover contain border-box padding-box content-box auto
    """)


def _decoration(name: str, value: str) -> Longhands:
    lines = [word.lower() for word in words(value) if word.lower() in _LINES]
    return (("text-decoration-line", " ".join(lines) or "none"),)


def _flex(name: str, value: str) -> Longhands:
    given = words(value.lower())
    if given == ["none"]:
        given = ["0", "0", "auto"]
    elif given == ["auto"]:
        given = ["1", "1", "auto"]
    numbers = [word for word in given if re.fullmatch(r"[\d.]+", word)]
    basis = next((word for word in given if word not in numbers), "0" if numbers else "auto")
    grow, shrink = [*numbers, "1", "1"][:2] if numbers else ("1", "1")
    if len(numbers) == 1:
        shrink = "1"
    return (("flex-grow", grow), ("flex-shrink", shrink), ("flex-basis", basis))


def _flow(name: str, value: str) -> Longhands:
    found = {"flex-direction": "row", "flex-wrap": "nowrap"}
    for word in words(value.lower()):
        found["flex-wrap" if "wrap" in word else "flex-direction"] = word
    return tuple(found.items())


def _overflow(name: str, value: str) -> Longhands:
    given = words(value.lower())
    return (("overflow", "visible" if set(given) == {"visible"} else (given or ["visible"])[0]),)


def _gap(name: str, value: str) -> Longhands:
    given = words(value)
    return (("row-gap", given[0]), ("column-gap", given[-1])) if given else ()


def _radius(name: str, value: str) -> Longhands:
    given = words(value.partition("/")[0])
    return (("border-radius", given[0]),) if given else ()


def _list(name: str, value: str) -> Longhands:
    given = words(value.lower())
    kinds = [word for word in given if word not in ("inside", "outside")]
    place = "inside" if "inside" in given else "outside"
    return (("list-style-type", kinds[0] if kinds else "disc"), ("list-style-position", place))


_EXPAND = {
    **dict.fromkeys(("margin", "padding", "border-width", "border-style", "border-color"), _four),
    **dict.fromkeys(("margin-inline", "margin-block", "padding-inline", "padding-block"), _two),
    **dict.fromkeys(("border", *(f"border-{side}" for side in SIDES)), _border),
    "background": _background,
    "text-decoration": _decoration,
    "flex": _flex,
    "flex-flow": _flow,
    "overflow": _overflow,
    "gap": _gap,
    "border-radius": _radius,
    "list-style": _list,
}

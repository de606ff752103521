"""A CSS colour of any form → one that every renderer reads, as a light page shows it.

Follows CSS Color 4 and 5. What lies outside sRGB is clipped, as browsers do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import tinycss2  # type: ignore[import-untyped]  # the library carries no types
from tinycss2.color5 import parse_color  # type: ignore[import-untyped]  # as above

from pipeline.normalize.values.spaces import MIXED_IN, into, out_of, srgb

_SYSTEM = {
    "#000000": "activeborder buttonborder buttontext canvastext captiontext fieldtext infotext"
    " marktext menutext threeddarkshadow threedhighlight threedlightshadow threedshadow"
    " windowframe windowtext",
    "#ffffff": "accentcolortext activecaption appworkspace background canvas field highlighttext"
    " inactiveborder inactivecaption infobackground menu scrollbar selecteditemtext window",
    "#efefef": "buttonface buttonhighlight buttonshadow threedface",
    "#808080": "graytext inactivecaptiontext",
    "#0000ee": "linktext -webkit-link",
    "#551a8b": "visitedtext",
    "#ff0000": "activetext -webkit-activelink",
    "#ffff00": "mark",
    "#1967d2": "selecteditem",
    "#3367d1": "highlight",
    "#0075ff": "accentcolor",
}
_SYSTEM_COLOURS = {name: colour for colour, names in _SYSTEM.items() for name in names.split()}
"""What Chromium draws on a light page."""

_LEGACY = ("rgb", "rgba")
_WITH_COMMAS = (*_LEGACY, "hsl", "hsla")
"""What may have commas, and then neither `none` nor a saturation without its sign of per cent."""

_READ = (*_LEGACY, "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch")


@lru_cache(maxsize=4096)
def plain_colour(text: str) -> str | None:
    """`text` as a keyword, a hash, `rgb(r, g, b)` or `rgba(r, g, b, a)`; None for anything else."""
    tokens = [
        token
        for token in tinycss2.parse_component_value_list(text, True)
        if token.type != "whitespace"
    ]
    if len(tokens) != 1:
        return None
    (token,) = tokens
    if token.type == "ident" and token.lower_value in _SYSTEM_COLOURS:
        return _SYSTEM_COLOURS[token.lower_value]
    if token.type == "function" and token.lower_name == "light-dark":
        return plain_colour(tinycss2.serialize(_arguments(token)[0]))
    if token.type == "function" and token.lower_name not in _LEGACY:
        rgba = _rgba(token)
        return None if rgba is None else _written(rgba)
    known = _colour_of(token)
    if known is None:
        return None
    is_legacy = token.type != "function" or "," in text
    is_kept = is_legacy or known == "currentcolor"
    return tinycss2.serialize([token]) if is_kept else _written(srgb(known))


@lru_cache(maxsize=4096)
def rgba_of(text: str) -> Sequence[float] | None:
    """Red, green, blue and alpha, each from 0 to 1; None for `currentcolor` and what is none."""
    plain = plain_colour(text)
    known = None if plain is None else parse_color(plain)
    return None if known is None or isinstance(known, str) else srgb(known)


def is_opaque(text: str) -> bool:
    """Whether a colour is known to let nothing through."""
    rgba = rgba_of(text)
    return rgba is not None and rgba[3] == 1


def is_plain_function(text: str) -> bool:
    """Whether a value is a colour function of plain parts, read here as browsers read it."""
    name, bracket, rest = text.strip().lower().partition("(")
    return bool(bracket) and name in _READ and "(" not in rest and "from" not in rest


def is_colour_function(text: str) -> bool:
    """Whether a value is a colour to a browser, even where its parts cannot be computed here."""
    name, bracket, _ = text.strip().lower().partition("(")
    if name in _READ:
        return bool(bracket) and not is_plain_function(text)
    return bool(bracket) and name in ("color", "color-mix", "contrast-color", "light-dark")


def _arguments(token: Any) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for argument in token.arguments:
        if argument == ",":
            parts.append([])
        elif argument.type != "whitespace" or parts[-1]:
            parts[-1].append(argument)
    return parts


def _rgba(token: Any) -> Sequence[float] | None:
    if token.type == "function" and token.lower_name == "color-mix":
        return _mixed(_arguments(token))
    if token.type == "function" and token.lower_name == "light-dark":
        return _mixed_part(_arguments(token)[0])
    if token.type == "ident" and token.lower_value in _SYSTEM_COLOURS:
        return srgb(parse_color(_SYSTEM_COLOURS[token.lower_value]))
    colour = _colour_of(token)
    return None if colour is None or isinstance(colour, str) else srgb(colour)


def _colour_of(token: Any) -> Any:
    """A token as the library has it, which is laxer than browsers, and knows no mixed `rgb()`."""
    if token.type != "function":
        return parse_color(token)
    name, parts = token.lower_name, [part for part in token.arguments if part.type != "whitespace"]
    if "," in parts:
        kinds = [part.type for part in parts[::2]]
        is_read = name in _WITH_COMMAS and "ident" not in kinds
        is_read = is_read and (name in _LEGACY or kinds[1:3] == ["percentage", "percentage"])
        return parse_color(token) if is_read else None
    if name in _LEGACY and {part.type for part in parts[:3]} == {"number", "percentage"}:
        scales = [2.55 if part.type == "percentage" else 1.0 for part in parts[:3]]
        numbers = [f"{part.value * scale:g}" for part, scale in zip(parts, scales, strict=False)]
        return parse_color(f"rgb({' '.join(numbers)} {tinycss2.serialize(parts[3:])})")
    return parse_color(token)


def _mixed_part(tokens: list[Any]) -> Sequence[float] | None:
    words = [token for token in tokens if token.type != "whitespace"]
    return _rgba(words[0]) if len(words) == 1 else None


def _mixed(parts: list[list[Any]]) -> Sequence[float] | None:
    """`color-mix(in space, colour share, colour share)` (CSS Color 5, section 3)."""
    words = [token.lower_value for token in parts[0] if token.type == "ident"]
    if len(parts) != 3 or words[:1] != ["in"] or " ".join(words[1:]) not in MIXED_IN:
        return None
    shares = [next((t.value for t in part if t.type == "percentage"), None) for part in parts[1:]]
    colours = [_mixed_part([t for t in part if t.type != "percentage"]) for part in parts[1:]]
    if None in colours or not all(0 <= share <= 100 for share in shares if share is not None):
        return None
    first, second = shares
    if first is None:
        first = 50.0 if second is None else 100 - second
    second = 100 - first if second is None else second
    total = first + second
    if not total:
        return None
    share = second / total
    from_, to = (into(words[1], colour) for colour in colours if colour is not None)
    alpha = from_[3] * (1 - share) + to[3] * share
    mixed = [_between(words[1], at, from_, to, share, alpha) for at in range(3)]
    return (*out_of(words[1], mixed), alpha * min(1.0, total / 100))


def _between(
    space: str, at: int, start: Sequence[float], end: Sequence[float], share: float, alpha: float
) -> float:
    """One coordinate of a mixture; a hue goes the shorter way, the others count by their alpha."""
    if space == "oklch" and at == 2:
        turn = (end[2] - start[2] + 180) % 360 - 180
        return start[2] + share * turn
    if not alpha:
        return 0.0
    return (start[at] * start[3] * (1 - share) + end[at] * end[3] * share) / alpha


def _written(rgba: Sequence[float] | None) -> str | None:
    if rgba is None:
        return None
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in rgba[:3])
    if rgba[3] < 1:
        return f"rgba({red},{green},{blue},{round(rgba[3], 4):g})"
    return f"#{red:02x}{green:02x}{blue:02x}"

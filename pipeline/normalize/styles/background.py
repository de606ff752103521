"""`background` → the colour and the gradients behind a drawing (CSS Backgrounds 3)."""

from __future__ import annotations

from typing import Any

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.styles.syntax import css_text, split_at_commas
from pipeline.normalize.values.colours import plain_colour, rgba_of

_NONE = "transparent"
_WORDS = frozenset(
    ("none", "repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round", "scroll", "fixed",
     "local", "top", "bottom", "left", "right", "center", "auto", "cover", "contain", "border-box",
     "padding-box", "content-box", "text")
)  # fmt: skip
"""All that may stand in the shorthand beside a colour."""


def background_longhands(value: str) -> tuple[tuple[str, str], ...]:
    """The shorthand taken apart: its colour, and its gradients if there are any."""
    tokens = tinycss2.parse_component_value_list(value, True)
    words = [token.lower_value for token in tokens if token.type == "ident"]
    if not all(word in _WORDS or plain_colour(word) for word in words):
        return ()
    colours = filter(None, (plain_colour(css_text([token])) for token in tokens))
    images = [css_text([token]) for token in tokens if _is_gradient(token)]
    return (
        ("background-color", next(colours, _NONE)),
        ("background-image", ", ".join(images) or "none"),
    )


def first_colour(image: str) -> str | None:
    """The first colour of the topmost gradient; None where there is none."""
    for token in tinycss2.parse_component_value_list(image, True):
        if _is_gradient(token):
            for part in split_at_commas(token.arguments):
                for word in part:
                    if colour := plain_colour(css_text([word])):
                        return colour
    return None


def _is_gradient(token: Any) -> bool:
    return token.type == "function" and str(token.lower_name).endswith("gradient")


def opaque(colour: str) -> str | None:
    """A colour on a white page; None where it lets all of it through, or is none."""
    rgba = rgba_of(colour)
    if rgba is None or rgba[3] == 0:
        return None
    if rgba[3] == 1:
        return plain_colour(colour)
    return "#" + "".join(f"{round(255 * (1 + rgba[3] * (part - 1))):02x}" for part in rgba[:3])

"""Rule on the font that a source asks for (L005); only the raw SVG still has it."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from pipeline.check.scene.scene import Flaw, Flaws, Scene
from pipeline.normalize.allowed import SHAPES
from pipeline.normalize.context import shorten
from pipeline.positions import line_of_byte

_FAMILIES = rb"""((?>(?:&\w+;|[^;"'{}<>]|"[^"<>=]*"|'[^'<>=]*')*))"""
_ASKED = re.compile(
    rb"""font(?:-family\s*(?:=\s*(?:"([^"]*)"|'([^']*)')|:\s*"""
    + _FAMILIES
    + rb""")|\s*+:[^;"'{}<>]{0,200}?\d(?:px|pt|em|rem|%)(?:/\S{1,20})?\s++"""
    + _FAMILIES
    + rb")"
)
_TAG = re.compile(rb"<(?:svg:)?(\w+)")
_HOUSE = frozenset(
    ("helvetica", "helvetica neue", "arial", "arimo", "liberation sans", "nimbus sans",
     "sans-serif", "sans", "system-ui", "inherit", "initial", "unset", "")
)  # fmt: skip


def other_font(scene: Scene) -> Flaws:
    """Report each font family that the raw SVG asks for and that is not the house font or like it.

    Only the first family of each list counts.
    """
    house = _HOUSE | {_bare(name) for name in scene.drawing.font_stack.split(",")}
    raw, told = scene.drawing.raw if scene.labels else b"", set()
    for match in _ASKED.finditer(raw):
        asked = _first(match[match.lastindex or 0])
        if _bare(asked) in house or asked in told or _is_idle(raw, match.start()):
            continue
        told.add(asked)
        line = line_of_byte(raw, match.start())
        message = f"the font {shorten(asked)} is asked for; the drawing ships in the house font"
        yield Flaw(line, message, "leave the font out, or write Helvetica or sans-serif", asked)


def _is_idle(raw: bytes, at: int) -> bool:
    """Whether a font is set on a shape, where it has no effect; some editors leave it there."""
    tag = _TAG.match(raw, raw.rfind(b"<", 0, at))
    return tag is not None and tag[1].decode() in SHAPES


@lru_cache(maxsize=256)
def _first(families: bytes) -> str:
    """The first family of a list."""
    text = html.unescape(families.decode(errors="replace"))
    return text.split(",")[0].strip("\"' \n\t")


@lru_cache(maxsize=256)
def _bare(name: str) -> str:
    return name.strip("\"' ").removesuffix("!important").strip().lower()

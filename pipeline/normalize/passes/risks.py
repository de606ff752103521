"""An attribute as authored → what in its value would run, load or link (S001 to S003)."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalize.allowed import ACTIVE_NAMESPACES
from pipeline.normalize.context import SVG, XLINK, XML, local, shorten
from pipeline.normalize.styles.hazards import Violation, leading_out, value_violation

_HANDLER = re.compile(r"on[a-z]", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\u00ad\u200b-\u200f\u2028-\u202e\ufeff]+")
_SCHEME = re.compile(r"(?:javascript|vbscript|livescript|mocha):", re.IGNORECASE)
_DATA_IMAGE = re.compile(r"data:image/", re.IGNORECASE)
PLAIN = re.compile(r"""[\w\s#.,%;+\-|"'*=<>!]*""")
"""Values of which nothing can come."""

_NO_HANDLER = "remove the attribute; draw.io writes one with Lightbox or Edit: export without them"
_NO_ANCHOR = "remove <a …> and </a>, keep what stands between; the page may link the drawing"


@lru_cache(maxsize=8192)
def attribute_violation(tag: str, name: str, value: str) -> Violation | None:
    """What is unsafe about an attribute of an element of that tag; None where nothing is."""
    bare = local(name)
    shown = f'{bare}="{shorten(value)}"'
    if _HANDLER.match(bare) and not _is_editor(name):
        return Violation("S001", f"the event handler {shown} is not allowed", _NO_HANDLER)
    lowered = bare.lower()
    if lowered in ("href", "src") or name == f"{{{XML}}}base":
        return _reference_violation(tag, name, value, shown)
    if name == "style":
        return value_violation(value, declarations=True)
    if PLAIN.fullmatch(value):
        return None
    return _value_danger(value, shown) or (
        value_violation(value) if not name.startswith("{") else None
    )


def _value_danger(value: str, shown: str) -> Violation | None:
    squeezed = _INVISIBLE.sub("", value)
    if _SCHEME.search(squeezed):
        return Violation("S001", f"the script address {shown} is not allowed")
    if _DATA_IMAGE.search(squeezed):
        return Violation("S003", f"the embedded image {shown} is not allowed")
    return None


def _reference_violation(tag: str, name: str, value: str, shown: str) -> Violation | None:
    if name.startswith("{") and _is_editor(name):
        return None
    danger = _value_danger(value, shown)
    if danger:
        return danger
    text = value.strip()
    if _INVISIBLE.sub("", value).lower().startswith("data:"):
        return Violation("S002", f"the embedded file {shown} is not allowed")
    if tag.endswith("}a"):
        return Violation("S002", f"the link {shown} is not allowed", _NO_ANCHOR)
    if not text or text.startswith("#"):
        return None
    return leading_out(f"the reference {shown}", text, f'{local(name)}="#{text}"')


def _is_editor(name: str) -> bool:
    """Whether an attribute is an editor's own: in a namespace that no browser knows."""
    namespace = name[1:].rpartition("}")[0] if name.startswith("{") else ""
    return (
        bool(namespace)
        and namespace not in (SVG, XLINK, XML)
        and (namespace.lower().rstrip("/#") not in ACTIVE_NAMESPACES)
    )

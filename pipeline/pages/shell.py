"""The name of a page, its styles and scripts → the page around its data; JSON that may stand there.

A page needs no server and no other file. Its Content-Security-Policy lets nothing run but what was
put into it here.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
FIRST_SCRIPT = "theme"
"""Runs before anything is drawn, so that no page flashes in the wrong theme."""

_DATA = "@data@"
_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end a script element, or a line of script, in the texts of others."""


@functools.cache
def shell(name: str, styles: tuple[str, ...], scripts: tuple[str, ...]) -> tuple[bytes, bytes]:
    """The page before and after its data; scripts in the order in which they need each other."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 0.1 s

    templates = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = "".join(_text(f"styles/{each}.css") for each in styles)
    first = _wrapped(_text(f"scripts/{FIRST_SCRIPT}.js"))
    script = _wrapped("".join(_text(f"scripts/{each}.js") for each in scripts))
    page = templates.get_template(f"{name}.html").render(
        style=style, first=first, script=script, data=_DATA,
        style_hash=_hash(style), first_hash=_hash(first), script_hash=_hash(script),
    )  # fmt: skip
    head, _, tail = page.partition(_DATA)
    return head.encode(), tail.encode()


def encoded(value: dict[str, Any]) -> bytes:
    """A JSON value as it may stand in a script element, on one line."""
    return as_json(value).encode(errors="replace")


def as_json(value: object) -> str:
    """The same as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _wrapped(script: str) -> str:
    """A script of its own scope: pages that others add to keep their names."""
    return f'(() => {{\n"use strict";\n{script}}})();'


def _hash(content: str) -> str:
    """What a Content-Security-Policy names an inline style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()

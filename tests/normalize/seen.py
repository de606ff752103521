"""A drawing before and after, as a browser draws both."""

from __future__ import annotations

from base64 import b64encode

import numpy as np
from lxml import etree

from pipeline.model import Normalized
from pipeline.normalize.values.viewport import authored_size
from tests.browser import Browser, Pixels

MOST = 24
"""By how much of 255 a pixel may differ; one in a thousand may differ at all."""


def differing(browser: Browser, raw: bytes, result: Normalized, sheet: str = "#fff") -> float:
    """The share of pixels that differ visibly; `raw` is opened as a file, the result inlined."""
    assert result.svg is not None, result.findings
    before = on_canvas(browser, raw, result, sheet)
    after = browser.draw(result.svg.decode(), result.width, result.height)
    return float((np.abs(before - after).max(axis=2) > MOST).mean())


def on_canvas(browser: Browser, raw: bytes, result: Normalized, sheet: str) -> Pixels:
    """The raw drawing where the normal form puts it: centred, or shrunk to the column."""
    size = authored_size(etree.fromstring(raw, etree.XMLParser(resolve_entities=False)))
    assert size is not None
    width, height = (side * min(1.0, 800 / size[0]) for side in size)
    left = (680 - int(width + 0.5)) // 2 if width < 600 else 0
    source = f"data:image/svg+xml;base64,{b64encode(raw).decode()}"
    picture = (
        f'<body style="margin:0;background:{sheet}"><img src="{source}" style="position:absolute;'
        f'left:{left}px;top:0;width:{width}px;height:{height}px">'
    )
    return browser.draw_page(
        f"<!DOCTYPE html>{picture}", result.width, result.height, b"@keyframes" in raw
    )

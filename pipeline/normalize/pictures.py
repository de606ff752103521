"""What an `<image>` names → its format and its size in pixels, read from its first bytes."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from typing import Literal, NamedTuple
from urllib.parse import unquote_to_bytes

_FEW_PIXELS = 4096
"""An image of so many can be written as rectangles."""

_DATA = re.compile(r"\s*+data:([^,;]*+)([^,]*+),", re.IGNORECASE)
_BASE64 = re.compile(r";\s*+base64\s*+\Z", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_FRAME = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]...(..)(..)", re.DOTALL)


class Picture(NamedTuple):
    """An embedded image: `size` is its width and height in pixels, if they can be read."""

    format: str
    size: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """What it is: `a PNG of 300 × 200 pixels`."""
        article = "an" if self.format in ("SVG", "image") else "a"
        size = f" of {self.size[0]} × {self.size[1]} pixels" if self.size else ""
        return f"{article} {self.format}{size}"

    @property
    def way_out(self) -> str:
        """What to draw in its place; "" where it says nothing of that."""
        if self.format == "SVG":
            return "write the shapes of that SVG in its place"
        if self.size and self.size[0] * self.size[1] <= _FEW_PIXELS:
            return "draw it as shapes; where its pixels are what matters, as one <rect> for each"
        return ""


def embedded(address: str) -> Picture | None:
    """The image in a `data:` address; None for any other address."""
    match = _DATA.match(address)
    if match is None:
        return None
    data = unquote_to_bytes(_SPACE.sub("", address[match.end() :]))
    if _BASE64.search(match[2]):
        whole = _NOT_BASE64.sub(b"", data)
        data = binascii.a2b_base64(whole[: len(whole) // 4 * 4] + b"====")
    for name, start, size_of in _FORMATS:
        if start.match(data):
            return Picture(name, size_of(data))
    return Picture("SVG" if "svg" in match[1].lower() else "image")


def _png(data: bytes) -> tuple[int, int] | None:
    return _pair(data[16:20], data[20:24], "big")


def _gif(data: bytes) -> tuple[int, int] | None:
    return _pair(data[6:8], data[8:10], "little")


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """The size in the first header of a frame, after segments of other kinds."""
    at = 2
    while 0 < at < len(data) - 9:
        if frame := _FRAME.match(data, at):
            return _pair(frame[2], frame[1], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    found = _pair(data[26:28], data[28:30], "little")
    return (found[0] & 0x3FFF, found[1] & 0x3FFF) if found and kind == b"VP8 " else None


def _bmp(data: bytes) -> tuple[int, int] | None:
    return _pair(data[18:22], data[22:26], "little")


def _pair(width: bytes, height: bytes, order: Literal["big", "little"]) -> tuple[int, int] | None:
    return (int.from_bytes(width, order), int.from_bytes(height, order)) if height else None


_FORMATS: tuple[tuple[str, re.Pattern[bytes], Callable[[bytes], tuple[int, int] | None]], ...] = (
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n"), _png),
    ("GIF", re.compile(rb"GIF8[79]a"), _gif),
    ("JPEG", re.compile(rb"\xff\xd8\xff"), _jpeg),
    ("WebP", re.compile(rb"RIFF....WEBP", re.DOTALL), _webp),
    ("BMP", re.compile(rb"BM"), _bmp),
)

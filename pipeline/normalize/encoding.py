"""The bytes of an SVG in whatever encoding → the same text in UTF-8."""

from __future__ import annotations

import codecs
import re

_ENCODINGS = {
    name: codec
    for codec, names in {
        "utf-8": "utf-8 utf8 us-ascii ascii",
        "iso-8859-1": "iso-8859-1 latin1 latin-1",
        "cp1252": "windows-1252 cp1252",
        "utf-16": "utf-16 utf16",
        "utf-16-le": "utf-16le utf-16-le",
        "utf-16-be": "utf-16be utf-16-be",
    }.items()
    for name in names.split()
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""")


def utf8(raw: bytes) -> bytes:
    """The same text in UTF-8; UnicodeError or LookupError where it cannot be read."""
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(codec).encode()
    if raw[:2] in (b"<\0", b"\0<"):
        codec = "utf-16-le" if raw[:1] == b"<" else "utf-16-be"
        return raw.decode(codec).encode()
    match = _DECLARED.match(raw)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name not in _ENCODINGS:
        raise LookupError(f"encoding {name}")
    if _ENCODINGS[name] == "utf-8":
        return raw
    return raw.decode(_ENCODINGS[name]).encode()

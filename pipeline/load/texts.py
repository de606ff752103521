"""The alt and caption of a visual block → findings A001 and A004 (contract 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.load.nodes import Document
from pipeline.load.question_file import Place
from pipeline.model import Finding

Path = tuple[str | int, ...]
"""Keys and indices from the top of the question to a block."""


def text_findings(
    place: Place, document: Document, path: Path, block: dict[str, Any]
) -> Iterator[Finding]:
    """What is wrong with the texts of the block at `path`."""
    yield from _alt_and_caption(place, document, path, block)
    yield from _cut(place, document, path)


def text_of(block: dict[str, Any], key: str) -> str:
    """The text under `key`; "" where there is none, or something else than a text."""
    value = block.get(key)
    return value if isinstance(value, str) else ""


def _alt_and_caption(
    place: Place, document: Document, path: Path, block: dict[str, Any]
) -> Iterator[Finding]:
    """A001 and A004: texts that are missing, too short or too long (contract 2)."""
    at = document.position(path, of_key=True)
    alt, caption = text_of(block, "alt").strip(), text_of(block, "caption").strip()
    if "alt" not in block or (isinstance(block["alt"], str) and not 10 <= len(alt) <= 400):
        at_alt = document.position([*path, "alt"]) if "alt" in block else at
        why = _size("alt", alt) if "alt" in block else "the alt is missing"
        hint = "say in 10 to 400 characters what the drawing shows"
        yield place.finding("A001", why, hint, at_alt)
    elif len(alt) > 250:
        why, hint = _size("alt", alt), "under 250 is easier to listen to"
        at_alt = document.position([*path, "alt"])
        yield place.finding("A001", why, hint, at_alt)._replace(severity="warning")
    if "caption" not in block:
        yield place.finding("A004", "the caption is missing", "add caption: …", at)
    elif isinstance(block["caption"], str) and not 5 <= len(caption) <= 120:
        yield place.finding(
            "A004", _size("caption", caption), "make it 5 to 120 long",
            document.position([*path, "caption"]),
        )  # fmt: skip


def _size(key: str, text: str) -> str:
    return f"the {key} has {len(text)} character{'s' if len(text) != 1 else ''}"


def _cut(place: Place, document: Document, path: Path) -> Iterator[Finding]:
    """A001 and A004: texts that end where YAML reads a comment, ` #` and a letter or digit."""
    for key, code in (("alt", "A001"), ("caption", "A004")):
        if at := document.comment_after([*path, key]):
            why = f"the {key} ends here: YAML reads ' #' and what follows as a comment"
            hint = f'if it is part of the text, quote the text: {key}: "…"'
            yield place.finding(code, why, hint, at)._replace(severity="warning")

"""The alt and caption of a visual block → findings A001 and A004 (contract 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.load.question_file import Place
from pipeline.load.schema import Path
from pipeline.load.syntax.nodes import Document
from pipeline.model import Finding
from pipeline.spelling import nearest

TEXTS = ("alt", "caption")


def text_findings(
    place: Place, document: Document, path: Path, block: dict[str, Any]
) -> Iterator[Finding]:
    """What is wrong with the texts of the block at `path`.

    A text that is too short because YAML cuts it is reported once, with that cause.
    """
    cuts = dict(_cut(place, document, path, block))
    for key, finding in _alt_and_caption(place, document, path, block):
        cut = cuts.pop(key, None)
        yield finding if cut is None else cut._replace(severity=finding.severity)
    yield from cuts.values()


def text_of(block: dict[str, Any], key: str) -> str:
    """The text under `key`; "" where there is none, or something else than a text."""
    value = block.get(key)
    return value if isinstance(value, str) else ""


def said_at(document: Document, path: Path, block: dict[str, Any]) -> str:
    """Where the alt and the caption of the block at `path` stand, as in `Visual`.

    Of each `line:column:1`, that of its first letter, if all its letters stand there as they are;
    else `line:column:0`, that of the value, as where YAML folds it.
    """
    return " ".join(_stands(document, (*path, key), text_of(block, key)) for key in TEXTS)


def _stands(document: Document, path: Path, text: str) -> str:
    line, column = document.position(path)
    start = document.raw(path).find(text)
    return f"{line}:{column + max(start, 0)}:{int(start >= 0)}"


def _alt_and_caption(
    place: Place, document: Document, path: Path, block: dict[str, Any]
) -> Iterator[tuple[str, Finding]]:
    """A001 and A004 by key: texts that are missing, too short or too long (contract 2).

    What YAML reads as a number, say, is as long as what is written.
    """
    at = document.position(path, of_key=True)
    lengths = {key: _length(document, path, block, key) for key in TEXTS}
    alt, caption = lengths["alt"], lengths["caption"]
    if alt is None or not 10 <= alt <= 400:
        hint = "say in 10 to 400 characters what the drawing shows"
        at_alt = at if alt is None else document.position([*path, "alt"])
        yield "alt", place.finding("A001", _size("alt", alt), hint, at_alt)
    elif alt > 250:
        hint, at_alt = "under 250 is easier to listen to", document.position([*path, "alt"])
        finding = place.finding("A001", _size("alt", alt), hint, at_alt)
        yield "alt", finding._replace(severity="warning")
    if caption is None:
        beside = document.own_keys().get("caption")
        hint = "indent the one that stands beside visual" if beside else "add caption: …"
        yield "caption", place.finding("A004", _size("caption", caption), hint, at)
    elif not 5 <= caption <= 120:
        at_caption = document.position([*path, "caption"])
        hint = "make it 5 to 120 long"
        yield "caption", place.finding("A004", _size("caption", caption), hint, at_caption)


def _length(document: Document, path: Path, block: dict[str, Any], key: str) -> int | None:
    """How many characters a text has, or would have in quotes; None where there is no such key.

    A list, a block or nothing counts as right here: that it is no text is reported elsewhere.
    So does a key that is this one misspelt.
    """
    if key not in block:
        misspelt = any(nearest(each, [key], len(key) // 3) for each in block)
        return 100 if misspelt else None
    value = block[key]
    text = value if isinstance(value, str) else document.written([*path, key])
    return len(text.strip()) if isinstance(value, str) or (text and value is not None) else 100


def _size(key: str, length: int | None) -> str:
    if length is None:
        return f"the {key} is missing"
    return f"the {key} has {length} character{'s' if length != 1 else ''}"


def _cut(
    place: Place, document: Document, path: Path, block: dict[str, Any]
) -> Iterator[tuple[str, Finding]]:
    """A001 and A004 by key: texts that end where YAML reads ` #` and more as a comment."""
    for key, code in (("alt", "A001"), ("caption", "A004")):
        if block.get(key) is not None and (at := document.comment_after([*path, key])):
            why = f"the {key} ends here: YAML reads ' #' and what follows as a comment"
            hint = f'if it is part of the text, quote the text: {key}: "…"'
            yield key, place.finding(code, why, hint, at)._replace(severity="warning")

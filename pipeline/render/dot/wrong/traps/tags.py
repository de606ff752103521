"""The texts of a graph in quotes → tags of HTML in them, which are drawn as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.positions import position_at
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.wrong.records import Lost, labels
from pipeline.render.dot.wrong.traps.escapes import LABELS, drawn_texts

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>b|i|u|o|s|sub|sup|font|table)(?:\s[^<>]*)?>", re.IGNORECASE
)

_NEW_LINE = re.compile(r"(?<![:\\])\\n")


def tags_as_text(source: Source) -> Iterator[Lost]:
    """The first tag of each text that has some.

    Bad: `"<b>Bold</b>"`, `"one<br>two"`. Good: `<<b>Bold</b>>`, `"Box<S>"`, a node `"<br>"` in a
    tree of tags. In the label of a record < > make ports.
    """
    of_records = {label.start for label in labels(source.lists)}
    for token in drawn_texts(source):
        text = source.text[token.start : token.end]
        if "<" not in text or token.start in of_records:
            continue
        pair = _first_of_a_pair(text)
        found = pair or _BREAK.search(text)
        if found is None or (not pair and _BREAK.fullmatch(token.text)):
            continue
        html = "write label=<…> without quotes, where <br/> starts a new line"
        yield Lost(
            f"{found[0]} is drawn as it stands: a text in quotes has no tags",
            html if pair else r"for a new line write \n",
            position_at(source.text, token.start + found.start()),
        )


def escapes_in_html(source: Source) -> Iterator[Lost]:
    r"""The first `\n` of each label of HTML that has some. Good: `<one<br/>two>`, `<C:\new>`."""
    for name, value in source.attributes:
        is_label = value.kind == "html" and name.text in LABELS
        if is_label and (found := _NEW_LINE.search(value.text)):
            message = r"\n is drawn as it stands: a label of HTML has no escapes"
            yield Lost(message, "for a new line write <br/>", value.place_of(found.start()))


def _first_of_a_pair(text: str) -> re.Match[str] | None:
    """The first tag that another one ends: a `<b>` alone may be a type or a sign."""
    opened: dict[str, re.Match[str]] = {}
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if tag["end"] and name in opened:
            return opened[name]
        if not tag["end"]:
            opened.setdefault(name, tag)
    return None

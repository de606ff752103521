"""The bytes of a question → the same with another status: nothing else in them changes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence

import yaml

from pipeline.config import Config
from pipeline.load.reader import read_question
from pipeline.load.syntax.nodes import Document, Pair, parse
from pipeline.load.syntax.parser import LINE_END, YamlError
from pipeline.model import Visual, VisualsError

BEFORE, AFTER = "draft", "published"
_ALIAS = re.compile(r"\*[\w-]+", re.ASCII)
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
)


class PromotionError(VisualsError):
    """The status cannot be changed in this file without changing more; it is for its author."""


def promoted(data: bytes, visuals: Sequence[Visual], config: Config) -> bytes:
    """The question in `data`, a draft with these visuals, as one that is published.

    Where it says no status, a line is added. Raises PromotionError unless all else, read again, is
    as it was.
    """
    file = visuals[0].question_file
    try:
        changed = _changed(data, parse(data))
        is_right = changed is not None and _is_only_promoted(data, changed, visuals, config)
    except (YamlError, yaml.YAMLError, UnicodeError):
        is_right = False
    if changed is None or not is_right:
        raise PromotionError(
            f"{file}: the status cannot be changed here without changing more; "
            f"write status: {AFTER} there yourself"
        )
    return changed


def _changed(data: bytes, document: Document) -> bytes | None:
    """The bytes with the new status; None where no place for it is found."""
    bom, encoding = next(each for each in _ENCODINGS if data.startswith(each[0]))
    text = data[len(bom) :].decode(encoding)
    top = document.node
    if not isinstance(top, yaml.MappingNode):
        return None
    nodes = {key.value: (key, value) for key, value in top.value}
    found = _replaced(text, *nodes["status"]) if "status" in nodes else _added(text, top, nodes)
    return None if found is None else bom + found.encode(encoding)


def _replaced(text: str, key: yaml.Node, value: yaml.Node) -> str | None:
    """The text with another value of `status`; its quotes, tag and anchor stay."""
    start, end = value.start_mark.index, value.end_mark.index
    if start < key.end_mark.index:  # an alias: the value stands where its anchor is
        found = _ALIAS.search(text, key.end_mark.index)
        return f"{text[: found.start()]}{AFTER}{text[found.end() :]}" if found else None
    at = text.rfind(BEFORE, start, end)
    return f"{text[:at]}{AFTER}{text[at + len(BEFORE) :]}" if at >= 0 else None


def _added(text: str, top: yaml.MappingNode, nodes: Mapping[str, Pair]) -> str | None:
    """The text with a status behind the track, or behind the id."""
    for key, value in (nodes[name] for name in ("track", "id") if name in nodes):
        start, end = key.start_mark.index, value.end_mark.index
        words = f"{_quoted(key, 'status')}: {_quoted(value, AFTER)}"
        indent = text[start - key.start_mark.column : start]
        is_block = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
        if end < start or is_block or (indent.strip() and not top.flow_style):
            continue
        if top.flow_style:
            return f"{text[:end]}, {words}{text[end:]}"
        line_end = LINE_END.search(text, end)
        if line_end is None:
            first = LINE_END.search(text)
            return f"{text}{first[0] if first else chr(10)}{indent}{words}"
        at = line_end.end()
        return f"{text[:at]}{indent}{words}{line_end[0]}{text[at:]}"
    return None


def _quoted(like: yaml.Node, word: str) -> str:
    """The word in the quotes of a node, if it has any."""
    quote = like.style if isinstance(like, yaml.ScalarNode) and like.style in ("'", '"') else ""
    return f"{quote}{word}{quote}"


def _is_only_promoted(
    before: bytes, after: bytes, visuals: Sequence[Visual], config: Config
) -> bool:
    """Whether two questions differ in nothing but the status, as the loader reads them."""
    expected = [_without_lines(each)._replace(status=AFTER) for each in visuals]
    found = read_question(after, visuals[0].question_file, config).visuals
    is_published = sorted(expected) == sorted(map(_without_lines, found))
    return is_published and _without_status(before) == _without_status(after)


def _without_lines(visual: Visual) -> Visual:
    """The visual, wherever its findings, claims and texts stand: an added line moves them."""
    findings = tuple(each._replace(line=None, column=None) for each in visual.findings)
    claimed = visual.asks[: len(visual.asks) // 2]
    return visual._replace(findings=findings, asks=claimed, said_at="")


def _without_status(data: bytes) -> str:
    """All that a question says but its own status, aliases of anything in it too."""
    top = parse(data).node
    top.value = [(key, value) for key, value in top.value if key.value != "status"]
    return str(yaml.serialize(top, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper)))

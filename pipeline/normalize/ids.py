"""Ids of a drawing → `<visual>_<name>` for those referred to; the others go."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.normalize.context import Context, take
from pipeline.normalize.css import references
from pipeline.normalize.references import ids_of, references_of, with_references

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")


def name_ids(context: Context) -> None:
    """Rename every id that something refers to, consistently; remove every other id."""
    root, visual = context.root, context.drawing.visual
    used = {name for element in root.iter(etree.Element) for _, name in references_of(element)}
    names = _new_names(visual, [name for name in ids_of(root) if name in used])
    waiting = dict(names)
    for element in root.iter(etree.Element):
        name = take(element, "id")
        if name in waiting:
            element.set("id", waiting.pop(name))
        _rename(element, names)


def _new_names(visual: str, ids: list[str]) -> dict[str, str]:
    taken = {f"{visual}_title", f"{visual}_desc"}
    names: dict[str, str] = {}
    for old in ids:
        stem = _UNSAFE.sub("_", old.removeprefix(f"{visual}_")) or "_"
        new, count = f"{visual}_{stem}", 1
        while new in taken:
            count += 1
            new = f"{visual}_{stem}_{count}"
        taken.add(new)
        names[old] = new
    return names


def _rename(element: etree._Element, names: dict[str, str]) -> None:
    for attribute in dict(references_of(element)):
        value = str(element.get(attribute))
        if attribute == "href":
            element.set("href", f"#{names[value.lstrip('#')]}")
            continue
        parts = list(references(value))
        parts[1::2] = [names[name] for name in parts[1::2]]
        element.set(attribute, with_references(parts))

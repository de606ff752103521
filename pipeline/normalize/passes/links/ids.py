"""Ids of a drawing → `<visual>_<name>` for those referred to; the others go."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.normalize.context import Context
from pipeline.normalize.passes.links.references import ids_of, with_references
from pipeline.normalize.styles.syntax import references as cut

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")


def name_ids(context: Context) -> None:
    """Rename every id that something refers to, consistently; remove every other id."""
    root, visual = context.root, context.drawing.visual
    used = {name for made in context.references.values() for _, name in made}
    ids = ids_of(root) if used else {}
    names = _new_names(visual, [name for name in ids if name in used])
    etree.strip_attributes(root, "id")
    for name, new in names.items():
        ids[name].set("id", new)
    for element, made in context.references.items():
        _rename(element, made, names)


def _new_names(visual: str, ids: list[str]) -> dict[str, str]:
    taken = {f"{visual}_title", f"{visual}_desc"}
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for old in ids:
        stem = _UNSAFE.sub("_", old.removeprefix(f"{visual}_")) or "_"
        new, count = f"{visual}_{stem}", counts.get(stem, 1)
        while new in taken:
            count += 1
            new = f"{visual}_{stem}_{count}"
        counts[stem] = count
        taken.add(new)
        names[old] = new
    return names


def _rename(element: etree._Element, made: list[tuple[str, str]], names: dict[str, str]) -> None:
    for attribute in dict(made):
        value = str(element.get(attribute))
        if attribute == "href":
            element.set("href", f"#{names[value.removeprefix('#')]}")
            continue
        parts = list(cut(value))
        parts[1::2] = [names[name] for name in parts[1::2]]
        element.set(attribute, with_references(parts))

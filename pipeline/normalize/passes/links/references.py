"""What refers to what inside a drawing: ids found, and mended where they lead nowhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from functools import cache
from urllib.parse import unquote

from lxml import etree
from tinycss2.serializer import serialize_string_value  # type: ignore[import-untyped]  # no types

from pipeline.normalize.context import Context, References, pairs, shorten
from pipeline.normalize.passes.noise import remove
from pipeline.normalize.styles.syntax import references
from pipeline.normalize.values.readable import REFERRING

_ID_COUNT = etree.XPath("count(//@id[. != ''])")
_BARE = re.compile(r"[^\s'\"()\\\x00-\x1f]+")
_PAINT_SERVERS = frozenset(("linearGradient", "radialGradient", "pattern"))
_TARGETS = {
    "fill": _PAINT_SERVERS,
    "stroke": _PAINT_SERVERS,
    "clip-path": {"clipPath"},
    "mask": {"mask"},
    "filter": {"filter"},
    "marker-start": {"marker"},
    "marker-mid": {"marker"},
    "marker-end": {"marker"},
}
_SEEN = frozenset(("fill", "stroke", "marker-start", "marker-mid", "marker-end"))
"""By what something is not drawn whose target is missing; without a clip path all is."""

Ids = dict[str, etree._Element]


def ids_of(root: etree._Element) -> Ids:
    """Every id with the first element that bears it, as browsers look them up."""
    ids: Ids = {}
    for element in root.iter(etree.Element):
        name = element.get("id")
        if name:
            ids.setdefault(name, element)
    return ids


def references_of(element: etree._Element) -> list[tuple[str, str]]:
    """(attribute, id) for each reference that an element makes."""
    found: list[tuple[str, str]] = []
    for name, value in pairs(element):
        if name == "href":
            if "#" in value:
                found.append((name, value.strip().removeprefix("#")))
        elif "(" in value and name in REFERRING and "#" in value:
            found += [(name, target) for target in references(value)[1::2]]
    return found


def references_in(elements: Iterable[etree._Element]) -> References:
    """The references of each of some elements that makes any."""
    return {element: made for element in elements if (made := references_of(element))}


def mend_references(context: Context) -> None:
    """Write what renderers draw where a reference names nothing, and refuse what they disagree on.

    Also settles percent-escaped names, so that later passes find ids by their plain names.
    """
    removed = _remove_dangling(context)
    referring = _referring(e for e in context.concerned["reference"] if e not in removed)
    if not referring:
        return
    ids = ids_of(context.root)
    _report_repeated(context, ids, referring)
    for element, names in referring.items():
        for name in names:
            if name == "href":
                _mend_href(element, ids)
            else:
                _mend_value(context, element, ids, name)
    context.references = references_in(referring)


def _remove_dangling(context: Context) -> set[etree._Element]:
    """Remove what draws nothing since its target is missing, until nothing refers to what went."""
    root = context.root
    waiting = [e for e in root.iter("use", "textPath") if "href" in e.attrib]
    alive = Counter(e.get("id", "") for e in root.iter(etree.Element)) if waiting else Counter()
    del alive[""]
    for element in waiting:
        if (name := str(element.get("href")).strip()[1:]) and _target_of(element, alive) is None:
            _warn_of_missing(context, element, "href", name)
    users: dict[str, list[etree._Element]] = defaultdict(list)
    removed: set[etree._Element] = set()
    while waiting:
        element = waiting.pop()
        target = _target_of(element, alive)
        if target is not None:
            users[target].append(element)
        elif element not in removed:
            gone = list(element.iter(etree.Element))
            removed.update(gone)
            lost = [each.get("id", "") for each in gone if each.get("id")]
            _take_out(element)
            alive.subtract(lost)
            for name in lost:
                if not alive[name]:
                    del alive[name]
                    waiting += users.pop(name, ())
    return removed


def _take_out(element: etree._Element) -> None:
    """Remove what shows nothing; in a `switch` it is a choice all the same, so an empty one."""
    parent = element.getparent()
    if parent is None or parent.tag != "switch":
        remove(element)
        return
    for name in [name for name, _ in pairs(element) if name != "systemLanguage"]:
        del element.attrib[name]
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "g", None


def _referring(elements: Iterable[etree._Element]) -> dict[etree._Element, list[str]]:
    """Elements with the attributes by which they may refer to something."""
    return {
        element: [
            name
            for name, value in pairs(element)
            if name == "href" or ("(" in value and name in REFERRING)
        ]
        for element in elements
    }


def _report_repeated(context: Context, ids: Ids, referring: Iterable[etree._Element]) -> None:
    """Warn of an id that something refers to and that differing elements bear: the first counts."""
    if _ID_COUNT(context.root) == len(ids):
        return
    used = {name for element in referring for _, name in references_of(element)}
    reported: set[str] = set()
    known = cache(_text)
    for element in context.root.iter(etree.Element):
        name = element.get("id")
        first = ids.get(name or "")
        if name not in used or name in reported or first is None or first is element:
            continue
        if known(first) != _text(element):
            reported.add(str(name))
            message = f'the id "{shorten(str(name))}" is given again; the first one counts'
            context.warn("L007", element, message, "give each element an id of its own", "id")


def _text(element: etree._Element) -> bytes:
    return etree.tostring(element, with_tail=False)


def _target_of(element: etree._Element, ids: Container[str]) -> str | None:
    """The id that an element's `href` names, written out or percent-escaped."""
    name = (element.get("href") or "").strip().removeprefix("#")
    name = name if name in ids else unquote(name)
    return name if name in ids else None


def _mend_href(element: etree._Element, ids: Ids) -> None:
    name = _target_of(element, ids)
    if name is None:
        del element.attrib["href"]
    elif element.get("href") != f"#{name}":
        element.set("href", f"#{name}")


def _mend_value(context: Context, element: etree._Element, ids: Ids, attribute: str) -> None:
    value = str(element.get(attribute))
    parts = list(references(value))
    if value.lower().count("url(") != len(parts) // 2:
        del element.attrib[attribute]
        return
    if len(parts) == 1:
        return
    wanted = _TARGETS.get(attribute)
    for place in range(1, len(parts), 2):
        if parts[place] not in ids:
            parts[place] = unquote(parts[place])
        target = ids.get(parts[place])
        if target is None or _is_own_marker(element, target):
            if target is None and attribute in _SEEN and not parts[-1].strip():
                _warn_of_missing(context, element, attribute, parts[place])
            _replace_dangling(context, element, attribute, parts)
            return
        if wanted and target.tag not in wanted:
            shown = f'"#{shorten(parts[place])}", which is a <{target.tag}>'
            hint = f"renderers disagree on that: remove the {attribute}, or name what it needs"
            context.refuse("S006", element, f"{attribute} refers to {shown}", hint, attribute)
            return
    mended = with_references(parts)
    if mended != value:
        element.set(attribute, mended)


def _warn_of_missing(context: Context, element: etree._Element, attribute: str, name: str) -> None:
    """Warn once of an id that nothing has, where something is not drawn for it."""
    if any(each.get("display") == "none" for each in (element, *element.iterancestors())):
        return
    message = f'no element of SVG has the id "{shorten(name)}" that {attribute} refers to'
    if all(each.message != message for each in context.findings):
        hint = f'give id="{shorten(name)}" to what is meant, or remove the {attribute}'
        context.warn("L007", element, message, hint, attribute)


def _is_own_marker(element: etree._Element, target: etree._Element) -> bool:
    """Whether a marker's content bears the marker itself, which renderers skip."""
    return target.tag == "marker" and target in element.iterancestors()


def _replace_dangling(
    context: Context, element: etree._Element, attribute: str, parts: list[str]
) -> None:
    if attribute == "filter":
        message = f'the filter "#{shorten(parts[1])}" is not in the drawing'
        context.refuse(
            "S006", element, message, "add the filter, or remove the attribute", attribute
        )
    elif attribute in ("fill", "stroke"):
        element.set(attribute, parts[-1].strip() or "none")
    elif attribute.startswith("marker"):
        element.set(attribute, "none")
    else:
        del element.attrib[attribute]


def with_references(parts: list[str]) -> str:
    """The inverse of `references` in styles/syntax.py."""
    return "".join(_url(part) if i % 2 else part for i, part in enumerate(parts)).strip()


def _url(name: str) -> str:
    if _BARE.fullmatch(name):
        return f"url(#{name})"
    return f'url("#{serialize_string_value(name)}")'

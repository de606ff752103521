"""A text that is not well-formed XML → its first fault, for the one who wrote it.

A parser names the place where it could not go on, which is often far behind the mistake: at the
end tag of a parent, say, for an element that was never closed.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from pipeline.normalize.characters import FORBIDDEN, NAME, XmlFault, check_references
from pipeline.normalize.context import SVG, XLINK

_START = re.compile(rf"<({NAME})")
_END = re.compile(rf"</({NAME})\s*>?")
_ATTRIBUTE = re.compile(rf"(\s*)({NAME})(\s*=\s*)?")
_NEXT_ATTRIBUTE = re.compile(r"\s[\w:-]+\s*=\s*$")
_DECLARATION = re.compile(
    r"""<\?xml\s+version\s*=\s*(["'])1\.\d\1(\s+\w+\s*=\s*(["'])[\w.-]+\3)*\s*\?>"""
)
_UNQUOTED = re.compile(r"[^\s<>]*")
_SPANS = (("<!--", "-->", "comment"), ("<![CDATA[", "]]>", "CDATA section"), ("<?", "?>", "<?"))
_VOID = frozenset(("br", "hr", "img", "wbr"))
_CURLY = "“”„‘’«»"
_NAMESPACES = {
    "xlink": XLINK,
    "svg": SVG,
    "inkscape": "http://www.inkscape.org/namespaces/inkscape",
    "sodipodi": "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
}


class _Open(NamedTuple):
    """An element that is not closed yet: its name, where it starts, the prefixes that it knows."""

    name: str
    at: int
    prefixes: frozenset[str]


def fault_in(text: str) -> XmlFault | None:
    """The first fault of a text; None where none of those known here is found."""
    forbidden = FORBIDDEN.search(text)
    try:
        _Reader(text).read()
    except XmlFault as fault:
        if forbidden is None or fault.at < forbidden.start():
            return fault
    if forbidden:
        code = f"U+{ord(forbidden[0]):04X}"
        return XmlFault(forbidden.start(), f"XML forbids the character {code}", "remove it")
    return None


class _Reader:
    """Reads tags one after another and raises the first fault."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.open: list[_Open] = []
        self.has_root = False

    def read(self) -> None:
        """Read the whole text. Raises XmlFault."""
        while self.at < len(self.text):
            end = self.text.find("<", self.at)
            self._content(end if end >= 0 else len(self.text))
            if self.at < len(self.text):
                self._markup()
        if self.open:
            self._unclosed(self.open[-1], "the end of the file")
        if not self.has_root:
            hint = f'start with <svg xmlns="{SVG}" …>'
            raise XmlFault(0, "there is no element in the file", hint)

    def _content(self, end: int) -> None:
        text = self.text[self.at : end]
        if not self.open and text.strip("\ufeff \t\r\n"):
            where = "after the end of the drawing" if self.has_root else "before the root element"
            first = self.at + len(text) - len(text.lstrip())
            raise XmlFault(first, f"text stands {where}", "remove it, or move it into a <text>")
        if "]]>" in text:
            at = self.at + text.index("]]>")
            raise XmlFault(at, "]]> stands in a text", "write ]]&gt;")
        check_references(self.text, self.at, end)
        self.at = end

    def _markup(self) -> None:
        for opener, closer, name in _SPANS:
            if self.text.startswith(opener, self.at):
                self._span(opener, closer, name)
                return
        if self.text.startswith("<!", self.at):
            self.at = self.text.find(">", self.at) + 1 or len(self.text)
        elif end := _END.match(self.text, self.at):
            self._close(end)
        elif start := _START.match(self.text, self.at):
            self._element(start)
        else:
            raise XmlFault(self.at, "a bare < stands here", "write < as &lt;")

    def _span(self, opener: str, closer: str, name: str) -> None:
        end = self.text.find(closer, self.at + len(opener))
        if end < 0:
            message = f"the {name} that opens here is not closed"
            raise XmlFault(self.at, message, f"close it with {closer}")
        hyphens = self.text.find("--", self.at + len(opener), end + 1)
        if name == "comment" and hyphens >= 0:
            raise XmlFault(hyphens, "two hyphens stand inside a comment", "write one, or - -")
        if self.text.startswith("<?xml", self.at) and not self.text.startswith("<?xml-", self.at):
            self._declaration()
        self.at = end + len(closer)

    def _declaration(self) -> None:
        if self.at > (self.text[:1] == "\ufeff"):
            hint = "remove what stands before <?xml, also empty lines"
            raise XmlFault(self.at, "the XML declaration is not at the start", hint)
        if not _DECLARATION.match(self.text, self.at):
            hint = 'write <?xml version="1.0" encoding="UTF-8"?>, or leave it out'
            raise XmlFault(self.at, "the XML declaration is not complete", hint)

    def _close(self, end: re.Match[str]) -> None:
        name = end[1]
        if not end[0].endswith(">"):
            raise XmlFault(self.at, f"the tag </{name} is not closed", f"write </{name}>")
        if not self.open:
            raise XmlFault(self.at, f"</{name}> closes nothing", "remove it")
        if name != (last := self.open[-1].name):
            if name.lower() == last.lower():
                message = f"</{name}> does not close <{last}>: capital letters count"
                raise XmlFault(self.at, message, f"write both as {_usual(name)}")
            if any(each.name == name for each in self.open):
                self._unclosed(self.open[-1], f"</{name}>")
            hint = f"remove it, or write </{last}>"
            raise XmlFault(self.at, f"</{name}> closes nothing: <{last}> is open", hint)
        self.open.pop()
        self.at = end.end()

    def _unclosed(self, element: _Open, before: str) -> NoReturn:
        hint = f"write </{element.name}> before {before}, or end its tag with />"
        if element.name in _VOID and any(each.name == "foreignObject" for each in self.open):
            hint = f"write <{element.name}/>: this is XML, where every element is closed"
        elif element.name in _VOID:
            hint = f"SVG has no {element.name}: put each line into a <tspan x=… dy=…> of its own"
        raise XmlFault(element.at, f"<{element.name}> is not closed", hint)

    def _element(self, start: re.Match[str]) -> None:
        if self.has_root and not self.open:
            hint = "a file holds one drawing: put all into one <svg>, or make two files"
            raise XmlFault(self.at, f"a second root element, <{start[1]}>, stands here", hint)
        if not self.has_root and start[1].lower() == "html":
            hint = "save the drawing alone, from <svg to </svg>"
            raise XmlFault(self.at, "the file is a web page, not an SVG", hint)
        self.has_root = True
        known = self.open[-1].prefixes if self.open else frozenset({"xml", "xmlns"})
        element = _Open(start[1], self.at, known)
        self.at = start.end()
        names = self._attributes(element)
        declared = {name[6:] for name in names if name.startswith("xmlns:")}
        element = element._replace(prefixes=known | declared)
        for name, at in {element.name: element.at + 1, **names}.items():
            self._check_prefix(element, name, at)
        if self.text.startswith("/>", self.at):
            self.at += 2
        else:
            self.at += 1
            self.open.append(element)

    def _attributes(self, element: _Open) -> dict[str, int]:
        """The attributes of a tag, each with its place; leaves off at the tag's end."""
        names: dict[str, int] = {}
        while True:
            found = _ATTRIBUTE.match(self.text, self.at)
            if found is None:
                self._tag_end(element)
                return names
            name, at = found[2], found.start(2)
            if not found[1]:
                raise XmlFault(at, f"no space stands before {name}", "put one there")
            if name in names:
                raise XmlFault(at, f"{name} stands twice in <{element.name}>", "remove one")
            if not found[3]:
                raise XmlFault(at, f"the attribute {name} has no value", f'write {name}="…"')
            names[name] = at
            self.at = found.end()
            self._value(name)

    def _tag_end(self, element: _Open) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1
        sign = self.text[self.at : self.at + 1]
        if sign == ">" or self.text.startswith("/>", self.at):
            return
        if sign in ("", "<"):
            message = f"the tag <{element.name} is not closed"
            raise XmlFault(element.at, message, "end it with > or />")
        message = f"{sign} stands in the tag <{element.name}>, where an attribute must"
        raise XmlFault(self.at, message, 'remove it; attributes are written name="value"')

    def _value(self, name: str) -> None:
        quote, start = self.text[self.at : self.at + 1], self.at
        if quote == "{":
            hint = f'write {name}="…" with the value itself, and style as in CSS: "fill: red"'
            raise XmlFault(start, f"the value of {name} is JSX, not SVG", hint)
        if quote not in ('"', "'"):
            value = _UNQUOTED.match(self.text, start)
            written = (value[0] if value else "").strip(_CURLY + "/")
            what = "curly" if quote and quote in _CURLY else "no"
            raise XmlFault(
                start, f"the value of {name} has {what} quotes", f'write {name}="{written}"'
            )
        end = self.text.find(quote, start + 1)
        inside = self.text[start + 1 : end if end >= 0 else len(self.text)]
        before, less, _ = inside.partition("<")
        runs_on = less and (">" in before or "\n" in before)
        if end < 0 or runs_on or _NEXT_ATTRIBUTE.search(inside):
            message = f"the quote of {name} is not closed"
            raise XmlFault(start, message, f"close it with {quote}")
        if less:
            at = start + 1 + len(before)
            raise XmlFault(at, f"a < stands in the value of {name}", "write &lt;")
        check_references(self.text, start + 1, end)
        self.at = end + 1

    def _check_prefix(self, element: _Open, name: str, at: int) -> None:
        prefix, colon, _ = name.partition(":")
        if not colon or prefix in element.prefixes:
            return
        known = _NAMESPACES.get(prefix)
        hint = f'add xmlns:{prefix}="{known or "…"}" to the <svg>'
        hint += "" if prefix == "xlink" else f", or remove what starts with {prefix}:"
        raise XmlFault(at, f"the prefix {prefix} is not declared", hint)


def _usual(name: str) -> str:
    """A name as SVG has it: small letters, except in names of two words."""
    return name.lower() if name.isupper() or name.istitle() else name

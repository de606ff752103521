"""A message of Graphviz → the place in the DOT text that it is about, and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.positions import Position
from pipeline.render.dot.lookup import WORD, Source
from pipeline.render.dot.source import Token
from pipeline.render.dot.wrong import records, values
from pipeline.render.dot.wrong.grammar import written

_VALUES = tuple(
    re.compile(pattern)
    for pattern in (
        r"unknown shape (\S+?)\.?$",
        r"^Unknown \"\w+\" value: \"(.+?)\"",
        r"^Arrow type \"(.+?)\" unknown",
        r"unsupported style (\S+)",
        r"^(.+) is not a known color",
        r"in \"(.+?)\" color",
        r"^Illegal value (\S+) for",
        r"^Unknown value (\S+) for",
        r"cluster named (\S+) not found",
        r"Layout type: \"(.+?)\" not recognized",
        r"Unrecognized (?:style|overlap value) \"?(.+?)\"?(?: |$)",
        r"^Unsupported charset \"(.+?)\"",
        r"^no position for edge with (?:head |tail )?label (.*)$",
        r"^node .+?, port ([^\s,]+) unrecognized",
        r"epsf node (\S+)$",
        r"position (.+?), expected",
        r"unrecognized compass point '(.+?)'",
        r"^ordering '(.+?)' not recognized",
    )
)
"""What a message without a line quotes: the value of an attribute, or a part of it."""

_NAMED = re.compile(r"(?:unknown |unsupported |^Unknown \")(shape|style|splines)\b")
"""The attribute that such a message names: `ratio=fill` is not meant where a style is."""

_ATTRIBUTES = (
    (re.compile("triangulation library"), ("layout", "overlap")),
    (re.compile("^Orthogonal edges|^edge labels with splines"), ("splines",)),
)
"""What a message without a line means without quoting it: attributes by their names."""

_EDGES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<tail>.+?) -[->] (?P<head>.+?): ",
        r"Edge (?P<tail>.+?) -[->] (?P<head>.+)$",
        r"^lost (?P<tail>\S+) (?P<head>\S+) edge",
        r"for edge \"(?P<tail>.+?) -[->] (?P<head>.+?)\"",
        r"routing edge (?P<tail>.+?) -[->] (?P<head>.+?)(?:\s|$)",
    )
)
_NODES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^node '(.+?)', graph '.*' size too small",
        r"^node (.+?), port \S+ unrecognized",
        r"in label of (?:node|edge|graph) (\S+)",
    )
)
NUMBER = re.compile(r"badly delimited number '(.+?)' in line (\d+)")
_IN_HTML = re.compile(r"in label of |^Illegal (?:value|attribute) ")
_HTML_PARTS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"Unknown HTML element (<\w+)",
        r"^Illegal attribute (\S+) in",
        r"^Illegal value (\S+) for",
        r"^\.\.\. (?:<HTML>)?(.*) \.\.\.$",
    )
)
_ELEMENTS = "b, i, u, o, s, sub, sup, font, br, table, tr, td, hr and vr"


_MOST_LABELS = 200
"""Labels and values in which one message is looked for."""


def place(message: str, source: Source) -> Position | None:
    """Line and column of what a message is about; None where that cannot be told."""
    return next(filter(None, (find(message, source) for find in _FINDERS)), None)


def _record(message: str, source: Source) -> Position | None:
    _, is_label, label = message.partition("bad label format ")
    found = source.whole.get(label) if is_label else None
    return found and records.place(source.text, found)


def _html(message: str, source: Source) -> Position | None:
    """Within an HTML label: what the message quotes, or else the label."""
    labels = _labels(message, source)
    if not _IN_HTML.search(message) or not labels:
        return None
    for pattern in _HTML_PARTS:
        if match := pattern.search(message):
            for label in labels:
                if found := re.search(_as_written(match[1].strip()), label.text, re.IGNORECASE):
                    return label.place_of(found.start())
    return labels[0].place


def _labels(message: str, source: Source) -> list[Token]:
    """The HTML labels that a message can be about, those of what it names first."""
    named = _NODES[-1].search(message)
    own = source.labels_of.get(named[1], []) if named else []
    return [*own[:_MOST_LABELS], *source.labels[:_MOST_LABELS]]


def _as_written(quoted: str) -> str:
    """A pattern for what a message quotes, also where that is part of a longer word."""
    if "&" in quoted:
        return r"&(?!#?\w+;)"
    return rf"(?<!\w){re.escape(quoted)}(?!\w)" if quoted.isalnum() else re.escape(quoted)


def _value(message: str, source: Source) -> Position | None:
    for pattern in _VALUES:
        if match := pattern.search(message):
            subject = match[1].strip("\"'")
            named = _NAMED.search(message)
            name = named[1] if named else ""
            anywhere = None if named else source.whole.get(subject)
            token = source.values.get((name, subject)) or anywhere
            return token.place if token else _part(name, subject, source)
    return None


def _part(name: str, subject: str, source: Source) -> Position | None:
    """A style in a list of styles, a colour in one of colours or in a label of HTML."""
    if WORD.fullmatch(subject):
        found = [source.words[name, subject]] if (name, subject) in source.words else []
    else:
        word = re.compile(rf"(?<![\w#]){re.escape(subject)}(?!\w)")
        values = (value for _, value in source.attributes[:_MOST_LABELS])
        found = [(each, at.start()) for each in values if (at := word.search(each.text))]
    return next((v.place_of(at) if v.kind == "html" else v.place for v, at in found), None)


def _attribute(message: str, source: Source) -> Position | None:
    for pattern, names in _ATTRIBUTES:
        if pattern.search(message):
            values = (value for name, value in source.attributes if name.text in names)
            return next((value.place for value in values), None)
    return None


def _edge(message: str, source: Source) -> Position | None:
    for pattern in _EDGES:
        if match := pattern.search(message):
            direct = source.edges.get((match["tail"], match["head"]))
            return direct or source.edges.get(("", match["tail"]))
    return None


def _node(message: str, source: Source) -> Position | None:
    for pattern in _NODES:
        if match := pattern.search(message):
            token = source.whole.get(match[1].strip("\"'"))
            return token and token.place
    return None


_FINDERS: tuple[Callable[[str, Source], Position | None], ...] = (
    _record, _html, _value, _attribute, _edge, _node,
)  # fmt: skip


def way_out(message: str) -> str:
    """What to do about a message, where that is known."""
    if port := _PORT.search(message):
        whole, text = written(":".join(port.groups())), written(port[2])
        return f"{_PORTS}; for one name write {whole}, for a text at an edge [label={text}]"
    found = (hint for pattern, hint in _WAYS_OUT if re.search(pattern, message, re.DOTALL))
    return next(found, "") or values.way_out(message)


_IN_A_RECORD = (
    r"write \< \> \{ \} \| for these signs in a label of a record, and close each { of its parts"
)
BESIDE_A_RECORD = (
    "take rank=same or constraint=false out, or write such records as shape=plain with a table in "
    "label=<…>"
)
"""Graphviz draws no edge between two neighbours in a rank if one is a record."""

_PORTS = "ports are n, ne, e, se, s, sw, w, nw, c and what a label names"
_PORT = re.compile(r"^node (.+?), port ([^\s,]+) unrecognized")
_CELLS = (
    "align, bgcolor, border, cellpadding, color, colspan, height, port, rowspan, style and width"
)
_WAYS_OUT = (
    ("bad label format", _IN_A_RECORD),
    (
        "triangulation",
        'the Graphviz that comes along lacks sfdp: use layout=fdp, or dot = "system"',
    ),
    (r"not well-formed .*&", "in a label of HTML write &amp; for &"),
    ("undefined entity", "in a label of HTML write &amp; for &"),
    (r"not well-formed.*=\w", "in a label of HTML a value of an attribute stands in quotes"),
    (r"(?i)<br>", "in a label of HTML write <br/>"),
    (
        r"(?i)Unknown HTML element|syntax error.*</?(?:th|thead|tbody|tfoot|caption)\b",
        f"Graphviz knows {_ELEMENTS}",
    ),
    (
        r"(?i)syntax error.*(?:<table[^<>]*>\s*(?:</table|<td)|<tr[^<>]*>\s*</tr"
        r"|\.\.\. [^<>\n]*[^<>\s][^<>\n]*</?tr\b)",
        "a table holds rows, and a row cells: <table><tr><td>…</td></tr></table>",
    ),
    (r"(?i)syntax error.*<t[dr][^<>]*/>", "write its end as a tag of its own: <td></td>"),
    ("Illegal attribute .* in <FONT>", "a <font> knows color, face and point-size"),
    ("Illegal attribute .* in <(?:TABLE|TD)>", f"it knows no CSS, but {_CELLS}"),
    (
        "Illegal value .* for STYLE",
        "it is solid, dashed, dotted, rounded, radial or invis; CSS counts for nothing",
    ),
    (r"^Improper \w+ value", "write a number alone"),
    ("Illegal value .* for ALIGN", "it is left, center or right"),
    ("Illegal value .* for VALIGN", "it is top, middle or bottom"),
    ("used (?:before|after) <TABLE>", "a label of HTML is either text or one table"),
    (r"mismatched tag|syntax error.*in label of", "each tag needs its end: <b>…</b>, <br/>"),
    ("not well-formed", "each tag ends with > and has its end; in its text write &lt; for <"),
    ("port .+ unrecognized compass point", _PORTS),
    ("cluster named", "give the name of a subgraph that starts with cluster"),
    (
        "head not inside|tail not inside",
        "lhead names a cluster that holds the head, ltail the tail",
    ),
    (r"^ordering '.+' not", "write ordering=out or ordering=in"),
    ("Unsupported charset", "take it out: the file is UTF-8"),
    ("^Orthogonal edges", "write xlabel for label, or take splines=ortho out"),
    ("splines=curved", "write xlabel for label, or take splines=curved out"),
    ("^flat edge .* record", BESIDE_A_RECORD),
    ("^lost .* edge", "take constraint=false out of this edge: Graphviz cannot draw it so"),
    ("^no position for edge", "concentrate=true merges this edge with another: take it out"),
    ("size too small for label", "make it larger, or take fixedsize out"),
)

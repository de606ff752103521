"""Where Graphviz stops reading a DOT file → what the author meant, as the way out of the error."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from pipeline.render.dot.source import EDGES, KEYWORDS, Token
from pipeline.render.dot.wrong.attributes import KNOWN, meant
from pipeline.render.dot.wrong.grammar import Stop, is_name, written
from pipeline.render.dot.wrong.heads import escaped, language, name_of_graph, start, too_long

_TYPOGRAPHIC = re.compile("^['`]|[“”„‟«»‘’‚]")
_TAG = re.compile(r"[a-z]+", re.IGNORECASE)
_LATER_END = re.compile(r"[^\]\n]*(?<!-)>")
_WORD = re.compile(r"[^\s\[\]{};,=\"]*")
_AFTER_A_NODE = ("operand", "ported", "group", "closed", "statement")
_VALUE = re.compile(r"(?:\[[^\]\n]*\]|[^\],;\n])*")
_STYLES = re.compile(r"(?:[^\],;\n]|,(?![^,\]\n]*=))*")
"""`style=rounded,filled` is one value, as it is meant."""
_USUAL = "it is one sign too many, or before it a quote, a bracket or a semicolon is missing"

_IN_BRACKETS = "attributes stand in square brackets"
_OF_BOTH = f"{_IN_BRACKETS}: a [label=…], a -> b [label=…]"
_CALL = re.compile(r"\w\(\w+$")
"""`a(label`, before its `=`."""
_INDEXED = re.compile(r"(\w+)\[([^\]\[=\"\n]*)\](?:\[[^\]\[=\"\n]*\])*")
_LIST_BEFORE = re.compile(
    r"(?P<list>\[[^\]\n]{1,60}\])(?P<statement>[ \t]*\w[^;{}\[\]\n]{0,60})[;}\n]"
)
"""Both on one line, and short enough to be quoted."""

Hint = Callable[[str, list[Token], Stop], str]


def way_out(text: str, tokens: list[Token], stop: Stop) -> str:
    """The hint for a syntax error at that place."""
    return next(filter(None, (hint(text, tokens, stop) for hint in _HINTS)), _USUAL)


def _defaults(_: str, tokens: list[Token], stop: Stop) -> str:
    """`node {shape=box}` and `node shape=box`."""
    inside = tokens[stop.at : stop.at + 3]
    names = inside[bool(inside and inside[0].mark == "{") :]
    if stop.after != "defaults" or len(names) < 2 or names[1].mark != "=":
        return ""
    return f"{_IN_BRACKETS}: {tokens[stop.at - 1].text} [{written(names[0].text)}=…]"


def _keyword(_: str, tokens: list[Token], stop: Stop) -> str:
    near = tokens[max(0, stop.at - 2) : stop.at + 2]
    keyword = _keyword_as_node(near) or _lone_keyword(tokens, stop)
    if keyword is None:
        return ""
    name = keyword.text
    return f'{name} in line {keyword.line} is a DOT keyword: as a name write "{name}"'


def _keyword_as_node(tokens: list[Token]) -> Token | None:
    """A keyword that stands where only a node can: beside an arrow."""
    for before, token in itertools.pairwise(tokens):
        if token.mark in EDGES and before.keyword:
            return before
        if before.mark in EDGES and token.keyword not in ("", "subgraph"):
            return token
    return None


def _lone_keyword(tokens: list[Token], stop: Stop) -> Token | None:
    """A keyword without what must follow it, or one in a list of attributes."""
    if stop.after == "defaults":
        return tokens[stop.at - 1]
    if stop.after == "subgraph" and tokens[stop.at - 2].mark in EDGES:
        return tokens[stop.at - 1]
    is_inside = stop.after in ("list", "attribute", "valued", "value", "port")
    token = tokens[stop.at] if stop.at < len(tokens) else None
    following = tokens[stop.at + 1 : stop.at + 2]
    is_name = stop.after in ("graph", "subgraph") and following and following[0].mark == "{"
    return token if token and (is_inside or is_name) and token.keyword else None


def _quotes(_: str, tokens: list[Token], stop: Stop) -> str:
    """DOT takes no quotes but the straight double ones."""
    odd = odd_quote(tokens, stop)
    found = odd and _TYPOGRAPHIC.search(odd.text)
    return f'{found.group()} is no quote to DOT: write " instead' if found else ""


def odd_quote(tokens: list[Token], stop: Stop) -> Token | None:
    """The name with another quote in it that made Graphviz stop, if there is one."""
    near = tokens[max(0, stop.at - 4) : stop.at + 1]
    return next((t for t in near if t.kind == "name" and _TYPOGRAPHIC.search(t.text)), None)


def _inner_quotes(_: str, tokens: list[Token], stop: Stop) -> str:
    """`label="say "hi" now"`: the second quote ends the text."""
    before = tokens[max(0, stop.at - 2) : stop.at]
    if stop.after != "name" or len(before) < 2:
        return ""
    text, name = before
    is_glued = text.kind == "quoted" and text.end == name.start
    return rf"write \" for a quote inside a text: {name.text} stands outside" if is_glued else ""


def _html(text: str, tokens: list[Token], stop: Stop) -> str:
    """Labels that end too early.

    In `label=<b>text</b>` the first tag is taken for the signs around the label; in
    `label=<a > b>` the sign in the text ends it.
    """
    for equals, token in itertools.pairwise(tokens[max(0, stop.at - 5) : stop.at]):
        if equals.mark != "=" or token.kind != "html":
            continue
        if _TAG.fullmatch(token.text):
            return f"put the whole label in one more pair: <<{token.text}>…</{token.text}>>"
        if _LATER_END.match(text, token.end):
            line = token.line + token.text.count("\n")
            return f"a > in line {line} ends the label: write &gt; for one in its text"
    return ""


def _other_arrow(text: str, tokens: list[Token], stop: Stop) -> str:
    """`=>`, `~>` and the like."""
    start = tokens[stop.at].start if stop.at < len(tokens) else 0
    is_other = start and text.startswith((">", "- "), start) and stop.after != "attribute"
    is_fat = text[start:].startswith(">") and text[:start].endswith("=")
    return "for an edge write ->, in a graph --" if is_other or is_fat else ""


def _no_bracket(_: str, tokens: list[Token], stop: Stop) -> str:
    """`a label="x"]`: without its [ an attribute is one of the graph."""
    mark = tokens[stop.at].mark if stop.at < len(tokens) else ""
    first = stop.at - 3
    while first > 2 and tokens[first - 2].mark == "=":
        first -= 3
    if stop.after != "assigned" or mark not in ("]", ","):
        return ""
    node, name = tokens[first - 1], tokens[first]
    is_beside = not node.mark and node.line == name.line and name.text in KNOWN
    return f"a [ is missing before {name.text}" if is_beside else ""


def _arrow(_: str, tokens: list[Token], stop: Stop) -> str:
    if stop.after == "arrow" and tokens[stop.at - 1].mark == ",":
        return "take the , before it out: nothing follows it"
    is_edge = stop.at < len(tokens) and tokens[stop.at].mark in EDGES
    if is_edge and stop.after == "closed":
        return "a list in [ ] ends its statement: write the edge in a line of its own"
    is_beside = stop.after == "arrow" or (is_edge and stop.after in ("statement", "assigned"))
    return "an arrow needs a node before it and one after it" if is_beside else ""


def _equals(_: str, tokens: list[Token], stop: Stop) -> str:
    """Between an attribute's name and value stands =."""
    if stop.after != "name" or stop.at >= len(tokens) or tokens[stop.at].mark != ":":
        return ""
    name = written(tokens[stop.at - 1].text)
    return f"write {name}=… with = between an attribute and its value"


def _several_words(text: str, tokens: list[Token], stop: Stop) -> str:
    """A value of several words, or of signs that no name has, needs quotes."""
    equals = max((n for n, t in enumerate(tokens[: stop.at]) if t.mark == "="), default=-1)
    if stop.after not in ("name", "valued", "attribute") or equals < 1:
        return ""
    name = tokens[equals - 1].text
    found = (_STYLES if name == "style" else _VALUE).match(text, tokens[equals].end)
    value = found.group().strip() if found else ""
    if not value or is_name(value) or '"' in value or "=" in value or "<" in value:
        return ""
    return f'put the value into quotes: {written(name)}="{value}"'


def _bare_name(text: str, tokens: list[Token], stop: Stop) -> str:
    """A name with other signs than letters, digits and _ needs quotes."""
    if stop.at >= len(tokens):
        return ""
    token = tokens[stop.at]
    if token.text.startswith(("(", ")")) and stop.after in _AFTER_A_NODE:
        return _OF_BOTH
    start = token.start
    while start and not re.match(r"[\s\[\]{};,=\"]", text[start - 1]):
        start -= 1
    word = _word(text, start).partition("->")[0]
    if _CALL.search(word) and stop.after in _AFTER_A_NODE:
        return _OF_BOTH
    if stop.after not in _AFTER_A_NODE and (known := meant(word)):
        return f"did you mean {known}?"
    if not word or is_name(word) or "<" in word or not re.search(r"\w", word):
        return ""
    return f'a name with such signs needs quotes: "{word}"'


def _word(text: str, start: int) -> str:
    """What stands there up to the next blank or bracket."""
    found = _WORD.match(text, start)
    return found.group() if found else ""


def _index(text: str, tokens: list[Token], stop: Stop) -> str:
    """`arr[0]` and `A[Client]`, whose brackets start a list of attributes."""
    opened = max((n for n, t in enumerate(tokens[: stop.at]) if t.mark == "["), default=0)
    if stop.after != "name" or not (found := _INDEXED.match(text, tokens[opened - 1].start)):
        return ""
    whole, name, inside = found.group(0, 1, 2)
    if inside in KNOWN or meant(inside) or name.lower() in KEYWORDS:
        return ""
    hint = f'for a name with brackets write "{whole}"'
    is_label = re.match(r"[^\W\d]{2}", inside)
    return f'for a label write {name} [label="{inside}"], {hint}' if is_label else hint


def _list_before(text: str, tokens: list[Token], stop: Stop) -> str:
    """A list of attributes that stands before its node or edge, or behind a semicolon."""
    if stop.after != "statement" or stop.at >= len(tokens) or tokens[stop.at].mark != "[":
        return ""
    rule = "attributes stand right behind their node or edge"
    if found := _LIST_BEFORE.match(text, tokens[stop.at].start):
        return f"{rule}: {found['statement'].strip()} {found['list']}"
    return f"{rule}: take the ; out" if tokens[stop.at - 1].mark == ";" else rule


def _missing(_: str, tokens: list[Token], stop: Stop) -> str:
    mark = tokens[stop.at].mark if stop.at < len(tokens) else ""
    if stop.after in ("graph", "named", "subgraph"):
        if mark == "[" and not any(t.keyword == "subgraph" for t in tokens[: stop.at][-2:]):
            return "write { in its place"
        if mark == "[":
            return "attributes of a subgraph stand in its { }: subgraph cluster_a { label=…; a }"
        return "a { is missing before it"
    if stop.at >= len(tokens):
        return ""
    if mark == ";":
        return "this ; ends nothing: take it out"
    if stop.after in ("attribute", "value", "name"):
        token = tokens[stop.at - (1 if stop.after == "name" else 2)]
        name, is_value = token.text, token.kind == "quoted" or not token.text[:1].isalpha()
        if is_value and stop.after == "name":
            return f"for a label write [label={written(name)}]"
        return f"{name} has no value: write {written(name)}=…"
    return "this ] closes nothing: take it out" if mark == "]" else ""


_HINTS: tuple[Hint, ...] = (
    too_long, language, start, escaped, _quotes, _inner_quotes, _html, _index, _equals,
    _other_arrow, _bare_name, name_of_graph, _defaults, _keyword, _several_words, _no_bracket,
    _arrow, _list_before, _missing,
)  # fmt: skip

"""The tokens of a DOT text → names, marks and keywords that mean something else than they seem."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from pipeline.positions import position_at
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import EDGES, Token
from pipeline.render.dot.statements import AttributeList
from pipeline.render.dot.wrong.attributes import KNOWN
from pipeline.render.dot.wrong.grammar import is_name, quoted, written
from pipeline.render.dot.wrong.records import Lost

_ARROW = re.compile("[→⇒⟶➔➜←⟵↔⇔]|^[–—]+$")
_SINGLE = re.compile("'(.+)'")
_CURLY = re.compile("[“”„‟«»‘’‚‹›](.+)[“”„‟«»‘’‚‹›]")
_FRACTION = re.compile(r"(?P<before>[^\W\d]\w*)(?P<after>\.\d+)")
_NEGATIVE = re.compile(r"-\.?\d[\d.]*")
_UNSEEN = re.compile("[\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff]")
"""Signs that look like a space or like nothing, and are letters of a name to DOT."""

_WITHOUT_WIDTH = "\u200b\u2060\ufeff"
_SETTINGS = frozenset(
    ("bgcolor", "compound", "concentrate", "newrank", "nodesep", "rankdir", "ranksep", "splines")
)
"""Attributes of a graph that nobody calls a node."""

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/|\#[^\n]*", re.DOTALL)


def arrows_as_names(outside: list[Token]) -> Iterator[Lost]:
    """`a → b` is three nodes to DOT."""
    right = "--" if outside[0].keyword == "graph" else "->"
    for before, token, following in zip(outside, outside[1:], outside[2:], strict=False):
        is_arrow = token.kind == "name" and _ARROW.search(token.text)
        if is_arrow and following.text[:1] != ">" and before.mark != "=":
            message = f"{token.text} is no arrow to DOT but the name of a node"
            hint = f'for an edge write {right}; for a name put it into quotes: "{token.text}"'
            yield Lost(message, hint, token.place)


def unseen_signs(source: Source) -> Iterator[Lost]:
    """The first such sign that stands outside of texts and comments, as chats and pages have them.

    Bad: `a\u00a0-> b; a -> c`, which is two nodes that look alike.
    """
    end = 0
    for token in source.tokens if _UNSEEN.search(source.text) else ():
        start = token.start if token.kind in ("quoted", "html") else token.end
        between = _COMMENT.sub(lambda comment: " " * len(comment[0]), source.text[end:start])
        if found := _UNSEEN.search(between):
            is_wide = found[0] not in _WITHOUT_WIDTH
            looks = "a space" if is_wide else "nothing"
            message = f"U+{ord(found[0]):04X}, which looks like {looks}, is part of a name"
            way = "write a usual space for it" if is_wide else "take it out"
            place = position_at(source.text, end + found.start())
            yield Lost(message, f"{way}, here and wherever it stands", place)
            return
        end = token.end


def comments_of_html(outside: list[Token]) -> Iterator[Lost]:
    """`<!-- note -->` between statements is the name of a node."""
    for before, token in itertools.pairwise(outside):
        if token.kind == "html" and token.text.startswith("!--") and before.mark != "=":
            message = f"<{token.text}> is no comment in DOT but the name of a node"
            yield Lost(message, "write a comment as // … or /* … */", token.place)


def settings_without_equals(outside: list[Token]) -> Iterator[Lost]:
    """`rankdir LR` is two nodes."""
    for before, name, value in zip(outside, outside[1:], outside[2:], strict=False):
        is_setting = name.text in _SETTINGS and before.mark in ("{", "}", ";", "]", "")
        if is_setting and not value.mark and name.line == value.line > before.line:
            message = f"{name.text} {value.text} is two nodes, since an = is missing"
            yield Lost(message, f"write {name.text}={written(value.text)}", name.place)


def single_quotes(lists: list[AttributeList]) -> Iterator[Lost]:
    """`a -> b [label='one']` is drawn with its quotes; at a node it is an error."""
    for name, value in (pair for each in lists if each.is_of_edges for pair in each.inside):
        if value.kind == "name" and (quoted := _SINGLE.fullmatch(value.text)):
            message = f"' is no quote to DOT, and part of the {name.text}: {value.text}"
            yield Lost(message, f'write {name.text}="{quoted[1]}"', value.place)


def curly_quotes(source: Source) -> Iterator[Lost]:
    """Bad: `a [label=“one”]` and `“one” -> b`. Good: `a [label="“one”"]`."""
    values = (value for _, value in source.attributes)
    for token in (*values, *(token for _, token, _ in source.mentions)):
        if token.kind == "name" and (quoted := _CURLY.fullmatch(token.text)):
            message = f"{token.text[0]} is no quote to DOT, and part of the name {token.text}"
            yield Lost(message, f'write "{quoted[1]}"', token.place)


def labels_of_all(lists: list[AttributeList]) -> Iterator[Lost]:
    """Keywords are taken in any case, also where a node was meant.

    Bad: `Edge [label="Edge server"]`. Good: `"Edge" [label="Edge server"]`, `Edge [color=red]`.
    """
    for each in lists:
        every = each.default
        if every not in ("edge", "node") or (name := each.statement[-1].text) == every:
            continue
        if (label := _label(each.inside)) and "\\" not in label.text:
            message = (
                f"{name} is a keyword, so {quoted(label.text)} becomes the label of every {every}"
            )
            hint = f'for one node write "{name}"; for the default of all write {every}'
            yield Lost(message, hint, each.statement[-1].place)


def _label(inside: list[tuple[Token, Token]]) -> Token | None:
    """The last label that a list of attributes sets, unless it is empty."""
    labels = [value for name, value in inside if name.text == "label"]
    return labels[-1] if labels and labels[-1].text.strip() else None


def split_names(outside: list[Token]) -> Iterator[Lost]:
    """Names that DOT reads as two; each is reported once.

    Bad: `v1.0` is read as v1 and .0, `H-100` as H and -100. Good: `"v1.0"`, `"H-100"`, `v1_0`.
    Graphviz itself warns of names that start with a number, or that go on after it.
    """
    found: dict[str, Lost] = {}
    for token, following in itertools.zip_longest(outside, outside[1:]):
        parts = _parts(token, following) if token.kind == "name" else None
        if parts:
            name, (before, after) = "".join(parts), parts
            message = f"{name} without quotes is two names to DOT, {before} and {after}"
            found.setdefault(name, Lost(message, f'write "{name}"', token.place))
    yield from found.values()


def words_apart(source: Source) -> Iterator[Lost]:
    """The first two words at the end of an edge that stand nowhere without each other.

    Or the one that has the edge does, and the other is named only here. Of three in a row nobody
    knows whether they are a list.
    Bad: `load balancer -> web`. Good: `"load balancer" -> web`, `a -> {b c}`, `a -> b c -> d`.
    """
    tokens = source.outside
    counts = Counter(token.text for _, token, _ in source.mentions)
    words = {
        (each.start, each.line)
        for _, each, _ in source.mentions
        if each.kind == "name" and is_name(each.text)
    }
    dressed = {each.statement[-1].start for each in source.lists if each.statement}
    pairs = [
        beside
        for beside in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False)
        if [(each.start, beside[1].line) in words for each in beside] == [False, True, True, False]
    ]
    times = Counter((one.text, two.text) for _, one, two, _ in pairs)
    for before, one, two, after in pairs:
        ends = before.mark in EDGES, after.mark in EDGES
        alone = {(False, True): one, (True, False): two}.get(ends)
        if not alone or alone.start in dressed or one.end == two.start:
            continue
        is_always = counts[one.text] == counts[two.text] == times[one.text, two.text]
        if is_always or counts[alone.text] == 1:
            both = f"{one.text} {two.text}"
            message = f"{both} without quotes is two nodes to DOT, {one.text} and {two.text}"
            hint = f'for one node write "{both}", here and wherever it stands; for two {{{both}}}'
            yield Lost(message, hint, one.place)
            return


def texts_behind_edges(source: Source) -> Iterator[Lost]:
    """Bad: `a -> b "calls"`. Good: `a -> b [label="calls"]`, `a -> b; "c d" -> e`."""
    tokens = source.outside
    counts = Counter(token.text for _, token, _ in source.mentions)
    for arrow, head, text, after in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        is_beside = arrow.mark in EDGES and not head.mark and head.line == text.line
        is_end = after.mark in (";", "}") or (not after.mark and after.line > text.line)
        if is_beside and is_end and text.kind == "quoted" and counts[text.text] == 1:
            message = f"{quoted(text.text)} behind the edge is a node of its own"
            hint = f"for a label of the edge write [label={written(text.text)}]"
            yield Lost(message, hint, text.place)


def colons_for_equals(outside: list[Token]) -> Iterator[Lost]:
    """A port at a node that no edge leads to.

    Bad: `rankdir: LR` and `a: "Load balancer"`. Good: `rankdir=LR`, `a [label="Load balancer"]`.
    """
    for n, (name, colon, value) in enumerate(zip(outside, outside[1:], outside[2:], strict=False)):
        beside = {each.mark for each in (*outside[max(n - 1, 0) : n], *outside[n + 3 : n + 4])}
        is_setting = name.text in KNOWN
        if colon.mark != ":" or name.mark or value.mark or not beside.isdisjoint({*EDGES, ":"}):
            continue
        if is_setting or value.kind == "quoted":
            node, text = written(name.text), written(value.text)
            way = f"{node}={text}" if is_setting else f"{node} [label={text}]"
            message = f"{node}: {text} is a node {node} with a port, since : is no ="
            yield Lost(message, f"write {way}", name.place)


def quotes_in_texts(outside: list[Token]) -> Iterator[Lost]:
    """A name glued to the end of a text: `label="Fig 1: "Flow""` is a text and two nodes."""
    for text, name in itertools.pairwise(outside):
        is_word = name.kind == "name" and is_name(name.text)
        if text.kind == "quoted" and is_word and text.end == name.start:
            message = f"the text {quoted(text.text)} ends before {name.text}, which is a node"
            yield Lost(message, r"write \" for a quote inside a text", name.place)


def _parts(token: Token, following: Token | None) -> tuple[str, str] | None:
    """The two names as which DOT reads what stands there as one word; None if it is one."""
    if fraction := _FRACTION.fullmatch(token.text):
        return fraction["before"], fraction["after"]
    if not following or following.start != token.end or following.kind != "name":
        return None
    is_word = (token.text[:1].isalpha() or token.text[:1] == "_") and not token.keyword
    is_two = is_word and _NEGATIVE.fullmatch(following.text)
    return (token.text, following.text) if is_two else None

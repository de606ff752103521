"""The tokens of a DOT file → what Graphviz would draw wrong in silence, or must not be asked to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pipeline.model import Finding, Job
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import EDGES, Token, tokenize
from pipeline.render.dot.wrong import records
from pipeline.render.dot.wrong.attributes import meant
from pipeline.render.dot.wrong.grammar import first_wrong
from pipeline.render.dot.wrong.traps import traps
from pipeline.render.dot.wrong.unclosed import first_unclosed, lost_in_comment
from pipeline.render.failures import error, warning

REFERRING = {
    **dict.fromkeys(("image", "shapefile", "stylesheet"), "names a file"),
    **dict.fromkeys(("fontpath", "imagepath"), "names folders"),
    "_background": "holds commands of xdot, among which may be one that loads a file",
}
"""Attributes that may have Graphviz read something else, and what each does."""
LINK_ATTRIBUTES = (
    "URL", "edgeURL", "edgehref", "headURL", "headhref", "href", "labelURL", "labelhref",
    "tailURL", "tailhref",
)  # fmt: skip

_LONGEST_HEAD = 4
"""Tokens of `strict digraph name {`."""

_OF_STATEMENTS = (*EDGES, "[", "=", "{")
_LONGER = re.compile("[->]*")
_SHOWN = 20
"""Signs of a run of them that a message quotes."""

_SEEDED = re.compile(r"(random)?\d.*|regular|self|", re.DOTALL)
_HTML_IMAGE = re.compile(r"<\s*img\b", re.IGNORECASE)
_HTML_LINK = re.compile(r"<[^<>]*?\s(href)\s*=\s*[\"']\s*[^\"'\s]", re.IGNORECASE)


def errors(job: Job, source: Source) -> list[Finding]:
    """What keeps a graph from being drawn, before Graphviz sees it."""
    tokens = source.tokens
    if not tokens:
        return [error(job, "R003", "the file holds no graph", _NO_GRAPH)]
    if _has_other_head(tokens):
        return []
    end = _end(tokens)
    if broken := _broken(job, source.text, tokens[:end]):
        ends = [broken]
    else:
        last = tokens[end - 1].end
        inside = [token for token in source.outside if token.end <= last]
        ends = [*_after_the_end(job, tokens[end:]), *_other_edges(job, source.text, inside)]
    return [*ends, *_references(job, source)]


def _has_other_head(tokens: list[Token]) -> bool:
    """Whether it starts as no graph does: Graphviz stops there, whatever the rest may hold."""
    stop = first_wrong(tokens[:_LONGEST_HEAD])
    return stop is not None and all(token.mark != "{" for token in tokens[: stop.at])


def _end(tokens: list[Token]) -> int:
    """The number of tokens up to the end of the first graph, with the semicolons after it."""
    depth, is_closed = 0, False
    for at, token in enumerate(tokens):
        if is_closed and token.mark != ";":
            return at
        depth += (token.mark == "{") - (token.mark == "}")
        is_closed = is_closed or (token.mark == "}" and depth == 0)
    return len(tokens)


def _broken(job: Job, text: str, tokens: list[Token]) -> Finding | None:
    """What takes more of the text in than it should, so that the rest cannot be read."""
    if arrow := _arrow_as_node(tokens):
        message = f"<{arrow.text[:1]}… is no arrow in DOT but the start of an HTML string"
        hint = _mirrored(arrow, is_directed=tokens[0].keyword != "graph")
        return error(job, "R001", message, hint, *arrow.place)
    if lost := lost_in_comment(text, tokens):
        message = f"{lost.sign} starts a comment here, and the rest of the line is lost"
        hint = f'put the value into quotes: "{lost.value}"'
        return error(job, "R001", message, hint, *lost.place)
    if opened := first_unclosed(text, tokens):
        message = f"the {opened.what} opened here is never closed"
        return error(job, "R001", message, opened.hint, *opened.place)
    return None


def _arrow_as_node(tokens: list[Token]) -> Token | None:
    """A `<->` or the like, which DOT reads as a node whose name is HTML."""
    for before, token in itertools.pairwise(tokens):
        if token.kind == "html" and token.text[:1] in ("-", "=") and before.mark != "=":
            return token
    return None


def _mirrored(arrow: Token, is_directed: bool) -> str:
    """What to write for `<-` and `<->`."""
    if not is_directed:
        return "write: a -- b; for arrows start the file with digraph"
    if arrow.text.strip("-="):
        return "for an arrow to the left write: b -> a"
    return "for an arrow with two heads write: a -> b [dir=both]"


def _after_the_end(job: Job, rest: list[Token]) -> Iterator[Finding]:
    """Graphviz draws the first graph alone, and nothing of what stands after it."""
    if not rest:
        return
    if not _has_other_head(rest):
        message = "more than one graph in one file"
        hint = "give each graph a file and a visual of its own"
    elif rest[0].mark == "}":
        message, hint = (
            "this } closes nothing: the graph ends before it",
            "take it or another } out",
        )
    else:
        message = "this stands after the end of the graph and would not be drawn"
        hint = _way_out_after_the_end(rest)
    yield error(job, "R001", message, hint, *rest[0].place)


def _way_out_after_the_end(rest: list[Token]) -> str:
    """Statements belong into the graph. Sentences do not: words side by side, without marks."""
    is_text = any(not one.mark and not other.mark for one, other in itertools.pairwise(rest))
    if is_text and not any(token.mark in _OF_STATEMENTS for token in rest):
        return "take it out"
    is_dot = first_wrong([*tokenize("graph {"), *rest, *tokenize("}")]) is None
    move = "move it before the } that ends the graph"
    return move if is_dot else f"take it out, or {move}"


def _other_edges(job: Job, text: str, inside: list[Token]) -> Iterator[Finding]:
    """Edges of the other kind of graph, which are a syntax error."""
    kind = next((t for t in inside[:2] if t.keyword in ("graph", "digraph")), None)
    if kind is None:
        return
    is_directed = kind.text.lower() == "digraph"
    right, wrong = EDGES if is_directed else EDGES[::-1]
    end = 0
    for token in inside:
        if token.mark == wrong and token.end > end:
            article = "a digraph" if is_directed else "a graph"
            start = token.start
            while text[start - 1] == "-":
                start -= 1
            place = token.line, token.column - token.start + start
            longer = _LONGER.match(text, token.end)
            end = longer.end() if longer else token.end
            written = text[start : min(end, start + _SHOWN)]
            message = f"{article} has {right} edges, and this is {written}"
            way = "for a line without a head: a -> b [dir=none]" if is_directed else (
                "for arrows start the file with digraph"
            )  # fmt: skip
            yield error(job, "R001", message, f"write {right}; {way}", *place)


def _references(job: Job, source: Source) -> Iterator[Finding]:
    """What names a file or makes a link."""
    for name, value in source.attributes:
        if what := REFERRING.get(name.text):
            message = f"the attribute {name.text} {what}"
            yield error(job, "S002", message, "draw it with nodes and shapes", *name.place)
        if name.text in LINK_ATTRIBUTES and value.text.strip():
            message = f"the attribute {name.text} makes a link"
            yield error(job, "S002", message, _NO_LINK, *name.place)
    for label in source.labels:
        yield from _references_in_html(job, label)


_NO_GRAPH = "start with: digraph { client -> queue }"
_NO_LINK = "take it out: a picture has no links"


def _references_in_html(job: Job, label: Token) -> Iterator[Finding]:
    if image := _HTML_IMAGE.search(label.text):
        place = label.place_of(image.start())
        yield error(job, "S002", "the label holds an <IMG>", "draw it without", *place)
    for link in _HTML_LINK.finditer(label.text):
        place = label.place_of(link.start(1))
        yield error(job, "S002", f"the attribute {link[1]} makes a link", _NO_LINK, *place)


def warnings(job: Job, source: Source) -> Iterator[Finding]:
    """What is drawn, but not as it seems."""
    if _has_other_head(source.tokens):
        return
    for said, hint, place in (*records.lost(source), *traps(source)):
        yield warning(job, said, hint, *place)._replace(code="C004")
    for name, value in source.attributes:
        # Any start but these is seeded by the clock.
        if name.text == "start" and not _SEEDED.fullmatch(value.text):
            message = f"start={value.text} draws another picture in each build"
            yield warning(job, message, "give it a seed: start=7", *name.place)
        # Graphviz ignores attributes whose names it does not know.
        if known := meant(name.text):
            message = f"Graphviz knows no attribute {name.text} and ignores it"
            ignored = warning(job, message, f"did you mean {known}?", *name.place)
            yield ignored._replace(code="C004")

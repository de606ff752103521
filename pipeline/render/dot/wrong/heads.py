"""Where Graphviz stops in the head of a file, or in what was never DOT → what the author meant."""

from __future__ import annotations

import re
from itertools import takewhile

from pipeline.render.dot.source import LONGEST, Token
from pipeline.render.dot.wrong.grammar import Stop
from pipeline.spelling import nearest

_GRAPHS = ("digraph", "graph", "strict")
_MERMAID = re.compile(
    r"\s*(?:%%.*\s*)*(?:(?:graph|flowchart)\s+(?:TD|TB|BT|LR|RL)\b(?!\s*\{)"
    r"|flowchart\b|(?:sequence|class|state|er|requirement)Diagram\b"
    r"|(?:gantt|gitGraph|journey|kanban|mindmap|pie|quadrantChart|timeline|C4[A-Z]\w+"
    r"|(?:architecture|block|packet|sankey|xychart)-beta)\b(?!(?s:.*)\bdigraph\b))"
)
_PLANTUML = re.compile(r"\s*@start\w+")
_JSON = re.compile(r"\s*[{\[]\s*[{\[\"]")
_PYTHON = re.compile(
    r"(?:\s|#.*)*(?:import\s+\w+(?:\s+as\b|[.,\s]|$)|from\s+[\w.]+\s+import\b|\w+\s*=\s*[\w.]+\()"
)
_SVG = re.compile(r"\s*<(?:\?xml|svg)\b")
_ESCAPED = re.compile(r"-{0,2}(?P<sign>&(?:amp|gt|lt|quot|#\d+);)|(?P<end>\\[nt])")


def too_long(_: str, tokens: list[Token], __: Stop) -> str:
    """A text that is longer than what Graphviz reads in one piece."""
    is_long = any(token.end - token.start > LONGEST for token in tokens)
    return "Graphviz reads no text of more than 16 KiB: shorten or split it" if is_long else ""


def language(text: str, _: list[Token], __: Stop) -> str:
    """Other languages for diagrams, which are no DOT at all."""
    way = "start the file with digraph { and write an edge as a -> b, a label as a [label=…]"
    for other, pattern, instead in (
        ("Mermaid", _MERMAID, way),
        ("PlantUML", _PLANTUML, way),
        ("JSON", _JSON, way),
        ("Python", _PYTHON, "put what it prints here, such as that of print(dot.source)"),
        ("SVG", _SVG, "name the file .svg, and write kind: svg in the question"),
    ):
        if pattern.match(text):
            return f"this is {other} and no DOT: {instead}"
    return ""


def start(_: str, tokens: list[Token], stop: Stop) -> str:
    """What stands before a graph, or in the place of its first word."""
    if stop.after not in ("start", "strict") or stop.at >= len(tokens):
        return ""
    head = takewhile(lambda token: token.mark != "{", tokens[stop.at + 1 :])
    if keywords := [token for token in head if token.keyword in _GRAPHS]:
        first = keywords[-2:][0] if keywords[-2:][0].keyword == "strict" else keywords[-1]
        return f"take out what stands before {first.text} in line {first.line}"
    meant = nearest(tokens[stop.at].text.lower(), _GRAPHS, 2)
    return f"did you mean {meant}?" if meant else "start the file with: digraph {"


def name_of_graph(text: str, tokens: list[Token], stop: Stop) -> str:
    """`digraph my graph {`: a name of several words, of a graph or of a part of it."""
    words = [*takewhile(lambda token: not token.mark, tokens[stop.at :])]
    after = tokens[stop.at + len(words) :][:1]
    if stop.after != "named" or not words or not after or after[0].mark != "{":
        return ""
    first = tokens[stop.at - 1]
    name = " ".join(token.text for token in (first, *words))
    return f'put the name into quotes: "{name}"' if after[0].line == first.line else ""


def escaped(text: str, tokens: list[Token], stop: Stop) -> str:
    """`-&gt;` and `\\n`: a text as it stands in HTML or JSON."""
    found = stop.at < len(tokens) and _ESCAPED.match(text, tokens[stop.at].start)
    if not found:
        return ""
    if found["end"]:
        return rf"{found['end']} counts in texts alone: write a new line or a space in its place"
    return f"{found['sign']} stands for a sign in HTML alone: write the sign itself"

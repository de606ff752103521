"""The labels of a graph → those that are not drawn, since what they name is given another one.

Most often two things were meant, which have one name by mistake.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import Token
from pipeline.render.dot.wrong.grammar import quoted, written
from pipeline.render.dot.wrong.records import Lost


def replaced_labels(source: Source) -> Iterator[Lost]:
    """The first label of a list or of a node that a later one replaces.

    Bad: `db [label="Users"]; db [label="Orders"]`. Good: `a [label="A"]; a [label="A" color=red]`.
    """
    labels: dict[str, Token] = {}
    for each in source.lists:
        own = [value for name, value in each.inside if name.text == "label"]
        for label, later in itertools.pairwise(own):
            if _is_lost(label, later):
                yield lost_label(label, later, "this list sets another one", "keep one of them")
        if own and len(each.statement) == 1 and not each.default:
            node = each.statement[0]
            label = labels.setdefault(node.text, own[-1])
            if _is_lost(label, own[-1]):
                why = f"the node {written(node.text)} gets another one here"
                hint = "give each node a name of its own, or keep one label"
                yield lost_label(label, own[-1], why, hint)
                labels[node.text] = own[-1]


def _is_lost(label: Token, later: Token) -> bool:
    return bool(label.text.strip()) and label.text != later.text


def lost_label(label: Token, later: Token, why: str, hint: str) -> Lost:
    """What is said of a label that a later one replaces, at the later one."""
    message = f"the label {quoted(label.text)} of line {label.line} is not drawn: {why}"
    return Lost(message, hint, later.place)

"""A DOT text → its tokens."""

from __future__ import annotations

import itertools

import pytest

from pipeline.render.dot import source as dot_source


def test_tokens() -> None:
    """Strings are joined and unescaped, comments left out, lines and columns counted."""
    tokens = dot_source.tokenize('a /* x\n */ "b\\"c" + "d"\n<e<f>>->g:1.5')
    assert [(token.kind, token.text, *token.place) for token in tokens] == [
        ("name", "a", 1, 1), ("quoted", 'b"cd', 2, 5), ("html", "e<f>", 3, 1),
        ("mark", "->", 3, 7), ("name", "g", 3, 9), ("mark", ":", 3, 10), ("name", "1.5", 3, 11),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ['"open', "<open", "/* open", "a -", "\\", "/", "{}}{", "+"])
def test_tokenizing_never_raises(text: str) -> None:
    """Any text has tokens, which cover nothing twice."""
    tokens = dot_source.tokenize(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))

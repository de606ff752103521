"""A page of documentation → its steps in order: commands, files, edits and pictures.

CONTRIBUTING.md says how a page is written. Everything in a block of code is one of these:

    ```console                      commands after `$ `, each with the output that it shows
    ```console watch                what `doit watch`, begun above, prints next, `^C` ends it
    ```yaml questions/cloud/x.yaml  a file that the reader writes, whole
    ```diff questions/cloud/x.dot   lines that the reader changes in a file
    ```html example                 nothing that a reader runs or writes

and a picture with `<!-- from build/… -->` in the line below it is a copy of what was built by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_FROM = re.compile(r"<!-- from (\S+) -->")
_PROMPT = "$ "


class Step(NamedTuple):
    """One thing that a page shows, and the line where it stands.

    `kind` is "run" (`name` is a command, `text` its output), "watch" (`text` is what a command that
    goes on prints next), "write", "edit" (`name` is a file, `text` what is in the block), "picture"
    (`name` is a file beside the page, `text` the built file that it is a copy of), "example" or
    "unknown".
    """

    kind: str
    name: str
    text: str
    line: int


def steps(page: Path) -> list[Step]:
    """The steps of a page, from its first line to its last."""
    found: list[Step] = []
    pictures: list[str] = []
    for token in _MARKDOWN.parse(page.read_text(encoding="utf-8")):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "inline":
            images = (child for child in token.children or () if child.type == "image")
            pictures = [str(image.attrs["src"]) for image in images]
        elif token.type == "html_block" and (built := _FROM.search(token.content)):
            found += [Step("picture", picture, built[1], line) for picture in pictures]
        else:
            found += _blocks(token, line)
    return found


def commands_in_prose(page: Path) -> list[str]:
    """What stands between backticks and begins with `doit`."""
    tokens = _MARKDOWN.parse(page.read_text(encoding="utf-8"))
    inline = (child for token in tokens for child in token.children or ())
    return [
        child.content
        for child in inline
        if child.type == "code_inline" and re.match(r"doit\b(?! =)", child.content)
    ]


def _blocks(token: Token, line: int) -> Iterator[Step]:
    """The steps in a block of code."""
    if token.type == "code_block":
        yield Step("unknown", "an indented block", token.content, line)
    elif token.type == "fence":
        language, _, rest = token.info.strip().partition(" ")
        if token.info.strip() == "console watch":
            yield Step("watch", "doit watch", token.content, line)
        elif language == "console":
            yield from _session(token.content, line)
        else:
            known = {"": "unknown", "example": "example"}
            kind = known.get(rest, "edit" if language == "diff" else "write")
            yield Step(kind, rest or f"a block of {language or 'code'}", token.content, line)


def _session(text: str, line: int) -> Iterator[Step]:
    """Each command of a block with the lines below it; a backslash goes on in the next line."""
    joined = text.replace("\\\n", "")
    before, *parts = re.split(r"^\$ ", joined, flags=re.MULTILINE)
    if before.strip():
        yield Step("unknown", f"a console block that does not begin with `{_PROMPT}`", text, line)
    for part in parts:
        command, _, output = part.partition("\n")
        yield Step("run", command.strip(), output, line)


def edited(text: str, change: str) -> str:
    """The text with the lines of a diff changed. Raises ValueError where they are not in it."""
    lines = change.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[:1] in "- ")
    new = "".join(line[1:] for line in lines if line[:1] in "+ ")
    if text.count(old) != 1:
        raise ValueError(f"these lines stand {text.count(old)} times in the file:\n{old}")
    return text.replace(old, new)


_SECONDS = re.compile(r"\d+(?:\.\d+)? (m?s)\b")
_PORT = re.compile(r"(127\.0\.0\.1):\d+")


def is_shown(expected: str, output: str) -> bool:
    """Whether a command printed what the page shows; times and ports may be others.

    `…` stands for any text, and alone on a line for any number of lines. The visuals of a build end
    in any order.
    """
    pattern = "".join(map(_pattern, _in_order(expected).splitlines(keepends=True)))
    return re.fullmatch(pattern, _in_order(output)) is not None


def _pattern(line: str) -> str:
    if line.strip() == "…":
        return "(?:.*\n)*"
    return ".*".join(map(re.escape, line.split("…")))


def _in_order(text: str) -> str:
    """The text without times, ports and spaces at the ends of lines, `built …` lines sorted."""
    lines = [line.rstrip() for line in _settled(text).strip("\n").split("\n")]
    built = sorted(line for line in lines if line.startswith("built "))
    rest = [line for line in lines if not line.startswith("built ")]
    first = next((n for n, line in enumerate(lines) if line.startswith("built ")), 0)
    return "".join(f"{line}\n" for line in [*rest[:first], *built, *rest[first:]])


def _settled(text: str) -> str:
    return _PORT.sub(r"\1:0", _SECONDS.sub(r"0 \1", text))

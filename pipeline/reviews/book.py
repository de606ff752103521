"""reviews.yaml ⇄ the last review of each visual: the hash of what was seen, and by whom.

Three lines a visual, sorted by id, so that git can merge the reviews of two branches.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.files.outputs import replace_whole
from pipeline.files.regular import QUESTION, read_regular
from pipeline.intruders import MARK
from pipeline.model import VisualsError

REVIEWS = "reviews.yaml"
LONGEST_NAME = 100
"""Characters of a reviewer's name."""

HEAD = "# Written by `doit approve`: what each reviewer has seen. It belongs in git.\n"
_LINES = (
    r'"([a-z0-9-]+)":\n',
    r'  sha256: "([0-9a-f]{64})"\n',
    r'  by: ("(?:[^"\\\n]|\\.)*")\n',
)
_ENTRY = re.compile(rf"{''.join(_LINES)}(?:{re.escape(HEAD)}|\n)*")
"""With the head of another file behind it, where two branches began one and git merged them."""
_COMMENTS = re.compile(r"(?:#.*\n|\n)*")


class ReviewsError(VisualsError):
    """The file cannot be used; the message names the line and says what to do."""


class Review(NamedTuple):
    """`sha256` is the hash of what was reviewed, `by` the name of the reviewer."""

    sha256: str
    by: str


Reviews = Mapping[str, Review]
"""The last review of each visual, by its id."""


def is_reviewer(name: str) -> bool:
    """Whether a text can be the name of a reviewer."""
    return name == name.strip() and name.isprintable() and 0 < len(name) <= LONGEST_NAME


def read_reviews(path: str) -> Reviews:
    """The reviews in a file; none if there is no file. Raises ReviewsError."""
    try:
        text = read_regular(path, QUESTION).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReviewsError(f"{path} cannot be read: it is not UTF-8; {_RESTORE}") from error
    except OSError as error:
        if error.errno == errno.ENOENT and not os.path.islink(path):
            return {}
        reason = f"{path} cannot be read: {error.strerror}"
        raise ReviewsError(f"{reason}; put a file there that you may read") from error
    text = text.replace("\r\n", "\n").rstrip("\n")
    return dict(_entries(f"{text}\n" if text else "", path))


def write_reviews(path: str, reviews: Reviews) -> None:
    """Write the file. Raises OSError, also where a link or a read-only file is in its place."""
    blocks = [
        f'{_quoted(visual)}:\n  sha256: "{review.sha256}"\n  by: {_quoted(review.by)}\n'
        for visual, review in sorted(reviews.items())
    ]
    replace_whole(path, "".join([HEAD, *blocks]).encode())


_RESTORE = "restore the file from git"
_AGAIN = f"{_RESTORE}, or remove that review and approve the visual again"
_MERGE = "keep one review of each visual, from either side, and remove the lines that git wrote"


def _quoted(text: str) -> str:
    """A text in quotes, which YAML and JSON read alike."""
    return json.dumps(text, ensure_ascii=False)


def _entries(text: str, path: str) -> Iterator[tuple[str, Review]]:
    comments = _COMMENTS.match(text)
    at = comments.end() if comments else 0
    first: dict[str, int] = {}
    while at < len(text):
        found = _ENTRY.match(text, at)
        if found is None or not is_reviewer(by := _said(found[3])):
            raise ReviewsError(_fault(text, at, path))
        visual = found[1]
        if (before := first.setdefault(visual, at)) != at:
            told = f"{visual} stands here a second time, after line {_line(text, before)}"
            place = f"{path}:{_line(text, at)}"
            raise ReviewsError(f"{place}: {told}; remove one of the two reviews")
        yield visual, Review(found[2], by)
        at = found.end()


def _said(quoted: str) -> str:
    """What stands in quotes; "" where that is no text."""
    try:
        return str(json.loads(quoted)) if "\\" in quoted else quoted[1:-1]
    except ValueError:
        return ""


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _fault(text: str, at: int, path: str) -> str:
    """What is wrong with the review that begins there, and in which line."""
    number = _line(text, at)
    lines = re.findall(r".*\n", text[at:])
    for line, pattern in zip(lines, _LINES, strict=False):
        if MARK.match(line):
            return f"{path}:{number}: git could not merge the reviews here; {_MERGE}"
        found = re.fullmatch(pattern, line)
        # Of what has the right form, only a name can be none.
        if not found or (pattern is _LINES[2] and not is_reviewer(_said(found[1]))):
            return f"{path}:{number}: this line is not as doit approve writes it; {_AGAIN}"
        number += 1
    return f"{path}:{number - 1}: a review ends before all of it is said; {_AGAIN}"

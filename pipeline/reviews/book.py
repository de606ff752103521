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
from pipeline.model import VisualsError
from pipeline.printing import printable

REVIEWS = "reviews.yaml"
LONGEST_NAME = 100
"""Characters of a reviewer's name."""

HEAD = "# Written by `doit approve`: what each reviewer has seen. It belongs in git.\n"
_TEXT = r'("(?:[^"\\]|\\.)*")'
_BY = re.compile(rf"  by: {_TEXT}")
_ENTRY = (re.compile(rf"{_TEXT}:"), re.compile(r'  sha256: ("[0-9a-f]{64}")'), _BY)
_CONFLICT = re.compile(r"(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)( |$)")


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
    return dict(_entries(text.replace("\r\n", "\n").rstrip("\n").split("\n"), path))


def write_reviews(path: str, reviews: Reviews) -> None:
    """Write the file. Raises OSError, also where a link or a read-only file is in its place."""
    blocks = [
        f'{_quoted(visual)}:\n  sha256: "{review.sha256}"\n  by: {_quoted(review.by)}\n'
        for visual, review in sorted(reviews.items())
    ]
    replace_whole(path, "".join([HEAD, *blocks]).encode())


_RESTORE = "restore the file from git"
_AGAIN = f"{_RESTORE}, or remove that review and approve the visual again"
_MERGE = (
    "keep the reviews of both sides, one a visual, and remove the lines that git wrote between them"
)


def _quoted(text: str) -> str:
    """A text in quotes, which YAML and JSON read alike."""
    return json.dumps(text, ensure_ascii=False)


def _entries(lines: list[str], path: str) -> Iterator[tuple[str, Review]]:
    first: dict[str, int] = {}
    values: list[str] = []
    number = 0
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            raise ReviewsError(f"{path}:{number}: git could not merge the reviews here; {_MERGE}")
        if not values and (not line or (line.startswith("#") and not first)):
            continue
        values.append(_value(len(values), line, f"{path}:{number}"))
        if len(values) == 1 and (before := first.setdefault(values[0], number)) != number:
            told = f"{printable(values[0])} stands here a second time, after line {before}"
            raise ReviewsError(f"{path}:{number}: {told}; remove one of the two reviews")
        if len(values) == len(_ENTRY):
            visual, sha256, by = values
            yield visual, Review(sha256, by)
            values = []
    if values:
        raise ReviewsError(f"{path}:{number}: a review ends before all of it is said; {_AGAIN}")


def _value(part: int, line: str, place: str) -> str:
    """What a line says that is the first, second or third of its review."""
    found = _ENTRY[part].fullmatch(line)
    try:
        value = json.loads(found[1]) if found else ""
    except ValueError:
        value = ""
    is_right = is_reviewer(value) if _ENTRY[part] is _BY else value and value.isprintable()
    if not is_right:
        raise ReviewsError(f"{place}: this line is not as doit approve writes it; {_AGAIN}")
    return str(value)

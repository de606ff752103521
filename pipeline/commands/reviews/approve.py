"""`doit approve ID… --by NAME`: a review of what is built now, in reviews.yaml (contract 8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command
from pipeline.figures.readiness import readiness
from pipeline.graph.actions import unwritten
from pipeline.graph.build import Build
from pipeline.model import Visual
from pipeline.printing import printable, shown
from pipeline.reviews.book import LONGEST_NAME, REVIEWS, Review, is_reviewer, write_reviews

MARK = re.compile(r"[0-9a-f]{12,64}")
"""The beginning of the hash of what was reviewed, as `doit review` writes it behind an id."""


class Approve(Command):
    """Records reviews: of all visuals that are named, or of none."""

    doc_purpose = "record that someone reviewed what is built now"
    doc_usage = "ID ... --by NAME"
    doc_description = (
        "An ID is that of a visual or of a question, or a pattern such as 'cloud-*'. With a hash, "
        "as doit review writes it (cloud-1@abcdef123456), it is refused when the visual has "
        f"changed since. Writes {REVIEWS}, which belongs in git. Exits with 0, or with 3 when "
        "something is refused: then nothing is recorded."
    )
    most_words: ClassVar[int | None] = None
    takes_ids = True
    cmd_options: tuple[dict[str, Any], ...] = (
        {"name": "by", "long": "by", "type": str, "default": "",
         "help": "the name of the reviewer"},
    )  # fmt: skip

    def _execute(self, by: str, pos_args: list[str]) -> int:
        by = by.strip()
        if not pos_args:
            raise InvalidCommand(f"it needs an id; {self._usage}")
        if not is_reviewer(by):
            wanted = f"a name of at most {LONGEST_NAME} letters that can be printed"
            raise InvalidCommand(f"it needs the name of the reviewer, --by NAME: {wanted}")
        build = self.build
        with self.locked():
            named = [(word, self.visuals([word.partition("@")[0]])) for word in pos_args]
            visuals = sorted({visual.id: visual for _, found in named for visual in found}.values())
            refused = [*_unmarked(build, named), *_unbuilt(build, visuals)]
            if refused:
                raise InvalidCommand("\n".join([*refused, "nothing is recorded"]))
            print(_record(build, visuals, by))
        return 0


def _unbuilt(build: Build, visuals: Sequence[Visual]) -> Iterator[str]:
    """Why what is built of a visual cannot be what was reviewed."""
    for each in readiness(build, visuals):
        if each.unbuilt:
            yield f"{each.visual.id}: {each.unbuilt}"


def _unmarked(build: Build, named: Iterable[tuple[str, Sequence[Visual]]]) -> Iterator[str]:
    """Why a hash behind an id is none of what is built."""
    for word, visuals in named:
        _, at, mark = word.partition("@")
        if not at:
            continue
        if not MARK.fullmatch(mark):
            yield f"{shown(word)}: write 12 letters or more of the hash behind @"
        elif len(visuals) > 1:
            yield f"{shown(word)}: a hash is that of one visual, this names several"
        elif (built := build.built_of(visuals[0])) and not built.reviewed.startswith(mark):
            yield f"{visuals[0].id} has changed since you looked at it: review it again"


def _record(build: Build, visuals: Sequence[Visual], by: str) -> str:
    """Write the reviews, and say so. Raises InvalidCommand where the file cannot be written."""
    built = [each for each in map(build.built_of, visuals) if each]
    reviews = {each.visual.id: Review(each.reviewed, by) for each in built}
    try:
        if any(build.reviews.get(name) != review for name, review in reviews.items()):
            write_reviews(REVIEWS, {**build.reviews, **reviews})
    except OSError as error:
        raise InvalidCommand(unwritten(REVIEWS, error)) from error
    return "\n".join(f"approved {name}, by {printable(by)}" for name in reviews)

"""A question file, link or folder that cannot be read → a visual that only fails by its name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from pipeline.config import Config
from pipeline.kinds import HAND_MADE, ROWS
from pipeline.load.cache import Reading
from pipeline.load.folders import ENDINGS
from pipeline.load.misspelt import holds_word
from pipeline.load.question_file import (
    LONGEST_NAME,
    NOT_BUILT,
    Place,
    source_folder,
    status_of,
    words_for_status,
)
from pipeline.load.syntax.faults import fault_in
from pipeline.load.syntax.parser import YamlError
from pipeline.model import Finding, Visual
from pipeline.spelling import nearest

LONGEST_ID = 100
PUBLISHED = "published"
STATUSES = ("draft", PUBLISHED, "flagged", "archived", "deleted")


def unreadable(path: str, config: Config, code: str, message: str, hint: str) -> Visual:
    """A visual that only fails, for a file, link or folder of which nothing can be read.

    The id of a file's is its name; that of another is the beginning and the end of its path.
    """
    place = Place(path, config)
    name = place.stem
    if not path.lower().endswith(ENDINGS):
        below = path.removeprefix(config.questions).strip("/").replace("/", "_")
        name = "_".join(filter(None, (_top_of(config), below[-LONGEST_ID:])))
    return stand_in(place, "draft", (place.finding(code, message, hint, None),), name)


def is_of_folder(name: str, config: Config) -> bool:
    """Whether such a visual has this id for a folder or a link; no question can have it."""
    return f"{name}_".startswith(f"{_top_of(config)}_")


def _top_of(config: Config) -> str:
    return plain(config.questions.replace("/", "_")[-LONGEST_ID:])


def broken(place: Place, data: bytes, error: YamlError) -> tuple[Visual, ...]:
    """A visual that only fails, unless the file never held one or is not built."""
    if not holds_word(data) or status_of(data) in NOT_BUILT:
        return ()
    status = likely_status([word for word in words_for_status(data) if _meant(word)])
    fault = fault_in(data, error)
    at = (fault.line, fault.column) if fault.line and fault.column else None
    finding = place.finding("Q001", f"this is not YAML: {fault.message}", fault.hint, at)
    return (stand_in(place, status, (finding,)),)


def empty(place: Place) -> Reading:
    """Nothing, unless a source of the file's name says that there was something."""
    config, track = place.config, place.track
    folder = source_folder(config, place.file, track)
    sources = [f"{folder}/{place.stem}{row.ending}" for row in ROWS if not row.is_source]
    there = [source for source in sources if os.path.isfile(source)]
    if not there:
        return Reading(looked_for=tuple(sources))
    message = f"the file is empty, but {there[0]} is there"
    hint = "write the question, or remove both files"
    finding = place.finding("Q001", message, hint, (1, 1))
    return Reading((stand_in(place, "draft", (finding,)),), tuple(sources))


def likely_status(found: Iterable[object]) -> str:
    """The status of a question that fails, by what stands there; `draft` where nothing does.

    Another word than the known ones may mean `published`, and so may two that differ. Both count
    as that: a site must not lose a picture by a slip of the pen.
    """
    read = {status if status in STATUSES else _meant(status) or PUBLISHED for status in found}
    if PUBLISHED in read or len(read) > 1:
        return PUBLISHED
    return next(iter(read - {*NOT_BUILT}), "draft")


def _meant(status: object) -> str | None:
    return nearest(status.lower(), STATUSES, 2) if isinstance(status, str) else None


def plain(name: str) -> str:
    """A name as an id that can stand in the name of a file, whatever it holds."""
    return re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)[:LONGEST_NAME]


def stand_in(place: Place, status: str, findings: tuple[Finding, ...], name: str = "") -> Visual:
    """A visual with nothing but findings; its id is the file's name unless `name` gives one."""
    name = plain(name or place.stem)
    return Visual(
        id=name, question=name, track=place.track, kind=HAND_MADE,
        question_file=place.file,
        status=status, source=place.file,
        rendered=f"{name}.svg", alt="", caption="",
        findings=tuple(finding._replace(visual=name) for finding in findings),
    )  # fmt: skip

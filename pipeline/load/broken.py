"""A question file, link or folder that cannot be read → a visual that only fails by its name."""

from __future__ import annotations

import os
import re

from pipeline.config import Config
from pipeline.kinds import HAND_MADE, ROWS
from pipeline.load.cache import Reading
from pipeline.load.folders import ENDINGS
from pipeline.load.misspelt import holds_word
from pipeline.load.question_file import NOT_BUILT, Place, source_folder, status_of
from pipeline.load.syntax.faults import fault_in
from pipeline.load.syntax.parser import YamlError
from pipeline.model import Finding, Visual

LONGEST_ID = 100
STATUSES = ("draft", "published", "flagged", "archived", "deleted")


def unreadable(path: str, config: Config, code: str, message: str, hint: str) -> Visual:
    """A visual that only fails, for a file, link or folder of which nothing can be read.

    The id of a file's is its name; that of another is the end of its path, no question's id.
    """
    place = Place(path, config)
    is_file = path.lower().endswith(ENDINGS)
    name = place.stem if is_file else path.replace("/", "_")[-LONGEST_ID:]
    return stand_in(place, "draft", (place.finding(code, message, hint, None),), name)


def broken(place: Place, data: bytes, error: YamlError) -> tuple[Visual, ...]:
    """A visual that only fails, unless the file never held one or is not built."""
    status = status_of(data) or "draft"
    if not holds_word(data) or status in NOT_BUILT:
        return ()
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


def stand_in(place: Place, status: object, findings: tuple[Finding, ...], name: str = "") -> Visual:
    """A visual with nothing but findings; its id is the file's name unless `name` gives one."""
    name = re.sub(r"[^\w.-]", "_", name or place.stem, flags=re.ASCII)
    return Visual(
        id=name, question=name, track=place.track, kind=HAND_MADE,
        question_file=place.file,
        status=status if status in STATUSES else "draft", source=place.file,
        rendered=f"{name}.svg", alt="", caption="",
        findings=tuple(finding._replace(visual=name) for finding in findings),
    )  # fmt: skip

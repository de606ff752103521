"""The project in the current folder → whether a build can read and write it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.config import ConfigError, read_config
from pipeline.doctor.configured import usual_or_configured
from pipeline.doctor.line import Line, missing, ok, optional
from pipeline.files.regular import CACHE, SETTINGS, read_regular
from pipeline.findings.baseline import read_baseline
from pipeline.graph.journal import Journal
from pipeline.load import schema
from pipeline.model import Engine, VisualsError
from pipeline.plan import BASELINE, DATABASE
from pipeline.plan.records import NormalRecord, RenderRecord, record_of
from pipeline.reviews.book import REVIEWS, read_reviews


def engine() -> Engine:
    """Who is to lay out DOT; the usual one where the settings cannot be read."""
    return usual_or_configured().dot


def settings() -> Iterator[Line]:
    """Whether the settings can be read, and the questions are there."""
    try:
        config = read_config(Path())
    except ConfigError as error:
        yield missing("settings", str(error), "mend pyproject.toml")
        return
    yield ok("settings", "[tool.visuals] of pyproject.toml can be read")
    if os.path.isdir(config.questions):
        yield ok("questions", f"{config.questions}/")
    else:
        way_out = f"mkdir {config.questions}, or set questions = '…' in pyproject.toml"
        yield missing("questions", f"there is no folder {config.questions!r}", way_out)


def decisions() -> Iterator[Line]:
    """What people accepted and reviewed, where it cannot be read: then no command starts."""
    try:
        read_baseline(BASELINE)
    except VisualsError as error:
        yield missing("baseline", str(error), "")
    try:
        read_reviews(REVIEWS)
    except VisualsError as error:
        yield missing("reviews", str(error), "")


def folders() -> Iterator[Line]:
    """Whether what a build writes can be written."""
    wrong = False
    for folder in (usual_or_configured().build, CACHE):
        place = Path(folder)
        while not os.path.lexists(place):
            place = place.parent
        if not place.is_dir():
            wrong = True
            yield missing(folder, f"{place} is not a folder", f"remove {place}")
        elif not os.access(place, os.W_OK | os.X_OK):
            wrong = True
            yield missing(folder, f"{place} cannot be written", f"chmod u+rwx {place}")
    if not wrong:
        yield ok("folders", f"{usual_or_configured().build}/ and {CACHE}/ can be written")


def database() -> Iterator[Line]:
    """Whether what past builds remember can be used."""
    if not os.path.lexists(DATABASE):
        if not os.access(".", os.W_OK | os.X_OK):
            said = f"{DATABASE} cannot be made: the project's folder cannot be written"
            yield missing("database", said, "chmod u+rwx .")
            return
        yield ok("database", f"no {DATABASE} yet: the first build makes it")
        return
    if not os.path.isfile(DATABASE) or not os.access(DATABASE, os.R_OK | os.W_OK):
        yield missing(
            "database", f"{DATABASE} is not a file that can be written", f"rm -r {DATABASE}"
        )
        return
    records = Journal(DATABASE, json.JSONDecoder()).records()
    if not records and os.path.getsize(DATABASE):
        yield optional("database", f"{DATABASE} is of another program or version, or damaged",
                       "the next build starts anew")  # fmt: skip
        return
    old = sum(_is_old(task, each.get("_values_:") or {}) for task, each in records.items())
    if old:
        said = f"{old} of {len(records)} tasks in {DATABASE} are of another version"
        yield optional("database", said, "the next build does them again")
    else:
        yield ok("database", f"{DATABASE} remembers {len(records)} tasks")


def _is_old(task: str, values: dict[str, object]) -> bool:
    """Whether what a task remembers cannot be read by this version."""
    kinds = {"render": RenderRecord, "normalize": NormalRecord}
    kind = kinds.get(task.partition(":")[0])
    return kind is not None and bool(values) and record_of(kind, values) is None


def schema_copy() -> Iterator[Line]:
    """The copy of the schema that `doit new` left for editors, where it is out of date."""
    config = usual_or_configured()
    path = Path(config.questions, schema.PATH.name)
    try:
        is_other = read_regular(str(path), SETTINGS) != schema.text_for(config).encode()
    except OSError:
        return
    if is_other:
        said = (
            f"{path.as_posix()}, which editors read, is from another version, or has other tracks"
        )
        yield optional("schema", said, "remove it, and the next doit new writes it")

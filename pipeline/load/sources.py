"""A visual block → its kind and its source file, as contract 2 defaults them."""

from __future__ import annotations

import difflib
import os
import unicodedata
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pipeline.kinds import HAND_MADE, ROWS, kind_of
from pipeline.load.folders import ENDINGS

LONGEST_NAME = 200
"""Bytes of a file name, so that ours with its temporary suffix fits every file system."""


class Source(NamedTuple):
    """Where a visual comes from; `code`, `message` and `hint` are set where that fails.

    `looked_for` are the paths whose presence decided it.
    """

    kind: str
    source: str
    code: str = ""
    message: str = ""
    hint: str = ""
    looked_for: tuple[str, ...] = ()


def unsafe_name(key: str, name: object) -> str:
    """Why `name` is no bare file name (contract 2), or ""."""
    if not isinstance(name, str):
        return ""
    if "/" in name or "\\" in name or ".." in name:
        return f"{key} is {name[:60]!r}: it leads to another folder"
    if name.startswith(".") or any(unicodedata.category(letter) == "Cc" for letter in name):
        return f"{key} is {name[:60]!r}: a leading dot or a control character"
    if len(name.encode()) > LONGEST_NAME:
        return f"{key} is {len(name.encode())} bytes long"
    return ""


def find_source(block: dict[str, Any], name: str, folder: str) -> Source:
    """The source of the visual `name`, whose sources lie in `folder` (relative to the project).

    Gives Q004 where the file is missing, Q005 where a link leads out of the folder's project, and
    Q008 where the older shape could mean two files.
    """
    if "path" in block:
        found = _older(block, folder)
    else:
        kind = block["kind"]
        found = Source(kind, f"{folder}/{block.get('source', name + kind_of(kind).ending)}")
    found = found if found.code else _checked(found, folder)
    return found._replace(looked_for=(*found.looked_for, found.source))


def _older(block: dict[str, Any], folder: str) -> Source:
    path = block["path"]
    stem = PurePosixPath(path).stem
    drawn = {row.name: f"{folder}/{stem}{row.ending}" for row in ROWS if not row.is_source}
    given = block.get("source_format")
    if given in drawn:
        return Source(given, drawn[given])
    there = [kind for kind, file in drawn.items() if os.path.isfile(file)] if given is None else []
    looked_for = tuple(drawn.values()) if given is None else ()
    if len(there) > 1:
        names = " and ".join(PurePosixPath(drawn[kind]).name for kind in there)
        which = ", or ".join(f"source_format: {kind}" for kind in there)
        return Source(
            HAND_MADE, f"{folder}/{path}", "Q008", f"{names} both lie beside {path}",
            f"say which one draws it: {which}", looked_for,
        )  # fmt: skip
    if there:
        return Source(there[0], drawn[there[0]], looked_for=looked_for)
    return Source(HAND_MADE, f"{folder}/{path}", looked_for=looked_for)


def _checked(found: Source, folder: str) -> Source:
    """The same source, or Q004 or Q005 where its file cannot be taken."""
    name = PurePosixPath(found.source).name
    if not os.path.isfile(found.source):
        what = "is no file" if os.path.exists(found.source) else "does not exist"
        return found._replace(
            code="Q004",
            message=f"the source {found.source} {what}",
            hint=_nearest(name, folder),
        )
    if os.path.islink(found.source):
        real, project = os.path.realpath(found.source), os.path.realpath(".")
        if os.path.commonpath([real, project]) != project:
            return found._replace(
                code="Q005",
                message=f"the source {found.source} is a link that leads out of the project",
                hint="put a copy of the file in its place",
            )
    return found


def _nearest(name: str, folder: str) -> str:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return f"make the folder {folder} and put {name} there"
    ending = PurePosixPath(name).suffix
    owned = {PurePosixPath(each).stem for each in names if each.endswith(ENDINGS)}
    others = [
        each
        for each in names
        if each != name and each.endswith(ending) and PurePosixPath(each).stem not in owned
    ]
    close = difflib.get_close_matches(name, others, 1)
    return f"did you mean {close[0]}?" if close else f"put {name} into {folder}/"

"""A folder that a user names → whether a release may be put there, and what of it is a release's.

A release replaces only what a release made: its manifest names itself and lists every file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from pipeline.files.paths import is_within
from pipeline.files.regular import CACHED, read_regular
from pipeline.model import VisualsError
from pipeline.printing import printable, shown

FORMAT = "interview-visuals release"
MANIFEST, FAILURES = "manifest.json", "failures.json"
SHOWN = 5
"""How many foreign files a message names."""


class PlaceError(VisualsError):
    """No release may be put there; the message goes on from the name of the folder."""


def refuse_what_is_no_place(folder: str, project: str, others: Iterable[str]) -> None:
    """Raise PlaceError for a folder that is, holds or lies in something else, or behind a link.

    `folder` is absolute; `others` are folders of the project, and of what it reads elsewhere.
    """
    parent, name = os.path.split(folder)
    real = os.path.join(os.path.realpath(parent), name)
    if os.path.islink(folder):
        raise PlaceError("is a link: name the folder itself")
    if real != folder:
        raise PlaceError(f"lies behind a link: name it as '{printable(real)}'")
    if is_within(os.path.realpath(project), real):
        raise PlaceError(f"is or holds the project itself; {ELSEWHERE}")
    for other in others:
        there = os.path.realpath(other)
        if is_within(real, there) or is_within(there, real):
            raise PlaceError(f"is, holds or lies in {shown(other)}; {ELSEWHERE}")


def refuse_what_no_release_made(folder: str) -> None:
    """Raise PlaceError where a release in `folder` would take something of others with it."""
    if not os.path.lexists(folder):
        return
    if not os.path.isdir(folder) or os.path.islink(folder):
        raise PlaceError("is no folder: remove it, or name another one")
    ours = _listed(folder)
    try:
        found = [*_foreign(folder, ours or set())]
    except OSError as error:
        raise PlaceError(f"cannot be read: {error.strerror}") from error
    if found and ours is None:
        raise PlaceError(f"is not empty, and no release made it; {ELSEWHERE}")
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        names = ", ".join(map(printable, found[:SHOWN]))
        raise PlaceError(
            f"holds what no release put there: {names}{more}; move that away, or name another "
            "folder"
        )


ELSEWHERE = "name a new or an empty folder, or one that a release made"


def holds(folder: str, files: Iterable[tuple[str, bytes]]) -> bool:
    """Whether a folder holds just these files, given by paths in it."""
    ours = set()
    try:
        for path, content in files:
            if read_regular(f"{folder}/{path}", CACHED) != content:
                return False
            ours.add(path)
        return not any(_foreign(folder, ours))
    except OSError:
        return False


def _listed(folder: str) -> set[str] | None:
    """The files that the release in a folder has by its manifest; None where that is none."""
    try:
        manifest = json.loads(read_regular(f"{folder}/{MANIFEST}", CACHED))
        if manifest["format"] != FORMAT:
            return None
        paths = [each[key] for each in manifest["visuals"] for key in ("path", "hashed_path")]
        return {MANIFEST, FAILURES, *map(str, paths)}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _foreign(folder: str, ours: set[str], below: str = "") -> Iterator[str]:
    """The path of what lies in a folder and is none of `ours`, nor a folder on the way to one.

    No link is followed. Raises OSError.
    """
    start = len(below)
    ways = {path[: path.index("/", start)] for path in ours
            if path.startswith(below) and "/" in path[start:]}  # fmt: skip
    with os.scandir(f"{folder}/{below}") as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False) and path in ways:
                yield from _foreign(folder, ours, f"{path}/")
            elif not (entry.is_file(follow_symlinks=False) and path in ours):
                yield path

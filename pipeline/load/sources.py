"""A visual block → its kind and its source file, as contract 2 defaults them."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pipeline.files.paths import is_within
from pipeline.kinds import HAND_MADE, ROWS, kind_of
from pipeline.load.folders import ENDINGS
from pipeline.printing import as_utf8
from pipeline.spelling import folded, odd_letters


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


def find_source(block: dict[str, Any], name: str, folder: str) -> Source:
    """The source of the visual `name`, whose sources lie in `folder` (relative to the project).

    Gives Q004 where the file is missing, without a hint yet, Q005 where a link leads out of the
    folder's project, and Q008 where the older shape could mean two files.
    """
    if "path" in block:
        found = _older(block, folder)
    else:
        kind = block["kind"]
        found = Source(kind, f"{folder}/{block.get('source', name + kind_of(kind).ending)}")
    found = found if found.code else _checked(found)
    if found.code == "Q004" and not found.hint and found.looked_for:
        others = " or ".join(PurePosixPath(path).name for path in found.looked_for)
        found = found._replace(message=f"{found.message}, nor does {others}")
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


def _checked(found: Source) -> Source:
    """The same source, or Q004 or Q005 where its file cannot be taken."""
    if not os.path.isfile(found.source):
        what, hint = _instead_of_a_file(found.source)
        return found._replace(code="Q004", message=f"the source {found.source} {what}", hint=hint)
    if os.path.islink(found.source):
        real, project = os.path.realpath(found.source), os.path.realpath(".")
        if not is_within(real, project):
            return found._replace(
                code="Q005",
                message=f"the source {found.source} is a link that leads out of the project",
                hint="put a copy of the file in its place",
            )
    return found


def _instead_of_a_file(path: str) -> tuple[str, str]:
    """What is there, and the way out; "" where another file may be meant."""
    if os.path.exists(path):
        return "is no file", "put a file in its place, or name another one by source: …"
    if os.path.islink(path):
        return "is a link that leads nowhere", "bring back what it leads to, or put a file there"
    return "does not exist", ""


def nearest_source(source: str, is_taken: Callable[[str], bool]) -> str:
    """The way out where `source` is missing: what of its folder is meant, if nothing else takes it.

    First the file of the same name in another Unicode form, then one of the same letters with
    another ending, case or hyphen, then one of a similar name.
    """
    folder, _, name = source.rpartition("/")
    try:
        # A name that is no UTF-8 cannot be written in a question.
        others = sorted(each for each in os.listdir(folder) if name != each == as_utf8(each))
    except OSError:
        return f"make the folder {folder} and put {name} there"
    free = [each for each in others if _is_source(f"{folder}/{each}", is_taken)]
    for each in free:
        if folded(each) == folded(name):
            return _of_other_form(name, each)
    alike = sorted((each for each in free if _letters(each) == _letters(name)), key=_rank(name))
    if alike:
        return _did_you_mean(alike[0], name)
    ending = PurePosixPath(name).suffix
    close = difflib.get_close_matches(name, [each for each in free if each.endswith(ending)], 1)
    return f"did you mean {close[0]}?" if close else f"put {name} into {folder}/"


def _is_source(path: str, is_taken: Callable[[str], bool]) -> bool:
    return not path.endswith(ENDINGS) and not is_taken(path) and os.path.isfile(path)


def _letters(name: str) -> str:
    """The letters and digits of a file's name up to its first dot, whatever their case."""
    return re.sub(r"[\W_]", "", folded(name).partition(".")[0].casefold())


def _rank(name: str) -> Callable[[str], tuple[bool, str]]:
    """Files of the same ending first."""
    ending = PurePosixPath(name).suffix
    return lambda each: (PurePosixPath(each).suffix.lower() != ending, each)


def _of_other_form(name: str, there: str) -> str:
    """What to do about a file whose name looks the same and is written by other characters."""
    odd = odd_letters(name)
    if odd and not odd_letters(there):
        return f"{there} is there: type the name in the question anew ({odd})"
    return f"{there} is there in another Unicode form ({odd_letters(there)}): rename it to {name}"


def _did_you_mean(there: str, name: str) -> str:
    ending = PurePosixPath(there).suffix
    named = PurePosixPath(name).suffix
    kinds = [row.name for row in ROWS if row.ending == ending != named]
    if kinds and any(row.ending == named for row in ROWS):
        return f"did you mean {there}? that is a source of kind {kinds[0]}"
    return f"did you mean {there}? write that name, or rename the file"

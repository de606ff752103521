"""Question files → what was read in them, kept for as long as they and what they name stay."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.config import Config
from pipeline.files.fingerprint import code_hash, digest
from pipeline.files.regular import signature
from pipeline.files.saved.stat_cache import StatCache
from pipeline.kinds import NAMES
from pipeline.load.question_file import Place, source_folder, unsafe_name
from pipeline.model import Visual
from pipeline.parcels import ParcelError, read

if TYPE_CHECKING:
    from pipeline.load.asks import Asking

CODE = (
    "load", "claims", "facts/model.py", "facts/views.py", "files/paths.py", "files/regular.py",
    "intruders.py", "kinds.py", "model.py", "parcels.py", "positions.py", "printing.py",
    "spelling.py", "verdicts.py", "worker/__init__.py", "worker/shortage.py",
)  # fmt: skip
"""What shapes a reading: files and folders of this package."""


class Reading(NamedTuple):
    """The visuals of one question file, and the paths on whose presence they depend.

    `is_lasting` is False where they depend on more than that. `asks` has what each visual asks of
    its drawing, which is not kept.
    """

    visuals: tuple[Visual, ...] = ()
    looked_for: tuple[str, ...] = ()
    is_lasting: bool = True
    asks: Mapping[str, Asking] = {}


class Kept(NamedTuple):
    """A reading as it is saved, without paths: they follow from the file and the settings.

    `presence` has the names that were looked for, and whether such a file was there.
    """

    file: str
    visuals: tuple[Visual, ...]
    presence: Mapping[str, bool]


class Readings:
    """Readings by file, kept between runs in the file `store`; the settings shape them as well."""

    def __init__(self, store: str, config: Config) -> None:
        package = os.path.dirname(os.path.dirname(__file__))
        code = code_hash(f"{package}/{name}" for name in CODE)
        self._config = config
        self._kept = StatCache(
            store, digest([code, config.questions, config.sources, *config.tracks])
        )

    def find(self, file: str, status: os.stat_result) -> tuple[Visual, ...] | None:
        """The visuals read in a file of this stat, if all that they depend on is as it was."""
        row, now = self._kept.get(file), signature(status)
        if row == now:
            return ()
        try:
            kept = read(Kept, row)
        except ParcelError:
            return None  # nothing is known, or nothing that can be read
        folder = self._folder(file, kept.visuals)
        looked_for = ((f"{folder}/{name}", then) for name, then in kept.presence.items())
        if kept.file != now or not all(_is_file(path) is then for path, then in looked_for):
            return None
        if not all(map(self._is_possible, kept.visuals)):
            return None
        return tuple(_placed(visual, file, folder) for visual in kept.visuals)

    def keep(self, file: str, status: os.stat_result, reading: Reading) -> None:
        """Remember what was read in a file; `status` was taken before that."""
        folder = self._folder(file, reading.visuals)
        there = {path.removeprefix(f"{folder}/"): _is_file(path) for path in reading.looked_for}
        presence = {name: is_there for name, is_there in there.items() if is_there is not None}
        if not reading.is_lasting or presence != there:
            return
        visuals = tuple(_without_paths(visual, file, folder) for visual in reading.visuals)
        is_whole = tuple(_placed(visual, file, folder) for visual in visuals) == reading.visuals
        now = signature(status)
        if not visuals and not presence:
            self._kept.set(file, now)
        elif is_whole and all(map(self._is_possible, visuals)):
            self._kept.set(file, Kept(now, visuals, presence))

    def save(self) -> None:
        """Keep what was learnt."""
        self._kept.save()

    def _folder(self, file: str, visuals: Sequence[Visual]) -> str:
        """Where the sources of a question lie."""
        track = visuals[0].track if visuals else Place(file, self._config).track
        return source_folder(self._config, file, track)

    def _is_possible(self, visual: Visual) -> bool:
        """Whether a kept visual is one that a question can hold, whose files lie in their places.

        One without paths is as well.
        """
        names = [name for name in (visual.source, visual.rendered) if name]
        return (
            visual.track in self._config.tracks
            and visual.kind in NAMES
            and _ID.fullmatch(visual.id) is not None
            and not any(unsafe_name("", name) for name in names)
        )


def _without_paths(visual: Visual, file: str, folder: str) -> Visual:
    source = "" if visual.source == file else visual.source.removeprefix(f"{folder}/")
    findings = tuple(each._replace(file="") for each in visual.findings)
    return visual._replace(question_file="", source=source, findings=findings)


def _placed(visual: Visual, file: str, folder: str) -> Visual:
    """The visual with the paths that were taken away."""
    source = f"{folder}/{visual.source}" if visual.source else file
    findings = tuple(each._replace(file=file) for each in visual.findings)
    return visual._replace(question_file=file, source=source, findings=findings)


_ID = re.compile(r"[A-Za-z0-9_-][\w.-]*", re.ASCII)


def _is_file(path: str) -> bool | None:
    """Whether a regular file stands there; None for a link, which may lead elsewhere any time."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return False
    return None if stat.S_ISLNK(mode) else stat.S_ISREG(mode)

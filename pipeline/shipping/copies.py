"""Visuals → their published copies: what stands in the way of one, and the copying itself.

A copy lies among files of others. It is written over nothing that any visual uses, through no link,
and never by two visuals.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from pipeline.files.outputs import is_being_written, is_ours, write_whole
from pipeline.files.paths import one_file
from pipeline.files.regular import CACHED, read_regular
from pipeline.intruders import POINTER
from pipeline.model import Visual
from pipeline.plan import Plan

Outcome = Literal["published", "as it was", "refused"]


class Copied(NamedTuple):
    """What came of one copy; `reason` says why it was refused, and the way out."""

    outcome: Outcome
    reason: str = ""


class Copies:
    """The published copies of all `visuals`; `inputs` gives the files that a visual reads.

    `set_aside` gives the sources of questions that are not built, each with what it is.
    """

    def __init__(
        self,
        plan: Plan,
        visuals: Sequence[Visual],
        inputs: Callable[[Visual], Iterable[str]],
        set_aside: Callable[[], Iterable[tuple[str, str]]],
    ) -> None:
        self._plan, self._visuals, self._inputs = plan, visuals, inputs
        self._find_set_aside = set_aside
        self._link_to = functools.cache(self._find_link)

    def publish(self, visual: Visual, svg: bytes, is_dry: bool = False) -> Copied:
        """Make the copy of `visual` hold `svg`; with `is_dry` only say what would be done."""
        path = self._plan.published(visual)
        if reason := self.obstacle(visual):
            return Copied("refused", reason)
        if _is_svg(_content(path), svg):
            return Copied("as it was")
        if reason := self.source_there(visual):
            return Copied("refused", reason)
        try:
            if os.path.lexists(path) and not os.stat(path).st_mode & stat.S_IWUSR:
                return Copied("refused", f"{path} is read-only: make it writable")
            if not is_dry:
                write_whole(path, svg)
        except OSError as error:
            return Copied("refused", f"{path} cannot be written: {error.strerror or error}")
        return Copied("published")

    def obstacle(self, visual: Visual) -> str:
        """Why the copy of `visual` must not be written, and the way out; "" where it may."""
        path = self._plan.published(visual)
        others = [each for each in self._claims[one_file(path)] if each != visual.id]
        if others:
            return f"{path} is also the copy of {others[0]}: {ANOTHER_NAME}"
        if owner := self._used.get(one_file(path)):
            return f"{path} is {owner}: {ANOTHER_NAME}"
        if link := self._link_to(path):
            return (
                f"{link} is a link, and nothing is written through one: {self._instead(link, path)}"
            )
        try:
            status = os.lstat(path)
        except OSError:
            return ""
        if stat.S_ISDIR(status.st_mode):
            return f"{path} is a folder: remove it"
        if not stat.S_ISREG(status.st_mode):
            return f"{path} is no regular file: remove it"
        if owner := self._used_files.get((status.st_dev, status.st_ino)):
            return f"{path} is {owner}: {ANOTHER_NAME}"
        return ""

    def source_there(self, visual: Visual) -> str:
        """Which source of a question that is not built lies where the copy would; "" for none."""
        path = self._plan.published(visual)
        owner = self._set_aside.get(one_file(path)) if os.path.lexists(path) else None
        return f"{path} is {owner}: {ANOTHER_NAME}" if owner else ""

    def remove_leftovers(self) -> None:
        """Remove what runs were writing in the place of copies when they were killed."""
        names = defaultdict(set)
        for path in map(self._plan.published, self._visuals):
            folder, _, name = path.rpartition("/")
            names[folder].add(name)
        for folder in [each for each in names if not self._link_to(each)]:
            with contextlib.suppress(OSError), os.scandir(folder) as found:
                for left in [each for each in found if _is_left(each.name, names[folder])]:
                    os.unlink(left.path)

    @functools.cached_property
    def _claims(self) -> dict[str, list[str]]:
        """The visuals that can be built by where their copy lies."""
        claims = defaultdict(list)
        for visual in self._visuals:
            if not visual.is_broken:
                claims[one_file(self._plan.published(visual))].append(visual.id)
        return claims

    @functools.cached_property
    def _used(self) -> dict[str, str]:
        """What each source and input is, by a name that is the same on every system."""
        return {one_file(path): what for path, what in self._uses()}

    @functools.cached_property
    def _set_aside(self) -> dict[str, str]:
        return {one_file(path): what for path, what in self._find_set_aside()}

    @functools.cached_property
    def _used_files(self) -> dict[tuple[int, int], str]:
        """The same by the file itself, under whatever names and through whatever links."""
        found = {}
        for path, what in self._uses():
            with contextlib.suppress(OSError, ValueError):
                status = os.stat(path)
                if stat.S_ISREG(status.st_mode):
                    found[status.st_dev, status.st_ino] = what
        return found

    def _uses(self) -> Iterator[tuple[str, str]]:
        for visual in self._visuals:
            yield from ((path, f"read by {visual.id}") for path in self._inputs(visual))
        for visual in self._visuals:
            yield visual.question_file, f"the question of {visual.id}"
            yield visual.source, f"the source of {visual.id}"

    def _find_link(self, path: str) -> str:
        """The first link on the way to `path`, its end too; "" where there is none.

        What lies above an absolute folder of copies is the machine's matter.
        """
        above = path.rpartition("/")[0]
        is_top = os.path.isabs(path) and path == self._plan.config.published
        link = self._link_to(above) if above and not is_top else ""
        return link or (path if os.path.islink(path) else "")

    def _instead(self, link: str, path: str) -> str:
        if link == path:
            return "remove it"
        if self._plan.config.published:
            return "name the folder itself by published = '…' in [tool.visuals]"
        return "name a folder of copies by published = '…' in [tool.visuals]"


ANOTHER_NAME = "give the visual another name by rendered: … or path: …, whichever it has"


def is_current(copy: str, svg: str, state: Callable[[str], str]) -> bool:
    """Whether a copy holds the SVG that is built; `state` gives the states of files."""
    if state(copy) == state(svg):
        return True
    built = _content(svg)
    return built is not None and _is_svg(_content(copy), built)


def _is_svg(content: bytes | None, svg: bytes) -> bool:
    """Whether a file holds an SVG, as git may have checked it out.

    That is with the line ends of Windows, or as a pointer of Git LFS, which names its hash.
    """
    if content and content.startswith(POINTER.encode()):
        return hashlib.sha256(svg).hexdigest().encode() in content
    return content is not None and content.replace(b"\r\n", b"\n") == svg


def _content(path: str) -> bytes | None:
    with contextlib.suppress(OSError):
        return read_regular(path, CACHED)
    return None


def _is_left(name: str, own: set[str]) -> bool:
    """Whether a file of that name was to become one of `own`, and no process of ours makes it."""
    is_left = is_being_written(name) and not is_ours(name)
    return is_left and any(name.startswith(f"{each}.") for each in own)

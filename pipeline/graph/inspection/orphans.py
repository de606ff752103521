"""The tree and its folders → B001: sources and SVGs that no question names and no script reads."""

from __future__ import annotations

import contextlib
import functools
import os
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from pipeline.files.deep import walk
from pipeline.files.paths import way_to
from pipeline.files.regular import QUESTION, read_regular
from pipeline.graph.build import Build
from pipeline.graph.inspection.copies import unbuilt
from pipeline.kinds import ROWS, kind_of
from pipeline.load.folders import question_of, stem
from pipeline.load.question_file import NOT_BUILT, status_in
from pipeline.model import Finding, Visual

_REMOVE_COPY = "remove it, unless your site reads it"
_SOURCE_ENDINGS = tuple(dict.fromkeys(row.ending for row in ROWS))


def orphans(build: Build) -> Iterator[Finding]:
    """B001 for each, unless it belongs to a question that is archived or deleted."""
    questions, former = _Questions(build), _former_copies(build)
    for path in unnamed(build):
        if questions.is_not_built(path):
            continue
        what = "SVG" if path.endswith(".svg") else "source"
        message = f"no question names this {what}"
        message += ", and no script reads it" if path.endswith(".py") else ""
        hint = questions.way_to_use(path)
        if visual := former.get(path) or former.get(PurePosixPath(path).name):
            copy = build.plan.published(visual)
            message = f"the copy of {visual.id} is {copy} now, not this file"
            hint = _REMOVE_COPY
        yield Finding("B001", "warning", path, message, hint)


def unnamed(build: Build) -> Iterator[str]:
    """Files in the folders of sources and of published copies that no visual names or reads.

    Left out are those that a broken question may name, and modules beside a script that is not
    built: it may read them.
    """
    used = {*_used(build)}
    scripts = [visual for visual in build.visuals if kind_of(visual.kind).is_alone]
    unknown = {_folder(each.source) for each in scripts if build.rendered(each) is None}
    broken = [each for each in build.visuals if each.is_broken]
    names = {stem(each.question_file) for each in broken}
    texts = [*map(_text, {each.question_file for each in broken})]
    for path in _found(build):
        is_module = path.endswith(".py") and _folder(path) in unknown
        is_meant = question_of(path) in names or any(_names(text, path) for text in texts)
        if not (path in used or is_module or is_meant):
            yield path


def _former_copies(build: Build) -> dict[str, Visual]:
    """Where the copies of visuals lay before the settings named a folder for them.

    And the names of copies that bear an id: in other folders such a file was the copy before its
    question changed its track.
    """
    built = [each for each in build.visuals if not each.is_broken]
    before = built if build.plan.config.published else []
    own = [each for each in built if not build.plan.is_source(each)]
    return {
        **{f"{_folder(each.source)}/{each.rendered}": each for each in before},
        **{each.rendered: each for each in own if question_of(each.rendered) == each.question},
    }


def _used(build: Build) -> Iterator[str]:
    """Every file that a visual names as source or published copy, or reads."""
    for visual in build.visuals:
        for path in (visual.source, build.plan.published(visual)):
            yield path
            if os.path.islink(path):
                yield way_to(os.path.realpath(path), os.path.realpath("."))
        if record := build.rendered(visual):
            yield from record.inputs


class _Questions:
    """The questions that may mean a file, by its name or by where it lies."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._files = build.tree.files
        self._failing = [visual for visual in build.visuals if visual.is_broken]
        built = (visual for visual in build.visuals if not visual.is_broken)
        self._homes = {visual.question: _folder(visual.source) for visual in built}

    def is_not_built(self, path: str) -> bool:
        """Whether the file belongs to a question that is archived or deleted."""
        file = self._files.get(question_of(path))
        return (file is not None and status_in(file) in NOT_BUILT) or path in self._set_aside

    @functools.cached_property
    def _set_aside(self) -> set[str]:
        """What archived and deleted questions name, read only if some file is in question."""
        visuals = [*unbuilt(self._build)]
        plan = self._build.plan
        return {*(each.source for each in visuals), *map(plan.published, visuals)}

    def way_to_use(self, path: str) -> str:
        """What to do about a file; to remove it only if no question may mean it."""
        name, is_copy = question_of(path), self._is_copy(path)
        home = self._homes.get(name)
        if home and is_copy:
            return _REMOVE_COPY
        if home and home != _folder(path):
            is_there = os.path.lexists(f"{home}/{PurePosixPath(path).name}")
            way = "remove it" if is_there else "move it there, or remove it"
            return f"{self._files[name]} names files in {home}/ alone: {way}"
        if name in self._files and not is_copy:
            return f"name it in a visual of {self._files[name]}"
        use = "it may be a copy" if is_copy else "name it in a question"
        beside = [each.question_file for each in self._failing if self._may_mean(each, path)]
        if beside:
            likely = max(beside, key=lambda file: SequenceMatcher(None, stem(file), name).ratio())
            return f"{use}; mend {likely} first, which may mean it"
        if not self._build.tree.is_whole:
            return f"{use}; a folder that cannot be read may hold that question"
        return _REMOVE_COPY if is_copy else "name it in a question, or remove it"

    def _may_mean(self, visual: Visual, path: str) -> bool:
        """Whether the mended question may name a file there.

        What lies apart lies under the track, which may be wrong itself.
        """
        if self._build.plan.config.sources or self._is_copy(path):
            return True
        return os.path.dirname(visual.question_file) == _folder(path)

    def _is_copy(self, path: str) -> bool:
        """Whether a file lies among published copies, where nobody draws."""
        config = self._build.plan.config
        own = config.sources or config.questions
        return bool(config.published) and not path.startswith(f"{own}/")


def _text(file: str) -> bytes:
    with contextlib.suppress(OSError):
        return read_regular(file, QUESTION)
    return b""


def _names(text: bytes, path: str) -> bool:
    """Whether a question names a file there, with whatever ending; its YAML may be broken."""
    name = re.escape(stem(path).encode())
    endings = "|".join(map(re.escape, _SOURCE_ENDINGS)).encode()
    return re.search(rb"(?<![\w-])%b(%b)\b" % (name, endings), text) is not None


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _found(build: Build) -> Iterable[str]:
    """The sources and SVGs in the folders of authors, each once.

    Among published copies the site may keep pictures of its own, so these are looked for in the
    folders of tracks alone.
    """
    config = build.plan.config
    found = [*_files(config.sources or config.questions, _SOURCE_ENDINGS)]
    for track in config.tracks if config.published else ():
        found += _files(f"{config.published}/{track}", (".svg",), is_deep=False)
    return dict.fromkeys(found)


def _files(folder: str, endings: tuple[str, ...], is_deep: bool = True) -> Iterator[str]:
    for parent, folders, names in walk(folder):
        below = sorted(name for name in folders if not name.startswith((".", "__")))
        folders[:] = below if is_deep else []
        for name in sorted(names):
            if name.endswith(endings):
                path = f"{parent}/{name}".replace(os.sep, "/")
                yield os.fsencode(path).decode("utf-8", "replace")

"""A repository as it is → where its questions and their sources lie, and which tracks they have."""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.config import TRACKS
from pipeline.files.paths import way_to
from pipeline.files.regular import QUESTION, read_regular
from pipeline.files.revision import RevisionError, git
from pipeline.kinds import ROWS
from pipeline.load.folders import ENDINGS, question_files, question_of, stem
from pipeline.load.question_file import searchable
from pipeline.spelling import is_name

OTHERS = {"node_modules", "__pycache__", "site-packages", "dist-packages", "dist", "_site"}
"""Folders of files that no author writes; hidden ones, environments and builds are skipped, too."""

OURS = {"svg", "raw", "findings", "claims", "manifest.json", "index.html", "review.html"}
"""What a build leaves in its folder: there the next one may build."""

SURELY = 3
"""How many questions name a track that has no folder; fewer may have misspelt another one."""

_ID = re.compile(rb"^id:", re.MULTILINE)
_VISUAL = re.compile(rb"^visuals?:", re.MULTILINE)
_TRACK = re.compile(rb"""^track:[ \t]*["']?([\w-]+)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_NAMED = re.compile(rb"""^[ \t-]+(?:path|source):[ \t]*["']?([\w.-]+)""", re.MULTILINE)
_DRAWN = tuple({row.ending for row in ROWS if not row.is_source})
_HAND = tuple({row.ending for row in ROWS if row.is_source})


class Survey(NamedTuple):
    """Folders relative to the repository; `questions` is "" where none was found.

    `sources` and `published` are None where files lie beside the questions or the sources.
    `number` is that of all questions, `with_visual` how many of them carry a visual. `others` are
    more folders that hold questions. `tracks` is empty where the usual ones do. `lost` are the
    folders of drawings that a build finds in no place, each with how many it holds.
    """

    questions: str
    sources: str | None
    published: str | None
    build: str
    tracks: tuple[str, ...]
    number: int
    with_visual: int
    others: tuple[str, ...] = ()
    lost: Mapping[str, int] = {}


class _Question(NamedTuple):
    """A question file; `names` are those that its visuals and their files may have."""

    path: str
    track: str
    names: frozenset[str]


def survey(questions: str = "", sources: str = "", published: str = "") -> Survey:
    """Look at the repository in the current folder; a folder that is given is not looked for."""
    files = list(_files("."))
    tops = {} if questions else _tops(each for each in files if each.endswith(ENDINGS))
    usual = "questions" if os.path.isdir("questions") else ""  # a link: none is followed above
    top = questions or max(sorted(tops), key=lambda each: tops[each], default=usual)
    found = list(_questions(question_files(top).questions)) if top else []
    drawn, hand, beside, lost = _drawings(files, found)
    is_kept = _kept()
    rank = {each: (drawn[each], is_kept(each), hand[each]) for each in sorted({*drawn, *hand})}
    best = max(rank, key=rank.__getitem__, default="")
    if not sources and drawn[best] + hand[best] > beside:
        sources = best
    return Survey(
        questions=top,
        sources=sources or None,
        published=published or _published(drawn, hand, sources, is_kept) or None,
        build=_build(),
        tracks=_tracks(found, [each for each in (top, sources) if each]),
        number=len(found),
        with_visual=sum(bool(each.names) for each in found),
        others=tuple(sorted({*tops} - {top})),
        lost=lost,
    )


def _files(folder: str) -> Iterator[str]:
    """Every file that an author may have written, sorted by folder.

    Another work tree of git holds the same files again.
    """
    for parent, folders, names in os.walk(folder):
        is_copy = ".git" in names and parent != folder and b"/worktrees/" in _read(f"{parent}/.git")
        is_foreign = "pyvenv.cfg" in names or is_copy
        is_build = {"raw", "svg"} <= {*folders}
        folders[:] = [] if is_foreign or is_build else sorted(filter(_is_looked_at, folders))
        place = way_to(parent, folder)
        for name in () if is_foreign else sorted(names):
            yield name if place == "." else f"{place}/{name}"


def _kept() -> Callable[[str], bool]:
    """Whether git keeps a folder: of two that hold the same, a site generator makes the other."""
    said = ""
    with contextlib.suppress(RevisionError):
        said = git("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
    ignored = tuple(each for each in said.split("\0") if each.endswith("/"))
    return lambda folder: not f"{folder}/".startswith(ignored)


def _is_looked_at(folder: str) -> bool:
    return not folder.startswith(".") and folder not in OTHERS


def _tops(files: Iterable[str]) -> Counter[str]:
    """Folders that may be that of all questions, with how many each holds.

    A folder named for them is; without one, the nearest that holds all questions with visuals.
    """
    named: Counter[str] = Counter()
    visual: list[str] = []
    for path in files:
        content = _read(path)
        if not _ID.search(content):
            continue
        parts = path.split("/")[:-1]
        at = next((n for n, part in enumerate(parts, 1) if part.lower() == "questions"), 0)
        if at:
            named["/".join(parts[:at])] += 1
        elif _VISUAL.search(content):
            visual.append("/".join(parts))
    if named or not visual:
        return named
    top = os.path.commonpath(visual)
    while os.path.basename(top) in TRACKS:
        top = os.path.dirname(top)
    return Counter({top: len(visual)} if top else {})


def _questions(files: Iterable[str]) -> Iterator[_Question]:
    for path in files:
        content = _read(path)
        track = _TRACK.search(content)
        names = {stem(path)} if _VISUAL.search(content) else set()
        names |= {stem(each.decode()) for each in _NAMED.findall(content)} if names else set()
        yield _Question(path, track[1].decode() if track else "", frozenset(names))


def _read(path: str) -> bytes:
    with contextlib.suppress(OSError):
        return searchable(read_regular(path, QUESTION))
    return b""


def _drawings(
    files: Iterable[str], questions: Iterable[_Question]
) -> tuple[Counter[str], Counter[str], int, Counter[str]]:
    """How many drawings of the questions lie where: drawn and SVG by folder, and beside them.

    And by folder those that lie nowhere else, such as in one folder for all tracks.
    """
    homes: dict[str, set[str]] = defaultdict(set)
    tracks = {*TRACKS}
    for question in questions:
        tracks.add(question.track)
        for name in question.names:
            homes[name].add(os.path.dirname(question.path))
    drawn: Counter[str] = Counter()
    hand: Counter[str] = Counter()
    beside = 0
    found: set[str] = set()
    apart: dict[str, str] = {}
    for path in files:
        folder, name = os.path.dirname(path), question_of(path)
        if name not in homes or not path.endswith((*_DRAWN, *_HAND)):
            continue
        if folder in homes[name]:
            beside += 1
        elif os.path.basename(folder) in tracks and os.path.dirname(folder):
            counter = drawn if path.endswith(_DRAWN) else hand
            counter[os.path.dirname(folder)] += 1
        else:
            apart.setdefault(name, folder)
            continue
        found.add(name)
    return drawn, hand, beside, Counter(apart[name] for name in apart.keys() - found)


def _published(
    drawn: Counter[str], hand: Counter[str], sources: str, is_kept: Callable[[str], bool]
) -> str:
    """The folder that has SVGs of most visuals and no sources."""
    least = max(1, drawn.total() // 2)
    found = [each for each in hand if each != sources and not drawn[each] and hand[each] >= least]
    return max(sorted(found), key=lambda each: (is_kept(each), hand[each]), default="")


def _tracks(questions: list[_Question], tops: Iterable[str]) -> tuple[str, ...]:
    """The tracks of the questions, if other than the usual ones: of a folder, or named often.

    Global is one of them where a question that carries a visual names none.
    """
    folders = {path.name for top in tops for path in Path(top).glob("*") if path.is_dir()}
    named = Counter(each.track for each in questions)
    tracks = {
        each for each in named if is_name(each) and (each in folders or named[each] >= SURELY)
    }
    if tracks <= {*TRACKS}:
        return ()
    if any(each.names and not each.track for each in questions):
        tracks.add("global")
    return (*(each for each in TRACKS if each in tracks), *sorted(tracks - {*TRACKS}))


def _build() -> str:
    """A folder for what is built, which has nothing else in it: `doit clean` empties it."""
    with contextlib.suppress(OSError):
        there = set(os.listdir("build"))
        return "build" if there <= OURS else "build-visuals"
    return "build-visuals" if os.path.lexists("build") else "build"

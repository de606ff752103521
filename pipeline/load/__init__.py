"""The tree of questions → every visual, with the findings of its YAML (contract 2).

Files that cannot carry a visual are counted and not parsed: most questions carry none.
Those that are as they were in an earlier run are not even opened.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.config import Config, ConfigError
from pipeline.files.paths import one_file
from pipeline.files.regular import CACHE, QUESTION, read_regular
from pipeline.load.cache import Readings
from pipeline.load.folders import Files, question_files, question_of, stem
from pipeline.load.opening import read_file
from pipeline.model import Finding, Visual

if TYPE_CHECKING:
    from pipeline.positions import Position

READINGS = f"{CACHE}/questions.json"


class Tree(NamedTuple):
    """What `load` found: the visuals sorted by id, and the paths of the question files.

    `is_whole` says that every folder could be read. `readings` are yet to be saved. `linked` are
    the folders with sources of visuals to which a link in the tree leads.
    """

    visuals: tuple[Visual, ...]
    questions: tuple[str, ...]
    readings: Readings
    is_whole: bool = True
    linked: tuple[str, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """The question files by the ids that they must have."""
        return {stem(file): file for file in self.questions}


def load(config: Config, seen: Callable[[Visual], None] = lambda visual: None) -> Tree:
    """Every visual of the tree of questions in the current folder, which is the project's.

    `seen` is called with each as soon as it is read.
    Ids are unique in the result: visuals that claim one id, or one file to write, are there with
    Q003 or Q009 as an error. Raises ConfigError where there is no folder of questions.
    """
    if not os.path.isdir(config.questions):
        raise ConfigError(
            f"there is no folder {config.questions!r} here; make it, or name the folder of the "
            "questions in pyproject.toml: [tool.visuals] questions = '…'"
        )
    readings = Readings(READINGS, config)
    found_files = question_files(config.questions)
    files = found_files.questions
    visuals: list[Visual] = []
    for file in files:
        found = read_file(file, config, readings)
        visuals += found
        for visual in found:
            seen(visual)
    visuals += _unread(found_files, {visual.source for visual in visuals}, config)
    visuals = _one_for_each_id(_with_clashing_questions(visuals, files))
    visuals = _with_nearest_sources(visuals, files)
    visuals = sorted(_with_clashing_files(visuals), key=lambda visual: visual.id)
    linked = _linked(found_files.linked, visuals)
    return Tree(tuple(visuals), tuple(files), readings, not found_files.closed, linked)


def _linked(links: list[str], visuals: list[Visual]) -> tuple[str, ...]:
    """The folders with sources that lie behind a link: of what else lies there nobody said that
    it is the project's.
    """
    behind = tuple(f"{link}/" for link in links)
    found = [each for each in visuals if behind and each.source.startswith(behind)]
    return tuple(sorted({os.path.dirname(each.source) for each in found if not each.is_broken}))


def _unread(files: Files, sources: set[str], config: Config) -> Iterator[Visual]:
    """A visual that only fails for each link and folder whose questions cannot be read.

    A link that is the source of a visual is reported there.
    """
    if not (files.loops or files.dangling or files.closed):
        return
    from pipeline.load.broken import unreadable

    for link in files.loops:
        hint = "remove the link: what it leads to is read at its own place"
        yield unreadable(link, config, "Q005", "the link leads back to a folder above it", hint)
    for link in sorted({*files.dangling} - sources):
        hint = "remove the link, or bring back what it leads to"
        yield unreadable(link, config, "Q005", "the link leads nowhere", hint)
    for folder, reason in files.closed:
        hint = "mend that; until then no built file is removed"
        yield unreadable(folder, config, "Q001", f"the folder cannot be read: {reason}", hint)


def _with_nearest_sources(visuals: list[Visual], files: list[str]) -> list[Visual]:
    """Complete each Q004 by what else its source may be: never the source of another visual."""
    if not any(finding.code == "Q004" for visual in visuals for finding in visual.findings):
        return visuals
    from pipeline.load.sources import nearest_source

    questions, owners = {*map(stem, files)}, {visual.source: visual.id for visual in visuals}

    def completed(visual: Visual, finding: Finding) -> Finding:
        def is_taken(path: str) -> bool:
            question = question_of(path)
            is_anothers = question in questions and question != visual.question
            return is_anothers or owners.get(path, visual.id) != visual.id

        if finding.code != "Q004" or finding.hint:
            return finding
        return finding._replace(hint=nearest_source(visual.source, is_taken))

    return [
        visual._replace(findings=tuple(completed(visual, each) for each in visual.findings))
        for visual in visuals
    ]


def _with_clashing_questions(visuals: list[Visual], files: list[str]) -> list[Visual]:
    """Add Q003 to visuals whose question has its id in common with another file."""
    if len(set(map(stem, files))) == len(files):
        return visuals
    seen: dict[str, list[str]] = defaultdict(list)
    for file in files:
        seen[stem(file)].append(file)
    return [_add_clash(visual, seen.get(visual.question, [])) for visual in visuals]


def _add_clash(visual: Visual, files: list[str]) -> Visual:
    others = [file for file in files if file != visual.question_file]
    if not others:
        return visual
    return _with(visual, "Q003", f"the id {visual.question!r} is also that of {others[0]}", "id")


def _with(visual: Visual, code: str, message: str, key: str) -> Visual:
    """Add an error at `key` of the visual, or at the question's id."""
    file, place = visual.question_file, _place(visual, key)
    error = Finding(code, "error", file, message, _HINTS[key], visual.id, *place)
    return visual._replace(findings=(*visual.findings, error))


_HINTS = {
    "id": "ids are unique over the whole tree: rename one of the two files and its id",
    "name": "give each visual of the question a name of its own",
    "rendered": "give one of them another name by rendered: … or path: …, whichever it has",
}


def _place(visual: Visual, key: str) -> Position:
    """Where the question says `key`; read anew, for clashes are rare."""
    from pipeline.load.syntax.nodes import parse
    from pipeline.load.syntax.parser import YamlError

    try:
        document = parse(read_regular(visual.question_file, QUESTION))
        keys = document.keys()
        only = document.value(keys["visual"]) if "visual" in keys else None
        listed = document.value(keys["visuals"]) if "visuals" in keys else None
    except (OSError, YamlError):
        return 1, 1
    if key == "rendered" and isinstance(only, dict) and "path" in only:
        key = "path"
    if key == "id" or not isinstance(listed, list):
        return document.position(["id"] if key == "id" else ["visual", key])
    names = [block.get("name") if isinstance(block, dict) else None for block in listed]
    name = visual.id.removeprefix(f"{visual.question}--")
    last = len(names) - 1 - names[::-1].index(name) if name in names else 0
    return document.position(["visuals", last, key])


def _one_for_each_id(visuals: Iterable[Visual]) -> list[Visual]:
    """Merge visuals of one id into the first of them, with the findings of all."""
    merged: dict[str, Visual] = {}
    for visual in visuals:
        first = merged.setdefault(visual.id, visual)
        if first is not visual:
            if not any(finding.code == "Q003" for finding in visual.findings):
                visual = _with(visual, "Q003", f"two visuals have the id {visual.id!r}", "name")
            findings = (*first.findings, *visual.findings)
            merged[visual.id] = first._replace(findings=findings)
    return list(merged.values())


def _with_clashing_files(visuals: list[Visual]) -> Iterator[Visual]:
    """Add Q009 to visuals that would write one and the same file, and do not own it.

    The published one owns it, if there is just one; no draft gets it, even while that one fails.
    A visual that fails already gets no second finding, and owns nothing.
    """
    claimed: dict[tuple[str, str], list[Visual]] = defaultdict(list)
    for visual in visuals:
        claimed[visual.track, one_file(visual.rendered)].append(visual)
    for visual in visuals:
        claims = claimed[visual.track, one_file(visual.rendered)]
        rival = _rival(visual, claims) if len(claims) > 1 else None
        if rival and not visual.is_broken:
            name = f"{visual.track}/{visual.rendered}"
            yield _with(visual, "Q009", f"{name} is also written by {rival.id}", "rendered")
        else:
            yield visual


def _rival(visual: Visual, claims: list[Visual]) -> Visual | None:
    """Who also claims the file of a visual, if it is not the visual's own."""
    published = [each for each in claims if each.status == "published"]
    first = published or claims
    sound = [each for each in first if not each.is_broken]
    if sound == [visual]:
        return None
    return next((each for each in sound or first if each is not visual), None)

"""One question file → its visuals, each with the findings that its YAML gave (contract 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from pipeline.config import Config
from pipeline.kinds import HAND_MADE, NAMES, kind_of
from pipeline.load import schema
from pipeline.load.broken import STATUSES, broken, empty, stand_in
from pipeline.load.cache import Reading
from pipeline.load.misspelt import is_empty, is_misspelt, meant
from pipeline.load.nodes import Document, YamlError, parse
from pipeline.load.question_file import NOT_BUILT, TRACKS, Place
from pipeline.load.sources import find_source, unsafe_name
from pipeline.load.texts import text_findings, text_of
from pipeline.model import Finding, Visual

TOP = frozenset({"id", "track", "status", "visual", "visuals"})


def read_question(data: bytes, file: str, config: Config) -> Reading:
    """What the question in `data` holds; no visual where it carries none or is not built.

    A question that is broken still yields one visual, so that something fails by its name.
    """
    place = Place(file, config)
    if is_empty(data):
        return empty(place)
    try:
        document = parse(data)
        keys = document.keys()
        misspelt = _misspelt(document)
        if not (misspelt or keys.keys() & {"visual", "visuals"}):
            return Reading()
        question = {key: document.value(keys[key]) for key in TOP & keys.keys()}
    except YamlError as error:
        return Reading(broken(place, data, error))
    if question.get("status") in NOT_BUILT and not any(document.duplicates(TOP)):
        return Reading()
    return _Reader(place, document, question, misspelt).read()


def _misspelt(document: Document) -> dict[str, str]:
    """The keys that must have been meant for `visual` or `visuals`, each with that."""
    near = ((key, node) for key, node in document.keys().items() if is_misspelt(key))
    return {key: name for key, node in near if (name := meant(document.value(node)))}


class _Reader:
    """Reads the visuals of one parsed question; findings name the YAML's line."""

    def __init__(
        self, place: Place, document: Document, question: dict[str, Any], misspelt: dict[str, str]
    ) -> None:
        self.place, self.document, self.question = place, document, question
        self.misspelt = misspelt
        self.looked_for: list[str] = []

    def read(self) -> Reading:
        """Every visual; what mends a source that is missing or a link cannot be foreseen."""
        visuals = self._visuals()
        codes = {finding.code for visual in visuals for finding in visual.findings}
        return Reading(tuple(visuals), tuple(self.looked_for), not codes & {"Q004", "Q005"})

    def _visuals(self) -> list[Visual]:
        common, own = self._schema_findings()
        common += [*self._misspelt_keys(), *self._duplicate_keys(), *self._mismatches()]
        if "visual" in self.question:
            blocks: list[tuple[str | int, ...]] = [("visual",)]
        else:
            listed = self.question.get("visuals")
            count = len(listed) if isinstance(listed, list) else 0
            blocks = [("visuals", index) for index in range(count)]
        visuals = [self._visual(path, [*common, *own.get(path, [])]) for path in blocks]
        status = self.question.get("status")
        return visuals or [stand_in(self.place, status, (*common, *chain(*own.values())))]

    def _schema_findings(self) -> tuple[list[Finding], dict[tuple[str | int, ...], list[Finding]]]:
        """Findings of the schema: those that concern every visual, and those of each block."""
        common: list[Finding] = []
        own: dict[tuple[str | int, ...], list[Finding]] = {}
        for violation in schema.violations(self.question):
            at = self.document.position(violation.path, violation.of_key)
            finding = self.place.finding("Q002", violation.message, violation.hint, at)
            block = violation.path[: 2 if violation.path[:1] == ("visuals",) else 1]
            if block == ("visual",) or len(block) == 2:
                own.setdefault(block, []).append(finding)
            else:
                common.append(finding)
        return common, own

    def _misspelt_keys(self) -> Iterator[Finding]:
        for key, name in self.misspelt.items():
            at = self.document.position([key], of_key=True)
            yield self.place.finding("Q002", f"unknown key {key!r}", f"did you mean {name}?", at)

    def _duplicate_keys(self) -> Iterator[Finding]:
        for key, at, first in self.document.duplicates(TOP):
            yield self.place.finding(
                "Q006",
                f"{key!r} stands here a second time; the first is in line {first[0]}",
                "YAML would keep the last in silence: remove one of them",
                at,
            )

    def _mismatches(self) -> Iterator[Finding]:
        """Q007: an id that is not the file's name, a track that is not the folder's."""
        number, track = self.question.get("id"), self.question.get("track")
        if isinstance(number, str) and number != self.place.stem:
            yield self.place.finding(
                "Q007",
                f"the id is {number!r}, the file is named {self.place.stem!r}",
                f"rename the file to {number}.yaml, or write id: {self.place.stem}",
                self.document.position(["id"]),
            )
        folders = self.place.tracks
        if track in TRACKS and folders and track not in folders:
            yield self.place.finding(
                "Q007",
                f"the track is {track!r}, the file lies in {folders[-1]}/",
                f"move the file to {track}/, or write track: {folders[-1]}",
                self.document.position(["track"]),
            )

    def _visual(self, path: tuple[str | int, ...], findings: list[Finding]) -> Visual:
        block: Any = self.question
        for step in path:
            block = block[step]
        block = block if isinstance(block, dict) else {}
        question = stand_in(self.place, None, ()).id
        name = (
            question if path == ("visual",) else f"{question}--{text_of(block, 'name') or path[1]}"
        )
        track = self.question.get("track")
        status = self.question.get("status")
        kind, source, rendered = self._files(path, block, name, track, findings)
        findings += text_findings(self.place, self.document, path, block)
        findings.sort(key=lambda finding: (finding.line or 0, finding.column or 0, finding.code))
        return Visual(
            id=re.sub(r"[^\w.-]", "_", name, flags=re.ASCII), question=question, kind=kind,
            track=track if track in TRACKS else "global",
            status=status if status in STATUSES else "draft",
            question_file=self.place.file, source=source, rendered=rendered,
            alt=text_of(block, "alt"), caption=text_of(block, "caption"),
            findings=tuple(finding._replace(visual=name) for finding in findings),
        )  # fmt: skip

    def _files(
        self,
        path: tuple[str | int, ...],
        block: dict[str, Any],
        name: str,
        track: object,
        findings: list[Finding],
    ) -> tuple[str, str, str]:
        """Kind, source path and file name of the SVG; adds Q004, Q005 and Q008 to `findings`."""
        unsafe = [
            self.place.finding("Q005", why, f"give a bare file name, such as {name}{ending}", at)
            for key, ending in (("source", _ending(block)), ("rendered", ".svg"), ("path", ".svg"))
            if (why := unsafe_name(key, block.get(key)))
            for at in [self.document.position([*path, key])]
        ]
        findings += unsafe
        rendered = text_of(block, "rendered") or text_of(block, "path") or f"{name}.svg"
        if unsafe or findings:
            return HAND_MADE, self.place.file, f"{name}.svg" if unsafe else rendered
        folder = self.place.config.sources
        beside = str(PurePosixPath(self.place.file).parent)
        found = find_source(block, name, f"{folder}/{track or 'global'}" if folder else beside)
        self.looked_for += found.looked_for
        if found.code:
            key = next((key for key in ("source", "path", "kind") if key in block), "kind")
            at = self.document.position([*path, key])
            findings.append(self.place.finding(found.code, found.message, found.hint, at))
        return found.kind, found.source, rendered


def _ending(block: dict[str, Any]) -> str:
    """The ending of a source of the block's kind, if it has one."""
    kind = block.get("kind")
    return kind_of(kind).ending if kind in NAMES else ""

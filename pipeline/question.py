"""One question file → its visuals, each with the findings that its YAML gave (contract 2)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pipeline import schema
from pipeline.config import Config
from pipeline.marks import Document, YamlError, parse
from pipeline.model import Finding, Kind, Visual, severity_of
from pipeline.readings import Reading
from pipeline.sources import find_source, unsafe_name

TOP = frozenset({"id", "track", "status", "visual", "visuals"})
TRACKS = ("cloud", "edge", "mobile", "tinyml", "global")
STATUSES = ("draft", "published", "flagged", "archived", "deleted")
NOT_BUILT = ("archived", "deleted")

_MAY_HOLD_A_VISUAL = re.compile(rb"""(?:^|[{,\s"'])visuals?["']?\s*:""")
STATUS = re.compile(rb"""^["']?status["']?\s*:\s*["']?(\w+)""", re.MULTILINE)


class Place(NamedTuple):
    """A question file on its way: its project-relative path and its settings."""

    file: str
    config: Config

    @property
    def stem(self) -> str:
        """The file's name without its ending: the id that the question must have."""
        return PurePosixPath(self.file).stem

    @property
    def tracks(self) -> tuple[str, ...]:
        """The folders on the way to the file that are named for a track."""
        return tuple(part for part in PurePosixPath(self.file).parts[:-1] if part in TRACKS)

    def finding(self, code: str, message: str, hint: str, at: tuple[int, int] | None) -> Finding:
        """A finding in this file, as severe as its code is."""
        line, column = at or (None, None)
        return Finding(code, severity_of(code), self.file, message, hint, None, line, column)


def read_question(data: bytes, file: str, config: Config) -> Reading:
    """What the question in `data` holds; no visual where it carries none or is not built.

    A question that is broken still yields one visual, so that something fails by its name.
    """
    place = Place(file, config)
    try:
        document = parse(data)
        keys = document.keys()
        if not keys.keys() & {"visual", "visuals"}:
            return Reading()
        question = {key: document.value(keys[key]) for key in TOP & keys.keys()}
    except YamlError as error:
        return Reading(_broken(place, data, error))
    if question.get("status") in NOT_BUILT:
        return Reading()
    return _Reader(place, document, question).read()


def _broken(place: Place, data: bytes, error: YamlError) -> tuple[Visual, ...]:
    """A visual that only fails, unless the file never held one or is not built."""
    found = STATUS.search(data)
    status = found[1].decode() if found else "draft"
    if not _MAY_HOLD_A_VISUAL.search(data) or status in NOT_BUILT:
        return ()
    at = (error.line, error.column) if error.line and error.column else None
    finding = place.finding(
        "Q001", f"this is not YAML: {error.message}", "quote texts that hold ': ' or ' #'", at
    )
    return (_stand_in(place, status, (finding,)),)


def _stand_in(place: Place, status: object, findings: tuple[Finding, ...]) -> Visual:
    name = re.sub(r"[^\w.-]", "_", place.stem, flags=re.ASCII)
    return Visual(
        id=name, question=name, track=(place.tracks or ("global",))[-1], kind="svg",
        question_file=place.file,
        status=status if status in STATUSES else "draft", source=place.file,
        rendered=f"{name}.svg", alt="", caption="",
        findings=tuple(finding._replace(visual=name) for finding in findings),
    )  # fmt: skip


class _Reader:
    """Reads the visuals of one parsed question; findings name the YAML's line."""

    def __init__(self, place: Place, document: Document, question: dict[str, Any]) -> None:
        self.place, self.document, self.question = place, document, question
        self.looked_for: list[str] = []

    def read(self) -> Reading:
        """Every visual; what mends a source that is missing or a link cannot be foreseen."""
        visuals = self._visuals()
        codes = {finding.code for visual in visuals for finding in visual.findings}
        return Reading(tuple(visuals), tuple(self.looked_for), not codes & {"Q004", "Q005"})

    def _visuals(self) -> list[Visual]:
        common, own = self._schema_findings()
        common += [*self._duplicate_keys(), *self._mismatches()]
        if "visual" in self.question:
            blocks: list[tuple[str | int, ...]] = [("visual",)]
        else:
            listed = self.question["visuals"]
            count = len(listed) if isinstance(listed, list) else 0
            blocks = [("visuals", index) for index in range(count)]
        visuals = [self._visual(path, [*common, *own.get(path, [])]) for path in blocks]
        status = self.question.get("status")
        return visuals or [_stand_in(self.place, status, (*common, *chain(*own.values())))]

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
        question = _stand_in(self.place, None, ()).id
        name = question if path == ("visual",) else f"{question}--{_text(block, 'name') or path[1]}"
        track = self.question.get("track")
        status = self.question.get("status")
        kind, source, rendered = self._files(path, block, name, track, findings)
        findings += self._alt_and_caption(path, block)
        findings.sort(key=lambda finding: (finding.line or 0, finding.column or 0, finding.code))
        return Visual(
            id=re.sub(r"[^\w.-]", "_", name, flags=re.ASCII), question=question, kind=kind,
            track=track if track in TRACKS else "global",
            status=status if status in STATUSES else "draft",
            question_file=self.place.file, source=source, rendered=rendered,
            alt=_text(block, "alt"), caption=_text(block, "caption"),
            findings=tuple(finding._replace(visual=name) for finding in findings),
        )  # fmt: skip

    def _files(
        self,
        path: tuple[str | int, ...],
        block: dict[str, Any],
        name: str,
        track: object,
        findings: list[Finding],
    ) -> tuple[Kind, str, str]:
        """Kind, source path and file name of the SVG; adds Q004, Q005 and Q008 to `findings`."""
        unsafe = [
            self.place.finding("Q005", why, "give a bare file name, such as " + name + ".svg", at)
            for key in ("source", "rendered", "path")
            if (why := unsafe_name(key, block.get(key)))
            for at in [self.document.position([*path, key])]
        ]
        findings += unsafe
        rendered = _text(block, "rendered") or _text(block, "path") or f"{name}.svg"
        if unsafe or findings:
            return "svg", self.place.file, f"{name}.svg" if unsafe else rendered
        folder = self.place.config.sources
        beside = str(PurePosixPath(self.place.file).parent)
        found = find_source(block, name, f"{folder}/{track or 'global'}" if folder else beside)
        self.looked_for += found.looked_for
        if found.code:
            key = next((key for key in ("source", "path", "kind") if key in block), "kind")
            at = self.document.position([*path, key])
            findings.append(self.place.finding(found.code, found.message, found.hint, at))
        return found.kind, found.source, rendered

    def _alt_and_caption(
        self, path: tuple[str | int, ...], block: dict[str, Any]
    ) -> Iterator[Finding]:
        """A001 and A004: texts that are missing, too short or too long (contract 2)."""
        at = self.document.position(path, of_key=True)
        alt, caption = _text(block, "alt").strip(), _text(block, "caption").strip()
        if "alt" not in block or (isinstance(block["alt"], str) and not 10 <= len(alt) <= 400):
            at_alt = self.document.position([*path, "alt"]) if "alt" in block else at
            why = f"the alt has {len(alt)} characters" if "alt" in block else "the alt is missing"
            hint = "say in 10 to 400 characters what the drawing shows"
            yield self.place.finding("A001", why, hint, at_alt)
        elif len(alt) > 250:
            why, hint = f"the alt has {len(alt)} characters", "under 250 is easier to listen to"
            at_alt = self.document.position([*path, "alt"])
            yield self.place.finding("A001", why, hint, at_alt)._replace(severity="warning")
        if "caption" not in block:
            yield self.place.finding("A004", "the caption is missing", "add caption: …", at)
        elif isinstance(block["caption"], str) and not 5 <= len(caption) <= 120:
            yield self.place.finding(
                "A004", f"the caption has {len(caption)} characters", "make it 5 to 120 long",
                self.document.position([*path, "caption"]),
            )  # fmt: skip


def _text(block: dict[str, Any], key: str) -> str:
    value = block.get(key)
    if isinstance(value, datetime.date):
        return ""
    return value if isinstance(value, str) else ""

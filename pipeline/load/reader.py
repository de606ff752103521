"""One question file → its visuals, each with the findings that its YAML gave (contract 2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from pipeline.config import Config
from pipeline.kinds import HAND_MADE, NAMES, kind_of
from pipeline.load import schema
from pipeline.load.asks import Asking, asks_at_top, read_asks
from pipeline.load.broken import broken, empty, likely_status, plain, stand_in
from pipeline.load.cache import Reading
from pipeline.load.misspelt import TOP, bare, is_empty, is_misspelt, keys_beside, meant
from pipeline.load.question_file import NOT_BUILT, Place, source_folder, unsafe_name
from pipeline.load.schema import Path
from pipeline.load.sources import find_source
from pipeline.load.syntax.faults import refuse_other_byte_order
from pipeline.load.syntax.nodes import Document, parse
from pipeline.load.syntax.parser import YamlError, as_yaml
from pipeline.load.texts import said_at, text_findings, text_of
from pipeline.model import Finding, Visual
from pipeline.printing import shown
from pipeline.spelling import is_name, odd_letters


def read_question(data: bytes, file: str, config: Config, *, even_unbuilt: bool = False) -> Reading:
    """What the question in `data` holds; no visual where it carries none or is not built.

    A question that is broken still yields one visual, so that something fails by its name. With
    `even_unbuilt`, one that is archived or deleted yields its visuals as well.
    """
    place = Place(file, config)
    if is_empty(data):
        return empty(place)
    try:
        document = parse(data)
        keys = document.keys()
        misspelt = _misspelt(document)
        if not (misspelt or keys.keys() & {"visual", "visuals"}):
            refuse_other_byte_order(data)
            return Reading()
        question = {key: document.value(keys[key]) for key in TOP & keys.keys()}
        beside = _keys_beside(document, question)
        is_set_aside = question.get("status") in NOT_BUILT and not even_unbuilt
        if is_set_aside and not any(document.duplicates(TOP)):
            return Reading()
        return _Reader(place, document, question, misspelt, beside).read()
    except YamlError as error:
        return Reading(broken(place, data, error))


def _misspelt(document: Document) -> dict[str, str]:
    """The keys that must have been meant for others at the top, each with that."""
    near = ((key, node) for key, node in document.keys().items() if is_misspelt(key))
    return {key: name for key, node in near if (name := meant(key, document.value(node)))}


def _keys_beside(document: Document, question: dict[str, Any]) -> list[str]:
    """The keys of a visual that stand beside `visual`; from now on it is as if they stood in it.

    So what they hold is checked as well.
    """
    if "visual" not in question:
        return []
    own = document.own_keys()
    others = {key: document.value(node) for key, node in own.items() if key not in TOP}
    beside = keys_beside(question["visual"], others) if "visual" in own else []
    if beside:
        document.take_in("visual", {key: bare(key) for key in beside})
        question["visual"] = document.value(document.keys()["visual"])
    return beside


class _Reader:
    """Reads the visuals of one parsed question; findings name the YAML's line."""

    def __init__(
        self,
        place: Place,
        document: Document,
        question: dict[str, Any],
        misspelt: dict[str, str],
        beside: list[str],
    ) -> None:
        self.place, self.document, self.question = place, document, question
        self.misspelt, self.beside = misspelt, beside
        self.looked_for: list[str] = []
        self.asks: dict[str, Asking] = {}
        merged = [question["status"]] if "status" in question else []
        self.status = likely_status(document.written_values("status") or merged)

    def read(self) -> Reading:
        """Every visual; what mends a source that is missing or a link cannot be foreseen."""
        visuals = self._visuals()
        codes = {finding.code for visual in visuals for finding in visual.findings}
        is_lasting = not codes & {"Q004", "Q005"}
        return Reading(tuple(visuals), tuple(self.looked_for), is_lasting, self.asks)

    def _visuals(self) -> list[Visual]:
        common, own = self._schema_findings()
        common += [*self._wrong_keys(), *self._duplicate_keys(), *self._mismatches()]
        common += asks_at_top(self.place, self.document, self.question)
        if "visual" in self.question:
            blocks: list[Path] = [("visual",)]
        else:
            listed = self.question.get("visuals")
            count = len(listed) if isinstance(listed, list) else 0
            blocks = [("visuals", index) for index in range(count)]
        visuals = [self._visual(path, [*common, *own.get(path, [])]) for path in blocks]
        return visuals or [stand_in(self.place, self.status, (*common, *chain(*own.values())))]

    def _schema_findings(self) -> tuple[list[Finding], dict[Path, list[Finding]]]:
        """Findings of the schema: those that concern every visual, and those of each block."""
        common: list[Finding] = []
        own: dict[Path, list[Finding]] = {}
        for violation in schema.violations(self.question, self.document.written, self.place.config):
            at = self.document.position(violation.path, violation.of_key)
            is_comment = not violation.of_key and self.document.comment_after(violation.path)
            hint = _COMMENT if is_comment else violation.hint
            finding = self.place.finding("Q002", violation.message, hint, at)
            block = violation.path[: 2 if violation.path[:1] == ("visuals",) else 1]
            if block == ("visual",) or len(block) == 2:
                own.setdefault(block, []).append(finding)
            else:
                common.append(finding)
        return common, own

    def _wrong_keys(self) -> Iterator[Finding]:
        """Q002 for what was meant for `visual`, and for keys that were meant to stand in it."""
        for key, name in self.misspelt.items():
            at = self.document.position([key], of_key=True)
            yield self.place.finding(
                "Q002", f"unknown key {shown(key)}", f"did you mean {name}?", at
            )
        if self.beside:
            *others, last = map(bare, self.beside)
            names = f"{', '.join(others)} and {last} stand" if others else f"{last} stands"
            hint = f"indent {'them' if others else 'it'} by two spaces, under visual:"
            at = self.document.position([self.beside[0]], of_key=True)
            yield self.place.finding("Q002", f"{names} beside visual, not in it", hint, at)

    def _duplicate_keys(self) -> Iterator[Finding]:
        for key, at, first in self.document.duplicates(TOP):
            many = "merge all in one list: <<: [*one, *other]"
            remove = "YAML would keep the last in silence: remove one of them"
            yield self.place.finding(
                "Q006",
                f"{shown(key)} stands here a second time; the first is in line {first[0]}",
                many if key == "<<" else remove,
                at,
            )

    def _mismatches(self) -> Iterator[Finding]:
        """Q007: an id that is not the file's name, a track that is not the folder's."""
        number, track = self.question.get("id"), self.question.get("track")
        number = number if isinstance(number, str) else self.document.written(["id"])
        if number and number != self.place.stem:
            message = f"the id is {shown(number)}, the file is named {shown(self.place.stem)}"
            at = self.document.position(["id"])
            yield self.place.finding("Q007", message, _one_name(number, self.place.stem), at)
        folders = self.place.tracks
        if track in self.place.config.tracks and folders and track not in folders:
            yield self.place.finding(
                "Q007",
                f"the track is {shown(track)}, the file lies in {folders[-1]}/",
                f"move the file to {track}/, or write track: {folders[-1]}",
                self.document.position(["track"]),
            )

    def _visual(self, path: Path, findings: list[Finding]) -> Visual:
        block: Any = self.question
        for step in path:
            block = block[step]
        block = block if isinstance(block, dict) else {}
        name = question = plain(self.place.stem)
        if path != ("visual",):
            name = plain(f"{question}--{text_of(block, 'name') or path[1]}")
        track = self.question.get("track")
        config = self.place.config
        kind, source, rendered = self._files(path, block, name, track, findings)
        if block:
            of_texts = text_findings(self.place, self.document, path, block)
            findings += [each for each in of_texts if not (self.beside and each.code == "A004")]
        params, asking, of_asks = read_asks(self.place, self.document, path)
        findings += of_asks
        self.asks[name] = asking
        findings.sort(key=lambda finding: (finding.line or 0, finding.column or 0, finding.code))
        return Visual(
            id=name, question=question, kind=kind,
            track=track if track in config.tracks else config.default_track,
            status=self.status,
            question_file=self.place.file, source=source, rendered=rendered,
            alt=text_of(block, "alt"), caption=text_of(block, "caption"),
            topic=self.document.text("topic"), params=params,
            asks=asking.mark, said_at=said_at(self.document, path, block),
            findings=tuple(finding._replace(visual=name) for finding in findings),
        )  # fmt: skip

    def _files(
        self,
        path: Path,
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
        config = self.place.config
        folder = source_folder(config, self.place.file, str(track or config.default_track))
        found = find_source(block, name, folder)
        self.looked_for += found.looked_for
        if found.code:
            key = next((key for key in ("source", "path", "kind") if key in block), "kind")
            at = self.document.position([*path, key])
            findings.append(self.place.finding(found.code, found.message, found.hint, at))
        return found.kind, found.source, rendered


_COMMENT = "YAML reads # and what follows as a comment: put the text in quotes"


def _one_name(number: str, stem: str) -> str:
    """How an id and the name of its file can become one, if they may be such a name.

    The id first: most such files are copies of others, whose name is taken.
    """
    ways = [f"write id: {as_yaml(stem)}"] if is_name(stem) else []
    ways += [f"rename the file to {number}.yaml"] if is_name(number) else []
    if odd := odd_letters(number) or odd_letters(stem):
        ways[-1:] = [f"{ways[-1]} ({odd})"] if ways else [f"{odd}: type it anew in both"]
    return ", or ".join(ways) or f"give both a name of {schema.FORM}"


def _ending(block: dict[str, Any]) -> str:
    """The ending of a source of the block's kind, if it has one."""
    kind = block.get("kind")
    return kind_of(kind).ending if kind in NAMES else ""

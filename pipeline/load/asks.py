"""The claims of a visual block, its params and the texts that claims name → Asking, with Q002.

What reads claims is imported for the first of them: it takes as long as all else that reads
questions, and most have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.files.fingerprint import digest
from pipeline.load.params import read_params
from pipeline.load.question_file import Place
from pipeline.load.schema import Path, as_read
from pipeline.load.syntax.mistakes import quoted
from pipeline.load.syntax.nodes import Document
from pipeline.model import Finding, Visual, severity_of
from pipeline.printing import shown
from pipeline.verdicts import MARK_HALF, Asks, Verdict

if TYPE_CHECKING:
    from pipeline.claims.language.given import Params
    from pipeline.claims.language.terms import Claim

MOST_CLAIMS = 100
MOST_NAMED = 4
"""Texts of the question that a hint names."""

_WRITE = 'write one claim a line, such as - texts("F{}") = P * M'
_READS = re.compile(r"\b(alt|caption|scenario|question|said)\s*\(")
_COMMENT = re.compile(r"\s+#")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|[^\\]", re.DOTALL)


class Seat(NamedTuple):
    """Where a claim stands: its line and column, and what stands there, quotes and all.

    `written` is "" where that is more than a line.
    """

    line: int
    column: int
    written: str

    def at(self, text: str, offset: int) -> tuple[int, int]:
        """The line and column of a character of the claim `text`."""
        return self.line, self.column + _columns(self.written, text, offset)


class Asking(NamedTuple):
    """What a question asks of a drawing, and where each claim stands in its file."""

    asks: Asks = Asks()
    seats: tuple[Seat, ...] = ()

    @property
    def mark(self) -> str:
        """What stands for the claims, params and texts, then for where the claims stand.

        "" where nothing is claimed.
        """
        if not self.asks.claims:
            return ""
        return digest(self.asks)[:MARK_HALF] + digest(self.seats)[:MARK_HALF]

    def findings(self, verdicts: Sequence[Verdict], visual: Visual) -> tuple[Finding, ...]:
        """C001 and C002 on the claims that are not true."""
        pairs = zip(verdicts, self.seats, strict=False)  # there are none where nothing is drawn
        return tuple(_finding(each, seat, visual) for each, seat in pairs if each.outcome != "true")


def _finding(verdict: Verdict, seat: Seat, visual: Visual) -> Finding:
    code = "C001" if verdict.outcome == "false" else "C002"
    texts = [f"the {'text' if name == 'said' else name}" for name in _READS.findall(verdict.claim)]
    mended = ", ".join(dict.fromkeys(["the drawing", *texts]))
    hint = f"mend {mended} or the claim; doit facts {visual.id} shows what is drawn"
    line, column = seat.at(verdict.claim, verdict.offset)
    return Finding(code, severity_of(code), visual.question_file, verdict.message, hint,
                   visual.id, line, column)  # fmt: skip


def read_asks(place: Place, document: Document, path: Path) -> tuple[str, Asking, list[Finding]]:
    """The params of the block at `path`, what it asks, and what is wrong with either.

    Claims are read only where the params are right.
    """
    params, findings = read_params(place, document, (*path, "params"))
    at = (*path, "claims")
    claims = document.read(at, 2)
    if claims is None or claims == [] or findings:
        return params, Asking(), findings
    if not isinstance(claims, list) or len(claims) > MOST_CLAIMS:
        message = f"claims must be a list, {as_read(claims, document.written(at))}"
        if isinstance(claims, list):
            message = f"there are {len(claims)} claims, the most is {MOST_CLAIMS}"
        return params, Asking(), [place.finding("Q002", message, _WRITE, document.position(at))]
    from pipeline.claims.language.given import params_of

    reader = _Claims(place, document, path, params_of(params))
    reader.read(claims)
    asks = Asks(tuple(reader.claims), params, reader.texts)
    return params, Asking(asks, tuple(reader.seats)), reader.findings


def asks_at_top(place: Place, document: Document, question: Mapping[str, Any]) -> Iterator[Finding]:
    """Q002 for claims and params at the top, where no visual has such a key of its own."""
    listed = question.get("visuals")
    name = "visual" if "visual" in question else "visuals"
    blocks = [question.get("visual"), *(listed if isinstance(listed, list) else [])]
    inside = {key for block in blocks if isinstance(block, dict) for key in block}
    own = document.own_keys()
    for key in ("claims", "params"):
        value = document.value(own[key]) if key in own and key not in inside else None
        is_claims = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if value and (is_claims if key == "claims" else isinstance(value, dict)):
            hint = "indent all of it by two spaces, under visual:"
            hint = hint if name == "visual" else "move it into the visual that it is about"
            at = document.position([key], of_key=True)
            yield place.finding("Q002", f"{key} belong under {name}:", hint, at)


class _Claims:
    """Reads the claims of a block; collects them with their seats, and the texts they name."""

    def __init__(self, place: Place, document: Document, path: Path, params: Params) -> None:
        self._place, self._document, self._path, self._params = place, document, path, params
        self.claims: list[str] = []
        self.seats: list[Seat] = []
        self.texts: dict[str, str] = {}
        self.findings: list[Finding] = []

    def read(self, claims: list[Any]) -> None:
        """Read each claim of the list."""
        for number, claim in enumerate(claims):
            at = (*self._path, "claims", number)
            seat = Seat(*self._document.position(at), self._document.raw(at))
            if isinstance(claim, str):
                self._claim(claim, seat, at)
            else:
                self._no_text(claim, seat, at)

    def _claim(self, text: str, seat: Seat, at: Path) -> None:
        from pipeline.claims import ClaimError, parse

        try:
            self._name_texts(parse(text, self._params))
        except ClaimError as error:
            message, hint, whole = error.message, error.hint, self._document.rest_of_line(at)
            if seat.written[:1] not in "\"'" and _COMMENT.match(whole, len(seat.written)):
                message = "the claim ends here: YAML reads ' #' and what follows as a comment"
                self._find(message, f"put it in quotes: {quoted(whole)}", seat, text, len(text))
            else:
                self._find(message, hint, seat, text, error.offset)
            return
        self.claims.append(text)
        self.seats.append(seat)

    def _no_text(self, claim: Any, seat: Seat, at: Path) -> None:
        """A claim that YAML reads as something else than a text, as of `: ` in it."""
        message = f"a claim must be a text, {as_read(claim, self._document.written(at))}"
        hint = f"put it in quotes: {quoted(self._document.rest_of_line(at))}" if claim else _WRITE
        self._find(message, hint, seat, "", 0)

    def _find(self, message: str, hint: str, seat: Seat, text: str, offset: int) -> None:
        self.findings.append(self._place.finding("Q002", message, hint, seat.at(text, offset)))

    def _name_texts(self, claim: Claim) -> None:
        """Keep the texts that a claim reads. Raises ClaimError where there is no such text."""
        from pipeline.claims import ClaimError

        for named in claim.named:
            key = named.fact.name if not named.fact.is_drawn else ""
            key = str(named.texts["place"]) if key == "said" else key
            if key and key not in self.texts:
                path = (*self._path, key) if key in ("alt", "caption") else _path_of(key)
                text = self._text(path)
                if text is None:
                    message = f"the question has no text at {shown(key)}"
                    raise ClaimError(message, named.span.start, self._nearest(path))
                self.texts[key] = text

    def _text(self, path: Path) -> str | None:
        """The text at a path, or those of a list there, one a line."""
        value = self._document.read(path, 2)
        parts = value if isinstance(value, list) else [value]
        is_text = parts and all(isinstance(part, str | int | float) for part in parts)
        return "\n".join(map(str, parts)) if is_text else None

    def _nearest(self, path: Path) -> str:
        """What may be meant by a path that leads to no text."""
        if below := self._texts_below(path):
            return f"name a text below it: {' or '.join(below)}"
        beside = self._document.read(path[:-1], 1) if path[:-1] else self._document.keys()
        known = [str(key) for key in beside] if isinstance(beside, dict) else []
        near = get_close_matches(str(path[-1]), known, 1)
        if near:
            return f"did you mean {'.'.join(map(str, (*path[:-1], near[0])))}?"
        return "name a text of this file by its keys, such as details.answer"

    def _texts_below(self, path: Path) -> list[str]:
        """The texts below a path by their keys; of what holds the visual, its alt and caption."""
        inside = self._document.read(path, 1)
        keys = [*inside] if isinstance(inside, dict) else []
        if path == self._path[: len(path)]:
            path, keys = self._path, ["alt", "caption"]
        return [".".join(map(str, (*path, key))) for key in keys
                if self._text((*path, key)) is not None][:MOST_NAMED]  # fmt: skip


def _path_of(key: str) -> Path:
    """The keys in `details.answer` or `details.worked_answer.0`."""
    return tuple(int(step) if step.isdecimal() else step for step in key.split("."))


def _columns(written: str, text: str, offset: int) -> int:
    """How far from its start a character of a text stands, given how the text is written."""
    quote = written[:1]
    if quote == "'":
        return 1 + offset + text[:offset].count("'")
    if quote == '"':
        steps = [len(step) for step in _ESCAPE.findall(written[1:-1])]
        return 1 + sum(steps[:offset]) if len(steps) == len(text) else 0
    return offset if written.endswith(text) and text else 0

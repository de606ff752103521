"""What was built and what failed → the bytes of build/manifest.json (contract 5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Literal, NamedTuple, get_args

from pipeline.files.fingerprint import digest, digest_of_all
from pipeline.model import Finding, Visual, is_error
from pipeline.plan.records import NormalRecord, RenderRecord
from pipeline.printing import as_utf8
from pipeline.verdicts import Outcome

VERSION = 1
_OUTCOMES = get_args(Outcome)


class Built(NamedTuple):
    """One visual that was built, with what its tasks remember.

    `svg` is relative to the build folder, `approved` the hash of what was reviewed, "" without a
    review.
    """

    visual: Visual
    svg: str
    rendered: RenderRecord
    normalized: NormalRecord
    approved: str = ""

    @property
    def inputs(self) -> dict[str, str]:
        """The states of the project files that the render read, by names that are UTF-8."""
        return {as_utf8(path): state for path, state in sorted(self.rendered.files.items())}

    @property
    def reviewed(self) -> str:
        """The hash of what a reviewer sees of it: a review holds for as long as it is the same."""
        return digest([self.normalized.svg, self.visual.alt, self.visual.caption])

    @property
    def review(self) -> Literal["none", "stale", "current"]:
        """Whether what is built was reviewed."""
        if not self.approved:
            return "none"
        return "current" if self.approved == self.reviewed else "stale"

    @property
    def names_question(self) -> bool:
        """Whether a finding on it names a line of its question."""
        normalized = self.normalized
        return bool(self.visual.findings or normalized.said_at) or normalized.is_untrue

    @property
    def untrue(self) -> str:
        """How many of its claims are not true, in words; "" where all are."""
        _, false, unclear = self.normalized.verdicts
        told = [f"{n} {what}" for n, what in ((false, "false"), (unclear, "unclear")) if n]
        several = "s" if false + unclear > 1 else ""
        return f"{' and '.join(told)} claim{several}" if told else ""

    def entry(self) -> dict[str, Any]:
        """The manifest's object for this visual, keys in the contract's order."""
        visual, normalized = self.visual, self.normalized
        return {
            "id": visual.id,
            "question": visual.question,
            "track": visual.track,
            "status": visual.status,
            "kind": visual.kind,
            "source": visual.source,
            "inputs": self.inputs,
            "renderer": self.rendered.renderer,
            "svg": self.svg,
            "sha256": normalized.svg,
            "bytes": normalized.bytes,
            "width": normalized.width,
            "height": normalized.height,
            "alt": visual.alt,
            "caption": visual.caption,
            "warnings": normalized.warnings,
            "claims": dict(zip(_OUTCOMES, normalized.verdicts, strict=True)),
            "review": self.review,
        }


class Failed(NamedTuple):
    """One visual that could not be built, every finding that says why, and what it printed.

    `is_by_disk` says that the system refused something: the same inputs may do in a moment.
    """

    visual: Visual
    findings: tuple[Finding, ...]
    output: str = ""
    is_by_disk: bool = False

    def entry(self) -> dict[str, Any]:
        """The manifest's object for this visual."""
        codes = sorted({finding.code for finding in self.findings if is_error(finding)})
        return {"id": self.visual.id, "status": self.visual.status, "codes": codes}


def key(built: Sequence[Built]) -> str:
    """What stands for the manifest of `built` alone, at a tenth of the cost of composing it.

    What comes of reviews stands behind a hyphen.
    """
    total, reviews = hashlib.sha256(b"%d" % VERSION), hashlib.sha256()
    for each in built:
        entry = each.entry()
        reviews.update(entry.pop("review").encode())
        total.update(repr(entry).encode())
    return f"{total.hexdigest()}-{reviews.hexdigest()}"


def is_same_but_for_reviews(key: str, other: str) -> bool:
    """Whether two keys differ in nothing but reviews."""
    return key.partition("-")[0] == other.partition("-")[0]


def key_beside(built: Sequence[Built]) -> str:
    """What stands for all that the gallery shows of `built` and the manifest does not."""
    shown = (
        (
            *(each.visual.topic, each.visual.question_file, each.rendered.output),
            *(each.normalized.findings, each.normalized.claims),
        )
        for each in built
    )
    content = "\0".join(chain.from_iterable(shown))
    return hashlib.sha256(content.encode(errors="replace")).hexdigest()


def why_none(failed: Iterable[Failed]) -> str:
    """Why a build left no manifest; "" where nothing stands in its way."""
    names = sorted(each.visual.id for each in failed if each.visual.status == "published")
    verb = "is" if len(names) == 1 else "are"
    return f"no manifest: {', '.join(names)} {verb} published and failed" if names else ""


def compose(built: Sequence[Built], failed: Sequence[Failed]) -> bytearray | None:
    """The manifest; None where a published visual failed, for then there must be none."""
    if any(each.visual.status == "published" for each in failed):
        return None
    content = bytearray()

    def entries() -> Iterator[dict[str, Any]]:
        for each in sorted(built, key=lambda each: each.visual.id):
            entry = each.entry()
            content.extend(f"{',' * bool(content)}{_row(entry)}".encode())
            yield entry

    manifest = {
        "schema": VERSION,
        # One by one: as one value, ten thousand of them take 40 MB on the way to text.
        "sha256": digest_of_all(entries()),
        "visuals": [],
        "failed": [each.entry() for each in sorted(failed, key=lambda each: each.visual.id)],
    }
    head, opening, tail = json.dumps(manifest, indent=2, ensure_ascii=False).partition(_OPENING)
    content += b"\n  " if content else b""
    content += f"{tail}\n".encode()
    content[:0] = f"{head}{opening}".encode()
    return content


_OPENING = '"visuals": ['

_FIELDS, _BELOW = (
    json.JSONEncoder(ensure_ascii=False, separators=(f",\n{' ' * indent}", ": "))
    for indent in (6, 8)
)
"""Told to indent, json takes five times as long; it does not where only what separates is given."""


def _row(entry: dict[str, Any]) -> str:
    """An entry as it stands in the array, indented by two a level."""
    blocks = ("inputs", "claims")
    fields = _FIELDS.encode({**entry, **dict.fromkeys(blocks)})[1:-1]
    for name in blocks:
        rows = _BELOW.encode(entry[name])[1:-1]
        listed = f"{{\n        {rows}\n      }}" if rows else "{}"
        # Quotes within a text are escaped, so it cannot hold this.
        fields = fields.replace(f'"{name}": null', f'"{name}": {listed}', 1)
    return f"\n    {{\n      {fields}\n    }}"

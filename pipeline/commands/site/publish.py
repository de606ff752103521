"""`doit publish`: built SVGs → published copies; nothing of others is written over (contract 8)."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import Any, ClassVar

from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command
from pipeline.graph.inspection.copies import copies_of
from pipeline.graph.standing import Standing
from pipeline.load.broken import STATUSES
from pipeline.load.question_file import NOT_BUILT
from pipeline.model import Visual
from pipeline.printing import printable, shown
from pipeline.shipping.built_svg import read_built
from pipeline.shipping.copies import Copies
from pipeline.spelling import nearest

BUILT = tuple(status for status in STATUSES if status not in NOT_BUILT)


class Publish(Command):
    """Copies what is built and fresh, says what it did, and removes nothing."""

    doc_purpose = "copy built SVGs to the published folder"
    doc_usage = "[ID ...] [--status STATUS] [--dry-run]"
    doc_description = (
        "Without ids, of all visuals. A copy lies beside the source, or in the folder that "
        "`published` in [tool.visuals] names. What is stale or failed, or has a claim that is not "
        "true, is named and not copied; run doit first. Exits with 0, or with 2 when something "
        "could not be copied."
    )
    most_words: ClassVar[int | None] = None
    takes_ids = True
    cmd_options: tuple[dict[str, Any], ...] = (
        {"name": "status", "long": "status", "type": str, "default": "", "metavar": "STATUS",
         "help": f"only of questions with this status: {', '.join(BUILT)}"},
        {"name": "is_dry", "long": "dry-run", "type": bool, "default": False,
         "help": "say what would be copied, and write nothing"},
    )  # fmt: skip

    def _execute(self, status: str, is_dry: bool, pos_args: list[str]) -> int:
        if status and status not in BUILT:
            near = nearest(status, BUILT, 3)
            way_out = f"did you mean {near}?" if near else f"one of {', '.join(BUILT)}"
            raise InvalidCommand(f"no visual with status {shown(status)} is built; {way_out}")
        with contextlib.nullcontext() if is_dry else self.locked():
            named = self.visuals(pos_args) if pos_args else [*self.build.visuals]
            asked = [visual for visual in named if status in ("", visual.status)]
            for visual in [each for each in named if pos_args and each not in asked]:
                print(f"left out {visual.id}: its question is {visual.status}")
            return self._publish(asked, is_dry)

    def _publish(self, visuals: list[Visual], is_dry: bool) -> int:
        """Copy what can be copied, and report each that is copied or cannot be."""
        build = self.build
        standing, copies = Standing(build, visuals), copies_of(build)
        if not is_dry:
            copies.remove_leftovers()
        counts: Counter[str] = Counter()
        for visual in visuals:
            outcome, reason = self._copy(visual, standing, copies, is_dry)
            counts[outcome] += 1
            line = f"{visual.id} → {build.plan.published(visual)}"
            if reason:
                print(f"not published: {printable(reason)}")
            elif outcome == "published":
                print(printable(f"{'would publish' if is_dry else 'published'} {line}"))
        print(_summary(counts, is_dry))
        return 2 if counts["failed"] or counts["stale"] or counts["refused"] else 0

    def _copy(
        self, visual: Visual, standing: Standing, copies: Copies, is_dry: bool
    ) -> tuple[str, str]:
        """What came of the copy of one visual, and why it was not made."""
        if visual.id in standing.failed:
            return "failed", f"{visual.id} failed: doit check says why"
        built = self.build.built_of(visual)
        if visual.id in standing.waiting or built is None:
            return "stale", f"{visual.id} is stale: run doit first"
        if built.untrue:
            return "refused", f"{visual.id} has {built.untrue}: doit check says which"
        if self.build.plan.is_source(visual):
            return "its own source", ""
        svg = read_built(self.build.outputs, self.build.plan.paths(visual).svg, built.normalized)
        if svg is None:
            return "stale", f"{visual.id} is not as it was built: run doit first"
        copied = copies.publish(visual, svg, is_dry)
        reason = f"{visual.id}: {copied.reason}" if copied.reason else ""
        return copied.outcome, reason


def _summary(counts: Counter[str], is_dry: bool) -> str:
    """The counts, in the form of a build's."""
    parts = [
        f"{counts['published']} {'would be published' if is_dry else 'published'}",
        f"{counts['as it was']} as they were",
        f"{counts['failed']} failed",
    ]
    parts += [f"{counts[each]} {each}" for each in ("stale", "refused") if counts[each]]
    if own := counts["its own source"]:
        parts.append(f"{own} hand-made without a copy")
    return " · ".join(parts)

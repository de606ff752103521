"""`doit status`: where each visual stands, and what each draft still lacks (contract 8)."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pipeline.commands.command import TABLE_OPTIONS, Command
from pipeline.figures.readiness import Readiness, readiness
from pipeline.findings.show import counted
from pipeline.printing import as_json, printable

HEAD = ("visual", "track", "status", "build", "warnings", "review", "copy")
NARROWEST = 24
"""Columns that a text takes, on however narrow a terminal."""


class Status(Command):
    """Shows counts, and a row a visual."""

    doc_purpose = "show where each visual stands, and what each draft still lacks"
    doc_usage = "[ID ...] [-n N | --all] [--json]"
    doc_description = (
        "Without ids, only visuals that need someone's hand: first what is published and not as it "
        "should be, then what failed, drafts that can be promoted, and drafts by how much they "
        "lack. The review is that of what is built; the copy is the published one. Runs and "
        "writes nothing."
    )
    most_words: ClassVar[int | None] = None
    takes_ids = True
    cmd_options = TABLE_OPTIONS

    def _execute(self, number: int, is_all: bool, as_json: bool, pos_args: list[str]) -> int:
        build = self.build
        found = readiness(build, self.visuals(pos_args) if pos_args else build.visuals)
        if as_json:
            print(_json(found))
            return 0
        ranked = sorted(found, key=lambda each: (_rank(each), each.visual.id))
        is_all = is_all or bool(pos_args)
        due = [each for each in ranked if is_all or _rank(each) != DONE]
        print("\n".join(_lines(found, due, len(due) if is_all else number)))
        return 0


DONE = (9, 0)


def _rank(each: Readiness) -> tuple[int, int]:
    """What comes first: the less, the sooner someone's hand is needed."""
    if each.visual.status == "published":
        is_right = not each.lacks and not each.copy_due
        return (0 if each.made == "failed" else 1, 0) if not is_right else DONE
    if each.made == "failed":
        return 2, 0
    if each.visual.status == "draft":
        return (3, 0) if each.is_ready else (5, len(each.lacks))
    return 4, 0


def _lines(found: Sequence[Readiness], due: Sequence[Readiness], most: int) -> Iterator[str]:
    if not found:
        yield "no question has a visual yet: doit new writes one"
        return
    yield from _counts(found)
    if due:
        yield ""
        yield from _table(due[:most], shutil.get_terminal_size().columns)
    if len(due) > most:
        yield f"and {len(due) - most} more that need someone's hand (-n N shows more, --all all)"
    elif len(found) > len(due):
        yield f"{len(found) - len(due)} more that need nothing (--all shows them)"


def _counts(found: Sequence[Readiness]) -> Iterator[str]:
    """How many visuals there are, how they are built, reviewed and published."""
    statuses = Counter(each.visual.status for each in found)
    ready = sum(each.is_ready for each in found)
    yield counted(len(found), "visual")
    yield _joined("status", statuses) + (f" ({ready} can be promoted)" if ready else "")
    yield _joined("build", Counter(each.made for each in found))
    yield _joined("review", Counter(each.review for each in found))
    yield _joined("copy", Counter(each.copy or "the source itself" for each in found))


def _joined(what: str, counts: Counter[str]) -> str:
    return f"{what:10}  " + " · ".join(f"{count} {name}" for name, count in counts.most_common())


def _table(found: Sequence[Readiness], columns: int) -> Iterator[str]:
    """The rows, each with what it lacks below; one value after another where they find no room."""
    rows = [_cells(each) for each in found]
    widths = [max(map(len, column)) for column in zip(HEAD, *rows, strict=True)]
    is_wide = sum(widths) + 2 * len(widths) - 2 <= columns
    if is_wide:
        yield _row(HEAD, widths)
    for each, cells in zip(found, rows, strict=True):
        if is_wide:
            yield _row(cells, widths)
        else:
            yield cells[0]
            told = [cells[1], cells[2], *map(" ".join, zip(HEAD[3:], cells[3:], strict=True))]
            yield from _folded(" · ".join(told), columns)
        for lack in _lacks(each):
            yield from _folded(printable(lack), columns)


def _cells(each: Readiness) -> tuple[str, ...]:
    visual = each.visual
    warnings = str(len(each.warnings)) if each.made == "built" else "?"
    copy = each.copy or "–"
    return visual.id, visual.track, visual.status, each.made, warnings, each.review, copy


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(map(str.ljust, cells, widths)).rstrip()


def _lacks(each: Readiness) -> Iterator[str]:
    """What there is to do about a visual."""
    yield from each.lacks
    name, status = each.visual.id, each.visual.status
    if each.is_ready:
        yield f"it lacks nothing: doit promote {name} makes it published"
    elif status == "draft" and not each.lacks:
        yield f"it waits for {', '.join(each.waits_for)}: a status is that of all of a question"
    if each.copy_due:
        yield each.copy_due


def _folded(text: str, columns: int) -> list[str]:
    width = max(NARROWEST, columns)
    return textwrap.wrap(
        text, width, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False
    )


def _json(found: Sequence[Readiness]) -> str:
    counts = {
        "status": Counter(each.visual.status for each in found),
        "build": Counter(each.made for each in found),
        "review": Counter(each.review for each in found),
        "copy": Counter(each.copy or "source" for each in found),
    }
    return as_json({"counts": counts, "visuals": [each.to_dict() for each in found]})

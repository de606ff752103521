"""What crosses from a comparison to its page: each visual that differs, before and after."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.compare.comparison import Comparison
from pipeline.files.fingerprint import digest
from pipeline.model import Finding

Group = Literal["failed", "changed", "new", "gone"]


class Side(NamedTuple):
    """A visual as it was, or is: its picture, texts (None where nobody knows them) and findings.

    `file` names what the picture was made from or read from; `note` says what is special about it.
    """

    svg: bytes
    alt: str | None
    caption: str | None
    file: str
    findings: tuple[Finding, ...] = ()
    note: str = ""


class Change(NamedTuple):
    """A visual that differs. `comparison` is there where both sides are.

    `reviewed` is the hash of what is built, "" where nothing is. `note` says why it is gone.
    `new` and `mended` are findings that one side alone has.
    """

    group: Group
    id: str
    track: str
    kind: str
    status: str
    before: Side | None
    after: Side | None
    comparison: Comparison | None = None
    reviewed: str = ""
    note: str = ""
    new: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()

    @property
    def mark(self) -> str:
        """What is another whenever there is something else to be looked at."""
        sides = [[side.svg.decode(errors="replace"), side.alt, side.caption] if side else None
                 for side in (self.before, self.after)]  # fmt: skip
        return digest([self.group, *sides, [each.message for each in self.new]])[:12]

    @property
    def is_quiet(self) -> bool:
        """Whether no pixel and no word has changed."""
        is_same = self.comparison is not None and self.comparison.is_quiet
        return is_same and not self.new and not self.mended


class Review(NamedTuple):
    """All changes, those to look at first at the top; `against` says what they are changes of.

    `unchanged` visuals are as they were. Of those `uncompared`, the published copy is the source.
    """

    against: str
    changes: tuple[Change, ...]
    unchanged: int
    uncompared: int

    def count(self, group: Group) -> int:
        """How many visuals of a group are to be looked at."""
        return sum(each.group == group and not each.is_quiet for each in self.changes)

    @property
    def quiet(self) -> int:
        """How many changed in a way that nobody sees."""
        return sum(each.is_quiet for each in self.changes)


_ORDER: tuple[Group, ...] = ("failed", "changed", "new", "gone")


def rank(change: Change) -> tuple[int, int, float, str]:
    """What to look at first: failures, then by urgency, then by the share of changed pixels.

    Where all of that is the same, cloud-9 stands before cloud-10.
    """
    found = change.comparison
    urgency, share = (found.urgency, found.share) if found else (0, 0.0)
    return _ORDER.index(change.group), urgency, -share, _by_number(change.id)


def _by_number(name: str) -> str:
    return re.sub(r"\d+", lambda digits: digits[0].zfill(20), name)

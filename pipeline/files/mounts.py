"""A folder → the type of the file system that holds it, and whether that reports changes."""

from __future__ import annotations

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
WITHOUT_EVENTS = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|drvfs|lustre|prl_fs|vboxsf|virtiofs|vmhgfs|fuse\.(?!fuseblk)\S+"
)
"""Types of file systems on which others change files, of which this machine hears nothing."""


def reports_no_changes(folder: str | Path) -> str:
    """The type of the file system of a folder, if it may report no changes; else ""."""
    kind = _mount_of(Path(folder).resolve())
    return kind if WITHOUT_EVENTS.fullmatch(kind) else ""


def _mount_of(place: Path) -> str:
    """The type of the file system that holds `place`; "" where that cannot be told."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best = (-1, "")
    for line in lines:
        before, _, after = line.partition(" - ")
        point = Path(before.split(" ")[4].encode().decode("unicode_escape"))
        if place.is_relative_to(point):
            best = max(best, (len(point.parts), after.split(" ")[0]), key=lambda each: each[0])
    return best[1]

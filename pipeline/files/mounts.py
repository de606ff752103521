"""A folder → the type of the file system that holds it, and whether that reports changes."""

from __future__ import annotations

import os
import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
ESCAPED = re.compile(rb"\\([0-3][0-7]{2})")
"""How the kernel writes a blank, a line break or a backslash in a path; all else as it is."""
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
        lines = MOUNTS.read_bytes().split(b"\n")[:-1]
    except OSError:
        return ""
    best = (-1, "")
    for line in lines:
        before, _, after = line.partition(b" - ")
        name = ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), before.split(b" ")[4])
        point = Path(os.fsdecode(name))
        if place.is_relative_to(point):
            kind = after.split(b" ")[0].decode(errors="replace")
            best = max(best, (len(point.parts), kind), key=lambda each: each[0])
    return best[1]

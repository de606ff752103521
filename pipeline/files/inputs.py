"""A project file's key → its state: what a render read or looked for, and whether that still holds.

Keys are POSIX paths relative to the project; one that ends in "/" stands for a listed folder.
"""

from __future__ import annotations

import hashlib
import os

from pipeline.model import ABSENT

FOLDER = "folder"
OUTSIDE = ("build", ".cache", ".git", "__pycache__")
"""Folders at the top of a project whose files are no inputs."""


def state(key: str, root: str = ".") -> str:
    """The state that `key` has now, in the project at `root`.

    The SHA-256 of a file's bytes; "folder"; "absent", also for what cannot be read; and for a key
    that ends in "/" the word "listing" with a SHA-256 of the sorted names in the folder.
    """
    path = os.path.join(root, key)
    try:
        if key.endswith("/"):
            return _listing(path)
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except IsADirectoryError:
        return FOLDER
    except (OSError, ValueError):
        # Opening a folder is refused as a missing right on Windows.
        return FOLDER if os.path.isdir(path) else ABSENT


def _listing(path: str) -> str:
    """What a build itself adds to a folder does not count, or it would never come to rest."""
    names = "\0".join(sorted(name for name in os.listdir(path) if not _is_ours(name)))
    return f"listing {hashlib.sha256(names.encode(errors='surrogateescape')).hexdigest()}"


def _is_ours(name: str) -> bool:
    return name in OUTSIDE or name.startswith(".doit.db")

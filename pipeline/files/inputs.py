"""A project file's key → its state: what a render read or looked for, and whether that still holds.

Keys are POSIX paths relative to the project. One that ends in "/" stands for a listed folder, "./"
for the project's own, one that ends in "//" for where a link leads, and one that ends in "///" for
a module that is installed.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from itertools import accumulate

from pipeline.files.fingerprint import content_of
from pipeline.files.packages import state_of_module
from pipeline.files.regular import CACHE, LARGE, NotRegularError, hash_of, open_regular, signature
from pipeline.model import ABSENT, CHANGED

FOLDER = "folder"
SPECIAL = "no file"
"""State of a named pipe, a device or a socket: they are not opened."""

BUILD = "build"
TOP = (CACHE, ".git")
"""Folders at the top of a project whose files are no inputs, beside the build folder."""
TEMPORARY = "visuals-run-"
"""How the names of our temporary folders begin, which may lie in a project."""
_TEMPORARY = re.compile(f"{TEMPORARY}[a-z0-9_]{{8}}")

MODULE = "///"
"""How the key of a module ends."""

_STATE = re.compile(
    f"((listing|link|code) )?[0-9a-f]{{64}}|package( [^\\s/]+)+"
    f"|{LARGE}( [0-9]+){{4}}|{FOLDER}|{SPECIAL}|{ABSENT}"
)


def state(key: str, root: str = ".", build: str = BUILD) -> str:
    """The state that `key` has now, in the project at `root` whose build folder is `build`.

    The SHA-256 of a file's bytes; "large" with the stat of one with more bytes than are read;
    "folder"; "no file"; "absent", also for what cannot be read; "listing" or "link" with a SHA-256
    of what a folder holds or where a link leads; and what stands for a module (`packages.py`).
    """
    if key.endswith(MODULE):
        return state_of_module(key.removesuffix(MODULE), root, content_of)
    path = os.path.join(root, key)
    try:
        if key.endswith("//"):
            return f"link {_sha256(os.fsencode(os.readlink(path.rstrip('/'))))}"
        if key.endswith("/"):
            return f"listing {_sha256(b'/'.join(_names(key, path, build)))}"
        with open_regular(path) as file:
            return hash_of(file)
    except IsADirectoryError:
        return FOLDER
    except NotRegularError:
        return SPECIAL
    except (OSError, ValueError):
        return ABSENT


def state_unread(key: str, root: str) -> str:
    """The state of what may be asked for and not read: a file is as good as absent.

    Where a link leads may be asked of any, and what is installed.
    """
    if key.endswith("//"):
        return state(key, root)
    try:
        mode = os.stat(os.path.join(root, key)).st_mode
    except (OSError, ValueError):
        return ABSENT
    return FOLDER if stat.S_ISDIR(mode) else ABSENT if stat.S_ISREG(mode) else SPECIAL


def mark(key: str, root: str) -> str:
    """What is another whenever a file was written to, even if it has its old bytes again.

    "" for folders, whose times change with every file in them that is saved, and for what is
    absent: these have their state alone.
    """
    path = os.path.join(root, key.rstrip("/"))
    try:
        of_file, of_link = os.stat(path), os.lstat(path)
    except (OSError, ValueError):
        return ""
    is_link = stat.S_ISLNK(of_link.st_mode)
    if not stat.S_ISREG(of_file.st_mode) or key.endswith("/"):
        return ""
    return f"{signature(of_file)} {signature(of_link)}" if is_link else signature(of_file)


def ways(key: str) -> Iterator[str]:
    """The keys of where a path and the folders above it lead, if they are links."""
    path = key.strip("./") and key.rstrip("/")
    yield from (f"{way}//" for way in accumulate(path.split("/"), "{}/{}".format) if way)


def is_input(key: str, build: str = BUILD) -> bool:
    """Whether what lies at a path of the project is an input of whoever reads it.

    What a build writes is none, or nothing would ever be fresh.
    """
    if key.endswith(MODULE):
        return True
    parts = key.rstrip("/").split("/")
    is_ours = parts[0] in TOP or (len(parts) == 1 and parts[0].startswith(".doit.db"))
    return not (is_ours or "__pycache__" in parts or f"{key}/".startswith(f"{build}/"))


def is_key(text: str) -> bool:
    """Whether a text is a key: it leads nowhere but to what a project reaches."""
    if text.endswith(MODULE):
        return text.removesuffix(MODULE).isidentifier()
    parts = text.removesuffix("/").removesuffix("/").split("/")
    return text == "./" or not ({"", ".", ".."} & {*parts} or "\0" in text)


def is_state(text: str) -> bool:
    """Whether a text is a state that an input can have."""
    return text == CHANGED or _STATE.fullmatch(text) is not None


def is_temporary(name: str) -> bool:
    """Whether our temporary folders have such names."""
    return _TEMPORARY.fullmatch(name) is not None


def _names(key: str, path: str, build: str) -> Iterator[bytes]:
    """Each name in a folder with what it is; without what builds themselves put there."""
    above = "" if key == "./" else key
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            inner = f"{above}{entry.name}"
            if is_input(inner, build) and not build.startswith(f"{inner}/"):
                what = _what(entry)
                if what != "d" or not is_temporary(entry.name):
                    yield os.fsencode(entry.name) + f"/{what}".encode()


def _what(entry: os.DirEntry[str]) -> str:
    """Whether a name is that of a folder, a file or something else, and a link to it."""
    try:
        what = "d" if entry.is_dir() else "f" if entry.is_file() else "o"
    except OSError:
        what = "o"
    return f"l{what}" if entry.is_symlink() else what


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

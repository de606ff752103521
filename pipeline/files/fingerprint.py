"""Values and code → SHA-256: what stands for everything else that shapes an output."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator

from pipeline.files.regular import hash_of, open_regular
from pipeline.model import ABSENT

_CANON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: object) -> str:
    """SHA-256 of a JSON value in its canonical form (contract 5)."""
    return hashlib.sha256(_canonical(value)).hexdigest()


def digest_of_all(values: Iterable[object]) -> str:
    """What `digest` gives for a list of these values, without ever holding it whole."""
    total = hashlib.sha256(b"[")
    for number, value in enumerate(values):
        total.update(b"," * (number > 0) + _canonical(value))
    total.update(b"]")
    return total.hexdigest()


def _canonical(value: object) -> bytes:
    # Names of files may hold bytes that are no UTF-8, which Python has as half letters.
    return _CANON.encode(value).encode(errors="surrogatepass")


def content_of(path: str) -> str:
    """The SHA-256 of a file's bytes; "absent" for what cannot be read."""
    try:
        with open_regular(path) as file:
            return hash_of(file)
    except OSError:
        return ABSENT


def code_hash(places: Iterable[str], state: Callable[[str], str] = content_of) -> str:
    """SHA-256 over the files at `places`, folders whole except compiled code and hidden files.

    `state` gives what a file holds, as its hash.
    """
    total = hashlib.sha256()
    for path in (file for place in places for file in _files(place)):
        total.update(f"{os.path.basename(path)}\0{state(path)}\0".encode())
    return total.hexdigest()


def _files(place: str) -> Iterator[str]:
    """The files at a place, sorted; systems and editors leave hidden ones, which do not count."""
    if os.path.isfile(place):
        yield place
        return
    with os.scandir(place) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.name.startswith((".", "__pycache__")):
            yield from [entry.path] if entry.is_file() else _files(entry.path)

"""Values and code → SHA-256: what stands for everything else that shapes an output."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator

from pipeline.files import inputs

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


def code_hash(places: Iterable[str], state: Callable[[str], str] = inputs.state) -> str:
    """SHA-256 over the files at `places`, folders whole except compiled code and hidden files.

    `state` gives what a file holds, as its hash.
    """
    total = hashlib.sha256()
    for path in (file for place in places for file in _files(place)):
        total.update(f"{os.path.basename(path)}\0{state(path)}\0".encode())
    return total.hexdigest()


def installed(package: str) -> str:
    """The version of an installed package; reading its whole metadata takes ten times as long.

    Raises PackageNotFoundError.
    """
    from importlib.metadata import distribution  # 20 ms, and a run with nothing to do needs none

    head = distribution(package).read_text("METADATA") or ""
    return head.partition("\nVersion:")[2].partition("\n")[0].strip()


def all_installed() -> list[str]:
    """Every installed package with its version, in the form `name-version.dist-info`.

    Not those of the current folder, which is searched for packages by some commands alone.
    """
    here, found = os.getcwd(), set[str]()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            if os.path.abspath(folder) != here:
                found.update(name for name in os.listdir(folder) if name.endswith(_INSTALLED))
    return sorted(found)


_INSTALLED = (".dist-info", ".egg-info")


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

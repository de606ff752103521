"""Values and code → SHA-256: what stands for everything else that shapes an output."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path


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
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def code_hash(places: Iterable[Path]) -> str:
    """SHA-256 over the files at `places`, folders taken whole but for compiled code."""
    total = hashlib.sha256()
    for path in (file for place in places for file in _files(place)):
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def installed(package: str) -> str:
    """The version of an installed package; reading its whole metadata takes ten times as long.

    Raises PackageNotFoundError.
    """
    head = distribution(package).read_text("METADATA") or ""
    return head.partition("\nVersion:")[2].partition("\n")[0].strip()


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for path in sorted(place.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path

"""A renderer → what shapes its output beside the source, by name: versions and hashes of files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.fingerprint import code_hash, installed
from pipeline.fonts import MADE_OF, bold, font_folder
from pipeline.render import Renderer

PACKAGE = os.path.dirname(os.path.dirname(__file__))
SHARED_CODE = ("worker", "render/__init__.py", "render/failures.py", "fonts.py", "inputs.py")


def parts(renderer: Renderer, state: Callable[[str], str]) -> Mapping[str, str]:
    """What shapes the output of a renderer; nothing does where it takes the source as it is.

    `state` gives what a file holds, as its hash.
    """
    if not renderer.files:
        return {}
    program = {renderer.program: _version(renderer.program)} if renderer.program else {}
    return {
        "python": "{}.{}".format(*sys.version_info),
        **program,
        **{package: installed(package) for package in renderer.packages},
        "fonts": code_hash(map(str, _faces()), state),
        **{name: code_hash(_code(files), state) for name, files in renderer.files.items()},
    }


def _code(files: Iterable[str]) -> Iterator[str]:
    """The shared code and `files` of the render package."""
    yield from (f"{PACKAGE}/{name}" for name in SHARED_CODE)
    yield from (f"{PACKAGE}/render/{name}" for name in files)


def _faces() -> list[Path]:
    """The files of the house font."""
    return [*sorted(font_folder().glob("*.ttf")), *map(bold, MADE_OF)]


def _version(program: str) -> str:
    try:
        told = subprocess.run([program, "-V"], capture_output=True, text=True, check=False)
    except OSError:
        return "missing"
    return told.stderr.strip()

"""A renderer → what shapes its output beside the source, by name: versions and hashes of files."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pipeline.fingerprint import code_hash, installed
from pipeline.fonts import MADE_OF, bold, font_folder
from pipeline.render import Renderer

PACKAGE = Path(__file__).parents[1]
SHARED_CODE = ("worker", "render/__init__.py", "render/failures.py", "fonts.py", "inputs.py")


def parts(renderer: Renderer) -> Mapping[str, str]:
    """What shapes the output of a renderer; nothing does where it takes the source as it is."""
    if not renderer.files:
        return {}
    program = {renderer.program: _version(renderer.program)} if renderer.program else {}
    return {
        "python": "{}.{}".format(*sys.version_info),
        **program,
        **{package: installed(package) for package in renderer.packages},
        "fonts": _fonts(),
        **{name: _code(*files) for name, files in renderer.files.items()},
    }


def _code(*files: str) -> str:
    """The hash of the shared code and of `files` of the render package."""
    return code_hash(PACKAGE / name for name in (*SHARED_CODE, *(f"render/{f}" for f in files)))


@functools.cache
def _fonts() -> str:
    """The hash of the house font's files."""
    return code_hash([*sorted(font_folder().glob("*.ttf")), *map(bold, MADE_OF)])


def _version(program: str) -> str:
    try:
        told = subprocess.run([program, "-V"], capture_output=True, text=True, check=False)
    except OSError:
        return "missing"
    return told.stderr.strip()

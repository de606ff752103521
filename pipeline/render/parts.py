"""The parts of a renderer's fingerprint that several renderers share."""

from __future__ import annotations

from pathlib import Path

from pipeline.fingerprint import code_hash
from pipeline.fonts import font_folder

PACKAGE = Path(__file__).parents[1]
SHARED_CODE = ("worker", "render/__init__.py", "render/failures.py", "fonts.py", "inputs.py")


def code(*files: str) -> str:
    """The hash of the shared code and of `files` of the render package."""
    return code_hash(PACKAGE / name for name in (*SHARED_CODE, *(f"render/{f}" for f in files)))


def fonts() -> str:
    """The hash of the house font's files."""
    return code_hash(sorted(font_folder().glob("*.ttf")))

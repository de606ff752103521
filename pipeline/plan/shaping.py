"""What shapes an output beside its input, by name: versions, and hashes of the code and fonts.

Code is named by folders where it can be; a test compares them with what is really imported.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.files.fingerprint import code_hash
from pipeline.files.packages import all_installed, installed
from pipeline.fonts.faces import font_folder
from pipeline.kinds import ROWS, Kind

PACKAGE = os.path.dirname(os.path.dirname(__file__))

RENDERING = (
    "intruders.py", "model.py", "parcels.py", "positions.py", "verdicts.py", "worker", "sandbox",
    "files/deep.py", "files/inputs.py", "files/packages.py", "files/paths.py", "files/regular.py",
    "files/scratch.py", "render/failures.py", "render/trust.py", "render/work.py",
)  # fmt: skip
"""The code that takes part in every render, beside that of its kind."""

NORMALIZING = (
    "intruders.py", "model.py", "parcels.py", "kinds.py", "positions.py", "fonts", "facts",
    "claims", "normalize", "check", "load/asks.py", "render/dot/source.py",
    "render/matplotlib/style.py", "spelling.py", "verdicts.py",
)  # fmt: skip
_NORMALIZING_PACKAGES = ("cssselect2", "fonttools", "lxml", "tinycss2")

State = Callable[[str], str]
"""What a file holds, as its hash."""


def shape_of_render(kind: Kind, state: State) -> Mapping[str, str]:
    """What shapes the raw SVGs of a kind; nothing does where they are the sources themselves."""
    if kind.is_source:
        return {}
    program = {kind.program: _version(kind.program)} if kind.program else {}
    return {
        "platform": f"{sys.platform} {platform.machine()}",
        "python": "{}.{}".format(*sys.version_info),
        **program,
        **{package: installed(package) for package in kind.packages},
        "fonts": code_hash([str(font_folder()), f"{PACKAGE}/fonts"], state),
        "code": _code_hash((*RENDERING, *kind.code), state),
    }


def shape_of_normal_form(state: State) -> Mapping[str, str]:
    """What shapes a normal form and its findings."""
    return {
        **{package: installed(package) for package in _NORMALIZING_PACKAGES},
        "normalizing code": _code_hash(NORMALIZING, state),
    }


def versions(engine: str) -> Sequence[str]:
    """What changes with any version that shapes an output, under a setting of the engine of DOT.

    Of packages, all that are installed: their names alone say which, without a file read.
    """
    programs = [row.program for row in ROWS if row.engine in ("", engine) and row.program]
    return [sys.version, *map(_version, programs), *all_installed()]


def _code_hash(places: Iterable[str], state: State) -> str:
    return code_hash((f"{PACKAGE}/{place}" for place in places), state)


def _version(program: str) -> str:
    import subprocess  # for a system's own dot alone

    try:
        said = subprocess.run([program, "-V"], capture_output=True, text=True, check=False)
    except OSError:
        return "missing"
    return said.stderr.strip()

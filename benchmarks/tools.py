"""The machine → the tools that can take part, their versions, and which are absent."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks.rules import Renderers

REPOSITORY = Path(__file__).parents[1]
PROGRAMS = Path(__file__).parent / "programs"

DOIT = (str(Path(sysconfig.get_path("scripts"), "doit")),)
"""What users type, as pip installed it for this Python."""
PACKAGES = ("doit", "matplotlib", "numpy", "pygraphviz", "PyYAML")
RIVALS: Mapping[str, tuple[str, ...]] = {
    "make": ("make", "--version"),
    "ninja": ("ninja", "--version"),
    "snakemake": ("snakemake", "--version"),
    "dot": ("dot", "-V"),
    "svgo": ("svgo", "--version"),
    "chromium": ("chromium", "--version"),
}
SVGO = "svgo@4.0.0"


def program(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs one of the benchmark's own small programs."""
    return (sys.executable, str(PROGRAMS / f"{name}.py"), *arguments)


def is_there(tool: str) -> bool:
    """Whether a rival is found on the PATH."""
    return shutil.which(tool) is not None


def add_svgo(folder: Path) -> None:
    """Put svgo on the PATH by way of npm, where that is there and svgo is not."""
    if is_there("svgo") or not is_there("npm"):
        return
    command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), SVGO]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        os.environ["PATH"] += f"{os.pathsep}{folder / 'node_modules' / '.bin'}"


def renderers() -> Renderers:
    """Python and the machine's dot; without one, the embedded Graphviz in a process each."""
    dot = ("dot", "-Tsvg") if is_there("dot") else program("embedded_dot")
    return Renderers((sys.executable,), dot)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def versions() -> dict[str, str]:
    """Python's version and those of all that took part, by name."""
    found = {"python": platform.python_version(), "system": platform.system()}
    found |= {name: version(name) for name in PACKAGES}
    return found | {name: _version(*how) for name, how in RIVALS.items() if is_there(name)}


def absent() -> tuple[str, ...]:
    """The rivals that are not on the PATH."""
    return tuple(name for name in RIVALS if not is_there(name))


def _version(*command: str) -> str:
    """The last word of the first line that looks like a version."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    line = (done.stdout or done.stderr).partition("\n")[0]
    numbers = [word for word in line.split() if word[:1].isdigit()]
    return numbers[0] if numbers else line

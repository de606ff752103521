"""The name of a probe → its line, from a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.doctor.line import Line, missing
from pipeline.worker.outcome import describe_exit

LONGEST = 60
"""Seconds that a probe may take: the first one after an installation compiles what it imports."""

PIP = "install it anew: pip install --force-reinstall {}"
MENDED_BY = {
    "graphviz": PIP.format("pygraphviz"),
    "dot": PIP.format("interview-visuals"),
    "matplotlib": PIP.format("matplotlib numpy"),
    "normalizer": PIP.format("lxml cssselect2 tinycss2 fonttools"),
    "packages": PIP.format("interview-visuals"),
    "fonts": PIP.format("fontpkg-arimo"),
    "sandbox": PIP.format("interview-visuals"),
}
"""What helps where a probe itself comes to nothing."""

NAMED_OTHERWISE = {"yaml": "PyYAML", "fontpkg_arimo": "fontpkg-arimo"}
"""Modules whose packages have other names."""


def probed(name: str) -> Callable[[], Iterator[Line]]:
    """Look by the probe of that name."""

    def look() -> Iterator[Line]:
        yield _line(name)

    look.__name__ = name
    return look


def _line(name: str) -> Line:
    boot = str(Path(__file__).parents[1] / "worker" / "boot.py")
    command = [sys.executable, "-P", "-B", boot, "pipeline.doctor.probes", name]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=LONGEST, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return missing(name, str(error), MENDED_BY[name])
    said = done.stdout.decode(errors="replace").strip().rpartition("\n")[2]
    if done.returncode == 0 and said.startswith("["):
        return Line(*json.loads(said))
    last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    ended = describe_exit(done.returncode)
    return missing(name, f"cannot be used: {last or ended}", _way_out(name, last))


def _way_out(name: str, said: str) -> str:
    """What to install: the module that is named, or what the probe looks at."""
    absent = re.search(r"No module named '(\w+)", said)
    return PIP.format(NAMED_OTHERWISE.get(absent[1], absent[1])) if absent else MENDED_BY[name]

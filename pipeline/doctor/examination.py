"""A project and its machine → every line about them, and the exit code that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from pipeline.config import ConfigError
from pipeline.doctor import elsewhere, machine, project, versions
from pipeline.doctor.line import Line, missing
from pipeline.doctor.probing import probed
from pipeline.model import OUR_FAULT
from pipeline.plan import CORES

Look = Callable[[], Iterator[Line]]


def examined() -> list[Line]:
    """Every line on the project in the current folder; this never raises, and writes nothing."""
    engine = project.engine()
    looks: list[Look] = [
        versions.python,
        versions.packages,
        versions.pins,
        probed("dot" if engine == "system" else "graphviz"),
        probed("matplotlib"),
        probed("normalizer"),
        probed("packages"),
        probed("fonts"),
        project.settings,
        project.decisions,
        project.folders,
        project.database,
        project.schema_copy,
        elsewhere.store,
        elsewhere.engine,
        machine.cores,
        machine.scripts,
        probed("sandbox"),
        machine.watching,
        machine.terminal,
        machine.git,
        machine.browser,
    ]
    with ThreadPoolExecutor(CORES) as pool:
        return [line for lines in pool.map(_looked, looks) for line in lines]


def _looked(look: Look) -> list[Line]:
    try:
        return list(look())
    except Exception as error:
        name = getattr(look, "__name__", "doctor")
        if isinstance(error, ConfigError):  # a variable of the environment, which no build accepts
            return [missing(name, str(error), "")]
        return [missing(name, f"cannot be found out: {type(error).__name__}: {error}", OUR_FAULT)]


def reported(lines: list[Line]) -> int:
    """Print the lines and a summary; the exit code, 3 where a build needs what is missing."""
    for line in lines:
        print(line)
    lacking = [line.name for line in lines if line.state == "missing"]
    print(f"missing: {', '.join(lacking)}" if lacking else "a build has all that it needs")
    return 3 if lacking else 0

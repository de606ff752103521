"""The names of cases → what makes them, and their rounds → what was measured.

Some measure themselves, where no command of its own can be timed from outside.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from benchmarks import clock, names
from benchmarks.cold import cold, dots, growth
from benchmarks.model import Case, Contender, Outcome, Run, Timing, UnexpectedError
from benchmarks.noop import NOOPS, claims
from benchmarks.sites import Sites
from benchmarks.sizes import Sizes
from benchmarks.tools import REPOSITORY
from benchmarks.warm import edit, store

Maker = Callable[[Sites, Sizes], Case | Outcome]


LATE = {
    names.WATCH: ("benchmarks.watch", "watch"),
    names.NORMALIZER: ("benchmarks.foreign", "normalizer"),
    names.BYTES: ("benchmarks.foreign", "gzipped"),
    names.PIXELS: ("benchmarks.foreign", "pixels"),
}
"""Cases of modules that are imported for them alone: large ones add to all later peaks."""


def _late(module: str, name: str) -> Maker:
    return lambda sites, sizes: getattr(import_module(module), name)(sites, sizes)


CASES: dict[str, Maker] = {
    names.COLD: cold,
    names.DOTS: dots,
    **NOOPS,
    names.EDIT: edit,
    names.STORE: store,
    names.CLAIMS: claims,
    names.GROWTH: growth,
    **{name: _late(*place) for name, place in LATE.items()},
}


def chosen(wanted: str) -> list[str]:
    """The cases that a list such as "cold,noop" names; "noop" names all that start with it.

    Raises ValueError for a name that no case has.
    """
    prefixes = [each.strip() for each in wanted.split(",")]
    for prefix in prefixes:
        if not any(_is_named(case, prefix) for case in CASES):
            raise ValueError(f"no case is named {prefix!r}; there are {', '.join(CASES)}")
    return [case for case in CASES if any(_is_named(case, prefix) for prefix in prefixes)]


def _is_named(case: str, prefix: str) -> bool:
    return case == prefix or case.startswith(f"{prefix}-")


def measure(cases: list[str], sizes: Sizes, rounds: int, home: Path) -> Iterator[Outcome]:
    """Prepare each case, run its contenders in turn for some rounds, and yield what it took."""
    _require(sorted({LATE[name][0] for name in cases if name in LATE}))
    sites = Sites(home)
    for name in cases:
        _tell(f"{name}: preparing")
        case = CASES[name](sites, sizes)
        yield case if isinstance(case, Outcome) else outcome_of(case, rounds)


def _require(modules: list[str]) -> None:
    """Raise UnexpectedError where a module cannot be imported, before an hour is spent."""
    command = [sys.executable, "-c", "".join(f"import {module}\n" for module in modules)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().rpartition("\n")[2]
        raise UnexpectedError(f"{said}; what benchmarks need: pip install -e '.[test]'")


def outcome_of(case: Case, rounds: int) -> Outcome:
    """Run the contenders of a case in turn, so that what else the machine does hits all alike."""
    runs: dict[str, list[Run]] = {contender.name: [] for contender in case.contenders}
    for number in range(rounds):
        for contender in case.contenders:
            _tell(f"{case.name}: round {number + 1} of {rounds}: {contender.name}")
            runs[contender.name].append(_run(contender, case.root))
    timings = tuple(_timing(contender, runs[contender.name]) for contender in case.contenders)
    return Outcome(case.name, case.title, case.base, timings, case.once)


def _run(contender: Contender, root: Path) -> Run:
    contender.prepare(root)
    run = clock.run(contender.command, root, contender.environment)
    try:
        contender.verify(root, run.output)
    except UnexpectedError as error:
        raise UnexpectedError(f"{contender.name}: {error}") from error
    return run


def _timing(contender: Contender, runs: list[Run]) -> Timing:
    seconds = tuple(contender.time(run) for run in runs)
    return Timing(contender.name, seconds, tuple(run.peak_mb for run in runs))


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

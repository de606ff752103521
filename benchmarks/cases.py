"""The names of cases → what makes them, and their rounds → what was measured.

Some measure themselves, where no command of its own can be timed from outside.
"""

from __future__ import annotations

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
from benchmarks.warm import edit, store

Maker = Callable[[Sites, Sizes], Case | Outcome]


def _late(module: str, name: str) -> Maker:
    """A case of a module that is imported for it alone: large ones add to all later peaks."""
    return lambda sites, sizes: getattr(import_module(module), name)(sites, sizes)


CASES: dict[str, Maker] = {
    names.COLD: cold,
    names.DOTS: dots,
    **NOOPS,
    names.EDIT: edit,
    names.STORE: store,
    names.CLAIMS: claims,
    names.GROWTH: growth,
    names.WATCH: _late("benchmarks.watch", "watch"),
    names.NORMALIZER: _late("benchmarks.foreign", "normalizer"),
    names.BYTES: _late("benchmarks.foreign", "gzipped"),
    names.PIXELS: _late("benchmarks.foreign", "pixels"),
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
    sites = Sites(home)
    for name in cases:
        _tell(f"{name}: preparing")
        case = CASES[name](sites, sizes)
        yield case if isinstance(case, Outcome) else outcome_of(case, rounds)


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

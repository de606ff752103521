"""What crosses a part of the benchmark: contenders, cases, and what was measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Run:
    """One process from its start to its end: wall-clock `seconds`, `peak_mb` (10⁶ bytes), output.

    `peak_mb` is the most memory that the process or any one process that it waited for held.
    """

    seconds: float
    peak_mb: float
    output: str


class UnexpectedError(Exception):
    """A contender failed, or did something else than it should have."""


def nothing(root: Path) -> None:
    """The preparation of a contender that needs none."""


def wall_clock(run: Run) -> float:
    """The time of a run as a clock outside of it shows it, in seconds."""
    return run.seconds


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that is timed, after a preparation that is not.

    `verify` raises UnexpectedError unless the command, run in the folder and with the output given,
    did what it should. `time` makes seconds of a run.
    """

    name: str
    command: tuple[str, ...]
    verify: Callable[[Path, str], None]
    prepare: Callable[[Path], None] = nothing
    time: Callable[[Run], float] = wall_clock
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timing:
    """What the rounds of one contender took: seconds, and its greatest peaks in MB."""

    contender: str
    seconds: tuple[float, ...]
    peaks_mb: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds, in seconds."""
        return median(self.seconds)


@dataclass(frozen=True, slots=True)
class Case:
    """Contenders that run in turn in the folder `root`; ratios are to the one named `base`.

    `title` says what is done to what. `once` holds what was measured while the case was prepared.
    """

    name: str
    title: str
    root: Path
    base: str
    contenders: tuple[Contender, ...]
    once: tuple[Timing, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case as it was measured: its contenders, and what was measured once on the way.

    `unit` is that of all numbers in it which a usual case has in seconds.
    """

    case: str
    title: str
    base: str
    timings: tuple[Timing, ...]
    once: tuple[Timing, ...] = ()
    unit: str = "s"

    def median(self, contender: str) -> float | None:
        """The median of a contender in the case's unit; None when it did not take part."""
        found = [each.median for each in self.timings if each.contender == contender]
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Results:
    """A whole run: the versions of all that took part, what was absent, and the outcomes."""

    versions: Mapping[str, str]
    absent: tuple[str, ...]
    cores: int
    rounds: int
    is_quick: bool
    outcomes: tuple[Outcome, ...]

    def outcome(self, case: str) -> Outcome | None:
        """What was measured of a case; None when it was not chosen."""
        return next((each for each in self.outcomes if each.case == case), None)

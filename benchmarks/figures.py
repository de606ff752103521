"""What was measured → each figure that the project holds itself to, and whether it is met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import names
from benchmarks.model import Results

Measure = Callable[[Results], "tuple[float, str] | None"]
"""The value, and a word on what it was measured against; None when it was not measured."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A bound on a measured value: at least or else at most `bound`, in `unit`."""

    what: str
    measure: Measure
    bound: float
    is_floor: bool
    unit: str

    @property
    def asked(self) -> str:
        """The bound in words."""
        return f"{'at least' if self.is_floor else 'at most'} {self.bound:g} {self.unit}"

    def met_by(self, value: float) -> bool:
        """Whether a value keeps the bound."""
        return value >= self.bound if self.is_floor else value <= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as it came out; `measured` and `is_met` are None when it was not measured."""

    what: str
    asked: str
    measured: float | None
    unit: str
    against: str
    is_met: bool | None


def rows(results: Results) -> list[Row]:
    """All figures, in their order."""
    return [_row(figure, results) for figure in FIGURES]


def _row(figure: Figure, results: Results) -> Row:
    value, against = figure.measure(results) or (None, "")
    is_met = None if value is None else figure.met_by(value)
    return Row(figure.what, figure.asked, value, figure.unit, against, is_met)


def ratio(case: str, over: tuple[str, ...], under: str) -> Measure:
    """The median of the fastest contender in `over` ÷ that of `under`, within one case."""

    def measure(results: Results) -> tuple[float, str] | None:
        outcome = results.outcome(case)
        medians = {name: outcome.median(name) for name in (*over, under)} if outcome else {}
        below = medians.get(under)
        above = {name: value for name in over if (value := medians.get(name)) is not None}
        if below is None or not above:
            return None
        fastest = min(above, key=lambda name: above[name])
        return above[fastest] / below, fastest.partition(",")[0] if len(over) > 1 else ""

    return measure


def growth(case: str, smaller: str, contender: str) -> Measure:
    """The median of a contender in one case ÷ its median in another."""

    def measure(results: Results) -> tuple[float, str] | None:
        found = [results.outcome(case), results.outcome(smaller)]
        medians = [outcome.median(contender) for outcome in found if outcome]
        above, below = medians if len(medians) == len(found) else (None, None)
        return (above / below, "") if above and below else None

    return measure


def seconds(case: str, contender: str) -> Measure:
    """The median time of a contender in seconds."""

    def measure(results: Results) -> tuple[float, str] | None:
        outcome = results.outcome(case)
        median = outcome.median(contender) if outcome else None
        return None if median is None else (median, "")

    return measure


def peak(case: str, contenders: tuple[str, ...]) -> Measure:
    """The greatest memory that any run of these contenders took, in MB."""

    def measure(results: Results) -> tuple[float, str] | None:
        outcome = results.outcome(case)
        timings = (*outcome.timings, *outcome.once) if outcome else ()
        peaks = [(max(each.peaks_mb), each) for each in timings if each.contender in contenders]
        if not peaks:
            return None
        most, timing = max(peaks, key=lambda peak: peak[0])
        return most, timing.contender.partition(", ")[2]

    return measure


def faster(what: str, measure: Measure, bound: float) -> Figure:
    """Ours is at least `bound` times as fast."""
    return Figure(what, measure, bound, True, "× as fast")


def within(what: str, measure: Measure, bound: float, unit: str = "× its time") -> Figure:
    """Ours takes at most `bound` of `unit`."""
    return Figure(what, measure, bound, False, unit)


OTHERS = (names.MAKE, names.NINJA, names.SNAKEMAKE)

FIGURES = (
    faster(
        "Cold build of a real mix, against one process each in turn",
        ratio(names.COLD, (names.IN_TURN,), names.OURS),
        10,
    ),
    faster(
        "The same, against the fastest of make, ninja and snakemake",
        ratio(names.COLD, OTHERS, names.OURS),
        6,
    ),
    within(
        "The same, against one warm process ÷ cores, plus one import",
        ratio(names.COLD, (names.OURS,), names.LIMIT),
        1.3,
    ),
    faster(
        "Cold build of 1,000 DOT visuals, normalized and checked, against `make` with a `dot` each",
        ratio(names.DOTS, (names.MAKE,), names.OURS),
        2,
    ),
    within(
        "Nothing to do, 10,000 questions with 1,000 visuals, against `doit --version`",
        ratio(names.NOOP_QUESTIONS, (names.NOOP,), names.VERSION),
        1.8,
    ),
    within(
        "Nothing to do, 10,000 visuals, against `doit --version`",
        ratio(names.NOOP_MANY, (names.NOOP,), names.VERSION),
        5,
    ),
    within(
        "Nothing to do, 100,000 questions with 1,000 visuals, against the same with 10,000",
        growth(names.NOOP_CROWD, names.NOOP_QUESTIONS, names.NOOP),
        6,
    ),
    faster(
        "Nothing to do, 10,000 questions with 1,000 visuals, against `yaml.safe_load` of each",
        ratio(names.NOOP_QUESTIONS, (names.SCAN,), names.NOOP),
        30,
    ),
    within(
        "`doit check` of two files among 10,000 questions with 1,000 visuals",
        seconds(names.NOOP_QUESTIONS, names.CHECK_FILES),
        1,
        "s",
    ),
    within(
        "One DOT edited among 1,000 visuals, against nothing to do",
        ratio(names.EDIT, (names.ONE_DOT,), names.NOOP),
        1.6,
    ),
    within(
        "One script edited among 1,000 visuals, against that script alone",
        ratio(names.EDIT, (names.ONE_SCRIPT,), names.SCRIPT_ALONE),
        1.4,
    ),
    within(
        "`doit clean && doit` with a warm store, 1,000 visuals",
        seconds(names.STORE, names.CLEAN),
        4,
        "s",
    ),
    within(
        "Memory of doit's process at 10,000 visuals",
        peak(names.NOOP_MANY, (names.NOOP, names.BUILDING)),
        250,
        "MB",
    ),
)

IN_README = (
    "Cold build of a real mix, against one process each in turn",
    "Nothing to do, 10,000 questions with 1,000 visuals, against `yaml.safe_load` of each",
)
"""The figures that the README names."""

"""What was measured → each figure that the project holds itself to, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks import names
from benchmarks.measures import Measure, growth, median, peak, ratio
from benchmarks.model import Results


@dataclass(frozen=True, slots=True)
class Figure:
    """A bound on a measured value: at least or else at most `bound`, in `unit`.

    `needs` names a tool without which it cannot be measured.
    """

    what: str
    measure: Measure
    bound: float
    is_floor: bool
    unit: str
    needs: str = ""

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
    if value is None and figure.needs in results.absent:
        against = f"{figure.needs} is not installed"
    is_met = None if value is None else figure.met_by(value)
    return Row(figure.what, figure.asked, value, figure.unit, against, is_met)


def faster(what: str, measure: Measure, bound: float, needs: str = "") -> Figure:
    """Ours is at least `bound` times as fast."""
    return Figure(what, measure, bound, True, "× as fast", needs)


def within(
    what: str, measure: Measure, bound: float, unit: str = "× its time", needs: str = ""
) -> Figure:
    """Ours takes at most `bound` of `unit`."""
    return Figure(what, measure, bound, False, unit, needs)


def watched(saved: str, bound: float) -> Figure:
    """From a save to its picture in a page at most `bound` seconds go by."""
    what = f"Under `doit watch` with 1,000 visuals, from saving {saved} to its picture in a page"
    return within(what, median(names.WATCH, saved), bound, "s", "chromium")


OTHERS = (names.MAKE, names.NINJA, names.SNAKEMAKE)

FIGURES = (
    faster(
        "Cold build of a real mix, against one process each in turn",
        ratio(names.COLD, (names.IN_TURN,), names.OURS),
        17,
    ),
    faster(
        "The same, against the fastest of make, ninja and snakemake",
        ratio(names.COLD, OTHERS, names.OURS),
        9.5,
    ),
    within(
        "The same, against one warm process ÷ cores, plus one import, idle redraws left out",
        ratio(names.COLD, (names.OURS,), names.BARE_LIMIT),
        1.25,
    ),
    faster(
        "Cold build of 1,000 DOT visuals, normalized and checked, against `make` with a `dot` each",
        ratio(names.DOTS, (names.MAKE,), names.OURS),
        2,
    ),
    faster(
        "The same, against `make` with a `dot` and then an `svgo` each",
        ratio(names.DOTS, (names.MAKE_SVGO,), names.OURS),
        20,
        "svgo",
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
        median(names.NOOP_QUESTIONS, names.CHECK_FILES),
        1,
        "s",
    ),
    within(
        "One DOT edited among 1,000 visuals, against nothing to do",
        ratio(names.EDIT, (names.ONE_DOT,), names.NOOP),
        1.5,
    ),
    within(
        "One script edited among 1,000 visuals, against that script alone",
        ratio(names.EDIT, (names.ONE_SCRIPT,), names.SCRIPT_ALONE),
        1.1,
    ),
    within(
        "`doit clean && doit` with a warm store, 1,000 visuals",
        median(names.STORE, names.CLEAN),
        4,
        "s",
    ),
    watched(names.SAVED_DOT, 0.05),
    watched(names.SAVED_CAPTION, 0.04),
    watched(names.SAVED_SCRIPT, 0.05),
    within(
        "Cold build, the time of a visual among 10,000, against one among 1,000",
        ratio(names.GROWTH, (names.LARGER,), names.SMALLER),
        1.05,
    ),
    within(
        "Memory of doit's process at 10,000 visuals with six claims each",
        peak(names.CLAIMS, (names.NOOP, names.BUILDING)),
        200,
        "MB",
    ),
    within(
        "Foreign files in normal form, gzipped, against what svgo makes of them",
        ratio(names.BYTES, (names.NORMALIZED,), names.SVGO),
        1,
        "× its bytes",
        "svgo",
    ),
    within(
        "The same, without root, title, desc and background",
        ratio(names.BYTES, (names.NORMALIZED_ALONE,), names.SVGO_ALONE),
        1,
        "× its bytes",
        "svgo",
    ),
    within(
        "Drawings of which Chromium draws more than 0.1 % of the pixels otherwise",
        median(names.PIXELS, names.NORMALIZED),
        0,
        "files",
        "chromium",
    ),
    within(
        "Median time to normalize a foreign file, warm",
        median(names.NORMALIZER, names.NORMALIZED),
        0.8,
        "ms",
    ),
)

IN_README = (
    "Cold build of a real mix, against one process each in turn",
    "Nothing to do, 10,000 questions with 1,000 visuals, against `yaml.safe_load` of each",
)
"""The figures that the README names."""

"""Results → Markdown tables: the figures that the project holds itself to, and all medians."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from benchmarks.figures import Row, rows
from benchmarks.model import Outcome, Results, Timing

INTRODUCTION = (
    "`python -m benchmarks` builds seeded trees by this pipeline and by one process for each "
    "visual (in turn, and through make, ninja and snakemake where they are installed), writes this "
    "page, and two lines of it into the README. `--quick` tries it out in a few minutes."
)
ANSWERS = {True: "yes", False: "**no**", None: "–"}


def figures_table(results: Results, names: Collection[str] = ()) -> str:
    """One row a figure: what, asked, measured, met; all figures, or those that `names` holds."""
    chosen = [row for row in rows(results) if not names or row.what in names]
    lines = [(row.what, row.asked, measured(row), ANSWERS[row.is_met]) for row in chosen]
    return table(("figure", "asked", "measured", "met"), lines)


def measured(row: Row) -> str:
    """The measured value with its unit, and against what."""
    value = "not measured" if row.measured is None else f"{number(row.measured)} {row.unit}"
    return value + (f" ({row.against})" if row.against else "")


def medians_table(outcome: Outcome) -> str:
    """One row a contender of a case: median, the fastest and slowest round, ratio, peak."""
    unit = outcome.unit
    heads = ("", f"median, {unit}", f"least to most, {unit}", f"÷ `{outcome.base}`", "peak, MB")
    base = outcome.median(outcome.base)
    return table(heads, [_median_row(timing, base) for timing in (*outcome.timings, *outcome.once)])


def _median_row(timing: Timing, base: float | None) -> tuple[str, ...]:
    least, most = min(timing.seconds), max(timing.seconds)
    ratio = number(timing.median / base) if base else "–"
    spread = f"{number(least)} to {number(most)}" if len(timing.seconds) > 1 else "one round"
    peak = f"{max(timing.peaks_mb):.0f}" if timing.peaks_mb else "–"
    return timing.contender, number(timing.median), spread, ratio, peak


def report(results: Results, chart: str = "") -> str:
    """The whole report as Markdown, with the Markdown of its chart if there is one."""
    return "\n".join(_report(results, chart)) + "\n"


def _report(results: Results, chart: str) -> Iterator[str]:
    yield "# Benchmarks\n"
    yield f"{INTRODUCTION}\n"
    if chart:
        yield f"{chart}\n"
    yield f"{preamble(results)}\n"
    yield f"{figures_table(results)}\n"
    for outcome in results.outcomes:
        yield f"## {outcome.title}\n"
        yield f"{medians_table(outcome)}\n"
    yield "Peaks are of the largest of all processes that the command waited for."


def preamble(results: Results) -> str:
    """How it was measured, with what, and what did not take part."""
    versions = ", ".join(f"{name} {value}" for name, value in results.versions.items())
    text = (
        "Whole processes timed from outside, contenders in turn, the bytecode of what they import "
        f"cached, medians of {results.rounds} rounds, {results.cores} cores, {versions}."
    )
    if results.is_quick:
        text += " A trial at a tenth of the sizes: no figure counts."
    return text + (f" Not installed: {', '.join(results.absent)}." if results.absent else "")


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join([_line(heads), _line(["---"] * len(heads)), *map(_line, lines)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float) -> str:
    """Three significant digits at most, no more than three decimals, and all before the point."""
    rounded = float(f"{value:.3g}")
    digits = 2 - math.floor(math.log10(rounded)) if rounded > 0 else 0
    return f"{value:.{max(0, min(3, digits))}f}"

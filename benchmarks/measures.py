"""Cases and contenders → what is read from the results of a run: a ratio, a median, a peak."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.model import Results

Measure = Callable[[Results], "tuple[float, str] | None"]
"""The value, and a word on what it was measured against; None when it was not measured."""


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


def median(case: str, contender: str) -> Measure:
    """The median of a contender in the unit of the case."""

    def measure(results: Results) -> tuple[float, str] | None:
        outcome = results.outcome(case)
        value = outcome.median(contender) if outcome else None
        return None if value is None else (value, "")

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

"""`python -m benchmarks`: whole builds side by side → tables, JSON, a chart, and README's figures.

A run of all cases at full size writes docs/benchmarks.* and the README; any other prints its
tables, and writes only where `--into` says.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import tools
from benchmarks.cases import CASES, chosen, measure
from benchmarks.drawing import alt, can_draw, draw
from benchmarks.files import as_json, from_json, section, with_section, write
from benchmarks.model import Outcome, Results, UnexpectedError
from benchmarks.sizes import sizes
from benchmarks.tables import medians_table, report

NAME = "benchmarks"


def main() -> None:
    """Read the arguments, measure or read what was measured, and report."""
    options = _parser().parse_args()
    try:
        results = from_json(options.of.read_text()) if options.of else _measured(options)
        _publish(results, options.into)
    except (OSError, UnexpectedError, ValueError) as error:
        sys.exit(f"benchmarks: {error}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cases", default=",".join(CASES), help="such as cold,noop (all)")
    parser.add_argument("--rounds", type=int, default=5, help="of each case (5)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the sizes")
    parser.add_argument("--of", type=Path, help="report on this JSON file, and run nothing")
    parser.add_argument("--into", type=Path, help="the folder to write into (docs, or nowhere)")
    return parser


def _measured(options: argparse.Namespace) -> Results:
    cases = chosen(options.cases)
    outcomes = []
    with (
        tempfile.TemporaryDirectory(prefix="benchmarks-") as home,
        tempfile.TemporaryDirectory(prefix="svgo-") as beside,
    ):
        tools.add_svgo(Path(beside))
        for outcome in measure(cases, sizes(is_quick=options.quick), options.rounds, Path(home)):
            outcomes.append(outcome)
            _tell(outcome)
        return Results(
            versions=tools.versions(),
            absent=tools.absent(),
            cores=tools.cores(),
            rounds=options.rounds,
            is_quick=options.quick,
            outcomes=tuple(outcomes),
        )


def _tell(outcome: Outcome) -> None:
    print(f"\n{outcome.title}\n\n{medians_table(outcome)}\n", flush=True)


def _publish(results: Results, into: Path | None) -> None:
    """Print the report, and write it where it belongs."""
    print(report(results))
    is_whole = not results.is_quick and {each.case for each in results.outcomes} == set(CASES)
    folder = into or (tools.REPOSITORY / "docs" if is_whole else None)
    if folder is None:
        return
    text = as_json(results)
    write(folder / f"{NAME}.json", text)
    chart = ""
    if can_draw(results):
        write(folder / f"{NAME}.svg", draw(results, text).decode())
        chart = f"![{alt(results)}]({NAME}.svg)"
    write(folder / f"{NAME}.md", report(results, chart))
    if into is None:
        readme = tools.REPOSITORY / "README.md"
        part = section(results, f"docs/{NAME}.md")
        write(readme, with_section(readme.read_text(encoding="utf-8"), part))


if __name__ == "__main__":
    main()

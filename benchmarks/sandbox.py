"""`python -m benchmarks.sandbox`: one visual of each kind → what the kernel's sandbox adds to it.

Each is drawn or normalized with the sandbox off and on in turn, in warm processes. Medians of the
rounds, and the least and most that it added in one.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline.config import FONT_STACK
from pipeline.model import Drawing, Engine, Job, Limits, Sandbox
from pipeline.render import render
from pipeline.render.finish import bring_to_normal
from pipeline.worker.pool import Workers
from tests.conftest import SMALL

ALONE = "graph { layout=neato a -- b -- c }"
SETTINGS: tuple[Sandbox, Sandbox] = ("off", "auto")

Work = Callable[[Workers, Limits], object]


def main() -> None:
    """Time each kind of work, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sandbox", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="of each kind (9)")
    parser.add_argument("--times", type=int, default=20, help="in each round (20)")
    options = parser.parse_args()
    print(f"{'work':24}{'off':>10}{'on':>10}{'added':>10}{'least':>10}{'most':>10}")
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        for name, work in _works(Path(folder)).items():
            rounds = _timed(work, options.rounds, options.times)
            added = [on - off for off, on in rounds]
            off, on = (statistics.median(times) for times in zip(*rounds, strict=True))
            figures = (off, on, statistics.median(added), min(added), max(added))
            print(f"{name:24}" + "".join(f"{1000 * each:7.2f} ms" for each in figures))


def _works(root: Path) -> dict[str, Work]:
    script = root / "questions/x.py"
    script.parent.mkdir()
    script.write_text(SMALL["matplotlib"])
    return {
        "graph in place": partial(_draw, "dot", SMALL["dot"], "embedded", ""),
        "graph alone": partial(_draw, "dot", ALONE, "embedded", ""),
        "graph by machine's dot": partial(_draw, "dot", SMALL["dot"], "system", ""),
        "script": partial(_draw, "matplotlib", SMALL["matplotlib"], "embedded", str(root)),
        "normal form": _normalize,
    }


def _draw(
    kind: str, source: str, engine: Engine, root: str, workers: Workers, limits: Limits
) -> None:
    name = f"questions/x.{'py' if root else 'dot'}"
    job = Job("x", kind, name, source.encode(), "f", limits, engine)
    rendered = render(job, workers, root or ".")
    assert rendered.raw, rendered.findings


def _normalize(workers: Workers, limits: Limits) -> None:
    drawing = Drawing("x", SMALL["svg"].encode(), "Title", "What it shows", "x.svg", FONT_STACK)
    assert bring_to_normal(drawing, limits, workers).svg


def _timed(work: Work, rounds: int, times: int) -> list[tuple[float, float]]:
    """Seconds that one piece takes in each round, with the sandbox off and on."""
    found = []
    with Workers(1) as off, Workers(1) as on:
        ways = [*zip((off, on), SETTINGS, strict=True)]
        for number in range(rounds + 1):
            taken = {}
            for workers, sandbox in ways if number % 2 else reversed(ways):
                start = time.perf_counter()
                for _ in range(times if number else 2):
                    work(workers, Limits(sandbox=sandbox))
                taken[sandbox] = (time.perf_counter() - start) / times
            found.append((taken["off"], taken["auto"]))
    return found[1:]  # the first round warms up


if __name__ == "__main__":
    main()

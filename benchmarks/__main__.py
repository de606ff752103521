"""A seeded tree → the times of a cold build and its rivals, in turn, as medians and ratios."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.trees import Mix, write_tree

REPOSITORY = Path(__file__).parents[1]
DOIT = [sys.executable, "-m", "doit", "-n", "2"]
EMBEDDED_DOT = (
    "import sys, pygraphviz\npygraphviz.AGraph(sys.argv[1]).draw(sys.argv[2], 'svg', 'dot')"
)


def main() -> None:
    """Run every contender in turn, several rounds, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=int, default=1, help="how many times 129 visuals")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(REPOSITORY / "dodo.py", root)
        scale = options.scale
        write_tree(root, Mix(matplotlib=85 * scale, dot=31 * scale, svg=13 * scale))
        times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
        for _ in range(options.rounds):
            for name, (prepare, run) in CONTENDERS.items():
                prepare(root)
                start = time.perf_counter()
                run(root)
                times[name].append(time.perf_counter() - start)
    tell({name: median(taken) for name, taken in times.items()})


def tell(medians: dict[str, float]) -> None:
    """Print the table; each ratio is to the cold build."""
    cold = medians["cold build"]
    print(f"{'':34}{'s':>8}{'÷ cold build':>16}")
    for name, seconds in medians.items():
        print(f"{name:34}{seconds:8.2f}{seconds / cold:16.2f}")


def remove(*names: str) -> Callable[[Path], None]:
    """A preparation that removes files and folders of the project."""

    def prepare(root: Path) -> None:
        for name in names:
            path = root / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    return prepare


def doit(*arguments: str) -> Callable[[Path], None]:
    """A run of doit, which must succeed."""
    return lambda root: run_in(root, [*DOIT, *arguments])


def one_process_each(root: Path) -> None:
    """What such projects do today: one renderer after another, each in a process of its own."""
    out = root / "out.svg"
    for source in sorted((root / "questions").rglob("*")):
        if source.suffix == ".py":
            run_in(root, [sys.executable, str(source)], VISUAL_OUT_PATH=str(out), MPLBACKEND="agg")
        elif source.suffix == ".dot":
            run_in(root, [*dot(), str(source), *(["-o"] if shutil.which("dot") else []), str(out)])
    out.unlink(missing_ok=True)


def dot() -> list[str]:
    """The machine's dot, or else the embedded one in a process of its own."""
    return ["dot", "-Tsvg"] if shutil.which("dot") else [sys.executable, "-c", EMBEDDED_DOT]


def run_in(root: Path, command: list[str], **environment: str) -> None:
    """Run a command in the project, its output thrown away. Raises CalledProcessError."""
    environ = {**os.environ, **environment}
    subprocess.run(command, cwd=root, env=environ, stdout=subprocess.DEVNULL, check=True)


CONTENDERS: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "cold build": (remove("build", ".cache", ".doit.db"), doit()),
    "clean build with a warm store": (remove("build"), doit()),
    "the same without doit's database": (remove("build", ".doit.db"), doit()),
    "nothing to do": (remove(), doit()),
    "one process each, in turn": (remove(), one_process_each),
}

if __name__ == "__main__":
    main()

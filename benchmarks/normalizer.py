"""`python -m benchmarks.normalizer`: raw SVGs of each kind → how long normalizing one takes.

Beside it what cannot be gone below, reading and writing the same file by lxml, and what a reader
pays anyway, drawing it once by resvg. Medians of the best of several runs, in one process.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import resvg_py
from lxml import etree

from pipeline.config import FONT_STACK
from pipeline.model import Drawing, Normalized
from pipeline.normalize import normalize
from tests.trees import Mix, write_tree

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Build a tree of drawings, time each of them in three ways, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.normalizer", description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="of each drawing (9)")
    runs = parser.parse_args().runs
    print(f"{'drawings':24}{'KiB':>6}{'normalize':>12}{'lxml':>10}{'resvg':>10}{'ratio':>8}")
    for name, raws in _sets():
        ways = (normalized, _round_trip, _draw)
        ms = [statistics.median(best(partial(way, raw), runs) for raw in raws) for way in ways]
        size = statistics.median(map(len, raws)) / 1024
        label = f"{len(raws)} {name}"
        print(f"{label:24}{size:6.1f}{ms[0]:9.2f} ms{ms[1]:7.2f} ms{ms[2]:7.2f} ms", end="")
        print(f"{ms[0] / ms[1]:7.0f}×")


def _sets() -> Iterator[tuple[str, list[bytes]]]:
    corpus = sorted((ROOT / "tests" / "normalize" / "corpus").glob("*.svg"))
    yield "of the corpus", [path.read_bytes() for path in corpus]
    with tempfile.TemporaryDirectory(prefix="normalizer-") as folder:
        root = Path(folder)
        tree = write_tree(root, Mix())
        shutil.copy(ROOT / "dodo.py", root)
        subprocess.run([sys.executable, "-m", "doit"], cwd=root, check=True, capture_output=True)
        for kind, ids in tree.ids.items():
            found = [next(root.glob(f"build/raw/*/{name}.svg")) for name in ids]
            yield kind, [path.read_bytes() for path in found]


def normalized(raw: bytes) -> Normalized:
    """The normal form of a drawing under usual settings."""
    return normalize(Drawing("v-1", raw, "Title", "What it shows", "v.svg", FONT_STACK))


def _round_trip(raw: bytes) -> None:
    etree.tostring(etree.fromstring(raw))


def _draw(raw: bytes) -> None:
    root = etree.fromstring(raw)  # a string in Unicode, whatever the file's encoding
    resvg_py.svg_to_bytes(
        svg_string=etree.tostring(root, encoding="unicode"), dpi=96, skip_system_fonts=True
    )


def best(act: Callable[[], object], runs: int) -> float:
    """The shortest of some runs, in ms of this process's own time."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return 1000 * min(taken)


if __name__ == "__main__":
    main()

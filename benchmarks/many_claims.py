"""`python -m benchmarks.many_claims [VISUALS]`: a tree with six claims a visual beside one without.

Printed are the most memory of a build from nothing and of one with nothing to do, and how much
longer the second takes with claims; both trees in turn.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.clock import run
from benchmarks.model import Run
from tests.trees import Mix, write_tree

ROOT = Path(__file__).parents[1]
DOIT = (sys.executable, "-m", "pipeline.commands.main")
VISUALS = 10_000
ROUNDS = 5
CLAIMS = "\n".join(
    (
        "  params: {N: 3}",
        "  claims:",
        *(f'    - texts("* {number}") < N + {number + 97}' for number in range(5)),
        '    - alt("A drawing made for svg-{},") < 10 ^ N * 11',
        "",
    )
)
"""Six claims that are true, after the last line of a block `visual`."""


def main() -> None:
    """Build both trees from nothing, then with nothing to do, and print."""
    visuals = int(sys.argv[1]) if len(sys.argv) > 1 else VISUALS
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        trees = [Path(name, each) for each in ("without", "with")]
        for tree in trees:
            tree.mkdir()
            shutil.copy(ROOT / "dodo.py", tree)
            write_tree(tree, Mix(matplotlib=0, dot=0, svg=visuals))
        _claim(trees[1])
        for tree in trees:
            first = run(DOIT, tree)
            assert f"{visuals} built · 0 fresh · 0 failed" in first.output, first.output[-400:]
            print(f"{tree.name} claims: from nothing {first.peak_mb:.0f} MB", flush=True)
        runs: dict[str, list[Run]] = {tree.name: [] for tree in trees}
        for _ in range(ROUNDS):
            for tree in trees:
                runs[tree.name].append(run(DOIT, tree))
    seconds = {each: median(one.seconds for one in done) for each, done in runs.items()}
    peak = max(one.peak_mb for one in runs["with"])
    print(f"with claims: nothing to do {peak:.0f} MB, {seconds['with']:.2f} s, "
          f"{seconds['with'] / seconds['without']:.2f} times as long as without")  # fmt: skip


def _claim(tree: Path) -> None:
    for path in tree.glob("questions/*/*.yaml"):
        head, caption, rest = path.read_text().partition(f"  caption: What {path.stem} shows\n")
        path.write_text(head + caption + CLAIMS + rest)


if __name__ == "__main__":
    main()

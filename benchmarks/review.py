"""`python -m benchmarks.review`: what `doit review` takes where fifty visuals have changed.

Every visual was published and then changed, and is built again. Printed are the medians of the
command's seconds against the published copies and against a revision of git, and the page's size.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.edits import edit_graph, edit_script
from tests.trees import Mix, write_tree

ROOT = Path(__file__).parents[1]
DOIT = (sys.executable, "-m", "pipeline.commands.main")
MIX = Mix(matplotlib=35, dot=15, svg=0)
ROUNDS = 3


def main() -> None:
    """Prepare the tree, time the command in turn, and print a line for each way."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        root = Path(name)
        _prepare(root)
        for way in ((), ("--base", "HEAD")):
            times = [_seconds(root, "review", *way) for _ in range(ROUNDS)]
            size = (root / "build/review.html").stat().st_size / 1e6
            said = f"doit review {' '.join(way)}".ljust(26)
            print(f"{said} {statistics.median(times):.1f} s, a page of {size:.1f} MB", flush=True)


def _prepare(root: Path) -> None:
    """A tree that is committed and published, every source of which has changed since."""
    shutil.copy(ROOT / "dodo.py", root)
    (root / ".gitignore").write_text("build\n.cache\n.doit.db*\n")
    write_tree(root, MIX)
    _seconds(root, "run")
    for svg in root.glob("build/svg/*/*.svg"):
        shutil.copy(svg, root / "questions" / svg.parent.name)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "published")):
        git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words)
        subprocess.run(git, cwd=root, check=True)
    for ending, edit in ((".dot", edit_graph), (".py", edit_script)):
        for number, source in enumerate(sorted(root.glob(f"questions/*/*{ending}"))):
            source.write_text(edit(source.read_text(), number))
    _seconds(root, "run")


def _seconds(root: Path, *words: str) -> float:
    start = time.perf_counter()
    subprocess.run([*DOIT, *words], cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

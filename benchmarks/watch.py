"""`python -m benchmarks.watch`: from a save under `doit watch` to the picture changed in a page.

A tree of 1,000 visuals, the gallery open in Chromium, edits of each kind in turn. Prints medians in
ms: when the SVG was renamed into place, when the page had drawn it, and the same less what the
script itself took.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.edits import Edit, edit_caption, edit_graph, edit_script
from tests.browser import chromium
from tests.trees import Mix, write_tree

ROOT = Path(__file__).parents[1]
CALM = 1.2
"""Seconds between two edits: pages are written meanwhile."""

LISTEN = """() => {
  const image = document.querySelector(".stage img");
  window.seen = new Promise(seen => {
    image.addEventListener("load", () => requestAnimationFrame(() => seen(Date.now())));
  });
}"""


def edit_drawing(text: str, number: int) -> str:
    """One more label in a hand-made SVG."""
    return text.replace("</svg>", f'<text x="9" y="20" fill="#333">edit {number}</text></svg>')


KINDS: dict[str, tuple[str, str, Edit]] = {
    "a DOT": ("dot", ".dot", edit_graph),
    "a hand-made SVG": ("svg", ".svg", edit_drawing),
    "a caption": ("dot", ".yaml", edit_caption),
    "a script": ("matplotlib", ".py", edit_script),
}


class Times(NamedTuple):
    """Milliseconds from one save on; `own` is what the script took by itself."""

    written: float
    seen: float
    own: float


def main() -> None:
    """Build the tree, edit it, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.watch", description=__doc__)
    parser.add_argument("--edits", type=int, default=20, help="of each kind (20)")
    parser.add_argument("--visuals", type=int, default=1000, help="in the tree (1000)")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="watch-") as folder,
        _watched(Path(folder) / "project", options.visuals) as (root, page),
    ):
        times = _measured(root, page, options.edits)
    print(f"{'saved':20}{'written':>10}{'seen':>10}{'less its own':>14}")
    for name, all_of_it in times.items():
        written, seen = (statistics.median(each[i] for each in all_of_it) for i in (0, 1))
        rest = statistics.median(each.seen - each.own for each in all_of_it)
        print(f"{name:20}{written:7.1f} ms{seen:7.1f} ms{rest:11.1f} ms")


@contextmanager
def _watched(root: Path, visuals: int) -> Iterator[tuple[Path, Any]]:
    """A built tree under `doit watch`, and a page that shows its gallery."""
    write_tree(root, Mix(visuals // 25, visuals * 3 // 5, visuals * 9 // 25, 0))
    shutil.copy(ROOT / "dodo.py", root)
    subprocess.run([sys.executable, "-m", "doit"], cwd=root, check=True, capture_output=True)
    command = [sys.executable, "-m", "doit", "watch"]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        address = re.search(r"http://\S+/", process.stdout.readline())
        assert address
        time.sleep(3 * CALM)
        with chromium(root.parent) as browser:
            browser.page.goto(address[0])
            yield root, browser.page
    finally:
        process.terminate()
        process.wait()


def _measured(root: Path, page: Any, edits: int) -> dict[str, list[Times]]:
    found: dict[str, list[Times]] = {name: [] for name in KINDS}
    for number in range(edits):
        for name, (kind, ending, edit) in KINDS.items():
            visuals = sorted(root.glob(f"questions/*/{kind}-*{ending}"))
            source = visuals[number * 7 % len(visuals)]
            found[name].append(_timed(root, page, source, edit, number))
    return found


def _timed(root: Path, page: Any, source: Path, edit: Edit, number: int) -> Times:
    """Save a source while its view is open."""
    svg = root / "build" / "svg" / source.parent.name / f"{source.stem}.svg"
    page.evaluate("name => { location.hash = name }", source.stem)
    page.get_by_role("img", name=source.stem).wait_for()
    time.sleep(CALM)
    text = edit(source.read_text(encoding="utf-8"), number)
    page.evaluate(LISTEN)
    start = time.time()
    source.write_text(text, encoding="utf-8")
    seen: float = page.evaluate("window.seen")
    return Times(
        written=(svg.stat().st_mtime - start) * 1000,
        seen=seen - start * 1000,
        own=_own_time(root, source.stem) * 1000 if source.suffix == ".py" else 0.0,
    )


def _own_time(root: Path, visual: str) -> float:
    """The seconds that the last render of a visual took, as doit's database has them."""
    time.sleep(CALM)
    rows = re.findall(
        rf'^\S+ render:{visual}\t.*"seconds": ([\d.]+)',
        (root / ".doit.db").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return float(rows[-1])


if __name__ == "__main__":
    main()

"""From a save under `doit watch` to the picture changed in a page: a gallery open in Chromium.

Edits of each kind in turn, each in another visual; a script's time is less what it took by itself.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import names
from benchmarks.edits import Edit, edit_caption, edit_graph, edit_script
from benchmarks.model import Outcome, Timing
from benchmarks.sites import Sites
from benchmarks.sizes import Sizes
from benchmarks.tools import DOIT, is_there
from tests.browser import chromium

EDITS = 10
"""Of each kind."""
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
    names.SAVED_DOT: ("dot", ".dot", edit_graph),
    names.SAVED_SVG: ("svg", ".svg", edit_drawing),
    names.SAVED_CAPTION: ("dot", ".yaml", edit_caption),
    names.SAVED_SCRIPT: ("matplotlib", ".py", edit_script),
}


class Times(NamedTuple):
    """Seconds from one save to the SVG in its place, and to its picture in the page."""

    written: float
    seen: float


def watch(sites: Sites, sizes: Sizes) -> Outcome:
    """Each kind of edit: until the page shows it, and, beside it, until the SVG is there."""
    site = sites.settled(sizes.some)
    title = f"From a save to its picture in the browser: {site.mix}"
    seen: tuple[Timing, ...] = ()
    written: tuple[Timing, ...] = ()
    if is_there("chromium"):
        with _watched(site.root) as page:
            times = _measured(site.root, page)
        seen, written = (
            tuple(
                Timing(f"{name}{words}", tuple(each[which] for each in found), ())
                for name, found in times.items()
            )
            for which, words in ((1, ""), (0, ", its SVG in its place"))
        )
    return Outcome(names.WATCH, title, names.SAVED_DOT, (*seen, *written))


@contextmanager
def _watched(root: Path) -> Iterator[Any]:
    """A page that shows the gallery of a built tree under `doit watch`."""
    process = subprocess.Popen((*DOIT, "watch"), cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        address = re.search(r"http://\S+/", process.stdout.readline())
        assert address
        time.sleep(3 * CALM)
        with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as browser:
            browser.page.goto(address[0])
            yield browser.page
    finally:
        process.terminate()
        process.wait()


def _measured(root: Path, page: Any) -> dict[str, list[Times]]:
    found: dict[str, list[Times]] = {name: [] for name in KINDS}
    for number in range(EDITS):
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
    seen = page.evaluate("window.seen") / 1000
    own = _own_time(root, source.stem) if source.suffix == ".py" else 0.0
    return Times(svg.stat().st_mtime - start - own, seen - start - own)


def _own_time(root: Path, visual: str) -> float:
    """The seconds that the last render of a visual took, as doit's database has them."""
    time.sleep(CALM)
    rows = re.findall(
        rf'^\S+ render:{visual}\t.*"seconds": ([\d.]+)',
        (root / ".doit.db").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return float(rows[-1])

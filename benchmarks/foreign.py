"""Drawings that other programs made → how long their normal forms take, and how large they are."""

from __future__ import annotations

import gzip
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from benchmarks import names
from benchmarks.model import Outcome, Timing
from benchmarks.normalizer import best, normalized
from benchmarks.sites import Sites
from benchmarks.sizes import Sizes
from benchmarks.tools import REPOSITORY, is_there
from tests.browser import chromium
from tests.normalize.seen import differing
from tests.normalize.test_corpus import BACKGROUNDS, IN_A_BROWSER

EXPORTS = "exports/*.svg"
RUNS = 5
BEFORE_IT = 4
"""Lines of the normal form before what is drawn."""
LEAST_CHANGE = 0.001
"""The share of pixels from which a picture counts as another one."""


def normalizer(sites: Sites, sizes: Sizes) -> Outcome:
    """The best of some runs on each file, in ms of this process's own time."""
    files = _taken("corpus/*.svg", EXPORTS, "*-before.svg")
    taken = tuple(best(partial(normalized, path.read_bytes()), RUNS) for path in files)
    timing = Timing(names.NORMALIZED, taken, ())
    title = f"Normalized: {len(files)} files of other programs"
    return Outcome(names.NORMALIZER, title, names.NORMALIZED, (timing,), unit="ms")


def gzipped(sites: Sites, sizes: Sizes) -> Outcome:
    """Bytes of all exports together, each compressed by itself, in kB.

    What a page needs of every drawing (its root, title, description and background) is most of
    what is there beside it in a small file, so that drawings are compared without it as well.
    """
    files = _taken(EXPORTS)
    ours = [normalized(path.read_bytes()).svg or b"" for path in files]
    found = {
        names.INPUT: [path.read_bytes() for path in files],
        names.NORMALIZED: ours,
        names.NORMALIZED_ALONE: [svg.split(b"\n", BEFORE_IT)[BEFORE_IT] for svg in ours],
    }
    if is_there("svgo"):
        found[names.SVGO] = [*map(_by_svgo, files)]
        found[names.SVGO_ALONE] = [svg.partition(b">")[2] for svg in found[names.SVGO]]
    timings = tuple(
        Timing(name, (sum(len(gzip.compress(each, mtime=0)) for each in made) / 1000,), ())
        for name, made in found.items()
    )
    title = f"Gzipped: {len(files)} exports of other programs"
    return Outcome(names.BYTES, title, names.NORMALIZED, timings, unit="kB")


def pixels(sites: Sites, sizes: Sizes) -> Outcome:
    """How many drawings Chromium draws otherwise afterwards; they hold all that SVG can do."""
    title = f"Pixels changed: {len(IN_A_BROWSER)} drawings of all that SVG can do"
    timings: tuple[Timing, ...] = ()
    if is_there("chromium"):
        with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as browser:
            changed = sum(
                differing(browser, raw, normalized(raw), BACKGROUNDS.get(path.stem, "#fff"))
                > LEAST_CHANGE
                for path in IN_A_BROWSER
                for raw in [path.read_bytes()]
            )
        timings = (Timing(names.NORMALIZED, (float(changed),), ()),)
    return Outcome(names.PIXELS, title, names.NORMALIZED, timings, unit="files")


def _taken(*patterns: str) -> list[Path]:
    """The drawings of the normalizer's tests that have a normal form."""
    folder = REPOSITORY / "tests" / "normalize"
    files = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return [path for path in files if normalized(path.read_bytes()).svg]


def _by_svgo(path: Path) -> bytes:
    """What svgo makes of a file: the file itself where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "drawing.svg")
        copy.write_bytes(path.read_bytes())
        subprocess.run(("svgo", "-q", copy), capture_output=True, check=False)
        return copy.read_bytes()

"""A mix of visuals → a project in a temporary folder, built once and shared by cases."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import names
from benchmarks.clock import run
from benchmarks.expected import built
from benchmarks.model import Timing
from benchmarks.rules import OUT, copies_of, rules_of, write_rules
from benchmarks.tools import DOIT, REPOSITORY, renderers
from tests.trees import Mix, Tree, write_tree

ALL_OF_OURS = ("build", ".cache", ".doit.db")
SETTLED = 0.15
"""Seconds after which a file is old enough for its times to be trusted (pipeline/hashes.py)."""


@dataclass(frozen=True, slots=True)
class Site:
    """A project: its folder, its visuals by kind, and the timing of its first build if it had one.

    `plain` is how many questions without a visual it has beside them.
    """

    root: Path
    tree: Tree
    plain: int = 0
    building: tuple[Timing, ...] = ()

    @property
    def count(self) -> int:
        """How many visuals it has."""
        return len(self.tree.visuals)

    @property
    def mix(self) -> str:
        """What it holds, in words."""
        kinds = {kind: len(ids) for kind, ids in self.tree.ids.items() if ids}
        if len(kinds) == 1:
            return f"{self.count:,} {next(iter(kinds))} visuals"
        every = self.count + self.plain
        among = f" among {every:,} questions" if self.plain else ""
        parts = ", ".join(f"{count:,} {kind}" for kind, count in kinds.items())
        return f"{self.count:,} visuals{among} ({parts})"

    def source(self, kind: str, number: int = 0) -> Path:
        """The source of a visual, relative to the project."""
        name = self.tree.ids[kind][number]
        found = (path for path in (self.root / "questions").rglob(f"{name}.*"))
        return next(p for p in found if p.suffix != ".yaml").relative_to(self.root)


@dataclass(frozen=True, slots=True)
class Sites:
    """The projects of one run of the benchmark, in the folder `home`."""

    home: Path
    built: dict[Mix, Site] = field(default_factory=dict)

    def fresh(self, mix: Mix) -> Site:
        """A new project, nothing of it built, with the rules of the rivals."""
        root = self.home / f"site{len(list(self.home.iterdir()))}"
        root.mkdir()
        shutil.copy(REPOSITORY / "dodo.py", root)
        site = Site(root, write_tree(root, mix), mix.plain)
        write_rules(root, rules_of(root, renderers()))
        return site

    def settled(self, mix: Mix) -> Site:
        """A project where nothing is left to do; built when first asked for."""
        if mix not in self.built:
            site = self.fresh(mix)
            took = run(DOIT, site.root)
            built(site.count, 0)(site.root, took.output)
            timing = Timing(names.BUILDING, (took.seconds,), (took.peak_mb,))
            self.built[mix] = Site(site.root, site.tree, site.plain, (timing,))
        settle(self.built[mix].root)
        return self.built[mix]


def settle(root: Path) -> None:
    """Build what there is to build, and have a run see that nothing is left, as the next will."""
    for _ in range(2):
        time.sleep(SETTLED)
        run(DOIT, root)


def put_aside(*paths: str) -> Callable[[Path], None]:
    """A preparation that moves files and folders out of the project.

    They are not removed: file systems may be slow to create files for minutes after that.
    """

    def prepare(root: Path) -> None:
        aside = Path(tempfile.mkdtemp(prefix="aside", dir=root.parent))
        for path in (root / each for each in paths):
            if path.exists():
                path.rename(aside / path.name)

    return prepare


def empty_out(root: Path) -> None:
    """Take away what rivals built, and what they remember; leave the folders."""
    folders = [path for path in (root / OUT).rglob("*") if path.is_dir()]
    put_aside(OUT, ".snakemake", ".ninja_log", ".ninja_deps")(root)
    for folder in (root / OUT, *folders):
        folder.mkdir(parents=True, exist_ok=True)


def touch_out(root: Path) -> None:
    """Make every target of the rivals newer than its source."""
    for rule in copies_of(root):
        (root / rule.target).touch()


def after(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    """Preparations one after another; the last leaves files that are old enough."""

    def prepare(root: Path) -> None:
        for step in steps:
            step(root)
        time.sleep(SETTLED)

    return prepare

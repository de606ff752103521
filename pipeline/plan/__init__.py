"""Visual → every path, job and fingerprint of its way; nobody else joins an output path."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import math
import os
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.config import Config
from pipeline.files.fingerprint import digest
from pipeline.files.hashes import Hashes
from pipeline.files.regular import CACHE
from pipeline.files.saved.settled import Settled
from pipeline.fonts.faces import font_folder
from pipeline.kinds import kind_of
from pipeline.model import Drawing, Job, Layout, Visual
from pipeline.plan.shaping import PACKAGE, shape_of_normal_form, shape_of_render, versions
from pipeline.verdicts import Asks

DATABASE = ".doit.db"
FOLDERS = ("raw", "svg", "findings", "claims")
BASELINE = "findings-baseline.jsonl"
PAGES = ("prune", "manifest", "gallery")
TASKS = ("render", "normalize", *PAGES)
"""Those of the graph: of each visual, then of all; `task_` before it names the function of one."""
DODO, DOIT_SETTINGS, ALL_SETTINGS = "dodo.py", "doit.cfg", "pyproject.toml"
READ_BY_DOIT = (DODO, DOIT_SETTINGS, ALL_SETTINGS, BASELINE)
"""Files of a project that each run of doit reads before it knows what there is to do."""
QUOTA = "/sys/fs/cgroup/cpu.max"
"""How many microseconds of each period a container may use, of all cores together (cgroup v2)."""


def cores() -> int:
    """How many cores this process may keep busy; in a container, its share of a large machine."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    with contextlib.suppress(OSError, ValueError):  # where there is no limit, it is "max"
        with open(QUOTA, encoding="ascii") as file:
            quota, period = map(int, file.read().split())
        count = min(count or 1, math.ceil(quota / period))
    return count or 1


CORES = cores()
THREADS = CORES + 2
"""Visuals that doit works on at a time, unless `-n` says how many. Its processes do one more than
there are cores (`worker.pool`), and doit itself reads or writes the files of another."""


NOTHING_ASKED = Asks()
MAY_READ = "folders that scripts may read"
"""What shapes a render only where one is gone: what was read in it is refused then."""


class Paths(NamedTuple):
    """Where the files of one visual lie, relative to the project."""

    raw: str
    svg: str
    findings: str
    claims: str
    last_good: str


class Plan:
    """Paths, jobs, keys and fingerprints under one configuration, `config`.

    `build`, `manifest`, `gallery`, `review` and `folders` (those of `FOLDERS`) are where outputs
    lie; `store`, `parts` (what fingerprints are the hashes of), `late` (what ran into its time
    limit), `rows` and `shell` (of the gallery) and `lock` lie in the cache.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.cores = CORES
        self._paths: dict[tuple[str, str, str, bool], Paths] = {}
        self.build = config.build
        self.manifest = f"{self.build}/manifest.json"
        self.gallery = f"{self.build}/index.html"
        self.review = f"{self.build}/review.html"
        self.folders = tuple(f"{self.build}/{name}" for name in FOLDERS)
        self._layout = Layout(self.build, config.folders)
        self.hashes = Hashes(f"{CACHE}/hashes.json", self._layout.build)
        self.parts = f"{CACHE}/parts.json"
        self.late = f"{CACHE}/late.json"
        self.rows = f"{CACHE}/rows"
        self.shell = f"{CACHE}/shell"
        self.store = f"{CACHE}/store"
        self.lock = f"{CACHE}/lock"

    def settled(self, reviews: object) -> Settled:
        """Whether all is as it was when nothing was left to do, under these reviews."""
        config = self.config
        user = os.geteuid() if hasattr(os, "geteuid") else 0  # who may read less than another
        settings = digest([*config, reviews, versions(config.dot), user])
        files = [DATABASE, PACKAGE, str(font_folder())]
        folders = [config.questions, *([config.sources] if config.sources else []), self.build]
        state = self.hashes.state
        return Settled(f"{CACHE}/settled", settings, files, READ_BY_DOIT, folders, state)

    def paths(self, visual: Visual) -> Paths:
        """The files that the build makes of `visual`."""
        key = (visual.id, visual.track, visual.rendered, bool(visual.asks))
        if key not in self._paths:
            self._paths[key] = self._paths_of(visual)
        return self._paths[key]

    def _paths_of(self, visual: Visual) -> Paths:
        raw, svg, findings, claims = self.folders
        return Paths(
            raw=f"{raw}/{visual.track}/{visual.id}.svg",
            svg=f"{svg}/{visual.track}/{visual.rendered}",
            findings=f"{findings}/{visual.track}/{visual.id}.json",
            claims=f"{claims}/{visual.track}/{visual.id}.json" if visual.asks else "",
            last_good=f"{CACHE}/last/{visual.id}.svg",
        )

    def normalized(self, visual: Visual) -> list[str]:
        """The files that come of its normalization: those on claims only where there are any."""
        paths = self.paths(visual)
        return [paths.svg, paths.findings, *([paths.claims] if visual.asks else [])]

    def built(self, visual: Visual) -> list[str]:
        """The files of `visual` under the build folder."""
        return [self.paths(visual).raw, *self.normalized(visual)]

    def published(self, visual: Visual) -> str:
        """Where the published copy of the SVG of `visual` lies, which the site may read."""
        if self.config.published:
            return f"{self.config.published}/{visual.track}/{visual.rendered}"
        return f"{visual.source.rpartition('/')[0]}/{visual.rendered}"

    def is_source(self, visual: Visual) -> bool:
        """Whether the hand-made source of `visual` lies where its published copy would."""
        return self.published(visual) == visual.source

    def in_build(self, path: str) -> str:
        """An output's path relative to the build folder, as the manifest names it."""
        return path.removeprefix(f"{self.build}/")

    def learn_links(self, linked: tuple[str, ...]) -> None:
        """Know the folders with sources to which a link leads."""
        self._layout = self._layout._replace(linked=linked)

    def job(self, visual: Visual, content: bytes) -> Job:
        """The render of `visual` from the bytes of its source."""
        return Job(
            visual.id, visual.kind, visual.source, content, self.render_fingerprint(visual.kind),
            self.config.limits, self.config.dot, layout=self._layout,
            params=self.params(visual) or "{}",
        )  # fmt: skip

    def params(self, visual: Visual) -> str:
        """The params of `visual` as its render gets them, "" for none: scripts alone get any."""
        return visual.params if kind_of(visual.kind).language == "python" else ""

    def drawing(
        self, visual: Visual, raw: bytes, content: bytes, asks: Asks = NOTHING_ASKED
    ) -> Drawing:
        """The raw SVG of `visual` with all that its normal form and findings are made from.

        `content` is what its source holds, `asks` what its question claims.
        """
        return Drawing(
            visual.id, raw, visual.caption or visual.alt, visual.alt, visual.source,
            self.config.font_stack, visual.kind, content,
            self.config.palette, self.config.display_height, asks, visual.question_file,
            visual.said_at,
        )  # fmt: skip

    def render_key(self, job: Job) -> str:
        """What stands for a render in the store; findings name the source and the visual."""
        content = hashlib.sha256(job.content).hexdigest()
        names = [job.kind, job.visual, job.source, job.params]
        return digest(["render 3", *names, content, job.fingerprint])

    def normalize_key(self, drawing: Drawing) -> str:
        """What stands for a normalization in the store."""
        raw = hashlib.sha256(drawing.raw).hexdigest()
        content = hashlib.sha256(drawing.content).hexdigest()
        texts = [drawing.visual, drawing.title, drawing.alt, drawing.source, drawing.kind]
        texts += [drawing.question_file, drawing.said_at]
        return digest(["normalize", raw, content, texts, drawing.asks, self.normalize_fingerprint])

    @functools.cache  # noqa: B019 - one Plan lives as long as its process
    def render_parts(self, kind: str) -> Mapping[str, str]:
        """What shapes a render beside its source, by name.

        Limits of time and memory do not: what ended within them would end so within larger ones.
        What it may read does: in other folders, or under another sandbox, it may be refused.
        """
        row = kind_of(kind, self.config.dot)
        reads = {MAY_READ: "\n".join(self.config.folders)} if row.is_alone else {}
        shape = shape_of_render(row, self.hashes.state)
        return {"kind": kind, "sandbox": self.config.sandbox, **reads, **shape}

    @functools.cache  # noqa: B019 - one Plan lives as long as its process
    def render_fingerprint(self, kind: str) -> str:
        """The hash of `render_parts`."""
        return digest(self.render_parts(kind))

    @functools.cached_property
    def normalize_parts(self) -> Mapping[str, str]:
        """What shapes the normal form beside the raw SVG and its texts, by name."""
        return {
            **shape_of_normal_form(self.hashes.state),
            "font stack": self.config.font_stack,
            "palette": " ".join(self.config.palette),
            "display height": str(self.config.display_height or "any"),
            "sandbox": self.config.sandbox,
        }

    @functools.cached_property
    def normalize_fingerprint(self) -> str:
        """The hash of `normalize_parts`."""
        return digest(self.normalize_parts)

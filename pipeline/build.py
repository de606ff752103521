"""One project as doit sees it: its visuals, what is fresh, and what each task does."""

from __future__ import annotations

import functools
import glob
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from doit.exceptions import InvalidDodoFile
from doit.globals import Globals

from pipeline import manifest
from pipeline.baseline import Baseline, read_baseline
from pipeline.config import read_config
from pipeline.fingerprint import code_hash, digest
from pipeline.freshness import Freshness
from pipeline.hashes import Hashes
from pipeline.load import Tree, load
from pipeline.manifest import Built, Failed
from pipeline.model import Finding, Visual, VisualsError, is_error
from pipeline.outputs import OURS, Outputs, remove, write_whole
from pipeline.plan import BASELINE, CORES, DATABASE, Plan
from pipeline.records import GalleryRecord, NormalRecord, RenderRecord
from pipeline.report import Reporter
from pipeline.results import Results

FORGOTTEN = "nothing is remembered of what it shows"
PAGE = Path(__file__).with_name("page")


Task = dict[str, Any]
"""What a generator in dodo.py gives doit."""
Tasks = Iterator[Task]


class IsFresh:
    """What doit asks of a task: whether there is no reason to run it; shown, it tells them."""

    def __init__(self, reasons: Callable[..., Iterable[str]], *of: Visual) -> None:
        self._reasons, self._of = reasons, of

    def __call__(self) -> bool:
        """Whether the task is fresh."""
        return not any(self._reasons(*self._of))

    def __repr__(self) -> str:
        return "; ".join(self._reasons(*self._of)) or "fresh"


class Build:
    """The project in the current folder. Nothing is written before a task runs.

    `failed` fills while tasks run; what was built is told by doit's database.
    """

    def __init__(self, plan: Plan, tree: Tree, baseline: Baseline) -> None:
        self.plan, self.tree, self.baseline = plan, tree, baseline
        self.visuals = tree.visuals
        self.outputs = Outputs(plan.build)
        self.hashes = Hashes(plan.hashes)
        self.fresh = Freshness(plan, self.hashes, self.outputs)
        self.results = Results(plan, self.hashes)
        self.failed: dict[str, Failed] = {}

    @classmethod
    def read(cls) -> Build:
        """The build of the project in the current folder. Raises InvalidDodoFile for bad input."""
        try:
            config = read_config(Path())
            return cls(Plan(config), load(config), read_baseline(BASELINE))
        except VisualsError as error:
            raise InvalidDodoFile(str(error)) from error

    def rendered(self, visual: Visual) -> RenderRecord | None:
        """What `render:ID` remembers."""
        return RenderRecord.of(_values(f"render:{visual.id}"))

    def normalized(self, visual: Visual) -> NormalRecord | None:
        """What `normalize:ID` remembers."""
        return NormalRecord.of(_values(f"normalize:{visual.id}"))

    def render_targets(self, visual: Visual) -> list[str]:
        """What `render:ID` writes; nothing where the visual can only fail."""
        return [] if any(map(is_error, visual.findings)) else [self.plan.paths(visual).raw]

    def normalize_targets(self, visual: Visual) -> list[str]:
        """What `normalize:ID` writes; nothing where the visual can only fail."""
        paths = self.plan.paths(visual)
        return [] if any(map(is_error, visual.findings)) else [paths.svg, paths.findings]

    def render_reasons(self, visual: Visual) -> Iterator[str]:
        """Why the task `render:ID` has to run; none where it is fresh."""
        return self.fresh.render(visual, self.rendered(visual))

    def normalize_reasons(self, visual: Visual) -> Iterator[str]:
        """Why the task `normalize:ID` has to run; none where it is fresh."""
        return self.fresh.normalize(visual, self.normalized(visual), self.rendered(visual))

    def manifest_reasons(self) -> Iterator[str]:
        """Why the manifest has to be written; none where it holds what it would."""
        yield from self.fresh.page(self.plan.manifest, self.manifest() or b"")

    def gallery_reasons(self, built: list[Built] | None = None) -> Iterator[str]:
        """Why the gallery has to be written to show what is built by now, or else `built`."""
        record = GalleryRecord.of(_values("gallery"))
        if record is None:
            yield FORGOTTEN if self.outputs.is_regular(self.plan.gallery) else "never built"
        elif record.shows != self.gallery_key(self.built() if built is None else built):
            yield f"{self.plan.gallery} would change"
        else:
            yield from self.fresh.output(self.plan.gallery, record.page)

    def manifest(self) -> bytes | None:
        """The manifest of all that is built and failed by now; None where there must be none."""
        return manifest.compose(self.built(), list(self.failed.values()))

    def gallery_key(self, shown: list[Built]) -> str:
        """The hash of all that the gallery shows."""
        built = [each.entry() for each in shown]
        failed = [[each.entry(), findings_json(each.findings).decode()] for each in self._failed()]
        return digest([self.tree.questions, built, failed, self._page_code])

    @functools.cached_property
    def _page_code(self) -> str:
        return code_hash([PAGE])

    def _failed(self) -> list[Failed]:
        return [self.failed[name] for name in sorted(self.failed)]

    def built(self) -> list[Built]:
        """The visuals that are built, as doit's database tells, sorted by id."""
        return [
            self._built(visual, rendered, normalized)
            for visual in self.visuals
            if visual.id not in self.failed
            and (normalized := self.normalized(visual))
            and (rendered := self.rendered(visual))
        ]

    def _built(self, visual: Visual, rendered: RenderRecord, normalized: NormalRecord) -> Built:
        return Built(
            visual, rendered.renderer, files_of(rendered.inputs),
            self.plan.in_build(self.plan.paths(visual).svg), normalized.svg,
            normalized.bytes, normalized.width, normalized.height, normalized.warnings,
        )  # fmt: skip

    def write(self, path: str, content: bytes) -> None:
        """Write an output; the manifest goes first where it would name an SVG that changes."""
        if path.startswith(self.plan.folders[1]) and self.outputs.read(path) != content:
            remove(self.plan.manifest)
        self.outputs.write(path, content)

    def fail(self, visual: Visual, findings: tuple[Finding, ...]) -> None:
        """Leave nothing of `visual` but its findings and, out of the way, its last good picture."""
        paths = self.plan.paths(visual)
        self.failed[visual.id] = Failed(visual, findings)
        if (good := self.outputs.read(paths.svg)) is not None:
            write_whole(paths.last_good, good)
        if os.path.lexists(paths.svg):
            remove(self.plan.manifest)
        remove(paths.svg)
        remove(paths.raw)
        self.outputs.write(paths.findings, findings_json(findings))

    def strays(self) -> list[str]:
        """What lies in the places of contract 4 and is owned by no visual, sorted.

        Files that this process is writing at the moment do not count.
        """
        owned = {path for visual in self.visuals for path in self.plan.paths(visual).built}
        owned |= {os.path.dirname(path) for path in owned}  # empty yet, or empty by a failure
        found = [path for folder in self.plan.folders for path in _files_below(folder)]
        found += glob.glob(f"{glob.escape(self.plan.build)}/*.tmp")
        return sorted(path for path in found if path not in owned and OURS not in path)

    def finish(self) -> None:
        """After failures, which end all that depends on them: manifest and gallery by hand."""
        content = self.manifest()
        if content is None:
            remove(self.plan.manifest)
        else:
            self.outputs.write(self.plan.manifest, content)
        self.outputs.write(self.plan.gallery, self.gallery())

    def gallery(self) -> bytes:
        """The page that shows all that is built and failed by now."""
        from pipeline.page import gallery

        return gallery(self.plan, self.tree.questions, self.built(), self._failed())

    def close(self) -> None:
        """End the worker processes, and keep what was learnt."""
        self.results.close()
        self.hashes.save()


def _values(task: str) -> Mapping[str, Any]:
    """What doit saved for `task`; empty where it never succeeded."""
    return Globals.dep_manager.get_values(task)  # type: ignore[no-any-return] # doit is untyped


def files_of(inputs: Mapping[str, str]) -> dict[str, str]:
    """The files among inputs, with the SHA-256 of each; not what was absent, nor folders."""
    return {path: state for path, state in inputs.items() if len(state) == 64}


def findings_json(findings: Iterable[Finding]) -> bytes:
    """Findings as the contract's JSON."""
    rows = [finding.to_dict() for finding in findings]
    return (json.dumps(rows, indent=2, ensure_ascii=False) + "\n").encode()


def _files_below(folder: str) -> Iterator[str]:
    """Files, links and empty folders below `folder`, no link followed."""
    if os.path.islink(folder) or os.path.isfile(folder):
        yield folder
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(f"{parent}/{name}")]
        yield from (f"{parent}/{name}" for name in [*names, *links])
        if not folders and not names and parent != folder:
            yield parent


def configuration() -> dict[str, Any]:
    """What dodo.py gives doit as DOIT_CONFIG.

    Also keeps a terminal that cannot show a letter from ending the build.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return {
        "backend": "journal",
        "continue": True,
        "default_tasks": ["normalize", "manifest", "gallery", "prune"],
        "dep_file": DATABASE,
        "num_process": CORES,
        "par_type": "thread",
        "reporter": Reporter,
        "sort": "definition",
        "verbosity": 0,
    }

"""One project as doit sees it: its visuals, what is fresh, and what each task does."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from doit.exceptions import InvalidDodoFile

from pipeline import manifest
from pipeline.config import read_config
from pipeline.files.fingerprint import code_hash, digest
from pipeline.files.outputs import Outputs, remove, remove_each, write_whole
from pipeline.files.saved.settled import Settled
from pipeline.findings.baseline import Baseline, read_baseline
from pipeline.graph.cached_work import CachedWork
from pipeline.graph.freshness import Freshness
from pipeline.graph.journal import Memory
from pipeline.graph.wanted import EVERYTHING, Wanted
from pipeline.load import Tree, load
from pipeline.manifest import Built, Failed
from pipeline.model import Page, Visual, VisualsError, findings_json
from pipeline.plan import BASELINE, DATABASE, Plan
from pipeline.plan.owned import Owned
from pipeline.plan.records import NormalRecord, PageRecord, RenderRecord
from pipeline.plan.shaping import PACKAGE
from pipeline.reviews.book import REVIEWS, Reviews, read_reviews

FORGOTTEN = "nothing is remembered of what it shows"


class Build:
    """The project in the current folder. Nothing is written before a task runs.

    `plan` has its paths and fingerprints, `work` does what is not in the store, `outputs` and
    `hashes` read what is there, `fresh` compares it with what tasks remember, `baseline` holds the
    accepted warnings, `reviews` what was reviewed. `failed` fills while tasks run; what was built
    stands in doit's database. `wanted` is what a run was asked for, None for all tasks; `settled`
    says whether everything that it was asked for is fresh, as far as a look can tell.
    """

    def __init__(self, work: CachedWork, baseline: Baseline, reviews: Reviews) -> None:
        self.work, self.baseline, self.reviews = work, baseline, reviews
        self.plan = plan = work.plan
        self.outputs, self.hashes = Outputs(plan.build), plan.hashes
        self.fresh = Freshness(plan, self.hashes, self.outputs)
        self.failed: dict[str, Failed] = {}
        self.wanted: Wanted | None = None
        self.settled: Settled | None = None
        self.unremoved = ""
        self._listed: tuple[list[Built], str] | None = None
        self._memory = Memory()

    @classmethod
    def read(cls) -> Build:
        """The build of the project in the current folder. Raises InvalidDodoFile for bad input."""
        with _as_dodo_error():
            work = CachedWork(Plan(read_config(Path())))
            return cls(work, read_baseline(BASELINE), read_reviews(REVIEWS))

    @functools.cached_property
    def tree(self) -> Tree:
        """The questions with their visuals, read when first asked for. Raises InvalidDodoFile."""
        with _as_dodo_error():
            # Where nothing is built yet, processes start while the rest of the tree is read.
            is_first = self.wanted == EVERYTHING and not os.path.exists(DATABASE)
            tree = load(self.plan.config, *([self.work.expect] if is_first else []))
        self.plan.learn_links(tree.linked)
        return tree

    @property
    def visuals(self) -> tuple[Visual, ...]:
        """Every visual of the tree, sorted by id."""
        return self.tree.visuals

    def look_again(self) -> None:
        """Forget what was seen of the tree and the outputs, which may have changed since."""
        self.__dict__.pop("tree", None)
        self.__dict__.pop("owned", None)
        self._listed = self.settled = None
        self.outputs.forget()

    def read_reviews(self) -> None:
        """Read the reviews again. Raises InvalidDodoFile, and then has those of before."""
        with _as_dodo_error():
            self.reviews = read_reviews(REVIEWS)

    def rendered(self, visual: Visual) -> RenderRecord | None:
        """What `render:ID` remembers."""
        return self._memory.record(RenderRecord, f"render:{visual.id}")

    def normalized(self, visual: Visual) -> NormalRecord | None:
        """What `normalize:ID` remembers."""
        return self._memory.record(NormalRecord, f"normalize:{visual.id}")

    def render_targets(self, visual: Visual) -> list[str]:
        """What `render:ID` writes; nothing where the visual can only fail."""
        return [] if visual.is_broken else [self.plan.paths(visual).raw]

    def normalize_targets(self, visual: Visual) -> list[str]:
        """What `normalize:ID` writes; nothing where the visual can only fail."""
        return [] if visual.is_broken else self.plan.normalized(visual)

    def render_reasons(self, visual: Visual) -> Iterator[str]:
        """Why the task `render:ID` has to run; none where it is fresh."""
        return self.fresh.render(visual, self.rendered(visual))

    def normalize_reasons(self, visual: Visual) -> Iterator[str]:
        """Why the task `normalize:ID` has to run; none where it is fresh."""
        return self.fresh.normalize(visual, self.normalized(visual), self.rendered(visual))

    def manifest_reasons(self) -> Iterator[str]:
        """Why the manifest has to be written to list what is built by now."""
        self._listed = None
        self._listed = self.listed()
        yield from self.page_reasons("manifest", self._listed[1])

    def listed(self) -> tuple[list[Built], str]:
        """What is built, and what stands for it, as when doit asked for the manifest: at last."""
        if self._listed:
            return self._listed
        return (built := self.built()), manifest.key(built)

    def gallery_reasons(self) -> Iterator[str]:
        """Why the gallery has to be written beside the manifest that was written before it."""
        key = self.gallery_key(self.manifest_key, self.listed()[0])
        yield from self.page_reasons("gallery", key)

    def page_reasons(self, task: Literal["manifest", "gallery"], key: str) -> Iterator[str]:
        """Why the file of `task` has to be written to show what `key` stands for."""
        path = self.plan.manifest if task == "manifest" else self.plan.gallery
        record = self._memory.record(PageRecord, task)
        if record is None:
            yield FORGOTTEN if self.outputs.is_regular(path) else "never built"
        elif record.shows != key:
            is_reviewed = manifest.is_same_but_for_reviews(record.shows, key)
            yield f"reviews changed: {REVIEWS}" if is_reviewed else f"{path} would change"
        else:
            yield from self.fresh.output(path, record.file)

    def manifest(self, built: list[Built]) -> bytearray | None:
        """The manifest of what is built and failed by now; None where there must be none."""
        return manifest.compose(built, list(self.failed.values()))

    @property
    def manifest_key(self) -> str:
        """What stands for the manifest that was written last."""
        record = self._memory.record(PageRecord, "manifest")
        return record.shows if record else ""

    def gallery_key(self, manifest_key: str, built: list[Built]) -> str:
        """What stands for a gallery beside a manifest; one that shows failures is never fresh."""
        questions = {each.visual.question_file for each in built if each.names_question}
        shown = [manifest.key_beside(built), *map(self.hashes.state, sorted(questions))]
        return digest([len(self.tree.questions), manifest_key, *shown, self._page_code])

    @functools.cached_property
    def _page_code(self) -> str:
        return code_hash([f"{PACKAGE}/pages"], self.hashes.state)

    def built(self) -> list[Built]:
        """The visuals that are built, as doit's database has them, sorted by id."""
        return [each for each in map(self.built_of, self.visuals) if each]

    def built_of(self, visual: Visual) -> Built | None:
        """What is built of a visual; None where it failed, or was never built."""
        rendered, normalized = self.rendered(visual), self.normalized(visual)
        if visual.id in self.failed or visual.is_broken or rendered is None or normalized is None:
            return None
        svg = self.plan.in_build(self.plan.paths(visual).svg)
        review = self.reviews.get(visual.id)
        return Built(visual, svg, rendered, normalized, review.sha256 if review else "")

    def write(self, path: str, content: bytes) -> None:
        """Write an output; the manifest goes first where it would name an SVG that changes."""
        if path.startswith(self.plan.folders[1]) and self.outputs.read(path) != content:
            remove(self.plan.manifest)
        self.outputs.write(path, content)

    def fail(self, failed: Failed) -> None:
        """Leave nothing of a visual but its findings and, out of the way, its last good picture."""
        visual, paths = failed.visual, self.plan.paths(failed.visual)
        self.failed[visual.id] = failed
        own = self.owned.of(visual)
        if paths.svg in own and os.path.lexists(paths.svg):
            self._keep_last_good(visual)
            remove(self.plan.manifest)
        if paths.findings in own:
            with contextlib.suppress(OSError):  # the run shows them all the same
                self.outputs.write(paths.findings, findings_json(failed.findings))
        remove_each({paths.raw, paths.svg, paths.claims}.intersection(own))

    def _keep_last_good(self, visual: Visual) -> None:
        """Keep the picture of a visual; after a change of names another's may lie there."""
        paths, record = self.plan.paths(visual), self.normalized(visual)
        if record and not any(self.fresh.svg(visual, record)):
            with contextlib.suppress(OSError):  # a full disk keeps no picture, and stops nothing
                write_whole(paths.last_good, self.outputs.read(paths.svg) or b"")

    @functools.cached_property
    def owned(self) -> Owned:
        """Who owns what."""
        return Owned(self.visuals, self.plan.built)

    def finish(self) -> None:
        """After failures, which end all that depends on them: manifest and gallery by hand."""
        built = self.built()
        if (content := self.manifest(built)) is None:
            remove(self.plan.manifest)
        else:
            self.outputs.write(self.plan.manifest, content)
        self.outputs.write(self.plan.gallery, self.gallery(built).content)

    @property
    def no_manifest(self) -> str:
        """Why a build left no manifest; "" where nothing stands in its way."""
        return manifest.why_none(self.failed.values())

    def gallery(self, built: list[Built]) -> Page:
        """The page that shows what is built and failed by now."""
        from pipeline.pages import gallery

        return gallery(self.plan, len(self.tree.questions), built, [*self.failed.values()])

    def save(self) -> None:
        """Keep what was learnt for the next run."""
        self.hashes.save()
        self.fresh.save()
        if "tree" in self.__dict__:
            self.tree.readings.save()

    def close(self) -> None:
        """End the worker processes, and keep what was learnt while they end."""
        self.work.end()
        self.save()
        self.work.close()


@contextlib.contextmanager
def _as_dodo_error() -> Iterator[None]:
    """Raise errors that a user is to see as doit's own, which it shows in one line."""
    try:
        yield
    except VisualsError as error:
        raise InvalidDodoFile(str(error)) from error

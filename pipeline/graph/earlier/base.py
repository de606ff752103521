"""A revision of git → each visual as our code builds it from there, through the project's store."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from pipeline.compare.change import Side
from pipeline.config import Config, read_config
from pipeline.files.regular import SOURCE, read_regular
from pipeline.files.revision import RevisionError, checked_out
from pipeline.graph.cached_work import CachedWork
from pipeline.load import load
from pipeline.load.opening import read_asking
from pipeline.model import Visual, VisualsError
from pipeline.plan import DODO, NOTHING_ASKED, Plan
from pipeline.printing import shown

T = TypeVar("T")
R = TypeVar("R")


class Was(NamedTuple):
    """A visual in that revision; `side` is None where it failed."""

    visual: Visual
    side: Side | None


def built_at(revision: str, store: str, now: Config) -> dict[str, Was]:
    """The visuals of a revision by id; `store` is the project's, as an absolute path.

    One without a dodo.py is from before the project was set up, and is read by the settings of
    `now`. Raises RevisionError where the revision cannot be had or read.
    """
    with checked_out(revision) as folder, contextlib.chdir(folder):
        try:
            plan = Plan(read_config(Path()) if os.path.exists(DODO) else now)
            plan.store, questions = store, plan.config.questions
            if not os.path.isdir(questions):
                told = f"the revision {shown(revision)} has no folder {shown(questions)}"
                raise RevisionError(f"{told}; give a later one")
            visuals = load(plan.config).visuals
        except VisualsError as error:
            raise RevisionError(f"in the revision {shown(revision)}: {error}") from error
        work = CachedWork(plan)
        try:
            sides = in_threads(work, lambda visual: _side(work, visual), visuals)
        finally:
            work.close()
    return {each.id: Was(each, side) for each, side in zip(visuals, sides, strict=True)}


def in_threads(work: CachedWork, function: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Call a function that has workers do its work; when interrupted, these end at once."""
    with ThreadPoolExecutor(2 * work.plan.cores) as threads:
        try:
            return list(threads.map(function, items))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            work.end()
            raise


def _side(work: CachedWork, visual: Visual) -> Side | None:
    plan = work.plan
    if visual.is_broken:
        return None
    try:
        job = plan.job(visual, read_regular(visual.source, SOURCE))
    except OSError:
        return None
    rendered = work.find_render(job) or work.render(job)
    if rendered.raw is None:
        return None
    asking = read_asking(visual, plan.config)
    asks = asking.asks if asking else NOTHING_ASKED
    drawing = plan.drawing(visual, rendered.raw, job.content, asks)
    normal = work.find_normal(drawing) or work.normalize(drawing)
    if normal.svg is None:
        return None
    on_claims = asking.findings(normal.verdicts, visual) if asking else ()
    findings = (*visual.findings, *rendered.findings, *normal.findings, *on_claims)
    return Side(normal.svg, visual.alt, visual.caption, visual.source, findings)

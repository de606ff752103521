"""Visuals → R006 for each that draws something else under another seed, clock and hash seed.

Each is rendered once more, and only one that differs again and again, to say what it depends on.
Nothing is written or stored.
"""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from pipeline.files.regular import SOURCE, read_regular
from pipeline.graph.build import Build
from pipeline.kinds import kind_of
from pipeline.model import Chance, Finding, Job, Rendered, Visual, is_error
from pipeline.positions import column_of_byte
from pipeline.render import render
from pipeline.render.difference import difference
from pipeline.worker.pool import Workers

CLOCK = 1_750_000_000.5
"""For renders that are to see the same clock."""

LATER = 1_983 * 86_400 + 18_437.25
"""Seconds until another year, month, weekday, hour and minute."""

HASHES = ("1", "2", "3", "4")
"""Hash seeds that are tried: a set of two may have the same order under two of them."""

HINTS = {
    "seed": "seed its generator in the script: random.seed(1), or numpy.random.default_rng(1)",
    "clock": "do not draw the date, the time or how long something took: write it out",
    "order": "sets and hash() change with the hash seed: draw sorted(…) of a set",
    "system": "it draws what the system gives: os.urandom, uuid, secrets, a process id, id(), or a "
    "generator that these seed; give it a seed of its own",
    "start": "start=rand lets the clock decide: give it a seed, start=7",
    "": "look for random numbers, the date, sets and what the system gives",
}


class Twice:
    """Renders again, in warm processes of its own; leaving it ends them."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._other = Chance(1, time.time() + LATER)
        self._stack = contextlib.ExitStack()
        # The usual processes twice over: addresses in memory differ between two.
        names = ("usual", "usual again", *HASHES)
        self._workers = {
            name: self._stack.enter_context(
                Workers(build.plan.cores, {"PYTHONHASHSEED": name} if name in HASHES else {})
            )
            for name in names
        }

    def __enter__(self) -> Twice:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def findings(self, visuals: Iterable[Visual]) -> list[Finding]:
        """R006, for each visual at most once."""
        with ThreadPoolExecutor(self.build.plan.cores) as threads:
            return [each for each in threads.map(self._finding, visuals) if each]

    def _finding(self, visual: Visual) -> Finding | None:
        if visual.is_broken or kind_of(visual.kind).is_source:
            return None
        try:
            job = self.build.plan.job(visual, read_regular(visual.source, SOURCE))
        except OSError:
            return None
        first = self._first(visual, job)
        if first is None:
            return None  # that it fails is for the build to tell
        for hashes in _hashes(job):
            again = self._render(job, self._other, hashes)
            if again.raw != first:
                return self._differs(job, first, again)
        return None

    def _first(self, visual: Visual, job: Job) -> bytes | None:
        """What is built, if it is fresh; else what would be."""
        if not any(self.build.render_reasons(visual)):
            return self.build.outputs.read(self.build.plan.paths(visual).raw)
        return self._render(job, Chance(), "usual").raw

    def _render(self, job: Job, chance: Chance, workers: str) -> Rendered:
        return render(job._replace(chance=chance), self._workers[workers])

    def _differs(self, job: Job, first: bytes, again: Rendered) -> Finding | None:
        causes = list(self._causes(job))
        if again.raw is None:
            if self._render(job, Chance(), "usual").raw is None:
                return None  # it fails now, whatever the chance
            failure = next(filter(is_error, again.findings))
            if failure.code not in ("R001", "R003"):
                return None  # the machine was too busy, say
            what = f"under another seed, clock and hash seed it fails: {failure.message}"
            return _r006(job, what, causes, failure.line, failure.column)
        differs = difference(
            first, again.raw, is_lasting=not {"system", "start", "clock"} & {*causes}
        )
        what = f"it draws something else each time: {differs}"
        return _r006(job, what, causes, *_place(job, causes))

    def _causes(self, job: Job) -> Iterator[str]:
        """What the drawing depends on, each tried alone; a graph only on the clock."""
        if kind_of(job.kind).language == "dot":
            yield "start"
            return
        usual = Chance(0, CLOCK)
        first = self._render(job, usual, "usual").raw
        if self._render(job, usual, "usual again").raw != first:
            yield "system"
            return
        if self._render(job, Chance(1, CLOCK), "usual").raw != first:
            yield "seed"
        if self._render(job, Chance(0, CLOCK + LATER), "usual").raw != first:
            yield "clock"
        if any(self._render(job, usual, hashes).raw != first for hashes in _hashes(job)):
            yield "order"


def _r006(job: Job, what: str, causes: list[str], line: int | None, column: int | None) -> Finding:
    hint = "; ".join(HINTS[cause] for cause in causes or [""])
    return Finding("R006", "warning", job.source, what, hint, job.visual, line, column)


def _hashes(job: Job) -> tuple[str, ...]:
    """The hash seeds to try: more than one only for a script that may draw in the order of sets."""
    return HASHES if any(_names(each) & _NAMES["order"] for each in _nodes(job)) else HASHES[:1]


_NAMES = {
    "seed": {"random", "randint", "uniform", "choice", "choices", "shuffle", "sample", "gauss",
             "normal", "rand", "randn", "permutation", "randrange", "default_rng", "integers",
             "normalvariate", "standard_normal", "Random"},
    "clock": {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "strftime",
              "ctime", "asctime", "perf_counter", "monotonic", "process_time", "timeit",
              "default_timer"},
    "order": {"set", "frozenset", "hash"},
    "system": {"urandom", "uuid1", "uuid4", "id", "getpid", "token_hex", "token_bytes", "randbits",
               "SystemRandom", "getrandom", "default_rng", "Random", "RandomState"},
}  # fmt: skip


def _place(job: Job, causes: list[str]) -> tuple[int | None, int | None]:
    """The first call in a script that a cause may come by."""
    names = set().union(*(_NAMES.get(cause, set()) for cause in causes))
    found = [node for node in _nodes(job) if _names(node) & names]
    if not found:
        return None, None
    first = min(found, key=lambda node: (node.lineno, node.col_offset))
    lines = job.content.decode("utf-8-sig", "replace").split("\n")
    return first.lineno, column_of_byte(lines[first.lineno - 1], first.col_offset)


def _nodes(job: Job) -> list[ast.expr]:
    """The expressions of a script."""
    if kind_of(job.kind).language != "python":
        return []
    try:
        tree = ast.parse(job.content)
    except (SyntaxError, ValueError):
        return []
    return [node for node in ast.walk(tree) if isinstance(node, ast.expr)]


def _names(node: ast.expr) -> set[str]:
    """What an expression calls, or that it makes a set."""
    if isinstance(node, ast.Set | ast.SetComp):
        return {"set"}
    if not isinstance(node, ast.Call):
        return set()
    called = node.func
    if isinstance(called, ast.Attribute):
        return {called.attr}
    return {called.id} if isinstance(called, ast.Name) else set()

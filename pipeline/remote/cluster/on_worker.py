"""In a worker of the cluster: a piece → its answer, by warm processes of the worker's own.

Dask finds these functions by name in the installed package. They touch nothing but a temporary
folder, which goes with the worker, as its processes do.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pipeline.files.inputs import is_key
from pipeline.files.scratch import remove_abandoned
from pipeline.kinds import ROWS
from pipeline.model import Engine, is_error
from pipeline.remote.cluster.piece import (
    Answer,
    Piece,
    pack_answer,
    pack_refusal,
    seal,
    unpack_piece,
)
from pipeline.remote.cluster.stamp import Stamp, own_stamp
from pipeline.render import prepare, render
from pipeline.render.finish import NORMALIZER, bring_to_normal
from pipeline.worker.cores import Stop
from pipeline.worker.pool import Workers

_LOCK = threading.Lock()
_AT_WORK: dict[str, set[Stop]] = defaultdict(set)


def introduce(dot: Engine, dask_worker: Any = None) -> Stamp:
    """The stamp of this worker, which Dask gives; its processes start to warm up meanwhile."""
    workers = _workers(dask_worker.state.nthreads)
    with contextlib.suppress(OSError):  # it is reported by the work that needs them
        for kind in ROWS:
            if kind.engine in ("", dot):
                prepare(kind, workers)
        workers.prepare(NORMALIZER)
    return dict(own_stamp(dot))


def work(sealed: str, dot: Engine, letter: bytes, contents: list[bytes]) -> list[bytes]:
    """Do a piece of work for a run whose stamp has this seal; refuse one that has another."""
    from distributed import get_worker

    stamp, worker = own_stamp(dot), get_worker()
    if seal(stamp) != sealed:
        return pack_refusal(worker.address, stamp)
    piece, workers = unpack_piece(letter, contents), _workers(worker.state.nthreads)
    with _stoppable(piece.run) as stop, workers.cores.stopped_by(stop):
        return pack_answer(sealed, _done(piece, workers))


def cancel(run: str) -> None:
    """End what is done here for a run."""
    with _LOCK:
        stops = [*_AT_WORK.pop(run, ())]
    for stop in stops:
        stop()


def _done(piece: Piece, workers: Workers) -> Answer:
    with workers.scratch.one() as folder:
        lay_out(piece, folder)
        rendered = render(piece.job, workers, folder)
    if rendered.raw is None or any(map(is_error, rendered.findings)):
        return Answer(rendered, None)
    drawing = piece.drawing._replace(raw=rendered.raw)
    return Answer(rendered, bring_to_normal(drawing, piece.job.limits, workers))


def lay_out(piece: Piece, folder: str) -> None:
    """Put what was sent into an empty folder, as it lies in the project."""
    files = {**piece.contents, piece.job.source: piece.job.content}
    for name in (*piece.names, *files):
        if not is_key(name):
            raise ValueError(f"{name!r} is no place in a project")
        path = os.path.join(folder, name.rstrip("/"))
        os.makedirs(path if name.endswith("/") else os.path.dirname(path), exist_ok=True)
        if not name.endswith("/"):
            with open(path, "wb") as file:
                file.write(files.get(name, b""))


@contextlib.contextmanager
def _stoppable(run: str) -> Iterator[Stop]:
    stop = Stop()
    with _LOCK:
        _AT_WORK[run].add(stop)
    try:
        yield stop
    finally:
        with _LOCK:
            _AT_WORK[run].discard(stop)
            if not _AT_WORK[run]:
                del _AT_WORK[run]


@functools.cache
def _workers(threads: int) -> Workers:
    """The warm processes of this worker, as many as it has threads."""
    remove_abandoned()
    workers = Workers(threads, is_lasting=True)
    atexit.register(workers.close)
    return workers

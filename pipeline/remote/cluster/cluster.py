"""A job and the drawing to make of it → what a Dask cluster made of them, or that it did not."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.model import Drawing, Job, Limits
from pipeline.plan import Plan
from pipeline.remote.belief import is_normal_form_of, is_render_of
from pipeline.remote.cluster.certificates import security
from pipeline.remote.cluster.connection import Connection, HereError, PoisonError
from pipeline.remote.cluster.piece import Answer, Piece
from pipeline.remote.cluster.sending import Sender, UnsendableError
from pipeline.remote.cluster.stamp import stamp_of
from pipeline.render.failures import error, failed

MOST_ROUNDS = 8
"""Times that a job is done over with files that it lacked."""

POISON = "its render ended every worker that it was given to"
POISON_HINT = (
    "something in it takes all memory of a machine, or ends other processes: look for that"
)


class Cluster:
    """The workers behind a connection. Threads may share it.

    `at_work` has the threads that wait for an answer, each with the `monotonic` time of its start.
    """

    def __init__(self, connection: Connection, sender: Sender) -> None:
        self.connection, self._sender = connection, sender
        self.at_work: dict[int, float] = {}
        self._counts: Counter[str] = Counter()
        self._reason = ""
        self._lock = threading.Lock()

    def draw(self, job: Job, drawing: Drawing, known: Iterable[str]) -> Answer | None:
        """What came of a job, and of the drawing whose raw SVG it makes; None: do it here.

        `known` are the files that it read or looked for last time.
        """
        try:
            with self._working():
                answer = self._draw(job, drawing, known)
        except (HereError, UnsendableError) as reason:
            self._count("here", str(reason))
            return None
        except PoisonError:
            finding = error(job, "R004", POISON, POISON_HINT)
            return Answer(failed(job, job.kind, finding), None)
        self._count("there")
        return answer

    def said(self) -> Iterator[str]:
        """How much was done where, and why not all of it there; nothing where it was not asked."""
        lost, refused = self.connection.lost, self.connection.roster.refused
        if self._counts or lost:
            line = f"cluster: {self._counts['there']} drawn there"
            line += f" · {self._counts['here']} here" if self._counts["here"] else ""
            why = [f"off: {lost}"] if lost else [self._reason] if self._reason else []
            yield "; ".join([line, *why])
        for reason in sorted({*refused.values()} - {lost}):
            yield f"cluster: {reason}; it was given no more work"

    def _draw(self, job: Job, drawing: Drawing, known: Iterable[str]) -> Answer:
        sent = self._sender.first(job, known)
        for _ in range(MOST_ROUNDS):
            names = tuple(sorted(sent.names))
            piece = Piece(self.connection.run, job, drawing, sent.contents, names)
            answer = self.connection.do(piece, _longest(job.limits))
            _verify(job, answer)
            more = self._sender.more(job, sent, answer.rendered.inputs)
            if more is None:
                return answer
            sent = more
        raise UnsendableError("it reads other files each time")

    def _count(self, name: str, reason: str = "") -> None:
        with self._lock:
            self._counts[name] += 1
            self._reason = reason or self._reason

    @contextlib.contextmanager
    def _working(self) -> Iterator[None]:
        thread = threading.get_ident()
        self.at_work[thread] = time.monotonic()
        try:
            yield
        finally:
            del self.at_work[thread]


def cluster_at(address: str, plan: Plan, certificates: str) -> Cluster:
    """The cluster of the scheduler at an address, with TLS by the certificates in a folder."""
    dot, state = plan.config.dot, plan.hashes.state
    connection = Connection(
        address, dot, lambda: stamp_of(dot, state), lambda: security(address, certificates)
    )
    return Cluster(connection, Sender(state, plan.build))


def _longest(limits: Limits) -> float:
    """Seconds that a piece takes at most: its render, its normal form, and a start for each."""
    return 2 * limits.timeout


def _verify(job: Job, answer: Answer) -> None:
    """Raises HereError for an answer that cannot be one to this job."""
    normalized = answer.normalized
    is_right = is_render_of(job, answer.rendered)
    is_right &= normalized is None or is_normal_form_of(job, normalized)
    is_right &= (answer.rendered.raw is None) == (normalized is None)
    if not is_right:
        raise HereError("a worker's answer was none to what it was asked")

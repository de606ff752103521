"""The workers of a cluster and their stamps → who gets work, and why the others do not."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterable, Mapping

from pipeline.remote.cluster.stamp import Stamp, differences


class Roster:
    """Which workers get work: all but those that are `refused`, each with the reason.

    `alike` is how many were as this machine is when it was first asked.
    """

    def __init__(self) -> None:
        self.refused: dict[str, str] = {}
        self.alike = 0

    @property
    def reason(self) -> str:
        """Why the first of those was refused."""
        return next(iter(self.refused.values()), "")

    def compare_all(self, ours: Stamp, said: Mapping[str, object]) -> None:
        """Compare what each worker said of itself, by its address."""
        for worker, stamp in said.items():
            self.compare(ours, worker, stamp)
        gone = {worker for worker, stamp in said.items() if isinstance(stamp, OSError)}
        self.alike = len(said.keys() - self.refused.keys() - gone)

    def compare(self, ours: Stamp, worker: str, stamp: object) -> None:
        """Refuse a worker whose stamp is another, or an error; one that is gone is not refused."""
        if isinstance(stamp, OSError):
            return
        if isinstance(stamp, BaseException):
            self.refused[worker] = f"the worker {worker} cannot work: {words(stamp)}"
        elif not isinstance(stamp, Mapping):
            self.refused[worker] = f"the worker {worker} does not say what it is"
        elif unlike := differences(ours, stamp):
            self.refused[worker] = f"the worker {worker} is not as this machine is: {unlike}"

    def allowed(self, workers: Iterable[str]) -> list[str]:
        """Those of the workers that are not refused."""
        return [worker for worker in workers if worker not in self.refused]


def words(error: BaseException, otherwise: str = "") -> str:
    """What went wrong, in one line."""
    while error.__cause__ is not None:  # Dask says that its time is over, and what it was before
        error = error.__cause__
    said = str(error).strip().rpartition("\n")[2]
    if isinstance(error, OSError) and error.errno and not isinstance(error, ssl.SSLError):
        said = os.strerror(error.errno)
    return f"{otherwise or type(error).__name__}: {said}" if said else otherwise or repr(error)

"""`python -m benchmarks.cluster`: what a Dask cluster on this machine costs and withstands.

Two workers with TLS draw trees of two sizes, as this machine does alone with as many cores: the
difference is the overhead. Then a worker is killed every three seconds, and the bytes are compared.
Last come the times that many workers would take, simulated from the measured times of each visual.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.remote.dask_cluster import DaskCluster
from tests.trees import Mix, write_tree

ROOT = Path(__file__).parents[1]
DOIT = (sys.executable, "-m", "pipeline.commands.main")
SMALL = Mix()
LARGE = Mix(matplotlib=659, dot=240, svg=101)
ROUNDS = 3
KILL_EVERY = 3.0
WORKERS = (1, 2, 4, 8, 16, 32, 64)


class Site:
    """A project of a mix, which is built anew by each call, here or by a cluster."""

    def __init__(self, root: Path, mix: Mix) -> None:
        self.root = root
        root.mkdir()
        shutil.copy(ROOT / "dodo.py", root)
        self.visuals = len(write_tree(root, mix).visuals)

    def build(self, engine: str = "local", certificates: Path | None = None) -> tuple[float, float]:
        """Build all from nothing: seconds, and seconds of CPU of doit's own process."""
        for name in ("build", ".cache"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        for path in self.root.glob(".doit.db*"):
            path.unlink()
        env = {**os.environ, "VISUALS_ENGINE": engine}
        env["VISUALS_ENGINE_CERTIFICATES"] = str(certificates or "")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        words = ("-n", "8") if engine != "local" else ()
        done = subprocess.run(
            [*DOIT, *words], cwd=self.root, env=env, capture_output=True, text=True, check=True
        )
        seconds = time.perf_counter() - start
        here = engine == "local"
        assert here or f"cluster: {self.visuals} drawn there\n" in done.stdout, done.stdout[-500:]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return seconds, cpu

    def bytes(self) -> dict[str, bytes]:
        """What was built, without the gallery, which shows what each visual took."""
        build = self.root / "build"
        files = (path for path in build.rglob("*") if path.is_file() and path.suffix != ".html")
        return {str(path.relative_to(build)): path.read_bytes() for path in files}

    def seconds(self) -> list[float]:
        """What each visual took here by the last build: its render and its normal form."""
        words = (*DOIT, "timings", "--all", "--json")
        done = subprocess.run(words, cwd=self.root, capture_output=True, text=True, check=True)
        rows = json.loads(done.stdout)["visuals"]
        return [row["render"] + row["normalize"] for row in rows]


def main() -> None:
    """Measure in turn, and print."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        root = Path(name)
        certificates = root / "certificates"
        command = (sys.executable, "-m", "pipeline.remote", "certificates", str(certificates))
        subprocess.run(command, check=True, cwd=ROOT)
        cluster = DaskCluster(root, ROOT, certificates)
        try:
            cluster.wait(2)
            _measure(root, cluster, certificates)
        finally:
            cluster.close()


def _measure(root: Path, cluster: DaskCluster, certificates: Path) -> None:
    small, large = (Site(root / name, mix) for name, mix in (("small", SMALL), ("large", LARGE)))
    small.build(cluster.address, certificates)  # the workers' processes warm up
    more: list[float] = []
    for site in (small, large):
        here, there, costs = [], [], []
        for _ in range(ROUNDS):
            here.append(site.build()[0])
            expected, seconds = site.bytes(), site.seconds()
            took, cpu = site.build(cluster.address, certificates)
            there.append(took)
            costs.append(cpu)
            assert site.bytes() == expected, "the cluster drew other bytes"
        more.append(median(there) - median(here))
        print(
            f"{site.visuals} visuals: here {median(here):.1f} s, there {median(there):.1f} s, "
            f"of which doit's own CPU {median(costs):.1f} s",
            flush=True,
        )
    each = (more[1] - more[0]) / (large.visuals - small.visuals)
    print(f"overhead: {more[0] - each * small.visuals:.2f} s and {1000 * each:.1f} ms a visual")
    serial = median(costs) / large.visuals
    with _killing(cluster) as killed:
        took, _ = large.build(cluster.address, certificates)
    assert large.bytes() == expected, "the cluster drew other bytes while workers were killed"
    print(f"{large.visuals} visuals while {len(killed)} workers were killed: {took:.1f} s")
    print("workers, seconds (simulated), times as fast as one")
    alone = _simulated(seconds, 1, serial)
    for workers in WORKERS:
        took = _simulated(seconds, workers, serial)
        print(f"| {workers} | {took:.1f} | {alone / took:.1f} |")


@contextlib.contextmanager
def _killing(cluster: DaskCluster) -> Iterator[list[int]]:
    """Kill one worker after the other meanwhile, which their nannies replace."""
    killed: list[int] = []
    is_over = threading.Event()

    def kill() -> None:
        while not is_over.wait(KILL_EVERY):
            with contextlib.suppress(OSError, IndexError):  # it is just being replaced
                pid = cluster.worker_of(cluster.nannies[len(killed) % 2])
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        is_over.set()
        thread.join()


def _simulated(seconds: list[float], workers: int, serial: float) -> float:
    """What so many workers take for visuals that take these seconds each.

    Every `serial` seconds the machine that builds can send one, to the worker that is free first.
    """
    free = [0.0] * workers
    for number, each in enumerate(seconds):
        heapq.heappush(free, max(heapq.heappop(free), number * serial) + each)
    return max(free)


if __name__ == "__main__":
    main()

"""Pieces of a run ⇄ a Dask scheduler, in a thread with an event loop of its own.

Whatever happens to the cluster, each piece comes back: with its answer, or as one that is to be
done here. Once the scheduler is lost, no piece waits for it again in this run.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import uuid
import warnings
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError
from typing import Any, TypeVar

from pipeline.model import Engine
from pipeline.parcels import ParcelError
from pipeline.remote.cluster import on_worker
from pipeline.remote.cluster.certificates import EXTRA, CertificateError
from pipeline.remote.cluster.piece import (
    Answer,
    Piece,
    RefusedError,
    pack_piece,
    seal,
    unpack_answer,
)
from pipeline.remote.cluster.roster import Roster, words
from pipeline.remote.cluster.stamp import Stamp
from pipeline.remote.cluster.under_way import UnderWay

CONNECT = 5.0
"""Seconds that a scheduler has to answer at first, and its workers to be there."""
TICK = 0.5
LAST = 2.0
"""Seconds that what is cancelled at the end may take."""
MOST_TRIES = 3

T = TypeVar("T")


class HereError(Exception):
    """A piece that is to be done here; `args[0]` says why, "" where that is said elsewhere."""


class PoisonError(Exception):
    """A piece that ended each worker that it was given to."""


class Connection:
    """A scheduler at `address`; it is asked from `start` until `end`. Threads may share it.

    `stamp` gives that of this machine, `security` what `distributed.Client` takes for TLS.
    `on_lost` is called once where the cluster cannot be used any more; `lost` has the reason then.
    `roster` says which workers get work.
    """

    def __init__(
        self,
        address: str,
        dot: Engine,
        stamp: Callable[[], Stamp],
        security: Callable[[], Any],
    ) -> None:
        self._address, self._dot = address, dot
        self._make_stamp, self._security = stamp, security
        self.on_lost: Callable[[], None] = lambda: None
        self.run = uuid.uuid4().hex
        self.lost, self.roster = "", Roster()
        self._loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._under_way = UnderWay()
        self._client: Any = None

    def start(self) -> None:
        """Connect meanwhile, the first time."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, daemon=True)
                self._thread.start()
                self._ready = asyncio.run_coroutine_threadsafe(self._connect(), self._loop)

    def wait(self) -> str:
        """Wait until it is connected; why it cannot be used, "" where it can."""
        self.start()
        with contextlib.suppress(HereError):
            self._ready.result()
        return self.lost

    def do(self, piece: Piece, limit: float) -> Answer:
        """Have a worker do a piece, which takes no more than `limit` seconds where all is well.

        Raises HereError, PoisonError.
        """
        if self.lost:
            raise HereError("")
        self.start()
        self._ready.result()
        return asyncio.run_coroutine_threadsafe(self._do(piece, limit), self._loop).result()

    def end(self) -> None:
        """Cancel what is at work; whoever waits for it gets a HereError."""
        has_work = bool(self._under_way)
        self._lose("the run ends", is_told=False)
        if self._thread is not None:
            with contextlib.suppress(Exception):
                ended = asyncio.run_coroutine_threadsafe(self._end(has_work), self._loop)
                ended.result(2 * LAST)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _connect(self) -> None:
        try:
            async with asyncio.timeout(2 * CONNECT):
                await self._introduce()
        except (HereError, CertificateError) as error:
            self._lose(str(error))
            raise HereError("") from error
        except Exception as error:
            self._lose(words(error, f"{self._address} does not answer"))
            raise HereError("") from error
        self._watching = self._loop.create_task(self._watch())

    async def _introduce(self) -> None:
        """Connect, and see which workers are as this machine is. Raises HereError."""
        logging.disable()  # Dask and its libraries show tracebacks of what is said here in a line
        warnings.filterwarnings("ignore", module="distributed")
        try:
            from distributed import Client
        except ImportError as error:
            raise HereError(f"the package distributed is missing: {EXTRA}") from error
        await self._reach()
        self._client = await Client(
            self._address, asynchronous=True, set_as_default=False, timeout=CONNECT,
            security=self._security(),
        )  # fmt: skip
        self._stamp = await asyncio.to_thread(self._make_stamp)
        self._seal = seal(self._stamp)
        while not self.roster.alike:  # one that just ended is asked again, when it has come back
            workers = await self._workers()
            said = await self._client.run(
                on_worker.introduce, self._dot, workers=workers, on_error="return"
            )
            self.roster.compare_all(self._stamp, said)
            if not self.roster.allowed(workers):
                raise HereError(self.roster.reason)

    async def _reach(self) -> None:
        """Raises OSError where nobody listens: Dask would ask again and again."""
        host, _, port = self._address.partition("://")[2].rpartition(":")
        _, writer = await asyncio.open_connection(host.strip("[]"), int(port))
        writer.close()

    async def _workers(self) -> list[str]:
        """The workers that are there, as soon as there is one. Raises HereError."""
        for _ in range(int(CONNECT / TICK)):
            if found := await self._scheduled():
                return found
            await asyncio.sleep(TICK / 5)
        raise HereError(f"the scheduler {self._address} has no worker")

    async def _scheduled(self) -> list[str]:
        return [*(await self._client.scheduler.identity(n_workers=-1))["workers"]]

    async def _do(self, piece: Piece, limit: float) -> Answer:
        letter, contents = pack_piece(piece)
        key = f"{piece.job.visual}-{uuid.uuid4().hex}"
        for _ in range(MOST_TRIES):
            try:
                with self._under_way.piece(key, limit):
                    return await self._asked(key, letter, contents)
            except RefusedError as refused:
                worker, stamp = refused.args
                self.roster.compare(self._stamp, worker, stamp)
        raise HereError("the workers are not as this machine is")

    async def _asked(self, key: str, letter: bytes, contents: list[bytes]) -> Answer:
        from distributed import KilledWorker

        try:
            where = await self._allowed()
            parts = await self._client.submit(
                on_worker.work, self._seal, self._dot, letter, contents,
                key=key, pure=False, **where,
            )  # fmt: skip
            return unpack_answer(self._stamp, parts)
        except (RefusedError, HereError):
            raise
        except KilledWorker as error:
            raise PoisonError from error
        except (asyncio.CancelledError, CancelledError) as error:
            if self._client.status != "running":
                self._lose(f"the scheduler {self._address} is lost")
            raise HereError("" if self.lost else "a worker did not answer in time") from error
        except ParcelError as error:
            raise HereError(f"a worker's answer cannot be used: {error}") from error
        except Exception as error:
            raise HereError(f"a worker failed: {words(error)}") from error

    async def _allowed(self) -> dict[str, Any]:
        """Where a piece may be done; anywhere, unless a worker was refused."""
        if not self.roster.refused:
            return {}
        allowed = self.roster.allowed(await self._scheduled())
        if not allowed:
            self._lose(self.roster.reason)
            raise HereError("")
        return {"workers": allowed, "allow_other_workers": False}

    async def _watch(self) -> None:
        """Look again and again whether the scheduler answers and each piece comes back in time."""
        while not self.lost:
            await asyncio.sleep(TICK)
            try:
                async with asyncio.timeout(CONNECT):
                    at_work = await self._client.processing()
            except Exception:
                self._lose(f"the scheduler {self._address} does not answer any more")
                return
            if self._under_way.is_stuck(at_work):
                self._lose("no worker of it takes work any more")
            for worker in self._under_way.end_late(at_work):
                self.roster.refused[worker] = f"the worker {worker} did not answer in time"

    def _lose(self, reason: str, *, is_told: bool = True) -> None:
        with self._lock:
            if self.lost:
                return
            self.lost = reason
        if is_told:
            self.on_lost()
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._under_way.give_up)

    async def _end(self, has_work: bool) -> None:
        if self._client is None:
            return
        if self._client.status == "running" and has_work:
            await self._within(self._client.run(on_worker.cancel, self.run, on_error="return"))
        await self._within(self._client.close(timeout=TICK))

    async def _within(self, work: Awaitable[T]) -> None:
        with contextlib.suppress(Exception):
            await asyncio.wait_for(work, LAST)

"""A time → the clock that a script sees, instead of the machine's.

Each look at it is a millisecond or two later than the one before, and whoever sleeps wakes at once:
so the same script sees the same times in each run. Not replaced: what NumPy reads itself for
`datetime64("now")`, and the times of files.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import sys
import time
from collections.abc import Callable
from typing import Any

_TICK = 0.001
_SECONDS = ("time", "monotonic", "perf_counter", "process_time", "thread_time")
_OF_NOW = ("localtime", "gmtime", "ctime")


class Clock:
    """Tells the time from `start` on, whose fraction sets the pace."""

    def __init__(self, start: float) -> None:
        self._start, self._ticks, self._slept = start, itertools.count(), 0.0
        self._tick = _TICK * (1 + start % 1)

    def now(self) -> float:
        """Seconds since 1970."""
        return self._start + self._slept + next(self._ticks) * self._tick

    def nanoseconds(self) -> int:
        """The same in nanoseconds."""
        return int(self.now() * 1e9)

    def sleep(self, seconds: float) -> None:
        """Have so much time pass."""
        self._slept += seconds


def set_clock(start: float) -> None:
    """Have `time` and `datetime` tell the time from `start` on, for the rest of this process."""
    clock = Clock(start)
    for name in _SECONDS:
        setattr(time, name, clock.now)
        setattr(time, f"{name}_ns", clock.nanoseconds)
    for name in _OF_NOW:
        setattr(time, name, _with_now(getattr(time, name), clock))
    time.sleep = clock.sleep  # type: ignore[assignment]  # whole numbers are floats to it
    time.strftime = _formatted(time.strftime)
    time.asctime = _formatted(time.asctime)
    datetime.date, datetime.datetime = _dates(clock)  # type: ignore[misc]
    sys.modules.pop("timeit", None)  # numpy imports it, and its timer is that of before


def _with_now(original: Callable[..., Any], clock: Clock) -> Callable[..., Any]:
    """A function of `time` whose moment is now unless it is given one."""

    @functools.wraps(original)
    def told(seconds: float | None = None) -> Any:
        return original(clock.now() if seconds is None else seconds)

    return told


def _formatted(original: Callable[..., str]) -> Callable[..., str]:
    """A function of `time` whose last argument is the local time unless it is given one."""
    wanted = 2 if original.__name__ == "strftime" else 1

    @functools.wraps(original)
    def told(*arguments: Any) -> str:
        is_whole = len(arguments) >= wanted
        return original(*arguments) if is_whole else original(*arguments, time.localtime())

    return told


_ORIGINALS = (datetime.date, datetime.datetime)


class _Replaced(type):
    """Stands for the class that it extends: objects of that one count as its own.

    The classes that a script makes of it have this type too, and count as any class does.
    """

    def __instancecheck__(cls, instance: object) -> bool:
        return type.__instancecheck__(_meant(cls), instance)

    def __subclasscheck__(cls, other: type) -> bool:
        return type.__subclasscheck__(_meant(cls), other)


def _meant(cls: type) -> type:
    """The original of a class that replaces one, else the class itself."""
    original = cls.__mro__[1]
    return original if original in _ORIGINALS else cls


def _dates(clock: Clock) -> tuple[type[datetime.date], type[datetime.datetime]]:
    """The two classes of `datetime` that know what time it is."""
    utc = datetime.UTC

    class Date(datetime.date, metaclass=_Replaced):
        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(clock.now())

    class DateTime(datetime.datetime, metaclass=_Replaced):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return cls.fromtimestamp(clock.now(), tz)

        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(clock.now())

        @classmethod
        def utcnow(cls) -> Any:
            return cls.fromtimestamp(clock.now(), utc).replace(tzinfo=None)

    for made, original in zip((Date, DateTime), _ORIGINALS, strict=True):
        # `repr` of an object shows the first, `repr` of the class the other two.
        made.__name__ = f"datetime.{original.__name__}"
        made.__module__, made.__qualname__ = "datetime", original.__name__
    return Date, DateTime

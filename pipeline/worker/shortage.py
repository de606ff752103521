"""An error → what the machine had too little of, which no file and no drawing can mend."""

from __future__ import annotations

import errno

SHORT = "raise the limits of this machine (ulimit -a lists them), or do less at a time: doit -n 1"
"""The way out then."""
_NUMBERS = (errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE)


def shortage(error: BaseException) -> str:
    """What ran out: memory, processes, threads or open files; "" where nothing did."""
    if isinstance(error, OSError):
        return str(error.strerror) if error.errno in _NUMBERS else ""
    if isinstance(error, MemoryError):
        return "out of memory"
    is_thread = isinstance(error, RuntimeError) and "start new thread" in str(error)
    return "no more threads can be started" if is_thread else ""

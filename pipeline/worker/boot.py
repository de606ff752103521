"""The first file that a worker process runs: the name of a worker module → its `main()`.

It is run by path, so that neither PYTHONPATH nor the working directory is needed to find the
package, and neither stays on `sys.path` where work could see it.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

USUAL = ("SIGALRM", "SIGCHLD", "SIGIO", "SIGPROF", "SIGTERM", "SIGVTALRM", "SIGXCPU")


def usual_signals() -> None:
    """Undo what a parent process did to signals: what it ignored or blocked, its children inherit.

    With SIGCHLD ignored, nobody learns how a child ended. What shells and nohup ignore on purpose
    (SIGINT, SIGHUP) stays ignored.
    """
    if sys.platform == "win32":
        return
    for name in USUAL:
        if signal.getsignal(number := getattr(signal, name)) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def become(words: list[str]) -> NoReturn:
    """Go on as another program. Windows cannot: there this waits for it, and ends as it does."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(words[0], words)
    import subprocess

    for number in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C is for the other
        signal.signal(number, signal.SIG_IGN)
    os._exit(subprocess.call(words))  # whatever threads there are


def boot(module: str, *arguments: str) -> None:
    """Import `module` of this package and run its `main` with the other arguments."""
    usual_signals()
    root = str(Path(__file__).resolve().parents[2])
    sys.path.insert(0, root)
    importlib.import_module("pipeline")
    sys.path.remove(root)
    importlib.import_module(module).main(*arguments)


if __name__ == "__main__":
    boot(*sys.argv[1:])

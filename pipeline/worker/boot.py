"""The first file that a worker process runs: the name of a worker module → its `main()`.

It is run by path, so that neither PYTHONPATH nor the working directory is needed to find the
package, and neither stays on `sys.path` where work could see it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def boot(module: str, *arguments: str) -> None:
    """Import `module` of this package and run its `main` with the other arguments."""
    root = str(Path(__file__).resolve().parents[2])
    sys.path.insert(0, root)
    importlib.import_module("pipeline")
    sys.path.remove(root)
    importlib.import_module(module).main(*arguments)


if __name__ == "__main__":
    boot(*sys.argv[1:])

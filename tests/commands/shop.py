"""A built project with visuals of every standing, and ways to end a command at a given moment."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pipeline.files.regular import signature
from pipeline.files.saved.stat_cache import StatCache
from tests.conftest import Project, Run, commander, new_project

GRAPH = 'digraph {{ a [label="{}"]; b; a -> b }}\n'


def new_shop(root: Path) -> Project:
    """`first` and `second` are published, `hand` is its own copy, `bad` failed; built."""
    made = new_project(root)
    made.add("first", "dot", GRAPH.format("first"), status="published")
    made.add("second", "dot", GRAPH.format("second"), status="published")
    made.add("hand", "svg")
    made.add("bad", "dot", "digraph { a -> -> b }\n")
    assert made.doit().counts == (3, 0, 1)
    return made


def named(project: Project, name: str, key: str, value: str, **more: str) -> Path:
    """A graph whose visual has one key more."""
    path = project.add(name, "dot", GRAPH.format(name), **more)
    path.write_text(path.read_text().replace("  kind: dot\n", f"  kind: dot\n  {key}: {value}\n"))
    return path


def ended_at(
    project: Project, moment: str, number: int, *arguments: str, exchange: bool = True
) -> None:
    """Run a command that is killed when it calls the function `moment` for that time.

    Without `exchange`, as on a system that cannot exchange two folders in one step.
    """
    code = (
        "import os, signal, sys\n"
        "import pipeline.shipping.swap as swap\n"
        f"if not {exchange}: swap._exchange = lambda *_: False\n"
        f"owner, name = {moment.rpartition('.')[0]}, {moment.rpartition('.')[2]!r}\n"
        "whole, left = getattr(owner, name), [%d]\n"
        "def killing(*arguments, **more):\n"
        "    left[0] -= 1\n"
        "    if left[0] == 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return whole(*arguments, **more)\n"
        "setattr(owner, name, killing)\n" % number
    )
    done = commander().run(project.root, arguments, code)
    assert done.code == -9, done.output


def without_room(project: Project, size: int, *arguments: str) -> Run:
    """Run a command where no file can grow beyond a size, as on a disk that is full."""
    code = (
        "import resource, sys\n"
        "sys.dont_write_bytecode = True\n"  # Python itself would leave half of what it compiles
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
    )
    done = Run(*commander().run(project.root, arguments, code))
    assert "Traceback" not in done.output, done.output
    return done


def files(folder: Path) -> dict[str, bytes]:
    """What lies below a folder, by its path from there; links by where they lead."""
    return {
        path.relative_to(folder).as_posix(): os.readlink(path).encode()
        if path.is_symlink()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def tampered(project: Project, name: str) -> None:
    """Change a built SVG so that only its bytes tell: the cache has the old hash for it."""
    path = project.path(name)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(b"first", b"wrong"))
    rows = StatCache(str(project.path(".cache/hashes.json")))
    rows.set(name, f"{signature(path.stat())} {before}")
    rows.save()

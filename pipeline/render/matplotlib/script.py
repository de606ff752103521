"""The source of a script → Rendered, in the child that runs it and nothing else."""

from __future__ import annotations

import atexit
import os
import random
import sys
import tempfile
import threading
import types
from pathlib import Path
from typing import Any

from pipeline.facts.figure import with_figure
from pipeline.files.regular import read_regular
from pipeline.model import Finding, Job, Rendered, is_error, severity_of
from pipeline.render.clock import set_clock
from pipeline.render.failures import error, source_input
from pipeline.render.matplotlib.figure.capture import FIGURE
from pipeline.render.matplotlib.imports import import_from_project
from pipeline.render.matplotlib.inputs_seen import Watch
from pipeline.render.matplotlib.listener import listen
from pipeline.render.matplotlib.misread import place_of
from pipeline.render.matplotlib.notes import NOTES, Note, RefusedError
from pipeline.render.matplotlib.places import Places
from pipeline.render.matplotlib.refused.guard import Guard
from pipeline.render.matplotlib.refused.holding import hold, left_open, permits_of
from pipeline.render.matplotlib.refused.words import SAVE
from pipeline.render.matplotlib.touched import Notes
from pipeline.render.matplotlib.wrong.errors import script_error
from pipeline.render.matplotlib.wrong.nothing import hint_on_nothing
from pipeline.render.work import ScriptTask
from pipeline.sandbox.permits import ALL, Permits
from pipeline.worker.process import FILE_LIMIT

LOOK_FOR_SVG = 4096


def run_script(task: ScriptTask) -> Rendered:
    """Run a script and take its SVG. Expects `warm_up.py` to have run."""
    job, out = task.job, Path(task.own, "visual.svg")
    places = Places(task.root, job, task.folder)
    allowed = permits_of(task)
    notes = Notes(task.notes)
    watch = Watch(places, source_input(job), notes, job.layout.build, allowed.may_read)
    script = os.path.join(task.root, job.source)
    allowed, closed = _prepare(task, watch, allowed, script, out)
    if job.limits.sandbox == "required" and closed != ALL:
        return Rendered(None, _renderer(), (left_open(job, closed),))
    NOTES.begin(watch)
    FIGURE.begin(str(out))
    Guard(watch, allowed).install()
    listen()
    watch.begin()
    raised = _run(job.content, script)
    _end_as_python_ends()
    raised = raised or _save_open_figure(out)
    watch.rest()
    heard = _heard(job)
    refused = [*filter(is_error, heard)]
    errors = [*refused, *_beyond(refused, _raised(job, watch, raised))]
    raw = _saved(str(out))
    if not errors:
        errors = _no_svg(job, raw)
        raw = with_figure(raw, FIGURE.packed(raw))
    warnings = [finding for finding in heard if not is_error(finding)]
    clean = tuple(_without_places(task, finding) for finding in (*errors, *warnings))
    return Rendered(None if errors else raw, _renderer(), clean)


def _renderer() -> str:
    # Its metadata has it as well, and takes ten times as long to read in each child.
    import matplotlib

    return f"matplotlib {matplotlib.__version__}"


def _prepare(
    task: ScriptTask, watch: Watch, allowed: Permits, script: str, out: Path
) -> tuple[Permits, tuple[str, ...]]:
    """Make this process what the contract promises a script, and start to watch it.

    What is allowed to it then, and which of `ALL` the kernel closes to it.
    """
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # what it prints before it hangs or crashes is shown
    os.environ |= {"VISUAL_OUT_PATH": str(out), "TMPDIR": task.own, "MPLCONFIGDIR": task.own}
    os.environ |= dict.fromkeys(("HOME", "TEMP", "TMP"), task.own)
    os.environ["VISUAL_PARAMS"] = task.job.params
    tempfile.tempdir = task.own
    atexit._clear()  # what this process was to do at its end is no part of a script
    folder = os.path.dirname(script)
    os.chdir(folder)
    sys.argv = [script]
    import_from_project(watch, allowed, folder)
    _sow(task.job.chance.seed)
    if task.job.chance.clock is not None:
        set_clock(task.job.chance.clock)
    sys.dont_write_bytecode = True  # a script writes nothing but its picture
    watch.wrap_os()
    return hold(task, allowed)


def _run(content: bytes, script: str) -> BaseException | None:
    """Run a script as `__main__`; return what it raised, except a normal `sys.exit()`."""
    module = types.ModuleType("__main__")
    module.__file__ = script
    sys.modules["__main__"] = module
    try:
        exec(compile(content, script, "exec", dont_inherit=True), vars(module))
    except SystemExit as end:
        return None if end.code in (None, 0) else end
    except BaseException as raised:
        return raised
    return None


def _end_as_python_ends() -> None:
    """Wait for the script's threads and do what it asked for at its end, as Python does then."""
    threading._shutdown()  # type: ignore[attr-defined]  # there is no public way
    atexit._run_exitfuncs()


def _save_open_figure(out: Path) -> BaseException | None:
    """Save the one open figure of a script that saved nothing; return what that raised."""
    import matplotlib.pyplot as plt

    if out.exists() or len(plt.get_fignums()) != 1:
        return None
    try:
        plt.savefig(out, format="svg", bbox_inches="tight")
    except BaseException as raised:
        return raised
    return None


def _saved(out: str) -> bytes:
    """What the script saved; nothing where it made a folder, a pipe or a link to elsewhere."""
    try:
        return read_regular(out, FILE_LIMIT)
    except OSError:
        return b""


def _heard(job: Job) -> list[Finding]:
    """What was noted; of the texts that one string of the script makes, the first."""
    found: dict[object, Finding] = {}
    for note in [*NOTES.made]:
        finding = _noted(job, note)
        place = finding.file, finding.line, finding.column
        found.setdefault(place if note.text else note, finding)
    return list(found.values())


def _noted(job: Job, note: Note) -> Finding:
    file, line, column = *note.place, None
    if note.text and (written := place_of(job.content, note.text)):
        file, line, column = job.source, *written
    found = error(job, note.code, note.message, note.hint, line, column, file=file)
    return found._replace(severity=severity_of(note.code))


def _raised(job: Job, watch: Watch, raised: BaseException | None) -> list[Finding]:
    """The finding on what a script raised, unless that came of what was refused."""
    cause, seen = raised, set[int]()
    while cause is not None and id(cause) not in seen:  # one may be the cause of its own cause
        if isinstance(cause, RefusedError):
            return []
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__
    return [script_error(job, watch, raised)] if raised else []


def _beyond(refused: list[Finding], raised: list[Finding]) -> list[Finding]:
    """What was raised in no line that was refused something: a library may raise another thing."""
    lines = {(finding.file, finding.line) for finding in refused}
    return [finding for finding in raised if (finding.file, finding.line) not in lines]


def _no_svg(job: Job, raw: bytes) -> list[Finding]:
    """The finding on a script that ran well and saved no SVG."""
    import matplotlib.pyplot as plt

    if b"<svg" in raw[:LOOK_FOR_SVG]:
        return []
    figures = len(plt.get_fignums())
    hint = hint_on_nothing(job, figures)
    if raw:
        message, hint = "what the script saved in VISUAL_OUT_PATH is no SVG", f"end with {SAVE}"
    elif figures:
        message = f"the script saved nothing and left {figures} figures open"
    else:
        message = "the script saved nothing and left no figure open"
    return [error(job, "R003", message, hint)]


def _without_places(task: ScriptTask, finding: Finding) -> Finding:
    """Take paths of this machine out of a message, which is the same on every machine then.

    Lone surrogates go too: no file in UTF-8 can hold them.
    """
    message = finding.message.replace(f"{task.root}{os.sep}", "")
    message = message.replace(task.own, "the temporary folder")
    message = message.encode("utf-8", "backslashreplace").decode()
    return finding._replace(message=message)


def _sow(seed: int) -> None:
    """Seed the global generators, and have those made without a seed follow it in this process.

    Each of them gets a seed of its own, the same ones in each run. What a script seeds itself is
    left alone, and so is what asks the system for secrets.
    """
    import numpy.random

    spare = random.Random(seed)
    _sow_python(spare)
    random.seed(seed)
    # Seed sequences ask this for bits, and all of numpy's generators ask a seed sequence.
    numpy.random.bit_generator.randbits = spare.getrandbits  # type: ignore[attr-defined]
    numpy.random.seed(seed)


def _sow_python(spare: random.Random) -> None:
    """Have generators of Python's that are given no seed take one from `spare`."""
    seed_one = random.Random.seed

    def seed(self: random.Random, a: Any = None, version: int = 2) -> None:
        seed_one(self, spare.getrandbits(128) if a is None else a, version)

    random.Random.seed = seed  # type: ignore[method-assign]
    # The module took its function from the class before.
    bound: Any = random
    bound.seed = bound._inst.seed

"""What happens to a project while it is built, or between two builds: one function each."""

from __future__ import annotations

import functools
import os
import resource
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

from tests.conftest import DOIT, Project

PATIENCE = 120.0


def start(project: Project, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start a command in a process group of its own."""
    return subprocess.Popen(
        [*DOIT, *arguments],
        cwd=project.root,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def end(*processes: subprocess.Popen[str]) -> None:
    """Wait for commands; none of them may show a traceback."""
    for process in processes:
        output, _ = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in output, output


def wait(process: subprocess.Popen[str], seconds: float) -> None:
    """Let a command run for a while, or until its end."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def kill_build(project: Project, after: float) -> None:
    """Start a build and kill its whole process group `after` some seconds."""
    process = start(project, "-n", "4")
    wait(process, after)
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def undo(project: Project, path: Path, other: str, after: float, until: float) -> None:
    """Change a file while a build runs, and change it back before the build ends."""
    before = path.read_text() if path.exists() else None
    process = start(project, "-n", "4")
    wait(process, after)
    path.write_text(other)
    wait(process, until)
    if before is None:
        path.unlink()
    else:
        path.write_text(before)
    end(process)


def together(project: Project, *commands: list[str]) -> None:
    """Run commands side by side."""
    end(*[start(project, *command) for command in commands])


def without_room(project: Project, size: int) -> None:
    """Build where no file can grow beyond a size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        # Python 3.11 keeps bytecode that it could write but in part, and fails on it ever after.
        process = start(project, PYTHONDONTWRITEBYTECODE="1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    end(process)


def blocked(project: Project, name: str) -> None:
    """Build where a file is in a folder's place, then put the folder back."""
    path, away = project.path(name), project.path(f"{name}.away")
    if path.exists():
        path.rename(away)
    path.touch()
    try:
        end(start(project))
    finally:
        path.unlink()
        if away.exists():
            away.rename(path)


@functools.cache
def can_mount() -> bool:
    """Whether a command can be given a disk of its own."""
    command = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(command, capture_output=True).returncode
    )


def on_disk(project: Project, name: str, options: str) -> None:
    """Build where a folder is a disk of its own: a small one, or one that is read-only."""
    project.path(name).mkdir(exist_ok=True)
    disk = f"mount -t tmpfs -o {options} none {name} && exec {shlex.join(DOIT)}"
    process = subprocess.Popen(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", disk],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    end(process)


def flip(project: Project, pick: int) -> None:
    """Flip one bit in each file of the cache and in the database, or in one of them."""
    files = sorted(path for path in project.path(".cache").rglob("*") if path.is_file())
    files += filter(Path.is_file, [project.path(".doit.db")])
    chosen = files if pick % 5 == 0 else files[pick % len(files) :][:1] if files else []
    for path in chosen:
        if data := bytearray(path.read_bytes()):
            data[pick * 7919 % len(data)] ^= 1 << pick % 8
            path.chmod(0o644)
            path.write_bytes(data)


def link(path: Path, store: Path) -> None:
    """Move a file or folder into another folder, and leave a link in its place."""
    if not path.exists() or path.is_symlink():
        return
    target = store / f"{path.parent.name}-{path.name}"
    store.mkdir(exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    path.replace(target)
    path.symlink_to(os.path.relpath(target, path.parent.resolve()))

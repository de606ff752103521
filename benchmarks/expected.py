"""What a contender should have done → a check of the folder and the output that it left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.model import UnexpectedError
from benchmarks.rules import OUT

Check = Callable[[Path, str], None]


def says(*texts: str) -> Check:
    """The output holds each of the texts."""

    def check(root: Path, output: str) -> None:
        missing = [text for text in texts if text not in output]
        if missing:
            raise UnexpectedError(f"the output lacks {missing}:\n{output[-2000:]}")

    return check


def drew(folder: str, count: int) -> Check:
    """`count` files below `folder` are SVGs that are whole, and no other lies there."""

    def check(root: Path, output: str) -> None:
        files = [path for path in (root / folder).rglob("*") if path.is_file()]
        whole = [path for path in files if b"</svg>" in path.read_bytes()[-20:]]
        if not len(files) == len(whole) == count:
            raise UnexpectedError(f"{len(whole)} of {len(files)} are whole SVGs, not {count}")

    return check


def built(built: int, fresh: int, *texts: str) -> Check:
    """Ours built so many visuals, the others were fresh, and the output holds each of the texts."""
    return says(f"{built} built · {fresh} fresh · 0 failed", *texts)


def ran_only(target: str) -> Check:
    """A rival told one command, which makes `target`."""

    def check(root: Path, output: str) -> None:
        commands = [line for line in output.splitlines() if f"{OUT}/" in line]
        if len(commands) != 1 or target not in commands[0]:
            raise UnexpectedError(f"not {target} alone was made:\n{output[-2000:]}")

    return check


def both(*checks: Check) -> Check:
    """All of the checks."""

    def check(root: Path, output: str) -> None:
        for each in checks:
            each(root, output)

    return check

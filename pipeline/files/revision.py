"""A revision of git → its files, whole, in a temporary folder that is gone afterwards.

They are checked out through an index of their own: nothing is written to the repository, not even
by a run that is killed, and no hook runs.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator

from pipeline.files.scratch import Scratch
from pipeline.printing import printable, shown

_SUBMODULE = "160000"
"""The mode of git's entry for the commit of another repository."""
MOST_SAID = 500
"""Letters of what git says."""


class RevisionError(Exception):
    """The revision cannot be had; the message says why, and what to do."""


@contextlib.contextmanager
def checked_out(name: str) -> Iterator[str]:
    """The folder that the current one was in the revision `name`. Raises RevisionError.

    The files of the whole repository lie around it, as links may lead there.
    """
    top, place = _repository()
    commit = _commit(name)
    with Scratch() as scratch:
        tree = f"{scratch.path}/tree"
        os.mkdir(tree)
        _check_out(top, commit, tree, f"{scratch.path}/index")
        folder = os.path.join(tree, place)
        if not os.path.isdir(folder):
            raise RevisionError(f"the revision {shown(name)} has no folder {shown(place)}")
        yield folder


def _check_out(top: str, commit: str, tree: str, index: str) -> None:
    """Write the files of a commit into `tree`, and those of the submodules that are here."""
    ours = {"GIT_INDEX_FILE": index}
    git("-C", top, "read-tree", commit, **ours)
    git("-C", top, "checkout-index", "--all", "--quiet", f"--prefix={tree}/", **ours)
    for number, entry in enumerate(git("-C", top, "ls-files", "--stage", "-z", **ours).split("\0")):
        mode, place = entry.partition(" ")[0], entry.partition("\t")[2]
        if mode != _SUBMODULE or not os.path.exists(f"{top}/{place}/.git"):
            continue
        inner = entry.split(" ")[1]
        try:
            _check_out(f"{top}/{place}", inner, f"{tree}/{place}", f"{index}-{number}")
        except RevisionError as error:
            raise RevisionError(
                f"the submodule {shown(place)} has no commit {inner[:12]} here: "
                f"fetch it, with git -C {place} fetch"
            ) from error


def _repository() -> tuple[str, str]:
    """The top of the repository that the current folder is in, and the folder's place in it."""
    said = git("rev-parse", "--show-toplevel", "--show-prefix").split("\n")
    return said[0], said[1]


def _commit(name: str) -> str:
    """The hash of the commit that `name` stands for."""
    with contextlib.suppress(RevisionError):
        if name and not name.startswith("-"):
            return git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
    raise RevisionError(
        f"git knows no revision {shown(name)} here; give a branch, a tag or a commit, "
        "and in a shallow clone fetch it first"
    )


def git(*arguments: str, **environment: str) -> str:
    """What git says in the current folder. Raises RevisionError where it cannot be asked."""
    try:
        done = subprocess.run(
            ["git", *arguments], env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
            capture_output=True, check=False,
        )  # fmt: skip
    except OSError as error:
        reason = "git is not installed, or not on PATH"
        raise RevisionError(f"{reason}: {error.strerror}; install it") from error
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())  # the way out comes last
        said = printable(said.removeprefix("fatal: ")[:MOST_SAID])
        raise RevisionError(f"git cannot be asked here: {said}")
    return os.fsdecode(done.stdout)

"""What a script was refused → what is said of it, and a way out."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.sandbox import numbers

PICTURES = (".svg", ".png", ".pdf", ".jpg", ".jpeg")
SAVE = 'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")'
WRITE_HINT = "a script writes os.environ['VISUAL_OUT_PATH'] and temporary files, nothing else"
DRAW_HINT = "a script draws from what lies beside it; compute or fetch the data before, into a file"
LIMITS_HINT = "`timeout` and `memory` in [tool.visuals] of pyproject.toml set them"
READ_HINT = "a script reads what lies beside it: move or copy there what it needs"
OF_THE_MACHINE = ("/proc/", "/sys/", "/dev/")
"""Places that say how a machine is: nobody can copy these."""
READS = "it reads only the project's questions, packages and fonts"
MEMORY_HINT = "take a bytearray, or mmap with MAP_PRIVATE, in the place of shared memory"
LATEX_HINT = "leave out usetex and the pgf backend: mathtext draws formulas"


class Refusal(NamedTuple):
    """What is said, and a way out."""

    message: str
    hint: str


def to_read(place: str, *, is_link: bool = False) -> Refusal:
    """The refusal to open a file or folder; `is_link`: a link in a readable place leads there."""
    link = ", a link to elsewhere" if is_link else ""
    hint = DRAW_HINT if place.startswith(OF_THE_MACHINE) else READ_HINT
    return Refusal(f"this script may not open {place}{link}: {READS}", hint)


def to_read_so_many(most: int) -> Refusal:
    """The refusal to open more files than are watched."""
    message = f"this script opened more than {most} files: no more are watched"
    return Refusal(message, "join what it reads into a few files")


def to_write(place: str) -> Refusal:
    """The refusal to write, make, move or remove a file."""
    is_picture = place.lower().endswith(PICTURES)
    return _to_do(f"wrote to {place}", f"write {SAVE}" if is_picture else WRITE_HINT)


def to_start() -> Refusal:
    """The refusal to start a process."""
    return _to_do("started a process")


def to_start_so_many(most: int) -> Refusal:
    """The refusal to start more threads than that."""
    return Refusal(f"this script started more than {most} threads", "let fewer do the work")


def to_link() -> Refusal:
    """The refusal to make a link, which would hide what is read by it."""
    return _to_do("made a link", "copy the file instead")


def to_use_network() -> Refusal:
    """The refusal to make or use a socket."""
    return _to_do("used the network")


def to_signal() -> Refusal:
    """The refusal to send a signal."""
    return _to_do("sent a signal to another process")


def to_change_limits() -> Refusal:
    """The refusal to raise a limit."""
    return _to_do("changed its limits", LIMITS_HINT)


def to_take(function: str) -> Refusal:
    """The refusal to take a function from the C library."""
    return _to_do(f"took {function} from the C library")


def to_run_latex(program: str) -> Refusal:
    """The refusal to have LaTeX set its text."""
    return Refusal(f"the script needs LaTeX ({program}), which is refused", LATEX_HINT)


def to_call(name: str) -> Refusal:
    """The refusal of a call of the kernel, by its name there."""
    if name in numbers.STARTING or name in numbers.RUNNING or name == "clone":
        return to_start()
    if name in numbers.NETWORK or name == "socketpair":
        return to_use_network()
    if name in ("kill", "tgkill", "tkill"):
        return to_signal()
    if name in numbers.LIMITS or name == "prlimit64":
        return to_change_limits()
    if name == "mmap":
        return _to_do("asked for memory that its limit does not count", MEMORY_HINT)
    return _to_do(f"asked the kernel for {name}")


def _to_do(what: str, hint: str = DRAW_HINT) -> Refusal:
    return Refusal(f"the script {what}, which is refused", hint)

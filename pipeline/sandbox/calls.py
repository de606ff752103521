"""A process → one whose calls the kernel judges: threads, yes; processes, network, others, no.

A script that starts processes faster than they can be killed would outlive its time limit. So it
starts none: the calls fail as where there are too many processes already. The rest fails as what
needs rights that it does not have. Where somebody listens (`listening.py`), what is refused and
every file that is opened is reported to them first, whoever asks: Python or a library in C.
Source: linux/seccomp.h, linux/filter.h and linux/audit.h of the kernel.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import os
import struct

from pipeline.sandbox import kernel, numbers
from pipeline.sandbox.kernel import (
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    WHICH,
)
from pipeline.sandbox.numbers import Numbers, names

SECCOMP, SET_FILTER = (317, 277), 1
NEW_LISTENER, WAIT_KILLABLE = 1 << 3, 1 << 5
ALLOW, ASK, REFUSE = 0x7FFF0000, 0x7FC00000, 0x00050000
ARCHITECTURES = (0xC000003E, 0xC00000B7)
FIRST_ODD = 0x40000000
"""From this number on, calls are those of another ABI."""

LOAD, IS, AT_LEAST, ANY_BIT, AND, GO, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x05, 0x06
"""Operations of the filter: load a word of the call, compare or mask it, go on further down, or
end."""
Steps = tuple[bytes, ...]
Cases = dict[int, Steps]
"""What is done for a call, by its number."""
FEW = 4

NUMBER, ARCHITECTURE, FIRST, SECOND, THIRD, FOURTH = 0, 4, 16, 24, 32, 40
"""Where in a call its number lies, what it is made for, and its arguments."""

CLONE_THREAD = 0x00010000
SHARED_MEMORY, GROWING = 0x21, 0x100
"""Flags of `mmap` for memory that no limit of data counts: shared and of no file, or as a stack."""
AF_UNIX, SOCK_STREAM, KIND_OF_SOCKET = 1, 1, 0xF
OF_DESCRIPTORS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032, 1033, 1034)
"""Commands of `fcntl` on a descriptor and its locks. With others (F_SETOWN, F_SETLEASE, F_NOTIFY)
signals reach other processes, and whoever opens a file waits."""
ASKING_DEVICES = (0x5401, 0x802C542A, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""Commands of `ioctl` that ask what a terminal is or what waits to be read, or set how this process
waits and what it hands on. Others change files that are open for reading alone."""

REPORTED: tuple[Numbers, ...] = (
    numbers.STARTING, numbers.NETWORK, numbers.SIGNALS, numbers.LIMITS, numbers.KERNEL,
    numbers.FILES,
)  # fmt: skip
"""Calls that are refused, and said to be where somebody listens."""
ASKED: tuple[Numbers, ...] = (
    *REPORTED, numbers.RUNNING, numbers.OPENING, numbers.CHANGING,
    {"clone": numbers.CLONE, "kill": numbers.KILL, "tgkill": numbers.TGKILL,
     "prlimit64": numbers.PRLIMIT, "socketpair": numbers.SOCKETPAIR, "mmap": numbers.MMAP},
)  # fmt: skip
"""All that a listener hears of."""


def prepare() -> None:
    """Have ready what is the same for all processes that are forked from this one."""
    if WHICH is not None:
        _judged(WHICH, is_heard=True, runs=False)


def gain_no_rights() -> bool:
    """Have no program that this process starts get more rights than it has; whether it worked."""
    try:
        kernel.prctl(PR_SET_NO_NEW_PRIVS, 1)
    except OSError:
        return False
    return True


def refuse_starting() -> bool:
    """Have the kernel refuse to start any process; whether it can. Expects `gain_no_rights`."""
    return WHICH is not None and _set(WHICH, _search(_starting(WHICH, REFUSE)), 0) >= 0


def refuse_calls(*, runs: bool) -> bool:
    """Have the kernel refuse all that does harm; whether it can. Expects `gain_no_rights`.

    `runs`: the process may become another program.
    """
    return WHICH is not None and _set(WHICH, _program(WHICH, is_heard=False, runs=runs), 0) >= 0


def refuse_and_report_calls() -> int | None:
    """The same, and report it, and every file that is opened: where, as a descriptor.

    None where the kernel cannot, or somebody listens to this process already: nothing is refused
    then.
    """
    if WHICH is None:
        return None
    program = _program(WHICH, is_heard=True, runs=False)
    for flags in (NEW_LISTENER | WAIT_KILLABLE, NEW_LISTENER):  # the first from Linux 5.19 on
        if (listener := _set(WHICH, program, flags)) >= 0:
            return listener
    return None


def _set(which: int, program: Steps, flags: int) -> int:
    """Put a program in force; -1 where that fails."""
    code = b"".join((*_head(which), *program))
    held = ctypes.create_string_buffer(code, len(code))
    described = struct.pack("HP", len(code) // 8, ctypes.addressof(held))
    with contextlib.suppress(OSError):
        return kernel.call(SECCOMP[which], SET_FILTER, flags, described)
    return -1


def _head(which: int) -> Steps:
    """Refuse calls that are made for another machine or ABI; then the number is loaded."""
    again = _step(RETURN, REFUSE | errno.EAGAIN)
    return (
        _step(LOAD, ARCHITECTURE), _step(IS, ARCHITECTURES[which], 1, 0), again,
        _step(LOAD, NUMBER), _step(AT_LEAST, FIRST_ODD, 0, 1), again,
    )  # fmt: skip


def _program(which: int, *, is_heard: bool, runs: bool) -> Steps:
    """The program: each step is an operation, how far to jump if it is so or not, and a value."""
    # To itself alone a process may send signals, as `abort` does; 0 is its group, of it alone.
    to_itself = (
        _step(LOAD, FIRST), _step(IS, os.getpid(), 1, 0), _step(IS, 0, 0, 1), _step(RETURN, ALLOW),
        _step(RETURN, ASK if is_heard else REFUSE | errno.EPERM),
    )  # fmt: skip
    return (
        *_when(numbers.KILL[which], to_itself), *_when(numbers.TGKILL[which], to_itself),
        *_judged(which, is_heard=is_heard, runs=runs),
    )  # fmt: skip


@functools.cache
def _judged(which: int, *, is_heard: bool, runs: bool) -> Steps:
    """The part that is the same for every process: a server has it ready before it forks."""
    refused = ASK if is_heard else REFUSE | errno.EPERM
    quietly, missing = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS
    # Limits can be asked for, which gives no new ones: a pointer of two words that are 0.
    asks = (
        _step(LOAD, THIRD), _step(IS, 0, 0, 3), _step(LOAD, THIRD + 4), _step(IS, 0, 0, 1),
        _step(RETURN, ALLOW), _step(RETURN, refused),
    )  # fmt: skip
    # Else it would outlive its parent, or nobody could look at it.
    stays = (
        _step(LOAD, FIRST), _step(IS, PR_SET_PDEATHSIG, 1, 0), _step(IS, PR_SET_DUMPABLE, 0, 1),
        _step(RETURN, quietly), _step(RETURN, ALLOW),
    )  # fmt: skip
    # One of datagrams could send to anybody's address.
    pairs = (
        _step(LOAD, FIRST), _step(IS, AF_UNIX, 0, 3), _step(LOAD, SECOND),
        _step(AND, KIND_OF_SOCKET), _step(IS, SOCK_STREAM, 1, 0), _step(RETURN, refused),
        _step(RETURN, ALLOW),
    )  # fmt: skip
    memory = (
        _step(LOAD, FOURTH), _step(ANY_BIT, GROWING, 2, 0), _step(AND, SHARED_MEMORY),
        _step(IS, SHARED_MEMORY, 0, 1), _step(RETURN, refused), _step(RETURN, ALLOW),
    )  # fmt: skip
    cases: Cases = _opening(which, ASK if is_heard else ALLOW)
    for tables, answer in (
        ((numbers.CHANGING,), ASK if is_heard else ALLOW), ((numbers.PRETENDED,), REFUSE),
        ((numbers.ATTRIBUTES,), REFUSE | errno.EOPNOTSUPP), ((numbers.QUIET,), quietly),
        (REPORTED, refused), ((numbers.RUNNING,), ALLOW if runs else refused),
    ):  # fmt: skip
        cases |= dict.fromkeys(names(which, *tables), (_step(RETURN, answer),))
    cases |= _starting(which, ASK if is_heard else REFUSE)  # which REPORTED has as well
    return (
        _step(AT_LEAST, numbers.FIRST_UNKNOWN, 0, 1), _step(RETURN, missing),
        *_search(cases | {
            numbers.OPENAT2: (_step(RETURN, missing),),  # its flags lie in memory, unseen
            numbers.SOCKETPAIR[which]: pairs,
            numbers.PRLIMIT[which]: asks,
            numbers.PRCTL[which]: stays,
            numbers.MMAP[which]: memory,
            numbers.FCNTL[which]: _if_one_of(SECOND, OF_DESCRIPTORS, quietly),
            numbers.IOCTL[which]: _if_one_of(SECOND, ASKING_DEVICES, REFUSE | errno.ENOTTY),
        }),
    )  # fmt: skip


def _starting(which: int, refusal: int) -> Cases:
    """Threads are started and processes not."""
    refused = _step(RETURN, refusal | (errno.EAGAIN if refusal == REFUSE else 0))
    threads = (
        _step(LOAD, FIRST), _step(ANY_BIT, CLONE_THREAD, 1, 0), refused,
        _step(RETURN, ASK if refusal == ASK else ALLOW),
    )  # fmt: skip
    # The flags of `clone3` lie in memory, where no filter sees them; the C library takes `clone`.
    missing = (_step(RETURN, REFUSE | errno.ENOSYS),)
    forks = dict.fromkeys(names(which, numbers.STARTING), (refused,))
    return {**forks, numbers.CLONE[which]: threads, numbers.CLONE3: missing}


def _opening(which: int, answer: int) -> Cases:
    """Files are opened, and not cut by who opens them to read, which old Landlocks do not see."""
    refused, rest = _step(RETURN, REFUSE | errno.EACCES), _step(RETURN, answer)
    cases: Cases = dict.fromkeys(names(which, numbers.OPENING), (rest,))
    for name, flags in (("open", SECOND), ("openat", THIRD)):
        if (number := numbers.OPENING[name][which]) is not None:
            cases[number] = (
                _step(LOAD, flags), _step(ANY_BIT, os.O_TRUNC, 0, 2),
                _step(ANY_BIT, os.O_WRONLY | os.O_RDWR, 1, 0), refused, rest,
            )  # fmt: skip
    return cases


def _if_one_of(argument: int, values: tuple[int, ...], refusal: int) -> Steps:
    """Allow a call whose argument is one of the values, and refuse it with any other."""
    allowed = _step(RETURN, ALLOW)
    steps = [step for value in values for step in (_step(IS, value, 0, 1), allowed)]
    return (_step(LOAD, argument), *steps, _step(RETURN, refusal))


def _search(cases: Cases) -> Steps:
    """Find the steps for a number by halves, and allow it where there are none.

    The kernel tries a new program on every number there is: one after another takes it 0.5 ms.
    """
    if len(cases) <= FEW:
        found = [step for number, steps in cases.items() for step in _when(number, steps)]
        return (*found, _step(RETURN, ALLOW))
    ordered = sorted(cases)
    middle = ordered[len(ordered) // 2]
    low = _search({number: cases[number] for number in ordered if number < middle})
    high = _search({number: cases[number] for number in ordered if number >= middle})
    return (_step(AT_LEAST, middle, 0, 1), _step(GO, len(low)), *low, *high)


def _when(number: int, steps: Steps) -> Steps:
    """Steps that are taken for one call alone; the last one ends it."""
    return (_step(IS, number, 0, len(steps)), *steps)


def _step(operation: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("HBBI", operation, if_so, if_not, value)

"""A process → one that the kernel lets start threads, and no process; no network, no other harm.

A script that starts processes faster than they can be killed would outlive its time limit. So it
starts none: the calls fail as where there are too many processes already. The rest fails as what
needs rights that it does not have.
Source: linux/seccomp.h, linux/filter.h, linux/audit.h and asm/unistd.h of the kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
PR_SET_PDEATHSIG = 1
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
CLONE_THREAD = 0x00010000
FIRST_ODD = 0x40000000
"""From this number on, calls are those of another ABI."""

LOAD, IS, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Operations of the filter: load a word of the call, compare it, or end."""

NUMBER, ARCHITECTURE, FIRST, THIRD = 0, 4, 16, 32
"""Where in a call its number lies, what it is made for, and two of its arguments."""

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Which of the two numbers of a call a machine has, and what its calls are made for."""

Numbers = dict[str, tuple[int | None, int | None]]
"""The number of a call by machine."""

STARTING: Numbers = {"fork": (57, None), "vfork": (58, None)}
CLONE, CLONE3 = (56, 220), 435

RUNNING: Numbers = {"execve": (59, 221), "execveat": (322, 281)}
"""A process stays one, and becomes another program."""

PRETENDED: Numbers = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
}  # fmt: skip
"""Calls that change modes and times, which Landlock does not see: they do nothing and say that they
did, since a script that copies a temporary file makes them and has no use for what they do."""

HARMFUL: Numbers = {
    "socket": (41, 198), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "process_madvise": (440, 440), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262), "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142),
    "sethostname": (170, 161), "setdomainname": (171, 162), "init_module": (175, 105),
    "delete_module": (176, 106), "finit_module": (313, 273), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "iopl": (172, None), "ioperm": (173, None), "syslog": (103, 116),
    "acct": (163, 89), "quotactl": (179, 60), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "setrlimit": (160, 164), "setpriority": (141, 140), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274), "ioprio_set": (251, 30),
    "migrate_pages": (256, 238), "move_pages": (279, 239), "shmget": (29, 194), "shmat": (30, 196),
    "shmctl": (31, 195), "semget": (64, 190), "semctl": (66, 191), "semop": (65, 193),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "mq_open": (240, 180), "mq_unlink": (241, 181), "chown": (92, None), "fchown": (93, 55),
    "lchown": (94, None), "fchownat": (260, 54), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "setxattrat": (463, 463), "removexattr": (197, 14),
    "lremovexattr": (198, 15), "fremovexattr": (199, 16), "removexattrat": (466, 466),
    "truncate": (76, 45),
}  # fmt: skip
"""Calls that reach other processes, the network, the kernel, or files without opening them."""
KILL, TGKILL, PRLIMIT, PRCTL = (62, 129), (234, 131), (302, 261), (157, 167)


def refuse_calls(*, only_starting: bool, runs: bool = False) -> bool:
    """Have the kernel refuse them from now on; whether it can. Expects `gain_no_rights`.

    `only_starting`: no other call than those that start a process. `runs`: it may become another
    program.
    """
    machine = MACHINES.get(os.uname().machine) if sys.platform == "linux" else None
    if machine is None:
        return False
    program = b"".join(_filter(*machine, only_starting, runs))
    held = ctypes.create_string_buffer(program, len(program))
    descriptor = struct.pack("HP", len(program) // 8, ctypes.addressof(held))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    done: int = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, descriptor, 0, 0)
    return done == 0


def gain_no_rights() -> bool:
    """Have no program that this process starts get more rights than it has; whether it worked."""
    done: int = ctypes.CDLL(None, use_errno=True).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return done == 0


def _filter(which: int, architecture: int, only_starting: bool, runs: bool) -> list[bytes]:
    """The program: each step is an operation, how far to jump if it is so or not, and a value."""
    again, missing = REFUSE | errno.EAGAIN, REFUSE | errno.ENOSYS
    steps = [
        _step(LOAD, ARCHITECTURE),
        _step(IS, architecture, 1, 0),
        _step(RETURN, again),
        _step(LOAD, NUMBER),
        _step(AT_LEAST, FIRST_ODD, 0, 1),
        _step(RETURN, again),
        *_answer(which, STARTING, again),
        # Its flags lie in memory, where no filter sees them; the C library then takes `clone`.
        *_when(CLONE3, _step(RETURN, missing)),
        *_when(
            CLONE[which], _step(LOAD, FIRST), _step(ANY_BIT, CLONE_THREAD, 1, 0),
            _step(RETURN, again), _step(RETURN, ALLOW),
        ),
    ]  # fmt: skip
    return [*steps, *([] if only_starting else _harmful(which, runs)), _step(RETURN, ALLOW)]


def _harmful(which: int, runs: bool) -> list[bytes]:
    refused = REFUSE | errno.EPERM
    # To itself alone a process may send signals, as `abort` does; 0 is its group, of it alone.
    to_itself = (
        _step(LOAD, FIRST), _step(IS, os.getpid(), 1, 0), _step(IS, 0, 0, 1),
        _step(RETURN, ALLOW), _step(RETURN, refused),
    )  # fmt: skip
    # Limits can be asked for, which gives no new ones: a pointer of two words that are 0.
    asks = (
        _step(LOAD, THIRD), _step(IS, 0, 0, 3), _step(LOAD, THIRD + 4), _step(IS, 0, 0, 1),
        _step(RETURN, ALLOW), _step(RETURN, refused),
    )  # fmt: skip
    # It would outlive its parent.
    stays = (
        _step(LOAD, FIRST), _step(IS, PR_SET_PDEATHSIG, 0, 1), _step(RETURN, refused),
        _step(RETURN, ALLOW),
    )  # fmt: skip
    return [
        *_answer(which, PRETENDED, REFUSE),
        *([] if runs else _answer(which, RUNNING, refused)),
        *_answer(which, HARMFUL, refused),
        *_when(KILL[which], *to_itself),
        *_when(TGKILL[which], *to_itself),
        *_when(PRLIMIT[which], *asks),
        *_when(PRCTL[which], *stays),
    ]


def _answer(which: int, calls: Numbers, answer: int) -> list[bytes]:
    """Steps that end each of the calls with this answer."""
    numbers = [call[which] for call in calls.values()]
    found = [_when(number, _step(RETURN, answer)) for number in numbers if number is not None]
    return [step for steps in found for step in steps]


def _when(number: int, *steps: bytes) -> list[bytes]:
    """Steps that are taken for one call alone; the last one ends it."""
    return [_step(IS, number, 0, len(steps)), *steps]


def _step(operation: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("HBBI", operation, if_so, if_not, value)

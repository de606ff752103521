"""The calls of the kernel that no drawing needs: their numbers on x86-64 and on ARM64.

Source: asm/unistd.h of the kernel, 6.18.
"""

from __future__ import annotations

Numbers = dict[str, tuple[int | None, int | None]]
"""The number of a call by machine; None where a machine does not have it."""

FIRST_UNKNOWN = 470
"""From this number on, nobody here knows what a call does."""

STARTING: Numbers = {"fork": (57, None), "vfork": (58, None)}
"""Calls that start a process; `clone` starts threads as well."""
CLONE, CLONE3 = (56, 220), 435

RUNNING: Numbers = {"execve": (59, 221), "execveat": (322, 281)}
"""A process stays one, and becomes another program."""

NETWORK: Numbers = {
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242),
}  # fmt: skip
SOCKETPAIR = (53, 199)

SIGNALS: Numbers = {
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
}  # fmt: skip
"""Calls that reach other processes."""
KILL, TGKILL = (62, 129), (234, 131)

LIMITS: Numbers = {"setrlimit": (160, 164)}
PRLIMIT = (302, 261)

KERNEL: Numbers = {
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "mount": (165, 40),
    "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "open_tree_attr": (467, 467),
    "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "mount_setattr": (442, 442), "statmount": (457, 457),
    "listmount": (458, 458), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262), "inotify_init": (253, None), "inotify_init1": (294, 26),
    "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142), "sethostname": (170, 161),
    "setdomainname": (171, 162), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "create_module": (174, None), "query_module": (178, None),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "iopl": (172, None),
    "ioperm": (173, None), "syslog": (103, 116), "acct": (163, 89), "quotactl": (179, 60),
    "quotactl_fd": (443, 443), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "adjtimex": (159, 171), "clock_adjtime": (305, 266), "uselib": (134, None),
    "modify_ldt": (154, None), "vhangup": (153, 58), "lookup_dcookie": (212, 18),
    "nfsservctl": (180, 42), "_sysctl": (156, None), "shmget": (29, 194), "shmat": (30, 196),
    "shmctl": (31, 195), "semget": (64, 190), "semctl": (66, 191), "semop": (65, 193),
    "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188),
    "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
}  # fmt: skip
"""Calls that reach the kernel itself, or memory and queues that are shared with others."""

FILES: Numbers = {
    "chown": (92, None), "lchown": (94, None), "fchownat": (260, 54), "truncate": (76, 45),
}  # fmt: skip
"""Calls that change files by their paths, which Landlock does not see, or not from its start on."""

QUIET: Numbers = {
    "fchown": (93, 55), "file_getattr": (468, 468), "file_setattr": (469, 469),
    "setpriority": (141, 140),
    "sched_setparam": (142, 118), "sched_setscheduler": (144, 119), "sched_setattr": (314, 274),
    "sched_setaffinity": (203, 122), "ioprio_set": (251, 30), "migrate_pages": (256, 238),
    "move_pages": (279, 239), "io_setup": (206, 0), "personality": (135, 92),
    "capset": (126, 91), "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145),
    "setregid": (114, 143), "setresuid": (117, 147), "setresgid": (119, 149),
    "setgroups": (116, 159), "setfsuid": (122, 151), "setfsgid": (123, 152),
}  # fmt: skip
"""Calls that a library may try and do without; they are refused, and not reported."""

ATTRIBUTES: Numbers = {
    "getxattr": (191, 8), "lgetxattr": (192, 9), "fgetxattr": (193, 10), "getxattrat": (464, 464),
    "listxattr": (194, 11), "llistxattr": (195, 12), "flistxattr": (196, 13),
    "listxattrat": (465, 465), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15),
    "fremovexattr": (199, 16), "removexattrat": (466, 466),
}  # fmt: skip
"""Calls on what is written beside files, which Landlock does not see: no file has any."""

PRETENDED: Numbers = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
}  # fmt: skip
"""Calls that change modes and times, which Landlock does not see: they do nothing and say that they
did, since a script that copies a temporary file makes them and has no use for what they do."""

OPENING: Numbers = {"open": (2, None), "creat": (85, None), "openat": (257, 56)}
OPENAT2 = 437

CHANGING: Numbers = {
    "unlink": (87, None), "unlinkat": (263, 35), "rmdir": (84, None), "mkdir": (83, None),
    "mkdirat": (258, 34), "mknod": (133, None), "mknodat": (259, 33), "rename": (82, None),
    "renameat": (264, 38), "renameat2": (316, 276), "link": (86, None), "linkat": (265, 37),
    "symlink": (88, None), "symlinkat": (266, 36),
}  # fmt: skip
"""Calls that change a folder, which Landlock judges."""

PATHS: dict[str, tuple[tuple[int, int | None], ...]] = {
    "symlink": ((1, None),), "symlinkat": ((2, 1),),
    **dict.fromkeys(("rename", "link"), ((0, None), (1, None))),
    **dict.fromkeys(("renameat", "renameat2", "linkat"), ((1, 0), (3, 2))),
    **dict.fromkeys(
        ("openat", "unlinkat", "mkdirat", "mknodat", "fchownat"), ((1, 0),)
    ),
}  # fmt: skip
"""Which arguments of a call are paths, and which are the descriptors of their folders; for any
other call the first argument is the path."""

PRCTL, FCNTL, IOCTL, MMAP = (157, 167), (72, 25), (16, 29), (9, 222)


def names(which: int, *tables: Numbers) -> dict[int, str]:
    """The name of each call in these tables by its number on one machine."""
    found = {call[which]: name for table in tables for name, call in table.items()}
    return {number: name for number, name in found.items() if number is not None}

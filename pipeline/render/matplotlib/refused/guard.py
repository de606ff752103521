"""What a script does beside drawing → refused: reading and writing elsewhere, processes, network.

It says what was refused, and where. A script that means harm can switch it off; what holds then is
what the kernel refuses (`sandbox/`).
"""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable
from typing import Any

from pipeline.render.matplotlib.inputs_seen import Watch, replace_in_os
from pipeline.render.matplotlib.notes import NOTES
from pipeline.render.matplotlib.places import folder_of
from pipeline.render.matplotlib.refused import words
from pipeline.sandbox.permits import WRITING, Permits, is_probed

# Audit events whose first arguments are paths that they change: how many of them are, and where
# the folder's descriptor stands for each, if it has one.
CHANGING: dict[str, tuple[tuple[int, int | None], ...]] = {
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.link": ((0, 2), (1, 3)),
    "os.mkdir": ((0, 2),),
    "os.remove": ((0, 1),),
    "os.removexattr": ((0, None),),
    "os.rename": ((0, 2), (1, 3)),
    "os.rmdir": ((0, 1),),
    "os.setxattr": ((0, None),),
    "os.truncate": ((0, None),),
    "os.utime": ((0, 3),),
}
ASKING = ("os.getxattr", "os.listxattr")
MAKING = ("mkfifo", "mknod")
"""Functions of `os` that make something and raise no audit event."""
STARTING = (
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system",
    "pty.spawn", "subprocess.Popen",
)  # fmt: skip
NETWORK = (
    "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "socket.sendmsg",
)  # fmt: skip
OF_C = (
    "accept", "bind", "chmod", "chown", "clone", "clone3", "connect", "creat", "daemon", "dlopen",
    "execl", "execle", "execlp", "execv", "execve", "execvp", "fchmod", "fchmodat", "fchownat",
    "fopen", "fopen64", "fork", "freopen", "io_uring_setup", "kill", "killpg", "lchown", "link",
    "linkat", "lremovexattr", "lsetxattr", "memfd_create", "mkdir", "mkdirat", "mknod", "mknodat",
    "mount", "open", "open64", "openat", "openat64", "opendir", "pidfd_open", "pidfd_send_signal",
    "popen", "posix_spawn", "posix_spawnp", "prctl", "prlimit", "prlimit64", "process_vm_readv",
    "process_vm_writev", "pthread_kill", "ptrace", "removexattr", "rename", "renameat", "renameat2",
    "rmdir", "sendmsg", "sendto", "setns", "setrlimit", "setrlimit64", "setxattr", "shm_open",
    "socket", "socketpair", "symlink", "symlinkat", "syscall", "system", "tgkill", "truncate",
    "truncate64", "umount", "umount2", "unlink", "unlinkat", "unshare", "utime", "utimensat",
    "utimes", "vfork",
)  # fmt: skip
"""Functions of the C library that no drawing needs."""
LATEX = ("latex", "lualatex", "luatex", "pdflatex", "xelatex", "dvipng", "dvisvgm", "kpsewhich")


class Guard:
    """Refuses and notes, so that a script which catches the exception fails all the same."""

    def __init__(self, watch: Watch, permits: Permits) -> None:
        self._watch, self._permits = watch, permits
        self._closes_reads = permits.reads is not None
        self._rules: dict[str, Callable[[tuple[Any, ...]], None]] = {
            "open": self._on_open,
            "os.listdir": self._on_list,
            "os.scandir": self._on_list,
            "os.kill": self._on_kill,
            "os.killpg": self._on_kill,
            "sqlite3.connect": self._on_connect,
            "ctypes.dlopen": self._on_load,
            "ctypes.dlsym": self._on_symbol,
            "resource.setrlimit": self._on_limit,
            "resource.prlimit": self._on_limit,
        }
        for event in ASKING:
            self._rules[event] = self._on_ask
        self._rules["os.chdir"] = lambda arguments: watch.saw(arguments[0])
        for event, paths in CHANGING.items():
            self._rules[event] = functools.partial(self._on_change, paths)
        self._rules["os.symlink"] = self._on_link
        for event in STARTING:
            self._rules[event] = self._on_start
        for event in NETWORK:
            self._rules[event] = lambda _: NOTES.refuse(*words.to_use_network())

    def install(self) -> None:
        """Look at every audit event of this process, as long as the watch is on in its thread."""
        rules, watch = self._rules, self._watch

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in rules and watch.is_on:
                rules[event](arguments)

        sys.addaudithook(hook)
        for name in MAKING:
            replace_in_os(name, self._making)

    def _making(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def making(path: Any, *arguments: Any, **options: Any) -> Any:
            if self._watch.is_on:
                self._allow(path, options.get("dir_fd"))
            return original(path, *arguments, **options)

        return making

    def _on_open(self, arguments: tuple[Any, ...]) -> None:
        path, _, flags = arguments
        if flags & WRITING:
            self._allow(path, self._watch.folder)
        else:
            self._may_read(path, self._watch.folder)
            self._watch.saw(path, self._watch.folder)

    def _on_ask(self, arguments: tuple[Any, ...]) -> None:
        self._may_read(arguments[0], None)
        self._watch.saw(arguments[0])

    def _on_list(self, arguments: tuple[Any, ...]) -> None:
        self._may_read("." if arguments[0] is None else arguments[0], None)
        self._watch.listed(arguments[0])

    def _on_connect(self, arguments: tuple[Any, ...]) -> None:
        """A database is written to, unless it says `file:…?mode=ro`."""
        name, _, options = os.fsdecode(arguments[0]).removeprefix("file:").partition("?")
        if "mode=ro" in options.split("&"):
            self._may_read(name, None)
            self._watch.saw(name)
        else:
            self._allow(arguments[0], None)

    def _on_load(self, arguments: tuple[Any, ...]) -> None:
        """A bare name is looked for in the system's folders alone."""
        if isinstance(arguments[0], str) and os.sep in arguments[0]:
            self._may_read(arguments[0], None)
            self._watch.saw(arguments[0])

    def _on_symbol(self, arguments: tuple[Any, ...]) -> None:
        if self._closes_reads and arguments[1] in OF_C:
            NOTES.refuse(*words.to_take(arguments[1]))

    def _on_limit(self, arguments: tuple[Any, ...]) -> None:
        """The last argument is the new limit; to ask for one is nothing."""
        if self._closes_reads and arguments[-1] is not None:
            NOTES.refuse(*words.to_change_limits())

    def _on_change(self, paths: tuple[tuple[int, int | None], ...], arguments: Any) -> None:
        for path, folder in paths:
            self._allow(arguments[path], None if folder is None else arguments[folder])

    def _on_link(self, arguments: tuple[Any, ...]) -> None:
        self._allow(arguments[1], arguments[2])
        if self._closes_reads:
            NOTES.refuse(*words.to_link())

    def _on_start(self, arguments: tuple[Any, ...]) -> None:
        program = arguments[0] if arguments else ""
        name = os.path.basename(program) if isinstance(program, str) else ""
        if name in LATEX:
            NOTES.refuse(*words.to_run_latex(name))
        NOTES.refuse(*words.to_start())

    def _on_kill(self, arguments: tuple[Any, ...]) -> None:
        if arguments[0] not in (0, os.getpid()):
            NOTES.refuse(*words.to_signal())

    def _may_read(self, path: Any, folder: int | None) -> None:
        """Pass a path that may be read, and one that leads nowhere, as the system says itself."""
        if isinstance(path, int) or not self._closes_reads:
            return
        with self._watch.paused():
            text = os.fsdecode(path)
            written = os.path.abspath(os.path.join(folder_of(folder), text))
            place = os.path.realpath(written)
            if self._permits.may_read(place) or not os.path.lexists(place):
                return
            if is_probed(place):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), text)
            name = self._watch.places.shown(place, text)
            is_link = self._permits.may_read(written)
        NOTES.refuse(*words.to_read(name, is_link=is_link))

    def _allow(self, path: Any, folder: int | None) -> None:
        """Pass a path that may be written; links in it count for where they lead."""
        if isinstance(path, int):
            return
        with self._watch.paused():
            text = os.fsdecode(path)
            place = os.path.realpath(os.path.join(folder_of(folder), text))
            name = self._watch.places.shown(place, text)
        if not (self._permits.may_write(place) or text in (os.devnull, ":memory:")):
            NOTES.refuse(*words.to_write(name))

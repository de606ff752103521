"""Scripts that do harm, by name; OUTSIDE and PROJECT stand for folders around them.

Each draws what it got hold of. Those of `SEEN` are caught by the guard; those of `BLIND` have
switched it off, and draw only where the kernel let them through.

Whatever they try must be harmless where the sandbox fails, on the machine of whoever works on it:
signals have the number 0, which asks whether they may be sent and sends none.
"""

from __future__ import annotations

from pipeline.sandbox import numbers
from pipeline.sandbox.kernel import WHICH
from tests.render.scripts import SAVE

HERE = WHICH or 0
OPENAT, CLONE = numbers.OPENING["openat"][HERE], numbers.CLONE[HERE]
RING, MEMFD = (numbers.KERNEL[name][HERE] for name in ("io_uring_setup", "memfd_create"))
KEYCTL = numbers.KERNEL["keyctl"][HERE]

OUTSIDE, PROJECT = "@OUTSIDE@", "@PROJECT@"

START = "import ctypes, gc, os, sys\nimport matplotlib.pyplot as plt\n"
CAUGHT = "try:\n    got = {}\nexcept BaseException as error:\n    got = type(error).__name__\n"
DRAWN = f"plt.title(str(globals().get('got'))[:200].replace('$', ''))\n{SAVE}"

MAY_NOT = "this script may not open"
READS = "it reads only the project's questions, packages and fonts"

SEEN = {
    "passwd": ("open('/etc/passwd').read()", f"{MAY_NOT} /etc/passwd: {READS}"),
    "key": (f"open('{OUTSIDE}/.ssh/id_rsa').read()", f"{MAY_NOT} {OUTSIDE}/.ssh/id_rsa"),
    "bytes": (f"open(b'{OUTSIDE}/marker').read()", f"{MAY_NOT} {OUTSIDE}/marker"),
    "parent": ("open(f'/proc/{os.getppid()}/environ').read()", f"{MAY_NOT} /proc/"),
    "itself": ("open('/proc/self/environ').read()", f"{MAY_NOT} /proc/self/environ"),
    "git": ("open('../../.git/config').read()", f"{MAY_NOT} .git/config"),
    "env": (f"open('{PROJECT}/.env').read()", f"{MAY_NOT} .env"),
    "store": ("os.listdir('../../.cache')", f"{MAY_NOT} .cache"),
    "built": ("open('../../build/kept.txt').read()", f"{MAY_NOT} build/kept.txt"),
    "settings": ("__import__('io').FileIO('../../pyproject.toml').read()",
                 f"{MAY_NOT} pyproject.toml"),
    "folder": ("os.open('marker', 0, dir_fd=os.open('/', 0))", f"{MAY_NOT} /"),
    "linked": ("open('link').read()", f"{MAY_NOT} link, a link to elsewhere: {READS}"),
    "attribute": (f"os.getxattr('{OUTSIDE}/marker', 'user.x')", f"{MAY_NOT} {OUTSIDE}/marker"),
    "output": ("os.symlink('/etc/passwd', os.environ['VISUAL_OUT_PATH'])",
               "the script made a link"),
    "home": (f"os.scandir('{OUTSIDE}')", f"{MAY_NOT} {OUTSIDE}"),
    "numbers": (f"__import__('numpy').fromfile('{OUTSIDE}/marker', 'u1')", f"{MAY_NOT} {OUTSIDE}"),
    "library": (f"ctypes.CDLL('{OUTSIDE}/marker')", f"{MAY_NOT} {OUTSIDE}/marker"),
    "symbol": ("ctypes.CDLL(None).fopen", "the script took fopen from the C library"),
    "database": (f"__import__('sqlite3').connect('{OUTSIDE}/marker')", "the script wrote to"),
    "linking": (f"os.symlink('/etc', '{OUTSIDE}/etc')", "the script wrote to"),
    "limits": ("__import__('resource').setrlimit(9, (-1, -1))", "the script changed its limits"),
    "daemon": ("os.fork() or os.fork()", "the script started a process"),
    "server": ("os.kill(os.getppid(), 0)", "the script sent a signal to another process"),
}  # fmt: skip
"""What it does, and what is said of it."""

OFF = {
    "gc": "for rules in gc.get_objects():\n"
    "    if type(rules) is dict and 'ctypes.dlopen' in rules: rules.clear()\n",
    "frames": "frame = sys._getframe()\n"
    "while 'watch' not in frame.f_locals: frame = frame.f_back\n"
    "frame.f_locals['watch'].rest()\n",
}
"""Ways to switch the guard off."""

C = (
    "libc = ctypes.CDLL(None, use_errno=True)\n"
    "def done(value):\n"
    "    if value in (-1, None): raise OSError(ctypes.get_errno(), 'stopped')\n"
    "    return value\n"
)
"""Calls of the C library; what they refuse is raised."""

MARKER = f"b'{OUTSIDE}/marker'"
WROTE, ASKED = f"the script wrote to {OUTSIDE}", "the script asked the kernel for"
NETWORK, STARTED = "the script used the network", "the script started a process"
SIGNAL = "the script sent a signal to another process"
OPENED = f"{MAY_NOT} {OUTSIDE}/marker: {READS}"

BLIND = {
    "python": ("gc", f"got = open({MARKER}).read()", OPENED),
    "frames": ("frames", f"got = open({MARKER}).read()", OPENED),
    "caught": ("gc", f"import contextlib\nwith contextlib.suppress(OSError): open({MARKER})",
               OPENED),
    "thread": ("gc", "import threading\n"
               f"work = threading.Thread(target=lambda: libc.open({MARKER}, 0)); work.start()",
               OPENED),
    "environ": ("gc", "got = open(f'/proc/{os.getppid()}/environ').read()", f"{MAY_NOT} /proc/"),
    "c-open": ("gc", f"got = os.read(done(libc.open({MARKER}, 0)), 99)", OPENED),
    "c-silent": ("gc", f"got = libc.open({MARKER}, 0)", OPENED),
    "c-fopen": ("frames", f"libc.fopen.restype = ctypes.c_void_p; got = libc.fopen({MARKER}, b'r')",
                OPENED),
    "c-list": ("gc", f"libc.opendir.restype = ctypes.c_void_p; got = libc.opendir(b'{OUTSIDE}')",
               f"{MAY_NOT} {OUTSIDE}"),
    "c-env": ("gc", "got = libc.open(b'../../.env', 0)", f"{MAY_NOT} .env"),
    "c-git": ("gc", "got = libc.open(b'../../.git/config', 0)", f"{MAY_NOT} .git/config"),
    "c-build": ("gc", "got = libc.open(b'../../build/kept.txt', 0)", f"{MAY_NOT} build/kept.txt"),
    "c-linked": ("gc", "got = libc.open(b'link', 0)", f"{MAY_NOT} questions/cloud/link,"),
    "c-write": ("gc", f"got = libc.open({MARKER}, 0o1001)", WROTE),
    "c-new": ("gc", f"got = libc.creat(b'{OUTSIDE}/new', 0o600)", WROTE),
    "c-self": ("gc", "got = libc.open(__file__.encode(), 1)", "the script wrote to questions/"),
    "c-folder": ("gc", "got = libc.openat(libc.open(b'/', 0o10000000),"
                 f" {MARKER}[1:], 0)", OPENED),
    "c-nowhere": ("gc", f"libc.syscall({OPENAT}, -100, ctypes.c_ulong(2**64 - 1), 0)\n"
                  f"got = libc.open({MARKER}, 0)", OPENED),
    "c-cut": ("gc", f"got = libc.truncate({MARKER}, 0)", WROTE),
    "c-remove": ("gc", f"got = libc.unlink({MARKER})", WROTE),
    "c-rename": ("gc", f"got = libc.rename({MARKER}, {MARKER} + b'2')", WROTE),
    "c-link": ("gc", f"got = libc.symlink(b'/etc', b'{OUTSIDE}/etc')", WROTE),
    "c-hard": ("gc", f"got = libc.link({MARKER}, os.environ['TMPDIR'].encode() + b'/x')", WROTE),
    "c-make": ("gc", f"got = libc.mkdir(b'{OUTSIDE}/made', 0o700)", WROTE),
    "c-own": ("gc", f"got = libc.chown({MARKER}, 1, 1)", WROTE),
    "c-socket": ("gc", "got = libc.socket(2, 1, 0)", NETWORK),
    "c-unix": ("gc", "got = libc.socket(1, 2, 0)", NETWORK),
    "c-pair": ("gc", "got = libc.socketpair(1, 2, 0, ctypes.create_string_buffer(8))", NETWORK),
    "c-fork": ("gc", "got = libc.fork() or libc.pause()", STARTED),
    "c-clone": ("gc", f"got = libc.syscall({CLONE}, 17, 0, 0, 0, 0) or os._exit(0)", STARTED),
    "c-exec": ("gc", "got = libc.execv(b'/bin/sh', (ctypes.c_char_p * 3)(b'sh', b'-c'))", STARTED),
    "c-kill": ("gc", "got = libc.kill(os.getppid(), 0)", SIGNAL),
    "c-all": ("gc", "got = libc.kill(-1, 0)", SIGNAL),
    "c-limits": ("gc", "got = libc.setrlimit(2, (ctypes.c_ulong * 2)(-1, -1))",
                 "the script changed its limits"),
    "c-lease": ("gc", "import fcntl\n"
                "got = fcntl.fcntl(os.open(__file__, 0), 1024, 1)", "PermissionError"),
    "c-marks": ("gc", "import fcntl\ngot = fcntl.ioctl(os.open(__file__, 0), 0x40086602, bytes(8))",
                "OSError"),
    "c-beside": ("gc", f"got = os.getxattr({MARKER}, b'user.x')", "OSError"),
    "c-alias": ("gc", "got = libc.open(b'/proc/self/cwd/link', 0)",
                f"{MAY_NOT} /proc/self/cwd/link"),
    "c-hidden": ("gc", "got = libc.symlink(b'/etc', os.environ['TMPDIR'].encode() + b'/x')",
                 "the script made a link"),
    "c-threads": ("gc", "import threading, time\nthreading.stack_size(65536)\n"
                  "for n in range(400): threading.Thread(target=time.sleep, args=[1]).start()",
                  "this script started more than 256 threads"),
    "c-uncounted": ("gc", "import mmap\ngot = len(mmap.mmap(-1, 4096))",
                    "the script asked for memory that its limit does not count"),
    "c-growing": ("gc", "libc.mmap.restype = ctypes.c_void_p\n"
                  "got = done(libc.mmap(None, 4096, 3, 0x122, -1, 0)) % 2**64",
                  "the script asked for memory that its limit does not count"),
    "c-ring": ("gc", f"got = libc.syscall({RING}, 8, ctypes.create_string_buffer(120))", ASKED),
    "c-memory": ("gc", f"got = libc.syscall({MEMFD}, b'x', 0)", ASKED),
    "c-trace": ("gc", "got = libc.ptrace(16, os.getppid(), 0, 0)", ASKED),
    "c-spaces": ("gc", "got = libc.unshare(0x10000000)", ASKED),
    "c-mount": ("gc", "got = libc.mount(b'none', b'/', b'tmpfs', 0, None)", ASKED),
    "c-keys": ("gc", f"got = libc.syscall({KEYCTL}, 0, -3, 0)", ASKED),
    "c-shared": ("gc", "got = libc.shmget(0, 4096, 0o1600)", ASKED),
    "lxml": ("gc", "from lxml import etree\n"
             f"etree.ElementTree(etree.Element('x')).write('{OUTSIDE}/marker')", WROTE),
    "lxml-read": ("gc", f"from lxml import etree\ngot = etree.parse('{OUTSIDE}/marker.xml')",
                  f"{MAY_NOT} {OUTSIDE}/marker.xml"),
    "sqlite": ("gc", "import sqlite3\ngot = sqlite3.connect("
               f"'{OUTSIDE}/base', isolation_level=None).execute('create table x (y)')", WROTE),
}  # fmt: skip
"""How the guard is switched off, what is done then in its last line, and what is said of it."""


def scripts(outside: str, project: str) -> dict[str, str]:
    """Every script by the id of its visual."""
    seen = {f"seen-{name}": START + CAUGHT.format(does) for name, (does, _) in SEEN.items()}
    blind = {
        f"blind-{name}": f"{START}{OFF[how]}{C}{does}\n" for name, (how, does, _) in BLIND.items()
    }
    return {
        name: (script + DRAWN).replace(OUTSIDE, outside).replace(PROJECT, project)
        for name, script in (seen | blind).items()
    }

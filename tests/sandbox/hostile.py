"""Scripts that do harm, by name; OUTSIDE and PROJECT stand for folders around them.

Each draws what it got hold of. Those of `SEEN` are caught by the guard; those of `BLIND` have
switched it off, and draw only where the kernel let them through.

Whatever they try must be harmless where the sandbox fails, on the machine of whoever works on it:
signals have the number 0, which asks whether they may be sent and sends none.
"""

from __future__ import annotations

from tests.render.scripts import SAVE

OUTSIDE, PROJECT = "@OUTSIDE@", "@PROJECT@"

START = "import ctypes, gc, os, sys\nimport matplotlib.pyplot as plt\n"
CAUGHT = "try:\n    got = {}\nexcept BaseException as error:\n    got = type(error).__name__\n"
DRAWN = f"plt.title(str(got)[:200].replace('$', ''))\n{SAVE}"

MAY_NOT = "this script may not open"
READS = "it reads only the project's questions, packages and fonts"

SEEN = {
    "passwd": ("open('/etc/passwd').read()", f"{MAY_NOT} /etc/passwd: {READS}"),
    "key": (f"open('{OUTSIDE}/.ssh/id_rsa').read()", f"{MAY_NOT} {OUTSIDE}/.ssh/id_rsa"),
    "bytes": (f"open(b'{OUTSIDE}/marker').read()", f"{MAY_NOT} {OUTSIDE}/marker"),
    "parent": ("open(f'/proc/{os.getppid()}/environ').read()", f"{MAY_NOT} /proc/"),
    "itself": ("open('/proc/self/environ').read()", f"{MAY_NOT} /proc/self/environ"),
    "git": ("open('../../.git/config').read()", f"{MAY_NOT} ../../.git/config"),
    "env": (f"open('{PROJECT}/.env').read()", f"{MAY_NOT} .env"),
    "store": ("os.listdir('../../.cache')", f"{MAY_NOT} ../../.cache"),
    "built": ("open('../../build/kept.txt').read()", f"{MAY_NOT} ../../build/kept.txt"),
    "settings": ("__import__('io').FileIO('../../pyproject.toml').read()",
                 f"{MAY_NOT} pyproject.toml"),
    "folder": ("os.open('marker', 0, dir_fd=os.open('/', 0))", f"{MAY_NOT} /"),
    "linked": ("open('link').read()", f"{MAY_NOT} link, a link to elsewhere: {READS}"),
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
BLIND = {
    "python": ("gc", f"got = open({MARKER}).read()"),
    "frames": ("frames", f"got = open({MARKER}).read()"),
    "environ": ("gc", "got = open(f'/proc/{os.getppid()}/environ').read()"),
    "c-open": ("gc", f"got = os.read(done(libc.open({MARKER}, 0)), 99)"),
    "c-fopen": ("frames", f"libc.fopen.restype = ctypes.c_void_p\n"
                f"got = done(libc.fopen({MARKER}, b'r'))"),
    "c-env": ("gc", "got = os.read(done(libc.open(b'../../.env', 0)), 99)"),
    "c-git": ("gc", "got = os.read(done(libc.open(b'../../.git/config', 0)), 99)"),
    "c-build": ("gc", "got = os.read(done(libc.open(b'../../build/kept.txt', 0)), 99)"),
    "c-write": ("gc", f"got = done(libc.open({MARKER}, 0o1001))"),
    "c-self": ("gc", "got = done(libc.open(__file__.encode(), 1))"),
    "c-folder": ("gc", "got = done(libc.openat(done(libc.open(b'/', 0o10000000)),"
                 f" {MARKER}[1:], 0))"),
    "c-cut": ("gc", f"got = done(libc.truncate({MARKER}, 0))"),
    "c-remove": ("gc", f"got = done(libc.unlink({MARKER}))"),
    "c-rename": ("gc", f"got = done(libc.rename({MARKER}, {MARKER} + b'2'))"),
    "c-link": ("gc", f"got = done(libc.symlink(b'/etc', b'{OUTSIDE}/etc'))"),
    "c-own": ("gc", f"got = done(libc.chown({MARKER}, 1, 1))"),
    "c-socket": ("gc", "got = done(libc.socket(2, 1, 0))"),
    "c-unix": ("gc", "got = done(libc.socket(1, 2, 0))"),
    "c-fork": ("gc", "got = done(libc.fork())\nif not got: os.setsid(); libc.fork(); libc.pause()"),
    "c-exec": ("gc", "libc.execv(b'/bin/sh', (ctypes.c_char_p * 3)(b'sh', b'-c'))\n"
               "got = done(-1 if ctypes.get_errno() == 1 else 0)"),
    "c-kill": ("gc", "got = done(libc.kill(os.getppid(), 0))"),
    "c-all": ("gc", "got = done(libc.kill(-1, 0))"),
    "c-limits": ("gc", "got = done(libc.setrlimit(2, (ctypes.c_ulong * 2)(-1, -1)))"),
    "c-ring": ("gc", "got = done(libc.syscall(425, 8, ctypes.create_string_buffer(120)))"),
    "c-memory": ("gc", "got = done(libc.syscall(319, b'x', 0))"),
    "c-trace": ("gc", "got = done(libc.ptrace(16, os.getppid(), 0, 0))"),
    "c-spaces": ("gc", "got = done(libc.unshare(0x10000000))"),
    "c-stay": ("gc", "got = done(libc.prctl(1, 0, 0, 0, 0))"),
    "lxml": ("gc", "from lxml import etree\n"
             f"etree.ElementTree(etree.Element('x')).write('{OUTSIDE}/marker')\ngot = 'written'"),
    "lxml-read": ("gc", f"from lxml import etree\ngot = etree.parse('{OUTSIDE}/marker.xml')"),
    "sqlite": ("gc", "import sqlite3\n"
               f"sqlite3.connect('{OUTSIDE}/base').execute('create table x (y)')\ngot = 'made'"),
}  # fmt: skip
"""How the guard is switched off, and what is done then."""


def scripts(outside: str, project: str) -> dict[str, str]:
    """Every script by the id of its visual."""
    seen = {f"seen-{name}": START + CAUGHT.format(does) for name, (does, _) in SEEN.items()}
    blind = {
        f"blind-{name}": f"{START}{OFF[how]}{C}{does}\n" for name, (how, does) in BLIND.items()
    }
    return {
        name: (script + DRAWN).replace(OUTSIDE, outside).replace(PROJECT, project)
        for name, script in (seen | blind).items()
    }

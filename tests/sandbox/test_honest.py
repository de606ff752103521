"""Scripts that do no harm: the same bytes by the kernel, by the guard alone, and with neither."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from pipeline.sandbox.files import version
from tests.conftest import REPOSITORY, Project
from tests.render.scripts import SAVE

START = "import os\nimport matplotlib.pyplot as plt\n"
USUAL = {
    "database": "import sqlite3, tempfile\n"
    "base = sqlite3.connect(tempfile.mkstemp()[1])\n"
    "base.execute('create table x (y)')\nbase.commit()\n"
    "plt.plot([1, len(base.execute('select * from x').fetchall())])",
    "read-only": "import sqlite3\n"
    "base = sqlite3.connect('file:d.db?mode=ro', uri=True)\n"
    "plt.plot([1, base.execute('select y from x').fetchone()[0]])",
    "memory": "import sqlite3\n"
    "plt.plot(sqlite3.connect(':memory:').execute('select 1, 2').fetchone())",
    "log": "import logging, tempfile\nfolder = tempfile.mkdtemp()\n"
    "logging.basicConfig(filename=f'{folder}/log', force=True)\n"
    "logging.error('one')\nplt.plot([1, len(open(f'{folder}/log').readlines())])",
    "copies": "import pathlib, shutil\nhome = pathlib.Path.home()\n"
    "(home / 'a').write_text('1')\nshutil.copy2(home / 'a', home / 'b')\n"
    "os.chmod(home / 'b', 0o600)\n(home / 'b').rename(home / 'c')\n"
    "shutil.make_archive(home / 'd', 'zip', home)\nplt.plot([1, len(list(home.iterdir()))])",
    "folders": "import shutil, tempfile\nfolder = tempfile.mkdtemp()\n"
    "os.makedirs(f'{folder}/a/b')\nopen(f'{folder}/a/b/c', 'w').close()\nos.chdir(f'{folder}/a')\n"
    "open('b/d', 'w').close(); os.chown('b/d', os.getuid(), -1); os.remove('b/d')\n"
    "shutil.rmtree(folder)\nplt.plot([1, 2])",
    "users": "import getpass, tarfile, os.path\nplt.plot([1, len(getpass.getuser())])\n"
    "os.path.expanduser('~root')\nos.chdir(os.environ['TMPDIR'])\nopen('a', 'w').close()\n"
    "tarfile.open('a.tar', 'w').add('a')",
    "locks": "import multiprocessing, multiprocessing.pool\nmultiprocessing.Lock()\n"
    "with multiprocessing.pool.ThreadPool(2) as pool: plt.plot(pool.map(abs, [1, 2]))",
    "probes": "try: open('/proc/cpuinfo')\nexcept OSError: pass\nplt.plot([1, 2])",
    "threads": "from concurrent.futures import ThreadPoolExecutor\n"
    "with ThreadPoolExecutor(4) as pool: plt.plot(list(pool.map(abs, [1, -2, 3])))",
    "locale": "import locale\n"
    "try: locale.setlocale(locale.LC_ALL, 'xx_YY.UTF-8')\n"
    "except locale.Error: plt.plot([1, 2])\n"
    "aliases = '/usr/share/locale/locale.alias'\n"  # the C library may have read it before the fork
    "if os.path.exists(aliases): open(aliases).close()",
    "loop": "import asyncio\nasync def value(): return 2\nplt.plot([1, asyncio.run(value())])",
    "imports": "import ssl, uuid, hashlib, platform, locale, zoneinfo, ctypes, decimal, mimetypes\n"
    "import multiprocessing.dummy, xml.etree.ElementTree, zipfile, getpass, socket, subprocess\n"
    "ssl.create_default_context\nplt.plot([1, ctypes.sizeof(ctypes.c_int)])\n"
    "zoneinfo.ZoneInfo('Europe/Berlin'); mimetypes.guess_type('x.svg'); platform.machine()",
    "beside": "import json, numpy as np\nfrom lxml import etree\n"
    "plt.plot([json.load(open('d.json')), len(etree.parse('d.xml').getroot())])\n"
    "np.save(os.environ['TMPDIR'] + '/x.npy', [1]); np.load(os.environ['TMPDIR'] + '/x.npy')",
    "other": "plt.plot([1, len(open('../edge/d.csv').read())])",
    "signals": "import signal, faulthandler\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "faulthandler.enable()\nsignal.raise_signal(signal.SIGTERM)\nplt.plot([1, 2])",
}  # fmt: skip
WITHOUT_KERNEL = {
    "permits.py": "def confine(*_, **__): return Closed()\n",
    "apart.py": "def stand_apart(own, memory): return (own,)\n",
}
"""What makes a copy of the package one that has the guard alone."""
EACH = 12
"""Of the scripts that authors wrote so many make one that is drawn here."""


@pytest.fixture
def honest(project: Project) -> Project:
    """A project with scripts of authors, those of this repository, and what else scripts may do."""
    for source in (REPOSITORY / "questions").rglob("*.py"):
        folder = project.path("questions") / source.parent.name
        folder.mkdir(exist_ok=True)
        for path in (source, source.with_suffix(".yaml")):
            shutil.copy(path, folder)
    authored = sorted((REPOSITORY / "tests/authored/scripts").glob("*.py"))[::EACH]
    scripts = {path.stem: path.read_text(encoding="utf-8") for path in authored}
    scripts |= {name: f"{START}{does}\n{SAVE}" for name, does in USUAL.items()}
    for name, text in scripts.items():
        project.add(f"x-{name}", "matplotlib", text)
    for name, text in {
        "cloud/d.json": "1",
        "cloud/d.xml": "<a><b/></a>",
        "edge/d.csv": "2",
    }.items():
        project.path(f"questions/{name}").write_text(text)
    with sqlite3.connect(project.path("questions/cloud/d.db")) as base:
        base.execute("create table x (y)")
        base.execute("insert into x values (2)")
    return project


@pytest.mark.skipif(version() == 0, reason="the kernel here has no Landlock")
def test_who_holds_a_script_shows_in_nothing(honest: Project, tmp_path: Path) -> None:
    """Nor does the kernel refuse what they do: each is built."""
    copy = tmp_path / "copy"
    shutil.copytree(REPOSITORY / "pipeline", copy / "pipeline",
                    ignore=shutil.ignore_patterns("*.pyc"))  # fmt: skip
    for module, code in WITHOUT_KERNEL.items():
        with (copy / "pipeline/sandbox" / module).open("a") as file:
            file.write(code)
    built = []
    for sandbox, where in (("required", {}), ("off", {}), ("auto", {"PYTHONPATH": str(copy)})):
        honest.configure(f'sandbox = "{sandbox}"')
        done = honest.doit("-n", "2", "-a", **where)
        assert not done.failed, done.output
        built.append({path.name: path.read_bytes()
                      for path in honest.path("build/raw").rglob("*.svg")})  # fmt: skip
    assert built[0] == built[1] == built[2]

"""What a script reads and looks for is among its inputs, with the state that decides."""

from __future__ import annotations

import hashlib
import os
import py_compile
from pathlib import Path

import pytest

from pipeline.files import inputs
from pipeline.model import ABSENT, Job
from pipeline.render import render
from pipeline.worker.pool import Workers

FOLDER = "questions/cloud"
START = "import os\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with a helper module, a package and some data, which is the working directory."""
    for path, content in (
        (f"{FOLDER}/data/a.csv", "1"),
        (f"{FOLDER}/helper.py", "VALUE = 1"),
        (f"{FOLDER}/pack/__init__.py", ""),
        (f"{FOLDER}/pack/inner.py", "from . import other"),
        (f"{FOLDER}/pack/other.py", ""),
        ("build/x.txt", "1"),
        (".cache/x.txt", "1"),
        ("shared.txt", "1"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    monkeypatch.chdir(tmp_path)


def watched(workers: Workers, script: str) -> dict[str, str]:
    """The inputs of a script beside itself and the modules that it asked for, short of FOLDER."""
    content = (START + script).encode()
    Path(FOLDER, "x.py").write_bytes(content)
    rendered = render(Job("x", "matplotlib", f"{FOLDER}/x.py", content, "f"), workers)
    assert rendered.raw is not None, rendered.findings
    found = dict(rendered.inputs)
    assert found.pop(f"{FOLDER}/x.py") == hashlib.sha256(content).hexdigest()
    return {key.removeprefix(f"{FOLDER}/"): state for key, state in found.items()}


def sha256(path: str) -> str:
    """The state of a file under FOLDER."""
    return hashlib.sha256(Path(FOLDER, path).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "action",
    [
        "open('data/a.csv').read()",
        "os.open('data/a.csv', os.O_RDONLY)",
        "open(os.path.abspath('data/a.csv'), 'rb')",
        "os.path.getsize('data/a.csv')",
        "os.access('data/a.csv', os.R_OK)",
        "os.lstat('data/a.csv')",
        "__import__('posix').stat('data/a.csv')",
        "__import__('pathlib').Path('data/a.csv').read_text()",
        "__import__('numpy').loadtxt('data/a.csv')",
        "__import__('numpy').fromfile('data/a.csv')",
    ],
)
def test_a_file_that_is_read(workers: Workers, action: str) -> None:
    """However it is read or asked for, the file counts with the hash of its bytes."""
    assert watched(workers, action)["data/a.csv"] == sha256("data/a.csv")


@pytest.mark.parametrize(
    "action",
    [
        "os.path.exists('no.csv')",
        "__import__('pathlib').Path('no.csv').is_file()",
        "try: open('no.csv')\nexcept OSError: pass",
        "try: os.stat('no.csv')\nexcept OSError: pass",
    ],
)
def test_a_file_that_is_missed(workers: Workers, action: str) -> None:
    """A file that was looked for and is not there counts as absent."""
    assert watched(workers, action) == {"no.csv": ABSENT}


@pytest.mark.parametrize(
    "action",
    ["os.listdir('data')", "list(os.scandir('data'))", "list(os.walk('data'))",
     "next(__import__('pathlib').Path('data').iterdir())"],
)  # fmt: skip
def test_a_folder_that_is_listed(workers: Workers, action: str) -> None:
    """A folder whose names were read counts with them, so that a new file is noticed."""
    state = watched(workers, action)["data/"]
    assert state == inputs.state(f"{FOLDER}/data/")
    Path(FOLDER, "data/b.csv").write_text("")
    assert state != inputs.state(f"{FOLDER}/data/")


def test_a_glob_and_a_folder_that_is_asked_for(workers: Workers) -> None:
    """A pattern lists the folder; asking whether it is one tells that it is."""
    found = watched(workers, "import glob\nglob.glob('data/*.csv')\nassert os.path.isdir('data')")
    assert found["data/"] == inputs.state(f"{FOLDER}/data/")
    assert found["data"] == "folder"


def test_modules(workers: Workers) -> None:
    """Modules count with their source, and so do the places that come before them."""
    found = watched(workers, "import helper, pack.inner")
    assert found == {
        "helper/__init__.py": ABSENT,
        "helper.py": sha256("helper.py"),
        "pack/__init__.py": sha256("pack/__init__.py"),
        "pack/inner/__init__.py": ABSENT,
        "pack/inner.py": sha256("pack/inner.py"),
        "pack/other/__init__.py": ABSENT,
        "pack/other.py": sha256("pack/other.py"),
    }


def test_a_module_that_is_missed(workers: Workers) -> None:
    """Each file that would be the module counts as absent."""
    found = watched(workers, "try: import gone\nexcept ImportError: pass")
    assert found == {"gone/__init__.py": ABSENT, "gone.py": ABSENT, "gone": ABSENT}


def test_no_bytecode(workers: Workers) -> None:
    """Bytecode that fits a module's size and time is passed over, and none is written."""
    helper, script = Path(FOLDER, "helper.py"), "import helper\nassert helper.VALUE == {}"
    watched(workers, script.format(1))
    assert not list(Path(FOLDER).rglob("__pycache__"))
    status = helper.stat()
    py_compile.compile(str(helper), doraise=True)
    helper.write_text("VALUE = 2")
    os.utime(helper, ns=(status.st_atime_ns, status.st_mtime_ns))
    watched(workers, script.format(2))


def test_what_does_not_count(workers: Workers) -> None:
    """The build folder, the cache, installed packages and the rest of the machine."""
    assert watched(
        workers,
        "open('../../build/x.txt'); open('../../.cache/x.txt'); open('/etc/hostname')\n"
        "os.listdir('../../.cache'); os.stat(plt.__file__); os.listdir('/'); open(os.devnull)",
    ) == {}  # fmt: skip


def test_files_elsewhere_in_the_project_count(workers: Workers) -> None:
    """A script may read from other folders of the project, by any way round."""
    found = watched(workers, "open('../../questions/../shared.txt')")
    assert found == {"shared.txt": hashlib.sha256(b"1").hexdigest()}


def test_the_first_touch_decides(workers: Workers) -> None:
    """A job's source counts as it was when the job was made, whatever lies there now."""
    content = (START + "open('x.py').read()").encode()
    Path(FOLDER, "x.py").write_text("another version")
    job = Job("x", "matplotlib", f"{FOLDER}/x.py", content, "f")
    found = render(job, workers).inputs[f"{FOLDER}/x.py"]
    assert found == hashlib.sha256(content).hexdigest()


def test_states(tmp_path: Path) -> None:
    """The state of a file, a folder, a listing and of what is not there, relative to a root."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a").write_bytes(b"x")
    root = str(tmp_path)
    assert inputs.state("sub/a", root) == hashlib.sha256(b"x").hexdigest()
    assert inputs.state("sub", root) == "folder"
    assert inputs.state("sub/", root).startswith("listing ")
    for gone in ("no", "no/", "sub/a/b", "a\0b"):
        assert inputs.state(gone, root) == ABSENT

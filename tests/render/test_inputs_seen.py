"""What a script reads and looks for is among its inputs, with the state that decides."""

from __future__ import annotations

import hashlib
import os
import py_compile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.files import inputs
from pipeline.files.packages import installed
from pipeline.model import ABSENT, CHANGED, Job, Layout, Limits, Sandbox
from pipeline.render import render
from pipeline.sandbox.files import version
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
        (f"{FOLDER}/build/x.txt", "1"),
        ("build/x.txt", "1"),
        (".cache/x.txt", "1"),
        ("shared.txt", "1"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    (tmp_path / FOLDER / "linked.csv").symlink_to("data/a.csv")
    monkeypatch.chdir(tmp_path)


def watched(
    workers: Workers, script: str, build: str = "build", folders: tuple[str, ...] = (),
    sandbox: Sandbox = "auto",
) -> dict[str, str]:  # fmt: skip
    """The inputs of a script beside itself and the modules that it asked for, short of FOLDER."""
    content = (START + script).encode()
    Path(FOLDER, "x.py").write_bytes(content)
    job = Job("x", "matplotlib", f"{FOLDER}/x.py", content, "f", Limits(sandbox=sandbox),
              layout=Layout(build, folders))  # fmt: skip
    rendered = render(job, workers)
    assert rendered.raw is not None, rendered.findings
    found = dict(rendered.inputs)
    assert found.pop(f"{FOLDER}/x.py") == hashlib.sha256(content).hexdigest()
    files = [key for key in found if key != "./" and not key.endswith(inputs.MODULE)]
    assert {f"{key.rstrip('/')}//" for key in files} <= found.keys()
    ways = [key for key in found if key.endswith("//") and not key.endswith(inputs.MODULE)]
    for key in [key for key in ways if found[key] == ABSENT]:
        assert found.pop(key) == inputs.state(key)
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
        "here = os.open('data', os.O_RDONLY)\nos.open('a.csv', os.O_RDONLY, dir_fd=here)",
        "here = os.open('data', os.O_RDONLY)\nos.stat('a.csv', dir_fd=here)",
        "os.readlink('linked.csv')\nos.stat('data/a.csv')",
        "[entry.stat() for entry in os.scandir('data')]",
        "here = os.open('data', os.O_RDONLY)\n[entry.stat() for entry in os.scandir(here)]",
        "for *_, here in os.fwalk('data'): os.stat('a.csv', dir_fd=here)",
        "os.statvfs('data/a.csv')",
        "os.pathconf('data/a.csv', 'PC_NAME_MAX')",
        "try: os.listxattr('data/a.csv')\nexcept OSError: pass",
        "os.chdir('data')\nopen('a.csv')",
        "import threading\nthreading.Thread(target=open, args=['data/a.csv']).start()",
        "import threading, time\nnow = threading.main_thread()\n"
        "threading.Thread(target=lambda: (now.join(), open('data/a.csv'))).start()",
        "from concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor()\npool.submit(open, 'data/a.csv')",
        "import atexit\natexit.register(open, 'data/a.csv')",
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
     "next(__import__('pathlib').Path('data').iterdir())", "list(os.fwalk('data'))",
     "os.listdir(os.open('data', os.O_RDONLY))", "os.chdir('data')\nos.listdir()"],
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


def test_walks_and_patterns_find_what_they_find_elsewhere(workers: Workers) -> None:
    """Entries of folders are ours, and are taken for the real ones."""
    watched(
        workers,
        "import glob, pathlib, shutil, tempfile\n"
        "assert sorted(os.walk('data')) == [('data', [], ['a.csv'])]\n"
        "assert glob.glob('**/*.csv', recursive=True) == ['linked.csv', 'data/a.csv']\n"
        "assert [*map(str, pathlib.Path('.').rglob('a.csv'))] == ['data/a.csv']\n"
        "with os.scandir('data') as entries:\n    [entry] = entries\n"
        "assert isinstance(entry, os.DirEntry) and os.fspath(entry) == entry.path == 'data/a.csv'\n"
        "assert entry.is_file() and entry.stat().st_size == 1 and '<DirEntry' in repr(entry)\n"
        "shutil.copytree('data', tempfile.mkdtemp() + '/copy')\n",
    )


def test_reads_of_many_threads(workers: Workers) -> None:
    """Each is noted, whatever the others do: being watched is no state of the whole process."""
    names = [f"data/{number}.csv" for number in range(40)]
    for name in names:  # so large that others read while its state is taken
        Path(FOLDER, name).write_bytes(name.encode() + bytes(2**20))
    found = watched(
        workers,
        "import threading\n"
        "def read(first):\n"
        "    for number in range(first, 40, 8):\n"
        "        os.path.exists('data')\n"
        "        open(f'data/{number}.csv').close()\n"
        "threads = [threading.Thread(target=read, args=[first]) for first in range(8)]\n"
        "[thread.start() for thread in threads], [thread.join() for thread in threads]\n",
    )
    assert {name: found.get(name) for name in names} == {name: sha256(name) for name in names}


def test_where_a_link_leads(workers: Workers) -> None:
    """It counts beside what it leads to, also where two files hold the same."""
    found = watched(workers, "os.readlink('linked.csv')")
    assert found.keys() == {"linked.csv", "linked.csv//"}
    link = Path(FOLDER, "linked.csv")
    Path(FOLDER, "data/b.csv").write_text("1")
    link.unlink()
    link.symlink_to("data/b.csv")
    assert inputs.state(f"{FOLDER}/linked.csv") == found["linked.csv"]
    assert inputs.state(f"{FOLDER}/linked.csv//") != found["linked.csv//"]


def test_where_a_link_that_may_not_be_followed_leads(workers: Workers) -> None:
    Path("latest").symlink_to("shared.txt")
    found = watched(workers, "os.readlink('../../latest')")
    assert found["latest//"] == inputs.state("latest//")


def test_what_becomes_a_folder_changes_a_listing(workers: Workers) -> None:
    """Its name stays, and what a walk finds does not."""
    state = watched(workers, "list(os.walk('data'))")["data/"]
    Path(FOLDER, "data/a.csv").unlink()
    Path(FOLDER, "data/a.csv").mkdir()
    assert state != inputs.state(f"{FOLDER}/data/")


@pytest.mark.parametrize("where", ["questions", "questions/cloud"])
def test_a_folder_that_links_out_of_the_project(
    workers: Workers, tmp_path_factory: pytest.TempPathFactory, where: str
) -> None:
    """A script works where its files really lie; they count by the project's path to them."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x"
    Path(where).rename(elsewhere)
    Path(where).symlink_to(elsewhere)
    Path(FOLDER, "more").symlink_to("data")
    found = watched(
        workers,
        "open('data/a.csv'); open('pack/../helper.py'); import pack.other; os.listdir('data')\n"
        "from pathlib import Path\nopen(Path('more').resolve() / 'a.csv')",
        folders=("questions",),
    )
    names = ("data/a.csv", "helper.py", "pack/other.py", "pack/__init__.py")
    one = {name: sha256(name) for name in names}
    assert one.items() <= found.items()
    assert found["data/"] == inputs.state(f"{FOLDER}/data/")


def test_a_link_out_of_the_project_that_is_resolved(workers: Workers, tmp_path: Path) -> None:
    """Where a link was touched, what lies behind it counts by the link's path."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "b.csv").write_text("2")
    Path(FOLDER, "out").symlink_to(outside)
    script = "from pathlib import Path\nopen(Path('out').resolve() / 'b.csv')"
    assert watched(workers, script, sandbox="off")["out/b.csv"] == sha256("out/b.csv")


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


def test_modules_that_are_looked_for_in_a_folder(workers: Workers) -> None:
    """A script may draw each module of a package: a new one is noticed."""
    found = watched(
        workers,
        "import pkgutil\nimport pack\n"
        "assert [each.name for each in pkgutil.iter_modules(pack.__path__)] == ['inner', 'other']\n"
        "assert ('pack', True) in [each[1:] for each in pkgutil.iter_modules(['.'])]\n",
    )
    assert found["pack/"] == inputs.state(f"{FOLDER}/pack/")


def test_a_module_that_is_missed(workers: Workers) -> None:
    """Each file that would be the module counts as absent."""
    found = watched(workers, "try: import gone\nexcept ImportError: pass")
    files = {"gone/__init__.py": ABSENT, "gone.py": ABSENT, "gone": ABSENT}
    assert found == files | {"gone///": ABSENT}


@pytest.mark.parametrize(
    "load",
    ["import helper",
     "import importlib.util as util\nspec = util.spec_from_file_location('helper', 'helper.py')\n"
     "helper = util.module_from_spec(spec)\nspec.loader.exec_module(helper)"],
    ids=["import", "by its path"],
)  # fmt: skip
def test_no_bytecode(workers: Workers, load: str) -> None:
    """Bytecode that fits a module's size and time is passed over, and none is written."""
    helper, script = Path(FOLDER, "helper.py"), f"{load}\nassert helper.VALUE == {{}}"
    watched(workers, script.format(1))
    assert not list(Path(FOLDER).rglob("__pycache__"))
    status = helper.stat()
    py_compile.compile(str(helper), doraise=True)
    helper.write_text("VALUE = 2")
    os.utime(helper, ns=(status.st_atime_ns, status.st_mtime_ns))
    watched(workers, script.format(2))


@pytest.mark.skipif(version() == 0, reason="the kernel here has no Landlock")
def test_what_a_library_in_c_reads(workers: Workers) -> None:
    """Python sees nothing of it; a file that it looks for counts, too."""
    Path(FOLDER, "d.xml").write_text("<a/>")
    found = watched(
        workers,
        "from lxml import etree\netree.parse('d.xml')\n"
        "try: etree.parse('absent.xml')\nexcept OSError: pass",
    )
    assert found["d.xml"] == sha256("d.xml")
    assert found["absent.xml"] == ABSENT
    assert found["lxml///"] == f"package lxml-{installed('lxml')}"


@pytest.mark.skipif(version() == 0, reason="the kernel here has no Landlock")
def test_a_script_cannot_take_back_what_it_read(workers: Workers) -> None:
    """Its own notes are open to it; those of the process that watches it are not."""
    script = (
        "open('data/a.csv').read()\n"
        "for n in range(3, 20):\n"
        "    try: os.ftruncate(n, 0)\n"
        "    except OSError: pass\n"
    )
    assert watched(workers, script)["data/a.csv"] == sha256("data/a.csv")


def test_what_does_not_count(workers: Workers) -> None:
    """The build folder, the cache, installed packages and the rest of the machine."""
    assert watched(
        workers,
        "open('../../build/x.txt'); open('../../.cache/x.txt'); open('/etc/hostname')\n"
        "os.listdir('../../.cache'); os.stat(plt.__file__); os.listdir('/'); open(os.devnull)",
        sandbox="off",
    ) == {}  # fmt: skip


def test_only_the_build_folder_is_no_input(workers: Workers) -> None:
    """Another folder of that name is one like any other, and so is `build/` where it is not it."""
    read = "open('build/x.txt'); open('../../build/x.txt'); os.listdir('../..')"
    found = watched(workers, read, sandbox="off")
    assert found["build/x.txt"] == sha256("build/x.txt")
    assert found.keys() == {"build/x.txt", "./"}
    Path("build/more").mkdir()
    Path(".doit.db").touch()
    assert found["./"] == inputs.state("./")
    Path("more").mkdir()
    assert found["./"] != inputs.state("./")
    found = watched(workers, read, build="out/svg", sandbox="off")
    assert found.keys() == {"build/x.txt", "./"} | {"build/x.txt"}


def test_our_temporary_folders_are_no_inputs(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor do they change the listing of a folder that they lie in."""
    Path("tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(Path("tmp").absolute()))
    found = watched(
        workers, "open(os.environ['TMPDIR'] + '/x', 'w'); open(os.environ['TMPDIR'] + '/x')"
    )
    assert found == {}
    Path("tmp/visuals-run-12345678").mkdir()
    before = inputs.state("tmp/")
    Path("tmp/visuals-run-12345678").rmdir()
    assert inputs.state("tmp/") == before
    Path("tmp/visuals-1").touch()
    assert inputs.state("tmp/") != before


def test_files_elsewhere_in_the_project_count(workers: Workers) -> None:
    """By any way round; within the sandbox a script may only ask for them."""
    found = {"shared.txt": hashlib.sha256(b"1").hexdigest()}
    assert watched(workers, "open('../../questions/../shared.txt')", sandbox="off") == found
    assert watched(workers, "os.stat('../../shared.txt')") == found
    assert watched(workers, "os.stat('../../build'), os.stat('../../questions')") == {
        "questions": "folder"
    }


@pytest.mark.parametrize("script", ["", "open('x.py').read()"])
def test_a_source_counts_as_it_was_when_the_job_was_made(workers: Workers, script: str) -> None:
    """Whatever lies there now, unless the script reads that."""
    content = (START + script).encode()
    Path(FOLDER, "x.py").write_text("another version")
    job = Job("x", "matplotlib", f"{FOLDER}/x.py", content, "f")
    found = render(job, workers).inputs[f"{FOLDER}/x.py"]
    assert found == (CHANGED if script else hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    "touch", ["open('data/a.csv')", "os.path.exists('no.csv')", "os.listdir('data')"]
)
def test_what_is_edited_while_it_is_drawn(workers: Workers, touch: str) -> None:
    """A file that has its old bytes again, and what was seen in two states, can never hold."""
    data, other, new = Path(FOLDER, "data/a.csv"), Path(FOLDER, "no.csv"), Path(FOLDER, "data/new")

    def edit() -> None:
        data.write_text("2")
        other.touch()
        new.touch()

    def undo() -> None:
        data.write_text("1")
        other.unlink()
        new.unlink()

    assert CHANGED in meanwhile(workers, touch, edit, undo).values()


def test_a_file_saved_beside_an_input_is_no_change_of_it(workers: Workers) -> None:
    """Folders, and what is absent, go by their state alone."""
    new = Path(FOLDER, "new")
    found = meanwhile(workers, "os.stat('data'); os.path.exists('no')", new.touch, new.unlink)
    assert found["no"] == ABSENT
    assert found["data"] == "folder"
    assert CHANGED not in found.values()


def meanwhile(workers: Workers, touch: str, *edits: Callable[[], None]) -> dict[str, str]:
    """The inputs of a script that touches something, waits for each edit, and touches it again."""
    pipes = [os.path.abspath(f"{FOLDER}/meet-{number}") for number, _ in enumerate(edits)]
    script = touch + "".join(f"\nopen({pipe!r}).read()\n{touch}" for pipe in pipes)
    found: dict[str, str] = {}
    for pipe in pipes:
        os.mkfifo(pipe)
    thread = threading.Thread(target=lambda: found.update(watched(workers, script)))
    thread.start()
    for pipe, edit in zip(pipes, edits, strict=True):
        with open(pipe, "w"):  # waits until the script opens it, too
            edit()
    thread.join()
    assert found
    return found


def test_a_named_pipe_and_a_device_have_a_state(tmp_path: Path) -> None:
    """They are not opened, which would wait for ever or do something to them."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert {inputs.state(name, str(tmp_path)) for name in ("pipe", "zero")} == {inputs.SPECIAL}


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

"""What scripts read, by the `doit` command: nothing that was read is missed, and nothing hangs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Project, left_by_a_killed_run, new_project

SAVE = 'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
START = "import os\nimport matplotlib.pyplot as plt\n"
DRAW = f"{START}plt.title(open('data.csv').read())\n{SAVE}"


def data(project: Project) -> Path:
    """What a script reads that lies beside it."""
    return project.path("questions/cloud/data.csv")


@pytest.mark.parametrize("link", ["questions", "questions/cloud", "drawn"])
def test_what_a_linked_folder_holds_is_watched(
    project: Project, tmp_path_factory: pytest.TempPathFactory, link: str
) -> None:
    """A script's relative reads lead out of the project there."""
    project.add("x", "matplotlib", DRAW)
    source, beside = project.path("questions/cloud/x.py"), data(project)
    if link == "drawn":
        project.configure('sources = "drawn"')
        beside = project.path("drawn/cloud/data.csv")
        beside.parent.mkdir(parents=True)
        source.rename(beside.with_name("x.py"))
    beside.write_text("one")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "folder"
    project.path(link).rename(elsewhere)
    project.path(link).symlink_to(elsewhere)
    assert project.doit().built == {"x"}
    assert project.doit().counts == (0, 1, 0)
    beside.write_text("two")
    name = beside.relative_to(project.root).as_posix()
    assert f"render:x     reads {name}, which changed" in project.doit("plan").output
    assert project.doit().built == {"x"}
    assert b">two<" in project.path("build/svg/cloud/x.svg").read_bytes()


@pytest.mark.parametrize("sources", ["build", "drawn/build"])
def test_a_folder_of_sources_may_be_called_build(project: Project, sources: str) -> None:
    """The build folder is the configured one, in its place."""
    project.configure(f'sources = "{sources}"\nbuild = "out/svg"\nsandbox = "off"')
    project.add("x", "matplotlib", f"{START}os.listdir('../..')\nimport helper\n{SAVE}")
    folder = project.path(f"{sources}/cloud")
    folder.mkdir(parents=True)
    project.path("questions/cloud/x.py").rename(folder / "x.py")
    (folder / "helper.py").write_text("import matplotlib.pyplot as plt\nplt.title('one')\n")
    assert project.doit().built == {"x"}
    assert project.doit().counts == (0, 1, 0)
    (folder / "helper.py").write_text("import matplotlib.pyplot as plt\nplt.title('two')\n")
    assert project.doit().built == {"x"}
    assert b">two<" in project.path("out/svg/svg/cloud/x.svg").read_bytes()
    (folder.parent.parent / "build.txt").touch()
    assert project.doit().built == {"x"}


@pytest.mark.parametrize(
    "settings",
    ["questions = 'questions/'", "questions = './/questions/.'\nbuild = './build/'",
     "sources = './drawn//'\npublished = './site/'\nbuild = 'out/../build'"],
)  # fmt: skip
def test_a_folder_has_one_name_however_the_settings_spell_it(
    project: Project, settings: str
) -> None:
    """What a script reads in it is known by that name, and so is what is built of it."""
    project.configure(settings)
    project.add("x", "matplotlib", f"{START}import helper\n{SAVE}")
    folder = project.path("questions/cloud")
    if "sources" in settings:
        project.path("drawn").mkdir()
        folder = project.path("drawn/cloud")
        folder.mkdir()
        project.path("questions/cloud/x.py").rename(folder / "x.py")
    (folder / "helper.py").write_text("import matplotlib.pyplot as plt\nplt.title('one')\n")
    assert project.doit().built == {"x"}
    assert project.doit("publish").code == 0
    copies = project.path("site/cloud") if "site" in settings else folder
    assert (copies / "x.svg").is_file()
    assert project.doit("check").code == 0
    (folder / "helper.py").write_text("import matplotlib.pyplot as plt\nplt.title('two')\n")
    assert project.doit().built == {"x"}
    assert b">two<" in project.path("build/svg/cloud/x.svg").read_bytes()
    (entry,) = json.loads(project.path("build/manifest.json").read_text())["visuals"]
    assert entry["source"] == f"{folder.relative_to(project.root)}/x.py"


@pytest.mark.parametrize(
    ("settings", "again"), [("published = 'site'", {"x"}), ("sandbox = 'off'", {"x", "y"})]
)
def test_what_may_be_read_no_more_is_refused_at_once(
    project: Project, settings: str, again: set[str]
) -> None:
    """Scripts draw again under settings that allow less; one folder more concerns none."""
    project.configure(settings)
    project.path("site").mkdir()
    project.path("site/data.csv").write_text("1,2")
    project.add("x", "matplotlib", f"{START}plt.title(open('../../site/data.csv').read())\n{SAVE}")
    project.add("y", "matplotlib")
    assert project.doit().counts == (2, 0, 0)
    project.configure("")
    refused = project.doit()
    assert (refused.failed, refused.codes) == ({"x"}, {"R001"})
    project.configure(settings)
    assert project.doit().built == again


def test_a_folder_that_becomes_a_link_changes_what_lies_above_it(project: Project) -> None:
    """And back: a script works where its folder really lies."""
    above = "plt.title(str(os.path.exists('../above.csv')))\n"
    project.add("x", "matplotlib", f"{START}{above}plt.plot([1, 2])\n{SAVE}")
    project.path("questions/above.csv").touch()
    folder, away = project.path("questions/cloud"), project.path("away/cloud")
    away.parent.mkdir()

    def link() -> None:
        folder.rename(away)
        folder.symlink_to("../away/cloud")

    def put_back() -> None:
        folder.unlink()
        away.rename(folder)

    for move, shown in ((None, b">True<"), (link, b">False<"), (put_back, b">True<")):
        if move:
            move()
        assert project.doit().built == {"x"}
        assert shown in project.path("build/svg/cloud/x.svg").read_bytes()
        assert project.doit().counts == (0, 1, 0)


@pytest.mark.parametrize("name", ["data", "data/one.csv"])
@pytest.mark.parametrize("ask", ["open(path).read()", "os.path.islink(path)"])
def test_what_becomes_a_link_to_the_same_is_another_input(
    project: Project, name: str, ask: str
) -> None:
    """It may be drawn, and what lies elsewhere may not be read."""
    path = project.path(f"questions/cloud/{name}")
    project.path("questions/cloud/data").mkdir(parents=True)
    project.path("questions/cloud/data/one.csv").write_text("one")
    draw = f"path = 'data/one.csv'\nplt.title(str({ask}))\nplt.plot([1, 2])\n{SAVE}"
    project.add("x", "matplotlib", START + draw)
    assert project.doit().built == {"x"}
    path.rename(project.path("away"))
    path.symlink_to("../../away" if name == "data" else "../../../away")
    done = project.doit()
    assert (done.built, done.failed) == (({"x"}, set()) if "islink" in ask else (set(), {"x"}))
    path.unlink()
    project.path("away").rename(path)
    assert project.doit().built == {"x"}
    assert project.doit().counts == (0, 1, 0)


def test_a_folder_for_temporary_files_in_the_project(project: Project) -> None:
    """Our own come and go there, and nothing is rendered again for them."""
    another = left_by_a_killed_run(project.path("questions/cloud/tmp"))
    project.add("x", "matplotlib", f"{START}os.listdir('tmp')\nplt.plot([1, 2])\n{SAVE}")
    folder = str(project.path("questions/cloud/tmp"))
    assert project.doit(TMPDIR=folder).built == {"x"}
    assert not another.exists(), "no run holds it"
    assert project.doit(TMPDIR=folder).counts == (0, 1, 0)
    project.path("questions/cloud/tmp/new").touch()
    assert project.doit(TMPDIR=folder).built == {"x"}
    project.path("questions/cloud/tmp/visuals-2026").mkdir()
    assert project.doit(TMPDIR=folder).built == {"x"}, "it is none of ours"


def test_what_is_undone_while_it_is_drawn_is_drawn_again(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The picture is of a version that is gone; nothing of it stays, in the store neither."""
    project.configure('sandbox = "off"')  # the script waits at pipes outside
    data(project).parent.mkdir(parents=True)
    data(project).write_text("one")
    pipes = [tmp_path_factory.mktemp("pipes") / name for name in ("first", "second")]
    first, second = (f"if os.path.exists('{each}'): open('{each}').read()\n" for each in pipes)
    read = "plt.title(open('data.csv').read())\n"
    project.add("x", "matplotlib", f"{START}os.stat('data.csv')\n{first}{read}{second}{SAVE}")
    meeting(project.doit, pipes, lambda: data(project).write_text("two"),
            lambda: data(project).write_text("one"))  # fmt: skip
    assert b">two<" in project.path("build/svg/cloud/x.svg").read_bytes()
    plan = project.doit("plan").output
    assert "render:x     changed while it was rendered: questions/cloud/data.csv" in plan
    assert project.doit("check").code == 1
    assert project.doit().built == {"x"}
    assert b">one<" in project.path("build/svg/cloud/x.svg").read_bytes()
    project.path(".doit.db").unlink()
    assert project.doit().built == {"x"}
    assert b">one<" in project.path("build/svg/cloud/x.svg").read_bytes()
    assert project.doit().counts == (0, 1, 0)


def meeting(run: Callable[[], object], pipes: list[Path], *edits: Callable[[], object]) -> None:
    """Run something that opens named pipes one after another, and edit at each."""
    for pipe in pipes:
        os.mkfifo(pipe)
    thread = threading.Thread(target=run)
    thread.start()
    for pipe, edit in zip(pipes, edits, strict=True):
        with open(pipe, "w"):  # waits until the script opens it, too
            edit()
            pipe.unlink()
    thread.join()


COMMANDS = (("check",), ("plan",), (), ("new", "x", "--kind", "dot"))


SILENT = (
    "questions/cloud/helper.py", "questions/cloud/data.csv", ".cache/hashes.json",
    ".cache/questions.json", ".cache/late.json", ".cache/rows", ".doit.db",
    "build/svg/cloud/x.svg", "build/findings/cloud/x.json", "build/manifest.json",
)  # fmt: skip
"""Where nothing has to be said of what is no file: it is replaced, or as if it were absent."""


@pytest.mark.parametrize("what", ["pipe", "device"])
@pytest.mark.parametrize(
    ("places", "reported"),
    [
        (
            ["questions/cloud/x.yaml"],
            "x.yaml: error Q001: the file cannot be read: it is no regular",
        ),
        (["questions/cloud/x.py"], "x.py is no file"),
        (["questions/cloud/x.svg"], "x.svg:"),
        (["findings-baseline.jsonl"], "findings-baseline.jsonl cannot be read"),
        (SILENT, "1 built · 0 fresh · 0 failed"),
    ],
    ids=["question", "source", "published", "baseline", "silent"],
)
def test_what_is_no_file_stops_nothing(
    built_x: Project, what: str, places: Sequence[str], reported: str
) -> None:
    """A named pipe, a device: no command opens it, and a finding says so where it is in the way."""
    for path in map(built_x.path, places):
        path.unlink(missing_ok=True)
        if what == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to("/dev/zero")
    output = "".join(built_x.doit(*words).output for words in COMMANDS)
    assert reported in output


@pytest.fixture(scope="module")
def built_before(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What `built_x` is a copy of."""
    project = new_project(tmp_path_factory.mktemp("special") / "project")
    looks = "try: import helper\nexcept ImportError: pass\nos.path.exists('data.csv')\n"
    project.add("x", "matplotlib", f"{START}{looks}plt.plot([1, 2])\n{SAVE}")
    assert project.doit().built == {"x"}
    return project


@pytest.fixture
def built_x(built_before: Project, tmp_path: Path) -> Project:
    """A project with a script that looks for files beside it, built."""
    shutil.copytree(built_before.root, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path)


@pytest.mark.parametrize("name", ["x.yaml", "x.dot"])
def test_what_is_too_large_is_refused(project: Project, name: str) -> None:
    """A file that takes no room on the disk can fill the memory."""
    project.add("x", "dot")
    with open(project.path(f"questions/cloud/{name}"), "r+b") as stream:
        stream.truncate(2**40)
    for command in ((), ("check",)):
        run = project.doit(*command)
        assert run.code == 2
        assert f"questions/cloud/{name}" in run.output
        assert "MiB, the most that is read" in run.output
        assert "hint:" in run.output


def test_what_is_too_large_to_be_hashed_holds_nothing_up(built_x: Project) -> None:
    """A file of a terabyte that takes no room, as an input and in the place of an output."""
    for name in ("questions/cloud/data.csv", "build/svg/cloud/x.svg", "build/manifest.json"):
        with open(built_x.path(name), "wb") as stream:
            stream.truncate(2**40)
    plan = built_x.doit("plan").output
    assert "looks for questions/cloud/data.csv, which is there now" in plan
    assert built_x.doit("check").code == 1
    assert built_x.doit().counts == (1, 0, 0)
    assert built_x.doit().counts == (0, 1, 0)
    os.utime(data(built_x))
    assert built_x.doit().counts == (1, 0, 0)


def test_settings_that_are_too_large_end_in_one_line(project: Project) -> None:
    os.truncate(project.path("pyproject.toml"), 2**40)
    run = project.doit()
    assert (run.code, run.output.count("\n")) == (3, 1)
    assert "pyproject.toml cannot be read: it is larger than 4 MiB" in run.output


@pytest.mark.parametrize("file", ["x.dot", "x.yaml", "../../build/svg/cloud/x.svg"])
def test_what_is_undone_while_the_gallery_is_written_stays_in_none(
    project: Project, file: str
) -> None:
    """Each row is of files as they were built, or is written again by the next build."""
    path = project.path("questions/cloud") / file
    question = project.add("x", "dot", 'digraph { first [label="first"] }')
    question.write_text(
        f"id: x\ntrack: cloud\nvisual:\n  kind: dot\n  alt: {'first ' * 50}\n  caption: A box\n"
    )
    project.doit()
    expected = project.built()
    subprocess.run(
        [sys.executable, "-c", UNDONE, str(path.resolve())], cwd=project.root, check=True
    )  # fmt: skip
    assert project.built()["index.html"] != expected["index.html"]
    project.doit()
    assert project.built() == expected
    assert project.doit("plan").output.startswith("nothing")


UNDONE = """
import os, sys
os.remove("build/index.html")
from pathlib import Path
from pipeline.files.regular import CACHE
(Path(CACHE) / "rows").unlink()
from pipeline.pages import page
row, path = page.row, Path(sys.argv[1])
def undone(*arguments):
    before = path.read_bytes()
    path.write_bytes(before.replace(b"first", b"other"))
    try:
        return row(*arguments)
    finally:
        path.write_bytes(before)
page.row = undone
from pipeline.commands.main import run
run([])
"""

"""A run that knows by a look that nothing is left to do: whatever happens, it is never wrong."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commander import Commander
from tests.conftest import OWN_PROCESSES, SMALL, Project, commander, new_project, wait_until

SCRIPT = (
    "from pathlib import Path\nimport matplotlib.pyplot as plt\n"
    "shared = Path('../../shared')\nmore = Path('more.csv')\n"
    "texts = [path.read_text() for path in sorted(shared.iterdir())]\n"
    "texts += [more.read_text()] if more.exists() else []\n"
    "plt.figure(figsize=(6, 1)).text(0.1, 0.5, ' '.join(texts))\n"
)
DOT = "questions/cloud/a.dot"
SVG = "build/svg/cloud/a.svg"
DATA = "shared/one.csv"
USUAL = "from pipeline.dodo import *\n"
FRESH = "0 built · 4 fresh · 0 failed"
NO_DOIT = "import sys\nsys.modules['doit.doit_cmd'] = None"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose script reads what lies beside it, and a folder elsewhere; it is built."""
    project = new_project(tmp_path_factory.mktemp("settled"))
    project.configure("published = 'shared'")  # a folder that scripts may read
    project.path("shared").mkdir()
    project.path(DATA).write_text("one")
    project.add("script", "matplotlib", SCRIPT)
    for name, kind in (("a", "dot"), ("b", "dot"), ("drawn", "svg")):
        project.add(name, kind, SMALL[kind].replace("a label", name))
    assert project.doit().counts == (4, 0, 0)
    return project.root


@pytest.fixture
def project(model: Path, tmp_path: Path) -> Project:
    """A copy of it for which a look is enough."""
    project = Project(shutil.copytree(model, tmp_path / "project"))
    settle(project)
    return project


def settle(project: Project) -> None:
    """Run until a look is enough."""
    store = project.path(".cache/settled")
    wait_until(lambda: project.doit().counts[0] == 0 and store.exists(), "it does not settle")


def other(path: Path) -> None:
    """Give a file other bytes, as many as it had."""
    content = path.read_bytes()
    at = max(content.rfind(b"e"), 0)
    path.write_bytes(content[:at] + b"o" + content[at + 1 :])


def in_secret(path: Path) -> None:
    """The same, with the times that it had."""
    status = path.stat()
    other(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def swap(path: Path) -> None:
    """Have two sources change places."""
    beside, rival = path.with_name("aside"), path.with_name("b.dot")
    path.rename(beside)
    rival.rename(path)
    beside.rename(rival)


def replace_by_folder(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


def replace_by_link(path: Path) -> None:
    """Put a link to the same bytes in the place of a file."""
    path.rename(path.with_name("real"))
    path.symlink_to("real")


def rename_track(path: Path) -> None:
    """Move the folder of questions, and say so in the settings."""
    path.rename(path.with_name("edge"))
    for question in path.with_name("edge").glob("*.yaml"):
        question.write_text(question.read_text().replace("track: cloud", "track: edge"))


def copy_question(path: Path) -> None:
    """Add a question."""
    path.with_name("c.yaml").write_text(path.read_text().replace("id: b", "id: c"))
    path.with_name("c.dot").write_text("digraph { c }")


ATTACKS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "source, same size": (DOT, other),
    "source, same size and times": (DOT, in_secret),
    "sources swapped": (DOT, swap),
    "source touched": (DOT, lambda path: os.utime(path)),
    "caption": ("questions/cloud/a.yaml", in_secret),
    "question added": ("questions/cloud/b.yaml", copy_question),
    "question gone": ("questions/cloud/b.yaml", Path.unlink),
    "other data": (DATA, in_secret),
    "listed folder gains a file": ("shared/two.csv", lambda path: path.write_text("two")),
    "absent file appears": ("questions/cloud/more.csv", lambda path: path.write_text("more")),
    "output gone": (SVG, Path.unlink),
    "output edited": (SVG, in_secret),
    "output is a folder": ("build/raw/cloud/b.svg", replace_by_folder),
    "output is a link": (SVG, replace_by_link),
    "findings edited": ("build/findings/cloud/a.json", lambda path: path.write_text("[]")),
    "manifest gone": ("build/manifest.json", Path.unlink),
    "gallery edited": ("build/index.html", in_secret),
    "stray": ("build/svg/cloud/stray.svg", lambda path: path.write_text("<svg/>")),
    "build folder gone": ("build", shutil.rmtree),
    "database gone": (".doit.db", Path.unlink),
    "setting": (
        "pyproject.toml",
        lambda path: path.write_text(path.read_text() + "palette = ['#123456']"),
    ),
    "track renamed": ("questions/cloud", rename_track),
    "source is a link now": (DOT, replace_by_link),
}


def test_a_file_that_was_written_a_moment_ago_is_not_taken_for_unchanged(project: Project) -> None:
    soon = time.time_ns() + 10**12
    os.utime(project.path("questions/cloud/b.yaml"), ns=(soon, soon))
    project.doit()
    project.doit()
    assert not project.path(".cache/settled").exists()


def run(project: Project, first: str) -> str:
    """What a plain `doit` prints after the code `first` in its process."""
    if OWN_PROCESSES:
        pytest.skip("only a fork of the warm process can be changed before its command")
    served: Commander = commander()
    return served.run(project.root, (), first).output


def test_where_a_look_is_enough_no_question_is_read(project: Project) -> None:
    assert FRESH in run(project, "import pipeline.graph.build as it\nit.load = 0")


def test_where_a_look_is_enough_doit_is_not_asked(project: Project) -> None:
    assert FRESH in run(project, NO_DOIT)
    project.path("dodo.py").write_text(f'"""Ours \\d."""\n{USUAL}{OWN_TASK}')
    project.path(".cache/settled").unlink()
    settle(project)
    assert FRESH in run(project, NO_DOIT)
    project.path("questions/cloud/a.dot").write_text("digraph { other }")
    assert "doit.doit_cmd" in run(project, NO_DOIT)


OWN_TASK = "def task_own():\n    return {'actions': ['echo own'], 'uptodate': [False]}\n"
OF_ITS_OWN = {
    "a task that is run by default": f"{USUAL}DOIT_CONFIG['default_tasks'] += ['own']\n{OWN_TASK}",
    "another task in the place of ours": USUAL + OWN_TASK.replace("own", "prune"),
    "a statement": f"{USUAL}print('own')\n",
    "a decorator": f"{USUAL}@lambda task: task\n{OWN_TASK}",
    "a default": f"{USUAL}def task_own(*, a=print('own')):\n    return {{'actions': None}}\n",
    "an annotation": f"{USUAL}def task_own() -> print('own'):\n    return {{'actions': None}}\n",
    "a module": f"import random\n{USUAL}",
    "another name": f"{USUAL}from pipeline.graph import Manifest as own\n",
    "names one by one": (
        "from pipeline.dodo import BUILD, DOIT_CONFIG, task_gallery, task_manifest\n"
        "from pipeline.dodo import task_normalize, task_prune, task_render\n"
    ),
}


@pytest.mark.parametrize("what", OF_ITS_OWN)
def test_where_dodo_py_does_more_doit_is_asked(project: Project, what: str) -> None:
    project.path("dodo.py").write_text(OF_ITS_OWN[what])
    for _ in range(3):
        project.doit()
        time.sleep(0.12)
    assert "doit.doit_cmd" in run(project, NO_DOIT)


def test_where_other_machines_may_be_asked_doit_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what became of them, and what is wrong with their settings."""
    with monkeypatch.context() as environment:
        environment.setenv("VISUALS_ENGINE", "tls://nowhere:1")
        assert "doit.doit_cmd" in run(project, NO_DOIT)
    project.configure("published = 'shared'\nshared_store = '../store'")
    settle(project)
    assert "doit.doit_cmd" in run(project, NO_DOIT)


NEW_FILES = [
    ("dodo.py", "own ="),
    ("doit.cfg", "[GLOBAL]\nreporter = own\n"),
    ("pyproject.toml", "[tool.doit]\nverbosity = 'own'\n"),
    ("findings-baseline.jsonl", "own"),
    ("findings-baseline.jsonl/a folder", ""),
    ("reviews.yaml", "own"),
]


@pytest.mark.parametrize(("file", "text"), NEW_FILES)
def test_what_doit_reads_first_is_read_again(project: Project, file: str, text: str) -> None:
    project.path(file).parent.mkdir(exist_ok=True)
    project.path(file).write_text(text)
    assert "doit.doit_cmd" in run(project, NO_DOIT)


def test_what_dodo_py_writes_is_seen(project: Project) -> None:
    project.path("dodo.py").write_text(
        f"from pathlib import Path\n{USUAL}"
        "if (new := Path('new.dot')).exists():\n    new.rename('questions/cloud/a.dot')\n"
    )
    settle(project)
    project.path("new.dot").write_text("digraph { new }")
    assert project.doit().built == {"a"}


@pytest.mark.parametrize("number", ["²", "x", "9" * 5000])
def test_a_number_that_is_none_is_refused(project: Project, number: str) -> None:
    assert project.doit("-n", "3").counts == (0, 4, 0)
    assert project.doit("-n", number).code == 3


def test_another_version_of_a_library_is_seen(project: Project) -> None:
    other = "import sys\nimport pipeline.plan.shaping as it\nit.installed = lambda package: '0'\n"
    assert FRESH in run(project, other)  # names of what is installed are all that is looked at
    project.path("site/lxml-0.dist-info").mkdir(parents=True)
    assert "4 built · 0 fresh" in run(project, f"{other}sys.path.append('site')")


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_look_says_is_what_asking_each_visual_says(project: Project, attack: str) -> None:
    path, happens = ATTACKS[attack]
    happens(project.path(path))
    project.doit()
    built = project.built()
    project.path(".cache/settled").unlink(missing_ok=True)
    assert project.doit().counts[0] == 0
    assert project.built() == built

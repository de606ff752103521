"""`doit review`: what it compares with, what it leaves behind, and how it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.files.revision import RevisionError, checked_out
from tests.conftest import DOIT, SMALL, Project, new_project, wait_until
from tests.graph.test_interrupt import alive_in
from tests.pages.made import rows_of

CLOCK = "import time\nimport matplotlib.pyplot as plt\nplt.title(str(time.time_ns()))\n"
"""A script that would draw something else, were it run again."""

SETTINGS = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *SETTINGS, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "as it is")


def rows(project: Project) -> dict[str, dict[str, Any]]:
    """What the page holds, by id."""
    return rows_of(project.path("build/review.html").read_text(), "review")


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in a folder of a repository; since its commit, all but one visual has changed."""
    repository = tmp_path_factory.mktemp("repository")
    git(repository, "init", "-q")
    (repository / ".gitignore").write_text(".cache\n.doit.db*\nbuild\n")
    project = new_project(repository / "site" / "visuals")
    for name in ("same-1", "source-1", "text-1", "gone-1", "broken-1"):
        project.add(name, "dot")
    project.add("hand-1", "svg")
    project.add("clock-1", "matplotlib", CLOCK)
    project.add("mended-1", "dot", "digraph { -> }")
    assert project.doit().code == 2
    commit(repository)
    cloud = project.path("questions/cloud")
    (cloud / "source-1.dot").write_text(SMALL["dot"].replace("1 ms", "2 ms"))
    text = (cloud / "text-1.yaml").read_text()
    (cloud / "text-1.yaml").write_text(text.replace("What text-1 shows", "What 9 nodes show"))
    (cloud / "hand-1.svg").write_text(SMALL["svg"].replace("a label", "another label"))
    (cloud / "gone-1.yaml").unlink()
    (cloud / "broken-1.dot").write_text("digraph { -> }")
    (cloud / "mended-1.dot").write_text(SMALL["dot"])
    project.add("new-1", "dot")
    assert project.doit().code == 2
    return project


def test_a_revision_is_built_and_compared(
    committed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is drawn again that the store has, and nothing of it stays."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    status = git(committed.root, "status", "--porcelain", ".")
    run = committed.doit("review", "--base", "HEAD")
    assert run.code == 0, run.output
    assert run.output.endswith("2 new · 3 changed · 1 gone · 1 failed · build/review.html\n"), (
        run.output
    )
    found = rows(committed)
    assert {name: row["group"] for name, row in found.items()} == {
        "broken-1": "failed", "source-1": "changed", "text-1": "changed", "hand-1": "changed",
        "new-1": "new", "mended-1": "new", "gone-1": "gone",
    }  # fmt: skip
    assert found["mended-1"]["note"] == "It failed in that revision."
    assert found["gone-1"]["note"] == "its question is gone"
    assert found["text-1"]["found"]["doubts"] == []
    caption = found["text-1"]["found"]["caption"]
    texts = ("".join(part["text"] for part in caption if part["how"] != how) for how in "+-")
    assert [*texts] == ["What text-1 shows", "What 9 nodes show"]
    assert list(tmp_path.iterdir()) == []
    assert git(committed.root, "status", "--porcelain", ".") == status
    assert git(committed.root, "worktree", "list").count("\n") == 1


def test_what_is_as_urgent_stands_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    project.configure('published = "site"')
    for number in (10, 9, 100):
        project.add(f"new-{number}", "dot")
    assert project.doit("review").code == 0
    assert [*rows(project)] == ["new-9", "new-10", "new-100"]


def test_questions_of_a_submodule_are_those_of_its_commit(two: Project, tmp_path: Path) -> None:
    """A commit that only the project names is missed, and not taken for no questions."""
    questions = tmp_path / "questions"
    shutil.move(two.path("questions"), questions)
    git(questions, "init", "-q")
    commit(questions)
    git(two.root, "init", "-q")
    git(two.root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(questions))
    (two.root / ".gitignore").write_text("build\n.cache\n.doit.db*\n")
    commit(two.root)
    two.doit()
    assert two.doit("review", "--base", "HEAD").output.startswith("0 new · 0 changed · 0 gone")
    source = two.path("questions/cloud/x.dot")
    source.write_text(source.read_text().replace("first", "edited"))
    two.doit()
    assert two.doit("review", "--base", "HEAD").output.startswith("0 new · 1 changed · 0 gone")
    git(two.root, "update-index", "--cacheinfo", f"160000,{'a' * 40},questions")
    git(two.root, "commit", "-qm", "a commit that is not there")
    run = two.doit("review", "--base", "HEAD")
    assert run.code == 3
    assert "the submodule 'questions' has no commit aaaaaaaaaaaa here: fetch it" in run.output


@pytest.mark.parametrize("name", ["nowhere", "--help-me", "HEAD:site"])
def test_an_unknown_revision_is_refused(
    committed: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(committed.root)
    with pytest.raises(RevisionError, match=f"git knows no revision '{name}' here; give a branch"):
        checked_out(name).__enter__()


def test_a_revision_without_the_project_is_refused(committed: Project, tmp_path: Path) -> None:
    root = shutil.copytree(committed.root.parents[1], tmp_path / "copy", symlinks=True)
    git(root, "checkout", "-q", "--orphan", "empty")
    git(root, "rm", "-rqf", "--cached", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", "nothing")
    run = Project(root / "site/visuals").doit("review", "--base", "empty")
    said = run.output.splitlines()[-1]
    assert (run.code, "has no folder 'site/visuals/'" in said) == (3, True), run.output
    assert said.startswith("ERROR: the revision 'empty' ")


def test_a_revision_from_before_the_set_up_is_read_by_the_settings_of_now(two: Project) -> None:
    """As the first pull request of a repository is reviewed that adopts the build."""
    two.path("questions").rename(two.path("vault"))
    git(two.root, "init", "-q")
    git(two.root, "add", "vault")
    git(two.root, "commit", "-qm", "questions alone")
    two.configure("questions = 'vault'")
    run = two.doit("review", "--base", "HEAD")
    assert "0 new · 0 changed · 0 gone · 0 failed" in run.output
    two.path("vault").rename(two.path("later"))
    two.configure("questions = 'later'")
    run = two.doit("review", "--base", "HEAD")
    said = "ERROR: the revision 'HEAD' has no folder 'later'; give a later one\n"
    assert (run.code, run.output) == (3, said)  # at once, before anything is built


def test_without_git_or_a_repository_it_says_so(two: Project) -> None:
    run = two.doit("review", "--base", "HEAD", GIT_CEILING_DIRECTORIES=str(two.root.parent))
    assert (run.code, "git cannot be asked here: not a git repository" in run.output) == (3, True)
    git(two.root, "init", "-q")  # by somebody else, as for a job in a container
    run = two.doit("review", "--base", "HEAD", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert (run.code, "git config --global --add safe.directory" in run.output) == (3, True)
    run = two.doit("review", "--base", "HEAD", PATH="/nowhere")
    assert (run.code, "git is not installed" in run.output) == (3, True)
    assert not two.path("build/review.html").exists()


def test_what_is_stale_is_built_first_and_the_page_stays(two: Project) -> None:
    """From a folder of the project, too; a build leaves the page, `doit clean` takes it away.

    A hand-made visual without a copy is counted, and not shown as new.
    """
    two.add("hand-1", "svg")
    source = two.path("questions/cloud/y.dot")
    source.write_text(source.read_text().replace("second", "third"))
    run = Project(two.path("questions")).doit("review", "-k")
    assert (run.code, run.built) == (0, {"y", "hand-1"}), run.output
    assert "2 new · 0 changed · 0 gone · 0 failed" in run.output
    assert '"uncompared":1' in two.path("build/review.html").read_text()
    two.path("questions/cloud/x.yaml").unlink()
    assert "removed x" in two.doit().output
    assert two.path("build/review.html").exists()
    assert (
        two.doit("review").output == "1 new · 0 changed · 0 gone · 0 failed · build/review.html\n"
    )
    two.path("questions/cloud/logo.svg").write_text("<svg/>")  # a picture that the site uses
    assert " · 1 gone · " in two.doit("review").output
    two.doit("check", "--update-baseline")
    assert " · 0 gone · " in two.doit("review").output
    two.doit("clean")
    assert not two.path("build/review.html").exists()


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="reads Linux's /proc")
def test_an_interrupt_leaves_no_work_tree(two: Project, tmp_path_factory: Any) -> None:
    git(two.root, "init", "-q")
    script = two.add("endless", "matplotlib", "while True:\n    pass\n").with_suffix(".py")
    commit(two.root)
    script.write_text(SMALL["matplotlib"])
    assert two.doit().code == 0
    temporary = tmp_path_factory.mktemp("temporary")
    process = subprocess.Popen(
        [*DOIT, "review", "--base", "HEAD"], cwd=two.root, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    scripts = "visuals-*/tree/questions/cloud"  # where they run; doit itself is in the tree, too
    wait_until(lambda: [*map(alive_in, temporary.glob(scripts))] not in ([], [[]]), "a script runs")
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, output) == (130, "interrupted; the page is as it was\n")
    wait_until(lambda: not alive_in(temporary), "no process of it is left")
    assert list(temporary.iterdir()) == []

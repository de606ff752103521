"""`doit check FILE …`: only what the named files touch, as a hook of pre-commit calls it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_plan import snapshot
from tests.conftest import Project, new_project

SCRIPT = (
    "import os\nimport matplotlib.pyplot as plt\nfrom helper import rows\n"
    "plt.plot(rows())\nopen('data.csv').read()\nassert not os.path.exists('more.csv')\n"
    "assert sorted(os.listdir('parts')) == ['a.csv']\n"
    'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
)
CLOUD = "questions/cloud"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three visuals of which only `reads` reads other files; all drafts, built."""
    made = new_project(tmp_path_factory.mktemp("files") / "project")
    for name in ("x", "y"):
        made.add(name, "dot", "digraph { a [color=nosuchcolor] }\n")
    made.add("reads", "matplotlib", SCRIPT)
    made.path(f"{CLOUD}/helper.py").write_text("def rows():\n    return [1, 2]\n")
    made.path(f"{CLOUD}/data.csv").write_text("1\n")
    made.path(f"{CLOUD}/parts").mkdir()
    made.path(f"{CLOUD}/parts/a.csv").write_text("1\n")
    made.path(f"{CLOUD}/plain.yaml").write_text("id: plain\n")
    assert made.doit().counts == (3, 0, 0)
    return made


@pytest.fixture
def tree(built: Project, tmp_path: Path) -> Project:
    """A copy of it."""
    shutil.copytree(built.root, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path)


def check(project: Project, *files: str) -> tuple[int, list[Any], list[str]]:
    """The exit code, the visuals of findings, and the stale ones."""
    run = project.doit("check", *files, "--format", "json")
    told = json.loads(run.output)
    return run.code, [each["visual"] for each in told["findings"]], told["stale"]


def test_only_what_the_files_touch_is_checked(tree: Project) -> None:
    before = snapshot(tree)
    assert check(tree, str(tree.path(f"{CLOUD}/x.dot"))) == (0, ["x"], [])
    assert check(tree, f"{CLOUD}/x.dot", f"{CLOUD}/y.yaml", "README.md") == (0, ["x", "y"], [])
    assert check(tree, "questions") == (0, ["x", "y"], [])
    assert snapshot(tree) == before
    run = tree.doit("check", f"{CLOUD}/x.dot")
    assert run.output.endswith("0 errors · 1 warning · 0 stale in 1 visual\n")


def test_an_id_stands_for_its_visual(tree: Project) -> None:
    """As in `doit ID`; one that stands for none is no clean check of nothing."""
    assert check(tree, "x") == check(tree, f"{CLOUD}/x.dot") == (0, ["x"], [])
    run = tree.doit("check", "read")
    assert (run.code, run.output.strip()) == (
        3,
        "ERROR: there is no visual 'read'; did you mean reads?",
    )


def test_files_that_concern_no_visual_are_fine(tree: Project) -> None:
    tree.path(f"{CLOUD}/x.dot").write_text("digraph { a -> b }")
    tree.path(f"{CLOUD}/lost.dot").write_text("digraph {}")
    others = ("pyproject.toml", "gone.dot", f"{CLOUD}/plain.yaml", "dodo.py", "/etc/hostname")
    assert tree.doit("check", *others).output == (
        "there is no file 'gone.dot'\n0 errors · 0 warnings · 0 stale in 0 visuals\n"
    )
    assert check(tree, f"{CLOUD}/lost.dot") == (0, [None], [])


def test_what_a_script_reads_touches_it(tree: Project) -> None:
    files = (f"{CLOUD}/helper.py", f"{CLOUD}/data.csv", f"{CLOUD}/parts/a.csv")
    assert check(tree, *files) == (0, [], [])
    tree.path(f"{CLOUD}/helper.py").write_text("def rows():\n    return [2, 1]\n")
    assert check(tree, f"{CLOUD}/data.csv") == (1, [], ["reads"])
    assert check(tree, f"{CLOUD}/x.dot", f"{CLOUD}/plain.yaml") == (0, ["x"], [])
    tree.path(f"{CLOUD}/helper.py").write_text("def rows():\n    return [1, 2]\n")
    for added in ("more.csv", "parts/b.csv"):  # looked for, and in a folder that was listed
        tree.path(f"{CLOUD}/{added}").write_text("2\n")
        assert check(tree, f"{CLOUD}/{added}") == (1, [], ["reads"])
        tree.path(f"{CLOUD}/{added}").unlink()


def test_a_deleted_file_touches_what_named_it(tree: Project) -> None:
    for gone in ("x.dot", "data.csv", "parts/a.csv"):
        tree.path(f"{CLOUD}/{gone}").unlink()
    run = tree.doit("check", f"{CLOUD}/x.dot")
    assert (run.code, run.codes) == (2, {"Q004"})
    assert check(tree, f"{CLOUD}/data.csv") == (1, [], ["reads"])
    assert check(tree, f"{CLOUD}/parts/a.csv") == (1, [], ["reads"])


def test_broken_questions_and_copies(tree: Project) -> None:
    tree.path(f"{CLOUD}/y.yaml").write_text("visual: [\n")
    tree.path("questions/edge").mkdir()
    shutil.copy(tree.path(f"{CLOUD}/x.yaml"), tree.path("questions/edge/x.yml"))
    tree.path(f"{CLOUD}/reads.svg").write_text("<svg/>")
    assert tree.doit("check", f"{CLOUD}/y.yaml").codes == {"Q001"}
    assert "Q003" in tree.doit("check", "questions/edge/x.yml").codes
    assert tree.doit("check", f"{CLOUD}/reads.svg").codes == {"B002"}
    assert tree.doit("check", f"{CLOUD}/data.csv").codes == {"B002"}


def test_paths_count_from_where_the_user_stands(tree: Project) -> None:
    inside = Project(tree.path(CLOUD))
    assert inside.doit("check", "-k", "x.dot").codes == {"R005"}
    assert inside.doit("check", "-k", f"{CLOUD}/x.dot").codes == set()
    assert inside.doit("check", "../cloud/x.dot", "-k").codes == {"R005"}
    above = Project(tree.root.parent)
    name = tree.root.name
    assert above.doit(
        "check", "--dir", name, "-f", f"{name}/dodo.py", f"{name}/{CLOUD}/x.dot"
    ).codes


def test_links_count_as_what_they_lead_to(tree: Project) -> None:
    tree.path("shared").mkdir()
    tree.path(f"{CLOUD}/x.dot").rename(tree.path("shared/graph.dot"))
    tree.path(f"{CLOUD}/x.dot").symlink_to("../../shared/graph.dot")
    parts = tree.path(f"{CLOUD}/parts").rename(tree.path("questions/parts"))
    tree.path(f"{CLOUD}/parts").symlink_to("../parts")
    assert tree.doit().code == 0
    assert tree.doit("check", "shared/graph.dot").codes == {"R005"}
    tree.path("shared/graph.dot").write_text("digraph { a -> b }")
    (parts / "b.csv").write_text("1")
    assert check(tree, "shared/graph.dot") == (1, [], ["x"])
    assert check(tree, "questions/parts/b.csv") == (1, [], ["reads"])


def test_a_baseline_of_others_is_not_told_to_be_gone(tree: Project) -> None:
    assert tree.doit("check", "--update-baseline").code == 0
    assert tree.doit("check", f"{CLOUD}/x.dot").output == (
        "0 errors · 0 warnings · 0 stale · 1 accepted in 1 visual\n"
    )
    run = tree.doit("check", "--update-baseline", f"{CLOUD}/x.dot")
    assert (run.code, "name no files" in run.output) == (3, True)


def test_options_stand_before_or_after_files(tree: Project) -> None:
    assert tree.doit("check", "x", "--format=github", "--", "-x.dot").code == 0
    run = tree.doit("check", "x", "--formta", "json")
    assert (run.code, run.output.count("\n")) == (3, 1)
    assert "--formta" in run.output


def test_a_name_with_an_equals_sign_is_a_file_too(tree: Project) -> None:
    tree.path(f"{CLOUD}/p=q.svg").write_text("<svg/>")
    run = tree.doit("check", f"{CLOUD}/p=q.svg")
    assert f"{CLOUD}/p=q.svg: warning B001" in run.output
    assert run.output.endswith("1 warning · 0 stale in 0 visuals\n")


def test_the_root_of_all_folders_holds_every_file(tree: Project) -> None:
    assert tree.doit("check", "/").output.endswith("in 3 visuals\n")

"""The `doit` command on whole trees: what it builds, leaves alone and leaves behind."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pipeline.files.fingerprint import digest
from pipeline.normalize import verify
from tests.conftest import REPOSITORY, SMALL, Project, new_project
from tests.pages.made import rows_of
from tests.trees import Mix, as_json, write_tree

KINDS = ("dot", "matplotlib", "svg")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one visual of each kind, built."""
    project = new_project(tmp_path_factory.mktemp("three"))
    for kind in KINDS:
        project.add(f"a-{kind}", kind)
    assert project.doit().counts == (3, 0, 0)
    return project.root


@pytest.fixture
def three(built_once: Path, tmp_path: Path) -> Project:
    """A copy of the project with one visual of each kind, built."""
    return Project(Path(shutil.copytree(built_once, tmp_path / "copy")))


def tasks_run(project: Project, *arguments: str) -> set[str]:
    """The tasks that a `doit` executes, as doit's own JSON reporter tells."""
    output = project.doit("-r", "json", *arguments).output
    results = json.loads(output)["tasks"]
    return {task["name"] for task in results if task["result"] in ("success", "fail")} - {
        "render",
        "normalize",
    }


def test_builds_every_kind_into_the_places_of_the_contract(three: Project) -> None:
    assert set(three.built()) == {
        "manifest.json",
        "index.html",
        *(f"{place}/cloud/a-{kind}.svg" for place in ("raw", "svg") for kind in KINDS),
        *(f"findings/cloud/a-{kind}.json" for kind in KINDS),
    }
    for kind in KINDS:
        assert verify(three.path(f"build/svg/cloud/a-{kind}.svg").read_bytes(), f"a-{kind}") == []


def test_the_manifest_holds_what_it_says(three: Project) -> None:
    manifest = json.loads(three.path("build/manifest.json").read_text())
    schema = as_json(REPOSITORY / "pipeline/manifest.schema.json")
    assert isinstance(schema, dict)
    Draft202012Validator(schema).validate(manifest)
    assert manifest["sha256"] == digest(manifest["visuals"])
    assert [visual["id"] for visual in manifest["visuals"]] == ["a-dot", "a-matplotlib", "a-svg"]
    for visual in manifest["visuals"]:
        content = three.path(f"build/{visual['svg']}").read_bytes()
        assert visual["sha256"] == hashlib.sha256(content).hexdigest()
        assert visual["bytes"] == len(content)
        assert f'width="{visual["width"]}" height="{visual["height"]}"'.encode() in content
        source = three.path(visual["source"]).read_bytes()
        assert visual["inputs"] == {visual["source"]: hashlib.sha256(source).hexdigest()}


SIZES = {"31k": 31, "33k": 33, "63k": 63, "65k": 65, "129k": 129, "1m": 1024, "8m": 8192}
"""In KiB, round what a pipe holds at a time, and up to near the limit of S005."""


def test_drawings_of_any_size_are_built(project: Project) -> None:
    """Sources of SVG and DOT, and raw SVGs of all kinds, pass through the workers whole."""
    for name, kibibytes in SIZES.items():
        project.add(f"hand-{name}", "svg", hand_drawing(kibibytes * 1024))
        comments = f"// {'-' * 1000}\n" * kibibytes
        project.add(f"source-{name}", "dot", f"{comments}{SMALL['dot']}")
        if kibibytes < 1024:
            project.add(f"graph-{name}", "dot", graph(kibibytes))
        if kibibytes <= 1024:
            project.add(f"chart-{name}", "matplotlib", chart(kibibytes))
    run = project.doit()
    assert run.failed == set(), run.output
    for name, kibibytes in SIZES.items():
        raw = project.path(f"build/raw/cloud/hand-{name}.svg").stat().st_size
        assert raw >= kibibytes * 1024
    largest = [project.path(f"build/raw/cloud/{name}.svg").stat().st_size
               for name in ("graph-129k", "chart-1m")]  # fmt: skip
    assert min(largest) > 64 * 1024


def hand_drawing(size: int) -> str:
    """An SVG of `size` bytes or a little more: a few long paths."""
    steps = " ".join(f"L{x % 680} {x * 7 % 400}" for x in range(1000))
    path = f'<path d="M0 0 {steps}" fill="none" stroke="#4a90c4"/>\n'
    paths = path * (size // len(path) + 1)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 400">\n{paths}</svg>\n'


def graph(kibibytes: int) -> str:
    """A DOT source whose raw SVG has at least so many KiB: its outline has many corners."""
    node = f'a [label="node", shape=polygon, sides={kibibytes * 100}, width=4]'
    return f"digraph {{\n  layout=neato;\n  {node}\n}}\n"


def chart(kibibytes: int) -> str:
    """A script whose raw SVG has at least so many KiB."""
    return (
        "import matplotlib.pyplot as plt\nplt.rcParams['path.simplify'] = False\n"
        f"count = {kibibytes * 50}\n"
        "plt.plot(range(count), [n * 7919 % 997 for n in range(count)])\n"
    )


BLOCK = re.compile(r"visual:\n(?:  .*\n)+")
LEAVING: dict[str, tuple[Callable[[str], str] | None, str]] = {
    "the file": (None, "its question is gone"),
    "the block": (lambda text: BLOCK.sub("", text), "its question has no visual now"),
    "archived": (lambda text: text.replace("draft", "archived"), "its question is archived"),
}
"""Ways in which a visual leaves for good: an edit or none, and what the run says."""


@pytest.mark.parametrize("way", LEAVING)
def test_a_visual_that_leaves_is_named(two: Project, way: str) -> None:
    edit, reason = LEAVING[way]
    path = two.path("questions/cloud/x.yaml")
    if edit:
        path.write_text(edit(path.read_text()))
    else:
        path.unlink()
    run = two.doit()
    assert f"removed x: {reason}\n" in run.output
    assert not [name for name in two.built() if "/x." in name]
    assert "removed" not in two.doit().output


@pytest.mark.parametrize("key", ["Visual", "visaul", "VISUALS", "visul"])
def test_a_misspelt_visual_fails_and_is_named(two: Project, key: str) -> None:
    path = two.path("questions/cloud/x.yaml")
    path.write_text(path.read_text().replace("visual:", f"{key}:"))
    run = two.doit()
    assert (run.code, run.failed, run.codes) == (2, {"x"}, {"Q002"})
    assert "did you mean visual?" in run.output


def test_an_emptied_question_fails_and_is_named(two: Project) -> None:
    two.path("questions/cloud/x.yaml").write_text("")
    run = two.doit()
    assert (run.code, run.failed, run.codes) == (2, {"x"}, {"Q001"})
    assert "the file is empty, but questions/cloud/x.dot is there" in run.output


def test_a_file_under_a_former_name_is_named(two: Project) -> None:
    path = two.path("questions/cloud/x.yaml")
    path.write_text(path.read_text().replace("  kind: dot", "  kind: dot\n  rendered: new.svg"))
    run = two.doit()
    assert run.built == {"x"}
    assert "removed build/svg/cloud/x.svg: no visual is written there now\n" in run.output
    path.unlink()
    lines = [line for line in two.doit().output.splitlines() if line.startswith("removed")]
    assert lines == ["removed x: its question is gone"]


def test_one_of_several_visuals_that_leaves_is_named(project: Project) -> None:
    texts = "    alt: A drawing with two boxes\n    caption: Two boxes\n"
    blocks = {name: f"  - name: {name}\n    kind: dot\n{texts}" for name in ("a", "b")}
    question = project.path("questions/x.yaml")
    question.write_text(f"id: x\nvisuals:\n{''.join(blocks.values())}")
    for name in blocks:
        project.path(f"questions/x--{name}.dot").write_text(SMALL["dot"])
    assert project.doit().built == {"x--a", "x--b"}
    question.write_text(f"id: x\nvisuals:\n{blocks['a']}")
    assert "removed x--b: its question has no visual of this name now\n" in project.doit().output


def test_a_folder_behind_a_link_is_built(project: Project, tmp_path: Path) -> None:
    project.add("x", "dot")
    project.path("questions/cloud").rename(tmp_path / "elsewhere")
    project.path("questions/cloud").symlink_to(tmp_path / "elsewhere")
    assert project.doit().counts == (1, 0, 0)
    assert project.doit().counts == (0, 1, 0)
    (tmp_path / "elsewhere" / "x.dot").write_text("digraph { only -> two }")
    assert project.doit().counts == (1, 0, 0)
    project.path("questions/cloud/loop").symlink_to(".")
    run = project.doit()
    assert (run.code, run.codes, run.counts) == (2, {"Q005"}, (0, 1, 1))


def test_nothing_is_removed_while_a_folder_cannot_be_read(two: Project) -> None:
    """Not even root can list it: its path is longer than the system takes."""
    two.path("questions/cloud").rename(two.path("aside"))
    folder = os.open(two.path("questions"), os.O_RDONLY)
    for _ in range(20):
        os.mkdir("f" * 250, dir_fd=folder)
        inner = os.open("f" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    run = two.doit()
    assert (run.code, run.codes) == (2, {"Q001"})
    assert "the folder cannot be read: File name too long" in run.output
    assert {"svg/cloud/x.svg", "svg/cloud/y.svg"} <= two.built().keys()
    two.path(f"questions/{'f' * 250}").rename(two.path("deep"))
    two.path("aside").rename(two.path("questions/cloud"))
    run = two.doit()
    assert (run.code, run.output.count("removed")) == (0, 0), run.output


@pytest.mark.parametrize(
    ("kind", "source", "message"),
    [
        ("dot", "digraph { node [shape=box] }", "the graph draws nothing"),
        ("dot", "digraph { a [style=invis] }", "the graph draws nothing"),
        ("dot", "digraph { bgcolor=black }", "the graph draws nothing"),
        ("matplotlib", "import matplotlib.pyplot as plt\nplt.figure()", "the script draws nothing"),
        ("svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "shows nothing"),
        (
            "svg",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" '
            'fill="#FFF"/></svg>',
            "all of it is white, and so is its ground",
        ),
    ],
)
def test_a_drawing_of_nothing_fails(project: Project, kind: str, source: str, message: str) -> None:
    project.add("x", kind, source)
    run = project.doit()
    assert (run.code, run.codes) == (2, {"R003"})
    assert message in run.output


@pytest.mark.parametrize(
    "source",
    [
        'digraph { bgcolor="#222222"; a [style=filled color=white fillcolor=white label=""] }',
        'digraph { pad=0; a [shape=box label="" style=filled width=9 height=3] }',
    ],
)
def test_a_graph_that_shows_something_is_built(project: Project, source: str) -> None:
    project.add("x", "dot", source)
    assert project.doit().built == {"x"}


def test_a_second_run_runs_nothing(three: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in three.path("build").rglob("*")}
    assert tasks_run(three) == set()
    assert three.doit().output.splitlines()[:-1] == []
    assert {path: path.stat().st_mtime_ns for path in three.path("build").rglob("*")} == before


def test_an_edited_source_builds_that_one_alone(three: Project) -> None:
    three.path("questions/cloud/a-dot.dot").write_text("digraph { only -> two }")
    assert tasks_run(three) == {"render:a-dot", "normalize:a-dot", "manifest", "gallery"}


def test_a_caption_renders_nothing(three: Project) -> None:
    path = three.path("questions/cloud/a-dot.yaml")
    path.write_text(path.read_text().replace("What a-dot shows", "A new caption"))
    assert tasks_run(three) == {"normalize:a-dot", "manifest", "gallery"}
    assert "A new caption" in three.path("build/svg/cloud/a-dot.svg").read_text()


def test_prose_runs_nothing(three: Project) -> None:
    path = three.path("questions/cloud/a-dot.yaml")
    path.write_text("# a comment that moves each line\n" + path.read_text() + "more: prose\n")
    assert tasks_run(three) == set()


def test_a_line_that_a_finding_names_is_shown_as_it_is(project: Project) -> None:
    """Also where it differs in a comment alone."""
    path = project.add("x", "dot")
    text = path.read_text().replace("What x shows", "Seven nodes  # one")
    path.write_text(text)
    assert "C003" in project.doit().codes
    path.write_text(text.replace("# one", "# two"))
    assert project.doit("plan").output.startswith("gallery ")


def test_a_status_changes_the_pages_alone(three: Project) -> None:
    path = three.path("questions/cloud/a-dot.yaml")
    path.write_text(path.read_text().replace("status: draft", "status: published"))
    assert tasks_run(three) == {"manifest", "gallery"}


def test_an_equal_raw_svg_stops_there(three: Project) -> None:
    path = three.path("questions/cloud/a-matplotlib.py")
    path.write_text(path.read_text() + "# a comment\n")
    assert tasks_run(three) == {"render:a-matplotlib", "manifest", "gallery"}
    assert hashlib.sha256(path.read_bytes()).hexdigest() in (
        three.path("build/manifest.json").read_text()
    )


def test_what_is_still_wrong_is_said_again_where_the_raw_svg_is_the_same(project: Project) -> None:
    project.add("x", "dot", "digraph { a [lable=b] }")
    source = project.path("questions/cloud/x.dot")
    for comment in ("", "// not mended"):
        source.write_text(source.read_text() + comment)
        assert project.doit("x").codes == {"C004"}
    assert project.doit().codes == set()


def test_a_touched_source_runs_nothing(three: Project) -> None:
    three.path("questions/cloud/a-dot.dot").touch()
    assert tasks_run(three) == set()


def test_files_that_a_script_reads_or_looks_for_are_its_inputs(project: Project) -> None:
    project.add(
        "reader",
        "matplotlib",
        "import os, part\nimport matplotlib.pyplot as plt\n"
        "plt.plot(part.VALUES)\n"
        "plt.title(open('title.txt').read())\n"
        "if os.path.exists('more.txt'):\n    plt.plot([3, 3])\n",
    )
    project.path("questions/cloud/part.py").write_text("VALUES = [1, 2]\n")
    project.path("questions/cloud/title.txt").write_text("one")
    assert project.doit().counts == (1, 0, 0)
    manifest = json.loads(project.path("build/manifest.json").read_text())
    names = {f"questions/cloud/{name}" for name in ("part.py", "reader.py", "title.txt")}
    assert set(manifest["visuals"][0]["inputs"]) == names
    for name, content in (("part.py", "VALUES = [2, 1]\n"), ("title.txt", "two"), ("more.txt", "")):
        project.path(f"questions/cloud/{name}").write_text(content)
        assert "render:reader" in tasks_run(project), name
        assert tasks_run(project) == set(), name


def test_any_number_of_jobs_in_any_environment_gives_the_same_bytes(tmp_path: Path) -> None:
    results = []
    for name, jobs, environment in (
        ("one", "8", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}),
        ("two/deeper", "1", {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}),
    ):
        project = new_project(tmp_path / name)
        write_tree(project.root, Mix(matplotlib=6, dot=4, svg=3), seed=5)
        assert project.doit("-n", jobs, **environment).counts == (13, 0, 0)
        results.append(project.built())
    assert results[0] == results[1]


def test_ten_broken_questions_stop_none_of_twenty_good_ones(project: Project) -> None:
    project.configure("timeout = 3")
    tree = write_tree(project.root, Mix(matplotlib=5, dot=9, svg=6), seed=9)
    broken = write_broken(project)
    first = project.doit("-n", "8")
    assert first.code != 0
    assert first.counts == (20, 0, 10)
    assert first.built == set(tree.visuals)
    assert first.failed == set(broken)
    for name, told in broken.items():
        assert told in first.output, name
    manifest = json.loads(project.path("build/manifest.json").read_text())
    assert [visual["id"] for visual in manifest["visuals"]] == sorted(tree.visuals)
    codes = {each["id"]: each["codes"] for each in manifest["failed"]}
    assert codes == {name: re.findall(r"error (\w\d{3})", told) for name, told in broken.items()}
    assert {f"svg/{name}.svg" for name in broken}.isdisjoint(project.built())
    assert project.doit().counts == (0, 20, 10)


def write_broken(project: Project) -> dict[str, str]:
    """Ten broken questions; the start of what is told of each."""
    good = "  alt: A drawing with two boxes\n  caption: Two boxes\n"

    def question(name: str, block: str) -> None:
        path = project.path(f"questions/cloud/{name}.yaml")
        path.write_text(f"id: {name}\ntrack: cloud\nstatus: draft\nvisual:\n{block}")

    question("bad-yaml", "  kind: [dot\n")
    question("bad-missing", f"  kind: dot\n{good}")
    question("bad-path", f"  kind: dot\n  source: ../../secret.dot\n{good}")
    question("bad-kind", f"  kind: mermaid\n{good}")
    project.add("bad-raise", "matplotlib", "x = 1\nraise ValueError('no such thing')\n")
    project.add("bad-endless", "matplotlib", "while True: pass\n")
    project.add("bad-nothing", "matplotlib", "x = 1\n")
    project.add("bad-exit", "matplotlib", "import os\nos._exit(0)\n")
    project.add("bad-dot", "dot", "digraph {\n  a -> b\n  c -> -> d\n}\n")
    project.add("bad-script", "svg", SMALL["svg"].replace("<rect", "<script>x()</script>\n<rect"))
    at = "questions/cloud"
    return {
        "bad-yaml": f"{at}/bad-yaml.yaml:5:9: error Q001: ",
        "bad-missing": f"{at}/bad-missing.yaml:5:9: error Q004: ",
        "bad-path": f"{at}/bad-path.yaml:6:11: error Q005: ",
        "bad-kind": f"{at}/bad-kind.yaml:5:9: error Q002: ",
        "bad-raise": f"{at}/bad-raise.py:2:1: error R001: ",
        "bad-endless": f"{at}/bad-endless.py:1:1: error R002: ",
        "bad-nothing": f"{at}/bad-nothing.py: error R003: ",
        "bad-exit": f"{at}/bad-exit.py: error R004: ",
        "bad-dot": f"{at}/bad-dot.dot:3:8: error R001: ",
        "bad-script": f"{at}/bad-script.svg:2:1: error S001: ",
    }


def test_a_failed_draft_is_listed_and_a_failed_published_visual_withholds_the_manifest(
    three: Project,
) -> None:
    source = three.path("questions/cloud/a-dot.dot")
    good = source.read_text()
    source.write_text("digraph {")
    assert three.doit().counts == (0, 2, 1)
    manifest = json.loads(three.path("build/manifest.json").read_text())
    assert manifest["failed"] == [{"id": "a-dot", "status": "draft", "codes": ["R001"]}]
    assert len(manifest["visuals"]) == 2
    assert not {"raw/cloud/a-dot.svg", "svg/cloud/a-dot.svg"} & set(three.built())
    assert "R001" in rows_of(three.path("build/index.html").read_text())["a-dot"]["codes"]
    assert three.path(".cache/last/a-dot.svg").is_file()

    question = three.path("questions/cloud/a-dot.yaml")
    question.write_text(question.read_text().replace("status: draft", "status: published"))
    run = three.doit()
    assert (run.code, "no manifest: a-dot is published and failed" in run.output) == (2, True)
    assert "manifest.json" not in three.built()

    source.write_text(good)
    assert three.doit().counts == (1, 2, 0)
    assert "manifest.json" in three.built()
    assert not three.path(".cache/last/a-dot.svg").exists()


def test_a_good_visual_that_comes_to_clash_with_another_is_withdrawn(three: Project) -> None:
    path = three.path("questions/cloud/a-svg.yaml")
    path.write_text(path.read_text().replace("visual:\n", "visual:\n  rendered: a-dot.svg\n"))
    run = three.doit()
    assert (run.counts, run.codes) == ((0, 1, 2), {"Q009"})
    assert not [name for name in three.built() if name.startswith("svg/cloud/a-dot")]


def test_a_deleted_question_leaves_no_trace(three: Project) -> None:
    for path in three.path("questions/cloud").glob("a-dot.*"):
        path.unlink()
    three.path("build/svg/cloud/a-svg.svg.1~2.tmp").write_text("left by a killed build")
    assert three.doit().counts == (0, 2, 0)
    assert not [name for name in three.built() if "a-dot" in name or "tmp" in name]
    assert len(json.loads(three.path("build/manifest.json").read_text())["visuals"]) == 2


@pytest.mark.parametrize(
    ("name", "how"),
    [
        (name, how)
        for name in ("raw/cloud/a-svg.svg", "svg/cloud/a-svg.svg", "manifest.json")
        for how in ("edit", "empty", "delete", "folder", "link", "parent link")
        if (name, how) != ("manifest.json", "parent link")  # the build folder may be a link
    ],
)
def test_tampering_with_outputs_is_undone(three: Project, name: str, how: str) -> None:
    expected = three.built()
    path = three.path(f"build/{name}")
    elsewhere = three.path("elsewhere")
    if how == "parent link":
        shutil.move(path.parent, elsewhere)
        path.parent.symlink_to(elsewhere)
    elif how == "edit":
        path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    elif how == "empty":
        path.write_bytes(b"")
    else:
        path.rename(elsewhere)
        if how == "folder":
            path.mkdir()
            (path / "file").touch()
        elif how == "link":
            path.symlink_to(elsewhere)
    outside = elsewhere.read_bytes() if elsewhere.is_file() else None
    assert three.doit().code == 0
    assert three.built() == expected
    assert not path.is_symlink()
    assert not path.parent.is_symlink()
    assert outside is None or elsewhere.read_bytes() == outside


def test_clean_leaves_nothing_under_build(three: Project) -> None:
    three.path("build/notes").mkdir()
    three.path("build/notes/own.txt").touch()
    before = three.built()
    assert three.doit("clean", "-n").code == 0
    assert three.built() == before
    assert three.doit("clean").code == 0
    assert list(three.path("build").iterdir()) == []
    assert three.doit().counts == (3, 0, 0)


def test_forget_and_always_build_anew(three: Project) -> None:
    before = three.built()
    assert three.doit("forget").code == 0
    assert three.doit().counts == (3, 0, 0)
    assert three.doit("-a").counts == (3, 0, 0)
    assert three.built() == before


@pytest.mark.parametrize("command", [["list", "--all"], ["info", "render:x"], ["clean", "-n"]])
def test_commands_that_only_tell_write_nothing(project: Project, command: list[str]) -> None:
    project.add("x", "dot")
    before = sorted(project.root.rglob("*"))
    assert project.doit(*command).code in (0, 1)  # doit's info exits with 1 for what is not fresh
    after = [path for path in sorted(project.root.rglob("*")) if "__pycache__" not in path.parts]
    assert after == before


@pytest.mark.parametrize("command", [[], ["list", "--all"], ["plan"]])
def test_a_terminal_without_our_letters_is_no_error(project: Project, command: list[str]) -> None:
    project.add("x", "svg")
    assert project.doit(*command, PYTHONIOENCODING="ascii").code == 0


def test_list_reads_as_the_flow(three: Project) -> None:
    names = [line.split()[0] for line in three.doit("list").output.splitlines()]
    assert names == ["render", "normalize", "manifest", "gallery", "prune", "docs", "test"]
    for line in three.doit("list", "--all").output.splitlines():
        assert len(line.split()) > 1


def test_one_visual_can_be_built_alone(project: Project) -> None:
    for name in ("x", "y"):
        project.add(name, "dot")
    assert project.doit("normalize:x").built == {"x"}
    assert set(project.built()) == {
        "raw/cloud/x.svg",
        "svg/cloud/x.svg",
        "findings/cloud/x.json",
    }


def test_works_from_a_subfolder(three: Project) -> None:
    inside = Project(three.path("questions/cloud"))
    assert inside.doit("-k").counts == (0, 3, 0)


def test_a_damaged_database_is_at_most_a_rebuild(three: Project) -> None:
    expected = three.built()
    database = three.path(".doit.db")
    for damage in (b"", b"\x00\xffnonsense\n", database.read_bytes()[:-40]):
        database.write_bytes(damage)
        assert three.doit().code == 0
        assert three.built() == expected
    database.unlink()
    assert three.doit().code == 0


def test_a_wrong_setting_is_one_error(project: Project) -> None:
    project.configure("quesitons = 'x'")
    run = project.doit()
    assert (run.code, run.output.count("\n")) == (3, 1)
    assert "did you mean questions?" in run.output


def test_a_project_without_visuals_builds_an_empty_manifest(project: Project) -> None:
    assert project.doit().counts == (0, 0, 0)
    manifest = json.loads(project.path("build/manifest.json").read_text())
    assert (manifest["visuals"], manifest["failed"]) == ([], [])


def test_the_machines_dot_draws_where_asked_for(project: Project) -> None:
    if not shutil.which("dot"):
        assert not os.environ.get("CI"), "CI installs graphviz"
        pytest.skip("there is no dot on this machine: apt-get install graphviz")
    project.configure("dot = 'system'")
    project.add("x", "dot")
    project.add("y", "dot", "digraph {\n  a ->\n}")
    run = project.doit()
    assert run.counts == (1, 0, 1)
    assert "y.dot:3" in run.output
    manifest = json.loads(project.path("build/manifest.json").read_text())
    assert re.fullmatch(r"graphviz \d+\.\d+\.\d+", manifest["visuals"][0]["renderer"])


def test_a_picture_is_done_before_the_last_render_starts(project: Project) -> None:
    look = "os.path.exists('../../build/svg/cloud/a.svg')"
    script = f"import os\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title({look})\n"
    project.add("a", "dot")
    project.add("b", "matplotlib")
    project.add("c", "matplotlib", script)
    assert project.doit("-n", "1").counts == (3, 0, 0)
    assert ">True</text>" in project.path("build/svg/cloud/c.svg").read_text()


ASKING = """from pipeline.dodo import *  # noqa: F403


def task_sizes():
    return {
        "actions": [lambda one, all_of_them: print("said", one, len(all_of_them))],
        "getargs": {"one": ("normalize:a-svg", "width"), "all_of_them": ("render", "raw")},
        "task_dep": ["normalize"],
        "verbosity": 2,
    }
"""


@pytest.mark.parametrize("always", [["-a"], []])
def test_a_task_of_the_projects_own_is_given_what_visuals_remember(
    three: Project, always: list[str]
) -> None:
    three.path("dodo.py").write_text(ASKING)
    assert re.search(r"said \d+ 3", three.doit(*always, "sizes").output)

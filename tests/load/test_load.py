"""Loading: each YAML trap is told with its code, line and column, and nothing else is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.config import Config, ConfigError, read_config
from pipeline.load import load
from pipeline.model import Finding, Visual
from tests.trees import Mix, write_tree

GOOD = "  alt: A drawing with two boxes\n  caption: Two boxes\n"
Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Make the temporary folder the project, and write files under its questions/."""
    monkeypatch.chdir(tmp_path)
    Path("questions").mkdir()

    def write_file(name: str, text: str) -> None:
        path = Path("questions", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write_file


def visuals() -> dict[str, Visual]:
    """The visuals of the project by id."""
    return {visual.id: visual for visual in load(Config()).visuals}


def findings() -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of every finding but a missing caption, sorted."""
    found = [f for visual in visuals().values() for f in visual.findings if f.code != "A004"]
    return sorted((f.code, f.line, f.column) for f in found)


def only() -> Finding:
    """The one finding that there is."""
    (finding,) = [f for visual in visuals().values() for f in visual.findings if f.code != "A004"]
    return finding


def test_fills_in_the_defaults(write: Write) -> None:
    write("x-1.yaml", f"id: x-1\nvisual:\n  kind: matplotlib\n{GOOD}")
    write("x-1.py", "pass")
    visual = visuals()["x-1"]
    assert (visual.source, visual.rendered) == ("questions/x-1.py", "x-1.svg")
    assert (visual.track, visual.status, visual.findings) == ("global", "draft", ())


def test_names_each_of_several_visuals(write: Write) -> None:
    blocks = "".join(
        f"  - name: {name}\n    kind: dot\n    alt: A drawing with {name}\n    caption: Of {name}\n"
        for name in ("before", "after")
    )
    write("cloud/x-1.yaml", f"id: x-1\ntrack: cloud\nvisuals:\n{blocks}")
    for name in ("before", "after"):
        write(f"cloud/x-1--{name}.dot", "digraph {}")
    assert {v.id: v.rendered for v in visuals().values()} == {
        "x-1--after": "x-1--after.svg",
        "x-1--before": "x-1--before.svg",
    }
    assert findings() == []


@pytest.mark.parametrize(
    ("block", "siblings", "kind", "source"),
    [
        ("source_format: dot", [], "dot", "p.dot"),
        ("source_format: matplotlib", ["p.dot"], "matplotlib", "p.py"),
        ("source_format: hand", ["p.dot"], "svg", "p.svg"),
        ("", ["p.dot"], "dot", "p.dot"),
        ("", ["p.py"], "matplotlib", "p.py"),
        ("", [], "svg", "p.svg"),
    ],
)
def test_reads_the_older_shapes(
    write: Write, block: str, siblings: list[str], kind: str, source: str
) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: svg\n  path: p.svg\n  {block}\n{GOOD}")
    for name in {*siblings, source}:
        write(name, "anything")
    visual = visuals()["x"]
    assert (visual.kind, visual.source, visual.rendered) == (kind, f"questions/{source}", "p.svg")
    assert visual.findings == ()


BROKEN = {
    "Q001": ("id: x\nvisual: {kind: dot\nstatus: draft\n", 2, 9),
    "Q002 unknown key": (f"id: x\nvisual:\n  kind: dot\n  sorce: x.dot\n{GOOD}", 4, 3),
    "Q002 value": (f"id: x\nvisual:\n  kind: mermaid\n{GOOD}", 3, 9),
    "Q002 date": ("id: x\nvisual:\n  kind: dot\n  alt: 2024-01-01\n", 4, 8),
    "Q002 boolean": ("id: x\nvisual:\n  kind: dot\n  alt: yes\n", 4, 8),
    "Q002 number": ("id: x\nvisual:\n  kind: dot\n  alt: 1234567890123\n", 4, 8),
    "Q002 id": (f"visual:\n  kind: dot\n{GOOD}", 1, 1),
    "Q002 both": (f"id: x\nvisual:\n  kind: dot\n{GOOD}visuals:\n  - kind: dot\n", 6, 1),
    "Q002 misspelt": (f"id: x\nvisaul:\n  kind: dot\n{GOOD}", 2, 1),
    "Q002 misspelt list": (f"id: x\nvisauls:\n- name: a\n  kind: dot\n{GOOD}", 2, 1),
    "Q002 other case": (f"id: x\nVisual:\n  kind: dot\n{GOOD}", 2, 1),
    "Q002 exchanged": (f"id: x\nvsiaul:\n  path: x.svg\n{GOOD}", 2, 1),
    "Q002 in a flow": ("{id: x, visul: {alt: A drawing with boxes}}", 1, 9),
    "Q002 indented": (f"# x\n id: x\n visaul: {{kind: dot}}\n note: {GOOD[7:20]}\n", 3, 2),
    "Q002 beside one": (f"id: x\nvisual:\n  kind: dot\n{GOOD}Visuals:\n- kind: dot\n", 6, 1),
    "Q001 no colon": (f"id: x\nvisual\n  kind: dot\n{GOOD}", 2, 1),
    "A001 cut": ("id: x\nvisual:\n  kind: dot\n  alt: Queue and worker #2 of 3\n", 4, 25),
    "A001 cut below": ("id: x\nvisual:\n  kind: dot\n  alt: é Queue\n    and é #2 of 3\n", 5, 11),
    "Q004": (f"id: x\nvisual:\n  kind: dot\n  source: gone.dot\n{GOOD}", 4, 11),
    "Q005 source": (f"id: x\nvisual:\n  kind: dot\n  source: ../../x.dot\n{GOOD}", 4, 11),
    "Q005 rendered": (f"id: x\nvisual:\n  kind: dot\n  rendered: a/b.svg\n{GOOD}", 4, 13),
    "Q005 dot": (f"id: x\nvisual:\n  kind: dot\n  source: .x.dot\n{GOOD}", 4, 11),
    "Q006": (f"id: x\nvisual:\n  kind: dot\n  kind: svg\n{GOOD}", 4, 3),
    "Q006 top": (f"id: x\nid: x\nvisual:\n  kind: dot\n{GOOD}", 2, 1),
    "Q007 id": (f"id: y\nvisual:\n  kind: dot\n{GOOD}", 1, 5),
    "A001 missing": ("id: x\nvisual:\n  kind: dot\n", 2, 1),
    "A001 short": ("id: x\nvisual:\n  kind: dot\n  alt: A box\n", 4, 8),
}


@pytest.mark.parametrize("name", BROKEN)
def test_tells_what_is_wrong_and_where(write: Write, name: str) -> None:
    text, line, column = BROKEN[name]
    write("x.yaml", text)
    write("x.dot", "digraph {}")
    assert (name[:4], line, column) in findings()
    assert all(finding.hint for finding in visuals()["x"].findings)
    assert {finding.visual for finding in visuals()["x"].findings} == {"x"}


def test_names_an_item_of_a_list_in_words(write: Write) -> None:
    write("x.yaml", "id: x\nvisuals:\n  - dot\n")
    assert only().message.startswith("item 1 of visuals must be a block of keys, ")


@pytest.mark.parametrize(
    "caption",
    ['"Issue #12 waits"', "Issue#12 waits", "Issue waits # yet", ">-\n    Issue #12 waits"],
)
def test_a_comment_that_cuts_no_text_is_fine(write: Write, caption: str) -> None:
    alt = "  alt: A drawing with two boxes\n"
    write("x.yaml", f"id: x\nvisual:\n  kind: dot\n  caption: {caption}\n{alt}")
    write("x.dot", "digraph {}")
    assert visuals()["x"].findings == ()


def test_a_caption_that_is_cut_is_a_warning(write: Write) -> None:
    alt = "  alt: A drawing with two boxes\n"
    write("x.yaml", f"id: x\nvisual:\n  kind: dot\n  caption: Issue #12 waits\n{alt}")
    write("x.dot", "digraph {}")
    (finding,) = visuals()["x"].findings
    assert (finding.code, finding.severity) == ("A004", "warning")
    assert (finding.line, finding.column) == (4, 18)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_visual_in_another_encoding_is_built_or_reported(write: Write, encoding: str) -> None:
    write("x.dot", "digraph {}")
    text = f"id: x\nvisual:\n  kind: dot\n{GOOD}note: é\n"
    Path("questions/x.yaml").write_bytes(text.encode(encoding))
    codes = [finding.code for finding in visuals()["x"].findings]
    assert codes == ([] if encoding == "utf-16" else ["Q001"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_broken_question_that_is_put_aside_is_not_told(write: Write, encoding: str) -> None:
    text = "id: x\nstatus: archived\nvisual: [\n"
    Path("questions/x.yaml").write_bytes(text.encode(encoding))
    assert visuals() == {}


@pytest.mark.parametrize("name", ["x.yml", "x.YAML"])
def test_other_endings_are_questions_too(write: Write, name: str) -> None:
    write(name, f"id: x\nvisual:\n  kind: dot\n{GOOD}")
    write("x.dot", "digraph {}")
    assert [(visual.id, visual.findings) for visual in visuals().values()] == [("x", ())]


def test_two_endings_of_one_name_are_one_id(write: Write) -> None:
    for name in ("x.yaml", "x.yml"):
        write(name, f"id: x\nvisual:\n  kind: dot\n{GOOD}")
    write("x.dot", "digraph {}")
    assert findings() == [("Q003", 1, 5), ("Q003", 1, 5)]


def test_a_linked_folder_is_read_once(write: Write, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep" / "x.yaml").write_text(f"id: x\nvisual:\n  kind: dot\n{GOOD}")
    (outside / "deep" / "x.dot").write_text("digraph {}")
    write("own/y.yaml", f"id: y\nvisual:\n  kind: dot\n{GOOD}")
    write("own/y.dot", "digraph {}")
    for link, target in (("a", outside), ("b", outside), ("c", outside / "deep"), ("d", "own")):
        Path("questions", link).symlink_to(target)
    (outside / "back").symlink_to(tmp_path / "questions")
    assert {v.id: v.question_file for v in visuals().values()} == {
        "x": "questions/a/deep/x.yaml",
        "y": "questions/own/y.yaml",
    }
    assert findings() == []


@pytest.mark.parametrize("target", [".", "..", "../..", "../../.."])
def test_a_link_back_up_is_an_error(write: Write, target: str) -> None:
    write("cloud/x.yaml", f"id: x\ntrack: cloud\nvisual:\n  kind: dot\n{GOOD}")
    write("cloud/x.dot", "digraph {}")
    Path("questions/cloud/loop").symlink_to(target)
    assert findings() == [("Q005", None, None)]
    assert set(visuals()) == {"x", "questions_cloud_loop"}


@pytest.mark.parametrize("link", ["gone", "gone.v2", "gone.yaml"])
def test_a_link_that_leads_nowhere_is_an_error(write: Write, link: str) -> None:
    Path("questions", link).symlink_to("missing")
    (finding,) = (f for visual in visuals().values() for f in visual.findings)
    assert finding.severity == "error"
    assert finding.file == f"questions/{link}"


@pytest.mark.parametrize("target", ["missing.dot", "x.dot"])
def test_a_source_that_is_a_link_to_nothing_is_reported_once(write: Write, target: str) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: dot\n{GOOD}")
    write("x-1.dot", "digraph {}")
    Path("questions/x.dot").symlink_to(target)
    assert findings() == [("Q004", 3, 9)]
    (finding,) = visuals()["x"].findings
    assert "leads nowhere" in finding.message
    assert "bring back" in finding.hint


def test_a_folder_in_the_place_of_a_source(write: Write) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: dot\n{GOOD}")
    write("x-1.dot", "digraph {}")
    Path("questions/x.dot").mkdir()
    (finding,) = visuals()["x"].findings
    assert "is no file" in finding.message
    assert "put a file in its place" in finding.hint


def test_a_question_that_leads_to_itself_leaves_the_others_alone(write: Write) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: dot\n{GOOD}")
    write("x.dot", "digraph {}")
    Path("questions/loop.yaml").symlink_to("loop.yaml")
    assert {name: [f.code for f in v.findings] for name, v in visuals().items()} == {
        "loop": ["Q001"],
        "x": [],
    }


def test_a_question_that_is_no_file_is_not_waited_for(write: Write) -> None:
    os.mkfifo("questions/x.yaml")
    message = "the file cannot be read: it is no regular file but a named pipe (FIFO)"
    assert only().message == message


@pytest.mark.parametrize("text", ["", "\n", "# gone\n---\n"])
def test_an_empty_question_beside_a_source_is_an_error(write: Write, text: str) -> None:
    write("x.yaml", text)
    assert visuals() == {}
    write("x.py", "pass")
    assert (only().code, only().message) == (
        "Q001",
        "the file is empty, but questions/x.py is there",
    )


def test_a_second_status_does_not_put_a_visual_aside(write: Write) -> None:
    write("x.yaml", f"id: x\nstatus: published\nvisual:\n  kind: dot\n{GOOD}status: archived\n")
    write("x.dot", "digraph {}")
    assert findings() == [("Q006", 7, 1)]


def test_a_visual_that_is_merged_in_is_built(write: Write) -> None:
    block = "{kind: dot, alt: A drawing with boxes, caption: Two boxes}"
    write("x.yaml", f"base: &base\n  visual: {block}\n<<: *base\nid: x\n")
    write("x.dot", "digraph {}")
    assert list(visuals()) == ["x"]


def test_reports_every_violation_not_the_first(write: Write) -> None:
    write("x.yaml", "id: y\nstatus: publised\nvisual:\n  kind: dto\n  captoin: hello\n  alt: no\n")
    assert {code for code, _, _ in findings()} == {"A001", "Q002", "Q007"}
    assert len(findings()) == 6


def test_suggests_the_nearest_name(write: Write) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: matplotlb\n{GOOD}")
    assert only().hint == "did you mean matplotlib?"


def test_tells_a_track_that_is_not_the_folder(write: Write) -> None:
    write("edge/x.yaml", f"id: x\ntrack: cloud\nvisual:\n  kind: dot\n{GOOD}")
    write("edge/x.dot", "digraph {}")
    assert findings() == [("Q007", 2, 8)]


def test_tells_two_sources_that_could_be_meant(write: Write) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: svg\n  path: x.svg\n{GOOD}")
    write("x.dot", "digraph {}")
    write("x.py", "pass")
    assert findings() == [("Q008", 4, 9)]


def test_an_id_is_unique_over_the_whole_tree(write: Write) -> None:
    for folder in ("cloud", "edge"):
        write(f"{folder}/x.yaml", f"id: x\ntrack: {folder}\nvisual:\n  kind: dot\n{GOOD}")
        write(f"{folder}/x.dot", "digraph {}")
    assert findings() == [("Q003", 1, 5), ("Q003", 1, 5)]
    assert {f.file for f in visuals()["x"].findings} == {
        "questions/cloud/x.yaml",
        "questions/edge/x.yaml",
    }


def test_two_visuals_do_not_write_one_file(write: Write) -> None:
    for name, rendered in (("x", "Same.svg"), ("y", "same.svg")):
        write(f"{name}.yaml", f"id: {name}\nvisual:\n  kind: dot\n  rendered: {rendered}\n{GOOD}")
        write(f"{name}.dot", "digraph {}")
    assert findings() == [("Q009", 4, 13), ("Q009", 4, 13)]


def test_the_key_that_names_the_file_is_the_one_to_change(write: Write) -> None:
    """With `path` there is no `rendered`, and to add it would be another error."""
    for name, path in (("x", "Same.svg"), ("y", "same.svg")):
        write(f"{name}.yaml", f"id: {name}\nvisual:\n  kind: svg\n  path: {path}\n{GOOD}")
        write(path.replace("svg", "dot"), "digraph {}")
    assert findings() == [("Q009", 4, 9), ("Q009", 4, 9)]
    assert "path: …" in visuals()["x"].findings[0].hint


def test_of_a_copy_of_a_question_the_id_is_to_change(write: Write) -> None:
    """To rename the copy would write over the question that it was copied from."""
    for name in ("x", "y"):
        write(f"{name}.yaml", f"id: x\nvisual:\n  kind: dot\n{GOOD}")
        write(f"{name}.dot", "digraph {}")
    assert visuals()["y"].findings[0].hint == "write id: y, or rename the file to x.yaml"


def test_two_visuals_of_one_question_have_names_and_files_of_their_own(write: Write) -> None:
    blocks = "".join(
        f"- name: {name}\n  kind: dot\n  source: x.dot\n  rendered: {file}\n{GOOD}"
        for name, file in (("a", "a.svg"), ("b", "b.svg"), ("a", "c.svg"), ("d", "b.svg"))
    )
    write("x.yaml", f"id: x\nvisuals:\n{blocks}")
    write("x.dot", "digraph {}")
    assert sorted(findings()) == [("Q003", 15, 9), ("Q009", 12, 13), ("Q009", 24, 13)]


def test_a_link_that_leads_out_of_the_project_is_no_source(write: Write, tmp_path: Path) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: dot\n{GOOD}")
    outside = tmp_path.parent / f"{tmp_path.name}-outside.dot"
    outside.write_text("digraph {}")
    Path("questions/x.dot").symlink_to(outside)
    assert findings() == [("Q005", 3, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "id: nonsense here\nanything: [1, 2]\n",
        "- a list about a visual\n",
        "prose: [this is broken YAML\n",
        "id: x\nstatus: archived\nvisual:\n  kind: mermaid\n",
        "\x00virtual",
        "Visual: a word\nvirtual: {machine: true}\n",
        "usual:\n- path: x\nvirtual: {kind: machine, source: x}\n",
        "visual_aids: {kind: slides}\n",
        "status: archived\nvisaul: {kind: dot}\n",
    ],
)
def test_leaves_alone_what_carries_no_visual(write: Write, text: str) -> None:
    write("x.yaml", text)
    tree = load(Config())
    assert tree.questions == ("questions/x.yaml",)
    assert tree.visuals == ()


@pytest.mark.parametrize("key", ['"visual"', "'visual'", "? visual\n"])
def test_finds_a_visual_however_its_key_is_written(write: Write, key: str) -> None:
    block = "{kind: dot, alt: A drawing with boxes, caption: Two boxes}"
    write(
        "x.yaml", f"{{id: x, {key}: {block}}}\n" if "?" not in key else f"id: x\n{key}: {block}\n"
    )
    write("x.dot", "digraph {}")
    assert list(visuals()) == ["x"]
    assert findings() == []


@pytest.mark.parametrize("opener", ["[", "{a: ", "- "])
def test_deep_nesting_is_an_error_and_no_crash(write: Write, opener: str) -> None:
    write("x.yaml", "id: x\nvisual: \n  " + opener * 100_000)
    assert only().code == "Q001"


def test_aliases_do_not_unfold_without_end(write: Write) -> None:
    levels = "".join(f"  k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    write("x.yaml", f"id: x\nvisual:\n  k0: &a0 [x]\n{levels}")
    assert {code for code, _, _ in findings()} == {"Q002", "A001"}


def test_keeps_the_status_of_a_question_that_is_no_yaml(write: Write) -> None:
    write("cloud/x.yaml", "id: x\nstatus: published\nvisual: [\n")
    visual = visuals()["x"]
    assert (visual.status, visual.track) == ("published", "cloud")


def test_a_long_alt_is_a_warning(write: Write) -> None:
    write("x.yaml", f"id: x\nvisual:\n  kind: dot\n  caption: A caption\n  alt: {'a b ' * 70}\n")
    write("x.dot", "digraph {}")
    assert (only().code, only().severity) == ("A001", "warning")


def test_sources_may_lie_in_a_folder_of_their_own(write: Write) -> None:
    write("cloud/x.yaml", f"id: x\ntrack: cloud\nvisual:\n  kind: dot\n{GOOD}")
    Path("drawings/cloud").mkdir(parents=True)
    Path("drawings/cloud/x.dot").write_text("digraph {}")
    (visual,) = load(Config(sources="drawings")).visuals
    assert (visual.source, visual.findings) == ("drawings/cloud/x.dot", ())


def test_a_generated_tree_loads_without_findings(tmp_path: Path, write: Write) -> None:
    tree = write_tree(tmp_path, Mix(5, 5, 5, plain=20), seed=3)
    loaded = load(Config())
    assert sorted(visual.id for visual in loaded.visuals) == sorted(tree.visuals)
    assert len(loaded.questions) == 35
    assert findings() == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("quesitons = 'q'", "did you mean questions?"),
        ("timeout = 'long'", "timeout = 'long'"),
        ("memory = 1.5", "memory = 1.5"),
        ("memory = 9999999999999", "a whole number of MiB from 128 to 1,000,000,000"),
        ("timeout = 2000000", "a number of seconds above 0, less than 1,000,000"),
        ("display_height = '400'", "a whole number of px, 100 or more"),
        ("display_height = 99", "display_height = 99"),
        ("display_height = true", "display_height = true"),
        ("tracks = []", "a list of different names, each of lower-case letters and digits"),
        ("tracks = ['Cloud']", "tracks = ['Cloud'] must be"),
        ("tracks = ['a', 'a']", "tracks = ['a', 'a'] must be"),
        ("tracks = 'cloud'", "tracks = 'cloud' must be"),
        ("tracks = [1]", "tracks = [1] must be"),
        ("dot = 'wasm'", '"embedded" or "system"'),
        ("questions = '../q'", "questions = '../q' must be a folder in the project"),
        ("sources = 'a/../../b'", "a link in its place may lead to one elsewhere"),
        ("sources = '/srv/drawings'", "must be a folder in the project, given from there"),
        ("font_stack = 'Arial; color: red'", "must be names of fonts joined by commas"),
        ("font_stack = 'Foo@Bar, serif'", "font_stack = 'Foo@Bar, serif'"),
        ("font_stack = 'inherit'", "must be names of fonts joined by commas"),
        ("font_stack = 'Arial, Initial, serif'", "must be names of fonts joined by commas"),
        ("font_stack = '3D, serif'", "font_stack = '3D, serif'"),
        ("font_stack = '\"3D, serif'", "must be names of fonts"),
        ("palette = ['#fff', 'nonsense']", "must be a list of colours"),
        ("palette = ['4a90c4']", "palette = ['4a90c4'] must be"),
        ("palette = ['#4a90c']", "palette = ['#4a90c'] must be"),
        ("palette = ['currentColor']", "palette = ['currentColor'] must be"),
        ("build = '.'", "is or holds the project"),
        ("build = '..'", "is or holds the project"),
        ("build = 'questions/out'", "lies in questions = 'questions'; name another folder for one"),
        (
            "questions = '.'",
            "lies in questions = '.'; put the files of '.' into a folder in the project",
        ),
        (
            "published = '..'",
            "lies in published = '..'; put the files of '..' into a folder in the project",
        ),
        ("published = 'build/published'", "lies in published = 'build/published'"),
        ("published = 'build'", "published = 'build'; name another folder for one of the two"),
        ("published = '~/site/visuals'", "from the root; ~ is not read here"),
        ("build = '~'", "~ is not read here"),
        ("sources = '~/drawings'", "must be a folder in the project"),
        ("build = '.git'", "lies in '.git'"),
        ("build = 'dodo.py'", "lies in 'dodo.py'; name a folder of its own"),
        ("published = '.git/site'", "lies in '.git', where no files of yours can stay"),
        ("published = '.cache'", "lies in '.cache', where no files of yours can stay"),
        ("sources = '.cache/sources'", "lies in '.cache', where no files of yours can stay"),
        ("= 3", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_refused(tmp_path: Path, settings: str, told: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.visuals]\n{settings}\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml") as raised:
        read_config(tmp_path)
    assert told in str(raised.value)


def test_the_font_stack_of_most_sites_is_one(tmp_path: Path) -> None:
    stack = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Initial D, system-ui, sans-serif"
    (tmp_path / "pyproject.toml").write_text(f'[tool.visuals]\nfont_stack = "{stack}"\n')
    assert read_config(tmp_path).font_stack == stack


@pytest.mark.parametrize("table", ["visuals", "tool.visual", "tool.Visuals", "interview-visuals"])
def test_settings_below_another_name_are_refused(tmp_path: Path, table: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[{table}]\ntimeout = 20\n")
    with pytest.raises(ConfigError, match=re.escape(f"[{table}] is not read; name it [tool.vis")):
        read_config(tmp_path)


@pytest.mark.parametrize(
    "text", ["[tool.visual]\nstudio = 1", "[tool.other]\ntimeout = 1", "visuals = 3",
             "[tool.visuals]\ntimeout = 60\n[tool.visual]\ntimeout = 1"],
)  # fmt: skip
def test_tables_of_others_are_not_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert read_config(tmp_path) == Config()


def test_settings_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8-sig")
    with pytest.raises(ConfigError, match="byte order mark; save it as UTF-8 without BOM"):
        read_config(tmp_path)


def test_each_visual_is_told_as_soon_as_it_is_read(write: Write) -> None:
    """Also one that cannot be built, and before files that come after it are opened."""
    seen: list[str] = []
    write("a.yaml", f"id: a\nvisual:\n  kind: dot\n{GOOD}")
    write("b.yaml", f"id: b\nvisual:\n  kind: dot\n{GOOD}")

    def tell(visual: Visual) -> None:
        seen.append(visual.id)
        Path("questions/b.yaml").unlink(missing_ok=True)

    assert [visual.id for visual in load(Config(), tell).visuals] == ["a"]
    assert seen == ["a"]

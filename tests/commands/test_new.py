"""`doit new`: archetypes build without a finding, alts are true; nothing is overwritten."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from doit.doit_cmd import DoitMain
from lxml import etree

from pipeline.archetypes import ARCHETYPES, SOURCES, Archetype
from pipeline.kinds import NAMES, kind_of
from tests.conftest import Project, new_project

SVG = "{http://www.w3.org/2000/svg}"


MANY = """import json, sys
from doit.doit_cmd import DoitMain
for name, archetype in json.loads(sys.argv[1]):
    assert DoitMain().run(["new", name, "--archetype", archetype]) == 0
"""
"""As many commands, at the cost of starting one."""


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with one visual of each archetype, built."""
    project = new_project(tmp_path_factory.mktemp("new"))
    names = [(f"cloud-{number}", each.name) for number, each in enumerate(ARCHETYPES)]
    subprocess.run([sys.executable, "-c", MANY, json.dumps(names)], cwd=project.root, check=True)
    run = project.doit()
    assert run.counts == (len(ARCHETYPES), 0, 0)
    assert not run.codes, run.output
    return project


def drawn(project: Project, name: str) -> Any:
    """The root of the SVG that was made of an archetype."""
    number = [each.name for each in ARCHETYPES].index(name)
    return etree.fromstring(project.path(f"build/svg/cloud/cloud-{number}.svg").read_bytes())


def texts(project: Project, name: str) -> list[str]:
    """What is written in the drawing of an archetype."""
    return ["".join(each.itertext()) for each in drawn(project, name).iter(f"{SVG}text")]


def alt(name: str) -> str:
    """The alt of an archetype."""
    question = yaml.safe_load((SOURCES / f"{name}.yaml").read_text())
    return str(question["visual"]["alt"])


def count(project: Project, name: str, path: str) -> int:
    """How many elements of a drawing an XPath finds."""
    found = drawn(project, name).xpath(path, namespaces={"s": SVG[1:-1]})
    assert isinstance(found, list)
    return len(found)


def test_check_finds_nothing(every: Project) -> None:
    run = every.doit("check")
    assert (run.code, run.output) == (0, "0 errors · 0 warnings · 0 stale\n")


def test_each_kind_has_a_default_and_each_source_its_row() -> None:
    assert {each.kind for each in ARCHETYPES} == set(NAMES)
    files = {f"{each.name}{kind_of(each.kind).ending}" for each in ARCHETYPES}
    files |= {f"{each.name}.yaml" for each in ARCHETYPES}
    assert {path.name for path in SOURCES.iterdir() if path.is_file()} == files


def test_editors_find_the_schema_which_accepts_the_questions(every: Project) -> None:
    for path in every.path("questions").rglob("*.yaml"):
        modeline = re.match(
            r"# yaml-language-server: \$schema=(\S+)\n# \$schema: \1\nid: ", path.read_text()
        )
        assert modeline
        schema = json.loads((path.parent / modeline[1]).read_text())
        jsonschema.validate(yaml.safe_load(path.read_text()), schema)
    assert every.path("questions/question.schema.json").is_file()


def test_a_schema_of_the_project_itself_is_named_by_its_path(project: Project) -> None:
    """As in this repository: no copy where the package is part of the project."""
    package = Path(shutil.copytree(SOURCES.parents[1], project.path("pipeline")))
    project.doit("new", "edge-1", "--kind", "svg", PYTHONPATH=str(project.root))
    first = project.path("questions/edge/edge-1.yaml").read_text().splitlines()[0]
    assert first.endswith("$schema=../../pipeline/load/question.schema.json")
    assert (package / "load/question.schema.json").is_file()
    assert not project.path("questions/question.schema.json").exists()


WRITTEN = (
    ("ring", r"rank \d", 6),
    ("ring", r"sends c\d", 6),
    ("tree", r"worker \d", 7),
    ("tree", r"sum of \d–\d", 7),
    ("fan-out", r"shard \d", 4),
    ("fan-out", r"(12|9|41|11) ms", 4),
    ("pipeline", r"camera|decode|queue|detect|alert", 5),
    ("pipeline", r"H\.264|RGB|boxes", 4),
    ("hierarchy", r"server \d", 6),
    ("hierarchy", r"leaf switch", 2),
    ("hierarchy", r"rack \d", 2),
    ("hierarchy", r"spine switch", 1),
    ("curve", r"limit: 100 ms|load 0\.80", 2),
    ("gantt", r"backward \d", 3),
    ("gantt", r"reduce \d", 3),
    ("roofline", r"2 TB/s|100 TFLOP/s|ridge: 50 FLOP/byte", 3),
    ("roofline", r"embedding|attention|matrix product", 3),
    ("timeline", r"(0|5|10|13|18|24) s", 6),
    ("heat-map", r"car|bus|bicycle|person", 8),
    ("heat-map", r"88|82|71|87|26", 5),
    ("memory-map", r"0x2000 (8000|6800|4800|0800|0000)", 5),
    ("memory-map", r"stack|free|tensor arena|\.data and \.bss", 4),
    ("memory-map", r"(6 KiB, grows down|8 KiB|16 KiB, .*|2 KiB)", 4),
    ("boxes-and-arrows", r"phone|gateway|cache|model", 4),
)
"""Archetype, what is written in it, and how often."""


def test_what_alts_say_is_written_there(every: Project) -> None:
    for name, label, number in WRITTEN:
        found = [text for text in texts(every, name) if re.fullmatch(label, text.strip())]
        assert len(found) == number, (name, label, texts(every, name))


def test_arrows_bars_and_boxes_are_as_many_as_alts_say(every: Project) -> None:
    heads = {"ring": 6, "tree": 6, "fan-out": 9, "pipeline": 4, "hierarchy": 0}
    for name, number in heads.items():
        source = next(each.source for each in ARCHETYPES if each.name == name)
        assert "->" in source
        arrows = "//s:polygon[@fill = @stroke][preceding-sibling::*[1][self::s:path]]"
        assert count(every, name, arrows) == number, name
    assert count(every, "boxes-and-arrows", "//s:rect[@rx]") == 4
    assert count(every, "boxes-and-arrows", "//s:path[@marker-end]|//s:g[@marker-end]/s:path") == 3
    assert count(every, "memory-map", "//s:rect[@stroke]") == 4


def test_alts_hold_what_is_counted_here() -> None:
    """So that a text that changes is counted anew."""
    for name, words in {
        "ring": ("Six ranks", "c0 to c5"),
        "tree": ("7 workers", "3 levels", "Four leaves"),
        "fan-out": ("4 shards", "12, 9, 41 and 11 ms"),
        "pipeline": ("5 parts", "30 frames/s", "H.264, RGB, RGB and boxes"),
        "hierarchy": ("2 racks", "3 servers, 6 in all"),
        "gantt": ("130 ms", "30 ms each", "25 ms", "90 to 115 ms", "15 ms"),
        "roofline": ("2 TB/s", "50 FLOP/byte", "100 TFLOP/s", "Three kernels"),
        "timeline": ("6 events", "0 to 18 s"),
        "heat-map": ("4 classes", "88, 82, 71 and 87", "26 bicycles"),
        "memory-map": ("32 KiB", "16 KiB", "8 KiB free", "6 KiB"),
        "boxes-and-arrows": ("Four boxes and three arrows",),
        "curve": ("20 ms", "100 ms", "0.80"),
    }.items():
        for word in words:
            assert word in alt(name), name


def test_scripts_save_as_they_would_outside() -> None:
    saved = 'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
    for each in ARCHETYPES:
        assert each.source.endswith(saved) == (each.kind == "matplotlib")


def test_defaults_tracks_and_folders(project: Project) -> None:
    project.configure('questions = "fragen"\nsources = "bilder"')
    assert project.doit("new", "a-1", "--kind", "svg").code == 0  # makes the folder
    assert project.doit("new", "--track", "edge", "a-2", "--kind=dot").code == 0
    assert project.doit("new", "tinyml-7", "--archetype", "Memory map").code == 0
    files = {path.relative_to(project.root).as_posix() for path in project.root.rglob("*-[127].*")}
    assert files == {
        "fragen/global/a-1.yaml", "bilder/global/a-1.svg",
        "fragen/edge/a-2.yaml", "bilder/edge/a-2.dot",
        "fragen/tinyml/tinyml-7.yaml", "bilder/tinyml/tinyml-7.svg",
    }  # fmt: skip
    run = project.doit()
    assert (run.counts, run.codes) == ((3, 0, 0), set())


def test_tracks_are_those_of_the_project(project: Project) -> None:
    """The longest that the id begins with, else the first where none is global."""
    project.configure('tracks = ["robots", "robots-arm"]')
    for name in ("robots-arm-1", "robots-1", "cloud-1"):
        assert project.doit("new", name, "--kind", "svg").code == 0
    assert "track: robots\n" in project.path("questions/robots/cloud-1.yaml").read_text()
    assert project.path("questions/robots-arm/robots-arm-1.yaml").is_file()
    schema = json.loads(project.path("questions/question.schema.json").read_text())
    track = schema["properties"]["track"]
    assert (track["enum"], track["default"]) == (["robots", "robots-arm"], "robots")
    assert (run := project.doit()).counts == (3, 0, 0), run.output
    refused = project.doit("new", "x", "--kind", "dot", "--track", "robot")
    assert (refused.code, "no track 'robot'; did you mean robots?" in refused.output) == (3, True)
    project.configure('tracks = ["robots"]')
    run = project.doit()
    assert (run.failed, run.codes) == ({"robots-arm-1"}, {"Q002"})
    assert "track is 'robots-arm'" in run.output
    project.configure('tracks = ["robots", "robots-arm"]')
    assert project.doit().counts == (1, 2, 0)  # an unchanged question is read anew


def test_a_track_that_yaml_reads_as_a_number_is_quoted(project: Project) -> None:
    project.configure('tracks = ["2024", "2025"]')
    assert project.doit("new", "exam", "--kind", "svg", "--track", "2024").code == 0
    assert (run := project.doit()).counts == (1, 0, 0), run.output
    question = project.path("questions/2024/exam.yaml")
    question.write_text(question.read_text().replace('"2024"', "2024"))
    run = project.doit()
    assert (run.codes, 'hint: put it in quotes: "2024"\n' in run.output) == ({"Q002"}, True)


def test_it_says_what_it_wrote_and_works_from_a_subfolder(project: Project) -> None:
    (project.root / "deep").mkdir()
    run = Project(project.root / "deep").doit("-k", "new", "cloud-1", "--kind", "svg")
    assert run.output == (
        "wrote questions/question.schema.json\nwrote questions/cloud/cloud-1.svg\n"
        "wrote questions/cloud/cloud-1.yaml\n"
        "next: doit cloud-1 builds it; doit watch cloud-1 builds it again at each save\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "it needs an id"),
        (("x-1",), "it needs a kind: --kind dot | matplotlib | svg"),
        (("x-1", "--kind", "matplotlip"), "no kind 'matplotlip'; did you mean matplotlib?"),
        (("x-1", "--archetype", "gant"), "there is no archetype 'gant'; did you mean gantt?"),
        (("x-1", "--archetype", "boxes"), "did you mean boxes-and-arrows?"),
        (("x-1", "--archetype", "qqqq"), "doit new --list names them"),
        (("x-1", "--archetype", "ring", "--kind", "svg"), "ring is of kind dot, not svg"),
        (("x-1", "--kinds", "dot"), "option --kinds not recognized; did you mean --kind?"),
        (("x-1", "x-2", "--kind", "dot"), "too much: 'x-2'"),
        (("Cloud_1.yaml", "--kind", "dot"), "'Cloud_1.yaml' is no id"),
        (("Cloud_1.yaml", "--kind", "dot"), "did you mean cloud-1?"),
        (("x--1", "--kind", "dot"), "did you mean x-1?"),
        (("../x", "--kind", "dot"), "'../x' is no id"),
        (("com1", "--kind", "dot"), "'com1' is the name of a device on Windows"),
        (("plan", "--kind", "dot"), "'plan' is a command of doit"),
        (("random", "--kind", "matplotlib"), "'random' is a module of Python"),
        (("x" * 300, "--kind", "dot"), "300 letters long"),
    ],
)  # fmt: skip
def test_what_cannot_be(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All this is said before the project is read."""
    monkeypatch.chdir(tmp_path)
    assert DoitMain().run(["new", *arguments]) == 3
    error = capsys.readouterr().err
    assert error.startswith("ERROR: ")
    assert error.count("\n") == 1
    assert said in error
    assert not any(tmp_path.iterdir())


def test_an_id_is_no_name_of_a_task(project: Project) -> None:
    run = project.doit("new", "prune", "--kind", "dot")
    assert run.code == 3
    assert "'prune' is a task of dodo.py: take another id" in run.output


def test_nothing_is_overwritten(project: Project) -> None:
    def refused(name: str) -> str:
        before = sorted(project.path("questions").rglob("*"))
        run = project.doit("new", name, "--kind", "dot")
        assert run.code == 3, run.output
        assert sorted(project.path("questions").rglob("*")) == before
        return run.output

    def write(file: str, text: str = "") -> None:
        path = project.path(f"questions/{file}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    write("edge/deep/cloud-1.yml", "id: cloud-1\n")
    assert "taken by questions/edge/deep/cloud-1.yml" in refused("cloud-1")
    write("other.yaml", "title: x\nid: 'cloud-2'\n")
    assert "taken by questions/other.yaml" in refused("cloud-2")
    write("cloud/cloud-3.svg")
    assert "questions/cloud/cloud-3.svg is there already" in refused("cloud-3")
    project.add("cloud-5", "svg")
    text = project.path("questions/cloud/cloud-5.yaml").read_text()
    write("cloud/cloud-5.yaml", text.replace("kind: svg", "kind: svg\n  rendered: cloud-6.svg"))
    assert "taken by questions/cloud/cloud-5.yaml" in refused("cloud-6")
    project.configure('published = "site"')
    project.path("site/cloud").mkdir(parents=True)
    project.path("site/cloud/cloud-7.svg").touch()
    assert "site/cloud/cloud-7.svg is there already" in refused("cloud-7")


def test_where_one_file_cannot_be_written_there_is_none(project: Project) -> None:
    project.configure('sources = "bilder"')
    project.path("questions/cloud").write_text("no folder")
    run = project.doit("new", "cloud-1", "--kind", "dot")
    assert run.code == 3
    assert "questions/cloud/cloud-1.yaml cannot be written" in run.output
    assert not list(project.root.rglob("cloud-1.*"))


def test_the_list_and_the_help_name_each(project: Project) -> None:
    listed, helped = project.doit("new", "--list"), project.doit("new", "--help")
    assert project.doit("help", "new").output == helped.output
    for each in ARCHETYPES:
        line = f"{each.name:17} {each.about}\n"
        assert line in listed.output
        assert line in helped.output


def test_an_id_that_yaml_reads_as_something_else_is_quoted() -> None:
    for name in ("12", "true", "1e3", "2001-12-14", "ring"):
        text = Archetype("ring", "dot", "").question(name, "edge")
        assert yaml.safe_load(text)["id"] == name
        assert yaml.safe_load(text)["track"] == "edge"

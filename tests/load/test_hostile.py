"""Whatever one file holds or is named: it fails alone, by one finding, and is never skipped."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest

from tests.conftest import Project

QUESTION = (
    "id: {0}\ntrack: cloud\nstatus: draft\ntopic: grün 𝄞\nvisual:\n  kind: svg\n"
    "  alt: An alt that is long enough.\n  caption: Some caption\n"
)
LONG = "9" * 3600
VALUES = {
    "decimal": LONG,
    "longer": "9" * 5000,
    "hex": "0x" + "f" * 3600,
    "binary": "0b" + "1" * 20_000,
    "sexagesimal": "1" + ":59" * 1900,
    "sexagesimal-float": "1" + ":59" * 500 + ".5",
    "float": "1." + LONG + "e+99999999",
    "date": "2020-99-99",
    "zone": "2001-12-14t21:59:43.10-99:99",
    "bool": "!!bool 3",
    "timestamp": "!!timestamp abc",
    "object": "!!python/object:os.system x",
    "half": r'"\ud83d"',
    "nul": r'"\0"',
    "path": "/../../../../../x",
    "deep": "[" * 3000 + "]" * 3000,
    "open": "{a: " * 3000,
}


def write(project: Project, name: str, content: str | bytes) -> Path:
    """Write a question file."""
    path = project.path(f"questions/cloud/{name}.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_no_value_ends_the_run_for_all(project: Project) -> None:
    project.add("good", "svg")
    names = set()
    for number, value in enumerate(VALUES.values()):
        for key, text in {
            "id": QUESTION.format(value),
            "alt": QUESTION.format("x").replace("An alt that is long enough.", value),
            "status": QUESTION.format("x").replace("draft", value),
            "key": QUESTION.format("x") + f"  {value}: 1\n",
            "visual": f"visual: {value}\n",
            "name": f"visuals:\n  - name: {value}\n    kind: svg\n",
        }.items():
            names.add(f"{key}-{number}")
            write(project, f"{key}-{number}", text)
    run = project.doit()
    assert (run.code, run.built) == (2, {"good"})
    questions = {Path(file).stem for file in project.built() if file.startswith("findings/")}
    assert {name.partition("--")[0] for name in questions} == names | {"good"}
    assert max(map(len, run.output.splitlines())) < 700
    assert "fault of the pipeline" not in run.output
    assert not list(project.root.rglob("x.svg"))
    assert project.doit("check").code == 2
    assert project.doit("plan").code == 0


ENCODINGS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
HALF = {"utf-16-le": b"\x3d\xd8", "utf-16-be": b"\xd8\x3d",
        "utf-32-le": b"\x3d\xd8\0\0", "utf-32-be": b"\0\0\xd8\x3d"}  # fmt: skip


def test_a_visual_in_broken_utf_16_or_32_is_reported(project: Project) -> None:
    """Only UTF-16 with its byte order mark is YAML that is read."""
    whole: set[str] = set()
    broken: set[str] = set()
    for encoding, own in zip(ENCODINGS, MARKS, strict=True):
        for number, mark in enumerate((b"", *MARKS)):
            name = f"{encoding}-{number}"
            data = QUESTION.format(name).encode(encoding)
            variants = {
                "whole": mark + QUESTION.format(f"{name}-whole").encode(encoding),
                "odd": mark + data + b"\n",
                "cut": mark + data[:-1],
                "lone": mark + data + HALF[encoding],
                "inside": mark + QUESTION.partition("grün")[0].encode(encoding) + HALF[encoding]
                + QUESTION.partition("grün")[2].encode(encoding),
            }  # fmt: skip
            for variant, content in variants.items():
                question = f"{name}-{variant}"
                (project.path("questions") / f"{question}.svg").write_text("<svg")
                (project.path("questions") / f"{question}.yaml").write_bytes(content)
                is_whole = variant == "whole" and mark == own and encoding.startswith("utf-16")
                (whole if is_whole else broken).add(question)
    run = project.doit()
    assert run.failed == whole | broken
    for name in sorted(broken):
        assert _codes(project, name) == ["Q001"], name
    assert len(whole) == 2
    assert not [name for name in whole if "Q001" in _codes(project, name)]


def _codes(project: Project, name: str) -> list[str]:
    (path,) = project.path("build/findings").glob(f"*/{name}.json")
    return [each["code"] for each in json.loads(path.read_bytes())]


def test_names_that_are_no_utf_8(project: Project) -> None:
    folder = os.fsencode(project.path("questions/cloud"))
    script = (
        "import matplotlib.pyplot as plt\nopen(b'd\\xe9.csv').read()\nplt.plot([1, 2])\n"
        "try:\n    open(b'absent\\xe9')\nexcept OSError:\n    pass\n"
    )
    project.add("reads", "matplotlib", script)
    project.add("missing", "svg")
    os.rename(folder + b"/missing.svg", folder + b"/missing\xe9.svg")
    for name in (b"d\xe9.csv", b"orphan\xe9.dot"):
        Path(os.fsdecode(folder + b"/" + name)).write_text("x")
    Path(os.fsdecode(folder + b"/caf\xe9.yaml")).write_text(QUESTION.format("caf"))
    os.symlink("nowhere", folder + b"/link\xe9.yaml")
    built = Path(os.fsdecode(os.fsencode(project.path("build/svg/cloud")) + b"/stray\xe9.svg"))
    built.parent.mkdir(parents=True)
    built.write_text("<svg/>")
    assert project.doit("plan").code == 0
    run = project.doit()
    assert (run.code, run.built) == (2, {"reads"})
    assert r"removed build/svg/cloud/stray\xe9.svg" in run.output
    assert {"missing", "link_", "caf_"} <= run.failed
    assert "hint: put missing.svg into questions/cloud/" in run.output
    (entry,) = json.loads(project.path("build/manifest.json").read_bytes())["visuals"]
    assert r"questions/cloud/d\udce9.csv" in entry["inputs"]
    for command in ("check", "graph", "list", "info", "timings"):
        arguments = {"graph": ["reads"], "info": ["reads"], "list": ["--all"]}.get(command, [])
        assert project.doit(command, *arguments).code in (0, 2)
    assert project.doit().built == set()


@pytest.mark.parametrize("coding", ["hex", "rot13", "nonsense", "utf-7", "utf-16", "undefined"])
def test_a_script_in_an_encoding_that_is_none(project: Project, coding: str) -> None:
    for name, source in (("runs", "1/0\n"), ("does-not", "boom((\n")):
        project.add(name, "matplotlib", f"# coding: {coding}\nimport os\n{source}")
    run = project.doit()
    assert (run.failed, run.codes) == ({"runs", "does-not"}, {"R001"})
    assert ":0:" not in run.output
    assert "R001" in project.doit("check").output

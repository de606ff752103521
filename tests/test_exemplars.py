"""The questions that the project ships: built without any `dot` in sight, and right."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import resvg_py
import yaml
from lxml import etree

from pipeline.fonts.faces import font_folder
from pipeline.normalize.values.path import read_path
from tests.conftest import REPOSITORY, Project, new_project

SVG = "{http://www.w3.org/2000/svg}"
TOPICS = {
    "batching", "cache-misses", "checkpointing", "collective-communication", "data-pipelines",
    "duty-cycling", "interconnect-topology", "kv-cache", "memory-hierarchy", "network-bandwidth",
    "pipeline-parallelism", "power-budget", "queueing", "roofline", "sharding", "tail-latency",
}  # fmt: skip
FORWARD, BACKWARD, IDLE = "#cfe2f3", "#d4edda", "#f9d6d5"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project's questions, built with a PATH that holds nothing."""
    project = new_project(tmp_path_factory.mktemp("exemplars"))
    shutil.rmtree(project.path("questions"))
    shutil.copytree(REPOSITORY / "questions", project.path("questions"))
    run = project.doit(PATH="/nowhere")
    assert (run.code, run.codes) == (0, set())
    return project


def drawing(project: Project, name: str) -> etree._Element:
    """The root element of a built SVG."""
    return etree.parse(project.path(f"build/svg/cloud/{name}.svg")).getroot()


def strings(root: etree._Element) -> list[str]:
    """Every text of a drawing, in order."""
    return ["".join(map(str, text.itertext())) for text in root.iter(f"{SVG}text")]


def boxes(root: etree._Element, fill: str) -> list[tuple[float, float]]:
    """Width and height of every axis-parallel rectangle of one colour, in its own unit."""
    found = []
    for path in root.iter(f"{SVG}path"):
        if path.get("fill") == fill:
            corners = [place for letter, place in read_path(path.get("d", ""))[0] if letter != "Z"]
            xs, ys = (sorted({round(place[axis], 6) for place in corners}) for axis in (0, 1))
            assert (len(xs), len(ys), len(corners)) == (2, 2, 4), path.get("d")
            found.append((xs[1] - xs[0], ys[1] - ys[0]))
    return found


def test_the_questions_cover_all_tracks_kinds_and_topics(built: Project) -> None:
    manifest = json.loads(built.path("build/manifest.json").read_text())
    visuals = manifest["visuals"]
    assert {each["track"] for each in visuals} == {"cloud", "edge", "mobile", "tinyml", "global"}
    assert {each["kind"] for each in visuals} == {"dot", "matplotlib", "svg"}
    assert [each["id"] for each in visuals if each["status"] == "published"] == ["cloud-visual-001"]
    assert all(each["width"] <= 800 and each["warnings"] == 0 for each in visuals)
    questions = [yaml.safe_load(path.read_text()) for path in built.root.glob("questions/*/*.yaml")]
    assert len(questions) == len(visuals) >= 16
    assert {question["topic"] for question in questions} == TOPICS


CHANGES = {
    "cloud-2846": ("N: 8", "N: 16"),
    "cloud-2847": ("through 25 ms", "through 26 ms"),
    "cloud-2848": ("M: 4", "M: 5"),
    "cloud-2849": ("14 free", "13 free"),
    "cloud-2850": ("Every 19 minutes", "Every 21 minutes"),
    "cloud-visual-001": ("B: 50 GB/s", "B: 60 GB/s"),
    "edge-1101": ("rate: 16", "rate: 12"),
    "edge-1102": ("reaches 0.61 TOPS, 3 %", "reaches 0.65 TOPS, 3 %"),
    "edge-1103": ("up to 53 motors", "up to 54 motors"),
    "global-301": ("makes 63 %", "makes 64 %"),
    "global-302": ("card: 100 Gbit/s", "card: 200 Gbit/s"),
    "global-303": ("at most 96,154", "at most 96,514"),
    "mobile-701": ("flash 382.1 ms", "flash 328.1 ms"),
    "mobile-702": ("cached: 4", "cached: 8"),
    "mobile-703": ("batches of 27", "batches of 28"),
    "tinyml-401": ("At most once in 31.3 s", "At most once in 30.3 s"),
    "tinyml-402": ("budget is\n    499 µAh", "budget is\n    489 µAh"),
}
"""One number in each question, and what an author may write in its place."""


def test_claims_hold_until_one_number_changes_in_the_yaml(built: Project, tmp_path: Path) -> None:
    manifest = json.loads(built.path("build/manifest.json").read_text())
    for each in manifest["visuals"]:
        assert each["claims"]["true"] >= 15, each["id"]
        assert (each["claims"]["false"], each["claims"]["unclear"]) == (0, 0), each["id"]
    changed = Project(shutil.copytree(built.root, tmp_path / "changed"))
    assert CHANGES.keys() == {path.stem for path in changed.root.glob("questions/*/*.yaml")}
    for name, (old, new) in CHANGES.items():
        (path,) = changed.root.glob(f"questions/*/{name}.yaml")
        text = path.read_text()
        assert text.count(old) == 1, name
        path.write_text(text.replace(old, new))
    assert changed.doit().built == CHANGES.keys()
    for name in CHANGES:
        (path,) = changed.root.glob(f"build/findings/*/{name}.json")
        broken = [each for each in json.loads(path.read_text()) if each["code"] == "C001"]
        (question,) = changed.root.glob(f"questions/*/{name}.yaml")
        lines = question.read_text().splitlines()
        assert broken, name
        for each in broken:
            claim = lines[each["line"] - 1]
            assert claim.startswith("    - "), "the line of the claim"
            assert each["message"].partition(" is ")[0] in claim.replace("''", "'")


def test_gpipe_shades_24_of_56_units_as_idle(built: Project) -> None:
    root = drawing(built, "cloud-2848")
    cells = [*boxes(root, FORWARD), *boxes(root, BACKWARD)]
    assert len(cells) == 4 * 4 * 2
    width, height = cells[0]
    units = {
        fill: sum(w * h for w, h in boxes(root, fill)) / (width * height)
        for fill in (FORWARD, BACKWARD, IDLE)
    }
    assert units == pytest.approx({FORWARD: 16, BACKWARD: 16, IDLE: 24}, rel=1e-3)
    assert any("3/7 ≈ 0.43" in text for text in strings(root))
    for name in [f"{phase}{m}" for phase in "FB" for m in range(4)]:
        assert strings(root).count(name) == 4, "each micro-batch passes each of 4 stages"


def test_gpipe_has_no_opacity_that_would_let_colours_mix(built: Project) -> None:
    root = drawing(built, "cloud-2848")
    assert not root.xpath("//@opacity | //@fill-opacity")


def test_the_tree_sends_a_whole_gradient_on_each_of_14_links(built: Project) -> None:
    root = drawing(built, "cloud-2846")
    counts = Counter(text.strip() for text in strings(root))
    assert counts["2 GB"] == 2 * (8 - 1)
    assert (counts["200 GB/s"], counts["50 GB/s"]) == (12, 2)
    assert [counts[f"{phase}: reduce"] for phase in (1, 2, 3)] == [1, 1, 1]
    assert [counts[f"{phase}: broadcast"] for phase in (4, 5, 6)] == [1, 1, 1]


def test_the_hockey_stick_marks_where_it_crosses_the_slo(built: Project) -> None:
    texts = strings(drawing(built, "cloud-2847"))
    service, slo = 10, 50
    assert f"R = S/(1 − ρ) with S = {service} ms" in texts
    assert f"SLO: R ≤ {slo} ms" in texts
    assert f"R reaches the SLO at ρ = {1 - service / slo:.2f}" in texts


def test_the_ring_does_its_sum(built: Project) -> None:
    texts = strings(drawing(built, "cloud-visual-001"))
    steps, chunk, bandwidth = 2 * (4 - 1), 14 / 4, 50
    total = steps * chunk / bandwidth * 1000
    assert (
        f"2(N − 1)/N · D/B = {steps} × {chunk / bandwidth * 1000:.0f} ms = {total:.0f} ms" in texts
    )


@pytest.mark.parametrize("name", ["cloud-visual-001", "cloud-2846", "cloud-2847", "cloud-2848"])
def test_each_is_drawn_with_ink(built: Project, name: str) -> None:
    svg = built.path(f"build/svg/cloud/{name}.svg").read_text()
    with_text, without = (
        resvg_py.svg_to_bytes(
            svg_string=text,
            dpi=96,
            skip_system_fonts=True,
            font_files=[str(path) for path in Path(font_folder()).glob("*.ttf")],
            sans_serif_family="Arimo",
        )
        for text in (svg, re.sub("<text.*?</text>", "", svg, flags=re.DOTALL))
    )
    assert bytes(with_text) != bytes(without)


def test_the_picture_in_the_readme_is_the_one_that_is_built(built: Project) -> None:
    shown = REPOSITORY / "docs/cloud-2848.svg"
    assert shown.read_bytes() == built.path("build/svg/cloud/cloud-2848.svg").read_bytes()

"""Alts and captions that count wrongly or name another type (C003), and those that are right.

`alts.yaml` holds them by drawing. A false alarm that somebody meets is added to the right ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from pipeline.check import normalize_and_check
from pipeline.config import FONT_STACK
from pipeline.model import Drawing, Finding, Job
from pipeline.render import render
from pipeline.verdicts import Asks
from pipeline.worker.pool import Workers
from tests.claims.test_builds import edit, same_as_from_nothing
from tests.conftest import Project

FOLDER = Path(__file__).parent
KINDS: dict[str, str] = {".py": "matplotlib", ".dot": "dot", ".svg": "svg"}
ALTS: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load((FOLDER / "alts.yaml").read_text())
COUNTS, TYPES = 0.8, 0.9
"""The shares of wrong counts and types that are to be found at least."""


@pytest.fixture(scope="module")
def drawings(workers: Workers) -> Mapping[str, Drawing]:
    """Each drawing once, rendered."""
    return {name: _drawing(FOLDER / "drawings" / name, workers) for name in ALTS}


def _drawing(path: Path, workers: Workers) -> Drawing:
    kind, content = KINDS[path.suffix], path.read_bytes()
    rendered = render(Job(path.stem, kind, path.name, content, ""), workers)
    assert rendered.raw is not None, rendered.findings
    return Drawing(path.stem, rendered.raw, "", "", path.name, FONT_STACK, kind, content)


def told(
    drawing: Drawing, alt: str, caption: str = "A drawing", asks: Asks | None = None
) -> list[Finding]:
    """The contradictions between a drawing and what is said of it."""
    said = drawing._replace(alt=alt, title=caption, asks=asks or Asks())
    found = normalize_and_check(said).findings
    return [each for each in found if each.code == "C003"]


def wrong(what: str) -> Iterator[tuple[str, str]]:
    """The wrong alts of a sort, each with the name of its drawing."""
    return ((name, alt) for name, alts in ALTS.items() for alt in alts.get(what, []))


def test_the_corpus_is_large_enough() -> None:
    assert sum(len(alts["right"]) for alts in ALTS.values()) >= 60
    assert len([*wrong("count"), *wrong("type")]) >= 60


@pytest.mark.parametrize("name", ALTS)
def test_no_alarm_where_alt_and_drawing_agree(name: str, drawings: Mapping[str, Drawing]) -> None:
    alts = ALTS[name]["right"]
    for alt, caption in zip(alts, [*alts[1:], "A drawing"], strict=True):
        assert told(drawings[name], alt, caption) == [], alt


@pytest.mark.parametrize(
    ("what", "least", "says"), [("count", COUNTS, "has"), ("type", TYPES, "shows")]
)
def test_most_contradictions_are_found(
    what: str, least: float, says: str, drawings: Mapping[str, Drawing]
) -> None:
    every = [*wrong(what)]
    found = [each for name, alt in every for each in told(drawings[name], alt)[:1]]
    assert len(found) >= least * len(every)
    assert all(f"”, and the drawing {says} " in each.message for each in found)
    assert all(each.severity == "warning" and each.hint for each in found)


@pytest.mark.parametrize(
    "alt",
    [
        "Ring of about 8 GPUs.",
        "Ring of at least 8 GPUs.",
        "Ring of up to 8 GPUs.",
        "Ring of 4 to 8 GPUs.",
        "Ring of 4, 6 or 8 GPUs.",
        "Ring as it scales from one to 8 GPUs.",
        "Ring; 8 GPUs per server.",
        "Ring; each server has 8 GPUs.",
        "Ring; two servers of 8 GPUs.",
        "Ring; 8 GPUs a server.",
        "Ring; 6 of 8 GPUs work.",
        "Ring; the other 8 GPUs wait.",
        "Ring; with 8 GPUs it would be slower.",
        "Ring without 8 GPUs.",
        "Ring of 2 x 8 GPUs.",
        "Ring of 80 GB GPUs.",
        "Ring; in step 8 GPUs send.",
        "Ring of GPUs, 8 GPUs or more.",
        "Ring of 8 GPUs, of which six are drawn.",
        "Ring; the last two GPUs send to the first.",
        "Ring of 8-bit GPUs.",
        "Ring of 8x GPUs at 8 GB/s.",
        "Ring; 8 ranks are in it.",
    ],
)
def test_nothing_is_said_where_nobody_can_count(alt: str, drawings: Mapping[str, Drawing]) -> None:
    """Each says 8 GPUs in another way than the one below, which is reported."""
    assert told(drawings["ring.dot"], alt) == []


@pytest.mark.parametrize(
    ("alt", "hint"),
    [
        ("Ring of 8 GPUs.", 'claim the number: alt("{} GPUs") = …'),
        ("An 8-GPU ring.", 'claim the number: alt("{}-GPU") = …'),
        ("Ring of eight GPUs.", 'write it in digits and claim it: alt("{} GPUs") = …'),
        ("Tree of 6 GPUs.", "mend the alt; “chart” or “diagram” alone fits any drawing"),
    ],
)
def test_the_hint_says_how_to_be_silent(
    alt: str, hint: str, drawings: Mapping[str, Drawing]
) -> None:
    (found,) = told(drawings["ring.dot"], alt)
    assert found.hint.endswith(hint)


def test_a_true_claim_ends_the_guess_for_its_number_alone(drawings: Mapping[str, Drawing]) -> None:
    alt = "Ring of 8 GPUs, joined by 12 links of 50 GB/s."
    texts = {"alt": alt, "caption": alt}
    for claim, numbers in (
        ('number("GPU 5 {}") = 1', ["8 GPUs", "12 links"]),
        ('alt("Ring of {} GPUs") = 9', ["8 GPUs", "12 links"]),
        ('alt("Ring of {} GPUs") = 8', ["12 links"]),
        ('alt("{} GPUs") < alt("{} links")', []),
        ('caption("{} GPUs") = 8', ["8 GPUs", "12 links"]),
    ):
        found = told(drawings["ring.dot"], alt, "A ring", Asks((claim,), "", texts))
        assert [each.message.split("“")[1].split("”")[0] for each in found] == numbers, claim
    asks = Asks(('caption("{} GPUs") = 8',), "", texts)
    (left,) = told(drawings["ring.dot"], "A ring", alt, asks)
    assert left.message.startswith("the caption says “12 links”, and the drawing has 6")


def test_a_build_reports_it_in_the_question_until_it_is_mended(project: Project) -> None:
    source = (FOLDER / "drawings" / "racks.dot").read_text()
    path = project.add("x", "dot", source)
    edit(path, "A drawing made for x", "Nine nodes in five racks")
    run = project.doit()
    line = next(n for n, each in enumerate(path.read_text().splitlines(), 1) if "five" in each)
    column = path.read_text().splitlines()[line - 1].index("five racks") + 1
    said = f"questions/cloud/x.yaml:{line}:{column}: warning C003: the alt says “five racks”"
    assert said in run.output
    assert "and the drawing has 3 (“Rack 0”, “Rack 1” and 1 more)" in run.output
    edit(path, "Nine nodes in five racks", "Nine nodes in three racks")
    assert "C003" not in project.doit().codes
    assert project.doit("plan").output.count("normalize:x") == 0


def test_its_line_is_right_wherever_the_text_moves_and_however_it_is_written(
    project: Project,
) -> None:
    source = (FOLDER / "drawings" / "racks.dot").read_text()
    project.add("good", "dot", source)
    path = project.add("x", "dot", source)
    assert project.doit().counts == (2, 0, 0)
    text = path.read_text()
    start = text.index("  alt:")
    rest = text[text.index("\n", start) + 1 :]
    rest = "".join(f"{line}\n" for line in rest.splitlines() if "caption:" not in line)
    line = text[:start].count("\n") + 1
    for block, places in (
        ("  alt: Nine nodes in five racks\n  caption: Seven racks\n", [(0, 22), (1, 12)]),
        ("\n  alt: Nine nodes in five racks\n  caption: Seven racks\n", [(1, 22), (2, 12)]),
        ("  alt: 'Nine nodes in five racks'\n  caption: Seven racks\n", [(0, 23), (1, 12)]),
        ("  alt: 'Peers'' nodes in five racks'\n  caption: Three racks\n", [(0, 8)]),
        ("  alt: >-\n    Nine nodes\n    in five racks\n  caption: Seven racks\n",
         [(0, 8), (3, 12)]),
    ):  # fmt: skip
        path.write_text(text[:start] + block + rest)
        edit(project.path("questions/cloud/good.yaml"), "visual:\n", "visual:\n\n")
        assert project.doit().built == {"x"}
        assert project.doit().counts == (0, 2, 0)
        found = json.loads(project.path("build/findings/cloud/x.json").read_text())
        found = [(each["line"] - line, each["column"]) for each in found if each["code"] == "C003"]
        assert found == places, block
    same_as_from_nothing(project)

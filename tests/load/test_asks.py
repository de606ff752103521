"""Params of a visual: what scripts get of them, and what is said where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.load import load
from pipeline.model import Visual
from tests.conftest import SMALL

HEAD = "id: x\nvisual:\n  kind: svg\n  alt: A drawing with two boxes\n  caption: Two boxes\n"


def read(folder: Path, rest: str, monkeypatch: pytest.MonkeyPatch) -> Visual:
    """The visual of a question whose block ends in `rest`, which begins in line 6."""
    monkeypatch.chdir(folder)
    Path("questions").mkdir()
    Path("questions/x.svg").write_text(SMALL["svg"])
    Path("questions/x.yaml").write_text(HEAD + rest, encoding="utf-8")
    (visual,) = load(Config()).visuals
    (again,) = load(Config()).visuals
    assert visual == again
    return visual


def test_params_are_kept_as_canonical_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    params = '  params: {P: 4, B: 50 GB/s, η: 1, s: [1, 2.5], c: "é\\0"}\n'.replace("η: 1, ", "")
    visual = read(tmp_path, params, monkeypatch)
    assert visual.params == '{"B":"50 GB/s","P":4,"c":"é\\u0000","s":[1,2.5]}'
    assert visual.findings == ()


def test_numbers_are_those_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML reads texts where there is no point, or no sign in the exponent."""
    params = "  params: {a: 1e-05, b: [1e3, -2.5E6, .5e1], c: '1e3', d: 1e3 s, e: 0x1F, f: 007}\n"
    visual = read(tmp_path, params, monkeypatch)
    wanted = '{"a":1e-05,"b":[1000.0,-2500000.0,5.0],"c":"1e3","d":"1e3 s","e":31,"f":7}'
    assert (visual.params, visual.findings) == (wanted, ())


@pytest.mark.parametrize(
    ("value", "number"), [("16:9", "969"), ("12:30:45", "45045"), ("017", "15"), ("[-1:30]", "-90")]
)
def test_a_number_that_yaml_alone_reads_is_said(
    value: str, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = read(tmp_path, f"  params: {{r: {value}}}\n", monkeypatch).findings
    written = value.strip("[]")
    said = f"the param 'r' is {written}: YAML reads it as the number {number}"
    hint = f'if it is a text, put it in quotes: "{written}"'
    assert (found.code, found.message) == ("Q002", said)
    assert (found.hint == hint) == (value == written)


def test_wrong_params_are_said_with_line_and_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = "\n    ".join(
        ("  params:", "1x: 4", "y: yes", "z: .nan", "l: [1, two, {a: 3}]", "n:", "m: {a: 3}")
    )
    found = read(tmp_path, f"{rest}\n", monkeypatch).findings
    assert [(each.line, each.column, each.message) for each in found] == [
        (7, 5, "a param cannot be called '1x'"),
        (8, 8, "the param 'y' must be a number, a text or a list of numbers: YAML reads yes as a "
               "boolean"),
        (9, 8, "the param 'z' is '.nan': no number that can be calculated with"),
        (10, 12, "the param 'l' must hold numbers alone: YAML reads two as a text"),
        (10, 17, "the param 'l' must hold numbers alone: it is a block"),
        (11, 7, "the param 'n' must be a number, a text or a list of numbers: it is empty"),
        (12, 8, "the param 'm' must be a number, a text or a list of numbers: it is a block"),
    ]  # fmt: skip
    assert {each.code for each in found} == {"Q002"}
    assert found[1].hint == 'if it is a text, put it in quotes: "yes"'


def test_params_are_a_block_and_not_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = read(tmp_path, "  params: [2]\n", monkeypatch).findings
    assert found.message == "params must be a block of keys, it is a list"
    (tmp_path / "questions/x.yaml").write_text(f"{HEAD}  params: {{l: {[*range(1500)]}}}\n")
    (visual,) = load(Config()).visuals
    assert visual.params == ""
    assert visual.findings[0].message == "the params have 6397 characters as JSON, the most is 4000"


@pytest.mark.parametrize("params", ["{P: 4, P: 5}", "\n    P: 4\n    P: 5"])
def test_a_param_that_stands_twice_is_said(
    params: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = read(tmp_path, f"  params: {params}\n", monkeypatch).findings
    assert (found.code, found.line) == ("Q006", 6 if "{" in params else 8)
    assert found.message.startswith("'P' stands here a second time")


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("visual", "name a text below it: visual.alt or visual.caption"),
        ("details", "name a text below it: details.answer or details.steps"),
        ("visuall", "did you mean visual?"),
    ],
)
def test_a_place_without_a_text_names_those_below(
    place: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    details = "details: {answer: 3/7, steps: [a, b], more: {a: b}}\n"
    claims = f"""  claims:\n    - said("{place}", "{{}} links") = 3\n"""
    (found,) = read(tmp_path, claims + details, monkeypatch).findings
    assert (found.message, found.hint) == (f"the question has no text at '{place}'", hint)


CLAIMS, PARAMS = 'claims:\n  - texts("F") = 1\n', "params: {P: 4}\n"


def test_claims_and_params_beside_visual_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read(tmp_path, CLAIMS + PARAMS, monkeypatch).findings
    assert [(each.code, each.line, each.column, each.message) for each in found] == [
        ("Q002", 6, 1, "claims belong under visual:"),
        ("Q002", 8, 1, "params belong under visual:"),
    ]
    block = "{name: a, kind: svg, source: x.svg, alt: A drawing with two boxes, caption: Boxes}"
    (tmp_path / "questions/x.yaml").write_text(f"id: x\nvisuals:\n  - {block}\n{CLAIMS}")
    (visual,) = load(Config()).visuals
    assert [(each.line, each.message) for each in visual.findings] == [
        (4, "claims belong under visuals:")
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "  " + CLAIMS.replace("  -", "    -") + CLAIMS,
        "  " + PARAMS + PARAMS,
        "claims: what it says\nparams: [1, 2]\n",
        "claims: [{text: a}]\nparams:\n",
    ],
)
def test_other_keys_of_these_names_are_the_authors_own(
    rest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(tmp_path, rest, monkeypatch).findings == ()

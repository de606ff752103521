"""docs/findings.md: it is what the docstrings say, of every code, and its examples are true."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.check import RULES, normalize_and_check
from pipeline.config import FONT_STACK, PALETTE, Config
from pipeline.findings.reference import Entry, Example, FormError, _entry, entries, page
from pipeline.load import load
from pipeline.model import Drawing, Finding, Job, Limits, severity_of
from pipeline.render import render
from pipeline.worker.pool import Workers
from tests.conftest import REPOSITORY

ENTRIES = {entry.code: entry for entry in entries()}
CODE = re.compile(r"[QRSALBC]00\d")
RUN = {code: entry for code, entry in ENTRIES.items() if entry.bad.language != "text"}
KINDS: dict[str, str] = {"dot": "dot", "python": "matplotlib", "svg": "svg"}
HEADER = re.compile(r"# (\S+\.yaml)(?:, beside (.+))?")
FOLDER = Path("questions/cloud")
ALT = "A client sends a request to a queue."


def test_the_page_is_what_the_docstrings_say() -> None:
    told = (REPOSITORY / "docs" / "findings.md").read_text(encoding="utf-8")
    assert told == page(), "run: doit docs"


def test_every_code_that_can_be_found_is_explained() -> None:
    found = {
        node.value
        for path in (REPOSITORY / "pipeline").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if CODE.fullmatch(node.value)
    }
    assert found <= ENTRIES.keys()


def test_severities_are_those_of_the_contract() -> None:
    warned = {entry.code for entry in entries() if entry.severity == "warning"}
    assert {code for code in ENTRIES if code[0] in "QS"}.isdisjoint(warned)
    assert {"R005", "A004", "B001", "B002"} <= warned
    assert not warned & {"R001", "R002", "R003", "R004", "A001"}


def test_a_docstring_of_another_form_is_refused() -> None:
    with pytest.raises(FormError, match="Q999: "):
        _entry("Q999", "It says something.\n\nAnd more.")


@pytest.mark.parametrize("entry", RUN.values(), ids=RUN)
def test_the_examples_are_true(
    entry: Entry, workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    FOLDER.mkdir(parents=True)
    bad = list(of_example(entry, entry.bad, workers))
    told = {finding.code for finding in bad}
    assert entry.code in told if entry.code in RULES else told == {entry.code}
    assert all(each.severity == severity_of(each.code) for each in bad)
    assert entry.code not in {each.code for each in of_example(entry, entry.good, workers)}


def of_example(entry: Entry, example: Example, workers: Workers) -> Iterator[Finding]:
    """What the real loader, renderer and normalizer find in an example."""
    if example.language == "yaml":
        write_questions(example.text)
        for visual in load(Config()).visuals:
            yield from visual.findings
        return
    kind = KINDS[example.language]
    path = FOLDER / f"x.{example.language}"
    path.write_text(completed(example))
    limits = Limits(timeout=0.5 if entry.code == "R002" else 60)
    job = Job("x", kind, path.as_posix(), path.read_bytes(), "f", limits)
    rendered = render(job, workers)
    yield from rendered.findings
    if rendered.raw is not None:
        drawing = Drawing(
            "x", rendered.raw, ALT, ALT, job.source, kind == "svg", FONT_STACK, kind, job.content,
            PALETTE,
        )  # fmt: skip
        yield from normalize_and_check(drawing).findings


def completed(example: Example) -> str:
    """An example with what surrounds it, where it leaves that out."""
    text = example.text
    if example.language == "python" and "import matplotlib" not in text:
        text = f"import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n{text}"
    if example.language == "svg" and "<svg" not in text:
        text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 200">{text}'
    if example.language == "svg" and "</svg>" not in text:
        text += "</svg>"
    return text


def write_questions(text: str) -> None:
    """Write the question of an example with the files that lie beside it.

    The sources are there under their default names where the example does not tell.
    """
    for path in FOLDER.iterdir():
        path.unlink()
    header = HEADER.match(text)
    assert header, text
    (FOLDER / header[1]).write_text(text)
    names = [f"--{name}" for name in re.findall(r"- name: (\S+)", text)] or [""]
    defaults = [f"{Path(header[1]).stem}{name}.dot" for name in names]
    for name in header[2].split(" and ") if header[2] else defaults:
        (FOLDER / name).write_text("digraph { a -> b }")

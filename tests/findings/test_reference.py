"""What explains the codes: nothing is missing, examples are true, docs/findings.md has it all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.check import RULES, normalize_and_check
from pipeline.config import FONT_STACK, PALETTE, Config
from pipeline.findings.reference import (
    FAMILIES,
    FOLDER,
    Entry,
    Example,
    FormError,
    entries,
    page,
    read,
)
from pipeline.load import load
from pipeline.load.asks import Asking
from pipeline.load.opening import read_asking
from pipeline.model import Drawing, Finding, Job, Limits, Visual, severity_of
from pipeline.render import render
from pipeline.worker.pool import Workers
from tests.conftest import REPOSITORY

ENTRIES = {entry.code: entry for entry in entries()}
CODE = re.compile(r'"([QRSALBCP]\d{3})"')
NOT_RUN = ("B001", "B002", "B003", "P001", "R006")
"""Codes whose examples are listings of files, or that `doit check` alone finds: its tests have
them."""

RUN = {code: entry for code, entry in ENTRIES.items() if code not in NOT_RUN}
KINDS: dict[str, str] = {"dot": "dot", "python": "matplotlib", "xml": "svg"}
HEADER = re.compile(r"# (\S+\.yaml)(?:, beside (.+))?")
QUESTIONS = Path("questions/cloud")
ALT = "A client sends a request to a queue."


def test_docs_findings_is_made_of_the_files() -> None:
    written = (REPOSITORY / "docs" / "findings.md").read_text(encoding="utf-8")
    assert written == page(), "run: doit docs"


def test_every_file_is_a_family() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{family}.md" for family in FAMILIES}


def test_codes_stand_in_the_file_of_their_family_in_order() -> None:
    families = {"Q": "question", "R": "render", "S": "safety", "A": "access", "L": "look"}
    families |= {"B": "build", "C": "claim", "P": "review"}
    for family in FAMILIES:
        codes = [entry.code for entry in read(FOLDER / f"{family}.md")]
        assert codes == sorted({*codes})
        assert {families[code[0]] for code in codes} == {family}


def test_the_codes_explained_are_those_that_can_be_found() -> None:
    found = {
        code
        for path in (REPOSITORY / "pipeline").rglob("*.py")
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    assert found - ENTRIES.keys() == set(), "add a section in pipeline/findings/codes"
    assert ENTRIES.keys() - found == set(), "nothing reports this code"


def test_severities_are_those_of_the_contract() -> None:
    warnings = "R005 R006 A002 A003 A004 A005 L001 L002 L003 L004 L005 L006 L007 B001 B002 B003"
    claims_and_reviews = "C001 C002 C003 C004 C005 P001"
    found = {code for code, entry in ENTRIES.items() if entry.severity == "warning"}
    assert found == {*warnings.split(), *claims_and_reviews.split()} & ENTRIES.keys()


def test_no_example_is_left_out() -> None:
    """Only the first example of each name is read, so a section has no more than two blocks."""
    for entry in ENTRIES.values():
        assert entry.text.count("```") == 4, entry.code
        assert entry.bad.language in ("yaml", *KINDS) or entry.code in NOT_RUN, entry.code
        assert entry.good.language == entry.bad.language, entry.code


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_it_cannot_see(code: str) -> None:
    assert re.search(r"\b(The rule|It) cannot (see|find|know)\b", ENTRIES[code].about)


SECTION = """\
# Question

## Q998: It is right.

An explanation.

Bad:

```yaml
id: x
```

Good:

```yaml
id: y
```

## Q999: It is like the other.

An explanation.

Bad:

```dot
digraph { a }
```

Good:

```dot
digraph { b }
```
"""


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (": It is like the other.", "Q999 has no title: write `## Q999: "),
        ("\nAn explanation.\n", "Q999 has no paragraph before `Bad:`"),
        ("Bad:\n", "Q999 has no `Bad:` above a fenced block"),
        ("Good:\n", "Q999 has no `Good:` above a fenced block"),
        ("dot\ndigraph { b", "Q999 has no `Good:` above a fenced block that names its language"),
        ("\n```\n", "Q999 has no `Good:` above a fenced block"),
    ],
    ids=["title", "about", "bad", "good", "language", "end"],
)
def test_a_section_that_lacks_a_part_is_refused(tmp_path: Path, part: str, message: str) -> None:
    file = tmp_path / "question.md"
    file.write_text(SECTION, encoding="utf-8")
    assert [entry.code for entry in read(file)] == ["Q998", "Q999"]
    before, after = SECTION.rsplit(part, 1)
    file.write_text(before + after, encoding="utf-8")
    with pytest.raises(FormError, match=f"^{re.escape(f'question.md: {message}')}"):
        list(read(file))


@pytest.mark.parametrize("entry", RUN.values(), ids=RUN)
def test_the_examples_are_true(
    entry: Entry, workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    QUESTIONS.mkdir(parents=True)
    bad = list(of_example(entry, entry.bad, workers))
    codes = {finding.code for finding in bad}
    assert entry.code in codes if entry.code in RULES else codes == {entry.code}
    assert all(each.severity == severity_of(each.code) for each in bad)
    assert entry.code not in {each.code for each in of_example(entry, entry.good, workers)}


def of_example(entry: Entry, example: Example, workers: Workers) -> Iterator[Finding]:
    """What the real loader, renderer and normalizer find in an example."""
    if example.language == "yaml":
        write_questions(example.text)
        for visual in load(Config()).visuals:
            yield from visual.findings
            yield from built(visual, workers) if entry.code[0] == "C" else ()
        return
    kind = KINDS[example.language]
    path = QUESTIONS / f"x.{example.language}"
    path.write_text(completed(example))
    limits = Limits(timeout=0.5 if entry.code == "R002" and example == entry.bad else 60)
    job = Job("x", kind, path.as_posix(), path.read_bytes(), "f", limits)
    rendered = render(job, workers)
    yield from rendered.findings
    if rendered.raw is not None:
        drawing = Drawing(
            "x", rendered.raw, ALT, ALT, job.source, FONT_STACK, kind, job.content,
            PALETTE,
        )  # fmt: skip
        yield from normalize_and_check(drawing).findings


def built(visual: Visual, workers: Workers) -> Iterator[Finding]:
    """What is found of a visual that is built, and of its claims."""
    asking = read_asking(visual, Config()) or Asking()
    job = Job("x", visual.kind, visual.source, Path(visual.source).read_bytes(), "f")
    raw = render(job, workers).raw or b""
    drawing = Drawing("x", raw, visual.caption, visual.alt, job.source, FONT_STACK, visual.kind)
    normalized = normalize_and_check(drawing._replace(asks=asking.asks))
    yield from (*normalized.findings, *asking.findings(normalized.verdicts, visual))


def completed(example: Example) -> str:
    """An example with the lines around it that it leaves out."""
    text = example.text
    if example.language == "python" and "import matplotlib" not in text:
        text = f"import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n{text}"
    if example.language == "xml" and "<svg" not in text:
        text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 200">{text}'
    if example.language == "xml" and "</svg>" not in text:
        text += "</svg>"
    return text


def write_questions(text: str) -> None:
    """Write the question of an example with the files that lie beside it.

    If the example names no sources, they have their default names.
    """
    for path in QUESTIONS.iterdir():
        path.unlink()
    header = HEADER.match(text)
    assert header, text
    (QUESTIONS / header[1]).write_text(text)
    names = [f"--{name}" for name in re.findall(r"- name: (\S+)", text)] or [""]
    defaults = [f"{Path(header[1]).stem}{name}.dot" for name in names]
    for name in header[2].split(" and ") if header[2] else defaults:
        (QUESTIONS / name).write_text("digraph { a -> b }")

"""Samples of what each rule tells and leaves alone: a comment with a code stands in its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.check import RULES, normalize_and_check
from pipeline.config import FONT_STACK, PALETTE
from pipeline.model import Drawing, Finding
from tests.conftest import Project

FOLDER = Path(__file__).parent
SAMPLES = sorted(FOLDER.glob("*.svg"))
MARK = re.compile(r"<!--\s*([A-Z]\d{3}(?:\s+[A-Z]\d{3})*)\s*-->")


def told(path: Path) -> tuple[Finding, ...]:
    """What is found in a hand-made SVG."""
    drawing = Drawing(path.stem, path.read_bytes(), "A title", "What it shows", f"q/{path.name}",
                      FONT_STACK, palette=PALETTE)  # fmt: skip
    result = normalize_and_check(drawing)
    assert result.svg is not None, result.findings
    return result.findings


def marked(path: Path) -> list[tuple[str, int]]:
    """The findings that a sample says it has: code and line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return sorted(
        (code, number)
        for number, line in enumerate(lines, 1)
        for match in MARK.finditer(line)
        for code in match[1].split()
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_has_the_findings_that_it_says(path: Path) -> None:
    found = told(path)
    assert sorted((finding.code, finding.line or 0) for finding in found) == marked(path), found
    assert path.stem.endswith("-bad") == bool(found)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_bad_and_a_good_sample(code: str) -> None:
    names = {path.stem.rpartition("-")[2] for path in SAMPLES if path.stem.startswith(code)}
    assert names == {"bad", "good"}


def test_every_finding_is_a_warning_with_a_hint() -> None:
    found = [finding for path in SAMPLES for finding in told(path)]
    assert {finding.severity for finding in found} == {"warning"}
    assert all(finding.hint and finding.message for finding in found)


def test_the_nearest_colour_of_the_palette_has_a_hue() -> None:
    hints = [finding.hint for finding in told(FOLDER / "L004-palette-bad.svg")]
    assert [hint.rpartition(" ")[2] for hint in hints] == ["#cc4444", "#a31f34"]


@pytest.mark.parametrize(
    ("fill", "palette", "hint"),
    [
        ("navy", PALETTE, "the nearest colour of the palette is #4a90c4"),
        ("darkgreen", PALETTE, "the nearest colour of the palette is #3d9e5a"),
        ("navy", ("#a31f34", "#cfe2c3", "#333333"), "none of the palette has this hue"),
    ],
)
def test_no_colour_of_another_hue_is_the_nearest(
    fill: str, palette: tuple[str, ...], hint: str
) -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 60">'
        f'<rect width="90" height="40" fill="{fill}"/></svg>'
    )
    drawing = Drawing("x", raw.encode(), "T", "A", "q/x.svg", FONT_STACK, palette=palette)
    (finding,) = normalize_and_check(drawing).findings
    assert (finding.code, finding.hint[: len(hint)]) == ("L004", hint)


@pytest.mark.parametrize(
    ("ground", "text", "hint"),
    [
        ("#fff", "#312e81", "for text take a grey, such as #333333"),
        ("#fff", "#770000", "the nearest colour of the palette is #a31f34"),
        ("#222", "#60a5fa", "the nearest colour of the palette is #4a90c4"),
        ("#333", "#ff0", "the nearest colour of the palette is #fdebd0"),
        ("#4a90c4", "#1e3a8a", "for text take a grey, such as #000000"),
        ("#a31f34", "#e9d5ff", "for text take a grey, such as #ffffff"),
    ],
)
def test_a_text_off_the_palette_is_sent_to_what_can_be_read(
    ground: str, text: str, hint: str
) -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 80"><rect width="640" '
        f'height="80" fill="{ground}"/><text x="40" y="40" fill="{text}">text</text></svg>'
    )
    drawing = Drawing("x", raw.encode(), "T", "A", "q/x.svg", FONT_STACK, palette=PALETTE)
    found = {finding.code: finding for finding in normalize_and_check(drawing).findings}
    assert found["L004"].hint.startswith(hint)


def test_alike_flaws_without_a_place_are_one() -> None:
    texts = "".join(
        f'<rect x="{x}" width="90" height="40" fill="{fill}"/><text x="{x}" y="25">{x}</text>'
        for x, fill in ((10, "#444"), (110, "#555"), (210, "#f7f7f7"), (310, "#333"))
    )
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 60">{texts}</svg>'
    drawing = Drawing("x", raw.encode(), "T", "A", "q/x.py", FONT_STACK, "matplotlib")
    (finding,) = normalize_and_check(drawing).findings
    assert finding.message.startswith("“310”, “10”, “110”: contrast below 4.5:1, 1.66:1")
    assert finding.line is None


@pytest.mark.parametrize(
    "content",
    [
        '<rect width="90" height="90" fill="rebeccapurple"/>',
        '<rect width="90" height="90" fill="hsl(220 50% 20%)"/>',
        '<rect width="90" height="90" fill="oklch(0.4 0.1 250)"/>',
        '<marker id="m" viewBox="0 0 9 9"><path d="M0 0L9 9"/></marker>'
        '<path fill="none" d="M9 9L90 90" marker-end="url(#m)"/>',
        '<defs><pattern id="p" width="9" height="9" patternUnits="userSpaceOnUse">'
        '<rect width="4" height="4"/></pattern><rect id="r" width="90" height="90"/></defs>'
        '<use href="#r" fill="url(#p)"/>',
        '<rect width="680" height="100" fill="#333"/><rect width="9" height="9" fill="#fff"/>',
        '<svg width="90" height="90"><rect width="50%" height="50%"/></svg>',
        '<symbol id="s"><rect width="50%" height="50%"/></symbol>'
        '<use href="#s" width="90" height="90"/><use href="#s" width="50" height="50"/>',
        '<g font-size="9"><circle id="c" r="2em"/></g><use href="#c" x="90" font-size="20"/>',
    ],
)  # fmt: skip
def test_what_shows_something_is_not_blank(content: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">{content}</svg>'
    drawing = Drawing("x", svg.encode(), "A title", "An alt", "x.svg", FONT_STACK)
    assert normalize_and_check(drawing).svg is not None


def test_a_shape_that_nobody_sees_is_blank_whatever_its_size() -> None:
    circle = '<g font-size="9"><circle id="c" r="2em" fill="#fff"/></g>'
    content = f'{circle}<use href="#c" x="90" font-size="20"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">{content}</svg>'
    drawing = Drawing("x", svg.encode(), "A title", "An alt", "x.svg", FONT_STACK)
    assert [finding.code for finding in normalize_and_check(drawing).findings] == ["R003"]


@pytest.mark.parametrize(
    ("box", "hint"),
    [(0, "break the label into lines, or make the box"), (190, "move the label off the line")],
)
def test_a_text_that_should_wrap_in_its_box_gets_another_hint(box: int, hint: str) -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 60">'
        f'<rect x="{box}" y="5" width="90" height="50" fill="#fff" stroke="#333"/>'
        '<text x="10" y="32" font-size="14">SVG breaks no line of its own accord</text></svg>'
    )
    drawing = Drawing("x", raw.encode(), "T", "A", "q/x.svg", FONT_STACK)
    (finding,) = normalize_and_check(drawing).findings
    assert (finding.code, finding.hint[: len(hint)]) == ("L002", hint)


def test_a_label_of_an_edge_gets_hints_that_graphviz_follows(project: Project) -> None:
    sheet = (
        'label=<<table border="0" cellpadding="0" bgcolor="white"><tr><td>token</td></tr></table>>'
    )
    ring = "digraph {{ layout=circo; node [shape=circle]; a -> b -> c -> d -> e -> a [{}] }}"
    project.add("ring", "dot", ring.format("label=token"))
    project.add("end", "dot", 'digraph { a -> b [headlabel="0..*"] }')
    output = project.doit().output
    hint = "at a headlabel or taillabel write labeldistance=2 labelangle=40, else give the label"
    assert output.count("a line runs through") == output.count(hint) >= 2
    project.add("ring", "dot", ring.format(sheet))
    project.add("end", "dot", 'digraph { a -> b [headlabel="0..*" labeldistance=2 labelangle=40] }')
    assert "L002" not in project.doit().output

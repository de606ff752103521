"""The normal form: fixtures before and after, and what must hold for every one of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model import Drawing, Normalized
from pipeline.normalize import normalize, verify

SAMPLES = Path(__file__).parent
BEFORE = sorted(SAMPLES.glob("*-before.svg"))
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = "{http://www.w3.org/2000/svg}"
STACK = "Helvetica Neue, Helvetica, Arial, sans-serif"


def run(raw: str | bytes, title: str = "A title", alt: str = "What it shows") -> Normalized:
    data = raw.encode() if isinstance(raw, str) else raw
    return normalize(Drawing("cloud-1", data, title, alt, "q/x.svg", STACK))


def normal(raw: str | bytes) -> etree._Element:
    result = run(raw)
    assert result.svg is not None, result.findings
    return etree.fromstring(result.svg)


def inside(content: str, size: str = 'viewBox="0 0 640 100"') -> str:
    return f"<svg {NS} {size}>{content}</svg>"


def drawn(content: str) -> list[etree._Element]:
    """The root's children after title, desc and background."""
    return list(normal(inside(content)))[3:]


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: path.stem)
def test_fixture_comes_out_as_stored(path: Path) -> None:
    after = path.with_name(path.name.replace("-before", "-after"))
    result = run(path.read_bytes())
    assert result.svg is not None, result.findings
    assert result.svg.decode() == after.read_text(encoding="utf-8")
    # Slips of authors are reported, and browsers skip them as well.
    slips = ("no element of SVG has the id", "counts for nothing", "shows nothing")
    assert [each for each in result.findings if all(s not in each.message for s in slips)] == []


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: path.stem)
def test_normalizing_again_changes_nothing(path: Path) -> None:
    once = run(path.read_bytes(), "Other title", "Other words").svg
    assert once is not None
    assert run(once, "Other title", "Other words").svg == once
    assert run(once).svg == run(path.read_bytes()).svg
    assert verify(once, "cloud-1") == []


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: path.stem)
def test_text_stays_the_same_in_the_same_order(path: Path) -> None:
    def strings(root: etree._Element) -> list[str]:
        return ["".join(map(str, text.itertext())) for text in root.iter(f"{SVG}text")]

    parser = etree.XMLParser(remove_comments=True)
    assert strings(normal(path.read_bytes())) == strings(etree.parse(str(path), parser).getroot())


def test_hash_seed_does_not_matter() -> None:
    script = (
        "import sys; from tests.normalize.test_normalize import BEFORE, run;"
        "[sys.stdout.buffer.write(run(p.read_bytes()).svg) for p in BEFORE]"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=SAMPLES.parents[1],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("size", "canvas", "transform"),
    [
        ('width="300" height="99.5"', (680, 100), "translate(190)"),
        ('width="562.5" height="99.4"', (680, 99), "translate(58)"),
        ('width="599" height="100"', (680, 100), "translate(40)"),
        ('width="600" height="100"', (600, 100), None),
        ('width="640.2" height="100"', (640, 100), None),
        ('width="800" height="100"', (800, 100), None),
        ('width="1000" height="100"', (800, 80), "scale(.8)"),
        ('width="450pt" height="75pt" viewBox="0 0 450 75"', (600, 100), "scale(1.3333333333333)"),
        ('width="100%" viewBox="0 0 640 100"', (640, 100), None),
        ('width="320" viewBox="0 0 640 100"', (680, 50), "translate(180)scale(.5)"),
        ('viewBox="10 20 640 100"', (640, 100), "translate(-10-20)"),
        ('width="640" height="200" viewBox="0 0 640 100"', (640, 200), "translate(0 50)"),
    ],
)
def test_canvas(size: str, canvas: tuple[int, int], transform: str | None) -> None:
    content = '<rect x="50" y="25" width="100" height="50"/>'
    result = run(inside(content, size))
    assert (result.width, result.height) == canvas
    assert result.svg is not None
    root = etree.fromstring(result.svg)
    assert root.get("viewBox") == f"0 0 {canvas[0]} {canvas[1]}"
    groups = root.findall(f"{SVG}g")
    assert [group.get("transform") for group in groups] == ([transform] if transform else [])


def test_what_the_viewport_cut_off_stays_hidden() -> None:
    wide = '<rect x="-90" y="0" width="900" height="50"/>'
    last = list(normal(inside(wide, 'width="300" height="100"')))[-1]
    assert (last.get("d"), last.get("fill")) == (
        "M0 0h190v100h-190zM490 0h190v100h-190z",
        "#fff",
    )


def test_title_and_description_are_text_whatever_they_hold() -> None:
    result = run(inside("<title>own</title>"), 'a <b> & "c"\0\ud800', "d\n\x0b e")
    assert result.svg is not None
    root = etree.fromstring(result.svg)
    assert [root[0].text, root[1].text] == ['a <b> & "c"', "d e"]
    assert len(root.findall(f".//{SVG}title")) == 1


def test_references_that_lead_nowhere_are_written_as_they_are_drawn() -> None:
    (rect, line) = drawn(
        '<rect fill="url(#no)" stroke="url(#no) red" clip-path="url(#no)" mask="url(#no)"/>'
        '<line marker-end="url(#no)"/><use href="#no"/>'
    )
    assert sorted(rect.items()) == [("fill", "none"), ("stroke", "red")]
    assert list(line.items()) == [("marker-end", "none")]


def test_ids_that_are_percent_escaped_or_odd_are_found() -> None:
    uses = drawn(
        '<defs><g id="gr\u00f6\u00dfe"/><g id="a b(c)"/></defs>'
        '<use href="#gr%C3%B6%C3%9Fe"/><use href="#a b(c)"/><rect fill="url(&quot;#x&quot;)"/>'
    )[1:]
    assert [use.get("href") for use in uses[:2]] == ["#cloud-1_gr__e", "#cloud-1_a_b_c_"]


def test_a_marker_that_bears_itself_is_drawn_without() -> None:
    sheet = "<style>path{marker-end:url(#m)}</style>"
    marker = '<marker id="m"><path d="M0 0L2 2"/></marker>'
    inner, outer = (
        e.get("marker-end") for e in normal(inside(sheet + marker + "<path/>")).iter(f"{SVG}path")
    )
    assert (inner, outer) == ("none", "url(#cloud-1_m)")


def test_a_glyph_that_the_font_lacks_becomes_a_path_in_its_place() -> None:
    (group,) = drawn('<text x="300" y="50" font-size="20" text-anchor="middle">go \u27f6 on</text>')
    text, path = group
    assert "".join(map(str, text.itertext())) == "go on"
    start, end = (float(part.get("x") or 0) for part in text)
    first = float(re.split("[M ]", path.get("d") or "")[1])
    assert start < 300 - 30 < first < end < 300 + 30


def test_a_missing_glyph_in_a_bold_label_stands_where_bold_letters_end() -> None:
    content = '<g font-weight="{}"><text x="10" y="50" font-size="20">going \u27f6 on</text></g>'
    ends = []
    for weight in ("400", "bold"):
        ((group,),) = drawn(content.format(weight))
        ends.append(float(group[0][1].get("x") or 0))
    # By the static faces "going " is 54.49 wide at 20 px and 59.98 in bold; the arrow and a space
    # are 28.67 and 5.56 in both.
    assert ends == pytest.approx([10 + 54.49 + 28.67 + 5.56, 10 + 59.98 + 28.67 + 5.56], abs=0.05)


def test_a_missing_glyph_is_drawn_at_a_size_that_depends_on_others() -> None:
    inner = '<g font-size="50%"><text x="10" y="50" font-size="2em">\u27f6</text></g>'
    relative, absolute = (
        drawn(f'<g font-size="{size}">{text}</g>')[0].find(f".//{SVG}path")
        for size, text in ((20, inner), (5, inner.replace("50%", "20").replace("2em", "20")))
    )
    assert relative is not None
    assert absolute is not None
    assert relative.get("d") == absolute.get("d")


def test_groups_that_say_nothing_are_left_out_where_nobody_notices() -> None:
    path = '<path d="M0 0h9v9"/>'
    clip = f'<clipPath id="c"><g>{path}</g></clipPath><rect clip-path="url(#c)"/>'
    shapes = drawn(f'<g><g>{path}</g>{path}</g><g fill="red"><g>{path}</g></g>{clip}')
    assert [shape.tag.removeprefix(SVG) for shape in shapes] == (
        ["path", "path", "g", "clipPath", "rect"]
    )
    assert [shape[0].tag for shape in shapes[2:4]] == [f"{SVG}path", f"{SVG}g"]


@pytest.mark.parametrize("mark", ["\ufe0f", "\u20dd", "\u0301", "\u200d"])
def test_a_mark_on_a_missing_glyph_takes_no_room(mark: str) -> None:
    def place(text: str) -> float:
        words, _ = drawn(f'<text x="300" y="50" text-anchor="end">{text}</text>')
        return float(words[0].get("x") or 0)

    assert place(f"go \u27f6{mark}") == place("go \u27f6")


def test_a_missing_glyph_is_drawn_in_lines_that_an_editor_places() -> None:
    lines = (
        '<tspan x="10" y="30" fill="red">go \u27f6 on</tspan>\n <tspan x="10" y="60">end</tspan>'
    )
    result = run(inside(f'<text x="10" y="30" font-size="20" fill="#333">{lines}</text>'))
    assert result.svg is not None
    assert result.findings == ()
    root = etree.fromstring(result.svg)
    assert ["".join(map(str, text.itertext())) for text in root.iter(f"{SVG}text")] == (
        ["go on", "end"]
    )
    (path,) = root.iter(f"{SVG}path")
    assert next(filter(None, (e.get("fill") for e in path.iterancestors()))) == "red"


@pytest.mark.parametrize("word", ["expression", "javascript"])
def test_a_name_may_be_any_word(word: str) -> None:
    gradient = f'<linearGradient id="{word}1"><stop/></linearGradient>'
    raw = inside(f'{gradient}<rect width="9" height="9" fill="url(#{word}1)"/>').encode()
    result = normalize(Drawing(f"{word}-1", raw, "T", "What it shows", "x.svg", STACK))
    assert result.findings == ()


@pytest.mark.parametrize("given", ['letter-spacing="2"', 'dominant-baseline="middle"'])
def test_a_missing_glyph_whose_place_is_unknown_is_told(given: str) -> None:
    found = run(inside(f"<g {given}><text>\u27f6</text></g>")).findings
    assert [finding.code for finding in found] == ["L005"]


def test_a_glyph_that_no_font_has_is_told() -> None:
    result = run(inside("<text>\u6f22</text>"))
    assert [(f.code, f.severity, f.line) for f in result.findings] == [("L005", "warning", 1)]
    assert result.svg is not None
    assert "\u6f22" in result.svg.decode()


def test_encodings_are_read() -> None:
    text = inside("<text>\u00e9</text>")
    expected = run(text).svg
    declared = f'<?xml version="1.0" encoding="{{}}"?>{text}'
    assert run(b"\xef\xbb\xbf" + text.encode()).svg == expected
    assert run(declared.format("utf-16").encode("utf-16")).svg == expected
    assert run(declared.format("ISO-8859-1").encode("latin-1")).svg == expected


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('fill="#333"', 'onclick="x"', "bears onclick"),
        ('fill="#333"', 'fill="url(http://x)"', "is not in its normal form"),
        ('fill="#333"', 'fill="url(#cloud-1_x)"', "refers to nothing"),
        ('fill="#333"', 'id="cloud-1_x"', "is referred to by nothing"),
        ('fill="#333"', 'font-family="Arial"', "bears font-family"),
        ('x="20"', 'x="20.1234567890123"', "is not in its normal form"),
        ('<rect width="640" height="100" fill="#fff"/>', "", "no background"),
        ('width="640" height="100" viewBox', 'width="640" height="99" viewBox', "viewBox"),
        ("</svg>", "<g><title>x</title></g></svg>", "second title"),
        ("</svg>", "<script/></svg>", "script"),
        ("</svg>", "<!-- x --></svg>", "comment"),
        ("</svg>\n", "</svg>", "newline"),
        (' role="img"', "", "role"),
        (">here<", ">&undefined;<", "well-formed"),
    ],
)
def test_verification_tells_what_is_wrong(old: str, new: str, told: str) -> None:
    good = run(inside('<text x="20" y="9" font-size="9" fill="#333">here</text>')).svg
    assert good is not None
    assert verify(good, "cloud-1") == []
    text = good.decode().replace('viewBox="0 0 640 100" width="640" height="100"',
                                 'width="640" height="100" viewBox="0 0 640 100"')  # fmt: skip
    assert old in text
    violations = verify(text.replace(old, new, 1).encode(), "cloud-1")
    assert any(told in violation for violation in violations)

"""What is unsafe is refused, however it hides; what is merely noise is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.model import OUR_FAULT, Drawing
from pipeline.normalize import normalize

SAMPLES = Path(__file__).parent
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
STACK = "Helvetica Neue, Helvetica, Arial, sans-serif"


def drawing(raw: bytes, *, is_source: bool = True) -> Drawing:
    return Drawing(
        "cloud-1", raw, "A title", "What it shows", "q/x.svg", STACK, "svg" if is_source else "dot"
    )


def codes(raw: bytes | str) -> list[str]:
    data = raw.encode() if isinstance(raw, str) else raw
    result = normalize(drawing(data))
    assert (result.svg is None) == bool(result.findings)
    return [finding.code for finding in result.findings]


def inside(content: str) -> str:
    return f'<svg {NS} viewBox="0 0 640 100">{content}</svg>'


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("S0*.svg")), ids=lambda path: path.stem)
def test_each_sample_is_refused_with_its_code_and_line(path: Path) -> None:
    code = path.stem.partition("-")[0]
    result = normalize(drawing(path.read_bytes()))
    assert {finding.code for finding in result.findings} == {code}
    marked = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "here" in text)
    assert [finding.line for finding in result.findings] == [marked]
    assert all(finding.hint and finding.severity == "error" for finding in result.findings)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("S001", "<script>1</script>"),
        ("S001", "<metadata><script>1</script></metadata>"),
        ("S001", '<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'),
        ("S001", '<script xmlns="http://www.w3.org/1999/xhtml">1</script>'),
        ("S001", '<iframe xmlns="http://www.w3.org/1999/xhtml"/>'),
        ("S001", '<p xmlns="http://www.w3.org/1999/xhtml"/>'),
        ("S001", '<metadata><p xmlns="http://www.w3.org/1999/xhtml" onclick="x"/></metadata>'),
        ("S001", '<desc><form xmlns="http://www.w3.org/1999/xhtml"/></desc>'),
        ("S001", '<text>a <tref xlink:href="#b"/></text><g id="b">c</g>'),
        ("S001", "<text>a <altGlyph>b</altGlyph></text>"),
        ("S001", '<font-face-uri xlink:href="javascript:x"/>'),
        ("S001", "<SCRIPT>1</SCRIPT>"),
        ("S001", "<foreignObject><p/></foreignObject>"),
        ("S001", '<rect onclick="x()"/>'),
        ("S001", '<rect OnMouseOver="x()"/>'),
        ("S001", '<g><animate attributeName="href" to="javascript:x()"/></g>'),
        ("S001", '<set attributeName="onclick" to="x()"/>'),
        ("S001", '<use href="java&#10;script:alert(1)"/>'),
        ("S001", '<rect fill="url(javascript:x)"/>'),
        ("S001", '<rect data-x="javascript:alert(1)"/>'),
        ("S001", '<rect style="width: expression(alert(1))"/>'),
        ("S001", '<rect style="-moz-binding: url(#x)"/>'),
        ("S001", "<flowRoot><flowPara>lost</flowPara></flowRoot>"),
        ("S002", '<a href="https://example.org/"><rect/></a>'),
        ("S002", '<a xlink:href="#x"><rect/></a>'),
        ("S002", '<use href="other.svg#x"/>'),
        ("S002", '<use xlink:HrEf="other.svg#x"/>'),
        ("S002", '<use href="data:application/xml,x#y"/>'),
        ("S002", '<rect fill="url(https://example.org/x.svg#p)"/>'),
        ("S002", "<rect fill=\"URL( '//example.org/x' )\"/>"),
        ("S002", r'<rect fill="u\72l(https://example.org/x)"/>'),
        ("S002", '<rect style="fill: u\\72 l(x.svg#p)"/>'),
        ("S002", "<style>rect { fill: url(x.svg#p) }</style>"),
        ("S002", "<style><![CDATA[@import 'x.css';]]></style>"),
        ("S002", "<style>@\\69mport url(x.css);</style>"),
        ("S001", "<style>@font-face { src: url(javascript:x) }</style>"),
        ("S002", "<style>@media screen { rect { filter: url(x.svg#f) } }</style>"),
        ("S002", '<style>rect { fill: image-set("x.png" 1x) }</style>'),
        ("S002", '<rect xml:base="https://example.org/"/>'),
        ("S002", '<link xmlns="http://www.w3.org/2000/svg" rel="stylesheet" href="#x"/>'),
        ("S003", '<feImage href="#x"/>'),
        ("S003", '<image width="1" height="1"/>'),
        ("S003", '<rect style="fill: url(data:image/png;base64,AA)"/>'),
        ("S005", '<g id="a"><use href="#a"/></g>'),
        ("S005", '<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>'),
        ("S005", "<g>" * 230 + "</g>" * 230),
        ("S005", "<g>" * 3000 + "</g>" * 3000),
        ("S005", f'<rect style="x: {"(" * 20000}"/>'),
        ("S006", '<rect filter="url(#none)"/>'),
        ("S006", '<rect id="a" fill="url(#a) red"/>'),
        ("S006", '<g id="a"/><rect mask="url(#a)"/>'),
        ("S006", "<style>svg { transform: rotate(90deg) }</style>"),
        ("S006", "<rect>"),
        ("S006", "<rect x=1/>"),
        ("S006", "<text>&nbsp;</text>"),
    ],
)
def test_what_is_unsafe_is_refused(code: str, content: str) -> None:
    assert set(codes(inside(content))) == {code}


def test_what_would_take_minutes_is_refused() -> None:
    rects = "".join(f'<rect class="c{n}"/>' for n in range(1100))
    assert codes(inside(f"<style>{'*{fill:red}' * 1000}</style>{rects}")) == ["S005"]
    attributes = " ".join(f'a{n}="1"' for n in range(1001))
    assert codes(inside(f"<rect {attributes}/>")) == ["S005"]
    assert codes(inside(f"<text>{chr(0x27F6) * 10001}</text>")) == ["S005"]


def test_use_that_fans_out_is_refused() -> None:
    layers = "".join(f'<g id="l{n}">{f"""<use href="#l{n + 1}"/>""" * 10}</g>' for n in range(9))
    assert codes(inside(f'<defs>{layers}<rect id="l9"/></defs><use href="#l0"/>')) == ["S005"]


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("S002", f'<?xml-stylesheet href="x.css"?><svg {NS} viewBox="0 0 640 9"/>'),
        ("S002", f'<svg {NS} viewBox="0 0 640 9"/><?xml-stylesheet href="x.css"?>'),
        ("S004", f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {NS} viewBox="0 0 640 9">&a;</svg>'),
        ("S004", f'<!-- [ --><!DOCTYPE svg SYSTEM "x" [ ]><svg {NS} viewBox="0 0 640 9"/>'),
        ("S004", f'<!DOCTYPE svg SYSTEM "x.dtd"><svg {NS} viewBox="0 0 640 9"><g>&a;</g></svg>'),
        ("S005", f'<svg {NS} width="640" height="90000"/>'),
        ("S006", ""),
        ("S006", '<svg viewBox="0 0 640 9"/>'),
        ("S006", "<html/>"),
        ("S006", f"<svg {NS}/>"),
        ("S006", f'<svg {NS} width="0" height="10"/>'),
        ("S006", f'<svg {NS} width="-5" height="10"/>'),
        ("S006", f'<svg {NS} viewBox="0 0 0 10"/>'),
        ("S006", f'<?xml version="1.0" encoding="utf-7"?><svg {NS} viewBox="0 0 640 9"/>'),
    ],
)
def test_a_document_that_cannot_be_used_is_refused(code: str, raw: str) -> None:
    assert codes(raw) == [code]


@pytest.mark.parametrize("raw", [b"\x1f\x8b\x08\0", b"\xff\xfe\0", b"\xef\xbb\xbf", b"\0" * 99])
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    assert codes(raw) == ["S006"]


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert codes(inside(f"<!--{'x' * (11 << 20)}-->")) == ["S005"]


def test_every_violation_is_told_at_its_line() -> None:
    raw = inside('\n<script/>\n<rect onload="x"/>\n<style>\n@import "x";\n</style>').encode()
    told = [(finding.code, finding.line) for finding in normalize(drawing(raw)).findings]
    assert told == [("S001", 2), ("S001", 3), ("S002", 5)]
    elsewhere = normalize(drawing(raw, is_source=False)).findings
    assert [finding.line for finding in elsewhere] == [None, None, None]


@pytest.mark.parametrize(
    "content",
    [
        "<?php echo 1 ?><!-- <script/> -->",
        '<metadata><x xmlns="urn:x" href="https://example.org/"/></metadata>',
        '<title>javascript:alert(1)</title><text>javascript: on load = "x"</text>',
        '<rect i:href="x.png" xmlns:i="http://www.inkscape.org/namespaces/inkscape"/>',
        '<rect class="a" data-x="1" aria-label="b" tabindex="0"/>',
        '<a xlink:title="tip"><rect/></a>',
        "<style>@keyframes onclick { from { opacity: 0 } } rect { animation: onclick 1s }</style>",
        "<style>@font-face { font-family: x; src: local(x), url(data:font/woff2,A) }</style>",
        "<style>@font-face { font-family: x; src: url(https://example.org/x.woff2) }</style>",
        "<defs><style>@font-face { font-family: x; src: url('x.woff') }</style></defs>",
        '<font><font-face><font-face-src><font-face-uri xlink:href="x.svg#f"/></font-face-src>'
        '</font-face><glyph unicode="a"/></font>',
        '<metadata><p xmlns="http://www.w3.org/1999/xhtml">a <a href="x">b</a></p></metadata>',
        "<flowRoot><flowRegion><rect/></flowRegion><flowPara> </flowPara></flowRoot>",
        "<style>svg { transform: rotate(360deg) translate3d(0, 0, 0) scale(1) }</style>",
        "<view/><color-profile/><hatch><rect/></hatch>",
        "<style>rect:hover { fill: red } @media print { rect { fill: red } }</style>",
    ],
)
def test_noise_is_removed_without_a_word(content: str) -> None:
    svg = normalize(drawing(inside(content).encode())).svg
    assert svg is not None
    for noise in (b"php", b"<!--", b"metadata", b"hover", b"aria-label=", b"title=", b"<a"):
        assert noise not in svg
    tags = {str(element.tag).rpartition("}")[2] for element in etree.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "text"}


def test_a_pass_that_fails_is_no_fault_of_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.normalize.PASSES", (lambda context: 1 / 0,))
    (finding,) = normalize(drawing(inside("").encode())).findings
    assert (finding.code, finding.hint) == ("R004", OUR_FAULT)
    assert "ZeroDivisionError" in finding.message


@pytest.mark.parametrize(
    ("content", "way"),
    [
        ('<text y="20">a <b>bold</b></text>', "<tspan>"),
        ("<flowRoot><flowPara>lost</flowPara></flowRoot>", "<text>"),
    ],
)
def test_text_that_no_browser_shows_is_to_be_written_as_text(content: str, way: str) -> None:
    found = normalize(drawing(inside(content).encode())).findings
    assert {finding.hint.split(" (")[0].split(",")[0] for finding in found} == {
        f"write it as {way}"
    }


@pytest.mark.parametrize(
    ("image", "words", "hint"),
    [
        (
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAIA",
            "a PNG of 16 × 12 pixels",
            "one <rect>",
        ),
        (
            "data:image/png;base64,\n iVBORw0KGgoAAAANSUhEUgAAASwAAADICAIA",
            "a PNG of 300 × 200 pixels",
            "<text>",
        ),
        (
            "data:image/gif;base64,R0lGODlhEAAMAIAAAP8AAAAAACH5",
            "a GIF of 16 × 12 pixels",
            "one <rect>",
        ),
        (
            "data:image/jpeg;base64,/9j/4AAEAAD/wAARCADIASwDASIAAhEB",
            "a JPEG of 300 × 200 pixels",
            "<text>",
        ),
        (
            "data:image/webp;base64,UklGRhwAAABXRUJQVlA4TA8AAAAvD8ACEAcQ",
            "a WebP of 16 × 12 pixels",
            "one <rect>",
        ),
        ("data:image/svg+xml,%3Csvg", "an SVG", "shapes of that SVG"),
        ("data:image/png;base64,AAAA", "an image", "<text>"),
        ("shot.png", "the element <image> is not allowed", "<text>"),
    ],
)
def test_an_embedded_image_is_told_with_its_size(image: str, words: str, hint: str) -> None:
    raw = inside(f'<image width="9" height="9" href="{image}"/>')
    (finding,) = normalize(drawing(raw.encode())).findings
    assert finding.code == "S003"
    assert words in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize(
    ("animation", "says_infinite"), [("f 1s", False), ("f 1s infinite forwards", True)]
)
def test_the_way_out_of_an_endless_animation(animation: str, says_infinite: bool) -> None:
    style = f"@keyframes f {{ to {{ opacity: 1 }} }} rect {{ animation: {animation} }}"
    raw = inside(f'<style>{style}</style><rect x="1" width="9" height="9"/>')
    (finding,) = normalize(drawing(raw.encode())).findings
    assert (finding.code, "`infinite` out" in finding.hint) == ("S001", says_infinite)
    assert "add `forwards`" in finding.hint


COLOUR = "a colour is #rgb, #rrggbb, rgb(9, 99, 199) or a name that CSS has: lightblue"
WORDS = "put it into a <text> with x and y, behind the shape that it names"
LENGTH = "a length is a number with a unit, such as 2px; a width or a size is not below 0"


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ('<rect strokeWidth="2"/>', "did you mean stroke-width?"),
        ('<rect stroke_width="2"/>', "did you mean stroke-width?"),
        ('<text className="a" class="b"/><text className="a">x</text>', "did you mean class?"),
        ('<rect widht="9" height="9"/>', "did you mean width?"),
        ('<rect hieght="9"/>', "did you mean height?"),
        ('<rect colour="red"/>', "did you mean fill?"),
        ('<rect fill="cfe2f3"/>', 'did you mean fill="#cfe2f3"?'),
        ('<path stroke-linecap="rounded"/>', 'did you mean stroke-linecap="round"?'),
        ('<marker refx="2"/>', "did you mean refX?"),
        ('<lineargradient id="a"/>', "write <linearGradient>: capital letters count"),
        ("<Rect/>", "write <rect>: capital letters count"),
        ('<text text-anchor="center">a</text>', 'did you mean text-anchor="middle"?'),
        ('<text font-weight="semibold">a</text>', 'did you mean font-weight="600"?'),
        ('<rect fill="light-blue"/>', 'did you mean fill="lightblue"?'),
        ('<rect width="60 px" height="9"/>', 'did you mean width="60px"?'),
        ('<rect fill="transparant"/>', 'did you mean fill="transparent"?'),
        ('<rect stroke="ligthblue;"/>', 'did you mean stroke="lightblue"?'),
        ('<rect fill="red !important"/>', 'did you mean fill="red"?'),
        ('<text font-size="12pxx">a</text>', 'did you mean font-size="12px"?'),
        ('<g fill-opacity="50 %"/>', 'did you mean fill-opacity="50%"?'),
        ('<g fill="#12345"/>', COLOUR),
        ('<g fill="undefined"/>', COLOUR),
        ('<g fill="{colour}"/>', COLOUR),
        ('<g text-anchor="above"/>', "it takes start, middle or end"),
        ('<g font-weight="fat"/>', "it takes normal, bold or a number such as 600"),
        ('<rect width="NaN" height="9"/>', LENGTH),
        ('<rect width="5O" height="9"/>', LENGTH),
        ('<rect width="9" height="9" rx="-5"/>', LENGTH),
        ('<rect width="-50" height="9"/>', 'give it one above 0, such as width="40"'),
        ('<rect x="12,5" width="9" height="9"/>', 'did you mean x="12.5"?'),
        ('<use y="1,5" href="#a"/><g id="a"/>', 'did you mean y="1.5"?'),
        ('<circle cx="9" r="12,5"/>', 'did you mean r="12.5"?'),
        ('<rect x="1 2" width="9" height="9"/>', LENGTH),
        ('<rect width="9"/>', 'give it one above 0, such as height="40"'),
        ('<rect style="height: 9px"/>', 'give it one above 0, such as width="40"'),
        ('<circle cx="9" cy="9"/>', 'give it one above 0, such as r="40"'),
        ('<rect fill="rgb(10,20)"/>', COLOUR),
        ('<rect style="fill: rgb(10 20)"/>', COLOUR),
        ('<rect fill="hsl(210, 50, 50)"/>', 'did you mean fill="hsl(210, 50%, 50%)"?'),
        ('<g transform="traslate(1,2)"/>', 'did you mean transform="translate(1,2)"?'),
        ('<g transform="translateX(1)"/>', 'did you mean transform="translate(1)"?'),
        ('<g stroke-width="-3"/>', LENGTH),
        ('<stop offset="half"/>', "it takes a number"),
        ('<marker id="m"/><path marker-end="#m"/>', 'did you mean marker-end="url(#m)"?'),
        ('<pattern id="p"/><path fill="p"/>', 'did you mean fill="url(#p)"?'),
        ('<path marker-end="p"/>', "write url(#…) with an id of this drawing, or none"),
        ('<g style="fill: #12345"/>', COLOUR),
        ('<g style="stroke: gren"/>', "did you mean stroke: green?"),
        ('<g style="transform: rotate(45)"/>', "did you mean transform: rotate(45deg)?"),
        (
            '<g style="transform: translate(9 -2.5) skewX(5)"/>',
            "did you mean transform: translate(9px, -2.5px) skewX(5deg)?",
        ),
        ('<g style="strok: red; fill: red"/>', "did you mean stroke?"),
        ("<style>g { strokeWidth: 2px }</style><g/>", "did you mean stroke-width?"),
        ("<style>g { font-size: 14 }</style><g/><g/>", "did you mean font-size: 14px?"),
        (
            "<style>g { font: 14px }</style><g/>",
            "write the size and the font after all else: bold 14px Arial",
        ),
        ('<path d="10 10L50 50"/>', "a path begins with M and two numbers"),
        (
            '<path d="M1 1 L2 2 X3 3"/>',
            "the commands of a path are M, L, H, V, C, S, Q, T, A and Z",
        ),
        (
            '<path d="M1e1 1 L2 2 C3 3 4 4"/>',
            "C takes six numbers, or several times six, with spaces or single commas between them",
        ),
        ('<path d="M1 1L2 2Z 4"/>', "Z takes no number"),
        (
            '<polyline points="1,1 2;2"/>',
            "it takes pairs of numbers, with spaces or single commas between them",
        ),
        ('<g transform="rotate(45"/>', 'did you mean transform="rotate(45)"?'),
        ('<g transform="Rotate(45deg);"/>', 'did you mean transform="rotate(45)"?'),
        (
            '<g transform="rotate 45"/>',
            "write it as translate(9 20) rotate(45) scale(2), or in a style with units and commas:"
            " translate(9px, 20px) rotate(45deg)",
        ),
        ('<g opacity="0,5"/>', 'did you mean opacity="0.5"?'),
        ('<stop offset="60 %"/>', 'did you mean offset="60%"?'),
        ('<stop offset="17,4 %"/>', 'did you mean offset="17.4%"?'),
        ('<svg viewBox="0 0 9px 6px"/>', 'did you mean viewBox="0 0 9 6"?'),
        ('<g transform="translate(2px, 3px)"/>', 'did you mean transform="translate(2, 3)"?'),
        ('<use href="#a"/><use href="#a"/>', 'give id="a" to what is meant, or remove the href'),
        (
            '<marker id="arrows"/><path marker-end="url(#arrow)"/>',
            'give id="arrow" to what is meant, or remove the marker-end',
        ),
        ('<circle cx="9" cy="9" radius="9"/>', "did you mean r?"),
        ('<ellipse r="9"/>', "did you mean rx?"),
        ('<rect w="9" height="9"/>', "did you mean width?"),
        ('<line x="9" x2="20" stroke="red"/>', "did you mean x1?"),
        ('<polygon d="M0 0h9v9z"/>', "did you mean points?"),
        ('<rect fil="red"/>', "did you mean fill?"),
        ('<path d="M0 0h9" marker="url(#m)"/>', "did you mean marker-end?"),
        ('<text text-align="center">a</text>', "did you mean text-anchor?"),
        ('<text font="bold 9px x">a</text>', "did you mean font-size, font-weight and font-style?"),
        ("<elipse/>", "write <ellipse>"),
        ('<group><rect width="9" height="9"/></group>', "write <g>"),
        ("<box><g><path/></g></box>", "write <g> for a group of shapes, <text> for words"),
        ("<div>words</div>", "write <g> for a group of shapes, <text> for words"),
        ("<g><rect/>words</g>", WORDS),
        ("<rect>words</rect>", WORDS),
        ("<rect><text>a</text></rect>", "put it behind the </rect>"),
        ("<circle><g/><title>a</title></circle>", "put it behind the </circle>"),
        ("<text>a<rect/></text>", "put it behind the </text>"),
        ('<g fill="red"><line x2="9"/></g>', 'give it one, such as stroke="#333"'),
        ("<text>one<br/>two</text>", 'write each line as <tspan x="…" dy="1.2em">'),
        ('<svg viewBox="0 0 9"/>', "it takes four numbers, such as 0 0 680 460"),
        ('<rect style="fill=red; stroke: blue"/>', "did you mean fill: red?"),
        ('<g style="stroke: blue; fill = cfe2f3"/>', "did you mean fill: #cfe2f3?"),
        ('<g style="fill: red stroke: blue"/>', "write ; before stroke"),
        ("<style>g { fill: red, stroke: blue }</style><g/>", "write ; for the comma before stroke"),
        ('<rect style="background: red"/>', "did you mean fill: red?"),
        ('<rect style="fil: red"/>', "did you mean fill: red?"),
    ],
)
def test_what_svg_does_not_have_is_reported(content: str, hint: str) -> None:
    findings = normalize(drawing(inside(content).encode())).findings
    assert [(each.code, each.hint) for each in findings] == [("L007", hint)]


@pytest.mark.parametrize(
    "content",
    [
        '<rect data-strokeWidth="2" colors="2" transforms="a" order="1" border="0"/>',
        '<g weight="3" stroked="true" color2="red"/><g display="none"><use href="#a"/></g>',
        '<rect strokeWidth="2" stroke-width="2" title="a" label="b" value="3" version="1"/>',
        '<rect xmlns:e="urn:x" e:strokeWidth="2" e:widht="3"/>',
        "<metadata><Rect/></metadata><font/><box/>",
        '<rect stroke="" stroke-dasharray="null" rx="null" transform="none"/>',
        '<path d=""/><path d="none"/><path d="M1 1,2 2zm1,1h1e1"/><polygon points=" 1,1,2,2 "/>',
        '<rect fill="lab(50% 20 30)" width="auto" height="9" style="x: fit(1); width: fit(2)"/>',
        '<g style="-inkscape-stroke: none; line-height: 1; order: 1; border: 0; weight: 2"/>',
        '<rect fill="url(#a) none" stroke="url(#a) #333" clip-path="url(#a)" mask="url(#a)"/>',
        '<use href=""/><use href="#"/><use/><g style="transform: rotate(45deg)"/>',
        '<g xmlns="urn:x"><Rect strokeWidth="2"/></g>',
        '<circle x="0" r="9"/><circle cx="9" x="8" r="9" width="18"/>',
        '<polygon d="M0 0" points="1,1 2,2"/>',
        '<g stroke="red"><line x2="9"/></g><line x1="9" x2="9"/><line x2="9" opacity="0"/>',
        '<defs><line id="l" x2="9"/></defs><line x2="9" stroke="none"/><use href="#l"/>',
        "<g>, </g><metadata><div>a</div></metadata><rect><title>a</title></rect>",
        "<font><glyph><path/></glyph></font><text>a<a>b</a></text>",
        "<style>line { stroke: red }</style><line x2='9'/>",
        '<g xmlns:e="urn:x"><e:box>words<path/></e:box></g>',
        "<g><br/></g><text>one\ntwo</text>",
        '<g style="background: red"/><rect style="fill: red; background-color: red"/>',
        "<style>rect { background-color: red }</style><rect/>",
        '<g style="filter: progid:a(b=1); x=2; --c: a=b"/>',
    ],
)
def test_names_of_an_authors_own_are_left_alone(content: str) -> None:
    assert normalize(drawing(inside(content).encode())).findings == ()


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("<script/>", "remove it"),
        ("<style>@import 'a.css';</style>", "copy the rules"),
        ('<path marker-end="url(head)"/>', "did you mean url(#head)?"),
        ('<path style="fill: url(shade)"/>', "did you mean url(#shade)?"),
        ('<use href="box"/>', 'did you mean href="#box"?'),
        ('<use href="a.svg#box"/>', "keep what is drawn"),
        ('<path fill="url(a.svg#p)"/>', "keep what is drawn"),
        (
            '<foreignObject width="9" height="9"><div>a</div></foreignObject>',
            'write <div xmlns="http://www.w3.org/1999/xhtml">',
        ),
    ],
)
def test_what_loads_or_runs_has_its_own_way_out(content: str, hint: str) -> None:
    (finding,) = normalize(drawing(inside(content).encode())).findings
    assert finding.hint.startswith(hint)


def test_an_animation_is_to_be_replaced_by_a_state() -> None:
    findings = normalize(drawing(inside("<set/><animateMotion/>").encode())).findings
    hints = {each.hint for each in findings}
    assert hints == {
        "a diagram stands still: remove it, and draw the state that readers should see"
    }

"""Labels in HTML: what becomes of them, what is refused, and that nothing of it runs away."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.model import Drawing, Finding
from pipeline.normalize import normalize
from pipeline.normalize.styles.properties import WIDE
from tests.browser import Browser
from tests.normalize.test_pixels import STACK
from tests.normalize.words import displaced, words

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
SVG = "{http://www.w3.org/2000/svg}"


def drawing(content: str, root: str = "") -> Drawing:
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" {root}>{content}</svg>'
    return Drawing("v-1", raw.encode(), "T", "What it shows", "x.svg", STACK, "svg")


def label(html: str, style: str = "", size: str = 'x="10" y="10" width="400" height="380"') -> str:
    box = f'<div {XHTML} style="font-family:Arial;{style}">{html}</div>'
    return f"<foreignObject {size}>{box}</foreignObject>"


def drawn(content: str) -> etree._Element:
    result = normalize(drawing(content))
    assert result.svg is not None, result.findings
    assert result.findings == ()
    return etree.fromstring(result.svg)


def found(content: str, root: str = "") -> list[Finding]:
    return list(normalize(drawing(content, root)).findings)


def texts(root: etree._Element) -> list[str]:
    return [str(text.text) for text in root.iter(f"{SVG}text")]


ONE_THING_EACH = {
    "words": 'Hello World AVA To. Yes "quoted" (in brackets) a-hyphen-ated word/slash 11.1 x?y',
    "wrapping": '<div style="width:120px">The quick brown fox jumps over AVATAR We 1,1.1 P.</div>',
    "blocks": "<p>One</p><p>Two <b>bold</b> <i>it</i></p><h3>Head</h3><div>a<div>b</div></div>",
    "lists": '<ul><li>one<ul><li>in <b>it</b></li></ul></li></ul><ol start="9"><li>nine</li></ol>',
    "centred": '<div style="text-align:center;width:200px">centred text that wraps around</div>'
    '<div style="text-align:right;width:200px">right</div><p align="center">by attribute</p>',
    "sizes": '<font size="5" color="#f00">five</font> <small>small</small> <big>big</big> '
    'n<sup>sup</sup> x<sub>sub</sub> <span style="font-size:9px">nine</span> base',
    "inherited shorthands": '<div style="font:italic 20px/40px Arial;margin-left:30px">'
    '<p style="font:12px Arial;font:inherit">in<br/>two</p></div><div style="display:flex;'
    'gap:30px;width:300px"><div style="display:flex;gap:inherit"><b>a</b><b>b</b></div></div>',
    "as wide as the content": '<div style="width:90px;text-align:right"><p style="width:'
    'max-content">one two three four</p><p style="width:fit-content">pill</p><p style="width:'
    'min-content">a-b one</p><p style="width:fit-content">one two three four</p></div>',
    "a sheet of its own": "<style>p { font-size: 20px; margin: 0 }</style><p>p one</p>two",
    "code": "text <code>code</code><pre>a  b\n  c</pre>"
    '<span style="white-space:pre-wrap">k  e  p</span>',
    "line heights": '<div style="line-height:1.2;font-size:12px">a<br/>b<br/><br/>c<br/>'
    '<font style="font-size:20px">big<br/></font>d</div><div style="line-height:30px">e</div>',
    "inline blocks": '<div style="font-size:0;text-align:center;width:200px"><div style="display:'
    'inline-block;font-size:12px;border:1px solid;padding:3px">Inside<br/>two lines</div></div>',
    "a row": '<div style="display:flex;width:300px;height:100px;align-items:center;justify-content:'
    'space-between"><p>left</p><p style="flex:1;text-align:center">mid</p><p>right</p></div>',
    "a column": '<div style="display:flex;flex-direction:column;height:80px;justify-content:center;'
    'align-items:center"><span>one</span><span>two longer</span></div>',
    "cells": '<div style="display:table;height:90px;width:200px"><div style="display:table-cell;'
    'vertical-align:middle;text-align:center">in the middle</div></div>'
    '<div style="display:table-cell;max-width:90px">narrow cell of text</div>',
    "margins": '<div style="margin:10px 0"><div style="margin:20px 0">a</div></div>'
    '<div style="padding:1px"><p>c</p></div><div></div><p></p><p>z</p>',
    "long words": '<div style="width:60px">Supercalifragilistic short</div>',
    "alignment": '<div>a<span style="vertical-align:middle;font-size:30px">m</span>'
    '<span style="vertical-align:top;font-size:9px">t</span><span style="vertical-align:5px">5'
    '</span><span style="vertical-align:text-top;font-size:8px">tt</span></div>',
    "fixed spaces": '<div style="width:100px">a&#160;b&#160;&#160;c non&#160;breaking text</div>',
    "justified": '<div style="width:200px;text-align:justify">Justified text over some lines of '
    'the box and on</div><div style="width:200px;text-indent:20px">Indented text over lines</div>',
    "computed": '<div style="--w:calc(50px * 2);width:var(--w)">variable text wraps here</div>'
    '<div style="font:italic bold 14px/20px Arial">shorthand</div><p style="width:25%">a share</p>',
    "looks": '<u>under</u> <span style="text-transform:uppercase">upper</span> <span style="letter-'
    'spacing:2px">spaced</span> <span style="padding:2px 9px;border:1px solid">boxed</span> end',
    "right to left": '<p dir="rtl" style="width:120px">שלום עולם, שורה שניה</p>'
    '<p dir="auto">שלום!</p><p>שלום in a line</p>',
    "moved": '<div style="position:relative;left:20px;top:5px">moved <b>bold</b></div><hr/>after',
}


@pytest.mark.parametrize("name", ONE_THING_EACH)
def test_words_stand_where_a_browser_has_them(name: str, close_up: Browser, tmp_path: Path) -> None:
    given = drawing(label(ONE_THING_EACH[name]), 'width="640" height="400"')
    result = normalize(given)
    assert result.svg is not None, result.findings
    before = words(close_up, given.raw, tmp_path)
    assert before
    assert displaced(before, words(close_up, result.svg, tmp_path)) == []


def test_a_word_that_moved_would_be_seen(close_up: Browser, tmp_path: Path) -> None:
    size = 'width="640" height="400"'
    before = words(close_up, drawing(label("a word"), size).raw, tmp_path)
    after = words(close_up, drawing(label("a word", "padding-left:3px"), size).raw, tmp_path)
    assert displaced(before, after) == ["a: +3.00 +0.00", "word: +3.00 +0.00"]


def test_one_text_for_each_style_in_each_line() -> None:
    root = drawn(label("plain <b>bold</b> plain<br/>second <font color='red'>red</font> line"))
    assert texts(root) == ["plain", "bold", "plain", "second", "red", "line"]
    fills = [text.get("fill") for text in root.iter(f"{SVG}text")]
    assert fills == ["#000000"] * 4 + ["#ff0000", "#000000"]


@pytest.mark.parametrize("around", ['font-size="11"', 'style="font-size:11"', 'font-size="11px"'])
def test_lengths_of_svg_around_a_label_need_no_unit(around: str) -> None:
    for content in (
        f"<g {around}>{label('one')}</g>",
        label("one").replace("<foreignObject", f"<foreignObject {around}"),
    ):
        result = normalize(drawing(f"<style>g{{font-size:30}}</style>{content}"))
        assert {each.hint for each in result.findings} <= {"did you mean font-size: 30px?"}
        (text,) = etree.fromstring(result.svg or b"").iter(f"{SVG}text")
        assert text.get("font-size") == "11"


@pytest.mark.parametrize(("width", "dashes"), [("2px", "6 4"), ("4px", "8 4")])
def test_wide_dashes_are_shorter(width: str, dashes: str) -> None:
    root = drawn(label("one", f"border:{width} dashed"))
    assert [each.get("stroke-dasharray") for each in root.iter(f"{SVG}rect")][-1] == dashes


def test_rules_of_the_drawing_hold_for_the_label_and_not_for_what_is_made_of_it() -> None:
    sheet = "<style>.l p { color: #123456; background: #eee } rect { opacity: .5 } text, div.x "
    sheet += "{ fill: red; font-size: 99px } g *:first-child { stroke: blue }</style>"
    root = drawn(f'{sheet}<g class="l" text-anchor="middle" stroke="red">{label("<p>a</p>")}</g>')
    (text,) = root.iter(f"{SVG}text")
    assert (text.get("fill"), text.get("font-size")) == ("#123456", "16")
    group = text.getparent()
    assert group is not None
    assert (group.get("text-anchor"), group.get("stroke")) == ("start", "none")
    (ground,) = group.iter(f"{SVG}rect")
    assert (ground.get("fill"), ground.get("opacity")) == ("#eeeeee", None)
    assert not any("class" in element.attrib for element in root.iter())


@pytest.mark.parametrize("word", sorted(WIDE - {"inherit"}))
def test_a_word_of_every_property_holds_for_all_parts_of_a_shorthand(word: str) -> None:
    looks = ("background: #f00", "border: 1px solid #f00", "text-decoration: line-through")
    styles = "; ".join(f"{look}; {look.partition(':')[0]}: {word}" for look in looks)
    group = drawn(label(f'<p style="{styles}">a</p>'))[-1]
    assert [each.get("text-decoration") for each in group.iter(f"{SVG}text")] == [None]
    assert not list(group.iter(f"{SVG}rect", f"{SVG}line", f"{SVG}path"))


def test_a_label_takes_the_place_of_the_whole_switch() -> None:
    fallback = '<image href="data:image/png;base64,AA"/><text>a lab...</text>'
    root = drawn(f"<switch>{label('a label')}{fallback}</switch>")
    assert texts(root) == ["a label"]
    assert not list(root.iter(f"{SVG}switch"))


def test_only_what_reaches_out_of_a_label_is_clipped() -> None:
    size = 'width="40" height="30"'
    assert not list(drawn(label("fits", size=size)).iter(f"{SVG}clipPath"))
    assert len(list(drawn(label("incommensurable", size=size)).iter(f"{SVG}clipPath"))) == 1
    spilling = drawn(label("does-not-fit", size=f'{size} style="overflow:visible"'))
    assert not list(spilling.iter(f"{SVG}clipPath"))


def test_a_line_that_a_label_has_no_room_for_is_reported() -> None:
    size = 'width="40" height="30"'
    result = normalize(drawing(label("<p>one</p><p>not <b>seen</b></p>", size=size)))
    assert result.svg is not None
    assert texts(etree.fromstring(result.svg)) == ["one"]
    (finding,) = result.findings
    assert (finding.code, finding.message.partition(" stands")[0]) == ("L007", "“not seen”")
    assert not list(drawn(label('<p style="margin-top: 40px">all</p>', size=size)).iter("text"))


def test_an_empty_label_is_nothing() -> None:
    empty = '<foreignObject width="0" height="0"/>'
    assert not list(drawn(empty + label("") + label("<p><br/></p>")).iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("code", "html"),
    [
        ("S001", "<table><tr><td>a</td></tr></table>"),
        ("S001", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'),
        ("S001", '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'),
        ("S001", "<form><input/><button>a</button></form>"),
        ("S001", '<p style="float:left">a</p><p style="float:left">b</p>'),
        ("S001", '<p style="position:absolute">a</p>'),
        ("S001", '<div style="display:grid">a</div>'),
        ("S001", '<div style="columns:2">a b</div>'),
        ("S001", 'a <span style="position:relative;top:5px">b</span>'),
        ("S001", '<div style="background:linear-gradient(red, blue)">a</div>'),
        ("S001", '<p onclick="x()">a</p><p onclick="x()">b</p>'),
        ("S001", "<script>1</script>"),
        ("S002", "<style>@import 'x.css';</style>"),
        ("S001", '<ul style="list-style-type: hebrew"><li>a</li></ul>'),
        ("S002", '<a href="https://example.org/">a</a>'),
        ("S002", '<p style="background:url(x.png)">a</p>'),
        ("S003", '<img src="a.png"/><img src="b.png"/>'),
        ("S005", "<div>" * 70 + "a" + "</div>" * 70),
        ("S001", '<div style="display:flex">' * 9 + "a" + "</div>" * 9),
    ],
)
def test_what_is_more_than_text_is_refused_once(code: str, html: str) -> None:
    (finding,) = found(label(html))
    assert finding.code == code
    assert finding.hint


def test_text_that_browsers_add() -> None:
    assert "".join(texts(drawn(label("a<q>b</q>")))) == "a“b”"
    (finding,) = found('<style>p::before{content:"x"}</style>' + label("<p>a</p>"))
    assert (finding.code, "::before" in finding.message) == ("S001", True)


def test_each_label_is_reported_once_with_the_way_out_of_its_tool() -> None:
    table = label("<table><tr><td>a</td><td>b</td></tr></table>")
    findings = found(table * 20)
    assert [finding.code for finding in findings] == ["S001"] * 20
    (mermaid,) = found(table, 'id="m" aria-roledescription="flowchart-v2"')
    assert "htmlLabels: false" in mermaid.hint
    (drawio,) = found(table, 'content="&lt;mxfile&gt;"')
    assert "Formatted Text" in drawio.hint


@pytest.mark.parametrize(
    "html",
    [
        '<p style="font-size:1e300px;margin:1e308px;padding:9e99em;width:1e300%">a b</p>',
        '<p style="opacity:nan;line-height:nan;flex-grow:inf;margin:NaNpx">a b</p>',
        '<p style="--a:var(--b);--b:var(--a);color:var(--a)">a</p>',
        '<p style="font-weight:&#x663;&#x660;&#x660;;tab-size:9e9;text-indent:-1e9px">a b</p>',
        '<p style="width:0;overflow-wrap:anywhere">' + "a" * 400 + "</p>",
        '<div style="padding-left:10%">' * 40 + "a b c " * 40 + "</div>" * 40,
        '<div style="display:inline-block;width:90%">' * 40 + "a b c " * 40 + "</div>" * 40,
        '<ol start="99999"><li value="0">a</li></ol>',
    ],
)
def test_odd_styles_end(html: str) -> None:
    result = normalize(drawing(label(html)))
    assert {finding.code for finding in result.findings} <= {"S001", "L007"}


def test_labels_beyond_measure_are_refused() -> None:
    assert [finding.code for finding in found(label("a" * 60_000))] == ["S005"]
    assert [finding.code for finding in found(label("<b>a</b>" * 21_000))] == ["S005"]


def test_of_two_equal_ids_the_first_counts() -> None:
    content = '<defs><rect id="a" width="9" height="9"/>\n<circle id="a" r="5"/></defs>'
    result = normalize(drawing(f'{content}<use href="#a"/>'))
    assert [(finding.code, finding.line) for finding in result.findings] == [("L007", 2)]
    assert result.svg is not None
    assert b'<rect id="v-1_a"' in result.svg


def test_an_import_of_fonts_is_refused_with_a_way_out() -> None:
    sheet = "@import url('https://fonts.googleapis.com/css2?family=Inter');"
    (finding,) = found(f"<style>{sheet}</style>")
    assert (finding.code, "house font" in finding.hint) == ("S002", True)


def test_a_style_that_cannot_be_kept_is_reported_once() -> None:
    shadowed = label('<p style="text-shadow: 2px 3px 3px #808080">a</p>')
    findings = found(f"{shadowed}{shadowed}")
    assert [(finding.code, finding.severity) for finding in findings] == [("L007", "warning")]
    assert found(label('<p style="text-shadow:none;box-shadow:none;outline:0">a</p>')) == []


def test_a_break_that_is_not_closed_has_its_own_hint() -> None:
    (finding,) = found(label("one<br>two"))
    assert finding.code == "S006"
    assert "<br/>" in finding.hint

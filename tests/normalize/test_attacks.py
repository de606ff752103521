"""Whatever is smuggled in: refused with its code, or nothing of it is left, in XML and in HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.model import Drawing, Normalized
from pipeline.normalize import normalize
from pipeline.normalize.context import pairs
from tests.normalize.attacks import ATTACKS, FOREIGN, HANDLERS, SCRIPTS
from tests.normalize.drawings import made_up
from tests.normalize.test_pixels import STACK

FOLDER = Path(__file__).parent
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PREFIX = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DRAWN = re.compile(
    r"svg|g|defs|symbol|use|switch|path|rect|circle|ellipse|line|poly(line|gon)|text|tspan|textPath"
    r"|(linear|radial)Gradient|stop|pattern|clipPath|mask|marker|filter|title|desc|fe(?!Image)[A-Z]\w+"
)
HARMFUL = re.compile(
    r"script:|expression\s*\(|import|binding|behavior|data:|//|[\\<>{}]|url\((?!#v-1_[\w.-]+\))",
    re.I,
)


def normalized(raw: str, title: str = "T", alt: str = "What it shows") -> Normalized:
    return normalize(Drawing("v-1", raw.encode(), title, alt, "x.svg", STACK))


def inside(content: str) -> str:
    return f'<svg {NS} viewBox="0 0 640 100"><rect width="9" height="9"/>{content}</svg>'


def assert_harmless(svg: bytes) -> None:
    """Of what browsers act on there is nothing, by a list of this test's own."""
    assert not re.search(rb"<[!?]", svg)
    for element in etree.fromstring(svg).iter():
        assert DRAWN.fullmatch(str(element.tag).removeprefix(PREFIX)), element.tag
        for name, value in pairs(element):
            assert not name.startswith("{") or name in (f"{XML}lang", f"{XML}space")
            assert not re.match(r"(?i)on|src|action|xmlns", name)
            assert name != "href" or re.fullmatch(r"#v-1_[\w.-]+", value)
            assert name == f"{XML}lang" or not HARMFUL.search(value), (name, value)


def assert_same_in_html(svg: bytes) -> None:
    """An HTML parser makes the same tree of it, and goes on after it as if it were not there."""
    page = LexborHTMLParser(f"<!doctype html><body><div>{svg.decode()}</div><p>after</p>")
    (found,) = page.css("body > div > svg")
    assert shape_of(found) == list(xml_shape(etree.fromstring(svg)))
    assert [node.text() for node in page.css("body > p")] == ["after"]


def shape_of(node: LexborNode) -> list[object]:
    made: list[object] = []
    for part in node.traverse(include_text=True):
        if part.tag == "-text":
            made.append(part.text_content)
        else:
            made.append((part.tag, {k: v or "" for k, v in part.attributes.items()}))
    return made


def xml_shape(element: etree._Element) -> list[object]:
    given = {name.replace(XML, "xml:"): value for name, value in pairs(element)}
    if element.getparent() is None:
        given["xmlns"] = PREFIX[1:-1]
    made: list[object] = [(str(element.tag).removeprefix(PREFIX), given)]
    made += [element.text] if element.text else []
    for child in element:
        made += [*xml_shape(child), *([child.tail] if child.tail else [])]
    return made


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_or_comes_to_nothing(attack: str) -> None:
    result = normalized(inside(attack))
    if result.svg is None:
        assert {finding.code for finding in result.findings} <= {"S001", "S002", "S003", "S006"}
        assert all(finding.line == 1 and finding.hint for finding in result.findings)
    else:
        assert attack not in (*SCRIPTS, *HANDLERS, *FOREIGN), "code must be told, not dropped"
        assert_harmless(result.svg)
        assert_same_in_html(result.svg)


def test_an_attack_in_its_title_is_text() -> None:
    for attack in ATTACKS:
        svg = normalized(inside(""), attack, attack).svg
        assert svg is not None
        assert_same_in_html(svg)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1"])
def test_encodings_hide_nothing(codec: str) -> None:
    raw = inside("<script>alert(1)</script>")
    if codec == "latin-1":
        raw = f'<?xml version="1.0" encoding="{codec}"?>{raw}'
    drawing = Drawing("v-1", raw.encode(codec), "T", "What", "x.svg", STACK)
    assert [finding.code for finding in normalize(drawing).findings] == ["S001"]


@pytest.mark.parametrize("codec", ["utf-7", "utf-32", "utf-16", "ebcdic-cp-us", "iso-2022-kr"])
def test_a_declared_encoding_that_is_not_the_real_one_is_refused(codec: str) -> None:
    raw = f'<?xml version="1.0" encoding="{codec}"?>{inside("+ADw-script+AD4-")}'
    assert normalized(raw).svg is None


def test_a_page_holds_the_corpus_as_it_is() -> None:
    for path in sorted(FOLDER.glob("corpus/*.svg")):
        result = normalize(Drawing("v-1", path.read_bytes(), "T", "W", "x.svg", STACK))
        assert result.svg is not None
        assert_harmless(result.svg)
        assert_same_in_html(result.svg)


def test_a_page_holds_made_up_drawings_as_they_are() -> None:
    results = [normalized(made_up(seed).decode()).svg for seed in range(150)]
    drawn = [svg for svg in results if svg is not None]
    assert len(drawn) > 50
    for svg in drawn:
        assert_same_in_html(svg)

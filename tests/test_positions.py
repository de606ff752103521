"""Where in a hand-made SVG an element or attribute stands."""

from __future__ import annotations

import codecs

import pytest
from lxml import etree

from pipeline.check import normalize_and_check
from pipeline.model import Drawing, Finding
from pipeline.normalize import normalize
from pipeline.positions import SvgPositions

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">'
TEXT = f"""{OPEN}
<!-- <rect/> > --><g><rect
 width="3"
 fill = 'a>b'/><rect
/></g>日本<p:b xmlns:p="q" p:c='>'/><p:b xmlns:p="q"
 xmlns:q="r"/><![CDATA[<g/>]]><g/></svg>"""


def refusals(text: str | bytes) -> list[Finding]:
    """What the normal form refuses in a hand-made SVG."""
    raw = text if isinstance(text, bytes) else text.encode()
    return [*normalize(Drawing("x", raw, "Queue", "A queue", "x.svg", "Arial")).findings]


def place(text: str | bytes) -> tuple[str, int | None, int | None]:
    """The code and place of the one finding."""
    (finding,) = refusals(text)
    return finding.code, finding.line, finding.column


def test_elements_and_attributes() -> None:
    root = etree.fromstring(TEXT)
    places = SvgPositions(TEXT, root)
    found = [
        (places.of(each), *(places.of(each, str(name)) for name, _ in each.items()))
        for each in root.iter(etree.Element)
    ]
    assert found == [
        ((1, 1), (1, 41)),
        ((2, 19),),
        ((2, 22), (3, 2), (4, 2)),
        ((4, 16),),
        ((5, 9), (5, 26)),
        ((5, 35),),
        ((6, 31),),
    ]  # fmt: skip


def test_an_element_that_is_not_told_from_others_has_no_place() -> None:
    root = etree.fromstring("<svg><g/><g/></svg>")
    places = SvgPositions("<svg><g/><g/><g/></svg>", root)
    assert places.of(root[0]) is None
    assert places.of(root) == (1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OPEN}\n<g><rect\n  fill='red'\n  onclick='x'/></g></svg>", ("S001", 4, 3)),
        (f"{OPEN}\n <g>日本<script\n>1</script></g></svg>", ("S001", 2, 7)),
        (f"{OPEN}\n<g/><set\nid='b'><g/></set></svg>", ("S001", 2, 5)),
        (f"{OPEN}<rect fill='url(x.svg#a)'/></svg>", ("S002", 1, 69)),
        (f"{OPEN}<rect/><rect style='fill:url(x.svg)'/></svg>", ("S002", 1, 76)),
        (f"{OPEN}\n\n  <image\n href='x.png'/></svg>", ("S003", 3, 3)),
        (f"<!--é\né--><!DOCTYPE svg [<!ENTITY a 'b'>]>\n{OPEN}</svg>", ("S004", 2, 5)),
        (f"\n  {OPEN}<g id='a'>\n  <use href='#a'/></g></svg>", ("S005", 3, 3)),
        ("\n <html/>", ("S006", 2, 2)),
        (f"{OPEN}\n<g>日本 & </g></svg>", ("S006", 2, 7)),
        (f"{OPEN}\n<rect filter='url(#a)'/></svg>", ("S006", 2, 7)),
    ],
)  # fmt: skip
def test_refusals_name_the_element_or_attribute(text: str, expected: tuple[str, int, int]) -> None:
    assert place(text) == expected


def test_warnings_name_the_element() -> None:
    text = f"{OPEN}<g>\n<text x='40' y='40'>large</text> <text\n x='40'\n y='80'\n font-size='5'\n"
    raw = f"{text}>small</text></g></svg>".encode()
    drawing = Drawing("x", raw, "Queue", "A queue", "x.svg", "Arial", "svg", raw)
    found = [each for each in normalize_and_check(drawing).findings if each.code == "L006"]
    assert [(each.line, each.column) for each in found] == [(2, 34)]


def test_columns_count_letters_in_every_encoding() -> None:
    text = f"{OPEN}\n日本<g onclick='x'/></svg>"
    for raw in (text.encode(), codecs.BOM_UTF8 + text.encode(), text.encode("utf-16")):
        assert place(raw) == ("S001", 2, 6)


def test_no_place_is_told_of_what_a_renderer_wrote() -> None:
    raw = f"{OPEN}\n<g onclick='x'/></svg>".encode()
    (finding,) = normalize(Drawing("x", raw, "Queue", "A queue", "x.dot", "Arial", "dot")).findings
    assert (finding.line, finding.column) == (None, None)

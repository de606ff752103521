"""An SVG that is no XML: the first fault, at its place, with a way out that is about it."""

from __future__ import annotations

import html.entities

import pytest

from pipeline.model import Drawing, Finding
from pipeline.normalize import normalize

TOP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 100">\n'
STACK = "Helvetica Neue, Helvetica, Arial, sans-serif"


def only(raw: str | bytes) -> Finding:
    """The one finding on a drawing that is refused."""
    data = raw if isinstance(raw, bytes) else raw.encode()
    result = normalize(Drawing("x", data, "A title", "What it shows", "q/x.svg", STACK))
    (finding,) = result.findings
    assert (result.svg, finding.code, finding.severity) == (None, "S006", "error")
    return finding


CASES: dict[str, tuple[str | bytes, int, int, str, str]] = {
    "nbsp": ("<text>load&nbsp;balancer</text></svg>", 2, 11, "no entity &nbsp;", "write &#160;"),
    "after-letters": ("<text>é é&copy;</text></svg>", 2, 10, "no entity &copy;", "write &#169;"),
    "capitals": ("<text>&NBSP;</text></svg>", 2, 7, "no entity &NBSP;", "write &#160;"),
    "no-semicolon": ("<text>a&nbsp b</text></svg>", 2, 8, "no entity &nbsp;", "write &#160;"),
    "own-no-semicolon": ("<text>a &lt b</text></svg>", 2, 9, "&lt has no semicolon", "&lt;"),
    "number-no-semicolon": ("<text>&#160</text></svg>", 2, 7, "has no semicolon", "write &#160;"),
    "two-letters": ("<text>&NotEqualTilde;</text></svg>", 2, 7, "no entity", "&#8770;&#824;"),
    "unknown": ("<text>&foo;</text></svg>", 2, 7, "&foo; is not defined", "the character itself"),
    "no-character": ("<text>&#0;</text></svg>", 2, 7, "&#0; is no character", "remove it"),
    "bare": ("<text>a & b</text></svg>", 2, 9, "a bare &", "write & as &amp;"),
    "in-word": ("<text>R&D</text></svg>", 2, 8, "a bare &", "write & as &amp;"),
    "in-attribute": ('<g id="a&b"/></svg>', 2, 9, "a bare &", "write & as &amp;"),
    "br": ("<text>a<br>b</text></svg>", 2, 8, "<br> is not closed", "put each line into a <tspan"),
    "less": ("<text>a < b</text></svg>", 2, 9, "a bare <", "write < as &lt;"),
    "less-number": ("<text>a <5</text></svg>", 2, 9, "a bare <", "write < as &lt;"),
    "less-in-value": ('<g id="a<b"/></svg>', 2, 9, "a < stands in the value of id", "&lt;"),
    "no-quotes": ("<rect x=1/></svg>", 2, 9, "the value of x has no quotes", 'write x="1"'),
    "jsx": ("<g style={{fill: 'red'}}/></svg>", 2, 10, "style is JSX, not SVG", '"fill: red"'),
    "curly": ("<rect x=“1”/></svg>", 2, 9, "the value of x has curly quotes", 'write x="1"'),
    "open-quote": ('<rect x="1>\n<g/></svg>', 2, 9, "the quote of x is not closed", "close it"),
    "quote-of-next": (
        '<g id="a\n class="b"/></svg>',
        2,
        7,
        "the quote of id is not closed",
        "close",
    ),
    "no-value": ("<rect hidden/></svg>", 2, 7, "hidden has no value", 'write hidden="…"'),
    "twice": ('<rect x="1" x="2"/></svg>', 2, 13, "x stands twice in <rect>", "remove one"),
    "no-space": ('<rect x="1"y="2"/></svg>', 2, 12, "no space stands before y", "put one"),
    "stray": ('<rect x="1" / ></svg>', 2, 13, "/ stands in the tag <rect>", "remove it"),
    "xlink": ('<use xlink:href="#a"/></svg>', 2, 6, "the prefix xlink", "www.w3.org/1999/xlink"),
    "inkscape": ('<g inkscape:label="a"/></svg>', 2, 4, "the prefix inkscape", "or remove what"),
    "element-prefix": ("<odd:g/></svg>", 2, 2, "the prefix odd is not declared", "xmlns:odd"),
    "two-roots": ("</svg>\n<svg/>", 3, 1, "a second root element, <svg>", "put all into one <svg>"),
    "after": ("</svg>\nthe end", 3, 1, "text stands after the end", "remove it"),
    "capital-end": ("<g></G></svg>", 2, 4, "</G> does not close <g>", "write both as g"),
    "capital-start": ("<Rect></rect></svg>", 2, 7, "</rect> does not close", "write both as rect"),
    "not-closed": ("<g>\n<rect/>\n</svg>", 2, 1, "<g> is not closed", "write </g> before </svg>"),
    "not-ended": ("<g>\n<rect/>\n", 2, 1, "<g> is not closed", "before the end of the file"),
    "no-end-tag": ("<rect/>\n\n\n", 1, 1, "<svg> is not closed", "write </svg>"),
    "cut": ("<g>\n<rect", 3, 1, "the tag <rect is not closed", "end it with > or />"),
    "not-open": ("</g></svg>", 2, 1, "</g> closes nothing: <svg> is open", "remove it"),
    "comment": ("<!-- a\n</svg>", 2, 1, "the comment that opens here", "close it with -->"),
    "hyphens": ("<!-- a -- b --></svg>", 2, 8, "two hyphens", "write one"),
    "cdata": ("<style><![CDATA[a</style></svg>", 2, 8, "the CDATA section", "close it with ]]>"),
    "late-declaration": ('<?xml version="1.0"?></svg>', 2, 1, "the XML declaration", "remove what"),
    "control": ("<text>a\x07</text></svg>", 2, 8, "the character U+0007", "remove it"),
    "latin-1": ("<text>café</text></svg>".encode("latin-1"), 2, 10, "the byte E9", "as UTF-8"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_fault_is_told_where_it_stands(name: str) -> None:
    content, line, column, message, hint = CASES[name]
    found = only(TOP.encode() + content if isinstance(content, bytes) else TOP + content)
    assert (found.line, found.column) == (line, column)
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("once\n" + TOP + "</svg>", "text stands before the root element"),
        ("{}", "text stands before the root element"),
        ("<!doctype html>\n<html><body><svg/>", "the file is a web page, not an SVG"),
        ("<?xml version=1.0?>" + TOP + "</svg>", "the XML declaration is not complete"),
        ("<!-- nothing -->", "there is no element in the file"),
    ],
)
def test_what_is_no_drawing_is_told(text: str, message: str) -> None:
    assert message in only(text).message


def test_entities_of_html_have_their_numbers() -> None:
    """But those that XML has as well."""
    own = {"amp", "lt", "gt", "quot", "apos"}
    for name, letters in sorted(html.entities.html5.items())[::15]:
        if name.endswith(";") and name[:-1] not in own:
            numbers = "".join(f"&#{ord(letter)};" for letter in letters)
            assert only(f"{TOP}<text>&{name}</text></svg>").hint == f"write {numbers}", name


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        ("", "its root gives none"),
        ('width="10"', 'width="10"'),
        ('height="0" viewBox="0 0 0 0"', 'height="0" viewBox="0 0 0 0"'),
    ],
)
def test_a_drawing_without_a_size_shows_the_attributes_that_it_has(root: str, shown: str) -> None:
    message = only(f'<svg xmlns="http://www.w3.org/2000/svg" {root}><g/></svg>').message
    assert message == f"the drawing has no size: {shown}"

"""Whatever the bytes: no exception; refused with a reason, or in normal form and stable."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check import examine
from pipeline.check.scene.walk import scene_of
from pipeline.model import Drawing
from pipeline.normalize import normalize, normalize_tree, verify
from pipeline.normalize.allowed import ATTRIBUTES, ELEMENTS
from tests.normalize.drawings import STYLED

STACK = "Helvetica Neue, Helvetica, Arial, sans-serif"
FIXTURES = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.svg"))]
PIECES = [
    b"<g>", b"</g>", b'"', b"url(#a)", b"<use href='#a'/>", b"id='a'", b"&#0;", b"\xff", b"%",
    b"<style>", b"1e999", b"-", b"\0", b"}", b"<!--", b"]]>", b"NaN", b"em",
    b"xml:space='preserve'",
]  # fmt: skip
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.decimals(-900, 900, places=6).map(str),
    st.integers(-99, 999).map(str),
)
VALUES = st.one_of(
    NUMBERS,
    st.lists(NUMBERS, max_size=7).map(" ".join),
    NUMBERS.map(lambda number: f"{number}%"),
    NUMBERS.map(lambda number: f"{number}pt"),
    st.lists(NUMBERS, min_size=1, max_size=3).map(lambda ns: f"rotate({' '.join(ns)}) scale(3)"),
    st.lists(NUMBERS, min_size=8, max_size=8).map(lambda ns: f"M{' '.join(ns[:2])}a{' '.join(ns)}"),
    st.sampled_from(
        [
            "url(#a)",
            "url(#b) red",
            "none",
            "#a",
            "#b",
            "objectBoundingBox",
            "userSpaceOnUse",
            "fill:red;font:bold 9px x",
            "mix-blend-mode:screen;d:none",
            "a",
            "b",
            "x y",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9),
)


def check(raw: bytes) -> None:
    """Refused with a reason; or in normal form, the same when normalized again, and examined."""
    drawing = Drawing("v-1", raw, "T", "What it shows", "x.svg", STACK, "svg")
    result, context = normalize_tree(drawing)
    assert (result.svg is None) == any(f.severity == "error" for f in result.findings)
    unforeseen = ("not in normal form", "normalizing it failed: ")
    assert not [f for f in result.findings if any(part in f.message for part in unforeseen)]
    if result.svg is not None:
        assert verify(result.svg, "v-1") == []
        again = normalize(drawing._replace(raw=result.svg))
        assert again.svg == result.svg, again.findings
        assert context is not None
        with suppress(OverflowError):
            examine(context, scene_of(context))


@settings(max_examples=70, deadline=None, derandomize=True)
@given(st.sampled_from(FIXTURES), st.data())
def test_mutated_fixtures(raw: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(len(raw), start + 20)))
        raw = raw[:start] + data.draw(st.sampled_from([b"", *PIECES])) + raw[end:]
    check(raw)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    """One element of the allowlist with any attributes and, for a while, children."""
    tag = draw(st.sampled_from([*sorted(ELEMENTS), "style", "a"]))
    names = [*sorted(ATTRIBUTES), *STYLED, "style", "class", "xml:space"]
    given_ = draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=4))
    written = "".join(f' {name}="{_escape(value)}"' for name, value in given_.items())
    inner = draw(st.lists(elements(depth - 1), max_size=3)) if depth else [draw(st.just("t "))]
    return f"<{tag}{written}>{''.join(inner)}</{tag}>"


def _escape(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@settings(max_examples=70, deadline=None, derandomize=True)
@given(st.lists(elements(), max_size=4), st.lists(VALUES, min_size=3, max_size=3))
def test_made_up_drawings(content: list[str], sizes: list[str]) -> None:
    size = f'width="{_escape(sizes[0])}" viewBox="0 0 640 {_escape(sizes[1])}"'
    for root in (size, 'viewBox="0 0 640 100"', f'width="400" height="90" x="{_escape(sizes[2])}"'):
        check(f'<svg xmlns="http://www.w3.org/2000/svg" {root}>{"".join(content)}</svg>'.encode())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    check(raw)
    check(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + raw + b"</svg>")

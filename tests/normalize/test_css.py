"""The cascade: what wins, and in which attribute it ends."""

from __future__ import annotations

import pytest

from tests.normalize.test_normalize import drawn, inside, normal


@pytest.mark.parametrize(
    ("sheet", "content", "fill"),
    [
        ("rect{fill:red}", '<rect fill="blue"/>', "red"),
        ("rect{fill:red}", '<rect style="fill:blue"/>', "blue"),
        ("rect{fill:red!important}", '<rect style="fill:blue"/>', "red"),
        ("rect{fill:red!important}", '<rect style="fill:blue!important"/>', "blue"),
        ("#a{fill:red}.b{fill:lime}rect{fill:blue}", '<rect id="a" class="b"/>', "red"),
        (".b{fill:lime}.c{fill:red}", '<rect class="c b"/>', "red"),
        ("g .b{fill:lime}.b{fill:red}", '<rect class="b"/>', "red"),
        ("svg > rect:first-child{fill:red}", "<rect/>", "blue"),
        ("rect:not(.x), .y{fill:red}", "<rect/>", "red"),
        ("rect{fill:red} !bad! rect{fill:lime}", "<rect/>", "red"),
        ("circle{fill:red}", '<rect fill="blue"/>', "blue"),
    ],
)
def test_cascade(sheet: str, content: str, fill: str) -> None:
    style = f"<style>rect{{fill:blue}}{sheet}</style>"
    assert drawn(style + content)[0].get("fill") == fill


def test_what_has_no_presentation_attribute_stays_a_style() -> None:
    style = "mix-blend-mode: multiply; fill: var(--c); animation: x 1s; --c: red; opacity: .5"
    (rect,) = drawn(f'<rect width="9" height="9" style="{style}"/>')
    assert rect.get("style") == "--c:red;fill:var(--c);mix-blend-mode:multiply"
    assert rect.get("opacity") == "0.5"


def test_font_shorthand_is_split_and_the_family_dropped() -> None:
    (text,) = drawn("<text style=\"font: italic bold 12pt/1.5 'A B', serif\">x</text>")
    assert text.get("font-size") == "16"
    assert (text.get("font-weight"), text.get("font-style")) == ("bold", "italic")
    assert "font-family" not in text.attrib


@pytest.mark.parametrize(
    ("given", "style", "kept"),
    [
        ('stroke-width="calc(1px + 2px)"', "", "stroke-width:calc(1px + 2px)"),
        ('fill="var(--a, red)"', "--a:blue", "--a:blue;fill:var(--a, red)"),
        ('opacity="min(.5, 1)"', "opacity:calc(1)", "opacity:calc(1)"),
    ],
)
def test_what_only_css_computes_moves_to_the_style(given: str, style: str, kept: str) -> None:
    (rect,) = drawn(f'<rect {given} style="{style}"/>')
    assert rect.get("style") == kept


@pytest.mark.parametrize(
    ("size", "root", "inner"),
    [("120%", "19.2", None), ("1.5em", "24", None), ("inherit", "16", None), (None, "16", "2em")],
)
def test_the_page_lends_no_font_size(size: str, root: str, inner: str | None) -> None:
    sheet = f"<style>svg{{font-size:{size}}}</style>" if size else ""
    text = f'<text font-size="{inner}">a</text>' if inner else "<text>a</text>"
    assert normal(inside(sheet + text)).get("font-size") == root

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


def test_font_shorthand_is_split_and_the_family_dropped() -> None:
    (text,) = drawn("<text style=\"font: italic bold 12pt/1.5 'A B', serif\">x</text>")
    assert text.get("font-size") == "16"
    assert (text.get("font-weight"), text.get("font-style")) == ("bold", "italic")
    assert "font-family" not in text.attrib


@pytest.mark.parametrize(
    ("given", "style", "name", "computed"),
    [
        ('stroke-width="calc(1px + 2px)"', "", "stroke-width", "3"),
        ('fill="var(--a, red)"', "--a:blue", "fill", "blue"),
        ('opacity="min(.5, 1)"', "opacity:calc(1/4)", "opacity", ".25"),
        ('fill="var(--a)"', "", "fill", None),
        ("", "--a:var(--b);--b:var(--a);fill:var(--a)", "fill", "inherit"),
        ("", "--a:2px;stroke-width:calc(var(--a)*3 + 1em)", "stroke-width", "22"),
        ("", "x: calc(50% - 20px)", "x", "300"),
        ("", "width: clamp(10px, 50vw, 100px)", "width", "100"),
    ],
)
def test_what_only_css_computes_is_computed(
    given: str, style: str, name: str, computed: str | None
) -> None:
    (rect,) = drawn(f'<rect stroke="red" {given} style="{style}"/>')
    assert rect.get(name) == computed


@pytest.mark.parametrize(
    ("size", "written"),
    [("120%", "19.2"), ("1.5em", "24"), ("inherit", None), ("larger", "19.2"), ("2rem", "32")],
)
def test_the_page_lends_no_font_size(size: str, written: str | None) -> None:
    root = normal(inside(f"<style>svg{{font-size:{size}}}</style><text>a</text>"))
    assert "font:16px " in str(root.get("style"))
    assert root[-1].get("font-size") == written

"""The cascade: what wins, and in which attribute it ends."""

from __future__ import annotations

import pytest

from tests.test_normalize import drawn


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

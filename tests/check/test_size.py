"""Text that is too small where readers see it: on the page, at the site's height, on a phone."""

from __future__ import annotations

import json

import pytest

from pipeline.check import normalize_and_check
from pipeline.config import FONT_STACK
from pipeline.model import Drawing
from tests.conftest import Project

ON_PAGE = "text is {} px high on the page: “one”"
ON_PHONE = "text is {} px high on a phone, which shows the drawing 390 px wide: “one”"
LIMITED = "text is {} px high where the site shows the drawing 300 px high (display_height): “one”"


@pytest.mark.parametrize(
    ("size", "width", "height", "limit", "message", "hint"),
    [
        (9, 700, 200, None, None, ""),
        (8, 700, 200, None, ON_PAGE.format(8), "make it 9 px or more (6.75 pt)"),
        (8, 300, 200, None, ON_PAGE.format(8), "make it 9 px or more (6.75 pt)"),
        (11, 800, 200, None, None, ""),
        (10, 800, 200, None, ON_PHONE.format(4.9),
         "make it 11 px or more (8.25 pt), or make the drawing narrower"),
        (14, 1600, 200, None, ON_PHONE.format(3.4),
         "make it 21 px or more (15.75 pt), or make the drawing narrower"),
        (14, 700, 400, 300, None, ""),
        (11, 700, 400, 300, LIMITED.format(8.2),
         "make it 12 px or more (9 pt), or make the drawing less high"),
        (9, 700, 300, 300, None, ""),
        (9, 700, 300, 400, None, ""),
        (0, 700, 300, 300, None, ""),
        ("larger", 700, 300, None, None, ""),
        (0.01, 700, 300, None, None, ""),
    ],
)  # fmt: skip
def test_the_finding_says_where_text_is_small(
    size: float | str, width: int, height: int, limit: int | None, message: str | None, hint: str
) -> None:
    raw = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
           f'<rect width="9" height="9"/><text x="40" y="60" font-size="{size}">one</text></svg>'
           )  # fmt: skip
    drawing = Drawing("x", raw.encode(), "T", "A", "q/x.svg", FONT_STACK, display_height=limit)
    found = [each for each in normalize_and_check(drawing).findings if each.code == "L006"]
    assert [(each.message, each.hint) for each in found] == ([(message, hint)] if message else [])


def test_the_height_of_the_site_is_a_setting_that_draws_nothing_anew(project: Project) -> None:
    chain = " -> ".join("abcdefghi")
    project.add("tall", "dot", f"digraph {{ {chain} }}")
    assert "L006" not in project.doit().output
    project.configure("display_height = 250")
    planned = json.loads(project.doit("plan", "--json").output)["tasks"]
    assert [task["task"] for task in planned if ":" in task["task"]] == ["normalize:tall"]
    assert "text is 4.8 px high where the site shows" in project.doit().output
    project.configure("display_height = 2500")
    assert "L006" not in project.doit().output


def test_what_shrinks_a_graph_as_a_whole_is_named(project: Project) -> None:
    project.add("fitted", "dot", 'digraph { size="1,1"; a -> b -> c -> d }')
    assert "hint: take size=… out of the graph: it shrinks all to " in project.doit().output

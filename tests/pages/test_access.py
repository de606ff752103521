"""For every reader: axe-core finds nothing, and headings, landmarks and states are told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from pipeline.model import Finding
from pipeline.pages import gallery
from pipeline.plan import Plan
from tests.pages.conftest import PHONE, WIDE, Open, written
from tests.pages.made import build, fail, svg, visual

WARNED = Finding("L002", "warning", "questions/edge/edge-1.dot", "labels overlap", "", "x", 1, 3)
WRONG = WARNED._replace(code="R001", severity="error", file="questions/cloud/cloud-0.py")


@pytest.fixture
def site(plan: Plan) -> Path:
    """A page with all that one can hold."""
    failed = [
        fail(
            plan, visual(0, status="published"), (WRONG, WARNED), good=svg("good"), output="printed"
        ),
        fail(plan, visual(20, status="draft", caption=""), (WRONG,)),
    ]
    built = [build(plan, visual(number)) for number in range(2, 20)]
    built.append(build(plan, visual(1), findings=(WARNED,), output="a line\n" * 40))
    written(gallery(plan, 30, built, failed).content)
    return Path.cwd()


def violations(page: Any, parts: Sequence[str] = ()) -> list[str]:
    """What axe-core finds wrong, as rule and element; in some parts alone, by their selectors."""
    found = Axe().run(page, {"include": [[part] for part in parts]} if parts else None)
    found = found.response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def test_axe_finds_nothing(site: Path, visit: Open) -> None:
    """In the list and in a view, in both themes, wide and on a phone."""
    page = visit(site, bypass_csp=True)
    address = page.url
    for end in ("", "#cloud-0"):
        page.goto(f"{address}{end}")
        page.wait_for_selector(".facts" if end else ".card")
        for theme, window in product(("light", "dark"), (WIDE, PHONE)):
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size(window)
            assert violations(page) == [], (end, theme, window)
    page.keyboard.press("?")
    assert violations(page) == []


def test_no_word_is_wider_than_the_page(plan: Plan, visit: Open) -> None:
    long = visual(0, id="a" * 200, alt="W" * 400, caption="L" * 120, topic="T" * 300)
    written(gallery(plan, 1, [build(plan, long)], []).content)
    page = visit(Path.cwd(), f"#{'a' * 200}", viewport={"width": 320, "height": 640})
    page.wait_for_selector(".facts")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_landmarks_headings_and_the_count_are_told(site: Path, visit: Open) -> None:
    page = visit(site)
    for landmark in ("banner", "main", "search"):
        assert page.get_by_role(landmark).count() == 1
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.get_by_role("searchbox").fill("cloud-5")
    assert page.get_by_role("status").first.inner_text() == "1 of 21 visuals"
    item = page.get_by_role("listitem")
    assert (item.get_attribute("aria-posinset"), item.get_attribute("aria-setsize")) == ("1", "1")


def test_a_first_link_leads_past_the_top(site: Path, visit: Open) -> None:
    page = visit(site, "#cloud-0")
    page.get_by_role("link", name="To the visuals").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    assert page.evaluate("location.hash") == "#cloud-0"


def test_the_focus_is_never_lost(site: Path, visit: Open) -> None:
    page = visit(site, "#cloud-0")
    page.wait_for_selector(".facts")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.get_by_role("button", name="Next").click()
    assert "Next" in page.evaluate("document.activeElement.textContent")
    assert page.locator(".heard").inner_text() == "cloud-20, 2 of 21"
    page.get_by_role("button", name="Previous").click()
    page.locator(".banner button").first.focus()
    page.evaluate("gallery.apply({gone: ['cloud-0']})")
    assert page.evaluate("document.activeElement !== document.body")
    page.keyboard.press("Escape")
    page.wait_for_selector(".card")
    page.locator(".card a").first.focus()
    first = page.evaluate("decodeURIComponent(document.activeElement.hash.slice(1))")
    page.evaluate("id => gallery.apply({gone: [id]})", first)
    assert page.evaluate("document.activeElement !== document.body")
    page.get_by_role("searchbox").focus()
    page.get_by_role("searchbox").fill("nothing at all")
    page.get_by_role("button", name="Show all").click()
    assert page.evaluate("document.activeElement.type") == "search"

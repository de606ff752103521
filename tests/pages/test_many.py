"""Thousands of visuals on one page: only those near the window are in the document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.pages import gallery
from pipeline.plan import Plan
from tests.pages.conftest import PHONE, Open, until, written
from tests.pages.made import build, visual

MOST_CARDS = 240
IN_SIGHT = """[...document.querySelectorAll('.card')].some(card => {
  const { top, bottom } = card.getBoundingClientRect();
  return bottom > 100 && top < innerHeight;
})"""


def many(plan: Plan, count: int) -> Path:
    """A page of `count` visuals, of which one has files: rows do not need them."""
    first = build(plan, visual(0))
    built = [first._replace(visual=visual(number)) for number in range(count)]
    written(gallery(plan, count, built, []).content)
    return Path.cwd()


def cards(page: Any) -> int:
    return int(page.locator(".card").count())


def test_two_thousand_are_searched_and_scrolled(plan: Plan, visit: Open) -> None:
    page = visit(many(plan, 2000))
    assert 0 < cards(page) <= MOST_CARDS
    assert page.locator("[id='gallery:count']").inner_text() == "2,000 visuals"
    height = page.evaluate("document.documentElement.scrollHeight")
    for part in (0.3, 0.6, 1, 0.1):
        page.evaluate("y => scrollTo(0, y)", height * part)
        until(page, IN_SIGHT)
        assert cards(page) <= MOST_CARDS
        assert page.evaluate("document.documentElement.scrollHeight") == height
    page.get_by_role("searchbox").fill("drawing 1999")
    assert cards(page) == 1
    page.get_by_role("searchbox").fill("")
    assert 0 < cards(page) <= MOST_CARDS


def test_all_are_printed_and_none_is_cut_at_the_end_of_a_sheet(plan: Plan, visit: Open) -> None:
    page = visit(many(plan, MOST_CARDS + 20))
    page.evaluate(
        "addEventListener('beforeprint', () => {"
        " window.printed = document.querySelectorAll('.card').length; })"
    )
    page.pdf()
    assert page.evaluate("window.printed") == MOST_CARDS + 20
    page.emulate_media(media="print")
    card = page.locator(".card").first
    assert card.evaluate("each => getComputedStyle(each).breakInside") == "avoid"


def test_a_view_is_printed_without_the_list_and_the_list_shrinks_after(
    plan: Plan, visit: Open
) -> None:
    page = visit(many(plan, MOST_CARDS + 20), "#cloud-0")
    page.wait_for_selector(".facts")
    page.pdf()
    assert cards(page) <= MOST_CARDS
    page.keyboard.press("Escape")
    page.pdf()
    until(page, f"document.querySelectorAll('.card').length <= {MOST_CARDS}")


def test_the_last_of_them_is_reached_and_left(plan: Plan, visit: Open) -> None:
    page = visit(many(plan, 2000), "#tinyml-1998")
    assert "of 2,000" in page.locator(".way").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector(".card")
    assert page.evaluate("document.activeElement.textContent") == "Drawing 1998"
    box = page.locator(".card", has=page.locator(":focus")).bounding_box()
    assert 0 <= box["y"] <= 900


def test_on_a_phone_the_way_to_the_next_one_stays_under_the_thumb(plan: Plan, visit: Open) -> None:
    page = visit(many(plan, 2000), "#cloud-0", viewport={"width": 320, "height": 640})
    button = page.get_by_role("button", name="Next")
    before = button.bounding_box()
    page.evaluate("location.hash = 'tinyml-1998'")
    page.get_by_text("2,000 of 2,000").wait_for()
    assert button.bounding_box() == before
    assert before["y"] == page.get_by_role("link", name="All visuals").bounding_box()["y"]


def test_ten_thousand_open_on_a_phone(plan: Plan, visit: Open) -> None:
    page = visit(many(plan, 10_000), viewport=PHONE)
    assert 0 < cards(page) <= MOST_CARDS
    page.get_by_role("searchbox").fill("drawing 9999")
    assert cards(page) == 1

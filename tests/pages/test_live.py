"""A page that is open while its visuals change: brought up to date in place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.manifest import Built, Failed
from pipeline.model import Finding
from pipeline.pages import gallery, row, state
from pipeline.plan import Plan
from tests.pages.conftest import Open, reload_until, until, written
from tests.pages.made import build, fail, svg, visual

WRONG = Finding(
    "R001", "error", "questions/cloud/cloud-0.py", "NameError: name 'nump' is not defined",
    "did you mean numpy?", "cloud-0", 2, 5,
)  # fmt: skip


class Live:
    """An open page, and the visuals that it shows."""

    def __init__(self, plan: Plan, page: Any, built: list[Built]) -> None:
        self.plan, self.page, self.built = plan, page, built

    def apply(self, *changed: Built | Failed, gone: tuple[str, ...] = (), **top: Any) -> None:
        rows = [row(self.plan, each) for each in changed]
        self.page.evaluate("change => gallery.apply(change)", {"rows": rows, "gone": gone, **top})

    def fail(self, **more: str) -> None:
        source = "import numpy as np\nx = nump.arange(3)\n"
        good = svg("shown cloud-0")
        self.apply(fail(self.plan, visual(0), (WRONG,), source=source, good=good, **more))

    @property
    def cards(self) -> list[str]:
        """Their titles, also of those that no frame has shown yet: these have no inner text."""
        return [str(each) for each in self.page.locator(".card h3").all_text_contents()]


@pytest.fixture
def live(plan: Plan, visit: Open) -> Callable[..., Live]:
    """Opens a page of some visuals."""

    def opened(end: str = "", many: int = 12) -> Live:
        built = [build(plan, visual(number)) for number in range(many)]
        written(gallery(plan, many, built, []).content)
        return Live(plan, visit(Path.cwd(), end), built)

    return opened


def test_a_picture_is_replaced_in_its_place(live: Callable[..., Live]) -> None:
    """The same image, under all that the reader had set up."""
    here = live("#cloud-0")
    page = here.page
    page.wait_for_selector(".facts")
    for name in ("Phone", "Zoom in"):
        page.get_by_role("button", name=name).click()
    page.evaluate("window.image = document.querySelector('.frame img')")
    before = page.evaluate("image.src")
    here.apply(build(here.plan, visual(0), svg("another", 500)))
    until(page, "image.naturalHeight === 500 && image.getAttribute('height') === '500'")
    assert page.evaluate("image.src") != before
    assert page.evaluate("image === document.querySelector('.frame img')")
    stage = page.locator(".stage")
    assert stage.get_attribute("data-size") == "phone"
    assert page.get_by_role("button", name="Zoom to 100 %").inner_text() == "150 %"
    assert page.evaluate("document.activeElement.ariaLabel") == "Zoom in"
    assert page.locator(".view .badge", has_text="changed").is_visible()


def test_a_card_has_badges_only_of_what_stands_out(live: Callable[..., Live]) -> None:
    """None for a draft without findings; of many codes the first two and how many more."""
    here = live()
    codes = ("A001", "A002", "L001", "L003")
    found = tuple(WRONG._replace(code=code, severity="warning") for code in codes)
    here.apply(build(here.plan, visual(0), findings=found))
    shown = here.page.locator(".card").evaluate_all(
        "all => all.map(card => [card.querySelector('a').hash.slice(1),"
        " [...card.querySelectorAll('.badge')].map(each => each.textContent)])"
    )
    each_of = [visual(number) for number in range(12)]
    usual = {each.id: [] if each.status == "draft" else [each.status] for each in each_of}
    assert {*map(str, usual.values())} == {"[]", "['published']", "['flagged']"}
    assert dict(shown) == usual | {"cloud-0": ["A001 A002 and 2 more"]}


def test_a_failure_keeps_the_picture_under_a_banner_until_it_is_mended(
    live: Callable[..., Live],
) -> None:
    here = live("#cloud-0")
    page, banner = here.page, here.page.locator(".banner")
    page.wait_for_selector(".facts")
    assert banner.is_hidden()
    here.fail(output="half way")
    page.wait_for_selector(".banner .excerpt")
    assert "R001 NameError: name 'nump' is not defined" in banner.inner_text()
    assert banner.locator("pre").inner_text() == "x = nump.arange(3)"
    assert banner.locator("mark").inner_text() == "nump.arange"
    assert "did you mean numpy?" in banner.inner_text()
    assert page.locator(".source mark").inner_text() == "x = nump.arange(3)\n"
    assert page.locator(".output").inner_text() == "half way"
    until(page, "document.querySelector('.frame img').src.startsWith('data:')")
    assert page.locator(".frame img").evaluate("each => each.naturalWidth") == 680
    here.apply(here.built[0])
    assert banner.is_hidden()
    until(page, "!document.querySelector('.source mark')")
    assert "cloud-0.svg" in page.locator(".frame img").get_attribute("src")


def has_focus(page: Any, selector: str) -> bool:
    """Whether the element that has the focus is such a one."""
    return bool(page.evaluate("each => document.activeElement.matches(each)", selector))


@pytest.mark.parametrize("selector", [".banner button", ".banner pre", ".source mark", ".output"])
def test_what_has_the_focus_keeps_it_while_a_visual_fails(
    live: Callable[..., Live], selector: str
) -> None:
    """And where it is gone, the title has it."""
    here = live("#cloud-0")
    page = here.page
    here.fail(output="half way")
    page.wait_for_selector(".banner .excerpt")
    page.locator(selector).focus()
    assert has_focus(page, selector)
    here.fail(output="further")
    assert has_focus(page, selector)
    until(page, "document.querySelector('.output').textContent === 'further'")
    assert has_focus(page, selector)
    here.apply(here.built[0])
    until(page, "!document.querySelector('.output')")
    assert has_focus(page, "h2")


def test_what_has_the_focus_at_the_top_keeps_it(live: Callable[..., Live]) -> None:
    here, link = live(), "a[href='#cloud-0']"
    top = {"questions": 12, "built": 11, "failed": 1, "absent": ["cloud-0"]}
    here.apply(page=top)
    here.page.locator(f".note {link}").focus()
    here.apply(page=top)
    assert has_focus(here.page, f".note {link}")
    here.apply(page={**top, "absent": []})
    assert has_focus(here.page, "main")


def test_the_list_follows_and_keeps_its_place(live: Callable[..., Live]) -> None:
    here = live(many=300)
    page = here.page
    page.evaluate("document.querySelectorAll('.card a')[20].focus()")
    page.evaluate("scrollTo(0, 700)")
    page.evaluate("window.card = document.activeElement")
    focused = page.evaluate("card.textContent")
    here.apply(
        build(here.plan, visual(0)._replace(caption="Another caption")),
        build(here.plan, visual(1, id="aaa-new", track="cloud", caption="A new one")),
        gone=("cloud-5",),
        page=state(400, 300, []),
    )
    assert page.evaluate("document.activeElement === card && card.textContent") == focused
    assert here.cards[:3] == ["A new one", "Another caption", "Drawing 10"]
    assert page.locator(".counts").inner_text() == "300 built · 0 failed · 400 questions"
    assert page.evaluate("scrollY") > 0


def test_search_and_filters_hold_for_what_comes(live: Callable[..., Live]) -> None:
    here = live()
    page = here.page
    page.get_by_role("searchbox").fill("purple")
    assert here.cards == []
    here.apply(build(here.plan, visual(3), svg("purple")))
    assert here.cards == ["Drawing 3"]
    assert page.get_by_role("searchbox").input_value() == "purple"
    page.get_by_role("searchbox").fill("")
    page.get_by_label("Changed").check()
    assert here.cards == ["Drawing 3"]
    here.apply(here.built[3])
    assert here.cards == []


def test_a_failure_moves_to_the_top_and_back(live: Callable[..., Live]) -> None:
    here = live()
    failed = fail(here.plan, visual(0, status="published"), (WRONG,))
    here.apply(failed, page=state(12, 11, [failed]))
    assert here.page.locator("h2").first.inner_text() == "Failed 1"
    assert "cloud-0 is published and failed" in here.page.locator(".note").inner_text()
    here.apply(here.built[0], page=state(12, 12, []))
    assert here.page.locator("h2").first.inner_text() == "cloud 3"
    assert here.page.locator(".note").count() == 0


def test_a_track_of_any_name_is_not_what_failed(plan: Plan, live: Callable[..., Live]) -> None:
    here = live(many=1)
    here.apply(build(plan, visual(5, track="failed")), build(plan, visual(7, track="any")))
    here.fail()
    headings = here.page.locator("h2:visible").all_inner_texts()
    assert headings == ["Failed 1", "any 1", "failed 1"]
    assert here.cards == ["Drawing 0", "Drawing 7", "Drawing 5"]


def test_a_visual_that_is_gone_leaves_the_list_and_its_view_until_it_is_back(
    live: Callable[..., Live],
) -> None:
    here = live("#cloud-0")
    here.apply(gone=("cloud-0",))
    here.page.wait_for_selector(".card")
    assert "Drawing 0" not in here.cards
    notice = here.page.get_by_text("There is no visual cloud-0.")
    assert notice.is_visible()
    here.apply(build(here.plan, visual(0)))
    assert here.page.get_by_role("heading", name="Drawing 0").is_visible()
    assert notice.is_hidden()


def test_one_line_says_how_things_stand(live: Callable[..., Live]) -> None:
    here = live()
    here.page.evaluate("""() => {
        window.told = 0;
        new MutationObserver(() => { told += 1; }).observe(
            document.getElementById("gallery:said"), { childList: true });
    }""")
    for _ in range(3):  # as each time that the browser asks in vain
        here.page.evaluate("gallery.say('connection lost, run doit watch again')")
    assert here.page.evaluate("told") == 1
    assert here.page.get_by_text("connection lost").is_visible()
    here.page.keyboard.press("j")
    here.page.keyboard.press("Enter")
    assert here.page.get_by_text("connection lost").is_visible()
    here.page.evaluate("gallery.say('')")
    assert here.page.locator("[id='gallery:said']").is_hidden()


def test_a_row_is_what_the_page_holds(plan: Plan) -> None:
    built = build(plan, visual(0))
    page = gallery(plan, 1, [built], []).content.decode()
    assert json.dumps(row(plan, built), ensure_ascii=False, separators=(",", ":")) in page


def test_how_a_picture_is_shown_stays_when_the_page_is_loaded_again(
    live: Callable[..., Live],
) -> None:
    """As it is when `doit watch` starts over."""
    page = live("#cloud-0").page
    for name in ("Dark", "Phone", "Zoom in"):
        page.get_by_role("button", name=name, exact=True).click()

    def is_shown() -> bool:
        pressed = page.locator("[aria-pressed=true]").all_inner_texts()
        zoom = page.get_by_role("button", name="Zoom to 100 %").inner_text()
        return (pressed, zoom) == (["Dark", "Phone"], "150 %")

    reload_until(page, is_shown)


def test_what_is_marked_as_seen_is_so_in_every_tab(live: Callable[..., Live]) -> None:
    here = live()
    list_tab = here.page
    view_tab = list_tab.context.new_page()
    view_tab.goto(f"{list_tab.url}#cloud-0")
    changed = row(here.plan, build(here.plan, visual(0), svg("another")))
    for tab in (list_tab, view_tab):
        tab.evaluate("row => gallery.apply({ rows: [row] })", changed)
        assert tab.locator(".badge.changed:visible").count() == 1
    # Until what a tab stored as it opened is known to all, it hears nothing of the others.
    view_tab.evaluate("localStorage.setItem('opened', 'true')")
    until(list_tab, "localStorage.getItem('opened')")
    list_tab.get_by_role("button", name="Mark all as seen").click()
    until(view_tab, "!document.querySelector('.badge.changed')")


def test_of_many_that_failed_the_note_names_the_first(live: Callable[..., Live]) -> None:
    """By their numbers, as the list has them."""
    here = live()
    absent = [f"cloud-{number}" for number in (10, 2, *range(100, 598))]
    here.apply(page={"questions": 500, "built": 0, "failed": 500, "absent": absent})
    note = here.page.locator(".note").inner_text()
    assert note.startswith("There is no manifest: cloud-2, cloud-10, cloud-100, ")
    assert note.endswith("cloud-109 and 488 more are published and failed.")

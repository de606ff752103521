"""The gallery of a real build, as a reader uses it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.manifest import Failed
from pipeline.model import Finding
from pipeline.pages import gallery
from pipeline.plan import Plan
from tests.conftest import Project, new_project
from tests.pages.conftest import PHONE, Open, reload_until, until, written
from tests.pages.made import build, fail, svg, visual

CHART = (
    "import os\nimport matplotlib.pyplot as plt\n"
    'print("drew", 3, "points")\n'
    "plt.plot([1, 2, 3])\n"
    'plt.title("Bandwidth of the link")\n'
    'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
)
CROSSED = 'digraph {\n  node [fontcolor="#dddddd"];\n  a [label="pale one"];\n  a -> b;\n}\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Six visuals of all kinds; a published one and a draft failed after they were built once."""
    project = new_project(tmp_path_factory.mktemp("site"))
    project.add("chart-1", "matplotlib", CHART, track="edge", status="published")
    project.add("graph-1", "dot", CROSSED)
    project.add("graph-2", "dot", track="mobile", status="flagged")
    project.add("hand-1", "svg")
    broken = project.add("broken-1", "dot", status="published").with_suffix(".dot")
    script = project.add("broken-2", "matplotlib", CHART).with_suffix(".py")
    project.add("never-1", "dot", "digraph { a -> }")
    assert project.doit().counts == (6, 0, 1)
    broken.write_text('digraph {\n  a [label="one"];\n  a -> -> b;\n}\n')
    script.write_text(CHART.replace("plt.plot([", "plt.plto(["))
    assert project.doit().counts == (0, 4, 3)
    return project


def ids(page: Any) -> list[str]:
    """The ids of the cards, as they are shown."""
    links = page.locator(".card a").evaluate_all("all => all.map(each => each.hash.slice(1))")
    return [str(each) for each in links]


def count(page: Any) -> str:
    return str(page.locator("[id='gallery:count']").inner_text())


def view(page: Any) -> Any:
    page.wait_for_selector(".facts")
    return page.locator(".view")


def test_failed_ones_come_first_with_their_last_good_picture(site: Project, visit: Open) -> None:
    page = visit(site.root)
    assert ids(page) == [
        "broken-1",
        "broken-2",
        "never-1",
        "graph-1",
        "hand-1",
        "chart-1",
        "graph-2",
    ]
    assert page.locator("h2").all_inner_texts()[:2] == ["Failed 3", "cloud 2"]
    first = page.locator(".card").first
    assert "R001 syntax error in line 3" in first.text_content()
    until(page, "document.querySelector('.card img').naturalWidth > 0")
    assert first.locator("img").get_attribute("src").startswith("data:image/svg+xml,")
    assert page.locator(".card", has_text="never-1").locator("img").is_hidden()


def test_a_manifest_that_is_absent_is_said_at_the_top(site: Project, visit: Open) -> None:
    note = visit(site.root).locator(".note")
    assert note.inner_text() == "There is no manifest: broken-1 is published and failed."
    note.get_by_role("link").click()
    assert note.page.evaluate("location.hash") == "#broken-1"


def test_it_is_the_same_in_whatever_order_visuals_fail(plan: Plan) -> None:
    failed = [Failed(visual(number, status="published"), ()) for number in (1, 2)]
    pages = {bytes(gallery(plan, 2, [], each).content) for each in (failed, failed[::-1])}
    assert len(pages) == 1


def test_pictures_come_from_beside_the_page(site: Project, visit: Open) -> None:
    page = visit(site.root)
    image = page.locator(".card", has_text="chart-1").locator("img")
    assert re.fullmatch(r"svg/edge/chart-1\.svg\?[0-9a-f]{12}", image.get_attribute("src"))
    until(
        page, "[...document.querySelectorAll('.card img')].every(i => i.hidden || i.naturalWidth)"
    )


def test_a_page_without_its_pictures_says_where_they_lie(
    site: Project, visit: Open, tmp_path: Path
) -> None:
    said = "A picture is missing. Pictures lie in the folder svg beside this page"
    (tmp_path / "build").mkdir()
    shutil.copy(site.path("build/index.html"), tmp_path / "build")
    visit(tmp_path, is_silent=False).get_by_text(said).wait_for()
    page = visit(site.root)
    until(page, "document.querySelector('.card img[src^=svg]').naturalWidth > 0")
    assert page.get_by_text(said).count() == 0


SEARCHES = {
    "HAND-1": {"hand-1"},
    "what chart-1 shows": {"chart-1"},
    "drawing made for graph-2": {"graph-2"},
    "bandwidth link": {"broken-2", "chart-1"},
    "pale": {"graph-1"},
    "zzz": set(),
}


def test_search_reads_ids_captions_alts_and_pictures(site: Project, visit: Open) -> None:
    page = visit(site.root)
    for words, found in SEARCHES.items():
        page.get_by_role("searchbox").fill(words)
        assert {*ids(page)} == found
        assert count(page) == f"{len(found)} of 7 visuals"
        assert page.get_by_text("No visual matches").is_visible() == (not found)


def test_search_needs_no_accents_and_no_special_letters(plan: Plan, visit: Open) -> None:
    texts = ("Re\u0301sume\u0301 of a request", "31 \N{MICRO SIGN}s", "CO\N{SUBSCRIPT TWO}")
    built = [build(plan, visual(i, caption=each)) for i, each in enumerate(texts)]
    written(gallery(plan, 3, built, []).content)
    page = visit(Path.cwd())
    searches = ("resume", "R\u00e9sum\u00e9", "\N{GREEK SMALL LETTER MU}s", "co2")
    for words, found in zip(searches, ("cloud-0", "cloud-0", "edge-1", "mobile-2"), strict=True):
        page.get_by_role("searchbox").fill(words)
        assert ids(page) == [found]


def test_search_reads_topics(site: Project, visit: Open) -> None:
    page = visit(site.root, "#hand-1")
    topic = view(page).locator(".topic").inner_text().removeprefix("Topic: ")
    page.get_by_role("link", name="All visuals").click()
    page.get_by_role("searchbox").fill(topic)
    assert "hand-1" in ids(page)


def test_filters_narrow_and_are_kept_over_a_reload(site: Project, visit: Open) -> None:
    page = visit(site.root)
    choose = page.get_by_label
    choose("Kind").select_option("dot")
    assert ids(page) == ["broken-1", "never-1", "graph-1", "graph-2"]
    choose("Status").select_option("draft")
    assert ids(page) == ["never-1", "graph-1"]
    choose("Findings").select_option("A002")
    assert ids(page) == ["graph-1"]
    reload_until(page, lambda: ids(page) == ["graph-1"])
    assert choose("Kind").input_value() == "dot"
    page.get_by_role("button", name="Show all").click()
    assert len(ids(page)) == 7
    choose("Findings").select_option("any")
    assert ids(page) == ["broken-1", "broken-2", "never-1", "graph-1"]
    page.get_by_role("button", name="Show all").click()
    choose("Group by").select_option("status")
    headings = page.locator("h2").all_inner_texts()
    assert headings[:4] == ["Failed 3", "draft 2", "flagged 1", "published 1"]
    page.get_by_role("searchbox").fill("hand")
    page.get_by_role("button", name="Show all").click()
    assert page.locator("h2").all_inner_texts() == headings


def test_one_visual_has_its_own_address_and_the_way_back(site: Project, visit: Open) -> None:
    page = visit(site.root)
    page.get_by_role("searchbox").fill("1")
    page.get_by_role("link", name="What chart-1 shows").click()
    assert page.evaluate("location.hash") == "#chart-1"
    assert page.get_by_role("heading", level=2).inner_text() == "What chart-1 shows"
    assert page.title() == "chart-1 · Visuals"
    assert page.get_by_role("searchbox").is_hidden()
    page.go_back()
    assert page.get_by_role("searchbox").input_value() == "1"
    assert page.evaluate("document.activeElement.textContent") == "What chart-1 shows"
    page.go_forward()
    assert page.get_by_role("heading", level=2).inner_text() == "What chart-1 shows"


def test_an_unknown_address_shows_the_list_and_says_so(site: Project, visit: Open) -> None:
    page = visit(site.root, "#nothing")
    assert page.get_by_text("There is no visual nothing.").is_visible()
    assert len(ids(page)) == 7


def test_a_view_shows_all_that_is_known(site: Project, visit: Open) -> None:
    page = visit(site.root, "#chart-1")
    shown = view(page).inner_text()
    assert "A drawing made for chart-1, with labels" in shown
    assert "drew 3 points" in shown
    assert "questions/edge/chart-1.py" in shown
    assert 'plt.title("Bandwidth of the link")' in shown
    assert "matplotlib " in shown
    assert len(re.findall(r"\b[0-9a-f]{64}\b", shown)) == 2
    image = page.get_by_role("img", name="A drawing made for chart-1")
    assert image.evaluate("each => each.naturalWidth") > 0
    assert "finding" not in shown


def test_findings_lead_to_their_lines(site: Project, visit: Open) -> None:
    page = visit(site.root, "#graph-1")
    findings = view(page).locator(".findings li", has_text="A002")
    assert findings.first.locator("pre mark").inner_text() == "a"
    findings.first.get_by_role("button").click()
    assert page.evaluate("document.activeElement.dataset.line") == "3"
    assert page.locator(".source mark").all_inner_texts() == ['  a [label="pale one"];\n']


def test_a_failed_view_says_what_is_wrong_over_the_last_good_picture(
    site: Project, visit: Open
) -> None:
    page = visit(site.root, "#broken-2")
    banner = view(page).locator(".banner")
    assert "Failed · the picture is the last good one" in banner.inner_text()
    assert "AttributeError" in banner.inner_text()
    assert "questions/cloud/broken-2.py:4:1" in banner.inner_text()
    assert banner.locator("pre").inner_text() == "plt.plto([1, 2, 3])"
    assert "drew 3 points" in page.locator(".output").inner_text()
    assert page.locator(".frame img").evaluate("each => each.naturalWidth") > 0
    page.goto(page.url.replace("broken-2", "never-1"))
    assert page.get_by_text("there has been no good picture yet").is_visible()
    assert page.locator(".frame img").is_hidden()


def test_a_tall_picture_is_whole_in_its_card(plan: Plan, visit: Open) -> None:
    built = [build(plan, visual(0), svg("tall", 3000)), build(plan, visual(1), svg("flat", 30))]
    written(gallery(plan, 2, built, []).content)
    for card in visit(Path.cwd()).locator(".card").all():
        tile, image = (card.locator(each).bounding_box() for each in (".tile", "img"))
        assert image == tile


def test_hundreds_of_errors_leave_the_picture_near_the_top(plan: Plan, visit: Open) -> None:
    of = visual(0)
    errors = tuple(
        Finding("S003", "error", of.source, "no <image>", "", None, number)
        for number in range(1, 201)
    )
    failed = fail(plan, of, errors, source="<image/>\n" * 200, good=svg("good"))
    written(gallery(plan, 1, [], [failed]).content)
    shown = view(visit(Path.cwd(), f"#{of.id}"))
    assert shown.locator(".banner li").count() == 3
    assert shown.locator(".frame img").bounding_box()["y"] < 900
    assert shown.get_by_role("heading", name="197 more findings").is_visible()
    assert shown.locator(".details li").count() == 197


def test_the_picture_on_both_grounds_at_three_widths_and_larger(site: Project, visit: Open) -> None:
    page = visit(site.root, "#chart-1", color_scheme="dark")
    view(page)
    stage, image = page.locator(".stage"), page.locator(".frame img")
    assert stage.get_attribute("data-ground") == "dark"
    page.get_by_role("button", name="Light", exact=True).click()
    assert stage.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    natural = image.evaluate("each => each.naturalWidth")
    page.get_by_role("button", name="Phone").click()
    assert image.bounding_box()["width"] == min(natural, 358)
    page.get_by_role("button", name="Full size").click()
    assert image.bounding_box()["width"] == natural
    page.get_by_role("button", name="Zoom in").click()
    assert image.bounding_box()["width"] == natural * 1.5
    page.get_by_role("button", name="Next").click()
    assert stage.get_attribute("data-size") == "full"


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_the_keyboard_does_it_all(site: Project, visit: Open) -> None:
    page = visit(site.root)
    press = page.keyboard.press
    press("/")
    page.keyboard.type("hand")
    assert ids(page) == ["hand-1"]
    press("Escape")
    assert len(ids(page)) == 7
    press("Escape")
    press("j")
    press("ArrowRight")
    assert focused(page) == "What broken-2 shows"
    press("k")
    press("Enter")
    assert page.evaluate("location.hash") == "#broken-1"
    until(page, "document.activeElement.tagName === 'H2'")  # an address is followed a bit later
    assert focused(page) == "What broken-1 shows"
    press("ArrowRight")
    assert page.evaluate("location.hash") == "#broken-2"
    press("k")
    press("k")
    page.get_by_text("This is the first one.").wait_for()
    press("j")
    press("k")
    assert page.get_by_text("This is the first one.").is_hidden()
    press("+")
    press("s")
    press("g")
    stage = page.locator(".stage")
    assert stage.get_attribute("data-size") == "phone"
    assert stage.get_attribute("data-ground") == "dark"
    assert page.get_by_role("button", name="Zoom to 100 %").inner_text() == "150 %"
    press("Escape")
    assert focused(page) == "What broken-1 shows"


def test_keys_pressed_faster_than_addresses_change_are_all_taken(
    site: Project, visit: Open
) -> None:
    page = visit(site.root, "#broken-2")
    page.evaluate(
        """async () => {
            for (const key of "kkkjkk") {
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            }
            await new Promise((done) => setTimeout(done, 100));
        }"""
    )
    assert page.evaluate("location.hash") == "#broken-1"
    assert page.get_by_text("This is the first one.").is_visible()


def test_enter_in_the_search_leads_to_the_first_that_matches(site: Project, visit: Open) -> None:
    page = visit(site.root)
    page.keyboard.press("/")
    page.keyboard.type("no such visual")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.type") == "search"
    page.get_by_role("searchbox").fill("graph-2")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What graph-2 shows").wait_for()
    assert page.evaluate("location.hash") == "#graph-2"


def test_the_list_stays_where_it_was_left(site: Project, visit: Open) -> None:
    page = visit(site.root, viewport={"width": 600, "height": 400})
    card = page.locator(".card").nth(2)
    card.evaluate("each => each.scrollIntoView({ block: 'center' })")
    left = page.evaluate("scrollY")
    card.get_by_role("link").click()
    until(page, "document.querySelector('#gallery\\\\:list').hidden")
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('#gallery\\\\:list').hidden")
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == left > 0


def test_a_view_leads_to_the_search(site: Project, visit: Open) -> None:
    page = visit(site.root, "#hand-1")
    page.keyboard.press("/")
    until(page, "document.activeElement.id === 'gallery:search'")
    page.keyboard.type("hand")
    assert ids(page) == ["hand-1"]


def test_what_is_looked_for_changes_the_place_in_the_view(site: Project, visit: Open) -> None:
    page = visit(site.root, "#hand-1")
    assert page.locator(".way .place").inner_text() == "5 of 7"
    page.keyboard.press("c")
    assert page.locator(".way .place").inner_text() == "not among what is looked for"


def test_the_filters_hide_no_card_that_has_the_focus(site: Project, visit: Open) -> None:
    page = visit(site.root, viewport={"width": 1000, "height": 500})
    for _ in range(7):
        page.keyboard.press("j")
    for _ in range(4):
        page.keyboard.press("k")
    card = page.evaluate("document.activeElement.closest('.card').getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('.filters').getBoundingClientRect().bottom")
    assert card >= bar


def test_what_is_pressed_is_seen_in_forced_colours(site: Project, visit: Open) -> None:
    page = visit(site.root, "#graph-1", forced_colors="active")
    grounds = page.locator("[data-name=ground] button").evaluate_all(
        "all => all.map(each => getComputedStyle(each).backgroundColor)"
    )
    assert len({*grounds}) == 2


def test_the_ground_of_a_picture_is_seen_in_forced_colours(site: Project, visit: Open) -> None:
    page = visit(site.root, "#graph-1", forced_colors="active")
    for name, colour in (("Light", "rgb(255, 255, 255)"), ("Dark", "rgb(20, 22, 26)")):
        page.get_by_role("button", name=name, exact=True).click()
        stage = page.locator(".stage")
        assert stage.evaluate("each => getComputedStyle(each).backgroundColor") == colour


def test_a_help_lists_the_keys_and_can_switch_them_off(site: Project, visit: Open) -> None:
    page = visit(site.root)
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("next visual").is_visible()
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").is_hidden()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") != "search"

    def is_silent() -> bool:
        page.keyboard.press("?")
        return bool(page.get_by_role("dialog").is_hidden())

    reload_until(page, is_silent)


def ground(page: Any) -> int:
    """How light the page is, 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return int(re.findall(r"\d+", colour)[0])


def test_the_theme_follows_the_system_until_it_is_chosen(site: Project, visit: Open) -> None:
    page = visit(site.root)
    assert ground(page) > 200
    page.emulate_media(color_scheme="dark")
    assert ground(page) < 50
    page.keyboard.press("t")
    assert page.get_by_role("button", name="Theme: light").is_visible()
    assert ground(page) > 200
    reload_until(page, lambda: ground(page) > 200)
    page.get_by_role("button", name="Theme: light").click()
    page.emulate_media(color_scheme="light")
    assert ground(page) < 50
    page.emulate_media(media="print")
    assert ground(page) > 200


def test_what_changed_since_it_was_marked_as_seen(site: Project, visit: Open) -> None:
    page = visit(site.root)
    page.get_by_label("Changed").check()
    assert ids(page) == []
    key = next(
        key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("visuals seen")
    )
    change = (
        f"() => {{ const key = {key!r}, seen = JSON.parse(localStorage[key]);"
        " delete seen['hand-1']; seen['chart-1'] = 'another';"
        " localStorage[key] = JSON.stringify(seen); }"
    )
    reload_until(page, lambda: ids(page) == ["hand-1", "chart-1"], change)
    page.get_by_role("button", name="Mark all as seen").click()
    assert ids(page) == []
    reload_until(page, lambda: ids(page) == [])


def test_it_fits_a_phone(site: Project, visit: Open) -> None:
    for end in ("", "#graph-1", "#broken-2"):
        page = visit(site.root, end, viewport=PHONE, has_touch=True, is_mobile=True)
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page = visit(site.root, end, viewport={"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page = visit(site.root, viewport=PHONE)
    assert page.get_by_label("Kind").is_hidden()
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Kind").select_option("svg")
    assert ids(page) == ["hand-1"]
    page.set_viewport_size({"width": 844, "height": 390})
    page.get_by_role("button", name="Show all").click()
    page.mouse.wheel(0, 300)
    until(page, "document.querySelector('.filters').getBoundingClientRect().bottom < 0")

"""The page of `doit review`, as a reviewer uses it: planted changes are found, and nothing runs."""

from __future__ import annotations

import io
import re
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipeline.compare.change import Change, Review, Side
from pipeline.compare.comparison import Comparison, Said, Words
from pipeline.model import Finding
from pipeline.pages.review import review_page
from tests.conftest import Project, new_project
from tests.pages.conftest import PHONE, WIDE, Open, reload_until, until
from tests.pages.made import svg
from tests.pages.test_access import violations

CHART = (
    "import os\nimport matplotlib.pyplot as plt\n"
    "plt.plot([1, 2, 3], label='reads')\nplt.plot([3, 1, 2], '--', label='writes')\n"
    "plt.legend(loc='upper left')\n"
    'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
)
ONE_SERIES = re.sub("plt.plot.*writes'\\)\n", "", CHART)
NODES = 'digraph { a [label="cart"]; b [label="shop"]; c [label="bank"]; a -> b -> c; }\n'
EDGE = 'digraph { a [label="first"]; b [label="second"]; a -> b [label="12 ms"]; }\n'
BOXES = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="200" viewBox="0 0 680 200">\n'
    '<rect x="10" y="10" width="300" height="120" fill="#cfe2f3" stroke="#333"/>\n'
    '<text x="20" y="45" font-size="16" fill="#333">a label</text>\n'
    '<text x="20" y="95" font-size="16" fill="#333">the limit</text>\n</svg>\n'
)
HOSTILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" onload="parent.ran = 1">'
    "<script>parent.ran = 1; top.ran = 1</script><text y='20'>&lt;/script&gt;&lt;b&gt;</text>"
    '<image href="https://elsewhere.invalid/x.png" onerror="top.ran = 1"/></svg>'
)

MADE = {
    "series-1": ("matplotlib", CHART, ONE_SERIES),
    "legend-1": ("matplotlib", CHART, CHART.replace("upper left", "lower right")),
    "nodes-1": ("dot", NODES, NODES.replace('c [label="bank"];', "").replace(" -> c", "")),
    "number-1": ("dot", EDGE, EDGE.replace("12 ms", "14 ms")),
    "label-1": ("svg", BOXES, BOXES.replace(">the limit<", "><")),
    "colour-1": ("svg", BOXES, BOXES.replace("#cfe2f3", "#d4edda")),
    "quiet-1": ("svg", BOXES, BOXES),
    "same-1": ("svg", BOXES, BOXES),
    "broken-1": ("dot", EDGE, "digraph { a -> -> b }"),
    "gone-1": ("dot", EDGE, ""),
    "hostile-1": ("svg", BOXES, BOXES),
}
"""Each with its kind, its source when it was published, and its source now."""
PICTURES = 17
"""How many pictures the page shows: two of each that changed, one of each other."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose visuals have changed since they were published; the page is written."""
    project = new_project(tmp_path_factory.mktemp("review"))
    project.configure('published = "site"')
    sources = {name: project.add(name, kind, was) for name, (kind, was, _) in MADE.items()}
    nodes = sources["nodes-1"]
    nodes.write_text(nodes.read_text().replace("What nodes-1 shows", "The three nodes of an order"))
    assert project.doit().counts == (len(MADE), 0, 0)
    shutil.copytree(project.path("build/svg"), project.path("site"))
    for name, (kind, _, now) in MADE.items():
        ending = {"matplotlib": ".py", "dot": ".dot", "svg": ".svg"}[kind]
        sources[name].with_suffix(ending).write_text(now)
    sources["gone-1"].unlink()
    project.add("new-1", "dot")
    with project.path("site/cloud/quiet-1.svg").open("a") as copy:
        copy.write("<!-- by an old script -->\n")
    project.path("site/cloud/hostile-1.svg").write_text(HOSTILE)
    run = project.doit("review")
    assert run.code == 0, run.output
    assert run.output.splitlines()[-1] == (
        "1 new · 7 changed · 1 gone · 1 failed · 1 changed in no pixel and no word · "
        "build/review.html"
    )
    return project


def opened(visit: Open, site: Project, end: str = "", **how: Any) -> Any:
    return visit(site.root, end, file="review.html", **how)


def facts(page: Any, name: str) -> list[str]:
    found = page.locator(f"[data-id={name}] .body > .facts li").all_inner_texts()
    return [text.removesuffix(" show") for text in found]


def ids(page: Any) -> list[str]:
    found = page.locator(".change").evaluate_all("all => all.map(each => each.dataset.id)")
    return [str(each) for each in found]


def done(page: Any) -> str:
    return str(page.locator("[id='review:done']").inner_text())


def at(page: Any) -> str:
    """The visual that the reader is at."""
    return str(page.evaluate("document.activeElement.closest('.change').dataset.id"))


def test_each_planted_change_is_seen_at_once(site: Project, visit: Open) -> None:
    page = opened(visit, site)
    assert "Lost label writes" in facts(page, "series-1")
    assert any(re.match(r"Lost: 2 lines in #\w+, all that there were", each)
               for each in facts(page, "series-1"))  # fmt: skip
    assert facts(page, "label-1")[0] == "Lost label the limit"
    assert facts(page, "number-1") == ["12 → 14 in 12 14 ms"]
    (moved,) = facts(page, "legend-1")
    assert re.fullmatch(r"Moved \d+ px right and \d+ px down: “reads”, “writes”", moved)
    assert facts(page, "nodes-1")[0] == (
        "The caption says three. There were 3 labels; now there are 2."
    )
    assert facts(page, "colour-1") == ["1 shape: #cfe2f3 → #d4edda"]
    for name in ("nodes-1", "new-1", "gone-1"):
        texts = page.locator(f"[data-id={name}] .texts dd").all_inner_texts()
        assert texts[1] == f"A drawing made for {name}, with labels, boxes and lines between them."


def test_what_may_be_lost_comes_first_however_few_pixels_it_takes(
    site: Project, visit: Open
) -> None:
    page = opened(visit, site)
    order = ids(page)
    assert order[0] == "broken-1"
    assert {*order[1:5]} == {"hostile-1", "label-1", "nodes-1", "series-1"}
    assert {*order[5:7]} == {"number-1", "legend-1"}
    assert order[7:] == ["colour-1", "new-1", "gone-1"]
    shares = dict(zip(order, page.locator(".change .about").all_inner_texts(), strict=True))
    assert "% of pixels" in shares["colour-1"]
    assert page.locator("[id='review:counts']").inner_text() == (
        "1 failed · 7 changed · 1 new · 1 gone · 1 unchanged"
    )


def test_failed_new_gone_and_quiet_ones_say_why(site: Project, visit: Open) -> None:
    page = opened(visit, site, "#broken-1")
    assert facts(page, "broken-1")[0].startswith("R001 syntax error in line 1")
    for name, sides in (("broken-1", ["before"]), ("new-1", ["after"]), ("gone-1", ["before"])):
        page.locator(f"[data-id={name}]").scroll_into_view_if_needed()
        page.wait_for_selector(f"[data-id={name}] .stage img")
        shown = page.locator(f"[data-id={name}] .stage img").evaluate_all(
            "all => all.map(each => each.className)"
        )
        assert shown == sides, name
    assert facts(page, "gone-1") == ["No question names it."]
    summary = page.locator("[id='review:quiet'] summary")
    assert summary.inner_text() == "1 visual changed in no pixel and no word"
    summary.click()
    assert "quiet-1" in page.locator("[id='review:quiet']").inner_text()


def test_the_modes_show_one_pair_in_four_ways(site: Project, visit: Open) -> None:
    page = opened(visit, site, "#label-1")
    change = page.locator("[data-id=label-1]")
    assert change.locator("figcaption").all_inner_texts() == ["Before", "After"]
    assert change.locator("figure.before .mark").count() == 1
    page.keyboard.press("m")
    assert change.locator(".mark").first.is_hidden()
    page.keyboard.press("2")
    change.locator(".slider").fill("100")
    assert change.locator(".layer.after").evaluate("each => getComputedStyle(each).clipPath") == (
        "inset(0px 0px 0px 100%)"
    )
    page.keyboard.press("4")
    assert "% of pixels differ, in 1 region" in change.locator(".stage > .hint").inner_text()
    frame = change.locator(".frame")
    pixels = np.asarray(Image.open(io.BytesIO(frame.screenshot())).convert("L"))[2:-2, 2:-2]
    inked = np.argwhere(pixels < 128)
    assert pixels.max() == 255
    assert len(inked) > 50, "the lost label is there"
    top, bottom = inked[:, 0].min(), inked[:, 0].max()
    assert 75 < top < bottom < 105, "and nothing else is"


@pytest.mark.parametrize(("name", "is_told"), [("label-1", False), ("nodes-1", True)])
def test_a_size_is_told_only_when_it_changed(
    site: Project, visit: Open, name: str, is_told: bool
) -> None:
    page = opened(visit, site, f"#{name}")
    page.keyboard.press("4")
    said = page.locator(f"[data-id={name}] .stage > .hint").inner_text()
    assert bool(re.search(r"; the size was \d+ × \d+ px and is \d+ × \d+ px\.$", said)) == is_told


def test_blinking_turns_by_itself_or_by_hand(site: Project, visit: Open) -> None:
    page = opened(visit, site, "#label-1")
    page.keyboard.press("3")
    after, before = (
        f"getComputedStyle(document.querySelector('[data-id=label-1] .layer.{side}')).visibility"
        for side in ("after", "before")
    )
    until(page, "document.querySelector('[data-id=label-1] .layer')")
    until(page, f"{after} === 'hidden' && {before} === 'visible'")
    until(page, f"{before} === 'hidden' && {after} === 'visible'")
    page.keyboard.press("b")
    assert page.get_by_role("button", name="Go on").is_visible()
    assert page.evaluate(after) == "hidden"
    still = opened(visit, site, "#label-1", reduced_motion="reduce")
    still.keyboard.press("3")
    assert still.get_by_role("button", name="Go on").is_visible()


def test_a_lost_label_is_shown_where_it_was(site: Project, visit: Open) -> None:
    page = opened(visit, site, "#label-1")
    change = page.locator("[data-id=label-1]")
    page.wait_for_selector("[data-id=label-1] img")
    change.get_by_role("button", name="show").first.click()
    spot, image = (change.locator(f"figure.before {part}").bounding_box() for part in
                   (".spot", "img"))  # fmt: skip
    scale = image["width"] / 680
    assert spot["y"] - image["y"] < 90 * scale < spot["y"] - image["y"] + spot["height"]
    change.get_by_role("button", name="show").first.click()
    assert change.locator(".spot").count() == 0


def test_the_keyboard_does_it_all_and_ticks_stay(site: Project, visit: Open) -> None:
    page = opened(visit, site)
    order = ids(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert at(page) == order[0]
    page.keyboard.press("x")
    assert (at(page), done(page)) == (order[1], "1 of 10")
    page.keyboard.press("x")
    reload_until(page, lambda: done(page) == "2 of 10")
    first = page.locator(f"[data-id={order[0]}]")
    assert first.locator(".body").is_hidden()
    first.get_by_label("Reviewed").uncheck()
    assert done(page) == "1 of 10"
    assert first.locator(".body").is_visible()
    for _ in range(9):
        page.keyboard.press("x")
    assert done(page) == "10 of 10"
    assert "Press s" in page.locator("[id='review:said']").inner_text()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("tick it").is_visible()


def test_two_tabs_keep_the_ticks_of_both(site: Project, visit: Open) -> None:
    page = opened(visit, site)
    other = page.context.new_page()
    other.goto(page.url)
    page.keyboard.press("x")
    until(other, "document.getElementById('review:done').textContent === '1 of 10'")
    for key in "jjx":
        other.keyboard.press(key)
    until(page, "document.getElementById('review:done').textContent === '2 of 10'")
    reload_until(other, lambda: done(other) == "2 of 10")


def test_a_later_change_is_unticked(tmp_path: Path, visit: Open) -> None:
    def written(*later: str) -> None:
        write_page(tmp_path, *(changed(name, name in later) for name in ("x", "y")))

    written()
    page = visit(tmp_path, file="review.html")
    page.keyboard.press("x")
    page.keyboard.press("x")
    assert done(page) == "2 of 2"
    written("y")
    reload_until(page, lambda: done(page) == "1 of 2")
    assert page.locator("[data-id=y]").get_by_label("Reviewed").is_checked() is False


def test_what_is_lost_stands_before_findings_and_those_of_a_code_in_one_line(
    tmp_path: Path, visit: Open
) -> None:
    off = [Finding("L004", "warning", "a.py", f"{name} is off the palette") for name in "abcd"]
    dim, wide = (
        off[0]._replace(code="A002", message="dim"),
        off[0]._replace(code="L001", message="wide"),
    )
    change = changed("x", False)._replace(
        group="changed", comparison=Comparison(words=Words(lost=(Said("reads", (0, 0, 9, 9)),))),
        new=(*off[:2], dim), mended=(*off[2:], wide),
    )  # fmt: skip
    write_page(tmp_path, change)
    assert facts(visit(tmp_path, file="review.html"), "x") == [
        "Lost label reads",
        "A002 dim",
        "L004, in place of 2 others: a is off the palette; b is off the palette",
        "no longer: L001 wide",
    ]


def test_of_a_visual_that_was_never_drawn_no_text_is_said_to_be_missing(
    tmp_path: Path, visit: Open
) -> None:
    wrong = Finding("R001", "error", "x.py", "it ended")
    change = Change("failed", "x", "cloud", "dot", "draft", None, None, new=(wrong,))
    write_page(tmp_path, change)
    body = visit(tmp_path, file="review.html").locator("[data-id=x] .body")
    assert body.inner_text().strip() == "R001 it ended"


def test_a_long_finding_is_whole_in_its_place_and_short_in_lists(
    tmp_path: Path, visit: Open
) -> None:
    wrong = Finding("R001", "error", "x.py", "no such name " * 200, "", "x")
    write_page(tmp_path, Change("failed", "x", "cloud", "dot", "draft", None, None, new=(wrong,)))
    page = visit(tmp_path, file="review.html")
    assert page.locator("[data-id=x] .body").inner_text().count("no such name") == 200
    page.keyboard.press("o")
    assert len(page.locator("[id='review:list'] li").inner_text()) < 230
    page.keyboard.press("s")
    assert page.get_by_label("For a pull request").input_value().endswith("…`\n")


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (0, []),
        (1, ["1 hand-made visual of the unchanged has no earlier copy: the published file is the"
            " source itself. doit review --base REF compares it."]),
        (2, ["2 hand-made visuals of the unchanged have no earlier copy: the published file is the"
            " source itself. doit review --base REF compares them."]),
    ],
)  # fmt: skip
def test_hand_made_ones_that_have_no_earlier_copy_are_counted(
    tmp_path: Path, visit: Open, many: int, said: list[str]
) -> None:
    write_page(tmp_path, uncompared=many)
    notes = visit(tmp_path, file="review.html").locator("[id='review:notes'] p").all_inner_texts()
    assert notes == ["Compared with HEAD.", *said, "There is nothing to look at."]


def write_page(root: Path, *changes: Change, uncompared: int = 0) -> None:
    path = root / "build/review.html"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(review_page(Review("HEAD", changes, 9, uncompared)))


def changed(name: str, is_later: bool) -> Change:
    """A visual that is new, and one that is another for its alt alone."""
    side = Side(svg(name).encode(), "Two boxes" if is_later else "Boxes", name, f"{name}.dot")
    return Change("new", name, "cloud", "dot", "draft", None, side)


def test_the_page_does_not_move_when_pictures_come(site: Project, visit: Open) -> None:
    """Else what is pressed is not what lies there when the button of the mouse goes up."""
    page = opened(visit, site)
    for mode in "123":
        page.keyboard.press(mode)
        heights = "[...document.querySelectorAll('.change')].map(each => each.offsetHeight)"
        before = page.evaluate(heights)
        seen = page.locator(".stage img").count()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        until(page, f"document.querySelectorAll('.stage img').length === {PICTURES}")
        assert seen < PICTURES
        assert page.evaluate(heights) == before, mode


def test_the_summary_and_the_command_say_what_is_ticked(site: Project, visit: Open) -> None:
    page = opened(visit, site)
    for name in ("number-1", "gone-1"):
        page.locator(f"[data-id={name}]").get_by_label("Reviewed").check()
    page.locator("[id='review:quiet'] summary").click()
    page.get_by_label("Record these").check()
    page.keyboard.press("s")
    text = page.get_by_label("For a pull request").input_value()
    assert "2 of 10 reviewed" in text
    assert re.search(r"^- \[x\] `number-1` changed, [\d.]+ % of pixels: `12 → 14`$", text, re.M)
    assert re.search(r"^- \[ \] `label-1` changed, .*: `lost: “the limit”`$", text, re.M)
    name = page.get_by_label("Your name")
    name.fill('Ann "$(id)" Lee')
    command = page.get_by_label("The command").input_value()
    assert re.fullmatch(
        r'doit approve number-1@[0-9a-f]{12} quiet-1@[0-9a-f]{12} --by "Ann \(id\) Lee"', command
    )
    page.get_by_role("button", name="Copy the command").click()
    copied = page.get_by_role("button", name="Copied")
    copied.wait_for()
    name.fill("Ann Lee")
    assert copied.count() == 0
    page.get_by_role("button", name="Copy the command").click()
    copied.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    assert copied.count() == 0


def test_a_summary_of_hundreds_fits_into_a_comment(tmp_path: Path, visit: Open) -> None:
    one = changed("x", is_later=False)
    write_page(tmp_path, *(one._replace(id=f"{'c' * 140}-{number}") for number in range(500)))
    page = visit(tmp_path, file="review.html")
    page.keyboard.press("s")
    text = page.get_by_label("For a pull request").input_value()
    assert 55_000 < len(text) < 65_536
    listed = len(re.findall(r"^- \[ \]", text, re.M))
    assert text.endswith(f"\n\n{500 - listed} more changes.\n")


def test_no_command_is_longer_than_a_shell_takes(tmp_path: Path, visit: Open) -> None:
    one = changed("x", is_later=False)
    write_page(tmp_path, *(one._replace(id=f"cloud-{n}", reviewed="a" * 64) for n in range(500)))
    page = visit(tmp_path, file="review.html")
    page.get_by_label("Reviewed").evaluate_all("all => all.forEach(each => each.click())")
    page.keyboard.press("s")
    commands = page.get_by_label("The command").input_value().splitlines()
    assert len(commands) == 2
    assert max(map(len, commands)) < 8191
    words = [word for each in commands for word in each.split()[2:-2]]
    assert len(set(words)) == len(words) == 500
    assert all(each.startswith("doit approve ") and " --by " in each for each in commands)


def test_where_a_browser_lets_no_page_copy_it_says_so(site: Project, visit: Open) -> None:
    page = opened(visit, site)
    page.evaluate(
        "() => { navigator.clipboard.writeText = async () => { throw new Error(); };"
        " document.execCommand = () => false; }"
    )
    page.keyboard.press("s")
    page.get_by_role("button", name="Copy the summary").click()
    page.get_by_role("button", name="copy it by hand").wait_for()
    assert page.evaluate("getSelection().toString()").startswith("### Visuals")


def test_where_a_browser_keeps_no_ticks_it_says_so(site: Project, visit: Open) -> None:
    page = opened(visit, site)
    note = page.get_by_text("This browser keeps no ticks")
    assert note.count() == 0
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.reload()
    assert note.is_visible()


def test_a_change_opens_in_another_tab(site: Project, visit: Open) -> None:
    page = opened(visit, site)
    link = page.locator("[data-id=label-1] h3 a")
    link.click()
    assert at(page) == "label-1"
    with page.context.expect_page() as other:
        link.click(modifiers=["ControlOrMeta"])
    assert other.value.url.endswith("review.html#label-1")


def test_a_link_to_what_has_not_changed_is_answered(site: Project, visit: Open) -> None:
    page = opened(visit, site, "#same-1")
    said = page.get_by_text("There is no change of same-1 to look at.")
    assert said.is_visible()
    page.keyboard.press("j")
    assert said.is_hidden()
    page.evaluate("location.hash = 'review:changes'")
    page.wait_for_timeout(50)
    assert said.is_hidden()


def test_marks_and_colours_are_seen_in_forced_colours(site: Project, visit: Open) -> None:
    page = opened(visit, site, "#colour-1", forced_colors="active")
    page.wait_for_selector("[data-id=colour-1] .mark")
    seen = "(each, name) => getComputedStyle(each)[name]"
    mark, spot = (page.locator(f"[data-id=colour-1] {each}").first for each in (".mark", ".swatch"))
    assert mark.evaluate(seen, "borderTopColor") == "rgb(214, 51, 108)"
    assert spot.evaluate(seen, "backgroundColor") == "rgb(207, 226, 243)"


def test_nothing_of_a_hostile_copy_runs(site: Project, visit: Open) -> None:
    """It is an image; anything asked for from elsewhere, or said on the console, fails here."""
    page = opened(visit, site, "#hostile-1")
    page.wait_for_selector("[data-id=hostile-1] img")
    for key in ("2", "3", "4", "1"):
        page.keyboard.press(key)
        page.wait_for_selector("[data-id=hostile-1] .stage[data-mode] img.before")
    page.wait_for_function("document.querySelector('[data-id=hostile-1] img.before').complete")
    assert page.evaluate("window.ran") is None
    assert page.locator("main svg, main script").count() == 0
    note = page.locator("[data-id=hostile-1] .before .hint").inner_text()
    assert "A build would refuse this copy: S001" in note
    assert "Lost label </script><b>" in facts(page, "hostile-1")


CHANGING = ("[id='review:bar']", "[data-id=label-1]")
"""What a mode changes: all else was looked at in another."""


def test_axe_finds_nothing(site: Project, visit: Open) -> None:
    """In all modes, in both themes, wide and on a phone; no word is wider than the page."""
    page = opened(visit, site, bypass_csp=True)
    page.keyboard.press("o")
    page.wait_for_selector(".stage img")
    for mode, (theme, window) in zip(
        "1234", product(("light", "dark"), (WIDE, PHONE)), strict=True
    ):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(window)
        page.keyboard.press(mode)
        page.wait_for_selector(".stage[data-mode] img")
        assert violations(page, () if mode in "14" else CHANGING) == [], (mode, theme, window)
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]
    for button, dialog in (("finish", ".summary[open]"), ("keys", ".help[open]")):
        page.locator(f"[id='review:{button}']").dispatch_event("click")
        page.wait_for_selector(dialog)
        assert violations(page, (dialog,)) == [], dialog
        page.keyboard.press("Escape")
        page.wait_for_selector(dialog, state="detached")


def test_the_page_names_no_other_file_and_no_path_of_the_machine(site: Project) -> None:
    text = Path(site.path("build/review.html")).read_text()
    assert str(site.root) not in text
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", text.partition("<script>")[0])

"""Texts of others: each is shown as it is, and none is ever run or parsed."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Finding
from pipeline.pages import gallery, row, state
from pipeline.plan import Plan
from tests.pages.conftest import Open, written
from tests.pages.made import build, fail, rows_of, svg, visual

HOSTILE = (
    "</script><script>window.ran = 1</script>",
    "<!--<script>window.ran = 1//",
    "]]><img src=x onerror='window.ran = 1'>",
    "\u2028window.ran = 1\u2029",
    "' \" ` ${window.ran = 1} {{ 7 * 7 }} @data@ \\u003cb>",
    "\x00\x07 \ud83d half of a letter",
    "javascript:window.ran=1",
)
TEXT = " ".join(HOSTILE)
SHOWN = TEXT.encode(errors="replace").decode()


def finding(severity: str) -> Finding:
    file = f"questions/edge/{HOSTILE[0].replace('/', '-')}.py"
    return Finding("R001", severity, file, TEXT, TEXT, "x", 1, 10**9)  # type: ignore[arg-type]


def made(plan: Plan) -> bytearray:
    texts = {"alt": TEXT, "caption": TEXT, "topic": TEXT}
    good, bad = visual(0, **texts), visual(1, **texts)
    source = SHOWN.replace("\x00", "")
    escaped = svg("&lt;/script&gt;&lt;script&gt;window.ran = 1&lt;/script&gt; <tspan>bold</tspan>")
    built = build(plan, good, escaped, source, (finding("warning"),), TEXT)
    failed = fail(plan, bad, (finding("error"),), source=source, output=TEXT, good=escaped)
    return gallery(plan, 2, [built], [failed]).content


def test_nothing_ends_the_script_element_that_holds_the_data(plan: Plan) -> None:
    page = made(plan).decode()
    assert page.count("<script") == page.count("</script") == 3
    assert "<!--" not in page
    assert not {"\u2028", "\u2029", "\x00"} & {*page}
    rows = rows_of(page)
    assert rows["cloud-0"]["caption"] == SHOWN
    assert rows["cloud-0"]["details"]["output"] == SHOWN
    assert rows["cloud-0"]["text"].endswith("bold")


def test_it_is_all_shown_as_text(plan: Plan, visit: Open) -> None:
    written(made(plan))
    page = visit(Path.cwd())
    assert page.locator(".card h3").count() == 2
    for words in ("<script>window.ran", "onerror='window.ran", "{{ 7 * 7 }}"):
        page.get_by_role("searchbox").fill(words)
        assert page.locator(".card h3").count() == 2
    for name in ("cloud-0", "edge-1"):
        page.goto(f"{page.url.partition('#')[0]}#{name}")
        page.wait_for_selector(".facts")
        for part in ("h2", ".alt", ".topic", "figcaption", ".message", ".hint", ".output"):
            shown = page.locator(f".view {part}").last.text_content()
            assert HOSTILE[0] in shown
            assert "{{ 7 * 7 }}" in shown
        assert HOSTILE[1] in page.locator(".source").text_content()
    assert page.evaluate("window.ran") is None
    assert page.locator("main script, main img[onerror], main iframe").count() == 0


def test_what_comes_later_is_shown_as_text_too(plan: Plan, visit: Open) -> None:
    written(gallery(plan, 0, [], []).content)
    page = visit(Path.cwd())
    failed = fail(plan, visual(1, status="published", caption=TEXT), (finding("error"),))
    top = {**state(1, 0, [failed]), "absent": [HOSTILE[0]]}
    change = {"rows": [row(plan, failed)], "page": top}
    page.evaluate("change => gallery.apply(change)", change)
    page.evaluate("text => gallery.say(text)", HOSTILE[2])
    assert HOSTILE[0] in page.locator(".note").inner_text()
    assert HOSTILE[2] in page.locator("[id='gallery:said']").inner_text()
    assert page.evaluate("window.ran") is None


def test_no_script_but_its_own_runs(plan: Plan, visit: Open) -> None:
    """The last line of defence: the browser itself refuses."""
    written(gallery(plan, 0, [], []).content)
    page = visit(Path.cwd(), is_silent=False)
    refused = page.evaluate(
        """() => new Promise(done => {
          addEventListener("securitypolicyviolation", event => done(event.effectiveDirective));
          document.body.insertAdjacentHTML("beforeend", "<img src=data: onerror='window.ran = 1'>");
          const script = document.createElement("script");
          script.textContent = "window.ran = 1";
          document.body.append(script);
        })"""
    )
    assert refused.startswith("script-src")
    assert page.evaluate("window.ran") is None

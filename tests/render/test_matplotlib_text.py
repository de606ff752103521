"""Text in scripts: its spaces, columns, letters that the house font lacks, formulas."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from pipeline.worker.pool import Workers
from tests.render.scripts import SAVE, START, drawn, normal, run, svg, texts

LISTING = "for r in ring:\n    send(r)       # right\n    if last:\n        wait()"
TABLE = "step   time\n1      70 ms\n2     140 ms"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty project, which is the working directory."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "call",
    [
        "ax.text(.1, .5, {!r})",
        "ax.text(.1, .5, {!r}, rotation=30, ha='right')",
        "ax.text(.1, .5, 'first\\n' + {!r}, ha='center')",
        "ax.set_title({!r})",
        "ax.annotate({!r}, (.5, .5), (.2, .2), arrowprops={{'arrowstyle': '->'}})",
        "ax.set_xticks([0], [{!r}])",
        "ax.plot([1], label={!r}); ax.legend()",
        "ax.table([[{!r}]], loc='center')",
        "ax.text(.1, .5, {!r}, family='monospace')",
    ],
)
@pytest.mark.parametrize("label", ["  lead", "trail  ", "a   b", "nbsp\u00a0\u00a0x", "a  b    c"])
def test_spaces_are_kept(workers: Workers, call: str, label: str) -> None:
    """In the raw SVG and in the normal form, wherever a text stands."""
    raw = drawn(workers, f"fig, ax = plt.subplots()\n{call.format(label)}")
    built = normal(raw).svg
    assert built is not None
    for text in (raw, built.decode()):
        assert label in texts(text)
        found = next(
            e for e in etree.fromstring(text.encode()).iter("{*}text") if label in shown(e)
        )
        is_idle = "\u00a0" in label
        assert (found.get("{http://www.w3.org/XML/1998/namespace}space") is None) == is_idle


def shown(element: etree._Element) -> str:
    """The characters of an element."""
    return "".join(map(str, element.itertext()))


def test_a_usual_label_asks_for_nothing(workers: Workers) -> None:
    """Most labels have one space between words."""
    assert "xml:space" not in drawn(workers, "plt.title('one label of words')")


def columns(raw: str, word: str) -> list[float]:
    """Where each run starts whose text begins with a word, in pt."""
    return [float(x) for x in re.findall(rf'<tspan x="([\d.]+)[^>]*>{word}', raw)]


def test_columns_of_a_listing_stand_under_one_another(workers: Workers) -> None:
    """In monospaced text, whose cells the proportional house font has not."""
    raw = drawn(workers, f"plt.text(.1, .5, {TABLE!r}, family='monospace', size=12)")
    start = float(re.findall(r'<text [^>]*x="([\d.]+)"[^>]*>', raw.partition("step")[0])[-1])
    assert columns(raw, "time") == columns(raw, "70 ms") == [pytest.approx(start + 7 * 7.2)]
    assert columns(raw, "140 ms") == [pytest.approx(start + 6 * 7.2)]
    assert texts(raw) == TABLE.split("\n")


def test_a_listing_is_as_wide_as_in_monospaced_letters(workers: Workers) -> None:
    """Its sheet holds it, whatever its lines hold, and its text stays in one piece a line."""
    raw = drawn(
        workers,
        f"plt.text(.1, .5, {LISTING!r}, family='monospace', bbox={{'facecolor': '#cfe2f3'}})",
    )
    assert texts(raw) == LISTING.split("\n")
    assert normal(raw).findings == ()


def test_rules_and_bars_stand_in_columns(workers: Workers) -> None:
    """A table drawn with signs: each bar is under the ends of the rule above it."""
    table = "+----+---+\n| ab | c |\n+----+---+"
    raw = drawn(workers, f"plt.text(.1, .5, {table!r}, family='monospace', size=10)")
    rule = re.search(r'<tspan x="([\d. ]+)">\+----', raw)
    assert rule
    places = [float(x) for x in rule[1].split()]
    assert columns(raw, r"\|") == pytest.approx([places[0], places[5], places[9]])


def test_a_run_wider_than_its_columns_moves_the_next(workers: Workers) -> None:
    """Nothing is painted over."""
    raw = drawn(workers, "plt.text(.1, .5, 'WWWWWWWW  x', family='monospace', size=10)")
    assert columns(raw, "x")[0] > columns(raw, "WWWW")[0] + 8 * 9.4


def test_a_tab_leads_to_the_next_stop(workers: Workers) -> None:
    """Matplotlib itself draws a box for it, and warns."""
    raw = drawn(workers, "plt.text(.1, .5, 'a\\tb\\nabc\\tb', size=10)")
    assert len(set(columns(raw, "b"))) == 1
    assert texts(raw) == ["a       b", "abc     b"]


def anchors(raw: str) -> dict[str, str]:
    """How each text is anchored."""
    found = re.findall(r'<text style="([^"]*)"[^>]*>([^<]+)<', raw)
    return {text: re.findall(r"text-anchor: (\w+)", style)[0] for style, text in found}


def test_each_line_is_anchored_where_it_is_aligned(workers: Workers) -> None:
    """So that a font of another width leaves it there."""
    raw = drawn(
        workers,
        "plt.text(.5, .5, 'one line', ha='right')\n"
        "plt.text(.5, .5, 'two\\nlines', ha='left', multialignment='center')\n"
        "plt.text(.5, .5, 'turned', ha='right', rotation=45)",
    )
    found = anchors(raw)
    assert [found[text] for text in ("one line", "two", "lines", "turned")] == [
        "end", "middle", "middle", "end",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label", ["שלום עולם", "مرحبا بالعالم", "延迟 分布", "नमस्ते दुनिया", "go 🚀 now", "mix שלום abc"]
)
def test_letters_of_any_script_stay_one_text(workers: Workers, label: str) -> None:
    """In logical order, without a warning of matplotlib's, also in a box and beside formulas."""
    raw = drawn(
        workers, f"plt.text(.5, .5, {label!r}, bbox={{}})\nplt.title({f'{label} $x^2$ {label}'!r})"
    )
    assert label in texts(raw)
    formula = next(text for text in texts(raw) if text != label).replace("\u00a0", " ")
    assert formula == f"{label} x2 {label}"


def test_a_box_holds_letters_that_the_house_font_lacks(workers: Workers) -> None:
    """They count as wide as they will be, not as nothing."""
    width = "print(plt.gcf().canvas.get_renderer() and t.get_window_extent(r).width / 12)"
    script = (
        f"{START}from matplotlib.backends.backend_svg import RendererSVG\nimport io\n"
        "r = RendererSVG(500, 400, io.StringIO(), image_dpi=72)\nplt.figure(dpi=72)\n"
        f"for s in ('延迟', '✓', 'é'):\n    t = plt.text(0, 0, s, size=12)\n    {width}\n"
    )
    cjk, mark, letter = map(float, run(workers, script).output.split())
    assert cjk == pytest.approx(2, abs=0.01)
    assert mark == pytest.approx(0.838, abs=0.01)
    assert letter == pytest.approx(0.556, abs=0.05)


def test_formulas_are_written_in_the_order_of_reading(workers: Workers) -> None:
    """A fraction's bar is where matplotlib draws it: between what is over and under it."""
    raw = drawn(workers, r"plt.text(.1, .5, r'$T=\frac{2(N-1)}{N}$', size=30)")
    assert "T=2(N−1)N" in texts(raw)
    bar = re.search(r'<rect x="[\d.]+" y="(-?[\d.]+)" width="[\d.]+" height="([\d.]+)"', raw)
    places = re.findall(r'y="(-?[\d.]+)" style="[^"]*">(\S)</tspan>', raw)
    over, under = (next(float(y) for y, s in places[n:] if s == "N") for n in (0, 6))
    assert bar
    assert over < float(bar[1]) < float(bar[1]) + float(bar[2]) < under - 30 * 0.7 * 0.6


def test_what_xml_cannot_hold_is_shown_as_unknown(workers: Workers) -> None:
    """A bell in a label, from "\\a" in a string that is not raw."""
    rendered = run(workers, f"{START}plt.title('bell \\alpha')\n{SAVE}")
    assert "bell \ufffdlpha" in texts(svg(rendered))

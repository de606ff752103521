"""What is said of two pictures: what is lost is told apart from what looks otherwise or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from pipeline.compare.comparison import Comparison, Count, Pair, Place, Recoloured
from pipeline.compare.pair import compare
from pipeline.compare.shapes import shapes


def chart(
    ticks: str = "0 10 20 30", bars: int = 4, fill: str = "#4a90c4", top: int = 0, wide: float = 1,
    legend: int = 400,
) -> bytes:  # fmt: skip
    """A chart with ticks, bars of one colour, and a legend at some place."""
    labels = "".join(
        f'<text x="{40 + 120 * wide * i}" y="{280 + top}" font-size="12">{tick}</text>'
        for i, tick in enumerate(ticks.split())
    )
    boxes = "".join(
        f'<rect x="{40 + 120 * wide * i}" y="{200 + top}" width="40" height="60" fill="{fill}"/>'
        for i in range(bars)
    )
    named = "".join(f'<text x="{legend}" y="{20 + 20 * i + top}" font-size="12">{name}</text>'
                    for i, name in enumerate(("reads", "writes")))  # fmt: skip
    size = f'viewBox="0 0 680 {300 + top}" width="680" height="{300 + top}"'
    return (f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Arial">'
            f"{labels}{boxes}{named}</svg>").encode()  # fmt: skip


def found(after: bytes, caption: str = "A chart", was: str | None = None) -> Comparison:
    return compare(Pair(chart(), after, "Bars", "Bars", was or caption, caption))


CASES: dict[str, tuple[bytes, int, Callable[[Comparison], bool]]] = {
    "nothing": (chart(), 3, lambda c: c.is_quiet),
    "a label is lost": (
        chart().replace(b">writes<", b"><"), 0,
        lambda c: [each.text for each in c.words.lost] == ["writes"],
    ),
    "a label is renamed": (
        chart().replace(b">writes<", b">written<"), 1,
        lambda c: not c.words.lost and len(c.words.edits) == 1,
    ),
    "a number": (chart("0 10 25 30"), 1, lambda c: c.words.edits[0].numbers == ("20 → 25",)),
    "other ticks": (chart("0 5 10 15 20 25 30"), 1, lambda c: not c.words.lost),
    "a bar is lost": (
        chart(bars=3), 1, lambda c: c.shapes.lost == (Count("shape", "#4a90c4", 4, 3),),
    ),
    "a bar is lost and all have another colour": (
        chart(bars=3, fill="#c87b2a"), 0,
        lambda c: (c.shapes.lost, c.shapes.new)
        == ((Count("shape", "#4a90c4", 4, 3, "#c87b2a"),), ()),
    ),
    "all bars are lost": (chart(bars=0), 0, lambda c: c.shapes.lost[0].after == 0),
    "another colour": (
        chart(fill="#c87b2a"), 3,
        lambda c: c.shapes.recoloured == (Recoloured("shape", "#4a90c4", "shape", "#c87b2a", 4),),
    ),
    "the legend": (
        chart(legend=200), 1,
        lambda c: [each[:3] for each in c.words.moves] == [(("reads", "writes"), -200, 0)],
    ),
    "a wider figure": (chart(wide=1.3, legend=512), 3, lambda c: not c.words.moves),
    "a higher canvas": (
        chart(top=60), 3,
        lambda c: c.difference is not None and c.difference.share == 0
        and c.difference.before == Place(0, 60, 680, 300),
    ),
    "what cannot be drawn": (b"<svg", 0, lambda c: c.difference is None and bool(c.unseen)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_has_changed(case: str) -> None:
    after, urgency, is_told = CASES[case]
    comparison = found(after)
    assert is_told(comparison), comparison
    assert comparison.urgency == urgency, comparison


def test_ticks_in_another_order_are_no_mirror_in_which_the_legend_moved() -> None:
    was, now = chart("0 10 20 30 40"), chart("40 30 20 10 0")
    made = compare(Pair(was, now, "Bars", "Bars", "A chart", "A chart"))
    assert {each.texts for each in made.words.moves} == {("0",), ("10",), ("30",), ("40",)}
    assert made.urgency == 2


def test_colours_are_paired_in_the_order_of_the_drawing() -> None:
    was, now = (Counter({("line", name): 2 for name in names}) for names in ("ba", "zxy"))
    found = shapes(was, now)
    assert [(each.before, each.after) for each in found.recoloured] == [("b", "z"), ("a", "x")]
    assert [each.colour for each in found.new] == ["y"]


@pytest.mark.parametrize(
    ("caption", "was", "after", "said"),
    [
        ("4 bars", None, chart(bars=3), "There were 4 shapes in #4a90c4; now there are 3."),
        ("Four bars, 4 bars", None, chart(bars=3, fill="#c87b2a"), "now there are 3 in #c87b2a."),
        ("four bars", None, chart(bars=3), "There were 4 shapes in #4a90c4; now there are 3."),
        ("Up to 30 GB", None, chart("0 10 20 35"), "says 30, which the drawing showed before"),
        ("The writes are slow", None, chart().replace(b">writes<", b"><"), "names “writes”"),
        ("8 bars", "4 bars", chart(), "has changed from 4 → 8, and the picture is the same."),
        ("See cloud-4, 4.5 and 40", None, chart(bars=3), None),
        ("4 bars", None, chart(fill="#c87b2a"), None),
        ("A wait of 4 ms, 4 GB/s, 4 %", None, chart(bars=3), None),
        ("Four ms for 4 tokens", None, chart(bars=3), "There were 4 shapes in #4a90c4"),
    ],
)
def test_what_a_caption_still_says(
    caption: str, was: str | None, after: bytes, said: str | None
) -> None:
    doubts = found(after, caption, was).doubts
    if said is None:
        assert doubts == ()
    else:
        assert len(doubts) == 1
        assert said in doubts[0]

"""What matplotlib's artists hold, caught when a script saves them: many ways to draw one thing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.facts import read
from pipeline.facts.figure import MOST_BYTES, figure_facts, packed, with_figure
from pipeline.facts.model import Axes, Axis, Box, Facts, Line
from pipeline.worker.pool import Workers
from tests.render.scripts import FOLDER, SAVE, START, drawn, run, svg

AXIS = Axis("", "", "linear", 0, 1)
METADATA = re.compile(r"<metadata>.*?</metadata>\n", re.DOTALL)
WITHOUT = (
    "from matplotlib.backends.backend_svg import FigureCanvasSVG as _Canvas\n"
    "_Canvas.print_svg = _Canvas.print_svg.__wrapped__\n"
)
"""Takes the capture away from a script."""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty project, which is the working directory."""
    (tmp_path / FOLDER).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)


def figure(workers: Workers, body: str) -> Axes:
    """The one set of axes that a script draws."""
    facts = read(drawn(workers, body).encode(), "matplotlib")
    assert not facts.reason
    (axes,) = facts.axes
    return axes


GANTTS = {
    "Rectangle": (
        "from matplotlib.patches import Rectangle\n"
        "def draw(row, start, length, fill):\n"
        "    ax.add_patch(Rectangle((start, row - 0.4), length, 0.8, facecolor=fill))\n"
    ),
    "barh": (
        "def draw(row, start, length, fill):\n"
        "    ax.barh(row, length, 0.8, left=start, color=fill)\n"
    ),
    "broken_barh": (
        "def draw(row, start, length, fill):\n"
        "    ax.broken_barh([(start, length)], (row - 0.4, 0.8), facecolors=fill)\n"
    ),
}
CHART = (
    "for row, start, length, fill, text in (\n"
    "    (0, 0, 3, '#cfe2f3', 'F0'), (0, 3, 2, '#f9d6d5', 'idle'),\n"
    "    (1, 1, 4, '#f9d6d5', 'idle × 4'),\n"
    "):\n"
    "    draw(row, start, length, fill)\n"
    "    ax.text(start + length / 2, row, text, ha='center', va='center')\n"
    "ax.set(xlim=(0, 5), ylim=(1.5, -0.5), xlabel='time (ms)')\n"
    "ax.set_yticks([0, 1], ['stage 0', 'stage 1'])\n"
)


@pytest.mark.parametrize("way", GANTTS)
def test_boxes_are_the_same_however_they_are_drawn(workers: Workers, way: str) -> None:
    boxes = figure(workers, f"fig, ax = plt.subplots()\n{GANTTS[way]}{CHART}").shapes
    assert [each._replace(x1=round(each.x1, 9)) for each in boxes] == [
        Box(0, -0.4, 3, 0.4, "#cfe2f3", ("F0",), "stage 0", "ms"),
        Box(3, -0.4, 5, 0.4, "#f9d6d5", ("idle",), "stage 0", "ms"),
        Box(1, 0.6, 5, 1.4, "#f9d6d5", ("idle × 4",), "stage 1", "ms"),
    ]


@pytest.mark.parametrize("is_filled", [False, True])
def test_a_box_plot_has_boxes(workers: Workers, is_filled: bool) -> None:
    body = f"plt.boxplot([[1, 2, 3, 4, 5], [2, 4, 6, 8, 10]], patch_artist={is_filled})"
    axes = figure(workers, body)
    assert [(box.x0, box.y0, box.y1) for box in axes.shapes] == [(0.925, 2, 4), (1.925, 4, 8)]
    assert {bool(box.fill) for box in axes.shapes} == {is_filled}
    assert not axes.lines


LINES = r"""
fig, ax = plt.subplots()
ax.plot([1, 2, 4], [10, 20, 40], label="M/M/1", color="#4a90c4")
ax.plot([1, 2, 4], [40, np.nan, 10], "--", color="#cc4444", label="_hidden")
ax.step([1, 2], [1, 2], where="post", label="steps")
ax.axhline(20, label="SLO 20 ms"); ax.axvline(2, ls=":"); ax.vlines(3, 0, 40, label="ridge")
ax.plot([2], [20], "o"); ax.scatter([1, 4], [10, 40], label="measured", color="#3d9e5a")
ax.errorbar([1, 2], [5, 6], yerr=1, label="bars"); ax.plot([0, 1], [0, 1], visible=False)
ax.set(xscale="log", xlim=(1, 8), xlabel=r"load $\rho$ [req/s]", ylabel="ms", title="a\nb")
"""


def test_lines(workers: Workers) -> None:
    axes = figure(workers, LINES)
    found = {line.label or line.colour: line for line in axes.lines}
    assert {name: line.form for name, line in found.items()} == {
        "M/M/1": "line", "#cc4444": "line", "steps": "steps", "SLO 20 ms": "hline",
        "#4a90c4": "vline", "ridge": "vline", "bars": "line",
    }  # fmt: skip
    assert found["M/M/1"].runs == (((1, 10), (2, 20), (4, 40)),)
    assert found["#cc4444"].runs == (((1, 40),), ((4, 10),))
    assert (found["#cc4444"].dash, found["#cc4444"].n) == ("dashed", 3)
    assert found["steps"].points == ((1, 1), (2, 1), (2, 2))
    assert found["SLO 20 ms"].points == ((1, 20), (8, 20))
    assert found["ridge"].points == ((3, 0), (3, 40))
    assert [(line.label, line.marker, line.points) for line in axes.points] == [
        ("", "o", ((2, 20),)), ("measured", "o", ((1, 10), (4, 40))),
    ]  # fmt: skip
    assert axes.x[:5] == ("load ρ [req/s]", "req/s", "log", 1, 8)
    assert (axes.y.unit, axes.title, axes.x.ticks[0]) == ("ms", "a b", (1.0, "10⁰"))


BARS = """
fig, (a, b, c) = plt.subplots(1, 3)
a.bar(["weights", "optimizer"], [14, 84], label="GB", bottom=[0, 14])
for at in range(3):
    b.barh(np.arange(2) + 0.25 * at, [at + 1, at + 2], 0.25, label=f"batch {at}")
b.set_yticks([0.25, 1.25], ["train", "serve"])
c.pie([1, 3], colors=["#cfe2f3", "#d4edda"]); c.legend(c.patches, ["norm", "GEMM"])
b.legend()
"""


def test_bars_and_slices(workers: Workers) -> None:
    facts = read(drawn(workers, BARS).encode(), "matplotlib")
    a, b, c = facts.axes
    (bars,) = a.bars
    assert [(bar.name, bar.value, bar.base) for bar in bars.bars] == [
        ("weights", 14, 0), ("optimizer", 84, 14),
    ]  # fmt: skip
    assert [bars.label for bars in b.bars] == ["batch 0", "batch 1", "batch 2"]
    assert {bars.orientation for bars in b.bars} == {"horizontal"}
    assert [[bar.name for bar in bars.bars] for bars in b.bars] == [["train", "serve"]] * 3
    assert [bar.value for bar in b.bars[2].bars] == [3, 4]
    assert [entry.label for entry in b.legend] == ["batch 0", "batch 1", "batch 2"]
    assert [(each.name, each.share) for each in c.slices] == [("norm", 0.25), ("GEMM", 0.75)]


BATCHES = """
fig, ax = plt.subplots()
for at in range(3):
    ax.bar({places} + 0.25 * at, [at + 1, at + 2, at + 3], 0.25)
ax.set_xticks({places} + 0.25, {texts})
"""


@pytest.mark.parametrize("orientation", ["vertical", "horizontal"])
@pytest.mark.parametrize("is_filled", [False, True])
def test_a_notched_box_plot_has_boxes(workers: Workers, is_filled: bool, orientation: str) -> None:
    axes = figure(workers, (
        f"plt.boxplot([[1, 2, 3, 4, 5], [2, 4, 6, 8, 10]], notch=True, "
        f"patch_artist={is_filled}, orientation='{orientation}')"
    ))  # fmt: skip
    sides = [(each.y0, each.y1) if orientation == "vertical" else (each.x0, each.x1)
             for each in axes.shapes]  # fmt: skip
    assert sides == [(2, 4), (4, 8)]


@pytest.mark.parametrize(
    "style",
    [
        "",
        "notch=True",
        "patch_artist=True",
        "showfliers=False",
        "showmeans=True, meanline=True, notch=True",
        "label='runs'",
    ],
)
def test_whiskers_and_medians_are_parts_of_a_box(workers: Workers, style: str) -> None:
    """They are no curves and lines of the author's; what is far off stays a point."""
    axes = figure(workers, (
        "plt.plot([1, 2], [1, 2], label='trend')\nplt.axhline(3, label='SLO')\n"
        f"plt.boxplot([[1, 2, 3, 4, 5], [2, 4, 6, 8, 9, 70]], {style})"
    ))  # fmt: skip
    assert [line.label for line in axes.lines] == ["trend", "SLO"]
    assert any(each.runs for each in axes.points) == (style != "showfliers=False")


def test_a_line_without_a_place_in_the_legend_is_a_line_where_no_box_plot_is(
    workers: Workers,
) -> None:
    (line,) = figure(workers, "plt.plot([0, 1], [1, 1], label='_nolegend_')").lines
    assert line.label == ""


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"$O(n \log n)$", "O(n log n)"),
        (r"$n\log n$", "n log n"),
        (r"$\max(0, x)$", "max(0, x)"),
        (r"$O(\sqrt{n})$", "O(√n)"),
        (r"$\eta = 0.3$", "η = 0.3"),
        (r"$\hat{y} - \bar{\mathbf{x}}$", "\u0177 - x\u0304"),
        (r"$\frac{1}{1+e^{-x}}$", "1/1+e^-x"),
        ("from $5 to $7_x to $9", "from $5 to $7_x to $9"),
    ],
)
def test_a_name_is_read_as_it_is_drawn(workers: Workers, written: str, read_as: str) -> None:
    (line,) = figure(workers, f"plt.plot([1, 2], label={written!r})\nplt.legend()").lines
    assert line.label == read_as


@pytest.mark.parametrize(
    ("places", "texts"),
    [("np.arange(3)", "[1, 8, 64]"), ("np.array([2023, 2024, 2025])", "None")],
    ids=["labels", "places"],
)
def test_bars_beside_a_tick_that_is_a_number_have_its_name(
    workers: Workers, places: str, texts: str
) -> None:
    names = [
        [bar.name for bar in bars.bars]
        for bars in figure(workers, BATCHES.format(places=places, texts=texts)).bars
    ]
    assert names[0] == names[1] == names[2]
    assert len({*names[0]} - {""}) == 3


def test_bars_along_a_scale_of_numbers_have_no_names(workers: Workers) -> None:
    body = "plt.hist([3, 5, 9, 9, 14], bins=np.arange(0.5, 18, 2)); plt.xticks([0, 5, 10, 15])"
    (bars,) = figure(workers, body).bars
    assert [bar.name for bar in bars.bars] == ["", "", "5", "", "10", "", "", "15"]


LOOKS = """
fig, ax = plt.subplots()
for height, look in enumerate(("k-", "k--", "k:", "ko", "ks")):
    ax.plot([1, 2], [height, height + 1], look)
ax.legend(["LRU", "LFU", "ARC", "hit", "miss"])
"""


def test_a_legend_names_lines_of_one_colour_by_their_looks(workers: Workers) -> None:
    axes = figure(workers, LOOKS)
    assert [line.label for line in axes.lines] == ["LRU", "LFU", "ARC"]
    assert [line.label for line in axes.points] == ["hit", "miss"]
    more = figure(workers, "plt.plot([1, 2], 'r-'); plt.plot([2, 3], 'r--'); plt.legend(['LRU'])")
    assert [line.label for line in more.lines] == ["LRU", ""]


RENAMED = """
fig, ax = plt.subplots()
raw, = ax.plot([0, 1], [0, 1], label="raw")
double, = ax.plot([0, 1], [0, 2], "--", label="x2")
ax.plot([0, 1], [3, 3.5], ":", color="#c87b2a", label="named in place")
ax.text(1, 3.5, "named in place")
ax.plot([0, 1], [4, 5], color="#7c6fd0", label="hidden")
ax.legend([double, raw, plt.Rectangle((0, 0), 1, 1, color="#7c6fd0")], ["twice", "once", "zone"])
ax.axvspan(0.2, 0.4, color="#7c6fd0")
"""


def test_a_legend_names_lines_whose_own_names_nobody_sees(workers: Workers) -> None:
    axes = figure(workers, RENAMED)
    assert [line.label for line in axes.lines] == ["once", "twice", "named in place", "hidden"]


def test_the_legend_of_a_figure_names_lines_of_its_axes(workers: Workers) -> None:
    axes = figure(workers, "plt.plot([1, 2]); plt.plot([2, 1], '--'); plt.gcf().legend(['a', 'b'])")
    assert [line.label for line in axes.lines] == ["a", "b"]
    assert [entry.label for entry in axes.legend] == ["a", "b"]


def test_a_legend_names_lines_of_twin_axes(workers: Workers) -> None:
    body = (
        "fig, ax = plt.subplots()\na, = ax.plot([1, 2])\nb, = ax.twinx().plot([2, 1], 'C1--')\n"
        "ax.legend([a, b], ['load', 'latency'])"
    )
    facts = read(drawn(workers, body).encode(), "matplotlib")
    assert [line.label for axes in facts.axes for line in axes.lines] == ["load", "latency"]


def test_a_bar_without_a_finite_height_is_no_box(workers: Workers) -> None:
    axes = figure(workers, "plt.bar(['a', 'b', 'c'], [1, np.nan, 3])")
    assert len(axes.shapes) == sum(len(bars.bars) for bars in axes.bars) == 2


def test_few_values_of_a_colour_map_have_known_colours(workers: Workers) -> None:
    axes = figure(workers, "plt.scatter([1, 2], [1, 2], c=[0, 5], cmap='viridis')")
    assert axes.mapped == ("#440154", "#fde725")
    assert figure(workers, "plt.imshow(np.arange(100).reshape(10, 10))").mapped == ()


def test_marks_at_a_break_of_an_axis_are_no_lines(workers: Workers) -> None:
    marks = "ax.plot([0, 0.1], [0, 0.1], {}, color='k', clip_on=False, transform=ax.transAxes)\n"
    body = f"fig, ax = plt.subplots()\nax.plot([1, 2])\n{marks.format('lw=1')}"
    axes = figure(workers, body + marks.format("ls='', marker='d'"))
    assert (len(axes.lines), axes.points) == (1, ())


@pytest.mark.parametrize(("every", "marked"), [("20", 5), ("(10, 30)", 3), ("[0, 99]", 2)])
def test_of_a_line_those_points_are_marked_that_show(
    workers: Workers, every: str, marked: int
) -> None:
    body = f"plt.plot(np.arange(100), '-o', markevery={every}, label='a')"
    axes = figure(workers, body)
    assert [(line.label, line.marker, line.n) for line in axes.lines] == [("a", "", 100)]
    assert [(line.label, line.marker, line.n) for line in axes.points] == [("a", "o", marked)]


MORE = {
    "closed": "plt.plot([1, 2], [3, 4])\n{save}plt.close('all')\n",
    "by the figure": "fig, ax = plt.subplots(); ax.plot([1, 2], [3, 4])\n"
    "fig.savefig(os.environ['VISUAL_OUT_PATH'], format='svg')\n",
    "into a file": "plt.plot([1, 2], [3, 4])\n"
    "with open(os.environ['VISUAL_OUT_PATH'], 'wb') as f:\n"
    "    plt.savefig(f, format='svg')\n",
    "open": "plt.plot([1, 2], [3, 4])\n",
    "twice": "plt.plot([9, 9, 9], [1, 2, 3])\n{save}plt.cla(); plt.plot([1, 2], [3, 4])\n{save}",
    "elsewhere too": "import io; plt.plot([1, 2], [3, 4])\n{save}"
    "plt.plot([5, 6], [7, 8]); plt.savefig(io.BytesIO(), format='svg')\n",
}


@pytest.mark.parametrize("body", MORE.values(), ids=MORE)
def test_a_figure_is_read_however_it_is_saved(workers: Workers, body: str) -> None:
    script = body.format(save=SAVE)
    raw = svg(run(workers, START + script))
    (axes,) = read(raw.encode(), "matplotlib").axes
    assert [line.points for line in axes.lines] == [((1, 3), (2, 4))]
    assert METADATA.sub("", raw) == METADATA.sub("", svg(run(workers, START + WITHOUT + script)))


X = {
    "dates": (
        "np.arange('2024-01-01', '2024-01-04', dtype='datetime64[D]')",
        (19723, 19724, 19725),
    ),
    "categories": ("['p50', 'p95', 'p99']", (0, 1, 2)),
    "masked": ("np.ma.masked_equal([1, 2, 3], 2)", (1, 3)),
}


@pytest.mark.parametrize("name", X)
def test_places_are_numbers(workers: Workers, name: str) -> None:
    values, places = X[name]
    body = f"plt.plot({values}, [1, 2, 3])"
    raw = drawn(workers, body)
    (axes,) = read(raw.encode(), "matplotlib").axes
    assert tuple(x for x, _ in axes.lines[0].points) == places
    assert METADATA.sub("", raw) == METADATA.sub("", drawn(workers, WITHOUT + body))


def test_a_long_line_is_thinned_and_says_so(workers: Workers) -> None:
    (line,) = figure(workers, "plt.plot(np.arange(100_000), np.arange(100_000) % 7)").lines
    assert (line.n, len(line.points)) == (100_000, 2000)
    assert (line.points[0], line.points[-1][0]) == ((0, 0), 99_999)


RAISING = """
from matplotlib.lines import Line2D
class Odd(Line2D):
    is_odd = False
    def get_label(self):
        import warnings
        if self.is_odd:
            warnings.warn("nobody asked")
            raise SystemExit("no data for anybody")
        return "_"
fig, ax = plt.subplots()
ax.add_line(Odd([0, 1], [0, 1])).is_odd = True
"""


def test_an_artist_that_raises_is_a_reason(workers: Workers) -> None:
    """The drawing is as it would be, and its author is not troubled."""
    raw = drawn(workers, RAISING)
    facts = read(raw.encode(), "matplotlib")
    assert facts == Facts(reason="the figure cannot be read: SystemExit: no data for anybody")
    assert METADATA.sub("", raw) == METADATA.sub("", drawn(workers, WITHOUT + RAISING))


def test_what_no_figure_was_saved_into_has_a_reason(workers: Workers) -> None:
    """Facts that a script writes itself are not taken for its figure's."""
    forged = packed((Axes("forged", AXIS, AXIS),), "").decode()
    body = (
        "with open(os.environ['VISUAL_OUT_PATH'], 'w') as f:\n"
        '    f.write(\'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f"<metadata>{forged}</metadata></svg>')\n"
    )
    facts = read(svg(run(workers, f"import os\n{body}")).encode(), "matplotlib")
    assert facts == Facts(reason="no figure was saved straight into VISUAL_OUT_PATH")


def test_what_was_changed_after_it_was_saved_has_a_reason(workers: Workers) -> None:
    """The facts would be those of another picture."""
    body = (
        "import io; plt.bar(['a', 'b'], [1, 2])\n" + SAVE + "plt.cla(); plt.bar(['c'], [5])\n"
        "other = io.BytesIO(); plt.savefig(other, format='svg')\n"
        "open(os.environ['VISUAL_OUT_PATH'], 'wb').write(other.getvalue())\n"
    )
    facts = read(svg(run(workers, START + body)).encode(), "matplotlib")
    assert facts.reason == "what lies in VISUAL_OUT_PATH was changed after the figure was saved"
    assert facts.axes == ()


def line(n: int) -> Line:
    return Line(
        f"of {n}", "line", "#4a90c4", "solid", "", n, (tuple((i / 7, i / 3) for i in range(n)),)
    )


def test_of_what_is_too_large_the_longest_lines_lose_their_points() -> None:
    axes = Axes("", AXIS, AXIS, lines=tuple(map(line, (5, *[2000] * 8, 1500))))
    content = packed((axes,), "")
    assert len(content) <= MOST_BYTES
    facts = figure_facts(with_figure(b"<svg></svg>", content))
    held = [len(each.points) for each in facts.axes[0].lines]
    assert held == [5, *[0] * 4, *[2000] * 4, 1500]
    assert facts.reason == (
        "what the figure holds takes more than 256 KiB: the 4 longest lines are without points"
    )


def test_whole_numbers_travel_whole() -> None:
    numbers = (64_000_000_001.0, 64_000_000_000.6, 1 / 3, 123_456_789_012_345.0, -2e10 - 1, 1e20)
    texts = tuple((number, 0.0, "") for number in numbers)
    facts = figure_facts(with_figure(b"<svg></svg>", packed((Axes("", AXIS, AXIS, texts=texts),),
                                                            "")))  # fmt: skip
    assert [x for x, _, _ in facts.axes[0].texts] == [
        64_000_000_001, 64_000_000_001, 0.3333333333, 123_456_789_012_345, -20_000_000_001, 1e20,
    ]  # fmt: skip


def test_what_processors_calculate_differently_travels_as_the_same() -> None:
    """Rooflines reach 10^15, and powers differ in the last of their digits."""

    def roof(error: float) -> bytes:
        points = tuple((each / 50, 2e12 * 10 ** (each / 50) * (1 + error)) for each in range(130))
        curve = Line("roof", "line", "#4a90c4", "solid", "", len(points), (points,))
        return packed((Axes("", AXIS, AXIS, lines=(curve,)),), "")

    assert roof(0) == roof(2.3e-16) == roof(-4.5e-16)


def test_what_is_too_large_without_them_is_a_reason() -> None:
    texts = tuple((0.0, 0.0, "long " * 20) for _ in range(4000))
    content = packed((Axes("", AXIS, AXIS, texts=texts),), "")
    facts = figure_facts(with_figure(b"<svg></svg>", content))
    assert facts == Facts(reason="what the figure holds takes more than 256 KiB")


def carried(text: str) -> bytes:
    return f"<svg><metadata>{text}</metadata></svg>".encode()


HOSTILE = {
    "none": b"<svg></svg>",
    "not closed": b"<svg><metadata>[[],",
    "10 MB": carried("[" + "1," * 5_000_000 + "1]"),
    "deep": carried("[" * 10_000 + "]" * 10_000),
    "no JSON": carried("rank 0"),
    "no UTF-8": b"<svg><metadata>\xff\xfe</metadata></svg>",
    "wrong shape": carried('{"axes": 7}'),
    "wrong axes": carried('[[["title"]],""]'),
    "a number too many": carried(
        json.dumps([[["", *[["", "", "linear", 0, 1, [[0, "0", 1]]]] * 2]], ""])
    ),
    "not finite": carried('[[["",["","","linear",NaN,1,[]]]],""]'),
    "a huge number": carried('[[["",["","","linear",' + "9" * 5000 + ',1,[]]]],""]'),
}


POLAR = ("fig = plt.figure(); ax = fig.add_subplot(projection={!r})\n"
         "ax.plot([0, 1, 2], [1, 2, 3])\n")  # fmt: skip
UNREAD = {
    POLAR.format("polar"): ("what axes of the projection “polar” hold is not read", ()),
    POLAR.format("3d"): ("what axes of the projection “3d” hold is not read", ()),
    "fig, ax = plt.subplots(); ax.bar(range(2001), 1)\n": (
        "of more than 2,000 boxes only so many are read", ("boxes",)),
    "fig, ax = plt.subplots(); ax.broken_barh([(2 * x, 1) for x in range(2001)], (0, 1))\n": (
        "of more than 2,000 boxes only so many are read", ("boxes",)),
    "fig, ax = plt.subplots(); ax.vlines(range(501), 0, 1)\n": (
        "a set of more than 500 lines is not read", ("curves", "lines")),
    "fig, ax = plt.subplots(); fig.add_artist(plt.Rectangle((0, 0), 1, 1))\n": (
        "a shape that lies in no axes is not read", ("boxes",)),
}  # fmt: skip


@pytest.mark.parametrize("body", UNREAD)
def test_what_is_not_read_is_said(workers: Workers, body: str) -> None:
    axes = figure(workers, START + body + SAVE)
    assert axes.unread == (UNREAD[body],)
    assert len(axes.shapes) <= 2000


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_metadata_is_a_reason(raw: bytes) -> None:
    facts = read(raw, "matplotlib")
    assert facts == Facts(reason=facts.reason)
    assert facts.reason
    assert len(facts.reason) < 300


def test_a_line_across_the_axes_lies_where_its_author_put_it(workers: Workers) -> None:
    body = "fig, ax = plt.subplots()\nax.bar([1, 2], [-5, 5])\nax.axhline(0)\nax.axvline(0)\n"
    across, upright = figure(workers, body).lines
    assert (across.points[0][1], upright.points[0][0]) == (0, 0)

"""Charts that show something else than their data (C005), and charts that only look so."""

from __future__ import annotations

import pytest

from pipeline.check import normalize_and_check
from pipeline.config import FONT_STACK
from pipeline.model import Drawing, Finding, Job
from pipeline.render import render
from pipeline.worker.pool import Workers

BAD = {
    "bars from 0, axis from 80": (
        "ax.bar(['a', 'b', 'c'], [91, 94, 97])\nax.set_ylim(80, 100)",
        "the axis starts at 80 and the bars at 0",
    ),
    "horizontal bars": (
        "ax.barh(['a', 'b'], [210, 250], label='load')\nax.set_xlim(200, 260)",
        "the axis starts at 200 and the bars “load” at 0",
    ),
    "bars of a loop": (
        "for n, value in enumerate([91, 95, 92]):\n    ax.bar(n, value)\nax.set_ylim(90, 100)",
        "the axis starts at 90 and the bars at 0",
    ),
    "bars of texts": (
        "ax.bar(list('abc'), ['12', '3', '40'])",
        "the y axis got “12” and “3” as texts, not as numbers: they stand in their order",
    ),
    "horizontal bars of texts": (
        "ax.barh(list('ab'), ['12', '3'])", "the x axis got “12” and “3” as texts, not as numbers",
    ),
    "a curve of texts": (
        "ax.plot([1, 2, 3], ['12', '3', '40'])", "the y axis got “12” and “3” as texts",
    ),
    "bars of texts that rise evenly": (
        "ax.bar(list('abc'), ['10', '20', '30'])", "the y axis got “10” and “20” as texts",
    ),
    "a line of nan": (
        "ax.plot([1, 2, 3])\nax.plot([1, 2], [float('nan')] * 2, '--', label='p99')\nax.legend()",
        "the line “p99” has no finite value, and nothing of it is drawn",
    ),
    "a line of nan without a name": (
        "ax.plot([1, 2, 3])\nax.plot([1, 2], [float('inf')] * 2)",
        "the line of 2 points has no finite value, and nothing of it is drawn",
    ),
    "a line without two values in a row": (
        "nan = float('nan')\nax.plot([1, 2, 3])\nax.plot([1, nan, 2, nan, 3], label='a')",
        "the line “a” has no two finite values in a row, and nothing of it is drawn",
    ),
    "no chart at all": ("ax.set_title('Latency')", "nothing is drawn in the axes “Latency”"),
    "a line of no points": ("ax.plot([], [], 'o-')", "nothing is drawn in the axes"),
    "a cloud of no points": ("ax.scatter([], [])", "nothing is drawn in the axes"),
    "the start of an animation": (
        "ax.set(xlim=(0, 9), ylim=(0, 9))\nax.plot([], [])", "nothing is drawn in the axes",
    ),
    "three charts in a grid of four": (
        "plt.close()\nfig, axes = plt.subplots(2, 2, sharex=True, sharey=True)\n"
        "for each in axes.flat[:3]:\n    each.plot([1, 3, 2])",
        "nothing is drawn in 1 of 4 axes",
    ),
    "two charts in a grid of four": (
        "plt.close()\nfig, axes = plt.subplots(2, 2)\nfor each in axes.flat[:2]:\n"
        "    each.plot([1, 3, 2])\naxes[1, 0].set_title('disk')",
        "nothing is drawn in 2 of 4 axes",
    ),
    "bars of two series": (
        "ax.bar([0, 2], [91, 95], label='a')\nax.bar([1, 3], [92, 96], label='b')\n"
        "ax.set_ylim(90, 100)",
        "the axis starts at 90 and the bars “a” and “b” at 0",
    ),
    "bars below 0": (
        "ax.bar(['a', 'b'], [-55, -58])\nax.set_ylim(-60, -50)",
        "the axis starts at -50 and the bars at 0",
    ),
    "a label that is not the value": (
        "bars = ax.bar(list('abcd'), [12, 20, 41, 60])\n"
        "ax.bar_label(bars, ['12', '30', '41', '60'])",
        "the label “30” stands at the bar b of 20",
    ),
    "a label with a unit inside its bar": (
        "ax.barh(list('abc'), [3.2, 6.4, 12.8])\n"
        "for n, text in enumerate(['3.2 ms', '6.4 ms', '1.28 ms']):\n    ax.text(1, n, text)",
        "the label “1.28 ms” stands at the bar c of 12.8",
    ),
    "a percentage that is not the share": (
        "ax.bar(list('abc'), [50, 30, 20])\n"
        "for n, text in enumerate(['50 %', '30 %', '40 %']):\n"
        "    ax.text(n, 10, text, ha='center')",
        "the label “40 %” stands at the bar c of 20",
    ),
    "a box that is not as long as it says": (
        "boxes = [(0, 4, '4 ms'), (4, 6, '6 ms'), (10, 5, '3 ms')]\n"
        "for n, (start, width, text) in enumerate(boxes):\n"
        "    ax.add_patch(plt.Rectangle((start, n), width, 0.8, facecolor='#cfe2f3'))\n"
        "    ax.text(start + width / 2, n + 0.4, text, ha='center')\n"
        "ax.set(xlim=(0, 15), ylim=(0, 3), xlabel='time (ms)')",
        "the label “3 ms” stands at the box of 5",
    ),
    "a slice that is not its share": (
        "ax.pie([45, 30, 15, 10], labels=list('abcd'))\n"
        "for n, text in enumerate(['45 %', '30 %', '25 %', '10 %']):\n    ax.text(n / 5, 0, text)",
        "the label “25 %” stands at the slice c",
    ),
    "a total that is wrong": (
        "low, high = [10, 20, 30, 25], [5, 15, 21, 10]\n"
        "ax.bar_label(ax.bar(list('abcd'), low), label_type='center')\n"
        "ax.bar_label(ax.bar(list('abcd'), high, bottom=low), label_type='center')\n"
        "for n, text in enumerate(['15', '35', '61', '35']):\n"
        "    ax.text(n, low[n] + high[n] + 1, text, ha='center')",
        "the label “61” stands at the bar c of 21",
    ),
    "a legend of a colour that nothing has": (
        "from matplotlib.patches import Patch\nax.bar(['a', 'b'], [1, 2], color='#cfe2f3')\n"
        "ax.legend(handles=[Patch(color='#cfe2f3', label='busy'),"
        " Patch(color='#c44', label='idle')])",
        "nothing drawn has the colour of “idle” in the legend, #cc4444",
    ),
    "a legend of a line that was recoloured": (
        "ax.plot([1, 2, 3], color='#4a90c4')\nax.plot([3, 2, 1], color='#c44')\n"
        "ax.legend([plt.Line2D([], [], color='#4a90c4'), plt.Line2D([], [], color='#3d9e5a')],"
        " ['read', 'write'])",
        "nothing drawn has the colour of “write”",
    ),
    "a limit above the axis": (
        "ax.plot([10, 40, 80])\nax.axhline(120, label='SLO')\nax.set_ylim(0, 100)",
        "the straight line “SLO” at y = 120 lies outside of the axes",
    ),
    "a point beside the axes": (
        "ax.plot([0, 1, 2], [3, 4, 5])\nax.plot([5], [4], 'D')\nax.set_xlim(0, 2)",
        "the point at (5, 4) lies outside of the axes",
    ),
    "one of a few points, on a log axis": (
        "ax.scatter([1, 10, 2000], [1, 2, 3], label='kernels')\n"
        "ax.set(xscale='log', xlim=(0.5, 1000))",
        "the point “kernels” at (2000, 3) lies outside of the axes",
    ),
    "a bar beside the axes": (
        "ax.bar([1, 2, 3, 4], [5, 6, 7, 8])\nax.set_xlim(0, 3.4)",
        "the bar at 4 of 8 lies outside of the axes",
    ),
}  # fmt: skip

GOOD = {
    "bars from 0": "bars = ax.bar(list('abc'), [12, 20.4, 41])\nax.bar_label(bars)",
    "rounded labels": "bars = ax.bar(list('abc'), [12.31, 20.449, 0.4])\n"
        "ax.bar_label(bars, ['12', '20.4', '0.4'])",
    "an axis cut by a hair": "ax.bar(list('ab'), [90, 95])\nax.set_ylim(1, 100)",
    "dots on a cut axis": "ax.plot(list('abc'), [91, 94, 97], 'o')\nax.set_ylim(90, 98)",
    "a log axis": "ax.bar(list('abc'), [1, 100, 10000])\nax.set_yscale('log')",
    "a broken axis": "plt.close()\nfig, (high, low) = plt.subplots(2, 1)\n"
        "for each in (high, low):\n    each.bar(list('abc'), [3, 4, 90])\n"
        "high.set_ylim(80, 100)\nlow.set_ylim(0, 10)",
    "a waterfall": "values = [120, -30, -45, 20]\nbase = 0\n"
        "for n, value in enumerate(values):\n"
        "    ax.bar(n, abs(value), bottom=base if value > 0 else base + value)\n"
        "    ax.text(n, 10, f'{value:+d} ms', ha='center')\n    base += value",
    "labels of another kind": "ax.bar(list('abc'), [100, 50, 25])\n"
        "for n, text in enumerate(['1×', '2×', '4×']):\n    ax.text(n, 5, text, ha='center')",
    "totals on stacks": "ax.bar(list('abc'), [10, 20, 30])\n"
        "ax.bar(list('abc'), [5, 5, 5], bottom=[10, 20, 30])\n"
        "for n, text in enumerate(['15', '25', '35']):\n"
        "    ax.text(n, [16, 26, 36][n], text, ha='center')",
    "counts beside values": "ax.bar(list('abc'), [10, 20, 30])\n"
        "for n, text in enumerate(['10', '20', '30', ]):\n    ax.text(n, [11, 21, 31][n], text)\n"
        "ax.text(0, 25, '3 nodes')\nax.text(1, 2, 'n = 8')",
    "savings inside of some bars": "bars = ax.bar(list('abcdef'), [120, 95, 62, 50, 43, 31])\n"
        "ax.bar_label(bars, fmt='%d ms')\n"
        "ax.text(2, 40, '-35%', ha='center')\nax.text(5, 15, '-28%', ha='center')",
    "years and ranks inside of some bars":
        "bars = ax.bar(list('abcdef'), [31, 24, 45, 22, 38, 50])\nax.bar_label(bars)\n"
        "for n, text in ((0, '2020'), (2, '2022'), (1, '2')):\n    ax.text(n, 8, text)",
    "numbered boxes": "for n in range(8):\n"
        "    ax.add_patch(plt.Rectangle((n, n % 2), 1, 0.8, facecolor='#cfe2f3'))\n"
        "    ax.text(n + 0.5, n % 2 + 0.4, str(n % 4 + 1))\nax.set(xlim=(0, 8), ylim=(0, 2))",
    "a pie with shares": "ax.pie([45, 30, 15, 10], labels=list('abcd'), autopct='%d %%')",
    "a cloud that is cut": "ax.scatter(range(40), range(40))\nax.set_xlim(0, 20)",
    "points beside their names, with a legend":
        "for n, name in enumerate(('batch', 'prefill', 'decode')):\n"
        "    ax.plot(n, n, 'o', label=name)\n"
        "    ax.annotate(name, (n, n), xytext=(6, 4), textcoords='offset points')\n"
        "ax.legend(loc='lower right')\nax.margins(0.3)",
    "points at the edge": "ax.plot([0, 1], [0, 1])\nax.plot([1], [1], 'o', clip_on=False)\n"
        "ax.set(xlim=(0, 1), ylim=(0, 1))",
    "arrows of axes": "ax.plot([0, 1], [0, 1])\n"
        "ax.plot(1.02, 0, '>k', transform=ax.transAxes, clip_on=False)",
    "an inset": "ax.plot(range(20), range(20))\nax.plot([2, 15], [2, 15], 'o')\n"
        "part = ax.inset_axes([0.1, 0.6, 0.3, 0.3])\npart.plot([2, 15], [2, 15], 'o')\n"
        "part.set(xlim=(0, 5), ylim=(0, 5))",
    "limits of several panels": "plt.close()\nfig, axes = plt.subplots(1, 2)\n"
        "for each, top in zip(axes, (10, 100)):\n    each.plot([1, top])\n"
        "    each.axhline(50)\n    each.set_ylim(0, top)",
    "a legend of an area": "ax.fill_between([0, 1, 2], [1, 2, 1], color='#d4edda', label='range')\n"
        "ax.plot([1, 2, 3], label='mean')\nax.legend()",
    "a legend of transparent bars": "ax.hist([1, 2, 2, 3], alpha=0.4, label='a')\n"
        "ax.hist([2, 3, 3, 4], alpha=0.4, label='b')\nax.legend()",
    "a legend of white marks": "ax.plot([1, 2], 'o', mfc='#fff', mec='#c44', label='open')\n"
        "ax.plot([2, 1], 's', color='#333', label='full')\nax.legend()",
    "a legend of dashes": "ax.plot([1, 2], color='#4a90c4')\n"
        "ax.plot([2, 1], '--', color='#4a90c4')\n"
        "ax.legend([plt.Line2D([], [], color='k'), plt.Line2D([], [], color='k', ls='--')],"
        " ['read', 'write'])",
    "a legend of hatches in grey":
        "from matplotlib.patches import Patch\nax.bar([0, 1], [1, 2], color='#4a90c4')\n"
        "ax.bar([2, 3], [1, 2], color='#4a90c4', hatch='//')\n"
        "ax.legend(handles=[Patch(color='#999', label='cold'),"
        " Patch(fc='#999', hatch='//', label='warm')])",
    "a histogram whose tail is cut":
        "ax.hist([n * n for n in range(40)], bins=30)\nax.set_xlim(0, 400)",
    "spans": "ax.plot([1, 5, 3])\n"
        "ax.axvspan(0.5, 1.5, color='#fdebd0', label='burst')\nax.legend()",
    "a scale of colours": "points = ax.scatter([1, 2, 3], [1, 2, 3], c=[1, 2, 3], label='load')\n"
        "ax.legend()\nfig.colorbar(points)",
    "lines that stand for entries": "nan = [float('nan')] * 2\nax.plot([1, 2, 3])\n"
        "ax.plot([], [], 'r--', label='a')\nax.plot(nan, nan, color='C0', label='b')\n"
        "ax.plot([2, 3], color='r')\nax.legend()",
    "bars named by numbers": "ax.bar(['1', '4', '16'], [3, 5, 4])",
    "horizontal bars named by numbers": "ax.barh(['1', '4', '16'], [3, 5, 4])",
    "rows of a timeline named by numbers":
        "ax.plot([0, 2], ['1', '1'])\nax.plot([1, 3], ['2', '2'])",
    "points at names": "ax.plot([3, 5, 4], ['1', '4', '16'], 'o')",
    "a signal of digits": "ax.step([0, 1, 2, 3], ['0', '1', '0', '1'])",
    "levels in their order": "ax.plot([0, 1, 2, 3], ['1', '2', '3', '2'])",
    "a curve through states": "ax.plot([0, 1, 2], ['idle', 'busy', 'idle'])",
    "a line with a gap": "ax.plot([1, float('nan'), 3, 4])",
    "marks with gaps": "nan = float('nan')\nax.plot([1, nan, 3, nan, 4], 'o-')",
    "steps with gaps": "nan = float('nan')\nax.step([1, 2, 3, 4], [1, nan, 3, nan])",
    "many short strokes": "nan = float('nan')\nax.plot([0, 1, nan] * 1200, [1, 2, nan] * 1200)",
    "three charts and room": "plt.close()\nfig, axes = plt.subplots(2, 2)\n"
        "for each in axes.flat[:3]:\n    each.plot([1, 3, 2])\naxes[1, 1].axis('off')",
    "a scale": "ax.set(xlim=(0, 100), ylim=(0, 1), yticks=[])",
    "empty frames": "ax.set(xticks=[], yticks=[], title='page 1')",
    "signs of a legend": "ax.plot([], [], color='#333', label='a')\nfig.legend()",
    "a second scale": "ax.plot([1, 2])\nax.twinx().set_ylabel('share')",
    "axes around others": "big, one = ax, fig.add_subplot(1, 2, 1)\nbig.set_frame_on(False)\n"
        "one.plot([1, 2])\nfig.supxlabel('time')",
    "a text of the figure": "fig.text(0.5, 0.5, 'none was lost')",
    "arrows, tables and insets": "plt.close()\nfig, axes = plt.subplots(1, 3)\n"
        "axes[0].quiver([0], [0], [1], [1])\naxes[1].table([['a']], loc='center')\n"
        "axes[2].inset_axes([0.2, 0.2, 0.5, 0.5]).plot([1, 2])",
    "bars of no height": "ax.bar(list('abc'), [0, 3, 5])\nax.bar_label(ax.containers[0])",
    "dates": "import datetime\nax.plot([datetime.date(2026, 1, n) for n in (1, 2, 3)], [1, 2, 3])\n"
        "ax.axvline(datetime.date(2026, 1, 2))",
}  # fmt: skip


def misleading(code: str, workers: Workers) -> list[Finding]:
    """The findings of C005 in a chart that a script with this body draws."""
    content = f"import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n{code}\n".encode()
    rendered = render(Job("x", "matplotlib", "x.py", content, ""), workers)
    assert rendered.raw is not None, rendered.findings
    drawing = Drawing("x", rendered.raw, "A chart", "What it shows", "x.py", FONT_STACK,
                      "matplotlib", content)  # fmt: skip
    return [each for each in normalize_and_check(drawing).findings if each.code == "C005"]


@pytest.mark.parametrize("name", BAD)
def test_a_chart_that_misleads_is_reported(name: str, workers: Workers) -> None:
    code, message = BAD[name]
    (found,) = misleading(code, workers)
    assert found.message.startswith(message)
    assert (found.severity, bool(found.hint)) == ("warning", True)


@pytest.mark.parametrize("name", GOOD)
def test_a_chart_that_only_looks_so_is_not(name: str, workers: Workers) -> None:
    assert misleading(GOOD[name], workers) == []

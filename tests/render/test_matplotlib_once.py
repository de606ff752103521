"""A save leaves out what it would do again: the same bytes as by all of matplotlib's steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.worker.pool import Workers
from tests.render.scripts import SAVE, START, run

STEP_BY_STEP = """
from matplotlib import axis, backend_bases, layout_engine
from pipeline.render.matplotlib.drawing.canvas import HouseRenderer
HouseRenderer.is_idle = property(lambda _: False, lambda *_: None)
for owner, name in (
    (backend_bases.FigureCanvasBase, "print_figure"),
    (layout_engine.TightLayoutEngine, "execute"),
    (layout_engine.ConstrainedLayoutEngine, "execute"),
    (axis.Axis, "get_major_ticks"),
    (axis.Axis, "get_minor_ticks"),
):
    setattr(owner, name, getattr(owner, name).__wrapped__)
"""

FIGURES = """
import hashlib, io
from datetime import date
from itertools import count
from matplotlib.ticker import AutoMinorLocator, FuncFormatter, ScalarFormatter
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

def save(name, bbox_inches="tight", **options):
    file = io.BytesIO()
    plt.savefig(file, format="svg", bbox_inches=bbox_inches, **options)
    print(name, hashlib.sha256(file.getvalue()).hexdigest())

fig, (one, two) = plt.subplots(2, 1, figsize=(5, 4))
one.plot([1e6, 2e6], [1e-7, 3e-7], label="two\\nlines")
one.set(title="far off", xlabel="x", ylabel="y")
one.legend(loc="best", title="of lines")
two.semilogx([1, 3000], [1, 2])
two.xaxis.set_minor_formatter(ScalarFormatter())
two.yaxis.set_minor_locator(AutoMinorLocator())
two.twinx().set_ylabel("twin")
two.secondary_xaxis("top", functions=(lambda x: 2 * x, lambda x: x / 2))
fig.align_ylabels()
plt.tight_layout()
save("laid out")
one.set_xlim(0, 7e6)
one.ticklabel_format(style="plain")
fig.set_size_inches(9, 3)
save("changed")
save("with a margin", pad_inches=1, facecolor="#eee")
one.xaxis.get_major_ticks()[3].label1.set_fontsize(22)
one.xaxis.get_major_ticks()[4].gridline.set(visible=True, color="#c44", gid="one")
save("one tick")

fig, ax = plt.subplots(layout="constrained")
numbers = count()
ax.bar(["a", "b b", "c"], [1, 2, 3])
ax.tick_params(axis="x", top=True, labeltop=True, rotation=30)
ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.1f} ({next(numbers)})"))
box = dict(boxstyle="round", pad=0.8)
ax.annotate("box", (0, 1), (1.5, 2.5), bbox=box, arrowprops=dict(arrowstyle="->"))
ax.text(0.2, 1.5, "turned $x^2$", rotation=40, rotation_mode="anchor", bbox=box)
ax.text(2, 0.5, "as long as it takes to be broken in lines " * 3, wrap=True)
fig.suptitle("a title")
save("counted")
fig.set_layout_engine("none")
far = ax.text(-1, 0.5, "far", transform=ax.transAxes, bbox=dict(boxstyle="round", pad=20))
ax.add_patch(FancyArrowPatch((-1.3, 0.5), (0, 0.5), patchA=far.get_bbox_patch(), clip_on=False,
                             transform=ax.transAxes))
for angle, size in ((0, 9), (50, 9), (50, 30)):
    ax.text(2.4 + angle / 40 + size / 40, 1, "the same words", rotation=angle, size=size)
save("far apart")
save("as it is", bbox_inches=None)

class Wide(Line2D):
    def draw(self, renderer):
        self.set_linewidth(self.get_linewidth() + 1)
        ax.set_ylim(0, 4 + self.get_linewidth())
        super().draw(renderer)

fig, ax = plt.subplots()
ax.add_line(Wide([0, 1], [0, 1]))
ax.plot([date(2026, 1, 1), date(2026, 9, 1)], [1, 2])
fig.autofmt_xdate()
save("its own")

fig, ax = plt.subplots()
ax.set_xlabel("below")
note = fig.text(0.5, -9, "noted")
fig.canvas.mpl_connect("draw_event", lambda event: note.get_position()[1] == -9
                       and note.set_y(ax.xaxis.label.get_window_extent().y0 / 500 - 0.3))
save("heard")

for projection in ("polar", "3d"):
    plt.figure().add_subplot(projection=projection).plot([1, 2, 3], [1, 2, 1])
    save(projection)
"""


def test_a_save_gives_the_bytes_of_all_its_steps(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    once, step_by_step = (
        run(workers, f"{START}{before}{FIGURES}{SAVE}") for before in ("", STEP_BY_STEP)
    )
    assert once.findings == step_by_step.findings == ()
    assert once.output.count("\n") == 11
    assert once.output == step_by_step.output

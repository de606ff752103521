"""The texts and boxes that a reader sees, whatever drew them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import facts_of
from pipeline.config import FONT_STACK
from pipeline.facts.model import Facts
from pipeline.model import Drawing
from pipeline.render import render
from pipeline.worker.pool import Workers
from tests.render.jobs import job
from tests.render.jobs import svg as raw_of
from tests.render.scripts import run, svg


def shown(content: str, kind: str = "svg") -> Facts:
    """The facts of a drawing of 640 × 200 px, or of a raw SVG."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200">'
    raw = content if "<svg" in content else f"{start}{content}</svg>"
    return facts_of(Drawing("x", raw.encode(), "T", "A", "q/x.svg", FONT_STACK, kind))


def said(facts: Facts) -> list[str]:
    return [text.text for text in facts.texts]


BOXES = """
<rect width="640" height="200" fill="#f7f7f7"/>
<rect x="10" y="10" width="200" height="80" fill="#CFE2F3" stroke="#4a90c4" stroke-width="4"/>
<rect x="20" y="20" width="60" height="30" fill="none" stroke="black"/>
<path d="M300 20h50v20h-50z" fill="gold"/>
<text x="30" y="40" font-size="14">F0</text> <text x="100" y="70" font-size="14">stage</text>
<text x="310" y="35" font-size="14">idle</text>
"""


def test_a_text_belongs_to_the_smallest_box_around_it() -> None:
    large, small, path = shown(BOXES).boxes
    assert (large.x0, large.y0, large.x1, large.y1) == (10, 10, 210, 90)
    assert (large.fill, large.says, large.is_px) == ("#cfe2f3", ("stage",), True)
    assert (small.fill, small.says) == ("", ("F0",))
    assert (path.x1 - path.x0, path.fill, path.says) == (50, "#ffd700", ("idle",))


ROUND = """
<path d="M30 10h80q20 0 20 20v60q0 20 -20 20h-80q-20 0 -20 -20v-60q0 -20 20 -20z" fill="#cfe2f3"/>
<path d="M300 10l50 50l-50 50l-50 -50z" fill="#cfe2f3"/>
<path d="M450 10a40 40 0 1 1 0 80a40 40 0 1 1 0 -80z" fill="#cfe2f3"/>
"""


def test_a_box_with_round_corners_is_one_and_a_circle_is_none() -> None:
    (box,) = shown(ROUND).boxes
    assert (box.x0, box.y0, box.x1, box.y1) == (10, 10, 130, 110)


UNSEEN = """
<text x="20" y="40" font-size="14">seen</text>
<text x="20" y="60" font-size="14" visibility="hidden">hidden</text>
<text x="20" y="80" font-size="14" opacity="0">clear</text>
<text x="20" y="90" font-size="14" display="none">gone</text>
<clipPath id="c"><rect x="500" y="0" width="10" height="10"/></clipPath>
<g clip-path="url(#c)"><text x="20" y="100" font-size="14">clipped</text>
<rect x="20" y="100" width="30" height="20" fill="#cfe2f3"/></g>
"""


def test_what_is_not_seen_is_not_there() -> None:
    facts = shown(UNSEEN)
    assert (said(facts), facts.boxes) == (["seen"], ())


SPANS = """<text x="20" y="40" font-size="14">one <tspan font-weight="bold">two</tspan>
<tspan x="20" dy="18">three</tspan></text>
<text x="20" y="90" font-size="14">  four\n five </text>"""


def test_lines_of_one_text_are_one() -> None:
    first, second = shown(SPANS).texts
    assert (first.text, first.lines) == ("one two three", ("one two", "three"))
    assert (second.text, second.lines) == ("four five", ())


DOT = r"""digraph { label="shown to\nall"; a [label="rank 0\nidle"]; b [label=<GPU <b>1</b>>]
  r [shape=record, label="{head|7 ms}"]; a -> b [label="2 GB"]
  subgraph cluster_0 { label="Pod"; r } }"""


def test_labels_of_a_graph_have_roles_and_cells_are_apart(workers: Workers) -> None:
    raw = raw_of(render(job(DOT.encode()), workers))
    texts = shown(raw, "dot").texts
    assert {(each.text, each.role, each.lines) for each in texts} == {
        ("shown to all", "", ("shown to", "all")),
        ("rank 0 idle", "node", ("rank 0", "idle")),
        ("GPU 1", "node", ()), ("head", "", ()), ("7 ms", "", ()),
        ("2 GB", "edge", ()), ("Pod", "cluster", ()),
    }  # fmt: skip


CHART = """import os
import matplotlib.pyplot as plt
plt.plot([1, 10, 100], [1, 2, 3], label="load"); plt.xscale("log"); plt.legend()
plt.title(r"$\\rho = \\frac{S}{T}$, 10$^{-3}$ req and H$_2$O"); plt.xlabel("time\\nin ms")
plt.text(10, 2, "turned\\ntext", rotation=90); plt.text(5, 1, "1"); plt.yticks([1, 2])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
"""


def test_formulas_are_read_as_they_stand(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    facts = shown(svg(run(workers, CHART)), "matplotlib")
    found = {each.text: each for each in facts.texts}
    assert {"ρ = S/T, 10⁻³ req and H2O", "10⁰", "10²"} <= found.keys()
    assert found["time in ms"].lines == ("time", "in ms")
    assert found["turned text"].lines == ("turned", "text")
    roles = {text: each.role for text, each in found.items()}
    assert roles["load"] == "legend"
    assert (roles["10²"], roles["2"]) == ("tick", "tick")
    assert roles["1"] == "", "one of them is a tick, and nobody can tell which"
    assert roles["time in ms"] == "label"


COPIED = """
<defs><g id="a"><rect width="80" height="40" fill="#cfe2f3"/>
<text x="8" y="16" font-size="14">GPU<tspan x="8" dy="18">80 GB</tspan></text></g></defs>
<use href="#a" x="10" y="10"/><use href="#a" x="110" y="10"/>
<g transform="translate(300 100) rotate(90)"><use href="#a"/></g>
"""


def test_each_copy_of_a_text_is_one_in_its_own_box() -> None:
    facts = shown(COPIED)
    assert said(facts) == ["GPU 80 GB"] * 3
    assert [box.says for box in facts.boxes] == [("GPU 80 GB",)] * 3


HTML = b"""digraph { node [shape=box]
  t [label=<<table border="0" cellborder="1" cellspacing="0">
    <tr><td>1.2 ms</td><td>9.8 ms</td></tr><tr><td>read</td><td>x<sub>i</sub></td></tr></table>>]
  p [label=<H<sub>2</sub>O <b>pump</b><br/>2 kW>]
  t -> p [label=<10<sup>5</sup> req/s>]
}"""


def test_pieces_of_one_line_are_joined_and_cells_are_not(workers: Workers) -> None:
    facts = shown(raw_of(render(job(HTML), workers)), "dot")
    assert {"1.2 ms", "9.8 ms", "read", "xi", "H2O pump", "10⁵ req/s"} <= {*said(facts)}
    assert facts.graph is not None
    assert [node.label for node in facts.graph.nodes] == ["1.2 ms 9.8 ms read xi", "H2O pump 2 kW"]
    assert [edge.label for edge in facts.graph.edges] == ["10⁵ req/s"]


def test_what_lies_off_the_canvas_is_not_seen() -> None:
    off = '<text x="700" y="40" font-size="14">7 GB</text><rect x="-90" width="80" height="9"/>'
    facts = shown(off + '<text x="600" y="40" font-size="14">8 GB</text>')
    assert (said(facts), facts.boxes) == (["8 GB"], ())

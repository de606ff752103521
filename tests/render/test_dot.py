"""DOT sources: house defaults, the same bytes each time, and Graphviz itself."""

from __future__ import annotations

import math
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from pipeline.files.inputs import state
from pipeline.kinds import kind_of
from pipeline.model import Limits
from pipeline.plan.shaping import shape_of_render
from pipeline.render import render
from pipeline.render.dot import drawing as graph_module
from pipeline.render.dot import layout as laying
from pipeline.render.dot.layout import Laid, Layout, lay_out
from pipeline.render.failures import no_value
from pipeline.render.work import GraphTask
from pipeline.worker.outcome import Outcome
from pipeline.worker.pool import Workers
from tests.conftest import REPOSITORY
from tests.render.graphs import graph
from tests.render.jobs import Draw, job, svg


def test_house_defaults(draw: Draw) -> None:
    """Where the author says nothing, font, sizes and colours are ours."""
    rendered = draw('digraph { a -> b [label="x"]; a [style=filled] }')
    text = svg(rendered)
    assert set(re.findall(r'font-family="([^",]+)', text)) == {"Helvetica"}
    assert set(re.findall(r'font-size="([\d.]+)', text)) == {"12.00", "10.00"}
    assert {'fill="#cfe2f3"', 'stroke="#4a90c4"', 'stroke="#555555"'} <= set(
        re.findall(r'(?:fill|stroke)="#\w+"', text)
    )
    assert rendered.findings == ()
    assert re.fullmatch(r"graphviz \d+\.\d+\.\d+", rendered.renderer)
    assert list(rendered.inputs) == ["questions/cloud/x.dot"]


def test_authors_attributes_win(draw: Draw) -> None:
    """What the author sets is what is drawn, wherever it is set."""
    text = svg(
        draw('digraph { node [fontsize=20 color="#c87b2a"]; a; b [fontsize=30]; edge [color=red];'
             ' a -> b; graph [label="t" fontsize=25] }')
    )  # fmt: skip
    assert set(re.findall(r'font-size="([\d.]+)', text)) == {"20.00", "30.00", "25.00"}
    assert "#c87b2a" in text
    assert "#4a90c4" not in text
    assert 'stroke="red"' in text


@pytest.mark.parametrize(
    "attributes",
    ["", "style=dashed, penwidth=2", "arrowhead=vee, comment=x", 'tooltip=1, "len"=9, weight=20'],
)
def test_a_line_between_ports_in_one_rank_reaches_its_arrow(draw: Draw, attributes: str) -> None:
    """Whatever else is set, in whatever order."""
    cells = '<<table><tr><td port="p">a</td></tr><tr><td port="q">b</td></tr></table>>'
    edges = f"a:p:e -> b:q:w [{attributes}]; a:q:e -> b:p:w [color=red, headclip=true]"
    ranked = "{ rank=same; a; b }"
    drawn = svg(draw(f"digraph {{ node [shape=plain, label={cells}]; {edges}; {ranked} }}"))
    for edge in drawn.split('class="edge">')[1:]:
        line = re.findall(r"[-\d.]+,[-\d.]+", edge.partition(' d="')[2].partition('"')[0])
        head = re.findall(r"[-\d.]+,[-\d.]+", edge.partition(' points="')[2].partition('"')[0])
        assert min(math.dist(place(line[-1]), place(point)) for point in head) < 8, edge


def place(point: str) -> list[float]:
    """A point as an SVG of Graphviz has it."""
    return [float(number) for number in point.split(",")]


def test_a_fill_by_color_alone_stays(draw: Draw) -> None:
    """`style=filled, color=x` fills with x: our fill colour must not stand in its way."""
    text = svg(draw("digraph { a [style=filled, color=lightgrey]; a -> b [color=red] }"))
    assert 'fill="lightgrey"' in text
    assert "#cfe2f3" not in text


@pytest.mark.parametrize(
    ("body", "fill", "outline"),
    [
        ('bgcolor="#d4edda" style=filled', "#d4edda", "#bbbbbb"),
        ('bgcolor="#d4edda" graph [style="filled,rounded"]', "#d4edda", "#bbbbbb"),
        ("bgcolor=gold style=filled color=red", "red", "red"),
        ("bgcolor=gold style=filled fillcolor=tan", "tan", "#bbbbbb"),
        ('bgcolor=gold graph [style=filled, color="blue"]', "blue", "blue"),
        ("bgcolor=gold style=filled pencolor=blue color=red", "red", "blue"),
        ("bgcolor=gold", "gold", "#bbbbbb"),
        ("bgcolor=gold color=red", "gold", "red"),
    ],
)
def test_a_cluster_has_the_colours_of_its_author(
    draw: Draw, body: str, fill: str, outline: str
) -> None:
    """What fills a cluster is its own `bgcolor` before any colour of ours."""
    text = svg(draw(f"digraph {{ subgraph cluster_c {{ {body}; c }} }}"))
    (shape,) = re.findall(r'class="cluster">.*?<(?:polygon|path) (.*?)/>', text, re.DOTALL)
    assert re.findall(r'(?:fill|stroke)="(.*?)"', shape) == [fill, outline]


@pytest.mark.parametrize(
    ("before", "outlines"),
    [
        ("", ["#bbbbbb", "#3d9e5a", "red"]),
        ("pencolor=blue;", ["blue", "#3d9e5a", "blue"]),
        ("color=gold;", ["gold", "#3d9e5a", "red"]),
        ("graph [pencolor=blue color=gold];", ["blue", "#3d9e5a", "blue"]),
    ],
)
def test_the_outline_of_one_cluster_leaves_others_alone(
    draw: Draw, before: str, outlines: list[str]
) -> None:
    text = svg(
        draw(f"""digraph {{ {before}
        subgraph cluster_a {{ style=filled; fillcolor="#cfe2f3"; x }}
        subgraph cluster_b {{ bgcolor="#d4edda"; pencolor="#3d9e5a"; color=tan; y }}
        subgraph cluster_c {{ bgcolor=white; color=red; z }} }}""")
    )
    assert re.findall(r'class="cluster">.*?stroke="(.*?)"', text, re.DOTALL) == outlines


@pytest.mark.parametrize("setting", ["dpi=300", 'graph [dpi="96", resolution=600]'])
def test_pixels_of_an_inch_change_nothing(draw: Draw, setting: str) -> None:
    assert svg(draw(f"digraph {{ {setting}; a -> b }}")) == svg(draw("digraph { a -> b }"))


@pytest.mark.parametrize("id", ["node (1)", r"\N"])
def test_ids_leave_gradients_as_they_are(draw: Draw, id: str) -> None:
    """Graphviz refers to them by `url(#…)`, where not every letter may stand."""
    plain = 'digraph { "a b" [style=filled, fillcolor="red:blue"%s] }'
    assert svg(draw(plain % f', id="{id}"')) == svg(draw(plain % ""))


@pytest.mark.parametrize(
    ("written", "family"),
    [
        (r"\"Segoe UI\", Arial", "'Segoe UI', Arial"),
        ("AT&T Sans", "AT&T Sans"),
        ("AT&amp;T Sans", "AT&T Sans"),
        (r"<b>\"/><rect", "<b>'/><rect"),
    ],
)
def test_the_name_of_a_font_stays_a_name(draw: Draw, written: str, family: str) -> None:
    """Graphviz writes it as it is."""
    text = svg(draw(f'digraph {{ a [fontname="{written}"] }}'))
    labels = etree.fromstring(text.encode()).iter("{*}text")
    assert [each.get("font-family") for each in labels] == [family]


def test_same_bytes_whatever_was_drawn_before(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graphs drawn one after another in one process, and each in a process of its own."""
    texts = 2 * [b'digraph { a [style=filled, fillcolor="red:blue"] }']
    texts += 3 * [path.read_bytes() for path in sorted(REPOSITORY.glob("questions/**/*.dot"))]
    texts += [graph(seed).encode() for seed in range(60)]
    for layout in ("neato", "fdp", "circo", "dot"):
        texts.append(
            f"graph {{ layout={layout}; start=random7; a -- b -- c -- a; c -- e }}".encode()
        )
    one_after_another = [render(job(text), workers) for text in texts]
    monkeypatch.setattr(Workers, "try_in_place", lambda *_: None)
    for text, rendered in zip(texts, one_after_another, strict=True):
        alone = render(job(text), workers)
        assert (rendered.raw, rendered.findings) == (alone.raw, alone.findings), text.decode()


def test_a_graph_does_not_wait_for_matplotlib(workers: Workers) -> None:
    """The processes that draw graphs, and check what was drawn, import what they need alone."""
    assert render(job(b"digraph { a -> b }"), workers).raw
    for warm_up in ("pipeline.render.dot.drawing:warm_up", "pipeline.check:warm_up"):
        loaded = "sorted({name.partition('.')[0] for name in __import__('sys').modules})"
        names = workers.call("builtins:eval", loaded, Limits(), object, warm_up).value
        assert isinstance(names, list)
        assert "ctypes" in names or "lxml" in names
        assert not {"matplotlib", "numpy"} & set(names)


def test_same_bytes_by_fork_and_spawn(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """How the process was started does not show."""
    text = b'graph { layout=neato; a [label="Some label"]; a -- b [label="edge"] }'
    forked = svg(render(job(text), workers))
    monkeypatch.setenv("VISUALS_START_METHOD", "spawn")
    assert svg(render(job(text), workers)) == forked


def test_a_graph_that_takes_too_long_is_no_loop_of_a_script() -> None:
    (found,) = no_value(job(b"digraph { a -> b }"), "graphviz", Outcome(None, "timeout")).findings
    assert found.code == "R002"
    assert found.hint.startswith("draw fewer edges or take another layout; `timeout` in")


def test_a_machine_without_dot(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """`dot = "system"` on a machine that has none says how to get it."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("VISUALS_START_METHOD", "spawn")
    rendered = render(job(b"digraph { a }", "system"), workers)
    assert [finding.code for finding in rendered.findings] == ["R001"]
    assert "apt-get install -y graphviz" in rendered.findings[0].hint
    assert shape_of_render(kind_of("dot", "system"), state)["dot"] == "missing"


@pytest.mark.skipif(not shutil.which("dot"), reason="there is no dot here")
def test_the_machines_dot_measures_in_the_house_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever temporary folders lie; and if it does not, that is an error."""
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    plain, odd = tmp_path / "plain", tmp_path / "a&b <c> 'd'"
    for folder in (plain, odd):
        folder.mkdir()
    text = 'digraph { a [label="Some wide label, iiiiii"] }'
    drawn = [lay_out(Layout(text, "system", str(folder))) for folder in (plain, odd)]
    assert drawn[0].svg
    assert drawn[0] == drawn[1]
    monkeypatch.setattr(laying, "FONTCONFIG", "<fontconfig>")
    laid = lay_out(Layout(text, "system", str(plain)))
    assert (laid.svg, laid.font != "") == (None, True)
    monkeypatch.setattr(graph_module, "lay_out", lambda *_: laid)
    (finding,) = graph_module.draw(GraphTask(job(b"digraph { a }"), "")).findings
    assert (finding.code, f"measures labels in {laid.font}, not in" in finding.message) == (
        "R004", True,
    )  # fmt: skip


def test_missing_libraries_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the wheel cannot be loaded, the hint is the command that mends it."""
    lacks = Laid(None, "libexpat.so.1: cannot open shared object file")
    monkeypatch.setattr(graph_module, "lay_out", lambda *_: lacks)
    rendered = graph_module.draw(GraphTask(job(b"digraph { a }"), ""))
    assert "libexpat.so.1" in rendered.findings[0].message
    assert "apt-get install -y libexpat1 zlib1g libstdc++6" in rendered.findings[0].hint

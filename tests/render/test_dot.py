"""DOT sources: house defaults, messages with lines, and no files."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable, Iterator

import pytest

from pipeline.files.inputs import state
from pipeline.kinds import kind_of
from pipeline.model import Engine, Finding, Job, Limits, Rendered
from pipeline.plan.shaping import shape_of_render
from pipeline.render import render
from pipeline.render.dot import drawing as graph_module
from pipeline.render.dot import source as dot_source
from pipeline.render.dot.layout import Laid
from pipeline.render.dot.wrong import attributes as dot_attributes
from pipeline.render.tasks import GraphTask
from pipeline.worker.pool import Workers
from tests.conftest import REPOSITORY
from tests.render.graphs import graph

Draw = Callable[[str], Rendered]
ENGINES: tuple[Engine, ...] = ("embedded", "system")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Workers that all tests of this module share."""
    with Workers(1) as made:
        yield made


@pytest.fixture(params=ENGINES)
def draw(request: pytest.FixtureRequest, workers: Workers) -> Draw:
    """Draws a DOT text with one of the engines."""
    engine: Engine = request.param
    if engine == "system" and not shutil.which("dot"):
        pytest.skip("this machine has no dot")
    return lambda text: render(job(text.encode(), engine), workers)


def job(content: bytes, engine: Engine = "embedded") -> Job:
    """A job on a DOT source."""
    return Job("x", "dot", "questions/cloud/x.dot", content, "f", engine=engine)


def svg(rendered: Rendered) -> str:
    """The raw SVG of a render that went well."""
    assert rendered.raw is not None, rendered.findings
    return rendered.raw.decode()


Told = tuple[str, int | None, int | None]


def told(finding: Finding) -> Told:
    """A finding's code, line and column."""
    return finding.code, finding.line, finding.column


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


def test_a_fill_by_color_alone_stays(draw: Draw) -> None:
    """`style=filled, color=x` fills with x: our fill colour must not stand in its way."""
    text = svg(draw("digraph { a [style=filled, color=lightgrey]; a -> b [color=red] }"))
    assert 'fill="lightgrey"' in text
    assert "#cfe2f3" not in text


def test_labels_are_measured_in_the_house_font(workers: Workers) -> None:
    """A box is as wide as its label in Arimo, whatever fonts the machine and author name."""
    label = "Load balancer for the whole region"
    widths = []
    for font in ("Helvetica", "Times", "Nowhere Sans"):
        text = f'digraph {{ a [shape=box margin=0 label="{label}" fontname="{font}"] }}'
        found = re.search(r'width="(\d+)pt"', svg(render(job(text.encode()), workers)))
        assert found
        widths.append(int(found[1]))
    assert len(set(widths)) == 1
    # 185 pt is the sum of Arimo's advances at 12 pt, and 8 pt is the drawing's own margin.
    assert abs(widths[0] - 8 - 185) < 7


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("digraph {\n a -> b\n Edge -> b\n}", ("R001", 3, 7), 'Edge in line 3 is a DOT keyword'),
        ("digraph {\n a -> NODE\n}", ("R001", 2, 7), 'as a name write "NODE"'),
        ("digraph {\n a -> ;\n}", ("R001", 2, 7), "syntax error in line 2"),
        ("digraph {\n a ->", ("R001", 1, 9), "never closed"),
        ("hello", ("R001", 1, 1), "syntax error in line 1 near 'hello'"),
        ("digraph {\n\n a [label=<<b>x</i>>]\n}", ("R001", 3, 11), "in label of node a"),
        ("digraph {\n a <-> b\n}", ("R001", 2, 4), "dir=both"),
        ("digraph {\n a <- b\n}", ("R001", 2, 4), "dir=both"),
        ("digraph { a }\ndigraph { b }", ("R001", 2, 1), "more than one graph"),
        ("graph {\n layout=nope\n}", ("R001", 2, 9), "nope"),
        ("", ("R003", None, None), "no graph"),
        ("// nothing\n", ("R003", None, None), "no graph"),
        ('digraph {\n a [image="/etc/passwd"]\n}', ("S002", 2, 5), "image"),
        ('digraph {\n a [\n"ima" + "ge"="/etc/passwd"]\n}', ("S002", 3, 1), "image"),
        ('digraph {\n a ["shape\\\nfile"="x"]\n}', ("S002", 2, 5), "shapefile"),
        ('digraph {\n imagepath="/etc"\n}', ("S002", 2, 2), "imagepath"),
        ("digraph {\n a [label=<<table>\n<tr><td><Img SRC='x'/></td></tr></table>>]\n}",
         ("S002", 3, 9), "IMG"),
    ],
)  # fmt: skip
def test_errors(draw: Draw, text: str, expected: Told, words: str) -> None:
    """An error has its code, its line and the way out, with both engines."""
    rendered = draw(text)
    assert rendered.raw is None
    assert told(rendered.findings[0]) == expected
    assert words in f"{rendered.findings[0].message} {rendered.findings[0].hint}"


def test_warnings(draw: Draw) -> None:
    """A warning has the line of what it is about, in every render anew."""
    text = "digraph {\n a [shape=foo]\n b [color=bluish]\n a:p -> b\n}"
    for _ in range(2):
        rendered = draw(text)
        assert svg(rendered)
        assert {told(finding) for finding in rendered.findings} == {
            ("R005", 2, 11), ("R005", 3, 11), ("R005", 4, 4),
        }  # fmt: skip
        assert {finding.severity for finding in rendered.findings} == {"warning"}


def test_not_utf8(workers: Workers) -> None:
    """Text in another encoding is an error with its line."""
    rendered = render(job(b'digraph {\n a [label="\xff"]\n}'), workers)
    assert [told(finding) for finding in rendered.findings] == [("R001", 2, 12)]


def test_what_only_looks_wrong_is_drawn(draw: Draw) -> None:
    """Arrows in labels, braces in comments and strings, HTML labels, keywords in quotes."""
    text = (
        '# digraph { { {\ndigraph "g{" { /* } } */ // }\n "a <-> b" -> "Edge" [label="}{<->"];'
        " c [label=<x &lt;-&gt; <b>y</b>>]; node [shape=box]; image -> d; d -> subgraph { e } }\n"
    )
    rendered = draw(text)
    assert rendered.findings == ()
    assert "a &lt;&#45;&gt; b" in svg(rendered)


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


@pytest.mark.parametrize(
    "fault", ["a [shape=nosuch]", 'a [style=filled, fillcolor="red;0.3:blue;2"]']
)
def test_a_warning_that_graphviz_gives_but_once_is_told_each_time(
    workers: Workers, fault: str
) -> None:
    for _ in range(3):
        rendered = render(job(f"digraph {{ {fault} }}".encode()), workers)
        assert {finding.code for finding in rendered.findings} == {"R005"}
        assert render(job(b"digraph { a -> b }"), workers).findings == ()


def test_a_graph_does_not_wait_for_matplotlib(workers: Workers) -> None:
    """The processes that draw graphs, and check what was drawn, import what they need alone."""
    assert render(job(b"digraph { a -> b }"), workers).raw
    for warm_up in ("pipeline.render.dot.drawing:warm_up", "pipeline.check:warm_up"):
        loaded = "sorted({name.partition('.')[0] for name in __import__('sys').modules})"
        names = workers.call("builtins:eval", loaded, Limits(), warm_up).value
        assert isinstance(names, list)
        assert "ctypes" in names or "lxml" in names
        assert not {"matplotlib", "numpy"} & set(names)


def test_a_clock_for_a_seed_is_warned_of(draw: Draw) -> None:
    """`start=rand` seeds from the clock, and the hint says how not to."""
    for start in ("random", "rand7", "seed"):
        rendered = draw(f"graph {{ layout=neato;\n start={start}; a -- b }}")
        assert [told(finding) for finding in rendered.findings] == [("R005", 2, 2)]
        assert "start=7" in rendered.findings[0].hint
    for start in ("7", "random7", "regular"):
        assert draw(f"graph {{ layout=neato; start={start}; a -- b }}").findings == ()


def test_same_bytes_by_fork_and_spawn(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """How the process was started does not show."""
    text = b'graph { layout=neato; a [label="Some label"]; a -- b [label="edge"] }'
    forked = svg(render(job(text), workers))
    monkeypatch.setenv("VISUALS_START_METHOD", "spawn")
    assert svg(render(job(text), workers)) == forked


def test_a_machine_without_dot(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """`dot = "system"` on a machine that has none says how to get it."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("VISUALS_START_METHOD", "spawn")
    rendered = render(job(b"digraph { a }", "system"), workers)
    assert [finding.code for finding in rendered.findings] == ["R001"]
    assert "apt-get install -y graphviz" in rendered.findings[0].hint
    assert shape_of_render(kind_of("dot", "system"), state)["dot"] == "missing"


def test_missing_libraries_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the wheel cannot be loaded, the hint is the command that mends it."""
    lacks = Laid(None, "libglib-2.0.so.0: cannot open shared object file")
    monkeypatch.setattr(graph_module, "lay_out", lambda *_: lacks)
    rendered = graph_module.draw(GraphTask(job(b"digraph { a }"), ""))
    assert "libglib-2.0.so.0" in rendered.findings[0].message
    assert "apt-get install -y libglib2.0-0 libxrender1 libxext6" in rendered.findings[0].hint


def test_tokens() -> None:
    """Strings are joined and unescaped, comments left out, lines and columns counted."""
    tokens = dot_source.tokenize('a /* x\n */ "b\\"c" + "d"\n<e<f>>->g:1.5')
    assert [(token.kind, token.text, *token.place) for token in tokens] == [
        ("name", "a", 1, 1), ("quoted", 'b"cd', 2, 5), ("html", "e<f>", 3, 1),
        ("mark", "->", 3, 7), ("name", "g", 3, 9), ("mark", ":", 3, 10), ("name", "1.5", 3, 11),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ['"open', "<open", "/* open", "a -", "\\", "/", "{}}{", "+"])
def test_tokenizing_never_raises(text: str) -> None:
    """Any text has tokens, which cover nothing twice."""
    tokens = dot_source.tokenize(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("lable", "label"), ("Label", "label"), ("hight", "height"), ("fillcolour", "fillcolor"),
        ("arrowHead", "arrowhead"), ('"colour"', "color"),
    ],
)  # fmt: skip
def test_an_attribute_that_graphviz_ignores_is_reported(draw: Draw, name: str, known: str) -> None:
    rendered = draw(f"digraph {{\n  a [{name}=x]\n}}")
    assert rendered.raw is not None
    assert [told(finding) for finding in rendered.findings] == [("C004", 2, 6)]
    assert rendered.findings[0].hint == f"did you mean {known}?"


@pytest.mark.parametrize("name", ["label2", "owner", "x", "latency_ms", "images", "stale", "eight"])
def test_an_attribute_of_the_authors_own_is_fine(draw: Draw, name: str) -> None:
    assert draw(f"digraph {{ a [{name}=x] }}").findings == ()


def test_every_attribute_of_graphviz_is_known(draw: Draw) -> None:
    listed = " ".join(f'{name}=""' for name in sorted(dot_attributes.KNOWN))
    assert not [f for f in draw(f"digraph {{ a [{listed}] }}").findings if f.code == "C004"]


def test_a_comment_may_stand_behind_anything(draw: Draw) -> None:
    """Graphviz takes `#` for the start of one wherever a token could start."""
    rendered = draw(
        'digraph {\n  a -> b; # } digraph { [image="x.png" lable=1] it\'s 5" < /* wide\n}'
    )
    assert (rendered.findings, rendered.raw is None) == ((), False)
    after = draw('digraph {\n  a -> b; # [ /* open, 5" wide\n  c [image="/tmp/x.svg"]\n}')
    assert [told(finding) for finding in after.findings] == [("S002", 3, 6)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("digraph {\n splines=orthoo; a -> b\n}", (2, 10)),
        ("digraph {\n a -> b [arrowhead=nrmal]\n}", (2, 20)),
        ("digraph {\n a [style=fillled]\n}", (2, 11)),
    ],
)
def test_a_value_that_graphviz_does_not_know_has_its_place(
    workers: Workers, text: str, place: tuple[int, int]
) -> None:
    found = render(job(text.encode()), workers).findings
    assert [told(finding) for finding in found] == [("R005", *place)]


@pytest.mark.parametrize("comment", ["// {}\n", "/* {} */", "/*\n{}\n*/", "# {}\n"])
def test_a_comment_may_be_longer_than_graphviz_reads(draw: Draw, comment: str) -> None:
    long = comment.format("x" * 100_000)
    for text in (f"{long}digraph {{ a -> b }}", f"digraph {{{long} a -> b }}{long}"):
        rendered = draw(text)
        assert (rendered.findings, rendered.raw is None) == ((), False)
    (found,) = draw(f"digraph {{ a {long} -> b\n c -> -> d }}").findings
    assert (found.code, found.line) == ("R001", 2 + long.count("\n"))

"""What is wrong with a DOT text is reported at its place, with a way out."""

from __future__ import annotations

import pytest

from pipeline.render import render
from pipeline.render.dot.wrong import attributes as dot_attributes
from pipeline.worker.pool import Workers
from tests.conftest import Project
from tests.render.jobs import Draw, Told, job, svg, told


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("digraph {\n a -> b\n Edge -> b\n}", ("R001", 3, 7), 'Edge in line 3 is a DOT keyword'),
        ("digraph {\n a -> NODE\n}", ("R001", 2, 7), 'as a name write "NODE"'),
        ("digraph {\n a -> ;\n}", ("R001", 2, 7), "syntax error in line 2"),
        ("digraph {\n a ->", ("R001", 1, 9), "never closed"),
        ("hello", ("R001", 1, 1), "syntax error in line 1 near 'hello'"),
        ("digraph {\n\n a [label=<<b>x</i>>]\n}", ("R001", 3, 15), "in label of node a"),
        ("digraph {\n a <-> b\n}", ("R001", 2, 4), "dir=both"),
        ("digraph {\n a <- b\n}", ("R001", 2, 4), "write: b -> a"),
        ("graph {\n a <- b\n}", ("R001", 2, 4), "write: a -- b"),
        ("digraph { a }\ndigraph { b }", ("R001", 2, 1), "more than one graph"),
        ("graph {\n layout=nope\n}", ("R001", 2, 9), "nope"),
        ("", ("R003", None, None), "no graph"),
        ("// nothing\n", ("R003", None, None), "no graph"),
        ('digraph {\n a [image="/etc/passwd"]\n}', ("S002", 2, 5), "image"),
        ('digraph {\n a [\n"ima" + "ge"="/etc/passwd"]\n}', ("S002", 3, 1), "image"),
        ('digraph {\n a ["shape\\\nfile"="x"]\n}', ("S002", 2, 5), "shapefile"),
        ('digraph {\n imagepath="/etc"\n}', ("S002", 2, 2), "imagepath"),
        ('digraph {\n _background="c 7 -#ff0000 p 3 0 0 9 9 9 0"\n}', ("S002", 2, 2), "commands"),
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


def test_a_clock_for_a_seed_is_warned_of(draw: Draw) -> None:
    """`start=rand` seeds from the clock, and the hint says how not to."""
    for start in ("random", "rand7", "seed"):
        rendered = draw(f"graph {{ layout=neato;\n start={start}; a -- b }}")
        assert [told(finding) for finding in rendered.findings] == [("R005", 2, 2)]
        assert "start=7" in rendered.findings[0].hint
    for start in ("7", "random7", "regular"):
        assert draw(f"graph {{ layout=neato; start={start}; a -- b }}").findings == ()


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


def test_a_comment_may_stand_behind_anything(draw: Draw) -> None:
    """Graphviz takes `#` for the start of one wherever a token could start."""
    rendered = draw(
        'digraph {\n  a -> b; # } digraph { [image="x.png" lable=1] it\'s 5" < /* wide\n}'
    )
    assert (rendered.findings, rendered.raw is None) == ((), False)
    after = draw('digraph {\n  a -> b; # [ /* open, 5" wide\n  c [image="/tmp/x.svg"]\n}')
    assert [told(finding) for finding in after.findings] == [("S002", 3, 6)]


FAULTS = [
    # The other kind of edge.
    ("digraph {\n  a -- b\n  subgraph c { x:n--y:s }\n}",
     [("R001", 2, 5), ("R001", 3, 19)], "a digraph has -> edges", "dir=none"),
    ("strict graph{ a -> b; c->d }",
     [("R001", 1, 17), ("R001", 1, 24)], "a graph has -- edges", "with digraph"),
    ("digraph { a --> b; c --- d }",
     [("R001", 1, 13), ("R001", 1, 22)], "and this is -->", "write ->;"),
    ("graph { a ---> b }", [("R001", 1, 11)], "and this is --->", "write --;"),
    # A record that cannot be read has no ports; that is not reported too.
    ("digraph { a [shape=record label=\"<p> x|y < z\"]; a:p -> b }",
     [("R001", 1, 42)], "bad label", "write \\<"),
    # What is opened and never closed: where it was opened.
    ("digraph {\n  a -> b\n", [("R001", 1, 9)], "the { opened here is never closed", "}"),
    ("digraph {\n a [label=<wait <5ms>]\n a -> b }", [("R001", 2, 17)], "the < opened", "&lt;"),
    ("digraph {\n a [label=<5ms]; a -> b }", [("R001", 2, 11)], "the < opened", "in quotes"),
    ("graph {\n a [label=<b <5ms>]; a -- b }", [("R001", 2, 14)], "the < opened", "&lt;"),
    ("digraph {\n  subgraph cluster_a {\n    a\n  subgraph cluster_b {\n    b\n  }\n}\n",
     [("R001", 2, 22)], "the { opened", "}"),
    ('digraph {\n  a [label="x"\n  b [label="y"]\n}', [("R001", 2, 5)], "the [ opened", "]"),
    ('digraph { a [label="x"; b -> c }', [("R001", 1, 13)], "the [ opened", "]"),
    ('digraph {\n  a [label="x]\n  b [label="y"]\n  c\n}', [("R001", 2, 12)], 'the " opened', '"'),
    ('digraph { a [label="x]; b [label="y"] }', [("R001", 1, 20)], 'the " opened', '"'),
    ("digraph {\n  a [label=<<b>x</b>]\n}", [("R001", 2, 12)], "the < opened", "&lt;"),
    ("digraph {\n  /* old\n  a -> b\n}\n", [("R001", 2, 3)], "the /* opened", "*/"),
    ('digraph {\n  a [label="x" /* old ]\n  b\n}\n', [("R001", 2, 16)], "the /* opened", "*/"),
    # After the end.
    ("digraph { a }\n}\n", [("R001", 2, 1)], "this } closes nothing", "take it"),
    ("digraph { a } b -> c", [("R001", 1, 15)], "after the end", "move it"),
    ("digraph { a };\nc;\n", [("R001", 2, 1)], "after the end", "move it"),
    ("digraph { a }\n\nThis shows how a request flows.\n",
     [("R001", 3, 1)], "after the end", "take it out"),
    ("digraph { a }\nGraph of latency < 5 ms, it's \"fast: see http://x.org\n",
     [("R001", 2, 1)], "after the end", "take it out"),
    ("digraph { a }\nb -> c [label=x\n", [("R001", 2, 1)], "after the end", "take it out, or move"),
    ("digraph { a }\n```\n", [("R001", 2, 1)], "``` is a fence", "take this line out"),
    ("```dot\ndigraph { a }\n```\n", [("R001", 1, 1)], "is a fence", "keep what stands between"),
    # Before the start, and what is no graph from there on.
    ("The graph is this:\ndigraph { a -> b }",
     [("R001", 1, 1)], "syntax", "take out what stands before digraph in line 2"),
    ("Intro\nstrict digraph { a }", [("R001", 1, 1)], "syntax", "before strict in line 2"),
    ('{"edges": [["a", "b"]]}', [("R001", 1, 1)], "syntax", "this is JSON and no DOT"),
    ("# x\nimport graphviz\n", [("R001", 2, 1)], "syntax", "this is Python and no DOT"),
    ("from graphviz import Digraph\nd = Digraph() {", [("R001", 1, 1)], "syntax", "print(dot"),
    ("dot = graphviz.Digraph()", [("R001", 1, 1)], "syntax", "this is Python"),
    ("<svg xmlns='x'/>", [("R001", 1, 1)], "syntax", "write kind: svg"),
    ('{"a": [{"u": "http://x"}]}\n{}', [("R001", 1, 1)], "syntax", "start the file with"),
    ("graph TD\n A --> B{Balancer}\n B --> C\n", [("R001", 2, 2)], "syntax", "this is Mermaid"),
    ("graph LR\n subgraph x\n A --> B\n end\n", [("R001", 2, 2)], "syntax", "this is Mermaid"),
    ("@startuml\nclass A {\n  x --> y\n}\nA -> B\n", [("R001", 1, 1)], "syntax", "PlantUML"),
    ("digraph { a [label=[x]] }", [("R001", 1, 20)], "syntax", 'label="[x]"'),
    ("digraph { a [label={x}] }", [("R001", 1, 20)], "syntax", 'label="{x}"'),
    # Names and values that need quotes.
    ("digraph { web.example.com -> db }", [("R001", 1, 11)], "syntax", '"web.example.com"'),
    ("digraph { node-1 -> db }", [("R001", 1, 15)], "syntax", '"node-1"'),
    ("digraph { a [label=Load balancer, shape=box] }",
     [("R001", 1, 33)], "syntax", 'label="Load balancer"'),
    ("digraph { a [label=“foo bar”] }", [("R001", 1, 20)], "syntax", "“ is no quote"),
    ("digraph { a [label='foo bar'] }", [("R001", 1, 20)], "syntax", "' is no quote"),
    ("digraph { a [label=`foo bar`] }", [("R001", 1, 20)], "syntax", "` is no quote"),
    ('digraph { a [label="x"] -> b }', [("R001", 1, 25)], "syntax", "in a line of its own"),
    ("digraph { a [label=<b>foo</b>] }", [("R001", 1, 26)], "syntax", "<<b>…</b>>"),
    ("digraph { a [label=10ms] }", [("R001", 1, 20)], "read as several", 'quotes: "10ms"'),
    ("digraph { a [shape=box color=] }", [("R001", 1, 30)], "syntax", "color has no value"),
    ("digraph edge { a }", [("R001", 1, 9)], "syntax", 'as a name write "edge"'),
    ("digraph { a [color=#ff0000] }", [("R001", 1, 20)], "starts a comment", '"#ff0000"'),
    ("digraph { a [label=http://x.org/y] }",
     [("R001", 1, 25)], "starts a comment", '"http://x.org/y"'),
    # Other languages.
    ("digraph { a => b }", [("R001", 1, 14)], "syntax", "write ->"),
    ("digraph { a - b }", [("R001", 1, 13)], "syntax", "write ->"),
    ("digraph { a -> -> b }", [("R001", 1, 16)], "syntax", "a node before it"),
    ("digraph { a -> b (label=1) }", [("R001", 1, 18)], "syntax", "square brackets"),
    ('digraph { a [label: "x"] }', [("R001", 1, 19)], "syntax", "label=…"),
    ("digraph { a [shape] }", [("R001", 1, 19)], "syntax", "shape=…"),
    ("digraph { a; [shape=box] }", [("R001", 1, 14)], "syntax", "take the ; out"),
    ("diagraph { a }", [("R001", 1, 1)], "syntax", "did you mean digraph?"),
    ("@startuml\na -> b\n", [("R001", 1, 1)], "syntax", "start the file with"),
    ("digraph a -> b }", [("R001", 1, 11)], "syntax", "a { is missing"),
    ("digraph { a:b:c:d }", [("R001", 1, 16)], "syntax", "quotes"),
    ("digraph { a; Edge; b }", [("R001", 1, 18)], "syntax", 'as a name write "Edge"'),
    ("digraph { a [node=1] }", [("R001", 1, 14)], "syntax", 'as a name write "node"'),
    ("digraph { a [style=rounded,filled, color=red] }",
     [("R001", 1, 34)], "syntax", 'style="rounded,filled"'),
    ("digraph { a [style=rounded,filled] }", [("R001", 1, 34)], "syntax", 'style="rounded,filled"'),
    ("digraph { a [shape=box, bold] }", [("R001", 1, 29)], "syntax", "bold has no value"),
    ('digraph { a [label="say "hi" now"] }', [("R001", 1, 28)], "syntax", r'write \"'),
    ("digraph { a [font-size=30] }", [("R001", 1, 18)], "syntax", "did you mean fontsize?"),
    ('digraph { a(label="A") }', [("R001", 1, 11)], "syntax", "square brackets"),
    ("digraph { subgraph cluster_a [label=x] { a } }",
     [("R001", 1, 30)], "syntax", "in its { }"),
    ("digraph { a -> b;; c }", [("R001", 1, 18)], "syntax", "this ; ends nothing"),
    ("digraph { ; c }", [("R001", 1, 11)], "syntax", "this ; ends nothing"),
    ("graph TD\n  A[Client] --> B[Server]\n", [("R001", 2, 3)], "syntax", "this is Mermaid"),
    ("sequenceDiagram\n  A->>B: x\n", [("R001", 1, 1)], "syntax", "this is Mermaid"),
    ("@startuml\nA -> B: x\n@enduml\n", [("R001", 1, 1)], "syntax", "this is PlantUML"),
    ("digraph { a [label=<p99 > 5 ms>] }", [("R001", 1, 29)], "syntax", "write &gt;"),
    ("digraph { a [label=<x -> y>] }", [("R001", 1, 27)], "syntax", "write &gt;"),
    ("digraph {\n a [label=<<i>\nx > y</i>>] }", [("R001", 3, 6)], "syntax", "in line 3"),
    ("digraph { arr[0] -> arr[1] }", [("R001", 1, 16)], "syntax", 'brackets write "arr[0]"'),
    ("digraph { a -> x[n-1][j] }", [("R001", 1, 19)], "syntax", 'write "x[n-1][j]"'),
    ("digraph { A[Load balancer] }", [("R001", 1, 18)], "syntax", 'A [label="Load balancer"]'),
    ("digraph { a[shape] }", [("R001", 1, 18)], "syntax", "shape=…"),
    ("digraph { a [shape=box, 0] }", [("R001", 1, 26)], "syntax", 'for a label write [label=0]'),
    ('digraph { a ["x y"] }', [("R001", 1, 19)], "syntax", 'write [label="x y"]'),
    ("digraph { [color=red] a -> b; }", [("R001", 1, 11)], "syntax", "edge: a -> b [color=red]"),
    ("digraph { a; [color=red] a -> b }", [("R001", 1, 14)], "syntax", ": a -> b [color=red]"),
    ('digraph { a ["my key"=] }', [("R001", 1, 23)], "syntax", 'write "my key"=…'),
    ("digraph { ordering=OUT; a -> b }", [("R001", 1, 20)], "not recognized", "ordering=out"),
    # What is missing, or one too many.
    ("digraph {\n node {shape=box} a }", [("R001", 2, 7)], "syntax", "brackets: node [shape=…]"),
    ("digraph { edge color=red; a -> b }", [("R001", 1, 16)], "syntax", "edge [color=…]"),
    ('digraph {\n a label="x"] }', [("R001", 2, 13)], "syntax", "a [ is missing before label"),
    ("digraph { a -> b label=x color=red] }", [("R001", 1, 35)], "syntax", "before label"),
    ("digraph { a -> b label=x, color=red] }", [("R001", 1, 25)], "syntax", "before label"),
    ("digraph { a -> b, [color=red] }", [("R001", 1, 19)], "syntax", "take the , before it out"),
    ("digraph { a; b, }", [("R001", 1, 17)], "syntax", "take the , before it out"),
    ("digraph { a -> Subgraph; b }", [("R001", 1, 24)], "syntax", 'as a name write "Subgraph"'),
    ("digraph my big graph { a }", [("R001", 1, 12)], "syntax", '"my big graph"'),
    ('digraph { subgraph "a" b { c } }', [("R001", 1, 24)], "syntax", 'quotes: "a b"'),
    ("digraph G [\n a\n]", [("R001", 1, 11)], "syntax", "write { in its place"),
    # Text that was escaped for another language, and other languages.
    ("digraph { a -&gt; b }", [("R001", 1, 13)], "syntax", "&gt; stands for a sign in HTML alone"),
    ("digraph { a [label=&quot;x&quot;] }", [("R001", 1, 20)], "syntax", "the sign itself"),
    (r"digraph {\n a -> b }", [("R001", 1, 10)], "syntax", "write a new line"),
    ("pie title Pets\n", [("R001", 1, 1)], "syntax", "this is Mermaid"),
    ("mindmap\n  root((x))\n", [("R001", 1, 1)], "syntax", "this is Mermaid"),
    ("timeline of it\ndigraph { a }", [("R001", 1, 1)], "syntax", "before digraph in line 2"),
    # Labels of records and of HTML.
    ("digraph { node [shape=record]; a; b; {rank=same; a b}\n a -> b; }",
     [("R001", 2, 2)], "lost a b edge", "write such records as shape=plain with a table"),
    ("digraph { a [label=<<table><tr><th>x</th></tr></table>>] }",
     [("R001", 1, 28)], "syntax error", "Graphviz knows b, i, u"),
    ("digraph { a [label=<<table><td>x</td></table>>] }",
     [("R001", 1, 21)], "syntax error", "a table holds rows"),
    ("digraph { a [label=<<table><tr></tr></table>>] }",
     [("R001", 1, 28)], "syntax error", "and a row cells"),
    ('digraph {\n  node [shape=record]\n  v [label="{Version|+ <(x)\\l+ <=(x)\\l}"]\n}',
     [("R001", 3, 24)], "bad label format", r"\< \>"),
    ('digraph { v [shape=Mrecord label="a > b"] }', [("R001", 1, 37)], "bad label", r"\>"),
    ('digraph { v [shape=record label="{a|{b}"] }', [("R001", 1, 34)], "bad label", r"\{"),
    ("digraph { a [label=<<table><tr>x</tr></table>>] }",
     [("R001", 1, 32)], "syntax error", "a table holds rows"),
    ("digraph { a [label=<<table><tr><td/></tr></table>>] }",
     [("R001", 1, 28)], "syntax error", "<td></td>"),
    ("digraph { a [label=<R&D>] }", [("R001", 1, 22)], "not well-formed", "&amp;"),
    ("digraph { a [label=<x<br>y>] }", [("R001", 1, 22)], "syntax error", "<br/>"),
    ("digraph { x; a [label=<\n<div>x</div>>] }", [("R001", 2, 1)], "<div>", "table"),
    ("digraph { a [label=<<font color=red>x</font>>] }", [("R001", 1, 21)], "not well", "quotes"),
    # Links.
    ('digraph { a [URL="https://x.org"]; a -> b [edgehref=x labelURL=""] }',
     [("S002", 1, 14), ("S002", 1, 44)], "makes a link", "take it out"),
    ('digraph { a [label=<<table><tr><td HREF="x">y</td></tr></table>>] }',
     [("S002", 1, 36)], "HREF makes a link", "take it out"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places", "message", "hint"), FAULTS)
def test_an_error_stands_at_its_place_and_says_the_way_out(
    drawn: Draw, text: str, places: list[Told], message: str, hint: str
) -> None:
    rendered = drawn(text)
    assert rendered.raw is None
    assert [told(finding) for finding in rendered.findings] == places
    assert message in rendered.findings[0].message
    assert hint in rendered.findings[0].hint


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("10.0.0.1 -> b", (2, 1), 'quotes: "10.0.0.1"'),
        ("a -> b [lhead=cluster_no]", (2, 15), "starts with cluster"),
        ("subgraph cluster_a { a }; a -> b [ltail=cluster_a lhead=cluster_a]", (2, 27), "lhead"),
        ('a [label=<<table><tr><td bgcolor="bluish">x</td></tr></table>>]', (2, 35), "bluish"),
        ('a [label=<<table><tr><td foo="1">x</td></tr></table>>]', (2, 26), "foo"),
        ('a [fillcolor="red:bluish" style=filled]', (2, 14), "bluish"),
        ("x -> a; a:zz -> b", (2, 11), "port zz"),
        ('a -> b: "request"', (2, 9), "for a text at an edge [label=request]"),
        ("a -> redis:6379", (2, 12), 'for one name write "redis:6379"'),
        (
            'b [shape=record label="<x> 1"]; a -> b:x:up',
            (2, 42),
            "n, ne, e, se, s, sw, w, nw, c and what a label names",
        ),
        ("ratio=fill; a [style=fill]", (2, 22), "did you mean filled?"),
        ('ratio=fill; a [style="bold,fill"]', (2, 22), "did you mean filled?"),
        ('a [label=<<font size="9">x</font>>]', (2, 17), "knows color, face and point-size"),
        ('a [label=<<table style="x:y"><tr><td>z</td></tr></table>>]', (2, 25), "CSS counts for"),
        ("a -> b [headport=zz]", (2, 18), "port zz"),
        ("charset=koi8", (2, 9), "the file is UTF-8"),
        ("splines=ortho; a -> b [label=x]", (2, 9), "xlabel"),
        ('a [fixedsize=true label="a long label in it"]', (2, 1), "fixedsize"),
    ],
)
def test_a_warning_has_its_place(
    drawn: Draw, text: str, place: tuple[int, int], words: str
) -> None:
    found = drawn(f"digraph {{ compound=true;\n{text}\n}}").findings
    assert [told(finding) for finding in found] == [("R005", *place)]
    assert words in f"{found[0].message} {found[0].hint}"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("digraph {\n a → b\n}", (2, 4), "for an edge write ->"),
        ("graph {\n a — b\n}", (2, 4), "for an edge write --"),
        ("digraph {\n ab→cd\n}", (2, 2), '"ab→cd"'),
        ('digraph { a [shape=record\n label="List<int>|b"] }', (2, 13), r"write \<int\>"),
        ('digraph { node [shape=Mrecord]\n a [label="{x: Map<K,V>|b}"] }', (2, 19), r"\<K,V\>"),
        ('digraph { a [shape=record\n label="a}|b"] }', (2, 10), r"write \}"),
    ],
)
def test_what_would_be_left_out_in_silence_is_reported(
    drawn: Draw, text: str, place: tuple[int, int], words: str
) -> None:
    rendered = drawn(text)
    assert [told(finding) for finding in rendered.findings] == [("C004", *place)]
    assert words in rendered.findings[0].hint
    assert rendered.raw


@pytest.mark.parametrize(
    "text",
    [
        "digraph { a [label=x→y tooltip=→]; title = → }",
        'digraph { node [shape=record]; a [label="<p> x|{ <q> y |z\\<i\\>}|"]; a:p -> a:q }',
        'digraph { node [shape=record]; a [shape=box label="x<i> }"]; a -> b [label="<x> }"] }',
    ],
)
def test_arrows_in_texts_and_ports_of_records_are_no_mistake(drawn: Draw, text: str) -> None:
    assert drawn(text).findings == ()


def test_what_graphviz_said_before_it_crashed_is_reported(drawn: Draw) -> None:
    """A node of no size with two outlines, as a broken label leaves it, ends Graphviz."""
    (found,) = drawn("digraph {\n a [shape=plain peripheries=2 label=<<b>x>] }").findings
    assert told(found)[:2] == ("R001", 2)
    assert "mismatched tag" in found.message
    assert "Assertion" not in found.message


def test_a_crash_names_the_label_that_it_comes_of(draw: Draw) -> None:
    """Another version of Graphviz may draw it: then there is nothing to tell."""
    text = "digraph {{\n n1 -> n2\n n1 -> n2 [{}=x]\n n1 -> n3\n {{rank=same; n3; n0; n2; n1}} }}"
    drawn = draw(text.format("label"))
    for found in drawn.findings:
        assert (found.code, found.line, found.column) == ("R004", 3, 12)
        assert "crashed" in found.message
        assert "write xlabel" in found.hint
    assert drawn.findings or drawn.raw
    assert draw(text.format("xlabel")).raw


def test_a_graph_that_takes_too_much_memory_is_told_so(draw: Draw) -> None:
    """Graphviz says so and ends, with an exit code as after any other failure."""
    (found,) = draw("graph { a [shape=polygon sides=2000000000] }").findings
    assert (found.code, found.message) == (
        "R004", "more memory asked for than the limit of 2048 MiB",
    )  # fmt: skip
    assert "fewer nodes, sides" in found.hint


def test_no_finding_names_a_line_beyond_the_file(drawn: Draw) -> None:
    """Wherever a graph is cut off."""
    text = 'digraph {\n a [label="x"]; /* c */\n b [label=<<b>y</b>>]\n}\n'
    for end in range(3, len(text) - 2, 4):
        rendered = drawn(text[:end])
        assert rendered.raw is None
        for finding in rendered.findings:
            assert finding.line is None or finding.line <= text[:end].rstrip().count("\n") + 1


CHARSETS = ("", 'charset="latin1"', 'charset="ISO-8859-1"', "charset=utf8", "charset=big5")


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_a_text_is_read_as_it_was_written_or_refused(
    workers: Workers, charset: str, encoding: str
) -> None:
    text = f'digraph {{ graph [{charset}]; a -> b [label="café größe"] }}'
    rendered = render(job(text.encode(encoding)), workers)
    if encoding.startswith("utf-8"):
        assert "café größe" in svg(rendered)
        assert rendered.findings == ()
        return
    (found,) = rendered.findings
    assert (found.code, found.line) == ("R001", 1)
    assert "save it as UTF-8" in found.hint
    assert not charset or encoding == "utf-16" or charset[-4:].strip('"') in found.message


NOTHING = (
    "", " \n\t\n", "// nothing\n# here\n", "digraph { }", "strict graph {}",
    "digraph {\n  // only this\n}", "graph { node [shape=box]; rankdir=LR; bgcolor=white }",
    "digraph { a [style=invis]; a -> b [style=invis]; b [style=invis] }",
    "digraph { subgraph { } {} }", 'digraph { a [shape=none label=""] }',
)  # fmt: skip


def test_a_build_says_what_is_wrong_with_its_graphs(project: Project) -> None:
    for number, text in enumerate(NOTHING):
        project.add(f"nothing-{number}", "dot")
        project.path(f"questions/cloud/nothing-{number}.dot").write_text(text)
    project.add("mixed", "dot", "digraph { a -- b }")
    project.add("latin", "dot", 'digraph { graph [charset="latin1"]; a -> b [label="café"] }')
    done = project.doit()
    assert done.counts == (1, 0, len(NOTHING) + 1)
    assert done.output.count("error R003") == len(NOTHING)
    assert done.output.count("digraph { client -> queue }") == len(NOTHING)
    assert "mixed.dot:1:13: error R001: a digraph has -> edges" in done.output
    assert "café" in project.path("build/svg/cloud/latin.svg").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "digraph { a -> b, c; };", "Digraph \"x\" { a -> {b c} -> d:n:s [color=red; label=x,] }",
        "graph { a -- b [label=\"->\"]; c [label=<x -&gt; y>] }", 'digraph { "a -- b" -> "{[" }',
        "digraph { edge [dir=none]; -.5 -> 3. ; a=b; subgraph cluster_x { c } -> d }",
        "digraph { a [label=\"x\" + \"y=\"]; b [label=\"=\"]; c [label=\"[\"]; d }",
        "digraph {\n# 1 \"x\" {\na [color=red] // [\n/* { */ }\n", "digraph { größe -> naïve }",
        'digraph { a [label=<<!-- x --><b>y</b>>, URL=""]; b [target=_blank tooltip=x] }',
    ],
)  # fmt: skip
def test_what_dot_allows_is_no_error(drawn: Draw, text: str) -> None:
    rendered = drawn(text)
    assert (rendered.findings, rendered.raw is None) == ((), False)


@pytest.mark.parametrize(
    ("attributes", "hint"),
    [
        ("shape=database", "did you mean cylinder?"),
        ("shape=RoundedBox", "did you mean box with style=rounded?"),
        ("shape=elipse", "did you mean ellipse?"),
        ("shape=arrow", "write one that it knows, as box"),
        ("style=dash", "did you mean dashed?"),
        ("]; splines=orthogonal; b [", "did you mean ortho?"),
        ("style=round", "write one that it knows, as solid"),
        ('style="dotted;bold"', 'a comma parts styles: style="dotted,bold"'),
        ("color=ligthblue", "write a colour as #rrggbb"),
    ],
)
def test_a_value_that_graphviz_does_not_know_has_a_way_out(
    drawn: Draw, attributes: str, hint: str
) -> None:
    (finding,) = drawn(f"digraph {{ a [{attributes}] }}").findings
    assert (finding.code, finding.hint[: len(hint)]) == ("R005", hint)


@pytest.mark.parametrize(("arrow", "hint"), [("triangle", "normal"), ("circle", "dot")])
def test_an_arrow_that_graphviz_does_not_know_has_a_way_out(
    drawn: Draw, arrow: str, hint: str
) -> None:
    (finding,) = drawn(f"digraph {{ a -> b [arrowhead={arrow}] }}").findings
    assert finding.hint == f"did you mean {hint}?"


def test_a_resolution_with_a_unit_is_named_as_it_is_written(drawn: Draw) -> None:
    (finding,) = drawn("digraph {\n dpi=96px; a }").findings
    assert (finding.message.partition(" ")[0], told(finding)) == ("96px", ("R005", 2, 6))

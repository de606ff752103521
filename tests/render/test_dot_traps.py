"""DOT that is legal and drawn, but means something else than it seems to (C004)."""

from __future__ import annotations

import pytest

from tests.render.jobs import Draw, told

LABELLED = "is no cluster, so its label"
STRAY = "is named only here"

BAD = [
    ('digraph {\n a [pos="1,1!"]; b [pos="2,1!"] }', (2, 5), "write layout=neato for the graph"),
    ("digraph {\n layout=neato; rankdir=LR; rank=same }", (2, 16), "or the layout=neato"),
    ("digraph {\n a -> b [penwidth=thick] }", (2, 19), "write a number, such as penwidth=2"),
    ('digraph {\n node [width="1,5"]; a }', (2, 14), "write 1.5"),
    ('digraph {\n label: "My graph"\n a -> b }', (2, 2), 'write label="My graph"'),
    ("digraph {\n a -> b [label='single'] }", (2, 16), 'write label="single"'),
    ("digraph {\n rankdir: LR\n a -> b }", (2, 2), "write rankdir=LR"),
    ('digraph {\n a -> b; a: "Load balancer"\n }', (2, 10), 'write a [label="Load balancer"]'),
    ('digraph {\n a -> b; label="Fig 1: "Flow"" }', (2, 25), r"write \" for a quote"),
    ('digraph {\n a ["font-size"=30] }', (2, 5), "fontsize"),
    ("digraph {\n a [font_color=red] }", (2, 5), "fontcolor"),
    ('digraph {\n a -> b\n Edge [label="Edge server"] }', (3, 2), 'for one node write "Edge"'),
    ("digraph {\n NODE [shape=box label=hub]; a }", (2, 2), "the label of every node"),
    ("digraph {\n v1.0 -> b }", (2, 2), "v1 and .0"),
    ("digraph {\n a -> H-100:n }", (2, 7), 'write "H-100"'),
    ("digraph {\n a [shape=box];\n label=v1.0 }", (3, 8), "v1 and .0"),
    ("digraph {\n subgraph pod { label=Pod; a } }", (2, 11), "write: subgraph cluster_pod {"),
    (
        'digraph {\n subgraph "Data plane" { label=x; a } }',
        (2, 11),
        'subgraph "cluster_Data plane" {',
    ),
    ('digraph {\n "my node": "an \\"x\\"" }', (2, 2), r'write "my node" [label="an \"x\""]'),
    ('digraph {\n "a queue" [shape=box]; b -> "a queu" }', (2, 30), 'write "a queue"'),
    ("digraph {\n subgraph x { graph [label=Pod]; a } }", (2, 11), LABELLED),
    ("digraph {\n { label=Pod; rank=same; a } }", (2, 2), "write: subgraph cluster_name {"),
    ("digraph {\n subgraph { label=Pod; a } }", (2, 2), LABELLED),
    ("digraph {\n queue [label=Q]; client -> queue\n client -> Queue }", (3, 12), "write queue"),
    ("digraph {\n queue; worker\n queue -> workr }", (3, 11), "there is a node worker"),
    ("digraph {\n gate [shape=box]; way -> gate\n gaet -> way }", (3, 2), STRAY),
    ('digraph {\n "load balancer" [shape=box]\n a -> "loadbalancer" }', (3, 7), STRAY),
    (
        "digraph {\n a [label=A]; b [label=B]; server [label=S]\n a -> b -> servers }",
        (3, 12),
        STRAY,
    ),
    (
        "digraph {\n subgraph cluster_db { p; r }\n app -> cluster_db [label=x] }",
        (3, 9),
        "set compound=true for the graph, and write app -> p [lhead=cluster_db]",
    ),
    (
        'digraph { compound=true\n subgraph "cluster a" { "p q" } subgraph cluster_b { r }\n'
        ' "cluster a":n -> cluster_b }',
        (3, 2),
        'write "p q" -> r [ltail="cluster a" lhead=cluster_b]',
    ),
    (
        "graph { layout=neato; subgraph cluster_a { p }\n cluster_a -- {x y} }",
        (2, 2),
        "write p -- …",
    ),
    ("digraph {\n rankdir=lr; a -> b }", (2, 10), "did you mean LR?"),
    ("digraph {\n rankdir=TD; a -> b }", (2, 10), "write one of TB, LR, BT, RL"),
    ("digraph {\n { rank=Same; a b } }", (2, 9), "did you mean same?"),
    ("digraph {\n graph [ratio=Fill size=9] a -> b [dir=none] }", (2, 15), "did you mean fill?"),
    ("digraph {\n edge [dir=BACK]; a -> b }", (2, 12), "did you mean back?"),
    ("digraph {\n clusterrank=None; outputorder=edgesfirst; a }", (2, 14), "did you mean none?"),
    ("digraph {\n outputorder=EdgesFirst; a }", (2, 14), "did you mean edgesfirst?"),
    ("digraph {\n label=x; labelloc=Top; a }", (2, 20), "write labelloc=t"),
    ("digraph {\n a [labelloc=B] }", (2, 14), "write labelloc=b"),
    ("digraph {\n subgraph cluster_a { labeljust=L; a } }", (2, 33), "write labeljust=l"),
    ('digraph { a [label="<b>Bold</b><br/>text"] }', (1, 21), "write label=<…> without quotes"),
    ('digraph { a [label="one\nline<br>two"] }', (2, 5), r"for a new line write \n"),
    ('digraph { a -> b [xlabel="x<SUB>1</SUB>"] }', (1, 28), "write label=<…>"),
    ('digraph { "a<br/>b" -> c }', (1, 13), r"write \n"),
    ('digraph { a [label="<font color=\\"red\\">x</font>"] }', (1, 21), "label=<…>"),
    (r'digraph { a [label="$O(n \log n)$"] }', (1, 26), r"write \\log to draw \log"),
    (r'digraph { a [label="x \rightarrow y \le z"] }', (1, 23), r"write \\rightarrow"),
    (r'digraph { a [label="\lfloor x \rfloor"] }', (1, 21), r"write \\lfloor"),
    (r'digraph { a -> b [xlabel="\Theta(n)"] }', (1, 27), r"\T is an escape"),
    (r'digraph { a [label="at C:\data\temp\logs"] }', (1, 26), r"write C:\\data\\temp\\logs"),
    (r'digraph { a [label="app\src\lib"] }', (1, 24), r"write app\\src\\lib"),
    (r'digraph { a [label="C:\reports\logs"] }', (1, 23), r"write C:\\reports\\logs"),
    (r'digraph { a [shape=record label="{\{id\}|\d+\l}"] }', (1, 42), r"write {\{id\}|\\d+\l}"),
    (r'digraph { label="one\n" + "x\"\w*" a }', (1, 31), r"write \\w*"),
    (r'digraph { "\d"; "\w" -> c; "\w" [label=w] }', (1, 12), r"write \\d"),
    (r'digraph { a [label="one\n\tx = 1\l"] }', (1, 26), "for a tab write spaces"),
    (r'digraph { a [label="x \u2192 y"] }', (1, 23), "write the sign itself"),
    (rf'digraph {{ a [label="{"x" * 50}\d"] }}', (1, 71), r"write \\d to draw \d"),
    ("digraph {\n a\u00a0-> b; a -> c }", (2, 3), "U+00A0, which looks like a space"),
    ("digraph { /* \u00a0 */\n\u2003a -> b }", (2, 1), "write a usual space for it"),
    ("digraph {\n a -> b\u200b }", (2, 8), "take it out"),
    ("digraph {\n <!-- all -->\n a -> b }", (2, 2), "write a comment as //"),
    ("digraph {\n rankdir LR\n a -> b }", (2, 2), "write rankdir=LR"),
    (r"digraph { a [label=<one\ntwo>] }", (1, 24), "for a new line write <br/>"),
    (
        "digraph {\n subgraph cluster_a { a } b -> a [lhead=cluster_a]; a -> b [ltail=cluster_a] }",
        (2, 35),
        "set compound=true for the graph",
    ),
    ('digraph {\n a [fillcolor="#cfe2f3"]; b [fillcolor=red] }', (2, 5), "style=filled"),
    ("digraph {\n a -> b; b [rank=sink] }", (2, 13), "write { rank=sink; … }"),
    ("digraph {\n subgraph cluster_a { rankdir=LR; a -> b } }", (2, 23), "rankdir=LR outside"),
    ("digraph {\n a -> b\n node [shape=box] }", (3, 2), "write it right behind the { of line 1"),
    ("digraph {\n a; node [shape=box]; a }", (2, 5), "before the statement which names a first"),
    (
        "digraph {\n subgraph cluster_x {\n a }\n b -> a\n node [shape=box] }",
        (5, 2),
        "right behind the { of line 1",
    ),
    (
        "digraph {\n node [shape=box]\n a -> b\n node [shape=oval]\n b }",
        (4, 2),
        "write it at the nodes themselves: b [shape=…]",
    ),
    (
        "digraph {\n c -> b -> a\n subgraph cluster_x {\n node [shape=box]; a; b } }",
        (4, 2),
        "write the whole part in { } before line 2, which names b first",
    ),
    ("digraph {\n a -> b\n edge [style=dashed] }", (3, 2), "edge [style=…] changes nothing"),
    (
        'digraph { splines=ortho; node [shape=record]\n a [label="<x> 1|<y> 2"]; a:e -> b; '
        "a:y:e -> b }",
        (2, 39),
        "splines=polyline",
    ),
    (
        'graph { graph [splines=Ortho]; a [shape=record label="<in> i"]\n b -- a:in }',
        (2, 9),
        "so in is not where it ends",
    ),
    ('digraph {\n a [label="<b>x</b> | <i>y</i>"] }', (2, 12), "write label=<…> without quotes"),
    ('digraph {\n a [label="<x> 1|<y> 2"] }', (2, 11), "write shape=record beside it"),
    (r'digraph { a [shape=box label="{Dog|+ bark()\l}"] }', (1, 30), "| is drawn as it stands"),
    ("digraph {\n load balancer -> web }", (2, 2), 'write "load balancer"'),
    ("digraph {\n a -> web server; web -> a }", (2, 7), "two nodes to DOT, web and server"),
    (
        "digraph {\n a -> load balancer\n load balancer -> b }",
        (2, 7),
        'for one node write "load balancer"',
    ),
]

GOOD = [
    'digraph { layout=neato; a [pos="1,1!" fontsize="14pt" width=".5"]; b [pos="2,1" weight=""] }',
    'digraph { a:n -> b:"s"; c -> label:w; "x"->y; a [my_label=1 label_scheme=1] }',
    'digraph { "Edge" [label="Edge server"]; Node [shape=box]; Edge [color=red]; a -> b }',
    'digraph { edge [label="1 ms"]; Edge [label=""]; NODE [label="\\N"]; Graph [label=x]; a -> b }',
    'digraph { "v1.0" -> "H-100"; v1_0 -> -1 -> 1.5; a [width=1.0]; a -> b -> a; size="7,5" }',
    "digraph { nodesep=.5; a -> b:n [weight=2] subgraph x { rank=same; a b } }",
    "digraph { a -> b c -> d e -> f }",
    "digraph { a -> b c; b -> d; c -> d; e -> b c }",
    r'digraph { a [label="if (x || y) {\l z;\l}"]; b [label="A\l| B\l"] }',
    r'digraph { a [label="{\l x || y;\l}"]; b [label="{a || b\l}"] }',
    "digraph { node [shape=box] a b c -> d -> e f g }",
    "digraph { label=Title; subgraph cluster_a { label=x; a } subgraph Cluster_b { label=y; b } }",
    "digraph { subgraph x { cluster=true; label=y; a } subgraph y { label=\"\"; b } }",
    "digraph { subgraph x { label=y; subgraph cluster_a { a } } subgraph z { node [label=q]; b } }",
    "digraph { rank_a [label=x]; rank_b -> rank_a; gpu0 [label=x]; gpu1 -> gpu0; taskX; taskY }",
    "digraph { rank1 [label=x]; rank1 -> n; rack0 -> n; rack1 -> n }",
    "digraph { client [label=x]; n -> client -> Client }",
    "digraph { dram [label=x]; dram -> n; sram -> n; e [label=x]; E -> n }",
    "digraph { server [label=x]; a -> server; b -> servers; cache [label=x]; a -> cached; a -> b }",
    "digraph { Que [label=Q]; Key [label=K]; Val [label=V]; n -> que; n -> key; n -> val }",
    "digraph { _none [label=x]; none -> a; a -> b -> none2 }",
    "digraph { 4cc41ea3f0f14bd0a1b2c3d4e5 [label=x]; 4cc41ea3f0f14bd0a1b2c3d4e -> a -> b }",
    "graph { layout=fdp; subgraph cluster_a { p } a -- cluster_a }",
    "digraph { subgraph cluster_a { p } a -> cluster_a -> cluster_b; cluster_a [shape=box] }",
    "digraph { compound=true; subgraph cluster_a { p } a -> p [lhead=cluster_a] }",
    'digraph { rankdir=BT; rank=min; labelloc=top; labeljust=""; ratio=0.7; splines=ORTHO; a }',
    "digraph { a [rank=1 dir=up labeljust=L]; a -> b [dir=both rank=High labelloc=T]; ratio=auto }",
    'digraph { a [label="a<b && c>d"]; b [label="vector<int> <T>"]; "Box<S>" -> "<br>" -> "<b>" }',
    'digraph { node [shape=record]; a [label="<b> x|<i> y|</b> z|<br> w"]; a:b -> a:br }',
    'digraph { a [label=<<b>x</b><br/>y>]; b [label="<p>x</p>" tooltip="<b>x</b>"] }',
    r'digraph { a [label="first\lsecond\rthird\l"]; b [label="line one\nline two"]; "a\nb\ c" }',
    r'digraph { a [shape=record label="{A:\l  x = \<1\>\l|{<s> T\|F|\{\}}}"]; b [label="\N\n\G"] }',
    r'digraph { a [label="$x$ up\land down\lor not\l"]; b [label="A:\lfoo\lbar"]; c [label=<\d>] }',
    r'digraph { a [label="Q:\nread\nwrite"]; b [label="\\d \\log"]; c [label="i\.j\(k\)"] }',
    'digraph { "a\u00a0b" [label=<x\u00a0y>]; // \u00a0\n c [label="\u200b"]; "<!-- x -->" -> d }',
    "digraph { compound=yes; subgraph cluster_a { a } b -> a [lhead=cluster_a ltail=\"\"] }",
    "graph { layout=fdp; subgraph cluster_a { a } b -- a [lhead=cluster_a] }",
    "digraph { a [fillcolor=red style=filled]; b [fillcolor=red]; a -> b [fillcolor=red] }",
    'digraph { node [shape=box style=rounded fillcolor="#ffffff"]; a; b [fillcolor=White] }',
    "digraph { a [shape=point fillcolor=red]; node [rank=2]; subgraph { rank=same; a b } }",
    "digraph { rankdir=LR; subgraph cluster_a { rankdir=LR; a } rankdir -> LR; splines; a }",
    r'digraph { a [label=<C:\new\\net> tooltip=<a\nb>]; b [label=<<b>x</b>>] }',
    "digraph { a -> b; node [shape=box]; c; subgraph s { node [color=red]; a; d } }",
    "digraph { node [shape=box]; a -> b; node [shape=oval]; edge []; edge [len=2]; b -> a }",
    "digraph { subgraph s { a; node [shape=box] } subgraph s { b } a -> b }",
    "digraph { node [shape=box]; a -> b; node [shape=oval]; { rank=same; a; b } }",
    "digraph { a -> b; subgraph s { node [shape=box] edge [len=2] } { edge [len=2]; a } }",
    "digraph { splines=ortho; a:e -> b:w; { e:x f } }",
    'digraph { splines=polyline; node [shape=record]; a [label="<x> 1|<y> 2"]; a:x -> b }',
    'digraph { a [label="{a|b}"]; b [label="x | y"]; c [label="<T>|"]; d [label=<|<b>x</b>>] }',
    'digraph { graph [label="<x> 1|<y> 2"]; a; a -> b [label="<x> 1|<y> 2"] }',
    'digraph { a [label="<x> 1|<y> 2"]; a [shape=Mrecord]; b -> a [label="<x>|<y>\\l"] }',
    "digraph { a b; { c d } -> e; a -> b; b -> c d; d -> e\n f -> g\n h; i -> {j k}; l; m -> n }",
    'digraph { a -> b c [label="C"]; rank=same; d; e -> f }',
    r'digraph { node [label="x"]; "\d" -> "\w"; subgraph cluster_a { label="one\ltwo\l"; b } }',
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), BAD)
def test_a_trap_is_reported_at_its_place(
    drawn: Draw, text: str, place: tuple[int, int], words: str
) -> None:
    rendered = drawn(text)
    assert [told(finding) for finding in rendered.findings] == [("C004", *place)]
    assert words in f"{rendered.findings[0].message} {rendered.findings[0].hint}"
    assert rendered.raw


@pytest.mark.parametrize("text", GOOD)
def test_what_is_meant_is_no_trap(drawn: Draw, text: str) -> None:
    assert [each for each in drawn(text).findings if each.code == "C004"] == []

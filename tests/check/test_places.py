"""Where a finding points: the line and column of the source that made the element."""

from __future__ import annotations

import pytest

from pipeline.check import normalize_and_check
from pipeline.check.dot_places import places_of
from pipeline.config import FONT_STACK, PALETTE
from pipeline.model import Drawing, Finding
from pipeline.render.dot.source import tokenize
from tests.conftest import Project

PALE = '<text x="{x}" y="40" fill="#ccc">{text}</text>'


def told(raw: str, kind: str, content: str) -> list[Finding]:
    """What is found in a raw SVG of a source."""
    drawing = Drawing(
        "x",
        raw.encode(),
        "A title",
        "What it shows",
        "q/x",
        FONT_STACK,
        kind,
        content.encode(),
        PALETTE,
    )
    return list(normalize_and_check(drawing).findings)


def place(raw: str, kind: str, content: str) -> tuple[int | None, int | None]:
    """The place of the one finding."""
    (finding,) = told(raw, kind, content)
    return finding.line, finding.column


def svg(*texts: str) -> str:
    labels = "\n".join(PALE.format(x=40 + 200 * n, text=text) for n, text in enumerate(texts))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 80">\n{labels}\n</svg>'


def grouped(kind: str, name: str) -> str:
    return svg("label").replace(
        "<text", f'<g id="n1" class="{kind}">\n<title>{name}</title>\n<text'
    ).replace("</text>", "</text></g>")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("digraph { a }", "a", (1, 11)),
        ('digraph {\n  "a b" [label=x]\n}', "a b", (2, 3)),
        ("digraph {\n  a -> b\n  b [shape=box]\n}", "b", (3, 3)),
        ("digraph {\n  a -> b -> c\n}", "b->c", (2, 8)),
        ("digraph {\n  a:out -> b:in:n [label=x]\n}", "a->b", (2, 3)),
        ("graph {\n  a -- b\n}", "a--b", (2, 3)),
        ("digraph {\n  node [a=b]; rankdir=LR\n  a\n}", "a", (3, 3)),
        ("digraph {\n  subgraph cluster_x {\n    a\n  }\n}", "cluster_x", (2, 12)),
        ("digraph {\n  a\n  b\n}", "b", (3, 3)),
        ("digraph {\n  a [label=b]\n}", "b", None),
        ("digraph a {\n  a [label=b]\n}", "a", (2, 3)),
        ("strict graph a {\n  a -- b\n}", "a", (2, 3)),
        ("digraph {\n  subgraph a { b }\n  a [label=c]\n}", "a", (3, 3)),
    ],
)
def test_nodes_edges_and_clusters_of_dot(
    text: str, name: str, expected: tuple[int, int] | None
) -> None:
    assert places_of(tokenize(text)).get(name) == expected


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("node", "b", (3, 3)),
        ("edge", "a&#45;&gt;b", (2, 3)),
        ("edge", "__0:cluster0&#45;&gt;__1:cluster1", (4, 3)),
        ("node", "unheard", (None, None)),
        ("graph", "a", (None, None)),
    ],
)
def test_the_group_of_a_label_names_its_line(
    kind: str, name: str, expected: tuple[int | None, int | None]
) -> None:
    content = "digraph {\n  a -> b\n  b [fontcolor=gray]\n  cluster0 -> cluster1\n}"
    assert place(grouped(kind, name), "dot", content) == expected


def test_groups_in_lines_after_one_another_are_told_apart() -> None:
    groups = "".join(
        f'<g class="node"><title>{name}</title><text x="{x}" y="40" fill="{fill}">x</text></g>\n'
        for x, name, fill in ((40, "a", "#333"), (90, "b", "#ccc"), (140, "c", "#333"))
    )
    raw = svg().replace("</svg>", f"{groups}</svg>")
    assert place(raw, "dot", "digraph {\n  a\n  b\n  c\n}") == (3, 3)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('x = 1\nax.text(1, 2, "pale", color="0.8")', (2, 15)),
        ('ax.text(1, 2, "pale\\nand more")', (1, 15)),
        ('ax.text(1, 2, "pale")\nax.text(3, 4, "pale")', (None, None)),
        ("ax.text(1, 2, name)", (None, None)),
        ('é = "é é é"; ax.text(1, 2, "pale")', (1, 28)),
        ('é = "日本"; ax.text(1, 2, f"pale{é}")', (1, 25)),
        ('ax.text(1, 2, f"pale{name}")', (1, 15)),
        ('ax.text(1, 2, f"{name}")', (None, None)),
        ('ax.text(1, 2, f"{a} dark")', (None, None)),
        ("not python(", (None, None)),
    ],
)
def test_a_label_is_looked_for_among_the_strings_of_a_script(
    content: str, expected: tuple[int | None, int | None]
) -> None:
    assert place(svg("pale"), "matplotlib", content) == expected


@pytest.mark.parametrize(
    ("content", "label", "fits"),
    [
        ('f"step {n} of {total}"', "step 3 of 14", True),
        ('f"step {n} of {total}"', "a step 3 of 14", False),
        ('f"step {n} of {total}"', "step 3", False),
        ('f"{n} steps"', "30 steps", True),
        ('f"{n} steps"', "30 steps more", False),
        ('f"{n} of {n} of many"', "1 of 2 of many", True),
        ('f"many{n}many"', "many", False),
    ],
)
def test_f_strings_fit_what_they_can_come_to(content: str, label: str, fits: bool) -> None:
    found = place(svg(label), "matplotlib", f"x = {content}")
    assert found == ((1, 5) if fits else (None, None))


def test_a_colour_is_found_however_it_is_written() -> None:
    raw = svg("x").replace('fill="#ccc"', 'fill="#f0f"')
    found = told(raw, "matplotlib", 'a = "#000"\nb = "magenta"')
    assert [(each.code, each.line, each.column) for each in found] == [
        ("A002", None, None),
        ("L004", 2, 5),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('digraph {\n  a [label=<\n<td BGCOLOR="#FF00FF">x</td>>] }', (3, 14)),
        ('digraph {\n  a -> b\n  a -> c [color="red:magenta;0.3:blue"] }', (3, 17)),
        ('digraph {\n  a [label="red:magenta"] }', (None, None)),
    ],
)
def test_a_colour_in_a_table_or_a_list_of_dot_is_found(
    content: str, expected: tuple[int | None, int | None]
) -> None:
    raw = svg("x").replace('fill="#ccc"', 'fill="#f0f"')
    found = {each.code: each for each in told(raw, "dot", content)}["L004"]
    assert (found.line, found.column) == expected


def test_what_a_pass_has_replaced_points_to_where_it_was() -> None:
    assert place(svg("fine ✓"), "svg", "") == (2, 1)


def test_an_edit_that_moves_lines_moves_findings(project: Project) -> None:
    source = 'digraph {\n  a [fontcolor="#cccccc"]\n}\n'
    path = project.add("x", "dot", source).with_suffix(".dot")
    assert "x.dot:2:3: warning A002" in project.doit().output
    path.write_text(f"// a remark\n{source}")
    plan = project.doit("plan").output
    assert "normalize:x" in plan
    assert "x.dot:3:3: warning A002" in project.doit().output
    assert project.doit("plan").output.count("normalize:x") == 0

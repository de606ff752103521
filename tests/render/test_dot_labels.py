"""Labels in graphs have the room that they take in a browser."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator

import pytest

from pipeline.fonts.measure import extent
from pipeline.render import render
from pipeline.worker.pool import Workers
from tests.browser import Browser
from tests.conftest import Project
from tests.render.jobs import Draw, job, svg


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


def width_of_box(text: str) -> float:
    """The width of the first box, in pt."""
    found = re.search(r'<polygon fill="[^"]*" stroke="#4a90c4" points="([^"]*)"', text)
    assert found
    xs = [float(point.split(",")[0]) for point in found[1].split()]
    return max(xs) - min(xs)


@pytest.mark.parametrize("size", [8, 10.5, 12, 17, 40])
@pytest.mark.parametrize(
    ("label", "font", "is_bold", "is_italic"),
    [
        ("2.4 Gbps", "Helvetica", False, False),
        ("iiiiiiiiii", "Helvetica", False, False),
        ("Load balancer", "Helvetica-Bold", True, False),
        ("Load balancer", "Times-Italic", False, True),
        ("Load balancer", "Arial Bold", False, False),
    ],
)
def test_a_box_is_exactly_as_wide_as_its_label(
    drawn: Draw, size: float, label: str, font: str, is_bold: bool, is_italic: bool
) -> None:
    """Without rounding, in the font and weight that the SVG asks the reader's browser for."""
    node = f'[shape=box margin=0 width=0 label="{label}" fontname="{font}" fontsize={size}]'
    box = width_of_box(svg(drawn(f"digraph {{ a {node} }}")))
    assert box == pytest.approx(extent(label, is_bold, is_italic).width * size, abs=0.02)


def test_html_labels_and_records_are_measured_alike(drawn: Draw) -> None:
    text = svg(
        drawn(
            "digraph { a [shape=plain label=<m<b>mm</b><i>mm</i>m>];"
            ' b [shape=record margin=0 label="mm|m"] }'
        )
    )
    starts = [float(x) for x in re.findall(r'text-anchor="start" x="([\d.]+)"', text)]
    steps = [b - a for a, b in itertools.pairwise(starts)]
    m, bold, italic = (extent("m", *face).width * 12 for face in ((), (True,), (False, True)))
    assert steps == pytest.approx([m, 2 * bold, 2 * italic], abs=0.02)


LETTERS = ("漢字かな", "한국어", "العربية", "עברית", "हिन्दी", "ภาษาไทย", "🚀", "👩‍💻", "🇩🇪", "1️⃣")


@pytest.mark.parametrize("label", LETTERS)
def test_letters_that_the_font_lacks_have_room_and_stay_whole(drawn: Draw, label: str) -> None:
    """In nodes, edges, clusters and HTML labels; in the order in which they are written."""
    text = svg(
        drawn(
            f'digraph {{ a [shape=box margin=0 width=0 label="{label}"]; a -> b [label="{label}"];'
            f' c [label=<<b>{label}</b>>]; subgraph cluster_x {{ label="{label}"; d }} }}'
        )
    )
    shown = [html.unescape(found) for found in re.findall(r"<text[^>]*>([^<]*)</text>", text)]
    assert shown.count(label) == 4
    assert width_of_box(text) == pytest.approx(extent(label).width * 12, abs=0.02)


@pytest.mark.parametrize(
    "edge",
    [
        'label="2.4 Gbps"', "label=yes", "label=7", 'label="first\\lsecond, longer\\l"',
        'label="two\\nlines"', "label=<<b>900</b> GB/s>", "label=<two<br/>lines>", 'xlabel="x"',
        'label="a" + " sum"', 'label="9 GB/s" penwidth=7',
        'label="bus" color="red:blue:red"', 'label="AV" fontsize=24',
        'label="VAT" fontname="Helvetica-Bold"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("rankdir", ["TB", "LR", "BT", "RL"])
def test_an_edge_does_not_touch_its_label(drawn: Draw, edge: str, rankdir: str) -> None:
    text = svg(drawn(f"digraph {{ rankdir={rankdir}; a -> b [{edge}]; b -> a [{edge}] }}"))
    groups = re.findall(r'class="edge">(.*?)</g>', text, re.DOTALL)
    assert len(groups) == 2
    for group in groups:
        for left, top, right, bottom in boxes(group):
            inside = [(x, y) for x, y in curve(group) if left < x < right and top < y < bottom]
            assert not inside, group


LABEL = re.compile(
    r'text-anchor="(\w+)" x="([-\d.]+)" y="([-\d.]+)"(.*?) font-size="([\d.]+)".*?>([^<]+)<'
)


def boxes(group: str) -> Iterator[tuple[float, float, float, float]]:
    """What each label of an edge covers, and 1 pt around it."""
    for anchor, x, y, font, size, label in LABEL.findall(group):
        em = float(size)
        ink = extent(html.unescape(label), "bold" in font)
        share = {"start": 0, "middle": 0.5, "end": 1}[anchor]
        left = float(x) - share * ink.width * em
        above, below = float(y) - ink.top * em, float(y) - ink.bottom * em
        yield left - 1, above - 1, left + ink.width * em + 1, below + 1


def curve(group: str) -> Iterator[tuple[float, float]]:
    """Points on both sides of the lines of an edge, which are made of cubic curves."""
    wide = re.search(r'stroke-width="([\d.]+)"', group)
    reach = (float(wide[1]) - 1) / 2 if wide else 0.0
    for path in re.findall(r' d="([^"]*)"', group):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
        knots = [complex(*knot) for knot in zip(numbers[::2], numbers[1::2], strict=True)]
        for start in range(0, len(knots) - 3, 3):
            a, b, c, d = knots[start : start + 4]
            for step in range(33):
                t, u = step / 32, 1 - step / 32
                point = u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
                for aside in (-reach, reach):
                    yield point.real + aside, point.imag
                    yield point.real, point.imag + aside


def test_the_room_changes_no_text_and_no_line(drawn: Draw) -> None:
    """What makes room in the layout is gone from the SVG, and from what Graphviz says."""
    rendered = drawn(
        'digraph {\n splines=curved; a -> b [label="say \\"x\\"\\lback\\\\slash\\l"];\n'
        ' a -> c [label=<x <b>y</b><br/>z<br align="left"/>>];\n b -> c [color=bluish] }'
    )
    text = svg(rendered)
    assert not re.search("[\ufdd0-\ufdef]", text + "".join(f.message for f in rendered.findings))
    shown = [html.unescape(found) for found in re.findall(r"<text[^>]*>([^<]*)</text>", text)]
    assert {'say "x"', "back\\slash", "x ", "y", "z"} <= set(shown)
    assert [f.line for f in rendered.findings if "bluish" in f.message] == [4]


def test_an_author_who_gave_room_gets_that(drawn: Draw) -> None:
    """Blanks around a label are its room; it becomes no wider for us."""
    widths = []
    for edge in ('label="  1 GB  "', 'label="  1 GB  " penwidth=9'):
        text = svg(drawn(f"digraph {{ node [width=.1]; a -> b [{edge}] }}"))
        found = re.search(r'width="(\d+)pt"', text)
        assert found
        widths.append(int(found[1]))
    assert widths[0] == widths[1]


def test_labels_in_a_browser_are_as_wide_as_their_boxes(drawn: Draw, browser: Browser) -> None:
    """Chromium with the house font: kerning may make a label narrower, nothing makes it wider."""
    words = ("2.4 Gbps", "WAVE Type AV", "p99 = 7 ms", "fi ffl Tyrannosaur", "Ä ö ü ß é", "α → β ∂")
    faces = (("Helvetica", 0, 0), ("Helvetica-Bold", 1, 0), ("Helvetica-Oblique", 0, 1))
    nodes = "".join(
        f'n{n}_{f} [shape=box margin=0 width=0 label="{word}" fontname="{font}" fontsize=17];'
        for n, word in enumerate(words)
        for f, (font, *_) in enumerate(faces)
    )
    raw = svg(drawn(f"digraph {{ {nodes} }}")).partition("<svg")
    browser.page.set_content(f"<!DOCTYPE html><svg{raw[2]}")
    found = browser.page.evaluate(
        "[...document.querySelectorAll('.node')].map(g => [g.querySelector('text').textContent,"
        " g.querySelector('text').getComputedTextLength(),"
        " g.querySelector('polygon').getBBox().width])"
    )
    assert len(found) == len(words) * len(faces)
    for word, shown, box in found:
        assert box - 0.06 * box < shown < box + 0.2, (word, shown, box)


def test_an_edge_label_is_clear_of_its_line_in_the_build(project: Project) -> None:
    source = 'digraph { client -> queue [label="2.4 Gbps"]; queue -> worker [label="Vote yes"] }\n'
    project.add("x", "dot", source)
    done = project.doit()
    assert done.counts == (1, 0, 0)
    assert "L002" not in done.codes


@pytest.mark.parametrize("labelloc", ["t", "b"])
def test_a_label_of_a_cluster_that_an_edge_crosses_can_be_moved(
    project: Project, labelloc: str
) -> None:
    """Edges are painted after clusters, so nothing can be put between the two."""
    cluster = f'subgraph cluster_a {{ label="The data plane"; labelloc={labelloc}; c }}'
    project.add("x", "dot", f"digraph {{ {cluster} a -> c }}\n")
    done = project.doit()
    hint = "hint: set another labelloc or labeljust, or name the nodes in another order"
    assert ("L002" in done.codes, hint in done.output) == (labelloc == "t", labelloc == "t")


@pytest.mark.parametrize("port", [":left:e", ""])
def test_a_cell_that_an_edge_crosses_is_free_without_the_port(project: Project, port: str) -> None:
    project.add("x", "dot", f'digraph {{ rankdir=LR; r [shape=record, '
                f'label="{{<left> id | bigint}}"]; r{port} -> b }}\n')  # fmt: skip
    done = project.doit()
    hint = "hint: end the edge at another port or without one, or name the nodes in another order"
    assert ("L002" in done.codes, hint in done.output) == (bool(port), bool(port))

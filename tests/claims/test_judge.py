"""Claims and facts → verdicts, with the messages that a reader sees."""

from __future__ import annotations

import math
from typing import Any

import pytest

from pipeline.claims import judge, parse
from pipeline.facts.model import (
    Axes,
    Axis,
    Bar,
    Bars,
    Box,
    Cluster,
    Edge,
    Facts,
    Graph,
    Line,
    Node,
    Point,
    Slice,
    Text,
    Unread,
)
from pipeline.verdicts import Asks, Verdict
from tests.claims.test_language import HOSTILE, is_read
from tests.claims.written import PARAMS

AXIS = Axis("", "", "linear", 0, 1)
NOWHERE = (0.0, 0.0, 0.0, 0.0)


def texts(*said: str) -> Facts:
    """A drawing of texts alone."""
    return Facts(texts=tuple(Text(each, NOWHERE) for each in said))


def graph(*ways: str, heads: str = "one", clusters: tuple[Cluster, ...] = ()) -> Facts:
    """A graph by its edges, such as `a>b:label`."""
    parts = [way.partition(":") for way in ways]
    ends = [(*ends.partition(">")[::2], label) for ends, _, label in parts]
    names = dict.fromkeys(name for tail, head, _ in ends for name in (tail, head) if name)
    edges = tuple(Edge(tail, head, label, heads) for tail, head, label in ends if head)  # type: ignore[arg-type]
    return Facts(graph=Graph(True, tuple(Node(name, name) for name in names), edges, clusters))


def chart(x: str = "", y: str = "", scale: str = "linear", **more: Any) -> Facts:
    """A chart from 0 to 1 and to 400, with these units."""
    axes = Axes("", Axis("", x, scale, 0.001 if scale == "log" else 0, 1), Axis("", y, scale,
                0.1 if scale == "log" else 0, 400))  # fmt: skip
    return Facts(axes=(axes._replace(**more),))


def line(label: str, *points: tuple[float, float], form: str = "line", marker: str = "") -> Line:
    """A curve through points."""
    return Line(label, form, "#4a90c4", "solid", marker, len(points), (points,))  # type: ignore[arg-type]


def mm1(label: str, count: int = 96, end: float = 0.95) -> Line:
    """The response time of a queue, in ms."""
    places = [end * each / (count - 1) for each in range(count)]
    return line(label, *((place, 10 / (1 - place)) for place in places))


def verdict(claim: str, facts: Facts, **said: str) -> Verdict:
    """What comes of a claim."""
    (found,) = judge([parse(claim, PARAMS)], facts, Asks((claim,), "", said))
    return found


def outcome(claim: str, facts: Facts, **said: str) -> str:
    return verdict(claim, facts, **said).outcome


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("0.43", "number('{}') = 3/7", "true"),
        ("42.9 %", "number('{}') = 3/7", "true"),
        ("42.9 %", "number('{}') = 42.9", "true"),
        ("42.9 %", "number('{}') = 0.43", "true"),
        ("21.3 %", "1 - number('{}') = 78.7 %", "true"),
        ("21.3 %", "1 - number('{}') = 79.7 %", "false"),
        ("0.45", "number('{}') = 3/7", "false"),
        ("0.43", "number('{}') = 0.44", "false"),
        ("14", "number('{}') = 15", "false"),
        ("24", "number('{}') = 24.4", "true"),
        ("24.4", "number('{}') = 24", "false"),
        ("1", "number('{}') = 1.2", "false"),
        ("0.38", "number('{}') = 3/8", "true"),
        ("50 GB/s", "number('{}') = 400 Gbps", "true"),
        ("50 GB/s", "number('{}') = B", "true"),
        ("25 ms", "number('{}') = 0.025 s", "true"),
        ("25 ms", "number('{}') = 25", "true"),
        ("25 ms", "number('{}') = 25 MB", "unclear"),
        ("100 req/s", "number('{}') = 1 / S", "true"),
        ("156 FLOP/B", "number('{}') = peak / bw", "true"),
        ("1,200 W", "number('{}') = 1.2 kW", "true"),
        ("−3 V", "number('{}') = -3 V", "true"),
        ("5", "number('{}') ≈ 5.2", "true"),
        ("5", "number('{}') ≈ 5.6", "false"),
        ("5", "number('{}') < 5", "false"),
        ("5", "number('{}') ≤ 5", "true"),
        ("5", "number('{}') ≠ 5", "false"),
        ("4", "3 < number('{}') < 5", "true"),
        ("5", "3 < number('{}') < 5", "false"),
        ("1 GiB", "number('{}') = 1024 MiB", "true"),
        ("8 h", "number('{}') = 480 min", "true"),
        ("1 000 req/s", "number('{} req/s') = 1000", "true"),
        ("1\u2009000 req/s", "number('{} req/s') = 1000", "true"),
        ("1\u00a0000 req/s", "number('{} req/s') = 1000", "true"),
        ("at 12 345 678.5 W", "number('at {}') = 12.3456785 MW", "true"),
        ("1 0000 req/s", "number('{} req/s') = 0", "true"),
        ("1024 200 req/s", "number('{} req/s') = 200", "true"),
        ("H100 141 GB", "number('{} GB') = 141", "true"),
        ("rank 3 200 GB", "number('rank 3 {} GB') = 200", "true"),
        ("rank 3 200 GB", "number('rank {} 200') = 3", "true"),
        ("1 000 req/s", "texts('1 000 req/s') = 1", "true"),
        ("1 000 req/s", "texts('{} req/s') = 1", "true"),
        ("3/4 of it", "number('{} of it') = 4", "unclear"),
        ("3/4 of it", "number('3/{} of it') = 4", "true"),
        ("64000000000 B", "number('{}') = 64000000000", "true"),
        ("64000000000 B", "number('{}') = 64000000001", "false"),
        ("64000000000 B", "number('{}') < 64000000001", "true"),
        ("64000000000 B", "number('{}') = 64 GB", "true"),
        ("3", "number('{}') = 10 * (0.1 + 0.2)", "true"),
        ("1e20", "number('{}') * 3 = 3e20", "true"),
        ("rate 2×10⁵ req/s", "number('rate {}') = 200000 req/s", "true"),
        ("rate 2·10⁵ req/s", "number('rate {}') = 2", "false"),
        ("10⁻⁹ s", "number('{}') = 1 ns", "true"),
        ("10^-9 s", "number('{}') = 1 ns", "true"),
        ("−10⁶ rows", "number('{} rows') = -1000000", "true"),
        ("2^10 keys", "number('{} keys') = 1024", "true"),
        ("2¹⁰ keys", "texts('{} keys') = 1", "true"),
        ("2^10 keys", "number('2^{} keys') = 10", "true"),
        ("2×10^5", "number('{}×10^5') = 2", "true"),
        ("7^9 keys", "number('{} keys') = 9", "unclear"),
        ("size 7^9", "number('size {}') = 7", "unclear"),
        ("cost 2 × 10 ms", "number('cost {}') = 2", "true"),
        ("1024", "number('{}') = 1024", "true"),
        ("–5 °C", "number('{}') = -5 °C", "true"),
        ("3–5 °C", "number('–{}') = 5 °C", "true"),
    ],
)
def test_when_two_numbers_are_equal(text: str, claim: str, expected: str) -> None:
    assert outcome(claim, texts(text)) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("F{}", "F12", "true"), ("F{}", "F", "false"), ("F{}", "GF1", "false"),
        ("rank {}", "rank\n 3", "true"), ("rank {}", "Rank 3", "false"),
        ("GPU-{}", "GPU-0", "true"), ("idle*", "idle", "true"), ("*", "anything", "true"),
        ("{} of {}", "3 of 7", "true"), ("v{}", "v1.0", "true"), ("a*b*c", "a b c d", "false"),
        ("{} GB", "80 GB", "true"), ("{}", "80 GB", "false"),
    ],
)  # fmt: skip
def test_which_texts_a_pattern_fits(pattern: str, text: str, expected: str) -> None:
    assert outcome(f'texts("{pattern}") ≥ 1', texts(text)) == expected


def test_a_long_text_does_not_hang_a_pattern() -> None:
    assert outcome('texts("*a*a*a*a") = 1', texts("a" * 20_000 + "b")) == "false"
    assert outcome('number("*a*a*{}") = 1', texts("a" * 5_000 + "b")) == "unclear"


def test_a_curve_is_right_to_a_400th_of_its_axis() -> None:
    queue = chart(y="ms", lines=(mm1("M/M/1", 60),))
    at = 0.7123
    true = 10 / (1 - at)
    assert outcome(f"curve({at}) = {true + 0.9:.9f} ms", queue) == "true"
    assert outcome(f"curve({at}) = {true + 4:.9f} ms", queue) == "false"
    roof = chart(scale="log", lines=(line("roof", (0.001, 0.1), (0.9, 90)),))
    assert outcome("curve(0.03) = 3.03", roof) == "true"
    assert outcome("curve(0.03) = 3.2", roof) == "false"


def test_units_of_axes_are_converted() -> None:
    queue = chart(y="s", lines=(line("", (0, 0.01), (0.6, 0.025), (0.9, 0.1)),))
    assert outcome("curve(0.6) = 25 ms", queue) == "true"
    assert outcome("curve(0.6) = 0.025", queue) == "true"
    assert outcome("x_of(100 ms) = 0.9", queue) == "true"
    found = verdict("curve(0.6) = 25 MB", queue)
    assert (found.outcome, found.message) == ("unclear", "curve(0.6) is in s, 25 MB in B")
    assert found.offset == 11


GANTT = chart(
    shapes=tuple(Box(at, 0, at + 4, 0.8, "#f9d6d5", ("idle",), "stage 0") for at in (0, 5, 10))
)
MEMORY = {"weights": 14, "gradients": 14, "optimizer": 84, "activations": 22}
BARS = chart(
    y="GB",
    bars=(Bars("", "vertical", tuple(
        Bar(name, at, value, 0, 1) for at, (name, value) in enumerate(MEMORY.items())
    )),),
)  # fmt: skip
TWO = chart(y="ms", lines=(mm1("M/M/1"), mm1("M/D/1")))
ALL_REDUCE = graph(*(f"rank {a}>rank {b}:2 GB 200 GB/s" for a, b in
                     [(1, 0), (3, 2), *((each, each + 20) for each in range(10, 19))]))  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "facts", "expected", "message"),
    [
        ('length("idle*") = 2 * P * (P - 1)', GANTT, "false",
         'length("idle*") is 12 (3 boxes), 2 * P * (P - 1) is 24'),
        ('edges("2 GB 200 GB/s") = 12', ALL_REDUCE, "false",
         'edges("2 GB 200 GB/s") is 11 (“rank 1 → rank 0”, “rank 3 → rank 2” and 9 more), '
         '12 is claimed'),
        ('number("ridge {}") = 312', texts("ridge 156 FLOP/B"), "false",
         'number("ridge {}") is 156 FLOP/B (in “ridge 156 FLOP/B”), 312 is claimed'),
        ('bar("optimiser") = 84 GB', BARS, "unclear",
         'no bar is called “optimiser”; there are “weights”, “gradients”, “optimizer”, '
         '“activations”'),
        ("curve(0.6) = 25 ms", TWO, "unclear",
         "several curves are drawn: “M/M/1”, “M/D/1”; name one"),
        ('number("{}") = 1', texts(*(str(each) for each in (1, 6, 4, 7)), *["1"] * 23), "unclear",
         "27 texts read so, with different numbers (1, 6, 4, …); make the pattern longer"),
        ("12 = nodes", ALL_REDUCE, "false", None),
        ("nodes = 3", BARS, "unclear",
         "nodes is a fact of kind dot; nothing of that kind is drawn here"),
        ('texts("F {}") = 0', texts("F0", "F1"), "unclear",
         "nothing reads “F {}”; “F{}” would fit 2"),
        ('texts("F {}") = 2', texts("F0", "F1"), "false",
         'texts("F {}") is 0 (the nearest: “F0”), 2 is claimed'),
        ('texts("queue") = 0', texts("F0"), "true", ""),
        ('number("peek {}") = 3', texts("peak 3"), "unclear",
         "no text reads “peek {}”; the nearest: “peak 3”"),
        ("tree", graph("a>b", "b>c", "c>a"), "false", "tree does not hold: it has a circle"),
        ("ring", graph("a>b", "b>c"), "false", "ring does not hold: “a” has 1 neighbour"),
        ('bar("optimizer") < 20 GB', BARS, "false",
         'bar("optimizer") is 84 GB, less than 20 GB is claimed'),
        ('bar("weights") > bar("optimizer")', BARS, "false",
         'bar("weights") is 14 GB and should be more than bar("optimizer"), which is 84 GB'),
        ("2 * nodes = 6", graph("a>b"), "false", "2 * nodes is 4 (nodes is 2), 6 is claimed"),
    ],
)  # fmt: skip
def test_what_is_said(claim: str, facts: Facts, expected: str, message: str | None) -> None:
    found = verdict(claim, facts)
    assert found.outcome == expected, found
    assert message is None or found.message == message


TWINS = chart(
    bars=tuple(
        Bars(label, "vertical", (Bar("a", 0, 1, 0, 1), Bar("b", 1, 2, 1, 2)))
        for label in ("before", "after")
    ),
    slices=(Slice("a", 0.25), Slice("a", 0.75)),
    shapes=(Box(0, 0, 4, 1, "#fff", ("idle",), "r0"), Box(6, 0, 8, 1, "#fff", ("idle",), "r1")),
)
SEVERAL = Facts(axes=(*BARS.axes, *chart(y="ms", bars=BARS.axes[0].bars).axes))


@pytest.mark.parametrize(
    ("claim", "facts", "message"),
    [
        ('bar("a") = 1', TWINS, "2 bars are called “a”; name one by of=: “before”, “after”"),
        ('bar("a", of="now") = 1', TWINS,
         "no series of bars is called “now”; there are “before”, “after”"),
        ("sum(bars) = 1", SEVERAL,
         "sum(bars) takes bars of several axes in several units; name some, or a series by of="),
        ("y_to = 400", SEVERAL, "the y axis has several ends: 400 GB, 400 ms"),
        ('share("a") = 1', TWINS, "2 slices are called “a”; there are “a”"),
        ('share("b") = 1', TWINS, "no slice is called “b”; there are “a”"),
        ('start("idle") = 0', BARS, "no box is drawn"),
        ('start("idle") = 0', TWINS,
         "2 boxes are meant, at 0 to 6; name one by what it says, or by row="),
        ('start("idle", row="r2") = 0', TWINS,
         "no box lies in a row “r2”; there are “r0”, “r1”"),
        ('start("busy", row="r1") = 0', TWINS, "no box says “busy”; there are “idle”"),
        ('nodes(in="Pod 1") = 0', graph("a>b"), "no cluster is called “Pod 1”; there are none"),
        ("connected", graph("a>b", "c>d"), "connected does not hold: it falls into 2 parts"),
        ("tree", graph("a>b", "c>d"), "tree does not hold: it falls into 2 parts"),
        ("ring", graph("a>b", "b>c", "c>a", "d>e", "e>f", "f>d"),
         "ring does not hold: it falls into 2 parts"),
        ("ring", graph("a>b", "c>b", "c>a"),
         "ring does not hold: the arrows do not go round at “b”"),
        ("(1 - nodes) ^ 0.5 = 1", graph("a>b"),
         "(1 - nodes) ^ 0.5 is too large to calculate with, or no number"),
        ('2 ^ number("{}") = 8', texts("3 GB"), '2 ^ number("{}") has an exponent with a unit'),
        ('ln(number("{}")) = 1', texts("3 GB"),
         'ln(number("{}")) takes a number without a unit, not one in B'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_full(claim: str, facts: Facts, message: str) -> None:
    """The names that there are, the ways to name one, and what a shape of a graph lacks."""
    found = verdict(claim, facts)
    assert found.outcome != "true", found
    assert found.message == message


def test_graphs() -> None:
    pods = graph("s0>l0", "s0>l1", "s1>l0", "s1>l1",
                 clusters=(Cluster("cluster_0", "Pod 0", ("l0", "l1")),))  # fmt: skip
    for claim in ('nodes(in="Pod 0") = 2', 'edges(from="s0") = 2', 'edges(to="l1") = 2',
                  "connected", "nodes = 4 and edges = 4", 'clusters("Pod *") = 1'):  # fmt: skip
        assert outcome(claim, pods) == "true", claim
    assert outcome('edges(from="l0") = 0', pods) == "true"
    assert outcome('edges(from="l0") = 2', graph("s0>l0", "s1>l0", heads="both")) == "true"
    assert outcome('edges(from="x") = 0', pods) == "unclear"
    assert outcome('nodes(in="Pod 1") = 0', pods) == "unclear"
    assert outcome("ring", graph("a>b", "b>c", "c>a")) == "true"
    assert outcome("ring", graph("a>b", "c>b", "c>a")) == "false"
    assert outcome("path", graph("a>b", "b>c")) == "true"
    assert outcome("path", graph("a>b", "a>c", "a>d")) == "false"
    assert outcome("tree", graph("a>b", "a>c", "a>d")) == "true"
    assert outcome("connected", graph("a>b", "c>d")) == "false"


def test_charts() -> None:
    slo = line("SLO", (0, 50), (1, 50), form="hline")
    queue = chart(y="ms", lines=(mm1("R"), slo), points=(line("", (0.8, 50), form="points"),))
    for claim in ("curve(0.6) = 25 ms", "curve(0.95) = 2 * curve(0.9)", "x_of(SLO) = 1 - S / SLO",
                  "point(0.8) = SLO", "line_at = SLO", 'crossing("R", "SLO") = 0.80', "curves = 1",
                  "lines = 1", "points = 1", 'curve("#4a90c4", 0.5) = 20 ms', "y_to = 400",
                  "x_from = 0 and x_to = 1"):  # fmt: skip
        assert outcome(claim, queue) == "true", claim
    assert outcome("curve(0.6) ≈ 26.2 ms", queue) == "true"
    assert outcome("curve(0.6) ≈ 26.5 ms", queue) == "false"
    for claim in ("curve(0.99) = 1000 ms", "x_of(1 s) = 0.99", 'crossing("R", "x") = 1',
                  "point(0.5) = 20 ms", 'curve("x", 0.5) = 1', "x_of(3 GB) = 1"):  # fmt: skip
        assert outcome(claim, queue) == "unclear", claim
    assert outcome("sum(bars) = 134 GB and max(bars) = 84 GB and bars = 4", BARS) == "true"
    pie = chart(slices=(Slice("a", 0.25), Slice("b", 0.75)))
    assert outcome('share("a") = 25 % and sum(slices) = 1 and slices = 2', pie) == "true"
    assert outcome("cells = 12", chart(grids=((3, 4),))) == "true"
    flat = line("flat", (0.5, 50), (1, 50), form="hline")
    short = chart(lines=(line("R", (0, 0), (1, 400)), flat))
    assert verdict('crossing("R", "flat") = 0.125', short).message == "“R” and “flat” do not cross"
    twins = Facts(axes=(*short.axes, *chart(y="GB", lines=(line("S", (0, 400), (1, 0)),)).axes))
    assert verdict('crossing("R", "S") = 0.5', twins).message == (
        "“R” and “S” are drawn in different axes"
    )
    hill = chart(lines=(line("hill", (0, 0), (0.5, 100), (1, 0)),))
    assert "several values there: 0.25, 0.75" in verdict("x_of(50) = 0.25", hill).message


@pytest.mark.parametrize("scale", ["symlog", "logit", "function"])
def test_between_two_points_only_some_axes_are_known(scale: str) -> None:
    """Where it is drawn follows from the scale, and of these no more than the name is known."""
    facts = chart(scale=scale, lines=(line("R", (0.1, 1), (0.9, 9)), line("S", (0.1, 9), (0.9, 1))))
    assert outcome('curve("R", 0.1) = 1 and x_of("R", 9) = 0.9', facts) == "true"
    for claim in ('curve("R", 0.5) = 5', 'x_of("S", 5) = 0.5', 'crossing("R", "S") = 0.5'):
        assert outcome(claim, facts) == "unclear", claim
    assert verdict('curve("R", 0.5) = 5', facts).message == (
        f"“R” is known at points alone: an axis has the scale “{scale}”"
    )


COUNTS = ("bars", "slices", "cells", "curves", "lines", "points", "boxes")


@pytest.mark.parametrize(("off", "expected"), [(0, "true"), (1, "false"), (100, "false")])
def test_large_whole_numbers_are_exact(off: int, expected: str) -> None:
    drawn = chart(bars=(Bars("", "vertical", (Bar("a", 0, 64e9, 0, 1),)),),
                  points=(line("p", (0, 64e9), form="points"),))  # fmt: skip
    for what in ('bar("a")', "sum(bars)", "point(0)"):
        assert outcome(f"{what} = {64_000_000_000 + off}", drawn) == expected, what


@pytest.mark.parametrize(("off", "expected"), [(1, "true"), (1000, "false")])
def test_points_of_curves_are_good_to_eight_digits(off: int, expected: str) -> None:
    drawn = chart(lines=(line("c", (0, 64e9), (1, 9e10), marker="o"),))
    for what in ("curve(0)", "point(0)"):
        assert outcome(f"{what} = {64_000_000_000 + off}", drawn) == expected, what


@pytest.mark.parametrize("number", [0, 1])
def test_what_is_not_read_may_be_anything_that_is_counted(number: int) -> None:
    polar = Axes("", AXIS, AXIS, projection="polar", unread=(Unread("no polar axes are read"),))
    both = Facts(axes=(*BARS.axes, polar))
    for facts in (Facts(axes=(polar,)), both):
        for what in COUNTS:
            found = verdict(f"{what} = {number}", facts)
            said = f"not all {what} are known: no polar axes are read"
            assert (found.outcome, found.message) == ("unclear", said)
    for claim in ("sum(bars) = 134 GB", "length = 1", 'bar("x") = 1', 'share("x") = 1',
                  "curve(0) = 1", 'point("x", 1) = 1', "point(1) = 1", "line_at = 1",
                  'start("x") = 0'):  # fmt: skip
        assert verdict(claim, both).message.startswith("not all "), claim
    assert outcome('bar("weights") = 14 GB', both) == "true", "it is named, and is there"


def test_what_is_not_read_may_be_of_some_kinds_alone() -> None:
    drawn = chart(unread=(Unread("too many lines", ("curves", "lines")),))
    assert [what for what in COUNTS if outcome(f"{what} = 0", drawn) != "true"] == [
        "curves", "lines",
    ]  # fmt: skip


def test_boxes_of_a_hand_made_drawing_are_right_to_a_px() -> None:
    drawn = Facts(boxes=(Box(0, 0, 100, 192.4, "", ("application",), is_px=True),
                         Box(0, 192, 100, 216, "", ("bootloader",), is_px=True)))  # fmt: skip
    assert outcome('height("application") = 8 * height("bootloader")', drawn) == "true"
    assert outcome('height("application") = 7 * height("bootloader")', drawn) == "false"


ROWS = chart(shapes=tuple(
    Box(at, at, at + 1, at + 0.8, "#f9d6d5", (says,), row)
    for at, (says, row) in enumerate((("step", "compute"), ("copy", "network"), ("step", "disk")))
))  # fmt: skip
DRAWN_BY_HAND = Facts(boxes=(Box(0, 0, 100, 20, "", ("step",), is_px=True),))


@pytest.mark.parametrize(
    ("claim", "facts", "message"),
    [
        *((claim, ROWS, "no box lies in a row “networks”; there are “compute”, “network”, “disk”")
          for claim in ('boxes(row="networks") = 0', 'boxes("step", row="networks") = 0',
                        'length(row="networks") = 1', 'end("step", row="networks") = 1')),
        ('boxes(row="network") = 0', DRAWN_BY_HAND,
         "no box lies in a row “network”; no row is known without a y axis"),
        ('boxes(row="network") = 0', chart(shapes=(Box(0, 0, 1, 1, "", ()),)),
         "no box lies in a row “network”; no box lies at a tick of a y axis"),
        ('length("step", row="network") = 1', ROWS,
         "no box that says “step” lies in a row “network”; one lies in “compute”, “disk”"),
        ('start("#ffffff", row="network") = 1', ROWS,
         "no box has the colour “#ffffff”; there are “#f9d6d5”"),
        ('length("stop", row="network") = 1', ROWS,
         "no box says “stop”; there are “step”, “copy”"),
    ],
)  # fmt: skip
def test_a_row_without_such_a_box_is_said(claim: str, facts: Facts, message: str) -> None:
    found = verdict(claim, facts)
    assert (found.outcome, found.message) == ("unclear", message)


def test_a_row_that_there_is_may_lack_a_box() -> None:
    assert outcome('boxes("step", row="network") = 0', ROWS) == "true"


def test_words_of_the_question_and_what_a_true_claim_reads_of_the_alt() -> None:
    alt = "Gantt of 4 stages:  24 of 56 units are idle."
    found = verdict('alt("{} of 56") = length("idle*") + 12', GANTT, alt=alt)
    assert (found.outcome, [alt[start:end] for start, end in found.alt]) == ("true", ["24"])
    assert verdict('alt("{} of 56") = 23', GANTT, alt=alt).alt == ()
    assert not verdict('alt("{} of 56") = 24', GANTT, alt=alt).is_drawn
    missing = verdict('alt("{} of 57") = 24', GANTT, alt=alt)
    assert missing.message == "the alt does not read “{} of 57”"


def test_a_figure_that_could_not_be_read_is_unclear_with_the_reason() -> None:
    found = verdict("curves = 2", Facts(reason="its artists raise ValueError: no"))
    assert found.outcome == "unclear"
    assert found.message == "curves cannot be told: its artists raise ValueError: no"


def test_a_line_whose_points_were_too_many_is_unclear_with_the_reason() -> None:
    axis = Axis("", "", "linear", 0, 1)
    line = Line("M/M/1", "line", "#4a90c4", "solid", "", 5000, ())
    facts = Facts(axes=(Axes("", axis, axis, lines=(line,)),), reason="it takes more than 256 KiB")
    found = verdict("curve(0.5) = 1", facts)
    assert found.outcome == "unclear"
    assert found.message == "no point of this curve is known: it takes more than 256 KiB"


def test_a_line_with_markers_that_is_named_has_points_beside_other_points() -> None:
    drawn = chart(
        lines=(line("p50", (0, 8), (1, 5), marker="s"),),
        points=(line("p99", (0, 12), form="points", marker="o"),),
    )
    assert outcome('points("p50") = 2 and point("p50", 1) = 5', drawn) == "true"
    assert outcome('points = 1 and points("p99") = 1', drawn) == "true"
    assert verdict('points("p5") = 2', drawn).outcome == "false"


def test_of_a_text_in_several_lines_a_box_says_each_line() -> None:
    said = "API server 1 4 vCPU"
    drawn = chart(shapes=(Box(0, 0, 2, 1, "", (said,)),))._replace(
        texts=(Text(said, NOWHERE, lines=("API server 1", "4 vCPU")),)
    )
    holds = ['boxes("API server {}") = 1', 'boxes("4 vCPU") = 1', 'end("API server 1") = 2',
             'boxes("API server {} 4 vCPU") = 1', 'boxes("server {}") = 0']  # fmt: skip
    assert [claim for claim in holds if outcome(claim, drawn) != "true"] == []


def test_a_number_ends_with_its_line_and_each_line_counts() -> None:
    lines = ("stage 1", "128 GB"), ("GPU 0", "GPU 1")
    drawn = Facts(texts=tuple(Text(" ".join(each), NOWHERE, lines=each) for each in lines))
    holds = ['number("stage {}") = 1', 'number("stage 1 {}") = 128 GB', 'number("{} GB") = 128',
             'texts("stage {} GB") = 0', 'texts("stage {} {} GB") = 1', 'texts("GPU {}") = 2',
             'distinct("GPU {}") = 2', 'texts("GPU {} GPU {}") = 1', 'texts("GPU *") = 2',
             'texts("stage *") = 1']  # fmt: skip
    assert [claim for claim in holds if outcome(claim, drawn) != "true"] == []


def test_bars_in_several_units_are_counted_all_the_same() -> None:
    count = sum(len(bars.bars) for axes in SEVERAL.axes for bars in axes.bars)
    assert outcome(f"bars = {count}", SEVERAL) == "true"
    assert outcome(f"count(bars) = {count}", SEVERAL) == "true"
    assert outcome("max(bars) = 6", SEVERAL) == "unclear"


def test_a_point_that_is_no_number_is_not_marked() -> None:
    runs: tuple[tuple[Point, ...], ...] = (((0, 1), (1, 2)), ((3, 4),))
    gap = Line("load", "line", "#4a90c4", "solid", "o", 4, runs)
    assert outcome("points = 3", chart(lines=(gap,))) == "true"
    unknown = gap._replace(runs=())
    assert outcome("points = 4", chart(lines=(unknown,))) == "true"


def test_of_shared_axes_one_alone_may_have_a_unit() -> None:
    axes = [Axis(name, name, "linear", 0, 10) for name in ("", "ms")]
    every = tuple(chart().axes[0]._replace(x=axis) for axis in axes)
    assert outcome("x_to = 10 ms", Facts(axes=every)) == "true"
    other = every[0]._replace(x=axes[0]._replace(end=20))
    assert outcome("x_to = 10 ms", Facts(axes=(*every, other))) == "unclear"


def parts(*limits: tuple[float, float], named: int = 0, **held: Any) -> Facts:
    """Axes that hold the same, each with its own end of the y axis; one has labels."""
    (axes,) = chart(**held).axes
    every = [axes._replace(y=Axis("", "", "linear", *ends)) for ends in limits]
    every[named] = every[named]._replace(y=Axis("ms", "ms", "linear", *limits[named]))
    return Facts(axes=tuple(every))


HALVES: dict[str, Any] = {
    "bars": (Bars("load", "vertical", (Bar("a", 0, 5, 0, 1), Bar("b", 1, 900, 0, 1))),),
    "shapes": (Box(0, 0, 1, 5), Box(1, 0, 2, 900)),
}


def test_the_bars_of_a_broken_axis_count_once() -> None:
    broken = parts((800, 1000), (0, 10), named=1, **HALVES)
    holds = ["bars = 2", "sum(bars) = 905 ms", "boxes = 2", 'bar("b", of="load") = 900 ms']
    assert [claim for claim in holds if outcome(claim, broken) != "true"] == []
    panels = parts((0, 1000), (0, 1000), **HALVES)
    assert outcome("bars = 4", panels._replace(axes=(panels.axes[0],) * 2)) == "true"


def test_panels_beside_each_other_count_each() -> None:
    (one,) = chart(lines=(line("growth", (0, 1), (1, 300)),)).axes
    on_log = one._replace(y=Axis("", "", "log", 1, 400))
    apart = one._replace(x=Axis("", "", "linear", 0.5, 1.5))
    for other in (on_log, apart, one):
        assert outcome("curves = 2", Facts(axes=(one, other))) == "true"


def test_what_an_inset_enlarges_counts_once_and_its_own_lines_stay() -> None:
    zoomed, own = line("", (0, 0), (1, 300)), line("ridge", (0.5, 0), form="vline")
    (whole,) = chart(lines=(zoomed._replace(label="roof"), line("b", (0, 9), (1, 8)))).axes
    inset = whole._replace(x=Axis("", "", "linear", 0.4, 0.6), lines=(zoomed, own))
    drawn = Facts(axes=(whole, inset))
    assert outcome('curves = 2 and line_at("ridge") = 0.5 and curve("roof", 1) = 300', drawn) == (
        "true"
    )
    other = inset._replace(lines=(zoomed, line("c", (0, 1), (1, 2))))
    assert outcome("curves = 4", Facts(axes=(whole, other))) == "true"


SHARES = (line("hit", (0.1, 0.2), (0.5, 0.6), (0.9, 0.95)),)
PERCENT = ((0.5, "50%"), (1.0, "100 %"))


@pytest.mark.parametrize(
    ("axis", "claim", "expected"),
    [
        (Axis("", "", "linear", 0, 1), "curve(50 %) = 60 %", "true"),
        (Axis("", "", "linear", 0, 1), "x_of(60 %) = 50 %", "true"),
        (Axis("", "", "linear", 0, 1, PERCENT), "curve(90 %) = 0.95", "true"),
        (Axis("rate (%)", "%", "linear", 0, 1, PERCENT), "curve(90 %) = 95 %", "true"),
        (Axis("", "", "linear", 0, 1), "curve(90 %) = 90 %", "false"),
        (Axis("", "", "linear", 0, 5, ((0.5, "0.5%"),)), "curve(0.5 %) = 60 %", "true"),
        (Axis("rate (%)", "%", "linear", 0, 1), "curve(0.5 %) = 0.6", "true"),
        (Axis("", "", "linear", 0, 100), "curve(0.5 %) = 0.6", "true"),
    ],
)
def test_a_place_in_percent_is_one_of_the_axis(axis: Axis, claim: str, expected: str) -> None:
    drawn = Facts(axes=(Axes("", axis, Axis("", "", "linear", 0, 1), lines=SHARES),))
    assert outcome(claim, drawn) == expected


@pytest.mark.parametrize("claim", HOSTILE, ids=range(len(HOSTILE)))
def test_no_hostile_claim_is_true(claim: str) -> None:
    if is_read(claim):
        drawn = graph("a>b")._replace(texts=texts(*["a" * 5_000] * 7).texts)
        assert outcome(claim, drawn) != "true"


def test_what_is_not_finite_is_unclear() -> None:
    odd = chart(bars=(Bars("", "vertical", (Bar("a", 0, math.inf, 0, 1),)),))
    found = verdict('bar("a") > 3', odd)
    assert found.outcome == "unclear"
    assert found.message == 'bar("a") is too large to calculate with, or no number'
    assert outcome('1 / (bar("a") - bar("a")) = 3', odd) == "unclear"

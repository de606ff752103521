"""A hundred and fifty claims: what is right, what is wrong at a glance, what only a parser sees."""

from __future__ import annotations

PARAMS: dict[str, float | str | list[float]] = {
    "P": 4, "M": 4, "N": 8, "B": "50 GB/s", "S": "10 ms", "SLO": "50 ms", "name": "rank 0",
    "spines": 2, "leaves": 4, "peak": "312 TFLOPS", "bw": "2 TB/s", "batches": [1.0, 8.0],
}  # fmt: skip

THIRTY = """\
nodes = 9
edges = spines * leaves
nodes(in="Pod 0") = 2
distinct("rank {}") = N
edges("2 GB 200 GB/s") = 12
edges("* 50 GB/s") = 2
edges(from="spine 0") = leaves
ring and nodes = 6
tree
number("HBM {}") = 80 GB
number("HBM * GB {} cycles") > number("L2 * MB {} cycles")
texts("F{}") = P * M
number("≈ {}") = (P - 1) / (P - 1 + M)
length("idle*") = 2 * P * (P - 1)
length(row="stage 0") = 2 * (M + P - 1)
start("F0", row="stage 3") = P - 1
curve(0.6) = 25 ms
curve(0.95) = 2 * curve(0.9)
x_of(SLO) = 1 - S / SLO
point(0.8) = SLO
crossing("M/M/1", "SLO 9 s") = 0.82
curve("roof", 1000) = peak
line_at = peak / bw
bar("optimizer") = 84 GB
sum(bars) = 134 GB
bar("optimizer") > bar("activations") > bar("weights")
length("2 s") = 4 * length("0.5 s")
height("application *") = 8 * height("bootloader *")
alt("{} of 56") = length("idle*")
said("details.answer", "3/7, or {}") = 3/7
"""

MORE = """\
nodes == 9
nodes ~ 9
nodes ≈ 9
nodes <= 9
nodes ≤ 9
nodes >= 9
nodes ≥ 9
nodes != 9
nodes ≠ 9
nodes < 9
nodes > 9
9 = nodes
2 < nodes < 12
tree and connected
path and edges = 5
nodes = 9 and edges = 8 and tree
nodes("rank *") = N
nodes("#cfe2f3") = N
nodes(name) = 1
edges(from="a", to="b") = 1
edges("x", from='a') = 1
edges(to=name) = 2
clusters = 2
texts('F{}') = 16
texts("a: {}") = 3
texts("#{}") = 3
nodes = P*M-1
nodes = P × M
nodes = P · M
nodes = P ** 2
nodes = P ^ 2 ^ 1
nodes = -(-9)
nodes = abs(-9)
nodes = round(8.6)
nodes = log2(512)
nodes = sum(batches)
nodes = max(batches) + 1
nodes = count(batches)
count(bars) = 4
max(bars("GPU *", of="before")) < 3 ms
min(bars) >= 0
sum(slices) = 1
share("optimizer") = 63 %
bars = 4
bar("a", of="b") = 3
cells = 64
x_from = 0
x_to = 2 * (M + P - 1)
y_from = 0 and y_to = 1
curve("M/M/1", 0.6) = 25 ms
curve("#4a90c4", 0.6) = 25 ms
curve(0.6) = 25ms
curve(SLO) ≈ 3
x_of("M/M/1", 2 * SLO) < 1
curves = 2
lines("SLO") = 1
line_at("SLO") = SLO
points = 3
points("batch *") = 3
point("knee", 8) = 0.5
boxes("idle*", row="stage 0") = 3
boxes("#f9d6d5") = 9
end("B0") = 14
number("{} GB/s") = B
number("{} %") = 42.9 %
number("{}") = 2.5e3
number("x {} y") = 1e3 FLOP/B
caption("{} stages") = P
scenario("P = {}") = P
question("{} replicas") = 3
alt("{} pipeline stages") = P
said("details.worked_answer", "{} GB") = 134 GB
length(row="a") = 24 µs
texts("two  spaces") = 1
nodes=9
  nodes = 9
nodes = 9 and ring
"""

GOOD = [line for line in (THIRTY + MORE).splitlines() if line]

SHAPELESS = """\
P = 4
1 = 1
P * M = 16
texts("F{}")
nodes
length(row="stage 0")
count("F{}") == 3
lenght(row="stage 0") = 14
text("F{}") = 16
node("a") = 1
Nodes(in="a") = 2
curv(0.6) = 25 ms
eval("1") = nodes
__import__("os") = nodes
open("a") = nodes
ring and nodes
nodes = 9 and P
nodes = 9 and
nodes =
= 9
tree tree
P.__class__
"texts" = 3
""".splitlines()
"""What the pattern of the schema refuses, and the parser too."""

SUBTLE = """\
texts("F{}" = 16
texts("F{}")) = 16
texts(F) = 16
texts() = 3
texts("a", "b") = 3
texts("a", row="b") = 3
nodes(row="a") = 2
nodes(in=3) = 2
nodes = 3 parsec
nodes = 3 P
nodes = 4 B
nodes = Q
nodes = batches
nodes = name
nodes = sum(3)
nodes = sqrt
tree = 1
curve = 3
curve("a") = 3
curve(1, 2) = 3
number("F") = 3
number("{} {}") = 3
nodes("") = 3
nodes = 1/0
nodes = 9^9^9
nodes = 1 GB + 3 ms
texts("*a*b*c*d*e*") = 3
nodes[0] = 3
""".splitlines()
"""What the parser alone refuses."""

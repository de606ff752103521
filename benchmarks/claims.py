"""`python -m benchmarks.claims`: what claims cost, and how soon hostile ones are answered.

Ends with 1 where a hostile claim takes more than 5 ms, or is true.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from statistics import median

from pipeline.claims import ClaimError, judge, parse
from pipeline.facts.model import Edge, Facts, Graph, Node, Text
from pipeline.verdicts import Asks
from tests.claims.test_language import HOSTILE
from tests.claims.written import GOOD, PARAMS

ROUNDS = 50
MOST_MS = 5.0

NAMES = [f"node {number}" for number in range(60)]
DRAWN = Facts(
    texts=tuple(Text(f"{name}: {number} ms", (0.0, 0.0, 9.0, 9.0)) for number, name in
                enumerate(NAMES)),
    graph=Graph(True, tuple(Node(name, name) for name in NAMES), tuple(
        Edge(one, other, "2 GB") for one, other in pairwise(NAMES))),
)  # fmt: skip
"""A drawing of 60 nodes and as many texts."""


def outcome(claim: str) -> str:
    """What comes of a claim."""
    try:
        (found,) = judge([parse(claim, PARAMS)], DRAWN, Asks((claim,)))
    except ClaimError:
        return "refused"
    return found.outcome


def milliseconds(claim: str) -> float:
    """The median time of reading and judging a claim."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        outcome(claim)
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def main() -> int:
    """Print the table; whether all is within the limit."""
    print(f"a claim, median of {len(GOOD)}: {median(map(milliseconds, GOOD)):.3f} ms")
    is_right = True
    for claim in HOSTILE:
        took, came = milliseconds(claim), outcome(claim)
        is_right &= took <= MOST_MS and came != "true"
        print(f"{took:6.3f} ms  {came:8}  {claim[:60]}")
    return not is_right


if __name__ == "__main__":
    sys.exit(main())

"""The facts with their docstrings, and examples in docs/claims/ → the page docs/claims.md."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.claims.known.fact import FACTS, Fact
from pipeline.claims.registry import MODULES
from pipeline.files.outputs import write_whole

EXAMPLES = (
    "gpipe", "all-reduce", "spine-leaf", "ring", "fan-out", "queue", "two-queues", "roofline",
    "training-memory", "duty-cycle", "memories", "flash",
)  # fmt: skip
"""The questions in docs/claims/, in the order of the page."""

INTRODUCTION = """\
# Claims

A claim is one line in the YAML that says what the drawing must show. The build reads the drawing,
not its source, and tells you when the two differ.

```yaml
visual:
  kind: matplotlib
  params: {P: 4, M: 4}
  claims:
    - texts("F{}") = P * M
    - length("idle*") = 2 * P * (P - 1)
    - alt("{} of 56") = length("idle*")
```

```text
cloud-2848.yaml:24:9: warning C001: length("idle*") is 12 (3 boxes), 2 * P * (P - 1) is 24
```

`doit facts ID` prints what a drawing shows, as true claims: copy the ones that matter
([below](#doit-facts)).

A claim is true, false (C001) or cannot be told (C002). The SVG is built in each case. But
`doit promote`, `doit publish` and `doit release` refuse a visual that has a claim which is not
true, and no baseline accepts one. What is wrong with a claim itself, such as an unknown name, is
an error when the question is read (Q002). The gallery shows each claim with both sides' values,
and so does `build/claims/<track>/<id>.json`.

## How a claim is written

- Two sides and `=`, `≈`, `<`, `>`, `≤`, `≥` or `≠` between them. `==`, `~`, `<=`, `>=` and `!=`
  are read as well. `a < b < c` and `… and …` read as in mathematics.
- A side is calculated with `+`, `-`, `*`, `/`, `^` and brackets from numbers, params and facts.
  Functions: `abs`, `ceil`, `exp`, `floor`, `ln`, `log2`, `log10`, `round`, `sqrt`; `sum`, `max`,
  `min` and `count` of several bars or slices, or of a param that is a list.
- In a text, `{}` stands for a number and `*` for anything; all else is literal, and case counts. A
  text that is a colour, such as `"#cfe2f3"`, looks for that colour where a fill or a line can be
  meant.
- A number may have a unit: B, b, bit, bps, Hz, s, min, h, W, J, Wh, A, Ah, C, V, FLOP, OP, FLOPS,
  OPS, fps, token, req, frame, cycle, %, × and °C, with SI and binary prefixes, and quotients of
  them without spaces: `200 GB/s`. Params may be texts such as `50 GB/s`.
- YAML needs quotes around a claim that holds `: ` or ` #`: `'texts("a: {}") = 3'`.
- At most 100 claims a visual, of 400 characters each.

A param has a name of its own: it cannot be called as a fact, a function or a unit. Scripts get
the params ([scripts.md](scripts.md)); DOT and SVG do not, there `number("… {}") = B` holds the
number in the drawing to the param.

## When two sides are equal

- A count, a param, a formula and a whole number of up to 14 digits are exact.
- A decimal, and any number that stands in a text, is good to half of its last digit, and to 5 % at
  most: `0.43` and `42.9 %` are 3/7, `0.45` is not. Of two such numbers the coarser decides.
- A place on a curve between two of its points is good to a 400th of the axis, and one of its points
  to eight digits. On an axis that is neither linear nor logarithmic only the points are known. What
  is measured in px in a hand-made SVG is good to one px for each box, or to 0.5 %.
- `≈` is 5 %.
- Units are converted. A side without a unit is taken in the unit of the other. A percentage equals
  its fraction and its number; in a sum it is its fraction, so `1 - 25 %` is 0.75, and so it is at a
  place of an axis that holds fractions: `curve(90 %)`. Sides that measure different things cannot
  be compared (C002).

## doit facts

```text
$ doit facts cloud-2848
cloud-2848 shows
  - length("idle*") = 24
  - length(row="stage 0") = 14
  - texts("F{}") = 16
  - distinct("F{}") = 4
  - number("≈ {}") = 0.43
  …
alt
  4    pipeline stages over  texts("stage {}") · distinct("F{}") · distinct("B{}") and 2 more
  14   time units            x_to · length(row="stage 0") · length(row="stage 1") and 2 more
  24   of                    length("idle*") · number("≈ *: {}")
  …
```

Each line after a dash is true of what was built last, and can be pasted under `claims`. Write a
formula of your params in the place of the number, and it checks the drawing from then on.

Below stand the numbers of the alt and the caption. Each has the facts that equal it, the likeliest
first, or `nothing drawn says so`: then the drawing lacks the number, or the number is wrong. Some
facts equal a number by chance, so choose. For such a claim see `alt(…)` and `caption(…)` below.

At the end it notes what to look at: a node without an edge among others, boxes that lie outside of
the axes, points that were too many to keep, and what of a figure is not read, and why.

`--json` prints all of it, with everything that was read from the drawing, for other programs.

`doit facts ID --vary` draws a script again with each whole-number param one more and twice as
large, and judges its claims each time. It names claims that hold only for the params as they are,
such as `length("idle*") = 24`, and params that the script ignores. It writes nothing.

Facts of a graph are read from what Graphviz drew; those of a chart from the figure, when the script
saves it in `VISUAL_OUT_PATH` by `savefig`. A line of more than 2,000 points is thinned to these,
and what a figure holds may take 256 KiB. Texts, and boxes of a hand-made SVG, are those that a
reader sees.

Not all of a figure is read: nothing in polar and 3-D axes, no contour lines, and in one set of axes
no more than 2,000 boxes and no collection of more than 500 lines. Where something that is not read
may be of a kind, claims on their number and their sum are C002, and `doit facts` says what is not
read. What an inset or another part of a broken axis shows again counts once.

## Facts

Arguments in square brackets may be left out.

`doit docs` makes this page from the docstrings in `pipeline/claims/known` and from `docs/claims`.
"""

ALL_KINDS = "every kind"
SECTIONS: Mapping[str, str] = {
    "of_texts": "Texts",
    "of_graphs": "Graphs",
    "of_boxes": "Boxes",
    "of_curves": "Curves, points and lines",
    "of_bars": "Bars, slices, cells and axes",
}


def page(folder: Path) -> str:
    """docs/claims.md; `folder` holds the questions of its examples."""
    parts = [INTRODUCTION.rstrip(), *_facts(), "## Thirty claims", *_examples(folder)]
    return "\n\n".join(parts) + "\n"


def _facts() -> Iterator[str]:
    for module in MODULES:
        yield f"### {SECTIONS[module.__name__.rpartition('.')[2]]}"
        for fact in FACTS.values():
            if fact.run.__module__ == module.__name__:
                yield _section(fact)


def _section(fact: Fact) -> str:
    kinds = " and ".join(fact.kinds) or ALL_KINDS
    return f"**`{fact.form}`** · {kinds}\n\n{inspect.cleandoc(fact.run.__doc__ or '')}"


def _examples(folder: Path) -> Iterator[str]:
    for name in EXAMPLES:
        visual = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))["visual"]
        yield f"![{visual['alt']}](pictures/claims/{name}.svg)"
        yield f"```yaml\n{_block(visual)}```"


def _block(visual: Mapping[str, Any]) -> str:
    """The kind, params and claims of a visual, as they stand in its file."""
    listed = "".join(f"    - {claim}\n" for claim in visual["claims"])
    params = visual.get("params") or {}
    given = ", ".join(f"{name}: {value}" for name, value in params.items())
    given = f"  params: {{{given}}}\n" if given else ""
    return f"visual:\n  kind: {visual['kind']}\n{given}  claims:\n{listed}"


if __name__ == "__main__":
    write_whole(sys.argv[1], page(Path(sys.argv[1]).with_suffix("")).encode())

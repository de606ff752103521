"""A seed and counts → a tree of questions with sources of all kinds, the same one each time."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TRACKS = ("cloud", "edge", "mobile", "tinyml", "global")
NOUNS = ("gradient", "shard", "replica", "queue", "cache", "router", "kernel", "sensor", "buffer")
FILLS = ("#cfe2f3", "#d4edda", "#fdebd0", "#f7f7f7")
ENDINGS = {"dot": "dot", "matplotlib": "py", "svg": "svg"}


@dataclass(frozen=True)
class Mix:
    """How many visuals of each kind; the default is the mix of a real set, 129 in all."""

    matplotlib: int = 85
    dot: int = 31
    svg: int = 13
    plain: int = 0
    """Questions without a visual."""


@dataclass(frozen=True)
class Tree:
    """What was written: the ids of the visuals by kind."""

    ids: dict[str, list[str]] = field(default_factory=dict)

    @property
    def visuals(self) -> list[str]:
        """All ids, in the order of writing."""
        return [name for names in self.ids.values() for name in names]


def write_tree(root: Path, mix: Mix, seed: int = 0) -> Tree:
    """Write questions and sources under `root`/questions and tell their ids."""
    rng = random.Random(seed)
    tree = Tree()
    for kind in ENDINGS:
        tree.ids[kind] = [f"{kind}-{n:04}" for n in range(getattr(mix, kind))]
        for name in tree.ids[kind]:
            write_question(root, name, kind, DRAW[kind](rng), rng.choice(TRACKS))
    for n in range(mix.plain):
        track = rng.choice(TRACKS)
        path = root / "questions" / track / f"plain-{n:04}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"id: plain-{n:04}\ntrack: {track}\nstatus: draft\n{prose(rng)}")
    return tree


def write_question(
    root: Path, name: str, kind: str, source: str, track: str = "cloud", status: str = "draft"
) -> Path:
    """Write one question with its source beside it; the path of the YAML."""
    path = root / "questions" / track / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(f".{ENDINGS[kind]}").write_text(source, encoding="utf-8")
    alt = f"A drawing made for {name}, with labels, boxes and lines between them."
    path.write_text(
        f"id: {name}\ntrack: {track}\nstatus: {status}\n"
        f"visual:\n  kind: {kind}\n  alt: {alt}\n  caption: What {name} shows\n"
        + prose(random.Random(name)),
        encoding="utf-8",
    )
    return path


def prose(rng: random.Random) -> str:
    """The rest of a question, with as much to parse as those of a real set have."""
    tags = "".join(f"  - {rng.choice(NOUNS)}\n" for _ in range(4))
    steps = "".join(f"    - Look at the {_words(rng, 6)}.\n" for _ in range(5))
    options = "".join(f"  - {{text: The {_words(rng, 4)}, right: false}}\n" for _ in range(2))
    return (
        f"level: L{rng.randint(3, 6)}\ntopic: {rng.choice(NOUNS)}\nbloom: analyze\n"
        f"title: The {rng.choice(NOUNS)} that waits\ntags:\n{tags}"
        f"scenario: >-\n  A fleet with a {_words(rng, 60)}.\n"
        f"question: Which {rng.choice(NOUNS)} is slow?\noptions:\n{options}"
        f"answer:\n  solution: |-\n    First the {_words(rng, 40)}.\n    Then the rest.\n"
        f"  mistake: |-\n    To blame the {_words(rng, 20)}.\n  steps:\n{steps}"
        f"  estimate: {rng.randint(2, 9)} ms for each of {rng.randint(2, 99)} requests\n"
    )


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(NOUNS) for _ in range(count))


def _chart(rng: random.Random) -> str:
    body = rng.choice(CHARTS).format(
        values=[round(rng.uniform(1, 9), 2) for _ in range(6)],
        names=[rng.choice(NOUNS) for _ in range(6)],
        a=rng.randint(2, 9),
        fill=rng.choice(FILLS),
        noun=rng.choice(NOUNS),
    )
    size = rng.choice(("figsize=(6, 3.6)", "figsize=(7, 4)", ""))
    return (
        "import os\n\nimport matplotlib.pyplot as plt\nimport numpy as np\n\n"
        f"fig, ax = plt.subplots({size})\n{body}"
        'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
    )


CHARTS = (
    "x = np.linspace(0, 10, 60)\nax.plot(x, np.sin(x) * {a}, label='{noun}')\n"
    "ax.plot(x, np.cos(x), '--', label='other')\nax.legend()\n"
    "ax.set(xlabel='time (s)', ylabel='{noun} (GB)')\n",
    "ax.bar(range(6), {values}, color='{fill}', edgecolor='#555')\n"
    "ax.set_xticks(range(6), {names}, rotation=20)\nax.set_title('{noun} by part')\n",
    "rng = np.random.default_rng({a})\nax.scatter(rng.random(40), rng.random(40), c='#4a90c4')\n"
    "ax.axhline(0.5, color='#c44', linestyle='--')\nax.annotate('limit', (0.1, 0.52))\n",
    "ax.barh(range(6), {values}, left=np.arange(6), color='{fill}')\n"
    "for row, value in enumerate({values}):\n"
    "    ax.text(row + 0.1, row, f'{{value:.1f}}', va='center')\n",
)


def _graph(rng: random.Random) -> str:
    count = rng.randint(4, 14)
    lines = [f'  n{i} [label="{rng.choice(NOUNS)} {i}", shape=box];' for i in range(count)]
    lines += [f'  n{rng.randrange(i)} -> n{i} [label="{i} ms"];' for i in range(1, count)]
    return "digraph G {\n  rankdir=LR;\n" + "\n".join(lines) + "\n}\n"


def _hand(rng: random.Random) -> str:
    boxes = "".join(
        f'  <g transform="translate({40 + 150 * (i % 4)} {60 + 120 * (i // 4)})">\n'
        f'    <rect id="box{i}" width="120" height="70" rx="6" fill="{rng.choice(FILLS)}" '
        f'stroke="#555"/>\n'
        f'    <text x="60" y="40" font-size="14" text-anchor="middle" fill="#333">'
        f"{rng.choice(NOUNS)} {i}</text>\n  </g>\n"
        for i in range(rng.randint(3, 8))
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="460" '
        f'viewBox="0 0 680 460" font-family="Helvetica, Arial, sans-serif">\n{boxes}</svg>\n'
    )


DRAW: dict[str, Callable[[random.Random], str]] = {
    "dot": _graph,
    "matplotlib": _chart,
    "svg": _hand,
}


def as_json(path: Path) -> object:
    """The JSON value in the file at `path`."""
    return json.loads(path.read_text(encoding="utf-8"))

"""A count → a repository of questions that knows nothing of this package, with twenty faults.

Questions lie in vault/questions/<track>/<topic>/, sources and checked-in SVGs in
vault/visuals/<track>/. One question in fifty carries a visual, mostly of the shape with `path`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.trees import NOUNS, prose

TRACKS = ("cloud", "edge", "mobile", "robotics", "tinyml")
TOPICS = ("queueing", "memory", "networks", "scheduling")
EVERY = 50
"""One question of so many carries a visual, as in real trees."""


class Fault(NamedTuple):
    """What is wrong on purpose: the file that a finding must name, and its code."""

    file: str
    code: str


class Vault(NamedTuple):
    """The repository at `root`, and what is wrong in it."""

    root: Path
    faults: tuple[Fault, ...]


def write_vault(root: Path, questions: int = 10_000, every: int = EVERY) -> Vault:
    """Write the repository: healthy questions, what lies beside them, and the faults.

    One question of `every` carries a visual.
    """
    maker = _Maker(root)
    rng = random.Random(7)
    for number in range(questions):
        track, topic = TRACKS[number // every % len(TRACKS)], rng.choice(TOPICS)
        name = f"{track}-{number:05}"
        if number % every:
            maker.write(f"vault/questions/{track}/{topic}/{name}.yaml", _head(name, track) + PROSE)
        else:
            maker.healthy(name, track, topic, number // every)
    maker.what_matters()
    faults = tuple(fault for plant in FAULTS for fault in [plant(maker)])
    return Vault(root, faults)


def _head(name: str, track: str) -> str:
    return f"id: {name}\ntrack: {track}\nstatus: published\n"


PROSE = prose(random.Random(0))


def graph(name: str, extra: str = "") -> str:
    """A small graph, another one for each name, in which nothing is wrong."""
    rng = random.Random(name)
    first, second, third = rng.sample(NOUNS, 3)
    return (
        "digraph {\n  rankdir=LR;\n"
        '  node [shape=box, style=filled, fillcolor="#cfe2f3", color="#333333"];\n'
        f'  a [label="{first}"]; b [label="{second}"]; c [label="{third} {len(name)}"];\n'
        f'  a -> b; b -> c [label="{rng.randint(2, 90)} ms"];\n{extra}}}\n'
    )


SCRIPT = """import os

import matplotlib.pyplot as plt
import numpy as np
from house import BLUE

x = np.linspace(0, 10, 50)
fig, ax = plt.subplots(figsize=(7, 4))
ax.plot(x, x ** {power}, color=BLUE)
ax.set(xlabel="load (requests/s)", ylabel="time (ms)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
"""

HAND = """<svg xmlns="http://www.w3.org/2000/svg" width="680" height="120" viewBox="0 0 680 120">
<rect x="10" y="10" width="300" height="60" fill="#cfe2f3" stroke="#4a90c4"/>
<rect x="320" y="10" width="150" height="60" fill="#cfe2f3" stroke="#4a90c4"/>
<rect x="480" y="10" width="150" height="60" fill="#cfe2f3" stroke="#4a90c4"/>
<text x="30" y="45" font-size="16" fill="#333">{text}</text>
{extra}</svg>
"""


class _Maker:
    """Writes files of the repository at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made = set[str]()

    def write(self, path: str, text: str) -> str:
        """Write a file; its path."""
        folder = path.rpartition("/")[0]
        if folder not in self.made:
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self.made.add(folder)
        with open(f"{self.root}/{path}", "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def question(self, name: str, block: str = "", track: str = "cloud", says: str = "") -> str:
        """Write a question with a visual; without a block of its own, of the usual shape."""
        block = block or f"  kind: svg\n  path: {name}.svg\n{TEXTS}"
        head = _head(name, says or track)
        return self.write(f"vault/questions/{track}/memory/{name}.yaml", f"{head}visual:\n{block}")

    def source(self, name: str, text: str, track: str = "cloud") -> str:
        """Write a file beside the sources."""
        return self.write(f"vault/visuals/{track}/{name}", text)

    def healthy(self, name: str, track: str, topic: str, number: int) -> None:
        """Write a question with a visual in which nothing is wrong, now of this shape, now that."""
        shape = f"  kind: svg\n  path: {name}.svg\n"
        file, text, texts = f"{name}.dot", graph(name), TEXTS
        if number % 10 == 3:
            file, text = f"{name}.svg", HAND.format(text=f"{topic} in {name}", extra="")
        elif number % 10 == 5:
            shape += "  source_format: dot\n"
        elif number % 10 == 7:
            shape = "  kind: dot\n"
        elif number % 50 == 1:
            self.source("house.py", 'BLUE = "#4a90c4"\n', track)
            file, text = f"{name}.py", SCRIPT.format(power=1 + number / 100)
            texts = TEXTS_OF_A_CHART
        self.write(
            f"vault/questions/{track}/{topic}/{name}.yaml",
            f"{_head(name, track)}visual:\n{shape}{texts}{PROSE}",
        )
        self.source(file, text, track)

    def what_matters(self) -> None:
        """Write files that no question names, and that are nevertheless no orphans."""
        self.source("README.md", "How we draw.\n")
        self.source("edge-old.dot", graph("edge-old"), "edge")
        old = f"id: edge-old\ntrack: edge\nstatus: archived\nvisual:\n  kind: dot\n{TEXTS}"
        self.write("vault/questions/edge/memory/edge-old.yaml", old)
        self.write("pyproject.toml", "# ours\n[project]\nname = 'interviews'\n\n[tool.ruff]\n")
        self.write(".gitignore", "/_site/\n")
        self.write("render_visuals.sh", "for f in vault/visuals/*/*.dot; do dot -Tsvg $f; done\n")


TEXTS = """  alt: Three boxes in a row, joined by arrows; the second arrow bears a time
  caption: Where the time goes
"""

TEXTS_OF_A_CHART = """  alt: Line chart of the time over the load, which rises ever more steeply
  caption: Where the time goes
"""


def _of(code: str, make: Callable[[_Maker], str]) -> Callable[[_Maker], Fault]:
    return lambda maker: Fault(make(maker), code)


def _misspelt_key(maker: _Maker) -> str:
    maker.source("cloud-key.dot", graph("cloud-key"))
    return maker.question("cloud-key", "  kind: svg\n  path: cloud-key.svg\n  captoin: Time\n"
                          f"{TEXTS.splitlines()[0]}\n")  # fmt: skip


def _missing_source(maker: _Maker) -> str:
    return maker.question("cloud-lost")


def _both_sources(maker: _Maker) -> str:
    maker.source("cloud-both.dot", graph("cloud-both"))
    maker.source("cloud-both.py", SCRIPT.format(power=2))
    maker.source("house.py", 'BLUE = "#4a90c4"\n')
    return maker.question("cloud-both")


def _id_of_two_files(maker: _Maker) -> str:
    maker.source("cloud-twin.dot", graph("cloud-twin"))
    maker.write("vault/questions/edge/memory/cloud-twin.yaml", _head("cloud-twin", "edge") + PROSE)
    return maker.question("cloud-twin")


def _no_yaml(maker: _Maker) -> str:
    maker.source("cloud-colon.dot", graph("cloud-colon"))
    return maker.question("cloud-colon", "  kind: svg\n  path: cloud-colon.svg\n"
                          "  alt: Three boxes: one: two\n")  # fmt: skip


def _unsafe_path(maker: _Maker) -> str:
    maker.source("edge-shared.dot", graph("edge-shared"), "edge")
    maker.question("edge-shared", track="edge")
    return maker.question("cloud-path", f"  kind: svg\n  path: ../edge/edge-shared.svg\n{TEXTS}")


def _script_without_import(maker: _Maker) -> str:
    maker.question("cloud-import", f"  kind: svg\n  path: cloud-import.svg\n{TEXTS_OF_A_CHART}")
    text = SCRIPT.format(power=2).replace("import numpy as np\n", "")
    return maker.source("cloud-import.py", text)


def _keyword(maker: _Maker) -> str:
    maker.question("cloud-keyword")
    return maker.source("cloud-keyword.dot", "digraph {\n  Cloud -> Edge;\n  Edge -> Node;\n}\n")


def _arrow_both_ways(maker: _Maker) -> str:
    maker.question("cloud-arrow")
    return maker.source("cloud-arrow.dot", graph("cloud-arrow", "  c <-> d;\n"))


def _no_alt(maker: _Maker) -> str:
    maker.source("cloud-noalt.dot", graph("cloud-noalt"))
    return maker.question(
        "cloud-noalt", "  kind: svg\n  path: cloud-noalt.svg\n  caption: Where the time goes\n"
    )


def _short_alt(maker: _Maker) -> str:
    maker.source("cloud-short.dot", graph("cloud-short"))
    return maker.question(
        "cloud-short", "  kind: svg\n  path: cloud-short.svg\n  alt: A graph\n  caption: The time\n"
    )


def _wrong_track(maker: _Maker) -> str:
    maker.source("cloud-track.dot", graph("cloud-track"))
    return maker.question("cloud-track", says="clowd")


def _orphan_source(maker: _Maker) -> str:
    return maker.source("queue-first-try.dot", graph("queue-first-try"), "mobile")


def _orphan_svg(maker: _Maker) -> str:
    return maker.source("queue-old.svg", HAND.format(text="old", extra=""), "tinyml")


def _stale_copy(maker: _Maker) -> str:
    maker.question("cloud-stale")
    maker.source("cloud-stale.dot", graph("cloud-stale"))
    return maker.source("cloud-stale.svg", HAND.format(text="as it was last year", extra=""))


def _one_output_for_two(maker: _Maker) -> str:
    maker.source("cloud-shared.dot", graph("cloud-shared"))
    maker.question("cloud-shared")
    block = f"  kind: dot\n  source: cloud-shared-2.dot\n  rendered: cloud-shared.svg\n{TEXTS}"
    maker.source("cloud-shared-2.dot", graph("cloud-shared-2"))
    file = maker.question("cloud-shared-2", block)
    path = maker.root / file
    path.write_text(path.read_text().replace("status: published", "status: draft"))
    return file


def _hand_made(name: str, extra: str, text: str = "a label") -> Callable[[_Maker], str]:
    def make(maker: _Maker) -> str:
        maker.question(name)
        return maker.source(f"{name}.svg", HAND.format(text=text, extra=extra))

    return make


FAULTS: tuple[Callable[[_Maker], Fault], ...] = (
    _of("Q001", _no_yaml),
    _of("Q002", _misspelt_key),
    _of("Q002", _wrong_track),
    _of("Q003", _id_of_two_files),
    _of("Q004", _missing_source),
    _of("Q005", _unsafe_path),
    _of("Q008", _both_sources),
    _of("Q009", _one_output_for_two),
    _of("R001", _script_without_import),
    _of("R001", _keyword),
    _of("R001", _arrow_both_ways),
    _of("A001", _no_alt),
    _of("A001", _short_alt),
    _of("A002", _hand_made("cloud-pale", '<text x="330" y="45" fill="#ccc">pale</text>\n')),
    _of("L006", _hand_made("cloud-tiny", '<text x="330" y="45" font-size="5">tiny</text>\n')),
    _of("S001", _hand_made("cloud-alert", "<script>alert(1)</script>\n")),
    _of("S002", _hand_made("cloud-href", '<use href="https://example.org/a.svg#b"/>\n')),
    _of("B001", _orphan_source),
    _of("B001", _orphan_svg),
    _of("B002", _stale_copy),
)
"""One for each of the twenty."""

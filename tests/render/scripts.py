"""Render scripts for tests: what they start and end with, and how they are run."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from pipeline.check import normalize_and_check
from pipeline.config import FONT_STACK, PALETTE
from pipeline.model import Drawing, Finding, Job, Limits, Normalized, Rendered
from pipeline.render import render
from pipeline.worker.pool import Workers

FOLDER = Path("questions/cloud")
SAVE = 'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
START = "import os\nimport matplotlib.pyplot as plt\nimport numpy as np\n"
PLOT = f"{START}plt.plot([1, 2])\n{SAVE}"
DEFAULT = Limits()


def run(workers: Workers, script: str | bytes, limits: Limits = DEFAULT) -> Rendered:
    """Write a script and render it."""
    content = script if isinstance(script, bytes) else script.encode()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "x.py").write_bytes(content)
    return render(Job("x", "matplotlib", f"{FOLDER}/x.py", content, "f", limits), workers)


def svg(rendered: Rendered) -> str:
    """The raw SVG of a render that went well."""
    assert rendered.raw is not None, (rendered.findings, rendered.output)
    return rendered.raw.decode()


def drawn(workers: Workers, body: str) -> str:
    """The raw SVG of a script without its first and last lines; nothing is to be found wrong."""
    rendered = run(workers, f"{START}{body}\n{SAVE}")
    assert rendered.findings == ()
    return svg(rendered)


def normal(raw: str) -> Normalized:
    """The normal form of a raw SVG, and what the checks find."""
    drawing = Drawing(
        "x", raw.encode(), "T", "What", "x.py", FONT_STACK, "matplotlib", b"", PALETTE
    )
    return normalize_and_check(drawing)


def texts(raw: str) -> list[str]:
    """The strings of all texts in their order, without those of numbers at ticks."""
    root = etree.fromstring(raw.encode())
    found = ["".join(map(str, text.itertext())) for text in root.iter("{*}text")]
    return [text for text in found if not text.replace(".", "").replace("−", "").isdecimal()]


def told(finding: Finding) -> tuple[str, str, int | None]:
    """A finding's code, file and line."""
    return finding.code, finding.file.removeprefix(f"{FOLDER}/"), finding.line

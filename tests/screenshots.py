"""`python -m tests.screenshots`: the pages of a small project → the pictures of them in docs/.

The size is always the same. The bytes depend on the browser, so no test compares them.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from pipeline.archetypes import ARCHETYPES, of_kind
from tests.browser import Browser, chromium
from tests.conftest import DOIT, REPOSITORY

WIDTH, HEIGHT = 1280, 898
COLOURS = 256
"""Of a picture's palette, which keeps the file small."""

TRACKS = {"cloud": 8, "edge": 4}
"""How many visuals each has."""

BROKEN = "fan-out"
MISTAKE = "router -> {", "router -> -> {"
"""What an author types into that one's source after the first build."""

CHANGED = "pipeline"
EDIT = "31 ms", "12 ms"
"""What an author changes in that one's source after it was published, and not in its alt."""

PICTURES = {
    "gallery": "index.html",
    "gallery-visual": f"index.html#{BROKEN}",
    "review": f"review.html#{CHANGED}",
}
"""Their names, and the pages that they show."""


def main() -> None:
    """Build the project in a temporary folder, and take the pictures."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "project")
        make(root)
        with chromium(Path(name), has_house_font_alone=False) as browser:
            browser.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            for picture, address in PICTURES.items():
                browser.page.goto("about:blank")
                page = f"{(root / 'build').as_uri()}/{address}"
                browser.page.goto(page, wait_until="networkidle")
                take(browser, REPOSITORY / f"docs/pictures/{picture}.png")


def make(root: Path) -> None:
    """A project with a visual of each archetype, published; one changed since, and one failed."""
    root.mkdir()
    for part in ("dodo.py", "pyproject.toml"):
        shutil.copy(REPOSITORY / part, root)
    tracks = [track for track, count in TRACKS.items() for _ in range(count)]
    in_turn = sorted(ARCHETYPES, key=lambda each: of_kind(each.kind).index(each))
    for archetype, track in zip(in_turn, tracks, strict=True):
        doit(root, "new", archetype.name, "--track", track, "--archetype", archetype.name)
    doit(root)
    for svg in root.glob("build/svg/*/*.svg"):
        copy = root / "questions" / svg.parent.name / svg.name
        if not copy.exists():  # else it is a source
            shutil.copy(svg, copy)
    for name, change in ((BROKEN, MISTAKE), (CHANGED, EDIT)):
        (source,) = root.glob(f"questions/*/{name}.dot")
        source.write_text(source.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    doit(root, "review")


def doit(root: Path, *arguments: str) -> None:
    """Run a command, which may fail."""
    subprocess.run([*DOIT, *arguments], cwd=root, check=False)


def take(browser: Browser, to: Path) -> None:
    """Take a picture of what the browser shows."""
    picture = Image.open(io.BytesIO(browser.page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(to, optimize=True)
    print(f"wrote {to.relative_to(REPOSITORY)}, {to.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

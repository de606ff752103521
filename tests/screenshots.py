"""`python -m tests.screenshots`: the gallery of this project → the picture in the README.

The size is always the same. The bytes depend on the browser, so no test compares them.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser import chromium
from tests.conftest import REPOSITORY

WIDTH, HEIGHT = 1200, 750
COLOURS = 128
"""Of the picture's palette, which keeps the file small."""


def main() -> None:
    """Build the questions of this project in a temporary folder, and take the picture."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "project")
        root.mkdir()
        for part in ("dodo.py", "pyproject.toml"):
            shutil.copy(REPOSITORY / part, root)
        shutil.copytree(REPOSITORY / "questions", root / "questions")
        subprocess.run([sys.executable, "-m", "doit"], cwd=root, check=True)
        with chromium(Path(name)) as browser:
            browser.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            browser.page.goto((root / "build/index.html").as_uri(), wait_until="networkidle")
            picture = Image.open(io.BytesIO(browser.page.screenshot())).convert("RGB")
    to = REPOSITORY / "docs/pictures/gallery.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(to, optimize=True)
    print(f"wrote {to.relative_to(REPOSITORY)}, {to.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

"""What a browser draws: Chromium, where every font is the house font.

The second oracle beside resvg, which cannot see what it does not know.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipeline.fonts.faces import FAMILY, font_folder

Pixels = NDArray[np.int16]
"""(height, width, 3), 0 to 255."""

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --force-color-profile=srgb --hide-scrollbars"
    " --disable-lcd-text --font-render-hinting=none --disable-features="
)
_WITHOUT = (
    # Each window would start a process for what its address bar shows: most of what a page takes.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
    # What Playwright leaves out, whose list this one replaces.
    "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip
"""Features of Chromium that are off."""
_FONTS = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{font_folder()}</dir><cachedir>{{cache}}</cachedir>
<match target="pattern"><edit name="family" mode="assign" binding="strong">
<string>{FAMILY}</string></edit></match>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
</fontconfig>
"""


class Browser:
    """One page of a headless browser without a network."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def draw(self, markup: str, width: int, height: int) -> Pixels:
        """A page whose body is `markup`, without margins, in a window of that size."""
        document = f"<!DOCTYPE html><style>body{{margin:0}}svg{{display:block}}</style>{markup}"
        return self.draw_page(document, width, height)

    def draw_page(self, document: str, width: int, height: int, settle: bool = False) -> Pixels:
        """A whole HTML document in a window of that size; `settle` lets short animations end."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.set_content(document)
        if settle:
            self.page.wait_for_timeout(300)
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        return np.asarray(picture, dtype=np.int16)


@contextmanager
def chromium(
    folder: Path, scale: float = 1, *, has_house_font_alone: bool = True
) -> Iterator[Browser]:
    """A browser, by default without the machine's fonts.

    Where there is none, the test is skipped; in CI it fails.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        reason = f"needs a browser: one of {', '.join(_PROGRAMS)} on PATH"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    fonts = {}
    if has_house_font_alone:
        config = folder / "fonts.conf"
        config.write_text(_FONTS.format(cache=folder / "fonts"))
        fonts["FONTCONFIG_FILE"] = str(config)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=f"{_SWITCHES}{','.join(_WITHOUT)}".split(),
            env={**os.environ, **fonts},
        )
        page = browser.new_context(device_scale_factor=scale).new_page()
        opened = Browser(page)
        opened.draw("<svg><text>warm</text><path d='M0 0L9 9' stroke='red'/></svg>", 820, 1800)
        yield opened  # the first picture is drawn a shade otherwise than all that follow
        browser.close()

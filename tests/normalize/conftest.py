"""A browser that does not round where letters stand to whole px."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser import Browser


@pytest.fixture(scope="session")
def close_up(browser: Browser) -> Iterator[Browser]:
    """A page of the same browser at two device px a CSS px."""
    context = browser.page.context.browser.new_context(
        device_scale_factor=2, viewport={"width": 1600, "height": 1600}
    )
    yield Browser(context.new_page())
    context.close()

"""Pages in a real browser: from disk, without a network, and without a word on the console."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Config
from pipeline.plan import Plan
from tests.browser import Browser
from tests.pages.made import write

Open = Callable[..., Any]
"""A page's folder and what its address ends in → Playwright's page."""

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """The plan of an empty project, which is the current folder."""
    with contextlib.chdir(tmp_path):
        yield Plan(Config())


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens galleries from disk; anything from elsewhere, and any error, fails the test."""
    said: list[str] = []
    contexts: list[Any] = []

    def opened(
        root: Path, end: str = "", is_silent: bool = True, file: str = "index.html", **how: Any
    ) -> Any:
        context = browser.page.context.browser.new_context(**{"viewport": WIDE, **how})
        contexts.append(context)
        context.set_offline(True)
        context.on("request", lambda request: said.extend(_from_elsewhere(request.url)))
        page = context.new_page()
        page.set_default_timeout(10_000)
        if is_silent:
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{(root / 'build' / file).as_uri()}{end}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def _from_elsewhere(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:")) else [f"asked for {url}"]


def until(page: Any, condition: str) -> None:
    """Wait until a JavaScript expression holds; the page lets no text be run as a script."""
    page.evaluate(
        "async () => { for (let i = 0; i < 600; i++) {"
        f" if ({condition}) return; await new Promise(requestAnimationFrame); }}"
        f" throw new Error({condition!r}); }}"
    )


STORED = "kept => [localStorage, sessionStorage].forEach((at, i) => Object.assign(at, kept[i]))"


def reload_until(page: Any, holds: Callable[[], bool], change: str = "") -> None:
    """Load the page again until what it stored is there: the browser may lose what is stored last.

    It is stored again before each time, or `change` is evaluated, an expression that does it.
    """
    kept = page.evaluate("[{...localStorage}, {...sessionStorage}]")
    for _ in range(100):
        page.evaluate(change or STORED, kept)
        page.reload()
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("what the page stored is lost when it is loaded again")


def written(page: bytearray) -> None:
    """Write a page where it belongs, in the current folder."""
    write("build/index.html", page.decode())

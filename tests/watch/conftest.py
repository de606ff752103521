"""A project under `doit watch`, and a page that shows it."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.browser import Browser
from tests.conftest import DOIT, OWN_PROCESSES, Project, commander, new_project
from tests.forks import Process

PATIENCE = 30.0


@dataclass(frozen=True)
class Watched:
    """A project, the process that watches it, and what that printed."""

    project: Project
    process: subprocess.Popen[bytes] | Process
    log: Path

    @property
    def printed(self) -> str:
        """All that the process has printed by now."""
        return self.log.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        """Where the gallery is served."""
        found = re.search(r"http://\S+/", self.printed)
        assert found, self.printed
        return found[0]

    def edit(self, name: str, old: str, new: str) -> None:
        """Save a file of the project with a text in it replaced."""
        path = self.project.path(f"questions/cloud/{name}")
        text = path.read_text(encoding="utf-8")
        assert old in text, text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < deadline, f"{what}\n{self.printed}"
            time.sleep(0.01)

    def wait_until_calm(self, name: str, times: int = 1) -> None:
        """Wait until a visual was built so often, and all is done: only events tell it more."""
        manifest = self.project.path("build/manifest.json")
        self.wait(lambda: self.printed.count(f"built {name} (") >= times, "it is not built")
        self.wait(manifest.exists, "there is no manifest")

    def stop(self) -> int:
        """Interrupt the process; its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def watching(project: Project, *arguments: str) -> Iterator[Watched]:
    """Run `doit watch` until the context is left."""
    log = project.root.with_suffix(".log")
    with log.open("wb") as output:
        process = (
            commander().start(project.root, ("watch", *arguments), output)
            if not OWN_PROCESSES
            else subprocess.Popen(
                [*DOIT, "watch", *arguments],
                cwd=project.root, stdout=output, stderr=subprocess.STDOUT,
            )
        )  # fmt: skip
    watched = Watched(project, process, log)
    try:
        watched.wait(lambda: "http://" in watched.printed, "it does not start")
        yield watched
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A project with a visual of each kind, and a second graph."""
    project = new_project(tmp_path_factory.mktemp("watched") / "project")
    (project.root.parent / ".git").mkdir()
    kinds = {"graph": "dot", "other": "dot", "chart": "matplotlib", "hand": "svg"}
    for name, kind in kinds.items():
        project.add(name, kind)
    with watching(project) as watched:
        watched.wait(lambda: "4 built" in watched.printed, "the first build does not end")
        yield watched


class Page:
    """An open page of the gallery."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(address)
        self._tell("window.isFirst = true")

    def _tell(self, expression: str) -> Any:
        """What a JavaScript expression comes to; False while the page loads itself again."""
        from playwright.sync_api import Error

        try:
            return self.page.evaluate(expression)
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
            return False

    def view(self, name: str) -> None:
        """Open the view of a visual, and wait for its picture."""
        self.page.evaluate("name => { location.hash = name }", name)
        self.until(f"document.querySelector('.stage img')?.src.includes('{name}.svg')")

    def until(self, condition: str) -> None:
        """Wait until a JavaScript expression holds."""
        deadline = time.monotonic() + PATIENCE
        while not self._tell(condition):  # what waits by itself, the page's policy refuses
            assert time.monotonic() < deadline, f"{condition}\n{self.page.inner_text('body')}"
            self.page.wait_for_timeout(10)

    def shows(self, *texts: str) -> None:
        """Wait until the page shows all these texts."""
        for text in texts:
            self.until(f"document.body.innerText.includes('{text}')")

    def drawn(self) -> str:
        """The SVG that the view shows."""
        url = self.page.evaluate("document.querySelector('.stage img').src")
        if url.startswith("data:"):
            return unquote(url.partition(",")[2])
        drawn: str = self.page.request.get(url).text()
        return drawn

    @property
    def is_first(self) -> bool:
        """Whether the page was never loaded again."""
        first: bool = self.page.evaluate("window.isFirst === true")
        return first and not self.errors


@pytest.fixture
def open_page(browser: Browser, watched: Watched) -> Iterator[Callable[[], Page]]:
    """Opens pages of the watched project, each with a memory of its own."""
    contexts: list[Any] = []

    def opened() -> Page:
        contexts.append(browser.page.context.browser.new_context())
        return Page(contexts[-1].new_page(), watched.address)

    yield opened
    for context in contexts:
        context.close()

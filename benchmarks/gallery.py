"""`python -m benchmarks.gallery`: what the gallery costs, to make and to use, at three sizes.

Made: one visual of many changed, as at the end of a build. Used: in a browser, opened from disk,
typed into and scrolled, with the longest task of each; and one visual brought up to date.
"""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.config import Config
from pipeline.manifest import Built
from pipeline.pages import gallery, row
from pipeline.plan import Plan
from tests.browser import chromium
from tests.pages.made import build, svg, visual, write
from tests.trees import DRAW

SIZES = (1000, 2000, 10_000)
ROUNDS = 5
HEAD = (
    f"{'visuals':>8}{'MB':>7}{'made':>8}{'opened':>8}{'typing':>8}{'scroll':>8}{'update':>8}  (ms)"
)

WATCH_TASKS = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(longest, duration);
  }).observe({ type: "longtask", buffered: false });
}"""
SCROLL = """async () => {
  const step = document.documentElement.scrollHeight / 60;
  for (let i = 0; i < 60; i++) {
    scrollTo(0, i * step);
    await new Promise(requestAnimationFrame);
  }
}"""
UPDATE = """(change) => {
  const start = performance.now();
  gallery.apply(change);
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
OPENED = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


class Cost(NamedTuple):
    """What one size costs: bytes, and milliseconds; of typing and scrolling the longest task.

    A browser reports tasks from 50 ms on; 0 says that there was none.
    """

    visuals: int
    bytes: int
    made: float
    opened: float
    typing: float
    scroll: float
    update: float

    def __str__(self) -> str:
        times = "".join(f"{value:>8.0f}" for value in self[2:])
        return f"{self.visuals:>8,}{self.bytes / 1e6:>7.1f}{times}"


def main() -> None:
    """Measure each size and print a line."""
    print(HEAD)
    for count in SIZES:
        with tempfile.TemporaryDirectory() as root, contextlib.chdir(root):
            print(_cost(count), flush=True)


def _cost(count: int) -> Cost:
    plan = Plan(Config())
    built = list(_many(plan, count))
    page = gallery(plan, count, built, []).content
    made = statistics.median(_remade(plan, built, number) for number in range(ROUNDS))
    write(plan.gallery, page.decode())
    with chromium(Path.cwd()) as browser:
        return Cost(count, len(page), made, *_used(plan, browser.page, built))


def _many(plan: Plan, count: int) -> Iterator[Built]:
    """Visuals with sources as long as those of a real set."""
    import random

    rng = random.Random(0)
    for number in range(count):
        of = visual(number)
        yield build(plan, of, source=DRAW[of.kind](rng))


def _remade(plan: Plan, built: list[Built], number: int) -> float:
    """Milliseconds to make the page after one visual changed."""
    first = built[0].visual._replace(caption=f"Changed {number}")
    start = time.perf_counter()
    gallery(plan, len(built), [built[0]._replace(visual=first), *built[1:]], [])
    return (time.perf_counter() - start) * 1000


def _used(plan: Plan, page: Any, built: list[Built]) -> Iterator[float]:
    """Opened; the longest task of typing and of scrolling; the median of updates."""
    page.goto(Path(plan.gallery).absolute().as_uri())
    yield page.evaluate(OPENED)
    page.evaluate(WATCH_TASKS)
    page.get_by_role("searchbox").press_sequentially("drawing 99", delay=30)
    yield _longest(page)
    page.get_by_role("searchbox").fill("")
    _longest(page)
    page.evaluate(SCROLL)
    yield _longest(page)
    updates = (
        row(plan, build(plan, built[0].visual, svg(f"update {number}"))) for number in range(ROUNDS)
    )
    yield statistics.median(page.evaluate(UPDATE, {"rows": [each]}) for each in updates)


def _longest(page: Any) -> float:
    """The longest task since this was last asked."""
    page.wait_for_timeout(200)
    return float(page.evaluate("() => { const was = longest; longest = 0; return was; }"))


if __name__ == "__main__":
    main()

"""Drawing a DOT text with each of the engines."""

from __future__ import annotations

import shutil

import pytest

from pipeline.model import Engine
from pipeline.render import render
from pipeline.worker.pool import Workers
from tests.render.jobs import ENGINES, Draw, job


@pytest.fixture(params=ENGINES)
def draw(request: pytest.FixtureRequest, workers: Workers) -> Draw:
    """Draws a DOT text with one of the engines."""
    engine: Engine = request.param
    if engine == "system" and not shutil.which("dot"):
        pytest.skip("this machine has no dot")
    return lambda text: render(job(text.encode(), engine), workers)


@pytest.fixture
def drawn(workers: Workers) -> Draw:
    """Draws a DOT text with the Graphviz that comes along."""
    return lambda text: render(job(text.encode()), workers)

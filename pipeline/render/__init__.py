"""Job → Rendered: one renderer a kind of visual, each in a file of its own.

A new renderer is one file, one entry in RENDERERS and one test. Its module is imported when it
first has to draw: a run that draws nothing needs but what is told here.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Engine, Job, Kind, Rendered

if TYPE_CHECKING:
    from pipeline.worker.workers import Workers


class Renderer(NamedTuple):
    """Who draws: `module` holds `render(job, workers) -> Rendered`, which never raises.

    `warm_up` names the function that its processes run first, those where `is_alone` says that each
    source has one. The rest shapes what it draws, beside the source: `packages`, a `program` of the
    machine, and files of this package, under the name that a user is told when they change.
    """

    module: str
    packages: tuple[str, ...] = ()
    program: str = ""
    files: Mapping[str, tuple[str, ...]] = {}
    warm_up: str = ""
    is_alone: bool = False

    def prepare(self, workers: Workers) -> None:
        """Start the process that renders first, before there is anything to render."""
        if self.warm_up:
            start = workers.prepare_alone if self.is_alone else workers.prepare
            start(self.warm_up)

    def render(self, job: Job, workers: Workers) -> Rendered:
        """Render a job. Whatever is wrong with the source is a finding, never an exception."""
        rendered = importlib.import_module(self.module).render(job, workers)
        assert isinstance(rendered, Rendered)
        return rendered


LAYOUT = "pipeline.render.layout:warm_up"
HOUSE = "pipeline.render.house:warm_up"

_DOT_FILES = {
    "code": (
        "../misspelt.py", "dot.py", "dot_attributes.py", "dot_source.py", "dot_messages.py",
        "graph.py", "layout.py", "tasks.py",
    )
}  # fmt: skip
_PYPLOT_CODE = (
    "canvas.py", "errors.py", "guard.py", "house.py", "imports.py", "pyplot.py", "script.py",
    "tasks.py", "warned.py", "watch.py",
)  # fmt: skip

RENDERERS: Mapping[tuple[Kind, Engine], Renderer] = {
    ("dot", "embedded"): Renderer(
        "pipeline.render.dot", ("pygraphviz",), files=_DOT_FILES, warm_up=LAYOUT
    ),
    ("dot", "system"): Renderer("pipeline.render.dot", ("graphviz",), "dot", _DOT_FILES),
    ("matplotlib", "embedded"): Renderer(
        "pipeline.render.pyplot",
        ("matplotlib", "numpy", "fonttools"),
        files={"style": ("style.py",), "code": _PYPLOT_CODE},
        warm_up=HOUSE,
        is_alone=True,
    ),
    ("svg", "embedded"): Renderer("pipeline.render.hand"),
}
"""By kind and engine; a kind that has but one is drawn by it, whatever the settings say."""


def renderer_of(kind: Kind, engine: Engine) -> Renderer:
    """Who draws a kind of visual when `engine` is asked for."""
    return RENDERERS.get((kind, engine)) or RENDERERS[kind, "embedded"]


def render(job: Job, workers: Workers) -> Rendered:
    """Render a job with the renderer of its kind; any thread may call this."""
    return renderer_of(job.kind, job.engine).render(job, workers)

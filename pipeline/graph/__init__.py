"""All that touches doit: what its tasks do, when they are fresh, and how a run is reported.

cached_work, freshness ─▶ build ─▶ actions ─▶ visual_actions, pruning ─▶ forecast ─▶ tasks
journal is doit's database, reporter/ prints what a run does, warm_run is a run for `doit watch`.
standing says which visuals are fresh, stale or failed, inspection/ is what `doit check` reports,
earlier/ what `doit review` compares with.

What dodo.py needs is here.
"""

from pipeline.graph.actions import Gallery, Manifest
from pipeline.graph.build import Build
from pipeline.graph.pruning import Prune, empty_build_folder, strays
from pipeline.graph.tasks import IsFresh, Step, Task, Tasks, asked, configuration
from pipeline.graph.visual_actions import Normalize, Render
from pipeline.printing import soften_streams

__all__ = [
    "Build",
    "Gallery",
    "IsFresh",
    "Manifest",
    "Normalize",
    "Prune",
    "Render",
    "Step",
    "Task",
    "Tasks",
    "asked",
    "configuration",
    "empty_build_folder",
    "strays",
]

# For `python -m doit`: each command looks for its backends, of which journal is one, before it
# prints anything.
soften_streams()

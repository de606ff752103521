"""A plain `doit` before doit is there: one look at all files says whether anything is left to do.

To import doit and to give it the graph takes longer than the look, and most runs of a day have
nothing to do or one edited file, for which processes can start meanwhile.
"""

from __future__ import annotations

import ast
import contextlib
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.config import Config, read_config
from pipeline.files.lock import remove_leftovers
from pipeline.files.regular import CACHE, SETTINGS, read_regular
from pipeline.files.saved.settled import Settled
from pipeline.kinds import ROWS
from pipeline.model import VisualsError
from pipeline.plan import ALL_SETTINGS, DATABASE, DODO, DOIT_SETTINGS, TASKS, Plan
from pipeline.render import prepare
from pipeline.render.finish import NORMALIZER
from pipeline.reviews.book import REVIEWS, Reviews, read_reviews

if TYPE_CHECKING:
    from pipeline.worker.pool import Workers


class Glance(NamedTuple):
    """What a look said under these settings and reviews.

    `workers` has what an edit needs that was seen, None where none was.
    """

    config: Config
    reviews: Reviews
    settled: Settled
    workers: Workers | None


def look(plan: Plan, reviews: Reviews) -> Glance:
    """Look at all files; where one was edited since the last build, have start what it needs."""
    settled = plan.settled(reviews)
    is_edited = settled.visuals is None and settled.edited
    workers = _start(settled.edited, plan) if is_edited else None
    return Glance(plan.config, reviews, settled, workers)


class FirstLook:
    """The look that a plain `doit` takes before doit is there, for the run that follows it.

    Leaving it ends what was started, where no run has taken it.
    """

    def __init__(self) -> None:
        self._seen: Glance | None = None

    def count(self) -> int | None:
        """How many visuals are fresh, if that is all that a plain `doit` would say.

        None where doit must be asked: something may be left to do, or settings or tasks of a
        project's own take part.
        """
        if not _was_built():
            return None
        try:
            config = read_config(Path())
            plan = Plan(config)
            self._seen = look(plan, read_reviews(REVIEWS))
        except (VisualsError, OSError, ImportError):  # doit's own way says so
            return None
        fresh = self._seen.settled.visuals
        if fresh is None or any(_places_elsewhere(config)) or not _is_usual_graph():
            return None
        remove_leftovers(plan.lock)
        return fresh

    def take(self, plan: Plan, reviews: Reviews) -> Glance:
        """What was seen, if it was under these settings, else what is seen now.

        That all is fresh is seen anew: what dodo.py does by itself has been done since.
        """
        seen, self._seen = self._seen, None
        is_same = seen and (seen.config, seen.reviews) == (plan.config, reviews)
        if seen and is_same and seen.settled.visuals is None:
            return seen
        _end(seen)
        return look(plan, reviews)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what was started, where no run has taken it."""
        _end(self._seen)


FIRST_LOOK = FirstLook()
"""That of this process."""


def _end(glance: Glance | None) -> None:
    if glance and glance.workers:
        glance.workers.close()


def _start(edited: str, plan: Plan) -> Workers | None:
    """The processes that take part in building an edited file: of renderers those that take long.

    None where others draw. What cannot be started is reported by the work that needs it.
    """
    from pipeline.remote.access import ENGINE
    from pipeline.worker.pool import Workers

    if plan.config.engine != "local" or ENGINE in os.environ:
        return None
    try:
        workers = Workers(plan.cores)
    except OSError:
        return None
    try:
        with contextlib.suppress(OSError):
            for kind in ROWS:
                if kind.is_alone and edited.endswith(kind.ending):
                    prepare(kind, workers)
            workers.prepare(NORMALIZER)
    except BaseException:
        workers.close()
        raise
    return workers


def _was_built() -> bool:
    """Whether there was a build of ours here; every project of doit may have such a database."""
    return all(map(os.path.isfile, (DODO, DATABASE, f"{CACHE}/hashes.json")))


def _places_elsewhere(config: Config) -> list[str]:
    """The other machines that settings and environment name, of which a build may have to tell."""
    named = [name for name in os.environ if name.startswith("VISUALS_")]
    engines = [config.engine] if config.engine != "local" else []
    return [*named, *engines, *([config.shared_store] if config.shared_store else [])]


def _is_usual_graph() -> bool:
    """Whether doit would be given our graph as it is, and by no settings of its own.

    Tasks of a project's own that a plain `doit` does not run may stand beside it.
    """
    settings = read_regular(ALL_SETTINGS, SETTINGS) if os.path.exists(ALL_SETTINGS) else b""
    if b"doit" in settings:
        import tomllib

        if "doit" in tomllib.loads(settings.decode()).get("tool", {}):
            return False
    if os.path.exists(DOIT_SETTINGS):
        return False
    try:
        with warnings.catch_warnings(action="ignore"):  # doit's own way gives them
            body = ast.parse(read_regular(DODO, SETTINGS), DODO).body
    except (OSError, SyntaxError, ValueError):
        return False
    return any(map(_is_graph, body)) and all(map(_changes_nothing, body))


def _is_graph(statement: ast.stmt) -> bool:
    match statement:
        case ast.ImportFrom(module="pipeline.dodo", names=[ast.alias(name="*")], level=0):
            return True
    return False


def _changes_nothing(statement: ast.stmt) -> bool:
    """Whether a statement of dodo.py leaves the graph as it is, and does nothing by itself."""
    match statement:
        case ast.Expr(ast.Constant()):
            return True
        case ast.ImportFrom(module=str(module), names=names, level=0):
            is_ours = module.partition(".")[0] in ("pipeline", "__future__")
            return is_ours and all(each.asname is None for each in names)
        case ast.FunctionDef(name=name, returns=None | ast.Name(), decorator_list=[]) as function:
            group, task = name[:5], name[5:]
            return group == "task_" and task not in TASKS and ast.unparse(function.args) == ""
    return False

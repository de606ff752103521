"""The tasks of `doit` here: the graph that pipeline/dodo.py holds, and this repository's own."""

from pipeline.dodo import *  # noqa: F403 - what doit looks for: BUILD, DOIT_CONFIG and the tasks
from pipeline.graph import Task


def task_docs() -> Task:
    """Make docs/findings.md from pipeline/findings/codes."""
    return {
        "actions": ["python -m pipeline.findings.reference docs/findings.md"],
        "uptodate": [False],
    }


def task_test() -> Task:
    """Check the project's own code and run its tests."""
    return {
        "actions": ["ruff check", "ruff format --check", "mypy", "pytest"],
        "verbosity": 2,
        "uptodate": [False],
    }

"""The tasks of `doit` here: the graph that pipeline/dodo.py holds, and this repository's own."""

from pipeline.dodo import *  # noqa: F403 - what doit looks for: BUILD, DOIT_CONFIG and the tasks
from pipeline.graph import Task


def task_docs() -> Task:
    """Make docs/findings.md and docs/claims.md from what the package says of codes and facts."""
    return {
        "actions": [
            "python -m pipeline.findings.reference docs/findings.md",
            "python -m pipeline.claims.reference docs/claims.md",
        ],
        "uptodate": [False],
    }


def task_test() -> Task:
    """Check the project's own code and run its tests."""
    return {
        "actions": ["ruff check", "ruff format --check", "mypy", "pytest"],
        "verbosity": 2,
        "uptodate": [False],
    }

"""The structure that ARCHITECTURE.md promises: one direction, small parts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "pipeline"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))

ORDER = (
    "model",
    "config records outputs fingerprint inputs marks misspelt database text tree",
    "codes kept place schema sources",
    "texts",
    "hashes readings",
    "question",
    "load",
    "worker",
    "fonts",
    "metrics render",
    "normalize",
    "check",
    "plan reference",
    "baseline manifest report store",
    "freshness page results",
    "build",
    "actions forecast",
    "graph inspection pruning",
    "formats",
    "commands",
)
"""Modules and packages of pipeline/, each line importing only from itself and lines above."""

RANK = {name: rank for rank, line in enumerate(ORDER) for name in line.split()}


def part(path: Path) -> str:
    """The module or package directly below pipeline/ that `path` belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The parts of pipeline/ that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("pipeline."))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_data_flows_one_way(path: Path) -> None:
    if path.parent == PACKAGE and path.name == "__init__.py":
        assert list(imports(path)) == []
        return
    for name in imports(path):
        assert RANK[name] <= RANK[part(path)], f"{part(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_parts_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < 50, node.name


def test_only_the_graph_knows_doit() -> None:
    for path in MODULES:
        if "doit" in path.read_text(encoding="utf-8") and part(path) not in (
            "actions",
            "build",
            "commands",
            "pruning",
        ):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
            assert not [name for name in names if name.split(".")[0] == "doit"], path


def test_the_graph_fits_on_two_screens() -> None:
    assert (REPOSITORY / "dodo.py").read_text(encoding="utf-8").count("\n") <= 120
    assert (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8").count("\n") <= 80


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_group_is_repeated_possessively(path: Path) -> None:
    """Python before 3.11.5, as Debian 12 has it, goes on from where such a group failed."""
    assert not re.search(r"\)(?:[*+?]|\{[\d,]*\})\+", path.read_text(encoding="utf-8"))

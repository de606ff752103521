"""The structure that ARCHITECTURE.md promises: rooms in one order, small parts, no circles."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "pipeline"
COPIED = PACKAGE / "archetypes" / "sources"
"""Render scripts that authors start from, which are no modules of ours."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(COPIED))

ROOMS = (
    *(
        "verdicts",
        "model",
        "parcels",
        "spelling",
        "printing",
        "kinds",
        "positions",
        "intruders",
        "files",
        "config",
    ),
    *("fonts", "sandbox", "worker", "facts", "claims"),
    *("load", "archetypes", "plan", "render", "normalize", "check", "remote", "reviews"),
    *("manifest", "compare", "shipping", "pages", "findings", "glance", "graph", "dodo"),
    *("figures", "doctor", "adopt", "watch", "commands", "__main__"),
)
"""Modules and packages of pipeline/, each importing only from itself and those before it."""

MOST_FILES, MOST_LINES, FEWEST_LINES = 12, 250, 40


def name_of(path: Path) -> str:
    """A module's dotted name; a package's is that of its folder."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


def room(name: str) -> str:
    """The room that a module is in."""
    return name.split(".")[1]


def imports(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, also inside functions or by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in NAMES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in NAMES)


IMPORTS = {name: sorted({*imports(path)} - {name}) for name, path in NAMES.items()}


def test_every_room_has_its_place() -> None:
    assert {room(name) for name in NAMES if "." in name} == set(ROOMS)


def test_data_flows_one_way() -> None:
    assert IMPORTS["pipeline"] == []
    upwards = [
        f"{name} imports {other}"
        for name in NAMES.keys() - {"pipeline"}
        for other in IMPORTS[name]
        if ROOMS.index(room(other)) > ROOMS.index(room(name))
    ]
    assert upwards == []


def test_nothing_goes_in_a_circle() -> None:
    """Neither between rooms nor inside one; CycleError names the circle."""
    list(TopologicalSorter(IMPORTS).static_order())


def test_a_face_is_imported_by_nothing_behind_it() -> None:
    """A module that imported its own package's face would import it in a circle."""
    for name, others in IMPORTS.items():
        behind = [other for other in others if name.startswith(f"{other}.")]
        assert not [other for other in behind if IMPORTS[other]], f"{name} imports {behind}"


def test_parts_stay_small() -> None:
    large: list[object] = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        large += [path] if text.count("\n") > MOST_LINES else []
        functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
        large += [(path, n.name) for n in functions if (n.end_lineno or 0) - n.lineno >= 50]
    assert large == []


def test_folders_hold_a_dozen_modules_at_most() -> None:
    for folder in {path.parent for path in MODULES}:
        modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(modules) <= MOST_FILES, folder


def test_a_small_module_has_more_than_one_importer() -> None:
    """Else it belongs to that one; what is named by a path or by text is looked for in the text."""
    texts = {name: path.read_text(encoding="utf-8") for name, path in NAMES.items()}
    for name, path in NAMES.items():
        is_face = path.name == "__init__.py"
        if is_face or path.stem in ("__main__", "boot") or texts[name].count("\n") >= FEWEST_LINES:
            continue
        users = [other for other, found in IMPORTS.items() if name in found]
        named = [other for other, text in texts.items() if f'"{name}' in text]
        assert len(users) > 1 or named, f"{name} has {len(users)} importer"


def test_only_the_graph_and_the_commands_know_doit() -> None:
    for name, path in NAMES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        if any(module.split(".")[0] == "doit" for module in modules):
            assert room(name) in ("graph", "commands"), name


def test_the_graph_fits_on_two_screens() -> None:
    for graph in (REPOSITORY / "dodo.py", PACKAGE / "dodo.py"):
        assert graph.read_text(encoding="utf-8").count("\n") <= 120
    assert (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8").count("\n") <= 80


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5, as Debian 12 has it, goes on from where such a group failed."""
    possessive = re.compile(r"\)(?:[*+?]|\{[\d,]*\})\+")
    assert not [path for path in MODULES if possessive.search(path.read_text(encoding="utf-8"))]


RARE = frozenset({
    *("email", "http.client", "importlib.metadata", "ssl", "statistics", "urllib.request"),
    *("pipeline.claims.judge", "pipeline.claims.registry", "pipeline.normalize.foreign.labels"),
})  # fmt: skip
"""What takes a good part of all imports, and what most drawings and questions do not need."""


@pytest.mark.parametrize(
    "first",
    [
        "pipeline.check as it; it.warm_up()",
        "pipeline.render.dot.drawing as it; it.warm_up()",
        "pipeline.render.matplotlib.warm_up as it; it.warm_up()",
        "pipeline.load.reader",
        "pipeline.glance",
    ],
)
def test_processes_start_with_what_most_work_needs(first: str) -> None:
    code = f"import {first}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not RARE.intersection(done.stdout.split())

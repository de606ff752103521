"""Builds of a tree that was built before: after one edit, and after a clean."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import names
from benchmarks.edits import Edit, edit_caption, edit_graph, edit_prose, edit_script, editor
from benchmarks.expected import Check, both, built, drew, ran_only, says
from benchmarks.model import Case, Contender
from benchmarks.rules import rules_of, target_of, write_rules
from benchmarks.sites import Site, Sites, after, put_aside, settle, touch_out
from benchmarks.sizes import Sizes
from benchmarks.tools import DOIT, is_there, renderers

ALONE = "alone"


def edit(sites: Sites, sizes: Sizes) -> Case:
    """One visual or question edited; ratios are to a run that finds nothing to do."""
    site = sites.settled(sizes.some)
    write_rules(site.root, rules_of(site.root, renderers()))
    graph, script = site.source("dot"), site.source("matplotlib")
    caption, prose = (site.source("svg", n).with_suffix(".yaml") for n in (0, 1))
    rest = site.count - 1
    contenders = (
        Contender(names.VERSION, (*DOIT, "--version"), says(version("doit"))),
        _nothing_to_do(site),
        _ours(names.ONE_DOT, edit_graph, graph, built(1, rest)),
        _ours(names.ONE_SCRIPT, edit_script, script, built(1, rest)),
        _ours(names.ONE_CAPTION, edit_caption, caption, built(1, rest, "not rendered")),
        _ours(names.ONE_SENTENCE, edit_prose, prose, built(0, site.count)),
        _alone(script),
        *_make({names.MAKE_DOT: (edit_graph, graph), names.MAKE_SCRIPT: (edit_script, script)}),
    )
    return Case(names.EDIT, f"One edit: {site.mix}", site.root, names.NOOP, contenders)


def store(sites: Sites, sizes: Sizes) -> Case:
    """All outputs removed, and taken from the store."""
    site = sites.settled(sizes.some)
    doit = shlex.join(DOIT)
    command = ("sh", "-c", f"{doit} clean >clean.log && {doit}")
    check = both(built(site.count, 0, "from the store"), drew("build/svg", site.count))
    contenders = (
        _nothing_to_do(site),
        Contender(names.CLEAN, command, check, settle),
    )
    title = f"Cleaned and built, with a warm store: {site.mix}"
    return Case(names.STORE, title, site.root, names.NOOP, contenders)


def _nothing_to_do(site: Site) -> Contender:
    return Contender(names.NOOP, DOIT, built(0, site.count), settle)


def _ours(name: str, how: Edit, source: Path, check: Check) -> Contender:
    return Contender(name, DOIT, check, after(settle, editor(how, source)))


def _alone(script: Path) -> Contender:
    """The script that is edited, in a process of its own."""
    environment = {"VISUAL_OUT_PATH": f"{ALONE}/script.svg", "MPLBACKEND": "svg"}
    command = (*renderers().python, str(script))
    return Contender(
        names.SCRIPT_ALONE, command, drew(ALONE, 1), _make_alone, environment=environment
    )


def _make_alone(root: Path) -> None:
    put_aside(ALONE)(root)
    (root / ALONE).mkdir()


def _make(edits: dict[str, tuple[Edit, Path]]) -> Iterator[Contender]:
    """Make after the same edits, all other targets being newer than their sources."""
    for name, (how, source) in edits.items() if is_there("make") else ():
        check = ran_only(target_of(source).as_posix())
        yield Contender(name, ("make", "all"), check, after(touch_out, editor(how, source)))

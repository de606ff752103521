"""Builds from nothing: ours, one process for each visual in four ways, and the limit."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace

from benchmarks import names
from benchmarks.clock import run
from benchmarks.expected import both, built, drew, says
from benchmarks.model import Case, Contender, Run, UnexpectedError
from benchmarks.rules import JOBS, OUT, makefile, rules_of
from benchmarks.sites import ALL_OF_OURS, Site, Sites, empty_out, put_aside
from benchmarks.sizes import Sizes
from benchmarks.tools import DOIT, is_there, program, renderers

TOLD = "imports took "


def cold(sites: Sites, sizes: Sizes) -> Case:
    """The mix of a real set, by all contenders."""
    site = sites.fresh(sizes.real)
    _fill_caches(site)
    ours = [_ours(site, name) for name in (names.OURS_1, names.OURS, names.OURS_8)]
    limits = [_limit(site, names.LIMIT), _limit(site, names.BARE_LIMIT, "bare")]
    contenders = (_in_turn(site), *_rivals(site), *ours, *limits)
    return Case(names.COLD, f"Cold build: {site.mix}", site.root, names.OURS, contenders)


def dots(sites: Sites, sizes: Sizes) -> Case:
    """DOT alone, where a process costs little and normalizing counts."""
    site = sites.fresh(sizes.dots)
    contenders = (*_rivals(site), *_optimizing(site), _ours(site, names.OURS))
    return Case(names.DOTS, f"Cold build: {site.mix}", site.root, names.OURS, contenders)


def growth(sites: Sites, sizes: Sizes) -> Case:
    """Two trees of one mix, the second ten times as large."""
    smaller, larger = (sites.settled(mix) for mix in (sizes.some, sizes.many))
    contenders = (_share(smaller, names.SMALLER), _share(larger, names.LARGER))
    title = f"Cold build: {smaller.count:,} visuals and {larger.count:,} of the same mix"
    return Case(names.GROWTH, title, larger.root, names.SMALLER, contenders)


def _share(site: Site, name: str) -> Contender:
    """A build of all of a site; its time is that of a thousand visuals."""
    command = ("sh", "-c", f"cd {shlex.quote(str(site.root))} && exec {shlex.join(DOIT)}")
    return Contender(
        name, command, built(site.count, 0), lambda _: put_aside(*ALL_OF_OURS)(site.root),
        lambda run: run.seconds * 1000 / site.count,
    )  # fmt: skip


def _optimizing(site: Site) -> list[Contender]:
    """Make with svgo after each dot: nearly the work that ours does."""
    if not is_there("svgo"):
        return []
    rules = rules_of(site.root, renderers())
    smaller = [replace(rule, command=f"{rule.command} && svgo -q {rule.target}") for rule in rules]
    (site.root / "svgo.mk").write_text(makefile(smaller), encoding="utf-8")
    command = ("make", f"-j{JOBS}", "-f", "svgo.mk", "all")
    return [Contender(names.MAKE_SVGO, command, drew(OUT, site.count), empty_out)]


def _fill_caches(site: Site) -> None:
    """Build once, and run one script as the rivals do: caches of what they import are made then."""
    environment = {"VISUAL_OUT_PATH": "first.svg", "MPLBACKEND": "svg"}
    run((*renderers().python, str(site.source("matplotlib"))), site.root, environment)
    run(DOIT, site.root)


def _ours(site: Site, name: str) -> Contender:
    check = both(built(site.count, 0), drew("build/svg", site.count))
    return Contender(name, (*DOIT, *name.split()[1:]), check, put_aside(*ALL_OF_OURS))


def _in_turn(site: Site) -> Contender:
    return Contender(names.IN_TURN, ("sh", "in-turn.sh"), drew(OUT, site.count), empty_out)


def _rivals(site: Site) -> list[Contender]:
    commands = {
        names.MAKE: ("make", f"-j{JOBS}", "all"),
        names.NINJA: ("ninja", f"-j{JOBS}"),
        names.SNAKEMAKE: ("snakemake", f"-c{JOBS}"),
    }
    check = drew(OUT, site.count)
    return [
        Contender(name, command, check, empty_out)
        for name, command in commands.items()
        if is_there(command[0])
    ]


def _limit(site: Site, name: str, *arguments: str) -> Contender:
    check = both(says(TOLD), drew(OUT, site.count))
    return Contender(name, program("limit", *arguments), check, empty_out, shared)


def shared(run: Run) -> float:
    """(total − imports) ÷ cores + imports, in seconds: the rest shared without any loss."""
    told = re.search(rf"{TOLD}([\d.]+)", run.output)
    if told is None:
        raise UnexpectedError(f"the limit does not tell its imports:\n{run.output}")
    imports = float(told[1])
    return (run.seconds - imports) / JOBS + imports

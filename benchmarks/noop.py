"""Runs that find nothing to do: ours, make and ninja, beside doit's start and a plain scan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version

from benchmarks import names
from benchmarks.clock import run
from benchmarks.expected import built, says
from benchmarks.model import Case, Contender
from benchmarks.rules import copies_of, write_rules
from benchmarks.sites import ALL_OF_OURS, Site, Sites, put_aside, settle, touch_out
from benchmarks.sizes import Sizes
from benchmarks.tools import DOIT, is_there, program

SIX_CLAIMS = "\n".join(
    (
        "  params: {N: 3}",
        "  claims:",
        *(f'    - texts("* {number}") < N + {number + 97}' for number in range(5)),
        '    - alt("A drawing made for svg-{},") < 10 ^ N * 11',
        "",
    )
)
"""Six claims that are true, after the last line of a block `visual`."""


def noop(name: str, sites: Sites, sizes: Sizes) -> Case:
    """Nothing to do in a tree of the size that the name of the case tells."""
    site = sites.settled(getattr(sizes, name.removeprefix("noop-")))
    _settle_rivals(site)
    files = (str(site.source("dot")), str(site.source("svg")))
    scan = Contender(names.SCAN, program("scan"), says(f"{site.count + site.plain} questions"))
    contenders = (
        Contender(names.VERSION, (*DOIT, "--version"), says(version("doit"))),
        Contender(names.NOOP, DOIT, built(0, site.count)),
        Contender(names.CHECK_FILES, (*DOIT, "check", *files), says("in 2 visuals")),
        *_rivals(),
        *([] if name == names.NOOP_CROWD else [scan]),  # it takes minutes there
    )
    title = f"Nothing to do: {site.mix}"
    return Case(name, title, site.root, names.NOOP, contenders, site.building)


def _settle_rivals(site: Site) -> None:
    """Give make and ninja targets that are up to date, by rules that copy."""
    write_rules(site.root, copies_of(site.root))
    if is_there("ninja"):
        run(("ninja",), site.root)
    else:
        touch_out(site.root)


def _rivals() -> list[Contender]:
    make = Contender(names.MAKE_NOOP, ("make", "all"), says("Nothing to be done"))
    ninja = Contender(names.NINJA_NOOP, ("ninja",), says("no work to do"))
    return [each for each in (make, ninja) if is_there(each.command[0])]


def claims(sites: Sites, sizes: Sizes) -> Case:
    """Six claims on each visual: building all of it, and then nothing to do."""
    site = sites.fresh(sizes.claimed)
    for path in site.root.glob("questions/*/*.yaml"):
        head, caption, rest = path.read_text().partition(f"  caption: What {path.stem} shows\n")
        path.write_text(head + caption + SIX_CLAIMS + rest)
    contenders = (
        Contender(names.BUILDING, DOIT, built(site.count, 0), put_aside(*ALL_OF_OURS)),
        Contender(names.NOOP, DOIT, built(0, site.count), settle),
    )
    title = f"With six claims on each: {site.mix}"
    return Case(names.CLAIMS, title, site.root, names.NOOP, contenders)


NOOPS: dict[str, Callable[[Sites, Sizes], Case]] = {
    name: partial(noop, name)
    for name in (
        names.NOOP_FEW,
        names.NOOP_SOME,
        names.NOOP_MANY,
        names.NOOP_QUESTIONS,
        names.NOOP_CROWD,
    )
}

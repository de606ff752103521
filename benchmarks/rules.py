"""The visuals of a tree → the files that make, ninja, snakemake and sh build them by."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

JOBS = 2
OUT = "out"


@dataclass(frozen=True, slots=True)
class Rule:
    """One visual: `command`, a line for sh, makes the file `target` of the file `source`."""

    source: str
    target: str
    command: str


@dataclass(frozen=True, slots=True)
class Renderers:
    """The commands that render one file, without the names of the file and of its output."""

    python: tuple[str, ...]
    dot: tuple[str, ...]


def rules_of(root: Path, renderers: Renderers) -> list[Rule]:
    """A rule for each source below `root`/questions, which renders it in a process of its own."""
    commands = {".py": _script, ".dot": _dot, ".svg": _copy}
    rules = []
    for path in _sources(root):
        source, target = path.as_posix(), target_of(path).as_posix()
        command = commands[path.suffix](renderers, shlex.quote(source), shlex.quote(target))
        rules.append(Rule(source, target, command))
    return rules


def copies_of(root: Path) -> list[Rule]:
    """A rule for each source that copies it: where nothing is to do, it matters not what."""
    renderers = Renderers((), ())
    pairs = [(path.as_posix(), target_of(path).as_posix()) for path in _sources(root)]
    return [Rule(source, target, _copy(renderers, source, target)) for source, target in pairs]


def target_of(source: Path) -> Path:
    """Where the rules put the SVG of a source, both relative to the project."""
    return Path(OUT, *source.parts[1:]).with_suffix(".svg")


def _sources(root: Path) -> list[Path]:
    found = (root / "questions").rglob("*")
    return sorted(
        path.relative_to(root) for path in found if path.suffix in (".py", ".dot", ".svg")
    )


def _script(renderers: Renderers, source: str, target: str) -> str:
    return f"VISUAL_OUT_PATH={target} MPLBACKEND=svg {shlex.join(renderers.python)} {source}"


def _dot(renderers: Renderers, source: str, target: str) -> str:
    return f"{shlex.join(renderers.dot)} {source} -o {target}"


def _copy(renderers: Renderers, source: str, target: str) -> str:
    return f"cp {source} {target}"


def makefile(rules: Iterable[Rule]) -> str:
    """The text of a Makefile whose first target is all of them."""
    rules = list(rules)
    blocks = [f"all: {' '.join(rule.target for rule in rules)}\n"]
    blocks += [
        f"{rule.target}: {rule.source}\n\t{rule.command.replace('$', '$$')}\n" for rule in rules
    ]
    return "\n".join(blocks)


def build_ninja(rules: Iterable[Rule]) -> str:
    """The text of a build.ninja."""
    blocks = ["rule visual\n  command = $run\n"]
    blocks += [
        f"build {rule.target}: visual {rule.source}\n  run = {rule.command.replace('$', '$$')}\n"
        for rule in rules
    ]
    return "\n".join(blocks)


def snakefile(rules: Iterable[Rule]) -> str:
    """The text of a Snakefile with one rule for each file, as its commands differ."""
    rules = list(rules)
    blocks = [f"rule all:\n    input: {[rule.target for rule in rules]!r}\n"]
    blocks += [
        f"rule visual_{number}:\n    input: {rule.source!r}\n    output: {rule.target!r}\n"
        f"    shell: {rule.command.replace('{', '{{').replace('}', '}}')!r}\n"
        for number, rule in enumerate(rules)
    ]
    return "\n".join(blocks)


def shell(rules: Iterable[Rule]) -> str:
    """A script for sh that renders one visual after another and stops at a failure."""
    return "".join(["set -e\n", *(f"{rule.command}\n" for rule in rules)])


FILES: dict[str, Callable[[Sequence[Rule]], str]] = {
    "Makefile": makefile,
    "build.ninja": build_ninja,
    "Snakefile": snakefile,
    "in-turn.sh": shell,
}


def write_rules(root: Path, rules: Sequence[Rule]) -> None:
    """Write all of these files into the folder `root`, and the folders that targets lie in."""
    for name, text in FILES.items():
        (root / name).write_text(text(rules), encoding="utf-8")
    for rule in rules:
        (root / rule.target).parent.mkdir(parents=True, exist_ok=True)

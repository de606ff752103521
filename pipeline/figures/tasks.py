"""A build → the DOT text of its task graph: of all kinds of tasks, or of one visual's own.

What is to run is red and bold and says why; what only might run says on what that depends.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import graphviz  # type: ignore[import-untyped]  # it has no stubs

from pipeline.figures.drawn import Figure
from pipeline.files.inputs import MODULE
from pipeline.findings.show import counted as _counted
from pipeline.graph.build import Build
from pipeline.graph.forecast import Forecast, Planned
from pipeline.kinds import NAMES
from pipeline.model import ABSENT, Visual
from pipeline.plan.records import RenderRecord
from pipeline.printing import printable

WIDEST = 34
"""Letters of a line of a label."""
REASONS = 4
"""Reasons of a task that are shown."""

FILE = {"shape": "note", "fillcolor": "#f7f7f7", "color": "#bbbbbb"}
TASK = {"shape": "box", "style": "filled,rounded"}
PAGE = {"fillcolor": "#d4edda", "color": "#3d9e5a"}
STALE = {"fillcolor": "#f9d6d5", "color": "#cc4444", "penwidth": "2.5"}
MAYBE = {"color": "#c87b2a", "fillcolor": "#fdebd0", "style": "filled,rounded,dashed"}


class _Graph:
    """A graph that is drawn from the top down."""

    def __init__(self, planned: Iterable[Planned]) -> None:
        self.planned = {each.task: each for each in planned}
        self.dot = graphviz.Digraph("tasks", node_attr={"style": "filled"})

    def file(self, node: str, *lines: str, **look: str) -> None:
        """A file or folder, or several."""
        self.dot.node(node, _label(lines), _attributes={**FILE, **look})

    def task(self, node: str, name: str, *lines: str, **look: str) -> None:
        """A task, with the reasons why it is to run."""
        planned = self.planned.get(name)
        if planned:
            look = STALE if planned.certain else MAYBE
        reasons = _few(planned.reasons) if planned else ()
        self.dot.node(node, _label(lines, name, reasons), _attributes={**TASK, **look})

    def tasks(self, node: str, *lines: str) -> None:
        """The tasks of all visuals as one node."""
        own = [each for each in self.planned.values() if each.task.startswith(f"{node}:")]
        certain = sum(each.certain for each in own)
        counts = ((certain, "to run"), (len(own) - certain, "might run"))
        said = [f"{count} {what}" for count, what in counts if count]
        look = STALE if certain else MAYBE if own else {}
        self.dot.node(node, _label(lines, node, said), _attributes={**TASK, **look})

    def pages(self, build: Build) -> None:
        """The manifest, and the gallery that follows it."""
        for name, path in (("manifest", build.plan.manifest), ("gallery", build.plan.gallery)):
            self.task(name, name, path, **PAGE)
        self.edges("manifest gallery")

    def edges(self, *pairs: str) -> None:
        """Arrows, each from what is needed to what needs it."""
        for pair in pairs:
            self.dot.edge(*pair.split())


def of_all(build: Build) -> Figure:
    """The kinds of tasks, with how many visuals of each kind they are for."""
    planned = Forecast(build).tasks
    counts = Counter(visual.kind for visual in build.visuals)
    kinds = [kind for kind in NAMES if counts[kind]]
    questions, visuals = _counted(len(build.tree.questions), "question"), _visuals(build)
    graph = _Graph(planned)
    graph.file("questions", f"{build.plan.config.questions}/", f"{questions}, {visuals}",
               shape="folder")  # fmt: skip
    graph.tasks("render", *(f"{counts[kind]} {kind}" for kind in kinds))
    graph.tasks("normalize", visuals)
    graph.task("prune", "prune", "removes what no visual owns")
    graph.pages(build)
    graph.edges("questions render", "render normalize", "normalize manifest", "prune manifest")
    each = ", ".join(f"{counts[kind]} of kind {kind}" for kind in kinds) or "none yet"
    alt = (
        f"Task graph: {visuals} ({each}) go through render, then normalize; normalize and prune "
        f"come before the manifest, the manifest before the gallery. {_to_do(planned)}"
    )
    return Figure("task-graph", "dot", graph.dot.source, alt, "The tasks of a build")


def of_one(build: Build, visual: Visual) -> Figure:
    """The tasks of one visual, with every file that they read and write."""
    own = {f"render:{visual.id}", f"normalize:{visual.id}", "manifest", "gallery"}
    planned = [_own_first(each, visual) for each in Forecast(build).tasks if each.task in own]
    paths, record = build.plan.paths(visual), build.rendered(visual)
    others = _others(build, visual, record.inputs if record else {})
    graph = _Graph(planned)
    graph.file("question", visual.question_file)
    graph.file("source", *_states(build, [visual.source], record))
    if others:
        graph.file("inputs", "also read or looked for:", *_states(build, others, record))
        graph.edges("inputs render")
    graph.task("render", f"render:{visual.id}")
    graph.file("raw", paths.raw)
    graph.task("normalize", f"normalize:{visual.id}")
    graph.file("svg", paths.svg)
    graph.file("findings", paths.findings)
    graph.pages(build)
    graph.edges("question render", "source render", "render raw", "raw normalize")
    graph.edges("question normalize", "normalize svg", "normalize findings", "svg manifest")
    inputs = f" and {_counted(len(others), 'other input')}" if others else ""
    alt = (
        f"Task graph of {_short(visual.id)}: its question, its source{inputs} go into render, the "
        "raw SVG into normalize, which writes the SVG and its findings; the SVG goes into the "
        f"manifest, the manifest into the gallery. {_to_do(planned)}"
    )
    return Figure("task-graph", "dot", graph.dot.source, alt, f"The tasks of {_short(visual.id)}")


def _others(build: Build, visual: Visual, inputs: Mapping[str, str]) -> list[str]:
    """What a render read or looked for beside its source; that there are no links says nothing."""
    return [
        path
        for path, then in inputs.items()
        if path != visual.source
        and not (_is_way(path) and then == build.hashes.state(path) == ABSENT)
    ]


def _is_way(path: str) -> bool:
    """Whether a key stands for where a link leads."""
    return path.endswith("//") and not path.endswith(MODULE)


def _own_first(planned: Planned, visual: Visual) -> Planned:
    """The task with the reasons first that name the visual."""
    own = re.compile(rf"\b{re.escape(visual.id)}\b")
    return planned._replace(
        reasons=tuple(sorted(planned.reasons, key=lambda each: not own.search(each)))
    )


def _states(build: Build, paths: Iterable[str], record: RenderRecord | None) -> Iterator[str]:
    """Paths with what is to say of each: absent, listed, or changed since the render."""
    inputs: Mapping[str, str] = record.inputs if record else {}
    for path in paths:
        said = []
        if inputs.get(path) == ABSENT:
            said.append("absent")
        elif path.endswith("/") and not path.endswith(MODULE):
            said.append("listed")
        now = build.hashes.state(path)
        if path in inputs and now != inputs[path]:
            said.append(
                "gone" if now == ABSENT else "there now" if said == ["absent"] else "changed"
            )
        name = f"package {path.removesuffix(MODULE)}" if path.endswith(MODULE) else path
        yield f"{name} ({', '.join(said)})" if said else name


def _few(reasons: tuple[str, ...]) -> Iterator[str]:
    yield from reasons[:REASONS]
    if len(reasons) > REASONS:
        yield f"and {len(reasons) - REASONS} more"


def _label(lines: Iterable[str], name: str = "", small: Iterable[str] = ()) -> str:
    """A label in Graphviz's HTML: a name in bold, lines, and lines in small letters.

    Long ones are broken.
    """
    parts = [f"<b>{piece}</b>" for piece in _broken(name)]
    parts += [piece for line in lines for piece in _broken(line)]
    parts += [f'<font point-size="10">{piece}</font>' for line in small for piece in _broken(line)]
    return f"<{'<br/>'.join(parts)}>"


def _broken(line: str) -> Iterator[str]:
    """A line in pieces of at most WIDEST letters, broken behind a space, a slash or a hyphen."""
    piece = ""
    parts = rf"[^ /-]{{0,{WIDEST - 1}}}[ /-]|[^ /-]{{1,{WIDEST}}}"
    for part in re.findall(parts, printable(line)):
        if len(piece + part) > WIDEST and piece:
            yield _escaped(piece.rstrip())
            piece = ""
        piece += part
    if piece:
        yield _escaped(piece.rstrip())


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:40]}…{name[-19:]}"


def _visuals(build: Build) -> str:
    return _counted(len(build.visuals), "visual")


def _to_do(planned: Sequence[Planned]) -> str:
    if not planned:
        return "Nothing is to run."
    certain = sum(each.certain for each in planned)
    return f"{_counted(certain, 'task')} to run, {len(planned) - certain} might."


def _escaped(text: str) -> str:
    """A text as it stands in a label of Graphviz, which reads backslashes, too."""
    return html.escape(text).replace("\\", "&#92;")

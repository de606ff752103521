"""Whatever happened before, one `doit` leaves what a build from nothing leaves (contract 9)."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.conftest import Project, new_project
from tests.graph import accidents

NAMES = st.sampled_from(["ax", "bx", "cx"])
TRACKS = st.sampled_from(["cloud", "edge"])
PLACES = st.sampled_from(["shared", "../outside"])
ROOMS = ["file", "200", "3000", "size=24k", "ro"]
"""A file in a folder's place, files of no more than so many bytes, or a disk with such options."""

MOMENTS = st.floats(0.05, 1.0)
SCRIPT = (
    "import os\nimport matplotlib.pyplot as plt\nfrom pathlib import Path\n"
    "try:\n    from helper import SIZE\nexcept ImportError:\n    SIZE = 1\n"
    "data = Path('data.csv')\n"
    "fig = plt.figure(figsize=(6, 1))\n"
    "fig.text(0.1, 0.5, data.read_text() if data.exists() else 'no data', size=8 + SIZE)\n"
)
THREADED = (
    "from concurrent.futures import ThreadPoolExecutor\n"
    + SCRIPT.replace("data.read_text()", "ThreadPoolExecutor().submit(data.read_text).result()")
    + "fig.text(0.5, 0.5, 'more')\n"
)
SOURCES = {
    "dot": ["digraph { a -> b }", "digraph { a -> c } // other", "digraph { a -> "],
    "matplotlib": [SCRIPT, THREADED, SCRIPT + "1 / 0\n"],
    "svg": [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="650" height="40">{inside}</svg>'
        for inside in ("<rect width='9' height='9'/>", "<circle r='9'/>", "<script/>")
    ],
}
ENDING = {"dot": "dot", "matplotlib": "py", "svg": "svg"}
COMMENT = {"dot": "// {}\n", "matplotlib": "# {}\n", "svg": "<!-- {} -->\n"}
KINDS = st.sampled_from(["dot", "svg", "svg", "matplotlib"])
VARIANTS = st.sampled_from([0, 0, 1, 1, 2])
CLAIMS = st.sampled_from([
    "", "  params: {P: 2}\n", "  claims: [nodes = 2]\n", "  claims: [lenght = 2]\n",
    "  params: {P: 2}\n  claims:\n    - 'said(\"note\", \"prose {}\") = P and nodes = P'\n",
    "  params: {P: 3}\n  claims:\n    - texts(\"no data\") = 1\n    - curves = P\n",
])  # fmt: skip
TAMPERING = st.sampled_from(["edit", "empty", "gone", "folder"])
TAKEN = {"steps": 0, "builds": 0, "clean": 0}
FROM_NOTHING: dict[str, dict[str, str]] = {}
"""Trees, as the text of all their files, with what a build of each makes."""


class Walk(RuleBasedStateMachine):
    """A random walk of a user, and of accidents, over one small tree."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="walk-"))
        self.project = new_project(self.top / "tree")
        self.blocks: dict[str, dict[str, Any]] = {}
        self._put("ax", "svg", 0, "cloud")
        self._put("bx", "dot", 0, "edge")

    def teardown(self) -> None:
        """Check once more, then leave nothing."""
        self.check()
        shutil.rmtree(self.top)

    def _put(self, name: str, kind: str, variant: int, track: str) -> None:
        self._take(name)
        self.blocks[name] = {
            "kind": kind, "variant": variant, "track": track, "caption": "A caption",
            "status": "draft", "rendered": f"{name}.svg", "prose": "prose", "more": "", "stamp": "",
            "claims": "",
        }  # fmt: skip
        self._write(name)

    def _take(self, name: str) -> None:
        for track in ("cloud", "edge"):
            for path in self.project.path(f"questions/{track}").glob(f"{name}.*"):
                path.unlink()
        self.blocks.pop(name, None)

    def _write(self, name: str) -> None:
        block = self.blocks[name]
        folder = self.project.path(f"questions/{block['track']}")
        folder.mkdir(exist_ok=True)
        source = SOURCES[block["kind"]][block["variant"]] + block["stamp"]
        self._source(name).write_text(source)
        (folder / f"{name}.yaml").write_text(
            f"id: {name}\nnote: {block['prose']}\ntrack: {block['track']}\n"
            f"status: {block['status']}\nvisual:\n  kind: {block['kind']}\n"
            f"  rendered: {block['rendered']}\n  alt: A drawing of some boxes\n"
            f"  caption: {block['caption']}\n{block['claims']}{block['more']}"
        )

    def _source(self, name: str) -> Path:
        block = self.blocks[name]
        return self.project.path(f"questions/{block['track']}/{name}.{ENDING[block['kind']]}")

    def _change(self, name: str, **changes: Any) -> None:
        if name in self.blocks:
            block = {**self.blocks[name], **changes}
            self._take(name)
            self.blocks[name] = block
            self._write(name)
        TAKEN["steps"] += 1

    @rule(name=NAMES, kind=KINDS, variant=VARIANTS, track=TRACKS)
    def add(self, name: str, kind: str, variant: int, track: str) -> None:
        self._put(name, kind, variant, track)
        TAKEN["steps"] += 1

    @rule(name=NAMES, variant=VARIANTS)
    def edit(self, name: str, variant: int) -> None:
        self._change(name, variant=variant)

    @rule(name=NAMES, caption=st.sampled_from(["A caption", "Another one", "sh"]))
    def caption(self, name: str, caption: str) -> None:
        self._change(name, caption=caption)

    @rule(name=NAMES, prose=st.sampled_from(["prose 2", "prose 3", "a\nmore: lines"]))
    def prose(self, name: str, prose: str) -> None:
        self._change(name, prose=prose)

    @rule(name=NAMES, claims=CLAIMS)
    def claims(self, name: str, claims: str) -> None:
        self._change(name, claims=claims)

    @rule(name=NAMES, status=st.sampled_from(["draft", "published", "archived"]))
    def status(self, name: str, status: str) -> None:
        self._change(name, status=status)

    @rule(name=NAMES, track=TRACKS)
    def move(self, name: str, track: str) -> None:
        self._change(name, track=track)

    @rule(name=NAMES, kind=KINDS)
    def kind(self, name: str, kind: str) -> None:
        self._change(name, kind=kind)

    @rule(name=NAMES, other=NAMES)
    def rendered(self, name: str, other: str) -> None:
        self._change(name, rendered=f"{other}.svg")

    @rule(name=NAMES, more=st.sampled_from(["", "  colour: red\n"]))
    def broken(self, name: str, more: str) -> None:
        """Make a question one that cannot be read, or mend it."""
        self._change(name, more=more)

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        self._take(name)
        TAKEN["steps"] += 1

    @rule(track=TRACKS, name=st.sampled_from(["helper.py", "data.csv"]), value=st.integers(0, 2))
    def neighbour(self, track: str, name: str, value: int) -> None:
        """Add, change or remove a file that scripts read or look for."""
        path = self.project.path(f"questions/{track}/{name}")
        path.parent.mkdir(exist_ok=True)
        if value:
            path.write_text(f"SIZE = {value}\n")
        else:
            path.unlink(missing_ok=True)
        TAKEN["steps"] += 1

    @rule(name=NAMES, place=PLACES)
    def link_source(self, name: str, place: str) -> None:
        if name in self.blocks:
            accidents.link(self._source(name), self.project.root / place)
        TAKEN["steps"] += 1

    @rule(track=TRACKS, place=PLACES, name=st.sampled_from(["", "helper.py", "data.csv"]))
    def link_neighbour(self, track: str, place: str, name: str) -> None:
        """Make a whole track, or what scripts read, a link."""
        path = self.project.path(f"questions/{track}") / name
        accidents.link(path, self.project.root / place)
        TAKEN["steps"] += 1

    @rule(settings_=st.sampled_from(["", "timeout = 50", "font_stack = 'Arial'"]))
    def version(self, settings_: str) -> None:
        """Change what shapes the output of every render, or of every normalization."""
        self.project.configure(settings_)
        TAKEN["steps"] += 1

    @rule(
        pick=st.integers(0, 999),
        how=st.sampled_from(["edit", "empty", "gone", "folder"]),
    )
    def tamper(self, pick: int, how: str) -> None:
        files = sorted(p for p in self.project.path("build").rglob("*") if p.is_file())
        if files:
            path = files[pick % len(files)]
            path.unlink()
            if how == "folder":
                path.mkdir()
            elif how != "gone":
                path.write_text("edited" if how == "edit" else "")
        self.project.path("build/svg/cloud").mkdir(parents=True, exist_ok=True)
        self.project.path("build/svg/cloud/stray.svg").touch()
        TAKEN["steps"] += 1

    @rule(command=st.sampled_from([["clean"], ["forget"], ["normalize:ax"], ["-a"], ["list"]]))
    def command(self, command: list[str]) -> None:
        self.project.doit(*command)
        TAKEN["steps"] += 1

    @rule(commands=st.sampled_from([([], []), ([], ["clean"]), ([], ["ax"]), (["-a"], ["bx"])]))
    def together(self, commands: tuple[list[str], ...]) -> None:
        accidents.together(self.project, *commands)
        TAKEN["steps"] += 1

    @rule(name=NAMES, what=st.sampled_from(["", "helper.py", "data.csv"]), after=MOMENTS,
          until=MOMENTS)  # fmt: skip
    def undo(self, name: str, what: str, after: float, until: float) -> None:
        """While a build draws a new source, change it or what it reads, and change it back."""
        if name in self.blocks:
            self._change(name, stamp=COMMENT[self.blocks[name]["kind"]].format(TAKEN["steps"]))
            path, other = self._source(name), SOURCES[self.blocks[name]["kind"]][1]
            if what:
                path, other = path.parent / what, "SIZE = 5\n"
            accidents.undo(self.project, path, other, after, until / 4)

    @rule(name=st.sampled_from(["build", ".cache"]), how=st.sampled_from(ROOMS))
    def no_room(self, name: str, how: str) -> None:
        """Build where a folder cannot be written, or not all of it."""
        if how == "file":
            accidents.blocked(self.project, name)
        elif how.isdecimal():
            accidents.without_room(self.project, int(how))
        elif accidents.can_mount():
            accidents.on_disk(self.project, name, how)
        TAKEN["steps"] += 1

    @rule(pick=st.integers(0, 9999))
    def flip(self, pick: int) -> None:
        accidents.flip(self.project, pick)
        TAKEN["steps"] += 1

    @rule(keep=st.sampled_from([0, 40, 500]))
    def damage(self, keep: int) -> None:
        """Cut the database, and what is known of files, short."""
        for path in (self.project.path(".doit.db"), self.project.path(".cache/hashes.json")):
            if path.exists():
                path.write_bytes(path.read_bytes()[:keep])
        TAKEN["steps"] += 1

    @rule(after=MOMENTS)
    def kill(self, after: float) -> None:
        accidents.kill_build(self.project, after)
        TAKEN["steps"] += 1

    @rule()
    def build(self) -> None:
        self.check()

    @rule()
    def build_again(self) -> None:
        self.check()

    @rule()
    def build_once_more(self) -> None:
        self.check()

    def check(self) -> None:
        """Plan, build, compare with a build from nothing, and see that all is fresh then."""
        TAKEN["steps"] += 1
        TAKEN["builds"] += 1
        planned = json.loads(self.project.doit("plan", "--json").output)["tasks"]
        certain = {each["task"] for each in planned if each["certain"]}
        named = {each["task"] for each in planned}
        ran, failed = executed(self.project)
        assert ran <= named, f"not planned: {ran - named}"
        undone = certain - ran
        if failed:
            undone -= {"manifest", "gallery", *(f"normalize:{name}" for name in failed)}
        assert not undone, f"did not run: {undone}"
        built, expected = self.project.built(), self.from_nothing()
        if failed:  # the gallery shows their last good pictures, which a first build has none of
            assert built.pop("index.html")
            expected = {name: digest for name, digest in expected.items() if name != "index.html"}
        assert built == expected
        again, still = executed(self.project)
        assert still == failed
        assert {task for task in again if task.partition(":")[2] not in failed} == set()

    def from_nothing(self) -> dict[str, str]:
        """What a build of the same tree makes where nothing was before; of each tree, made once."""
        root = self.top / "new"
        root.mkdir()
        for name in ("questions", "shared"):
            if self.project.path(name).exists():
                shutil.copytree(self.project.path(name), root / name, symlinks=True)
        for name in ("pyproject.toml", "dodo.py"):
            shutil.copy(self.project.path(name), root / name)
        fresh = Project(root)
        tree = "\n".join(
            f"{path.relative_to(root)} {path.is_symlink()} {path.read_bytes()!r}"
            for folder, _, names in sorted(os.walk(root, followlinks=True))
            for path in (Path(folder, name) for name in sorted(names))
            if "__pycache__" not in path.parts
        )
        if tree not in FROM_NOTHING:
            fresh.doit()
            FROM_NOTHING[tree] = fresh.built()
            TAKEN["clean"] += 1
        shutil.rmtree(root)
        return FROM_NOTHING[tree]


def executed(project: Project) -> tuple[set[str], set[str]]:
    """The tasks that a `doit` executes, and the visuals that fail, as doit's reporter tells."""
    tasks = json.loads(project.doit("-r", "json").output)["tasks"]
    ran = [task for task in tasks if task["started"] and task["name"] not in GROUPS]
    failed = {each["name"].partition(":")[2] for each in ran if each["result"] == "fail"}
    return {task["name"] for task in ran}, failed


GROUPS = ("render", "normalize")


@pytest.mark.long
@pytest.mark.parametrize("number", range(2))
def test_any_sequence_ends_as_a_build_from_nothing(
    number: int, pytestconfig: pytest.Config, record_property: Any
) -> None:
    sequences = pytestconfig.getoption("sequences")
    chosen = settings(
        max_examples=max(1, sequences // 2) if sequences else 2,
        stateful_step_count=18,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    start = 1000 * int(time.time()) if sequences else 0
    machine = seed(start + number)(type(f"Walk{number}", (Walk,), {}))
    TAKEN.update(steps=0, builds=0, clean=0)
    run_state_machine_as_test(machine, settings=chosen)
    print(TAKEN)
    assert TAKEN["steps"] >= 30

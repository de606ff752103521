"""`doit new ID`: a question with a source that builds at once; writes nothing over anything."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from doit.exceptions import InvalidCommand

from pipeline.archetypes import Archetype, meant, named, of_kind
from pipeline.commands.command import Command
from pipeline.config import TRACKS, Config, ConfigError
from pipeline.files.paths import leads_out, way_to
from pipeline.files.regular import QUESTION, read_regular
from pipeline.graph.actions import unwritten
from pipeline.kinds import NAMES, ROWS, kind_of
from pipeline.load import load, schema
from pipeline.load.folders import stem
from pipeline.load.question_file import LONGEST_NAME, searchable, source_folder
from pipeline.printing import shown
from pipeline.spelling import called, is_name, nearest

MODELINES = ("yaml-language-server: $schema=", "$schema: ")
"""How a file names its schema, for the YAML language server and for JetBrains editors."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that no file has on Windows, whatever its ending."""


def _text(name: str, about: str) -> dict[str, Any]:
    return {"name": name, "long": name, "type": str, "default": "", "help": about}


def _listed() -> str:
    """The archetypes by kind, in lines that doit's help does not break."""
    lines = []
    for kind in NAMES:
        rows = of_kind(kind)
        lines.append(f"{kind}, by default {rows[0].name}")
        lines += [f"  {each.name:17} {each.about}" for each in rows]
    return "\n".join(lines)


class New(Command):
    """Writes a question and a source from an archetype."""

    doc_purpose = "write a question and a source that build at once"
    doc_usage = "ID --kind K [--track T] [--archetype A]"
    doc_description = f"Archetypes by kind:\n{_listed()}"
    most_words = 1
    cmd_options = (
        _text("kind", f"what draws it: {', '.join(NAMES)}"),
        _text("track", "the track; by default the one that the id begins with, or global"),
        _text("archetype", "the drawing to start from; by default the first of the kind"),
        {"name": "is_listing", "long": "list", "type": bool, "default": False,
         "help": "list the archetypes"},
    )  # fmt: skip

    def execute(self, params: Any, args: list[str]) -> int:
        """Write the files and say what to do next; no task is made, so nothing else matters."""
        if params["is_listing"]:
            print(_listed())
            return 0
        if not args:
            raise InvalidCommand(f"it needs an id; {self._usage}")
        archetype = _chosen(params["kind"], params["archetype"])
        name = _valid(args[0], archetype, self.loader.cmd_names)
        self.loader.setup(params)
        if f"task_{name}" in (self.loader.namespace or {}):
            raise InvalidCommand(f"{shown(name)} is a task of dodo.py: take another id")
        config = self.build.plan.config
        place = _Place(config, name, _track(params["track"], name, config), archetype)
        place.refuse_what_is_there()
        for path in _written(place.files()):
            print(f"wrote {path}")
        print(f"next: doit {name} builds it; doit watch {name} builds it again at each save")
        return 0


def _chosen(kind: str, name: str) -> Archetype:
    """The archetype that is asked for by its name, its kind or both."""
    if kind and kind not in NAMES:
        near = called(kind, NAMES) or nearest(kind, NAMES, 3)
        raise InvalidCommand(f"there is no kind {shown(kind)}; {_instead(near)}")
    if not name:
        if not kind:
            raise InvalidCommand(
                f"it needs a kind: --kind {' | '.join(NAMES)}; or an archetype: --archetype NAME "
                "(doit new --list names them)"
            )
        return of_kind(kind)[0]
    found = named(name)
    if found is None:
        raise InvalidCommand(f"there is no archetype {shown(name)}; {_instead(meant(name))}")
    if kind not in ("", found.kind):
        others = ", ".join(each.name for each in of_kind(kind))
        raise InvalidCommand(f"the archetype {found.name} is of kind {found.kind}, not {kind}; "
                             f"leave --kind out, or take one of {others}")  # fmt: skip
    return found


def _instead(near: str | None) -> str:
    return f"did you mean {near}?" if near else "doit new --list names them"


def _valid(name: str, archetype: Archetype, commands: list[str]) -> str:
    """The id, if it may be one and can be built by that name."""
    if not is_name(name):
        bare = schema.plain_name(re.sub(r"\.ya?ml$", "", name.replace("\\", "/").split("/")[-1]))
        near = f"; did you mean {bare}?" if bare else ""
        raise InvalidCommand(f"{shown(name)} is no id: use {schema.FORM}{near}")
    if len(name) > LONGEST_NAME:
        raise InvalidCommand(f"the id is {len(name)} letters long; {LONGEST_NAME} is the most")
    if RESERVED.fullmatch(name):
        raise InvalidCommand(f"{shown(name)} is the name of a device on Windows: take another id")
    if name in commands:
        raise InvalidCommand(f"{shown(name)} is a command of doit: take another id")
    if kind_of(archetype.kind).language == "python" and _is_module(name):
        raise InvalidCommand(f"{shown(name)} is a module of Python, and scripts beside {name}.py "
                             "would import that instead: take another id")  # fmt: skip
    return name


def _is_module(name: str) -> bool:
    """Whether a script may import a module of that name; folders of the project are none."""
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return False
    return found is not None and found.origin is not None


def _track(given: str, name: str, config: Config) -> str:
    if not given:
        begun = (each for each in config.tracks if name.startswith(f"{each}-"))
        return max(begun, key=len, default=config.default_track)
    if given not in config.tracks:
        near = nearest(given, config.tracks, 2)
        hint = f"did you mean {near}?" if near else f"one of {', '.join(config.tracks)}"
        raise InvalidCommand(f"there is no track {shown(given)}; {hint}")
    return given


class _Place(NamedTuple):
    """Where the files of a new question go."""

    config: Config
    name: str
    track: str
    archetype: Archetype

    @property
    def question(self) -> str:
        return f"{self.config.questions.rstrip('/')}/{self.track}/{self.name}.yaml"

    @property
    def folder(self) -> str:
        return source_folder(self.config, self.question, self.track)

    def refuse_what_is_there(self) -> None:
        """Raise InvalidCommand where the id, or a file that belongs to it, is there already."""
        for path in self._owners():
            raise InvalidCommand(f"the id {self.name} is taken by {path}: take another one")
        for path in self._files_of_that_name():
            raise InvalidCommand(f"{path} is there already: take another id, or remove that file")

    def _owners(self) -> Iterator[str]:
        """The questions that have the id, or write the SVG of that name."""
        if not os.path.isdir(self.config.questions):
            return
        try:
            tree = load(self.config)
        except ConfigError as error:
            raise InvalidCommand(str(error)) from error
        yield from (path for path in tree.questions if stem(path).lower() == self.name)
        for visual in tree.visuals:
            is_clash = visual.track == self.track and visual.rendered == f"{self.name}.svg"
            if is_clash or visual.id == self.name:
                yield visual.question_file
        yield from (path for path in tree.questions if self._is_named_in(path))

    def _is_named_in(self, path: str) -> bool:
        """Whether a question bears the id, though its file has another name."""
        pattern = rf"^id:[ \t]*[\"']?{self.name}[\"']?[ \t]*\r?$".encode()
        with contextlib.suppress(OSError):
            text = searchable(read_regular(path, QUESTION))
            return re.search(pattern, text, re.MULTILINE) is not None
        return False

    def _files_of_that_name(self) -> Iterator[str]:
        """Files that would be the question, a source, or what is published of one."""
        endings = {".yaml", ".yml", ".svg", *(row.ending for row in ROWS)}
        names = {f"{self.name}{ending}" for ending in endings}
        copies = [f"{self.config.published}/{self.track}"] if self.config.published else []
        for folder in dict.fromkeys((os.path.dirname(self.question), self.folder, *copies)):
            with contextlib.suppress(OSError):
                there = sorted(each for each in os.listdir(folder) if each.lower() in names)
                yield from (f"{folder}/{each}" for each in there)

    def files(self) -> Iterator[tuple[str, str]]:
        """Paths and texts; the question comes last, so that its source is there before it."""
        kind = kind_of(self.archetype.kind)
        place = _schema_in_project(self.config)
        if place is None:
            place = f"{self.config.questions.rstrip('/')}/{schema.PATH.name}"
            if not os.path.lexists(place):
                yield place, schema.text_for(self.config)
        yield f"{self.folder}/{self.name}{kind.ending}", self.archetype.source
        to_schema = way_to(place, os.path.dirname(self.question))
        modelines = "".join(f"# {each}{to_schema}\n" for each in MODELINES)
        yield self.question, modelines + self.archetype.question(self.name, self.track)


def _schema_in_project(config: Config) -> str | None:
    """The schema's path where it lies in the project; None where it was installed or differs.

    Then a copy in the folder of questions stands for it: where packages are installed differs from
    machine to machine, even if that is in the project.
    """
    is_installed = {"site-packages", "dist-packages"} & {*schema.PATH.parts}
    is_another = config.tracks != TRACKS
    way = way_to(str(schema.PATH))
    return None if is_installed or is_another or leads_out(way) else way


def _written(files: Iterator[tuple[str, str]]) -> list[str]:
    """Write all files or none; the paths. Raises InvalidCommand."""
    written: list[str] = []
    path = ""
    try:
        for path, text in files:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "x", encoding="utf-8", newline="\n") as stream:
                written.append(path)
                stream.write(text)
    except BaseException as error:
        for each in written:
            with contextlib.suppress(OSError):
                os.unlink(each)
        if isinstance(error, OSError):
            raise InvalidCommand(unwritten(path, error)) from error
        raise
    return written

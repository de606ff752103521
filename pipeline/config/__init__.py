"""pyproject.toml → Config: the settings of `[tool.visuals]`, checked (contract 10)."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pipeline.config.values import FOLDERS, fits, plain_path, wanted
from pipeline.files.paths import is_within
from pipeline.files.regular import CACHE, SETTINGS, read_regular
from pipeline.model import Engine, Limits, Sandbox, VisualsError
from pipeline.printing import printable, shown

TRACKS = ("cloud", "edge", "mobile", "tinyml", "global")
FONT_STACK = "Helvetica Neue, Helvetica, Arial, sans-serif"
PALETTE = (
    "#cfe2f3", "#4a90c4", "#d4edda", "#3d9e5a", "#fdebd0", "#c87b2a", "#f9d6d5", "#cc4444",
    "#a31f34", "#f7f7f7", "#bbbbbb", "#333333", "#555555", "#ffffff", "#000000",
)  # fmt: skip


class ConfigError(VisualsError):
    """`[tool.visuals]` cannot be used; the message says which key, why, and the way out."""


class Config(NamedTuple):
    """The settings, defaults filled in; folders are relative to the project.

    `sources` and `published` are None where the files lie beside the YAML or the source.
    `timeout` is in seconds, `memory` and `store` (the most that results by content may take) in
    MiB. `display_height` is the height in px to which the site limits a picture. `review` says
    whether a published visual needs a current review. `shared_store` is a folder or an HTTP
    address, None where there is none. `engine` is "local" or the address of a Dask scheduler.
    """

    questions: str = "questions"
    sources: str | None = None
    build: str = "build"
    published: str | None = None
    timeout: float = 60
    memory: int = 2048
    dot: Engine = "embedded"
    font_stack: str = FONT_STACK
    palette: tuple[str, ...] = PALETTE
    tracks: tuple[str, ...] = TRACKS
    display_height: int | None = None
    store: int = 1024
    shared_store: str | None = None
    shared_store_write: bool = True
    engine: str = "local"
    engine_required: bool = False
    sandbox: Sandbox = "auto"
    review: Literal["optional", "required"] = "optional"

    @property
    def default_track(self) -> str:
        """The track of a question that names none: global, or the first where that is none."""
        return "global" if "global" in self.tracks else self.tracks[0]

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that authors fill."""
        return tuple(filter(None, (self.questions, self.sources, self.published)))

    @property
    def limits(self) -> Limits:
        """The limits of one render."""
        return Limits(float(self.timeout), self.memory, self.sandbox)


def read_config(root: Path) -> Config:
    """The settings of the project at `root`.

    Raises ConfigError for a file that cannot be read, an unknown key, a wrong type or value, and
    for a build folder whose cleaning would take something else with it.
    """
    return config_of(root, _table(root / "pyproject.toml"))


def config_of(root: Path, table: dict[str, Any]) -> Config:
    """The settings in `table`, for the project at `root`. Raises ConfigError as `read_config`."""
    for key, value in table.items():
        _check(key, value)
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    folders = {key: plain_path(table[key]) for key in FOLDERS if key in table}
    config = Config(**{**table, **lists, **folders})
    _check_kept_folders(root, config)
    _check_build_folder(root, config)
    return config


def _table(path: Path) -> dict[str, Any]:
    """`[tool.visuals]` as it stands there. Raises ConfigError where it cannot be read."""
    try:
        table: Any = toml_of(read_regular(str(path), SETTINGS).decode())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"pyproject.toml cannot be read: {error.strerror}; {MEND}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"pyproject.toml cannot be read: {error}; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, say
        raise ConfigError(f"pyproject.toml cannot be read: it is no TOML: {error}") from error
    _refuse_another_name(table)
    for name in ("tool", "visuals"):
        table = table.get(name, {})
        if not isinstance(table, dict):
            raise ConfigError(f"pyproject.toml: {TABLES[name]} must be a table; {MEND_TABLE}")
    return dict(table)


def _refuse_another_name(file: dict[str, Any]) -> None:
    """Raise ConfigError where settings stand in a table that is only almost named as ours is."""
    tool = file.get("tool")
    tools = tool if isinstance(tool, dict) else {}
    if "visuals" in tools:
        return
    for before, tables in (("", file), ("tool.", tools)):
        for name, table in tables.items():
            is_ours = isinstance(table, dict) and not {*Config._fields}.isdisjoint(table)
            if is_ours and _ALMOST.fullmatch(name):
                raise ConfigError(f"pyproject.toml: [{before}{name}] is not read; "
                                  "name it [tool.visuals]")  # fmt: skip


def toml_of(text: str) -> dict[str, Any]:
    """What TOML holds. Raises ValueError or RecursionError."""
    import tomllib  # 8 ms, and many projects set nothing

    if text.startswith(_MARK):  # pip refuses it too
        raise ValueError("it starts with a byte order mark; save it as UTF-8 without BOM")
    return tomllib.loads(text)


OWN = (CACHE, ".git", "pipeline", "dodo.py", "pyproject.toml")
"""What else a project has that no build folder may take the place of."""
_MARK = "\ufeff"
MEND = "put a file there that you may read, or remove it"
MEND_TABLE = "write [tool.visuals] in a line of its own, and the settings below it"
_ALMOST = re.compile(r"(interview[-_])?visuals?", re.IGNORECASE)
TABLES = {"tool": "[tool]", "visuals": "[tool.visuals]"}


def _check(key: str, value: Any) -> None:
    known = Config._fields
    if key not in known:
        import difflib

        near = difflib.get_close_matches(key, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}"
        raise ConfigError(f"pyproject.toml: [tool.visuals] has an unknown key {shown(key)}; {hint}")
    if not fits(key, value):
        found = shown(bare(value)) if isinstance(value, str) else printable(_written(value))
        raise ConfigError(f"pyproject.toml: [tool.visuals] {key} = {found} must be {wanted(key)}")


def bare(text: str) -> str:
    """A text without the secrets that an address may hold, which logs must not show."""
    address = re.sub(r"://.*@", "://…@", text)
    return re.sub(r"\?.*", "?…", address) if "://" in text else text


def _written(value: object) -> str:
    try:
        return repr(value).lower() if isinstance(value, bool) else repr(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "a number of thousands of digits"


def _check_kept_folders(root: Path, config: Config) -> None:
    """Refuse folders of authors in the cache, which may be deleted at any time, or in git's."""
    for key, own in itertools.product(("questions", "sources", "published"), (CACHE, ".git")):
        folder = getattr(config, key)
        if folder and is_within(os.path.realpath(root / folder), os.path.realpath(root / own)):
            raise ConfigError(
                f"pyproject.toml: [tool.visuals] {key} = {folder!r} lies in {own!r}, "
                "where no files of yours can stay; name a folder of its own"
            )


def _check_build_folder(root: Path, config: Config) -> None:
    """Refuse a build folder whose cleaning would take sources, code or history with it."""
    build = Path(os.path.realpath(root / config.build))
    project = Path(os.path.realpath(root))
    if project.is_relative_to(build):
        raise ConfigError(
            f"pyproject.toml: [tool.visuals] build = {config.build!r} is or holds the project "
            "itself; name a folder of its own, such as build = 'build'"
        )
    named = {key: getattr(config, key) for key in ("questions", "sources", "published")}
    others = {f"{key} = {folder!r}": folder for key, folder in named.items() if folder}
    for name, other in {**others, **{repr(own): own for own in OWN}}.items():
        folder = Path(os.path.realpath(root / other))
        if build.is_relative_to(folder) or folder.is_relative_to(build):
            way_out = "name a folder of its own, such as build = 'build'"
            if project.is_relative_to(folder):  # any folder of the project lies in it
                way_out = f"put the files of {other!r} into a folder in the project, and name that"
            elif name in others:
                way_out = "name another folder for one of the two"
            raise ConfigError(
                f"pyproject.toml: [tool.visuals] build = {config.build!r} is, holds or lies in "
                f"{name}; {way_out}"
            )

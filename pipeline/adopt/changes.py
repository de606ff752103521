"""What was found in a repository → the changes of its files that let `doit` build there.

Nothing is written over what is there: a file is new, or lines are added at its end.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import stat
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.adopt.survey import Survey
from pipeline.config import Config, config_of, read_config, toml_of
from pipeline.files.outputs import replace_whole
from pipeline.files.regular import CACHE, SETTINGS, read_regular
from pipeline.model import VisualsError
from pipeline.plan import TASKS
from pipeline.printing import shown

SETTINGS_FILE = "pyproject.toml"
OURS = ("pipeline.dodo", "pipeline.graph")
"""From these a dodo.py takes the build; the second one where it is a copy of ours."""

LINE = f"from {OURS[0]} import *  # noqa: F403"
DODO = f'''"""Builds the visuals of the questions by `doit`. Tasks of your own can stand below."""

{LINE}
'''


class AdoptError(VisualsError):
    """The repository cannot be adopted; the message says which file, why, and the way out."""


class Change(NamedTuple):
    """The whole `content` that a file gets, None where it is left; `said` tells what is done.

    `is_enough` is False where the user has to do the rest.
    """

    path: str
    content: bytes | None
    said: str
    is_enough: bool = True

    def make(self) -> None:
        """Write the file; one that is there keeps its permissions. Raises AdoptError."""
        if self.content is None:
            return
        try:
            replace_whole(self.path, self.content)
        except OSError as error:
            raise AdoptError(f"{self.path} cannot be written: {error.strerror}") from error


def changes(found: Survey) -> list[Change]:
    """What is to be done, file by file. Raises AdoptError where a file cannot be changed."""
    made = [_settings(found), _ignored(found), _dodo()]
    for each in made:
        if each.content is not None:
            _refuse_what_stays(each.path)
    return made


def settings_there() -> Config | None:
    """The settings of a repository that has `[tool.visuals]`. Raises AdoptError, ConfigError.

    A folder below one that has them is refused: most likely it is the wrong one.
    """
    if _has_settings(""):
        return read_config(Path())
    if above := _set_up_above():
        raise AdoptError(f"this folder lies in {shown(above)}, which is set up already: run doit "
                         "there, or write [tool.visuals] into a pyproject.toml here")  # fmt: skip
    return None


def _has_settings(folder: str) -> bool:
    tool = _parsed(_text(os.path.join(folder, SETTINGS_FILE)) or "").get("tool")
    return isinstance(tool, dict) and "visuals" in tool


def _set_up_above() -> str:
    """The nearest folder above with settings, not beyond the repository of git; "" without one."""
    folder = os.getcwd()
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            break
        with contextlib.suppress(AdoptError):  # files of others
            if _has_settings(folder):
                return folder
    return ""


def _dodo() -> Change:
    text = _text("dodo.py")
    if text is None:
        return Change("dodo.py", DODO.encode(), "wrote dodo.py")
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError) as error:
        raise AdoptError(f"dodo.py is no Python: {error}; mend it, or move it away") from error
    if any(isinstance(each, ast.ImportFrom) and each.module in OURS for each in statements):
        return Change("dodo.py", None, "dodo.py has the tasks already: it is left as it is")
    return Change("dodo.py", None, _how_to_add(statements), is_enough=False)


def _how_to_add(statements: list[ast.stmt]) -> str:
    """The two lines that a dodo.py of other tasks needs."""
    named = (each.name for each in statements if isinstance(each, ast.FunctionDef))
    tasks = [name.removeprefix("task_") for name in named if name.startswith("task_")]
    lines = [LINE]
    if own := [each for each in tasks if each not in TASKS]:
        lines.append(f'DOIT_CONFIG["default_tasks"] += {json.dumps(own)}')
    said = ["dodo.py is there already, with other tasks: it is left as it is.",
            "Add this at its end:", *(f"    {each}" for each in lines)]  # fmt: skip
    if clash := sorted({*TASKS}.intersection(tasks)):
        said.append(f"and rename its own {', '.join(clash)}: the build has tasks of that name.")
    if any(_assigns(each, "DOIT_CONFIG") for each in statements):
        said.append("They replace its DOIT_CONFIG: settings that you need go below them, "
                    'such as DOIT_CONFIG["verbosity"] = 2.')  # fmt: skip
    return "\n".join(said)


def _assigns(statement: ast.stmt, name: str) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else ()
    return any(isinstance(each, ast.Name) and each.id == name for each in targets)


def _settings(found: Survey) -> Change:
    """`[tool.visuals]` at the end of pyproject.toml."""
    file, settings = SETTINGS_FILE, _table(found)
    text = _text(file)
    before = _parsed(text or "")
    tool = before.get("tool")
    if isinstance(tool, dict) and "visuals" in tool:
        return Change(file, None, f"{file} has [tool.visuals] already: it is left as it is")
    config_of(Path(), dict(settings))  # which a build may refuse
    block = "".join(f"{line}\n" for line in ["[tool.visuals]", *map(_line, settings.items())])
    if text is None:
        return Change(file, block.encode(), _said(f"wrote {file}", block))
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else end if text.endswith("\n") else end * 2
    after = text + gap + block.replace("\n", end)
    try:
        is_right = toml_of(after).get("tool", {}) == {**(tool or {}), "visuals": settings}
    except (ValueError, TypeError):
        is_right = False
    if not is_right:
        raise AdoptError(f"{file}: [tool.visuals] cannot stand below what is there; write tool as "
                         "a table, [tool], not as a value")  # fmt: skip
    return Change(file, after.encode(), _said(f"added to {file}", block))


def _table(found: Survey) -> dict[str, Any]:
    """The settings that are not the usual ones."""
    table = {
        "questions": found.questions or "questions",
        "sources": found.sources,
        "build": found.build,
        "published": found.published,
        "tracks": list(found.tracks),
    }
    usual = {**Config()._asdict(), "questions": None, "tracks": []}
    return {key: value for key, value in table.items() if value != usual[key]}


def _line(setting: tuple[str, Any]) -> str:
    key, value = setting
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"


def _said(what: str, block: str) -> str:
    return "\n".join([f"{what}:", *(f"    {line}" for line in block.splitlines())])


def _parsed(text: str) -> dict[str, Any]:
    try:
        return toml_of(text)
    except (ValueError, RecursionError) as error:
        raise AdoptError(f"{SETTINGS_FILE} is no TOML: {error}; mend it first") from error


def _ignored(found: Survey) -> Change:
    """What git is not to keep, at the end of .gitignore."""
    text = _text(".gitignore")
    wanted = [f"/{found.build}/", f"/{CACHE}/", "/.doit.db*", "__pycache__/"]
    there = {line.strip().strip("/") for line in (text or "").splitlines()}
    missing = [line for line in wanted if line.strip("/") not in there]
    if not missing:
        return Change(".gitignore", None, ".gitignore has what it needs: it is left as it is")
    said = f"{'wrote' if text is None else 'added to'} .gitignore: {' '.join(missing)}"
    end = "\r\n" if "\r\n" in (text or "") else "\n"
    gap = end if text and not text.endswith("\n") else ""
    content = (text or "") + gap + "".join(f"{line}{end}" for line in missing)
    return Change(".gitignore", content.encode(), said)


def _text(path: str) -> str | None:
    """The text of a file, None where there is none. Raises AdoptError where it cannot be read."""
    if not os.path.lexists(path):
        return None
    if not os.path.exists(path):
        raise AdoptError(f"{path} is a link that leads nowhere: remove it")
    try:
        return read_regular(path, SETTINGS).decode()
    except OSError as error:
        raise AdoptError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AdoptError(f"{path} cannot be read: {error}; save it as UTF-8") from error


def _refuse_what_stays(path: str) -> None:
    """Raise AdoptError for a file that is not to be written over."""
    if os.path.islink(path):
        raise AdoptError(f"{path} is a link, and nothing is written through it: put a file there")
    is_there = os.path.exists(path)
    if is_there and not (os.stat(path).st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise AdoptError(f"{path} is read-only: make it writable by chmod u+w {path}")

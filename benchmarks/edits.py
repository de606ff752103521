"""A source or question, and a number → the same with an edit that no earlier one equals."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

Edit = Callable[[str, int], str]


def edit_graph(text: str, number: int) -> str:
    """One more node in a DOT source."""
    head, brace, tail = text.rpartition("}")
    return f'{head}  edit{number} [label="edit {number}"];\n{brace}{tail}'


def edit_script(text: str, number: int) -> str:
    """Another title in a render script."""
    head, save, tail = text.rpartition("plt.savefig(")
    return f'{head}ax.set_title("edit {number}")\n{save}{tail}'


def edit_caption(text: str, number: int) -> str:
    """Another caption in a question."""
    return re.sub(r"^( +caption:) .*$", rf"\1 What edit {number} shows", text, flags=re.MULTILINE)


def edit_prose(text: str, number: int) -> str:
    """One more sentence after a question."""
    return f"{text}hint: Edit {number} tells no more.\n"


def editor(edit: Edit, source: Path) -> Callable[[Path], None]:
    """A preparation that edits the file `source` of a project, each time in another way."""
    numbers = count(1)
    originals: dict[Path, str] = {}

    def prepare(root: Path) -> None:
        path = root / source
        original = originals.setdefault(path, path.read_text(encoding="utf-8"))
        path.write_text(edit(original, next(numbers)), encoding="utf-8")

    return prepare

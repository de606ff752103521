"""DOT text → SVG, in the process that loads Graphviz: PyGraphviz's own or the machine's `dot`."""

from __future__ import annotations

import html
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.fonts.faces import FAMILY, font_folder
from pipeline.model import Engine, Sandbox
from pipeline.sandbox.renderers import OPEN, close_program
from pipeline.worker.outcome import describe_exit

if TYPE_CHECKING:
    import subprocess

# Hinting off: with it a variable font measures far too wide. No rescan: the file is gone by then.
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
<match target="font">
<edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
<edit name="autohint" mode="assign"><bool>false</bool></edit>
</match>
<config><rescan><int>0</int></rescan></config>
</fontconfig>
"""

_MEASURED = re.compile(r"""^fontname: .* resolved to: .*"([^",]*)[^"]*\"""", re.MULTILINE)
"""What `dot -v` says of the first font that it opened."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A DOT text for one of the engines; `folder` is an empty temporary folder."""

    text: str
    engine: Engine
    folder: str
    sandbox: Sandbox = "auto"


@dataclass(frozen=True, slots=True)
class Laid:
    """An SVG, or None: Graphviz has said why on standard error, or `missing` says what it lacks.

    `font` is what labels were measured in, where that is not the house font; `crash` names the
    signal that ended the machine's dot.
    """

    svg: bytes | None
    missing: str = ""
    font: str = ""
    crash: str = ""


def lay_out(layout: Layout) -> Laid:
    """Draw one graph; the source's `layout` attribute chooses the engine, else it is dot."""
    # With it set, Graphviz opens no file that a source names.
    os.environ["SERVER_NAME"] = "visuals"
    try:
        return _embedded(layout) if layout.engine == "embedded" else _system(layout)
    except OSError as error:
        return Laid(None, str(error))


def _embedded(layout: Layout) -> Laid:
    from pipeline.render.dot import graphviz

    return Laid(graphviz.draw(layout.text.encode()))


def _system(layout: Layout) -> Laid:
    import subprocess

    program = shutil.which("dot")
    if program is None:
        return Laid(None, "dot")
    use_house_font(layout.folder)
    try:
        if font := _other_font(program, layout):
            return Laid(None, font=font)
        done = _run(program, layout, "-Tsvg", text=layout.text)
    except subprocess.SubprocessError:  # so Python calls it where a process could not be closed
        return Laid(None, OPEN)
    sys.stderr.write(done.stderr.decode(errors="replace"))
    crash = describe_exit(done.returncode) if done.returncode < 0 else ""
    return Laid(None if done.returncode else done.stdout, crash=crash)


def _run(
    program: str, layout: Layout, *options: str, text: str
) -> subprocess.CompletedProcess[bytes]:
    """Have the machine's dot draw a text, in a process that is closed to all that it need not do.

    Raises OSError where it does not start.
    """
    import subprocess

    def close() -> None:
        close_program(program, os.path.realpath(layout.folder), layout.sandbox)

    if sys.platform == "win32":  # it closes nothing, and raises where it has to
        close()
    return subprocess.run(
        [program, *options],
        input=text.encode(),
        capture_output=True,
        check=False,
        preexec_fn=None if sys.platform == "win32" else close,
    )


def use_house_font(folder: str) -> None:
    """Have Graphviz find the house font alone; `folder` is a temporary one."""
    place = Path(folder, "fonts.conf")
    fonts, cache = (html.escape(folder, quote=False) for folder in (str(font_folder()), folder))
    place.write_text(FONTCONFIG.format(fonts=fonts, cache=cache), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(place)


def _other_font(program: str, layout: Layout) -> str:
    """What the machine's dot measures labels in, if it is not the house font: it does not say so.

    Raises OSError where it draws nothing at all.
    """
    done = _run(program, layout, "-v", "-Tsvg", text="graph { a }")
    said = done.stderr.decode(errors="replace")
    if done.returncode:
        raise OSError(said.strip().rpartition("\n")[2] or describe_exit(done.returncode))
    found = _MEASURED.search(said)
    font = found[1] if found else "a font that it does not name"
    return "" if font == FAMILY else font

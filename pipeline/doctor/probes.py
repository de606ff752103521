"""Looks at what may crash: each runs in a process that does nothing else, and prints its line."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

from pipeline.doctor.configured import usual_or_configured
from pipeline.doctor.line import Line, missing, ok, optional
from pipeline.files.packages import installed

IMPORTED = ("filelock", "graphviz", "jinja2", "jsonschema_rs", "rich", "watchfiles", "yaml")
"""What builds and commands import and no other probe does."""

MORE = "docs/security.md"
FONTS_ANEW = "install it anew: pip install --force-reinstall fontpkg-arimo interview-visuals"


def main(name: str) -> None:
    """Print the line of a probe as JSON."""
    print(json.dumps(PROBES[name]()))


def _graphviz() -> Line:
    from pipeline.render.dot.drawing import LIBRARIES_HINT
    from pipeline.render.dot.layout import Layout, lay_out

    laid = lay_out(Layout('digraph { a [label="warm"]; a -> b }', "embedded", ""))
    if laid.svg is None:
        return missing("graphviz", laid.missing or "it draws nothing", LIBRARIES_HINT)
    return ok("graphviz", f"the library of pygraphviz {installed('pygraphviz')} draws")


def _dot() -> Line:
    """Whether the machine's own dot draws, closed as it is in a build."""
    from pipeline.model import Job, Limits
    from pipeline.render.dot.drawing import lacking
    from pipeline.render.dot.layout import Layout, lay_out

    limits = Limits(sandbox=usual_or_configured().sandbox)
    with tempfile.TemporaryDirectory() as folder:
        laid = lay_out(Layout("digraph { a }", "system", folder, limits.sandbox))
    if laid.svg is None:
        job = Job("x", "dot", "x.dot", b"", "", limits, "system")
        found = lacking(job, laid)
        return missing("dot", found.message, found.hint)
    said = subprocess.run(["dot", "-V"], capture_output=True, text=True, check=False).stderr
    return ok("dot", f"{shutil.which('dot')}, {said.strip() or 'of an unknown version'}")


def _matplotlib() -> Line:
    """Whether it draws, and takes the house font."""
    from pipeline.fonts.faces import FAMILY, font_folder
    from pipeline.render.matplotlib.warm_up import warm_up

    warm_up()()
    import matplotlib
    import numpy
    from matplotlib.font_manager import findfont

    found = findfont(FAMILY)
    if not found.startswith(str(font_folder())):
        return missing("matplotlib", f"it takes {found} for {FAMILY}", FONTS_ANEW)
    said = f"matplotlib {matplotlib.__version__} with numpy {numpy.__version__} draws"
    return ok("matplotlib", said)


def _normalizer() -> Line:
    from lxml import etree

    from pipeline.check import SMALL, normalize_and_check
    from pipeline.model import Drawing

    made = normalize_and_check(Drawing("x", SMALL, "Warm", "A box", "x.svg", "sans-serif"))
    if made.svg is None:
        return missing("normalizer", made.findings[0].message, "report it")
    version = ".".join(map(str, etree.LXML_VERSION[:3]))
    return ok("normalizer", f"it brings a drawing to normal form, with lxml {version}")


def _packages() -> Line:
    for name in IMPORTED:
        importlib.import_module(name)
    return ok("packages", f"{', '.join(IMPORTED)} can be imported")


def _fonts() -> Line:
    """Whether the font is there, and is the one whose letters the tables measure."""
    from pipeline.fonts import tables
    from pipeline.fonts.faces import DATA, FAMILY, bold, italic, regular

    for path in (regular(), italic(), bold(), bold("BoldItalic")):
        if not path.is_file():
            return missing("fonts", f"{path} is not there", FONTS_ANEW)
    for slant in tables.SLANTS:
        if tables.make(slant) != (DATA / f"{slant}.json").read_text(encoding="ascii"):
            said = f"the {slant} face of {FAMILY} is not the one that text is measured with"
            return missing("fonts", said, FONTS_ANEW)
    return ok("fonts", f"{FAMILY}, and text is measured with it")


def _sandbox() -> Line:
    """What holds a script to its drawing, by trying it: this process is confined from then on."""
    from pipeline.sandbox.permits import ALL, READ, confine, permits

    config = usual_or_configured()
    if config.sandbox == "off":
        return optional("sandbox", 'off, by sandbox = "off": scripts can read any file', MORE)
    root = os.path.realpath(".")
    allowed = permits(root, config.folders, root)
    has_disk = sys.platform == "linux" and _has_own_disk()
    closed = confine(allowed._replace(owns=(os.devnull,)), config.sandbox).parts
    words = ", ".join(closed)
    if closed == ALL:
        disk = "" if has_disk else "; their temporary files are not bounded"
        held = f"by the kernel: {words}{disk}"
        return ok("sandbox", f"scripts can read {READ}, and nothing else; {held}")
    by = f"by the kernel: {words}; the rest by" if closed else "by"
    said = f"{by} the guard in the interpreter alone, which a hostile script can switch off"
    if config.sandbox == "required":
        return missing("sandbox", f'{said}, and sandbox = "required"', MORE)
    return optional("sandbox", said, MORE)


def _has_own_disk() -> bool:
    """Whether a process can be given a disk of its own, which is tried in one."""
    from pipeline.sandbox.apart import own_disk

    with tempfile.TemporaryDirectory() as own:
        if (pid := os.fork()) == 0:
            os._exit(not own_disk(own))
        return os.waitpid(pid, 0)[1] == 0


PROBES = {
    "graphviz": _graphviz,
    "dot": _dot,
    "matplotlib": _matplotlib,
    "normalizer": _normalizer,
    "packages": _packages,
    "fonts": _fonts,
    "sandbox": _sandbox,
}

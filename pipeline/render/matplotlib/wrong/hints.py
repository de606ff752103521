"""What a script raised or left undone → what its author can write instead; "" where nobody knows.

Many scripts were written for another matplotlib, in a notebook, or by a machine that takes names
from other places.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from collections.abc import Iterator
from types import ModuleType

from pipeline.model import MIB, Job
from pipeline.render.matplotlib.refused.words import READ_HINT, READS, SAVE, WRITE_HINT
from pipeline.render.matplotlib.wrong.guesses import guess, last
from pipeline.sandbox.apart import DISK

_IMPORTS = {
    "cm": "from matplotlib import cm",
    "matplotlib": "import matplotlib",
    "mpatches": "import matplotlib.patches as mpatches",
    "mpl": "import matplotlib as mpl",
    "mticker": "import matplotlib.ticker as mticker",
    "np": "import numpy as np",
    "numpy": "import numpy",
    "patches": "from matplotlib import patches",
    "plt": "import matplotlib.pyplot as plt",
    "Path": "from pathlib import Path",
}
_MODULES = sys.stdlib_module_names - {"datetime", "time"}
"""Names of modules that are not those of something in them, too."""

_OWN = "matplotlib, numpy, Python's own modules"
_INSTEAD = {
    module: way
    for way, modules in {
        "nothing is needed: take it out": "IPython tqdm",
        "Graphviz draws graphs (kind: dot)": "diagrams graphviz networkx pydot",
        "csv.DictReader reads tables": "pandas polars",
        "write the formula with numpy or math": "scipy sklearn statsmodels sympy",
        "plt.bar, plt.boxplot or plt.imshow draw the same": "seaborn",
        "matplotlib draws charts": "altair bokeh plotly",
        "fetch the data before, into a file beside the script": "httpx requests",
    }.items()
    for module in modules.split()
}
_NOBODY = "nobody answers a script: write the value into it"
_NOTEBOOK_HINT = "take this line out: it is a command of notebooks, and no Python"
_OTHERWISE = (
    (r"no attribute 'get_cmap'", "write plt.get_cmap(…)"),
    (r"no attribute 'plot_date'", 'write plot(…, "o"), which takes dates as well'),
    (r"no attribute '(?:hold|ishold)'", "take this out: what was drawn stays"),
    (r"no attribute 'set_window_title'|'FigureManagerBase' object has no",
     "take this out: a script draws without a window"),
    (r"no attribute 'set_axis_bgcolor'", "write set_facecolor(…)"),
    (r"'GrouperView' object has no attribute 'join'", "write b.sharex(a) or b.sharey(a)"),
    (r"numpy' has no attribute 'trapz'", "write np.trapezoid(…)"),
    (r"numpy' has no attribute 'product'", "write np.prod(…)"),
    (r"numpy' has no attribute 'in1d'", "write np.isin(…)"),
    (r"'dict' object has no attribute 'iter(\w+)'", r"write \1()"),
    (r"'dict' object has no attribute 'has_key'", "write key in …"),
    (r"boxplot\(\) got an .* argument 'labels'", "write tick_labels=… in the place of labels=…"),
    (r"gca\(\) got an .* argument 'projection'", "write plt.subplot(projection=…)"),
    (r"argument 'normed'", "write density=… in the place of normed=…"),
    (r"argument 'axisbg'", "write facecolor=… in the place of axisbg=…"),
    (r"argument 'use_line_collection'", "take use_line_collection out: it is always so"),
    (r"keyword grid_b is not", "write visible=… in the place of b=…"),
    (r"name 'xrange' is not", "write range(…)"),
    (r"name 'raw_input' is not", _NOBODY),
    (r"'Text' object is not callable", "write set_title(…)"),
    (r"not support generators|'(?:map|filter|zip|dict_\w+)' object is not subscriptable",
     "write list(…) around it"),
    (r"fname must be a PathLike", f"write {SAVE}"),
    (r"name 'get_ipython' is not", _NOTEBOOK_HINT),
    (r"FancyArrowPatch\.set\(\) got .* '(?:frac|head\w+|shrink|width)'",
     "this goes without arrowstyle=…: take one of them out"),
    (r"no property 'arrowstyle'", 'write arrowprops={"arrowstyle": …}'),
    (r"attempted relative import", "write it without the dots: modules beside a script are found"),
    (r"Unrecognized marker style", "write one of 'o', 's', '^', 'v', 'D', 'x', '+', '*' and '.'"),
    (r"operand .*: '(?:list|int|float)' and '(?:list|int|float)'|multiply sequence by non-int",
     "make it an array: np.array(…)"),
)  # fmt: skip
"""What a message says → what is written instead, by the versions that are installed."""

_WARNED = (
    (r"set_ticklabels\(\) should only", "write set_xticks(places, labels) or set_yticks(…)"),
    (r"No artists with labels", "give what is drawn a label=…, or take legend() out"),
    (r"divide by zero|invalid value encountered",
     "leave out where this is not defined, such as the end of a linspace"),
    (r"exceeds Locator\.MAXTICKS", "give the locator a longer interval, or leave it out"),
    (r"Ignoring fixed . limits", 'write ax.set_adjustable("box"), which keeps them'),
    (r"figure layout has changed", "call tight_layout() or choose another layout, not both"),
)  # fmt: skip

_NOTEBOOK = re.compile(r"\s*(%{1,2}|!)[A-Za-z]")
_PROSE = re.compile(r"[A-Z][a-z']*[,!]? (?:[\w'-]+,? ){2,}[\w'-]+[.:!]?$")
_PROMPT = re.compile(r"\s*(>>>|\.\.\.|In ?\[\d*\]:)( |$)")
_GETS = (
    'a script gets no arguments: os.environ["VISUAL_OUT_PATH"] names the SVG to write, '
    "and VISUAL_PARAMS holds its params"
)


def hint_on(job: Job, raised: BaseException) -> str:
    """What to write in the place of what raised this."""
    hints: Iterator[str] = (find(job, raised) for find in (_known, guess, _usual))
    return next(filter(None, hints), "")


def hint_on_warning(message: str) -> str:
    """The same of what Python or matplotlib warns of."""
    return next((hint for pattern, hint in _WARNED if re.search(pattern, message)), "")


def hint_on_syntax(raised: SyntaxError, content: bytes) -> str:
    """The same of what Python cannot read."""
    line = content.decode(errors="replace").split("\n")[(raised.lineno or 1) - 1 :][:1]
    words = str(raised.msg)
    if isinstance(raised, TabError):
        return "indent with spaces alone"
    if "'unicodeescape' codec" in words:
        return "write it as a raw string: r'…'"
    if "'utf-8' codec" in words or "Non-UTF-8" in words:
        return "save it as UTF-8"
    if re.match(r"f-string: (unmatched|expecting '}')", words):
        return "write other quotes between { and } than around the text"
    if "null bytes" in words:
        return "save it as UTF-8, without NUL characters"
    if any(map(_NOTEBOOK.match, line)):
        return _NOTEBOOK_HINT
    if any(map(_PROSE.match, map(str.rstrip, line))):
        return "take this line out: it is a sentence, and no Python; or write # before it"
    return "take the prompts out" if any(map(_PROMPT.match, line)) else ""


def _known(job: Job, raised: BaseException) -> str:
    """What is written otherwise now, and names that are known from everywhere."""
    words = str(raised)
    if of_python := _named_as_pythons(raised):
        beside = "/".join(filter(None, (os.path.dirname(job.source), of_python)))
        return f"{beside} has the name of a module of Python's own: rename it"
    if isinstance(raised, ImportError) and _went_through(raised, "switch_backend"):
        return "remove what chooses a backend: a script draws without a window"
    if isinstance(raised, NameError) and raised.name in _IMPORTS:
        return f"add at the top: {_IMPORTS[raised.name]}"
    if isinstance(raised, NameError) and raised.name in _MODULES:
        return f"add at the top: import {raised.name}"
    for pattern, hint in _OTHERWISE:
        if found := re.search(pattern, words):
            return found.expand(hint)
    return ""


def _named_as_pythons(raised: BaseException) -> str:
    """The file beside the script that is mixed up with the module of Python's that was asked."""
    module = raised.name if isinstance(raised, ImportError) else None
    if isinstance(raised, AttributeError) and isinstance(raised.obj, ModuleType):
        module = raised.obj.__name__
    file = f"{module}.py"
    return file if module in sys.stdlib_module_names and os.path.isfile(file) else ""


def _usual(job: Job, raised: BaseException) -> str:
    """What holds for an exception of this kind."""
    folder = os.path.dirname(job.source) or "the project's root"
    match raised:
        case ModuleNotFoundError():
            name = str(raised.name).partition(".")[0]
            instead = f"; in the place of {name}, {_INSTEAD[name]}" if name in _INSTEAD else ""
            return f"a script imports {_OWN}, and those in {folder}{instead}"
        case PermissionError() if os.path.exists(raised.filename or "") and not os.access(
            raised.filename, os.R_OK
        ):
            return "its permissions must let it be read by who builds"
        case OSError() if raised.errno in (errno.EACCES, errno.EPERM):
            return f"this script did what it may not: {READS}; {WRITE_HINT}"
        case OSError() if raised.errno == errno.ENOSPC:
            return f"temporary files of a script may take {DISK // MIB} MiB together"
        case FileNotFoundError():
            out = os.environ.get("VISUAL_OUT_PATH", "")
            if out and str(raised.filename).startswith(out):
                return f"VISUAL_OUT_PATH names the file itself: write {SAVE}"
            if _went_through(raised, "savefig"):
                return f"write {SAVE}"
            if os.path.isabs(str(raised.filename)) and os.getcwd() not in str(raised.filename):
                return READ_HINT
            return f"a script runs in its own folder, {folder}: name files relative to it"
        case EOFError():
            return f"{_NOBODY}, or into params of the question"
    if _asks_its_caller(raised):
        return _GETS
    if isinstance(raised, SystemExit):
        return "let it reach its end, or raise an exception that says what is wrong"
    return ""


def _went_through(raised: BaseException, name: str) -> bool:
    """Whether this function of pyplot or figures was at work.

    `switch_backend` is where matplotlib is about to open windows: by matplotlib.use or rcParams.
    """
    codes = (frame.f_code for frame, _ in traceback.walk_tb(raised.__traceback__))
    return any(
        code.co_name == name and code.co_filename.endswith(("pyplot.py", "figure.py"))
        for code in codes
    )


def _asks_its_caller(raised: BaseException) -> bool:
    """Whether a script wanted an argument or a variable, as those have that a shell starts."""
    trace = traceback.walk_tb(raised.__traceback__)
    modules = [frame.f_globals.get("__name__") for frame, _ in trace]
    match raised:
        case IndexError():
            return "argv" in last(raised)[1]
        case KeyError():
            return modules[-1] == "os"
        case SystemExit():
            return "argparse" in modules
    return False

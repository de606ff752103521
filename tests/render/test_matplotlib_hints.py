"""What a script got wrong, what is said of it, and that what the hint says to write is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Job
from pipeline.render import render
from pipeline.worker.pool import Workers
from tests.render.scripts import FOLDER, SAVE, START, run


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty project, which is the working directory."""
    (tmp_path / FOLDER).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)


AXES = "fig, ax = plt.subplots()\n"


@pytest.mark.parametrize(
    ("wrong", "hint", "right"),
    [
        (
            "plt.style.use('seaborn-whitegrid')",
            'write "seaborn-v0_8-whitegrid", or',
            "plt.style.use('seaborn-v0_8-whitegrid')",
        ),
        ("plt.style.use('gplot')", 'write "ggplot", or', "plt.style.use('ggplot')"),
        ("plt.cm.get_cmap('Blues', 5)", "write plt.get_cmap(…)", "plt.get_cmap('Blues', 5)"),
        (
            "plt.boxplot([[1, 2]], labels=['a'])",
            "write tick_labels=… in the place of labels=…",
            "plt.boxplot([[1, 2]], tick_labels=['a'])",
        ),
        (
            "plt.hist([1, 2], normed=True)",
            "write density=… in the place of normed=…",
            "plt.hist([1, 2], density=True)",
        ),
        (
            f"{AXES}fig.gca(projection='polar')",
            "write plt.subplot(projection=…)",
            "plt.subplot(projection='polar')",
        ),
        (
            "plt.axes(axisbg='w')",
            "write facecolor=… in the place of axisbg=…",
            "plt.axes(facecolor='w')",
        ),
        (
            "plt.grid(b=True)",
            "write visible=… in the place of b=…",
            "plt.grid(visible=True)",
        ),
        (
            "plt.gca().plot_date([1, 2], [1, 2])",
            'write plot(…, "o"), which takes dates as well',
            "plt.gca().plot([1, 2], [1, 2], 'o')",
        ),
        ("np.trapz([1, 2])", "write np.trapezoid(…)", "np.trapezoid([1, 2])"),
        ("np.product([1, 2])", "write np.prod(…)", "np.prod([1, 2])"),
        ("np.in1d([1], [1])", "write np.isin(…)", "np.isin([1], [1])"),
        ("{}.iteritems()", "write items()", "{}.items()"),
        ("1 if {}.has_key('a') else 2", "write key in …", "1 if 'a' in {} else 2"),
        ("xrange(3)", "write range(…)", "range(3)"),
        ("plt.plot(map(abs, [1, 2]))", "write list(…) around it", "plt.plot(list(map(abs, [1])))"),
        ("{1: 2}.keys()[0]", "write list(…) around it", "list({1: 2}.keys())[0]"),
        ("plt.hold(True)", "take this out: what was drawn stays", ""),
        (
            f"{AXES}ax.title('T')",
            "write set_title(…)",
            f"{AXES}ax.set_title('T')",
        ),
        (f"{AXES}ax.xlabel('T')", "did you mean set_xlabel?", f"{AXES}ax.set_xlabel('T')"),
        ("plt.set_xlabel('T')", "did you mean xlabel?", "plt.xlabel('T')"),
        (
            f"{AXES}ax.set_xlable('T')",
            "did you mean set_xlabel?",
            f"{AXES}ax.set_xlabel('T')",
        ),
        (
            "plt.plot([1, 2], colour='k')",
            "did you mean color?",
            "plt.plot([1, 2], color='k')",
        ),
        (
            "plt.boxplot([[1, 2]], positons=[1])",
            "did you mean positions?",
            "plt.boxplot([[1, 2]], positions=[1])",
        ),
        ("sys.path", "add at the top: import sys", "import sys"),
        ("rows = [1]\nplt.plot(row)", "did you mean rows?", "rows = [1]\nplt.plot(rows)"),
        ("loads = [1]\nplt.plot(load)", "did you mean loads?", "loads = [1]\nplt.plot(loads)"),
        (
            "fig, ax = plt.subplots(1, 2)\nax.plot([1])",
            "it holds several: take one of them, the first by [0]",
            "fig, ax = plt.subplots(1, 2)\nax[0].plot([1])",
        ),
        (
            "fig, ax = plt.subplots(2, 2)\nax.plot([1])",
            "it holds several: take one of them, the first by [0, 0]",
            "fig, ax = plt.subplots(2, 2)\nax[0, 0].plot([1])",
        ),
        (
            "line = plt.plot([1, 2])\nline.set_color('k')",
            "it holds several: take one of them, the first by [0]",
            "line = plt.plot([1, 2])\nline[0].set_color('k')",
        ),
        (
            "ax, fig = plt.subplots()\nax.plot([1, 2])",
            "draw into axes: fig, ax = plt.subplots() gives them second",
            "fig, ax = plt.subplots()\nax.plot([1, 2])",
        ),
        (
            "ax = plt.subplots()\nax.plot([1, 2])",
            "draw into axes: fig, ax = plt.subplots() gives them second",
            "fig, ax = plt.subplots()\nax.plot([1, 2])",
        ),
        (
            "plt.savefig(os.getenv('OUT'))",
            f"write {SAVE.strip()}",
            SAVE,
        ),
        (
            "plt.savefig(os.environ['VISUAL_OUT_PATH'] + '/x.svg')",
            f"VISUAL_OUT_PATH names the file itself: write {SAVE.strip()}",
            SAVE,
        ),
        ("%matplotlib inline", "take this line out: it is a command of notebooks", ""),
        ("!pip install numpy", "take this line out: it is a command of notebooks", ""),
        (">>> plt.plot([1])", "take the prompts out", "plt.plot([1])"),
        ("x = 'C:\\Users'", "write it as a raw string: r'…'", "x = r'C:\\Users'"),
        ("if x:\n\tpass\n        pass", "indent with spaces alone", ""),
        ("plt.plot([1], marker='circle')", "write one of 'o', 's'", "plt.plot([1], marker='o')"),
        ("[1, 2] ** 2", "make it an array: np.array(…)", "np.array([1, 2]) ** 2"),
        ("[1, 2] * 0.5", "make it an array: np.array(…)", "np.array([1, 2]) * 0.5"),
        ("get_ipython()", "take this line out: it is a command of notebooks", ""),
        ("import IPython", "in the place of IPython, nothing is needed: take it out", ""),
        ("open('/opt/data.csv')", "a script reads what lies beside it", ""),
        (
            "fig, ax = plt.subplots(1, 2)\nax[0, 1].plot([1])",
            "axes of one row or column have one index: ax[0]",
            "fig, ax = plt.subplots(1, 2)\nax[1].plot([1])",
        ),
        (
            "plt.get_current_fig_manager().window.showMaximized()",
            "take this out: a script draws without a window",
            "",
        ),
        ("plt.savefig(os.path.expanduser('~/plots/x.svg'))", f"write {SAVE.strip()}", SAVE),
        ("import networkx", "; in the place of networkx, Graphviz draws graphs (kind: dot)", ""),
        ("from tqdm import tqdm", "; in the place of tqdm, nothing is needed: take it out", ""),
        (
            "import matplotlib as plt\nplt.plot([1, 2])",
            "write import matplotlib.pyplot as plt",
            "import matplotlib.pyplot as plt",
        ),
        (
            "plt.annotate('x', (0, 0), (1, 1), arrowprops={'arrowstyle': '->', 'headwidth': 5})",
            "this goes without arrowstyle=…: take one of them out",
            "plt.annotate('x', (0, 0), (1, 1), arrowprops={'headwidth': 5})",
        ),
        (
            "plt.annotate('x', (0, 0), (1, 1), arrowstyle='->')",
            'write arrowprops={"arrowstyle": …}',
            "plt.annotate('x', (0, 0), (1, 1), arrowprops={'arrowstyle': '->'})",
        ),
        ("Here's a script that draws:", "take this line out: it is a sentence, and no Python", ""),
        ("This draws one line.", "take this line out: it is a sentence", "# This draws one line."),
    ],
)
def test_a_hint_holds_when_it_is_followed(
    workers: Workers, wrong: str, hint: str, right: str
) -> None:
    """What is found stays to be found for who writes it so, and is gone for who follows."""
    (finding,) = run(workers, f"{START}{wrong}\n{SAVE}").findings
    assert finding.code == "R001"
    assert hint in finding.hint
    mended = run(workers, f"{START}plt.plot([1, 2])\n{right}\n{SAVE}")
    assert mended.findings == ()


@pytest.mark.parametrize(
    ("warned", "hint", "right"),
    [
        (
            "plt.bar([0, 1], [1, 2]); plt.gca().set_xticklabels(['a', 'b'])",
            "write set_xticks(places, labels) or set_yticks(…)",
            "plt.bar([0, 1], [1, 2]); plt.gca().set_xticks([0, 1], ['a', 'b'])",
        ),
        (
            "plt.plot([1, 2]); plt.legend()",
            "give what is drawn a label=…, or take legend() out",
            "plt.plot([1, 2], label='a'); plt.legend()",
        ),
        (
            "x = np.linspace(0, 1, 9); plt.plot(x, 1 / (1 - x))",
            "leave out where this is not defined, such as the end of a linspace",
            "x = np.linspace(0, 0.9, 9); plt.plot(x, 1 / (1 - x))",
        ),
        (
            "plt.subplots(layout='constrained'); plt.plot([1, 2]); plt.tight_layout()",
            "call tight_layout() or choose another layout, not both",
            "plt.subplots(layout='constrained'); plt.plot([1, 2])",
        ),
        (
            "plt.plot([1, 2]); plt.axis('equal'); plt.xlim(0, 1); plt.ylim(0, 9)",
            'write ax.set_adjustable("box"), which keeps them',
            "plt.plot([1, 2]); plt.axis('equal'); plt.xlim(0, 1); plt.ylim(0, 9); "
            "plt.gca().set_adjustable('box')",
        ),
        (
            "plt.plot([0, 1100]); plt.gca().yaxis.set_major_locator(plt.MultipleLocator(1)); "
            "plt.gca().yaxis.set_major_formatter('')",
            "give the locator a longer interval, or leave it out",
            "plt.plot([0, 1100]); plt.gca().yaxis.set_major_locator(plt.MultipleLocator(100))",
        ),
    ],
)
def test_a_hint_on_a_warning_holds_when_it_is_followed(
    workers: Workers, warned: str, hint: str, right: str
) -> None:
    found = run(workers, f"{START}{warned}\n{SAVE}").findings
    assert {(each.code, each.hint) for each in found} == {("R005", hint)}
    assert run(workers, f"{START}{right}\n{SAVE}").findings == ()


def test_a_module_beside_the_script_that_has_the_name_of_one_of_pythons(workers: Workers) -> None:
    """One of Python's may be imported already, or not: either may stand for the other."""
    for file in ("random.py", "statistics.py"):
        (FOLDER / file).write_text("def pick():\n    return 4\n")
        name = file.removesuffix(".py")
        for line in (f"from {name} import nothing", f"import {name}\n{name}.nothing"):
            (found,) = run(workers, f"{START}{line}\n{SAVE}").findings
            assert (
                found.hint == f"{FOLDER}/{file} has the name of a module of Python's own: rename it"
            )
    (found,) = run(workers, f"{START}from random import pick\n{SAVE}").findings
    assert found.message == "ImportError: cannot import name 'pick' from 'random'"


def test_a_relative_import(workers: Workers) -> None:
    (FOLDER / "loads.py").write_text("LOADS = [1, 2]\n")
    (found,) = run(workers, f"{START}from .loads import LOADS\nplt.plot(LOADS)\n{SAVE}").findings
    assert found.hint == "write it without the dots: modules beside a script are found"
    assert run(workers, f"{START}from loads import LOADS\nplt.plot(LOADS)\n{SAVE}").raw


@pytest.mark.parametrize(
    ("script", "hint"),
    [
        ("1 / 0", ""),
        ("[1][2]", ""),
        ("plt.plot(nothing_like_it)", ""),
        ("plt.gca().nothing_like_it", ""),
        ("{'a': 1}['b']", ""),
        ("[].plot", ""),
        ("fig, ax = plt.subplots(1, 2)\nax[2].plot([1])", ""),
        ("text = 'abc'\ntext[plt]", ""),
        ("plt.plot([1], nothing_like_it=1)", ""),
    ],
)
def test_where_nothing_is_near_nothing_is_said(workers: Workers, script: str, hint: str) -> None:
    assert [found.hint for found in run(workers, f"{START}{script}").findings] == [hint]


@pytest.mark.parametrize(
    ("params", "script", "hint"),
    [
        ('{"M":3,"P":4}', "given['p']", "the question has the params M, P: did you mean P?"),
        ('{"M":3,"P":4}', "given['Q']", "the question has the params M, P: add Q to them"),
        ("{}", "json.loads(os.environ['VISUAL_PARAMS'])['P']",
         "the question has no params: write params: {P: …} below its visual"),
        ('{"P":4}', "text['P']", 'it is JSON: json.loads(os.environ["VISUAL_PARAMS"])'),
        ('{"P":4}', "{'a': 1}['P']", ""),
        ('{"P":4}', "loads = {'P': 4, 'a': 1}\nloads['p']", ""),
    ],
)  # fmt: skip
def test_a_param_that_is_not_there(workers: Workers, params: str, script: str, hint: str) -> None:
    start = f"import json\n{START}text = os.environ['VISUAL_PARAMS']\ngiven = json.loads(text)\n"
    content = f"{start}{script}".encode()
    source = FOLDER / "x.py"
    source.write_bytes(content)
    job = Job("x", "matplotlib", str(source), content, "f", params=params)
    assert [found.hint for found in render(job, workers).findings] == [hint]


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (
            "def main():\n    plt.plot([1])\n    plt.savefig('')",
            "nothing calls main: end with main()",
        ),
        ("def bar(x):\n    plt.plot([x])", f"end with {SAVE.strip()}"),
        (
            "def chart(path):\n    plt.subplots()\n    plt.savefig(path)\n    plt.close()",
            "nothing calls chart: end with chart(…)",
        ),
        (
            "def main():\n    plt.plot([1])\nif __name__ == 'main':\n    main()",
            'a script runs as "__main__": write if __name__ == "__main__":',
        ),
        ("print(__name__)", f"end with {SAVE.strip()}"),
        ("plt.plot([1])\nplt.close()", f"before the figure is closed, write {SAVE.strip()}"),
        ("plt.figure()\nplt.figure()", "save the one that is meant by its savefig, or draw all"),
    ],
)
def test_a_script_that_saves_nothing(workers: Workers, body: str, hint: str) -> None:
    (finding,) = run(workers, f"{START}{body}").findings
    assert finding.code == "R003"
    assert finding.hint.startswith(hint)


def test_a_script_in_another_encoding(workers: Workers) -> None:
    (finding,) = run(workers, f"{START}plt.title('café')".encode("latin-1")).findings
    assert finding.hint == "save it as UTF-8"


def test_a_file_that_may_not_be_read_is_not_said_to_lie_elsewhere(workers: Workers) -> None:
    """As where another user made it; whoever tests may read all."""
    Path(FOLDER, "data.csv").write_text("1\n")
    closed = (
        'import os\nos.access = lambda *_, **__: False\nraise PermissionError(13, "no", "{}")\n'
    )
    (beside,) = run(workers, closed.format("data.csv")).findings
    assert beside.hint == "its permissions must let it be read by who builds"
    (elsewhere,) = run(workers, closed.format("/nowhere/data.csv")).findings
    assert elsewhere.hint.startswith("this script did what it may not")

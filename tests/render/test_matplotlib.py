"""Render scripts: house style, errors at the script's own lines, isolation, and what is refused."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib.rcsetup import defaultParams

from pipeline.model import Limits
from pipeline.render.matplotlib.style import STYLE
from pipeline.worker.pool import Workers
from tests.conftest import REPOSITORY
from tests.render.scripts import FOLDER, PLOT, SAVE, START, run, svg, told


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is the working directory."""
    (tmp_path / FOLDER).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_script_finds_everything_imported(workers: Workers) -> None:
    """What each child had to import anew would take a fifth of the time of most."""
    names = "' '.join(__import__('sys').modules)"
    warm_up = "pipeline.render.matplotlib.warm_up:warm_up"
    warm = workers.call_alone("builtins:eval", names, Limits(), object, warm_up).value
    assert isinstance(warm, str)
    rendered = run(workers, f"{PLOT}import sys\nprint(*sys.modules)")
    assert set(rendered.output.split()) <= set(warm.split())


def test_house_style(workers: Workers) -> None:
    """Text is text in the house font and colours, without a date, wide enough for a column."""
    text = svg(run(workers, f"{START}plt.plot([1, 2])\nplt.title('Title')\n{SAVE}"))
    assert set(re.findall(r"font-family: ([^;\"]+)", text)) == {"'Arimo', sans-serif"}
    assert ">Title</text>" in text
    assert "#4a90c4" in text
    assert {"#333333", "#555555"} <= set(re.findall(r"#\w{6}", text))
    assert "<dc:" not in text
    sizes = [float(size) * 4 / 3 for size in re.findall(r"font-size: ([\d.]+)px", text)]
    assert min(sizes) >= 9
    width = re.search(r'width="([\d.]+)pt"', text)
    assert width
    assert 600 < float(width[1]) * 4 / 3 < 680


def test_settings_that_follow_others_still_do() -> None:
    """What a script sets reaches all that follows it in plain matplotlib."""
    following = ("auto", "inherit", "edge", "face", "figure", None, "large", "medium", "small")
    plain = {name: default[0] for name, default in defaultParams.items()}
    assert "edge" in plain.values()
    assert [name for name in STYLE if plain[name] in following] == ["svg.hashsalt"]


def test_the_cycle_of_colours_composes_as_the_plain_one(workers: Workers) -> None:
    """Ten colours, all different, which others can be added to or multiplied by."""
    compose = (
        f"{START}from cycler import cycler\ncycle = plt.rcParams['axes.prop_cycle']\n"
        "cycle * cycler(linestyle=['-', '--']), cycle + cycler(marker=list('os^vD*x+P.'))\n"
        f"print(len(cycle), len(set(cycle.by_key()['color'])))\nplt.plot([1, 2])\n{SAVE}"
    )
    rendered = run(workers, compose)
    assert (rendered.findings, rendered.output) == ((), "10 10\n")


def test_default_style_is_the_house_style(workers: Workers) -> None:
    """Going back to matplotlib's defaults leads to ours: text as text, a fixed salt."""
    back = "plt.style.use('default')\nplt.rcdefaults()\n"
    fill = "plt.fill_between([0, 1], [0, 5], hatch='//')\n"
    first = svg(run(workers, f"{START}{fill}{SAVE}"))
    assert svg(run(workers, f"{START}{back}{fill}{SAVE}")) == first


def test_text_is_text_in_the_styles_of_matplotlib(workers: Workers) -> None:
    use = "plt.style.use('fivethirtyeight')\n"
    assert ">words</text>" in svg(run(workers, f"{START}{use}plt.title('words')\n{SAVE}"))


def test_a_thread_that_ends_by_an_exception_is_reported(workers: Workers) -> None:
    body = "import threading\ndef draw():\n    1 / 0\nthreading.Thread(target=draw).start()\n"
    rendered = run(workers, f"{START}plt.plot([1, 2])\n{body}{SAVE}")
    assert rendered.raw is not None
    (finding,) = rendered.findings
    assert told(finding) == ("R005", "x.py", 7)
    assert finding.message == "a thread ended by ZeroDivisionError: division by zero"


def test_other_fonts_are_measured_as_the_house_font(workers: Workers) -> None:
    """Installed fonts, and matplotlib's own, decide nothing."""
    measure = (
        f"{START}from matplotlib.textpath import TextPath\n"
        "from matplotlib.font_manager import FontProperties\n"
        "width = lambda **p: TextPath((0, 0), 'Wide label', prop=FontProperties(**p))"
        ".get_extents().width\n"
        "names = 'Arimo', 'DejaVu Sans', 'Nowhere', 'monospace', 'serif'\n"
        "print({round(width(family=name), 3) for name in names})\n"
        "print(width(weight='bold') / width(), width(weight='bold', style='italic') / width())\n"
        f"plt.plot([1, 2])\n{SAVE}"
    )
    rendered = run(workers, measure)
    assert rendered.findings == ()
    same, ratios = rendered.output.splitlines()
    assert len(same.split(",")) == 1
    # Arial is 6 to 10 % wider in bold; the regular face in its place would be as wide.
    assert all(1.03 < float(ratio) < 1.12 for ratio in ratios.split())


def test_math_signs_are_drawn(workers: Workers) -> None:
    """Root signs and tall brackets are paths; the letters beside them stay text."""
    math = r"plt.title(r'$\sqrt{x} + \left(\frac{a}{b}\right)$')"
    text = svg(run(workers, f"{START}plt.axis('off')\n{math}\n{SAVE}"))
    assert set(re.findall(r"font-family: ([^;\"]+)", text)) == {"'Arimo'"}
    assert sorted(re.findall(r"<tspan[^>]*>([^<])</tspan>", text)) == ["+", "a", "b", "x"]
    without = svg(run(workers, f"{START}plt.axis('off')\nplt.title('$x + ab$')\n{SAVE}"))
    assert text.count("<path") == without.count("<path") + 3


def test_a_glyph_that_the_font_lacks_stays_text(workers: Workers) -> None:
    """It is left for later stages, and not warned of."""
    rendered = run(workers, f"{START}plt.title('snow \u2603')\n{SAVE}")
    assert "snow \u2603" in svg(rendered)
    assert rendered.findings == ()


@pytest.mark.parametrize(
    ("script", "expected", "column", "words"),
    [
        ("x = 1\ny = 'é', np.arange(3)\n", ("R001", "x.py", 2), 10, "import numpy as np"),
        ("def f(:\n", ("R001", "x.py", 1), 7, "SyntaxError: invalid syntax"),
        ("x = 1\n\x00", ("R001", "x.py", None), None, "null bytes"),
        ("import pandas", ("R001", "x.py", 1), 1, "matplotlib, numpy"),
        ("open('no.csv')", ("R001", "x.py", 1), 1, "runs in its own folder"),
        ("input()", ("R001", "x.py", 1), 1, "nobody answers a script"),
        ("import broken", ("R001", "broken.py", 2), 12, "ZeroDivisionError"),
        ("import sys\nsys.exit('no data')", ("R001", "x.py", 2), 1, "ended itself: no data"),
        ("import sys\nsys.exit(3)", ("R001", "x.py", 2), 1, "status 3"),
        (r"raise ValueError('a\udcff')", ("R001", "x.py", 1), 1, r"ValueError: a\udcff"),
        ("raise KeyboardInterrupt", ("R001", "x.py", 1), 1, "KeyboardInterrupt"),
        (
            "e, f = KeyError(), ValueError()\ne.__cause__, f.__cause__ = f, e\nraise e",
            ("R001", "x.py", 3),
            1,
            "KeyError",
        ),
        ("import os\nos._exit(0)", ("R004", "x.py", None), None, "exit code 0"),
        ("import os\nos.abort()", ("R004", "x.py", None), None, "SIGABRT"),
        ("x = 1\nx = bytearray(1 << 40)", ("R004", "x.py", 2), 1, "memory"),
        ("x = 1", ("R003", "x.py", None), None, "left no figure open"),
        (f"{START}plt.figure(); plt.figure()", ("R003", "x.py", None), None, "2 figures open"),
        (f"{START}open(os.environ['VISUAL_OUT_PATH'], 'w')", ("R003", "x.py", None), None, "no f"),
        (PLOT.replace('"svg"', '"png"'), ("R003", "x.py", None), None, "no SVG"),
    ],
)
def test_errors(
    workers: Workers, script: str, expected: tuple[str, str, int | None], column: int | None,
    words: str,
) -> None:  # fmt: skip
    """An error has its code, the script's own line or its helper's, and the way out."""
    (FOLDER / "broken.py").write_text("def go():\n    return 1/0\n\ngo()\n")
    rendered = run(workers, script)
    assert rendered.raw is None
    assert [told(finding) for finding in rendered.findings] == [expected]
    finding = rendered.findings[0]
    assert finding.column == column
    assert words in f"{finding.message} {finding.hint}"
    assert str(Path.cwd()) not in finding.message


def test_a_normal_exit_is_none(workers: Workers) -> None:
    """`sys.exit()` is a way to end."""
    assert svg(run(workers, f"{PLOT}import sys\nsys.exit()"))


def test_time_limit(workers: Workers) -> None:
    """A script that never ends is ended; the finding names its line and the setting."""
    for sandbox in ("auto", "off"):
        limits = Limits(timeout=1, sandbox=sandbox)
        rendered = run(workers, "import time\nwhile True: time.sleep(9)", limits)
        assert [told(finding) for finding in rendered.findings] == [("R002", "x.py", 2)]
    assert "`timeout` in [tool.visuals]" in rendered.findings[0].hint


def test_time_limit_in_a_module_beside_the_script(workers: Workers, tmp_path: Path) -> None:
    """Its line is named; one that cannot be made to say it is ended as well."""
    (tmp_path / FOLDER / "slow.py").write_text("def go():\n    while True:\n        pass\n")
    (found,) = run(workers, "from slow import go\ngo()", Limits(timeout=1)).findings
    assert (found.code, found.file) == ("R002", f"{FOLDER}/slow.py")
    assert found.line in (2, 3)
    deaf = "import signal\nsignal.signal(signal.SIGRTMAX, signal.SIG_IGN)\nwhile True: pass"
    (found,) = run(workers, deaf, Limits(timeout=1)).findings
    assert (found.code, found.line) == ("R002", None)


def test_temporary_files_go(workers: Workers) -> None:
    """Also those of a script that was killed."""
    script = (
        "import os, tempfile\nopen(tempfile.mkdtemp() + '/a', 'w').write('x')\n"
        "print(tempfile.gettempdir(), flush=True)\nos._exit(1)"
    )
    rendered = run(workers, script)
    assert [finding.code for finding in rendered.findings] == ["R004"], rendered.findings
    folder = Path(rendered.output.strip())
    assert folder.is_relative_to(workers.scratch.path)
    assert [path.name for path in Path(workers.scratch.path).iterdir()] == [".made-by-visuals"]


def test_the_open_figure_is_saved(workers: Workers) -> None:
    """A script that saves nothing but leaves one figure open has it saved as if it had."""
    saved = svg(run(workers, PLOT))
    assert svg(run(workers, PLOT.replace(SAVE, ""))) == saved


def test_warnings(workers: Workers) -> None:
    """Warnings have the script's line, come once, and do not fail it."""
    script = (
        f"{START}import warnings\nfor _ in range(3): warnings.warn('careful')\n"
        f"plt.plot([1, 2])\nplt.legend()\n{SAVE}"
    )
    rendered = run(workers, script)
    assert svg(rendered)
    assert [told(finding) for finding in rendered.findings] == [
        ("R005", "x.py", 5), ("R005", "x.py", 7),
    ]  # fmt: skip
    assert rendered.findings[0].message == "UserWarning: careful"


@pytest.mark.parametrize(
    "action",
    [
        "open('y.txt', 'w')",
        "open(os.environ['VISUAL_OUT_PATH'] + '/../../y.txt', 'w')",
        "open('x.py', 'r+')",
        "os.open('y.txt', os.O_CREAT | os.O_RDWR)",
        "os.remove('x.py')",
        "os.rename('x.py', 'z.py')",
        "os.mkdir('y')",
        "os.rmdir('sub')",
        "os.symlink('x.py', 'y')",
        "os.link('x.py', os.environ['TMPDIR'] + '/y')",
        "os.truncate('x.py', 0)",
        "os.chmod('x.py', 0)",
        "os.utime('x.py')",
        "__import__('shutil').rmtree('sub')",
        "__import__('pathlib').Path('y').write_text('')",
        "(os.symlink(os.getcwd(), os.environ['TMPDIR'] + '/l'),"
        " open(os.environ['TMPDIR'] + '/l/y', 'w'))",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "__import__('subprocess').run(['true'])",
        "__import__('socket').create_connection(('127.0.0.1', 9))",
        "__import__('socket').getaddrinfo('example.org', 80)",
        "os.kill(os.getppid(), 9)",
        "os.mkfifo('y')",
        "os.mknod('y')",
        "os.open('y', os.O_CREAT | os.O_WRONLY, dir_fd=os.open('.', os.O_RDONLY))",
        "__import__('threading').Thread(target=lambda: open('y', 'w')).start()",
        "__import__('atexit').register(lambda: open('y', 'w'))",
    ],
)
def test_refused(workers: Workers, project: Path, action: str) -> None:
    """A script that does more than draw fails, even where it catches what is raised."""
    (FOLDER / "sub").mkdir()
    script = f"{START}plt.plot([1, 2])\ntry:\n    {action}\nexcept Exception: pass\n{SAVE}"
    rendered = run(workers, script)
    assert rendered.raw is None
    assert [told(finding) for finding in rendered.findings][:1] == [("R001", "x.py", 6)]
    assert "refused" in rendered.findings[0].message
    assert sorted(path.name for path in (project / FOLDER).iterdir()) == ["sub", "x.py"]
    assert (project / FOLDER / "x.py").read_text() == script


def test_a_picture_saved_elsewhere_is_said_where_to_save(workers: Workers, project: Path) -> None:
    """As scripts do that others ran before."""
    (finding,) = run(workers, f"{START}plt.plot([1, 2])\nplt.savefig('x.png')\n").findings
    assert finding.hint == f"write {SAVE.strip()}"


@pytest.mark.parametrize(
    "action",
    [
        "__import__('urllib.request').request.urlopen('http://example.org')",
        "for n in range(3): __import__('socket').create_connection(('127.0.0.1', 9 + n))",
        "try: os.system('true')\nexcept OSError as error: raise RuntimeError('none') from error",
        "try: os.system('true')\nexcept OSError: raise RuntimeError('none')",
    ],
)
def test_a_refusal_is_told_once(workers: Workers, project: Path, action: str) -> None:
    """Also where a library wraps what is raised for it."""
    (finding,) = run(workers, f"{START}{action}\n{SAVE}").findings
    assert (finding.code, "refused" in finding.message) == ("R001", True)


def test_temporary_files_are_allowed(workers: Workers) -> None:
    """Temporary files and folders may be made and removed, and the null device written."""
    script = (
        f"{START}import tempfile\nwith tempfile.TemporaryDirectory() as d:\n"
        "    os.makedirs(d + '/a/b'); open(d + '/a/b/c', 'w').close(); os.mkfifo(d + '/p')\n"
        "    os.open('f', os.O_CREAT | os.O_WRONLY, dir_fd=os.open(d, os.O_RDONLY))\n"
        "    os.rename(d + '/a/b/c', d + '/e')\n"
        "with tempfile.NamedTemporaryFile() as f: f.write(b'x')\n"
        f"open(os.devnull, 'w').write('x')\nplt.plot([1, 2])\n{SAVE}"
    )
    assert run(workers, script).findings == ()


SPOIL = f"""{START}import builtins, random, signal, sys, warnings
plt.rcParams['font.size'] = 30; plt.rcParams['axes.facecolor'] = 'red'
os.environ['SPOILT'] = '1'; os.chdir('/'); signal.signal(signal.SIGALRM, signal.SIG_IGN)
np.arange = None; builtins.SPOILT = 1; sys.modules['helper'] = 1; random.seed(99)
warnings.simplefilter('error'); plt.figure(); plt.figure(); plt.plot([3, 1])
"""


def test_nothing_reaches_the_next_render(workers: Workers) -> None:
    """Globals, settings, environment, signals, patches and open figures stay in their process."""
    (FOLDER / "helper.py").write_text("VALUE = 2")
    script = (
        f"{START}import builtins, random, helper, signal\n"
        "print(os.environ.get('SPOILT'), hasattr(builtins, 'SPOILT'), plt.get_fignums(),"
        " signal.getsignal(signal.SIGALRM) == signal.SIG_DFL, os.getcwd())\n"
        "plt.plot(np.arange(3), [random.random(), np.random.rand(), helper.VALUE])\n"
    )
    first = run(workers, script)
    assert first.output == f"None False [] True {(Path.cwd() / FOLDER).resolve()}\n"
    run(workers, SPOIL)
    second = run(workers, script)
    assert (svg(second), second.output) == (svg(first), first.output)


def test_same_bytes_everywhere(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fork or spawn, folder, hash seed, locale, time zone, matplotlibrc: none of them shows."""
    script = (
        f"{START}import random\nplt.hist(np.random.rand(50)); plt.title(str(set('abcdef')))\n"
        f"plt.fill_between([0, 1], [0, 5], hatch='//')\nplt.xlabel(str(random.random()))\n{SAVE}"
    )
    first = svg(run(workers, script))
    other = tmp_path / "other"
    (other / FOLDER).mkdir(parents=True)
    (other / "matplotlibrc").write_text("font.size: 40\n")
    monkeypatch.chdir(other)
    for name, value in (
        ("VISUALS_START_METHOD", "spawn"), ("PYTHONHASHSEED", "7"), ("TZ", "Asia/Tokyo"),
        ("LC_ALL", "de_DE.UTF-8"), ("MATPLOTLIBRC", str(other)), ("SOURCE_DATE_EPOCH", "99"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    with Workers(3) as others:
        assert svg(run(others, script)) == first


@pytest.mark.parametrize("place", [".config/matplotlib/matplotlibrc", "matplotlibrc"])
def test_nothing_of_the_user_s_matplotlib_is_read_or_written(tmp_path: Path, place: str) -> None:
    """Its settings are not ours, and to list all fonts of a machine may take many seconds."""
    settings = tmp_path / place
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("no.such.setting: 1\n")
    homes = {"HOME": str(tmp_path), "MATPLOTLIBRC": str(settings), "PATH": os.environ["PATH"]}
    warm_up = "import pipeline.render.matplotlib.warm_up as it; it.warm_up()"
    before = sorted(tmp_path.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", warm_up], env=homes, cwd=REPOSITORY, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(tmp_path.rglob("*")) == before


def test_runs_as_main_in_its_folder(workers: Workers) -> None:
    """`__name__`, `__file__`, `sys.argv`, `sys.path` and the folder are what a script expects."""
    script = (
        f"import sys\n{START}print(__name__, __file__ == os.path.abspath('x.py') == sys.argv[0],"
        f" sys.path[0] == os.getcwd(), plt.get_backend())\n{PLOT}"
    )
    assert run(workers, script).output == "__main__ True True agg\n"
    path = run(workers, f"{PLOT}import sys\nprint(sys.path)").output
    assert f"'{REPOSITORY}'" not in path


def test_matplotlib_tells_of_its_properties_and_takes_new_classes(workers: Workers) -> None:
    """Its import leaves such texts out; what a script asks for or makes is as anywhere."""
    script = (
        f"{START}from inspect import signature\nfrom matplotlib import artist, lines\n"
        "class Wide(lines.Line2D):\n    def set_wide(self, wide): self.set_linewidth(9)\n"
        "line = Wide([0, 1], [0, 1])\nline.set(wide=True, color='#123456')\n"
        "print('linewidth' in artist.kwdoc(line), 'wide' in signature(Wide.set).parameters)\n"
        f"plt.gca().add_line(line)\n{SAVE}"
    )
    rendered = run(workers, script)
    assert rendered.output == "True True\n"
    assert "stroke: #123456; stroke-width: 9" in svg(rendered)

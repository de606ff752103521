"""What a script's author is told: dollar signs, LaTeX, and the seeds that are set for him."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.render.matplotlib.misread import is_money, place_of, taken_by_python
from pipeline.worker.pool import Workers
from tests.conftest import Project, new_project
from tests.render.scripts import FOLDER, SAVE, START, drawn, run, svg, told


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty project, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return new_project(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10", "$5 and then $10", "cost: $1,200 to $3,400", "$0.12/GB vs $0.09/GB",
        "$5-$10", "$5–$10", "($5) vs ($10)", "$1M vs $2M", "US$5, A$7", "$1, $2, $3, $4",
        "$5/mo → $7/mo", "$ 5 and $ 10", "$.50 vs $.75", r"$\bf{T}$: $5 and $10", "-$5 to -$10",
        "$2.5k per GPU, $30k per node", "5$ and 10$", "$10 (was $12)", "$5 + $10 = 15",
        "cost ($) and gain ($)", "cost [$] per user [$]",
        "Cost ($/hr) and total ($)", "Cost ($/hr), total ($)", "Revenue ($M) vs cost ($M)",
        "Cost: $/hr vs $/month", "$/hr, $/month", "cost in $ per hour, $/GB",
        "price in $, not in $k", "$ per 1M tokens ($)", "$5 per hour ($/hr)", "in $ and not in $",
        "US$/hr and total (US$)", "$5 per hour, 3 in $",
    ],
)  # fmt: skip
def test_money(text: str) -> None:
    """Two amounts with a dollar sign each."""
    assert is_money(text)


@pytest.mark.parametrize(
    "text",
    [
        r"$5 \mu s$", "$10^6$", "$x_1$", "$O(n)$", "$2$ and $3$", "$10$ of $20$", "$5", "5$",
        r"$3 \times 4$ 12", "$5$–$10$ ms", "$n=5$, $m=10$", "2$x$ + 3$y$ = 10", "T$_1$ = 10",
        "$10 ms$", "$5$ $10$", r"1$\to$2", "p = $0.05$", "$2^{10}$ 1024", "$1/2$", "$1 - p$ 5",
        "$10 < n < 20$", "$3n+2$ vs $4n$", r"100$\,$ms", r"$95\%$ of 10", "$1$st and $2$nd",
        "$/$", "($/$)", r"$\alpha$/hr", "$x$/hr vs $y$/hr", "$x and y$", "$ x and y $",
        "$[0, 1)$ and $(2, 3]$", "$]0, 1[$ or $n$", "$ x $ in $ y $", "$ n log n $", "$x$, $y$",
        "($x$) and ($y$)", "($n$, $m$)", "$ x $/hr", "1 $ to $ 2", "$5 $/s", "$/s$", "in $k$",
        "cost $C$ ($k$)", "$M$ ($K$)", "f($ x $) in $ (0, 1] $", "$a$ / $b$", "$p$ of $q$ in $r$",
        r"$4\times$ to $8\times$", r"\$5 and \$10", r"$\$5$ to $\$10$", "f($x$) and g($y$)",
    ],
)  # fmt: skip
def test_formulas_are_no_money(text: str) -> None:
    """None of them is reported."""
    assert not is_money(text)


@pytest.mark.parametrize(
    "text",
    ["$1" + "a" * 200_000 + "_$2", "1$" + " aa" * 200_000 + "$2", "$ " + "(" * 200_000 + " in x $"],
)
def test_a_long_label_is_read_once(text: str) -> None:
    """Read again from each letter, it would take an hour."""
    assert not is_money(text)


def test_what_a_long_label_came_from_is_found_at_once() -> None:
    fields, text = "{x}-" * 40, "-" * 5_000
    script = f"plt.title(f'{fields}$5 and $6')\nplt.title('{text}$5 and $10')\n".encode()
    assert place_of(script, f"{text}$5 and $10") == (2, 11)


@pytest.mark.parametrize(
    "call",
    [
        "plt.title('$5 and $10')",
        "plt.title('''first\n$5 and $10''')",
        "plt.xlabel(f'${2 + 3} and ${10}')",
        "plt.xlabel('${:.0f} and ${}'.format(5, 10))",
        "plt.xlabel('$%d and $%s' % (5, 10))",
        "plt.plot([1], label='$5 and $10')\nplt.legend()",
        "plt.table([['$5 and $10']], loc='center')",
        "plt.annotate('$5 and $10', (0, 1), (1, 1), arrowprops={'arrowstyle': '->'})",
        "plt.xticks([0], ['$5 and $10'])",
        "plt.gca().xaxis.set_major_formatter(lambda x, _: f'${x:.1f} to ${x + 1:.1f}')",
        "price = '$5 and '\nplt.title(price + '$10')",
    ],
)
def test_money_that_becomes_a_formula_is_told(workers: Workers, call: str) -> None:
    """Once, at the string, or where the text is set."""
    rendered = run(workers, f"{START}plt.plot([1, 2])\n{call}\n{SAVE}")
    assert svg(rendered)
    line = 6 if call.startswith("price") else 5
    assert [told(finding) for finding in rendered.findings] == [("R005", "x.py", line)]
    assert r"\$" in rendered.findings[0].hint


@pytest.mark.parametrize("save", ["", SAVE])
def test_a_formula_that_cannot_be_read_has_the_place_of_its_text(
    workers: Workers, save: str
) -> None:
    """Not that of the call that saves, which draws all texts."""
    rendered = run(workers, f"{START}plt.plot([1, 2])\nplt.title(r'$\\frac{{1}}{{2$')\n{save}")
    assert [told(finding) for finding in rendered.findings] == [("R001", "x.py", 5)]
    assert rendered.findings[0].column == 11
    assert "mend the formula" in rendered.findings[0].hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("$\theta$ over time", r"Python takes \t in “\theta” for a tab", r"r'…\theta…'"),
        ("batch $\times$ heads", r"Python takes \t in “\times” for a tab", r"r'…\times…'"),
        ("\rho = 0.5", r"Python takes \r in “\rho” for a carriage return", r"r'…\rho…'"),
        ("a \beta b", r"Python takes \b in “\beta” for a backspace", r"r'…\beta…'"),
        ("C:\build", r"Python takes \b in “\build” for a backspace", r"r'…\build…'"),
        ("1\frac 2", r"Python takes \f in “\frac” for a form feed", r"r'…\frac…'"),
        ("$\nu$ in Hz", r"Python takes \n in “\nu” for the end of a line", r"r'…\nu…'"),
        ("\x1b[1mbold", "a text holds U+001B, a control character, which nobody can see", "out"),
    ],
)
def test_a_backslash_that_python_takes_is_told(
    workers: Workers, text: str, message: str, hint: str
) -> None:
    """At the string; in a formula that cannot be read it is the way out."""
    rendered = run(workers, f"{START}plt.plot([1, 2])\nplt.title({text!r})\n{SAVE}")
    assert svg(rendered)
    (finding,) = rendered.findings
    assert (told(finding), finding.message) == (("R005", "x.py", 5), message)
    assert hint in finding.hint
    assert finding.column == (1 if "\n" in text else 11)


@pytest.mark.parametrize("text", ["one\ttwo", "a\nu", "$x$\nnu", "cost\r\n$5", "no\u00a0break"])
def test_what_texts_hold_on_purpose_is_not_told(text: str) -> None:
    assert taken_by_python(text) is None


@pytest.mark.parametrize("shown", ["node", "f'root {node}'", "str(Node)[:1] + str(node)"])
def test_the_address_of_an_object_is_told(workers: Workers, shown: str) -> None:
    """In words that are the same each time; one that its author wrote is left alone."""
    made = f"{START}class Node: pass\nnode = Node()\nplt.plot([1, 2])\n"
    (finding,) = run(workers, f"{made}plt.title({shown})\n{SAVE}").findings
    assert told(finding) == ("R005", "x.py", 7)
    assert "<__main__.Node object at 0x…>”" in finding.message
    assert finding.hint == "draw one of its attributes, or give its class a __str__"
    written = "plt.title('<__main__.Node object at 0x7f4a00010c50>')"
    named = "plt.text(0, 1, Node.__name__)"
    assert run(workers, f"{made}{written}\n{named}\n{SAVE}").findings == ()


def test_a_formula_that_python_has_taken_from_has_that_way_out(workers: Workers) -> None:
    rendered = run(workers, f"{START}plt.title('$\\frac{{1}}{{2}}$')\n{SAVE}")
    assert [told(finding) for finding in rendered.findings] == [("R001", "x.py", 4)]
    assert rendered.findings[0].hint == r"write the text as a raw string: r'…\frac…'"


def test_money_that_stays_text_is_not_told(workers: Workers) -> None:
    """Escaped signs, single ones, and texts that hold no formulas."""
    drawn(
        workers,
        "plt.title(r'\\$5 and \\$10'); plt.xlabel('$5')\n"
        "plt.text(0, 0, '$5 or $6', parse_math=False)\n"
        "plt.plot([1]); plt.gca().yaxis.set_major_formatter('${x:.2f}')",
    )


LATEX = ("R001", "x.py", 5)


@pytest.mark.parametrize(
    "call",
    [
        "plt.rcParams['text.usetex'] = True",
        "plt.rcParams.update({'text.usetex': 1})",
        "plt.rc('text', usetex=True)",
        "plt.style.use({'text.usetex': True})",
        "plt.style.use('tex.mplstyle')",
        "plt.text(0, 1, '$x$', usetex=True)",
        "plt.title('x').set_usetex(True)",
        "plt.rc_context({'text.usetex': True}).__enter__()",
        "try: plt.rcParams['text.usetex'] = True\nexcept Exception: pass",
    ],
)
def test_latex_is_refused_in_the_same_words_each_time(workers: Workers, call: str) -> None:
    """At the line that asks for it, however it does."""
    FOLDER.mkdir(parents=True)
    (FOLDER / "tex.mplstyle").write_text("text.usetex: True\n")
    rendered = run(workers, f"{START}plt.plot([1, 2])\n{call}\nplt.title('y')\n{SAVE}")
    assert [told(finding) for finding in rendered.findings] == [LATEX]
    finding = rendered.findings[0]
    assert (finding.message, finding.hint) == (
        "text.usetex needs LaTeX",
        "leave it out, mathtext draws it",
    )


LINKS = """line, = plt.plot([1, 2], url=None)
line.set_url(url="https://example.org")
plt.text(0, 1, "more", url="https://example.org")
spots = plt.scatter([1, 2], [1, 2], urls=["", None])
spots.set_urls(["https://example.org", None])
"""


def test_what_a_library_raises_after_a_refusal_is_not_told(workers: Workers) -> None:
    """NumPy says of an address that it cannot ask that there is no such file."""
    script = f"{START}plt.plot(np.loadtxt('http://127.0.0.1:9/x.csv'))"
    (found,) = run(workers, f"{script}\n{SAVE}").findings
    assert (told(found), found.message) == (
        ("R001", "x.py", 4), "the script used the network, which is refused"
    )  # fmt: skip


def test_a_link_is_refused_at_the_line_that_makes_it(workers: Workers) -> None:
    """In the drawing it is an element that the script's author never wrote."""
    rendered = run(workers, f"{START}{LINKS}{SAVE}")
    line = START.count("\n")
    assert [told(each) for each in rendered.findings] == [
        ("S002", "x.py", line + number) for number in (2, 3, 5)
    ]
    assert rendered.findings[0].hint == "take it out: a picture has no links"


def test_a_program_of_latex_is_refused_as_such(workers: Workers) -> None:
    """What the pgf backend starts."""
    start = f"{START}import matplotlib\nmatplotlib.use('pgf')\nplt.plot([1])"
    rendered = run(workers, f"{start}; plt.tight_layout()\n{SAVE}")
    assert [told(finding) for finding in rendered.findings] == [("R001", "x.py", 6)]
    assert "xelatex" in rendered.findings[0].message
    assert "mathtext" in rendered.findings[0].hint


@pytest.mark.parametrize("choice", ["matplotlib.use('TkAgg')", "plt.switch_backend('wxagg')"])
def test_a_window_is_refused_with_the_way_out(workers: Workers, choice: str) -> None:
    rendered = run(workers, f"{START}import matplotlib\n{choice}\n")
    (found,) = rendered.findings
    assert (found.code, found.line) == ("R001", START.count("\n") + 2)
    assert found.hint == "remove what chooses a backend: a script draws without a window"


@pytest.mark.parametrize(
    "asks",
    ["plt.savefig(sys.argv[1])", "plt.savefig(os.environ['OUT'])",
     "argparse.ArgumentParser().parse_args(['-x'])"],
)  # fmt: skip
def test_what_a_shell_would_give_is_refused_with_the_way_out(workers: Workers, asks: str) -> None:
    """Scripts that another program called with the name of a file."""
    (found,) = run(workers, f"import argparse, sys\n{START}{asks}\n").findings
    assert (found.code, found.line) == ("R001", START.count("\n") + 2)
    assert found.hint.startswith("a script gets no arguments: ")
    for other in ("[][0]", "{}['OUT']", "raise SystemExit(2)"):
        (found,) = run(workers, f"{START}{other}\n").findings
        assert "arguments" not in found.hint


def test_usetex_may_be_switched_off(workers: Workers) -> None:
    """It is off anyway."""
    drawn(workers, "plt.rcParams['text.usetex'] = False\nplt.title('x', usetex=False)")


SEEDS = """import random
print(np.random.default_rng().random(), np.random.default_rng().random())
print(np.random.Generator(np.random.PCG64()).random(), np.random.RandomState().rand())
print(np.random.SeedSequence().entropy, random.Random().random(), random.Random(None).random())
print(np.random.default_rng().spawn(1)[0].random(), random.random(), np.random.rand())
random.seed(); np.random.seed(); print(random.random(), np.random.rand())
"""
GIVEN = """import random
print(np.random.default_rng(7).random(), random.Random(7).random(), np.random.RandomState(7).rand())
"""


def test_generators_without_a_seed_get_the_house_seed(workers: Workers) -> None:
    """Each another stream, the same ones in each run, whatever ran before."""
    script = f"{START}{SEEDS}plt.plot([1, 2])\n{SAVE}"
    first = run(workers, script).output
    assert len(set(first.split())) == len(first.split()) == 12
    run(
        workers,
        f"{START}import random\n[np.random.default_rng() for _ in range(9)]\nrandom.seed(3)",
    )
    assert run(workers, script).output == first


def test_a_seed_that_is_given_counts(workers: Workers) -> None:
    """As outside of the pipeline."""
    import random

    import numpy as np

    rendered = run(workers, f"{START}np.random.default_rng()\n{GIVEN}plt.plot([1, 2])\n{SAVE}")
    expected = (
        np.random.default_rng(7).random(),
        random.Random(7).random(),
        np.random.RandomState(7).rand(),
    )
    assert rendered.output.split() == [str(value) for value in expected]


def test_doit_shows_money_and_builds(project: Project) -> None:
    """On the terminal with its line, its place and the way out."""
    project.add("x", "matplotlib", f"{START}plt.plot([1])\nplt.title('$5 and $10')\n{SAVE}")
    done = project.doit()
    assert (done.code, done.codes) == (0, {"R005"})
    assert "x.py:5:11: warning R005: two dollar signs make a formula" in done.output
    assert r"write \$ for a dollar sign" in done.output

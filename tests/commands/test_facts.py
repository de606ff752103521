"""`doit facts`: what it prints holds when it is pasted; other params show which claims break."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from pipeline.commands.facts.leads import leads_of
from pipeline.commands.facts.leads.lead import sides
from pipeline.commands.facts.proposals import Judge, proposals
from pipeline.facts.model import Axes, Axis, Bar, Bars, Text
from pipeline.facts.model import Facts as Shown
from tests.commands.test_plan import snapshot
from tests.conftest import REPOSITORY, Project, new_project
from tests.render.scripts import SAVE, START

EXEMPLARS = ("cloud-2846", "cloud-2847", "cloud-2848", "cloud-visual-001")

VARIED = f"""{START}import json
P, M, unused = map(json.loads(os.environ["VISUAL_PARAMS"]).get, ("P", "M", "unused"))
fig, ax = plt.subplots()
for row in range(P):
    ax.barh(row, M, left=row, color="#cfe2f3")
    ax.text(row + M / 2, row, f"F{{row}}", ha="center", va="center")
if P > 5:
    raise ValueError("too many stages")
{SAVE}"""
CLAIMS = """  params: {P: 3, M: 4, unused: 7}
  claims:
    - texts("F{}") = P
    - length("F*") = P * M
    - length("F*") = 12
    - alt("with {} stages") = P
"""


NOTED = f"""{START}fig, ax = plt.subplots()
ax.barh([0, 1], [2, 3], color="#cfe2f3"); ax.set_xlim(4, 5); ax.axhline(1234.5678)
{SAVE}"""

NOTCHED = f"""{START}plt.boxplot([[1, 2, 3, 4], [2, 4, 5, 6]], notch=True, patch_artist=True)
{SAVE}"""
POLAR = f"""{START}fig, ax = plt.subplots(subplot_kw={{"projection": "polar"}})
ax.bar([0, 1, 2, 3], [1, 2, 3, 4], label="load")
{SAVE}"""
PANELS = f"""{START}fig, axes = plt.subplots(1, 2)
for ax in axes:
    ax.plot([1, 2, 3], label="lr = 3e-4"); ax.axhline(2, color="k")
    ax.axvspan(1.5, 1.7, color="0.9"); ax.text(1.6, 1.5, "best", ha="center"); ax.legend()
axes[0].plot([0, 1, 2], [1, 2, 2.5], "o", color="C3", label="lr = 1e-3"); axes[0].legend()
{SAVE}"""


SHARES = f"""{START}fig, ax = plt.subplots()
ax.bar(["a", "b"], [1, 20]); ax.set_yscale("log"); ax.set_ylim(0.9, 30)
ax.text(0, 2, "95%"); ax.text(1, 25, "limit 840ms")
{SAVE}"""


BROKEN = f"""{START}fig, axes = plt.subplots(2, 1, sharex=True)
for ax, limits in zip(axes, ((900, 1100), (0, 20))):
    ax.bar(["a", "b"], [10, 1000]); ax.set_ylim(limits)
twin = axes[1].twinx(); twin.plot([0, 1], [3, 4], "C1", label="load")
{SAVE}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The first questions, without what they claim; and a script with params."""
    made = new_project(tmp_path_factory.mktemp("facts") / "project")
    folder = made.path("questions/cloud")
    folder.mkdir()
    for name in EXEMPLARS:
        for source in (REPOSITORY / "questions/cloud").glob(f"{name}.*"):
            shutil.copy(source, folder)
        question = folder / f"{name}.yaml"
        question.write_text(without_claims(question.read_text()))
    varied = made.add("varied-1", "matplotlib", VARIED)
    text = varied.read_text().replace("made for varied-1, with", "with 3 stages of 3 ms,")
    varied.write_text(text.replace("  kind: matplotlib\n", f"  kind: matplotlib\n{CLAIMS}"))
    made.add("noted-1", "matplotlib", NOTED)
    made.add("noted-3", "matplotlib", POLAR)
    made.add("noted-5", "matplotlib", NOTCHED)
    panels = made.add("noted-4", "matplotlib", PANELS)
    panels.write_text(panels.read_text().replace("made for", "best from 1.5 to 1.7, made for"))
    shares = made.add("noted-6", "matplotlib", SHARES)
    shares.write_text(shares.read_text().replace("made for", "95 % below 840 ms, made for"))
    made.add("noted-7", "matplotlib", BROKEN)
    made.add("noted-2", "dot", 'digraph { a -> b; c [label="alone"] }')
    assert made.doit().failed == set()
    return made


@pytest.fixture(scope="module")
def printed(project: Project) -> dict[str, list[str]]:
    """What is printed of each of them."""
    return {name: lines_of(project, name) for name in EXEMPLARS}


def without_claims(question: str) -> str:
    """A question as it was before it claimed anything."""
    return re.sub(r"^  claims:\n(?:    .*\n)+", "", question, flags=re.MULTILINE)


def lines_of(project: Project, name: str) -> list[str]:
    run = project.doit("facts", name)
    assert run.code == 0, run.output
    return run.output.splitlines()


def test_what_it_prints_is_true_when_it_is_pasted(
    project: Project, printed: dict[str, list[str]]
) -> None:
    for name, lines in printed.items():
        claims = [line for line in lines if line.startswith("  - ")]
        assert len(claims) > 10
        question = project.path(f"questions/cloud/{name}.yaml")
        pasted = "  claims:\n" + "".join(f"  {claim}\n" for claim in claims)
        question.write_text(question.read_text().replace("  alt:", f"{pasted}  alt:", 1))
    run = project.doit()
    assert (run.built, run.codes) == ({*EXEMPLARS}, set()), run.output
    for name in EXEMPLARS:
        verdicts = json.loads(project.path(f"build/claims/cloud/{name}.json").read_text())
        assert {verdict["outcome"] for verdict in verdicts} == {"true"}
        assert len(verdicts) > 10


def test_a_large_whole_number_is_written_whole() -> None:
    axis = Axis("", "B", "linear", 0, 1e11)
    bars = Bars("", "vertical", (Bar("a", 0, 64_000_000_001, 0, 1),))
    judge = Judge(Shown(axes=(Axes("", axis, axis, bars=(bars,)),)))
    (found,) = proposals([sides('bar("a")')], judge)
    assert found.claim == 'bar("a") = 64000000001 B'


def test_numbers_of_texts_are_proposed_as_a_reader_reads_them() -> None:
    lines = ("worker 1", "200 ms"), ("worker 2", "200 ms")
    many = [Text(" ".join(each), (0, 0, 1, 1), lines=each) for each in lines]
    said = "error 1e-6", "mass 5.97×10²⁴ kg", "waits 0,5 s", "at 10:30", "net 10.0.0.1/24"
    facts = Shown(texts=(*many, *(Text(each, (0, 0, 1, 1)) for each in said)))
    found = {each.claim for each in proposals(leads_of(facts), Judge(facts))}
    assert found == {
        'texts("worker {} {} ms") = 2', 'texts("worker {}") = 2', 'texts("200 ms") = 2',
        'number("error {}") = 1e-06', 'number("mass {}") = 5.97e+24',
    }  # fmt: skip


def test_it_says_which_numbers_the_drawing_backs(printed: dict[str, list[str]]) -> None:
    told = "\n".join(printed["cloud-2848"])
    assert re.search(r"^  4 +pipeline stages over +texts\(\"stage {}\"\)", told, re.MULTILINE)
    assert re.search(r'^  6 +units a stage +texts\("idle × 6"\)$', told, re.MULTILINE)
    assert re.search(r'^  24 +of +length\("idle\*"\)', told, re.MULTILINE)
    assert re.search(r'^  3/7 +number\("≈ {}"\)', told, re.MULTILINE)
    told = "\n".join(printed["cloud-2846"])
    assert '  - nodes("rank {}") = 29' in printed["cloud-2846"], "a line of a label counts"
    assert re.search(r'^  12 +arrows inside a +edges\("2 GB 200 GB/s"\)$', told, re.MULTILINE)
    assert re.search(r'^  three +phases up +edges\("{}: reduce"\)', told, re.MULTILINE)


def test_it_says_which_numbers_nothing_backs(project: Project) -> None:
    assert lines_of(project, "varied-1")[-3:] == [
        "alt",
        '  3     stages of  bars · boxes · texts("F{}")',
        "  3 ms             nothing drawn says so",
    ]


def test_lines_are_counted_in_all_axes(project: Project) -> None:
    lines = lines_of(project, "noted-4")
    assert {"  - curves = 2", "  - lines = 2", "  - points = 3"} <= {*lines}
    assert '  - texts("lr = {}") = 3' in lines, "a number with an exponent is one number"
    assert [line.split()[-1] for line in lines[-2:]] == ['start("best")', 'end("best")']


def test_numbers_with_or_without_a_space_are_one_and_ticks_are_no_rows(project: Project) -> None:
    lines = lines_of(project, "noted-6")
    assert re.fullmatch(r'  95 % +below +texts\("95%"\)', lines[-2])
    assert re.fullmatch(r'  840 ms +number\("limit {}"\) · texts\("limit 840ms"\)', lines[-1])
    assert not [line for line in lines if "row=" in line or "10" in line]


def test_a_broken_axis_is_one_chart_and_a_twin_has_the_ticks_below(project: Project) -> None:
    lines = lines_of(project, "noted-7")
    assert {"  - bars = 2", "  - boxes = 2", "  - curve(1) = 4"} <= {*lines}
    assert not [line for line in lines if line.startswith("note:")]


def test_json_has_all_of_it(project: Project) -> None:
    data = json.loads(project.doit("facts", "cloud-2847", "--json").output)
    assert (data["visual"], data["stale"], data["notes"]) == ("cloud-2847", False, [])
    assert "point(0.6) = 25 ms" in data["claims"]
    (row,) = [row for row in data["numbers"] if row["number"] == "0.95"]
    assert (row["in"], row["facts"]) == (
        "alt", ['texts("ρ = 0.95: 200 ms")', "point(0.95)"],
    )  # fmt: skip
    (axes,) = data["facts"]["axes"]
    assert (axes["y"]["unit"], axes["lines"][0]["form"]) == ("ms", "hline")
    assert {text["text"] for text in data["facts"]["texts"]} > {"SLO missed", "unstable"}


def test_other_params_show_what_is_constant_and_what_is_ignored(project: Project) -> None:
    project.doit()
    before = snapshot(project)
    run = project.doit("facts", "varied-1", "--vary")
    assert run.output == (
        "varied-1 drawn again with M = 5, M = 8, P = 4, P = 6, unused = 8, unused = 14\n"
        "  the script fails with P = 6: ValueError: too many stages\n"
        "  the script ignores unused: it draws the same whatever that is\n"
        '  - length("F*") = 12\n'
        "    holds for the params as they are, not with M = 5: "
        'length("F*") is 15 (3 boxes), 12 is claimed\n'
        "  1 claim reads the question's own words, which stay as they are\n"
        "  2 claims hold with all\n"
    )
    data = json.loads(project.doit("facts", "varied-1", "--vary", "--json").output)
    assert (data["ignored"], data["held"], data["said"]) == (["unused"], 2, 1)
    assert [each["claim"] for each in data["constant"]] == ['length("F*") = 12']
    assert snapshot(project) == before
    assert project.doit("plan").output == "nothing to do\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cloud-2845"], "there is no visual 'cloud-2845'; did you mean cloud-284"),
        ([], "it needs an id; the way to write it is: doit facts ID [--json] [--vary]"),
        (["cloud-2846", "--vary"], "--vary draws a script again with other params; cloud-2846 is"),
        (["cloud-2847", "--vari"], "did you mean --vary?"),
    ],
)
def test_what_cannot_be_shown_is_one_line(project: Project, words: list[str], said: str) -> None:
    run = project.doit("facts", *words)
    assert (run.code, run.output.count("\n")) == (3, 1), run.output
    assert said in run.output


def test_stale_failed_and_unbuilt_visuals_are_named(two: Project) -> None:
    two.path("questions/cloud/x.dot").write_text("digraph { a -> c }")
    two.path("questions/cloud/y.dot").write_text("digraph { a -> ")
    new = two.add("z", "dot")
    assert new.exists()
    first, *rest = lines_of(two, "x")
    assert first == "x is stale: this is what was built last; doit x builds it"
    assert "  - nodes = 2" in rest
    assert two.doit("facts", "z").output == "ERROR: z is not built yet: doit z builds it\n"
    assert two.doit().failed == {"y"}
    failed = two.doit("facts", "y")
    assert (failed.code, failed.output) == (
        3, "ERROR: y failed, so nothing is drawn: doit y says why\n",
    )  # fmt: skip
    below = Project(two.path("questions/cloud"))
    assert "  - nodes = 2" in below.doit("facts", "-k", "x").output.splitlines()


def test_what_a_reviewer_should_look_at_is_noted(project: Project) -> None:
    lines = lines_of(project, "noted-1")
    assert "  - line_at = 1234.57" in lines, "with fewer digits it would not hold"
    assert lines[-1] == (
        "note: 2 boxes are drawn in #cfe2f3, and 0 are seen: the others lie outside of the axes"
    )
    polar = lines_of(project, "noted-3")
    assert polar[-1] == "note: what axes of the projection “polar” hold is not read"
    assert not [line for line in polar if "bars" in line or "boxes" in line]
    assert not [line for line in lines_of(project, "noted-5") if line.startswith("note:")]
    assert lines_of(project, "noted-2")[-1] == "note: no edge leads to “alone”"

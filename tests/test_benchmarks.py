"""What the benchmark computes and writes from given times; it measures nothing here."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
import yaml

from benchmarks import names
from benchmarks.cases import CASES, LATE, chosen, measure
from benchmarks.cold import shared
from benchmarks.drawing import draw
from benchmarks.edits import edit_caption, edit_graph, edit_prose, edit_script, editor
from benchmarks.expected import drew, ran_only
from benchmarks.figures import rows
from benchmarks.files import END, START, as_json, from_json, section, with_section
from benchmarks.model import Outcome, Results, Run, Timing, UnexpectedError
from benchmarks.rules import Rule, build_ninja, makefile, shell, snakefile
from benchmarks.sizes import sizes
from benchmarks.tables import figures_table, medians_table, number
from pipeline.normalize import verify
from tests.conftest import REPOSITORY
from tests.trees import Mix, write_tree

RULES = [Rule("questions/a/x.dot", "out/a/x.svg", "draw $HOME {a}"), Rule("b", "out/b.svg", "cp b")]


def outcome(case: str, base: str, **medians: float) -> Outcome:
    """A case whose contenders, named in `names`, took these seconds in the middle of three."""
    timings = [
        Timing(getattr(names, name), (value * 9, value, value / 9), (10.0, value, 20.0))
        for name, value in medians.items()
    ]
    return Outcome(case, f"The case {case}", getattr(names, base), tuple(timings))


def results(*outcomes: Outcome) -> Results:
    return Results({"python": "3.11"}, ("ninja", "svgo"), 2, 3, False, outcomes)


COLD = outcome(names.COLD, "OURS", IN_TURN=44, MAKE=30, SNAKEMAKE=25, OURS=4, BARE_LIMIT=2)


def test_make_and_ninja_get_the_commands_as_sh_would_see_them() -> None:
    assert makefile(RULES) == (
        "all: out/a/x.svg out/b.svg\n\n"
        "out/a/x.svg: questions/a/x.dot\n\tdraw $$HOME {a}\n\nout/b.svg: b\n\tcp b\n"
    )
    assert build_ninja(RULES).splitlines()[3:5] == [
        "build out/a/x.svg: visual questions/a/x.dot",
        "  run = draw $$HOME {a}",
    ]
    assert "shell: 'draw $HOME {{a}}'" in snakefile(RULES)
    assert shell(RULES) == "set -e\ndraw $HOME {a}\ncp b\n"


def test_figures_are_ratios_of_medians() -> None:
    in_turn, others, limit, *rest = rows(results(COLD))
    assert (in_turn.measured, in_turn.is_met) == (11, False)
    assert (others.measured, others.against, others.is_met) == (6.25, "snakemake -c2", False)
    assert (limit.measured, limit.asked, limit.is_met) == (2, "at most 1.25 × its time", False)
    assert {row.measured for row in rest} == {None}
    assert {row.is_met for row in rest} == {None}


def test_times_and_memory_are_held_to_bounds_of_their_own() -> None:
    found = rows(
        results(
            outcome(names.STORE, "NOOP", CLEAN=4.5),
            outcome(names.CLAIMS, "NOOP", NOOP=90, BUILDING=190),
        )
    )
    clean, memory = (row for row in found if row.measured is not None)
    assert (clean.measured, clean.unit, clean.is_met) == (4.5, "s", False)
    assert (memory.measured, memory.against, memory.is_met) == (190, "building all of it", True)


def test_tables_tell_what_was_not_measured_and_not_met() -> None:
    lines = figures_table(results(COLD)).splitlines()
    assert lines[2].endswith("| at least 17 × as fast | 11.0 × as fast | **no** |")
    assert lines[4].endswith("| at most 1.25 × its time | 2.00 × its time | **no** |")
    assert lines[5].endswith("| not measured | – |")
    assert lines[6].endswith("| not measured (svgo is not installed) | – |")
    assert (
        f"| {names.IN_TURN} | 44.0 | 4.89 to 396 | 11.0 | 44 |" in medians_table(COLD).splitlines()
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "1234"), (99.6, "99.6"), (9.9996, "10.0"), (0.9996, "1.00"), (0.0012, "0.001")],
)
def test_numbers_keep_three_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_json_gives_the_results_back() -> None:
    measured = results(COLD, dataclasses.replace(COLD, case="x", once=COLD.timings[:1]))
    text = as_json(measured)
    assert from_json(text) == measured
    value = json.loads(text)
    assert value["figures"][0]["measured"] == 11
    assert value["outcomes"][0]["timings"][0]["median"] == 44


def test_a_section_is_replaced_and_the_rest_is_left() -> None:
    once = with_section(f"# A\n{START}\n{END}\nend\n", "new")
    assert once == f"# A\n{START}\nnew\n{END}\nend\n"
    assert with_section(once, "new") == once
    with pytest.raises(ValueError, match="no place"):
        with_section("# A\n", "new")


def test_the_readme_has_two_figures_and_a_place_for_them() -> None:
    part = section(results(COLD), "docs/benchmarks.md")
    assert [line[:8] for line in part.splitlines()[2:4]] == ["| Cold b", "| Nothin"]
    assert part.splitlines()[4:] == ["", "All figures: [docs/benchmarks.md](docs/benchmarks.md)."]
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert "docs/benchmarks.md" in with_section(readme, part)


def test_the_chart_is_in_normal_form_and_nothing_is_found_about_it() -> None:
    others = {"VERSION": 0.1, "NOOP": 0.2, "MAKE_NOOP": 0.02, "NINJA_NOOP": 0.003, "SCAN": 9.0}
    cases = [
        COLD,
        outcome(names.DOTS, "OURS", MAKE=9.5, OURS=4),
        *(outcome(name, "NOOP", **others) for name in (names.NOOP_QUESTIONS, names.NOOP_MANY)),
    ]
    measured = results(*cases)
    chart = draw(measured, as_json(measured))
    assert verify(chart, "benchmarks") == []
    texts = set(re.findall(r">([^<]+)</text>", chart.decode()))
    assert {each.title for each in cases} | {"44.0 s, 11 ×", "3 ms, 0.015 ×"} <= texts


def test_the_limit_shares_all_but_the_imports() -> None:
    assert shared(Run(5.0, 0, "a warning\nimports took 1.0\n")) == 3.0
    with pytest.raises(UnexpectedError):
        shared(Run(5.0, 0, "a warning\n"))


def test_cases_are_chosen_by_name_or_first_word() -> None:
    assert chosen("store, noop") == [*(name for name in CASES if "noop" in name), "store"]
    with pytest.raises(ValueError, match="'no'"):
        chosen("no")


def test_what_a_late_case_lacks_is_said_before_anything_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(LATE, names.WATCH, ("benchmarks.absent", "watch"))
    measured = measure([names.COLD, names.WATCH], sizes(is_quick=True), 1, tmp_path)
    with pytest.raises(UnexpectedError, match=r"No module named 'benchmarks.absent'; .*\[test\]"):
        next(measured)
    assert not [*tmp_path.iterdir()]


def test_each_edit_is_another_one_and_keeps_to_the_form(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, Mix(1, 1, 0))
    graph, chart = (next(tmp_path.rglob(f"{name}.*[!l]")) for name in tree.visuals)
    question = chart.with_suffix(".yaml").read_text()
    assert "ax.set_title('edit 1')" in edit_script(chart.read_text(), 1).replace('"', "'")
    assert edit_graph(graph.read_text(), 2).endswith('  edit2 [label="edit 2"];\n}\n')
    caption = yaml.safe_load(edit_caption(question, 3))
    assert caption["visual"].pop("caption") == "What edit 3 shows"
    told = yaml.safe_load(edit_prose(question, 4))
    assert told.pop("hint") == "Edit 4 tells no more."
    assert told["visual"].pop("caption")
    assert told == caption


def test_an_editor_starts_from_the_original_each_time(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("text ")
    prepare = editor(lambda text, number: f"{text}{number}", Path("x"))
    prepare(tmp_path)
    prepare(tmp_path)
    assert (tmp_path / "x").read_text() == "text 2"


def test_what_did_less_or_more_than_it_should_counts_as_a_failure(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.svg").write_text("<svg></svg>\n")
    drew("out", 1)(tmp_path, "")
    ran_only("out/a.svg")(tmp_path, "draw -o out/a.svg\na warning\n")
    with pytest.raises(UnexpectedError):
        ran_only("out/a.svg")(tmp_path, "draw -o out/a.svg\ndraw -o out/b.svg\n")
    with pytest.raises(UnexpectedError):
        drew("out", 2)(tmp_path, "")
    (tmp_path / "out/b.svg").write_text("<svg>")
    for count in (1, 2):
        with pytest.raises(UnexpectedError):
            drew("out", count)(tmp_path, "")

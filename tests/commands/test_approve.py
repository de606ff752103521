"""`doit approve`: what reviews.yaml says, what it makes of the manifest, and what it refuses."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.findings.reference import entries
from pipeline.reviews.book import HEAD, ReviewsError, read_reviews
from tests.commands.test_check import check
from tests.conftest import SMALL, Project, new_project

HASH = "0" * 64


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Replace a text in a question, or in its source."""
    path = project.path(f"questions/cloud/{name}")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def reviews(project: Project) -> dict[str, str]:
    """The states in the manifest."""
    visuals = json.loads(project.path("build/manifest.json").read_text())["visuals"]
    return {each["id"]: each["review"] for each in visuals}


def test_a_review_is_written_listed_and_holds_until_something_changes(
    two: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run = two.doit("approve", "y", "--by", ' Ann "A" Lee ')
    assert (run.code, run.output) == (0, 'approved y, by Ann "A" Lee\n')
    assert two.doit("approve", "x", "--by", "Bo").code == 0
    written = yaml.safe_load(two.path("reviews.yaml").read_text())
    assert [(name, each["by"]) for name, each in written.items()] == [
        ("x", "Bo"),
        ("y", 'Ann "A" Lee'),
    ]
    planned = two.doit("plan").output
    assert planned.startswith("manifest  reviews changed: reviews.yaml\ngallery ")
    assert two.doit().counts == (0, 2, 0)
    assert two.doit("plan").output == "nothing to do\n"
    assert reviews(two) == {"x": "current", "y": "current"}

    edit(two, "x.dot", "first", "one")
    edit(two, "y.yaml", "What y shows", "What it shows")
    assert two.doit().built == {"x", "y"}
    assert reviews(two) == {"x": "stale", "y": "stale"}
    edit(two, "x.dot", "one", "first")
    assert two.doit().built == {"x"}
    assert reviews(two) == {"x": "current", "y": "stale"}

    anew = new_project(tmp_path_factory.mktemp("anew") / "project")
    shutil.copytree(two.path("questions"), anew.path("questions"), dirs_exist_ok=True)
    shutil.copy(two.path("reviews.yaml"), anew.root)
    assert anew.doit().counts == (2, 0, 0)
    assert anew.path("build/manifest.json").read_bytes() == (
        two.path("build/manifest.json").read_bytes()
    )


def test_reviews_of_visuals_that_are_gone_stay(two: Project) -> None:
    assert two.doit("approve", "*", "--by", "Ann").code == 0
    file = two.path("questions/cloud/x.yaml")
    file.rename(two.path("x.yaml"))
    assert two.doit("approve", "y", "--by", "Bo").code == 0
    two.path("x.yaml").rename(file)
    assert two.doit().code == 0
    assert reviews(two) == {"x": "current", "y": "current"}


def test_what_is_published_needs_a_review_where_that_is_required(two: Project) -> None:
    two.configure('review = "required"')
    edit(two, "x.yaml", "status: draft", "status: published")
    assert two.doit().code == 0
    code, told = check(two)
    assert (code, [(f["code"], f["line"], f["visual"]) for f in told["findings"]]) == (
        2,
        [("P001", 3, "x")],
    )
    assert two.doit("approve", "x", "--by", "Ann").code == 0
    assert two.doit().code == 0
    assert check(two) == (0, {"findings": [], "stale": []})
    edit(two, "x.yaml", "What x shows", "What it shows")
    assert check(two)[1]["stale"] == ["x"]
    assert two.doit().code == 0
    finding = check(two)[1]["findings"][0]
    assert finding["message"] == "x is published and changed since Ann reviewed it"

    assert two.doit("check", "--update-baseline").code == 2
    assert two.path("findings-baseline.jsonl").read_text() == ""
    row = {key: finding[key] for key in ("code", "file", "visual", "message")} | {"count": 1}
    two.path("findings-baseline.jsonl").write_text(f"{json.dumps(row)}\n")
    assert check(two)[0] == 2
    two.path("findings-baseline.jsonl").unlink()
    assert "P001" in two.doit("check", "reviews.yaml").output
    two.configure("")
    assert check(two)[0] == 0
    assert "P001" in {each.code for each in entries()}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A question with two visuals, one that failed, one that is stale."""
    project = new_project(tmp_path_factory.mktemp("mixed"))
    for name in ("fine", "late", "bad"):
        project.add(name, "dot", "digraph { a -> }" if name == "bad" else "")
    pair = project.add("pair", "dot")
    head, _, block = pair.read_text().partition("visual:\n")
    blocks = "".join(
        f"  - name: {name}\n    kind: dot\n    alt: A drawing of boxes.\n    caption: Boxes\n"
        for name in ("a", "b")
    )
    assert block
    pair.write_text(f"{head}visuals:\n{blocks}")
    for name in ("pair--a", "pair--b"):
        project.path(f"questions/cloud/{name}.dot").write_text(SMALL["dot"])
    pair.with_suffix(".dot").unlink()
    project.path("questions/cloud/old.yaml").write_text("id: old\nstatus: archived\nvisual: {}\n")
    assert project.doit().failed == {"bad"}
    edit(project, "late.dot", "first", "one")
    return project


@pytest.fixture
def unreviewed(mixed: Project) -> Iterator[Project]:
    """The same, without reviews after the test as before it."""
    yield mixed
    mixed.path("reviews.yaml").unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "it needs an id; the way to write it is: doit approve ID ... --by NAME"),
        ("fine", "it needs the name of the reviewer, --by NAME: "),
        ("fine --by \u00a0", "it needs the name of the reviewer, --by NAME: "),
        ("fine --by A\x1bB", "it needs the name of the reviewer, --by NAME: "),
        ("fien --by A", "there is no visual 'fien'; did you mean fine?"),
        ("old --by A", "questions/cloud/old.yaml is archived, and so not built"),
        ("* --by A", "bad: it failed (R001): mend it, then run doit bad\nlate: it is not built"),
        ("fine@abcdef123456 --by A", "fine has changed since you looked at it: review it again\n"),
        ("render:fine@abcdef123456 --by A", "fine has changed since you looked at it: review it"),
        ("other:fine --by A", "there is no visual 'other:fine'; "),
        ("@abcdef123456 --by A", "there is no visual ''; "),
        ("fine@abc --by A", "'fine@abc': write 12 letters or more of the hash behind @\n"),
        ("pair@abcdef123456 --by A", "'pair@abcdef123456': a hash is that of one visual, this "),
    ],
)  # fmt: skip
def test_what_is_refused(unreviewed: Project, words: str, told: str) -> None:
    run = unreviewed.doit("approve", *words.split(" ", 3) if words else ())
    assert run.code == 3
    assert run.output.startswith(f"ERROR: {told}")
    assert not unreviewed.path("reviews.yaml").exists()


def test_names_of_questions_patterns_and_hashes(unreviewed: Project) -> None:
    assert unreviewed.doit("approve", "pair", "f*", "--by", "Ann").code == 0
    written = yaml.safe_load(unreviewed.path("reviews.yaml").read_text())
    assert [*written] == ["fine", "pair--a", "pair--b"]
    marked = [f"{name}@{each['sha256'][:12]}" for name, each in written.items()]
    assert unreviewed.doit("approve", *marked, "--by", "Bo").code == 0
    assert unreviewed.path("reviews.yaml").read_text().count('by: "Bo"') == 3


ENTRY = f'"a":\n  sha256: "{HASH}"\n  by: "Ann"\n'


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (f"{HEAD}{ENTRY}<<<<<<< HEAD\n", 5, "git could not merge the reviews here; keep "),
        (f'"a":\n<<<<<<< HEAD\n  sha256: "{HASH}"\n', 2, "git could not merge the reviews here"),
        (f"{ENTRY}{ENTRY}", 4, "a stands here a second time, after line 1; remove one"),
        (f'{ENTRY}"b":\n', 4, "a review ends before all of it is said; "),
        (ENTRY.replace('"Ann"', "Ann"), 3, "this line is not as doit approve writes it; "),
        (ENTRY.replace('"Ann"', '" "'), 3, "this line is not as doit approve writes it; "),
        (ENTRY.replace('"Ann"', r'"\u001b[2J"'), 3, "this line is not as doit approve writes it"),
        (ENTRY.replace('"Ann"', r'"\x"'), 3, "this line is not as doit approve writes it; "),
        (ENTRY.replace("00", "0g", 1), 2, "this line is not as doit approve writes it; "),
        (f"{ENTRY}# Bo, too\n", 4, "this line is not as doit approve writes it; "),
        ("\xff\xfe", None, "cannot be read: it is not UTF-8; restore the file from git"),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, content: str, line: int | None, told: str
) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_bytes(content.encode("utf-8" if line else "latin-1"))
    with pytest.raises(ReviewsError) as error:
        read_reviews(str(path))
    place = f"{path}:{line}: " if line else f"{path} "
    assert str(error.value).startswith(f"{place}{told}")
    assert "\n" not in str(error.value)


def test_what_cannot_be_read_is_never_written(two: Project) -> None:
    data = f"{ENTRY}<<<<<<< HEAD\n".encode()
    two.path("reviews.yaml").write_bytes(data)
    for command in ((), ("approve", "x", "--by", "Bo")):
        run = two.doit(*command)
        assert (run.code, run.output.count("\n")) == (3, 1)
        assert run.output.startswith("ERROR: reviews.yaml:4: git could not merge the reviews here")
    assert two.path("reviews.yaml").read_bytes() == data


def test_what_git_and_editors_do_to_the_file_is_read(two: Project) -> None:
    assert two.doit("approve", "*", "--by", "Ann").code == 0
    path = two.path("reviews.yaml")
    one, other = path.read_text().split('"y":')  # as two branches began it, and git merged them
    path.write_text(f'{one}{HEAD}"y":{other}')
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert two.doit().code == 0
    assert reviews(two) == {"x": "current", "y": "current"}


def to_link(path: Path) -> None:
    """The file lies elsewhere, and a link leads to it."""
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (to_link, "reviews.yaml is a link, through which nothing is written"),
        (lambda path: path.chmod(0o444), "it is read-only"),
    ],
)
def test_what_may_not_be_replaced_stays(two: Project, change: object, told: str) -> None:
    assert callable(change)
    assert two.doit("approve", "x", "--by", "Ann").code == 0
    path = two.path("reviews.yaml")
    change(path)
    before = path.read_bytes()
    run = two.doit("approve", "y", "--by", "Ann")
    assert run.code == 3
    assert run.output.startswith(f"ERROR: reviews.yaml cannot be written: {told}; make room there")
    assert path.read_bytes() == before
    assert os.path.islink(path) == (change is to_link)

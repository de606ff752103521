"""What was read in a question file is taken as it was, for as long as nothing that counts moves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Config
from pipeline.files.stat_cache import StatCache, is_quiet
from pipeline.load import READINGS, load
from pipeline.load import reader as question
from pipeline.model import Visual
from tests.conftest import Project

TEXTS = "  alt: A drawing with two boxes\n  caption: Two boxes\n"
UNUSED = ("jinja2", "jsonschema_rs", "lxml", "matplotlib", "numpy", "pygraphviz", "yaml")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The questions of a project that was loaded once, a minute after its last edit."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "new.yaml").write_text(f"id: new\nvisual:\n  kind: dot\n{TEXTS}")
    (folder / "new.dot").write_text("digraph { a }")
    (folder / "old.yaml").write_text(f"id: old\nvisual:\n  kind: svg\n  path: old.svg\n{TEXTS}")
    (folder / "old.dot").write_text("digraph { a }")
    (folder / "prose.yaml").write_text("id: prose\nquestion: Why?\n")
    age(folder)
    loaded()
    return folder


def age(folder: Path) -> None:
    """Let every file have been left alone for long: its times are trusted then."""
    for path in folder.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))


def loaded() -> dict[str, Visual]:
    """The visuals by id, what was read being kept for the next time."""
    tree = load(Config())
    tree.readings.save()
    return {visual.id: visual for visual in tree.visuals}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed from here on."""
    names: list[str] = []
    parse: Callable[..., object] = question.read_question

    def listening(data: bytes, file: str, config: Config) -> object:
        names.append(file.rpartition("/")[2])
        return parse(data, file, config)

    monkeypatch.setattr(question, "read_question", listening)
    return names


@pytest.fixture(autouse=True)
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust change times too, which a test cannot set back."""
    monkeypatch.setattr("pipeline.load.opening.is_quiet", lambda status: True)


def test_unchanged_files_are_not_parsed(tree: Path, read: list[str]) -> None:
    assert {name: visual.kind for name, visual in loaded().items()} == {"new": "dot", "old": "dot"}
    assert read == []


def test_an_edited_file_alone_is_parsed(tree: Path, read: list[str]) -> None:
    text = (tree / "new.yaml").read_text()
    (tree / "new.yaml").write_text(text.replace("two boxes", "six boxes"))
    assert loaded()["new"].alt == "A drawing with six boxes"
    assert read == ["new.yaml"]


def test_prose_may_come_to_hold_a_visual(tree: Path) -> None:
    (tree / "prose.dot").write_text("digraph { a }")
    (tree / "prose.yaml").write_text(f"id: prose\nvisual:\n  kind: dot\n{TEXTS}")
    assert loaded().keys() == {"new", "old", "prose"}


def test_a_source_that_goes_and_comes_back(tree: Path) -> None:
    (tree / "new.dot").unlink()
    assert [finding.code for finding in loaded()["new"].findings] == ["Q004"]
    (tree / "new.dot").write_text("digraph { a }")
    assert loaded()["new"].findings == ()


def test_the_hint_at_a_near_name_follows_the_folder(tree: Path) -> None:
    (tree / "new.dot").rename(tree / "news.dot")
    assert loaded()["new"].findings[0].hint == "did you mean news.dot?"
    (tree / "news.dot").rename(tree / "newt.dot")
    assert loaded()["new"].findings[0].hint == "did you mean newt.dot?"


def test_the_kind_of_an_older_shape_follows_its_siblings(tree: Path) -> None:
    (tree / "old.py").write_text("pass")
    assert [finding.code for finding in loaded()["old"].findings] == ["Q008"]
    (tree / "old.dot").unlink()
    assert loaded()["old"].kind == "matplotlib"
    (tree / "old.py").unlink()
    (tree / "old.svg").write_text("<svg/>")
    assert loaded()["old"].kind == "svg"


def test_a_source_that_becomes_a_link_out_of_the_project(tree: Path) -> None:
    (tree / "new.dot").unlink()
    (tree / "new.dot").symlink_to("/etc/passwd")
    for _ in range(2):
        assert [finding.code for finding in loaded()["new"].findings] == ["Q005"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": "", "rows": 3}'])
def test_what_is_damaged_is_read_anew(tree: Path, read: list[str], damage: bytes) -> None:
    Path(READINGS).write_bytes(damage)
    assert loaded().keys() == {"new", "old"}
    assert sorted(read) == ["new.yaml", "old.yaml"]


def test_no_flipped_bit_is_believed(tree: Path) -> None:
    expected, whole = loaded(), Path(READINGS).read_bytes()
    for at in range(0, len(whole), 7):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        Path(READINGS).write_bytes(flipped)
        assert loaded() == expected, at


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[list[Any]], object]], None]:
    """Has the row of new.yaml changed by a function as it comes from the cache."""

    def forge(change: Callable[[list[Any]], object]) -> None:
        found = StatCache.get

        def forged(self: StatCache, path: str) -> object:
            row = json.loads(json.dumps(found(self, path)))
            return change(row) or row if path == "questions/new.yaml" else row

        monkeypatch.setattr(StatCache, "get", forged)

    return forge


@pytest.mark.parametrize(
    "change",
    [
        lambda row: [3],
        lambda row: {"7": 7},
        lambda row: row[1].append([1]),
        lambda row: row.pop(),
        *(
            lambda row, at=at, value=value: row[1][0].__setitem__(at, value)
            for at, value in [
                (0, "../../x"), (0, ""), (0, 7), (2, ".."), (2, "other"), (4, "sh"),
                (6, "../new.dot"), (6, "/etc/passwd"), (7, "../../../out.svg"), (7, "a/b.svg"),
                (8, None), (11, [[1]]), (11, None),
            ]
        ),
    ],
)  # fmt: skip
def test_a_row_that_no_question_can_have_is_read_anew(
    tree: Path, read: list[str], forge: Any, change: Callable[[list[Any]], object]
) -> None:
    expected = loaded()
    forge(change)
    assert loaded() == expected
    assert read == ["new.yaml"]


def test_no_path_comes_from_the_cache(tree: Path, read: list[str], forge: Any) -> None:
    """Neither the paths of a row, nor those that its findings name: they follow from the file."""
    (tree / "new.yaml").write_text(
        f"id: new\nvisual:\n  kind: dot\n  source: new.dot\n  alt: {'long ' * 60}\n"
    )
    age(tree)
    expected = loaded()
    assert expected["new"].findings
    read.clear()

    def lead_astray(row: list[Any]) -> None:
        visual = row[1][0]
        visual[5] = visual[11][0][2] = "/etc/passwd"

    forge(lead_astray)
    assert loaded() == expected
    assert read == []


def test_a_source_beside_an_empty_question_is_seen(tree: Path) -> None:
    (tree / "bare.yaml").write_text("")
    age(tree)
    assert "bare" not in loaded()
    (tree / "bare.dot").write_text("digraph { a }")
    assert [finding.code for finding in loaded()["bare"].findings] == ["Q001"]


def test_a_run_that_builds_nothing_imports_nothing_to_build_with(two: Project) -> None:
    while not all(is_quiet(path.stat()) for path in two.root.rglob("questions/**/*.yaml")):
        time.sleep(0.01)
    assert two.doit().counts == (0, 2, 0)  # a copied project reads its files anew
    command = [sys.executable, "-X", "importtime", "-m", "doit"]
    done = subprocess.run(command, cwd=two.root, capture_output=True, text=True, check=True)
    assert "0 built · 2 fresh" in done.stdout
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.split("\n")
    }
    assert "pipeline" in imported
    assert not imported & set(UNUSED)


def test_what_no_run_asks_for_any_more_goes_from_a_cache(tmp_path: Path) -> None:
    """Not at once: a run that asks for a part must not throw the rest away."""
    store = str(tmp_path / "cache.json")
    first = StatCache(store)
    for number in range(3000):
        first.get(str(number))
        first.set(str(number), "row")
    first.save()
    for asked, left in ((1500, 3000), (400, 400)):
        run = StatCache(store)
        for number in range(asked):
            run.get(str(number))
        run.set("0", f"row of {asked}")
        run.save()
        found = StatCache(store)
        assert sum(found.get(str(number)) is not None for number in range(3000)) == left

"""The store: hits only where all still holds, whole entries, and a limit."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import NamedTuple

from pipeline.files.store import Store
from tests.conftest import Project

KEY = "ab" + "0" * 62


class Made(NamedTuple):
    """What the entries of these tests hold."""

    state: str
    content: bytes


def always(made: Made) -> bool:
    """Whatever it depends on still holds."""
    return True


def files_in(folder: Path) -> list[Path]:
    """The entries of a store."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.parent != folder)


def test_keeps_several_results_under_one_key_and_finds_the_one_that_holds(tmp_path: Path) -> None:
    store = Store(str(tmp_path), 2**20)
    store.keep(KEY, "absent", Made("absent", b"without"))
    store.keep(KEY, "there", Made("there", b"with\nlines\n"))
    found = store.find(KEY, Made, lambda made: made.state == "there")
    assert found is not None
    assert found.content == b"with\nlines\n"
    assert store.find(KEY, Made, lambda made: made.state == "other") is None
    assert store.find("cd" + KEY[2:], Made, always) is None


def test_a_damaged_entry_is_a_miss_and_goes(tmp_path: Path) -> None:
    store = Store(str(tmp_path), 2**20)
    store.keep(KEY, "only", Made("", b"<svg/>"))
    (path,) = files_in(tmp_path)
    whole = path.read_bytes()
    for damaged in (whole[:-1], b"", whole.replace(b"svg", b"sVg"), b"\xff" * 200):
        path.write_bytes(damaged)
        assert store.find(KEY, Made, always) is None
        assert files_in(tmp_path) == []
    store.keep(KEY, "only", Made("", b"<svg/>"))
    assert store.find(KEY, Made, always) is not None


def test_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    store = Store(str(tmp_path), 5000)
    keys = [f"{n:064x}" for n in range(6)]
    for age, key in enumerate(keys):
        store.keep(key, "only", Made("", b"x" * 1000))
        os.utime(files_in(tmp_path)[-1], (age, age))
    for path in files_in(tmp_path):
        os.utime(path, (1000 + int(path.parent.name, 16), 1000 + int(path.parent.name, 16)))
    assert store.find(keys[0], Made, always) is not None, "a hit makes it the one used last"
    store.sweep()
    assert [store.find(key, Made, always) is not None for key in keys] == [
        True,
        False,
        False,
        True,
        True,
        True,
    ]
    assert sum(path.stat().st_size for path in files_in(tmp_path)) <= 5000


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    stores = [Store(str(tmp_path), 2**30) for _ in range(2)]
    keys = [f"{n:064x}" for n in range(200)]

    def fill(store: Store) -> None:
        for key in keys:
            store.keep(key, "only", Made("", key.encode()))

    threads = [threading.Thread(target=fill, args=[store]) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for key in keys:
        found = stores[0].find(key, Made, always)
        assert found is not None
        assert found.content == key.encode()


def from_store(output: str) -> int:
    """How many of the visuals built came from the store."""
    return output.count("from the store")


def test_a_clean_build_and_a_switch_back_render_nothing(project: Project) -> None:
    for kind in ("dot", "matplotlib", "svg"):
        project.add(f"a-{kind}", kind)
    assert project.doit().counts == (3, 0, 0)
    expected = project.built()
    assert project.doit("clean").code == 0
    project.path(".doit.db").unlink()
    run = project.doit()
    assert (run.counts, from_store(run.output)) == ((3, 0, 0), 3)
    assert project.built() == expected

    source = project.path("questions/cloud/a-matplotlib.py")
    here = source.read_text()
    source.write_text(here.replace("[1, 4, 9]", "[9, 4, 1]"))
    assert from_store(project.doit().output) == 0
    source.write_text(here)
    run = project.doit()
    assert (run.built, from_store(run.output)) == ({"a-matplotlib"}, 1)
    assert project.built() == expected
    assert from_store(project.doit("-a").output) == 0


def test_a_hit_counts_only_with_the_inputs_that_it_had(project: Project) -> None:
    project.add(
        "reader",
        "matplotlib",
        "import matplotlib.pyplot as plt\nfrom pathlib import Path\n"
        "more = Path('more.txt')\n"
        "plt.title(more.read_text() if more.exists() else 'nothing')\nplt.plot([1, 2])\n",
    )
    more, svg = project.path("questions/cloud/more.txt"), project.path("build/svg/cloud/reader.svg")
    for content, kept in (("one", 0), (None, 0), ("two", 0), ("one", 1), (None, 1)):
        if content is None:
            more.unlink()
        else:
            more.write_text(content)
        run = project.doit()
        assert (run.built, from_store(run.output)) == ({"reader"}, kept)
        assert f">{content or 'nothing'}</text>" in svg.read_text()


def test_failures_are_not_kept(project: Project) -> None:
    project.add("x", "matplotlib", "raise SystemExit('not today')\n")
    for _ in range(2):
        assert project.doit().failed == {"x"}
    assert files_in(project.path(".cache/store")) == []

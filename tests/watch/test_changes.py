"""What `doit watch` hears of folders that are removed and made again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from pipeline.watch import changes

TRIES = 300


class Hearing:
    """A watcher that looks at everything when it is to, as a session does."""

    def __init__(self, folders: list[str], *, must_poll: bool) -> None:
        self._watcher = changes.Watcher(["tree"], must_poll=must_poll)
        self._folders = folders
        self._batches: SimpleQueue[frozenset[str]] = SimpleQueue()
        self._watcher.changed = self._batches.put
        self._look()

    def _look(self) -> None:
        self._watcher.watch_trees()
        self._watcher.watch(self._folders)

    def hears_of(self, path: str) -> bool:
        """Whether it hears of a file that is written again and again."""
        for text in range(TRIES):
            Path(path).write_text(f"{text}")
            try:
                batch = self._batches.get(timeout=0.1)
            except Empty:
                continue
            if path in batch:
                return True
            self._look()
        return False

    def wait_for(self, path: str) -> None:
        """Wait until it has heard that something happened to a path."""
        while path not in self._batches.get(timeout=30):
            self._look()


@pytest.mark.parametrize("must_poll", [False, True], ids=["told", "looking"])
@pytest.mark.parametrize("is_seen_gone", [False, True], ids=["at once", "later"])
@pytest.mark.parametrize(
    ("folder", "place"),
    [("tree", "tree"), ("elsewhere", "tree/link"), ("beside/data", "beside/data")],
    ids=["tree", "link", "folder"],
)
def test_a_folder_that_is_removed_and_made_again_is_heard(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    place: str,
    is_seen_gone: bool,
    must_poll: bool,
) -> None:
    """A file system may give the new one the number of the old one: here all have one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(changes, "_identity", lambda path: (1, 1) if os.path.isdir(path) else None)
    for made in ("tree", "elsewhere", "beside/data"):
        Path(made).mkdir(parents=True)
    Path("tree/link").symlink_to(Path("../elsewhere"))
    hearing = Hearing(["tree/link", "beside/data"], must_poll=must_poll)
    assert hearing.hears_of(f"{place}/before")
    shutil.rmtree(folder)
    if is_seen_gone:
        hearing.wait_for(place)
    Path(folder).mkdir(parents=True)
    assert hearing.hears_of(f"{place}/after")


def test_a_folder_that_is_missing_at_first_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tree").mkdir()
    hearing = Hearing(["beside/data"], must_poll=False)
    assert hearing.hears_of("tree/before")
    Path("beside/data").mkdir(parents=True)
    assert hearing.hears_of("beside/data/after")

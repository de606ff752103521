"""`doit release DIR`: published visuals alone, all at once, over nothing that no release made."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Self

import pytest
from jsonschema import Draft202012Validator

from pipeline.files.fingerprint import digest
from pipeline.files.outputs import renamed
from pipeline.shipping.swap import swap_in
from tests.commands.shop import (
    GRAPH,
    ended_at,
    files,
    tampered,
    without_room,
)
from tests.conftest import DOIT, REPOSITORY, Project, new_project
from tests.graph.accidents import can_mount, start

CLOUD = "questions/cloud"
ELSEWHERE = "name a new or an empty folder, or one that a release made"
FAILED = "1 failed and not published: site/failures.json says why\n"


def redraw(project: Project, label: str) -> None:
    """Draw `first` anew, and build it."""
    project.path(f"{CLOUD}/first.dot").write_text(GRAPH.format(label))
    assert project.doit("first").code == 0


def test_what_a_site_needs(shop: Project) -> None:
    run = shop.doit("release", "site")
    site = shop.path("site")
    listed = json.loads((site / "manifest.json").read_text())
    failures = json.loads((site / "failures.json").read_text())
    for name, value in (("release", listed), ("failures", failures)):
        schema = json.loads((REPOSITORY / f"pipeline/{name}.schema.json").read_text())
        Draft202012Validator(schema).validate(value)
    assert run.code == 0
    assert run.output == f"site written: 2 visuals · sha256 {listed['sha256']}\n{FAILED}"
    assert listed["sha256"] == digest(listed["visuals"])
    assert [each["id"] for each in listed["visuals"]] == ["first", "second"]
    paths = {"manifest.json", "failures.json"}
    for each in listed["visuals"]:
        content = shop.path(f"build/svg/cloud/{each['id']}.svg").read_bytes()
        assert each["path"] == f"svg/cloud/{each['id']}.svg"
        assert each["hashed_path"] == f"hashed/cloud/{each['id']}.{each['sha256'][:12]}.svg"
        for path in (each["path"], each["hashed_path"]):
            assert (site / path).read_bytes() == content
            paths.add(path)
        assert (each["sha256"], each["bytes"]) == (
            hashlib.sha256(content).hexdigest(),
            len(content),
        )
        assert f'width="{each["width"]}" height="{each["height"]}"'.encode() in content
        assert each["alt"].startswith("A drawing made for ")
    assert files(site).keys() == paths
    assert failures["failures"] == [{
        "id": "bad", "track": "cloud", "kind": "dot", "source": f"{CLOUD}/bad.dot",
        "error": f"{CLOUD}/bad.dot:1:16: R001: syntax error in line 1 near '->'",
    }]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "is_lost"),
    [
        ("status: publishd", True), ("status: Published", True), ("status:", True),
        ("status: [published]", True), ("status: published\nstatus: draft", True),
        ("status published", True), ("{status: published, topic: a: b}", True),
        ("status: draft\nstatus: draft", False), ("status: drafts", False), ("status draft", False),
    ],
)  # fmt: skip
def test_what_may_be_published_counts_as_that(shop: Project, status: str, is_lost: bool) -> None:
    """No slip of the pen takes a picture from a site in silence."""
    question = shop.path(f"{CLOUD}/first.yaml")
    question.write_text(question.read_text().replace("status: published", status))
    assert shop.doit().failed >= {"first"}
    assert shop.path("build/manifest.json").exists() is not is_lost
    run = shop.doit("release", "site")
    assert run.code == (2 if is_lost else 0)
    assert ("first is published and failed: mend it" in run.output) is is_lost


def test_a_published_one_that_is_not_ready_is_named_and_a_draft_is_not(shop: Project) -> None:
    shop.path(f"{CLOUD}/hand.svg").write_text("<svg/>")  # stale, and a draft
    assert shop.doit("release", "site").code == 0
    before = files(shop.path("site"))
    shop.path(f"{CLOUD}/first.dot").write_text(GRAPH.format("other"))
    run = shop.doit("release", "site")
    none = "nothing is released: the site would lack what is published\n"
    assert (run.code, run.output) == (2, f"first is published and stale: run doit first\n{none}")
    path = shop.path(f"{CLOUD}/bad.yaml")
    path.write_text(path.read_text().replace("draft", "published"))
    shop.path("build/svg/cloud/second.svg").unlink()
    shop.path(f"{CLOUD}/lost.yaml").write_text("")
    shop.path(f"{CLOUD}/lost.dot").write_text("digraph { a -> b }")
    run = shop.doit("release", "site")
    assert (run.code, run.output) == (2, (
        "bad is published and failed: mend it (doit check says why)\n"
        "first is published and stale: run doit first\n"
        f"{CLOUD}/lost.yaml cannot be read, so it may be published: mend it\n"
        f"second is published and stale: run doit first\n{none}"
    ))  # fmt: skip
    assert files(shop.path("site")) == before


def test_what_lies_in_build_is_released_only_as_it_was_built(shop: Project) -> None:
    tampered(shop, "build/svg/cloud/first.svg")
    run = shop.doit("release", "site")
    assert (run.code, run.output) == (2, "first is not as it was built: run doit first\n")
    assert [path.name for path in shop.root.iterdir() if path.name.startswith("site")] == []


def test_two_clones_give_the_same_bytes_and_modes(built_shop: Project, tmp_path: Path) -> None:
    released = []
    for name, mask in (("one", 0o022), ("another", 0o077)):
        clone = new_project(tmp_path / name / "project")
        shutil.copytree(built_shop.path("questions"), clone.path("questions"), dirs_exist_ok=True)
        assert clone.doit().code == 2
        before = os.umask(mask)
        try:
            run = subprocess.run([*DOIT, "release", "../site"], cwd=clone.root, capture_output=True)
        finally:
            os.umask(before)
        assert run.returncode == 0, run.stdout
        site = tmp_path / name / "site"
        modes = {path.relative_to(site): path.stat().st_mode for path in (site, *site.rglob("*"))}
        released.append((files(site), modes))
    assert released[0] == released[1]


def test_only_an_empty_folder_or_a_release_is_replaced(shop: Project, tmp_path: Path) -> None:
    refused = functools.partial(shop.doit, "release")
    shop.path("mine").mkdir()
    shop.path("mine/notes.txt").write_text("mine")
    shop.path("link").symlink_to("mine")
    shop.path("file").write_text("mine")
    shop.path("empty").mkdir()
    for name, said in {
        "mine": f"is not empty, and no release made it; {ELSEWHERE}",
        "link": "is a link: name the folder itself",
        "link/site": f"lies behind a link: name it as '{shop.root}/mine/site'",
        "file": "is no folder: remove it, or name another one",
        ".": f"is or holds the project itself; {ELSEWHERE}",
        "..": f"is or holds the project itself; {ELSEWHERE}",
        "questions": f"is, holds or lies in 'questions'; {ELSEWHERE}",
        "questions/cloud/site": f"is, holds or lies in 'questions'; {ELSEWHERE}",
        "build/site": f"is, holds or lies in 'build'; {ELSEWHERE}",
        ".cache/site": f"is, holds or lies in '.cache'; {ELSEWHERE}",
        ".git": f"is, holds or lies in '.git'; {ELSEWHERE}",
        "file/site": "cannot be written: File exists; make room there",
        "/proc/site": "cannot be written: ",
    }.items():
        run = refused(name)
        assert (run.code, run.output.count("\n")) == (3, 1), run.output
        assert run.output.startswith(f"ERROR: '{name}' {said}"), run.output
    assert refused().code == 3
    assert files(shop.path("mine")) == {"notes.txt": b"mine"}
    assert refused("empty").code == 0
    assert Project(shop.path(CLOUD)).doit("release", "-k", "../../out/site").code == 0
    site = shop.path("out/site")
    assert files(site) == files(shop.path("empty"))
    # What others put into a release stays, and is named.
    for name in ("notes.txt", "svg/cloud/mine.svg", "svg/edge/x.svg"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("mine")
    plain = site / "svg/cloud/first.svg"
    plain.unlink()
    plain.symlink_to("mine.svg")
    redraw(shop, "other")
    before = files(site)
    assert refused("out/site").output == (
        "ERROR: 'out/site' holds what no release put there: notes.txt, svg/cloud/first.svg, "
        "svg/cloud/mine.svg, svg/edge; move that away, or name another folder\n"
    )
    assert files(site) == before


class Reader(threading.Thread):
    """Reads a release again and again, as a server or a deployment does, until `is_to_end`.

    `seen` are the hashes of the releases that it met, `faults` what was not whole: a folder or a
    list that was not there, or an SVG other than its list says while that list was still there.
    """

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.site, self.seen = site, set[str]()
        self.faults: list[object] = []
        self.has_looked, self.is_to_end = threading.Event(), threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_to_end.set()
        self.join()

    def look(self) -> None:
        """Wait for a look that begins from here on: the next may have begun already."""
        for _ in range(2):
            self.has_looked.clear()
            self.has_looked.wait()

    def run(self) -> None:
        while not self.is_to_end.is_set():
            try:
                self._look()
            except Exception as error:
                self.faults.append(error)
            self.has_looked.set()

    def _look(self) -> None:
        text = (self.site / "manifest.json").read_text()
        listed = json.loads(text)
        self.seen.add(listed["sha256"])
        for each in listed["visuals"]:
            for path in (each["path"], each["hashed_path"]):
                found = self._hash(path)
                if found != each["sha256"] and (self.site / "manifest.json").read_text() == text:
                    self.faults.append((path, found))

    def _hash(self, path: str) -> str | None:
        try:
            return hashlib.sha256((self.site / path).read_bytes()).hexdigest()
        except FileNotFoundError:
            return None


def test_a_reader_never_sees_half_of_it(shop: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    releases = []
    for name in ("one", "two"):
        redraw(shop, name)
        assert shop.doit("release", name).code == 0
        releases.append(files(shop.path(name)))
    site = shop.path("one")
    with Reader(site) as reader:

        def slow(old: str, new: str) -> None:
            renamed(old, new)
            reader.look()  # where two renames make a swap, it looks between them

        monkeypatch.setattr("pipeline.shipping.swap.renamed", slow)
        for number in range(20):
            reader.look()
            swap_in(str(site), releases[number % 2].items(), lambda: None)
    assert reader.faults == []
    assert reader.seen == {json.loads(each["manifest.json"])["sha256"] for each in releases}
    assert files(site) == releases[1]
    assert beside(site) == ["one"]


def beside(site: Path) -> list[str]:
    """The folder, and what runs left beside it."""
    return sorted(path.name for path in site.parent.iterdir() if path.name.startswith(site.name))


def test_one_that_is_killed_leaves_the_old_one_or_the_new_one(shop: Project) -> None:
    site = shop.path("site")
    assert shop.doit("release", "site").code == 0
    old = files(site)
    redraw(shop, "other")
    assert shop.doit("release", "new").code == 0
    new = files(shop.path("new"))
    shutil.rmtree(shop.path("new"))
    for moment, number, exchange, found in (
        ("os.chmod", 6, True, old),
        ("swap._put", 1, True, old),
        ("swap._clear", 1, True, new),
        ("swap.renamed", 2, False, {}),
        ("swap._clear", 1, False, new),
    ):
        ended_at(shop, moment, number, "release", "site", exchange=exchange)
        assert files(site) == found, (moment, exchange)
        assert len(beside(site)) == (1 if not found and not site.exists() else 2) + (not found)
        if not found:  # what was released is put back, even by a run that then refuses
            path = shop.path(f"{CLOUD}/first.dot")
            text = path.read_text()
            path.write_text("digraph { a -> c }")
            assert shop.doit("release", "site").code == 2
            assert (files(site), beside(site)) == (old, ["site"])
            path.write_text(text)
        assert shop.doit("release", "site").code == 0
        assert (files(site), beside(site)) == (new, ["site"])
        shutil.rmtree(site)
        restore(site, old)


def restore(site: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)


def test_a_full_disk_and_two_at_once(shop: Project) -> None:
    site = shop.path("site")
    assert shop.doit("release", "site").code == 0
    old = files(site)
    redraw(shop, "other")
    run = without_room(shop, 1500, "release", "site")
    assert (run.code, run.output) == (
        3, "ERROR: 'site' cannot be written: File too large; make room there, or mend its "
           "permissions, or remove what stands in its place\n",
    )  # fmt: skip
    assert (files(site), beside(site)) == (old, ["site"])
    both = [start(shop, "release", "site") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("written" in each for each in said) == [False, True], said
    assert beside(site) == ["site"]
    assert files(site)["svg/cloud/first.svg"] != old["svg/cloud/first.svg"]


@pytest.mark.skipif(not can_mount(), reason="no command here can mount")
def test_what_is_mounted_as_a_whole_is_not_replaced(shop: Project) -> None:
    """Such as a volume of Docker; a folder in it serves."""
    shop.path("site").mkdir()
    disk = "mount -t tmpfs none site && for place in site site/visuals; do {} release $place; done"
    run = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", disk.format(shlex.join(DOIT))],
        cwd=shop.root, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert "ERROR: 'site' cannot be replaced as a whole, since it is mounted there" in run.stderr
    assert "site/visuals written: 2 visuals" in run.stdout
    assert beside(shop.path("site")) == ["site"]

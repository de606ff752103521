"""`doit publish`: what differs is copied, whole, over nothing of others; each refusal is a line."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from tests.commands.shop import (
    GRAPH,
    ended_at,
    files,
    named,
    tampered,
    without_room,
)
from tests.commands.test_plan import snapshot
from tests.conftest import Project
from tests.graph.accidents import start

CLOUD = "questions/cloud"
FAILED = "not published: bad failed: doit check says why\n"
TWINS = {"a": "twins", "b": "Twins"}
NEW_NAME = "give the visual another name by rendered: … or path: …, whichever it has"
WAY_OUT = "and nothing is written through"
REFUSED = {
    "far": f"questions/away is a link, {WAY_OUT} one: name a folder of copies by published"
    " = '…' in [tool.visuals]",
    "folder": f"{CLOUD}/folder.svg is a folder: remove it",
    "hard": f"{CLOUD}/hard.svg is the source of hand: {NEW_NAME}",
    "late": f"{CLOUD}/sketch.svg is the source of old, which is not built: {NEW_NAME}",
    "link": f"{CLOUD}/link.svg is a link, {WAY_OUT} one: remove it",
    "pipe": f"{CLOUD}/pipe.svg is no regular file: remove it",
    "read-only": f"{CLOUD}/read-only.svg is read-only: make it writable",
    "same": f"{CLOUD}/FORM.svg is the source of shape: {NEW_NAME}",
    "sort": f"{CLOUD}/read.svg is read by reads: {NEW_NAME}",
    "source": f"{CLOUD}/drawing.svg is the source of other: {NEW_NAME}",
    "tear": f"{CLOUD}/torn.svg is perhaps the source of torn, which is broken: {NEW_NAME}",
    "twin-a": f"questions/twins.svg is also the copy of twin-b: {NEW_NAME}",
    "twin-b": f"questions/Twins.svg is also the copy of twin-a: {NEW_NAME}",
}


def is_copied(project: Project, name: str, copy: str) -> bool:
    return project.path(copy).read_bytes() == project.path(f"build/svg/cloud/{name}").read_bytes()


def test_what_differs_is_copied_and_what_is_stale_or_failed_is_named(shop: Project) -> None:
    before = snapshot(shop)
    run = shop.doit("publish", "--dry-run")
    assert (run.code, run.output) == (2, (
        FAILED + f"would publish first → {CLOUD}/first.svg\n"
        f"would publish second → {CLOUD}/second.svg\n"
        "2 would be published · 0 as they were · 1 failed · 1 hand-made without a copy\n"
    ))  # fmt: skip
    assert snapshot(shop) == before
    run = shop.doit("publish", "--status", "published")
    assert (run.code, run.output) == (0, (
        f"published first → {CLOUD}/first.svg\npublished second → {CLOUD}/second.svg\n"
        "2 published · 0 as they were · 0 failed\n"
    ))  # fmt: skip
    assert all(
        is_copied(shop, f"{name}.svg", f"{CLOUD}/{name}.svg") for name in ("first", "second")
    )
    after = snapshot(shop)
    run = shop.doit("publish")
    assert run.output == (
        FAILED + "0 published · 2 as they were · 1 failed · 1 hand-made without a copy\n"
    )
    assert {path.name for path in after if snapshot(shop)[path] != after[path]} <= {
        "lock.holder",
        ".doit.db",
    }
    assert shop.doit("check", f"{CLOUD}/first.svg", f"{CLOUD}/second.svg").code == 0
    # An edit makes it stale; a build makes the copy stale, which check says with the way out.
    shop.path(f"{CLOUD}/first.dot").write_text(GRAPH.format("other"))
    run = shop.doit("publish", "first", "second")
    assert (run.code, run.output) == (2, (
        "not published: first is stale: run doit first\n"
        "0 published · 1 as they were · 0 failed · 1 stale\n"
    ))  # fmt: skip
    assert shop.doit("check").codes == {"R001"}
    shop.doit()
    run = shop.doit("check")
    assert run.codes == {"R001", "B002"}
    assert "hint: doit publish first\n" in run.output
    assert " 0 stale\n" in run.output
    assert shop.doit("publish", "fir*").output == (
        f"published first → {CLOUD}/first.svg\n1 published · 0 as they were · 0 failed\n"
    )
    assert shop.doit("check").codes == {"R001"}


def test_a_copy_with_the_line_ends_of_windows_is_current(shop: Project) -> None:
    """Git for Windows gives them to each text file that it checks out."""
    shop.doit("publish", "first")
    copy = shop.path(f"{CLOUD}/first.svg")
    copy.write_bytes(checked_out := copy.read_bytes().replace(b"\n", b"\r\n"))
    assert b"\r\n" in checked_out
    assert shop.doit("check", f"{CLOUD}/first.svg").code == 0
    assert shop.doit("publish", "first").output.startswith("0 published · 1 as they were")
    assert copy.read_bytes() == checked_out
    assert json.loads(shop.doit("status", "first", "--json").output)["visuals"][0]["copy"] == (
        "current"
    )
    assert " 0 changed" in shop.doit("review").output
    copy.write_bytes(checked_out.replace(b"<svg", b"<svg ", 1))
    assert shop.doit("check", f"{CLOUD}/first.svg").codes == {"B002"}


def test_a_pointer_of_git_lfs_stands_for_its_copy(shop: Project) -> None:
    """A job that checks out without LFS has no copies, but their hashes."""
    shop.doit("publish", "first", "second")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"
    for name, file in (("first", "first"), ("second", "first")):
        svg = shop.path(f"build/svg/cloud/{file}.svg").read_bytes()
        text = pointer.format(hashlib.sha256(svg).hexdigest(), len(svg))
        shop.path(f"{CLOUD}/{name}.svg").write_text(text)
    found = json.loads(shop.doit("check", "--format", "json").output)["findings"]
    assert [each["visual"] for each in found if each["code"] == "B002"] == ["second"]
    assert shop.doit("publish", "first").output.startswith("0 published · 1 as they were")


def test_what_is_named_and_what_is_not_understood(shop: Project) -> None:
    inside = Project(shop.path(CLOUD))
    run = inside.doit("publish", "-k", "first", "hand", "--status=draft", "--dry-run")
    assert run.output.startswith("left out first: its question is published\n0 would be published")
    for arguments, said in (
        (("frist",), "there is no visual 'frist'; did you mean first?"),
        (("--status", "publishd"), "no visual with status 'publishd' is built; did you mean publ"),
        (("--status", "archived"), "no visual with status 'archived' is built; one of draft, publ"),
        (("--dry-rum",), "did you mean --dry-run?"),
    ):
        run = shop.doit("publish", *arguments)
        assert (run.code, run.output.count("\n"), said in run.output) == (3, 1, True), run.output
    assert not shop.path(f"{CLOUD}/first.svg").exists()


def crowded(shop: Project) -> Path:
    """Put sources, inputs, links, folders, pipes and more where copies would lie.

    Returns the folder to which one of the folders of questions is a link.
    """
    for name, drawing in (("other", "drawing"), ("shape", "form"), ("old", "sketch")):
        path = shop.add(name, "svg")
        path.write_text(
            path.read_text().replace("kind: svg", f"kind: svg\n  source: {drawing}.svg")
        )
        path.with_suffix(".svg").rename(path.with_name(f"{drawing}.svg"))
    path.write_text(path.read_text().replace("status: draft", "status: archived"))
    torn = shop.add("torn", "svg")
    torn.write_text(torn.read_text().replace("kind: svg", "kind: sgv"))
    named(shop, "late", "rendered", "sketch.svg")
    named(shop, "tear", "rendered", "torn.svg")
    named(shop, "source", "rendered", "drawing.svg")
    named(shop, "same", "rendered", "FORM.svg")  # one file where case does not count
    named(shop, "sort", "rendered", "read.svg")
    shop.path(f"{CLOUD}/read.svg").write_text("1 2")
    script = "import os\nimport matplotlib.pyplot as plt\nopen('read.svg').read()\nplt.plot([1, 2])"
    shop.add("reads", "matplotlib", f"{script}\nplt.savefig(os.environ['VISUAL_OUT_PATH'])\n")
    twins = [named(shop, f"twin-{x}", "rendered", f"{word}.svg") for x, word in TWINS.items()]
    twins[1].write_text(twins[1].read_text().replace("track: cloud", "track: edge"))
    move([*twins, *(twin.with_suffix(".dot") for twin in twins)], shop.path("questions"))
    for name in ("link", "folder", "pipe", "read-only", "hard"):
        named(shop, name, "rendered", f"{name}.svg")
    shop.path(f"{CLOUD}/link.svg").symlink_to("../../mine.svg")
    shop.path("mine.svg").write_text("mine")
    shop.path(f"{CLOUD}/folder.svg").mkdir()
    os.mkfifo(shop.path(f"{CLOUD}/pipe.svg"))
    shop.path(f"{CLOUD}/read-only.svg").write_text("mine")
    shop.path(f"{CLOUD}/read-only.svg").chmod(0o444)
    shop.path(f"{CLOUD}/hard.svg").hardlink_to(shop.path(f"{CLOUD}/hand.svg"))
    away = shop.path("away")
    away.mkdir()
    shop.path("questions/away").symlink_to("../away")
    far = named(shop, "far", "rendered", "far.svg")
    move([far, far.with_suffix(".dot")], away)
    return away


def move(paths: Iterable[Path], folder: Path) -> None:
    """Move files into a folder."""
    for path in paths:
        path.rename(folder / path.name)


def test_nothing_of_others_is_written_over(shop: Project) -> None:
    away = crowded(shop)
    built = shop.doit()
    assert built.failed == {"bad", "torn"}, built.output
    before = files(shop.path("questions")) | files(away)
    run = shop.doit("publish")
    said = re.findall("^not published: (.*)", run.output, re.MULTILINE)
    refused = [f"{name}: {why}" for name, why in REFUSED.items()]
    failed = [f"{name} failed: doit check says why" for name in ("bad", "torn")]
    assert said == sorted([*failed, *refused])
    assert run.code == 2
    assert run.output.endswith(
        "5 published · 0 as they were · 2 failed · 13 refused · 1 hand-made without a copy\n"
    )
    after = files(shop.path("questions")) | files(away)
    new_files = {f"cloud/{each}.svg" for each in ("first", "second", "reads", "other", "shape")}
    assert after.keys() - before.keys() == new_files
    assert before.items() <= after.items()
    assert shop.path("mine.svg").read_text() == "mine"
    # What stands in a copy's way is also the hint on it.
    found = json.loads(shop.doit("check", "--format", "json").output)["findings"]
    hints = {each["visual"]: each["hint"] for each in found if each["code"] == "B002"}
    assert hints["read-only"] == "doit publish read-only"
    assert hints["sort"] == REFUSED["sort"]
    assert hints["late"] == REFUSED["late"]


def test_what_lies_in_build_is_published_only_as_it_was_built(shop: Project) -> None:
    tampered(shop, "build/svg/cloud/first.svg")
    assert "first" not in shop.doit("plan").output, "only the bytes tell"
    run = shop.doit("publish", "first")
    assert run.output.startswith("not published: first is not as it was built: run doit first\n")
    assert not shop.path(f"{CLOUD}/first.svg").exists()


def test_a_folder_that_cannot_be_made_or_written(shop: Project) -> None:
    shop.configure("published = 'static/made'")
    shop.add("small", "svg")
    shop.add("large", "dot", GRAPH.format("large"))
    shop.doit()
    size = shop.path("build/svg/cloud/small.svg").stat().st_size
    run = without_room(shop, size, "publish", "large", "small")
    assert run.output.splitlines()[0] == (
        "not published: large: static/made/cloud/large.svg cannot be written: File too large"
    )
    assert (run.code, run.output.count("published small →")) == (2, 1)
    assert files(shop.path("static")).keys() == {"made/cloud/small.svg"}
    shop.path("static/made/cloud/small.svg").unlink()
    shop.path("static/made/cloud").rmdir()
    shop.path("static/made/cloud").write_text("x")
    run = shop.doit("publish", "small")
    said = "not published: small: static/made/cloud/small.svg cannot be written: Not a directory\n"
    assert run.output == f"{said}0 published · 0 as they were · 0 failed · 1 refused\n"
    shop.path("static/made/cloud").unlink()
    shop.path("static/made").rmdir()
    shop.path("static/made").symlink_to("../elsewhere")
    shop.path("elsewhere").mkdir()
    run = shop.doit("publish", "small")
    assert (
        "static/made is a link, and nothing is written through one: name the folder its"
        in run.output
    )


def test_two_at_once_and_one_that_is_killed(shop: Project) -> None:
    ended_at(shop, "os.replace", 3, "publish")  # after .cache/lock.holder and the first copy
    left = [path.name for path in shop.path(CLOUD).iterdir() if path.suffix == ".tmp"]
    assert [name.partition(".svg.")[0] for name in left] == ["second"]
    assert is_copied(shop, "first.svg", f"{CLOUD}/first.svg")
    assert not shop.path(f"{CLOUD}/second.svg").exists()
    theirs = shop.path(f"{CLOUD}/notes.txt.1-0123abcd~1.tmp")
    theirs.write_text("not ours")
    both = [start(shop, "publish", "first", "second") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert "".join(said).count("published second →") == 1
    assert [path.name for path in shop.path(CLOUD).glob("*.tmp")] == [theirs.name]
    assert is_copied(shop, "second.svg", f"{CLOUD}/second.svg")


def findings(project: Project) -> set[tuple[str, str]]:
    found = json.loads(project.doit("check", "--format", "json").output)["findings"]
    return {(each["code"], each["file"]) for each in found if each["code"].startswith("B")}


def test_copies_that_are_missing_or_of_no_question(shop: Project) -> None:
    assert findings(shop) == set()
    shop.configure("published = 'static/'")
    shop.doit()
    assert findings(shop) == {("B003", f"static/cloud/{each}.svg") for each in ("first", "second")}
    assert shop.doit("status").output.count("its published copy is missing: run doit publish") == 2
    assert shop.doit("publish").code == 2
    assert "its published copy" not in shop.doit("status").output
    assert is_copied(shop, "hand.svg", "static/cloud/hand.svg")
    for name in (
        "logo.svg",
        "cloud/lost.svg",
        "cloud/bad.svg",
        "cloud/notes.txt",
        "icons/x.svg",
        "cloud/own/x.svg",
    ):
        shop.path(f"static/{name}").parent.mkdir(exist_ok=True)
        shop.path(f"static/{name}").write_text("<svg/>")
    assert findings(shop) == {("B001", "static/cloud/lost.svg")}
    assert "hint: remove it, unless your site reads it" in shop.doit("check").output
    # The failing one may mean it, whichever file its mended YAML names.
    shop.path(f"{CLOUD}/bad.yaml").write_text("id: bad\nvisual: [\n  path: named.svg\n")
    shop.path("static/cloud/named.svg").write_text("<svg/>")
    assert "mend questions/cloud/bad.yaml first, which may mean it" in shop.doit("check").output
    assert findings(shop) == {("B001", "static/cloud/lost.svg")}
    # Copies of the time before the settings named a folder.
    old = shop.path(f"{CLOUD}/second.svg")
    old.write_text("<svg/>")
    said = shop.doit("check").output
    assert "the copy of second is static/cloud/second.svg now, not this file" in said
    old.unlink()
    # A published one that fails is reported for that alone.
    shop.path("static/cloud/first.svg").unlink()
    shop.path(f"{CLOUD}/first.dot").write_text("digraph { a -> -> b }")
    shop.doit()
    assert findings(shop) == {("B001", "static/cloud/lost.svg")}


def test_what_a_move_left_behind_has_a_way_out(shop: Project) -> None:
    """A question has another track since, another had several visuals."""
    shop.configure("published = 'static/'")
    shop.doit()
    shop.doit("publish")
    shop.path("questions/edge").mkdir()
    for name in ("second.yaml", "second.dot"):
        shop.path(f"{CLOUD}/{name}").rename(shop.path(f"questions/edge/{name}"))
    moved = shop.path("questions/edge/second.yaml")
    moved.write_text(moved.read_text().replace("track: cloud", "track: edge"))
    shop.path("static/cloud/first--part.svg").write_text("<svg/>")
    shop.path("questions/edge/first.dot").write_text("digraph { a }")
    shop.doit()
    said = shop.doit("check").output
    assert "the copy of second is static/edge/second.svg now, not this file" in said
    assert f"hint: {CLOUD}/first.yaml names files in {CLOUD}/ alone: remove it" in said
    left = said.partition("static/cloud/first--part.svg: ")[2].split("\n")[1]
    assert left.strip() == "hint: remove it, unless your site reads it"  # a copy is drawn by nobody
    shop.path("questions/edge/first--a.dot").write_text("digraph { a }")
    way_out = f"{CLOUD}/first.yaml names files in {CLOUD}/ alone: move it there, or remove it"
    assert way_out in shop.doit("check").output
    for left in (
        "static/cloud/second.svg",
        "static/cloud/first--part.svg",
        "questions/edge/first.dot",
        "questions/edge/first--a.dot",
    ):
        shop.path(left).unlink()
    shop.doit("publish", "second")
    assert findings(shop) == set()


def test_sources_apart_from_questions(project: Project) -> None:
    """As trees have them that exist: questions here, sources and copies there."""
    project.configure("questions = 'vault/q'\nsources = 'vault/v/'\npublished = 'vault/v'")
    for name, status in (("drawn", "published"), ("old", "archived"), ("hand", "published")):
        path = project.add(name, "svg" if name == "hand" else "dot", status=status)
        project.path("vault/q/cloud").mkdir(parents=True, exist_ok=True)
        project.path("vault/v/cloud").mkdir(parents=True, exist_ok=True)
        path.rename(project.path(f"vault/q/cloud/{name}.yaml"))
        for source in project.path(CLOUD).glob(f"{name}.*"):
            source.rename(project.path(f"vault/v/cloud/{source.name}"))
    old = project.path("vault/q/cloud/old.yaml")
    lines = sorted(old.read_text().splitlines(), key=lambda line: line != "status: archived")
    old.write_text("\n".join(lines), encoding="utf-8-sig")
    assert project.doit().counts == (2, 0, 0)
    assert findings(project) == {("B003", "vault/v/cloud/drawn.svg")}
    run = project.doit("publish")
    assert run.output.endswith(
        "1 published · 0 as they were · 0 failed · 1 hand-made without a copy\n"
    )
    assert findings(project) == set()


def test_nothing_is_to_be_removed_while_a_folder_of_questions_cannot_be_read(shop: Project) -> None:
    shop.path(f"{CLOUD}/lost.dot").write_text("digraph { a -> b }")
    assert "hint: name it in a question, or remove it\n" in shop.doit("check").output
    shop.path("questions/far").symlink_to("x" * 300)  # a name that no file system has
    run = shop.doit("check")
    assert "hint: name it in a question; a folder that cannot be read may hold that" in run.output
    run = shop.doit("release", "site")
    assert (run.code, run.output.partition(":")[0]) == (
        2, "a folder of questions cannot be read, and may hold published visuals",
    )  # fmt: skip

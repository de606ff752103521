"""`doit promote` and `doit status`: what a draft lacks, and files where only that changes."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest

from tests.commands.test_approve import edit
from tests.conftest import SMALL, Project, new_project

BLOCK = "visual:\n  kind: dot\n  alt: Boxes, with lines between them.\n  caption: Boxes\n"
FLOW = "visual: {kind: dot, alt: 'Boxes, with lines between them.', caption: Boxes}"

WRITTEN = {
    "comment": (f"# one\nid: ID\ntrack: cloud\nstatus: draft  # draft!\n{BLOCK}", "draft  #"),
    "crlf": (f"id: ID\ntrack: cloud\nstatus: draft\n{BLOCK}".replace("\n", "\r\n"), "draft"),
    "quoted": (f'id: ID\nstatus: "draft"\n{BLOCK}', "draft"),
    "single": (f"id: ID\nstatus:\t'draft'\t# draft\n{BLOCK}", "draft"),
    "anchor": (f"id: ID\nstatus: !!str &draft draft\nnote: draft\n{BLOCK}", " draft\nnote"),
    "alias": (f"id: ID\nold: &old draft\nstatus: *old\nnote: *old\n{BLOCK}", "*old\nnote"),
    "folded": (f"id: ID\nstatus: >-  # draft\n  draft\n# draft\n{BLOCK}", "draft\n# draft\nvisual"),
    "text": (f"id: ID\nnote: |\n  status: draft\nstatus: draft\n{BLOCK}", "draft\nvisual"),
    "letters": (f"id: ID\nnote: é\U0001d11e\u2028 ü\nstatus: draft\n{BLOCK}", "draft"),
    "flow": (f"{{id: ID, status: draft, note: [draft], {FLOW}}}\n", "draft, note"),
    "marks": (f"%YAML 1.1\n---\nid: ID\nstatus: draft\n{BLOCK}...\n", "draft"),
}
"""Questions that say a status, and what begins with the part of them that changes."""

SILENT = {
    "track": (f"id: ID\ntrack: cloud  # here\n{BLOCK}", "# here\n", "status: published\n"),
    "id": (f"track: >-\n  cloud\nid: ID\n{BLOCK}", "id: ID\n", "status: published\n"),
    "claims": (
        f"id: ID\n{BLOCK}  claims:\n    - nodes = 2\n", "id: ID\n", "status: published\n"
    ),
    "returns": (f"id: ID\n{BLOCK}".replace("\n", "\r\n"), "id: ID\r\n", "status: published\r\n"),
    "last": (f"{BLOCK}id: ID", "id: ID", "\nstatus: published"),
    "braces": (f"{{id: ID,\n {FLOW}}}", "id: ID", ", status: published"),
    "json": (
        '{"id": "ID",\n "track": "cloud",\n "visual": {"kind": "dot", "caption": "Boxes",\n'
        ' "alt": "Boxes, with lines between them."}}\n', '"cloud"', ', "status": "published"',
    ),
    "merged": (
        f"base: &base {{status: draft, track: cloud}}\n<<: *base\nid: ID\n{BLOCK}", "id: ID\n",
        "status: published\n",
    ),
}  # fmt: skip
"""Questions that say none, what stands before the place for it, and what is added there."""

ENCODINGS = {
    "utf8": b"",
    "utf8-bom": codecs.BOM_UTF8,
    "utf16-le": codecs.BOM_UTF16_LE,
    "utf16-be": codecs.BOM_UTF16_BE,
}


def before_and_after(name: str, start: str) -> tuple[str, str]:
    """A question of that id, and as it is to be."""
    if start in WRITTEN:
        text, at = WRITTEN[start]
        head, found, tail = text.partition(at)
        after = head + found.replace("draft", "published", 1).replace("*old", "published") + tail
    else:
        text, behind, added = SILENT[start]
        head, found, tail = text.partition(behind)
        after = head + found + added + tail
    assert found
    return text.replace("ID", name), after.replace("ID", name)


def test_nothing_but_the_status_changes(project: Project) -> None:
    expected: dict[Path, bytes] = {}
    for start in (*WRITTEN, *SILENT):
        encodings = ENCODINGS if start in ("crlf", "returns") else {"utf8": b""}
        for encoding, mark in encodings.items():
            name = f"{start}-{encoding}"
            path = project.add(name, "dot")
            codec = encoding.removesuffix("-bom").replace("utf", "utf-")
            before, after = (mark + text.encode(codec) for text in before_and_after(name, start))
            path.write_bytes(before)
            path.chmod(0o640)
            expected[path] = after
    assert project.doit().counts == (len(expected), 0, 0)
    run = project.doit("promote", "*")
    assert (run.code, run.output.count(" is published now\n")) == (0, len(expected))
    assert {path: path.read_bytes() for path in expected} == expected
    assert {path.stat().st_mode & 0o777 for path in expected} == {0o640}
    assert project.doit().counts == (0, len(expected), 0)
    manifest = json.loads(project.path("build/manifest.json").read_text())
    assert {each["status"] for each in manifest["visuals"]} == {"published"}
    assert project.doit("promote", "last-utf8").output == "last-utf8 is published already\n"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Drafts that lack something, and two that lack nothing; reviews are required."""
    project = new_project(tmp_path_factory.mktemp("drafts"))
    project.configure('review = "required"')
    warned = "digraph { a [color=nosuchcolor] }\n"
    sources = {"bad": "digraph { a -> }", "warned": warned, "accepted": warned}
    for name in (
        "fine",
        "live",
        "bad",
        "warned",
        "accepted",
        "bare",
        "late",
        "new",
        "shared",
        "gone",
    ):
        project.add(name, "dot", sources.get(name, ""))
    project.path("questions/cloud/gone.dot").unlink()
    project.add("flag", "dot", status="flagged")
    edit(project, "bare.yaml", "  caption: What bare shows\n", "")
    edit(project, "shared.yaml", "status: draft", "status: &s draft\nother: *s")
    edit(project, "live.yaml", "status: draft", "status: published")
    pair = f"id: pair\ntrack: cloud\nvisuals:\n{part('a')}{part('b')}"
    project.path("questions/cloud/pair.yaml").write_text(pair)
    for name in ("a", "b"):
        project.path(f"questions/cloud/pair--{name}.dot").write_text(SMALL["dot"])
    assert project.doit().failed == {"bad", "gone"}
    project.doit("check", "--update-baseline")
    rows = project.path("findings-baseline.jsonl").read_text().splitlines(keepends=True)
    kept = [row for row in rows if '"warned"' not in row and "A004" not in row]
    project.path("findings-baseline.jsonl").write_text("".join(kept))
    reviewed = ["fine", "live", "warned", "accepted", "bare", "late", "shared", "pair--a"]
    assert project.doit("approve", *reviewed, "--by", "Ann").code == 0
    edit(project, "late.dot", "first", "one")
    project.path("questions/cloud/fine.svg").write_bytes(
        project.path("build/svg/cloud/fine.svg").read_bytes()
    )
    project.path("questions/cloud/live.svg").write_text("<svg/>")
    return project


def part(name: str) -> str:
    """One visual of several."""
    return f"  - name: {name}\n    kind: dot\n    alt: A drawing of boxes.\n    caption: Boxes\n"


LACKS = {
    "bad": ["bad: it failed (R001): mend it, then run doit bad", "bad: nobody has reviewed it: "],
    "gone": ["gone: it failed (Q004): mend it, then run doit gone", "gone: nobody has reviewed"],
    "warned": ["warned: it has 1 warning (R005): doit check questions/cloud/warned.dot shows"],
    "bare": ["bare: it has 1 warning (A004): doit check questions/cloud/bare.dot shows what to"],
    "late": ["late: it is not built as it is now: run doit late"],
    "new": ["new: nobody has reviewed it: look at it, then run doit approve new --by NAME"],
    "pair--a": ["pair--b, which has the status of the same question: nobody has reviewed it: "],
    "flag": ["flag: it is flagged; write status: draft in questions/cloud/flag.yaml when that"],
    "shared": ["questions/cloud/shared.yaml: the status cannot be changed here without changing"],
}


def test_all_that_drafts_lack_is_said_at_once_and_nothing_is_promoted(drafts: Project) -> None:
    before = [path.read_bytes() for path in sorted(drafts.path("questions").rglob("*"))[1:]]
    run = drafts.doit("promote", *LACKS, "fine")
    *lines, last = run.output.removeprefix("ERROR: ").splitlines()
    assert (run.code, last) == (3, "nothing is promoted")
    told = [start for starts in LACKS.values() for start in starts]
    assert len(lines) == len(told)
    assert [sum(line.startswith(start) for line in lines) for start in told] == [1] * len(told)
    assert before == [path.read_bytes() for path in sorted(drafts.path("questions").rglob("*"))[1:]]
    assert drafts.doit("promote").output.startswith("ERROR: it needs an id; ")
    assert "did you mean fine?" in drafts.doit("promote", "fien").output


def test_status_shows_first_what_needs_a_hand(drafts: Project) -> None:
    shown = json.loads(drafts.doit("status", "--json").output)
    rows = {each["id"]: each for each in shown["visuals"]}
    found = {name: (row["build"], row["review"], row["copy"]) for name, row in rows.items()}
    assert found == {
        "fine": ("built", "current", "current"),
        "live": ("built", "current", "stale"),
        **dict.fromkeys(["bad", "gone"], ("failed", "none", "none")),
        "late": ("stale", "current", "none"),
        **dict.fromkeys(["warned", "accepted", "bare", "shared"], ("built", "current", "none")),
        **dict.fromkeys(["new", "flag", "pair--b"], ("built", "none", "none")),
        "pair--a": ("built", "current", "none"),
    }
    assert (rows["fine"]["by"], rows["fine"]["lacks"], rows["new"]["by"]) == ("Ann", [], None)
    assert [each["code"] for each in rows["warned"]["warnings"]] == ["R005"]
    assert rows["accepted"]["warnings"] == []
    assert shown["counts"]["status"] == {"draft": 11, "flagged": 1, "published": 1}

    wide = drafts.doit("status", COLUMNS="100").output
    names = [line.split()[0] for line in wide.splitlines()[7:] if not line.startswith(" ")]
    assert names == [
        *("live", "bad", "gone", "accepted", "fine", "shared", "flag"),
        *("pair--a", "bare", "late", "new", "pair--b", "warned"),
    ]
    narrow = drafts.doit("status", "-n", "2", COLUMNS="36").output
    assert max(map(len, narrow.splitlines()[6:-1])) <= 36
    assert narrow.splitlines()[-1].startswith("and 11 more that need someone's hand")
    one = drafts.doit("status", "pair").output
    assert one.startswith("2 visuals\nstatus      2 draft\n")
    assert "\n    it waits for pair--b: a status is that of all of a question\n" in one
    assert "can be promoted" in drafts.doit("status", "fine", "new").output


def test_status_without_a_visual(project: Project) -> None:
    run = project.doit("status")
    assert (run.code, run.output) == (0, "no question has a visual yet: doit new writes one\n")


def test_what_may_not_be_written_stays(two: Project) -> None:
    path, elsewhere = two.path("questions/cloud/x.yaml"), two.path("x.yaml")
    path.chmod(0o444)
    run = two.doit("promote", "*")
    assert run.output.splitlines() == [
        "ERROR: questions/cloud/x.yaml cannot be written: it is read-only; make room there, or "
        "mend its permissions, or remove what stands in its place",
        "nothing is promoted",
    ]
    path.chmod(0o644)
    path.rename(elsewhere)
    path.symlink_to("../../x.yaml")
    before = elsewhere.read_bytes()
    told = "questions/cloud/x.yaml is a link, through which nothing is written"
    assert told in two.doit("promote", "x").output
    path.unlink()
    elsewhere.rename(path)
    os.rename(two.path("questions/cloud"), two.path("away"))
    two.path("questions/cloud").symlink_to("../away")
    assert "questions/cloud is a link" in two.doit("promote", "x").output
    assert path.read_bytes() == before
    assert two.doit("promote", "y", "--frist").code == 3

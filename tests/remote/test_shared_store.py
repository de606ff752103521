"""What one machine rendered another does not render; whatever the store does, builds are right."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.model import Finding, Job, Rendered
from pipeline.parcels import pack
from pipeline.remote.places import FolderPlace
from pipeline.remote.shared import NO_LIST, SharedStore
from tests.conftest import REPOSITORY, Project, Run, new_project
from tests.remote.servers import Mood, Server, nginx

READS = "import helper\nimport os\nimport matplotlib.pyplot as plt\nplt.plot(helper.DATA)\n"
SAVE = 'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg")\n'


@pytest.fixture
def server() -> Iterator[Server]:
    """A server in a good mood that holds nothing."""
    opened = Server()
    yield opened
    opened.close()


def machine(root: Path, shared: object, *, script: bool = False) -> Project:
    """A clone of one project on a machine of its own."""
    project = new_project(root)
    project.configure(f'shared_store = "{shared}"' if shared else "")
    for name in ("x", "y"):
        project.add(name, "dot")
    if script:
        project.add("s", "matplotlib", READS + SAVE)
        project.path("questions/cloud/helper.py").write_text("DATA = [1, 2]\n")
    return project


def said(run: Run) -> str:
    """What a run says of the shared store, "" where it says nothing."""
    found = re.search(r"^shared store: (.*)$", run.output, re.MULTILINE)
    return found[1] if found else ""


def from_store(run: Run) -> set[str]:
    """The visuals that were built without a render."""
    return set(re.findall(r"^built (\S+) .*from the store", run.output, re.MULTILINE))


@pytest.mark.parametrize("is_folder", [True, False])
def test_what_one_renders_another_does_not(tmp_path: Path, server: Server, is_folder: bool) -> None:
    (tmp_path / "mount").mkdir()
    shared = tmp_path / "mount" if is_folder else server.address
    one = machine(tmp_path / "one", shared, script=is_folder)
    count = 3 if is_folder else 2
    assert said(one.doit()) == f"0 hit · {count} missed"
    two = machine(tmp_path / "two", shared, script=is_folder)
    run = two.doit()
    assert said(run) == f"{count} hit · 0 missed"
    assert from_store(run) == {"s", "x", "y"} if is_folder else {"x", "y"}
    assert two.built() == one.built()
    if not is_folder:
        assert said(two.doit("-a")) == "", "it renders really, and what it draws is there already"
        return
    two.path("questions/cloud/helper.py").write_text("DATA = [2, 1]\n")
    assert said(two.doit()) == "0 hit · 1 missed"
    one.path("questions/cloud/helper.py").write_text("DATA = [2, 1]\n")
    assert said(one.doit()) == "1 hit · 0 missed"
    assert one.built() == two.built()
    assert said(one.doit()) == ""
    assert not list(tmp_path.rglob("mount/**/*.tmp*"))


MERMAID = """
from pipeline.render.failures import source_input
from pipeline.model import Rendered


def render(job, workers, root):
    return Rendered(b"<svg xmlns='http://www.w3.org/2000/svg' width='680' height='100'/>",
                    "mermaid 11.2", inputs=source_input(job))
"""


def test_a_renderer_that_was_added_is_shared_too(tmp_path: Path, server: Server) -> None:
    """It is one module and one row; where a broken question names a source of it, that is known."""
    shutil.copytree(REPOSITORY / "pipeline", tmp_path / "copy/pipeline")
    (tmp_path / "copy/pipeline/render/mermaid.py").write_text(MERMAID)
    kinds = tmp_path / "copy/pipeline/kinds.py"
    row = 'ROWS = (\n    Kind("mermaid", ".mmd", "pipeline.render.mermaid"),\n'
    kinds.write_text(kinds.read_text().replace("ROWS = (\n", row, 1))
    for root, summary in (("one", "0 hit · 1 missed"), ("two", "1 hit · 0 missed")):
        project = new_project(tmp_path / root)
        project.configure(f'shared_store = "{server.address}"')
        question = project.add("x", "svg")
        question.write_text(question.read_text().replace("kind: svg", "kind: mermaid"))
        question.with_suffix(".svg").rename(question.with_suffix(".mmd"))
        assert said(project.doit(PYTHONPATH=str(tmp_path / "copy"))) == summary
    question.write_text(question.read_text().replace("kind: mermaid", "kind: x.mmd or y.mmd"))
    for name in ("y", "z"):
        question.with_name(f"{name}.mmd").touch()
    run = project.doit("check", PYTHONPATH=str(tmp_path / "copy"))
    assert re.findall(r"(\S+): warning B001", run.output) == ["questions/cloud/z.mmd"]


MOODS: dict[Mood, str] = {
    "stalls": "0 hit · 0 missed; off: it took more than 2 s to answer",
    "drips": "0 hit · 0 missed; off: it took more than 2 s to answer",
    "fails": "0 hit · 0 missed · 3 errors; off: GET ac/… was answered with 500",
    "cuts off": "0 hit · 0 missed · 3 errors; off: it ended the connection before its answer",
    "talks nonsense": "0 hit · 0 missed · 3 errors; off: what it answered is not HTTP",
    "shows a page": f"0 hit · 2 missed · 3 errors; off: {NO_LIST}",
    "sends elsewhere": "0 hit · 0 missed · 3 errors; off: GET ac/… was answered with 302: "
    "it leads to another address, which is not followed: name that one",
    "lies": f"0 hit · 2 missed · 3 errors; off: {NO_LIST}",
    "has other blobs": "0 hit · 2 missed",
    "full": "2 hit · 0 missed",
}  # fmt: skip


def test_whatever_it_does_the_build_is_right(tmp_path: Path, server: Server) -> None:
    one = machine(tmp_path / "one", server.address)
    one.add("z", "dot")
    one.doit()
    for path in [*one.path("questions").rglob("z.*")]:
        path.unlink()
    one.doit()
    for mood, words in MOODS.items():
        server.mood = mood
        other = machine(tmp_path / mood, server.address)
        run = other.doit("-n", "2")
        assert run.code == 0, run.output
        assert said(run).startswith(words), (mood, run.output)
        assert other.built() == one.built(), mood
        shutil.rmtree(other.root)
    server.mood = "good"
    assert said(machine(tmp_path / "again", server.address).doit()) == "2 hit · 0 missed"


@pytest.mark.parametrize(
    ("address", "words"),
    [("http://127.0.0.1:9/x", "no connection"), ("http://no-such-host.invalid", "name"),
     ("/no/such/folder", "there is no folder '/no/such/folder'")],
)  # fmt: skip
def test_one_that_is_away_is_said_to_be(tmp_path: Path, address: str, words: str) -> None:
    project = machine(tmp_path / "one", address)
    project.add("z", "dot")
    run = project.doit("-n", "1")
    assert run.counts == (3, 0, 0)
    assert "3 errors; off: " in said(run)
    assert words in said(run)
    assert not Path("/no").exists()


def test_one_that_is_full_is_still_read(tmp_path: Path, server: Server) -> None:
    machine(tmp_path / "one", server.address).doit()
    server.mood = "full"
    other = machine(tmp_path / "two", server.address)
    for name in ("a", "b", "c"):
        other.add(name, "dot", f"digraph {{ {name} }}")
    run = other.doit("-n", "1")
    assert from_store(run) == {"x", "y"}
    why = "1 error; only read: PUT cas/… was answered with 507: it is full"
    assert said(run) == f"2 hit · 3 missed · {why}"


def test_whoever_may_write_a_folder_may_write_all_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "mount"
    folder.mkdir()
    folder.chmod(0o2775)
    machine(tmp_path / "one", folder).doit()
    assert {oct(each.stat().st_mode & 0o7777) for each in folder.iterdir()} == {"0o2775"}


def test_one_without_tls_is_said_to_have_none(tmp_path: Path, server: Server) -> None:
    run = machine(tmp_path / "one", server.address.replace("http:", "https:")).doit()
    assert run.code == 0
    assert "off: no TLS connection: wrong version number (a server without" in said(run)


def test_an_evicted_blob_is_a_miss_and_comes_back(tmp_path: Path, server: Server) -> None:
    machine(tmp_path / "one", server.address).doit()
    blobs = [name for name in server.entries if name.startswith("cas/")]
    for name in blobs:
        del server.entries[name]
    assert said(machine(tmp_path / "two", server.address).doit()) == "0 hit · 2 missed"
    assert set(blobs) <= server.entries.keys()


def test_blobs_come_first(tmp_path: Path, server: Server) -> None:
    machine(tmp_path / "one", server.address).doit("-n", "1", "x")
    puts = [each.split()[1][:3] for each in server.asked if each.startswith("PUT")]
    assert puts == ["cas", "ac/", "ac/"]


def test_the_first_wins_and_a_differing_second_is_reported(tmp_path: Path, server: Server) -> None:
    chance = f"import os, secrets\nimport matplotlib.pyplot as plt\nplt.plot([1])\n" \
             f"plt.title(secrets.token_hex())\n{SAVE}"  # fmt: skip
    one = machine(tmp_path / "one", server.address)
    one.add("s", "matplotlib", chance)
    one.doit("s")
    before = dict(server.entries)
    run = one.doit("-a", "s")
    assert "s: another machine drew something else from the same files" in run.output
    assert server.entries == before


def test_namespaces(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull request reads what main wrote, and main never what a pull request wrote."""
    machine(tmp_path / "one", server.address).doit("x")
    monkeypatch.setenv("VISUALS_SHARED_STORE_NAMESPACE", "pull-7")
    assert said(machine(tmp_path / "two", server.address).doit()) == "1 hit · 1 missed"
    assert said(machine(tmp_path / "three", server.address).doit()) == "2 hit · 0 missed"
    monkeypatch.setenv("VISUALS_SHARED_STORE_NAMESPACE", "main")
    assert said(machine(tmp_path / "four", server.address).doit()) == "1 hit · 1 missed"


def test_it_is_not_written_where_it_must_not_be(tmp_path: Path, server: Server) -> None:
    project = machine(tmp_path / "one", server.address)
    project.configure(f'shared_store = "{server.address}"\nshared_store_write = false')
    assert said(project.doit()) == "0 hit · 2 missed"
    assert server.entries == {}


def test_credentials_come_from_the_environment(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUALS_SHARED_STORE", server.address)
    monkeypatch.setenv("VISUALS_SHARED_STORE_USER", "ci")
    monkeypatch.setenv("VISUALS_SHARED_STORE_PASSWORD", "secret")
    monkeypatch.setenv("VISUALS_SHARED_STORE_HEADERS", "X-Team: visuals\nX-Two: 2")
    project = machine(tmp_path / "one", "/no/such/folder")
    assert said(project.doit()) == "0 hit · 2 missed"
    sent = server.headers[0]
    assert (sent["Authorization"], sent["X-Team"]) == ("Basic Y2k6c2VjcmV0", "visuals")
    monkeypatch.setenv("VISUALS_SHARED_STORE_TOKEN", "t0ken")
    project.doit("-a", "x")
    assert server.headers[-1]["Authorization"] == "Bearer t0ken"
    monkeypatch.setenv("VISUALS_SHARED_STORE_HEADERS", "no header")
    assert "VISUALS_SHARED_STORE_HEADERS has a line that is no header" in project.doit().output


@pytest.mark.parametrize(
    "value",
    [
        "ftp://example.org", "https://ci:secret@example.org", "https://", " ", "true",
        "https://example.org:65536/visuals",
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused(project: Project, value: str) -> None:
    project.configure(f'shared_store = "{value}"' if value != "true" else "shared_store = true")
    run = project.doit()
    assert run.code == 3
    assert "shared_store" in run.output
    assert "secret" not in run.output


@pytest.mark.parametrize(
    "value", ["https://ci:sec/ret@example.org", "https://example.org/x?key=sec/ret"]
)
def test_no_message_shows_the_secrets_of_an_address(
    project: Project, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("VISUALS_SHARED_STORE", value)
    for run in (project.doit(), project.doit("doctor")):
        assert run.code == 3
        assert "name a folder or an HTTP address without a user" in run.output
        assert "sec/ret" not in run.output
        assert "fault of the pipeline" not in run.output


JOB = Job("x", "dot", "questions/x.dot", b"digraph {}", "f" * 64)
INPUTS = {JOB.source: "a" * 64}
GOOD = Rendered(b"<svg/>", "graphviz 14.1.5", inputs=INPUTS)
KEY = "k" * 64


def found(folder: Path, rendered: Rendered, paths: object = None) -> Rendered | None:
    """What is found where this render was put by someone who knows all names."""
    shutil.rmtree(folder)
    folder.mkdir()
    state = {**INPUTS, "b": "absent"}.__getitem__
    store = SharedStore(FolderPlace(str(folder)), state, "main", True)
    store.keep(KEY, JOB, GOOD)
    lists, blob_of = sorted((folder / "ac").iterdir(), key=lambda each: -each.stat().st_size)
    if len(lists.read_bytes()) == 64:
        lists, blob_of = blob_of, lists
    blob = pack(rendered)
    digest = hashlib.sha256(blob).hexdigest()
    blob_of.write_text(digest)
    (folder / "cas" / digest).write_bytes(blob)
    if paths is not None:
        lists.write_text(paths if isinstance(paths, str) else json.dumps(paths))
    return store.find(KEY, JOB)


def is_given_to_others(folder: Path, rendered: Rendered) -> bool:
    """Whether a store keeps this render."""
    shutil.rmtree(folder)
    folder.mkdir()
    SharedStore(FolderPlace(str(folder)), INPUTS.get, "main", True).keep(  # type: ignore[arg-type]
        KEY, JOB, rendered
    )
    return any(folder.iterdir())


def test_what_is_found_is_looked_at_as_if_it_came_from_a_stranger(tmp_path: Path) -> None:
    """A blob with a right hash, under a right key, that is no render of this visual."""
    assert found(tmp_path, GOOD) == GOOD
    finding = Finding("R005", "warning", JOB.source, "m", visual="x")
    assert found(tmp_path, GOOD._replace(findings=(finding,))) is not None
    hostile = {
        "another visual's finding": GOOD._replace(findings=(finding._replace(visual="y"),)),
        "an error": GOOD._replace(findings=(finding._replace(code="R001", severity="error"),)),
        "an error as a warning": GOOD._replace(findings=(finding._replace(code="R001"),)),
        "a foreign file": GOOD._replace(findings=(finding._replace(file="/etc/passwd"),)),
        "no inputs": GOOD._replace(inputs={}),
        "other inputs": GOOD._replace(inputs={**INPUTS, "b": "absent"}),
        "a renderer that none is": GOOD._replace(renderer="graphviz \x1b[31m"),
        "no render": GOOD._replace(raw=None),
    }
    for name, rendered in hostile.items():
        assert found(tmp_path, rendered) is None, name
        is_odd_here = name in ("no inputs", "other inputs")  # but a render may have read others
        assert is_given_to_others(tmp_path, rendered) is is_odd_here, name


@pytest.mark.parametrize("paths", [
    [["../../secret"]], [["/etc/passwd"]], [[".git/config"]], ["x"], {}, [[1]], "nonsense",
    [["a\0b"]], [[JOB.source] * 20_000],
])  # fmt: skip
def test_paths_from_a_stranger_lead_nowhere(tmp_path: Path, paths: object) -> None:
    assert found(tmp_path, GOOD, paths) is None
    assert found(tmp_path, GOOD, [["../../secret"], [JOB.source]]) == GOOD


def test_a_script_in_what_is_found_is_refused(tmp_path: Path, server: Server) -> None:
    """A render that someone else put there is normalized here: it cannot bring a script."""
    machine(tmp_path / "one", server.address).doit("x")
    (place,) = [name for name, each in server.entries.items()
                if name.startswith("ac/") and len(each) == 64]  # fmt: skip
    blob = server.entries[f"cas/{server.entries[place].decode()}"]
    blob = blob.replace(b"</svg>", b"<script>alert(1)</script></svg>")
    digest = hashlib.sha256(blob).hexdigest()
    server.entries |= {place: digest.encode(), f"cas/{digest}": blob}
    run = machine(tmp_path / "two", server.address).doit("x")
    assert run.codes == {"S001"}
    assert not list((tmp_path / "two/build").rglob("svg/**/*.svg"))


@pytest.mark.skipif(
    not shutil.which("nginx") and not os.environ.get("CI"), reason="nginx is not installed"
)
def test_nginx_as_the_docs_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Main and a pull request, each with its credentials; neither writes in the other's place."""
    text = (REPOSITORY / "docs/shared-store.md").read_text()
    (locations,) = re.findall(r"```nginx example\n(.*?)```", text, re.DOTALL)
    root = tmp_path / "srv"
    root.mkdir()
    for name in ("main", "pull"):
        (root / f"{name}.htpasswd").write_text(f"{name}:{{PLAIN}}secret-of-{name}\n")

    def as_job(job: str, user: str, namespace: str) -> str:
        for name, value in (("", f"{address}/{job}"), ("_USER", user), ("_NAMESPACE", namespace),
                            ("_PASSWORD", f"secret-of-{user}")):  # fmt: skip
            monkeypatch.setenv(f"VISUALS_SHARED_STORE{name}", value)
        return said(machine(tmp_path / f"{job}-{user}-{namespace}", "").doit())

    with nginx(root, locations.replace("/srv/visuals", str(root))) as address:
        assert as_job("main", "main", "main") == "0 hit · 2 missed"
        assert as_job("pull", "pull", "pull-7") == "2 hit · 0 missed"
        shutil.rmtree(root / "main")
        assert as_job("pull", "pull", "pull-8") == "0 hit · 2 missed"
        assert as_job("main", "main", "release") == "0 hit · 2 missed"
        assert "401: credentials are missing or wrong" in as_job("main", "pull", "pull-9")
        assert as_job("pull", "pull", "pull-8b") == "0 hit · 2 missed"

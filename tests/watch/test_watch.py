"""`doit watch`: what is saved is built, and shown in pages that are open."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlsplit

import pytest
from watchfiles import watch

from pipeline.files.lock import locked
from pipeline.files.outputs import Outputs
from pipeline.watch import Audience, Server, changes
from pipeline.watch.settings import Settings
from tests.browser import Browser
from tests.conftest import REPOSITORY, SMALL, Project, new_project, wait_until
from tests.graph.test_interrupt import ENDLESS, alive_in
from tests.watch.conftest import PATIENCE, Page, Watched, watching

Open = Callable[[], Page]

IMAGE = "document.querySelector('.stage img')"
HELD = ("other.yaml", "chart.py")
BANNER = "document.querySelector('.banner')"


@pytest.mark.parametrize(
    ("name", "file", "old", "new", "text"),
    [
        ("graph", "graph.dot", "first", "edited", "edited"),
        ("hand", "hand.svg", "a label", "another", "another"),
        ("chart", "chart.py", "[1, 4, 9]", "[1, 4, 900]", "800"),
        ("graph", "graph.yaml", "What graph shows", "Said anew", "Said anew"),
    ],
    ids=["dot", "svg", "script", "caption"],
)
def test_what_is_saved_is_shown_in_place(
    watched: Watched, open_page: Open, name: str, file: str, old: str, new: str, text: str
) -> None:
    page, other = open_page(), open_page()
    page.view(name)
    other.view(name)
    before = page.page.evaluate(f"{IMAGE}.src")
    watched.edit(file, old, new)
    for each in (page, other):
        each.until(f"{IMAGE}.src !== '{before}'")
        assert text in each.drawn()
        assert each.is_first


def test_what_fails_keeps_its_picture_under_a_banner_until_it_is_mended(
    watched: Watched, open_page: Open
) -> None:
    page = open_page()
    page.view("other")
    good = page.drawn()
    watched.edit("other.dot", "a -> b", "a -> -> b")
    page.until(f"!{BANNER}.hidden")
    page.shows("syntax error in line 1", "a -> -> b")
    page.until(f"{IMAGE}.src.startsWith('data:')")
    assert page.drawn() == good
    watched.edit("other.dot", "a -> -> b", "a -> b")
    page.until(f"{BANNER}.hidden && {IMAGE}.src.includes('other.svg')")
    assert page.drawn() == good
    assert page.is_first


def test_questions_that_come_go_and_are_renamed(watched: Watched, open_page: Open) -> None:
    page = open_page()
    question = watched.project.add("comes", "svg")
    page.shows("comes")
    for path in (question, question.with_suffix(".svg")):
        text = path.read_text(encoding="utf-8")
        path.unlink()
        path = path.with_stem("renamed")
        path.write_text(text.replace("comes", "renamed"), encoding="utf-8")
    page.shows("renamed")
    page.until("!document.body.innerText.includes('comes')")
    watched.wait(lambda: "removed comes" in watched.printed, "it is not said")
    for ending in (".svg", ".yaml"):
        question.with_name(f"renamed{ending}").unlink()
    page.until("!document.body.innerText.includes('renamed')")
    assert page.is_first
    assert not watched.project.path("build/svg/cloud/renamed.svg").exists()


def test_a_question_that_is_back_before_pages_are_written_is_shown_again(
    watched: Watched, open_page: Open
) -> None:
    """As where one branch is left for another, and for the first again."""
    page = open_page()
    question, chart = (watched.project.path(f"questions/cloud/{name}") for name in HELD)
    text, script = question.read_text(), chart.read_text()
    question.unlink()
    chart.write_text(ENDLESS)
    for number in range(12):  # so many that everything is looked at
        watched.project.path(f"questions/cloud/left-{number}.txt").write_text("of a checkout")
    page.until("!document.body.innerText.includes('What other shows')")
    question.write_text(text)
    page.shows("What other shows")
    chart.write_text(script)
    watched.wait(lambda: not alive_in(chart.parent), "it goes on")
    assert page.is_first


def test_a_checkout_of_many_files_is_one_build(watched: Watched, open_page: Open) -> None:
    """No picture is loaded more than once for it."""
    page = open_page()
    loaded: list[str] = []
    page.page.on("request", lambda request: loaded.append(request.url.partition("?")[0]))
    git = watched.project.root.parent / ".git"  # the checkout may hold more than the project
    lock = git / "index.lock"
    lock.touch()
    names = [f"many-{number}" for number in range(20)]
    for name in names:
        watched.project.add(name, "svg")
    page.page.wait_for_timeout(400)  # longer than it waits for more where no git is at work
    assert "many-0" not in watched.printed
    lock.unlink()
    page.shows(names[-1])
    watched.wait(lambda: "20 built" in watched.printed, "the build does not end")
    assert watched.printed.count("20 built") == 1
    pictures = [url for url in loaded if "/svg/" in url]
    assert len(pictures) == len(set(pictures))


def test_a_script_that_hangs_stops_nothing_else(watched: Watched, open_page: Open) -> None:
    """Neither other edits, nor a doit beside it; mended, it is drawn at once."""
    page = open_page()
    path = watched.project.path("questions/cloud/chart.py")
    path.write_text(ENDLESS)
    watched.wait(lambda: alive_in(path.parent), "it does not run")
    page.view("hand")
    watched.edit("hand.svg", "</text>", " meanwhile</text>")
    page.until(f"{IMAGE}.complete")
    watched.wait(
        lambda: b"meanwhile" in watched.project.path("build/svg/cloud/hand.svg").read_bytes(),
        "the other is not built",
    )
    assert watched.project.doit("normalize:hand").code == 0
    page.view("chart")
    path.write_text(SMALL["matplotlib"].replace("[1, 4, 9]", "[1, 4, 90000]"))
    page.until(f"{IMAGE}.src.includes('chart.svg')")
    watched.wait(
        lambda: b"80000" in watched.project.path("build/svg/cloud/chart.svg").read_bytes(),
        "the mended one is not built",
    )
    assert not alive_in(path.parent)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        ("/svg/cloud/hand.svg", {}, 200),
        ("/", {"Host": "evil.example"}, 403),
        ("/", {"Origin": "http://evil.example"}, 403),
        ("/svg/cloud/hand.svg", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/events?since=", {"Origin": "null"}, 403),
        ("/../dodo.py", {}, 404),
        ("/%2e%2e/dodo.py", {}, 404),
        ("/svg/..%2f..%2fdodo.py", {}, 404),
        ("//etc/passwd", {}, 404),
        ("/svg/..\\..\\dodo.py", {}, 404),
        ("/link.txt", {}, 404),
        ("/svg", {}, 404),
        ("/%00", {}, 404),
    ],
)
def test_only_its_own_pages_may_ask_and_only_for_what_is_built(
    watched: Watched, path: str, headers: dict[str, str], status: int
) -> None:
    link = watched.project.path("build/link.txt")
    if not link.is_symlink():
        link.symlink_to(watched.project.path("dodo.py"))
    host = watched.address.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", path, headers=headers)
    reply = connection.getresponse()
    assert (reply.status, b"BUILD" in reply.read()) == (status, False)
    connection.close()


@pytest.mark.parametrize(("port", "is_left_out"), [(80, True), (8000, False)])
def test_browsers_leave_out_the_port_of_http(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int, is_left_out: bool
) -> None:
    """Only root may listen there, so the server is told that it does."""
    server = Server(Outputs(str(tmp_path)), Audience(), 0, 0)
    monkeypatch.setattr(server._http, "server_port", port)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/", headers={"Host": "localhost", "Origin": "http://localhost"})
    assert connection.getresponse().status == (200 if is_left_out else 403)
    connection.close()
    server.close()


def test_it_ends_at_once_and_leaves_nothing_to_do(two: Project) -> None:
    """Here it polls, and a script hangs that is gone by then."""
    with watching(two, "--poll", "x") as watched:
        assert f"{watched.address}#x" in watched.printed
        watched.edit("x.dot", "first", "edited")
        watched.wait(lambda: "built x (" in watched.printed, "polling sees nothing")
        said = "looking at all files again and again, as asked"
        watched.wait(lambda: said in watched.printed, "it does not say that it polls")
        script = two.add("hangs", "matplotlib", ENDLESS)
        watched.wait(lambda: alive_in(script.parent), "it does not run")
        assert watched.printed.count(said) == 1
        assert watched.stop() == 0
    wait_until(lambda: not alive_in(two.root), "no process stays behind")
    for path in (script, script.with_suffix(".py")):
        os.unlink(path)
    assert two.doit().counts == (0, 2, 0)


def test_new_settings_start_it_over_at_the_same_address(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings that cannot be read do not: it goes on with those that it has."""
    with socket.socket() as free:  # not one of those that other tests take first
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("VISUALS_WATCH_PORT", str(free.getsockname()[1]))
    with watching(two) as watched:
        address = watched.address
        two.path("pyproject.toml").write_text("[tool.visuals]\nbuid = 'x'\n")
        watched.wait(lambda: "buid" in watched.printed, "it says nothing")
        two.configure("build = 'out'")
        watched.wait(lambda: "starting over" in watched.printed, "it goes on")
        watched.wait(lambda: two.path("out/index.html").exists(), "it does not build")
        assert watched.address == address
        assert watched.printed.count(address) == 2


def test_a_page_that_is_there_before_the_first_is_written_learns_what_that_says(
    two: Project, browser: Browser
) -> None:
    """What went, and what was built without the gallery, while nobody watched."""
    assert two.doit().code == 0
    question, source = (two.path(f"questions/cloud/{name}") for name in ("y.yaml", "x.dot"))
    for each in (source, source.with_name("y.dot")):
        each.write_text(each.read_text().replace("first", "edited"))
    assert "gallery wait" in two.doit("x").output
    question.unlink()
    context = browser.page.context.browser.new_context()
    held = contextlib.ExitStack()
    held.enter_context(locked(str(two.path(".cache/lock"))))
    with held, watching(two) as watched:
        page = Page(context.new_page(), watched.address)
        page.shows("What y shows")
        page.view("x")
        before = page.page.evaluate(f"{IMAGE}.src")
        held.close()
        page.until(f"{IMAGE}.src !== '{before}'")
        page.page.evaluate("location.hash = ''")
        page.until("!document.body.innerText.includes('What y shows')")
        assert page.is_first
    context.close()


def test_the_first_build_shows_itself_at_the_address_of_a_visual(
    project: Project, browser: Browser
) -> None:
    project.add("x", "dot")
    context = browser.page.context.browser.new_context()
    held = contextlib.ExitStack()
    held.enter_context(locked(str(project.path(".cache/lock"))))
    with held, watching(project, "x") as watched:
        page = Page(context.new_page(), f"{watched.address}#x")
        page.shows("There is no gallery yet")
        held.close()
        page.shows("What x shows", "Source: questions/cloud/x.dot")
    context.close()


def test_a_page_comes_back_though_another_server_answered_it(
    two: Project, browser: Browser
) -> None:
    asked = threading.Event()

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)
            asked.set()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    context = browser.page.context.browser.new_context()
    with watching(two) as watched:
        address = urlsplit(watched.address)
        page = Page(context.new_page(), watched.address)
        page.shows("Watching.")
        watched.stop()
    with ThreadingHTTPServer((str(address.hostname), address.port or 0), Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        while not asked.is_set():
            page.page.wait_for_timeout(100)
        server.shutdown()
    page.shows("The connection is lost.")
    with watching(two, f"--port={address.port}"):
        page.page.get_by_text("Watching.").wait_for()  # it is loaded again meanwhile
    context.close()


def test_what_was_seen_of_a_project_is_not_taken_for_another(
    two: Project, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> None:
    """Where both are watched at one address, and have visuals of the same ids."""
    other = new_project(tmp_path_factory.mktemp("other") / "project")
    other.add("x", "svg")
    other.doit()
    question = two.path("questions/cloud/x.yaml")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    context = browser.page.context.browser.new_context()

    def changed(project: Project) -> list[str]:
        with watching(project, f"--port={port}") as watched:
            page = Page(context.new_page(), watched.address)
            page.shows("What x shows")
            found = page.page.locator(".card", has=page.page.locator(".badge.changed"))
            return [str(each) for each in found.locator("h3").all_text_contents()]

    assert changed(two) == []
    assert changed(other) == []
    question.write_text(question.read_text().replace("What x shows", "What x shows now"))
    two.doit()
    assert changed(two) == ["What x shows now"]
    context.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [("xx", "did you mean x?"), ("--port=65536", "a number up to 65535"), ("--port=-1", "number")],
)
def test_an_id_or_a_port_that_there_is_not_is_refused(two: Project, words: str, told: str) -> None:
    run = two.doit("watch", words)
    assert run.code == 3
    assert told in run.output


def test_a_port_that_is_taken_meanwhile_is_no_end(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two processes of one watch anybody may take it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("VISUALS_WATCH_PORT", str(port))
        with watching(two) as watched:
            assert f":{port}/" not in watched.address


@pytest.mark.parametrize("is_seen_gone", [True, False])
def test_a_folder_of_questions_that_comes_back_is_watched_again(
    two: Project, is_seen_gone: bool
) -> None:
    """As when another branch has none."""
    missing = "the folder of questions is gone"
    aside, questions = two.path("aside"), two.path("questions")
    shutil.copytree(questions, aside)
    with watching(two) as watched:
        watched.edit("x.dot", "first", "told")
        watched.wait_until_calm("x")
        shutil.rmtree(questions)
        if is_seen_gone:
            watched.wait(lambda: missing in watched.printed, "it is not said")
        shutil.copytree(aside, questions)
        watched.wait_until_calm("x", 2)
        watched.edit("x.dot", "first", "edited")
        watched.wait_until_calm("x", 3)
        assert watched.printed.count(missing) <= 1


def test_questions_that_are_gone_for_a_moment_end_nothing(two: Project) -> None:
    """They go just when it is about to read them; its dodo.py plays that here."""
    with two.path("dodo.py").open("a") as dodo:
        dodo.write(GONE)
    with watching(two) as watched:
        watched.edit("x.dot", "first", "edited")
        watched.wait(lambda: "gone for a moment; trying again" in watched.printed, "it is not said")
        watched.edit("y.dot", "first", "edited")
        watched.wait(lambda: "built y (" in watched.printed, "it does not go on")


def test_a_folder_of_questions_that_goes_at_the_start_ends_nothing(two: Project) -> None:
    """Between what the command reads and the first look; its dodo.py plays that here."""
    with two.path("dodo.py").open("a") as dodo:
        dodo.write("import os\nos.rename('questions', 'aside')\n")
    with watching(two) as watched:
        watched.wait(lambda: "the folder of questions is gone" in watched.printed, "it is not said")
        two.path("aside").rename(two.path("questions"))
        watched.edit("x.dot", "first", "edited")
        watched.wait(lambda: "built x (" in watched.printed, "it is not watched")


def fail_x(watched: Watched, project: Project) -> None:
    """Make an error in x, and wait until that is reported and the pages are written."""
    watched.edit("x.dot", "->", "-> ->")
    watched.wait(lambda: "failed x\n" in watched.printed, "it misses nothing")
    watched.wait(project.path("build/manifest.json").exists, "it does not end")


def test_what_is_put_back_of_a_visual_that_failed_goes_at_the_next_save(two: Project) -> None:
    """As where a build folder comes from a backup."""
    svg, findings = two.path("build/svg/cloud/x.svg"), two.path("build/findings/cloud/x.json")
    backup = svg.read_bytes()
    with watching(two) as watched:
        watched.wait(lambda: two.path(".cache").exists(), "it does not start")
        watched.edit("y.dot", "first", "edited")
        watched.wait(lambda: "built y (" in watched.printed, "it sees nothing")
        fail_x(watched, two)
        svg.write_bytes(backup)
        findings.write_text("[]")
        watched.edit("y.dot", "edited", "again")
        watched.wait(lambda: watched.printed.count("built y (") == 2, "it goes on with nothing")
        watched.wait(lambda: not svg.exists() and "R001" in findings.read_text(), "they stay")


@pytest.mark.skipif(not Path("/proc").exists(), reason="/proc says whether a process is stopped")
def test_what_another_doit_mended_is_said(two: Project) -> None:
    with watching(two) as watched:
        watched.wait(lambda: two.path(".cache").exists(), "it does not start")
        watched.edit("x.dot", "first", "edited")
        watched.wait(lambda: "built x (" in watched.printed, "it sees nothing")
        fail_x(watched, two)
        status = Path(f"/proc/{watched.process.pid}/status")
        # With the lock in hand: the other doit would wait for a stopped one that holds it.
        with locked(str(two.path(".cache/lock"))):
            watched.process.send_signal(signal.SIGSTOP)
            watched.wait(lambda: "State:\tT" in status.read_text(), "it does not stop")
        watched.edit("x.dot", "-> ->", "->")
        assert two.doit().built == {"x"}
        watched.process.send_signal(signal.SIGCONT)
        watched.wait(lambda: "built x by another doit\n" in watched.printed, "it is not said")
        assert watched.printed.count("built x") == 2


def test_a_source_that_is_gone_is_said_once_with_what_may_be_meant(two: Project) -> None:
    with watching(two) as watched:
        watched.wait(lambda: two.path(".cache").exists(), "it does not start")
        watched.edit("x.dot", "first", "edited")
        watched.wait(lambda: "built x (" in watched.printed, "it sees nothing")
        two.path("questions/cloud/x.dot").rename(two.path("questions/cloud/xx.dot"))
        watched.wait(lambda: "failed x\n" in watched.printed, "it misses nothing")
        watched.wait(lambda: "did you mean xx.dot?" in watched.printed, "it gives no way out")
        assert watched.printed.count("failed x\n") == 1


@pytest.mark.parametrize("moment", ["ahead.read_regular", "session.locked"])
def test_a_source_that_goes_as_it_is_built_is_said_as_any_other(two: Project, moment: str) -> None:
    """Its dodo.py takes it away before it is read, or when it is drawn and doit is to build it."""
    with two.path("dodo.py").open("a") as dodo:
        dodo.write(LEAVING.format(module=f"pipeline.watch.{moment}"))
    with watching(two) as watched:
        watched.wait(lambda: two.path(".cache").exists(), "it does not start")
        watched.edit("x.dot", "first", "edited")
        watched.wait(lambda: "built x (" in watched.printed, "it sees nothing")
        two.path("leaves").touch()
        watched.edit("x.dot", "edited", "another")
        watched.wait(lambda: "did you mean xx.dot?" in watched.printed, "it gives no way out")
        assert watched.printed.count("failed x\n") == 1


def test_what_the_disk_failed_is_tried_again_and_said_once(two: Project) -> None:
    """Its dodo.py plays a disk on which the SVG of x cannot be written, and counts."""
    with two.path("dodo.py").open("a") as dodo:
        dodo.write(FULL)
    full, tries = two.path(".cache/full"), two.path(".cache/tries")
    full.touch()
    with watching(two) as watched:
        for name in ("x", "y"):
            watched.edit(f"{name}.dot", "first", "edited")
        watched.wait(lambda: tries.exists() and len(tries.read_bytes()) > 2, "it gives up")
        watched.wait(lambda: "built y (" in watched.printed, "the other is not built")
        assert watched.printed.count("failed x") == watched.printed.count("No space left") == 1
        watched.edit("x.dot", "edited", "saved once more")
        watched.wait(lambda: watched.printed.count("failed x") == 2, "a save is not answered")
        full.unlink()
        watched.wait(lambda: "built x (" in watched.printed, "it is not tried again")


def test_a_page_that_the_disk_failed_is_tried_again_and_said_once(two: Project) -> None:
    with two.path("dodo.py").open("a") as dodo:
        dodo.write(FULL.replace("svg/cloud/x.svg", "index.html"))
    full, tries = two.path(".cache/full"), two.path(".cache/tries")
    full.touch()
    two.path("build/index.html").unlink()
    with watching(two) as watched:
        watched.wait(lambda: tries.exists() and len(tries.read_bytes()) > 2, "it gives up")
        assert watched.printed.count("failed gallery") == 1
        full.unlink()
        watched.wait(lambda: two.path("build/index.html").exists(), "it is not tried again")


def test_a_build_folder_that_cannot_be_written_is_one_line_and_then_all_is_built(
    two: Project,
) -> None:
    build = two.path("build")
    with watching(two) as watched:
        build.rename(two.path("aside"))
        build.touch()
        for name in ("x", "y"):
            watched.edit(f"{name}.dot", "first", "edited")
        watched.wait(
            lambda: "build: it is no folder; make room there" in watched.printed, "no line"
        )
        build.unlink()
        watched.wait(lambda: "2 built" in watched.printed, "they are not tried again")
        assert watched.printed.count("trying again") == 1


FULL = """
import errno, os
write = BUILD.outputs.write
def full(path, content):
    if path == "build/svg/cloud/x.svg" and os.path.exists(".cache/full"):
        with open(".cache/tries", "a") as tries:
            tries.write("x")
        raise OSError(errno.ENOSPC, "No space left on device", path)
    write(path, content)
BUILD.outputs.write = full
"""


LEAVING = """
import os, pkgutil
module, name = "{module}".rsplit(".", 1)
module = pkgutil.resolve_name(module)
then = getattr(module, name)
def leave(*arguments):
    if os.path.exists("leaves"):
        os.remove("leaves")
        os.rename("questions/cloud/x.dot", "questions/cloud/xx.dot")
    return then(*arguments)
setattr(module, name, leave)
"""

GONE = """
from pipeline.config import ConfigError
from pipeline.graph import build
load, reads = build.load, iter(range(99))
def gone(*arguments):
    if next(reads) == 1:
        raise ConfigError("gone for a moment")
    return load(*arguments)
build.load = gone
"""


def test_a_folder_that_goes_before_it_is_watched_is_watched_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*places: str, **options: Any) -> Any:
        monkeypatch.undo()
        monkeypatch.chdir(tmp_path)
        raise FileNotFoundError("No such file or directory")

    monkeypatch.setattr("pipeline.watch.changes.watch", gone)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tree").mkdir()
    watcher = changes.Watcher(["tree"], must_poll=False)
    batches: SimpleQueue[frozenset[str]] = SimpleQueue()
    watcher.changed = batches.put
    for _ in range(3000):
        watcher.watch_trees()
        with contextlib.suppress(Empty):
            assert batches.get(timeout=0.01) == frozenset()
            break
    else:
        raise AssertionError("it is not watched again")
    assert watcher.polls == ""


def test_where_the_system_reports_no_changes_it_looks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*places: str, **options: Any) -> Any:
        if not options["force_polling"]:
            raise OSError("OS file watch limit reached")
        return watch(*places, **options)

    monkeypatch.setattr("pipeline.watch.changes.watch", refuse)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tree").mkdir()
    watcher = changes.Watcher(["tree"], must_poll=False)
    batches: SimpleQueue[frozenset[str]] = SimpleQueue()
    watcher.changed = batches.put
    watcher.watch_trees()
    assert batches.get(timeout=30) == frozenset()
    assert watcher.polls == "since the system reports no changes: OS file watch limit reached"
    (tmp_path / "tree" / "file").touch()
    assert "tree/file" in batches.get(timeout=30)


@pytest.mark.parametrize(
    ("is_file", "age", "is_at_work"),
    [(False, 0, True), (True, 0, True), (False, 3600, False), (False, -3600, False)],
)
def test_a_lock_of_git_holds_builds_off_unless_it_was_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_file: bool, age: int, is_at_work: bool
) -> None:
    project, git = tmp_path / "checkout" / "project", tmp_path / "checkout" / ".git"
    project.mkdir(parents=True)
    if is_file:
        git.write_text("gitdir: ../real/worktrees/one\n")
        git = tmp_path / "real" / "worktrees" / "one"
    git.mkdir(parents=True)
    monkeypatch.chdir(project)
    at_hand = changes.Git()
    assert not at_hand.is_at_work()
    (git / "index.lock").touch()
    os.utime(git / "index.lock", (time.time() - age, time.time() - age))
    assert at_hand.is_at_work() is is_at_work


def lists(project: Project, text: bytes) -> bool:
    """Whether there is a manifest, and a text in it."""
    try:
        return text in project.path("build/manifest.json").read_bytes()
    except FileNotFoundError:
        return False


USES_HELPER = (
    "import os, helper\nimport matplotlib.pyplot as plt\nplt.plot([1, helper.V])\n"
    "plt.savefig(os.environ['VISUAL_OUT_PATH'], format='svg', bbox_inches='tight')\n"
)


def test_a_module_that_ended_its_scripts_is_mended(two: Project) -> None:
    """What a script read that was killed is known all the same."""
    helper = two.path("questions/cloud/helper.py")
    two.add("chart", "matplotlib", USES_HELPER)
    helper.write_text("V = 1\n")
    with watching(two) as watched:
        watched.wait(lambda: "built chart" in watched.printed, "it is not built")
        watched.wait(lambda: two.path("build/manifest.json").exists(), "no end")
        helper.write_text("import os; os._exit(3)\n")
        watched.wait(lambda: "failed chart" in watched.printed, "it does not fail")
        watched.wait(lambda: lists(two, b'"failed": [\n'), "no")
        helper.write_text("V = 2\n")
        watched.wait(lambda: watched.printed.count("built chart") == 2, "it is not tried again")
        watched.stop()
    assert two.doit().counts == (0, 3, 0)


@pytest.mark.parametrize("fault", ["import os; os._exit(3)", "while True: pass"])
def test_a_module_that_ends_a_new_script_is_mended(two: Project, fault: str) -> None:
    """It never was built, and what it read when it was killed is known."""
    two.configure("timeout = 1")
    helper = two.path("questions/cloud/helper.py")
    two.add("chart", "matplotlib", USES_HELPER)
    helper.write_text(f"{fault}\n")
    assert two.doit().failed == {"chart"}
    with watching(two) as watched:
        watched.wait(lambda: "failed chart" in watched.printed, "it does not fail")
        helper.write_text("V = 2\n")
        watched.wait(lambda: "built chart" in watched.printed, "it is not tried again")
        watched.stop()
    assert two.doit().counts == (0, 3, 0)


def test_after_doit_clean_the_findings_of_what_failed_are_there_again(two: Project) -> None:
    source = two.path("questions/cloud/x.dot")
    source.write_text("digraph {")
    with watching(two) as watched:
        watched.wait(lambda: "failed x" in watched.printed, "it does not fail")
        assert two.doit("clean").code == 0
        watched.edit("y.dot", "first", "edited")
        watched.wait(lambda: lists(two, b'"id": "y"'), "the other is not built")
        checked = two.doit("check")
        assert (checked.codes, "0 stale" in checked.output) == ({"R001"}, True), checked.output


def test_what_doit_ignore_put_aside_is_said_once_for_each_save(two: Project) -> None:
    with watching(two) as watched:
        assert two.doit("ignore", "x").code == 0
        watched.edit("x.dot", "first", "aside")
        watched.wait(lambda: "ignored normalize:x" in watched.printed, "nothing is said of it")
        two.add("new", "svg")  # everything is looked at
        watched.wait(lambda: "built new (" in watched.printed, "another is not built")
        assert two.doit("forget", "x").code == 0
        watched.edit("y.dot", "first", "edited")
        watched.wait(lambda: "built x (" in watched.printed, "it stays aside")
        assert watched.printed.count("ignored normalize:x") == 1


def test_what_another_doit_has_mended_is_no_failure(two: Project) -> None:
    """As when what a script needs has been installed: no file of the project changes."""
    two.path("questions/cloud/x.dot").write_text("digraph {")
    lock = two.path(".git/index.lock")
    lock.parent.mkdir()
    with watching(two) as watched:
        watched.wait(lambda: "failed x" in watched.printed, "it does not fail")
        lock.touch()
        two.path("questions/cloud/x.dot").write_text("digraph { a }")
        assert two.doit("-a").code == 0
        lock.unlink()
        watched.edit("y.dot", "first", "edited")
        watched.wait(lambda: "built y (" in watched.printed, "it goes on")
        watched.wait(lambda: lists(two, b'"failed": []'), "no")
        watched.stop()


def test_compiling_our_code_is_no_change_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    settings = Settings()
    assert settings.is_code("pipeline/watch/session.py")
    assert not settings.is_code("pipeline/watch/__pycache__")
    assert not settings.is_code("pipeline/watch/__pycache__/session.cpython-311.pyc.1")
    assert not any("__pycache__" in folder for folder in settings.folders)


def test_settings_that_hang_are_given_up(two: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(two.root)
    monkeypatch.setattr("pipeline.watch.settings.TICKS", 20)
    settings = Settings()
    two.path("dodo.py").write_text("while True: pass\n")
    assert not settings.must_start_over()
    assert "dodo.py keeps doit from starting: doit list has not ended after 2 s" in settings.problem


def test_a_dodo_py_that_is_gone_is_said_to_be(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a branch from before the project was set up."""
    monkeypatch.chdir(two.root)
    settings = Settings()
    two.path("dodo.py").unlink()
    assert not settings.must_start_over()
    assert settings.problem.startswith("Could not find dodo file")


def test_settings_that_hang_are_not_waited_for_when_they_are_saved_again(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also with the same text, where what they import is mended."""
    monkeypatch.chdir(two.root)
    monkeypatch.setattr("pipeline.watch.settings.TICKS", 10_000)
    dodo, imported = two.path("dodo.py"), two.path("imported.py")
    settings, text = Settings(), "import imported\nfrom pipeline.dodo import *\n"
    imported.write_text("open('begun', 'x')\nwhile True: pass\n")
    dodo.write_text(text)
    with ThreadPoolExecutor() as threads:
        must = threads.submit(settings.must_start_over)
        wait_until(two.path("begun").exists, "they are not tried")
        imported.write_text("")
        dodo.write_text(text)
        assert must.result(timeout=PATIENCE)


def test_what_only_the_question_says_is_shown_too(watched: Watched, open_page: Open) -> None:
    page = open_page()
    page.view("hand")
    watched.edit("hand.yaml", "status: draft", "status: published")
    page.until("document.querySelector('.view .about').innerText.includes('published')")
    watched.edit("hand.yaml", "  kind: svg\n", "  kind: svg\n  colour: red\n")
    page.shows("colour: red")
    watched.edit("hand.yaml", "colour: red", "colour: blue")
    page.shows("colour: blue")
    watched.edit("hand.yaml", "  colour: blue\n", "")
    page.until(f"{BANNER}.hidden")
    assert page.is_first


def test_a_checkout_that_mends_a_script_that_hangs(watched: Watched) -> None:
    """Among so many files that everything is looked at."""
    path = watched.project.path("questions/cloud/chart.py")
    path.write_text(ENDLESS)
    watched.wait(lambda: alive_in(path.parent), "it does not run")
    for number in range(12):
        watched.project.path(f"questions/cloud/note-{number}.txt").write_text("of a checkout")
    path.write_text(SMALL["matplotlib"])
    watched.wait(lambda: not alive_in(path.parent), "it goes on")
    watched.wait(
        lambda: watched.project.path("build/svg/cloud/chart.svg").exists(), "it is not built"
    )


def test_a_folder_whose_name_is_a_number_is_seen(watched: Watched) -> None:
    question = watched.project.add("of-2025", "svg")
    away = watched.project.root.parent / "2025"
    away.mkdir()
    for ending in (".svg", ".yaml"):
        question.with_suffix(ending).rename(away / f"of-2025{ending}")
    away.rename(question.parent / "2025")
    watched.wait(
        lambda: watched.project.path("build/svg/cloud/of-2025.svg").exists(), "it is not built"
    )


def test_the_end_of_a_link_is_watched_wherever_it_lies(watched: Watched) -> None:
    source = watched.project.path("questions/cloud/graph.dot")
    end = watched.project.path("shared/graph.dot")
    end.parent.mkdir()
    built = watched.project.path("build/svg/cloud/graph.svg")
    text, times = source.read_text(), watched.printed.count("built graph (")
    end.write_text(text.replace("second", "linked"))
    link = source.with_name(".graph")
    link.symlink_to(end)
    link.rename(source)
    watched.wait(lambda: "linked" in built.read_text(), "the link is not seen")
    watched.wait_until_calm("graph", times + 1)
    end.write_text(text.replace("second", "its end"))
    watched.wait(lambda: "its end" in built.read_text(), "the end is not seen")


def test_a_review_is_shown_and_a_damaged_file_of_reviews_is_not_used(
    watched: Watched, open_page: Open
) -> None:
    page = open_page()
    files = (watched.project.path(name) for name in ("reviews.yaml", "build/manifest.json"))
    reviews, manifest = files
    assert watched.project.doit("approve", "hand", "--by", "Ann").code == 0
    badge = "[...document.querySelectorAll('.badge')].some((e) => e.innerText === 'reviewed')"
    page.until(badge)
    watched.wait(lambda: '"current"' in manifest.read_text(), "the manifest lists no review")
    reviews.write_text(f"{reviews.read_text()}<<<<<<< HEAD\n")
    told = "reviews.yaml:5: git could not merge the reviews here"
    watched.wait(lambda: told in watched.printed, "nothing is said of the damage")
    reviews.unlink()
    page.until(f"!{badge}")
    watched.wait(lambda: '"current"' not in manifest.read_text(), "the review stays listed")
    assert page.is_first

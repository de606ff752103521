"""A cluster builds the bytes of a local build, and nothing that happens to it loses a visual."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.remote.__main__ import main as remote
from pipeline.remote.cluster import on_worker
from tests.conftest import DOIT, REPOSITORY, Project, Run, new_project, wait_until
from tests.graph.test_interrupt import ENDLESS, alive_in
from tests.remote.dask_cluster import DaskCluster, end_tree

pytestmark = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="reads Linux's /proc")

SAVE = 'plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg")\n'
READS = (
    "import glob\nimport os\nimport matplotlib.pyplot as plt\nimport helper\n"
    'rows = open("ro" + "ws.csv").read().split(",")\n'
    'plt.plot(helper.DATA, [int(row) for row in rows])\nplt.title(len(glob.glob("*.csv")))\n'
    'for folder, _, files in os.walk("tree"):\n'
    '    plt.xlabel("".join(open(f"{folder}/{name}").read() for name in sorted(files)))\n'
)
STRANGE = '''
_work = work

def work(sealed, dot, letter, contents):
    """Do as workers do, but for the visuals that a test has something happen to."""
    import os, signal, time
    visual = unpack_piece(letter, contents).job.visual
    if visual == "poison":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep({"slow-1": 2, "slow-2": 2, "hangs": 60}.get(visual, 0))
    return _work(sealed, dot, letter, contents)
'''


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a copy of the package lies to whose workers strange things happen."""
    copy = tmp_path_factory.mktemp("package")
    shutil.copytree(REPOSITORY / "pipeline", copy / "pipeline")
    with (copy / "pipeline/remote/cluster/on_worker.py").open("a") as module:
        module.write(STRANGE)
    return copy


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lets a build into the cluster."""
    folder = tmp_path_factory.mktemp("certificates") / "made"
    assert remote(["certificates", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def cluster(
    package: Path, certificates: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DaskCluster]:
    """A scheduler with two nannies and their workers, which may be killed."""
    folder = tmp_path_factory.mktemp("cluster")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "2")
        opened = DaskCluster(folder, package, certificates)
    try:
        opened.wait(2)
        yield opened
    finally:
        opened.close()


@pytest.fixture
def far(
    project: Project, cluster: DaskCluster, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A project that is drawn by the cluster."""
    monkeypatch.setenv("VISUALS_ENGINE", cluster.address)
    monkeypatch.setenv("VISUALS_ENGINE_CERTIFICATES", str(certificates))
    return project


def said(run: Run) -> list[str]:
    """What a run says of the cluster."""
    return re.findall(r"^cluster: (.*)$", run.output, re.MULTILINE)


def failures(run: Run) -> dict[str, str]:
    """What a run says of each visual that failed; which one is done first is chance."""
    return dict(re.findall(r"^failed (\S+)\n((?:questions.*\n|  .*\n)+)", run.output, re.MULTILINE))


def built_here(project: Project, root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What a build on this machine makes of the same project."""
    here = new_project(root)
    shutil.copytree(project.path("questions"), here.path("questions"), dirs_exist_ok=True)
    monkeypatch.delenv("VISUALS_ENGINE")
    assert here.doit().code == 0
    return here.built()


def test_same_bytes(far: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module, a file whose name is put together and a listing are found, sent and watched."""
    for kind in ("dot", "svg", "matplotlib"):
        far.add(kind, kind)
    far.add("reads", "matplotlib", READS + SAVE)
    far.path("questions/cloud/helper.py").write_text("DATA = [1, 2]\n")
    rows = far.path("questions/cloud/rows.csv")
    rows.write_text("1,2")
    for number in range(12):
        part = far.path(f"questions/cloud/tree/{number % 2}/{number}.txt")
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(str(number))
    run = far.doit("-n", "4")
    assert (run.code, said(run)) == (0, ["4 drawn there"])
    assert said(far.doit()) == []
    rows.write_text("1,3")
    run = far.doit("-n", "4")
    assert (run.built, said(run)) == ({"reads"}, ["1 drawn there"])
    assert far.built() == built_here(far, tmp_path / "here", monkeypatch)


def test_a_broken_source_is_reported_as_here(far: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    far.add("broken", "matplotlib", "import os\n1 / 0\n")
    far.add("dot", "dot", "digraph { a -> }\n")
    run = far.doit()
    assert (run.failed, said(run)) == ({"broken", "dot"}, ["2 drawn there"])
    there = failures(run)
    monkeypatch.delenv("VISUALS_ENGINE")
    assert failures(far.doit()) == there
    assert (set(there), "hint: " in there["dot"]) == ({"broken", "dot"}, True)


def test_a_killed_worker_loses_nothing(
    far: Project, cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its nanny, too: another worker does what it was at."""
    for name in ("slow-1", "slow-2", "other"):
        far.add(name, "dot")
    third = cluster.start_worker()
    cluster.wait(3)
    build = threaded(far)
    wait_until(lambda: far.path("build/svg/cloud/other.svg").exists(), "one of three is built")
    os.kill(cluster.worker_of(cluster.nannies[0]), signal.SIGKILL)
    end_tree(third.pid)
    run = build()
    assert (run.code, said(run)) == (0, ["3 drawn there"])
    assert far.built() == built_here(far, tmp_path / "here", monkeypatch)


def threaded(project: Project) -> Callable[[], Run]:
    """Start a build; the call gives its end."""
    runs: list[Run] = []
    thread = threading.Thread(target=lambda: runs.append(project.doit("-n", "4", COLUMNS="80")))
    thread.start()

    def end() -> Run:
        thread.join()
        return runs[0]

    return end


def test_what_ends_its_workers_fails_alone(far: Project) -> None:
    far.add("poison", "dot")
    far.add("good", "dot")
    run = far.doit("-n", "1")
    assert (run.failed, run.codes, said(run)) == ({"poison"}, {"R004"}, ["1 drawn there"])
    assert "its render ended every worker that it was given to" in run.output


def test_a_worker_that_hangs_is_given_up(far: Project) -> None:
    far.configure("timeout = 1")
    far.add("hangs", "dot")
    run = far.doit()
    assert run.code == 0
    assert said(run)[0] == "0 drawn there · 1 here; a worker did not answer in time"
    assert "did not answer in time; it was given no more work" in said(run)[1]


def test_ctrl_c_ends_the_script_there(far: Project, cluster: DaskCluster) -> None:
    far.add("endless", "matplotlib", ENDLESS)
    process = subprocess.Popen([*DOIT], cwd=far.root, stderr=subprocess.PIPE)
    at_work = f"{cluster.folder}/visuals-"

    def scripts() -> list[int]:
        found = alive_in(cluster.folder)
        return [pid for pid in found if os.readlink(f"/proc/{pid}/cwd").startswith(at_work)]

    wait_until(scripts, "the script runs there")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert (process.returncode, errors.decode()[:11]) == (130, "interrupted")
    wait_until(lambda: not scripts(), "the script has ended there")


def test_a_machine_that_is_not_alike_is_given_nothing(
    far: Project, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other side has differs in one comment."""
    far.add("a", "dot")
    unlike = tmp_path / "unlike"
    shutil.copytree(REPOSITORY / "pipeline", unlike / "pipeline")
    with (unlike / "pipeline/render/dot/layout.py").open("a") as module:
        module.write("# another version\n")
    run = far.doit(PYTHONPATH=str(unlike))
    line = "0 drawn there · 1 here; off: the worker .* is not as this machine is: .*"
    assert run.code == 0
    assert re.fullmatch(line + "the code for dot is not the same", said(run)[0])
    far.configure("engine_required = true")
    far.add("b", "dot")
    run = far.doit(PYTHONPATH=str(unlike))
    assert run.code == 3
    assert "the code for dot is not the same; `engine_required` allows no drawing" in run.output


def test_who_has_no_right_certificate_is_not_let_in(
    far: Project, cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.add("a", "dot")
    assert remote(["certificates", str(tmp_path / "others")]) == 0
    monkeypatch.setenv("VISUALS_ENGINE_CERTIFICATES", str(tmp_path / "others"))
    run = far.doit()
    assert run.code == 0
    assert re.match("0 drawn there · 1 here; off: .* does not answer: .*certificate", said(run)[0])
    far.add("b", "dot")
    monkeypatch.setenv("VISUALS_ENGINE", cluster.address.replace("tls", "tcp"))
    assert "1 here; off: " in said(far.doit())[0]
    far.add("c", "dot")
    monkeypatch.setenv("VISUALS_ENGINE", cluster.address)
    monkeypatch.delenv("VISUALS_ENGINE_CERTIFICATES")
    assert "needs certificates: have VISUALS_ENGINE_CERTIFICATES name" in said(far.doit())[0]
    far.add("d", "dot")
    monkeypatch.setenv("VISUALS_ENGINE_CERTIFICATES", "nowhere")
    off = said(far.doit())[0].partition("off: ")[2]
    assert "nowhere/ca.pem is missing: name the folder of the certificates, or make one" in off
    assert "does not answer" not in off


@pytest.mark.parametrize("name", ["ca.pem", "cert.pem", "key.pem"])
def test_where_one_certificate_is_none_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_text("of another set")
    assert remote(["certificates", str(tmp_path)]) != 0
    assert f"{name} exists: name a new folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("is_ended", [False, True])
def test_a_worker_keeps_nothing_of_a_run(is_ended: bool) -> None:
    """It works for many of them."""
    with on_worker._stoppable("run") as stop:
        if is_ended:
            on_worker.cancel("run")
    assert stop.is_called == is_ended
    assert not on_worker._AT_WORK


def test_without_its_scheduler_the_rest_is_drawn_here(
    package: Path, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cluster").mkdir()
    lone = DaskCluster(tmp_path / "cluster", package, workers=1)
    monkeypatch.setenv("VISUALS_ENGINE", lone.address)
    for name in ("slow-1", "slow-2", "other"):
        project.add(name, "dot")
    try:
        lone.wait(1)
        build = threaded(project)
        wait_until(lambda: project.path("build/svg/cloud").exists(), "one of three is built")
        lone.scheduler.kill()
        run = build()
        assert run.code == 0
        assert re.search(r" here; off: the scheduler .* is lost$", said(run)[0])
        project.configure("engine_required = true")
        project.add("another", "dot")
        run = project.doit()
        assert run.code == 3
        assert "Connection refused; `engine_required` allows no drawing" in run.output
        assert project.doit("plan").code == 0
    finally:
        lone.close()
    built = project.built()
    assert "svg/cloud/another.svg" not in built
    assert {name for name in built if name.startswith("svg/")} == {
        f"svg/cloud/{name}.svg" for name in ("slow-1", "slow-2", "other")
    }


@pytest.mark.parametrize(
    "words", [("worker", "tcp://10.0.0.7:8786"), ("scheduler", "--host", "0.0.0.0")]
)
def test_nobody_is_let_in_without_certificates(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever reaches a scheduler or a worker has code run there."""
    assert remote([*words]) == 3
    assert "name the folder of the certificates with --certificates" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["10.0.0.7:8786", "tls://build-7", "tcp://10.0.0.7:8786"])
def test_a_worker_needs_the_address_of_a_scheduler(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Dask answers others with a traceback."""
    assert remote(["worker", address, "--certificates", str(tmp_path)]) == 3
    assert "write the scheduler's address as tls://host:8786" in capsys.readouterr().err


@pytest.mark.parametrize(
    "engine", ["tcp://10.0.0.7:8786", "tls://host", "dask", "tcp://[::1]:x", "tls://host:65536"]
)
def test_an_address_that_cannot_be_is_refused(project: Project, engine: str) -> None:
    """Unencrypted it may lead to this machine alone."""
    project.add("a", "dot")
    project.configure(f'engine = "{engine}"')
    run = project.doit()
    assert run.code == 3
    assert "engine = " in run.output
    assert 'must be "local", or the address' in run.output

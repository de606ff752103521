"""Workers: bounded, isolated, and gone with the process that made them."""

from __future__ import annotations

import errno
import gc
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from types import SimpleNamespace
from unittest.mock import ANY

import pytest

from pipeline.model import Limits
from pipeline.parcels import unpack
from pipeline.worker.cores import Stop
from pipeline.worker.frames import HEADER, read_frame, write_frame
from pipeline.worker.in_place import pipe_client
from pipeline.worker.in_place.crew import Crew
from pipeline.worker.in_place.pipe_client import InPlace, Watchdog
from pipeline.worker.launch import START_METHOD, can_fork, kill_group
from pipeline.worker.outcome import Outcome
from pipeline.worker.pool import WARY, Workers
from pipeline.worker.process import limit_resources
from pipeline.worker.request import Reply, Request
from tests.conftest import wait_until

Call = Callable[[str, object, Limits, type[object]], Outcome[object]]
LIMITS = Limits(timeout=60, memory=1024, sandbox="off")
HASTY = Limits(timeout=1, memory=512, sandbox="off")
WAYS = ("in place", "fork", "spawn")
ALONE = ("fork", "spawn")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Two cores of workers."""
    with Workers(2) as made:
        yield made


@pytest.fixture(params=WAYS)
def call(request: pytest.FixtureRequest, workers: Workers, monkeypatch: pytest.MonkeyPatch) -> Call:
    """One of the ways to run work."""
    return way(request.param, workers, monkeypatch)


@pytest.fixture(params=ALONE)
def call_alone(
    request: pytest.FixtureRequest, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> Call:
    """One of the ways to run work in a process of its own."""
    return way(request.param, workers, monkeypatch)


def way(name: str, workers: Workers, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The method that a way is named for."""
    if name == "fork" and not can_fork():
        pytest.skip("this system has no pidfd")
    if name == "spawn":
        monkeypatch.setenv("VISUALS_START_METHOD", "spawn")
    return workers.call if name == "in place" else workers.call_alone


def children(pid: int) -> set[int]:
    """The processes that a process has started and that still run, theirs among them."""
    listing = Path(f"/proc/{pid}/task").glob("*/children")
    direct = {int(child) for path in listing for child in path.read_text().split()}
    return direct.union(*(children(child) for child in direct))


def is_alive(pid: int) -> bool:
    """Whether a process exists and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def assert_gone(*pids: int) -> None:
    """See processes end that have been killed: the kernel takes a moment."""
    pause = threading.Event()
    for _ in range(200):
        if not any(map(is_alive, pids)):
            return
        pause.wait(0.05)
    raise AssertionError(f"still there: {[pid for pid in pids if is_alive(pid)]}")


def test_value_and_output(call: Call) -> None:
    """A value comes back, and so does what was printed, on both streams and below Python."""
    assert call("builtins:eval", "[1, 'two', None]", LIMITS, object).value == [1, "two", None]
    code = "import os, sys; print('a'); sys.stdout.flush(); os.write(2, b'b')"
    assert call("builtins:exec", code, LIMITS, object).output == "a\nb"


def test_output_is_bounded(call: Call) -> None:
    """A flood of output comes back cut, with how much more there was."""
    outcome = call("builtins:exec", "for _ in range(1000): print('x' * 999)", LIMITS, object)
    assert len(outcome.output) < 70_000
    assert "934464 bytes more" in outcome.output


@pytest.mark.parametrize("kibibytes", [1, 31, 33, 63, 65, 129, 1024, 8192])
def test_messages_of_any_size(call: Call, kibibytes: int) -> None:
    """A pipe holds 64 KiB: larger requests and replies cross it in pieces."""
    text = "x" * kibibytes * 1024
    assert call("builtins:str", text, LIMITS, object) == Outcome(text, seconds=ANY)


def test_standard_input_is_empty(call: Call) -> None:
    """Work that reads from the keyboard does not wait for it."""
    assert call("builtins:eval", "__import__('sys').stdin.read()", LIMITS, object).value == ""


@pytest.mark.parametrize(
    ("code", "failure", "detail"),
    [
        ("import os; os._exit(3)", "crash", "exit code 3"),
        ("import os; os._exit(0)", "crash", "exit code 0"),
        ("import os; os.kill(os.getpid(), 11)", "crash", "signal 11 (SIGSEGV)"),
        ("1 / 0", "fault", "ZeroDivisionError"),
        ("bytearray(1 << 30)", "memory", "MemoryError"),
    ],
)
def test_failures_and_what_comes_after(call: Call, code: str, failure: str, detail: str) -> None:
    """A failure is told, and the next piece of work runs well."""
    outcome = call("builtins:exec", code, LIMITS, object)
    assert (outcome.value, outcome.failure) == (None, failure)
    assert detail in outcome.detail
    assert call("builtins:eval", "6 * 7", LIMITS, object).value == 42


def test_a_crash_where_a_group_that_has_ended_cannot_be_killed(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """macOS says EPERM of a group of which only a process is left that nobody has waited for."""
    killpg = os.killpg

    def as_on_macos(group: int, number: int) -> None:
        if "\nState:\tZ" in Path(f"/proc/{group}/status").read_text():
            raise PermissionError(errno.EPERM, "Operation not permitted")
        killpg(group, number)

    monkeypatch.setattr(os, "killpg", as_on_macos)
    monkeypatch.setenv(START_METHOD, "spawn")
    outcome = workers.call_alone("builtins:exec", "import os; os._exit(3)", LIMITS, object)
    assert (outcome.failure, outcome.detail) == ("crash", "exit code 3")


def test_the_end_of_a_process_that_was_killed_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problems: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", problems.append)
    process = InPlace({})
    assert process.call(Request("builtins:abs", -1, LIMITS, False), object).value == 1
    process._process.kill()
    process._process.wait()
    assert process.call(Request("builtins:abs", -1, LIMITS, False), object).failure == "crash"
    process.close()
    del process
    gc.collect()
    assert problems == []


def test_limits_that_the_system_refuses_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(kind: int, limits: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("resource.setrlimit", refuse)
    limit_resources(LIMITS)


def test_time_limit(call: Call) -> None:
    """Work that never ends is killed with what it started, whatever it does about signals."""
    code = (
        "import os, signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print(subprocess.Popen(['sleep', '1000']).pid, flush=True)\n"
        "while True: pass"
    )
    outcome = call("builtins:exec", code, HASTY, object)
    assert outcome.failure == "timeout"
    assert_gone(int(outcome.output))
    assert call("builtins:eval", "6 * 7", LIMITS, object).value == 42


def test_only_plain_values_come_back(call: Call) -> None:
    """What a value would be made of in this process is never in a reply."""
    outcome = call("builtins:eval", "__import__('pathlib').Path('x')", LIMITS, object)
    assert (outcome.failure, outcome.value) == ("fault", None)
    assert "PosixPath has no place in a parcel" in outcome.detail


def test_a_value_of_another_shape_is_none(call: Call) -> None:
    outcome = call("builtins:eval", "['b', 1]", LIMITS, Limits)
    assert (outcome.failure, outcome.value) == ("garbled", None)
    assert "its result cannot be used" in outcome.detail


def test_environment_is_ours(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's environment reaches work, but where programs and files are."""
    for name, value in (("TZ", "Asia/Tokyo"), ("LC_ALL", "de_DE"), ("MPLBACKEND", "pdf")):
        monkeypatch.setenv(name, value)
    found = call("builtins:eval", "dict(__import__('os').environ)", LIMITS, object).value
    assert isinstance(found, dict)
    assert (found["TZ"], found["LC_ALL"], found["PYTHONHASHSEED"]) == ("UTC", "C.UTF-8", "0")
    assert not {"MPLBACKEND", "HOME", "PYTHONPATH", "USER"} & found.keys()
    path = call("builtins:eval", "__import__('sys').path", LIMITS, object).value
    assert isinstance(path, list)
    assert not {"", str(ROOT), str(ROOT / "pipeline" / "worker")} & set(path)


def test_alone_means_alone(call_alone: Call) -> None:
    """What work does to its process reaches no other work."""
    spoil = (
        "import os, sys, signal, builtins, json\n"
        "os.environ['SPOILT'] = '1'; os.chdir('/'); sys.path.append('/spoilt')\n"
        "signal.signal(signal.SIGUSR1, signal.SIG_IGN); builtins.len = None; json.spoilt = 1\n"
        "os.close(1)"
    )
    look = (
        "[__import__('os').environ.get('SPOILT'), __import__('os').getcwd() == '/',"
        " '/spoilt' in __import__('sys').path, __import__('signal').getsignal(10), len('ab'),"
        " hasattr(__import__('json'), 'spoilt')]"
    )
    before = call_alone("builtins:exec", f"assert str({look}) == {CLEAN!r}, {look}", LIMITS, object)
    assert before.failure is None, before.detail
    call_alone("builtins:exec", spoil, LIMITS, object)
    after = call_alone("builtins:exec", f"assert str({look}) == {CLEAN!r}, {look}", LIMITS, object)
    assert after.failure is None, after.detail


CLEAN = "[None, False, False, <Handlers.SIG_DFL: 0>, 2, False]"


def test_a_silent_process_goes_on_and_one_that_spoke_is_given_up(workers: Workers) -> None:
    """What says something, or ends, is left to a process of its own, and so are some after it."""

    def attempt(expression: str) -> object:
        function, warm_up = "builtins:eval", "pipeline.worker.request:nothing"
        outcome = workers.try_in_place(function, expression, LIMITS, object, warm_up)
        return outcome and outcome.value

    pid = "__import__('os').getpid()"
    process = attempt(pid)
    for spoken in ("print('a warning')", "1 / 0", "__import__('os')._exit(3)"):
        assert isinstance(process, int)
        assert attempt(pid) == process
        assert attempt(spoken) is None
        assert [attempt("1") for _ in range(WARY)] == [None] * WARY
        before, process = process, attempt(pid)
        assert process != before


def test_lasting_workers_replace_a_process_that_spoke() -> None:
    """And refuse nothing after it."""
    with Workers(2, is_lasting=True) as lasting:
        outcomes = [
            lasting.try_in_place("builtins:eval", expression, LIMITS, object, "gc:disable")
            for expression in ("print('a warning')", "__import__('gc').isenabled()")
        ]
    assert [outcome and outcome.value for outcome in outcomes] == [None, False]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts what is open in /proc")
def test_the_files_of_a_process_that_is_given_up_are_closed() -> None:
    """Without the collector of garbage, which does not run while an author waits."""
    before, files = len(os.listdir("/proc/self/fd")), list[int]()
    gc.disable()
    try:
        with Workers(1, is_lasting=True) as lasting:
            for _ in range(12):
                for expression in ("__import__('os')._exit(3)", "1"):
                    lasting.call("builtins:eval", expression, LIMITS, object, "gc:disable")
                files.append(len(os.listdir("/proc/self/fd")) - before)
    finally:
        gc.enable()
    assert max(files) <= 20, files


def test_a_process_that_is_given_up_is_not_replaced_where_another_can_do_its_work() -> None:
    """Else there would be one more each time that a drawing is no longer wanted."""
    crew = Crew({}, is_lasting=True)
    for _ in range(3):
        for warm_up in ("gc:disable", "gc:enable"):
            with crew.one(warm_up), crew.one(warm_up):
                pass  # both have run both
        with crew.one("gc:enable") as process:
            process.close()
    for warm_up in ("gc:disable", "gc:enable"):
        with crew.one(warm_up):
            pass  # what is prepared is ready
    left = crew.end()
    for process in left:
        process.close()
    assert len(left) == 1


@pytest.mark.parametrize("begins", [0, 1], ids=["before it begins", "while it runs"])
def test_work_that_is_no_longer_wanted_ends_at_once(
    call: Call, workers: Workers, begins: int
) -> None:
    """And no other does; the next piece of work finds a process again."""
    expressions = ["__import__('time').sleep(600)", "__import__('time').sleep(1) or 7"]
    with ThreadPoolExecutor() as threads:
        stops = Stop(), Stop()

        def work(stop: Stop, expression: str) -> Outcome[object]:
            with workers.cores.stopped_by(stop):
                return call("builtins:eval", expression, LIMITS, object)

        unwanted, wanted = map(threads.submit, [work, work], stops, expressions)
        sleep(begins)
        stops[0]()
        assert unwanted.result().failure == "crash"
        assert wanted.result().value == 7
    assert call("builtins:eval", "2 + 2", LIMITS, object).value == 4


def test_a_process_that_is_ended_as_its_work_ends_gets_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One that was killed may be there for a moment; here it is for half a second."""
    monkeypatch.setattr(
        pipe_client,
        "kill_group",
        lambda process: threading.Timer(0.5, kill_group, [process]).start(),
    )
    crew = Crew({}, is_lasting=False)
    with crew.one("") as ended:
        ended.end()
    with crew.one("") as other:
        assert other is not ended
    for process in crew.end():
        process.close()


def test_a_prepared_process_is_taken_for_what_it_was_prepared_for(workers: Workers) -> None:
    workers.prepare("gc:disable")
    enabled = "__import__('gc').isenabled()"
    assert workers.call("builtins:eval", enabled, LIMITS, object, "gc:disable").value is False
    assert workers.call("builtins:eval", enabled, LIMITS, object, "gc:disable").value is False


def test_a_process_that_cannot_be_prepared_is_not_waited_for(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(settings: object) -> InPlace:
        monkeypatch.undo()
        raise OSError("too many processes")

    monkeypatch.setattr("pipeline.worker.pool.InPlace", fail)
    workers.prepare("gc:disable")
    call = ("builtins:eval", "1", LIMITS, object, "gc:disable")
    waiting = threading.Thread(target=workers.call, args=call, daemon=True)
    waiting.start()
    waiting.join(60)
    assert not waiting.is_alive()


def test_stray_grandchildren_are_killed(workers: Workers) -> None:
    """A grandchild in a session of its own, holding every descriptor, neither stays nor blocks."""
    if not can_fork():
        pytest.skip("this system has no pidfd")
    code = (
        "import os, sys, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        print(os.getpid(), flush=True)\n"
        "        os.close(1); time.sleep(1000)\n"
        "    os._exit(0)\n"
        "os.wait()\n"
        "while not os.fstat(1).st_size: time.sleep(0.01)"
    )
    outcome = workers.call_alone("builtins:exec", code, LIMITS, object)
    assert outcome.failure is None, outcome.detail
    assert_gone(int(outcome.output))


def test_the_warm_process_has_one_thread(workers: Workers) -> None:
    """Forking is safe for a process with one thread, and numpy must not have started more."""
    if not can_fork():
        pytest.skip("this system has no pidfd")
    count = "len(__import__('os').listdir(f'/proc/{__import__(\"os\").getppid()}/task'))"
    for warm_up in (
        "pipeline.render.matplotlib.warm_up:warm_up",
        "pipeline.render.dot.drawing:warm_up",
    ):
        outcome = workers.call_alone("builtins:eval", count, LIMITS, object, warm_up=warm_up)
        assert outcome.value == 1, outcome


def test_at_most_as_many_as_cores(workers: Workers, tmp_path: Path) -> None:
    """However many threads ask, two pieces run alone at a time, three with others; all are done."""
    code = (
        "import os, time\n"
        f"folder = {str(tmp_path)!r}; mine = f'{{folder}}/{{time.time_ns()}}-{{os.getpid()}}-%s'\n"
        "open(mine, 'x').close()\n"
        "for _ in range(20):\n"
        "    names = os.listdir(folder)\n"
        "    alone = [name for name in names if name.endswith('alone')]\n"
        "    assert len(names) <= 3 and len(alone) <= 2, names\n"
        "    time.sleep(0.001)\n"
        "os.unlink(mine)"
    )

    def work(number: int) -> Outcome[object]:
        is_alone = number % 3 > 0
        call: Call = workers.call_alone if is_alone else workers.call
        return call("builtins:exec", code % ("alone" if is_alone else "others"), LIMITS, object)

    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(work, range(24)))
    assert [outcome.detail for outcome in outcomes if outcome.failure] == []


def test_short_work_goes_on_while_each_core_has_a_piece_alone(
    workers: Workers, tmp_path: Path
) -> None:
    """Both of these wait for a file that a third makes."""
    file = str(tmp_path / "made")
    limits = LIMITS._replace(timeout=20)
    waiting = f"import os, time\nwhile not os.path.exists({file!r}): time.sleep(0.01)"
    with ThreadPoolExecutor(2) as pool:
        alone = [
            pool.submit(workers.call_alone, "builtins:exec", waiting, limits, object)
            for _ in range(2)
        ]
        wait_until(lambda: len(workers.cores.at_work) == 2, "they do not begin")
        outcomes = [workers.call("builtins:exec", f"open({file!r}, 'x').close()", LIMITS, object)]
        outcomes += [each.result() for each in alone]
    assert [outcome.failure for outcome in outcomes] == [None] * 3


@pytest.mark.parametrize(("name", "whom"), [*zip(WAYS, ("pid", "ppid", "pid"), strict=True)])
def test_a_process_that_someone_stopped_is_replaced(
    workers: Workers, monkeypatch: pytest.MonkeyPatch, name: str, whom: str
) -> None:
    """Its work is done again, once; nobody waits for it."""
    stopping = (
        "(lambda os, path: os.path.exists(path) or (open(path, 'x').close(),"
        " os.kill(os.get{}(), __import__('signal').SIGSTOP), __import__('time').sleep(600)))"
        "(__import__('os'), {!r})"
    )
    call = way(name, workers, monkeypatch)
    with tempfile.TemporaryDirectory() as folder:
        outcome = call("builtins:eval", stopping.format(whom, f"{folder}/x"), LIMITS, object)
    assert outcome.value is True, outcome


@pytest.mark.parametrize("ending", ["close", "kill"])
def test_nothing_stays_behind(ending: str) -> None:
    """Closing, or a kill of the whole build, ends every process, busy ones included."""
    script = (
        "import os, sys, threading\n"
        "from pipeline.worker.pool import Workers\n"
        "from pipeline.model import Limits\n"
        "workers = Workers(2)\n"
        "busy = 'import os, time\\nos.write(1, b\".\")\\nwhile True: time.sleep(1)'\n"
        "for call in (workers.call, workers.call_alone):\n"
        "    call('builtins:eval', '1', Limits(), object)\n"
        "    work = ('builtins:exec', busy, Limits(), object)\n"
        "    threading.Thread(target=call, args=work).start()\n"
        "print('busy', flush=True)\n"
        "sys.stdin.readline()\n"
        "workers.close()\n"
    )
    build = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with build:
        assert build.stdout is not None
        assert build.stdout.readline() == "busy\n"
        started = children(build.pid)
        assert len(started) >= 2
        if ending == "kill":
            build.kill()
        build.communicate("\n", timeout=30)
    assert_gone(*started)


def test_closed_workers_fail_quietly() -> None:
    """Work asked for after the end is a failure, not an exception."""
    workers = Workers(1)
    workers.close()
    for call in (workers.call, workers.call_alone):
        assert call("builtins:eval", "1", LIMITS, object).failure == "fault"


def test_a_broken_warm_up_is_told(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps the warm process from starting is in the outcome."""
    for method in ALONE:
        monkeypatch.setenv("VISUALS_START_METHOD", method)
        outcome = workers.call_alone(
            "builtins:eval", "1", LIMITS, object, warm_up="pipeline.nowhere:x"
        )
        assert outcome.failure == "fault"
        assert "No module named 'pipeline.nowhere'" in outcome.detail


def test_a_killed_warm_process_is_replaced(workers: Workers) -> None:
    """Work that takes the warm process down fails alone; the next finds a new one."""
    if not can_fork():
        pytest.skip("this system has no pidfd")
    code = "import os; os.kill(os.getppid(), 9); __import__('time').sleep(60)"
    assert workers.call_alone("builtins:exec", code, LIMITS, object).failure == "fault"
    assert workers.call_alone("builtins:eval", "6 * 7", LIMITS, object).value == 42


def test_a_client_that_leaves_as_its_child_ends_ends_no_other(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that forks learns of both at once here, since it is stopped meanwhile."""
    if not can_fork():
        pytest.skip("this system has no pidfd")
    monkeypatch.setattr("pipeline.worker.fork_client.LOOK", 600)
    server = workers.call_alone("builtins:eval", "__import__('os').getppid()", LIMITS, object).value
    assert isinstance(server, int)
    code, stop = "import os, signal; os.kill(os.getppid(), signal.SIGSTOP)", Stop()
    with ThreadPoolExecutor() as threads:
        unwanted = threads.submit(stopped_call, workers, stop, code)
        listing = Path(f"/proc/{server}/task/{server}/children")
        wait_until(lambda: [*map(int, listing.read_text().split())], "nothing is forked")
        (child,) = map(int, listing.read_text().split())
        assert_gone(child)
        stop()
        assert unwanted.result().failure == "crash"
    os.kill(server, signal.SIGCONT)
    again = workers.call_alone("builtins:eval", "__import__('os').getppid()", LIMITS, object)
    assert again.value == server, again


def stopped_call(workers: Workers, stop: Stop, code: str) -> Outcome[object]:
    """What comes of work in a process of its own that `stop` ends."""
    with workers.cores.stopped_by(stop):
        return workers.call_alone("builtins:exec", code, LIMITS, object)


def test_a_warm_process_that_ends_while_it_waits_leaves_nothing(workers: Workers) -> None:
    """Its thread and its descriptors here go, too."""

    def there() -> tuple[int, int]:
        gc.collect()
        return threading.active_count(), len(os.listdir("/proc/self/fd"))

    pid = workers.call("builtins:eval", "__import__('os').getpid()", LIMITS, object).value
    assert isinstance(pid, int)
    before = there()
    for _ in range(3):
        os.kill(pid, signal.SIGKILL)
        assert_gone(pid)
        pid = workers.call("builtins:eval", "__import__('os').getpid()", LIMITS, object).value
        assert isinstance(pid, int)
    wait_until(lambda: there() == before, "more is there than before")


BECOME = """
import os, sys
from pipeline.worker.boot import become
print(os.getpid(), end=" ")
os.name = sys.argv[1]
become([sys.executable, "-c", "import os; print(os.getpid(), os.getppid()); raise SystemExit(7)"])
"""


@pytest.mark.parametrize(("leap", "is_late"), [(1000.0, False), (0.5, True)])
def test_while_a_build_is_stopped_no_time_passes(
    monkeypatch: pytest.MonkeyPatch, leap: float, is_late: bool
) -> None:
    """Ctrl-Z stops it, and its processes finish what they have: none of that is late."""
    now, bites = [0.0], list[float]()
    begun, ended = threading.Event(), threading.Event()

    class Ticking(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            begun.wait()
            now[0] += leap
            if now[0] > 20 * leap:
                ended.set()
            return ended.is_set()

    threads = SimpleNamespace(Event=Ticking, Lock=threading.Lock, Thread=threading.Thread)
    monkeypatch.setattr(pipe_client, "threading", threads)
    monkeypatch.setattr(pipe_client, "time", SimpleNamespace(monotonic=lambda: now[0]))
    with Watchdog(lambda: bites.append(now[0]), lambda: False).until(5.0):
        begun.set()
        ended.wait()
    assert bool(bites) is is_late


@pytest.mark.parametrize("system", ["posix", "nt"])
def test_another_program_takes_the_place_of_a_process_or_is_waited_for(system: str) -> None:
    """Windows has no exec: a process that calls it there ends before the other does."""
    done = subprocess.run(
        [sys.executable, "-c", BECOME, system], capture_output=True, text=True, check=False
    )
    before, after, parent = done.stdout.split()
    assert done.returncode == 7, done.stderr
    assert before == (after if system == "posix" else parent)


EARLY = """
import os, time
open("begun", "x").close()
while not os.path.exists("go"): time.sleep(0.01)
"""


def test_what_comes_in_while_a_process_works_does_not_end_it(tmp_path: Path) -> None:
    """A write signals it, and the signal of a slow writer comes when the work has begun."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from pipeline.worker.in_place.pipe_process import main; main()"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    second = pickle.dumps(Request("builtins:eval", "6 * 7", LIMITS))
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        write_frame(process.stdin, pickle.dumps(Request("builtins:exec", EARLY, LIMITS)))
        wait_until((tmp_path / "begun").exists, "it does not begin")
        process.stdin.write(HEADER.pack(len(second)))
        process.stdin.flush()
        (tmp_path / "go").touch()
        assert unpack(Reply, read_frame(process.stdout) or b"").status == "value"
        process.stdin.write(second)
        process.stdin.flush()
        assert unpack(Reply, read_frame(process.stdout) or b"").value == 42


def test_what_no_thread_can_warm_up_meanwhile_is_warm_when_it_is_needed(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    warm_up = "pipeline.worker.request:nothing"
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        workers.prepare(warm_up)
    assert workers.call("builtins:len", "abc", LIMITS, int, warm_up).value == 3

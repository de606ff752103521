"""Scripts that attack the build from their process: each fails alone, and changes no other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SMALL, Project
from tests.render.scripts import SAVE
from tests.sandbox.hostile import OFF, START

RETURN = """
from pipeline.worker import request

def reply(head, beside=b""):
    request.pack = lambda _: head + b"\\n" + beside

"""
"""Has the process return what `reply` is called with in place of its result."""

EVIL = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
FINDING = '["R005","warning","x.py","m","h","other",1,1]'


def rendered(raw: str = "true", findings: str = "", more: str = "") -> str:
    """A script whose process returns such a Rendered."""
    value = f'[{raw},"<b>",[{findings}],"out",{{}},0.0{more}]'
    head = f'["value",{value},""]'
    return f"{RETURN}reply({head.encode()!r}, {EVIL!r})"


PICKLE = (
    "import pickle\n"
    "class Patch:\n"
    "    def __reduce__(self):\n"
    "        import pipeline.model\n"
    "        return pipeline.model.Rendered, (b'', 'x'), {'svg': b'evil'}\n"
    "reply(pickle.dumps(Patch()))"
)


RESULTS = [
    (f"{RETURN}{PICKLE}", "it is not JSON"),
    (f"{RETURN}reply(b'[' * 100_000)", "it is not JSON"),
    (f"{RETURN}reply(b'9' * 100_000)", "it is not JSON"),
    (f"{RETURN}reply(b'\\xff')", "it is not JSON"),
    (f"{RETURN}reply(b'')", "it is not JSON"),
    (f"{RETURN}reply(b'NaN')", "it is no Reply"),
    (f"{RETURN}reply(b'[' + b'[],' * 2_000_000 + b'0]')", "more than are read"),
    (f"{RETURN}reply(b'0', bytes(70_000_000))", "more memory asked for"),
    (f'{RETURN}reply(b\'["value",[],""]\')', "it is no Rendered"),
    (f'{RETURN}reply(b\'["value","\\\\ud800",""]\')', "surrogates"),
    (rendered(more=',"more"'), "it is no Rendered"),
    (rendered("7"), "7 is no NoneType"),
    (rendered("null"), "an SVG or an error"),
    (rendered(findings=FINDING.replace("R005", "C001")), "no finding of a script"),
    (rendered(findings=FINDING.replace('"m"', "[]")), "is no str"),
]
"""Scripts whose processes return something else than a result, and what is said of each."""


def test_a_result_of_any_form_fails_its_visual_alone(project: Project) -> None:
    project.configure("memory = 256")
    said = {f"evil-{number}": words for number, (_, words) in enumerate(RESULTS)}
    for name, (script, _) in zip(said, RESULTS, strict=True):
        project.add(name, "matplotlib", script)
    project.add("good", "dot")
    run = project.doit()
    assert (run.built, run.failed) == ({"good"}, {*said})
    for name, words in said.items():
        (finding,) = findings_of(project, name)
        assert (finding["code"], words in str(finding["message"])) == ("R004", True), finding
        assert "fault of the pipeline" not in str(finding["hint"])


def findings_of(project: Project, name: str) -> list[dict[str, object]]:
    """What stands in a visual's findings."""
    found: list[dict[str, object]] = json.loads(
        project.path(f"build/findings/cloud/{name}.json").read_text()
    )
    return found


def test_what_only_the_pipeline_knows_is_not_taken_from_a_script(project: Project) -> None:
    """Neither the renderer, the severity, nor whose finding it is; the SVG is normalized as any.

    And lines are shown only of code that the script read.
    """
    project.path("secret.txt").write_text("the secret\n")
    files = ["ax.py", "secret.txt", "/etc/passwd", "../../etc/passwd"]
    names = ["ax", "bx", "cx", "dx"]
    for name, file in zip(names, files, strict=True):
        project.add(name, "matplotlib", rendered(findings=FINDING.replace("x.py", file)))
    run = project.doit()
    assert run.failed == {*names}
    assert "the secret" not in run.output
    assert "root:" not in run.output
    for name in names:
        unsafe, warning = sorted(findings_of(project, name), key=lambda each: str(each["severity"]))
        assert (unsafe["code"], unsafe["visual"]) == ("S001", name)
        assert (warning["code"], warning["visual"], warning["severity"]) == (
            "R005",
            name,
            "warning",
        )
        assert (warning["file"], warning["line"]) == (f"questions/cloud/{name}.py", None)


def test_an_entry_of_the_store_is_nobody_elses(project: Project) -> None:
    """A file that is put in another's place is no hit, and goes."""
    project.add("ax", "dot")
    project.add("bx", "dot", 'digraph { other [label="other"] }')
    project.doit()
    expected = project.built()
    store = [path for path in project.path(".cache/store").rglob("*-*") if path.is_file()]
    for path, other in zip(store, [*store[1:], store[0]], strict=True):
        shutil.copy(path, f"{other}.new")
    for path in store:
        os.replace(f"{path}.new", path)
    shutil.rmtree(project.path("build"))
    project.path(".doit.db").unlink()
    run = project.doit()
    assert (run.counts, "from the store" in run.output) == ((2, 0, 0), False)
    assert project.built() == expected


def test_what_a_script_wrote_beside_its_folder_is_read_with_care(project: Project) -> None:
    """Where nothing holds it, it can write there what the kernel is to have refused."""
    project.configure('sandbox = "off"')
    project.add("y", "matplotlib")
    for name, written in (("junk", "{"), ("deep", "[" * 9999), ("odd", "7"), ("more", '["a"]')):
        project.add(
            name, "matplotlib",
            f"{START}{OFF['gc']}folder = os.path.dirname(os.environ['TMPDIR'])\n"
            f"open(folder + '/refused', 'w').write({written!r})\nplt.plot([1, 2])\n{SAVE}",
        )  # fmt: skip
    done = project.doit()
    assert (done.built, done.failed) == ({"y", "junk", "deep", "odd", "more"}, set()), done.output


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux refuses it")
def test_a_script_starts_no_process_in_any_way(project: Project) -> None:
    """Threads it may start: they end with it. The kernel refuses processes in any case."""
    project.configure('sandbox = "off"')
    project.add(
        "x", "matplotlib",
        "import ctypes, threading\n"
        "threading.Thread(target=print, args=['a thread']).start()\n"
        "libc = ctypes.CDLL(None)\n"
        "for start in (libc.fork, libc.vfork, lambda: libc.syscall(435, 0, 0)):\n"
        "    pid = start()\n"
        "    if pid == 0:\n        libc._exit(0)\n"
        "    print('started', pid)\n"
        "1 / 0\n",
    )  # fmt: skip
    run = project.doit()
    assert run.failed == {"x"}
    assert [line.strip() for line in run.output.splitlines() if "|" in line] == [
        "| a thread", *["| started -1"] * 3
    ]  # fmt: skip


def test_what_a_killed_run_was_writing_goes_with_the_next(project: Project, tmp_path: Path) -> None:
    """Also where every run has the same process id, as in containers."""
    for name in ("ax", "bx"):
        project.add(name, "matplotlib", SMALL["matplotlib"])
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for last in (1, 3, 6, 1000):
        code = DIES.format(last=last)
        subprocess.run(
            [sys.executable, "-c", code], cwd=project.root, check=False, capture_output=True,
            env={**os.environ, "TMPDIR": str(temporary)},
        )  # fmt: skip
        if last < 1000:
            assert [*project.root.rglob("*.tmp"), *temporary.iterdir()], "it left something"
    assert [*project.root.rglob("*.tmp"), *temporary.iterdir()] == []


DIES = """
import os
os.getpid = lambda: 7
replaced, replace = 0, os.replace
def dying(*names, **more):
    global replaced
    replaced += 1
    if replaced == {last}:
        os._exit(9)
    replace(*names, **more)
os.replace = dying
from doit.doit_cmd import DoitMain
DoitMain().run(["-a"])
"""

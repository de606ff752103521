"""`doit tabcompletion`: a shell offers our commands, tasks, and ids where one may stand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands.tabcompletion import ZSH
from tests.conftest import Project

TRY = """
_get_comp_words_by_ref() {{ words=($LINE); [[ $LINE == *' ' ]] && words+=('')
  cword=$(( ${{#words[@]}} - 1 )); cur=${{words[cword]}}; prev=${{words[cword - 1]}}; }}
__ltrim_colon_completions() {{ :; }}
. ./doit.bash
for LINE in 'doit t' 'doit graph ' 'doit -a y'; do
  _doit; echo "$LINE: ${{COMPREPLY[*]}}"
done
"""


def in_bash(project: Project, commands: str) -> subprocess.CompletedProcess[str]:
    """What bash does with commands where the script that completes lies as doit.bash."""
    if not (bash := shutil.which("bash")):
        pytest.skip("bash is not there")
    script = project.doit("tabcompletion").output.replace("__main__.py", "doit")
    project.path("doit.bash").write_text(script)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [bash, "--norc", "-c", commands],
        cwd=project.root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )


def test_what_bash_offers(two: Project) -> None:
    done = in_bash(two, TRY.format())
    assert done.stdout.splitlines() == [
        "doit t: tabcompletion timings test",
        "doit graph : x y",
        "doit -a y: y",
    ], done.stdout


def test_bash_needs_no_other_package(two: Project) -> None:
    tried = ". ./doit.bash; COMP_WORDS=(doit graph x) COMP_CWORD=2; _doit; echo ${COMPREPLY[*]}"
    done = in_bash(two, tried)
    assert (done.stdout, done.stderr) == ("x\n", "")


def test_what_zsh_is_told(project: Project) -> None:
    script = project.doit("tabcompletion", "--shell", "zsh").output
    for _, ours in ZSH:
        assert ours in script
    listed = re.findall(r"^ +'(\w[\w-]*): .*$", script, re.MULTILINE)
    assert {"new", "doctor", "timings", "graph", "check", "run"} <= set(listed)
    for line in re.findall(r"^ +'\w[\w-]*: .*$", script, re.MULTILINE):
        assert line.count("'") == 2, line  # an apostrophe would end the text there
    if zsh := shutil.which("zsh"):
        subprocess.run([zsh, "-n"], input=script, text=True, check=True)

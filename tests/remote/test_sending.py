"""What goes with a script to a worker, and what is drawn here instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.inputs import state
from pipeline.model import Job, Limits
from pipeline.remote.cluster.sending import Sender, Sent, UnsendableError

JOB = Job("x", "matplotlib", "questions/cloud/x.py", b"import lxml, data\n", "f", Limits())


@pytest.fixture
def sender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sender:
    """A sender in a project with a file beside the script."""
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "questions/cloud/data.csv"
    data.parent.mkdir(parents=True)
    data.write_text("1")
    return Sender(state, "build")


def test_a_package_is_not_sent(sender: Sender) -> None:
    """A worker has its own, so what was read last time goes there all the same."""
    sent = sender.first(JOB, ["lxml///", "questions/cloud/data.csv"])
    assert sent.contents == {"questions/cloud/data.csv": b"1"}


def test_a_script_whose_package_is_another_on_the_worker_is_drawn_here(sender: Sender) -> None:
    assert sender.more(JOB, Sent(), {"lxml///": state("lxml///")}) is None
    for there in ("package lxml-0.1", "absent"):
        with pytest.raises(UnsendableError):
            sender.more(JOB, Sent(), {"lxml///": there})

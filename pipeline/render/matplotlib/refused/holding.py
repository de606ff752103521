"""A script's task → its process, held to what the script may do as far as the kernel can."""

from __future__ import annotations

import os
import sys

from pipeline.model import MIB, Finding, Job
from pipeline.render.failures import DOCTOR, error
from pipeline.render.matplotlib.refused.witness import be_ready_to_say_where, call_witness
from pipeline.render.work import ScriptTask
from pipeline.sandbox.apart import stand_apart
from pipeline.sandbox.permits import ALL, Permits, confine, permits
from pipeline.worker.handover import close_way, has_way
from pipeline.worker.process import die_with


def permits_of(task: ScriptTask) -> Permits:
    """What the script may do."""
    if task.job.limits.sandbox == "off":
        return Permits(None, (task.own,))
    folders = (*task.job.layout.folders, *task.job.layout.linked, os.path.dirname(task.job.source))
    return permits(task.root, [os.path.join(task.root, each) for each in folders], task.own)


def hold(task: ScriptTask, allowed: Permits) -> tuple[Permits, tuple[str, ...]]:
    """Give this process to the kernel to hold, before it runs a script; which of ALL it closes.

    What is allowed comes back with all folders of its own.
    """
    limits, is_heard = task.job.limits, has_way()
    if is_heard:
        be_ready_to_say_where(task)
    if sys.platform == "linux" and limits.sandbox != "off":
        parent = os.getppid()
        allowed = allowed._replace(owns=stand_apart(task.own, limits.memory * MIB))
        if is_heard:
            die_with(parent)  # with its rights, the kernel took that from it
    parts, listener = confine(allowed, limits.sandbox, is_heard=is_heard)
    if listener is not None:
        call_witness(task, allowed, listener)
    close_way()
    return allowed, parts


def left_open(job: Job, closed: tuple[str, ...]) -> Finding:
    """The finding on a kernel that does not close all that it must."""
    left = ", ".join(each for each in ALL if each not in closed)
    message = f'sandbox = "required", and the kernel here does not close {left} to scripts'
    return error(job, "R004", message, DOCTOR)

"""The machines that a project asks for work → whether they can be used now."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pipeline.doctor.configured import configured
from pipeline.doctor.line import Line, missing, ok, optional
from pipeline.plan import Plan
from pipeline.remote.access import ADDRESS, cluster, shared_store

WITHOUT_STORE = "builds do without it; docs/shared-store.md"
WITHOUT_CLUSTER = "builds draw here; docs/cluster.md"


def store() -> Iterator[Line]:
    """Whether the shared store answers, where there is one."""
    plan = _plan()
    shared = shared_store(plan.config, plan.hashes.state, 1) if plan else None
    if plan is None or shared is None:
        return
    place = os.environ.get(ADDRESS) or plan.config.shared_store
    wrong = shared.wrong()
    if wrong:
        yield optional("shared store", wrong, WITHOUT_STORE)
    else:
        yield ok("shared store", f"{place} answers")


def engine() -> Iterator[Line]:
    """Whether the cluster can be used, where there is one."""
    plan = _plan()
    far = cluster(plan) if plan else None
    if plan is None or far is None:
        return
    lost = far.connection.wait()
    alike, refused = far.connection.roster.alike, far.connection.roster.refused
    far.connection.end()
    if lost and plan.config.engine_required:
        yield missing("cluster", lost, "docs/cluster.md")
    elif lost:
        yield optional("cluster", lost, WITHOUT_CLUSTER)
    else:
        yield ok("cluster", f"workers that are as this machine is: {alike}")
    for reason in refused.values():
        if reason != lost:
            yield optional("cluster", reason, "it gets no work")


def _plan() -> Plan | None:
    """None where the settings cannot be read."""
    config = configured()
    return Plan(config) if config else None

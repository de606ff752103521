"""Drawing → Normalized, by a warm process: whatever goes wrong there is a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import OUR_FAULT, TIME_LIMIT, Drawing, Finding, Limits, Normalized
from pipeline.render.failures import DOCTOR, SETTING

if TYPE_CHECKING:
    from pipeline.worker.outcome import Outcome
    from pipeline.worker.pool import Workers

NORMALIZER = "pipeline.check:warm_up"
"""What prepares a process for it."""


def bring_to_normal(drawing: Drawing, limits: Limits, workers: Workers) -> Normalized:
    """Normalize and check a drawing within limits; any thread may call this."""
    function = "pipeline.check:normalize_and_check"
    outcome = workers.call(function, drawing, limits, Normalized, NORMALIZER)
    if outcome.value is not None:
        return outcome.value._replace(seconds=outcome.seconds)
    return Normalized(None, findings=(_unfinished(drawing, outcome, limits),))


def _unfinished(drawing: Drawing, outcome: Outcome[Normalized], limits: Limits) -> Finding:
    """The finding on a drawing that has no normal form: too large, or something of ours failed."""
    code, took = "S005", "normalizing it took more than"
    match outcome.failure:
        case "timeout":
            message, hint = f"{took} {limits.timeout:g} s, {TIME_LIMIT}", _way_out("timeout")
        case "memory":
            message, hint = f"{took} {limits.memory} MiB, the memory limit", _way_out("memory")
        case "open":
            code, message, hint = "R004", outcome.detail, DOCTOR
        case _:
            code, message, hint = "R004", f"normalizing it failed: {outcome.reason}", OUR_FAULT
    return Finding(code, "error", drawing.source, message, hint, drawing.visual)


def _way_out(setting: str) -> str:
    return f"draw less, or simplify its paths; `{setting}` {SETTING} sets the limit"

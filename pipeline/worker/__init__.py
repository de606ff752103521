"""A function's name and its argument → Outcome: work done in other processes, warm and bounded.

Workers ─┬─ call ───────▶ inplace   a warm process for each core, one piece of work after another
         ├─ call_alone ─▶ forking   one warm process that forks a fresh child for each piece
         └─ call_alone ─▶ single    where fork does not serve: a fresh process for each piece

A bottom layer: it knows nothing of what it runs.
"""

from __future__ import annotations

from pipeline.worker.outcome import Failure, Outcome
from pipeline.worker.workers import Workers

__all__ = ["Failure", "Outcome", "Workers"]

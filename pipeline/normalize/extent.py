"""A drawing → whether anything in it may be painted beside its authored viewport."""

from __future__ import annotations

from pipeline.normalize.context import Context
from pipeline.normalize.transform import Function


def may_leave(context: Context, placement: list[Function]) -> bool:
    """Whether something may reach over the left or right edge."""
    return True

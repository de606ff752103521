"""A drawing → whether anything in it may be painted beside its authored viewport."""

from __future__ import annotations

from .context import Context
from .transform import Function


def may_leave(context: Context, placement: list[Function]) -> bool:
    """Whether something may reach over the left or right edge."""
    return True

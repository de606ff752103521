"""Params of a visual → the values that claims calculate with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.claims.measures.patterns import numbers_in
from pipeline.claims.measures.values import Value

Params = Mapping[str, float | str | list[float]]
"""Params by name, as they stand in the YAML."""


def params_of(text: str) -> Params:
    """The params that canonical JSON holds; none where it is empty."""
    params: dict[str, Any] = json.loads(text) if text else {}
    return params


def quantity(text: str) -> Value | None:
    """The number with its unit that a text such as `50 GB/s` is, exact; None where it is none."""
    found = numbers_in(text)
    if len(found) != 1 or found[0].start != 0 or found[0].end != len(text.rstrip()):
        return None
    return found[0].value._replace(slack=0.0)

"""A seed → every generator of random numbers that a script makes without one of its own.

What a script seeds itself is left alone, and so is what asks the system for secrets.
"""

from __future__ import annotations

import random
from typing import Any


def sow(seed: int) -> None:
    """Seed the global generators, and have those made without a seed follow it in this process.

    Each of them gets a seed of its own, the same ones in each run.
    """
    import numpy.random

    spare = random.Random(seed)
    _sow_python(spare)
    random.seed(seed)
    # Seed sequences ask this for bits, and all of numpy's generators ask a seed sequence.
    numpy.random.bit_generator.randbits = spare.getrandbits  # type: ignore[attr-defined]
    numpy.random.seed(seed)


def _sow_python(spare: random.Random) -> None:
    """Have generators of Python's that are given no seed take one from `spare`."""
    seed_one = random.Random.seed

    def seed(self: random.Random, a: Any = None, version: int = 2) -> None:
        seed_one(self, spare.getrandbits(128) if a is None else a, version)

    random.Random.seed = seed  # type: ignore[method-assign]
    # The module took its function from the class before.
    bound: Any = random
    bound.seed = bound._inst.seed

"""Full or quick → how many visuals of each kind the cases are made of."""

from __future__ import annotations

from dataclasses import dataclass

from tests.trees import Mix

QUICKER = 10


@dataclass(frozen=True, slots=True)
class Sizes:
    """The mixes of all cases: `few` to `claimed` are built and then left alone.

    Their mix has more of what renders fast, since they are built for what comes after it.
    """

    real: Mix
    dots: Mix
    few: Mix
    some: Mix
    many: Mix
    questions: Mix
    crowd: Mix
    claimed: Mix


def sizes(*, is_quick: bool) -> Sizes:
    """The sizes that the figures ask for, or a tenth of them to try the benchmark out."""
    by = QUICKER if is_quick else 1
    return Sizes(
        real=Mix(85 // by, 31 // by, 13 // by),
        dots=Mix(0, 1000 // by, 0),
        few=warm(100 // by),
        some=warm(1000 // by),
        many=warm(10_000 // by),
        questions=warm(1000 // by, 9000 // by),
        crowd=warm(1000 // by, 99_000 // by),
        claimed=Mix(0, 0, 10_000 // by),
    )


def warm(visuals: int, plain: int = 0) -> Mix:
    """One part matplotlib, five parts DOT, four parts SVG, and `plain` questions beside them."""
    return Mix(visuals // 10, visuals // 2, visuals - visuals // 10 - visuals // 2, plain)

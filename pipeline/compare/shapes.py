"""Shapes before and after, counted by colour → which are lost, new and recoloured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.compare.comparison import Count, Recoloured, Shapes

Look = tuple[str, str]
"""A "line" or a "shape", and its colour."""


def shapes(before: Counter[Look], after: Counter[Look]) -> Shapes:
    """What has changed. A look that is gone altogether comes first, then those that lost most."""
    lost, new = before - after, after - before
    recoloured = []
    for look, count in lost.most_common():
        if other := _other_look(look, count, before, after, new):
            recoloured.append(Recoloured(*look, *other, count))
            del new[other]
            lost[look] = 0

    fewer = dict(_fewer(+lost, new, before, after))
    for other in fewer.values():
        del new[other]

    def counts(looks: Counter[Look]) -> tuple[Count, ...]:
        found = [
            Count(*look, before[look], after[fewer.get(look, look)], fewer.get(look, ("", ""))[1])
            for look, count in looks.items()
            if count
        ]
        return tuple(sorted(found, key=lambda c: (min(c.before, c.after), -c.before, *c[:2])))

    return Shapes(counts(lost), counts(new), tuple(recoloured))


def _fewer(
    lost: Counter[Look], new: Counter[Look], before: Counter[Look], after: Counter[Look]
) -> Iterator[tuple[Look, Look]]:
    """A look that is gone, and the one that most of its shapes have now.

    Only where each is the last of its kind that is not explained: else nobody can say.
    """
    for kind in ("line", "shape"):
        gone = [look for look in lost if look[0] == kind and look not in after]
        come = [look for look in new if look[0] == kind and look not in before]
        if len(gone) == len(come) == 1 and before[gone[0]] / 2 <= after[come[0]] < before[gone[0]]:
            yield gone[0], come[0]


def _other_look(
    look: Look, count: int, before: Counter[Look], after: Counter[Look], new: Counter[Look]
) -> Look | None:
    """A look that as many shapes have now, of the same kind if there is one, the first drawn.

    All that had the one must have the other: else some are lost, and others have come.
    """
    is_whole = look not in after
    alike = [other for other, more in new.items()
             if more == count and (other not in before) == is_whole]  # fmt: skip
    return min(alike, key=lambda other: other[0] != look[0], default=None)

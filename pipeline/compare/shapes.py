"""Shapes before and after, counted by colour → which are lost, new and recoloured."""

from __future__ import annotations

from collections import Counter

from pipeline.compare.comparison import Count, Recoloured, Shapes

Look = tuple[str, str]
"""A "line" or a "shape", and its colour."""


def shapes(before: Counter[Look], after: Counter[Look]) -> Shapes:
    """What has changed. A look that is gone altogether comes first, then those that lost most."""
    lost, new = before - after, after - before
    recoloured = []
    for look, count in lost.most_common():
        alike = [other for other, number in new.items() if number == count and other[0] == look[0]]
        is_whole = look not in after
        others = [other for other in alike if (other not in before) == is_whole]
        if others:
            recoloured.append(Recoloured(look[0], look[1], others[0][1], count))
            del new[others[0]]
            lost[look] = 0

    def counts(looks: Counter[Look]) -> tuple[Count, ...]:
        found = [Count(*look, before[look], after[look]) for look, count in looks.items() if count]
        return tuple(sorted(found, key=lambda c: (min(c.before, c.after), -c.before, *c[:2])))

    return Shapes(counts(lost), counts(new), tuple(recoloured))

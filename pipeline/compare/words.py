"""Texts before and after → what has changed in them, word by word, and in their numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from math import dist, hypot
from statistics import median_low
from typing import NamedTuple

from pipeline.check.scene.geometry import Bounds
from pipeline.compare.comparison import Edit, Move, Part, Said, Words
from pipeline.compare.contents import Label

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+|\s+|[^\w\s]")
_LETTER = re.compile(r"[^\W\d_]")

MOVED = 8.0
"""A label has moved where it lies more px from where it was than most labels do."""
NEAR, SAME_PLACE = 30.0, 10.0
"""So close, numbers are taken for each other; and so close, any two labels."""
MOST_TRIED = 100
"""Of more labels some are asked where they all went."""
ALIKE = 0.55
"""How alike two labels are, from 0 to 1, of which one was made from the other."""
MOST = 2000
"""The most labels of one text that are matched by their places."""


Pair = tuple[Label, Label]
Point = tuple[float, float]


def parts(before: str, after: str) -> tuple[Part, ...]:
    """How one text became another."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    made: list[Part] = []
    for how, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            made.append(Part("=", "".join(old[i:j])))
            continue
        made += [Part("-", "".join(old[i:j]))] if j > i else []
        made += [Part("+", "".join(new[k:m]))] if m > k else []
    return tuple(made)


def numbers(before: str, after: str) -> tuple[str, ...]:
    """The numbers that differ in two texts as "12 → 14"; none where words differ, too."""
    if NUMBER.sub("#", before) != NUMBER.sub("#", after):
        return ()
    pairs = zip(NUMBER.findall(before), NUMBER.findall(after), strict=True)
    return tuple(f"{old} → {new}" for old, new in pairs if old != new)


def is_number(text: str) -> bool:
    """Whether a label is a number, with or without a sign or a unit of one letter."""
    return bool(NUMBER.search(text)) and len(_LETTER.findall(text)) < 2


def words(before: Sequence[Label], after: Sequence[Label]) -> Words:
    """What has changed in the labels of a picture."""
    same, lost, new = _same(before, after)
    frame = _frame(same)
    edited = _edited(lost, new, frame)
    was, now = {id(old) for old, _ in edited}, {id(other) for _, other in edited}
    return Words(
        _said(each for each in lost if id(each) not in was),
        _said(each for each in new if id(each) not in now),
        tuple(_edit(*pair) for pair in edited),
        tuple(_moves(same, frame)),
    )


def _said(labels: Iterable[Label]) -> tuple[Said, ...]:
    """Names before numbers: ticks come and go with an axis."""
    return tuple(sorted((Said(*each) for each in labels), key=lambda each: is_number(each.text)))


def _same(
    before: Sequence[Label], after: Sequence[Label]
) -> tuple[list[Pair], list[Label], list[Label]]:
    """Labels of one text in pairs, the nearest first; and what is left on each side."""
    others: defaultdict[str, list[Label]] = defaultdict(list)
    for label in after:
        others[label.text].append(label)
    pairs: list[Pair] = []
    lost: list[Label] = []
    counts = Counter(label.text for label in before)
    for label in before:
        left = others[label.text]
        if not left:
            lost.append(label)
            continue
        nearest = left[0]
        if counts[label.text] * len(left) <= MOST:
            nearest = min(left, key=lambda each: dist(_middle(each), _middle(label)))
        left.remove(nearest)
        pairs.append((label, nearest))
    rest = {id(label) for left in others.values() for label in left}
    return pairs, lost, [label for label in after if id(label) in rest]


class _Frame(NamedTuple):
    """Where most of a picture went, along each axis: times a factor, and on by so many px."""

    x: tuple[float, float] = (1.0, 0.0)
    y: tuple[float, float] = (1.0, 0.0)

    def strayed(self, old: Label, new: Label) -> Point:
        """How far a label lies from where it would be if it had gone there, too."""
        (x1, y1), (x2, y2) = _middle(old), _middle(new)
        return x2 - (self.x[0] * x1 + self.x[1]), y2 - (self.y[0] * y1 + self.y[1])


def _frame(pairs: Sequence[Pair]) -> _Frame:
    """Where most labels went: where a figure got wider, no label of it has moved."""
    ways = [(_middle(old), _middle(new)) for old, new in pairs]
    return _Frame(*(_line([(old[axis], new[axis]) for old, new in ways]) for axis in (0, 1)))


def _line(places: list[tuple[float, float]]) -> tuple[float, float]:
    """The factor and shift by which most places on an axis went, which a few do not sway."""
    if not places:
        return 1.0, 0.0
    places = sorted(places)[:: len(places) // MOST_TRIED + 1]
    shifts = [(1.0, new - old) for old, new in places]
    pairs = [*pairwise(places), *zip(places, places[len(places) // 2 :], strict=False)]
    # A factor below 0 would be a mirror: bars in another order do not turn a chart around.
    slopes = [((d - b) / (c - a), a, b) for (a, b), (c, d) in pairs if c - a > NEAR and d > b]
    scaled = [(factor, new - factor * old) for factor, old, new in slopes]

    def followers(line: tuple[float, float]) -> int:
        return sum(abs(line[0] * old + line[1] - new) < MOVED / 2 for old, new in places)

    best = median_low(shift for _, shift in shifts)
    return max([(1.0, best), *shifts, *scaled], key=followers)


def _edited(lost: Sequence[Label], new: Sequence[Label], frame: _Frame) -> list[Pair]:
    """Pairs of labels of which one was made from the other, the surest first."""
    if len(lost) * len(new) > MOST:
        return []
    scored = [
        (score, i, j)
        for i, old in enumerate(lost)
        for j, other in enumerate(new)
        if (score := _kinship(old, other, frame)) > 0
    ]
    taken: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, key=lambda each: (-each[0], *each[1:])):
        if all(i != row and j != column for row, column in taken):
            taken.append((i, j))
    return [(lost[i], new[j]) for i, j in sorted(taken)]


def _kinship(old: Label, new: Label, frame: _Frame) -> float:
    """How sure it is that one label was made from another; 0 where it is not."""
    gap = hypot(*frame.strayed(old, new))
    closeness = 1 / (1 + gap / NEAR)
    if is_number(old.text) and is_number(new.text):
        return closeness if gap < NEAR else 0.0
    if numbers(old.text, new.text):
        return 2 + closeness
    alike = SequenceMatcher(None, old.text, new.text, autojunk=False).ratio()
    return alike + closeness if alike >= ALIKE or gap < SAME_PLACE else 0.0


def _edit(old: Label, new: Label) -> Edit:
    return Edit(parts(old.text, new.text), numbers(old.text, new.text), new.box)


def _moves(pairs: Iterable[Pair], frame: _Frame) -> Iterator[Move]:
    """Labels that moved otherwise than most, those together that moved together."""
    groups: dict[tuple[int, int], list[Label]] = {}
    for pair in pairs:
        way = frame.strayed(*pair)
        if hypot(*way) > MOVED:
            near = next((each for each in groups if dist(each, way) <= MOVED), None)
            groups.setdefault(near or (round(way[0]), round(way[1])), []).append(pair[1])
    for (across, down), labels in sorted(groups.items(), key=lambda each: -hypot(*each[0])):
        texts = tuple(dict.fromkeys(label.text for label in labels))
        yield Move(texts, across, down, _around([label.box for label in labels]))


def _around(boxes: Sequence[Bounds]) -> Bounds:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _middle(label: Label) -> Point:
    left, top, right, bottom = label.box
    return (left + right) / 2, (top + bottom) / 2

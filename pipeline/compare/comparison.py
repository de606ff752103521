"""What has changed between two pictures of one visual, as a worker sends it back."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Pair(NamedTuple):
    """A picture before and after. Texts from before are None where nobody knows them."""

    before: bytes
    after: bytes
    alt_before: str | None
    alt: str
    caption_before: str | None
    caption: str


Box = tuple[float, ...]
"""Left, top, right, bottom in px of the later picture; of what is lost, of the earlier one."""


class Region(NamedTuple):
    """A box around pixels that differ, in px of the common canvas."""

    x: int
    y: int
    width: int
    height: int


class Place(NamedTuple):
    """Where a picture lies on the common canvas, and its size, in px."""

    x: int
    y: int
    width: int
    height: int


class Difference(NamedTuple):
    """Two pictures on a canvas of `width` × `height` px that holds both.

    `share` (0 to 1) is that of pixels that have changed, `faint` that of all that differ at all.
    """

    width: int
    height: int
    before: Place
    after: Place
    share: float
    faint: float
    regions: tuple[Region, ...]


class Part(NamedTuple):
    """A part of a text: it stayed (=), was taken out (-) or put in (+)."""

    how: Literal["=", "-", "+"]
    text: str


class Said(NamedTuple):
    """A label that is new or lost."""

    text: str
    box: Box


class Edit(NamedTuple):
    """A label that says something else: word by word, and its numbers in pairs."""

    parts: tuple[Part, ...]
    numbers: tuple[str, ...]
    box: Box


class Move(NamedTuple):
    """Labels that moved together, by px to the right and down of where most labels moved."""

    texts: tuple[str, ...]
    x: int
    y: int
    box: Box


class Words(NamedTuple):
    """What has changed in the labels of a picture."""

    lost: tuple[Said, ...] = ()
    new: tuple[Said, ...] = ()
    edits: tuple[Edit, ...] = ()
    moves: tuple[Move, ...] = ()


class Count(NamedTuple):
    """How many shapes of a look there were and are; `kind` is "line" or "shape".

    `now` is the colour of those that are left, where they have another one.
    """

    kind: str
    colour: str
    before: int
    after: int
    now: str = ""

    @property
    def place(self) -> str:
        """Where the shapes are that are left, behind their number."""
        return f" in {self.now}" if self.now else ""


class Recoloured(NamedTuple):
    """Shapes that look otherwise, and nothing else of that count has come or gone."""

    kind: str
    before: str
    after_kind: str
    after: str
    number: int


class Shapes(NamedTuple):
    """What has changed in the shapes of a picture."""

    lost: tuple[Count, ...] = ()
    new: tuple[Count, ...] = ()
    recoloured: tuple[Recoloured, ...] = ()


class Comparison(NamedTuple):
    """What has changed between two pictures and their texts.

    `difference` is None where one of them cannot be drawn; `unseen` says why then. `doubts` are
    sentences: what alt or caption say, and the drawing perhaps no longer shows. `urgency` says what
    to look at first: 0 what may be lost, 1 numbers and words, 2 what is new or moved, 3 pixels.
    """

    difference: Difference | None = None
    unseen: str = ""
    words: Words = Words()
    shapes: Shapes = Shapes()
    alt: tuple[Part, ...] = ()
    caption: tuple[Part, ...] = ()
    doubts: tuple[str, ...] = ()
    urgency: int = 0

    @property
    def share(self) -> float:
        """The share of pixels that have changed, from 0 to 1."""
        return self.difference.share if self.difference else 1.0

    @property
    def has_new_text(self) -> bool:
        """Whether alt or caption differ."""
        return any(part.how != "=" for part in (*self.alt, *self.caption))

    @property
    def is_quiet(self) -> bool:
        """Whether no pixel and no word has changed."""
        is_same = self.difference is not None and self.difference.faint == 0
        return is_same and not any((*self.words, *self.shapes, self.doubts, self.has_new_text))

"""A word and those that it may be meant for → the nearest, for a "did you mean".

And a word with letters that only look like others → the plain word; one for a number → that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_TO_TWENTY = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
NUMBER_WORDS = {word: number for number, word in enumerate(_TO_TWENTY.split(), 2)}
"""Numbers as texts spell them; "one" is left out, which is seldom a count."""


def is_name(word: str) -> bool:
    """Whether a word may be an id, the name of a visual, or a track."""
    return bool(_NAME.fullmatch(word))


_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def nearest(word: str, known: Iterable[str], tolerance: int) -> str | None:
    """The known word that is at most `tolerance` letters off, in any case; None where none is."""
    like = (each for each in sorted(known) if abs(len(each) - len(word)) <= tolerance)
    distances = {each: distance(word.lower(), each.lower()) for each in like}
    near = min(distances, key=distances.__getitem__, default=None)
    return near if near is not None and distances[near] <= tolerance else None


def called(word: str, known: Iterable[str]) -> str | None:
    """The known word for what others call so: a `description` is the alt, `graphviz` is dot."""
    plain = "".join(filter(str.isalpha, word.lower()))
    return next((each for each in known if plain in _CALLED.get(each, ())), None)


_CALLED = {
    "alt": ("description", "desc", "alttext", "alttag"),
    "caption": ("title", "heading"),
    "kind": ("type", "format", "engine", "renderer"),
    "source": ("file", "filename", "src", "script"),
    "path": ("file", "filename", "src", "svg", "image"),
    "rendered": ("output", "out", "svg"),
    "dot": ("graphviz", "gv", "graph", "digraph"),
    "matplotlib": ("python", "py", "pyplot", "mpl", "plot", "chart"),
    "hand": ("manual", "svg"),
}


def distance(word: str, other: str) -> int:
    """How many letters are to be added, removed, replaced, or exchanged with their neighbour.

    Restricted Damerau-Levenshtein distance: no letter is changed twice.
    """
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        above, before, row = row, above, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def folded(word: str) -> str:
    """The word in its plain form: composed, without full-width letters, other hyphens and marks
    of no width."""
    plain = unicodedata.normalize("NFKC", word)
    return "".join(map(_plain, plain))


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    return "-" if category == "Pd" or letter == "−" else "" if category == "Cf" else letter


def odd_letters(word: str) -> str:
    """The first letter of a word that only looks like another: `– is U+2013 EN DASH`; or ""."""
    for letter in word:
        if folded(letter) != letter or unicodedata.combining(letter):
            is_seen = letter.isprintable() and not unicodedata.combining(letter)
            name = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
            return f"{letter} is {name}" if is_seen else f"it holds {name}"
    return ""

"""Paths in steps lead where the author's did, however many they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize.values.path import read_path, write_path

NUMBERS = st.one_of(
    st.sampled_from(["0", "-.5", "1e-7", "9.9999999999999", "99.99999999999995", "1e1", "000.5"]),
    st.integers(-999, 999).map(str),
    st.decimals(-999, 999, places=6).map(str),
    st.floats(-1e3, 1e3).map(repr),
)
FLAGS = st.sampled_from(["00", "01", "1 0", "1,1 "])
ARC = st.tuples(NUMBERS, NUMBERS, NUMBERS, FLAGS, NUMBERS, NUMBERS).map(" ".join)
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}


@st.composite
def commands(draw: st.DrawFn) -> str:
    """One command, absolute or not, with arguments for one to three segments."""
    letter = draw(st.sampled_from([*COUNTS, "A"]))
    times = draw(st.integers(1, 3)) if letter != "Z" else 0
    one = ARC if letter == "A" else st.lists(
        NUMBERS, min_size=COUNTS[letter], max_size=COUNTS[letter]
    ).map(" ".join)  # fmt: skip
    written = " ".join(draw(one) for _ in range(times))
    return (letter.lower() if draw(st.booleans()) else letter) + written


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(commands(), min_size=1, max_size=9), st.integers(1, 25))
def test_every_path_stays_and_is_written_once_and_for_all(parts: list[str], times: int) -> None:
    before = read_path("M7-.5.5.5" + "".join(parts) * times)[0]
    written = write_path(before)
    after = read_path(written)[0]
    assert [letter for letter, _ in after] == [letter for letter, _ in before]
    largest = max(abs(number) for _, values in before for number in values)
    for (_, one), (_, other) in zip(before, after, strict=True):
        assert other == pytest.approx(one, rel=0, abs=largest * 1e-12)
    assert write_path(after) == written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("M5 5a5 5 0 1 1 0 0", "M5 5a5 5 0 1 1 0 0"),
        ("M.5.5" + "h.1" * 16 + "a5 5 0 1 1 0 0", "M.5 .5h.1" + " .1" * 15 + "a5 5 0 1 1 0 0"),
        ("M0 0" + "h1" * 18, "M0 0h1" + " 1" * 15 + "L17 0h1"),
        ("M1 1h1zl1 1zM5 5", "M1 1h1zl1 1zM5 5"),
        ("M0 0m1 1 2 2m3 3", "M0 0M1 1l2 2M6 6"),
        ("M1 1L5 7C5 7 8 8 9 9", "M1 1 5 7C5 7 8 8 9 9"),
        ("M1 1L5 7C6 7 8 8 9 9", "M1 1l4 6C6 7 8 8 9 9"),
        ("M1 1L5 7L3 9L1 1zL9 9", "M1 1l4 6-2 2L1 1zl8 8"),
        ("M1 1H1V1", "M1 1h0 0"),
        ("M1 1L,9 9", "M1 1"),
        ("m,1,1,l,9,9", ""),
        ("M1,1,L9,9,V5", "M1 1l8 8v-4"),
        ("M0 0L2000000 .1 5 6.0000000001", "M0 0L2000000 .1L5 6.0000000001"),
        ("M-7.0178883929849 0L9.9999999999999 0", "M-7.01788839298 0h17.01788839298"),
        ("M,1,1 , L2 2", ""),
        ("M1 1,,2 2", "M1 1"),
        ("5M1 1", ""),
    ],
)
def test_how_steps_are_written(before: str, after: str) -> None:
    assert write_path(read_path(before)[0]) == after

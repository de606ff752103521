"""Animations of style sheets → what they leave when they have ended (CSS Animations 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.styles.rules.sheets import Keyframes
from pipeline.normalize.styles.syntax import Declaration, css_text, split_at_commas

LONGHANDS = (
    "animation-name",
    "animation-duration",
    "animation-delay",
    "animation-iteration-count",
    "animation-direction",
    "animation-fill-mode",
    "animation-play-state",
    "animation-timing-function",
    "animation-timeline",
)
_USUAL = dict(zip(LONGHANDS, ("none", "0s", "0s", "1", "normal", "none", "running", "ease", "auto"),
                  strict=True))  # fmt: skip
_TIME = re.compile(r"[+-]?[\d.]+(?:e[+-]?\d+)?m?s", re.IGNORECASE)
_COUNT = re.compile(r"[\d.]+|infinite", re.IGNORECASE)
_WORDS = {
    "animation-direction": ("normal", "reverse", "alternate", "alternate-reverse"),
    "animation-fill-mode": ("none", "forwards", "backwards", "both"),
    "animation-play-state": ("running", "paused"),
}
_TIMINGS = ("ease", "linear", "ease-in", "ease-out", "ease-in-out", "step-start", "step-end")


class EndlessError(Exception):
    """An animation that never comes to rest, or whose end does not stay."""


def animation_longhands(value: str) -> tuple[tuple[str, str], ...]:
    """The shorthand `animation` taken apart: each longhand as a list."""
    tokens = tinycss2.parse_component_value_list(value, True)
    lists = [_one(css_text(part)) for part in split_at_commas(tokens)]
    return tuple((name, ", ".join(one[name] for one in lists)) for name in LONGHANDS)


def _one(text: str) -> dict[str, str]:
    found = dict(_USUAL)
    times = ["animation-duration", "animation-delay"]
    for word in re.findall(r"[\w.+-]+(?:\([^)]*\))?|\"[^\"]*\"|'[^']*'", text):
        lowered = word.lower()
        taken = next((name for name, words in _WORDS.items()
                      if lowered in words and found[name] == _USUAL[name]), None)  # fmt: skip
        if _TIME.fullmatch(lowered) and times:
            found[times.pop(0)] = lowered
        elif _COUNT.fullmatch(lowered):
            found["animation-iteration-count"] = lowered
        elif lowered in _TIMINGS or lowered.endswith(")"):
            found["animation-timing-function"] = lowered
        elif taken:
            found[taken] = lowered
        else:
            found["animation-name"] = word.strip("\"'")
    return found


def end_state(
    won: Mapping[str, str], keyframes: Mapping[str, Keyframes]
) -> tuple[Declaration, ...]:
    """What the animations of an element leave. EndlessError where one leaves nothing."""
    listed = {key: won.get(key, _USUAL[key]).split(",") for key in LONGHANDS}
    left: list[Declaration] = []
    for at, name in enumerate(map(str.strip, listed["animation-name"])):
        given = {key: values[at % len(values)].strip() for key, values in listed.items()}
        frames = keyframes.get(name.strip("\"'"))
        if frames and frames.at:
            left += _left(given, frames)
    return tuple(left)


def _left(given: Mapping[str, str], frames: Keyframes) -> tuple[Declaration, ...]:
    count, fill = given["animation-iteration-count"], given["animation-fill-mode"]
    is_still = given["animation-timeline"] == "auto" and given["animation-play-state"] == "running"
    if not is_still or count.lower() == "infinite" or fill not in ("forwards", "both"):
        raise EndlessError
    rounds = float(count)
    direction = given["animation-direction"]
    is_back = direction == "reverse" or (
        direction.startswith("alternate") and (rounds % 2 == 0) is not direction.endswith("reverse")
    )
    if rounds % 1:
        raise EndlessError
    wanted = 0.0 if is_back or not rounds else 1.0
    return dict(frames.at).get(wanted, ())

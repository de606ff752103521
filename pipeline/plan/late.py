"""Work that ran into its time limit → known again, so that not every run waits for it once more.

It is known for as long as nothing of it changed: what went into it, the files that it read or
looked for, and the limit itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.files.saved.stat_cache import StatCache
from pipeline.model import TIME_LIMIT, Finding
from pipeline.parcels import ParcelError, read

_CODES = ("R002", "S005")


class Late(NamedTuple):
    """Work with this `key` that ran into `timeout` (seconds) at `when` (seconds since 1970).

    `inputs` are what it is known to have read, `output` is what it printed.
    """

    key: str
    timeout: float
    when: float
    findings: tuple[Finding, ...]
    inputs: Mapping[str, str]
    output: str

    def said(self, visual: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """All findings of the visual as they are shown where the work was not tried again."""
        then = time.strftime("%Y-%m-%d %H:%M", time.localtime(self.when))
        why = f"not tried again, since nothing of it changed after {then}"
        way_out = f"doit {visual} or doit -a tries it again"
        return tuple(
            each._replace(message=f"{each.message}; {why}", hint=f"{way_out}; {each.hint}")
            if _is_late(each)
            else each
            for each in findings
        )


class LateWork:
    """What is known under a limit of `timeout` seconds, kept between runs in the file `store`.

    `state` gives the state of an input. With `is_bypassed` all of it is to be tried again.
    """

    def __init__(self, store: str, timeout: float, state: Callable[[str], str]) -> None:
        self._kept, self._timeout, self._state = StatCache(store), timeout, state
        self.is_bypassed = False

    def knows(self, visual: str) -> bool:
        """Whether anything is known of a visual, which may not hold any more."""
        return not self.is_bypassed and self._kept.get(visual) is not None

    def find(self, visual: str, key: str) -> Late | None:
        """What is known of this work of a visual; None where anything of it changed."""
        late = None if self.is_bypassed else _late(self._kept.get(visual))
        if late is None or (late.key, late.timeout) != (key, self._timeout):
            return None
        holds = all(self._state(path) == then for path, then in late.inputs.items())
        return late if holds else None

    def keep(
        self, visual: str, key: str, findings: tuple[Finding, ...],
        inputs: Mapping[str, str], output: str = "",
    ) -> None:  # fmt: skip
        """Remember work that came to these findings, if it ran into its limit."""
        if any(map(_is_late, findings)):
            now = Late(key, self._timeout, time.time(), findings, dict(inputs), output)
            self._kept.set(visual, now)
        elif (late := _late(self._kept.get(visual))) and late.key == key:
            self._kept.set(visual, None)

    def save(self) -> None:
        """Keep what was learnt."""
        self._kept.save()


def _is_late(finding: Finding) -> bool:
    return finding.code in _CODES and finding.message.endswith(TIME_LIMIT)


def _late(row: object) -> Late | None:
    """What a row says; None where nothing is known."""
    try:
        return read(Late, row)
    except ParcelError:
        return None

"""One line that is no YAML → changes that an author would make in it, each with its mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.load.schema import known_keys
from pipeline.load.syntax.brackets import CLOSERS
from pipeline.load.syntax.mistakes import BLOCK, COLON, ESCAPED, KEY, LINE, quoted

_UNSPACED_DASH = re.compile(r"(\s*)-(?=[\w\"'\[{])")
_LAST_KEY = re.compile(r"([\w.-]+)\s*:$")
_IF_KEY = "if {} is a key, write it in a line of its own; else {}"
_STARTER = re.compile(
    r"[@`%!|>?,\]}] | - [ ] | [*&](?![\w-]+$) | (?:\[[^\[\]]*\] | \{[^{}]*\}) \s* [^\s\]},:#]",
    re.VERBOSE,
)
_ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]")


class Change(NamedTuple):
    """A mistake in one line at an offset, and the line without it."""

    at: int
    message: str
    hint: str
    line: str


def changes(line: str) -> Iterator[Change]:
    """The changes of one line that may mend it."""
    match = LINE.match(line)
    assert match, "it matches any line"
    value, at = match["value"], match.start("value")
    name = f"{match['key']}: " if match["key"] else ""
    if odd := _ODD_BLANK.search(line):
        message = f"this looks like a space, and is the character U+{ord(odd[0]):04X}"
        yield Change(odd.start(), message, "write a space", _ODD_BLANK.sub(" ", line))
    if dash := _UNSPACED_DASH.match(line):
        mended = f"{dash[1]}- {line[dash.end() :]}"
        hint = f"write {mended.strip()[:40]}"
        for each in (mended, *(change.line for change in changes(mended))):
            yield Change(dash.end() - 1, "no space follows the dash", hint, each)
    if value[:1] in ESCAPED:
        yield from _quote_inside(line, value, at)
        return
    quote = "'" if '"' in value else '"'
    hint = f"put the text in quotes: {name}{quote}…{quote}"
    if match["key"] is None and match["lead"].strip():
        hint = f"put the text in quotes: {quoted(value)}"
    if colon := COLON.search(value):
        message = "a text without quotes holds a colon and a space"
        way_out = _or_a_line(value[: colon.end()], hint)
        yield Change(at + colon.start(), message, way_out, line[:at] + COLON.sub("x", value))
    if value in CLOSERS:
        message = f"the {value} that opens here is not closed"
        yield Change(at, message, "remove it, or close it", line[:at].rstrip())
    if _STARTER.match(value) and not BLOCK.fullmatch(value):
        yield _without(line, at, f"a text without quotes cannot start with {value[:1]}", hint)
    if comment := re.search(r"\s#", value):
        message = "the text ends here: YAML reads ' #' and what follows as a comment"
        yield _without(line, at + comment.start() + 1, message, hint)


def _or_a_line(text: str, hint: str) -> str:
    """The hint for a text in which a colon may follow a key that has no line of its own."""
    key = _LAST_KEY.search(text)
    if not key or key[1] not in known_keys():
        return hint
    return _IF_KEY.format(key[1], hint)


def _without(line: str, at: int, message: str, hint: str) -> Change:
    """The line with a letter in the place of the sign at `at`."""
    return Change(at, message, hint, f"{line[:at]}x{line[at + 1 :]}")


def _quote_inside(line: str, value: str, at: int) -> Iterator[Change]:
    """A quoted text that is not closed in its line, or that a quote inside it ends."""
    quote, rest = value[0], value[1:]
    ends = [end.start(1) for end in ESCAPED[quote].finditer(rest) if end[1]]
    if not ends:
        hint = "close it where the text ends"
        yield Change(at, "the quote that opens here is not closed", hint, line + quote)
        return
    other = "single" if quote == '"' else "double"
    written = '\\"' if quote == '"' else "''"
    hint = f"write it as {written}, or put the whole text in {other} quotes"
    if key := KEY.match(rest[ends[0] + 1 :].lstrip()):
        hint = _IF_KEY.format(key[0].rstrip(": \t"), hint)
    inner = rest[:-1] if rest.endswith(quote) else rest
    mended = ESCAPED[quote].sub(lambda found: "x" if found[1] else found[0], inner)
    message = "a quote inside the quoted text ends it"
    yield Change(at + 1 + ends[0], message, hint, f"{line[:at]}{quote}{mended}{quote}")

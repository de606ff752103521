"""Bytes that are no YAML → what is wrong with them, where its cause stands, and the way out.

A parser says where it could not go on. The cause often stands before that place: it is looked for
by changes that an author would make (`trials.py`), and reported where one of them helps.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from pipeline.intruders import intruder
from pipeline.load.syntax.mistakes import Fault
from pipeline.load.syntax.parser import TOO_DEEP, YamlError, lines_of, place_in
from pipeline.load.syntax.trials import mended, odd_end
from pipeline.positions import not_utf8, position_at
from pipeline.spelling import nearest

SAVE = "save the file as UTF-8"
_FORBIDDEN = re.compile(
    r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NAME = re.compile(r"[*&]([^\s,\[\]{}]+)")
_ANCHOR = re.compile(r"(?:^|\s)&([^\s,\[\]{}]+)", re.MULTILINE)


def fault_in(data: bytes, error: YamlError) -> Fault:
    """What made a parser give up with `error`."""
    if not error.hint and (found := _unreadable(data)):
        return found
    found = _as_yaml_has_it(data, error)
    if found.line is None or found.column is None:
        return found
    line, column = place_in(data, (found.line, found.column))
    return found._replace(line=line, column=column)


def _as_yaml_has_it(data: bytes, error: YamlError) -> Fault:
    """The same, at a place by YAML's count of lines."""
    if error.hint:
        return Fault(error.message, error.hint, error.line, error.column)
    found = _intruder(data, error) or _tab(data, error) or odd_end(data, error)
    is_sure = any(sign in error.message for sign in _SURE)
    return found or (None if is_sure else mended(data, error)) or _said(data, error)


def _unreadable(data: bytes) -> Fault | None:
    """Bytes that are no text, and characters that YAML does not take."""
    if encoding := _wide(data):
        return Fault(f"the file is in {encoding}", SAVE, 1, 1)
    is_utf_16 = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if not is_utf_16 and (wrong := not_utf8(data)):
        seems = ": it seems to be in Windows-1252 or Latin-1" if "1252" in wrong[0] else ""
        return Fault(wrong[0], f"{SAVE}{seems}", *wrong[1])
    try:
        text = data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        return Fault("its UTF-16 is cut", SAVE, 1, 1)
    found = _FORBIDDEN.search(text)
    if not found:
        return None
    code = f"U+{ord(found[0]):04X}"
    what = "a byte order mark stands inside the text" if code == "U+FEFF" else "YAML forbids"
    message = f"{what} ({code})" if code == "U+FEFF" else f"{what} the character {code}"
    return Fault(message, "remove it", *position_at(text, found.start()))


def refuse_other_byte_order(data: bytes) -> None:
    """Raise YamlError where a text can only be read in the other order than its mark says.

    To YAML that is one long word in Chinese.
    """
    others = {codecs.BOM_UTF16_LE: "utf-16-be", codecs.BOM_UTF16_BE: "utf-16-le"}
    other = others.get(data[:2])
    if not other or ":" in data.decode("utf-16", "replace"):
        return
    if "visual" in data[2:].decode(other, "replace").lower():
        raise YamlError("its byte order mark is that of the other UTF-16", 1, 1, hint=SAVE)


def _wide(data: bytes) -> str:
    """The name of an encoding that YAML does not read, or only with its mark; "" for others."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or data.count(0) <= len(data) // 4:
        return ""
    return "UTF-32" if data.count(0) > len(data) * 5 // 8 else "UTF-16 without a byte order mark"


def _intruder(data: bytes, error: YamlError) -> Fault | None:
    """Lines that git or a chat put there."""
    found = intruder("\n".join(lines_of(data)), error.line)
    return Fault(*found) if found else None


def _tab(data: bytes, error: YamlError) -> Fault | None:
    """A tab where YAML takes only spaces."""
    if not _rest(lines_of(data), error).startswith("\t"):
        return None
    line = lines_of(data)[(error.line or 1) - 1]
    indent = line[: len(line) - len(line.lstrip())]
    number, _ = place_in(data, (error.line or 1, 1))
    where = f"in the indent of line {number}" if len(indent) >= (error.column or 1) else "here"
    return Fault(f"a tab stands {where}", "use spaces", error.line, error.column)


def _rest(lines: Sequence[str], error: YamlError) -> str:
    """The line where the parser gave up, from there on."""
    if error.line is None or error.line > len(lines):
        return ""
    return lines[error.line - 1][(error.column or 1) - 1 :]


def _said(data: bytes, error: YamlError) -> Fault:
    """What the parser said itself, with the way out of it."""
    lines, place, message = lines_of(data), (error.line, error.column), error.message
    name = _NAME.match(_rest(lines, error))
    if "undefined alias" in message and name:
        near = nearest(name[1], _ANCHOR.findall("\n".join(lines)), 2)
        hint = f"write &{name[1]} before what it stands for; quote a text that starts with *"
        hint = f"did you mean *{near}?" if near else hint
        return Fault(f"the alias {name[0]} has no anchor above it", hint, *place)
    what, first = error.opened or ("", (1, 1))
    if "occurrence" in message and name:
        message = f"the anchor {name[0]} is already set in line {place_in(data, first)[0]}"
        return Fault(message, "give one of the two anchors another name", *place)
    if any(sign in message for sign in _ESCAPES):
        return _wrong_escape(lines, error)
    if "quoted scalar" in what:
        return Fault("the quote that opens here is not closed", "close it", *first)
    if "flow" in what:
        hint = "close it, with commas between its parts; quote a text that starts with [ or {"
        return Fault("the bracket that opens here is not closed where it must be", hint, *first)
    known = (way_out for sign, way_out in _WAYS_OUT.items() if sign in message)
    hint = "look at this place, and at the lines just before it"
    return Fault(*next(known, (message, hint)), *place)


def _wrong_escape(lines: Sequence[str], error: YamlError) -> Fault:
    """The last backslash before the place where the parser gave up."""
    line, column = error.line or 1, error.column or 1
    text = lines[line - 1] if line <= len(lines) else ""
    at = text.rfind("\\", 0, column + 1)
    place = line, at + 1 or column
    code = _CODE.match(text, max(at, 0))
    if not code or _NO_CHARACTER not in error.message:
        hint = "write \\\\ for a backslash, or put the text in single quotes"
        return Fault("this \\ starts no escape that YAML knows", hint, *place)
    if code["second"]:
        halves = bytes.fromhex(code["first"] + code["second"])
        letter = halves.decode("utf-16-be")
        message = f"{code[0]} is one character in two halves, as JSON has it and YAML does not"
        return Fault(message, f"write {letter}, or \\U{ord(letter):08X}", *place)
    return Fault(f"{code[0]} is no character", "write the character itself, or remove it", *place)


_NO_CHARACTER = "invalid Unicode character escape"
_ESCAPES = ("unknown escape character", "hexdecimal number", _NO_CHARACTER)
_CODE = re.compile(
    r"\\u(?P<first>(?i:d[89ab][\da-f]{2}))\\u(?P<second>(?i:d[c-f][\da-f]{2}))"
    r"|\\u.{4}|\\U.{8}"
)
_WAYS_OUT = {
    "another document": (
        "a second document starts here",
        "a question file holds one document: remove this ---, or make a file of what follows",
    ),
    "<document start>": (
        "the document has ended above this line",
        "a question file holds one document: remove the line with ... above",
    ),
    TOO_DEEP: (TOO_DEEP, "write it with fewer levels"),
}
_SURE = ("another document", TOO_DEEP, "occurrence", "undefined alias", *_ESCAPES)

"""What each setting of `[tool.visuals]` may be, and how that is said."""

from __future__ import annotations

import os
import re
from typing import Any

from pipeline.files.paths import leads_out
from pipeline.spelling import is_name

LONGEST_TRACK = 100
"""Letters of the name of a track, which is that of a folder."""

FOLDERS = ("questions", "sources", "build", "published")
_INSIDE = (
    "a folder in the project, given from there, such as 'questions'; a link in its place may "
    "lead to one elsewhere"
)
_ANYWHERE = (
    "a folder, given from the project, such as '../site/visuals', or from the root; "
    "~ is not read here"
)
_WANTED = {
    "questions": _INSIDE,
    "sources": _INSIDE,
    "build": _ANYWHERE,
    "published": _ANYWHERE,
    "timeout": "a number of seconds above 0, less than 1,000,000",
    "memory": "a whole number of MiB from 128 to 1,000,000,000",
    "store": "a whole number of MiB, 1 or more",
    "dot": '"embedded" or "system"',
    "shared_store": "a folder, or an address such as https://cache.example.org/visuals, without a "
    "user or a password: those stand in environment variables",
    "shared_store_write": "true or false",
    "engine": '"local", or the address of a Dask scheduler: tls://host:8786; without encryption, '
    "tcp://127.0.0.1:8786, only on this machine",
    "engine_required": "true or false",
    "sandbox": '"auto", "required" or "off"',
    "review": '"optional" or "required"',
    "display_height": "a whole number of px, 100 or more",
    "font_stack": "names of fonts joined by commas, such as \"'Open Sans', Arial, sans-serif\"",
    "palette": "a list of colours such as '#cfe2f3'",
    "tracks": "a list of different names, each of lower-case letters and digits in groups joined "
    "by single hyphens",
}


def wanted(key: str) -> str:
    """What a setting must be, in words."""
    return _WANTED[key]


def fits(key: str, value: Any) -> bool:
    """Whether a setting can have a value that TOML gives."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    match key:
        case "timeout":
            return number and 0 < value < 1e6
        case "memory":
            return number and isinstance(value, int) and 128 <= value <= 1e9
        case "store":
            return number and isinstance(value, int) and value >= 1
        case "display_height":
            return number and isinstance(value, int) and value >= 100
        case "shared_store":
            return isinstance(value, str) and is_place(value)
        case "engine":
            return isinstance(value, str) and is_engine(value)
        case "shared_store_write" | "engine_required":
            return isinstance(value, bool)
        case "dot":
            return value in ("embedded", "system")
        case "sandbox":
            return value in ("auto", "required", "off")
        case "review":
            return value in ("optional", "required")
        case "palette":
            return isinstance(value, list) and all(map(_is_colour, value))
        case "font_stack":
            return isinstance(value, str) and _FONT_STACK.fullmatch(value) is not None
        case "tracks":
            return isinstance(value, list) and value != [] and _are_tracks(value)
        case "questions" | "sources":
            return _is_folder(value) and not leads_out(plain_path(value))
        case _:
            return _is_folder(value)


def _is_folder(value: Any) -> bool:
    """Whether it can name a folder: one that is called ~ is never what was meant."""
    is_text = isinstance(value, str) and value.strip() != "" and value.isprintable()
    return is_text and plain_path(value).split("/")[0] != "~"


_FONT = r"""-?[^\W\d][\w-]*( -?[^\W\d][\w-]*)*|"[\w .-]+"|'[\w .-]+'"""
_NO_FONT = r"(inherit|initial|unset|revert|revert-layer|default) *(,|$)"
_FONT_STACK = re.compile(rf"(?!(.*, *)?{_NO_FONT})({_FONT})(, *({_FONT}))*", re.IGNORECASE)
"""Plain names as CSS writes them, quoted where they begin with a digit, say.

With a word that stands for another value, browsers drop the whole style.
"""


def _is_colour(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if re.fullmatch("#([0-9a-fA-F]{3}){1,2}", value):
        return True
    import tinycss2.color3  # type: ignore[import-untyped]  # of use to few: most write #4a90c4

    return isinstance(tinycss2.color3.parse_color(value), tuple)


def is_place(text: str) -> bool:
    """Whether a text names a folder or an HTTP address, and holds no credentials."""
    is_text = text.strip() == text != "" and text.isprintable()
    if "://" not in text:
        return is_text
    is_address = re.fullmatch(r"https?://[^/?#@\s]+(/[^?#\s]*)?", text) is not None
    return is_text and is_address and _can_be_reached(text)


def is_engine(text: str) -> bool:
    """Whether a text says where drawings are made: here, or by a scheduler at an address.

    Only to this machine may it lead unencrypted: a scheduler runs whatever reaches it.
    """
    return _ENGINE.fullmatch(text) is not None and _can_be_reached(text)


def _can_be_reached(address: str) -> bool:
    """Whether the port of an address, if it names one, is from 1 to 65535."""
    from urllib.parse import urlsplit  # of use to few

    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


_ENGINE = re.compile(
    r"(?a:local|(tls://([\w.-]+|\[[\da-fA-F:]+\])"
    r"|tcp://(localhost|127(\.\d{1,3}){3}|\[::1\])):\d{1,5})"
)


def _are_tracks(names: list[Any]) -> bool:
    are_names = all(isinstance(each, str) and is_name(each) for each in names)
    return are_names and len({*names}) == len(names) and max(map(len, names)) <= LONGEST_TRACK


def plain_path(path: str) -> str:
    """The one spelling of a path by which files in it are known: no `./`, no `/` at the end."""
    return os.path.normpath(path).replace(os.sep, "/")

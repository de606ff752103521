"""Python and the packages that this one asks for → what is installed of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from pipeline.doctor.line import Line, missing, ok, optional

DISTRIBUTION = "interview-visuals"
Version = tuple[int, ...]

_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[[^]]*\])?\s*([^;]*)")


def python() -> Iterator[Line]:
    """The interpreter, against what the package asks for."""
    running = "{}.{}.{}".format(*sys.version_info)
    wanted = metadata(DISTRIBUTION)["Requires-Python"] or ""
    if not _fits(running, wanted):
        yield missing("python", f"this is {running}, {wanted} is needed", "install a newer Python")
        return
    yield ok("python", f"{running} ({sys.executable})")


def packages() -> Iterator[Line]:
    """doit, and every package that is not installed."""
    yield ok("doit", version("doit"))
    for name, _ in _required():
        if _installed(name) is None:
            yield missing(name, "not installed", f"pip install {name}")


def pins() -> Iterator[Line]:
    """Packages of another version than the one that is asked for."""
    wrong = [
        (name, found, wanted)
        for name, wanted in _required()
        if (found := _installed(name)) and not _fits(found, wanted)
    ]
    for name, found, wanted in wrong:
        said = f"{found} is installed, {wanted} is required, and pictures may differ"
        yield optional(name, said, f'pip install "{name}{wanted}"')
    if not wrong:
        yield ok("versions", "every package has the version that is required")


def _required() -> Iterator[tuple[str, str]]:
    """Name and versions of each package that builds need."""
    for text in requires(DISTRIBUTION) or ():
        if ";" not in text and (match := _REQUIREMENT.match(text)):
            yield match[1], match[2].strip()


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _fits(found: str, wanted: str) -> bool:
    """Whether a version is one of those wanted: `==1.2`, or bounds such as `>=1,<2`."""
    return all(_holds(found, each.strip()) for each in wanted.split(",") if each.strip())


def _holds(found: str, bound: str) -> bool:
    match = re.match(r"(==|>=|<=|<|>|!=|~=)\s*([\d.]+)", bound)
    if match is None:
        return True
    here, there = _numbers(found), _numbers(match[2])
    width = max(len(here), len(there))
    here, there = (each + (0,) * (width - len(each)) for each in (here, there))
    return {
        "==": here == there,
        ">=": here >= there,
        "<=": here <= there,
        "<": here < there,
        ">": here > there,
        "!=": here != there,
        "~=": here >= there,
    }[match[1]]


def _numbers(text: str) -> Version:
    return tuple(int(each) for each in re.findall(r"\d+", re.split(r"[a-z+-]", text)[0]))

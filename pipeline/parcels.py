"""A value ⇄ bytes: JSON, and at most one string of bytes beside it; read back in one shape alone.

What comes from a process that ran a script, or from a file in the cache, is read by this module and
in no other way. The annotations of a named tuple are its shape: nothing is made of what differs.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

HEAD_PART = 16
"""The JSON may be a 16th of what is read: as values it takes up to 24 times its size in memory."""

NO_LIMIT = 1 << 62
LARGEST = 1e300

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""One half of a character that UTF-16 writes as two. Alone it can be written to no file, except
where it stands for a byte in the name of a file that is not UTF-8."""

Reader = Callable[[Any, bytes], Any]
"""A JSON value and the bytes beside it → what they stand for; raises ParcelError."""


class ParcelError(ValueError):
    """Bytes that do not hold what they should; its text says in what they differ."""


def pack(value: object) -> bytes:
    """Named tuples, lists, mappings, texts and numbers; bytes too, where all are the same."""
    beside: list[bytes] = []

    def take_out(each: object) -> bool:
        if not isinstance(each, bytes) or (beside and beside[0] != each):
            raise TypeError(f"{type(each).__name__} has no place in a parcel")
        beside[:] = [each]
        return True

    head = json.dumps(value, default=take_out, separators=(",", ":")).encode()
    return b"\n".join((head, *beside))


def unpack(kind: type[T], data: bytes) -> T:
    """The value of type `kind` in `data`. Raises ParcelError."""
    return read(kind, *opened(data))


def opened(data: bytes, most: int = NO_LIMIT) -> tuple[object, bytes]:
    """The JSON value in `data` and the bytes beside it, yet to be read in a shape.

    Raises ParcelError where there are more than `most` bytes.
    """
    end = data.find(b"\n")
    head, beside = (data, b"") if end < 0 else (data[:end], data[end + 1 :])
    if len(data) > most or len(head) > most // HEAD_PART:
        raise ParcelError(f"it has {len(data)} bytes, more than are read")
    try:
        value = json.loads(head)
        if _HALF.search(head):  # or of a whole one: only this tells
            json.dumps(value, ensure_ascii=False).encode(errors="surrogateescape")
    except (ValueError, RecursionError) as error:
        raise ParcelError(f"it is not JSON: {error}") from error
    return value, beside


def read(kind: type[T], value: object, beside: bytes = b"") -> T:
    """What a JSON value stands for, if it has the shape of `kind`. Raises ParcelError."""
    reader: Reader = _reader(kind)  # type: ignore[arg-type] # a type is hashable
    made: T = reader(value, beside)
    return made


@functools.cache
def _reader(kind: Any) -> Reader:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return functools.partial(_literal, frozenset(parts))
    if origin in (Union, UnionType):
        return functools.partial(_either, tuple(map(_reader, parts)))
    if origin is tuple and parts[-1] is not ...:
        return functools.partial(_fixed, tuple(map(_reader, parts)))
    if origin in (tuple, Sequence):
        return functools.partial(_many, _reader(parts[0]))
    if origin is Mapping:
        return functools.partial(_mapping, parts[1], _reader(parts[1]))
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _Named(kind)
    return _PLAIN[kind]


class _Named:
    """Reads a named tuple from a list of its fields, or from a mapping of them by name."""

    def __init__(self, kind: Any) -> None:
        hints = get_type_hints(kind)
        self._kind, self._names = kind, tuple(hints)
        # Most have the types that are expected, and then only what holds others is looked into:
        # that takes a third of the time, and each run reads some thousand records.
        self._types = tuple(_JSON_TYPES.get(get_origin(of), of) for of in hints.values())
        self._all = [*enumerate(map(_reader, hints.values()))]
        is_deep = [*map(get_origin, hints.values())]
        self._deep = [(at, reader) for at, reader in self._all if is_deep[at]]

    def __call__(self, value: Any, beside: bytes) -> Any:
        if type(value) is dict and tuple(value) == self._names:
            value = value.values()
        elif not isinstance(value, _ROWS):
            raise ParcelError(f"it is no {self._kind.__name__}")
        made = [*value]
        if len(made) != len(self._types):
            raise ParcelError(f"it is no {self._kind.__name__}")
        is_expected = tuple(map(type, made)) == self._types
        for at, reader in self._deep if is_expected else self._all:
            made[at] = reader(made[at], beside)
        return self._kind._make(made)


_ROWS = (list, tuple)
_TEXTS = frozenset((str,))
_JSON_TYPES: Mapping[Any, type] = {Mapping: dict, tuple: list, Sequence: list}


def _many(reader: Reader, value: Any, beside: bytes) -> tuple[Any, ...]:
    if not isinstance(value, _ROWS):
        raise ParcelError(f"{_short(value)} is no list")
    return tuple([reader(each, beside) for each in value]) if value else ()


def _fixed(readers: Sequence[Reader], value: Any, beside: bytes) -> tuple[Any, ...]:
    if not isinstance(value, _ROWS) or len(value) != len(readers):
        raise ParcelError(f"{_short(value)} is no list of {len(readers)}")
    return tuple([reader(each, beside) for reader, each in zip(readers, value, strict=True)])


def _mapping(kind: Any, reader: Reader, value: Any, beside: bytes) -> dict[str, Any]:
    if type(value) is not dict:
        raise ParcelError(f"{_short(value)} is no mapping")
    if kind is str and _TEXTS.issuperset(map(type, value.values())):  # as paths and states are
        return value
    return {key: reader(each, beside) for key, each in value.items()}


def _either(readers: Sequence[Reader], value: Any, beside: bytes) -> Any:
    for reader in readers[:-1]:
        try:
            return reader(value, beside)
        except ParcelError:
            continue
    return readers[-1](value, beside)


def _literal(known: frozenset[str], value: Any, beside: bytes) -> str:
    if type(value) is str and value in known:
        return value
    raise ParcelError(f"{_short(value)} is none of {', '.join(sorted(known))}")


def _float(value: Any, beside: bytes) -> float:
    if type(value) in (int, float) and -LARGEST < value < LARGEST:
        return float(value)
    raise ParcelError(f"{_short(value)} is no number")


def _bytes(value: Any, beside: bytes) -> bytes:
    if value is not True:
        raise ParcelError(f"{_short(value)} stands for no bytes")
    return beside


def _exactly(kind: type) -> Reader:
    def exactly(value: Any, beside: bytes) -> Any:
        if type(value) is not kind:
            raise ParcelError(f"{_short(value)} is no {kind.__name__}")
        return value

    return exactly


def _any(value: Any, beside: bytes) -> Any:
    return value


def _short(value: object) -> str:
    return repr(value)[:60]


_PLAIN: Mapping[Any, Reader] = {
    float: _float,
    bytes: _bytes,
    object: _any,
    **{kind: _exactly(kind) for kind in (str, int, bool, NoneType)},
}

"""A Job with all that its render may read and the Drawing to make of it ⇄ bytes, and its answer.

Nothing of it is a pickle: a worker of another version refuses a piece by its stamp, before it reads
what may have another shape there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.files.fingerprint import digest
from pipeline.model import Drawing, Job, Normalized, Rendered
from pipeline.parcels import ParcelError, pack, unpack
from pipeline.remote.cluster.stamp import Stamp


class Piece(NamedTuple):
    """Work on one visual: render the job, and make its normal form of the drawing.

    The drawing's raw SVG is yet to come. `run` names the run that asks. `contents` has the files
    that are sent, by their keys; of `names` the worker knows that they are there and no more: one
    that ends in "/" is a folder.
    """

    run: str
    job: Job
    drawing: Drawing
    contents: Mapping[str, bytes] = {}
    names: tuple[str, ...] = ()


class Answer(NamedTuple):
    """What came of a piece; there is no normal form where the render failed."""

    rendered: Rendered
    normalized: Normalized | None


class RefusedError(Exception):
    """A worker, `args[0]`, whose stamp, `args[1]`, is not that of the piece."""


class _Letter(NamedTuple):
    run: str
    job: Job
    drawing: Drawing
    files: tuple[str, ...]
    names: tuple[str, ...]


def seal(stamp: Stamp) -> str:
    """What stands for a stamp."""
    return digest(dict(stamp))


def pack_piece(piece: Piece) -> tuple[bytes, list[bytes]]:
    """A piece as a letter, and the contents of its files."""
    source = piece.job.content  # parcels hold one string of bytes, which is all of these
    drawing = piece.drawing._replace(raw=source, content=source)
    letter = _Letter(piece.run, piece.job, drawing, tuple(piece.contents), piece.names)
    return pack(letter), [*piece.contents.values()]


def unpack_piece(packed: bytes, contents: list[bytes]) -> Piece:
    """The piece in a letter. Raises ParcelError."""
    letter = unpack(_Letter, packed)
    if len(letter.files) != len(contents):
        raise ParcelError("it has other files than it names")
    files = dict(zip(letter.files, contents, strict=True))
    return Piece(letter.run, letter.job, letter.drawing, files, letter.names)


def pack_answer(seal_: str, answer: Answer) -> list[bytes]:
    """An answer under the seal of the worker's stamp."""
    parts: list[object] = [answer.rendered]
    parts += [answer.normalized] if answer.normalized else []
    return [seal_.encode(), *map(pack, parts)]


def pack_refusal(worker: str, stamp: Stamp) -> list[bytes]:
    """What a worker answers, by its address, whose stamp is another."""
    return [b"", worker.encode(), pack(dict(stamp))]


def unpack_answer(ours: Stamp, parts: object) -> Answer:
    """What a worker answered. Raises ParcelError, and RefusedError under another stamp."""
    if not isinstance(parts, list) or not all(isinstance(each, bytes) for each in parts):
        raise ParcelError("it is no answer")
    if len(parts) == 3 and parts[0] == b"":
        raise RefusedError(parts[1].decode(errors="replace"), unpack(Mapping[str, str], parts[2]))  # type: ignore[type-abstract]
    if len(parts) not in (2, 3) or parts[0] != seal(ours).encode():
        raise ParcelError("it is no answer of a worker with the same stamp")
    normalized = unpack(Normalized, parts[2]) if len(parts) == 3 else None
    return Answer(unpack(Rendered, parts[1]), normalized)

"""A descriptor of a child → what serves it, in the warm process that forked the child.

A child may give one away before it runs what is not ours. Then its way to do so is closed: what
arrives there is trusted.
"""

from __future__ import annotations

import os
import pickle
import socket
from typing import Protocol

from pipeline.worker.request import resolve

MOST = 64 * 1024


class Service(Protocol):
    """Serves a descriptor, whose number `fileno` gives."""

    def fileno(self) -> int:
        """The descriptor to wait for."""

    def ready(self) -> None:
        """Serve what has come."""

    def close(self) -> None:
        """Close the descriptor, since its other end is gone."""


class _Way:
    """The end of a socket that children of this process inherit."""

    to_parent: socket.socket | None = None


def open_way() -> socket.socket:
    """Let children that are forked from now on hand descriptors over; where they arrive."""
    ours, _Way.to_parent = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    return ours


def has_way() -> bool:
    """Whether this process can hand a descriptor over."""
    return _Way.to_parent is not None


def close_way() -> None:
    """Have this process hand nothing over any more."""
    if _Way.to_parent is not None:
        _Way.to_parent.close()
        _Way.to_parent = None


def hand_over(function: str, argument: object, descriptor: int) -> None:
    """Have the parent call `function(argument, descriptor)` for a Service. Expects `has_way`.

    The descriptor is closed here. Raises OSError.
    """
    assert _Way.to_parent is not None
    socket.send_fds(_Way.to_parent, [pickle.dumps((function, argument))], [descriptor])
    os.close(descriptor)


def taken_over(way: socket.socket, flags: int) -> Service | None:
    """The Service of a descriptor that has come; None where it cannot be made."""
    message, descriptors, _, _ = socket.recv_fds(way, MOST, 1, flags)
    if not descriptors:
        return None
    try:
        function, argument = pickle.loads(message)
        service: Service = resolve(function)(argument, descriptors[0])
    except Exception:
        os.close(descriptors[0])
        return None
    return service

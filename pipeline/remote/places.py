"""A folder or an HTTP address → bytes by name, under `ac/` (what to find where) and `cas/` (blobs).

This is the simple protocol of remote build caches: `GET` and `PUT` of `/ac/<key>` and
`/cas/<sha256>`, as bazel-remote has it, and any server that stores what is put (nginx, WebDAV).
"""

from __future__ import annotations

import contextlib
import os
import stat
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pipeline.files.outputs import write_whole
from pipeline.files.regular import read_regular
from pipeline.model import MIB
from pipeline.printing import shown

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

LARGEST = 64 * MIB
"""Bytes of an entry that are read or written."""
USER_AGENT = "interview-visuals"
CHUNK = MIB
SOCKET_TIMEOUT = 10.0
"""Seconds after which a connection that nobody waits for any more is given up."""


class PlaceError(Exception):
    """A place did not do what it was asked; its text says why, for a person."""


class Place(Protocol):
    """Where entries lie; a name is such as "ac/4f…". Threads may share it."""

    def get(self, name: str) -> bytes | None:
        """The bytes of an entry; None where there is none. Raises PlaceError."""

    def put(self, name: str, content: bytes) -> None:
        """Store an entry in place of what was there. Raises PlaceError."""


class FolderPlace:
    """Entries as files of a folder, such as a mount that machines share; it must be there."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """The bytes of a file."""
        try:
            return read_regular(f"{self._folder}/{name}", LARGEST)
        except FileNotFoundError:
            self._refuse_absent()
            return None
        except OSError as error:
            raise PlaceError(_trouble("read", name, error)) from error

    def put(self, name: str, content: bytes) -> None:
        """Write a file beside and rename it: no reader sees half of it, and no lock is needed."""
        self._refuse_absent()
        try:
            self._open_to_all(os.path.dirname(f"{self._folder}/{name}"))
            write_whole(f"{self._folder}/{name}", content)
        except OSError as error:
            raise PlaceError(_trouble("written", name, error)) from error

    def _open_to_all(self, folder: str) -> None:
        """Make a folder in which whoever may write the store may write, whatever the umask is."""
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder)
            os.chmod(folder, stat.S_IMODE(os.stat(self._folder).st_mode))

    def _refuse_absent(self) -> None:
        """A mount that is away must not become a folder of this machine."""
        if not os.path.isdir(self._folder):
            raise PlaceError(f"there is no folder {shown(self._folder)}")


class HttpPlace:
    """Entries at an HTTP address; connections are kept and used again.

    Proxies are those of the environment (`HTTPS_PROXY`, `NO_PROXY` …), certificates those of the
    system or of `SSL_CERT_FILE`. Redirects are not followed: the credentials are for this address.
    """

    def __init__(self, address: str, headers: Mapping[str, str], connections: int) -> None:
        self._address = address.rstrip("/")
        self._headers = {"User-Agent": USER_AGENT, **headers}
        self._connections = connections
        self._lock = threading.Lock()
        self._opened: PoolManager | None = None

    @property
    def _manager(self) -> PoolManager:
        """What keeps the connections; the library is imported when something is first asked."""
        import urllib3

        with self._lock:
            if self._opened is None:
                proxy, most = _proxy_for(self._address), self._connections
                self._opened = (
                    urllib3.ProxyManager(proxy, maxsize=most)
                    if proxy
                    else urllib3.PoolManager(maxsize=most)
                )
            return self._opened

    def get(self, name: str) -> bytes | None:
        """What `GET` gives; 404 and 410 say that there is nothing."""
        status, content = self._request("GET", name)
        if status in (404, 410):
            return None
        if status != 200:
            raise PlaceError(_refusal("GET", name, status))
        return content

    def put(self, name: str, content: bytes) -> None:
        """`PUT` it."""
        status, _ = self._request("PUT", name, content)
        if not 200 <= status < 300:
            raise PlaceError(_refusal("PUT", name, status))

    def _request(self, method: str, name: str, body: bytes | None = None) -> tuple[int, bytes]:
        from urllib3.exceptions import HTTPError

        try:
            answer = self._manager.request(
                method, f"{self._address}/{name}", body=body, headers=self._headers,
                retries=False, redirect=False, preload_content=False, decode_content=False,
                timeout=SOCKET_TIMEOUT,
            )  # fmt: skip
            content = _read(answer, name)
        except HTTPError as error:
            raise PlaceError(_said(error)) from error
        return answer.status, content


def _read(answer: BaseHTTPResponse, name: str) -> bytes:
    """All that an answer holds; read to its end, its connection can be used again."""
    parts, total = [], 0
    while part := answer.read(CHUNK):
        parts.append(part)
        total += len(part)
        if total > LARGEST:
            answer.close()
            raise PlaceError(f"{name} has more than {LARGEST // MIB} MiB")
    answer.release_conn()
    return b"".join(parts)


def _proxy_for(address: str) -> str | None:
    """The proxy that the environment names for an address."""
    parts = urlsplit(address)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


def _trouble(what: str, name: str, error: OSError) -> str:
    return f"{name.partition('/')[0]}/… cannot be {what}: {error.strerror or error}"


def _refusal(method: str, name: str, status: int) -> str:
    said = f"{method} {name.partition('/')[0]}/… was answered with {status}"
    why = _LEADS_ON if 300 <= status < 400 else _WHY.get(status)
    return f"{said}: {why}" if why else said


_LEADS_ON = "it leads to another address, which is not followed: name that one"
_WHY = {
    401: "credentials are missing or wrong",
    403: "not allowed",
    405: "it stores nothing at this address",
    413: "it takes no entry as large",
    507: "it is full",
}
"""What an answer says of the store itself."""


def _said(error: Exception) -> str:
    """What a library says of a connection, without the names of its objects."""
    from http.client import IncompleteRead
    from ssl import SSLCertVerificationError

    from urllib3 import exceptions

    cause = error.args[-1] if error.args else None
    match error:
        case exceptions.NameResolutionError():
            return "its name is not known"
        case exceptions.ProxyError():
            return "no connection to the proxy that the environment names"
        case exceptions.NewConnectionError():
            return f"no connection: {getattr(error.__cause__, 'strerror', None) or 'refused'}"
        case exceptions.SSLError() if isinstance(cause, SSLCertVerificationError):
            return f"its certificate is not accepted: {cause.verify_message}"
        case exceptions.SSLError():
            said = (getattr(cause, "reason", None) or "it ended").replace("_", " ").lower()
            return f"no TLS connection: {said} (a server without TLS has an address with http://)"
        case exceptions.ProtocolError() if isinstance(cause, ConnectionError | IncompleteRead):
            return "it ended the connection before its answer was whole"
        case exceptions.ProtocolError():
            return "what it answered is not HTTP"
    return str(error) or type(error).__name__

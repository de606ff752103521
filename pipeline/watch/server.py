"""The build folder and the events of an Audience → HTTP on the loopback interface."""

from __future__ import annotations

import contextlib
import hashlib
import os
import posixpath
import threading
from collections.abc import Iterable
from http import HTTPStatus
from http.client import HTTP_PORT
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pipeline.files.outputs import Outputs
from pipeline.watch.audience import Audience

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
PORT = 8000
PORTS = 20
"""How many ports are tried, from PORT on, before the system chooses."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
LIVE = '<head><meta name="watch" content="{}" data-project="{}">'
"""Tells the gallery's script to listen, up to which event it knows all, and of which project it is:
what a browser remembers of another that had the same address is not for this one."""

WAITING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Visuals</title>
<script>setTimeout(() => location.reload(), 1000)</script>
<p>There is no gallery yet. The first build writes it;
after <code>doit clean</code> the next save does.</p></html>
"""
"""It is a script that loads it again: a refresh by <meta> only scrolls where the address names an
id, as that of `doit watch ID` does."""


class Server:
    """Serves `build/` at the root of `address` until it is closed."""

    def __init__(self, outputs: Outputs, audience: Audience, port: int, before: int) -> None:
        """Listen on `port`; where it is 0, on that of `before`, or on the first that is free.

        Raises OSError where `port` is taken.
        """
        free = (*([before] if before else []), *range(PORT, PORT + PORTS), 0)
        self._http = _listening([port] if port else free)
        self._http.outputs, self._http.audience = outputs, audience
        self._http.project = hashlib.sha256(os.fsencode(os.getcwd())).hexdigest()[:16]
        self.port = self._http.server_port
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """The URL of the gallery."""
        return f"http://{HOST}:{self.port}/"

    def close(self) -> None:
        """Listen no more."""
        self._http.shutdown()
        self._http.server_close()


def _listening(ports: Iterable[int]) -> _Http:
    refused = OSError("no port")
    for port in ports:
        try:
            return _Http((HOST, port), _Handler)
        except OSError as error:
            refused = error
    raise refused


def hosts_at(port: int) -> set[str]:
    """What browsers may call a server at a port: they leave out that of HTTP."""
    bare = NAMES if port == HTTP_PORT else ()
    return {*bare, *(f"{name}:{port}" for name in NAMES)}


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there a second server would get the same port
    outputs: Outputs
    audience: Audience
    project: str

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes its connection is no error."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http

    def do_GET(self) -> None:
        """Send a file of the build folder, or events without end."""
        if not self._is_ours():
            self._send(HTTPStatus.FORBIDDEN, b"only pages of this address may ask\n")
            return
        url = urlsplit(self.path)
        if url.path == "/events":
            self._send_events(parse_qs(url.query).get("since", [""])[0])
        else:
            self._send_file(unquote(url.path))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal shows builds."""

    def _is_ours(self) -> bool:
        """Whether a page of this address asks: another's name or page may lead a browser here."""
        hosts = hosts_at(self.server.server_port)
        origins = {None, *(f"http://{host}" for host in hosts)}
        is_same = self.headers.get("Sec-Fetch-Site") not in ("cross-site", "same-site")
        return is_same and self.headers["Host"] in hosts and self.headers["Origin"] in origins

    def _send_file(self, path: str) -> None:
        name = path.lstrip("/") or "index.html"
        is_inside = "\\" not in name and posixpath.normpath(name) == name and name[:2] != ".."
        content = self._read(name) if is_inside else None
        if content is None:
            self._send(HTTPStatus.NOT_FOUND, b"there is no such file in the build folder\n")
        else:
            kind = TYPES.get(posixpath.splitext(name)[1], "application/octet-stream")
            self._send(HTTPStatus.OK, content, kind)

    def _read(self, name: str) -> bytes | None:
        """A file of the build folder; the gallery learns that it is live."""
        outputs, audience = self.server.outputs, self.server.audience
        if name != "index.html":
            return outputs.read(f"{outputs.top}/{name}")
        mark = audience.shown
        page = outputs.read(f"{outputs.top}/{name}")
        if page is None:
            return WAITING.encode()
        return page.replace(b"<head>", LIVE.format(mark, self.server.project).encode(), 1)

    def _send(self, status: HTTPStatus, content: bytes, kind: str = "text/plain") -> None:
        self.send_response(status)
        self._send_headers({"Content-Type": kind, "Content-Length": str(len(content))})
        self.wfile.write(content)

    def _send_headers(self, headers: dict[str, Any]) -> None:
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if headers["Content-Type"] == TYPES[".svg"]:  # raw ones may hold scripts
            self.send_header("Content-Security-Policy", "sandbox; style-src 'unsafe-inline'")
        self.end_headers()

    def _send_events(self, since: str) -> None:
        self.send_response(HTTPStatus.OK)
        self._send_headers({"Content-Type": "text/event-stream", "Connection": "close"})
        events = self.server.audience.listen(self.headers.get("Last-Event-ID") or since)
        with contextlib.suppress(OSError), contextlib.closing(events):
            for event in events:
                self.wfile.write(event.encode())

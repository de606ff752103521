"""Servers on loopback: one that keeps what is put, in a mood; and nginx."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

Mood = Literal["good", "stalls", "drips", "cuts off", "fails", "lies", "has other blobs", "full",
               "sends elsewhere", "shows a page", "talks nonsense"]  # fmt: skip


class Server:
    """A shared store at `address` that holds `entries`; each request leaves a line in `asked`."""

    def __init__(self) -> None:
        self.mood: Mood = "good"
        self.entries: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.serve(self, None)

            def do_PUT(self) -> None:
                server.serve(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}/visuals"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self._http.shutdown()
        self._http.server_close()

    def serve(self, request: BaseHTTPRequestHandler, content: bytes | None) -> None:
        name = request.path.removeprefix("/visuals/")
        self.asked.append(f"{request.command} {name}")
        self.headers.append(dict(request.headers.items()))
        match self.mood:
            case "stalls":
                self.released.wait(60)
            case "fails":
                return self._answer(request, 500)
            case "full" if content is not None:
                return self._answer(request, 507)
            case "cuts off":
                request.send_response(200)
                request.send_header("Content-Length", "1000")
                request.end_headers()
                request.wfile.write(b"half")
                request.close_connection = True
                return None
            case "drips":
                request.send_response(200)
                request.send_header("Content-Length", "1000")
                request.end_headers()
                with contextlib.suppress(OSError):
                    while not self.released.wait(0.05):
                        request.wfile.write(b"x")
                return None
            case "talks nonsense":
                request.wfile.write(b"\0\xff SSH-2.0\r\n\r\n")
                request.close_connection = True
                return None
            case "sends elsewhere":
                return self._answer(
                    request, 302, b"", Location=f"http://{request.headers['Host']}/"
                )
            case "shows a page":
                return self._answer(request, 200, b"<html>Sign in</html>")
        if content is not None:
            self.entries[name] = content
            return self._answer(request, 201)
        found = self.entries.get(name)
        if found is not None and self.mood == "lies":
            found = found[:-3] + b"}}}"
        if found is not None and self.mood == "has other blobs" and name.startswith("cas/"):
            found = next(each for at, each in self.entries.items()
                         if at.startswith("cas/") and at != name)  # fmt: skip
        return self._answer(request, 404 if found is None else 200, found or b"")

    @staticmethod
    def _answer(
        request: BaseHTTPRequestHandler, status: int, content: bytes = b"", **headers: str
    ) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)


NGINX = """
daemon off; pid {root}/pid; error_log {root}/error.log; worker_processes 1; user root;
events {{ }}
http {{
  access_log off; client_body_temp_path {root}/body; proxy_temp_path {root}/proxy;
  fastcgi_temp_path {root}/f; uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
  server {{ listen 127.0.0.1:{port}; include {root}/visuals.conf; }}
}}
"""


@contextlib.contextmanager
def nginx(root: Path, locations: str) -> Iterator[str]:
    """nginx with these locations; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (root / "visuals.conf").write_text(locations)
    (root / "nginx.conf").write_text(NGINX.format(root=root, port=port))
    process = subprocess.Popen(["nginx", "-c", str(root / "nginx.conf"), "-p", str(root)])
    try:
        while not _listens(port):
            assert process.poll() is None, (root / "error.log").read_text()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False

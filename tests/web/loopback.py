"""A server on this machine alone: the repository's modules, and data that a test hands out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]

_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8"}


class Loopback:
    """Serves while it is entered. `instead` is what some addresses give in place of their files."""

    def __init__(self, instead: Mapping[str, str] | None = None) -> None:
        self._instead = {path: text.encode() for path, text in (instead or {}).items()}
        self._data: dict[str, bytes] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = outer._found(self.path.partition("?")[0])
                self.send_response(200 if found else 404)
                kind, body = found or ("text/plain", b"")
                self.send_header("Content-Type", kind)
                self.send_header("Cache-Control", "no-store")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def hand_out(self, name: str, data: Any) -> str:
        """Let data be fetched as JSON; returns its address."""
        self._data[f"/data/{name}"] = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        return f"/data/{name}"

    def __enter__(self) -> Self:
        Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        ).start()  # how soon it sees that it may stop
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _found(self, path: str) -> tuple[str, bytes] | None:
        if path == "/":
            return "text/html; charset=utf-8", b"<!doctype html><title>Tests</title>"
        if path in self._data:
            return "application/json", self._data[path]
        file = (ROOT / path.lstrip("/")).resolve()
        if not file.is_relative_to(ROOT) or file.suffix not in _TYPES or not file.is_file():
            return None
        return _TYPES[file.suffix], self._instead.get(path) or file.read_bytes()

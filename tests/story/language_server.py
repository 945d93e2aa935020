"""YAML Language Server as editors start it: the package from npm, spoken to over its own protocol."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from tests.npm import package

PACKAGE = "yaml-language-server"
VERSION = "1.19.2"

SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}, "format": {}},
}


def installed() -> Path:
    """The server's program.

    Raises:
        Missing: It cannot be had here.
    """
    return package(PACKAGE, VERSION) / "bin" / PACKAGE


class Editor:
    """An editor without a screen: opens files, asks what it would show, answers what the server asks."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._server = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._asked = self._opened = 0
        self._found: dict[str, list[dict[str, Any]]] = {}
        self._folder = folder

    def __enter__(self) -> Editor:
        capabilities = {
            "textDocument": {"completion": {"completionItem": {"snippetSupport": False}}, "publishDiagnostics": {}},
            "workspace": {"configuration": True},
        }
        root = self._folder.as_uri()
        folders = [{"uri": root, "name": "story"}]
        self.ask("initialize", processId=None, rootUri=root, capabilities=capabilities, workspaceFolders=folders)
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=SETTINGS)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.kill()
        self._server.communicate()

    def open(self, file: Path, text: str | None = None) -> list[dict[str, Any]]:
        """Open a file, perhaps with other words than it holds, and wait for what the server underlines."""
        uri = file.as_uri()
        self._opened += 1  # the server remembers what it has read by its address and number
        document = {"uri": uri, "languageId": "yaml", "version": self._opened, "text": text or file.read_text("utf-8")}
        self._tell("textDocument/didOpen", textDocument=document)
        return self._underlined(uri)

    def close(self, file: Path) -> None:
        """Close a file, after which nothing of it is underlined."""
        self._tell("textDocument/didClose", textDocument={"uri": file.as_uri()})
        assert self._underlined(file.as_uri()) == []

    def at(self, what: str, file: Path, line: int, column: int) -> Any:
        """Ask for `completion` or `hover` at a place, counted from 0."""
        position = {"line": line, "character": column}
        return self.ask(f"textDocument/{what}", textDocument={"uri": file.as_uri()}, position=position)

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request, and wait for its answer."""
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _underlined(self, uri: str) -> list[dict[str, Any]]:
        self._found.pop(uri, None)
        while uri not in self._found:
            self._take()
        return self._found[uri]

    def _take(self) -> dict[str, Any]:
        """The server's next message; a question is answered, and underlining remembered."""
        message = self._read()
        method, parameters = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            self._found[parameters["uri"]] = parameters["diagnostics"]
        elif method is not None and "id" in message:
            asked = parameters.get("items", ()) if method == "workspace/configuration" else ()
            self._send({"id": message["id"], "result": [SETTINGS.get(item["section"]) for item in asked] or None})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._stream(self._server.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def _read(self) -> dict[str, Any]:
        stream = self._stream(self._server.stdout)
        length = 0
        while (line := stream.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        read: dict[str, Any] = json.loads(stream.read(length))
        return read

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None
        return stream

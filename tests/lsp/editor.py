"""An editor without a screen: it speaks with `holdup lsp` as editors do, over the pipes of its process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True, "codeDescriptionSupport": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "hover": {"contentFormat": ["markdown"]},
        "rename": {"prepareSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
        "inlayHint": {"refreshSupport": True},
    },
}

SILENCE = 120.0
"""Seconds after which a server that says nothing is taken for dead."""


class ServerError(Exception):
    """The server refused: its words."""


class Editor:
    """An editor with a server of its own."""

    def __init__(self, folder: Path, *options: str, locale: str = "en", capabilities: Any = CAPABILITIES) -> None:
        command = [sys.executable, "-m", "game", "lsp", "--stdio", *options]
        environment = {**os.environ, "HOLDUP_HOME": str(folder.parent / "home")}
        environment.pop("HOLDUP_LANG", None)
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.told: deque[dict[str, Any]] = deque()
        self._versions: dict[str, int] = {}
        self._asked = 0
        self._heard: Queue[dict[str, Any] | None] = Queue()
        Thread(target=self._listen, args=(self._server.stdout,), daemon=True).start()
        self.announced = self.ask(
            "initialize", processId=os.getpid(), rootUri=folder.as_uri(), locale=locale, capabilities=capabilities
        )["capabilities"]
        self.tell("initialized")

    @property
    def process(self) -> int:
        """The number of the server's process."""
        return self._server.pid

    def leave(self) -> int:
        """Close the editor; the exit code of the server."""
        self.ask("shutdown")
        self.tell("exit")
        code = self._server.wait(SILENCE)
        self.kill()
        return code

    def kill(self) -> None:
        """End the server, whatever it does."""
        self._server.kill()
        self._server.communicate()

    def open(self, name: str, words: str | None = None) -> list[dict[str, Any]]:
        """Open a file, perhaps with other words than it holds; what is then underlined in it."""
        self.texts[name] = (self.folder / name).read_text("utf-8") if words is None else words
        self._versions[name] = 1
        document = {"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": self.texts[name]}
        self.tell("textDocument/didOpen", textDocument=document)
        return self.underlined(name)

    def write(self, name: str, words: str) -> list[dict[str, Any]]:
        """Replace all words of an open file, without saving it; what is then underlined in it."""
        self.type(name, words)
        return self.underlined(name)

    def type(self, name: str, words: str) -> None:
        """The same, without waiting."""
        self.texts[name] = words
        self._versions[name] += 1
        document = {"uri": self.uri(name), "version": self._versions[name]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": words}])

    def replace(self, name: str, old: str, new: str) -> list[dict[str, Any]]:
        """Type over some words of an open file."""
        assert self.texts[name].count(old) == 1
        return self.write(name, self.texts[name].replace(old, new))

    def save(self, name: str) -> None:
        """Save an open file."""
        (self.folder / name).write_text(self.texts[name], "utf-8")
        self.tell("textDocument/didSave", textDocument={"uri": self.uri(name)})

    def underlined(self, name: str) -> list[dict[str, Any]]:
        """What is underlined in a file, once the server has seen its newest version."""
        while True:
            params = self.notified("textDocument/publishDiagnostics")
            if params["uri"] == self.uri(name) and params.get("version") == self._versions.get(name):
                return list(params["diagnostics"])

    def notified_of(self, name: str) -> list[dict[str, Any]]:
        """What is underlined in a file, once there is something, whichever version it has."""
        while True:
            params = self.notified("textDocument/publishDiagnostics")
            if params["uri"] == self.uri(name) and params["diagnostics"]:
                return list(params["diagnostics"])

    def notified(self, method: str) -> dict[str, Any]:
        """The next notification, or request, of a kind."""
        while True:
            message = self.told.popleft() if self.told else self._next()
            if message["method"] == method:
                return dict(message.get("params") or {})

    def at(self, name: str, marked: str) -> dict[str, Any]:
        """The place of the bar in some words that stand once in an open file."""
        before, _, after = marked.partition("|")
        assert self.texts[name].count(before + after) == 1, marked
        start = self.texts[name][: self.texts[name].index(before + after) + len(before)]
        column = len(start.rpartition("\n")[2].encode("utf-16-le")) // 2
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": start.count("\n"), "character": column}}

    def about(self, request: str, name: str, marked: str, **more: Any) -> Any:
        """Ask about a place of an open file."""
        return self.ask(f"textDocument/{request}", **self.at(name, marked), **more)

    def whole(self, request: str, name: str, **more: Any) -> Any:
        """Ask about an open file."""
        return self.ask(f"textDocument/{request}", textDocument={"uri": self.uri(name)}, **more)

    def words(self, name: str, place: dict[str, Any]) -> str:
        """What stands in a range of a file on one line."""
        words = self.texts[name] if name in self.texts else (self.folder / name).read_text("utf-8")
        line = words.split("\n")[place["start"]["line"]].encode("utf-16-le")
        start, end = (2 * int(place[edge]["character"]) for edge in ("start", "end"))
        return bytes(line[start:end]).decode("utf-16-le")

    def uri(self, name: str) -> str:
        """The address of a file."""
        return (self.folder / name).as_uri()

    def ask(self, method: str, **params: Any) -> Any:
        """Ask, and wait for the answer."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, **({"params": params} if params else {})})
        while True:
            message = self._next()
            if "method" in message:
                self.told.append(message)
            elif message["id"] == self._asked:
                if "error" in message:
                    raise ServerError(message["error"]["message"])
                return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Tell something to which there is no answer."""
        self._send({"method": method, **({"params": params} if params or method == "initialized" else {})})

    def _next(self) -> dict[str, Any]:
        message = self._heard.get(timeout=SILENCE)
        assert message is not None, "the server has ended"
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._server.stdin.flush()

    def _listen(self, pipe: IO[bytes]) -> None:
        while header := pipe.readline():
            length = int(header.partition(b":")[2])
            while pipe.readline().strip():
                pass
            self._heard.put(json.loads(pipe.read(length)))
        self._heard.put(None)

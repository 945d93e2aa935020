"""One conversation in which an editor asks all that the server announces: word for word as it was accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import game
from tests import switches
from tests.lsp.conftest import DAWN
from tests.lsp.editor import Editor

PROGRAM = Path(game.__file__).parent
RECORD = Path(__file__).parent / "conversation.jsonl"

EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 200, "character": 0}}

PROVIDERS = {
    "codeAction": "textDocument/codeAction",
    "completion": "textDocument/completion",
    "definition": "textDocument/definition",
    "documentSymbol": "textDocument/documentSymbol",
    "foldingRange": "textDocument/foldingRange",
    "hover": "textDocument/hover",
    "inlayHint": "textDocument/inlayHint",
    "references": "textDocument/references",
    "rename": "textDocument/rename",
    "semanticTokens": "textDocument/semanticTokens/full",
    "workspaceSymbol": "workspace/symbol",
}


def asked(editor: Editor) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the editor asks, in order."""
    here = {"textDocument": {"uri": editor.uri(DAWN)}}
    yield "textDocument/completion", editor.at(DAWN, "next: the-|crack")
    yield "textDocument/definition", editor.at(DAWN, "next: the-|crack")
    yield "textDocument/references", editor.at(DAWN, "next: the-|crack") | {"context": {"includeDeclaration": True}}
    yield "textDocument/hover", editor.at(DAWN, "if: fl|our <= 3")
    yield "textDocument/prepareRename", editor.at(DAWN, "next: the-|crack")
    yield "textDocument/rename", editor.at(DAWN, "next: the-|crack") | {"newName": "the-split"}
    yield "textDocument/documentSymbol", here
    yield "workspace/symbol", {"query": "oven"}
    yield "textDocument/foldingRange", here
    yield "textDocument/semanticTokens/full", here
    yield "textDocument/inlayHint", here | {"range": EVERYWHERE}
    editor.replace(DAWN, "next: the-crack", "next: the-crak")
    yield "textDocument/codeAction", here | {"range": EVERYWHERE, "context": {"diagnostics": []}}


def test_all_that_is_announced_is_answered_as_it_was_accepted(editor: Editor) -> None:
    said: list[str] = []
    for method, params in asked(editor):
        exchange = {"asks": method, "of": params, "hears": editor.ask(method, **params)}
        line = json.dumps(exchange, ensure_ascii=False, sort_keys=True)
        said.append(line.replace(editor.folder.as_uri(), "story:").replace(PROGRAM.as_uri(), "program:"))
    announced = {name for name, value in editor.announced.items() if name.endswith("Provider") and value}
    methods = {json.loads(line)["asks"] for line in said}
    assert {PROVIDERS[name.removesuffix("Provider")] for name in announced - {"executeCommandProvider"}} <= methods
    assert all(json.loads(line)["hears"] is not None for line in said)
    if switches.ACCEPT:
        RECORD.write_text("\n".join(said) + "\n", "utf-8")
    assert said == RECORD.read_text("utf-8").splitlines(), "look at the difference, then: HOLDUP_ACCEPT=1"

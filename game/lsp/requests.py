"""What an editor tells and asks, and what it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from game.i18n.catalogue import set_language, tr
from game.i18n.languages import language_tag
from game.lsp import claims, completion, cursor, hover, inlay_hints, navigation, outline, quick_fixes, renaming
from game.lsp.checking import diagnostic
from game.lsp.server import StoryServer
from game.story.problems import explain
from game.story.rename import CannotRename


def _begin(server: StoryServer, params: lsp.InitializeParams) -> None:
    if server.language is None and params.locale and (tag := language_tag(params.locale)):
        set_language(tag)


def _opened(server: StoryServer, params: lsp.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    if (opened := server.draft(document.uri)) is not None:
        draft, name = opened
        draft.write(name, document.uri, document.text, document.version)
        draft.story.index()  # while it can still be read: what is typed first may be half a line
        draft.prove()


def _changed(server: StoryServer, params: lsp.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    if (opened := server.draft(uri)) is not None:
        draft, name = opened
        draft.write(name, uri, server.workspace.get_text_document(uri).source, params.text_document.version)
        draft.check(whole=False)


def _saved(server: StoryServer, params: lsp.DidSaveTextDocumentParams) -> None:
    if (opened := server.draft(params.text_document.uri)) is not None:
        opened[0].prove()


def _closed(server: StoryServer, params: lsp.DidCloseTextDocumentParams) -> None:
    if (opened := server.draft(params.text_document.uri)) is not None:
        draft, name = opened
        draft.close(name)
        draft.check(whole=True)


def _changed_outside(server: StoryServer, params: lsp.DidChangeWatchedFilesParams) -> None:
    for draft in {opened[0] for change in params.changes if (opened := server.draft(change.uri)) is not None}:
        draft.prove()


def _stopped(server: StoryServer, _: None) -> None:
    for draft in server.drafts:
        draft.prover.stop()


def _complete(server: StoryServer, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    at = server.place(params.text_document.uri, params.position)
    if at is None:
        return []
    draft, name, text, line, column = at
    typed = cursor.cursor(text, name, line, column)
    items = completion.completions(typed, draft.story.index(), name)
    replaced = text.range(line, column - len(typed.typed), len(typed.typed))
    for item in items:  # editors disagree about what a word is: to some, `scene/choice` is two
        item.text_edit = lsp.TextEdit(replaced, item.insert_text or item.label)
        item.insert_text = None
    return items


def _define(server: StoryServer, params: lsp.DefinitionParams) -> list[lsp.Location]:
    at = server.place(params.text_document.uri, params.position)
    return navigation.definitions(at[0].story, at[1], at[3], at[4]) if at is not None else []


def _refer(server: StoryServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
    at = server.place(params.text_document.uri, params.position)
    if at is None:
        return []
    return navigation.uses(at[0].story, at[1], at[3], at[4], params.context.include_declaration)


def _tell(server: StoryServer, params: lsp.HoverParams) -> lsp.Hover | None:
    at = server.place(params.text_document.uri, params.position)
    if at is None:
        return None
    draft, name, text, line, column = at
    here = lsp.Range(params.position, params.position)
    sections = [
        explain(problem.code)
        for problem in draft.findings.problems
        if problem.file == name and _touches(diagnostic(problem, text).range, here)
    ]
    marked = None
    for thing in navigation.named_at(draft.story, name, line, column)[:1]:
        sections.append(hover.hover(draft.story, thing, None if draft.stale else draft.proof))
        marked = renaming.span(draft.story, thing, name, line, column)
    if not sections:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(dict.fromkeys(sections))), marked)


def _rename_what(server: StoryServer, params: lsp.PrepareRenameParams) -> lsp.Range | None:
    at = server.place(params.text_document.uri, params.position)
    if at is None:
        return None
    draft, name, _, line, column = at
    things = navigation.named_at(draft.story, name, line, column)[:1]
    return renaming.span(draft.story, things[0], name, line, column) if things else None


def _rename(server: StoryServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    at = server.place(params.text_document.uri, params.position)
    things = navigation.named_at(at[0].story, at[1], at[3], at[4])[:1] if at is not None else []
    if at is None or not things:
        return None
    try:
        return renaming.renaming(at[0].story, at[0].findings.document, things[0], params.new_name, server.moves_files)
    except CannotRename as error:
        raise JsonRpcException(str(error), lsp.LSPErrorCodes.RequestFailed) from None


async def _mend(server: StoryServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    opened = server.draft(params.text_document.uri)
    if opened is None:
        return []
    draft, name = opened
    text, files, actions = draft.story.text(name), draft.story.files(), list[lsp.CodeAction]()
    for problem in draft.findings.problems:
        marked = diagnostic(problem, text) if problem.file == name else None
        if marked is None or not _touches(marked.range, params.range):
            continue
        loop = asyncio.get_running_loop()
        fix = await loop.run_in_executor(None, quick_fixes.quick_fix, files, text, problem)
        if fix is not None:
            edit = lsp.TextEdit(text.range(fix.line, fix.column, fix.length), fix.words)
            actions.append(
                lsp.CodeAction(
                    tr("Write `{words}`", words=fix.words),
                    lsp.CodeActionKind.QuickFix,
                    [marked],
                    is_preferred=True,
                    edit=lsp.WorkspaceEdit({params.text_document.uri: [edit]}),
                )
            )
    return actions


def _outlined(server: StoryServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    opened = server.draft(params.text_document.uri)
    if opened is None:
        return []
    draft, name = opened
    return outline.symbols(draft.story.index().of_file(name), draft.story.text(name))


def _sought(server: StoryServer, params: lsp.WorkspaceSymbolParams) -> list[lsp.SymbolInformation]:
    return [symbol for draft in server.drafts for symbol in navigation.symbols(draft.story, params.query)]


def _fold(server: StoryServer, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    opened = server.draft(params.text_document.uri)
    return list(outline.folds(opened[0].story.text(opened[1]))) if opened is not None else []


def _colour(server: StoryServer, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens:
    opened = server.draft(params.text_document.uri)
    return lsp.SemanticTokens(claims.claims(opened[0].story.text(opened[1])) if opened is not None else [])


def _prove(server: StoryServer, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    opened = server.draft(params.text_document.uri)
    if opened is None:
        return []
    draft, name = opened
    index, text = draft.story.index(), draft.story.text(name)
    all_hints = inlay_hints.hints(index.of_file(name), text, draft.proof, draft.stale, draft.findings.forgotten)
    asked = (hint for hint in all_hints if params.range.start <= hint.position <= params.range.end)
    return [hint for hint in asked if hint.position.line + 1 not in index.typed(name)]


def _touches(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


_ANSWERS: tuple[tuple[str, Callable[..., Any], Any], ...] = (
    (lsp.INITIALIZE, _begin, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, _opened, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, _changed, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, _saved, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, _closed, None),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, _changed_outside, None),
    (lsp.SHUTDOWN, _stopped, None),
    (lsp.TEXT_DOCUMENT_COMPLETION, _complete, lsp.CompletionOptions(trigger_characters=[" ", "{", "(", "/", "["])),
    (lsp.TEXT_DOCUMENT_DEFINITION, _define, None),
    (lsp.TEXT_DOCUMENT_REFERENCES, _refer, None),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, _rename_what, None),
    (lsp.TEXT_DOCUMENT_RENAME, _rename, lsp.RenameOptions(prepare_provider=True)),
    (lsp.TEXT_DOCUMENT_HOVER, _tell, None),
    (lsp.TEXT_DOCUMENT_CODE_ACTION, _mend, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _outlined, None),
    (lsp.WORKSPACE_SYMBOL, _sought, None),
    (lsp.TEXT_DOCUMENT_FOLDING_RANGE, _fold, None),
    (lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, _colour, lsp.SemanticTokensLegend(list(claims.CLAIMS), [])),
    (lsp.TEXT_DOCUMENT_INLAY_HINT, _prove, None),
)
"""Who answers which request, and what is announced of it."""


def make_server(language: str | None, seconds: float) -> StoryServer:
    """A server that answers all that it announces, in a language (None: the editor's).

    After each save a story is explored for so many seconds; 0 for never.
    """
    server = StoryServer(language, seconds)
    for request, answer, options in _ANSWERS:
        server.feature(request, options)(answer)
    return server

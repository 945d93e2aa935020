"""Another name for a thing, as edits that an editor makes: in every file of the story, saved or not."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from lsprotocol.types import (
    OptionalVersionedTextDocumentIdentifier,
    Range,
    RenameFile,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from game.i18n.catalogue import tr
from game.lsp import navigation
from game.lsp.checking import errors
from game.lsp.index import Definition
from game.lsp.open_story import OpenStory
from game.lsp.text import Text
from game.story.compiled import CompiledStory
from game.story.folder import WALKTHROUGHS
from game.story.references import WHEREVER, Reference, decided
from game.story.rename import CannotRename, Renamed, rename


def span(story: OpenStory, thing: Definition, file: str, line: int, column: int) -> Range | None:
    """Where a thing's own name stands under the pointer; None where it is not written there."""
    for each in story.index().at(file, line, column):
        if (each.kind, each.name) == (thing.kind, thing.name) and each.written.endswith(thing.own_name):
            start = each.column + len(each.written) - len(thing.own_name)
            return story.text(file).range(line, start, len(thing.own_name))
    return None


def renaming(
    story: OpenStory, compiled: CompiledStory | None, thing: Definition, new: str, moves_files: bool
) -> WorkspaceEdit:
    """What is to be edited for a thing to have another name.

    Args:
        story: The story.
        compiled: Its compiled form; None where something in it is an error.
        thing: What is to be called otherwise.
        new: Its name to come.
        moves_files: Whether the editor can rename files.

    Raises:
        CannotRename: It cannot be called so, or the story would have errors that it has not now.
    """
    if (unreadable := story.index().unreadable) is not None:
        raise CannotRename(tr("{file} cannot be read as it is: mend it first.", file=unreadable))
    files = {name: story.text(name).words for name in (*story.files().files, *story.transcripts())}
    renamed = rename(files, _found(story, compiled), thing.kind, thing.name, new)
    if renamed.moved and not moves_files:
        raise CannotRename(tr("This editor cannot rename files; `holdup rename` can."))
    _refuse_new_errors(files, renamed)
    changes: list[TextDocumentEdit | RenameFile] = []
    for name, words in renamed.files.items():
        if edits := _edits(story.text(name), words):
            document = OptionalVersionedTextDocumentIdentifier(navigation.uri(story, name))
            changes.append(TextDocumentEdit(document, edits))
    for old, moved in renamed.moved.items():
        changes.append(RenameFile(navigation.uri(story, old), navigation.uri(story, moved)))
    return WorkspaceEdit(document_changes=changes)


def _found(story: OpenStory, compiled: CompiledStory | None) -> list[Reference]:
    """Everything that is named in a story; whose a choice is that walkthroughs name alone, they show."""
    named = list(story.index().references)
    if compiled is None or not any(each.name.startswith(f"{WHEREVER}/") for each in named):
        return named

    from game.explore.walkthroughs import deciding, own_tests_of
    from game.story.link import link
    from game.story.problems import Report

    played, report = link(compiled), Report()
    tests = own_tests_of(story.text(WALKTHROUGHS).words.encode(), played, report)
    return named if report.errors else decided(named, deciding(played, tests.walkthroughs))


def _refuse_new_errors(files: Mapping[str, str], renamed: Renamed) -> None:
    before = {name: words for name, words in files.items() if name.endswith(".yaml")}
    after = {renamed.moved.get(name, name): renamed.files.get(name, words) for name, words in before.items()}
    new = errors(after)
    if len(new) > len(errors(before)):
        raise CannotRename(f"{tr('Nothing was changed: the story would no longer be sound.')} {new[0].message}")


def _edits(text: Text, words: str) -> list[TextEdit]:
    """The lines that differ, as edits."""
    lines = words.split("\n")
    edits: list[TextEdit] = []
    for kind, start, end, first, last in SequenceMatcher(None, text.lines, lines, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if end > start and last > first:
            place = Range(text.position(start + 1, 1), text.position(end, len(text.line(end)) + 1))
            edits.append(TextEdit(place, "\n".join(lines[first:last])))
        elif start:  # new lines go behind the one before, deleted ones with the line end before them
            behind = text.position(start, len(text.line(start)) + 1)
            ends = text.position(end, len(text.line(end)) + 1) if end > start else behind
            edits.append(TextEdit(Range(behind, ends), "".join(f"\n{line}" for line in lines[first:last])))
        else:
            edits.append(
                TextEdit(
                    Range(text.position(1, 1), text.position(end + 1, 1)), "".join(f"{x}\n" for x in lines[first:last])
                )
            )
    return edits

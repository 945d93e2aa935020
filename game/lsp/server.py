"""The language server: the stories that are open in an editor, and who answers which request."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from game import __version__
from game.lsp.draft import Draft
from game.lsp.open_story import OpenStory, folder_of
from game.lsp.text import Text


class StoryServer(LanguageServer):
    """The server, with the stories that are open in the editor."""

    def __init__(self, language: str | None, seconds: float) -> None:
        """Nothing is open yet; language and seconds are those of `make_server`."""
        super().__init__("holdup", __version__)
        self.language = language
        self.seconds = seconds
        self._drafts: dict[Path, Draft] = {}

    def draft(self, uri: str) -> tuple[Draft, str] | None:
        """The story that a file belongs to, and the file's name in it; None where it belongs to none."""
        path = to_fs_path(uri)
        folder = folder_of(Path(path)) if path else None
        if path is None or folder is None:
            return None
        if folder not in self._drafts:
            story = OpenStory(folder, self.workspace.position_codec)
            self._drafts[folder] = Draft(
                story, self.seconds, self.text_document_publish_diagnostics, self.refresh_hints
            )
        return self._drafts[folder], self._drafts[folder].story.name_of(Path(path))

    def place(self, uri: str, position: lsp.Position) -> tuple[Draft, str, Text, int, int] | None:
        """A place in a file: its story, its name and text, line and column from 1."""
        opened = self.draft(uri)
        if opened is None:
            return None
        draft, name = opened
        text = draft.story.text(name)
        return draft, name, text, *text.place(position)

    @property
    def drafts(self) -> list[Draft]:
        """The stories that are open."""
        return list(self._drafts.values())

    @property
    def moves_files(self) -> bool:
        """Whether the editor can rename files."""
        workspace = self.client_capabilities.workspace
        edits = workspace.workspace_edit if workspace is not None else None
        return edits is not None and lsp.ResourceOperationKind.Rename in (edits.resource_operations or ())

    def refresh_hints(self) -> None:
        """Ask the editor to ask for its hints again."""
        workspace = self.client_capabilities.workspace
        if workspace is not None and workspace.inlay_hint is not None and workspace.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)

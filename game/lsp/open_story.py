"""A story as an author's editor has it: the files of its folder, under those that are open and perhaps not saved."""

from __future__ import annotations

from pathlib import Path

from pygls.workspace import PositionCodec

from game.lsp.index import Index
from game.lsp.text import Text
from game.story.folder import MOST_OF_A_CATALOGUE, Folder, Unreadable, file_of, read_file, read_folder
from game.story.load import catalogue_languages


def folder_of(file: Path) -> Path | None:
    """The folder of the story that a file belongs to; None where it belongs to none."""
    folder = file.parent.parent if file.suffix == ".po" else file.parent
    return folder if (folder / "story.yaml").is_file() or file.name == "story.yaml" else None


class OpenStory:
    """The files of a story, saved or not."""

    def __init__(self, folder: Path, codec: PositionCodec) -> None:
        self.folder = folder
        self.codec = codec
        self._open: dict[str, str] = {}
        self._index = Index()

    def name_of(self, file: Path) -> str:
        """What a file is called in the story's folder."""
        return file.relative_to(self.folder).as_posix()

    def write(self, name: str, words: str) -> None:
        """What an open file holds now."""
        self._open[name] = words

    def close(self, name: str) -> None:
        """A file is no longer open: what is on the disk counts again."""
        self._open.pop(name, None)

    def files(self) -> Folder:
        """The files as they are now."""
        languages = catalogue_languages(self.folder)
        written = self._open.get("story.yaml", "").encode()
        folder = read_folder(self.folder, tuple(map(file_of, languages)), written)
        for name, words in self._open.items():
            folder.files[name] = words.encode()
            folder.refused.pop(name, None)
        return folder

    def transcripts(self) -> list[str]:
        """The names of the transcripts that were accepted, which name scenes and choices too."""
        root = self.folder.resolve()
        files = sorted((self.folder / "transcripts").glob("*.txt"))
        return [self.name_of(file) for file in files if file.is_file() and file.resolve().is_relative_to(root)]

    def index(self) -> Index:
        """What the files define and name now."""
        self._index.update(self.files().files)
        return self._index

    def _saved(self, name: str) -> bytes:
        try:
            return read_file(self.folder, name, MOST_OF_A_CATALOGUE)
        except Unreadable:
            return b""

    def text(self, name: str) -> Text:
        """The text of a file as it is now; empty where there is none."""
        words = self._open.get(name)
        if words is None:
            words = self._saved(name).decode("utf-8-sig", "replace")
        return Text(words.replace("\r\n", "\n"), self.codec)

"""A story that is being written: checked at each change, one check at a time, proved whenever it is saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from lsprotocol.types import PublishDiagnosticsParams

from game.lsp import navigation
from game.lsp.checking import Findings, check, diagnostic
from game.lsp.open_story import OpenStory
from game.lsp.proof import Proof
from game.lsp.prover import Prover
from game.story.assemble import Known
from game.story.problems import Problem

Publish = Callable[[PublishDiagnosticsParams], None]


class Draft:
    """A story that is being written: its files, what is wrong with them, and what is proved of it."""

    def __init__(self, story: OpenStory, seconds: float, publish: Publish, refresh: Callable[[], None]) -> None:
        """Nothing is known yet.

        Args:
            story: Its files.
            seconds: How long it is explored after each save; 0 for never.
            publish: Tells the editor what is wrong with a file.
            refresh: Tells the editor that there is something else to be said beside the lines.
        """
        self.story = story
        self.findings = Findings((), frozenset(), None)
        self.proof: Proof | None = None
        self.prover = Prover(story.folder, seconds, self._proved)
        self._tell, self._refresh = publish, refresh
        self._uris: dict[str, str] = {}
        self._versions: dict[str, int | None] = {}
        self._known = Known()
        self._checked: dict[str, bytes] = {}
        self._published: dict[str, tuple[list[Problem], int | None, bytes]] = {}
        self._fingerprint = ""
        self._checking: asyncio.Task[None] | None = None
        self._waiting = self._whole = self._proving = False

    @property
    def stale(self) -> bool:
        """Whether what is proved is so of another story than this: more than words has changed."""
        return self.proof is not None and self.proof.fingerprint != self._fingerprint

    def write(self, name: str, uri: str, words: str, version: int | None) -> None:
        """A file has been opened or changed in the editor."""
        self.story.write(name, words)
        self._uris[name], self._versions[name] = uri, version

    def close(self, name: str) -> None:
        """A file has been closed in the editor."""
        self.story.close(name)
        self._versions.pop(name, None)

    def check(self, whole: bool) -> None:
        """Check the story: at once, or when the check is done that is under way.

        Args:
            whole: Whether its translations are looked at as well.
        """
        self._waiting, self._whole = True, self._whole or whole
        if self._checking is None or self._checking.done():
            self._checking = asyncio.create_task(self._check())

    def prove(self) -> None:
        """Check all of the story, and then prove what is on the disk."""
        self._proving = True
        self.check(whole=True)

    async def _check(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            whole, versions = self._whole, dict(self._versions)
            self._waiting = self._whole = False
            folder = self.story.files()
            changed = folder.files != self._checked
            self._checked = folder.files
            self.findings = await loop.run_in_executor(None, check, folder, whole, self._known)
            self._publish(versions)
            if (changed or self._proving) and not self._waiting and self.prover.proves:
                self._fingerprint, about = await loop.run_in_executor(None, self.findings.meaning)
                if self._proving and about:
                    self.prover.begin(about)
                self._proving = False
            self._refresh()

    def _publish(self, versions: Mapping[str, int | None]) -> None:
        """Tell what is wrong with each file of which the editor does not know it yet."""
        by_file: dict[str, list[Problem]] = {name: [] for name in (*versions, *self._published)}
        for problem in self.findings.problems:
            by_file.setdefault(problem.file, []).append(problem)
        for name, problems in by_file.items():
            telling = problems, versions.get(name), self._checked.get(name, b"")
            if self._published.get(name) == telling:
                continue
            self._published[name] = telling
            text = self.story.text(name)
            uri = self._uris.get(name) or navigation.uri(self.story, name)
            diagnostics = [diagnostic(problem, text) for problem in problems]
            self._tell(PublishDiagnosticsParams(uri, diagnostics, versions.get(name)))

    def _proved(self, proof: Proof) -> None:
        self.proof = proof
        self._refresh()

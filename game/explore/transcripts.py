"""What a run reads, word for word, as a file that people accept and later runs are compared with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from game.i18n.catalogue import tr
from game.play.page import Page, PageKind, pages
from game.play.run import Run
from game.story.folder import Unreadable, read_file
from game.story.markup import Block, BlockKind
from game.write_file import write_file

FOLDER = "transcripts"
_BEFORE = {BlockKind.QUOTE: "> ", BlockKind.ITEM: "- "}


def transcript(run: Run) -> str:
    """Everything that a run reads: pages, choices offered, choices taken."""
    return "\n".join(line for state in run.states for page in pages(run.setup, state) for line in _page(page)) + "\n"


def _page(page: Page) -> Iterator[str]:
    yield f"== {page.key}"
    head = " - ".join(part for part in (page.title, page.at, page.place) if part)
    if head and page.kind is not PageKind.RESULT:
        yield head
    if page.chosen is not None:
        yield f"* {page.chosen.plain}"
    for passage in page.passages:
        mark = f"[{passage.mark.value}] " if passage.mark else ""
        yield f"{mark}{_words(passage.block)}"
    for change in page.changes:
        yield f"{change.variable.name} {change.amount:+d}"
    for offer in page.offers:
        number = f"{offer.number}." if offer.number is not None else "x"
        chance = f" {offer.chance}%" if offer.chance is not None and offer.locked is None else ""
        yield f"{number} {offer.say.plain}{chance}" + (f" ({offer.locked.plain})" if offer.locked else "")
    yield ""


def _words(block: Block) -> str:
    return _BEFORE.get(block.kind, "") + block.plain


def accepted(folder: Path, name: str) -> str | None:
    """The transcript accepted for a walkthrough, if there is one."""
    file = _file(folder, name)
    if not os.path.lexists(file):
        return None
    try:
        return read_file(folder, str(file.relative_to(folder))).decode("utf-8", errors="replace")
    except Unreadable as error:
        raise OSError(tr("{file} cannot be read: {reason}", file=f"{FOLDER}/{name}.txt", reason=error)) from None


def bless(folder: Path, name: str, text: str) -> Path:
    """Accept a transcript; the file that was written."""
    file = _file(folder, name)
    file.parent.mkdir(exist_ok=True)
    write_file(file, text, within=folder)
    return file


def _file(folder: Path, name: str) -> Path:
    file = folder / FOLDER / f"{name}.txt"
    if not file.resolve().is_relative_to(folder.resolve()):
        raise OSError(tr("{file} leads out of the story’s folder", file=f"{FOLDER}/{name}.txt"))
    return file


def difference(old: str, new: str) -> list[str]:
    """What a run reads otherwise than accepted, as a unified diff; empty when nothing."""
    return list(unified_diff(old.splitlines(), new.splitlines(), "accepted", "now", lineterm="", n=1))

"""What is wrong with a story as an editor has it, and how an editor is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity

from game.i18n.catalogue import current_language
from game.i18n.languages import best_match
from game.lsp.proof import key
from game.lsp.text import Text
from game.story.assemble import Known, allowed_codes, assemble, lacks
from game.story.compiled import CompiledStory
from game.story.fingerprint import fingerprint
from game.story.folder import LANGUAGE, LOCALE, MOST_CATALOGUES, WALKTHROUGHS, Folder
from game.story.link import link
from game.story.no_collection import no_collection
from game.story.problems import PAGES, Problem, Severity, page_languages
from game.story.translation import TextCollector

SOURCE = "holdup"


_PRINTED = re.compile(r"`\{(\w+)\}`")
_LONGEST_TEXT = 40
"""How many lines of a text are searched for a name that it prints."""

_FORGOTTEN = "forgotten-choice"


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a story after a look at it.

    Attributes:
        problems: Everything that is wrong and that its author wants to be told.
        forgotten: Where choices stand that nothing later remembers: file, line and column.
        document: Its compiled form; None when something in it is an error.
    """

    problems: tuple[Problem, ...]
    forgotten: frozenset[tuple[str, int, int]]
    document: CompiledStory | None

    def meaning(self) -> tuple[str, str]:
        """The story's fingerprint, and what a proof of it hangs on; both empty where it cannot be played."""
        if self.document is None:
            return "", ""
        story = link(self.document)
        return fingerprint(story), key(story)


def check(folder: Folder, catalogues: bool, known: Known | None = None) -> Findings:
    """Look at a story.

    Args:
        folder: The story's files.
        catalogues: Whether its translations are looked at as well, which takes as long as the story.
        known: See `assemble`.
    """
    if "story.yaml" not in folder.files:
        return Findings((), frozenset(), None)
    with no_collection():
        return _check(folder, catalogues, known)


def _check(folder: Folder, catalogues: bool, known: Known | None) -> Findings:
    everything, document = assemble(folder, None, True, True, known)
    allowed = allowed_codes(folder)
    problems = dict.fromkeys(each for each in everything if each.severity is Severity.ERROR or each.code not in allowed)
    sound = not any(each.severity is Severity.ERROR and each.file != WALKTHROUGHS for each in everything)
    if catalogues and sound:
        problems |= dict.fromkeys(_of_catalogues(folder, known))
    forgotten = frozenset((each.file, each.line, each.column) for each in everything if each.code == _FORGOTTEN)
    return Findings(tuple(problems), forgotten, document if sound else None)


def _of_catalogues(folder: Folder, known: Known | None) -> Iterator[Problem]:
    """What is wrong with the catalogues of a sound story."""
    stems = ((name, name.removeprefix(f"{LOCALE}/").removesuffix(".po")) for name in folder.files)
    named = [name for name, stem in stems if name.endswith(".po") and LANGUAGE.fullmatch(stem)]
    collector = TextCollector()
    parsed = Known(known.files if known is not None else {})
    document = assemble(folder, None, False, known=parsed, note=collector.note)[1] if named else None
    if document is None:
        return
    for name in named[:MOST_CATALOGUES]:
        yield from lacks(folder.files[name], name, collector.texts, document["was"])


def errors(files: Mapping[str, str]) -> list[Problem]:
    """What keeps a story from being played, its files as words by name."""
    folder = Folder({name: words.encode() for name, words in files.items()}, {})
    return [each for each in assemble(folder, None, False)[0] if each.severity is Severity.ERROR]


def place(problem: Problem, text: Text) -> tuple[int, int, int]:
    """What a problem is about: line, column and length. Of a `{name}` inside a text, the name."""
    match = _PRINTED.search(str(problem.message))
    name = match[1] if match is not None else ""
    for number in range(problem.line, problem.line + _LONGEST_TEXT) if name else ():
        at = text.line(number).find(f"{{{name}}}", problem.column - 1 if number == problem.line else 0)
        if at >= 0:
            return number, at + 2, len(name)
    return problem.line, problem.column, max(1, len(text.word_at(problem.line, problem.column)))


def diagnostic(problem: Problem, text: Text) -> Diagnostic:
    """A problem as editors show it: under the word at its place, in the author's language, with its code's page."""
    return Diagnostic(
        text.range(*place(problem, text)),
        f"{problem.message} ({problem.hint})",
        DiagnosticSeverity.Error if problem.severity is Severity.ERROR else DiagnosticSeverity.Warning,
        problem.code,
        CodeDescription(_page(problem.code, current_language())),
        SOURCE,
    )


@cache
def _page(code: str, language: str) -> str:
    page = PAGES / (best_match(language, page_languages()) or "") / f"{code}.md"
    return (page if page.is_file() else PAGES / f"{code}.md").as_uri()

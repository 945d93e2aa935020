"""What can be wrong with a story: each problem has a place, a code, a sentence and, where it can be guessed, a fix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Protocol

from game.i18n.catalogue import NOTHING, LazyMessage, current_language, tr, tr_lazy, trc
from game.i18n.languages import best_match

PAGES = Path(__file__).parent / "codes"

_FAILS, _FIXED, _OR = "## Fails", "## Fixed", "Or:"
"""What stands above the examples of a page, and between them."""

MOST_PROBLEMS = 500
"""Of either severity: a stranger's file can hold a million mistakes; nobody reads more than these."""

_MOST_GUESSES = 100
_MOST_CANDIDATES = 2000


class Severity(StrEnum):
    """An error keeps a story from being played; a warning does not."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def word(self) -> str:
        """What it is called in the language in use."""
        return trc("problem", "error") if self is Severity.ERROR else trc("problem", "warning")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, at a file of the story folder, a line and a column (both from 1).

    Its words are in the language in use when they are printed.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: LazyMessage
    hint: LazyMessage
    """The way out: what to write instead."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        line = f"{place}: {self.severity.word}[{self.code}]: {self.message} ({self.hint})"
        return line.replace("\n", "\ufffd")  # a name that is quoted may hold one


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line and column; at one place, errors first."""
    return sorted(problems, key=lambda p: (p.file, p.line, p.column, p.severity, p.code, p.message.one))


class Located(Protocol):
    """Whatever has a file, a line and a column: a node, or a position alone."""

    @property
    def file(self) -> str:
        """The file's name in the story folder."""

    @property
    def line(self) -> int:
        """From 1."""

    @property
    def column(self) -> int:
        """From 1."""


class Position(NamedTuple):
    """A position in a file, and nothing that stands there."""

    file: str
    line: int = 1
    column: int = 1


class StoryNotFound(Exception):
    """There is no story at a path: a sentence says why."""


class BrokenStory(Exception):
    """A story that cannot be played, with everything that is wrong with it in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Report:
    """Gathers problems while a story is read."""

    def __init__(self) -> None:
        self._problems: dict[Severity, dict[Problem, None]] = {severity: {} for severity in Severity}
        self._reports = 0
        self._guesses = 0
        self.allowed: frozenset[str] = frozenset()
        """Codes of warnings that the story says it lives with: they are not added."""
        self._places: set[tuple[str, int, int]] = set()

    def __len__(self) -> int:
        """How often a problem was told, be there room for it or not."""
        return self._reports

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found, by file and line."""
        return tuple(by_place(chain.from_iterable(self._problems.values())))

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return len(self._problems[Severity.ERROR])

    def full(self, severity: Severity) -> bool:
        """Whether no more problems of a severity are added."""
        return len(self._problems[severity]) >= MOST_PROBLEMS

    def tells_of(self, place: Located) -> bool:
        """Whether something has been reported at this very place: what follows from it is not told again."""
        return (place.file, place.line, place.column) in self._places

    def error(self, place: Located, code: str, message: LazyMessage, hint: LazyMessage = NOTHING) -> None:
        """Add an error, with the way out of its code where no other is given.

        Beyond `MOST_PROBLEMS` errors none is added; warnings never take their room.
        """
        self._add(place, Severity.ERROR, code, message, hint)

    def warn(self, place: Located, code: str, message: LazyMessage, hint: LazyMessage = NOTHING) -> None:
        """Add a warning in the same way, unless the story allows it."""
        if code not in self.allowed:
            self._add(place, Severity.WARNING, code, message, hint)

    def guess(self, word: str, candidates: Iterable[str]) -> LazyMessage:
        """A hint that names the candidate nearest to a word; empty when none is near."""
        near = self.nearest(word, candidates)
        return tr_lazy("did you mean `{near}`?", near=near) if near else NOTHING

    def nearest(self, word: str, candidates: Iterable[str]) -> str | None:
        """The candidate nearest to a word, if one is near. Gives up guessing after a hundred times."""
        self._guesses += 1  # guessing is slow, and a file can hold a million slips
        if self._guesses > _MOST_GUESSES or len(word) > 100:
            return None
        return nearest(word, list(candidates)[:_MOST_CANDIDATES])

    def _add(self, place: Located, severity: Severity, code: str, message: LazyMessage, hint: LazyMessage) -> None:
        from game.story.ways_out import WAYS_OUT

        self._places.add((place.file, place.line, place.column))
        self._reports += 1
        if not self.full(severity):
            way_out = hint or WAYS_OUT[code]
            self._problems[severity][
                Problem(place.file, place.line, place.column, severity, code, message, way_out)
            ] = None


def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """The candidate nearest to a word, if one is near."""
    from difflib import get_close_matches

    matches = get_close_matches(word, candidates, 1, 0.65) or get_close_matches(word.lower(), candidates, 1, 0.65)
    return matches[0] if matches else None


def codes() -> tuple[str, ...]:
    """Every code that a problem can have, in alphabetical order."""
    return tuple(sorted(page.stem for page in PAGES.glob("*.md")))


@cache
def page_languages() -> tuple[str, ...]:
    """The languages other than English that the pages speak: each has a folder of its own."""
    return tuple(sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir()))


def explain(code: str) -> str:
    """The page of a code, as Markdown: what, why, an example that fails and the fixed one.

    What and why are in the language in use where there is such a page, else in English; the examples are the same.

    Raises:
        KeyError: There is no such code.
    """
    file = PAGES / f"{code}.md"
    if code not in codes():
        raise KeyError(code)
    page = file.read_text("utf-8")
    language = best_match(current_language(), page_languages())
    translated = PAGES / (language or "") / file.name
    if language is None or not translated.is_file():
        return page
    examples = page[page.index(f"\n{_FAILS}\n") :]
    for english, words in ((_FAILS, f"## {tr('Fails')}"), (_FIXED, f"## {tr('Fixed')}"), (_OR, tr("Or:"))):
        examples = examples.replace(f"\n{english}\n", f"\n{words}\n")
    return translated.read_text("utf-8") + examples


def title(code: str) -> str:
    """What a code stands for, in a few words: the title of its page.

    Raises:
        KeyError: There is no such code.
    """
    return re.sub(r"^# `[^`]*`\s?: ", "", explain(code).partition("\n")[0])

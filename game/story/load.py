"""From a folder to a story. A story that has not changed since the last time comes from the cache, unparsed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.i18n.catalogue import tr, tr_lazy
from game.i18n.languages import best_match
from game.story import cache
from game.story.completeness import COMPLETE, share
from game.story.folder import (
    LANGUAGE,
    LOCALE,
    MOST_CATALOGUES,
    MOST_OF_A_CATALOGUE,
    MOST_TOGETHER,
    WALKTHROUGHS,
    Folder,
    Unreadable,
    file_of,
    read_file,
    read_folder,
)
from game.story.link import link_outline
from game.story.model import Story
from game.story.no_collection import no_collection
from game.story.problems import BrokenStory, Position, Problem, Report, Severity, StoryNotFound

if TYPE_CHECKING:
    from game.story.compiled import CompiledStory
    from game.story.estimates import Estimates
_PACKAGED = Path(__file__).parent.parent / "_scenes"
_CHECKOUT = Path(__file__).parent.parent.parent / "scenes"


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything found in a story's folder. `document` is None when there are errors."""

    problems: tuple[Problem, ...]
    document: CompiledStory | None


def load(path: Path | str, language: str | None = None) -> Story:
    """The story in a folder, in a language; None for the one that it is written in.

    Raises:
        StoryNotFound: There is no story there.
        BrokenStory: The story has errors. Warnings are no hindrance.
    """
    with no_collection():
        outline, whole = _kept(path, language)
        return link_outline(outline, whole, once(partial(estimates_of, Path(path), outline["was"])))


def load_localised(path: Path | str, language: str | None) -> Story:
    """The story in a folder, in the language that serves a reader best, whatever the country.

    Where it does not speak the reader's, it speaks English; else it is as it was written.

    Raises:
        StoryNotFound: There is no story there.
        BrokenStory: The story has errors. Warnings are no hindrance.
    """
    known = catalogue_languages(path)
    story = load(path, best_match(language, known) if language else None)
    if language is None or best_match(language, (story.language,)) or "en" not in known:
        return story
    return load(path, "en")


def compiled(path: Path | str, language: str | None = None) -> CompiledStory:
    """The compiled form of the story in a folder, from the cache if it is there; otherwise as `load`."""
    return _kept(path, language).whole()


def _kept(path: Path | str, language: str | None) -> cache.Kept:
    """The story in a folder, from the cache if it is there, else compiled and kept."""
    folder = folder_of(Path(path), language)
    key = cache.cache_key(folder.files, language)
    cached = cache.fetch(key) if not folder.refused else None
    if cached is not None:
        return cached
    inspection = _inspect(folder, language)
    if inspection.document is None:
        raise BrokenStory(inspection.problems)
    return cache.Kept.fresh(inspection.document) if folder.refused else cache.store(key, inspection.document)


def inspect(path: Path | str, language: str | None = None, everything: bool = False) -> Inspection:
    """Everything that is wrong with the story in a folder, and its compiled form when that is not too much.

    Args:
        path: A folder that holds a `story.yaml`.
        language: A language code; None for the language the story is written in, and a look at every catalogue.
        everything: Whether the warnings that the story allows are told as well.

    Raises:
        StoryNotFound: There is no story there.
    """
    with no_collection():
        if language is not None:
            return _inspect(folder_of(Path(path), language), language)
        texts: dict[str, str] = {}
        own = _inspect(folder_of(Path(path)), None, True, everything, texts)
        if own.document is None:
            return own
        looked_at = tuple(languages_looked_at(Path(path)))
        was = own.document["was"]
        problems = (each for known in looked_at for each in _of_catalogue(Path(path), known, texts, was))
        unread = _of_catalogues(path, looked_at)
        return Inspection(tuple(dict.fromkeys((*own.problems, *problems, *unread))), own.document)


def languages_looked_at(path: Path) -> Iterator[str]:
    """The languages of the catalogues that are looked at: one, and more as long as they are not too much together."""
    left = MOST_TOGETHER
    for count, language in enumerate(catalogue_languages(path)[:MOST_CATALOGUES]):
        with suppress(OSError):  # a broken link is told where it is read
            left -= (path / file_of(language)).stat().st_size
        if count and left < 0:
            return
        yield language


def _of_catalogue(path: Path, language: str, texts: Mapping[str, str], was: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with a catalogue of a story that has these texts and former names."""
    from game.story.assemble import lacks

    name = file_of(language)
    try:
        return lacks(read_file(path, name, MOST_OF_A_CATALOGUE), name, texts, was)
    except Unreadable as error:
        report = Report()
        report.error(Position(name), "unreadable-file", tr_lazy("it cannot be read: {refused}", refused=error.reason))
        return report.problems


def _of_catalogues(path: Path | str, looked_at: Collection[str]) -> tuple[Problem, ...]:
    """The catalogues that nobody reads, as problems."""
    from game.story.unread_catalogues import check_catalogues

    report = Report()
    check_catalogues(Path(path), looked_at, report)
    return report.problems


def catalogue_languages(path: Path | str) -> tuple[str, ...]:
    """The languages that a story's folder has catalogues for, by code; its own is not among them."""
    try:
        stems = [file.stem for file in Path(path, LOCALE).glob("*.po")]
    except OSError:  # nobody may look into it, or no name is that long: who reads the story itself says so
        return ()
    return tuple(sorted(stem for stem in stems if LANGUAGE.fullmatch(stem)))


def story_texts(path: Path | str) -> Mapping[str, str]:
    """Every text of a story that readers meet, by path, in the order of its files; empty when it cannot be read.

    Raises:
        StoryNotFound: There is no story there.
    """
    from game.story.assemble import assemble_with_trees
    from game.story.translation import TextCollector

    collector = TextCollector()
    assemble_with_trees(folder_of(Path(path)), collector.note)
    return collector.texts


def story_files(path: Path | str) -> Mapping[str, bytes]:
    """The files of a story's folder that end in `.yaml`, by name.

    Raises:
        StoryNotFound: There is no story there.
    """
    return folder_of(Path(path)).files


def allowed_warnings(path: Path | str) -> frozenset[str]:
    """The codes of the warnings that the story in a folder lives with.

    Raises:
        StoryNotFound: There is no story there.
    """
    from game.story import assemble

    return assemble.allowed_codes(folder_of(Path(path)))


def shipped_folder() -> Path:
    """The folder of the story that comes with the program: in the package, or beside it in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def estimates_of(path: Path, was: Mapping[str, str]) -> Estimates | None:
    """What a strategist plays by, where it is kept beside a story with such former names."""
    from game.story.saved_values import read_estimates  # only a rival that thinks asks for them

    return read_estimates(path, was)


def _inspect(
    folder: Folder,
    language: str | None,
    advised: bool = False,
    everything: bool = False,
    texts: dict[str, str] | None = None,
) -> Inspection:
    """Everything wrong with a story in one language; `texts` is given those that readers meet, by path."""
    from game.story.assemble import assemble  # not needed when the cache knows the story
    from game.story.translation import TextCollector

    collector = TextCollector({} if texts is None else texts)
    problems, document = assemble(folder, language, advised, everything, note=collector.note)
    return Inspection(problems, document if is_sound(problems) else None)


def is_sound(problems: Iterable[Problem]) -> bool:
    """Whether a story with such problems can be played."""
    return not any(p.severity is Severity.ERROR and _is_played(p.file) for p in problems)


def _is_played(name: str) -> bool:
    """Whether readers need a file; a catalogue or a test that is wrong keeps nobody from playing."""
    return not name.startswith(f"{LOCALE}/") and name != WALKTHROUGHS


def _read_for(path: Path, language: str) -> tuple[str, ...]:
    """The language that is wanted, if there is a catalogue of it, and one in which it is read what that lacks."""
    known = catalogue_languages(path)
    if language not in known:
        return ()
    if share(path, language) == 1:
        return (language,)
    others = [other for other in known[:MOST_CATALOGUES] if other != language and share(path, other) >= COMPLETE]
    best = sorted(others, key=lambda other: (-share(path, other), other != "en"))
    return (language, *best[:1])


def folder_of(path: Path, language: str | None = None) -> Folder:
    """The files of a story, with those catalogues that serve who reads it in a language.

    Raises:
        StoryNotFound: There is no story there.
    """
    try:
        if not path.exists():
            raise StoryNotFound(tr("{path}: there is no such folder", path=path))
        if not path.is_dir():
            raise StoryNotFound(
                tr("{path}: a story is a folder that holds a story.yaml, and this is a file", path=path)
            )
        folder = read_folder(path, tuple(map(file_of, _read_for(path, language))) if language else ())
    except OSError as error:
        sentence = tr("{path}: this folder cannot be read ({reason})", path=path, reason=error.strerror)
        raise StoryNotFound(sentence) from None
    if "story.yaml" in folder.files:
        return folder
    if "story.yaml" in folder.refused:
        reason = folder.refused["story.yaml"]
        raise StoryNotFound(tr("{path}: its story.yaml cannot be read ({reason})", path=path, reason=reason))
    if (path / "story.yml").exists():
        raise StoryNotFound(tr("{path}: there is a story.yml; its name must be story.yaml", path=path))
    if not any(path.iterdir()):
        raise StoryNotFound(tr("{path}: this folder is empty", path=path))
    raise StoryNotFound(tr("{path}: there is no story.yaml here", path=path))

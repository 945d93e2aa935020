"""What is said of a file that cannot be read as its author meant it: in the author's language, to the last word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from game.i18n import catalogue
from game.i18n.catalogue import NOTHING, LazyMessage, enumerated, tr_lazy, trn_lazy
from game.i18n.languages import LOCALE, SOURCE
from game.story.foreign_markup import leftover
from game.story.problems import Problem, codes, explain, page_languages, title
from game.story.slips import comment_in_text
from game.story.ways_out import WAYS_OUT
from tests import switches
from tests.story.pages import checked_codes, examples, problems

GOLDEN = Path(__file__).parent / "diagnostics.fr.txt"
FRENCH = {entry.msgid: entry for entry in polib.pofile(str(LOCALE / "fr.po")) if not entry.obsolete}


@pytest.fixture
def french() -> Iterator[None]:
    catalogue.set_language("fr")
    yield
    catalogue.set_language(SOURCE)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Problem, ...]]:
    """What is wrong with the failing example of each page."""
    found: dict[str, tuple[Problem, ...]] = {}
    for code in checked_codes():
        for number, files in enumerate(examples(code, "Fails"), 1):
            found[f"{code} {number}"] = problems(tmp_path_factory.mktemp("example"), files, code)
    return found


def test_a_problem_is_put_into_words_when_it_is_printed_and_not_when_it_is_found() -> None:
    slip, markup = comment_in_text(1, 1, "#4"), leftover("un ${nom}")
    assert markup is not None
    assert str(slip.message) == "`#4` begins a comment here, and the rest of the line is lost"
    catalogue.set_language("fr")
    try:
        assert str(slip.message) == "`#4` commence ici un commentaire, et le reste de la ligne est perdu"
        assert str(markup.hint) == "une valeur s’écrit `{name}`"
    finally:
        catalogue.set_language(SOURCE)


@pytest.mark.usefixtures("french")
def test_a_sentence_says_the_sentences_in_it_in_the_same_language() -> None:
    inner = tr_lazy("no problem")
    assert str(tr_lazy("{before}; {after}", before=inner, after=2)) == "aucun problème\u202f; 2"
    assert [str(trn_lazy("{count} error", "{count} errors", count)) for count in (0, 1, 2)] == [
        "0 erreur",
        "1 erreur",
        "2 erreurs",
    ]
    assert str(enumerated([inner, inner, inner])) == "aucun problème, aucun problème, aucun problème"
    assert (str(NOTHING), bool(NOTHING), bool(inner)) == ("", False, True)


def _messages(words: object) -> Iterator[str]:
    if isinstance(words, LazyMessage):
        yield from filter(None, (words.one,))
        for _, field in words.fields:
            yield from _messages(field)


def test_every_message_of_every_example_has_its_french(told: dict[str, tuple[Problem, ...]]) -> None:
    every = (problem for found in told.values() for problem in found)
    said = {message for problem in every for words in (problem.message, problem.hint) for message in _messages(words)}
    assert len(said) > 150
    assert said - set(FRENCH) == set()
    assert {way_out.one for way_out in WAYS_OUT.values()} - set(FRENCH) == set()


@pytest.mark.usefixtures("french")
def test_the_french_sentences_are_those_agreed_on(told: dict[str, tuple[Problem, ...]]) -> None:
    said = {name: "\n".join(map(str, found)) for name, found in told.items()}
    if switches.ACCEPT:
        written = "".join(f"\n# {name}\n{body}\n" for name, body in said.items())
        GOLDEN.write_text(f"Ce que `check` dit de l’exemple fautif de chaque page.\n{written}", "utf-8")
    sections = GOLDEN.read_text("utf-8").split("\n# ")[1:]
    assert said == {name: body.strip() for name, _, body in (section.partition("\n") for section in sections)}


@pytest.mark.parametrize("language", page_languages())
def test_each_page_has_its_twin_in_each_language_and_the_same_examples(language: str) -> None:
    english = {code: (explain(code), title(code)) for code in codes()}
    catalogue.set_language(language)
    try:
        for code, (page, name) in english.items():
            twin = explain(code)
            assert twin.startswith(f"# `{code}`\u00a0: "), code
            assert title(code) not in ("", name), code
            assert twin.count("```") == page.count("```"), code
            assert "## Fails" not in twin, code
    finally:
        catalogue.set_language(SOURCE)
    folder = Path(explain.__code__.co_filename).parent / "codes" / language
    assert {page.stem for page in folder.glob("*.md")} == set(codes())

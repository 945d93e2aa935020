"""What a catalogue says: words, contexts and plural forms, from the file or from the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from game.i18n import catalogue, languages
from game.i18n.catalogue import set_language, tr, trc, trn
from game.paths import cache_dir

POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


@pytest.fixture
def locale(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues of our own."""
    monkeypatch.setattr(languages, "LOCALE", tmp_path)
    yield tmp_path
    set_language("en")


def write(locale: Path, language: str, rule: str, *entries: polib.POEntry) -> None:
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": rule}
    file.extend(entries)
    file.save(str(locale / f"{language}.po"))


def counted(*forms: str) -> polib.POEntry:
    return polib.POEntry(msgid="one run", msgid_plural="{count} runs", msgstr_plural=dict(enumerate(forms)))


@pytest.mark.parametrize("cached", [False, True])
def test_each_number_takes_the_form_that_its_language_has_for_it(locale: Path, cached: bool) -> None:
    write(locale, "pl", POLISH, counted("jedna gra", "{count} gry", "{count} gier"))
    if cached:
        set_language("pl")
        assert len(list(cache_dir().glob("words-pl-*.json"))) == 1
    set_language("pl")
    spoken = {count: trn("one run", "{count} runs", count) for count in (0, 1, 2, 5, 12, 22, 25, 104)}
    assert spoken == {
        0: "0 gier",
        1: "jedna gra",
        2: "2 gry",
        5: "5 gier",
        12: "12 gier",
        22: "22 gry",
        25: "25 gier",
        104: "104 gry",
    }


@pytest.mark.parametrize("rule", ["", "nplurals=2", "nplurals=2; plural=__import__('os');", "nplurals=2; plural=n n;"])
def test_a_rule_that_is_none_counts_as_english_does(locale: Path, rule: str) -> None:
    write(locale, "xx", rule, counted("uno", "{count} multi"))
    set_language("xx")
    assert [trn("one run", "{count} runs", count) for count in (0, 1, 2)] == ["0 multi", "uno", "2 multi"]


@pytest.mark.parametrize(
    ("rule", "spoken"), [("plural=n;", "7 multi"), ("plural=7/(n-7);", "7 multi"), ("plural=n-9;", "uno")]
)
def test_a_rule_that_asks_for_a_form_that_is_not_there_takes_the_nearest(locale: Path, rule: str, spoken: str) -> None:
    write(locale, "xx", f"nplurals=9; {rule}", counted("uno", "{count} multi"))
    set_language("xx")
    assert trn("one run", "{count} runs", 7) == spoken


def test_without_a_translation_a_number_is_counted_in_english() -> None:
    set_language("en")
    assert [trn("one run of {who}", "{count} runs of {who}", count, who="Ana") for count in (0, 1, 2)] == [
        "0 runs of Ana",
        "one run of Ana",
        "2 runs of Ana",
    ]


def test_the_same_words_are_told_apart_by_their_context(locale: Path) -> None:
    write(
        locale,
        "xx",
        "",
        polib.POEntry(msgid="May", msgstr="maius"),
        polib.POEntry(msgctxt="short month", msgid="May", msgstr="mai."),
    )
    set_language("xx")
    assert (tr("May"), trc("short month", "May"), trc("may one?", "May")) == ("maius", "mai.", "May")


@pytest.mark.parametrize("form", ["{count", "{number} multi", "{0} multi"])
def test_a_plural_form_with_other_fields_is_not_spoken(locale: Path, form: str) -> None:
    write(locale, "xx", "nplurals=2; plural=n != 1;", counted("uno", form))
    set_language("xx")
    assert trn("one run", "{count} runs", 2) == "2 runs"


@pytest.mark.parametrize("damage", [b"", b"[]", b'["a"]', b"\xff", b"{}"])
def test_a_damaged_cache_is_read_anew(locale: Path, damage: bytes) -> None:
    write(locale, "xx", "", polib.POEntry(msgid="May", msgstr="maius"))
    set_language("xx")
    [cached] = cache_dir().glob("words-xx-*.json")
    cached.write_bytes(damage)
    set_language("xx")
    assert tr("May") == "maius"


def test_a_message_is_known_in_every_language(locale: Path) -> None:
    write(locale, "xx", "", polib.POEntry(msgid="signs", msgstr="signa"))
    write(locale, "yy", "", polib.POEntry(msgid="help", msgstr="auxilium"))
    assert catalogue.in_every_language("signs") == ("signs", "signa")

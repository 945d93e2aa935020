"""Single mistakes of those who translate, in the one entry of a catalogue that has words of its own."""

from __future__ import annotations

from tests.story.slips import Slip

FILE = "locale/en.po"
SAID = 'msgstr "Il y a {vent} fenêtres."'
"""The entry that each slip spoils, in a catalogue that repeats the story's own words."""

SLIPS: tuple[Slip, ...] = (
    Slip("a value that is translated", SAID, 'msgstr "{wind} windows."', "translation-placeholders", "`{vent}`", FILE),
    Slip("a value that is lost", SAID, 'msgstr "Windows."', "translation-placeholders", "as the text has it", FILE),
    Slip("a value with blanks", SAID, 'msgstr "{ vent } windows."', "translation-placeholders", "`{vent}`", FILE),
    Slip("quotes inside quotes", SAID, 'msgstr "{vent} "windows"."', "catalogue-syntax", "straight quotes", FILE),
    Slip("curly quotes for straight ones", SAID, "msgstr “{vent} windows.”", "catalogue-syntax", "straight", FILE),
    Slip("a quote that never closes", SAID, 'msgstr "{vent} windows.', "catalogue-syntax", "straight quotes", FILE),
    Slip("no quotes", SAID, "msgstr {vent} windows.", "catalogue-syntax", "straight quotes", FILE),
    Slip("single quotes", SAID, "msgstr '{vent} windows.'", "catalogue-syntax", "straight quotes", FILE),
    Slip("a keyword misspelt", SAID, 'mgstr "{vent} windows."', "catalogue-syntax", '`msgstr "…"`', FILE),
    Slip("a keyword with a capital", SAID, 'Msgstr "{vent} windows."', "catalogue-syntax", '`msgstr "…"`', FILE),
    Slip("a colon after a keyword", SAID, 'msgstr: "{vent} windows."', "catalogue-syntax", '`msgstr "…"`', FILE),
    Slip("two translations", SAID, f"{SAID}\n{SAID}", "catalogue-syntax", "delete the entry", FILE, 1),
    Slip(
        "a translation on two lines", SAID, 'msgstr "There are\n{vent} windows."', "catalogue-syntax", "straight", FILE
    ),
    Slip(
        "a line break in one line", SAID, 'msgstr "There are\\n{vent} windows."', "translation-markup", "one line", FILE
    ),
    Slip("an empty translation", SAID, 'msgstr ""', "untranslated", "`msgstr`", FILE, -2),
    Slip("stars that the text has not", SAID, 'msgstr "*{vent}* windows."', "translation-markup", "same words", FILE),
    Slip("a tag of HTML", SAID, 'msgstr "<b>{vent}</b> windows."', "foreign-markup", "`**strong**`", FILE),
    Slip("an invisible space", SAID, 'msgstr "{vent}\u200b windows."', "invisible-character", "delete it", FILE),
    Slip("a control character", SAID, 'msgstr "{vent}\x1b windows."', "control-character", "delete it", FILE),
    Slip("a comment of programmers", SAID, f"{SAID}\n// à revoir", "catalogue-syntax", "delete the entry", FILE, 1),
    Slip(
        "a path misspelt", 'msgctxt "palier/text/0"', 'msgctxt "palier/texte/0"', "stale-translation", "extract", FILE
    ),
    Slip("a path that is lost", 'msgctxt "palier/text/0"\n', "", "orphan-translation", "delete it", FILE),
    Slip(
        "a mark of doubt",
        'msgctxt "palier/text/0"',
        '#, fuzzy\nmsgctxt "palier/text/0"',
        "stale-translation",
        "mark",
        FILE,
    ),
    Slip("another encoding", "charset=UTF-8", "charset=ISO-8859-1", "catalogue-syntax", "`extract`", FILE, -2),
)
"""Every slip."""

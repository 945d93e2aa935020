"""Single mistakes of real hands in a small sound story: what is typed, and what `check` must say of it.

Most of them were met in the wild: in prose pasted from word processors, in files of authors who come from other tools,
and in public reports against those tools.
"""

from __future__ import annotations

from typing import NamedTuple

STORY: dict[str, str] = {
    "story.yaml": """\
id: palier
title: Le palier
language: fr
version: 1
about: Cent marches.
clock: {start: 1990-03-01 18:00, hours: 12}
seats:
  garde: {name: Le garde, about: Vous avez les clefs.}
forces:
  vent: {name: vent, max: 9, start: 5, low: Terre, high: Mer}
stakes:
  lampe: {name: lampe, max: 9, start: 5}
flags:
  porte: La porte est ouverte.
derived:
  fort: vent >= 6
episodes: [nuit]
openings:
  debut: {name: Ce soir, episode: nuit}
""",
    "nuit.yaml": """\
episode: La nuit
number: 1
start: escalier
question: Qui monte ?
scenes:
  escalier:
    title: L’escalier
    seat: garde
    at: 1990-03-01 18:30
    place: La tour
    text:
      - Cent marches.
      - if: vent >= 3
        text: Le vent monte avec vous.
      - invented: >-
          Une marche sur deux est humide,
          et la rampe aussi.
    choices:
      monter:
        say: Monter.
        effects: {vent: 1}
        why: {vent: on souffle}
        result: Vous montez.
        to: palier
      attendre:
        say: Attendre un peu.
        if: lampe >= 4
        locked: La lampe faiblit.
        effects: {lampe: -1, porte: true}
        to: palier
  palier:
    title: Le palier
    at: 1990-03-01 19:00
    place: La tour
    text:
      - Il y a {vent} fenêtres.
      - if: porte and fort
        text: La porte bat.
    draw: 1
    next:
      - {if: vent >= 7, to: large}
      - {to: aube}
deck:
  mouette:
    if: vent >= 2
    text: Une mouette passe.
    effects: {lampe: 1}
""",
    "endings.yaml": """\
endings:
  aube:
    title: L’aube
    at: 1990-03-02 06:00
    text:
      - La lampe s’éteint.
      - {if: took(escalier/monter), text: Vous étiez en haut.}
    epitaph: Elle a tenu.
    hint: Restez.
  large:
    title: Le large
    text: Le vent a gagné.
    epitaph: Il est loin.
    hint: Soufflez.
""",
}
"""The story that each slip spoils at one place."""


class Slip(NamedTuple):
    """One mistake.

    `old` is replaced by `new` in `file`, once. `code` is what the one problem must be called; `says` stands in its
    sentence or its way out. It must point at the line where `new` begins, `below` lines further down.
    """

    name: str
    old: str
    new: str
    code: str
    says: str
    file: str = "nuit.yaml"
    below: int = 0


SLIPS: tuple[Slip, ...] = (
    # invisible spaces
    Slip(
        "no-break space as indentation",
        "    title: L’escalier",
        "\u00a0   title: L’escalier",
        "no-break-space",
        "U+00A0",
    ),
    Slip(
        "no-break spaces as all indentation",
        "    title: L’escalier",
        "\u00a0\u00a0\u00a0\u00a0title: L’escalier",
        "no-break-space",
        "U+00A0",
    ),
    Slip(
        "narrow no-break space as indentation",
        "    title: L’escalier",
        "\u202f   title: L’escalier",
        "no-break-space",
        "U+202F",
    ),
    Slip("no-break space after a dash", "- Cent marches.", "-\u00a0Cent marches.", "no-break-space", "U+00A0"),
    Slip("narrow no-break space after a dash", "- Cent marches.", "-\u202fCent marches.", "no-break-space", "U+202F"),
    Slip("no-break space after a colon", "say: Monter.", "say:\u00a0Monter.", "no-break-space", "U+00A0"),
    Slip("no-break space before a colon", "say: Monter.", "say\u00a0: Monter.", "no-break-space", "`say`"),
    Slip("narrow no-break space before a colon", "say: Monter.", "say\u202f: Monter.", "no-break-space", "`say`"),
    Slip("no-break space before a scene's colon", "  palier:\n", "  palier\u00a0:\n", "no-break-space", "`palier`"),
    Slip(
        "no-break space before the dash of a list",
        "      - Cent marches.",
        "     \u00a0- Cent marches.",
        "no-break-space",
        "U+00A0",
    ),
    Slip("em space as indentation", "    title: L’escalier", "\u2003  title: L’escalier", "no-break-space", "U+2003"),
    Slip(
        "ideographic space as indentation",
        "    title: L’escalier",
        "\u3000   title: L’escalier",
        "no-break-space",
        "U+3000",
    ),
    Slip("zero-width space in a text", "Le vent monte", "Le\u200b vent monte", "invisible-character", "U+200B"),
    Slip("soft hyphen in a text", "humide", "hu\u00admide", "invisible-character", "U+00AD"),
    Slip("word joiner in a text", "humide", "hu\u2060mide", "invisible-character", "U+2060"),
    Slip("zero-width space in an id", "      monter:", "      mon\u200bter:", "invisible-character", "U+200B"),
    Slip("byte order mark in the middle", "Le vent monte", "\ufeffLe vent monte", "control-character", "U+FEFF"),
    Slip("no-break space inside an id", "      monter:", "      mon\u00a0ter:", "bad-name", "`mon-ter`"),
    Slip("tab at the end of a line", "say: Monter.", "say: Monter.\t", "tab", "tab"),
    Slip("tab as indentation", "    title: L’escalier", "\ttitle: L’escalier", "tab", "two spaces"),
    Slip("tab inside a text", "Cent marches.", "Cent\tmarches.", "tab", "tab"),
    # words lost in silence
    Slip("a number sign in a paragraph", "- Cent marches.", "- La chambre #4 est vide.", "comment-in-text", "quote"),
    Slip("a number sign in a label", "say: Monter.", "say: Prendre la clef #4.", "comment-in-text", "quote"),
    Slip(
        "a hashtag in a result",
        "result: Vous montez.",
        "result: Vous écrivez #moiaussi.",
        "comment-in-text",
        "#moiaussi",
    ),
    Slip(
        "a number sign in an epitaph",
        "epitaph: Elle a tenu.",
        "epitaph: Chambre #4.",
        "comment-in-text",
        "quote",
        file="endings.yaml",
    ),
    Slip(
        "a number sign in a folded paragraph's flow",
        "{name: Le garde, about: Vous avez les clefs.}",
        "{name: Le garde, about: Vous avez la clef #4.}",
        "comment-in-text",
        "quote",
        file="story.yaml",
    ),
    Slip(
        "a comment inside a folded text",
        "          et la rampe aussi.",
        "          # relire ceci\n          et la rampe aussi.",
        "comment-in-block",
        "printed",
    ),
    Slip(
        "a list inside a folded text",
        "          Une marche sur deux est humide,\n          et la rampe aussi.",
        "          - Cent marches.\n          - Le vent monte.",
        "list-in-text",
        "one paragraph",
        below=1,
    ),
    Slip(
        "a quotation inside a folded text",
        "          Une marche sur deux est humide,\n          et la rampe aussi.",
        "          > Cent marches.\n          > Le vent monte.",
        "list-in-text",
        "one paragraph",
        below=1,
    ),
    Slip("an HTML tag", "Cent marches.", "Cent <b>marches</b>.", "foreign-markup", "`*emphasis*`"),
    Slip("an HTML break", "Cent marches.", "Cent<br>marches.", "foreign-markup", "<br>"),
    Slip("an HTML entity", "Cent marches.", "Cent&nbsp;marches.", "foreign-markup", "&nbsp;"),
    Slip("a newline escape", "Cent marches.", "Cent\\nmarches.", "foreign-markup", "\\n"),
    Slip("a Twine link", "Cent marches.", "[[marches->palier]] Cent marches.", "special-start", "quotes"),
    Slip("a Twine link in a text", "- Cent marches.", "- Cent [[marches->palier]].", "foreign-markup", "to"),
    Slip("an ink divert", "- Cent marches.", "- Cent marches. -> palier", "foreign-markup", "to"),
    Slip("an ink divert on its own", "- Cent marches.", "- -> palier", "foreign-markup", "to"),
    Slip(
        "a value in square brackets", "Il y a {vent} fenêtres.", "Il y a [vent] fenêtres.", "foreign-markup", "`{vent}`"
    ),
    Slip("a SugarCube variable", "- Cent marches.", "- Il y a $vent marches.", "foreign-markup", "{name}"),
    Slip("a Markdown title", "- Cent marches.", '- "# Titre"', "foreign-markup", "title"),
    Slip("an underscore emphasis", "Cent marches.", "Cent _marches_.", "foreign-markup", "`*emphasis*`"),
    Slip("a Markdown link", "Cent marches.", "Cent [marches](https://example.org).", "foreign-markup", "link"),
    Slip("a SugarCube macro", "- Cent marches.", "- <<set $vent to 3>>Cent marches.", "foreign-markup", "effects"),
    Slip("a Ren'Py tag", "Cent marches.", "Cent {b}marches{/b}.", "foreign-markup", "`*emphasis*`"),
    Slip("a ChoiceScript value", "- Il y a {vent} fenêtres.", "- Il y a ${vent} fenêtres.", "foreign-markup", "{vent}"),
    Slip(
        "an ink condition",
        "- Il y a {vent} fenêtres.",
        '- "Il y a {vent > 3: trop de|peu de} fenêtres."',
        "unknown-name",
        "`if`",
    ),
    Slip("an unclosed star", "Cent marches.", "Cent *marches.", "unclosed-markup", "star"),
    Slip("an unclosed pair of stars", "Cent marches.", "Cent **marches.", "unclosed-markup", "star"),
    Slip("an unclosed brace", "- Il y a {vent} fenêtres.", "- Il y a {vent fenêtres.", "unclosed-markup", "brace"),
    Slip(
        "a brace closed and never opened",
        "- Il y a {vent} fenêtres.",
        "- Il y a vent} fenêtres.",
        "unclosed-markup",
        "brace",
    ),
    Slip("double braces", "- Il y a {vent} fenêtres.", "- Il y a {{vent}} fenêtres.", "unclosed-markup", "brace"),
    Slip(
        "a placeholder with a blank",
        "- Il y a {vent} fenêtres.",
        "- Il y a { vent } fenêtres.",
        "unknown-name",
        "`{vent}`",
    ),
    Slip(
        "a placeholder in capitals",
        "- Il y a {vent} fenêtres.",
        "- Il y a {Vent} fenêtres.",
        "unknown-name",
        "`{vent}`",
    ),
    Slip(
        "a placeholder nobody knows", "- Il y a {vent} fenêtres.", "- Il y a {vemt} fenêtres.", "unknown-name", "`vent`"
    ),
    # quotes, colons, commas, dashes
    Slip(
        "a quotation that begins a paragraph",
        "- Cent marches.",
        '- "No," she said.',
        "text-after-quote",
        "quote the whole",
    ),
    Slip(
        "a French quotation that begins a paragraph",
        "- Cent marches.",
        '- "Non", dit-il.',
        "text-after-quote",
        "quote the whole",
    ),
    Slip(
        "a quotation that begins a label", "say: Monter.", 'say: "Non", dit-il.', "text-after-quote", "quote the whole"
    ),
    Slip("a single-quoted beginning", "- Cent marches.", "- 'Non', dit-il.", "text-after-quote", "quote the whole"),
    Slip(
        "a quotation in a flow group",
        "about: Vous avez les clefs.}",
        'about: "Non", dit-il.}',
        "comma-in-braces",
        "quote",
        file="story.yaml",
    ),
    Slip(
        "a comma in braces",
        "about: Vous avez les clefs.}",
        "about: Vous avez les clefs, et personne d’autre.}",
        "comma-in-braces",
        "quote",
        file="story.yaml",
    ),
    Slip(
        "a comma in the braces of why",
        "why: {vent: on souffle}",
        "why: {vent: on monte, et on souffle}",
        "comma-in-braces",
        "quote",
    ),
    Slip(
        "two commas in braces",
        "why: {vent: on souffle}",
        "why: {vent: on monte, on souffle, on rit}",
        "comma-in-braces",
        "quote",
    ),
    Slip(
        "a comma in a paragraph's braces",
        "      - if: vent >= 3\n        text: Le vent monte avec vous.",
        "      - {if: vent >= 3, text: Le vent monte, puis redescend.}",
        "comma-in-braces",
        "quote",
    ),
    Slip("a colon in a paragraph", "- Cent marches.", "- Une chose : cent marches.", "unquoted-colon", "quotes"),
    Slip("a colon in a label", "say: Monter.", "say: Une chose : monter.", "unquoted-colon", "quotes"),
    Slip(
        "a colon in a title",
        "title: Le palier\n    at",
        "title: Acte I : le palier\n    at",
        "unquoted-colon",
        "quotes",
    ),
    Slip(
        "a colon on the second line of a plain text",
        "- Cent marches.",
        "- Cent marches, et une\n        chose : le vent.",
        "unquoted-colon",
        "quotes",
        below=1,
    ),
    Slip("a colon at the end of a label", "say: Monter.", "say: Monter :", "unquoted-colon", "quotes"),
    Slip("no space after a colon", "say: Monter.", "say:Monter.", "missing-space", "space"),
    Slip(
        "no space after a colon of a scene's key",
        "place: La tour\n    text:\n      - Cent",
        "place:La tour\n    text:\n      - Cent",
        "missing-space",
        "space",
    ),
    Slip(
        "no space after the colon of a mapping",
        "to: palier\n      attendre",
        "to:palier\n      attendre",
        "missing-space",
        "space",
    ),
    Slip("no space after a dash", "      - Cent marches.", "      -Cent marches.", "missing-space", "space"),
    Slip("no space in braces", "effects: {vent: 1}", "effects: {vent:1}", "missing-space", "space"),
    Slip("an em dash as a bullet", "      - Cent marches.", "      — Cent marches.", "wrong-bullet", "`- `"),
    Slip("an en dash as a bullet", "      - Cent marches.", "      – Cent marches.", "wrong-bullet", "`- `"),
    Slip("a star as a bullet", "      - Cent marches.", "      * Cent marches.", "wrong-bullet", "`- `"),
    Slip("a round bullet", "      - Cent marches.", "      • Cent marches.", "wrong-bullet", "`- `"),
    Slip("an en dash as the second bullet", "      - if: vent >= 3", "      – if: vent >= 3", "wrong-bullet", "`- `"),
    Slip("a numbered list", "      - Cent marches.", "      1. Cent marches.", "wrong-bullet", "`- `"),
    Slip("a quote never closed", "say: Monter.", 'say: "Monter.', "unclosed-quote", "closed"),
    Slip("a bracket never closed", "effects: {vent: 1}", "effects: {vent: 1", "unclosed-bracket", "`}`"),
    Slip(
        "an equals sign in braces",
        "{lampe: -1, porte: true}",
        "{lampe: -1, porte = true}",
        "missing-colon",
        "`porte: true`",
    ),
    Slip(
        "an effect without braces", "effects: {vent: 1}", "effects: vent: 1", "unquoted-colon", "`effects: {vent: 1}`"
    ),
    Slip(
        "a comma at the end of a line", "effects: {vent: 1}", "effects: {vent: 1},", "yaml-syntax", "delete the comma"
    ),
    Slip("a list never closed", "episodes: [nuit]", "episodes: [nuit", "unclosed-bracket", "`]`", file="story.yaml"),
    Slip("a missing comma in braces", "{to: aube}", "{if: fort to: aube}", "unclosed-bracket", "comma"),
    Slip("a text that starts with a star", "- Cent marches.", "- *Cent* marches.", "special-start", "quotes"),
    Slip(
        "a text that starts with a brace", "- Il y a {vent} fenêtres.", "- {vent} fenêtres.", "special-start", "quotes"
    ),
    Slip("a text that starts with a bracket", "- Cent marches.", "- [Cent] marches.", "special-start", "quotes"),
    Slip("a text that starts with an exclamation mark", "- Cent marches.", "- !Attention aux marches.", "tag", "quote"),
    Slip("a text that starts with a percent sign", "- Cent marches.", "- % de marches.", "special-start", "quotes"),
    Slip("a text that starts with an at sign", "- Cent marches.", "- @garde, cent marches.", "special-start", "quotes"),
    Slip("a text that starts with a backtick", "- Cent marches.", "- `Cent` marches.", "special-start", "quotes"),
    Slip("a text that starts with an ampersand", "- Cent marches.", "- & cent marches.", "special-start", "quotes"),
    Slip("a text that starts with a question mark", "- Cent marches.", "- ? Cent marches.", "unquoted-colon", "`?`"),
    Slip("a text that starts with a bar", "- Cent marches.", "- | Cent marches.", "special-start", "quotes"),
    Slip("a text that starts with a greater-than sign", "say: Monter.", "say: > Monter.", "special-start", "quotes"),
    Slip("a text that starts with a number sign", "say: Monter.", "say: #4.", "comment-in-text", "quote"),
    Slip("a backslash in double quotes", "- Cent marches.", '- "Cent \\marches."', "bad-escape", "backslash"),
    Slip("yes for true", "porte: true", "porte: yes", "effect-type", "porte: true"),
    Slip("oui for true", "porte: true", "porte: oui", "effect-type", "porte: true"),
    Slip("a quoted number", "start: 5, low", 'start: "5", low', "wrong-type", "without the quotes", file="story.yaml"),
    Slip(
        "True with a capital for what was really done",
        "say: Monter.",
        "say: Monter.\n        history: True",
        "wrong-type",
        "write `true`",
        below=1,
    ),
    Slip("a percent sign", "say: Monter.", "say: Monter.\n        weight: 50%", "expression-syntax", "alone", below=1),
    Slip("a decimal number", "effects: {vent: 1}", "effects: {vent: 1.5}", "expression-syntax", "whole"),
    Slip("a number with a comma", "effects: {vent: 1}", "effects: {vent: 1,5}", "comma-in-braces", ""),
    # keys
    Slip("a key with a capital", "    text:\n      - Cent", "    Text:\n      - Cent", "unknown-key", "`text`"),
    Slip("a key in capitals", "say: Monter.", "SAY: Monter.", "unknown-key", "`say`"),
    Slip("a key with an accent", "scenes:\n", "scènes:\n", "unknown-key", "`scenes`"),
    Slip("a key with a capital and an accent", "episode: La nuit", "Épisode: La nuit", "unknown-key", "`episode`"),
    Slip("a key with one letter wrong", "say: Monter.", "sya: Monter.", "unknown-key", "`say`"),
    Slip("a plural key", "text: Le vent monte", "texts: Le vent monte", "unknown-key", "`text`"),
    Slip("a singular key", "    choices:\n      monter", "    choice:\n      monter", "unknown-key", "`choices`"),
    Slip("a French key", "say: Monter.", "dire: Monter.", "unknown-key", "`say`"),
    Slip(
        "next in a choice",
        "result: Vous montez.\n        to: palier",
        "result: Vous montez.\n        next: palier",
        "unknown-key",
        "`to`",
    ),
    Slip(
        "goto in a choice",
        "result: Vous montez.\n        to: palier",
        "result: Vous montez.\n        goto: palier",
        "unknown-key",
        "`to`",
    ),
    Slip("to in a scene without choices", "    next:\n      - {if", "    to:\n      - {if", "unknown-key", "`next`"),
    Slip("text for say", "say: Monter.", "text: Monter.", "unknown-key", "`say`"),
    Slip("label for say", "say: Monter.", "label: Monter.", "unknown-key", "`say`"),
    Slip(
        "result on a scene",
        "    place: La tour\n    text:\n      - Cent",
        "    place: La tour\n    result: Vous montez.\n    text:\n      - Cent",
        "unknown-key",
        "choice",
    ),
    Slip(
        "if on a scene",
        "    place: La tour\n    text:\n      - Cent",
        "    place: La tour\n    if: fort\n    text:\n      - Cent",
        "unknown-key",
        "paragraph",
    ),
    Slip("for on a choice", "say: Monter.", "say: Monter.\n        for: garde", "unknown-key", "paragraph", below=1),
    Slip(
        "history on a scene",
        "    place: La tour\n    text:\n      - Cent",
        "    place: La tour\n    history: true\n    text:\n      - Cent",
        "unknown-key",
        "choice",
    ),
    Slip("condition for if", "if: lampe >= 4", "condition: lampe >= 4", "unknown-key", "`if`"),
    Slip("else in a road", "- {to: aube}", "- {else: aube}", "unknown-key", "`to`"),
    Slip("then in a road", "- {if: vent >= 7, to: large}", "- {if: vent >= 7, then: large}", "unknown-key", "`to`"),
    Slip("goto in a road", "- {to: aube}", "- {goto: aube}", "unknown-key", "`to`"),
    Slip("effect for effects", "effects: {vent: 1}", "effect: {vent: 1}", "unknown-key", "`effects`"),
    Slip("reason for why", "why: {vent: on souffle}", "reason: {vent: on souffle}", "unknown-key", "`why`"),
    Slip("time for at", "    at: 1990-03-01 18:30", "    time: 1990-03-01 18:30", "unknown-key", "`at`"),
    Slip(
        "location for place",
        "    place: La tour\n    text:\n      - Cent",
        "    location: La tour\n    text:\n      - Cent",
        "unknown-key",
        "`place`",
    ),
    Slip(
        "description for text", "text: Une mouette passe.", "description: Une mouette passe.", "unknown-key", "`text`"
    ),
    Slip(
        "a scene without text",
        "    text:\n      - Il y a {vent} fenêtres.\n      - if: porte and fort\n        text: La porte bat.\n",
        "",
        "missing-key",
        "`text`",
        below=-4,
    ),
    Slip(
        "an ending without a hint", "    hint: Soufflez.\n", "", "missing-key", "`hint`", file="endings.yaml", below=-4
    ),
    Slip("a choice without words", "say: Monter.\n        effects", "effects", "missing-key", "`say`", below=-1),
    Slip("a duplicate key", "say: Monter.", "say: Monter.\n        say: Grimper.", "duplicate-key", "line", below=1),
    Slip("a duplicate choice", "      attendre:", "      monter:", "duplicate-key", "line"),
    Slip(
        "a duplicate scene",
        "  palier:\n",
        "  escalier:\n    text: Encore.\n    next: aube\n  palier:\n",
        "duplicate-key",
        "line",
    ),
    Slip("a key without a colon", "say: Monter.", "say Monter.", "missing-colon", "colon"),
    Slip("a scene's id without a colon", "  palier:\n", "  palier\n", "missing-colon", "colon"),
    Slip("a key with two colons", "say: Monter.", "say:: Monter.", "unknown-key", "say: …"),
    Slip("an equals sign for a colon", "say: Monter.", "say = Monter.", "missing-colon", "colon"),
    Slip("null for a text", "say: Monter.", "say:", "wrong-type", "text"),
    Slip("a list for a text", "question: Qui monte ?", "question: [Qui monte ?]", "wrong-type", "text"),
    Slip("a group for a text", "question: Qui monte ?", "question: {qui: monte}", "wrong-type", "text"),
    Slip("a text for a list", "episodes: [nuit]", "episodes: nuit", "wrong-type", "`[nuit]`", file="story.yaml"),
    Slip("a text for effects", "effects: {vent: 1}", "effects: vent + 1", "wrong-type", "`{vent: 1}`"),
    Slip("a list for effects", "effects: {vent: 1}", "effects: [vent: 1]", "wrong-type", "`{name: …}`"),
    Slip(
        "flags as a list",
        "flags:\n  porte: La porte est ouverte.",
        "flags: [porte]",
        "wrong-type",
        "under its name",
        file="story.yaml",
    ),
    Slip(
        "choices as a list",
        "      monter:\n        say: Monter.\n        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n      attendre:\n        say: Attendre un peu.\n        if: lampe >= 4\n        locked: La lampe faiblit.\n        effects: {lampe: -1, porte: true}\n        to: palier",
        "      - say: Monter.\n        to: palier",
        "wrong-type",
        "under its name",
    ),
    Slip("a number for a text", "say: Monter.", "say: 42", "wrong-type", "quote"),
    Slip("a boolean for a text", "say: Monter.", "say: true", "wrong-type", "quote"),
    # expressions
    Slip("a single equals sign", "if: vent >= 3", "if: vent = 3", "single-equals", "`==`"),
    Slip("greater or equal as one sign", "if: vent >= 3", "if: vent ≥ 3", "expression-syntax", "`>=`"),
    Slip("less or equal as one sign", "if: vent >= 3", "if: vent ≤ 3", "expression-syntax", "`<=`"),
    Slip("different as one sign", "if: vent >= 3", "if: vent ≠ 3", "expression-syntax", "`!=`"),
    Slip("arrows for greater or equal", "if: vent >= 3", "if: vent => 3", "expression-syntax", "`>=`"),
    Slip("French and", "if: porte and fort", "if: porte et fort", "expression-syntax", "`and`"),
    Slip("French or", "if: porte and fort", "if: porte ou fort", "expression-syntax", "`or`"),
    Slip("French not", "if: porte and fort", "if: porte and non fort", "expression-syntax", "`not`"),
    Slip("and in capitals", "if: porte and fort", "if: porte AND fort", "expression-syntax", "`and`"),
    Slip("or in capitals", "if: porte and fort", "if: porte OR fort", "expression-syntax", "`or`"),
    Slip("Not with a capital", "if: porte and fort", "if: Not porte", "expression-syntax", "`not`"),
    Slip("a double ampersand", "if: porte and fort", "if: porte && fort", "expression-syntax", "`and`"),
    Slip("a double bar", "if: porte and fort", "if: porte || fort", "expression-syntax", "`or`"),
    Slip("an exclamation mark for not", "if: porte and fort", "if: fort and !porte", "expression-syntax", "`not`"),
    Slip("True with a capital", "if: porte and fort", "if: porte == True", "expression-syntax", "`true`"),
    Slip("a curly quote in a condition", "if: vent >= 3", "if: “vent >= 3”", "expression-syntax", "quotes"),
    Slip("braces around a name in a condition", "if: vent >= 3", 'if: "{vent} >= 3"', "expression-syntax", "braces"),
    Slip("braces at the start of a condition", "if: vent >= 3", "if: {vent} >= 3", "special-start", "braces"),
    Slip("a dollar sign before a name", "if: vent >= 3", "if: $vent >= 3", "expression-syntax", "`vent`"),
    Slip("a multiplication sign", "if: vent >= 3", "if: vent × 2 >= 3", "expression-syntax", "`*`"),
    Slip("a typographic minus", "if: vent >= 3", "if: vent − 1 >= 3", "expression-syntax", "`-`"),
    Slip("a division", "if: vent >= 3", "if: vent / 2 >= 3", "expression-syntax", "division"),
    Slip(
        "a question about the run in another word",
        "if: vent >= 3",
        "if: pris(escalier/monter)",
        "expression-syntax",
        "`took(scene/choice)`",
    ),
    Slip(
        "a question about the run without its parentheses",
        "if: vent >= 3",
        "if: took escalier/monter",
        "expression-syntax",
        "`took(scene/choice)`",
    ),
    Slip("a comparison with a comma", "if: vent >= 3", "if: vent >= 3,5", "expression-syntax", "whole"),
    Slip("a name with one letter wrong", "if: vent >= 3", "if: vemt >= 3", "unknown-name", "`vent`"),
    Slip("a name with a capital", "if: vent >= 3", "if: Vent >= 3", "unknown-name", "`vent`"),
    Slip("a name with an accent", "if: porte and fort", "if: pörte and fort", "unknown-name", "`porte`"),
    Slip("a name nobody declared", "if: vent >= 3", "if: courage >= 3", "unknown-name", "story.yaml"),
    Slip("a name with a hyphen", "if: porte and fort", "if: porte-ouverte and fort", "unknown-name", "underscore"),
    Slip("a number compared with a flag", "if: porte and fort", "if: porte >= 1", "mixed-types", "flag"),
    Slip("a number for a condition", "if: vent >= 3", "if: vent", "mixed-types", "compare"),
    Slip("a comparison that cannot hold", "if: vent >= 3", "if: vent >= 12", "never-true", "9"),
    Slip("a comparison that always holds", "if: vent >= 3", "if: vent >= 0", "always-true", "0"),
    Slip("an open parenthesis", "if: porte and fort", "if: (porte and fort", "expression-syntax", "`)`"),
    Slip("a comparison with nothing", "if: vent >= 3", "if: vent >=", "expression-syntax", "ends"),
    Slip("a function call", "if: vent >= 3", "if: abs(vent) >= 3", "expression-syntax", "abs"),
    Slip("a text comparison", "if: vent >= 3", "if: vent == fort", "mixed-types", ""),
    Slip("is for equality", "if: porte and fort", "if: porte is true", "expression-syntax", "`==`"),
    # names, roads, values
    Slip(
        "a road to nowhere",
        "result: Vous montez.\n        to: palier",
        "result: Vous montez.\n        to: pallier",
        "leads-nowhere",
        "`palier`",
    ),
    Slip(
        "a road with a capital",
        "result: Vous montez.\n        to: palier",
        "result: Vous montez.\n        to: Palier",
        "bad-name",
        "`palier`",
    ),
    Slip(
        "a road with a blank",
        "result: Vous montez.\n        to: palier",
        "result: Vous montez.\n        to: le palier",
        "leads-nowhere",
        "`palier`",
    ),
    Slip(
        "a road in words",
        "result: Vous montez.\n        to: palier",
        "result: Vous montez.\n        to: vers Palier",
        "leads-nowhere",
        "`palier`",
    ),
    Slip("an ending misspelt", "- {to: aube}", "- {to: aubes}", "leads-nowhere", "`aube`"),
    Slip("a scene id with a capital", "  palier:\n", "  Palier:\n", "bad-name", "`palier`"),
    Slip("a scene id with an accent", "  palier:\n", "  pâlier:\n", "bad-name", "`palier`"),
    Slip("a choice id with an apostrophe", "      attendre:", "      l’attendre:", "bad-name", "`l-attendre`"),
    Slip("a seat nobody declared", "seat: garde", "seat: gardien", "unknown-seat", "`garde`"),
    Slip("a start nobody wrote", "start: escalier", "start: escaliers", "unknown-start", "`escalier`"),
    Slip(
        "an episode nobody wrote", "episodes: [nuit]", "episodes: [nuits]", "missing-file", "`nuit", file="story.yaml"
    ),
    Slip(
        "an episode with its extension",
        "episodes: [nuit]",
        "episodes: [nuit.yaml]",
        "bad-name",
        "`nuit`",
        file="story.yaml",
    ),
    Slip(
        "an opening's episode misspelt",
        "episode: nuit}",
        "episode: nuits}",
        "unknown-episode",
        "`nuit`",
        file="story.yaml",
    ),
    Slip(
        "an opening's episode with a capital",
        "episode: nuit}",
        "episode: Nuit}",
        "bad-name",
        "`nuit`",
        file="story.yaml",
    ),
    Slip("an effect on nothing", "effects: {vent: 1}", "effects: {vents: 1}", "unknown-name", "`vent`"),
    Slip(
        "an effect on a derived value",
        "effects: {vent: 1}",
        "effects: {vent: 1, fort: true}",
        "effect-on-derived",
        "move what it follows from",
    ),
    Slip(
        "a flag set to a number",
        "effects: {lampe: -1, porte: true}",
        "effects: {lampe: -1, porte: 1}",
        "effect-type",
        "porte: true",
    ),
    Slip("a number set to true", "effects: {vent: 1}", "effects: {vent: true}", "effect-type", "number"),
    Slip("a flag under set", "effects: {lampe: -1, porte: true}", "set: {porte: true}", "wrong-type", "`effects`"),
    Slip("a why without an effect", "why: {vent: on souffle}", "why: {lampe: on souffle}", "why-without-effect", ""),
    Slip(
        "a capital in a variable's name", "  lampe: {name", "  Lampe: {name", "bad-name", "`lampe`", file="story.yaml"
    ),
    Slip("a language in words", "language: fr", "language: français", "bad-name", "`fr`", file="story.yaml"),
    Slip("a language in capitals", "language: fr", "language: FR", "bad-name", "`fr`", file="story.yaml"),
    Slip("a date that does not exist", "at: 1990-03-01 18:30", "at: 1990-02-30 18:30", "bad-date", "calendar"),
    Slip("a French date", "at: 1990-03-01 18:30", "at: 01/03/1990 18:30", "bad-date", "1990-03-01 18:30"),
    Slip("an hour with an h", "at: 1990-03-01 18:30", "at: 1990-03-01 18h30", "bad-date", "1990-03-01 18:30"),
    Slip("an hour without minutes", "at: 1990-03-01 18:30", "at: 1990-03-01 18", "bad-date", "1990-03-01 18:00"),
    Slip("a date with a T", "at: 1990-03-01 18:30", "at: 1990-03-01T18:30", "bad-date", "1990-03-01 18:30"),
    Slip("a date with seconds", "at: 1990-03-01 18:30", "at: 1990-03-01 18:30:00", "bad-date", "1990-03-01 18:30"),
    Slip("a day without an hour", "at: 1990-03-01 18:30", "at: 1990-03-01", "bad-date", "1990-03-01 "),
    Slip("a one-digit hour", "at: 1990-03-01 18:30", "at: 1990-03-01 8:30", "bad-date", "1990-03-01 08:30"),
    Slip(
        "a date of another year",
        "    at: 1990-03-01 19:00",
        "    at: 1909-03-01 19:00",
        "back-in-time",
        "1990",
        below=-2,
    ),
    Slip(
        "an hour that runs back",
        "    at: 1990-03-01 19:00",
        "    at: 1990-03-01 18:10",
        "back-in-time",
        "18:30",
        below=-2,
    ),
    Slip(
        "a range upside down",
        "lampe: {name: lampe, max: 9, start: 5}",
        "lampe: {name: lampe, min: 9, max: 0, start: 5}",
        "empty-range",
        "",
        file="story.yaml",
    ),
    Slip(
        "a start out of range",
        "lampe: {name: lampe, max: 9, start: 5}",
        "lampe: {name: lampe, max: 9, start: 12}",
        "start-out-of-range",
        "9",
        file="story.yaml",
    ),
    Slip("a negative weight", "say: Monter.", "say: Monter.\n        weight: -1", "negative-weight", "", below=1),
    Slip(
        "a locked without an if",
        "        if: lampe >= 4\n        locked",
        "        locked",
        "locked-without-if",
        "`if`",
    ),
    Slip(
        "a choice without a way",
        "result: Vous montez.\n        to: palier",
        "result: Vous montez.",
        "no-way-out",
        "`to`",
        below=-4,
    ),
    Slip(
        "a scene without a way",
        "    draw: 1\n    next:\n      - {if: vent >= 7, to: large}\n      - {to: aube}\n",
        "    draw: 1\n",
        "no-way-out",
        "`next`",
        below=-9,
    ),
    Slip(
        "the default road first",
        "      - {if: vent >= 7, to: large}\n      - {to: aube}",
        "      - {to: aube}\n      - {if: vent >= 7, to: large}",
        "order-of-conditions",
        "last",
    ),
    Slip(
        "no road without a condition",
        "      - {to: aube}\n",
        "      - {if: vent < 7, to: aube}\n",
        "order-of-conditions",
        "`if`",
    ),
    Slip("a draw larger than the deck", "draw: 1", "draw: 3", "deck-too-small", "one", below=-8),
    Slip(
        "a draw without a deck",
        "deck:\n  mouette:\n    if: vent >= 2\n    text: Une mouette passe.\n    effects: {lampe: 1}\n",
        "",
        "draw-without-deck",
        "`deck`",
        below=-4,
    ),
    Slip(
        "an opening that never opens",
        "episode: nuit}",
        "episode: nuit, after: 5}",
        "never-opens",
        "2",
        file="story.yaml",
    ),
    Slip(
        "weights that are all 0",
        "        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n      attendre:\n        say: Attendre un peu.",
        "        weight: 0\n        effects: {vent: 1}\n        result: Vous montez.\n        to: palier\n      attendre:\n        weight: 0\n        say: Attendre un peu.",
        "weightless",
        "weight",
        below=-15,
    ),
    Slip(
        "a scene that nothing leaves",
        "effects: {lampe: -1, porte: true}\n        to: palier\n",
        "effects: {lampe: -1, porte: true}\n        to: cave\n  cave:\n    text: Une cave.\n    choices:\n      rester: {say: Rester., voice: true, effects: {vent: -1}, to: cave}\n      tourner: {say: Tourner., voice: true, effects: {vent: 1}, to: cave}\n",
        "endless-loop",
        "lead out",
        below=1,
    ),
    Slip(
        "effects on a scene with choices",
        "    place: La tour\n    text:\n      - Cent",
        "    place: La tour\n    effects: {vent: 1}\n    text:\n      - Cent",
        "not-with-choices",
        "choices",
    ),
    Slip(
        "an unlisted paragraph key",
        "        text: Le vent monte avec vous.",
        "        text: Le vent monte avec vous.\n        invented: Le vent.",
        "one-text",
        "`text`",
        below=1,
    ),
    Slip(
        "a paragraph without words",
        "      - if: vent >= 3\n        text: Le vent monte avec vous.",
        "      - if: vent >= 3",
        "one-text",
        "add `text: …`",
    ),
    Slip("an empty text", "- Cent marches.", '- ""', "empty", ""),
    Slip("an anchor", "say: Monter.", "say: &m Monter.", "anchor", "write it out"),
    Slip("an alias", "say: Monter.", "say: *m", "alias", "write it out"),
    Slip(
        "a merge left unfinished",
        "        say: Monter.\n",
        "<<<<<<< HEAD\n        say: Monter.\n=======\n        say: Grimper.\n>>>>>>> autre\n",
        "yaml-syntax",
        "keep one",
    ),
    Slip("a second document", "deck:", "---\ndeck:", "several-documents", "`---`"),
    Slip(
        "a line too far right",
        "        effects: {vent: 1}",
        "          effects: {vent: 1}",
        "bad-indentation",
        "too far right",
    ),
    Slip(
        "a scene too far left",
        "  escalier:",
        "escalier:",
        "bad-indentation",
        "line 7 stands further right, line 6 further left",
        below=25,
    ),
    Slip("a list too far left", "      - if: vent >= 3", "    - if: vent >= 3", "bad-indentation", "indentation"),
    Slip(
        "`next` one level too deep",
        "    draw: 1\n    next:\n      - {if: vent >= 7, to: large}\n      - {to: aube}\n",
        "    draw: 1\n      next:\n      - {if: vent >= 7, to: large}\n      - {to: aube}\n",
        "bad-indentation",
        "too far right",
    ),
    Slip(
        "`to` one level too deep",
        "        result: Vous montez.\n        to: palier\n",
        "        result: Vous montez.\n          to: palier\n",
        "bad-indentation",
        "too far right",
    ),
    Slip(
        "`next` among the choices",
        "        effects: {lampe: -1, porte: true}\n        to: palier\n",
        "        effects: {lampe: -1, porte: true}\n      next: palier\n",
        "bad-indentation",
        "line it up with `choices`",
    ),
    Slip(
        "`deck` under `scenes`",
        "deck:\n  mouette:\n    if: vent >= 2\n    text: Une mouette passe.\n    effects: {lampe: 1}\n",
        "  deck:\n    mouette:\n      if: vent >= 2\n      text: Une mouette passe.\n      effects: {lampe: 1}\n",
        "bad-indentation",
        "line it up with `scenes`",
    ),
    Slip("`deck` alone too far right", "deck:\n", "  deck:\n", "bad-indentation", "line it up with `scenes`"),
    Slip("curly quotes round a key", "say: Monter.", "“say”: Monter.", "unknown-key", "`say: …`"),
    Slip("guillemets round a key", "say: Monter.", "« say » : Monter.", "unknown-key", "`say: …`"),
    Slip("curly quotes round a scene", "  palier:\n", "  “palier”:\n", "bad-name", "`palier`"),
    Slip(
        "if and then in a condition",
        "if: porte and fort",
        "if: if porte then fort",
        "expression-syntax",
        "a condition stands alone",
    ),
    Slip(
        "if and then in a derived value",
        "fort: vent >= 6",
        "fort: if porte then vent",
        "expression-syntax",
        "list of cases",
        file="story.yaml",
    ),
    Slip(
        "a question mark and a colon in a derived value",
        "fort: vent >= 6",
        "fort: vent >= 6 ? 1 : 0",
        "expression-syntax",
        "list of cases",
        file="story.yaml",
    ),
    Slip(
        "a question mark and a colon in braces",
        "Il y a {vent} fenêtres.",
        "Il y a {vent > 3 ? des : une} fenêtres.",
        "foreign-markup",
        "each with its `if`",
    ),
    Slip(
        "if and then in braces",
        "Il y a {vent} fenêtres.",
        "Il y a {if vent then beaucoup} fenêtres.",
        "unknown-name",
        "each with its `if`",
    ),
    Slip("a sum in braces", "Il y a {vent} fenêtres.", "Il y a {vent + 1} fenêtres.", "unknown-name", "`derived`"),
    Slip(
        "a minus sign far from its number in braces",
        "effects: {lampe: -1, porte: true}",
        "effects: {lampe: - 2, porte: true}",
        "misplaced-dash",
        "`-2`",
    ),
    Slip(
        "a minus sign far from its number",
        "effects: {vent: 1}",
        "effects:\n          vent: - 2",
        "misplaced-dash",
        "`-2`",
        below=1,
    ),
    Slip(
        "a semicolon in braces",
        "effects: {lampe: -1, porte: true}",
        "effects: {lampe: -1; porte: true}",
        "unclosed-bracket",
        "`;`",
    ),
    Slip(
        "parentheses for braces",
        "effects: {lampe: -1, porte: true}",
        "effects: (lampe: -1, porte: true)",
        "unclosed-bracket",
        "`{lampe: -1, porte: true}`",
    ),
    Slip(
        "curly quotes for a list", "episodes: [nuit]", "episodes: “nuit”", "wrong-type", "`[nuit]`", file="story.yaml"
    ),
    Slip("a comma between conditions", "if: porte and fort", "if: porte, fort", "expression-syntax", "`and`"),
    Slip(
        "a comma after a number in a condition", "if: lampe >= 4", "if: lampe >= 4, porte", "expression-syntax", "`and`"
    ),
    Slip(
        "a value in per cent signs", "Il y a {vent} fenêtres.", "Il y a %vent% fenêtres.", "foreign-markup", "`{name}`"
    ),
    Slip(
        "a paragraph for everyone",
        "      - if: porte and fort\n        text: La porte bat.",
        "      - for: everyone\n        text: La porte bat.",
        "unknown-seat",
        "leave `for` out",
    ),
    Slip(
        "a paragraph pour tous",
        "      - if: porte and fort\n        text: La porte bat.",
        "      - for: tous\n        text: La porte bat.",
        "unknown-seat",
        "leave `for` out",
    ),
    Slip(
        "bare names as roads",
        "    next:\n      - {if: vent >= 7, to: large}\n      - {to: aube}\n",
        "    next: [large, aube]\n",
        "wrong-type",
        "`[{if: …, to: large}, {to: aube}]`",
    ),
    Slip(
        "one bare name as a list",
        "        result: Vous montez.\n        to: palier\n",
        "        result: Vous montez.\n        to: [palier]\n",
        "wrong-type",
        "`palier`",
    ),
    Slip(
        "a road to end",
        "    next:\n      - {if: vent >= 7, to: large}\n      - {to: aube}\n",
        "    next: end\n",
        "leads-nowhere",
        "`aube`, `large`",
    ),
    Slip(
        "a road to END",
        "        result: Vous montez.\n        to: palier\n",
        "        result: Vous montez.\n        to: END\n",
        "leads-nowhere",
        "`aube`, `large`",
    ),
    Slip(
        "a road to fin",
        "        result: Vous montez.\n        to: palier\n",
        "        result: Vous montez.\n        to: fin\n",
        "leads-nowhere",
        "`aube`, `large`",
    ),
    Slip("plus equals", "effects: {vent: 1}", "effects: {vent: += 1}", "expression-syntax", "write `1`"),
    Slip("plus and minus", "effects: {vent: 1}", "effects: {vent: +-1}", "expression-syntax", "write `-` alone"),
    Slip("a minus twice", "effects: {vent: 1}", "effects: {vent: --1}", "expression-syntax", "write `-` alone"),
    Slip("a plus with a space", "effects: {vent: 1}", "effects: {vent: + 2}", "expression-syntax", "write `2`"),
    Slip(
        "a minus twice under set",
        "effects: {vent: 1}\n        why: {vent: on souffle}",
        "set: {vent: --1}\n        why: {vent: on souffle}",
        "expression-syntax",
        "write `-` alone",
    ),
    Slip("a number in parentheses", "effects: {vent: 1}", "effects: {vent: (1)}", "expression-syntax", "write `1`"),
    Slip("a plus within quotes", "effects: {vent: 1}", 'effects: {vent: "+ 2"}', "expression-syntax", "write `2`"),
    Slip(
        "oui with a capital",
        "effects: {lampe: -1, porte: true}",
        "effects: {lampe: -1, porte: Oui}",
        "effect-type",
        "`porte: true`",
    ),
    Slip("a number in words", "effects: {vent: 1}", "effects: {vent: un}", "unknown-name", "write `1`"),
    Slip("a number in words where only one can stand", "draw: 1", "draw: un", "wrong-type", "write `1`"),
    Slip("a Roman number", "number: 1", "number: I", "wrong-type", "write `1`"),
    Slip("n’est pas", "if: porte and fort", "if: porte n'est pas vraie", "expression-syntax", "`not`"),
    Slip("plus de", "if: lampe >= 4", "if: lampe plus de 4", "expression-syntax", "`>`"),
    Slip("supérieur à", "if: lampe >= 4", "if: lampe supérieur à 4", "expression-syntax", "`>`"),
    Slip("an exclamation mark before a flag", "if: porte and fort", "if: !porte", "tag", "`not porte`"),
    Slip(
        "a comma in a question",
        "took(escalier/monter)",
        "took(escalier, monter)",
        "comma-in-braces",
        "double quotes",
        file="endings.yaml",
    ),
    Slip("a day in French words", "at: 1990-03-01 18:30", "at: 1er mars 1990 18h30", "bad-date", "`1990-03-01 18:30`"),
    Slip(
        "minutes in a word",
        "    title: L’escalier",
        "    takes: 20 minutes\n    title: L’escalier",
        "bad-duration",
        "`20 min`",
    ),
    Slip(
        "hours and minutes in one",
        "    title: L’escalier",
        "    takes: 1h30\n    title: L’escalier",
        "bad-duration",
        "`1 h 30 min`",
    ),
    Slip(
        "hours in words",
        "    title: L’escalier",
        "    takes: une heure\n    title: L’escalier",
        "bad-duration",
        "`1 h`",
    ),
    Slip(
        "a dash before a choice",
        "      monter:\n        say",
        "      - monter:\n        say",
        "misplaced-dash",
        "`monter:`",
    ),
    Slip("a dash before a scene", "  palier:\n    title", "  - palier:\n    title", "misplaced-dash", "`palier:`"),
    Slip(
        "a dash before an ending",
        "endings:\n  aube:",
        "endings:\n  - aube:",
        "misplaced-dash",
        "`aube:`",
        file="endings.yaml",
    ),
    Slip(
        "a choice that is its line alone",
        "      attendre:\n        say: Attendre un peu.\n        if: lampe >= 4\n        locked: La lampe faiblit.\n        effects: {lampe: -1, porte: true}\n        to: palier\n",
        "      attendre: Attendre un peu.\n",
        "wrong-type",
        "`say: Attendre un peu.`",
    ),
    Slip(
        "a seat that is its name alone",
        "garde: {name: Le garde, about: Vous avez les clefs.}",
        "garde: Le garde",
        "wrong-type",
        "`name: Le garde`",
        file="story.yaml",
    ),
    Slip(
        "seats as a list",
        "seats:\n  garde: {name: Le garde, about: Vous avez les clefs.}",
        "seats: [garde]",
        "wrong-type",
        "under its name",
        file="story.yaml",
    ),
    Slip(
        "a gauge that is a number",
        "lampe: {name: lampe, max: 9, start: 5}",
        "lampe: 5",
        "wrong-type",
        "`start: 5`",
        file="story.yaml",
    ),
    Slip(
        "a flag that begins true",
        "porte: La porte est ouverte.",
        "porte: false",
        "wrong-type",
        "what it stands for",
        file="story.yaml",
    ),
    Slip(
        "a gauge without its end",
        "lampe: {name: lampe, max: 9, start: 5}",
        "lampe: {name: lampe, start: 5}",
        "missing-key",
        "`max`",
        file="story.yaml",
    ),
    Slip("an episode called by its title", "episode: La nuit", "title: La nuit", "unknown-key", "`episode`"),
    Slip("a start that is a title", "start: escalier", "start: L’escalier", "bad-name", "`l-escalier`"),
    Slip("a hyphen that begins a dialogue", "- Cent marches.", "- - Qui monte ?", "wrong-type", "`—`"),
    Slip("a number as a paragraph", "- Cent marches.", "- 100", "wrong-type", '"100"'),
    Slip(
        "a comment of HTML",
        "- Cent marches.",
        "- Cent <!-- à revoir --> marches.",
        "foreign-markup",
        "a comment begins with",
    ),
    Slip(
        "a comment of programmers",
        "- Cent marches.",
        "- Cent marches. // à revoir",
        "foreign-markup",
        "a comment begins with",
    ),
    Slip("a value in angle brackets", "- Cent marches.", "- Cent <vent> marches.", "foreign-markup", "`{name}`"),
    Slip(
        "a scene with nothing in it",
        "  palier:\n    title: Le palier\n",
        "  palier:\n\n  palier2:\n    title: Le palier\n",
        "wrong-type",
        "group of keys",
        below=-1,
    ),
    Slip(
        "a comma at the end of a place",
        "place: La tour\n    text:\n      - Cent",
        "place: La tour,\n    text:\n      - Cent",
        "foreign-markup",
        "no comma",
    ),
    Slip("a semicolon after a number", "draw: 1", "draw: 1;", "wrong-type", "write `1`"),
    Slip(
        "two keys on one line", "    draw: 1\n", "    draw: 1, news: La porte.\n", "unquoted-colon", "a line of its own"
    ),
    Slip(
        "a road to a scene's title",
        "        to: palier\n      attendre",
        "        to: Le palier\n      attendre",
        "leads-nowhere",
        "`palier`",
    ),
    Slip("a road to an ending's title", "{to: aube}", "{to: L’aube}", "leads-nowhere", "`aube`"),
    Slip("an hour without its day", "at: 1990-03-01 18:30", "at: 18:30", "bad-date", "write it like 2023-11-16 20:40"),
    Slip(
        "a duration as a time",
        "        say: Monter.",
        "        takes: 1:30\n        say: Monter.",
        "bad-duration",
        "`1 h 30 min`",
    ),
    Slip(
        "a duration without its unit",
        "        say: Monter.",
        "        takes: 20\n        say: Monter.",
        "bad-duration",
        "`20 min`",
    ),
    Slip(
        "yes for a choice that is taken once",
        "        say: Monter.",
        "        once: yes\n        say: Monter.",
        "wrong-type",
        "`true`",
    ),
    Slip(
        "on for a choice that is its voice alone",
        "        say: Monter.",
        "        voice: on\n        say: Monter.",
        "wrong-type",
        "`true`",
    ),
    Slip(
        "true in quotes",
        "        say: Monter.",
        '        history: "true"\n        say: Monter.',
        "wrong-type",
        "`true`",
    ),
    Slip("an episode's number in words", "number: 1", "number: un", "wrong-type", "`1`"),
    Slip("an episode's number with a zero", "number: 1", "number: 01", "wrong-type", "`1`"),
    Slip("a quotation of mail", "      - Cent marches.", "      - >> Cent marches.", "special-start", "`>-`"),
    Slip("a wide colon", "say: Monter.", "say： Monter.", "missing-colon", "`key: value`"),
    Slip("a number to draw in words", "draw: 1", "draw: une", "wrong-type", "`1`"),
    Slip(
        "the first item too far right",
        "      - Cent marches.\n",
        "       - Cent marches.\n",
        "bad-indentation",
        "line 12 stands further right,",
        below=1,
    ),
    Slip(
        "the second item too far left",
        "      - if: vent >= 3",
        "     - if: vent >= 3",
        "bad-indentation",
        "line 12 stands further right,",
    ),
    Slip(
        "a paragraph's key under its dash",
        "        text: Le vent monte avec vous.",
        "      text: Le vent monte avec vous.",
        "bad-indentation",
        "line it up with what",
    ),
    Slip("a choice whose line is empty", "        say: Monter.", "        say:", "wrong-type", "write a text or a"),
    Slip(
        "a choice of nothing but its id",
        "      monter:\n        say: Monter.\n        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n",
        "      monter:\n",
        "wrong-type",
        "`say`",
        below=-1,
    ),
    Slip(
        "a backslash in a question",
        "if: porte and fort",
        "if: took(escalier\\monter)",
        "unknown-memory",
        "`took(escalier/monter)`",
    ),
    Slip(
        "quotes round a word of a condition",
        "if: porte and fort",
        "if: porte == 'true'",
        "expression-syntax",
        "an expression needs no quotes",
    ),
    Slip(
        "a weight in per cent",
        "        to: palier\n      attendre",
        "        weight: 50%\n        to: palier\n      attendre",
        "expression-syntax",
        "write the number alone",
    ),
    Slip(
        "a line that is sometimes said",
        "say: Monter.",
        "say: [{if: porte, text: Grimper.}]",
        "empty",
        "add another, or write the",
    ),
    Slip(
        "one of several that is one text",
        "- Cent marches.",
        "- one_of: Cent marches.",
        "wrong-type",
        "`[Cent marches.]`",
    ),
    Slip("one of a single text", "- Cent marches.", "- one_of: [Cent marches.]", "empty", "add another, or write the"),
    Slip(
        "random for by-chance",
        "- Cent marches.",
        "- {one_of: [Cent., Mille.], pick: random}",
        "unknown-word",
        "`by-chance`",
    ),
    Slip(
        "au hasard for by-chance",
        "- Cent marches.",
        "- {one_of: [Cent., Mille.], pick: au hasard}",
        "unknown-word",
        "`by-chance`",
    ),
    Slip(
        "first_of without its list",
        "- Cent marches.",
        "- first_of: Cent marches.",
        "wrong-type",
        "`[Cent marches.]`",
    ),
    Slip(
        "first_of of a single text",
        "- Cent marches.",
        "- first_of: [Cent marches.]",
        "empty",
        "add another, or write the",
    ),
    Slip(
        "first_of of one group without its hyphen",
        "- Cent marches.",
        "- first_of: {if: porte, text: Cent marches.}",
        "wrong-type",
        "a hyphen and a space before it",
    ),
    Slip(
        "first_of without a condition",
        "- Cent marches.",
        "- first_of: [Cent., Mille.]",
        "order-of-conditions",
        "or write `one_of`",
    ),
    Slip(
        "first_of whose last text is not the last",
        "- Cent marches.",
        "- first_of: [{if: porte, text: Cent.}, Mille., {if: fort, text: Dix.}]",
        "order-of-conditions",
        "make it the last",
    ),
    Slip(
        "first_of in one word",
        "- Cent marches.",
        "- firstof: [{if: porte, text: Cent.}, Mille.]",
        "unknown-key",
        "`first_of`",
    ),
    Slip(
        "first_of with a hyphen",
        "- Cent marches.",
        "- first-of: [{if: porte, text: Cent.}, Mille.]",
        "unknown-key",
        "`first_of`",
    ),
    Slip(
        "first_of with a capital",
        "- Cent marches.",
        "- firstOf: [{if: porte, text: Cent.}, Mille.]",
        "unknown-key",
        "`first_of`",
    ),
    Slip(
        "first_of in first_of",
        "- Cent marches.",
        "- first_of: [{if: porte, text: Cent.}, {first_of: [{if: fort, text: Dix.}, Mille.]}]",
        "unknown-key",
        "write its paragraphs into this list",
    ),
    Slip(
        "first_of in one_of",
        "- Cent marches.",
        "- one_of: [Cent., {first_of: [{if: fort, text: Dix.}, Mille.]}]",
        "unknown-key",
        "turn it round",
    ),
    Slip(
        "first_of under first",
        "- Cent marches.",
        "- first: {first_of: [{if: fort, text: Dix.}, Mille.]}",
        "unknown-key",
        "turn it round",
    ),
    Slip(
        "a condition in one_of",
        "- Cent marches.",
        "- one_of: [{if: porte, text: Cent.}, Mille.]",
        "unknown-key",
        "`first_of` in place of `one_of`",
    ),
    Slip(
        "else in first_of",
        "- Cent marches.",
        "- first_of: [{if: porte, text: Cent.}, {else: Mille.}]",
        "unknown-key",
        "by itself, without a key",
    ),
    Slip(
        "elif in first_of",
        "- Cent marches.",
        "- first_of: [{if: porte, text: Cent.}, {elif: fort, text: Dix.}, Mille.]",
        "unknown-key",
        "`if`",
    ),
    Slip(
        "first_of and a text beside it",
        "- Cent marches.",
        "- {first_of: [{if: porte, text: Cent.}, Mille.], text: Dix.}",
        "one-text",
        "keep one of the two",
    ),
    Slip(
        "pick beside first_of",
        "- Cent marches.",
        "- {first_of: [{if: porte, text: Cent.}, Mille.], pick: in-turn}",
        "pick-or-mark",
        "a list under `one_of`",
    ),
    Slip(
        "a paragraph of first_of that an earlier one hides",
        "- Cent marches.",
        "- first_of: [{if: vent >= 3, text: Cent.}, {if: vent >= 5, text: Dix.}, Mille.]",
        "never-true",
        "put it further up",
    ),
    Slip(
        "first_of in a label",
        "say: Monter.",
        "say: [{first_of: [{if: porte, text: Grimper.}, Monter.]}, Monter.]",
        "unknown-key",
        "into this list",
    ),
    Slip(
        "first_of at once under result",
        "result: Vous montez.",
        "result: {first_of: [{if: porte, text: Cent.}, Mille.]}",
        "wrong-type",
        "a hyphen and a space",
    ),
    Slip("a seat as a list", "seat: garde", "seat: [garde]", "wrong-type", "write a name there"),
    Slip("a seat by what readers call it", "seat: garde", "seat: Le garde", "unknown-seat", "`garde`"),
    Slip(
        "an arrow before a road",
        "    next:\n      - {if: vent >= 7, to: large}\n      - {to: aube}",
        "    next: -> aube",
        "bad-name",
        "`aube`",
    ),
    Slip("an effect as a sum", "effects: {vent: 1}", 'effects: "vent + 1"', "wrong-type", "`{vent: 1}`"),
    Slip(
        "an effect with decimals",
        "effects: {vent: 1}",
        "effects: {vent: 1.5}",
        "expression-syntax",
        "a number here is whole",
    ),
    Slip("an effect without its colon", "effects: {vent: 1}", "effects: {vent 1}", "missing-colon", "`vent: 1`"),
    Slip("an effect that names itself", "effects: {vent: 1}", "effects: {vent: vent + 1}", "effect-type", "`vent: 1`"),
    Slip(
        "a backslash before the closing quote",
        "text: Une mouette passe.",
        'text: "Une mouette passe.\\"',
        "unclosed-quote",
        "close it at the end",
    ),
    Slip("scenes without their key", "scenes:\n", "", "bad-indentation", "line it up with the"),
    Slip("storylets as a list", "deck:\n  mouette:\n", "deck:\n  - mouette:\n", "wrong-type", "`{name: …}`"),
    Slip(
        "an episode's title twice",
        "episode: La nuit",
        "episode: La nuit\nepisode: Le jour",
        "duplicate-key",
        "take one of the two",
        below=1,
    ),
    Slip("not twice", "if: porte and fort", "if: not not porte", "expression-syntax", "write it once, or leave"),
    Slip("a clause twice", "if: porte and fort", "if: porte and porte", "idle-clause", "take it out, or say"),
    Slip(
        "a clause that another one holds",
        "if: porte and fort",
        "if: vent >= 3 and vent >= 5",
        "idle-clause",
        "take it out, or say",
    ),
    Slip("two signs in a row", "if: porte and fort", "if: vent - -1 > 3", "expression-syntax", "`-`"),
    Slip("two numbers compared", "if: porte and fort", "if: 1 < 2", "always-true", "name a number of the"),
    Slip(
        "a number twice in a list", "if: porte and fort", "if: vent in (3, 3)", "duplicate-name", "take one of the two"
    ),
    Slip("another sign for different", "if: porte and fort", "if: vent <> 3", "expression-syntax", "`!=`"),
    Slip(
        "a parenthesis that closes nothing",
        "if: porte and fort",
        "if: vent >= 3)",
        "expression-syntax",
        "take it out: nothing is",
    ),
    Slip("two names side by side", "if: porte and fort", "if: porte fort", "expression-syntax", "`porte`"),
    Slip(
        "a dot in a question",
        "if: porte and fort",
        "if: took(escalier.monter)",
        "unknown-memory",
        "`took(escalier/monter)`",
    ),
    Slip(
        "a question by the choice alone",
        "if: porte and fort",
        "if: took(monter)",
        "unknown-memory",
        "`took(escalier/monter)`",
    ),
    Slip(
        "spaces round the slash of a question",
        "if: porte and fort",
        "if: took( escalier / monter )",
        "expression-syntax",
        "`took(escalier/monter)`",
    ),
    Slip(
        "a question about two scenes", "if: porte and fort", "if: seen(palier, escalier)", "expression-syntax", "`or`"
    ),
    Slip("a power", "if: porte and fort", "if: vent ^ 2 > 3", "expression-syntax", "there are no powers: multiply"),
    Slip("a condition that begins with and", "if: porte and fort", "if: and porte", "expression-syntax", "`and`"),
    Slip(
        "a chance with decimals",
        "        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n",
        "        chance: 0.5\n        wins: {effects: {vent: 1}, to: palier}\n        fails: {result: Non., to: aube}\n",
        "expression-syntax",
        "`50`",
    ),
    Slip(
        "a chance as a fraction",
        "        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n",
        "        chance: 1/2\n        wins: {effects: {vent: 1}, to: palier}\n        fails: {result: Non., to: aube}\n",
        "expression-syntax",
        "`50`",
    ),
    Slip(
        "a chance with a per cent sign",
        "        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n",
        "        chance: 50 %\n        wins: {effects: {vent: 1}, to: palier}\n        fails: {result: Non., to: aube}\n",
        "expression-syntax",
        "write the number alone",
    ),
    Slip(
        "a chance in braces",
        "        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n",
        "        chance: {vent}\n        wins: {effects: {vent: 1}, to: palier}\n        fails: {result: Non., to: aube}\n",
        "missing-colon",
        "`vent: …`",
    ),
    Slip(
        "a chance that is a flag",
        "        effects: {vent: 1}\n        why: {vent: on souffle}\n        result: Vous montez.\n        to: palier\n",
        "        chance: porte\n        wins: {effects: {vent: 1}, to: palier}\n        fails: {result: Non., to: aube}\n",
        "mixed-types",
        "`[{if: …, value: 1}, {value: 0}]`",
    ),
)
"""Every slip, by family."""

"""`holdup extract`: the texts of a story, or the interface's, as a catalogue, begun or brought up to date."""

from __future__ import annotations

import argparse

from game.cli.errors import UsageError
from game.cli.options import add_path, current_story, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr
from game.program import command_line

TEMPLATE = "template"
"""The word for no language: what is written then is a template, where nothing is translated."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup extract`."""
    add_path(command)
    command.add_argument(
        "language",
        metavar=tr("LANGUAGE"),
        help=tr("the translation’s language, as in fr or pt_BR; “template” writes a .pot"),
    )
    command.add_argument("--interface", action="store_true", help=tr("the texts of this program instead of a story’s"))
    page(
        command,
        tr(
            "Write every text of a story into locale/LANGUAGE.po in its folder, or bring that file up to date. What "
            "is translated already is kept; what has changed since is marked fuzzy; what is gone is kept at the end."
        ),
        ("holdup extract scenes en", tr("begin or update scenes/locale/en.po")),
        ("holdup extract --interface de", tr("begin or update the program’s own words in German")),
        ("holdup extract --interface template", tr("write holdup.pot, which any language may begin with")),
        ("msgfmt --check --statistics -o /dev/null scenes/locale/en.po", tr("see how far it is")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write a catalogue.

    Returns:
        0, or 1 when translations of the interface have fields that are not those of their messages.

    Raises:
        UsageError: There is no story at the path, or the language is not another language's code.
        Refused: The story is broken, or the catalogue cannot be read or written; what was there is then untouched.
    """
    from game.cli import catalogues
    from game.i18n import languages

    language = "" if arguments.language == TEMPLATE else languages.language_tag(arguments.language)
    if language is None:
        raise UsageError(tr("“{word}” is not a language: write a code, as in --lang fr.", word=arguments.language))
    if not arguments.interface:
        catalogues.update_story(story_folder(arguments.path), language)
        return 0
    if arguments.path not in (None, current_story()):
        raise UsageError(
            tr(
                "The interface is not in a story’s folder: {command}",
                command=command_line("extract", "--interface", arguments.language),
            )
        )
    return 0 if catalogues.update_interface(language) else 1

"""What holds for every command: exit codes, environment, files, and where to read more."""

from __future__ import annotations

from game.cli.pages import listed
from game.i18n.catalogue import tr
from game.program import command_line, program_name

Section = tuple[str, tuple[tuple[str, str], ...]]
"""A title, and terms with their meanings."""


def reference() -> str:
    """The sections as they stand at the end of the program's help page, with the files of this machine."""
    from game import paths
    from game.story.load import shipped_folder

    here = sections(str(paths.data_dir()), str(paths.cache_dir()), str(shipped_folder()))
    return "\n\n".join(listed(title, rows) for title, rows in here)


def sections(data: str, cache: str, scenes: str) -> tuple[Section, ...]:
    """The sections, in the language in use, with the folders of the journal, of the cache and of the shipped story."""
    return (
        (
            tr("Exit codes:"),
            (
                ("0", tr("all is well; leaving a game is never an error")),
                ("1", tr("something is wrong with a story, a run or the installation")),
                ("2", tr("the command makes no sense")),
                ("130, 141, 143", tr("ended by Ctrl-C, by a closed pipe or by the system; runs are kept")),
            ),
        ),
        (
            tr("Environment:"),
            (
                ("HOLDUP_HOME", tr("a folder for everything that is kept, instead of the system’s own")),
                ("HOLDUP_CACHE", tr("a folder for what can be made again, shared by several homes")),
                ("HOLDUP_LANG", tr("the language, where --lang does not say")),
                ("LC_ALL, LANG", tr("the language, where none was chosen in the game")),
                ("NO_COLOR", tr("set to 1: no colour is sent")),
                ("ACCESSIBLE", tr("set to 1: lines of text instead of a screen, as --plain")),
                ("TERM", tr("dumb, or no terminal at all: lines of text too")),
            ),
        ),
        (
            tr("Files:"),
            (
                (f"{data}/journal.db", tr("the journal: runs, endings, settings")),
                (f"{data}/keys.toml", tr('keys of your own, if you write it; a line such as: skip = "x"')),
                (cache, tr("stories made ready; can be deleted at any time")),
                (f"{scenes}/README.md", tr("the author’s guide: how a story is written")),
            ),
        ),
        (
            tr("More help:"),
            (
                (f"{program_name()} help {tr('COMMAND')}", tr("a command, its options, examples")),
                (command_line("check", "--explain"), tr("every mistake that a story can hold, and how to fix it")),
                (command_line("doctor"), tr("what is wrong, when something is")),
            ),
        ),
    )

"""The commands of those who write stories: check, schema, new, watch, extract."""

from __future__ import annotations

import argparse

from game.cli.arguments import later, page
from game.cli.playing import RIVALS, rival, seed
from game.i18n.catalogue import tr

FORMATS = ("text", "json", "github", "sarif")
KINDS = ("story", "episode", "endings", "facts", "people")


def define_check(check: argparse.ArgumentParser) -> None:
    """`holdup check`."""
    check.add_argument(
        "paths", nargs="*", metavar=tr("PATH"), help=tr("folders with a story.yaml (default: the shipped story)")
    )
    check.add_argument("--strict", action="store_true", help=tr("warnings count as errors"))
    check.add_argument(
        "--allowed", action="store_true", help=tr("tell also the warnings that the story allows in its story.yaml")
    )
    check.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help=tr("lines for people (text), for GitHub's pages (github), or for tools (json, sarif 2.1.0)"),
    )
    check.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="CODE",
        help=tr("explain the code of a problem; without one, list them all"),
    )
    page(
        check,
        tr("Say everything that is wrong with a story, each problem with its file, line and column."),
        ("holdup check scenes", tr("check the story of a folder")),
        ("holdup check --strict one two", tr("check two stories, and fail at a mere warning")),
        ("holdup check --format sarif > check.sarif", tr("for what reads reports of static analysis")),
        ("holdup check --explain", tr("all codes")),
        ("holdup check --explain unknown-name", tr("what a code means, with an example")),
    )
    check.set_defaults(command=later("check"))


def define_schema(schema: argparse.ArgumentParser) -> None:
    """`holdup schema`."""
    schema.add_argument(
        "kind",
        nargs="?",
        choices=KINDS,
        metavar=tr("KIND"),
        help=tr("a kind of file: {kinds} (default: all, as one document)", kinds=", ".join(KINDS)),
    )
    schema.add_argument("--write", metavar=tr("FOLDER"), help=tr("write a file for each kind into a folder instead"))
    page(
        schema,
        tr("Print the JSON Schema of a story's files: with it, editors complete keys and underline mistakes."),
        ("holdup schema episode", tr("one kind of file")),
        ("holdup schema --write ~/my-story/.schema", tr("beside a story, where its first lines look for them")),
    )
    schema.set_defaults(command=later("schema"))


def define_new(new: argparse.ArgumentParser) -> None:
    """`holdup new`."""
    new.add_argument("path", metavar=tr("PATH"), help=tr("the folder to make; it must not exist, or be empty"))
    new.add_argument("--language", choices=("en", "fr"), help=tr("the story's language (default: yours)"))
    page(
        new,
        tr("Begin a story: a small one, complete and playable, whose comments tell how it is made."),
        ("holdup new ~/my-story", tr("then play it: holdup play ~/my-story")),
        ("holdup new ~/my-story --language fr", tr("in French")),
        ("holdup watch ~/my-story", tr("and play while you rewrite it")),
    )
    new.set_defaults(command=later("new"))


def define_watch(watch: argparse.ArgumentParser) -> None:
    """`holdup watch`."""
    watch.add_argument("path", metavar=tr("PATH"), help=tr("a folder with a story.yaml"))
    watch.add_argument("--plain", action="store_true", help=tr("lines of text instead of a screen"))
    watch.add_argument("--seat", metavar=tr("SEAT"), help=tr("the seat that you take, or “both” (default: the first)"))
    watch.add_argument(
        "--rival", type=rival, choices=RIVALS, help=tr("how the others decide: as in history, or by chance")
    )
    watch.add_argument("--seed", type=seed, metavar="N", help=tr("the number that all chance of the run comes from"))
    watch.add_argument("--opening", metavar="ID", help=tr("where the run begins"))
    watch.add_argument(
        "--replay",
        metavar=tr("LIST"),
        help=tr("decisions to take first: “choice” or “scene:choice”, separated by commas or blanks"),
    )
    page(
        watch,
        tr(
            "Play a story while you write it. Save a file in your editor, and the page shows the new text, at the same "
            "decision; a mistake is told with its place, over the story as it was. Nothing goes into the journal."
        ),
        ("holdup watch ~/my-story", tr("the editor beside it")),
        ("holdup watch ~/my-story --replay 'climb,wait'", tr("begin at the scene in hand")),
        ("holdup watch ~/my-story --plain", tr("print each page anew")),
    )
    watch.set_defaults(command=later("watch"))


def define_extract(extract: argparse.ArgumentParser) -> None:
    """`holdup extract`."""
    extract.add_argument(
        "path", nargs="?", metavar=tr("PATH"), help=tr("a folder with a story.yaml (default: the shipped story)")
    )
    extract.add_argument("language", metavar=tr("LANGUAGE"), help=tr("the code of the translation's language"))
    extract.add_argument("--interface", action="store_true", help=tr("the texts of this program instead of a story's"))
    page(
        extract,
        tr(
            "Write every text of a story into locale/LANGUAGE.po in its folder, or bring that file up to date. What "
            "is translated already is kept; what has changed since is marked fuzzy; what is gone is kept at the end."
        ),
        ("holdup extract scenes en", tr("begin or update scenes/locale/en.po")),
        ("holdup extract --interface de", tr("begin or update the program's own words in German")),
        ("msgfmt --check --statistics -o /dev/null scenes/locale/en.po", tr("see how far it is")),
    )
    extract.set_defaults(command=later("extract"))

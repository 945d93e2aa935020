"""Arguments and options that several commands have, and the numbers that they take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from game.i18n.catalogue import tr
from game.play.chance import MAX_SEED


class _Rivals(tuple[str, ...]):
    """Words of which the last may have a strength behind it: shells complete what is written here, and no more.

    Those of version 0.1 are understood.
    """

    def __contains__(self, word: object) -> bool:
        understood = ("histoire", "realiste", *(f"{self[-1]}:{strength}" for strength in range(1, 6)))
        return super().__contains__(word) or word in understood


RIVALS = _Rivals(("history", "weighted", "strategist"))
"""How the seats that nobody holds may decide: the values of `Rival`."""

MOST_LIMIT = 10**12
"""The highest limit that a proof can be given, in states or seconds: as good as none."""

WIDTHS = (10, 1000)
"""The narrowest and the widest that lines of text may be asked to be, in columns."""

USUAL_WIDTH = 76
"""The widest that they are when nobody asks, in columns: as in `game.plain.lines`, which is not loaded for this."""


def whole_number(low: int, high: int, says: str = "", *, or_zero: bool = False) -> Callable[[str], int]:
    """Make a function that reads the number after an option, as `add_argument` wants it for `type`.

    Of everything else it says `says`, or names the bounds; with `or_zero` it takes 0 beside them.
    """

    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(high)) else -1
        if low <= number <= high or (or_zero and number == 0):
            return number
        raise argparse.ArgumentTypeError(says or tr("write a whole number from {low} to {high}", low=low, high=high))

    return read


def add_path(command: argparse.ArgumentParser) -> None:
    """PATH: the folder of a story that its author works on."""
    default = tr("a folder with a story.yaml (default: the current one if it has one, else the shipped story)")
    command.add_argument("path", nargs="?", default=current_story(), metavar=tr("PATH"), help=default)


def current_story() -> str | None:
    """The current folder, if a story stands in it."""
    return "." if Path("story.yaml").is_file() else None


def story_folder(path: str | None) -> Path:
    """The folder that PATH names; that of the shipped story where it is not written."""
    from game.story.load import shipped_folder

    return Path(path) if path else shipped_folder()


def add_run(command: argparse.ArgumentParser) -> None:
    """RUN and PATH: a run that was played, and the folder of its story."""
    command.add_argument("run", metavar=tr("RUN"), help=tr("a run’s number in the journal, or its code"))
    command.add_argument(
        "path",
        nargs="?",
        metavar=tr("PATH"),
        help=tr("the folder of its story (default: where it was played, or the shipped story)"),
    )


def add_run_options(command: argparse.ArgumentParser) -> None:
    """How a new run begins."""
    command.add_argument(
        "--seat", metavar=tr("SEAT"), help=tr("the seat that you take, or “both” (default: the first)")
    )
    add_rival(
        command,
        tr(
            "how the others decide: as in history (history), by temper and chance (weighted), or to win (strategist:1 "
            "to strategist:5, the strongest; strategist alone is strategist:3)"
        ),
    )
    add_seed(command, tr("the number that decides everything left to chance in the run"))
    command.add_argument("--opening", metavar="ID", help=tr("where the run begins"))
    command.add_argument(
        "--replay",
        metavar=tr("LIST"),
        help=tr("decisions to take first: “choice” or “scene:choice”, separated by commas or blanks"),
    )


def begins_a_run(arguments: argparse.Namespace) -> bool:
    """Whether one of those options is written."""
    return any(getattr(arguments, name) is not None for name in ("seat", "rival", "seed", "opening", "replay"))


def add_rival(command: argparse.ArgumentParser, meaning: str) -> None:
    """--rival: how the seats decide that nobody holds."""
    command.add_argument("--rival", choices=RIVALS, metavar=tr("RIVAL"), help=meaning)


def add_seed(command: argparse.ArgumentParser, meaning: str, default: int | None = None) -> None:
    """--seed: the number that all chance comes from; `meaning` says of what."""
    command.add_argument("--seed", type=whole_number(0, MAX_SEED), default=default, metavar="N", help=meaning)


def add_setups(command: argparse.ArgumentParser, seat: str, rival: str, opening: str) -> None:
    """Which of a story's setups a command looks at; `seat`, `rival` and `opening` name what holds by default."""
    command.add_argument("--seat", metavar=tr("SEAT"), help=f"{tr('a seat, or “both”')} ({seat})")
    add_rival(command, f"{tr('how the others decide')} ({rival})")
    command.add_argument("--opening", metavar="ID", help=f"{tr('where the run begins')} ({opening})")


def add_limits(command: argparse.ArgumentParser, states: int, meaning: str = "", seconds: int = 0) -> None:
    """--max-states and --max-seconds: where a proof stops; `meaning` says which states are counted."""
    stop = tr("stop after N seconds, whatever is left to do; what that is will be said")
    command.add_argument(
        "--max-states",
        type=whole_number(0, MOST_LIMIT),
        default=states,
        metavar="N",
        help=meaning or tr("stop each exploration after N states; what is not proved then is called so"),
    )
    command.add_argument(
        "--max-seconds",
        type=whole_number(0, MOST_LIMIT),
        default=seconds,
        metavar="N",
        help=f"{stop} ({tr('default: {seconds}; 0 for as long as it takes', seconds=seconds)})" if seconds else stop,
    )


def add_lines_of_text(command: argparse.ArgumentParser) -> None:
    """--plain, and how the lines look that it asks for."""
    narrow, wide = WIDTHS
    add_plain(command)
    command.add_argument(
        "--width",
        type=whole_number(
            narrow,
            wide,
            tr("write a number of columns from {narrow} to {wide}, or 0 to wrap nothing", narrow=narrow, wide=wide),
            or_zero=True,
        ),
        metavar="N",
        help=tr(
            "lines of text: the longest line, 0 to wrap nothing (default: the terminal’s width, {most} at most)",
            most=USUAL_WIDTH,
        ),
    )
    command.add_argument(
        "--color",
        "--colour",
        action="store_true",
        help=tr("lines of text: headings bold, the rest faint (default: no colours)"),
    )


def add_plain(command: argparse.ArgumentParser) -> None:
    """--plain: no screen."""
    command.add_argument("--plain", action="store_true", help=tr("lines of text instead of a screen"))


def add_json(command: argparse.ArgumentParser) -> None:
    """--json: for programs."""
    command.add_argument("--json", action="store_true", help=tr("print everything as JSON, for programs"))

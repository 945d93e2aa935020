"""What a run in play offers beside reading and deciding: its account, its code, its gazette, what it unlocks."""

from __future__ import annotations

from collections.abc import Container
from io import StringIO
from typing import TYPE_CHECKING

from textual.content import Content

from game.play import runcode
from game.play.account import account, last_episode
from game.play.run import Run
from game.story.model import Ending, Episode, Story
from game.tui.widgets.prose import Piece
from game.tui.widgets.spread import Spread
from game.words import tr

if TYPE_CHECKING:
    from game.tui.app import HoldupApp
    from game.tui.screens.game import GameScreen


def reckon(screen: GameScreen) -> None:
    """The account of the run as far as it is known: whole at an ending, else of the last episode decided in."""
    known = screen.reading.known
    if screen.reading.leaf.page.ending is not None:
        show_account(screen.app, known)
    else:
        show_account(screen.app, known, last_episode(known))


def show_account(app: HoldupApp, run: Run, episode: Episode | None = None) -> None:
    """L'heure des comptes of a run, or of one of its episodes."""
    from game.tui.screens.reckoning import ReckoningScreen

    app.push_screen(ReckoningScreen(account(run, episode)))


def share(screen: GameScreen) -> None:
    """The run as a code, on the screen and in the clipboard."""
    show_code(screen.app, screen.reading.run)


def show_code(app: HoldupApp, run: Run) -> None:
    """A run's code: copied through the terminal, and shown for those whose terminal does not listen."""
    code = runcode.encode(run)
    app.copy_to_clipboard(code)
    says = tr("It has been copied, where the terminal allows it. Whoever has it can replay this run.")
    pieces = ((tr("THE RUN'S CODE"), "bold $accent"), (code, "bold $ink"), (says, "$quiet"))
    command = Piece(Content.assemble(("holdup replay", "bold $ink"), (" …", "$quiet")), gap=0)
    app.push_screen(Spread([*(Piece(Content.assemble(piece)) for piece in pieces), command]))


def publish(screen: GameScreen) -> None:
    """The run as a newspaper."""
    show_gazette(screen.app, screen.reading.run)


def show_gazette(app: HoldupApp, run: Run) -> None:
    """Write a run's gazette where this machine's reader finds it, or hand it to a browser that plays from afar."""
    from game import gazette, paths

    text = gazette.html(gazette.paper(run))
    name = f"{run.setup.story.id}-{run.state.place.id}-{len(run.decisions)}.html"
    if app.is_web:
        app.deliver_text(StringIO(text), save_filename=name, mime_type="text/html")
        return
    file = paths.data_dir() / "gazettes" / name
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        app.tell((tr("“{file}” cannot be written: {reason}.", file=file, reason=error.strerror or str(error)),))
        return
    says = tr("It has been written. Any browser opens it:")
    pieces = ((tr("THE GAZETTE"), "bold $accent"), (says, "$quiet"), (str(file), "bold $ink"))
    app.push_screen(Spread([Piece(Content.assemble(piece)) for piece in pieces]))


def unlocked(app: HoldupApp, ending: Ending) -> tuple[str, ...]:
    """What an ending, reached for the first time, has just opened, in a sentence each."""
    seen = app.endings_seen()
    if seen.get(ending.id) != 1 or ending.unfinished:
        return ()
    story = app.story
    said = [
        tr("Now open: a run may begin with “{opening}”.", opening=opening.name)
        for opening in story.openings.values()
        if opening.after == len(seen)
    ]
    if complete(story, seen):
        said.append(tr("Every ending is yours. Now open: the complete edition, on the shelf of endings."))
    return tuple(said)


def complete(story: Story, seen: Container[str]) -> bool:
    """Whether every ending of the shelf has been seen."""
    return all(ending.id in seen for ending in story.endings.values() if not ending.unfinished)

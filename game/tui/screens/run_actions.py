"""What a run in play offers beside reading and deciding: its debrief, its code, its gazette, what it unlocks."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.events import Click

from game.i18n.catalogue import tr
from game.journal import ActiveRun
from game.journal.reading_mode import save_mode
from game.play import share_code
from game.play.debrief import Debrief
from game.play.run import Run
from game.program import command_line
from game.tui.host import Host, RunScreen
from game.tui.leaf_content import waits
from game.tui.reading import Card
from game.tui.role_styles import pieces_of
from game.tui.screens.text_dialog import TextDialog
from game.tui.widgets.prose import Piece
from game.view.debrief import debrief_here
from game.view.facts import facts_here
from game.view.log import run_log
from game.view.people import card_at, who_is_who
from game.view.readers import next_reader
from game.view.text import Item, Refusal
from game.view.why import start_again_at


def skip(screen: RunScreen) -> None:
    """Turn pages until one comes with something never read, or a decision; cards between episodes are no hindrance."""
    reading, marks = screen.reading, screen.marks
    while waits(reading.leaf) and reading.turn():
        if reading.leaf.card is Card.PAGE and not marks.whole(reading.leaf.page):
            break
    screen.open_leaf()


def handed_over(screen: RunScreen, fresh: bool) -> bool:
    """With two at one keyboard, ask for the other reader before a page of theirs; nothing of it is drawn until then."""
    reading = screen.reading
    seat = next_reader(reading.mode, reading.leaf.page, screen.holder) if reading.leaf.card is Card.PAGE else None
    if seat is None:
        return False

    def arrived(_: None) -> None:
        screen.holder = seat
        screen.open_leaf(fresh)

    from game.tui.screens.handover import HandOverScreen

    screen.host.push_screen(HandOverScreen(screen.host.story.seats[seat].name), arrived)
    return True


def keep_manner(screen: RunScreen) -> None:
    """A run that goes on under another number keeps its mode."""
    save_mode(screen.host.journal, screen.reading.active.run_id, screen.reading.mode)


def record(screen: RunScreen) -> None:
    """What really happened, at the last decision; not at the other reader's, until the end."""
    reading = screen.reading
    page = reading.leaf.page
    read = (page,) if reading.leaf.card is Card.PAGE else ()
    _show(screen, facts_here(reading.known, page.ending, reading.mode, screen.holder, read))


def who(screen: RunScreen) -> None:
    """The cards of those whom the texts read so far have named."""
    _show(screen, who_is_who(screen.reading.run, screen.reading.leaf.index))


def named(screen: RunScreen, event: Click) -> bool:
    """Open the card of somebody whose name was clicked. False where none was."""
    reading, prose = screen.reading, screen.prose
    if event.widget is not prose or reading.leaf.card is not Card.PAGE:
        return False
    place = event.get_content_offset(prose)
    letter = None if place is None else prose.letter_at(place.x, place.y)
    card = () if letter is None else card_at(reading.run, reading.leaf.index, *letter)
    if card:
        _show(screen, card)
    return bool(card)


def look_back(screen: RunScreen) -> None:
    """The run so far, open at its end."""
    reading = screen.reading
    log = run_log(reading.run, reading.leaf.index, reading.mode, screen.holder)
    if isinstance(log, Refusal):
        screen.say(log.why)
    else:
        screen.host.push_screen(TextDialog(pieces_of(log), at_end=True))


def _show(screen: RunScreen, answer: Iterable[Item] | Refusal) -> None:
    """Items as a page over the text; or why there are none."""
    if isinstance(answer, Refusal):
        screen.say(answer.why)
    else:
        screen.host.push_screen(TextDialog(pieces_of(answer)))


def reckon(screen: RunScreen) -> None:
    """The debrief of the run as far as it is known: whole at an ending, else of the last episode decided in."""
    reading = screen.reading
    counted = debrief_here(reading.known, reading.leaf.page.ending, reading.mode)
    if isinstance(counted, Refusal):
        screen.say(counted.why)
    else:
        show_account(screen.host, counted)


def show_account(app: Host, debrief: Debrief) -> None:
    """L'heure des comptes of a run, or of one of its episodes."""
    from game.tui.screens.debrief import DebriefScreen

    app.push_screen(DebriefScreen(debrief))


def start_again(screen: RunScreen) -> None:
    """Go back to the decision that could have led to another ending, in a run of its own."""
    run = screen.reading.run
    fork = start_again_at(run)
    if fork is not None:
        active = ActiveRun(screen.host.journal, run.upto(fork), screen.kept_as)
        save_mode(screen.host.journal, active.run_id, screen.reading.mode)
        active.turn(len(active.pages) - 1)
        screen.host.open_run(active, resumed=True)


def share(screen: RunScreen) -> None:
    """The run as a code, on the screen and in the clipboard."""
    show_code(screen.host, screen.reading.run)


def show_code(app: Host, run: Run) -> None:
    """A run's code: copied through the terminal, and shown for those whose terminal does not listen."""
    code = share_code.encode(run)
    app.copy_to_clipboard(code)
    says = tr("It has been copied, where the terminal allows it. Whoever has it can replay this run.")
    pieces = ((tr("THE RUN’S CODE"), "bold $accent"), (code, "bold $ink"), (says, "$quiet"))
    command = Piece(Content.assemble((command_line("replay"), "bold $ink"), (" …", "$quiet")), gap=0)
    app.push_screen(TextDialog([*(Piece(Content.assemble(piece)) for piece in pieces), command]))


def publish(screen: RunScreen) -> None:
    """The run as a newspaper."""
    show_gazette(screen.host, screen.reading.run)


def show_gazette(app: Host, run: Run) -> None:
    """Write a run's gazette where this machine's reader finds it."""
    from game.gazette.file import published

    answer = published(run, app.curves.known(run))
    if isinstance(answer, Refusal):
        app.tell((answer.why,))
    else:
        app.push_screen(TextDialog(pieces_of(answer)))

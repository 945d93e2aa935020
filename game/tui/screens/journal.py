"""Every run, the last played first: taken up again, named, put away and brought back, shared."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from functools import partial

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from game.i18n.catalogue import tr
from game.i18n.dates import short_date, short_date_and_time
from game.journal import CannotResume, JournalUnavailable, RunEntry
from game.journal.localise import localise
from game.journal.reading_mode import load_mode
from game.journal.replay_saved import replay_saved
from game.journal.resume import resume
from game.journal.seen_pages import share_read
from game.play.run import Run
from game.tui.host import Host
from game.tui.replay_frame import ReplayFrame
from game.tui.screens.base import CommandScreen
from game.tui.typeset import beside, clipped
from game.tui.widgets.heading import ListHeading
from game.tui.widgets.hints import Hints
from game.tui.widgets.runlist import Runlist
from game.view.commands import Action, Need, Scope, key_of
from game.view.debrief import debrief_of
from game.view.endings import share_in_words
from game.view.journal import RunLine, run_line
from game.view.text import Refusal


class JournalScreen(CommandScreen[None]):
    """The list of runs."""

    PLACE = Scope.JOURNAL
    DEFAULT_CSS = """
    JournalScreen { align: center top; }
    JournalScreen #sheet { width: 96; max-width: 100%; height: 1fr; padding: 1 1 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        none = tr("No run yet. It will be here as soon as you have begun one.")
        self._runs = Runlist(self._entries, self._lines, none)
        self._heading, self._hints = ListHeading(tr("JOURNAL")), Hints()
        self._deleted: list[int] = []
        self._marked: int | None = None

    def compose(self) -> ComposeResult:
        """Heading, runs, hints."""
        with Vertical(id="sheet"):
            yield self._heading
            yield self._runs
        yield self._hints

    def on_screen_resume(self) -> None:
        """Read the list, again and again: a run may have been played meanwhile."""
        entry = self._runs.pointed
        self._fill(None if entry is None else entry.id)

    @property
    def met(self) -> Container[Need]:
        """What there is in the list, and what was taken out of it."""
        listed = {Need.LISTED_RUN, Need.RECKONING} if self._runs.count else set[Need]()
        return listed | ({Need.DELETED_RUN} if self._deleted else set())

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Move, open, name, delete, bring back, look further, go back."""
        runs = self._runs
        return {
            Action.DOWN: partial(runs.move, 1),
            Action.UP: partial(runs.move, -1),
            Action.PAGE_DOWN: partial(runs.page, 1),
            Action.PAGE_UP: partial(runs.page, -1),
            Action.FIRST: partial(runs.to, False),
            Action.LAST: partial(runs.to, True),
            Action.CLOSE: self.host.pop_screen,
            Action.RESTORE: self._restore,
            **({action: partial(self._with_entry, act) for action, act in _ACTIONS.items()} if runs.count else {}),
        }

    def _with_entry(self, act: Callable[[JournalScreen, RunEntry], None]) -> None:
        entry = self._runs.pointed
        if entry is not None:
            act(self, entry)

    def on_runlist_run_changed(self) -> None:
        """Say which run the caret is on."""
        self._heading.count(self._runs.at, self._runs.count)

    def on_runlist_run_clicked(self) -> None:
        """Take up the run that was clicked."""
        entry = self._runs.pointed
        if entry is not None:
            self.open(entry)

    def open(self, entry: RunEntry) -> None:
        """Take a run up again."""
        self.host.resume(entry.id)

    def rename(self, entry: RunEntry) -> None:
        """Ask for a run's name."""
        from game.tui.screens.asking import Naming

        def named(name: str | None) -> None:
            if (
                name is not None
                and name != entry.name
                and self._tried(lambda: self.host.journal.rename(entry.id, name))
            ):
                self._fill(entry.id)

        self.host.push_screen(Naming(tr("What shall this run be called?"), entry.name), named)

    def delete(self, entry: RunEntry) -> None:
        """Ask whether to delete a run, and do it."""
        from game.tui.screens.asking import Whether

        def answered(yes: bool | None) -> None:
            if yes and self._tried(lambda: self.host.journal.delete(entry.id)):
                self._deleted.append(entry.id)
                self._fill()
                self._hints.notice(tr("Deleted. {key} brings it back.", key=key))

        name, key = title(run_line(entry, self.host.story)), key_of(Action.RESTORE, Scope.JOURNAL)
        question = tr("Delete “{name}”? It can be brought back with {key}.", name=name, key=key)
        self.host.push_screen(Whether(question), answered)

    def map(self, entry: RunEntry) -> None:
        """Show the tree of the run's seat, from where the run stands."""
        self.host.open_tree(entry.seat, replay_saved(self.host.journal, self.host.story, entry.id))

    def code(self, entry: RunEntry) -> None:
        """Copy and show the run as a line of text."""
        from game.tui.screens.run_actions import show_code

        self._with_run(entry, show_code)

    def export(self, entry: RunEntry) -> None:
        """Write the run's gazette."""
        from game.tui.screens.run_actions import show_gazette

        self._with_run(entry, show_gazette)

    def reckon(self, entry: RunEntry) -> None:
        """Show the run beside history."""
        from game.tui.screens.run_actions import show_account

        def shown(app: Host, run: Run) -> None:
            counted = debrief_of(run, load_mode(app.journal, entry.id))
            if isinstance(counted, Refusal):
                self._hints.notice(counted.why)
            else:
                show_account(app, counted)

        self._with_run(entry, shown)

    def show_again(self, entry: RunEntry) -> None:
        """Show the run again as it was played."""
        self._with_run(entry, lambda app, run: app.show_again(ReplayFrame(run)))

    def beside(self, entry: RunEntry) -> None:
        """Mark a run, or take its mark away; where another one is marked, show both side by side."""
        if self._marked in (None, entry.id):
            self._marked = entry.id if self._marked is None else None
            self._runs.refresh()
            if self._marked is not None:
                self._hints.notice(
                    tr("Marked. {key} on another run shows both.", key=key_of(Action.BESIDE, Scope.JOURNAL))
                )
            return
        from game.tui.screens.side_by_side import SideBySideDialog
        from game.view.side_by_side import side_by_side

        both = side_by_side(self.host.journal, self.host.story, self._marked or 0, entry.id)
        if isinstance(both, Refusal):
            self.host.tell((both.why,))
        else:
            self.host.push_screen(SideBySideDialog(both))

    def _with_run(self, entry: RunEntry, show: Callable[[Host, Run], None]) -> None:
        """Show something made of a run, or why it cannot be read."""
        try:
            run = resume(self.host.story, self.host.journal.load(entry.id)).run
        except (CannotResume, JournalUnavailable) as error:
            self.host.tell((str(error),))
        else:
            show(self.host, run)

    def _restore(self) -> None:
        if self._tried(lambda: self.host.journal.restore(self._deleted[-1])):
            self._fill(self._deleted.pop())
            self._hints.notice(tr("It is back."))

    def _fill(self, pointed: int | None = None) -> None:
        ids: tuple[int, ...] = ()
        try:
            ids = self.host.journal.listed(self.host.story.id)
        except JournalUnavailable as error:
            self.host.tell((str(error),))
        read = share_read(self.host.journal, self.host.story) if ids else None
        self._heading.tell("" if read is None else share_in_words(read))
        self._runs.show(ids, pointed)
        self.hint()

    def _tried(self, act: Callable[[], object]) -> bool:
        """Do something to the journal; say so and give False where it cannot be written."""
        try:
            act()
        except JournalUnavailable as error:
            self.host.tell((str(error),))
            return False
        return True

    def _entries(self, ids: Sequence[int]) -> dict[int, RunEntry]:
        try:
            entries = self.host.journal.entries(ids)
        except JournalUnavailable:
            return {}
        return {id: localise(entry, self.host.story) for id, entry in entries.items()}

    def _lines(self, entry: RunEntry, width: int, pointed: bool) -> tuple[Content, Content]:
        """A run: what it is called and when it was played; who against whom, how far, how true to history."""
        run = run_line(entry, self.host.story)
        at = datetime.fromtimestamp(entry.updated).strftime("%Y-%m-%d %H:%M")
        mark = f"◈ {tr('marked')} · " if entry.id == self._marked else ""
        called, whens = mark + title(run), (short_date_and_time(at), short_date(at), "")
        when = next((when for when in whens if _fit(called, when, width)), whens[1])
        who, measured = _who(run), _measured(run, self.host.story.clock_hours)
        while len(measured) > 1 and not _fit(who[-1], " · ".join(measured), width):
            measured.pop()
        number = " · ".join(measured)
        players = next((words for words in who if _fit(words, number, width)), who[-1])
        first = _ends(called, when, width, "bold $ink" if pointed else "$ink")
        return first, _ends(players, number, width, "$quiet")


def title(run: RunLine) -> str:
    """What a run is called: its name, or how far it went."""
    return run.name or _far(run)


def _far(run: RunLine) -> str:
    """How far a run went."""
    return f"◆ {run.where}" if run.ended else f"{run.where} · {run.decisions}"


def _who(run: RunLine) -> list[str]:
    """Who against whom, how far if the name does not say it, from which run: whole, then in ever fewer words."""
    far, parent = [_far(run)] if run.name else [], [run.parent] if run.parent else []
    ways = ([run.sides, *far, *parent], [run.sides, *far], [run.seat, *far], far or [run.seat])
    return [" · ".join(parts) for parts in ways]


def _measured(run: RunLine, hours: int) -> list[str]:
    """Its number, how far the clock went, how true it was to history: the least needed last."""
    hour = "" if run.hour is None else f"{run.hour:02} h / {hours}"
    return [part for part in (tr("no. {number}", number=run.number), run.damaged, hour, run.fidelity) if part]


def _fit(left: str, right: str, width: int) -> bool:
    """Whether two texts fit on a line, each at its end; the left one alone where the right one is empty."""
    return cell_len(left) + (cell_len(right) + 2 if right else 0) <= width


def _ends(left: str, right: str, width: int, style: str) -> Content:
    """Two texts at the ends of a line; the left one is cut where both do not fit."""
    last = Content.assemble((right, "$quiet"))
    first = Content.assemble((clipped(left, max(4, width - (last.cell_length + 2 if right else 0))), style))
    joined = beside(first, last, width)
    return joined if joined is not None else first


_ACTIONS: dict[Action, Callable[[JournalScreen, RunEntry], None]] = {
    Action.OPEN_RUN: JournalScreen.open,
    Action.WATCH: JournalScreen.show_again,
    Action.BESIDE: JournalScreen.beside,
    Action.RENAME: JournalScreen.rename,
    Action.DELETE: JournalScreen.delete,
    Action.TREE: JournalScreen.map,
    Action.CODE: JournalScreen.code,
    Action.GAZETTE: JournalScreen.export,
    Action.RECKONING: JournalScreen.reckon,
}

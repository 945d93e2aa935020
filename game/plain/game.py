"""One run, from where it stands to its ending or to the end of the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from game.journal import CannotResume, Journal, JournalUnavailable, Sitting
from game.plain import telling
from game.plain.account import tell_account
from game.plain.gallery import tell_endings
from game.plain.lines import Lines
from game.plain.listing import tell_runs
from game.plain.runs import Runs
from game.play import runcode
from game.play.account import account, last_episode
from game.play.page import Bulletin, Moment, Page, pages, wire
from game.play.record import last_record
from game.play.run import Run
from game.play.state import EndlessStory
from game.story import odds
from game.story.load import shipped
from game.words import tr


class Game:
    """A run being told. Knows what was last said, so as not to say it twice."""

    def __init__(self, lines: Lines, journal: Journal, sitting: Sitting) -> None:
        self._lines = lines
        self._journal = journal
        self._sitting = sitting
        self._shelf = Runs(lines, journal)
        self._dateline = ""
        self._episode: str | None = None
        self._commands: Mapping[str, Callable[[], None]] = {
            "h": self._record,
            "u": self._undo,
            "j": self._runs,
            "w": self._wire,
            "f": self._forces,
            "l": self._reckon,
            "c": self._code,
            "e": self._endings,
            "?": self._help,
        }

    def play(self, told: int | None = None) -> int:
        """Tell and ask until the reader leaves.

        Args:
            told: How many decisions of the run are told from their start, the last ones; None begins with the page
                that was being read.

        Returns:
            0: leaving is never an error.
        """
        self._notices()
        if told is None:
            self._tell(self._sitting.run, self._sitting.page)
        else:
            run = self._sitting.run
            first = len(run.decisions) - told
            for count in range(first, len(run.decisions) + 1):
                if count > first:
                    self._lines.say()
                self.tell(run.upto(count))
        while (typed := self._lines.ask(self._prompt())) is not None:
            if typed.lower() == "q":
                break
            self._answer(typed)
        self._leave()
        return 0

    def tell(self, run: Run) -> None:
        """The last stretch of a run: from its last decision to where it rests."""
        self._tell(run, 0)

    def _answer(self, typed: str) -> None:
        if self._shelf.answer(typed, self._sitting.run.setup):
            return
        typed = typed.lower()
        letter, _, rest = typed.partition(" ")
        numbered = {o.number: o.choice.id for o in self._sitting.pages[-1].offers if o.number is not None}
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None
        if number in numbered:
            self._decide(numbered[number])
        elif letter == "j" and rest.isdigit():
            self._open(int(rest))
        elif typed in self._commands:
            self._commands[typed]()
        elif numbered:
            self._lines.say(_not_a_choice(typed, len(numbered)))
        else:
            self._lines.say(tr("There is nothing to choose here: u takes back your last decision, q leaves."))

    def _decide(self, choice: str) -> None:
        try:
            self._sitting.decide(choice)
        except EndlessStory:
            self._lines.say(tr("The story turns in circles after this choice: nothing was decided. Choose another."))
            return
        self._lines.say()
        self._notices()
        self._tell(self._sitting.run, 0)
        self._sitting.turn(len(self._sitting.pages) - 1)

    def _tell(self, run: Run, page: int) -> None:
        """The pages of a run's last stretch, from one on; the whole stretch comes with its headlines."""
        told = pages(run.setup, run.state)
        left = page == 0 and just_left_history(run)
        for shown in told[page:]:
            if shown is told[-1]:
                self._say_all(telling.headline(bulletin) for bulletin in (fresh_news(run) if page == 0 else ()))
                self._say_all((_left(),) if left else ())
            self._heading(shown, run)
            telling.tell_page(self._lines, shown, run.setup)
            if shown.ending is not None:
                tell_account(self._lines, account(run))
            if left and shown.moment is Moment.RESULT:
                self._say_all((_left(),))
                left = False

    def _say_all(self, paragraphs: Iterable[str]) -> None:
        for paragraph in paragraphs:
            self._lines.say(paragraph)
            self._lines.say()

    def _heading(self, page: Page, run: Run) -> None:
        story = run.setup.story
        if page.episode is not None and page.episode.id != self._episode:
            last = story.episodes.get(self._episode or "")
            if last is not None and last.question:
                self._lines.say(last.question)
                self._lines.say()
            if last is not None:
                tell_account(self._lines, account(run, last))
            self._episode = page.episode.id
            self._lines.say(tr("Episode {number}: {title}", number=page.episode.number, title=page.episode.title))
            self._lines.say()
        dateline = telling.dateline(story, page)
        if dateline and dateline != self._dateline:
            self._lines.say(f"{dateline}.")
            self._lines.say()
            self._dateline = dateline

    def _prompt(self) -> str:
        run = self._sitting.run
        if run.ending is not None:
            return tr("The end. (h, l, e, c, u, w, f, j, q, ? for help):")
        most = sum(offer.number is not None for offer in self._sitting.pages[-1].offers)
        if not most:
            return tr("Nothing can be chosen here. (u, q, ? for help):")
        return (
            tr("Your choice (1 to {most}, ? for help):", most=most) if most > 1 else tr("Your choice (1, ? for help):")
        )

    def _notices(self) -> None:
        self._say_all(tr("Note: {notice}", notice=notice) for notice in self._sitting.notices())

    def _leave(self) -> None:
        if self._sitting.saved:
            self._lines.say(tr("Your run is saved."))
        else:
            self._lines.say(tr("This run could not be saved."))

    def _record(self) -> None:
        record = last_record(self._sitting.run)
        if record is None:
            self._lines.say(tr("You have decided nothing yet: what really happened is told after the choice."))
        else:
            telling.tell_record(self._lines, record)

    def _undo(self) -> None:
        if not self._sitting.undo():
            self._lines.say(tr("There is no decision to take back."))
            return
        self._lines.say(tr("Your last decision is taken back."))
        self._again()

    def _again(self) -> None:
        """Say where the run stands, as if it were new."""
        self._lines.say()
        self._notices()
        self._dateline, self._episode = "", None
        self._tell(self._sitting.run, len(self._sitting.pages) - 1)

    def _runs(self) -> None:
        story = self._sitting.run.setup.story
        try:
            tell_runs(self._lines, self._journal.runs(story.id), story)
        except JournalUnavailable as error:
            self._lines.say(str(error))
            return
        self._lines.say(tr("With a number: j opens a run, r renames it, d deletes it, b brings it back. t: the tree."))

    def _open(self, run_id: int) -> None:
        story = self._sitting.run.setup.story
        try:
            if run_id not in {run.id for run in self._journal.runs(story.id)}:
                raise KeyError(run_id)
            self._sitting = Sitting.resumed(self._journal, story, run_id)
        except KeyError:
            self._lines.say(tr("There is no run {number} here; j lists them.", number=run_id))
        except (CannotResume, JournalUnavailable) as error:
            self._lines.say(str(error))
        else:
            self._again()

    def _wire(self) -> None:
        news = wire(self._sitting.run)
        for bulletin in news:
            self._lines.say(telling.headline(bulletin))
        if not news:
            self._lines.say(tr("Nothing has come over the wire yet."))

    def _forces(self) -> None:
        telling.tell_forces(self._lines, self._sitting.run.setup, self._sitting.run.state.values)

    def _reckon(self) -> None:
        run = self._sitting.run
        told = account(run, None if run.ending is not None else last_episode(run))
        if told.rows:
            tell_account(self._lines, told, whole=True)
        else:
            self._lines.say(tr("There is nothing to reckon yet."))

    def _endings(self) -> None:
        story = self._sitting.run.setup.story
        folder = Path(self._journal.folder) if self._journal.folder else shipped()
        try:
            tell_endings(self._lines, story, self._journal.shelf.reached(story), odds.read(folder, story))
        except JournalUnavailable as error:
            self._lines.say(str(error))

    def _code(self) -> None:
        self._lines.say(runcode.encode(self._sitting.run))
        self._lines.say(tr("Watch it anywhere with: holdup replay CODE"))

    def _help(self) -> None:
        for line in (
            tr("A number takes the choice that bears it. Everything is saved by itself."),
            tr("h: what really happened at your last decision"),
            tr("u: take back your last decision"),
            tr("f: how things stand"),
            tr("w: the wire, from the start"),
            tr("l: the reckoning: your decisions beside history's"),
            tr("e: the endings, those reached and the others"),
            tr("c: this run as a code, to keep or to send"),
            tr("j: your runs; j and a number opens one"),
            tr("r, d, b and a number: rename a run, delete it, bring it back"),
            tr("t: the tree of all your runs from this seat"),
            tr("q: leave"),
        ):
            self._lines.say(line)


def fresh_news(run: Run) -> tuple[Bulletin, ...]:
    """The headlines since the player's last decision, the one that they made themselves left out."""
    before = len(wire(run.upto(len(run.decisions) - 1))) if run.decisions else 0
    taken = run.state.taken
    mine = taken is not None and taken[1].news is not None
    return wire(run)[before + mine :]


def just_left_history(run: Run) -> bool:
    """Whether history's road was left since the player's last decision, that one included."""
    if run.diverged() is None:
        return False
    return not run.decisions or run.upto(len(run.decisions) - 1).diverged() is None


def _left() -> str:
    return tr("From here on, this did not happen.")


def _not_a_choice(typed: str, most: int) -> str:
    if not typed:
        return tr("Type a number from 1 to {most}, or ? for help.", most=most)
    if most == 1:
        return tr("“{typed}” is no choice here: 1 is the only one, or ? for help.", typed=typed)
    return tr("“{typed}” is no choice here: a number from 1 to {most}, or ? for help.", typed=typed, most=most)

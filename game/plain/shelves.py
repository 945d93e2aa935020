"""What the journal holds, by number: its runs, their tree, the endings."""

from __future__ import annotations

from collections.abc import Callable

from game.i18n.catalogue import in_every_language, tr
from game.plain import roads, runs
from game.plain.commands import NUMBER, Binding, Outcome, either, folded
from game.plain.endings import tell_edition, tell_ending, tell_endings
from game.plain.talk import Talk
from game.plain.voices import tell_or_refuse
from game.play.run import Run
from game.play.setup import seat_word
from game.view.commands import Action, Scope, letter_of
from game.view.side_by_side import SideBySide, side_by_side
from game.view.statistics import statistics


class Shelves:
    """Looks at the journal, beside the run in hand if there is one."""

    def __init__(self, talk: Talk, run: Run | None) -> None:
        self._talk = talk
        self._run = run

    def bindings(self) -> dict[Action, Binding]:
        """What can be typed."""
        every = either(*in_every_language("all"))
        seats = either("both", *self._talk.story.seats)
        one, of_list, of_tree = f"({NUMBER})?", f"({every}|{NUMBER})?", f"({every}|{seats}|{NUMBER})?"
        return {
            Action.JOURNAL: Binding(self._journal, of_list, "[N]"),
            Action.RENAME: Binding(self._rename, f"({NUMBER}( .*)?)?", tr("N name")),
            Action.DELETE: Binding(self._with(Action.DELETE, runs.delete), one, "N"),
            Action.RESTORE: Binding(self._with(Action.RESTORE, runs.bring_back), one, "N"),
            Action.TREE: Binding(self._tree, of_tree, "[N]"),
            Action.START_HERE: Binding(self._go, one, "N"),
            Action.ENDINGS: Binding(self._endings, of_list, "[N]"),
            Action.STATISTICS: Binding(self._statistics),
            Action.BESIDE: Binding(self._beside, f"({NUMBER} {NUMBER})?", "N N"),
        }

    def _journal(self, rest: str) -> Outcome:
        if rest.isdigit():
            return runs.opened(self._talk, int(rest))
        runs.tell_journal(self._talk, bool(rest))
        return None

    def _with(self, action: Action, act: Callable[[Talk, int], None]) -> Callable[[str], Outcome]:
        """What does something to the run of a number, and asks for one where there is none."""

        def does(rest: str) -> Outcome:
            if rest:
                act(self._talk, int(rest))
            else:
                runs.ask_for_number(self._talk, action)
            return None

        return does

    def _rename(self, rest: str) -> Outcome:
        number, _, name = rest.partition(" ")
        return self._with(Action.RENAME, lambda talk, run: runs.rename(talk, run, name))(number)

    def _tree(self, rest: str) -> Outcome:
        """The tree of a seat: the one named, that of the run of a number, or that of the run in hand."""
        word = folded(rest)
        if word in ("both", *self._talk.story.seats):
            roads.tell_tree(self._talk, word, self._run)
            return None
        run = runs.loaded(self._talk, int(rest)) if rest.isdigit() else self._run
        if run is not None or not rest.isdigit():
            seat = "" if run is None else seat_word(run.setup)
            roads.tell_tree(self._talk, seat, run, whole=bool(rest) and not rest.isdigit())
        return None

    def _go(self, rest: str) -> Outcome:
        if rest:
            return roads.started(self._talk, int(rest))
        self._talk.lines.say(tr("Add the number of a moment, as in “g 12”; t shows the tree."))
        return None

    def _endings(self, rest: str) -> Outcome:
        if rest.isdigit():
            tell_ending(self._talk, int(rest))
        elif rest:
            tell_edition(self._talk)
        else:
            tell_endings(self._talk)
        return None

    def _statistics(self, _: str) -> Outcome:
        tell_or_refuse(self._talk.lines, statistics(self._talk.journal, self._talk.story))
        return None

    def _beside(self, rest: str) -> Outcome:
        if not rest:
            asked, letter = (letter_of(action, Scope.TITLE) for action in (Action.BESIDE, Action.JOURNAL))
            sentence = tr(
                "Add the numbers of two runs, as in “{asked} 3 5”; {letter} lists them.", asked=asked, letter=letter
            )
            self._talk.lines.say(sentence)
            return None
        first, second = map(int, rest.split())
        if any(runs.listed(self._talk, number) is None for number in (first, second)):
            return None
        both = side_by_side(self._talk.journal, self._talk.story, first, second)
        tell_or_refuse(self._talk.lines, both.items if isinstance(both, SideBySide) else both)
        return None

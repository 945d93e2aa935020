"""L'heure des comptes: what a run, or an episode of it, came to beside history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.i18n.catalogue import tr
from game.journal.reading_mode import ReadingMode
from game.play.debrief import Debrief, debrief, last_episode
from game.play.measures import Measures, knows_history
from game.play.run import Run
from game.play.timeline import TimelineRow, Whose
from game.story.model import Story
from game.story.scenes import Ending, Episode
from game.view.facts import who_decided, whose_road
from game.view.text import Item, Refusal, Role, item
from game.view.verdict import about_of, name_of, verdict


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures that a run is measured by, from 0 to 100, with its name."""

    name: str
    value: int

    @property
    def in_words(self) -> str:
        """Name and figure."""
        return f"{self.name} {percent(self.value)}"


@dataclass(frozen=True, slots=True)
class Preamble:
    """What is said over the decisions of a reckoning.

    Attributes:
        title: The page's name, with what the reckoning is of.
        measures: The figures.
        sentences: What they are counted over, what they say, how many decisions are history's.
    """

    title: Item
    measures: tuple[Figure, ...]
    sentences: tuple[Item, ...]


def debrief_here(run: Run, ending: Ending | None, mode: ReadingMode) -> Debrief | Refusal:
    """What a reader is shown who asks for the reckoning: of the whole run at an ending, else of its last episode."""
    return debrief_of(run, mode, None if ending is not None else last_episode(run))


def debrief_of(run: Run, mode: ReadingMode, episode: Episode | None = None) -> Debrief | Refusal:
    """The reckoning of a run, or of one of its episodes; with two readers it waits for the end."""
    if mode.two and run.ending is None:
        return Refusal(tr("With several at the keyboard, the reckoning waits for the end."))
    counted = debrief(run, episode)
    return Refusal(tr("There is nothing to reckon yet.")) if counted.empty else counted


def between_episodes(run: Run, closed: Episode | None, mode: ReadingMode) -> Debrief | None:
    """The reckoning that comes by itself when an episode is over; None where there is none to tell."""
    if closed is None or mode.two:
        return None
    counted = debrief(run, closed)
    return None if counted.empty else counted


def preamble(of: Debrief) -> Preamble:
    """What is said over the decisions."""
    items = [item(Role.VERDICT, sentence) for sentence in verdict(of)]
    if of.episode is not None and of.figures.known:
        note = tr("The figures count the whole run so far; the decisions are this episode’s.")
        items.insert(0, item(Role.NOTE, note))
    items += (item(Role.NOTE, sentence) for sentence in _shared_of(of))
    if any(row.expected for row in of.rows):
        note = tr("Behind each decision of the other side stands what its choices were worth to it.")
        items.append(item(Role.NOTE, note))
    return Preamble(item(Role.HEADING, tr("The reckoning"), note=_subject(of)), measures(of.figures), tuple(items))


def in_short(of: Debrief, key: str) -> tuple[Item, ...]:
    """What comes by itself when an episode is over: the figures in a line, what they say, the key for the rest."""
    head = preamble(of)
    figures = item(Role.MEASURES, measures_in_words(of.figures))
    sentences = (sentence for sentence in head.sentences if sentence.role is Role.VERDICT)
    shared = item(Role.NOTE, " ".join([*_shared_of(of), tr("All of it: {key}.", key=key)]))
    return (item(Role.SECTION, tr("The reckoning")), *([figures] if head.measures else []), *sentences, shared)


def measures(figures: Measures) -> tuple[Figure, ...]:
    """The figures that a story is measured by, with their names."""
    shown = [Figure(name_of(measure), value) for measure, value in figures.taken if measure.figure]
    fidelity = [] if figures.fidelity is None else [Figure(tr("fidelity"), figures.fidelity)]
    return (*shown, *fidelity)


def measures_in_words(figures: Measures) -> str:
    """The figures in a line; empty where there are none."""
    return ", ".join(figure.in_words for figure in measures(figures))


def measures_explained(story: Story) -> tuple[tuple[str, str], ...]:
    """The names of a story's figures, with what each means."""
    shown = [(name_of(measure), about) for measure in story.measures if measure.figure and (about := about_of(measure))]
    fidelity = [(tr("fidelity"), tr("of your own decisions, how many history took too"))]
    return (*shown, *(fidelity if knows_history(story) else ()))


def percent(value: int) -> str:
    """A figure as it is written, such as `33%`."""
    return tr("{percent}%", percent=value)


def sides(row: TimelineRow) -> tuple[Item, ...]:
    """A decision on the line of time: what was done in the run, then what history did where that is something else."""
    if row.whose is Whose.HISTORY:
        return (item(Role.SPEECH, row.theirs or "", tr("History"), tr("where you never came")),)
    who = who_decided(row.record, row.whose is Whose.MINE)
    note = tr("as in history") if row.joined else tr("as the game supposes") if row.as_supposed else ""
    mine = item(Role.SPEECH, row.mine or "", who, note)
    if note or row.theirs is None:
        return (mine,)
    return (mine, item(Role.SPEECH, row.theirs, whose_road(row.record)))


def beside(row: TimelineRow) -> str:
    """What stands in history's column: what it did, or what the game supposes; empty where it did nothing else."""
    if row.as_supposed:
        return tr("as the game supposes")
    if row.supposed and row.theirs is not None:
        return tr("The game supposes: {said}", said=row.theirs)
    return row.theirs or ""


def _subject(of: Debrief) -> str:
    """What the reckoning is of, where it has a name."""
    episode, ending = of.episode, of.run.ending
    if episode is not None:
        return tr("Episode {number}: {title}", number=episode.number, title=episode.title)
    return "" if ending is None else ending.title


def _shared_of(of: Debrief) -> list[str]:
    """How many decisions are history's, where there are any of which that can be said."""
    rows = [row for row in of.rows if row.whose is not Whose.HISTORY and not row.supposed]
    return [_shared(rows)] if rows else []


def _shared(rows: Sequence[TimelineRow]) -> str:
    """How many of a run's decisions are history's: of the reader's own, as the fidelity counts them, and of all."""
    mine = [row for row in rows if row.whose is Whose.MINE]
    own = tr("Your decisions: {joined} of {count} as in history.", joined=_joined(mine), count=len(mine))
    if len(mine) == len(rows):
        return own
    every = tr("All decisions, the others’ included: {joined} of {count}.", joined=_joined(rows), count=len(rows))
    return f"{own} {every}" if mine else every


def _joined(rows: Iterable[TimelineRow]) -> int:
    return sum(row.joined for row in rows)

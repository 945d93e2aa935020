"""Statistics of one's own: what all runs of a story came to, and what is left to find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from game.i18n.catalogue import tr, trn
from game.journal import Journal, JournalUnavailable, RunEntry
from game.journal.challenges import challenges_won
from game.journal.localise import localise
from game.journal.seen_pages import share_read
from game.play.setup import Rival
from game.story.model import Story
from game.view.debrief import percent
from game.view.seats import rival_name, seat_name
from game.view.text import Item, Refusal, Role, item


def statistics(journal: Journal, story: Story) -> tuple[Item, ...] | Refusal:
    """What the journal's runs of a story came to, in figures; or why there is nothing to count."""
    try:
        runs = [localise(entry, story) for entry in journal.runs(story.id)]
        reached, won = journal.profile.reached(story), challenges_won(journal, story)
    except JournalUnavailable as error:
        return Refusal(str(error))
    if not runs:
        return Refusal(tr("There is no run to count yet."))
    return tuple(_figures(story, runs, len(reached), len(won), share_read(journal, story)))


def _figures(story: Story, runs: Sequence[RunEntry], reached: int, won: int, read: int | None) -> Iterator[Item]:
    yield item(Role.HEADING, tr("Statistics"), note=story.title)
    ended = sum(run.ending is not None for run in runs)
    count = trn("one run", "{count} runs", len(runs))
    yield _row(tr("Runs"), tr("{count}, of which {ended} came to an ending", count=count, ended=ended))
    decisions = sum(run.count for run in runs)
    yield _row(tr("Decisions"), trn("one decision", "{count} decisions", decisions))
    endings = len(story.final)
    yield _row(tr("Endings"), tr("{seen} of {total}", seen=reached, total=endings))
    if story.challenges:
        yield _row(tr("Challenges"), tr("{seen} of {total}", seen=won, total=len(story.challenges)))
    if read is not None:
        yield _row(tr("Text read"), percent(read))
    asked, followed = sum(run.asked for run in runs), sum(run.followed for run in runs)
    if asked:
        true = percent(round(100 * followed / asked))
        yield _row(
            tr("True to history"),
            tr("{percent} on average: {followed} of {asked} decisions", percent=true, followed=followed, asked=asked),
        )
    if len(story.seats) > 1:
        yield _row(tr("Seats"), _counted([seat_name(story, run.seat) for run in runs if run.seat]))
        against = [run for run in runs if not run.damaged and run.seat in story.seats]
        rivals = [name for run in against if (name := rival_name(story, Rival(run.rival)))]
        if rivals:
            yield _row(tr("Rivals"), _counted(rivals))


def _row(about: str, words: str) -> Item:
    return item(Role.VERDICT, words, about)


def _counted(names: Sequence[str]) -> str:
    """Names with how often each comes, the most frequent first."""
    return ", ".join(f"{name}\N{NO-BREAK SPACE}× {times}" for name, times in Counter(names).most_common())

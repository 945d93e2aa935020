"""What is said to who leaves a run: where the story's clock stands, or its last word; and that it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from game.i18n.catalogue import tr, trn
from game.i18n.dates import weekday_and_time
from game.journal import ActiveRun
from game.view.pages import where


def parting_words(active: ActiveRun) -> Iterator[str]:
    """The last lines that a reader of a run is told."""
    run = active.run
    if run.ending is not None:
        yield from [run.ending.epitaph] if run.ending.epitaph else []
    else:
        here = where(run, active.pages[active.page])
        when, left = weekday_and_time(here.at), here.hours - here.hour
        if here.in_time and when and left:
            sentence = trn("{when}. You have one hour left.", "{when}. You have {count} hours left.", left, when=when)
            yield sentence[:1].upper() + sentence[1:]
    yield tr("Your run is saved.") if active.saved else tr("This run could not be saved.")

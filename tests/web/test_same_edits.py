"""A run saved by the page and opened in an edited story: the page says of it what the terminal says, and goes on there.

The edits are those that `tests/journal/test_edits.py` judges by an interpreter of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from game.i18n import catalogue
from game.journal import CannotResume
from game.journal.resume import resume
from game.journal.snapshot import SavedRun, trail_of
from game.play.setup import BY_RULE
from game.story.compiled_format import FORMAT
from game.story.model import Story
from game.web import bundle
from game.web.messages import said
from game.web.publish import needed
from tests import switches
from tests.journal import edits
from tests.journal.test_edits import Case, cases
from tests.play.drafts import Doc
from tests.web.chromium import Chromium
from tests.web.loopback import Loopback

COUNT = 3 * switches.THOROUGH
"""Runs saved under each kind of edit."""

OFTEN = {edits.mark_another_history, edits.change_the_rivals_mind, edits.remove_a_passed_scene, edits.remove_the_decks}
"""Kinds of edits that are tried four times as often: what they make the page say, few others do."""


async def test_an_edit_is_told_alike_by_page_and_terminal(engine: tuple[Chromium, Loopback]) -> None:
    browser, server = engine
    catalogue.set_language("fr")
    words = catalogue.excerpt((m.context, m.text, m.plural) for path in bundle.modules() for m in said(path))
    rows = list(saved_under_edits())
    told = [row["told"]["notices"] for row in rows if "notices" in row["told"]]
    for sentence in ("agit autrement", "le hasard en décide", "elle passe maintenant par", "n’arrive plus", "nouveau,"):
        assert any(sentence in " ".join(notices) for notices in told), f"never told: {sentence}"
    assert [] in told
    address = server.hand_out("edits.json", {"words": words, "rows": rows})
    script = f"import('/tests/web/edited.js').then(({{ differing }}) => differing({address!r}))"
    assert await browser.evaluate(script, seconds=600) == []
    print(f"{len(rows)} saves compared, {len(told) - told.count([])} with something told")


def saved_under_edits() -> Iterator[dict[str, Any]]:
    """Runs with the story before and after an edit, what is kept of their past, and what the terminal says today."""
    for edit in edits.EDITS:
        for case in cases(edit, 4 * COUNT if edit in OFTEN else COUNT, BY_RULE):
            assert case.saved.snapshot is not None
            older = replace(case.saved, snapshot=replace(case.saved.snapshot, trail=None))
            yield {
                "edit": edit.__name__,
                "old": written(case.old),
                "new": written(case.new),
                **begun(case),
                "trail": trail_of(case.before),
                "told": resumed(case.story, case.saved),
                "older": resumed(case.story, older),
            }


def written(doc: Doc) -> Any:
    """A story as a page holds it."""
    document: Any = {**doc, "format": FORMAT, "places": {}}
    return needed(document)


def begun(case: Case) -> dict[str, Any]:
    """The run as it was begun, and its decisions."""
    saved = case.saved
    decisions = [[decision.scene, decision.choice] for decision in saved.decisions]
    begun = {"seat": saved.seat, "rival": saved.rival, "seed": str(saved.seed), "opening": saved.opening}
    return {**begun, "decisions": decisions}


def resumed(story: Story, saved: SavedRun) -> dict[str, Any]:
    """A run as the terminal brings it back."""
    try:
        found = resume(story, saved)
    except CannotResume as error:
        return {"refused": str(error)}
    return {
        "here": found.run.state.here.id,
        "decisions": [list(decision) for decision in found.run.decisions],
        "page": found.page,
        "lost": found.lost,
        "notices": list(found.notices),
    }

"""What was read before: pages, and their paragraphs one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal
from game.journal.seen_pages import SeenPages, share_read
from game.play.page import pages
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.model import Story
from tests.play.drafts import choice, flag, gauge, paragraph, scene, story


@pytest.fixture
def journal(own_home: Path) -> Journal:
    return Journal.in_memory()


@pytest.fixture
def tale() -> Story:
    """A page that says one thing more to who told something, and one thing less."""
    told = ["var", "told"]
    text = [paragraph("The door."), paragraph("They know.", when=told), paragraph("They wait.", when=["not", told])]
    return story(
        scene("a", choice("tell", "b", put={"told": 1}), choice("keep", "b")),
        scene("b", to="c", text=text),
        scene("c", choice("out", "end")),
        variables=[flag("told")],
    )


def after(told: Story, *choices: str) -> Run:
    run = Run.start(Setup(told, seats(told, next(iter(told.seats)))))
    for taken in choices:
        run = run.decide(taken)
    return run


def test_a_page_read_before_with_another_paragraph_is_not_all_read(journal: Journal, tale: Story) -> None:
    marks = SeenPages(journal, tale.id)
    first, second = (pages(run.setup, run.state)[1] for run in (after(tale, "keep"), after(tale, "tell")))
    assert marks.read(first) is None
    assert marks.read(first) == frozenset()
    assert marks.whole(first)
    assert not marks.whole(second)
    again = SeenPages(journal, tale.id)  # from the journal, as another evening finds it
    assert again.new_on(second) == frozenset({"1"})
    assert again.read(second) == frozenset({"1"})
    assert again.whole(second)


def test_pages_that_version_0_1_marked_count_as_read_whole(journal: Journal, tale: Story) -> None:
    page = pages(after(tale, "keep").setup, after(tale, "keep").state)[1]
    journal.profile.see(tale.id, [page.key])
    assert SeenPages(journal, tale.id).whole(page)


def test_a_page_that_version_0_1_marked_counts_as_all_its_paragraphs_and_one_read_in_part_as_those(
    journal: Journal, tale: Story
) -> None:
    journal.profile.see(tale.id, ["a"])
    of_a = share_read(journal, tale)
    journal.profile.see(tale.id, ["b", "b#0"])
    of_one_paragraph = share_read(journal, tale)
    journal.profile.see(tale.id, ["b#1", "b#2"])
    assert of_a is not None
    assert of_one_paragraph is not None
    assert 0 < of_a < of_one_paragraph < (share_read(journal, tale) or 0)


def test_the_share_of_the_text_that_was_read_grows_to_all_of_it(journal: Journal, tale: Story) -> None:
    shares = [share_read(journal, tale)]
    marks = SeenPages(journal, tale.id)
    for road in (("keep",), ("tell",), ("keep", "out")):
        for run in (after(tale, *road[:count]) for count in range(len(road) + 1)):
            for page in pages(run.setup, run.state):
                marks.read(page)
        shares.append(share_read(journal, tale))
    assert shares[0] == 0
    assert [share or 0 for share in shares] == sorted(share or 0 for share in shares)
    assert len(set(shares)) == len(shares)
    assert shares[-1] == 100


def test_taking_back_the_decision_that_ended_a_run_leaves_that_run_and_parts_from_it(
    journal: Journal, tale: Story
) -> None:
    active = ActiveRun(journal, after(tale, "keep"))
    active.decide("out")
    ended = active.run_id
    assert ended is not None
    assert active.undo()
    assert active.run_id not in (None, ended)
    kept = journal.entries(journal.listed(tale.id))
    assert kept[ended].ending_title == "End"
    assert kept[ended].count == 2
    assert active.run_id is not None
    assert (kept[active.run_id].parent, kept[active.run_id].count) == (ended, 1)
    active.undo()
    assert len(journal.listed(tale.id)) == 2


def test_a_gauge_is_introduced_on_the_first_page_that_names_it_once_for_all_runs(journal: Journal) -> None:
    forces = [gauge(name) for name in ("ours", "theirs", "quiet")]
    heats = choice("heat", "b", add={"ours": 1})
    told = story(scene("a", heats), scene("b", choice("out", "end", add={"ours": 1, "theirs": 1})), variables=forces)
    first, then = (pages(run.setup, run.state) for run in (after(told), after(told, "heat")))

    def introduced(marks: SeenPages) -> list[list[str]]:
        return [[v.name for v in marks.introduced(page)] for page in (*first, *then)]

    marks = SeenPages(journal, told.id)
    assert introduced(marks) == [["ours"], [], ["theirs"]], "before the decision, after it, at the next"
    assert introduced(marks) == [["ours"], [], ["theirs"]], "who turns back reads it again"
    assert introduced(SeenPages(journal, told.id)) == [[], [], []], "another run"
    assert introduced(SeenPages(Journal.in_memory(), told.id, told.gauges)) == [[], [], []], "who only watches"

"""What a strategist expected is told when all is over, and not a word of it before: in every front."""

from __future__ import annotations

import io
from dataclasses import replace

from game.gazette import html, markdown
from game.gazette.paper import paper
from game.i18n import catalogue
from game.plain.debrief import tell_debrief
from game.plain.lines import Lines
from game.play.debrief import debrief
from game.play.run import Run
from game.play.setup import Rival, Setup
from game.play.timeline import TimelineRow, timeline
from game.view.facts import facts_at, reasons, reasons_in_words
from tests.play.bargain import bargain_document
from tests.play.drafts import built
from tests.play.test_strategist import LEFT, played


def over(rival: Rival = Rival.STRATEGIST_4) -> Run:
    """A finished run of the bargain, which knows what history did each day."""
    made = bargain_document()
    for part in made["episodes"]:
        for scene in part["scenes"]:
            for choice in scene["choices"][:1]:
                choice["history"] = True
    return played(Setup(built(made), LEFT, rival, 4), 4)


def told(run: Run) -> str:
    out = io.StringIO()
    tell_debrief(Lines(io.StringIO(), out), debrief(run), whole=True)
    return " ".join(out.getvalue().split())


def weighed(run: Run) -> list[TimelineRow]:
    """The decisions at which its choices were not all worth the same to the other side."""
    return [row for row in timeline(run) if len({expected.worth for expected in row.expected}) > 1]


def test_each_of_its_decisions_says_what_each_choice_was_worth_to_it() -> None:
    run = over()
    rows = [row for row in timeline(run) if row.expected]
    assert [row.record.scene.id for row in rows] == ["offer0", "offer1", "offer2", "offer3", "last"]
    for row in rows:
        assert len(row.expected) >= 2
        assert [e.words for e in row.expected if e.taken] == [row.mine]
        assert all(0 <= e.worth <= 100 for e in row.expected)


def test_the_best_is_said_first_and_what_was_taken_is_marked() -> None:
    row = weighed(over())[0]
    heading, *ranked = reasons(row)
    assert heading.words.plain == "What the other side expected, out of 10"
    worths = [float(item.about) for item in ranked]
    assert worths == sorted(worths, reverse=True)
    assert [item.words.plain for item in ranked if item.note == "taken"] == [row.mine]
    assert facts_at(row)[: len(ranked) + 1] == (heading, *ranked)


def test_what_was_worth_the_same_whatever_it_did_is_said_once() -> None:
    row = next(row for row in timeline(over()) if row.expected)
    even = replace(row, expected=tuple(replace(e, worth=64) for e in row.expected))
    assert reasons_in_words(even) == "Here all its choices were worth the same to the other side: 6.4 out of 10."
    assert [one.words.plain for one in reasons(even)] == [reasons_in_words(even)]


def test_where_one_choice_alone_was_worth_more_the_others_are_told_beside_it() -> None:
    row = next(row for row in timeline(over()) if row.expected)
    one = row.expected[0]
    uneven = replace(row, expected=(replace(one, worth=64), replace(one, worth=40), replace(one, worth=40)))
    assert [item.about for item in reasons(uneven)[1:]] == ["6.4", "4.0", "4.0"]
    assert [reasons_in_words(uneven).count(worth) for worth in ("6.4 for", "4.0 for")] == [1, 2]


def test_lines_and_gazette_say_it_in_the_same_words() -> None:
    run = over()
    for row in weighed(run):
        said = reasons_in_words(row)
        assert said.startswith("The other side expected, out of 10: ")
        assert said in told(run)
        assert said in html(paper(run)).replace("&#x27;", "'")
    assert "The other side expected" in markdown(paper(run))


def test_in_french_numbers_have_a_comma() -> None:
    run = over()
    catalogue.set_language("fr")
    row = weighed(run)[0]
    assert reasons_in_words(row).startswith("Le camp d’en face en attendait, sur 10\u00a0: ")
    assert "," in reasons(row)[1].about


def test_before_the_end_nothing_is_said_of_it() -> None:
    run = over()
    for count in range(len(run.decisions)):
        under_way = run.upto(count)
        if under_way.ending is None:
            assert not any(row.expected for row in timeline(under_way))
            assert "out of 10" not in told(under_way) + html(paper(under_way)) + markdown(paper(under_way))


def test_a_rival_that_goes_by_a_rule_has_nothing_to_tell() -> None:
    for rival in (Rival.HISTORY, Rival.WEIGHTED):
        assert not any(row.expected for row in timeline(over(rival)))

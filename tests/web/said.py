"""What `game.view` says of a run, as plain data that the page's `view/` can say as well (`said.js`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.journal.reading_mode import PLAIN
from game.play.challenges import attempt
from game.play.debrief import debrief, last_episode
from game.play.page import Page, gauges_named, pages
from game.play.run import Run
from game.play.setup import BY_RULE
from game.story.markup import Block
from game.story.model import Story
from game.view import facts, gauges, new_game, people, wire
from game.view import pages as view
from game.view.challenges import challenges_now, seats_in_words, what_held
from game.view.debrief import in_short, measures_explained, preamble, sides
from game.view.endings import shelf_of
from game.view.log import previously
from game.view.text import Claim, Item, Refusal

_TERMINALS_OWN = (new_game.Topic.READERS, new_game.Topic.STRENGTH)
"""What only the terminal's game asks: two at one keyboard, and a rival that a page is too small for."""


def _offered(question: new_game.Question) -> tuple[new_game.Answer, ...]:
    return question.answers[: len(BY_RULE)] if question.topic is new_game.Topic.RIVAL else question.answers


def story_said(story: Story) -> list[Any]:
    """What is said of a story before and beside any run."""
    game = new_game.NewGame.of(story, story.endings)
    return [
        [
            [question.topic.value, question.asks, [[answer.name, answer.about] for answer in _offered(question)]]
            for question in game.questions
            if question.topic not in _TERMINALS_OWN and len(question.answers) > 1
        ],
        [[look.title, look.shape.value, look.meaning] for look in gauges.looks()],
        [[*row] for row in gauges.gauges_explained(story)],
        [[*row] for row in measures_explained(story)],
        [[claim.sign, claim.word, claim.meaning] for claim in Claim],
        _items(item for item in shelf_of(story, {}, None).items),
    ]


def run_said(run: Run) -> list[Any]:
    """What is said on every page of a run's last stretch; what goes through the whole run, at every tenth decision."""
    stretch = [view.shown_page(page, PLAIN) for page in pages(run.setup, run.state)]
    told = [
        [_page_said(run, stretch, index) for index in range(len(stretch))],
        [[one.when, one.hour, one.text, one.in_words] for one in wire.headlines(run)],
    ]
    if len(run.decisions) % 10 and run.ending is None:
        return told
    counted = [debrief(run), debrief(run, last_episode(run))]
    people_met = [_told(people.who_is_who(run, index)) for index in range(len(stretch))]
    recalled = [_items(previously(run, index)) for index in range(len(stretch))]
    beside = [_items(challenges_now(run)), recalled, _tried(run)]
    return [*told, [_debrief_said(of) for of in counted if not of.empty], people_met, *beside]


def _page_said(run: Run, stretch: Sequence[Page], index: int) -> list[Any]:
    page, known = stretch[index], view.known_by(run, stretch, index)
    here = view.where(known, page)
    theirs = [change for move in page.moves for change in move.changes]
    groups = gauges.gauges_here(known, page.values, PLAIN, page, page.changes, theirs)
    return [
        [here.story, here.episode, here.at, here.place, here.hour, here.hours, here.in_time, here.off_history],
        here.in_words,
        _items(
            view.page_items(
                page,
                run,
                view.leaves_history(run, stretch, index),
                introduced=gauges_named(page),
                bare=bool(len(run.decisions) % 2),
            )
        ),
        _items(view.premise_items(run.setup)),
        [
            _choice(choice)
            for choice in view.listed_choices(page, {f"{page.key}/{o.choice.id}" for o in page.offers[:1]})
        ],
        groups.why
        if isinstance(groups, Refusal)
        else [[g.look.title, [[one.in_words, one.moved, one.theirs, one.own_end] for one in g.gauges]] for g in groups],
        _told(facts.facts_here(known, page.ending, PLAIN, None)),
    ]


def _tried(run: Run) -> list[Any]:
    story, told = run.setup.story, list[Any]()
    for challenge in story.challenges.values():
        near = attempt(challenge, run)
        told.append([seats_in_words(story, challenge), near and what_held(near)])
    return told


def _debrief_said(of: Any) -> list[Any]:
    said = preamble(of)
    return [
        _item(said.title),
        [[figure.name, figure.value] for figure in said.measures],
        _items(said.sentences),
        _items(in_short(of, "l")[:-1]),
        [[_items(sides(row)), _items(facts.facts_at(row))] for row in of.rows],
    ]


def _choice(choice: view.ListedChoice) -> list[Any]:
    why = None if choice.why is None else _block(choice.why)
    return [_block(choice.words), choice.number, why, choice.chance, [*choice.moves], choice.taken]


def _told(told: Sequence[Item] | Refusal) -> Any:
    return told.why if isinstance(told, Refusal) else _items(told)


def _items(items: Iterable[Item]) -> list[Any]:
    return [_item(item) for item in items]


def _item(item: Item) -> list[Any]:
    claim = None if item.claim is None else item.claim.value
    return [item.role.value, _block(item.words), item.about, item.note, claim, item.number]


def _block(block: Block) -> list[Any]:
    return [block.kind.value, [[span.text, span.style.value] for span in block.spans]]

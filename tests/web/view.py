"""What a run shows, as plain data that both engines can write down: the yardstick of their equality (`view.js`)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from game.play.challenges import attempt, challenges_met, seats_for
from game.play.debrief import Debrief, debrief, last_episode
from game.play.page import Bulletin, Page, Passage, pages, why_it_ended, wire
from game.play.record import Record, record, recorded
from game.play.run import Run
from game.play.setup import Setup
from game.play.share_code import encode
from game.play.state import Beat, Decided, Drawn, EndlessStory, State
from game.play.timeline import TimelineRow
from game.story.closures import Values
from game.story.markup import Block
from game.story.model import Story
from game.story.variables import VariableKind


def written(data: Any) -> str:
    """Data as JavaScript's `JSON.stringify` writes it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def digest(data: Any) -> str:
    return sha256(written(data).encode()).hexdigest()[:16]


def view(setup: Setup, state: State) -> list[Any]:
    """Everything that a reader sees between two decisions, and everything that the engine knows."""
    alone = Run(setup, (), (state,))
    return [
        state.here.id,
        values(setup.story, state.values),
        state.step,
        [_beat(setup.story, beat) for beat in state.trail],
        [_page(setup, page) for page in pages(setup, state)],
        [_news(news) for news in wire(alone)],
    ]


def account(run: Run) -> list[Any]:
    """What is told of a run beside history."""
    left = run.diverged()
    try:
        of = [_debrief(debrief(run)), _debrief(debrief(run, last_episode(run)))]
        records = [_record(record(run, took)) for took in run.taken()]
        said = recorded(run, run.ending)
    except EndlessStory:
        return ["endless"]
    met = [challenge.id for challenge in challenges_met(run.setup.story, run.state)]
    return [of, records, said, left and [left.scene.id, left.choice.id], encode(run), met, _tried(run)]


def _tried(run: Run) -> list[Any]:
    """From which seats each challenge can be met, and how near the run came."""
    story, told = run.setup.story, list[Any]()
    for challenge in story.challenges.values():
        near = attempt(challenge, run)
        told.append([[*seats_for(story, challenge)], near and [near.done, near.parts, near.off]])
    return told


def values(story: Story, values: Values) -> list[int | str]:
    """The values; what the run remembers in as many digits as it takes."""
    return [str(v) if of.kind is VariableKind.MEMORY else v for of, v in zip(story.variables, values, strict=True)]


def _beat(story: Story, beat: Beat) -> list[Any]:
    before, after = values(story, beat.before), values(story, beat.after)
    if isinstance(beat, Decided):
        return ["decided", beat.scene.id, beat.choice.id, beat.player, before, after]
    if isinstance(beat, Drawn):
        return ["drawn", beat.scene.id, beat.storylet.id, None, before, after]
    return ["passed", beat.scene.id, None, None, before, after]


def _page(setup: Setup, page: Page) -> list[Any]:
    because = [] if page.ending is None else why_it_ended(setup, page.ending, page.values)
    return [
        page.kind.value,
        page.key,
        page.episode and page.episode.id,
        page.title,
        page.at,
        page.minute,
        page.place,
        [_passage(passage) for passage in page.passages],
        values(setup.story, page.values),
        page.scene and page.scene.id,
        page.ending and page.ending.id,
        [
            [o.choice.id, block(o.say), o.number, o.locked and block(o.locked), [v.name for v in o.touches], o.chance]
            for o in page.offers
        ],
        page.chosen and block(page.chosen),
        [[c.variable.name, c.amount, None if c.why is None else c.why.plain(page.values)] for c in page.changes],
        [v.name for v in page.at_limit],
        [_passage(passage) for passage in because],
    ]


def _passage(passage: Passage) -> list[Any]:
    return [*block(passage.block), passage.mark and passage.mark.value, passage.seat]


def block(block: Block) -> list[Any]:
    return [block.kind.value, [[span.style.value, span.text] for span in block.spans]]


def _news(news: Bulletin) -> list[Any]:
    return [news.at, news.minute, news.text]


def _debrief(of: Debrief) -> list[Any]:
    return [
        [_row(row) for row in of.rows],
        [[measure.id, value] for measure, value in of.figures.taken],
        of.figures.fidelity,
        [[[shock.minute, shock.magnitude, shock.player] for shock in side] for side in (of.mine, of.theirs)],
        of.empty,
        list(of.minutes),
    ]


def _row(row: TimelineRow) -> list[Any]:
    told = [row.at, row.minute, row.whose.value, row.mine, row.theirs, row.known, row.joined, row.as_supposed]
    return [*told, _record(row.record)]


def _record(found: Record) -> list[Any]:
    did = found.did and block(found.did)
    told = [_passage(passage) for passage in found.passages]
    return [block(found.chosen), did, found.followed, found.supposed, told, [fact.id for fact in found.facts]]

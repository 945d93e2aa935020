"""`holdup explore`: every reachable state of a story, and a verdict on everything in it."""

from __future__ import annotations

import argparse
import time
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from game import memory_limit
from game.cli.errors import Refused, UsageError, did_you_mean
from game.cli.json_output import json_text
from game.cli.options import MOST_LIMIT, add_json, add_limits, add_path, add_setups, story_folder, whole_number
from game.cli.pages import page
from game.i18n.catalogue import tr
from game.program import command_line

if TYPE_CHECKING:
    from game.story.model import Story

_MOST_STORYLETS = 1000
"""How many storylets a deck has at most that can be explored."""

_SEARCHING = 0.6
"""The share of its time that a search may take; the rest is for what is made of it: odds, roads, ranges."""

_SOON = 0.001
"""Seconds of a search for which hardly any are left: 0 would be no limit."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup explore`."""
    add_path(command)
    add_setups(command, tr("default: all"), tr("default: both"), tr("default: all"))
    add_limits(command, 1_000_000_000, tr("stop after N states of all explorations together, which share them alike"))
    command.add_argument(
        "--max-memory",
        type=whole_number(0, MOST_LIMIT),
        default=memory_limit.default_limit(),
        metavar="N",
        help=tr("stop before it takes more than N MiB of memory (default: half of what this machine has)"),
    )
    command.add_argument(
        "--balance",
        type=whole_number(0, 100),
        metavar=tr("PERCENT"),
        help=tr("name the thresholds that would give these odds"),
    )
    command.add_argument(
        "--roads",
        action="store_true",
        help=tr("work out odds and a road for every text that asks what the run remembers, however long it takes"),
    )
    command.add_argument(
        "--flags", action="store_true", help=tr("say what each flag costs: how many states there would be without it")
    )
    command.add_argument(
        "--save-odds",
        action="store_true",
        help=tr(
            "only prove the odds of the endings, and keep them beside the story; where endings have worths, with what "
            "a strategist plays by, and how well"
        ),
    )
    command.add_argument(
        "--game",
        action="store_true",
        help=tr("only say what each seat can force and is sure of, from which scene on, and where perfect play ends"),
    )
    command.add_argument(
        "--where",
        metavar=tr("CONDITION"),
        help=tr("only say in how many states it holds, how likely that is, and one road there"),
    )
    command.add_argument("--ending", metavar="ID", help=tr("with --where: at this ending (default: at any)"))
    command.add_argument("--at", metavar="ID", help=tr("with --where: on coming to this scene or ending"))
    add_json(command)
    page(
        command,
        tr(
            "Prove a story: find every state that a run can be in, and give a verdict on each ending, scene and choice "
            "and on each text that may be read or not (paragraphs, titles, places, labels, news, reasons): reached, "
            "with its shortest road, or proved unreachable, with the clause to blame. Fails when something is "
            "unreachable."
        ),
        ("holdup explore ~/my-story", tr("all seats, rivals and openings")),
        ("holdup explore --seat board --rival weighted", tr("one seat, one rival")),
        ("holdup explore --balance 50", tr("thresholds that half of the runs would pass")),
        ("holdup explore --where 'mission >= 8' --ending le-conseil-tient", tr("how likely that is, and a road")),
        ("holdup explore --game --opening vendredi", tr("what each seat can force")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Explore.

    Returns:
        1 when something is unreachable or some run never ends, else 0.

    Raises:
        UsageError: There is no story at the path, an option names what the story does not have, or numpy is missing.
        Refused: The story is broken, or takes more memory than it may.
    """
    from game.cli.setups import need_numpy

    need_numpy()
    import numpy  # noqa: F401  # what its libraries take beforehand is not the story's

    try:
        with memory_limit.limited(arguments.max_memory):
            return _explore(arguments)
    except MemoryError:
        raise Refused(
            tr(
                "This would take more than {count} MiB of memory: explore less of the story, or allow more with "
                "--max-memory.",
                count=arguments.max_memory,
            )
        ) from None


def _explore(arguments: argparse.Namespace) -> int:
    from game.cli import launch
    from game.cli.progress import ProgressBar
    from game.cli.setups import setups
    from game.play.setup import Rival

    if arguments.rival and Rival(arguments.rival).strength:
        raise UsageError(
            tr(
                "What a strategist does cannot be proved: it depends on all that lies ahead. {command} plays "
                "against it.",
                command=command_line("playtest", "--rival", Rival(arguments.rival).value),
            )
        )
    began = time.perf_counter()
    story = launch.load(arguments.path, None)
    _look(story)
    if arguments.where is None and (arguments.ending or arguments.at):
        raise UsageError(tr("--ending and --at say where a condition is to hold: write it after --where."))
    if arguments.where is not None:
        return _where(arguments, story, began)
    if arguments.save_odds:
        return _save_odds(arguments.path)
    if arguments.game:
        return _game(arguments, story)
    from game.explore import report
    from game.explore.combine import combine
    from game.explore.deadline import Deadline
    from game.explore.recall import MOST_VISITS
    from game.explore.survey import setup_name
    from game.explore.surveys import Surveying
    from game.explore.verdicts import Effort, Status
    from game.story.load import allowed_warnings

    chosen = setups(story, arguments.seat, arguments.rival, arguments.opening)
    bar = ProgressBar(len(chosen))
    surveying = Surveying(
        path=story_folder(arguments.path),
        states=arguments.max_states,
        deadline=Deadline(began + arguments.max_seconds - time.perf_counter() if arguments.max_seconds else inf),
        effort=Effort(visits=0 if arguments.roads else MOST_VISITS, flags=arguments.flags),
        wanted=None if arguments.balance is None else arguments.balance / 100,
        begun=bar.next,
        beside=partial(memory_limit.limited, arguments.max_memory // 2),
    )
    made = surveying.of(chosen)
    bar.clear()
    surveys = [survey for survey in made if survey is not None]
    if not surveys:
        raise Refused(tr("There was not even time to begin: allow more with --max-seconds."))
    left_out = [setup_name(setup) for setup, survey in zip(chosen, made, strict=True) if survey is None]
    whole = combine(surveys, not (arguments.seat or arguments.rival or arguments.opening or left_out))
    path = arguments.path or ""
    if arguments.json:
        print(json_text(report.as_json(story, surveys, whole, path, left_out)))
    else:
        allowed = allowed_warnings(story_folder(arguments.path))
        print("\n".join(report.table(story, surveys, whole, path, left_out, allowed)))
    unreachable = any(finding.verdict.status is Status.UNREACHABLE for finding in whole.values())
    return 1 if unreachable or any(survey.stuck for survey in surveys) else 0


def _look(story: Story) -> None:
    """Refuse a deck that is too wide to be explored: each of its storylets is drawn in each state."""
    widest = max(story.episodes.values(), key=lambda episode: len(episode.deck))
    if len(widest.deck) > _MOST_STORYLETS:
        raise Refused(
            tr(
                "`{name}` has {count} storylets: no more than {most} at once can be explored.",
                name=widest.id,
                count=len(widest.deck),
                most=_MOST_STORYLETS,
            )
        )


def _where(arguments: argparse.Namespace, story: Story, began: float) -> int:
    """Say how often a condition holds at a place, in each setup."""
    from game.cli.progress import ProgressBar
    from game.cli.setups import setups
    from game.explore import occurrences
    from game.explore.deadline import Deadline
    from game.explore.search import Limits
    from game.story.expression import ExpressionError
    from game.story.problems import Report
    from game.story.story_conditions import StoryConditions
    from game.story.ways_out import WAYS_OUT

    places = _places(arguments, story)
    conditions = StoryConditions(story, Report().guess)
    try:
        asked = conditions.at(arguments.where, places)
    except ExpressionError as error:
        raise UsageError(f"--where: {error.message} ({error.hint or WAYS_OUT[error.code]})") from None
    closures = {place: conditions.closure(ast) for place, ast in asked.items()}
    chosen = setups(story, arguments.seat, arguments.rival, arguments.opening)
    bar = ProgressBar(len(chosen))
    whole = Deadline(began + arguments.max_seconds - time.perf_counter() if arguments.max_seconds else inf)
    answers: list[occurrences.Occurrence] = []
    for number, setup in enumerate(chosen):
        seconds = whole.left / (len(chosen) - number)
        states = (arguments.max_states - sum(one.searched for one in answers)) // (len(chosen) - number)
        limits = Limits(states, max(_SEARCHING * seconds, _SOON) if seconds < inf else 0)
        answers.append(
            occurrences.occurrence(setup, asked, closures, limits, Deadline(seconds), whole, bar.next(setup))
        )
        if not arguments.json:
            bar.clear()
            print("\n".join(occurrences.lines(answers[-1], arguments.path or "")), flush=True)
    bar.clear()
    if arguments.json:
        print(json_text([occurrences.data(one, arguments.path or "") for one in answers]))
    return 0


def _places(arguments: argparse.Namespace, story: Story) -> list[str]:
    """Where a condition is to hold: at an ending, at a scene, or at every ending."""
    if arguments.ending and arguments.at:
        raise UsageError(tr("--ending and --at each name a place: write one of them."))
    word, known = arguments.ending, list(story.endings)
    if arguments.at:
        word, known = arguments.at, [*story.scenes, *story.endings]
    if not word:
        return known
    from game.story.former import today

    name = today(story.was, word)
    if name not in known:
        raise UsageError(tr("“{word}” is not in this story.", word=word) + did_you_mean(word, known))
    return [name]


def _game(arguments: argparse.Namespace, story: Story) -> int:
    """Say what each seat can force: from every opening, unless one is named."""
    from game.cli.setups import setups
    from game.explore import report_forcing
    from game.explore.forcing import Forcing, TooManyEndings, forcing
    from game.explore.search import LimitReached, Limits

    if len(story.seats) < 2:
        raise UsageError(tr("A game needs two sides, and this story has one seat."))
    chosen = {setup.opening: None for setup in setups(story, "both", None, arguments.opening)}
    limits = Limits(arguments.max_states, float(arguments.max_seconds))
    games: list[Forcing] = []
    for opening in chosen:
        try:
            games.append(forcing(story, opening, limits))
        except LimitReached as cut:
            raise Refused(
                tr(
                    "{opening}: too large to be worked out as a game: stopped after {limit}.",
                    opening=opening,
                    limit=str(cut),
                )
            ) from None
        except TooManyEndings:
            raise Refused(tr("This story has more endings than can be told apart here.")) from None
        if not arguments.json:
            print("\n".join(report_forcing.lines(story, games[-1])), flush=True)
    if arguments.json:
        print(json_text([report_forcing.data(game) for game in games]))
    return 0


def _save_odds(path: str | None) -> int:
    from game.cli.progress import ProgressBar
    from game.explore import prove_odds, save_values
    from game.story.load import load

    folder = story_folder(path)
    try:
        print(prove_odds.save(folder))
        if load(folder).knows_worths:
            bar = ProgressBar(1)
            saved = save_values.save(folder, bar.draw)
            bar.clear()
            print("\n".join((str(saved.file), *saved.lines)))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(tr("{path}: this cannot be written ({reason}).", path=folder, reason=reason)) from None
    except prove_odds.OddsNotProved as error:
        raise Refused(str(error)) from None
    return 0

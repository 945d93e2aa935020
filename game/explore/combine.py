"""One verdict from several surveys: what is unreachable in one may be reached in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.explore.encounters import Element
from game.explore.explain_unreachable import only_follows
from game.explore.survey import Survey
from game.explore.verdicts import Status, Verdict
from game.explore.witnesses import Witness
from game.program import program_name


@dataclass(frozen=True, slots=True)
class CombinedVerdict:
    """What is known of an element over all surveys: the verdict to believe, and the survey that gave it."""

    verdict: Verdict
    survey: Survey


def combine(surveys: Sequence[Survey], everything: bool) -> dict[Element, CombinedVerdict]:
    """The verdict on each thing over several surveys.

    Args:
        surveys: At least one.
        everything: Whether they cover all seats, rivals and openings, so that what none reaches is unreachable.
    """
    combined: dict[Element, CombinedVerdict] = {}
    for survey in surveys:
        for verdict in survey.verdicts:
            old = combined.get(verdict.thing)
            if old is None or _rank(verdict) < _rank(old.verdict):
                combined[verdict.thing] = CombinedVerdict(verdict, survey)
    if everything:
        for thing, whole in combined.items():
            if whole.verdict.status is Status.ELSEWHERE:
                verdict = Verdict(thing, Status.UNREACHABLE, 0.0, reason=whole.verdict.reason)
                combined[thing] = CombinedVerdict(verdict, whole.survey)
    return combined


_ORDER = (Status.REACHED, Status.NOT_FOUND, Status.ELSEWHERE, Status.UNREACHABLE)


def _rank(verdict: Verdict) -> tuple[int, bool, bool, int]:
    road = verdict.road
    without = road is None or road.seed is None
    return (
        _ORDER.index(verdict.status),
        without,
        only_follows(verdict.reason),
        len(road.decisions) if road else 0,
    )


def command(survey: Survey, verdict: Verdict, path: str) -> str:
    """The command line that plays the road to a thing; empty where there is none."""
    road = verdict.road
    if road is None or road.seed is None:
        return ""
    return road_command("play", (survey.seat, survey.rival, survey.opening), road, path)


def road_command(verb: str, setup: tuple[str, str, str], road: Witness, path: str) -> str:
    """The command line that takes a road which has a seed, in a setup of seat, rival and opening."""
    seat, rival, opening = setup
    words = [program_name(), verb, *([path] if path else []), "--seat", seat, *(["--rival", rival] if rival else [])]
    words += ["--opening", opening, "--seed", str(road.seed), "--replay", str(road) or '""']
    return " ".join(words)

"""Surveys as tables for people, and as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from game.explore.combine import CombinedVerdict, command
from game.explore.encounters import Element
from game.explore.survey import Survey
from game.explore.verdicts import Status, Verdict, written_at
from game.explore.word_counts import minutes
from game.story.model import Story

_MOST = 30
"""How many lines of one kind a table shows before it says how many more there are."""


def table(story: Story, surveys: Sequence[Survey], whole: dict[Element, CombinedVerdict], path: str) -> Iterator[str]:
    """The report as lines of text."""
    yield from _summary(surveys)
    yield from _counts(whole)
    yield from _endings(story, surveys)
    yield from _roads(story, whole, path)
    yield from _section("Never met", _never(story, whole))
    yield from _section("Runs that never end", _traps(surveys))
    yield from _section("Choices that come to the same, or are never the better one", _pairs(surveys))
    yield from _section("Choices that texts remember, and no run that took them reads it", _unheard(surveys))
    yield from _section("Bottlenecks: odds of each band of what is still read", _bottlenecks(surveys))
    yield from _section("Thresholds for the odds wanted", _thresholds(surveys))
    yield from _section("Ranges", _ranges(surveys))
    yield from _section("Reading", _reading(surveys))
    yield from _section("Where most states are", _heaviest(surveys))
    yield from _section("What each flag costs: states with it, and without", _flag_costs(surveys))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield ""
        yield title
        yield from (f"  {line}" for line in body[:_MOST])
        if len(body) > _MOST:
            yield f"  and {len(body) - _MOST} more (all of them with --json)"


def _summary(surveys: Sequence[Survey]) -> Iterator[str]:
    states = sum(survey.states for survey in surveys)
    seconds = sum(survey.seconds for survey in surveys)
    yield f"{len(surveys)} exploration{'s' * (len(surveys) > 1)}, {states:,} states in {seconds:.1f} s"
    for survey in surveys:
        if survey.cut:
            yield f"NOT COMPLETE: {survey.name} was stopped at {survey.cut}; what is marked ~ is sampled, not proved"


def _counts(whole: dict[Element, CombinedVerdict]) -> Iterator[str]:
    for status in Status:
        kinds = Counter(f.verdict.thing.kind for f in whole.values() if f.verdict.status is status)
        if kinds:
            counted = ", ".join(f"{count:,} {kind}{'s' * (count > 1)}" for kind, count in kinds.items())
            yield f"{status.value}: {counted}"


def _endings(story: Story, surveys: Sequence[Survey]) -> Iterator[str]:
    yield ""
    yield "Odds of each ending in per cent, the player choosing at random"
    yield "  (· proved unreachable, ~ sampled, ? not found)"
    width = max(map(len, story.endings))
    heads = [(survey.opening, survey.seat, survey.rival) for survey in surveys]
    for level in range(3):
        yield f"  {'':{width}} " + " ".join(f"{head[level][:11]:>11}" for head in heads)
    columns = [{v.thing.id: v for v in survey.verdicts if v.thing.kind == "ending"} for survey in surveys]
    for ending in story.endings:
        yield f"  {ending:{width}} " + " ".join(f"{_percent(column[ending]):>11}" for column in columns)


def _percent(verdict: Verdict) -> str:
    if verdict.status is Status.NOT_FOUND:
        return "?"
    if verdict.status is not Status.REACHED or verdict.odds is None:
        return "·"
    return ("~" if verdict.sampled else "") + odds(verdict.odds)


def odds(value: float) -> str:
    """Odds in per cent, with as many digits as it takes to tell them from nothing."""
    percent = 100 * value
    return f"{percent:.2f}" if percent >= 0.01 or not percent else f"{percent:.1e}"


def _roads(story: Story, whole: dict[Element, CombinedVerdict], path: str) -> Iterator[str]:
    yield from _section(
        "Shortest road to each ending", (_road(whole[Element("ending", e)], path) for e in story.endings)
    )


def _road(combined: CombinedVerdict, path: str) -> str:
    verdict = combined.verdict
    if verdict.status is not Status.REACHED or verdict.road is None:
        return f"{verdict.thing.id}: {verdict.status.value}"
    line = command(combined.survey, verdict, path)
    replayed = line or f"{verdict.road} (with luck: no seed found)"
    count = f"{'' if verdict.road.shortest else 'at most '}{len(verdict.road.decisions)} decisions"
    return f"{verdict.thing.id} ({count}): {replayed}"


def _never(story: Story, whole: dict[Element, CombinedVerdict]) -> Iterator[str]:
    follow = 0
    for thing, combined in whole.items():
        verdict = combined.verdict
        if verdict.status in (Status.REACHED, Status.ELSEWHERE):
            continue
        if verdict.reason.endswith("is never reached") and verdict.status is Status.UNREACHABLE:
            follow += 1
            continue
        yield f"{written_at(story, thing)} {thing.kind} {thing.id}: {verdict.status.value}: {verdict.reason}".lstrip()
    if follow:
        yield f"and {follow} things that only follow from these"


def _traps(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        if survey.never_ends > 1e-12:
            yield f"{survey.name}: {odds(survey.never_ends)} % of random runs never end"
        for trap in survey.stuck:
            yield f"{survey.name}: {trap.kind} at {trap.scene} ({trap.states:,} states), first after: {trap.road}"


def _pairs(surveys: Sequence[Survey]) -> Iterator[str]:
    lines: dict[str, None] = {}
    for survey in surveys:
        for pair in survey.pairs:
            relation = "nothing later differs between" if pair.kind == "fake" else "never better than its sibling:"
            joint = "and" if pair.kind == "fake" else "beside"
            lines[f"{pair.scene}: {relation} {pair.first} {joint} {pair.second}"] = None
    yield from lines


def _unheard(surveys: Sequence[Survey]) -> Iterator[str]:
    if any(survey.cut for survey in surveys):
        return
    for choice in unheard(surveys):
        yield f"unheard-echo: {choice}"


def unheard(surveys: Sequence[Survey]) -> list[str]:
    """The choices that some text asks about, where no run that took them ever reads such a text."""
    heard = {choice for survey in surveys for choice, once in survey.echoes.items() if once}
    return [choice for choice in dict.fromkeys(c for survey in surveys for c in survey.echoes) if choice not in heard]


def _bottlenecks(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        for neck in survey.bottlenecks:
            yield f"{survey.name}: {neck.scene}, met in {odds(neck.odds)} % of runs"
            for name, bands in neck.gauges.items():
                spread = ", ".join(f"{_band(low, high)} {100 * p:.0f} %" for low, high, p in bands)
                yield f"  {name}: {spread}"


def _thresholds(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        for threshold in survey.thresholds:
            now = f"{survey.name}: {threshold.element}: `{threshold.clause}` holds in {odds(threshold.odds)} %"
            if threshold.better == threshold.clause:
                yield f"{now}, and no threshold is nearer"
            else:
                yield f"{now}; `{threshold.better}` would in {odds(threshold.better_odds)} %"


def _band(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _ranges(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        kind = "met" if survey.ranges_exact else "never left"
        spans = ", ".join(f"{name} {_band(*span)}" for name, span in survey.ranges.items())
        yield f"{survey.name} ({kind}): {spans}"
    clamps = {clamp: None for survey in surveys for clamp in survey.clamps}
    for place, choice, variable, edge in clamps:
        yield f"clamped at its {edge}: {variable}, by {place}{'/' + choice if choice else ''}"


def _reading(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        share = 100 * survey.words_read / survey.words if survey.words else 0
        mark = "~" if survey.cut else ""
        yield (
            f"{survey.name}: a random run reads {mark}{survey.words_read:,.0f} of {survey.words:,} words "
            f"({share:.0f} %, {minutes(survey.words_read)} minutes)"
        )


def _heaviest(surveys: Sequence[Survey]) -> Iterator[str]:
    survey = max(surveys, key=lambda survey: survey.states)
    for place, states, names in survey.heaviest:
        yield f"{place}: {states:,} states ({survey.name}), told apart by {', '.join(names) or 'nothing'}"


def _flag_costs(surveys: Sequence[Survey]) -> Iterator[str]:
    states = sum(survey.states for survey in surveys)
    costs = Counter[str]()
    for survey in surveys:
        costs.update(survey.flag_costs)
    for flag, cost in costs.most_common():
        yield f"{flag}: {states:,}, {states - cost:,} without it ({100 * cost / states:.1f} %)"


def as_json(
    story: Story, surveys: Sequence[Survey], whole: dict[Element, CombinedVerdict], path: str
) -> dict[str, Any]:
    """The whole report as JSON-able data: `verdicts` over all surveys, then each survey."""
    return {
        "story": story.id,
        "verdicts": [_told(story, combined, path) for combined in whole.values()],
        "surveys": [_survey(story, survey, path) for survey in surveys],
    }


def _told(story: Story, combined: CombinedVerdict, path: str) -> dict[str, Any]:
    verdict = combined.verdict
    road = verdict.road
    return {
        "kind": verdict.thing.kind,
        "id": verdict.thing.id,
        "place": written_at(story, verdict.thing),
        "status": verdict.status.value,
        "odds": verdict.odds,
        "sampled": verdict.sampled,
        "reason": verdict.reason,
        "decisions": str(road) if road else None,
        "seed": road.seed if road else None,
        "shortest": road.shortest if road else None,
        "command": command(combined.survey, verdict, path) or None,
    }


def _survey(story: Story, survey: Survey, path: str) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(survey).items() if name not in ("verdicts", "stuck")}
    fields["stuck"] = [
        {"kind": trap.kind, "place": trap.scene, "states": trap.states, "decisions": str(trap.road)}
        for trap in survey.stuck
    ]
    fields["complete"] = not survey.cut
    fields["verdicts"] = [_told(story, CombinedVerdict(verdict, survey), path) for verdict in survey.verdicts]
    return fields

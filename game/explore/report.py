"""Surveys as tables for people, and as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from game.explore.combine import CombinedVerdict, command
from game.explore.encounters import Element
from game.explore.explain_unreachable import only_follows
from game.explore.survey import Survey
from game.explore.verdicts import Status, Verdict, written_at
from game.explore.word_counts import minutes
from game.i18n.catalogue import message, tr, trn
from game.i18n.numbers import figure
from game.play.setup import Rival
from game.story.model import Story

_MOST = 30
"""How many lines of one kind a table shows before it says how many more there are."""


_STATUS = {
    Status.REACHED: message("reached"),
    Status.UNREACHABLE: message("proved unreachable"),
    Status.ELSEWHERE: message("proved unreachable here"),
    Status.NOT_FOUND: message("not found"),
}
_KIND = {
    "scene": message("scene"),
    "ending": message("ending"),
    "choice": message("choice"),
    "outcome": message("outcome"),
    "storylet": message("storylet"),
    "paragraph": message("paragraph"),
    "variant": message("variant"),
    "challenge": message("challenge"),
}
_NEVER = 1e-12
"""Odds that are none, but for rounding."""

_TRAPS = {"dead end": message("dead end"), "soft lock": message("soft lock"), "endless": message("endless")}
_PAIRS = {
    "fake": message("{scene}: nothing later differs between {first} and {second}"),
    "dominated": message("{scene}: never better than its sibling: {first} beside {second}"),
}
_MET = message("{survey} (met): {ranges}")
_NEVER_LEFT = message("{survey} (never left): {ranges}")


def table(
    story: Story,
    surveys: Sequence[Survey],
    whole: dict[Element, CombinedVerdict],
    path: str,
    left_out: Sequence[str] = (),
    allowed: Collection[str] = (),
) -> Iterator[str]:
    """The report as lines of text.

    `left_out` names the setups for which there was no time at all; of warnings that are `allowed`, nothing is said.
    """
    yield from _summary(surveys, left_out)
    yield from _counts(whole)
    yield from _all_well(surveys, whole, left_out)
    yield from _endings(story, surveys)
    yield from _roads(story, whole, path)
    yield from _section(tr("Never met"), _never(story, whole))
    yield from _section(tr("Runs that never end"), _traps(surveys))
    yield from _section(tr("Choices that come to the same, or are never the better one"), _pairs(surveys))
    if "unheard-echo" not in allowed:
        yield from _section(tr("Choices that texts remember, and no run that took them reads it"), _unheard(surveys))
    yield from _section(tr("What runs bring to a bottleneck, of all that is asked for later"), _bottlenecks(surveys))
    yield from _section(tr("Thresholds for the odds wanted"), _thresholds(surveys))
    yield from _section(tr("Ranges"), _ranges(surveys))
    yield from _section(tr("Reading"), _reading(surveys))
    yield from _section(tr("Where most states are"), _heaviest(surveys))
    yield from _section(tr("What each flag costs: states with it, and without"), _flag_costs(surveys))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield ""
        yield title
        yield from (f"  {line}" for line in body[:_MOST])
        if len(body) > _MOST:
            yield tr("  and {count} more (all of them with --json)", count=len(body) - _MOST)


def _summary(surveys: Sequence[Survey], left_out: Sequence[str]) -> Iterator[str]:
    states = sum(survey.states for survey in surveys)
    seconds = sum(survey.seconds for survey in surveys)
    yield trn(
        "{count} exploration, {states} states in {seconds} s",
        "{count} explorations, {states} states in {seconds} s",
        len(surveys),
        states=figure(states),
        seconds=figure(seconds, 1),
    )
    for survey in surveys:
        if survey.cut:
            yield tr(
                "NOT COMPLETE: {survey} was stopped at {limit}; what is marked ~ is sampled, not proved",
                survey=survey.name,
                limit=survey.cut,
            )
        if survey.undone:
            yield tr("NO TIME LEFT: {survey}: {undone}", survey=survey.name, undone=", ".join(survey.undone))
    for name in left_out:
        yield tr("NOT EXPLORED: {survey}: no time was left", survey=name)


def _counts(whole: dict[Element, CombinedVerdict]) -> Iterator[str]:
    for status in Status:
        kinds = Counter(f.verdict.thing.kind for f in whole.values() if f.verdict.status is status)
        if kinds:
            counted = ", ".join(_counted(kind, count) for kind, count in kinds.items())
            yield tr("{status}: {things}", status=tr(_STATUS[status]), things=counted)


def _all_well(
    surveys: Sequence[Survey], whole: Mapping[Element, CombinedVerdict], left_out: Sequence[str]
) -> Iterator[str]:
    unsure = left_out or any(survey.cut or survey.undone for survey in surveys)
    traps = any(survey.stuck or survey.never_ends > _NEVER for survey in surveys)
    if not unsure and not traps and all(combined.verdict.status is Status.REACHED for combined in whole.values()):
        yield tr("proved: all of it can be met, and from everywhere an ending can be reached")


def _counted(kind: str, count: int) -> str:
    shown = figure(count)
    match kind:
        case "scene":
            return trn("{shown} scene", "{shown} scenes", count, shown=shown)
        case "ending":
            return trn("{shown} ending", "{shown} endings", count, shown=shown)
        case "choice":
            return trn("{shown} choice", "{shown} choices", count, shown=shown)
        case "outcome":
            return trn("{shown} outcome", "{shown} outcomes", count, shown=shown)
        case "storylet":
            return trn("{shown} storylet", "{shown} storylets", count, shown=shown)
        case "variant":
            return trn("{shown} variant", "{shown} variants", count, shown=shown)
        case "challenge":
            return trn("{shown} challenge", "{shown} challenges", count, shown=shown)
        case _:
            return trn("{shown} paragraph", "{shown} paragraphs", count, shown=shown)


def _endings(story: Story, surveys: Sequence[Survey]) -> Iterator[str]:
    yield ""
    yield tr("Odds of each ending in per cent, the player choosing at random")
    yield tr("  (· proved unreachable, ~ sampled, ? not found)")
    width = max(map(len, story.endings))
    heads = [(survey.opening, survey.seat, survey.rival) for survey in surveys]
    for level in zip(*heads, strict=True):
        if any(level):  # where nobody sits opposite, there is no rival to name
            yield (f"  {'':{width}} " + " ".join(f"{word[:11]:>11}" for word in level)).rstrip()
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
    return figure(percent, 2) if percent >= 0.01 or not percent else f"{percent:.1e}"


def _roads(story: Story, whole: dict[Element, CombinedVerdict], path: str) -> Iterator[str]:
    yield from _section(
        tr("Shortest road to each ending"), (_road(whole[Element("ending", e)], path) for e in story.endings)
    )


def _road(combined: CombinedVerdict, path: str) -> str:
    verdict = combined.verdict
    if verdict.status is not Status.REACHED or verdict.road is None:
        return tr("{thing}: {status}", thing=verdict.thing.id, status=tr(_STATUS[verdict.status]))
    line = command(combined.survey, verdict, path)
    replayed = line or tr("{road} (with luck: no seed found)", road=verdict.road)
    count = trn("{count} decision", "{count} decisions", len(verdict.road.decisions))
    if not verdict.road.shortest:
        count = trn("at most {count} decision", "at most {count} decisions", len(verdict.road.decisions))
    return tr("{thing} ({count}): {road}", thing=verdict.thing.id, count=count, road=replayed)


def _never(story: Story, whole: dict[Element, CombinedVerdict]) -> Iterator[str]:
    follow = 0
    for thing, combined in whole.items():
        verdict = combined.verdict
        if verdict.status in (Status.REACHED, Status.ELSEWHERE):
            continue
        if only_follows(verdict.reason) and verdict.status is Status.UNREACHABLE:
            follow += 1
            continue
        yield tr(
            "{place} {kind} {thing}: {status}: {reason}",
            place=written_at(story, thing),
            kind=tr(_KIND[thing.kind]),
            thing=thing.id,
            status=tr(_STATUS[verdict.status]),
            reason=verdict.reason,
        ).lstrip()
    if follow:
        yield trn("and {count} thing that only follows", "and {count} things that only follow from these", follow)


def _traps(surveys: Sequence[Survey]) -> Iterator[str]:
    if any(_circles_by_history(survey) for survey in surveys):
        yield tr(
            "(A rival that follows history takes the same choice each time; where none is marked, the heaviest: give "
            "the way out `history: true`, or more `weight`.)"
        )
    for survey in surveys:
        if survey.never_ends > _NEVER:
            yield tr("{survey}: {odds} % of random runs never end", survey=survey.name, odds=odds(survey.never_ends))
        for trap in survey.stuck:
            yield trn(
                "{survey}: {trap} at {scene} ({shown} state), first after: {road}",
                "{survey}: {trap} at {scene} ({shown} states), first after: {road}",
                trap.states,
                survey=survey.name,
                trap=tr(_TRAPS[trap.kind]),
                scene=trap.scene,
                shown=figure(trap.states),
                road=str(trap.road) or tr("no decision at all"),
            )


def _circles_by_history(survey: Survey) -> bool:
    """Whether a rival that follows history goes round, and nobody is asked any more."""
    return survey.rival == Rival.HISTORY.value and any(trap.kind == "endless" for trap in survey.stuck)


def _pairs(surveys: Sequence[Survey]) -> Iterator[str]:
    lines: dict[str, None] = {}
    for survey in surveys:
        for pair in survey.pairs:
            sentence = _PAIRS[pair.kind]
            lines[tr(sentence, scene=pair.scene, first=pair.first, second=pair.second)] = None
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
    if any(survey.bottlenecks for survey in surveys):
        yield tr("(Where few runs bring a value, what asks for it is rare: ask for less, or let more choices move it.)")
    for survey in surveys:
        for neck in survey.bottlenecks:
            yield tr(
                "{survey}: {scene}, met in {odds} % of runs", survey=survey.name, scene=neck.scene, odds=odds(neck.odds)
            )
            for name, bands in neck.gauges.items():
                spread = ", ".join(
                    tr("{band} in {odds} %", band=_band(low, high), odds=figure(100 * p) if p >= 0.005 else "< 1")
                    for low, high, p in bands
                )
                yield tr("  {gauge}: {spread}", gauge=name, spread=spread)


def _thresholds(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        for threshold in survey.thresholds:
            now = tr(
                "{survey}: {place}: `{clause}` holds in {odds} %",
                survey=survey.name,
                place=threshold.element,
                clause=threshold.clause,
                odds=odds(threshold.odds),
            )
            if threshold.better == threshold.clause:
                yield tr("{now}, and no threshold is nearer", now=now)
            else:
                better = odds(threshold.better_odds)
                yield tr("{now}; `{clause}` would in {odds} %", now=now, clause=threshold.better, odds=better)


def _band(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _ranges(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        spans = ", ".join(f"{name} {_band(*span)}" for name, span in survey.ranges.items())
        sentence = _MET if survey.ranges_exact else _NEVER_LEFT
        yield tr(sentence, survey=survey.name, ranges=spans)
    clamps: dict[tuple[str, str], dict[str, None]] = {}
    for place, choice, variable, edge in (clamp for survey in surveys for clamp in survey.clamps):
        clamps.setdefault((variable, edge), {})[f"{place}/{choice}" if choice else place] = None
    for (variable, edge), places in clamps.items():
        yield tr("clamped at its {edge}: {variable}, by {place}", edge=edge, variable=variable, place=", ".join(places))


def _reading(surveys: Sequence[Survey]) -> Iterator[str]:
    for survey in surveys:
        share = 100 * survey.words_read / survey.words if survey.words else 0
        mark = "~" if survey.words_counted else ""
        yield trn(
            "{survey}: a random run reads {read} of {words} words ({share} %, {count} minute)",
            "{survey}: a random run reads {read} of {words} words ({share} %, {count} minutes)",
            minutes(survey.words_read),
            survey=survey.name,
            read=f"{mark}{figure(survey.words_read)}",
            words=figure(survey.words),
            share=figure(share),
        )


def _heaviest(surveys: Sequence[Survey]) -> Iterator[str]:
    survey = max(surveys, key=lambda survey: survey.states)
    for place, states, names in survey.heaviest:
        yield trn(
            "{place}: {shown} state ({survey}), told apart by {names}",
            "{place}: {shown} states ({survey}), told apart by {names}",
            states,
            place=place,
            shown=figure(states),
            survey=survey.name,
            names=", ".join(names) or tr("nothing"),
        )


def _flag_costs(surveys: Sequence[Survey]) -> Iterator[str]:
    states = sum(survey.states for survey in surveys)
    costs = Counter[str]()
    for survey in surveys:
        costs.update(survey.flag_costs)
    for flag, cost in costs.most_common():
        yield tr(
            "{flag}: {states}, {fewer} without it ({share} %)",
            flag=flag,
            states=figure(states),
            fewer=figure(states - cost),
            share=figure(100 * cost / states, 1),
        )


def as_json(
    story: Story,
    surveys: Sequence[Survey],
    whole: dict[Element, CombinedVerdict],
    path: str,
    left_out: Sequence[str] = (),
) -> dict[str, Any]:
    """The whole report as JSON-able data: `verdicts` over all surveys, then each survey."""
    return {
        "story": story.id,
        "verdicts": [_told(story, combined, path) for combined in whole.values()],
        "surveys": [_survey(story, survey, path) for survey in surveys],
        "left_out": list(left_out),
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
        "reason": str(verdict.reason),
        "decisions": str(road) if road else None,
        "seed": road.seed if road else None,
        "shortest": road.shortest if road else None,
        "command": command(combined.survey, verdict, path) or None,
    }


def _survey(story: Story, survey: Survey, path: str) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(survey).items() if name not in ("verdicts", "stuck", "settled")}
    fields["stuck"] = [
        {"kind": trap.kind, "place": trap.scene, "states": trap.states, "decisions": str(trap.road)}
        for trap in survey.stuck
    ]
    fields["complete"] = not survey.cut
    fields["verdicts"] = [_told(story, CombinedVerdict(verdict, survey), path) for verdict in survey.verdicts]
    return fields

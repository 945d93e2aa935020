"""What stands beside the map of roads: the scene under the cursor, and what was, or was not, decided there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from game.i18n.catalogue import tr, trn
from game.i18n.dates import short_date_and_time
from game.play.page import Offer, Page, offers, resting_page
from game.play.run import Run
from game.play.tree import TreeNode, choice_words
from game.play.tree_layout import MapPoint, TreeLayout
from game.story.scenes import Choice, Ending
from game.tui.typeset import content_of, set_block, wrap
from game.view.commands import Action, Scope, key_of
from game.view.tree import no_longer, node_name


@dataclass(frozen=True)
class PointedChoice:
    """A choice as it is listed: its words, its signs, how many runs took it, and why it cannot be taken."""

    choice: Choice
    says: Content
    runs: int
    history: bool
    locked: Content | None
    pointed: bool


def preview(chart: TreeLayout, spot: MapPoint, run: Run | None, width: int, height: int) -> list[Content]:
    """The lines of the panel, as many as fit: its head and its roads first, then as much of the text as there is room.

    Where not even those fit, the head is cut, then the roads: the one that is pointed at is always among those shown.

    Args:
        chart: The map.
        spot: Where its cursor is.
        run: A run that stands at the spot's place; None when the story no longer leads there.
        width: How wide the panel is, in cells.
        height: How many lines it has.
    """
    heads = _heads(chart, spot.node, width)
    page = None if run is None else resting_page(run.setup, run.state)
    roads = list(_roads(chart, spot, run))
    under = [_road(road, width) for road in roads]
    high = sum(map(len, under))
    foot = wrap(Content.assemble((_foot(spot, run), "italic $quiet")), width)
    above = max(0, height - len(foot) - 1)
    if sum(map(len, heads)) + 1 + high > above:
        pointed = next((n for n, road in enumerate(roads) if road.pointed), 0)
        least = min(high, len(under[pointed]) + 1) if under else 0
        while len(heads) > 1 and sum(map(len, heads)) > above - least:
            heads.pop()
        head = [line for part in heads for line in part]
        lines = [*head, *_around(under, pointed, above - len(head))]
    else:
        head = [line for part in heads for line in part]
        text = _text(page, width, above - len(head) - high - 2)
        lines = [*head, Content(""), *text, *([Content("")] if text and under else [])]
        lines += [line for road in under for line in road]
    return [*lines[:above], Content(""), *foot][:height]


def locked(spot: MapPoint, run: Run | None) -> Content | None:
    """Why the choice of a spot cannot be taken where a run stands; empty where it can, None where it is not offered."""
    assert spot.untaken is not None
    offer = _offered(run).get(spot.untaken.choice.id)
    if offer is None:
        return None
    return Content("") if offer.locked is None else content_of(offer.locked)


def _offered(run: Run | None) -> dict[str, Offer]:
    """What is offered where a run stands, by the ids of the choices; nothing where there is no run."""
    return {} if run is None else {offer.choice.id: offer for offer in offers(run.setup, run.state)}


def _heads(chart: TreeLayout, place: TreeNode, width: int) -> list[list[Content]]:
    """What a place is called, when it is, and who came there: the least needed last."""
    at, title = place.here, node_name(chart.tree.story, place)
    when = " · ".join(part for part in (short_date_and_time(place.hour.at), at.place if at.title else None) if part)
    passed = trn("one run has been here", "{count} runs have been here", place.runs)
    road = tr("≠ off history’s road") if place.left_history else ""
    if place.history:
        road = tr("? what the game supposes") if place.supposed else tr("═ history’s road")
    walked = " · ".join(part for part in (passed, road) if part)
    parts = [(title, "bold $accent"), *([(when, "$quiet")] if when else []), (walked, "$quiet")]
    return [wrap(Content.assemble(part), width) for part in parts]


def _around(roads: Sequence[list[Content]], pointed: int, room: int) -> list[Content]:
    """As many of some roads as fit around one of them, then how many are above and below."""
    if sum(map(len, roads)) <= room:
        return [line for road in roads for line in road]
    first, last, left = pointed, pointed + 1, room - 1 - len(roads[pointed])
    while last < len(roads) and len(roads[last]) <= left:
        left -= len(roads[last])
        last += 1
    while first > 0 and len(roads[first - 1]) <= left:
        first -= 1
        left -= len(roads[first])
    signs = [*([f"↑ {first}"] if first else []), *([f"↓ {len(roads) - last}"] if last < len(roads) else [])]
    shown = [line for road in roads[first:last] for line in road]
    return [*shown[: room - bool(signs)], *([Content.assemble(("  ".join(signs), "$quiet"))] if signs else [])]


def _text(page: Page | None, width: int, room: int) -> list[Content]:
    if page is None or room < 1:
        return []
    lines: list[Content] = []
    for passage in page.passages:
        lines += [*([Content("")] if lines else []), *set_block(passage.block, width)]
        if len(lines) > room:
            return [*lines[: room - 1], Content.assemble(("…", "$quiet"))]
    return lines


def _roads(chart: TreeLayout, spot: MapPoint, run: Run | None) -> Iterable[PointedChoice]:
    """The choices of a place that are no secret: those offered to a run there, and those taken by any."""
    place, scene = spot.node, spot.node.scene
    if scene is None:
        return
    taken: dict[str, int] = {}
    for (by, _), child in place.children.items():
        taken[by] = taken.get(by, 0) + child.runs
    offered = _offered(run)
    known = {left.choice.id for left in chart.untaken(place)}
    onward = place.onward if taken or any(left.history for left in chart.untaken(place)) else None
    for choice in scene.choices:
        offer = offered.get(choice.id)
        if offer is None and choice.id not in taken and (run is not None or choice.id not in known):
            continue
        says = Content(choice_words(choice)) if offer is None else content_of(offer.say)
        shut = None if offer is None or offer.locked is None else content_of(offer.locked)
        pointed = spot.untaken is not None and spot.untaken.choice is choice
        yield PointedChoice(choice, says, taken.get(choice.id, 0), choice.id == onward, shut, pointed)


def _road(road: PointedChoice, width: int) -> list[Content]:
    sign = "◎" if road.pointed else "●" if road.runs else "╌" if road.locked is not None else "○"
    style = "bold $accent" if road.pointed else "bold $ink" if road.runs else "$quiet"
    parts: list[Content] = [
        Content.assemble((f"{sign} ", style), (("? " if road.choice.supposed else "═ ") if road.history else "", style))
    ]
    parts.append(road.says.stylize_before(style))
    if road.runs:
        parts.append(Content.assemble((f"  ×{road.runs}", "$quiet")))
    elif road.locked is not None:
        parts.append(Content.assemble("  ", road.locked.stylize_before("italic $quiet")))
    return wrap(Content.assemble(*parts), width, 2)


def _foot(spot: MapPoint, run: Run | None) -> str:
    if run is None:
        return no_longer()
    key = key_of(Action.START_HERE, Scope.TREE)
    if isinstance(spot.node.here, Ending):
        return tr("{key} opens the run that ended here.", key=key)
    if spot.untaken is None:
        return tr("{key}: a new run starts from here. The others stay as they are.", key=key)
    shut = locked(spot, run)
    if shut is None or shut.plain:
        return tr("This road was closed to the run that is read here.")
    return tr("No run takes this road. {key} begins one that does.", key=key)

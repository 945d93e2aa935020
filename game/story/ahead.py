"""What lies ahead on a story's roads: hours that run back, circles without a way out, openings that stay shut."""

from __future__ import annotations

from game.i18n.catalogue import NOTHING, tr_lazy, trn_lazy
from game.story import compiled as c
from game.story.flow import Graph, place_of
from game.story.problems import Report


def check_time(document: c.CompiledStory, roads: Graph, report: Report) -> None:
    """Warn of a road that leads to an earlier hour than the one it comes from."""
    timed = [part for part in _parts(document) if part["minute"] is not None]
    minutes = {part["id"]: part["minute"] for part in timed}
    hours = {part["id"]: part["at"] for part in timed}
    later: dict[str, list[str]] = {}
    for scene in timed:
        for target in roads.get(scene["id"], ()):
            before, after = scene["minute"], minutes.get(target)
            if before is not None and after is not None and after < before:
                later.setdefault(target, []).append(scene["id"])
    for target, scenes in later.items():
        message = tr_lazy(
            "the clock runs back here: `{scene}`, at {hours}, leads to this scene",
            scene=scenes[0],
            hours=hours[scenes[0]],
        )
        if len(scenes) > 1:
            listed = ", ".join(f"`{name}`" for name in scenes[:5])
            more = tr_lazy(" and {count} more", count=len(scenes) - 5) if len(scenes) > 5 else NOTHING
            message = tr_lazy(
                "the clock runs back here: later scenes lead to this one: {listed}{more}", listed=listed, more=more
            )
        hint = tr_lazy("{hours} is earlier; leave `at` out of a scene that one comes back to", hours=hours[target])
        report.warn(place_of(document, target), "back-in-time", message, hint)


def check_ways_out(document: c.CompiledStory, roads: Graph, report: Report) -> None:
    """Warn of scenes from which no road comes to an ending, whatever is chosen."""
    behind: dict[str, list[str]] = {}
    for name, targets in roads.items():
        for target in targets:
            behind.setdefault(target, []).append(name)
    waiting = [ending["id"] for ending in document["endings"]]
    ending_ahead = set(waiting)
    while waiting:
        for name in behind.get(waiting.pop(), ()):
            if name not in ending_ahead:
                ending_ahead.add(name)
                waiting.append(name)
    lost = [name for name in roads if name not in ending_ahead]
    if lost:
        listed = ", ".join(f"`{name}`" for name in lost[:5])
        more = tr_lazy(" and {count} more", count=len(lost) - 5) if len(lost) > 5 else NOTHING
        message = tr_lazy(
            "no road from here comes to an ending: one goes round for ever in {listed}{more}", listed=listed, more=more
        )
        report.warn(place_of(document, lost[0]), "endless-loop", message)


def check_openings(document: c.CompiledStory, report: Report) -> None:
    """Warn of openings that never open, and of a story none of whose openings is open at first."""
    endings = len(document["endings"])
    shut = [opening for opening in document["openings"] if opening["after"] > endings]
    for opening in shut:
        place = place_of(document, f"openings/{opening['id']}")
        count = trn_lazy("one ending", "{count} endings", endings)
        message = tr_lazy(
            "`{opening}` never opens: it waits for {after} endings, and there are {count}",
            opening=opening["id"],
            after=opening["after"],
            count=count,
        )
        report.warn(place, "never-opens", message)
    if document["openings"] and not shut and all(opening["after"] for opening in document["openings"]):
        first = document["openings"][0]["id"]
        message = tr_lazy("no opening is open before an ending has been seen: nobody could begin")
        report.warn(
            place_of(document, f"openings/{first}"), "never-opens", message, tr_lazy("leave `after` out of one")
        )


def _scenes(document: c.CompiledStory) -> list[c.CompiledScene]:
    return [scene for episode in document["episodes"] for scene in episode["scenes"]]


def _parts(document: c.CompiledStory) -> list[c.CompiledScene | c.CompiledEnding]:
    return [*_scenes(document), *document["endings"]]

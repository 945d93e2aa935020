"""What an edit changed for a run, in words for its player."""

from __future__ import annotations

from collections.abc import Iterator

from game.i18n.catalogue import tr, trn
from game.journal.renames import present_id, present_name
from game.journal.snapshot import SavedDecision, Snapshot
from game.play.page import seen_by
from game.play.run import Run
from game.play.setup import Setup
from game.story.former import choice_today
from game.story.model import Story
from game.story.scenes import Ending
from game.story.variables import Variable


def stopped(run: Run, passed: SavedDecision, lost: int) -> tuple[str, ...]:
    """Why a run stops short of a decision that was taken, where it stands, and what is kept.

    Args:
        run: The run, up to the last decision that still fits.
        passed: The first that does not.
        lost: How many do not, that one included.
    """
    place = scene_name(run.setup.story, run.state.here.id)
    return (
        tr("The story has changed since you last played. {reason}", reason=_reason(run, passed)),
        trn(
            "You are back at “{place}”, after one of your decisions.",
            "You are back at “{place}”, after {count} of your decisions.",
            len(run.decisions),
            place=place,
        ),
        tr("Those that follow ({lost}) stay in the journal, in a run of their own.", lost=lost),
    )


def differences(setup: Setup, before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """What is not as it was, when a run stands where its decisions lead.

    Numbers that the player sees are named with both values. What the story keeps to itself is said to have changed, and
    no more: its names would tell too much. What the story declares since is told where it has left its start.
    """
    story = setup.story
    seen, hidden = _moved(setup, before, after)
    notices = [*_past(story, before.trail, after.trail)]
    if seen:
        notices.append(tr("The story has changed, and with it: {changes}.", changes=", ".join(seen)))
    if hidden:
        notices.append(tr("The story has changed: something that it keeps to itself is no longer as it was."))
    if present_id(story, before.scene) == after.scene:
        offered = {choice_today(story.was, before.scene, id)[1]: words for id, words in before.offered.items()}
        notices += _offered(offered, after.offered)
    return tuple(notices)


def _past(story: Story, before: tuple[str, ...] | None, after: tuple[str, ...] | None) -> Iterator[str]:
    """The first thing that was read and is told otherwise now."""
    read = None if before is None else [_today(story, step) for step in before]
    today = list(after or ())
    if read is None or read == today:
        return
    at = next(
        (n for n, (then, now) in enumerate(zip(read, today, strict=False)) if then != now), min(len(read), len(today))
    )
    gone, new = read[at : at + 1], today[at : at + 1]
    if not new or (gone and gone[0] not in today[at:] and new[0] in read[at:]):
        yield tr("The story has changed: something that you have read no longer happens.")
        return
    scene, _, rest = new[0].partition("/")
    place = scene_name(story, scene)
    if not rest:
        yield tr("The story has changed: it passes by “{place}” now, which you have not read.", place=place)
    elif "/" in rest:
        yield tr("The story has changed: at “{place}”, chance now has it otherwise than you read.", place=place)
    else:
        yield tr("The story has changed: at “{place}”, the other side now does otherwise than you read.", place=place)


def _today(story: Story, step: str) -> str:
    """A step of a trail by the names that things bear today."""
    scene, slash, rest = step.partition("/")
    if slash and not rest.startswith("/"):
        choice, *outcome = rest.split("/")
        return "/".join((present_id(story, f"{scene}/{choice}"), *outcome))
    return "/".join(present_id(story, part) for part in step.split("/"))


def scene_name(story: Story, id: str) -> str:
    """The words by which a player knows a scene or an ending: its title, else its place, else its episode's title."""
    ending = story.endings.get(id)
    if ending is not None:
        return ending.title
    scene = story.scenes[id]
    return (
        scene.title
        or " · ".join(part for part in (scene.place, scene.at) if part)
        or (story.episodes[scene.episode].title)
    )


def _reason(run: Run, passed: SavedDecision) -> str:
    story = run.setup.story
    scene = story.scenes.get(present_id(story, passed.scene))
    if scene is None:
        return tr("The scene where you decided “{said}” is gone.", said=passed.words)
    if scene.choice(choice_today(story.was, passed.scene, passed.choice)[1]) is None:
        return tr("Your decision “{said}” no longer exists.", said=passed.words)
    if isinstance(run.state.here, Ending) or run.state.here is not scene:
        return tr("Your road no longer passes where you decided “{said}”.", said=passed.words)
    return tr("Your decision “{said}” can no longer be taken there.", said=passed.words)


def _moved(setup: Setup, before: Snapshot, after: Snapshot) -> tuple[list[str], bool]:
    """The visible numbers that differ, told, and whether anything else does."""
    story = setup.story
    was = {present_name(story, name): value for name, value in before.values.items()}
    known = {variable.name: variable for variable in story.variables}
    sentences: list[str] = []
    drawn = {present_id(story, id) for id in before.drawn}
    hidden = drawn != set(after.drawn) or before.step != after.step
    for name, value in was.items():
        if value == after.values.get(name):
            continue
        variable = known.get(name)
        if variable is None:
            continue  # what the story has done with, nobody can see
        if seen_by(setup, variable):
            sentences.append(_told(variable, value, after.values[name]))
        else:
            hidden = True
    for variable in story.variables:
        new = variable.name not in was and variable.name in after.values
        if new and seen_by(setup, variable) and after.values[variable.name] != _start(variable):
            sentences.append(tr("{name}, new, {now} now", name=variable.label, now=after.values[variable.name]))
    return sentences, hidden


def _start(variable: Variable) -> int | str:
    return list(variable.words)[variable.start] if variable.words else variable.start


def _told(variable: Variable, before: int | str, after: int | str) -> str:
    return tr("{name}, {before} before, {after} now", name=variable.label, before=before, after=after)


def _offered(before: dict[str, str], after: dict[str, str]) -> list[str]:
    gone = [choice for id, choice in before.items() if id not in after]
    new = [choice for id, choice in after.items() if id not in before]
    return [
        *(tr("This choice can no longer be taken here: “{said}”.", said=choice) for choice in gone),
        *(tr("This choice is new here: “{said}”.", said=choice) for choice in new),
    ]

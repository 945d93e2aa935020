"""What an edit changed for a run, in words for its player."""

from __future__ import annotations

from game.i18n.catalogue import tr, trn
from game.journal.renames import present_id, present_name
from game.journal.snapshot import SavedDecision, Snapshot
from game.play.page import seen_by
from game.play.run import Run
from game.play.setup import Setup
from game.story.former import choice_today
from game.story.model import Ending, Story, Variable


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
    no more: its names would tell too much. What the story declares since is silent: it stands at its start.
    """
    story = setup.story
    seen, hidden = _moved(setup, before, after)
    notices = []
    if seen:
        notices.append(tr("The story has changed, and with it: {changes}.", changes=", ".join(seen)))
    if hidden:
        notices.append(tr("The story has changed: something that it keeps to itself is no longer as it was."))
    if present_id(story, before.scene) == after.scene:
        offered = {choice_today(story.was, before.scene, id)[1]: said for id, said in before.offered.items()}
        notices += _offered(offered, after.offered)
    return tuple(notices)


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
    hidden = set(before.drawn) != set(after.drawn) or before.step != after.step
    for name, value in was.items():
        if value == after.values.get(name):
            continue
        variable = known.get(name)
        if variable is None:
            hidden = hidden or value != 0  # a flag never raised is not missed
        elif seen_by(setup, variable):
            sentences.append(_told(variable, value, after.values[name]))
        else:
            hidden = True
    return sentences, hidden


def _told(variable: Variable, before: int | str, after: int | str) -> str:
    return tr("{name}, {before} before, {after} now", name=variable.label, before=before, after=after)


def _offered(before: dict[str, str], after: dict[str, str]) -> list[str]:
    gone = [choice for id, choice in before.items() if id not in after]
    new = [choice for id, choice in after.items() if id not in before]
    return [
        *(tr("This choice can no longer be taken here: “{said}”.", said=choice) for choice in gone),
        *(tr("This choice is new here: “{said}”.", said=choice) for choice in new),
    ]

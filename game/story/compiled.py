"""The compiled story: the JSON-able document between the checker and the linker.

`game.story.compile` writes it from checked YAML, the cache keeps it as JSON, and `game.story.link` turns it into a
`Story`. A fresh story and a cached one therefore take the same road. It holds data only: expressions are syntax
trees made of lists, never code.

Syntax trees:
    `["int", 3]`, `["bool", True]`, `["var", "equipe"]`, `["not", a]`, `["and", a, b, ...]`, `["or", a, b, ...]`,
    `["<", a, b]` (also `<= == != >= >`), `["in", a, [1, 2]]`, `["+", a, b]`, `["-", a, b]`, `["*", a, b]`,
    `["min", a, b, ...]`, `["max", a, b, ...]`, `["int", 1, "storm"]` (a label's value, with what it is called),
    `["case", [[condition, value], ...], default]`. The built-in `hour` is already an `int`, a derived value is
    already its own tree. In conditions of texts also `["took", "scene/choice"]`, `["seen", "scene"]`,
    `["times", "scene"]` and `["holds", "seat"]`.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

Ast = list[Any]
"""A syntax tree, as described above."""


class CompiledLine(TypedDict):
    """A line of text and the numbers that its `{names}` stand for.

    `verbatim` says that it stays as it stands; of `instead`, the first that holds is said in its place.
    """

    text: str
    numbers: dict[str, Ast]
    verbatim: NotRequired[bool]
    instead: NotRequired[list[CompiledInstead]]


class CompiledInstead(TypedDict):
    """A text that is said instead of another when its condition holds and that of none before it did."""

    text: str
    numbers: dict[str, Ast]
    condition: NotRequired[CompiledCondition]


class CompiledVariant(TypedDict):
    """One of several paragraphs, of which one is read each time."""

    line: CompiledLine
    mark: str | None


class CompiledCondition(TypedDict):
    """A condition as its author wrote it, and as it is evaluated."""

    source: str
    ast: Ast


class CompiledParagraph(TypedDict):
    """A paragraph: `mark` is None, `documented`, `disputed` or `invented`.

    In a `first_of`, `earlier` is how many clauses at the end of its condition say that none of those before it is read.
    `within` is where it is written among the paragraphs of its text, where that is not its place among those compiled.
    """

    line: CompiledLine
    mark: str | None
    condition: NotRequired[CompiledCondition]
    seat: NotRequired[str]
    facts: NotRequired[list[str]]
    variants: NotRequired[CompiledVariants]
    earlier: NotRequired[int]
    within: NotRequired[str]


class CompiledVariants(TypedDict):
    """Several paragraphs of which one is read: `pick` is `in-order`, `in-turn` or `by-chance`.

    `counted` is what the run counts, as in `CompiledStory.memory`: how often this was left, or chosen, before. `order`
    is that in which chance counts through `among`.
    """

    among: list[CompiledVariant]
    pick: str
    counted: tuple[str, str]
    path: str
    order: list[int]


class CompiledExit(TypedDict):
    """Where a choice or a scene leads: the id of a scene or an ending (episodes are resolved to their start)."""

    to: str
    condition: NotRequired[CompiledCondition]


class CompiledEffects(TypedDict):
    """What changes: amounts added, values set (flags as 0 or 1), and values that an expression gives."""

    add: dict[str, int]
    set: dict[str, int]
    computed: NotRequired[dict[str, Ast]]
    why: dict[str, CompiledLine]


class CompiledOutcome(TypedDict):
    """What may come of a choice that chance decides. `exits` is empty when it follows the choice's own."""

    effects: CompiledEffects
    result: list[CompiledParagraph]
    exits: list[CompiledExit]
    news: NotRequired[CompiledLine]


class CompiledChance(TypedDict):
    """How likely a choice turns out well, from 0 to 100 whatever the values, and what comes of it either way."""

    percent: Ast
    wins: CompiledOutcome
    fails: CompiledOutcome


class CompiledChoice(TypedDict):
    """One choice of a scene. `exits` is empty when it follows the scene's own.

    `supposed` says that the record is silent and that the story supposes it was taken; `takes` is in minutes.
    """

    id: str
    say: CompiledLine
    history: bool
    supposed: bool
    once: bool
    voice: bool
    takes: int
    effects: CompiledEffects
    result: list[CompiledParagraph]
    weight: Ast
    exits: list[CompiledExit]
    condition: NotRequired[CompiledCondition]
    locked: NotRequired[CompiledLine]
    news: NotRequired[CompiledLine]
    chance: NotRequired[CompiledChance]


class CompiledScene(TypedDict):
    """One scene. `hash` is over its source; `minute` counts from the story clock's start, `takes` is in minutes."""

    id: str
    hash: str
    title: str | None
    seat: str | None
    at: str | None
    minute: int | None
    takes: int
    place: str | None
    bottleneck: bool
    text: list[CompiledParagraph]
    facts: list[str]
    record: list[CompiledParagraph]
    effects: CompiledEffects
    choices: list[CompiledChoice]
    exits: list[CompiledExit]
    draw: int
    news: NotRequired[CompiledLine]
    titles: NotRequired[list[CompiledInstead]]
    places: NotRequired[list[CompiledInstead]]


class CompiledStorylet(TypedDict):
    """One storylet of an episode's deck.

    `scene` is there where it asks for a decision, and then holds its text; `exits` where it leads somewhere by itself.
    An exit of that scene that is missing leads back to where the storylet was drawn.
    """

    id: str
    seat: str | None
    at: str | None
    minute: int | None
    place: NotRequired[str]
    scene: NotRequired[CompiledScene]
    exits: NotRequired[list[CompiledExit]]
    condition: NotRequired[CompiledCondition]
    weight: Ast
    text: list[CompiledParagraph]
    effects: CompiledEffects
    facts: list[str]
    news: NotRequired[CompiledLine]


class CompiledEpisode(TypedDict):
    """One episode file."""

    id: str
    title: str
    number: int
    start: str
    question: str | None
    scenes: list[CompiledScene]
    deck: list[CompiledStorylet]


class CompiledEnding(TypedDict):
    """One ending. Of `because`, the first that holds is said; `worth` is from 0 to 10, by seat."""

    id: str
    hash: str
    title: str
    at: str | None
    minute: int | None
    place: str | None
    text: list[CompiledParagraph]
    epitaph: str
    hint: str
    instead: list[CompiledParagraph]
    facts: list[str]
    history: bool
    unfinished: bool
    because: list[CompiledParagraph]
    worth: dict[str, int]


class CompiledVariable(TypedDict):
    """A force, a stake, a vote, a counter, a label or a flag. Flags run from 0 to 1, labels over their `words`."""

    name: str
    kind: str
    label: str
    min: int
    max: int
    start: int
    low: str | None
    high: str | None
    seat: str | None
    about: str | None
    words: NotRequired[dict[str, str]]


class CompiledSeat(TypedDict):
    """A seat that a player may hold."""

    id: str
    name: str
    about: str
    goal: str | None


class CompiledOpening(TypedDict):
    """A place where a run may begin.

    `after` is how many distinct endings must have been seen; `presumes` what lies behind it: `history` or `nothing`.
    """

    id: str
    name: str
    episode: str
    after: int
    presumes: NotRequired[str]


class CompiledSource(TypedDict):
    """Who reported a fact."""

    id: str
    publisher: str
    title: str
    date: str
    url: str | None


class CompiledVersion(TypedDict):
    """One account of a fact."""

    text: str
    sources: list[str]


class CompiledFact(TypedDict):
    """What really happened; `certainty` is `established`, `reported` or `disputed`."""

    id: str
    when: str
    title: str
    text: str
    certainty: str
    sources: list[str]
    versions: list[CompiledVersion]


class CompiledPerson(TypedDict):
    """A card of who is who. `names` are all that texts may call them, the first included."""

    id: str
    name: str
    names: list[str]
    apposition: str
    about: list[CompiledParagraph]
    facts: list[str]


class CompiledSentence(TypedDict):
    """What is said of a measure from a figure on, in hundredths."""

    least: int
    text: str


class CompiledMeasure(TypedDict):
    """Something that a run is measured by; `by` is `fullness` or `unity`."""

    id: str
    name: str
    about: str | None
    of: list[str]
    by: str
    figure: bool
    verdict: list[CompiledSentence]


class CompiledChallenge(TypedDict):
    """Something to try for: met at one of the endings where its condition holds."""

    id: str
    name: str
    about: str
    endings: list[str]
    condition: NotRequired[CompiledCondition]


class CompiledOutline(TypedDict):
    """The whole story, but for its scenes and what stands beside them.

    `measures` is None where the story leaves them to the program. `record` says whether it answers for what really
    happened; `clock_start` is None where it has no clock. `was` maps former ids to present ones; `rules` is a hash over
    the variables' names, ranges and starts; `memory` lists what texts ask of a run's past, as (question, what it asks
    about).
    """

    format: int
    id: str
    title: str
    language: str
    version: int
    about: str
    premise: str | None
    record: bool
    clock_start: str | None
    clock_hours: int
    seats: list[CompiledSeat]
    variables: list[CompiledVariable]
    openings: list[CompiledOpening]
    measures: list[CompiledMeasure] | None
    was: dict[str, str]
    rules: str
    memory: list[tuple[str, str]]


class Outline(CompiledOutline):
    """An outline, with the ids of all `endings` and of the `final` ones, and with what the scenes make the engine keep.

    `once` are the choices that can be taken once, as `scene/choice`; `draws` the scenes that draw storylets, each with
    its turns; `deck` is the length of the longest deck. `asks` says whether a storylet asks for a decision, `takes`
    whether anything moves the clock on.
    """

    endings: list[str]
    final: list[str]
    once: list[str]
    draws: list[tuple[str, int]]
    deck: int
    asks: bool
    takes: bool


class CompiledStory(CompiledOutline):
    """The whole story.

    `places` maps `scene`, `scene/choice`, `ending` and `storylet` ids to `[file, line, column]` for messages.
    """

    episodes: list[CompiledEpisode]
    endings: list[CompiledEnding]
    sources: list[CompiledSource]
    facts: list[CompiledFact]
    people: list[CompiledPerson]
    challenges: list[CompiledChallenge]
    places: dict[str, tuple[str, int, int]]

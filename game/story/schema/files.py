"""The shape of each file of a story. The checker, the JSON Schema and so the author's editor read the same lines."""

from __future__ import annotations

from game.story.schema.groups import Either, Key, ListOf, MapOf, Record
from game.story.schema.shapes import Duration, Integer, Moment, Name, OneOf, Switch, Text

ID = Name(r"[a-z][a-z0-9-]*", "a name")
STEM = Name(r"[a-z0-9][a-z0-9-]*", "a name")
VARIABLE = Name(r"[a-z][a-z0-9_]*", "a name", "_")
TEXT = Text()
WORDS = Text("an expression")
TRUTH = Either("a condition", text=WORDS, switch=Switch())
EXPRESSION = Either("a number or an expression", text=WORDS, number=Integer(), switch=Switch())
NUMBER = Either("a number or an expression", text=WORDS, number=Integer())
IDS = ListOf(ID)
FORMER = Either("a name or a list of names", text=ID, list=ListOf(ID))

PARAGRAPH = Record(
    "paragraph",
    {
        "text": Key(TEXT, "A paragraph that claims nothing."),
        "documented": Key(TEXT, "A paragraph that a fact of record stands behind."),
        "disputed": Key(TEXT, "A paragraph whose facts are told differently by those concerned."),
        "invented": Key(TEXT, "A paragraph of fiction."),
        "if": Key(TRUTH, "Only shown when this holds."),
        "for": Key(ID, "Only for a reader who holds this seat."),
        "facts": Key(IDS, "Its own facts, by their ids in facts.yaml; the scene's by default."),
    },
    one_of=("text", "documented", "disputed", "invented"),
)
PROSE = Either(
    "a text or a list of paragraphs",
    text=TEXT,
    list=ListOf(Either("a paragraph", text=TEXT, group=PARAGRAPH)),
)

REASON = Record(
    "reason",
    {
        "text": Key(TEXT, "A sentence that says why.", due=True),
        "if": Key(TRUTH, "Said when this holds and nothing above it did; the last reason has none."),
        "for": Key(ID, "Only for a reader who holds this seat."),
    },
)
REASONS = Either("a text or a list of reasons", text=TEXT, list=ListOf(REASON))

ROAD = Record(
    "road",
    {
        "if": Key(TRUTH, "Taken when this holds; the last road has none."),
        "to": Key(STEM, "A scene, an episode or an ending.", due=True),
    },
)
ROADS = Either("a name or a list of roads", text=STEM, list=ListOf(ROAD))

EFFECTS = {
    "effects": Key(
        MapOf(VARIABLE, Either("a number, an expression or `true` or `false`", WORDS, Integer(), Switch())),
        "What it changes: numbers are added, flags take true or false.",
    ),
    "set": Key(
        MapOf(VARIABLE, Either("a number, an expression or a label's word", WORDS, Integer())),
        "Numbers and labels set to a value, whatever they were.",
    ),
    "why": Key(MapOf(VARIABLE, TEXT), "A reason for each number moved, shown after the choice."),
}

CHOICE = Record(
    "choice",
    {
        "say": Key(TEXT, "The line that the player chooses.", due=True),
        "history": Key(
            Either("`true`, `false` or `supposed`", text=OneOf(("supposed",)), switch=Switch()),
            "`true` where this is what was really done; `supposed` where nobody knows, and the story supposes it.",
        ),
        "if": Key(TRUTH, "Open only when this holds."),
        "locked": Key(TEXT, "Shown when `if` does not hold; without it, the choice is hidden."),
        **EFFECTS,
        "result": Key(PROSE, "What follows at once, in two or three lines."),
        "news": Key(TEXT, "A line on the wire; all that the other seat learns."),
        "weight": Key(NUMBER, "How likely the realistic rival takes it; 1 by default, 0 for never."),
        "once": Key(Switch(), "Whether it can be taken only once in a run."),
        "voice": Key(Switch(), "Whether it only colours the voice."),
        "takes": Key(Duration(), "How long it takes, like 20 min: the run's clock moves on."),
        "to": Key(ROADS, "Where it leads; the scene's `next` by default."),
    },
)
SCENE = Record(
    "scene",
    {
        "was": Key(FORMER, "Its earlier id, or ids, so that saves find it."),
        "title": Key(TEXT, "A short name, for the map and the reckoning."),
        "seat": Key(ID, "Who lives and decides it; without it, everyone."),
        "at": Key(Moment(), "When it happens, like 2023-11-16 20:40."),
        "takes": Key(Duration(), "How long passing it takes, like 20 min: the run's clock moves on."),
        "place": Key(TEXT, "Where it happens."),
        "bottleneck": Key(Switch(), "Whether every road passes here."),
        "text": Key(PROSE, "What is read: a text, or a list of paragraphs.", due=True),
        "facts": Key(IDS, "What really happened here, by ids of facts.yaml."),
        "record": Key(PROSE, "What history did at this decision, shown after the choice."),
        **EFFECTS,
        "choices": Key(MapOf(ID, CHOICE, 1), "What can be decided, by id."),
        "next": Key(ROADS, "Where choices without `to` lead; due in a scene without choices."),
        "draw": Key(Integer(0, 9), "How many storylets are drawn after a scene without choices."),
        "news": Key(TEXT, "A line on the wire when a scene without choices is passed."),
    },
)
STORYLET = Record(
    "storylet",
    {
        "if": Key(TRUTH, "In the deck only when this holds."),
        "weight": Key(NUMBER, "How likely it is drawn; 1 by default."),
        "seat": Key(ID, "In the deck only for a reader who holds this seat."),
        "at": Key(Moment(), "When it happens, like 2023-11-16 20:40."),
        "place": Key(TEXT, "Where it happens; without it, no place is shown."),
        "text": Key(PROSE, "What is read.", due=True),
        **EFFECTS,
        "news": Key(TEXT, "A line on the wire when it is drawn."),
        "facts": Key(IDS, "What really happened, by ids of facts.yaml."),
    },
)
EPISODE = Record(
    "episode",
    {
        "episode": Key(TEXT, "The episode's title.", due=True),
        "number": Key(Integer(0, 99), "Its number, as shown.", due=True),
        "start": Key(ID, "Its first scene.", due=True),
        "question": Key(TEXT, "What the reader is left with at its end."),
        "scenes": Key(MapOf(ID, SCENE, 1), "Its scenes, by id.", due=True),
        "deck": Key(MapOf(ID, STORYLET, 1), "Its storylets, by id."),
    },
    about="An episode: its scenes, and the small scenes that may be drawn between them.",
)

_ABOUT = {"about": Key(TEXT, "What it measures, in a sentence: shown where a reader asks.")}
_RANGE = {
    "min": Key(Integer(), "Its least value; 0 by default."),
    "max": Key(Integer(), "Its greatest value.", due=True),
    "start": Key(Integer(), "Its value when a run begins.", due=True),
}
FORCE = Record(
    "force",
    {
        "name": Key(TEXT, "What readers call it.", due=True),
        **_ABOUT,
        **_RANGE,
        "low": Key(TEXT, "Who wins when it is low.", due=True),
        "high": Key(TEXT, "Who wins when it is high.", due=True),
    },
)
STAKE = Record("stake", {"name": Key(TEXT, "What readers call it.", due=True), **_ABOUT, **_RANGE})
VOTE = Record(
    "vote",
    {
        "name": Key(TEXT, "What readers call it.", due=True),
        **_ABOUT,
        **_RANGE,
        "seat": Key(ID, "The only seat that sees it.", due=True),
    },
)
COUNTER = Record(
    "counter",
    {
        **_RANGE,
        "start": Key(Integer(), "Its value when a run begins; its least by default."),
        "about": Key(TEXT, "A note to yourself; no reader meets it."),
    },
)
LABEL = Record(
    "label",
    {
        "values": Key(
            MapOf(VARIABLE, TEXT, 2), "What it can be: a word for conditions, and what readers read.", due=True
        ),
        "start": Key(VARIABLE, "Its word when a run begins; the first by default."),
    },
)
CASE = Record(
    "case",
    {
        "if": Key(TRUTH, "Taken when this holds; the last case has none."),
        "value": Key(EXPRESSION, "The value: a number or an expression.", due=True),
    },
)
SEAT = Record(
    "seat",
    {
        "name": Key(TEXT, "What readers call it.", due=True),
        "about": Key(TEXT, "A line on the title screen."),
        "goal": Key(TEXT, "What whoever holds it is after, told before the first page."),
    },
)
OPENING = Record(
    "opening",
    {
        "name": Key(TEXT, "What readers call it.", due=True),
        "episode": Key(STEM, "The episode it starts with.", due=True),
        "after": Key(Integer(0, 999), "How many distinct endings must have been seen; 0 by default."),
    },
)
CLOCK = Record(
    "clock",
    {
        "start": Key(Moment(), "When hour 0 is, like 2023-11-17 12:00.", due=True),
        "hours": Key(Integer(1, 100_000), "How many hours the clock counts.", due=True),
    },
)
STORY = Record(
    "story",
    {
        "id": Key(ID, "The story's identity in the journal; never change it.", due=True),
        "title": Key(TEXT, "The story's title.", due=True),
        "language": Key(Name(r"[a-z]{2,3}(_[A-Z]{2})?", "a language code"), "Its language, like `fr`.", due=True),
        "version": Key(Integer(0), "A number that grows with each release; 1 by default."),
        "about": Key(TEXT, "A sentence for the title screen."),
        "premise": Key(TEXT, "What a reader must know before the first page, in a paragraph."),
        "record": Key(Switch(), "Whether it answers for what really happened: facts, history's choices, the wire."),
        "clock": Key(CLOCK, "The clock that runs through the story; due where anything has an `at`."),
        "seats": Key(MapOf(ID, SEAT, 1), "The sides that a player may take.", due=True),
        "forces": Key(MapOf(VARIABLE, FORCE), "Tugs of war between two ends."),
        "stakes": Key(MapOf(VARIABLE, STAKE), "Numbers to keep up."),
        "votes": Key(MapOf(VARIABLE, VOTE), "Numbers that only one seat sees."),
        "counters": Key(MapOf(VARIABLE, COUNTER), "Numbers that readers never see move."),
        "labels": Key(MapOf(VARIABLE, LABEL), "Variables that are one of a few words, printed by `{name}`."),
        "flags": Key(MapOf(VARIABLE, TEXT), "What has happened or not, with a sentence for authors; all start false."),
        "derived": Key(
            MapOf(
                VARIABLE, Either("an expression or a list of cases", text=WORDS, number=Integer(), list=ListOf(CASE))
            ),
            "Values that follow from the others.",
        ),
        "episodes": Key(ListOf(STEM), "The episode files, without `.yaml`, in order.", due=True),
        "openings": Key(MapOf(ID, OPENING, 1), "Where a run may begin; the first episode by default."),
    },
    about="A story: what it counts, who plays, and which episodes it has.",
)

ENDING = Record(
    "ending",
    {
        "was": Key(FORMER, "Its earlier id, or ids, so that the gallery finds it."),
        "title": Key(TEXT, "Its title.", due=True),
        "at": Key(Moment(), "When the game's clock stops, like 2023-11-20 09:00."),
        "place": Key(TEXT, "Where it happens."),
        "text": Key(PROSE, "What is read.", due=True),
        "epitaph": Key(TEXT, "One line, for the gallery.", due=True),
        "hint": Key(TEXT, "One line, while it is still unseen.", due=True),
        "instead": Key(PROSE, "What history did instead."),
        "facts": Key(IDS, "What really happened, by ids of facts.yaml."),
        "history": Key(Switch(), "Whether this is how it really ended."),
        "unfinished": Key(Switch(), "Whether it only says: to be continued."),
        "because": Key(REASONS, "Why the run ended so: a sentence, or one for each road that leads here."),
        "worth": Key(MapOf(ID, Integer(0, 10), 1), "What it is worth to each seat, from 0 to 10."),
    },
)
ENDINGS = Record(
    "endings",
    {"endings": Key(MapOf(ID, ENDING, 1), "The endings, by id.", due=True)},
    about="Where a run may stop.",
)

SOURCE_ID = Name(r"[a-z0-9][a-z0-9-]*", "a name")
SOURCE = Record(
    "source",
    {
        "publisher": Key(TEXT, "Who published it.", due=True),
        "title": Key(TEXT, "Its title.", due=True),
        "date": Key(Either("a date", text=TEXT, number=Integer(0, 9999)), "When, in free words.", due=True),
        "url": Key(TEXT, "Its address, for an original only."),
    },
)
VERSION = Record(
    "version",
    {"text": Key(TEXT, "One account.", due=True), "sources": Key(ListOf(SOURCE_ID), "Who gives it.", due=True)},
)
FACT = Record(
    "fact",
    {
        "when": Key(
            Either("words", text=TEXT, number=Integer(0, 9999)), "A minute, a day, a range: free words.", due=True
        ),
        "title": Key(TEXT, "Two to six words.", due=True),
        "text": Key(TEXT, "One to three sentences.", due=True),
        "certainty": Key(OneOf(("established", "reported", "disputed")), "How sure it is.", due=True),
        "sources": Key(ListOf(SOURCE_ID), "Who reported it.", due=True),
        "versions": Key(ListOf(VERSION, 2), "Two or more accounts, where they conflict."),
    },
)
FACTS = Record(
    "facts",
    {
        "sources": Key(MapOf(SOURCE_ID, SOURCE), "Who reported the facts.", due=True),
        "facts": Key(MapOf(ID, FACT), "What really happened.", due=True),
    },
    about="The record: facts and their sources.",
)

PERSON = Record(
    "person",
    {
        "name": Key(TEXT, "What readers call them.", due=True),
        "names": Key(ListOf(TEXT), "How else texts call them: whoever has read one of their names has met them."),
        "apposition": Key(TEXT, "Who they are, in two to six words.", due=True),
        "about": Key(PROSE, "A sentence, or paragraphs some of which are read later."),
        "facts": Key(IDS, "What is known of them, by ids of facts.yaml."),
    },
)
PEOPLE = Record(
    "people",
    {"people": Key(MapOf(ID, PERSON, 1), "The cards, by id, in the order in which they are listed.", due=True)},
    about="Who is who: people, companies, whatever a reader may ask about.",
)

"""The shape of each file of a story. The checker, the JSON Schema and so the author's editor read the same lines."""

from __future__ import annotations

from game.story.model import GAUGE_KINDS, GaugeKind, VariableKind
from game.story.schema.groups import Either, Key, ListOf, MapOf, ObjectShape
from game.story.schema.shapes import (
    DateTimeShape,
    Duration,
    IntegerShape,
    LanguageCode,
    NameShape,
    OneOf,
    SwitchShape,
    TextShape,
)

ID = NameShape(r"[a-z][a-z0-9-]*", "a name")
STEM = NameShape(r"[a-z0-9][a-z0-9-]*", "a name")
VARIABLE = NameShape(r"[a-z][a-z0-9_]*", "a name", "_")
TEXT = TextShape(marked=True)
PLAIN = TextShape()
LINES = TextShape("lines of text")
WORDS = TextShape("an expression")
TRUTH = Either("a condition", text=WORDS, switch=SwitchShape())
EXPRESSION = Either("a number or an expression", text=WORDS, number=IntegerShape(), switch=SwitchShape())
NUMBER = Either("a number or an expression", text=WORDS, number=IntegerShape())
IDS = ListOf(ID)
FORMER = Either("a name or a list of names", text=ID, list=ListOf(ID))
FORMER_STEM = Either("a name or a list of names", text=STEM, list=ListOf(STEM))
FORMER_VARIABLE = Either("a name or a list of names", text=VARIABLE, list=ListOf(VARIABLE))

_SAID = {
    "text": Key(TEXT, "A paragraph that claims nothing."),
    "documented": Key(TEXT, "A paragraph that a fact of record stands behind."),
    "disputed": Key(TEXT, "A paragraph whose facts are told differently by those concerned."),
    "invented": Key(TEXT, "A paragraph of fiction."),
    "lines": Key(LINES, "Lines that stay as they stand, under `|`: verse, a letter, a picture of characters."),
    "mark": Key(OneOf(("documented", "disputed", "invented")), "What `lines` claim to be."),
}
_KINDS_OF_WORDS = ("text", "documented", "disputed", "invented", "lines")
VARIANTS = ListOf(Either("a text", text=TEXT, group=ObjectShape("variant", _SAID, _KINDS_OF_WORDS)), 2)
_VARIED = {
    **_SAID,
    "one_of": Key(VARIANTS, "Several paragraphs, of which one is read each time."),
    "pick": Key(
        OneOf(("in-order", "in-turn", "by-chance")),
        "Which of them: one after the other and the last for good, round and round, or drawn.",
    ),
}
WORDS_OF_A_VISIT = Either(
    "a text or a paragraph",
    text=TEXT,
    group=ObjectShape("paragraph", _VARIED, (*_KINDS_OF_WORDS, "one_of")),
)
PARAGRAPH = ObjectShape(
    "paragraph",
    {
        **_VARIED,
        "first": Key(WORDS_OF_A_VISIT, "Read the first time that the run is here."),
        "again": Key(WORDS_OF_A_VISIT, "Read whenever it comes back."),
        "if": Key(TRUTH, "Only shown when this holds."),
        "for": Key(ID, "Only for a reader who holds this seat."),
        "facts": Key(IDS, "Its own facts, by their ids in facts.yaml; the scene's by default."),
    },
    one_of=(*_KINDS_OF_WORDS, "one_of", "first", "again"),
)
VARYING = Either(
    "a text or a list of texts",
    text=TEXT,
    list=ListOf(
        Either(
            "a text",
            text=TEXT,
            group=ObjectShape(
                "text",
                {
                    "text": Key(TEXT, "The whole text.", required=True),
                    "if": Key(TRUTH, "Said when this holds and nothing above it did; the last text has none."),
                },
            ),
        ),
        2,
    ),
)
PROSE = Either(
    "a text or a list of paragraphs",
    text=TEXT,
    list=ListOf(Either("a paragraph", text=TEXT, group=PARAGRAPH)),
)

REASON = ObjectShape(
    "reason",
    {
        "text": Key(TEXT, "A sentence that says why.", required=True),
        "if": Key(TRUTH, "Said when this holds and nothing above it did; the last reason has none."),
        "for": Key(ID, "Only for a reader who holds this seat."),
    },
)
REASONS = Either("a text or a list of reasons", text=TEXT, list=ListOf(REASON))

ROAD = ObjectShape(
    "road",
    {
        "if": Key(TRUTH, "Taken when this holds; the last road has none."),
        "to": Key(STEM, "A scene, an episode or an ending.", required=True),
    },
)
ROADS = Either("a name or a list of roads", text=STEM, list=ListOf(ROAD))

EFFECTS = {
    "effects": Key(
        MapOf(VARIABLE, Either("a number, an expression or `true` or `false`", WORDS, IntegerShape(), SwitchShape())),
        "What it changes: numbers are added, flags take true or false.",
    ),
    "set": Key(
        MapOf(VARIABLE, Either("a number, an expression or a label's word", WORDS, IntegerShape())),
        "Numbers and labels set to a value, whatever they were.",
    ),
    "why": Key(MapOf(VARIABLE, TEXT), "A reason for each number moved, shown after the choice."),
}

OUTCOME = ObjectShape(
    "outcome",
    {
        **EFFECTS,
        "result": Key(PROSE, "What follows at once, in two or three lines."),
        "news": Key(TEXT, "A line on the wire; all that the other seat learns."),
        "to": Key(ROADS, "Where it leads; the choice's `to` by default."),
    },
)
CHOICE = ObjectShape(
    "choice",
    {
        "was": Key(FORMER, "Its earlier id, or ids, so that saves find it."),
        "say": Key(VARYING, "The line that the player chooses.", required=True),
        "history": Key(
            Either("`true`, `false` or `supposed`", text=OneOf(("supposed",)), switch=SwitchShape()),
            "`true` where this is what was really done; `supposed` where nobody knows, and the story supposes it.",
        ),
        "if": Key(TRUTH, "Open only when this holds."),
        "locked": Key(TEXT, "Shown when `if` does not hold; without it, the choice is hidden."),
        **EFFECTS,
        "result": Key(PROSE, "What follows at once, in two or three lines."),
        "news": Key(TEXT, "A line on the wire; all that the other seat learns."),
        "chance": Key(NUMBER, "How likely it turns out well, in per cent; shown before choosing."),
        "wins": Key(OUTCOME, "What happens when it turns out well."),
        "fails": Key(OUTCOME, "What happens when it does not."),
        "weight": Key(NUMBER, "How likely the realistic rival takes it; 1 by default, 0 for never."),
        "once": Key(SwitchShape(), "Whether it can be taken only once in a run."),
        "voice": Key(SwitchShape(), "Whether it only colours the voice."),
        "takes": Key(Duration(), "How long it takes, like 20 min: the run's clock moves on."),
        "to": Key(ROADS, "Where it leads; the scene's `next` by default."),
    },
)
SCENE = ObjectShape(
    "scene",
    {
        "was": Key(FORMER, "Its earlier id, or ids, so that saves find it."),
        "title": Key(VARYING, "A short name, for the map and the reckoning."),
        "seat": Key(ID, "Who lives and decides it; without it, everyone."),
        "at": Key(DateTimeShape(), "When it happens, like 2023-11-16 20:40."),
        "takes": Key(Duration(), "How long passing it takes, like 20 min: the run's clock moves on."),
        "place": Key(VARYING, "Where it happens."),
        "bottleneck": Key(SwitchShape(), "Whether every road passes here."),
        "text": Key(PROSE, "What is read: a text, or a list of paragraphs.", required=True),
        "facts": Key(IDS, "What really happened here, by ids of facts.yaml."),
        "record": Key(PROSE, "What history did at this decision, shown after the choice."),
        **EFFECTS,
        "choices": Key(MapOf(ID, CHOICE, 1), "What can be decided, by id."),
        "next": Key(ROADS, "Where choices without `to` lead; due in a scene without choices."),
        "draw": Key(IntegerShape(0, 9), "How many storylets are drawn after a scene without choices."),
        "news": Key(TEXT, "A line on the wire when a scene without choices is passed."),
    },
)
STORYLET_CHOICE = ObjectShape("choice", {name: key for name, key in CHOICE.keys.items() if name != "history"})
STORYLET = ObjectShape(
    "storylet",
    {
        "title": Key(TEXT, "A short name, where it has choices."),
        "if": Key(TRUTH, "In the deck only when this holds."),
        "weight": Key(NUMBER, "How likely it is drawn; 1 by default."),
        "seat": Key(ID, "In the deck only for a reader who holds this seat."),
        "at": Key(DateTimeShape(), "When it happens, like 2023-11-16 20:40."),
        "place": Key(TEXT, "Where it happens; without it, no place is shown."),
        "text": Key(PROSE, "What is read.", required=True),
        **EFFECTS,
        "choices": Key(MapOf(ID, STORYLET_CHOICE, 1), "What can be decided, by id."),
        "next": Key(ROADS, "Where it leads; without it, where the scene leads after which it was drawn."),
        "news": Key(TEXT, "A line on the wire when it is drawn."),
        "facts": Key(IDS, "What really happened, by ids of facts.yaml."),
    },
)
EPISODE = ObjectShape(
    "episode",
    {
        "was": Key(FORMER_STEM, "The file's earlier name, or names, without `.yaml`."),
        "episode": Key(TEXT, "The episode's title.", required=True),
        "number": Key(IntegerShape(0, 99), "Its number, as shown.", required=True),
        "start": Key(ID, "Its first scene.", required=True),
        "question": Key(TEXT, "What the reader is left with at its end."),
        "scenes": Key(MapOf(ID, SCENE, 1), "Its scenes, by id.", required=True),
        "deck": Key(MapOf(ID, STORYLET, 1), "Its storylets, by id."),
    },
    about="An episode: its scenes, and the small scenes that may be drawn between them.",
)

_ABOUT = {"about": Key(TEXT, "What it measures, in a sentence: shown where a reader asks.")}
_WAS = {"was": Key(FORMER_VARIABLE, "Its earlier name, or names, so that saves find it.")}
_RANGE = {
    "min": Key(IntegerShape(), "Its least value; 0 by default."),
    "max": Key(IntegerShape(), "Its greatest value.", required=True),
    "start": Key(IntegerShape(), "Its value when a run begins.", required=True),
}
_ENDS = {
    "low": Key(TEXT, "Who wins when it is low.", required=True),
    "high": Key(TEXT, "Who wins when it is high.", required=True),
}
_SEAT = {"seat": Key(ID, "The only seat that sees it.", required=True)}


def _gauge(kind: VariableKind, gauge: GaugeKind) -> ObjectShape:
    name = {"name": Key(TEXT, "What readers call it.", required=True)}
    ends, seat = _ENDS if gauge.two_ends else {}, _SEAT if gauge.private else {}
    return ObjectShape(kind.value, {**name, **_ABOUT, **_WAS, **_RANGE, **ends, **seat})


COUNTER = ObjectShape(
    "counter",
    {
        **_WAS,
        **_RANGE,
        "start": Key(IntegerShape(), "Its value when a run begins; its least by default."),
        "about": Key(TEXT, "A note to yourself; no reader meets it."),
    },
)
LABEL = ObjectShape(
    "label",
    {
        **_WAS,
        "values": Key(
            MapOf(VARIABLE, TEXT, 2), "What it can be: a word for conditions, and what readers read.", required=True
        ),
        "start": Key(VARIABLE, "Its word when a run begins; the first by default."),
    },
)
FLAG = ObjectShape("flag", {"about": Key(TEXT, "A sentence for authors; no reader meets it.", required=True), **_WAS})
CASE = ObjectShape(
    "case",
    {
        "if": Key(TRUTH, "Taken when this holds; the last case has none."),
        "value": Key(EXPRESSION, "The value: a number or an expression.", required=True),
    },
)
SEAT = ObjectShape(
    "seat",
    {
        "was": Key(FORMER, "Its earlier id, or ids, so that saves find it."),
        "name": Key(TEXT, "What readers call it.", required=True),
        "about": Key(TEXT, "A line on the title screen."),
        "goal": Key(TEXT, "What whoever holds it is after, told before the first page."),
    },
)
OPENING = ObjectShape(
    "opening",
    {
        "was": Key(FORMER, "Its earlier id, or ids, so that saves find it."),
        "name": Key(TEXT, "What readers call it.", required=True),
        "episode": Key(STEM, "The episode it starts with.", required=True),
        "after": Key(IntegerShape(0, 999), "How many distinct endings must have been seen; 0 by default."),
        "presumes": Key(
            OneOf(("history", "nothing")),
            "What texts remember of the episodes before it: what history did, or nothing.",
        ),
    },
)
CLOCK = ObjectShape(
    "clock",
    {
        "start": Key(DateTimeShape(), "When hour 0 is, like 2023-11-17 12:00.", required=True),
        "hours": Key(IntegerShape(1, 100_000), "How many hours the clock counts.", required=True),
    },
)
SENTENCE = ObjectShape(
    "sentence",
    {
        "least": Key(IntegerShape(0, 100), "Said from this figure on, in hundredths; 0 by default."),
        "text": Key(TEXT, "The sentence.", required=True),
    },
)
MEASURE = ObjectShape(
    "measure",
    {
        "name": Key(TEXT, "What readers call it.", required=True),
        "about": Key(TEXT, "What it measures, in a few words: shown where a reader asks."),
        "of": Key(ListOf(VARIABLE), "The forces and stakes that make it.", required=True),
        "by": Key(
            OneOf(("fullness", "unity")),
            "`fullness`: how full they are together; `unity`: how far they all stand at the same end.",
        ),
        "figure": Key(SwitchShape(), "Whether its figure is shown, not its sentence alone; true by default."),
        "verdict": Key(ListOf(SENTENCE), "A sentence for each part of the scale, the highest first."),
    },
)
STORY = ObjectShape(
    "story",
    {
        "id": Key(ID, "The story's identity in the journal; never change it.", required=True),
        "title": Key(TEXT, "The story's title.", required=True),
        "language": Key(LanguageCode(), "Its language, like `fr`.", required=True),
        "version": Key(IntegerShape(0), "A number that grows with each release; 1 by default."),
        "about": Key(TEXT, "A sentence for the title screen."),
        "premise": Key(TEXT, "What a reader must know before the first page, in a paragraph."),
        "record": Key(
            SwitchShape(), "Whether it answers for what really happened: facts, history's choices, the wire."
        ),
        "clock": Key(CLOCK, "The clock that runs through the story; due where anything has an `at`."),
        "seats": Key(MapOf(ID, SEAT, 1), "The sides that a player may take.", required=True),
        **{gauge.key: Key(MapOf(VARIABLE, _gauge(kind, gauge)), gauge.about) for kind, gauge in GAUGE_KINDS.items()},
        "counters": Key(MapOf(VARIABLE, COUNTER), "Numbers that readers never see move."),
        "labels": Key(MapOf(VARIABLE, LABEL), "Variables that are one of a few words, printed by `{name}`."),
        "flags": Key(
            MapOf(VARIABLE, Either("a sentence", text=PLAIN, group=FLAG)),
            "What has happened or not, with a sentence for authors; all start false.",
        ),
        "derived": Key(
            MapOf(
                VARIABLE,
                Either("an expression or a list of cases", text=WORDS, number=IntegerShape(), list=ListOf(CASE)),
            ),
            "Values that follow from the others.",
        ),
        "measures": Key(MapOf(ID, MEASURE), "What a run is measured by, at the end of an episode and of the story."),
        "episodes": Key(ListOf(STEM), "The episode files, without `.yaml`, in order.", required=True),
        "rules": Key(ListOf(OneOf(("storylets-are-colour",))), "Rules that the story sets for itself."),
        "openings": Key(MapOf(ID, OPENING, 1), "Where a run may begin; the first episode by default."),
        "allow": Key(ListOf(ID), "Warnings that the story lives with, by their codes: `check` is silent about them."),
    },
    about="A story: what it counts, who plays, and which episodes it has.",
)

ENDING = ObjectShape(
    "ending",
    {
        "was": Key(FORMER, "Its earlier id, or ids, so that the gallery finds it."),
        "title": Key(TEXT, "Its title.", required=True),
        "at": Key(DateTimeShape(), "When the game's clock stops, like 2023-11-20 09:00."),
        "place": Key(TEXT, "Where it happens."),
        "text": Key(PROSE, "What is read.", required=True),
        "epitaph": Key(TEXT, "One line, for the gallery.", required=True),
        "hint": Key(TEXT, "One line, while it is still unseen.", required=True),
        "instead": Key(PROSE, "What history did instead."),
        "facts": Key(IDS, "What really happened, by ids of facts.yaml."),
        "history": Key(SwitchShape(), "Whether this is how it really ended."),
        "unfinished": Key(SwitchShape(), "Whether it only says: to be continued."),
        "because": Key(REASONS, "Why the run ended so: a sentence, or one for each road that leads here."),
        "worth": Key(MapOf(ID, IntegerShape(0, 10), 1), "What it is worth to each seat, from 0 to 10."),
    },
)
ENDINGS = ObjectShape(
    "endings",
    {"endings": Key(MapOf(ID, ENDING, 1), "The endings, by id.", required=True)},
    about="Where a run may stop.",
)

SOURCE_ID = NameShape(r"[a-z0-9][a-z0-9-]*", "a name")
SOURCE = ObjectShape(
    "source",
    {
        "publisher": Key(PLAIN, "Who published it.", required=True),
        "title": Key(PLAIN, "Its title.", required=True),
        "date": Key(Either("a date", text=PLAIN, number=IntegerShape(0, 9999)), "When, in free words.", required=True),
        "url": Key(PLAIN, "Its address, for an original only."),
    },
)
VERSION = ObjectShape(
    "version",
    {
        "text": Key(TEXT, "One account.", required=True),
        "sources": Key(ListOf(SOURCE_ID), "Who gives it.", required=True),
    },
)
FACT = ObjectShape(
    "fact",
    {
        "when": Key(
            Either("words", text=PLAIN, number=IntegerShape(0, 9999)),
            "A minute, a day, a range: free words.",
            required=True,
        ),
        "title": Key(TEXT, "Two to six words.", required=True),
        "text": Key(TEXT, "One to three sentences.", required=True),
        "certainty": Key(OneOf(("established", "reported", "disputed")), "How sure it is.", required=True),
        "sources": Key(ListOf(SOURCE_ID), "Who reported it.", required=True),
        "versions": Key(ListOf(VERSION, 2), "Two or more accounts, where they conflict."),
    },
)
FACTS = ObjectShape(
    "facts",
    {
        "sources": Key(MapOf(SOURCE_ID, SOURCE), "Who reported the facts.", required=True),
        "facts": Key(MapOf(ID, FACT), "What really happened.", required=True),
    },
    about="The record: facts and their sources.",
)

PERSON = ObjectShape(
    "person",
    {
        "name": Key(TEXT, "What readers call them.", required=True),
        "names": Key(ListOf(TEXT), "How else texts call them: whoever has read one of their names has met them."),
        "apposition": Key(TEXT, "Who they are, in two to six words.", required=True),
        "about": Key(PROSE, "A sentence, or paragraphs some of which are read later."),
        "facts": Key(IDS, "What is known of them, by ids of facts.yaml."),
    },
)
PEOPLE = ObjectShape(
    "people",
    {"people": Key(MapOf(ID, PERSON, 1), "The cards, by id, in the order in which they are listed.", required=True)},
    about="Who is who: people, companies, whatever a reader may ask about.",
)

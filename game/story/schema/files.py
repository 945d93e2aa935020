"""The shape of each file of a story. The checker, the JSON Schema and so the author's editor read the same lines."""

from __future__ import annotations

from game.i18n.catalogue import message, tr_lazy
from game.story.schema.groups import Either, Key, ListOf, MapOf, ObjectShape
from game.story.schema.shapes import (
    DateTimeShape,
    DecisionShape,
    Duration,
    IntegerShape,
    LanguageCode,
    LinesShape,
    NameShape,
    OneOf,
    RoadName,
    SentenceShape,
    SwitchShape,
    TextShape,
)
from game.story.variables import GAUGE_KINDS, GaugeKind

MOST_SCENES = 12_000
"""How many scenes and storylets a story has at most: some forty times as many as the shipped one."""

MOST_CHOICES = 500
"""Of one scene."""

MOST_LAWS = 200
"""Each is proved over the whole story, and asks something at each of its places."""

A_NAME = tr_lazy("a name")
ID = NameShape(r"[a-z][a-z0-9-]*", A_NAME)
STEM = NameShape(r"[a-z0-9][a-z0-9-]*", A_NAME)
GOAL = RoadName(STEM.pattern, A_NAME)
VARIABLE = NameShape(r"[a-z][a-z0-9_]*", A_NAME, "_")
TEXT = TextShape(marked=True)
PLAIN = TextShape()
ABOUT = SentenceShape()
LINES = LinesShape()
WORDS = TextShape(tr_lazy("an expression"))
TRUTH = Either(tr_lazy("a condition"), text=WORDS, switch=SwitchShape())
EXPRESSION = Either(tr_lazy("a number or an expression"), text=WORDS, number=IntegerShape(), switch=SwitchShape())
NUMBER = Either(tr_lazy("a number or an expression"), text=WORDS, number=IntegerShape())
IDS = ListOf(ID)
PLACE = SEAT_NAME = RoadName(ID.pattern, A_NAME)
PLACES = Either(tr_lazy("a name or a list of names"), text=PLACE, list=ListOf(PLACE, 1))
FORMER = Either(tr_lazy("a name or a list of names"), text=ID, list=ListOf(ID))
FORMER_STEM = Either(tr_lazy("a name or a list of names"), text=STEM, list=ListOf(STEM))
FORMER_VARIABLE = Either(tr_lazy("a name or a list of names"), text=VARIABLE, list=ListOf(VARIABLE))

_NOTE = {"note": Key(PLAIN, "a word to whoever translates it: `extract` hands it on, and no reader meets it")}

_SAID = {
    "text": Key(TEXT, "a paragraph that claims nothing"),
    "documented": Key(TEXT, "a paragraph that a fact of record stands behind"),
    "disputed": Key(TEXT, "a paragraph whose facts are told differently by those concerned"),
    "invented": Key(TEXT, "a paragraph of fiction"),
    "lines": Key(LINES, "lines that stay as they stand, under `|`: verse, a letter, a picture of characters"),
    "mark": Key(OneOf(("documented", "disputed", "invented")), "what `lines` claim to be"),
}
_KINDS_OF_WORDS = ("text", "documented", "disputed", "invented", "lines")
VARIANTS = ListOf(
    Either(
        tr_lazy("a text"),
        text=TEXT,
        group=ObjectShape(
            tr_lazy("variant"),
            {**_SAID, **_NOTE},
            _KINDS_OF_WORDS,
            elsewhere={
                "if": tr_lazy("write `first_of` in place of `one_of`: there the first is read whose `if` holds"),
                "first_of": tr_lazy("turn it round: a `one_of` may stand in a paragraph of a `first_of`"),
            },
        ),
    ),
    2,
    several=tr_lazy("write a list of texts: one alone needs no `one_of`"),
)
_VARIED = {
    **_SAID,
    "one_of": Key(VARIANTS, "several paragraphs, of which one is read each time"),
    "pick": Key(
        OneOf(("in-order", "in-turn", "by-chance")),
        "which of them: one after the other and the last for good, round and round, or drawn",
    ),
}
WORDS_OF_A_VISIT = Either(
    tr_lazy("a text or a paragraph"),
    text=TEXT,
    group=ObjectShape(
        tr_lazy("paragraph"),
        _VARIED,
        (*_KINDS_OF_WORDS, "one_of"),
        elsewhere={"first_of": tr_lazy("turn it round: `first` and `again` stand in the paragraphs of a `first_of`")},
    ),
)
_PARAGRAPH = {
    **_VARIED,
    "first": Key(WORDS_OF_A_VISIT, "read the first time that the run is here"),
    "again": Key(WORDS_OF_A_VISIT, "read whenever it comes back"),
    "if": Key(TRUTH, "only shown when this holds"),
    "for": Key(SEAT_NAME, "only for a reader who holds this seat"),
    "facts": Key(IDS, "its own facts, by their ids in facts.yaml; the scene’s by default"),
    **_NOTE,
}
_READER = {"seat": tr_lazy("write `for`: it is read by whoever holds that seat")}
_WAYS_TO_SAY = (*_KINDS_OF_WORDS, "one_of", "first", "again")
ALTERNATIVES = ListOf(
    Either(
        tr_lazy("a paragraph"),
        text=TEXT,
        group=ObjectShape(
            tr_lazy("paragraph"),
            _PARAGRAPH,
            _WAYS_TO_SAY,
            elsewhere={
                **_READER,
                "first_of": tr_lazy("write its paragraphs into this list, each with its `if`"),
                **dict.fromkeys(
                    ("else", "otherwise", "default"), tr_lazy("write the last text by itself, without a key")
                ),
            },
        ),
    ),
    2,
    several=tr_lazy("write a list of paragraphs, each but the last with its `if`"),
)
PARAGRAPH = ObjectShape(
    tr_lazy("paragraph"),
    {**_PARAGRAPH, "first_of": Key(ALTERNATIVES, "several paragraphs, of which the first whose `if` holds is read")},
    one_of=(*_WAYS_TO_SAY, "first_of"),
    elsewhere=_READER,
)
VARYING = Either(
    tr_lazy("a text or a list of texts"),
    text=TEXT,
    list=ListOf(
        Either(
            tr_lazy("a text"),
            text=TEXT,
            group=ObjectShape(
                tr_lazy("text"),
                {
                    "text": Key(TEXT, message("the whole text"), required=True),
                    "if": Key(TRUTH, "said when this holds and nothing above it did; the last text has none"),
                },
                elsewhere={
                    "first_of": tr_lazy(
                        "the first that holds is said already: write a list of `{written}`, the last text by itself",
                        written="{if: …, text: …}",
                    )
                },
            ),
        ),
        2,
    ),
)
PROSE = Either(
    tr_lazy("a text or a list of paragraphs"),
    text=TEXT,
    list=ListOf(Either(tr_lazy("a paragraph"), text=TEXT, group=PARAGRAPH)),
)

REASON = ObjectShape(
    tr_lazy("reason"),
    {
        "text": Key(TEXT, message("a sentence that says why"), required=True),
        "if": Key(TRUTH, "said when this holds and nothing above it did; the last reason has none"),
        "for": Key(SEAT_NAME, "only for a reader who holds this seat"),
    },
    elsewhere={
        "first_of": tr_lazy("reasons are that already: write a list of them under `because`, each with its `if`")
    },
)
REASONS = Either(tr_lazy("a text or a list of reasons"), text=TEXT, list=ListOf(REASON))

ROAD = ObjectShape(
    tr_lazy("road"),
    {
        "if": Key(TRUTH, "taken when this holds; the last road has none"),
        "to": Key(GOAL, message("a scene, an episode or an ending"), required=True),
    },
    alone="to",
    elsewhere={
        "else": tr_lazy("write a list of two roads: one with `if` and `to`, and one with `to` alone"),
    },
)
ROADS = Either(tr_lazy("a name or a list of roads"), text=GOAL, list=ListOf(ROAD))

EFFECTS = {
    "effects": Key(
        MapOf(
            VARIABLE,
            Either(tr_lazy("a number, an expression or `true` or `false`"), WORDS, IntegerShape(), SwitchShape()),
            tr_lazy("changes by the names of gauges and flags"),
            "{oil: -1, hailed: true}",
        ),
        "what it changes: numbers are added, flags take true or false",
    ),
    "set": Key(
        MapOf(
            VARIABLE,
            Either(tr_lazy("a number, an expression or a label’s word"), WORDS, IntegerShape()),
            tr_lazy("values by the names of gauges and labels"),
            "{oil: 3}",
        ),
        "numbers and labels set to a value, whatever they were",
    ),
    "why": Key(
        MapOf(VARIABLE, TEXT, tr_lazy("reasons by the names of gauges"), "{oil: …}"),
        "a reason for each number moved, shown after the choice",
    ),
}

OUTCOME = ObjectShape(
    tr_lazy("outcome"),
    {
        **EFFECTS,
        "result": Key(PROSE, "what follows at once, in two or three lines"),
        "news": Key(VARYING, "a line on the wire; all that the other seat learns"),
        "to": Key(ROADS, "where it leads; the choice’s `to` by default"),
        **_NOTE,
    },
)


def _choices(choice: ObjectShape) -> MapOf:
    return MapOf(ID, choice, tr_lazy("choices by their ids"), "light: {say: …, to: …}", 1, MOST_CHOICES)


_HISTORY = tr_lazy("`true`, `false` or `supposed`")
CHOICE = ObjectShape(
    tr_lazy("choice"),
    {
        "was": Key(FORMER, "its earlier id, or ids, so that saves find it"),
        "say": Key(VARYING, message("the line that the player chooses"), required=True),
        "history": Key(
            Either(_HISTORY, text=OneOf(("supposed",), among=_HISTORY), switch=SwitchShape()),
            "`true` where this is what was really done; `supposed` where nobody knows, and the story supposes it",
        ),
        "if": Key(TRUTH, "open only when this holds"),
        "locked": Key(VARYING, "shown when `if` does not hold; without it, the choice is hidden"),
        **EFFECTS,
        "result": Key(PROSE, "what follows at once, in two or three lines"),
        "news": Key(VARYING, "a line on the wire; all that the other seat learns"),
        "chance": Key(NUMBER, "how likely it turns out well, in per cent; shown before choosing"),
        "wins": Key(OUTCOME, "what happens when it turns out well"),
        "fails": Key(OUTCOME, "what happens when it does not"),
        "weight": Key(NUMBER, "how likely the realistic rival takes it; 1 by default, 0 for never"),
        "once": Key(SwitchShape(), "whether it can be taken only once in a run"),
        "voice": Key(SwitchShape(), "whether it only colours the voice"),
        "takes": Key(Duration(), "how long it takes, like 20 min: the run’s clock moves on"),
        "to": Key(ROADS, "where it leads; the scene’s `next` by default"),
        **_NOTE,
    },
    alone="say",
)
SCENE = ObjectShape(
    tr_lazy("scene"),
    {
        "was": Key(FORMER, "its earlier id, or ids, so that saves find it"),
        "title": Key(VARYING, "a short name, for the map and the reckoning"),
        "seat": Key(SEAT_NAME, "who lives and decides it; without it, everyone"),
        "at": Key(DateTimeShape(), "when it happens, like 2023-11-16 20:40"),
        "takes": Key(Duration(), "how long passing it takes, like 20 min: the run’s clock moves on"),
        "place": Key(VARYING, "where it happens"),
        "bottleneck": Key(SwitchShape(), "whether every road passes here"),
        "text": Key(PROSE, message("what is read: a text, or a list of paragraphs"), required=True),
        "facts": Key(IDS, "what really happened here, by ids of facts.yaml"),
        "record": Key(PROSE, "what history did at this decision, shown after the choice"),
        **EFFECTS,
        "choices": Key(_choices(CHOICE), "what can be decided, by id"),
        "next": Key(ROADS, "where choices without `to` lead; due in a scene without choices"),
        "draw": Key(
            IntegerShape(0, 9, tr_lazy("a number of storylets")),
            "how many storylets are drawn after a scene without choices",
        ),
        "news": Key(VARYING, "a line on the wire when a scene without choices is passed"),
        **_NOTE,
    },
    alone="text",
)
STORYLET_CHOICE = ObjectShape(tr_lazy("choice"), {name: key for name, key in CHOICE.keys.items() if name != "history"})
STORYLET = ObjectShape(
    tr_lazy("storylet"),
    {
        "was": Key(FORMER, "its earlier id, or ids, so that saves find it"),
        "title": Key(TEXT, "a short name, where it has choices"),
        "if": Key(TRUTH, "in the deck only when this holds"),
        "weight": Key(NUMBER, "how likely it is drawn; 1 by default"),
        "seat": Key(SEAT_NAME, "in the deck only for a reader who holds this seat"),
        "at": Key(DateTimeShape(), "when it happens, like 2023-11-16 20:40"),
        "place": Key(TEXT, "where it happens; without it, no place is shown"),
        "text": Key(PROSE, message("what is read"), required=True),
        **EFFECTS,
        "choices": Key(_choices(STORYLET_CHOICE), "what can be decided, by id"),
        "next": Key(ROADS, "where it leads; without it, where the scene leads after which it was drawn"),
        "news": Key(VARYING, "a line on the wire when it is drawn"),
        "facts": Key(IDS, "what really happened, by ids of facts.yaml"),
        **_NOTE,
    },
    alone="text",
)
EPISODE = ObjectShape(
    tr_lazy("episode"),
    {
        "was": Key(FORMER_STEM, "the file’s earlier name, or names, without `.yaml`"),
        "episode": Key(TEXT, message("the episode’s title"), required=True),
        "number": Key(IntegerShape(0, 99), message("its number, as shown"), required=True),
        "start": Key(ID, message("its first scene"), required=True),
        "question": Key(TEXT, "what the reader is left with at its end"),
        "scenes": Key(
            MapOf(ID, SCENE, tr_lazy("scenes by their ids"), "lamp: {text: …, next: …}", 1, MOST_SCENES),
            message("its scenes, by id"),
            required=True,
        ),
        "deck": Key(
            MapOf(ID, STORYLET, tr_lazy("storylets by their ids"), "gull: {text: …}", 1), "its storylets, by id"
        ),
        **_NOTE,
    },
    about="An episode: its scenes, and the small scenes that may be drawn between them.",
)

_ABOUT = {"about": Key(TEXT, "what it measures, in a sentence: shown where a reader asks")}
_WAS = {"was": Key(FORMER_VARIABLE, "its earlier name, or names, so that saves find it")}
_RANGE = {
    "min": Key(IntegerShape(), "its least value; 0 by default"),
    "max": Key(IntegerShape(), message("its greatest value"), required=True),
    "start": Key(IntegerShape(), message("its value when a run begins"), required=True),
}
_ENDS = {
    "low": Key(TEXT, message("who wins when it is low"), required=True),
    "high": Key(TEXT, message("who wins when it is high"), required=True),
}
_SEAT = {"seat": Key(SEAT_NAME, message("the only seat that sees it"), required=True)}


GAUGES = tr_lazy("gauges by their names")


def _gauge(gauge: GaugeKind) -> ObjectShape:
    name = {"name": Key(TEXT, message("what readers call it"), required=True)}
    ends, seat = _ENDS if gauge.two_ends else {}, _SEAT if gauge.private else {}
    return ObjectShape(gauge.noun, {**name, **_ABOUT, **_WAS, **_RANGE, **ends, **seat, **_NOTE}, alone="start")


COUNTER = ObjectShape(
    tr_lazy("counter"),
    {
        **_WAS,
        **_RANGE,
        "start": Key(IntegerShape(), "its value when a run begins; its least by default"),
        "about": Key(TEXT, "a note to yourself; no reader meets it"),
    },
)
LABEL = ObjectShape(
    tr_lazy("label"),
    {
        **_WAS,
        "values": Key(
            MapOf(VARIABLE, TEXT, tr_lazy("the label’s words"), "{calm: flat calm, storm: a storm}", 2, 500),
            message("what it can be: a word for conditions, and what readers read"),
            required=True,
        ),
        "start": Key(VARIABLE, "its word when a run begins; the first by default"),
        **_NOTE,
    },
)
FLAG = ObjectShape(
    tr_lazy("flag"), {"about": Key(TEXT, message("a sentence for authors; no reader meets it"), required=True), **_WAS}
)
CASE = ObjectShape(
    tr_lazy("case"),
    {
        "if": Key(TRUTH, "taken when this holds; the last case has none"),
        "value": Key(EXPRESSION, message("the value: a number or an expression"), required=True),
    },
)
SEAT = ObjectShape(
    tr_lazy("seat"),
    {
        "was": Key(FORMER, "its earlier id, or ids, so that saves find it"),
        "name": Key(TEXT, message("what readers call it"), required=True),
        "about": Key(TEXT, "a line on the title screen"),
        "goal": Key(TEXT, "what whoever holds it is after, told before the first page"),
        **_NOTE,
    },
    alone="name",
)
OPENING = ObjectShape(
    tr_lazy("opening"),
    {
        "was": Key(FORMER, "its earlier id, or ids, so that saves find it"),
        "name": Key(TEXT, message("what readers call it"), required=True),
        "episode": Key(STEM, message("the episode it starts with"), required=True),
        "after": Key(IntegerShape(0, 999), "how many distinct endings must have been seen; 0 by default"),
        "presumes": Key(
            OneOf(("history", "nothing")),
            "what texts remember of the episodes before it: what history did, or nothing",
        ),
        **_NOTE,
    },
)
CLOCK = ObjectShape(
    tr_lazy("clock"),
    {
        "start": Key(DateTimeShape(), message("when hour 0 is, like 2023-11-17 12:00"), required=True),
        "hours": Key(IntegerShape(1, 100_000), message("how many hours the clock counts"), required=True),
    },
)
SENTENCE = ObjectShape(
    tr_lazy("sentence"),
    {
        "least": Key(IntegerShape(0, 100), "said from this figure on, in hundredths; 0 by default"),
        "text": Key(TEXT, message("the sentence"), required=True),
    },
)
MEASURE = ObjectShape(
    tr_lazy("measure"),
    {
        "name": Key(TEXT, message("what readers call it"), required=True),
        "about": Key(TEXT, "what it measures, in a few words: shown where a reader asks"),
        "of": Key(ListOf(VARIABLE), message("the forces and stakes that make it"), required=True),
        "by": Key(
            OneOf(("fullness", "unity")),
            "`fullness`: how full they are together; `unity`: how far they all stand at the same end",
        ),
        "figure": Key(SwitchShape(), "whether its figure is shown, not its sentence alone; true by default"),
        "verdict": Key(ListOf(SENTENCE), "a sentence for each part of the scale, the highest first"),
        **_NOTE,
    },
)
CHALLENGE = ObjectShape(
    tr_lazy("challenge"),
    {
        "was": Key(FORMER, "its earlier id, or ids, so that catalogues find it"),
        "name": Key(TEXT, message("what readers call it"), required=True),
        "about": Key(TEXT, message("what is to be done, in a sentence: readers see it from the start"), required=True),
        "ending": Key(PLACES, "the ending, or endings, at which it can be met; any by default"),
        "if": Key(
            TRUTH, message("met where this holds at the ending; it may ask what the run remembers"), required=True
        ),
        **_NOTE,
    },
)
STORY = ObjectShape(
    tr_lazy("story"),
    {
        "id": Key(ID, message("the story’s identity in the journal; never change it"), required=True),
        "title": Key(TEXT, message("the story’s title"), required=True),
        "language": Key(LanguageCode(), message("its language, like `fr`"), required=True),
        "version": Key(IntegerShape(0), "a number that grows with each release; 1 by default"),
        "about": Key(TEXT, "a sentence for the title screen"),
        "premise": Key(TEXT, "what a reader must know before the first page, in a paragraph"),
        "record": Key(SwitchShape(), "whether it answers for what really happened: facts, history’s choices, the wire"),
        "clock": Key(CLOCK, "the clock that runs through the story; due where anything has an `at`"),
        "seats": Key(
            MapOf(ID, SEAT, tr_lazy("seats by their ids"), "keeper: {name: …, about: …}", 1, 50),
            message("the sides that a player may take"),
            required=True,
        ),
        **{
            gauge.key: Key(MapOf(VARIABLE, _gauge(gauge), GAUGES, "oil: {name: …, max: 5, start: 3}"), gauge.about)
            for gauge in GAUGE_KINDS.values()
        },
        "counters": Key(
            MapOf(VARIABLE, COUNTER, tr_lazy("counters by their names"), "rounds: {max: 5}"),
            "numbers that readers never see move",
        ),
        "labels": Key(
            MapOf(VARIABLE, LABEL, tr_lazy("labels by their names"), "weather: {values: …}"),
            "variables that are one of a few words, printed by `{name}`",
        ),
        "flags": Key(
            MapOf(
                VARIABLE,
                Either(tr_lazy("a sentence"), text=ABOUT, group=FLAG),
                tr_lazy("flags by their names"),
                "hailed: …",
            ),
            "what has happened or not, with a sentence for authors; all start false",
        ),
        "derived": Key(
            MapOf(
                VARIABLE,
                Either(
                    tr_lazy("an expression or a list of cases"), text=WORDS, number=IntegerShape(), list=ListOf(CASE)
                ),
                tr_lazy("expressions by their names"),
                "dark: oil == 0",
            ),
            "values that follow from the others",
        ),
        "measures": Key(
            MapOf(ID, MEASURE, tr_lazy("measures by their ids"), "light: {name: …, of: [oil]}"),
            "what a run is measured by, at the end of an episode and of the story",
        ),
        "challenges": Key(
            MapOf(ID, CHALLENGE, tr_lazy("challenges by their ids"), "thrift: {name: …, about: …, if: …}", most=500),
            "what a reader may try for, beyond coming to an ending",
        ),
        "episodes": Key(ListOf(STEM), message("the episode files, without `.yaml`, in order"), required=True),
        "rules": Key(ListOf(OneOf(("storylets-are-colour",))), "rules that the story sets for itself"),
        "openings": Key(
            MapOf(ID, OPENING, tr_lazy("openings by their ids"), "dusk: {name: …, episode: …}", 1, 500),
            "where a run may begin; the first episode by default",
        ),
        "allow": Key(ListOf(ID), "warnings that the story lives with, by their codes: `check` is silent about them"),
        **_NOTE,
    },
    about="A story: what it counts, who plays, and which episodes it has.",
)

ENDING = ObjectShape(
    tr_lazy("ending"),
    {
        "was": Key(FORMER, "its earlier id, or ids, so that the gallery finds it"),
        "title": Key(TEXT, message("its title"), required=True),
        "at": Key(DateTimeShape(), "when the game’s clock stops, like 2023-11-20 09:00"),
        "place": Key(TEXT, "where it happens"),
        "text": Key(PROSE, message("what is read"), required=True),
        "epitaph": Key(TEXT, message("one line, for the gallery"), required=True),
        "hint": Key(TEXT, message("one line, while it is still unseen"), required=True),
        "instead": Key(PROSE, "what history did instead"),
        "facts": Key(IDS, "what really happened, by ids of facts.yaml"),
        "history": Key(SwitchShape(), "whether this is how it really ended"),
        "unfinished": Key(SwitchShape(), "whether it only says: to be continued"),
        "because": Key(REASONS, "why the run ended so: a sentence, or one for each road that leads here"),
        "worth": Key(
            MapOf(ID, IntegerShape(0, 10), tr_lazy("figures by the ids of seats"), "{keeper: 8}", 1),
            "what it is worth to each seat, from 0 to 10",
        ),
        **_NOTE,
    },
    elsewhere={"why": tr_lazy("write `because`: why the run ended so")},
)
ENDINGS = ObjectShape(
    tr_lazy("endings"),
    {
        "endings": Key(
            MapOf(ID, ENDING, tr_lazy("endings by their ids"), "lit: {title: …, text: …}", 1),
            message("the endings, by id"),
            required=True,
        )
    },
    about="Where a run may stop.",
)

SOURCE_ID = NameShape(r"[a-z0-9][a-z0-9-]*", A_NAME)
SOURCE = ObjectShape(
    tr_lazy("source"),
    {
        "publisher": Key(PLAIN, message("who published it"), required=True),
        "title": Key(PLAIN, message("its title"), required=True),
        "date": Key(
            Either(tr_lazy("a date"), text=PLAIN, number=IntegerShape(0, 9999)),
            message("when, in free words"),
            required=True,
        ),
        "url": Key(PLAIN, "its address, for an original only"),
        **_NOTE,
    },
)
VERSION = ObjectShape(
    tr_lazy("version"),
    {
        "text": Key(TEXT, message("one account"), required=True),
        "sources": Key(ListOf(SOURCE_ID), message("who gives it"), required=True),
    },
)
FACT = ObjectShape(
    tr_lazy("fact"),
    {
        "when": Key(
            Either(tr_lazy("free words"), text=PLAIN, number=IntegerShape(0, 9999)),
            message("a minute, a day, a range: free words"),
            required=True,
        ),
        "title": Key(TEXT, message("two to six words"), required=True),
        "text": Key(TEXT, message("one to three sentences"), required=True),
        "certainty": Key(OneOf(("established", "reported", "disputed")), message("how sure it is"), required=True),
        "sources": Key(ListOf(SOURCE_ID), message("who reported it"), required=True),
        "versions": Key(ListOf(VERSION, 2), "two or more accounts, where they conflict"),
        **_NOTE,
    },
)
FACTS = ObjectShape(
    tr_lazy("facts"),
    {
        "sources": Key(
            MapOf(SOURCE_ID, SOURCE, tr_lazy("sources by their ids"), "gazette: {publisher: …, title: …}"),
            message("who reported the facts"),
            required=True,
        ),
        "facts": Key(
            MapOf(ID, FACT, tr_lazy("facts by their ids"), "wreck: {when: …, title: …}"),
            message("what really happened"),
            required=True,
        ),
    },
    about="The record: facts and their sources.",
)

PERSON = ObjectShape(
    tr_lazy("person"),
    {
        "name": Key(TEXT, message("what readers call them"), required=True),
        "names": Key(ListOf(TEXT), "how else texts call them: whoever has read one of their names has met them"),
        "apposition": Key(TEXT, message("who they are, in two to six words"), required=True),
        "about": Key(PROSE, "a sentence, or paragraphs some of which are read later"),
        "facts": Key(IDS, "what is known of them, by ids of facts.yaml"),
        **_NOTE,
    },
)
PEOPLE = ObjectShape(
    tr_lazy("people"),
    {
        "people": Key(
            MapOf(ID, PERSON, tr_lazy("people by their ids"), "mira: {name: …, apposition: …}", 1),
            message("the cards, by id, in the order in which they are listed"),
            required=True,
        )
    },
    about="Who is who: people, companies, whatever a reader may ask about.",
)

RIVALS = ("history", "weighted", "histoire", "realiste")
"""The words for a rival, and those that version 0.1 had for them."""

DECISION = DecisionShape()
WALKTHROUGH = ObjectShape(
    tr_lazy("walkthrough"),
    {
        "about": Key(TEXT, "what it shows, in a sentence"),
        "seat": Key(SEAT_NAME, "the seat that is held: the first by default, `both` for every seat"),
        "rival": Key(
            OneOf(RIVALS, shown=2),
            "how the other seats decide: as `history` did, which is the default (where no choice is history's, "
            "each takes what weighs most), or `weighted` by the writers' weights",
        ),
        "seed": Key(IntegerShape(0), "where its chance comes from; 0 by default"),
        "opening": Key(ID, "the opening that it begins with; the first by default"),
        "decisions": Key(
            Either(tr_lazy("a list of decisions"), text=DECISION, list=ListOf(DECISION, most=MOST_SCENES)),
            message("what is decided, in order: `choice`, or `scene:choice`"),
            required=True,
        ),
        "ending": Key(PLACE, "the ending that it must come to"),
        "through": Key(ListOf(PLACE, most=MOST_SCENES), "scenes that it must pass, in this order"),
        "holds": Key(
            MapOf(STEM, TRUTH, tr_lazy("conditions by the ids of scenes and endings"), "{lamp: oil >= 1}"),
            "by scene or ending, a condition that must hold there",
        ),
    },
)
LAW = ObjectShape(
    tr_lazy("law"),
    {
        "about": Key(TEXT, "why it must hold, in a sentence"),
        "always": Key(WORDS, "a condition that must hold at every moment of every run"),
        "never": Key(WORDS, "a condition that must hold at no moment of any run"),
        "at-endings": Key(WORDS, "a condition that must hold wherever a run ends"),
        "always-can-reach": Key(PLACE, "an ending that must stay within reach, by some choice and some luck"),
        "from": Key(PLACE, "the scene from which `always-can-reach` speaks"),
        "at": Key(
            PLACES,
            "the scenes and endings to which `always` or `never` keeps: everywhere by default",
        ),
        "seat": Key(SEAT_NAME, "speak only of runs in which this seat is held; `both` for every seat"),
        "rival": Key(OneOf(RIVALS, shown=2), "speak only of runs against this rival"),
        "opening": Key(ID, "speak only of runs that begin here"),
    },
    ("always", "never", "at-endings", "always-can-reach"),
    elsewhere={"if": tr_lazy("say when it must hold: `always`, `never` or `at-endings`")},
)
WALKTHROUGHS = ObjectShape(
    tr_lazy("walkthroughs"),
    {
        "walkthroughs": Key(
            MapOf(ID, WALKTHROUGH, tr_lazy("walkthroughs by their names"), "short: {decisions: …}", 1),
            message("the walkthroughs, by name"),
        ),
        "laws": Key(
            MapOf(ID, LAW, tr_lazy("laws by their names"), "never-dry: {never: oil == 0}", 1, MOST_LAWS),
            "what must hold in every run, by name",
        ),
    },
    about="A story's own tests: decisions, and what must come of them; and what must hold in every run.",
)

"""Parts of the two engines side by side, on random and nasty inputs: what whole runs meet too seldom."""

from __future__ import annotations

import json
from base64 import b64encode
from bz2 import compress
from collections.abc import Callable, Iterator
from itertools import islice, product
from random import Random
from typing import Any

import pytest

from game.i18n import catalogue, dates
from game.i18n.languages import interface_languages
from game.play.chance import MAX_SEED, pick, roll
from game.play.measures import fullness, unity
from game.play.run import Decision, Run
from game.play.setup import BY_RULE, Rival, Setup, seats
from game.play.share_code import InvalidShareCode, WrongStory, decode, encode
from game.play.state import open_choices
from game.story.closures import compile_ast
from game.story.compiled_format import FORMAT
from game.story.link import link
from game.story.markup import mentions, parse_block, verbatim
from game.story.paragraphs import Line, Number
from game.story.variables import Variable, VariableKind
from game.web.packing import pack
from game.web.texts import lift
from tests import switches
from tests.play.drafts import choice, document, ending, episode, flag, gauge, paragraph, scene
from tests.web.chromium import Chromium
from tests.web.inventions import inventions
from tests.web.loopback import Loopback
from tests.web.view import block, values

Row = list[Any]
"""What a part is given, and what it gives."""

BITS = (
    *("*", "**", "***", "\\", "\\*", "\\\\", "> ", "- ", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "é"),
    *("\U0001f600", "\n", "\n\n", "{a}", "{b}", "{constructor}", "{", "}", "\\{a}", "\\{", "mot", "…", "«", "»"),
    *("\N{IDEOGRAPHIC SPACE}", "-", ">", "’", "'", "œ", "e\N{COMBINING ACUTE ACCENT}", "Ada", "ada", "_", "7"),
)

JUNK_DATES = (
    *("", "2023", "2023-11", "2023-13", "2023-00-01", "2023-11-17", "2023-11-31", "2023-11-17T12:28", "hier"),
    *("2023-11-17, late", "2023-11 (début)", "vers 2019", "2023-11-17 12:00 PST", "2023-11-17 25:00", "0001-01-01"),
)


def text(random: Random) -> str:
    return "".join(random.choice(BITS) for _ in range(random.randint(1, 14)))


def markup(random: Random) -> Row:
    written = text(random)
    return [written, [block(parse_block(written)), block(verbatim(written))]]


def lines(random: Random) -> Row:
    written = text(random)
    given = {"a": 3, "constructor": -2} if random.random() < 0.5 else {"b": 1_000_000_000}
    line = Line(written, {name: Number(["int", value], lambda _, v=value: v) for name, value in given.items()})  # type: ignore[misc]
    return [[written, given], [[block(one) for one in line.blocks(())], line.plain(())]]


def names_in_texts(random: Random) -> Row:
    written, names = text(random), [random.choice(("Ada", "l’œ", "mot", "C++", "…", "e", "a.b")) for _ in range(2)]
    return [[written, names], mentions(written, names)]


def truth(random: Random, depth: int) -> list[Any]:
    kind = random.randrange(9 if depth else 3)
    if kind == 0:
        return ["bool", random.random() < 0.5]
    if kind in (1, 2):
        return ["var", random.choice("fg")]
    if kind == 3:
        return ["not", truth(random, depth - 1)]
    if kind == 4:
        parts = [truth(random, depth - 1) for _ in range(random.randint(2, 4))]
        return [random.choice(("and", "or")), *parts]
    if kind == 5:
        return [random.choice(("==", "!=")), truth(random, depth - 1), truth(random, depth - 1)]
    if kind == 6:
        return ["in", number(random, depth - 1), [random.randint(-3, 9) for _ in range(random.randint(1, 4))]]
    if kind == 7:
        tests = [[truth(random, depth - 1), truth(random, depth - 1)] for _ in range(2)]
        return ["case", tests, truth(random, depth - 1)]
    op = random.choice(("<", "<=", "==", "!=", ">=", ">"))
    left = number(random, depth - 1)
    return [op, left, left if random.random() < 0.3 else number(random, depth - 1)]


def number(random: Random, depth: int) -> list[Any]:
    kind = random.randrange(7 if depth else 2)
    if kind == 0:
        return ["int", random.choice((0, 1, -1, 7, 999_999_999, -999))]
    if kind in (1, 2):
        return ["var", random.choice("xy")]
    if kind == 3:
        cases = [[truth(random, depth - 1), number(random, depth - 1)] for _ in range(2)]
        return ["case", cases, number(random, depth - 1)]
    if kind == 4:
        return [random.choice(("min", "max")), *(number(random, depth - 1) for _ in range(random.randint(2, 3)))]
    return [random.choice("+-*"), number(random, depth - 1), number(random, 0)]


def expressions(random: Random) -> Row:
    while True:
        ast = random.choice((truth, number))(random, 4)
        values = (random.randint(-5, 10), random.choice((0, 1_000, 31_000)), random.randint(0, 1), random.randint(0, 1))
        result = int(compile_ast(ast, {"x": 0, "y": 1, "f": 2, "g": 3})(values))
        if abs(result) < 2**53:  # the longest numbers that an author can write come nowhere near
            return [[ast, values], result]


def chances(random: Random) -> Row:
    seed, step = random.choice((0, MAX_SEED, random.randrange(MAX_SEED))), random.choice((0, random.randrange(3000)))
    salt = random.randrange(2**32) + random.randrange(4)
    weights = [random.choice((-3, 0, 1, 5, 1_000_000_000)) for _ in range(random.randint(1, 9))]
    rolled = roll(seed, step, salt)
    return [[str(seed), step, salt, weights], [str(rolled), pick(weights, rolled)]]


def shares(random: Random) -> Row:
    ranges = [(low := random.randint(-5, 5), low + random.choice((0, 1, 7, 12, 100))) for _ in range(4)]
    values = tuple(random.randint(low, high) for low, high in ranges)
    made = [Variable(str(i), VariableKind.FORCE, "", low, high, low, i) for i, (low, high) in enumerate(ranges)]
    return [[ranges, values], [fullness(made, values), unity(made, values)]]


def moments(random: Random) -> Row:
    day = f"{random.randint(1000, 2100)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    at = random.choice((f"{day} {random.randint(0, 23):02}:{random.randint(0, 59):02}", day, random.choice(JUNK_DATES)))
    words = random.choice(("12:28. On sait.", "12 h 28 : on sait", "9 h 05", f"{at[11:]} et rien", ""))
    said = [
        dates.weekday_and_time(at),
        dates.time_of_day(at),
        dates.weekday_and_day(at),
        dates.begins_with_time(words, at),
        dates.in_words(at),
    ]
    return [[at, words], said]


PARTS: dict[str, Callable[[Random], Row]] = {
    "markup": markup,
    "lines": lines,
    "names": names_in_texts,
    "expressions": expressions,
    "chances": chances,
    "shares": shares,
}


async def differing(engine: tuple[Chromium, Loopback], part: str, rows: list[Row], words: Any = None) -> list[Any]:
    """Where a part gives something else: what it was given, what it gives, and what Python gives."""
    browser, server = engine
    address = server.hand_out("rows.json", {"rows": rows, "words": words})
    script = f"import('/tests/web/parts.js').then((m) => m.differing({part!r}, {address!r}))"
    found: list[Any] = await browser.evaluate(script, seconds=300)
    return found


async def test_parts_give_the_same_for_random_and_nasty_inputs(engine: tuple[Chromium, Loopback]) -> None:
    for name, part in PARTS.items():
        random = Random(name)
        rows = [part(random) for _ in range(500 * switches.THOROUGH)]
        assert await differing(engine, name, rows) == [], name


@pytest.mark.parametrize("language", interface_languages())
async def test_dates_are_written_as_the_terminal_writes_them(engine: tuple[Chromium, Loopback], language: str) -> None:
    catalogue.set_language(language)
    random = Random(language)
    rows = [moments(random) for _ in range(400 * switches.THOROUGH)]
    words = catalogue.excerpt(("", key, "") for key in catalogue._spoken[1].messages)
    assert await differing(engine, "moments", rows, words) == []


async def test_a_story_that_was_published_in_two_languages_is_whole_in_each(engine: tuple[Chromium, Loopback]) -> None:
    assert await differing(engine, "texts", text_rows()) == []


async def test_what_was_packed_is_unpacked(engine: tuple[Chromium, Loopback]) -> None:
    assert await differing(engine, "packed", packed_rows()) == []


def packed_rows() -> list[Row]:
    """Texts of any length: of one letter, of all letters, of letters that seldom come; longer than a block too."""
    random = Random(1)
    texts = ["", "a", *("a" * length for length in (3, 4, 5, 255, 259, 260, 70_000)), "aaaab" * 40, "é" * 4 + "aaaa"]
    texts += ["".join(text(random) for _ in range(random.choice((3, 90, 4000)))) for _ in range(40)]
    texts += [
        "".join(map(chr, random.choices(range(1, 0xD7FF), k=3000))),
        "".join(random.choices("ab", [1, 9999], k=9000)),
    ]
    rows: list[Row] = [[b64encode(compress(written.encode())).decode(), written] for written in texts]
    long = "".join(random.choices("aàb\u202f\U0001f600 ", k=200_000))
    return [
        *rows,
        [b64encode(compress(long.encode(), 1)).decode(), long],
        [pack(long), json.dumps(long, ensure_ascii=False)],
    ]


def text_rows() -> list[Row]:
    """Two documents written as one, with what each was: of one shape, and of two."""
    one, other = (json.loads(json.dumps(document)) for document in islice(inventions(), 2))
    reworded = json.loads(json.dumps(one).replace("words of", "des mots de"))
    rows: list[Row] = []
    for documents in ([one], [one, reworded], [one, other]):
        shared, texts = lift(documents)
        rows += [[[shared, said], document] for said, document in zip(texts, documents, strict=True)]
    return rows


async def test_what_lies_behind_an_opening_is_what_history_did(engine: tuple[Chromium, Loopback]) -> None:
    assert await differing(engine, "pasts", past_rows()) == []


def past_rows() -> list[Row]:
    """Openings of stories, with the values that a run begins with: history's road turns by what it changed."""
    made = document(
        episode("one", scene("a", choice("go", add={"heat": 2}, history=True)), scene("b", to="d"), scene("c", to="d")),
        episode("two", scene("d", choice("end", "end"), text=[paragraph("", when=["seen", "b"])]), number=2),
    )
    hot = {"source": "", "ast": [">=", ["var", "heat"], ["int", 5]]}
    made["episodes"][0]["scenes"][0]["exits"] = [{"to": "b", "condition": hot}, {"to": "c"}]
    made["openings"].append({"id": "later", "name": "", "episode": "two", "after": 0, "presumes": "history"})
    made["memory"] = [["seen", "b"], ["took", "a/go"], ["times", "c"], ["holds", "left"]]
    rows: list[Row] = []
    for one in [made, *islice(inventions(), 40)]:
        story = link(one)  # type: ignore[arg-type]
        for opening, seat in product(story.openings, (*story.seats, "both")):
            setup = Setup(story, seats(story, seat), Rival.HISTORY, 0, opening)
            rows.append([[{**one, "format": FORMAT}, opening, seat], values(story, setup.values)])
    return rows


def hostile() -> dict[str, Any]:
    """A story whose names are words that JavaScript's objects know, and that once had others."""
    odd = ("constructor", "valueof", "length")
    scenes = [
        scene(name, choice("constructor", "end"), choice("valueof", to), choice("length", "end"))
        for name, to in zip(odd, (*odd[1:], "end"), strict=True)
    ]
    scenes[-1]["choices"].append(choice("taste", "end"))  # whose hash is that of `valueof` under the first salt
    made = document(
        episode("one", *scenes), variables=[gauge("constructor"), flag("tostring")], endings=[ending("end")]
    )
    made["was"] = {"once": "constructor", "constructor/before": "constructor/valueof", "seat:side": "left"}
    made["was"] |= {"opening:start": "first"}
    return made


def codes() -> Iterator[str]:
    """Codes of a story, as it is, and from before its names and its rivals' changed: all at once, or one of them."""
    for made in (hostile(), _before("once", "before")):
        story = link(made)  # type: ignore[arg-type]
        for seat, rival, seed in product(("left", "both"), BY_RULE, (0, 5, MAX_SEED)):
            for as_written in (False, True):
                yield encode(_decided(Setup(story, seats(story, seat), rival, seed, as_written=as_written), 2))
    for made in (_before("once", "valueof"), _before("constructor", "before")):
        yield encode(_decided(_begun(made), 2))
    yield encode(_decided(_begun(hostile()), 3))  # the first salt does not tell the third decision from its neighbour


def _begun(made: dict[str, Any]) -> Setup:
    story = link(made)  # type: ignore[arg-type]
    return Setup(story, seats(story, "both"), Rival.HISTORY, 0)


def _decided(setup: Setup, decisions: int) -> Run:
    run = Run.start(setup)
    for _ in range(decisions):
        run = run.decide(open_choices(run.state)[1].id)
    return run


def _before(scene_id: str, choice_id: str) -> dict[str, Any]:
    """The hostile story, when its first scene and a choice of it were called otherwise and nothing was renamed yet."""
    made = hostile()
    first = made["episodes"][0]["scenes"][0]
    made["episodes"][0]["start"] = first["id"] = scene_id
    first["choices"][1]["id"] = choice_id
    return made | {"was": {}}


async def test_what_is_meant_by_former_names_is_understood(engine: tuple[Chromium, Loopback]) -> None:
    assert await differing(engine, "former", former_rows()) == []


def former_rows() -> list[Row]:
    """Seats, openings, scenes and choices under names that they have had, with what each means."""
    made = hostile()
    story = link(made)  # type: ignore[arg-type]
    rows: list[Row] = []
    former = ([["once", "before"]], [["", "before"]], [["constructor", "valueof"]])
    for seat, opening, decisions in product(("side", "left", "both"), ("start", "first", ""), former):
        setup = Setup(story, seats(story, seat), Rival.HISTORY, 1, opening)
        run = Run.replay(setup, [Decision(*decision) for decision in decisions])
        read = [sorted(setup.seats), setup.opening, [[d.scene, d.choice] for d in run.decisions], run.state.here.id]
        rows.append([[{**made, "format": FORMAT}, seat, opening, decisions], read])
    return rows


async def test_codes_are_read_alike_whole_in_a_sentence_old_and_damaged(engine: tuple[Chromium, Loopback]) -> None:
    rows = code_rows(6 * switches.THOROUGH)
    assert sum(isinstance(read, list) for _, read in rows) > 50
    assert await differing(engine, "codes", rows) == []


def code_rows(damages: int) -> list[Row]:
    """Codes with how Python reads them, each damaged so many times."""
    made, random = hostile(), Random(4)
    story = link(made)  # type: ignore[arg-type]
    rows: list[Row] = []
    for code in codes():
        tries = [code, f"« {code}. »", code[:20] + "\n" + code[20:], code[:-1], code + "A", code.lower(), ""]
        for _ in range(damages):
            at = random.randrange(7, len(code))
            tries.append(code[:at] + random.choice("Aa9-_.=é ") + code[at + random.randint(0, 1) :])
        rows += [[[{**made, "format": FORMAT}, one], _read(story, one)] for one in tries]
    return rows


def _read(story: Any, code: str) -> Any:
    try:
        decoded = decode(story, code)
    except (InvalidShareCode, WrongStory) as error:
        return type(error).__name__
    setup = decoded.run.setup
    told = [[d.scene, d.choice] for d in decoded.run.decisions]
    return [
        told,
        decoded.lost,
        str(setup.seed),
        setup.rival_word,
        setup.opening,
        sorted(setup.seats),
        encode(decoded.run),
    ]

"""A stranger's story and a stranger's typing, through every command: words come out, and nothing that is obeyed."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal
from game.plain import evening
from game.plain.evening import replay
from game.plain.game import Game
from game.plain.lines import Lines, clean
from game.plain.talk import Talk
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.model import Story
from tests.plain.conftest import Typed
from tests.play.drafts import built, choice, document, episode, gauge, paragraph, scene

HOSTILE = "\x1b[2J\x1b]0;title\x07 \x9b31m [bold] a\rb\x08 \u202eturned %s {0} {name}"
WIDTH = 40

ASKED = """
start-again / v / log / / HOSTILE / /HOSTILE
? / ? signs / ? journal / ? HOSTILE / h / h 1 / p / w / wire / l / l 1 / c / c 1 / a / s / f / f all / j / j all / t
t all / t left / t both / r 1 HOSTILE / j / d 1 / y / b 1 / d 1 / HOSTILE / lang / lang HOSTILE / lang fr / lang en
settings
g 1 / HOSTILE / g 1 / y / n 12 / HOSTILE / 1 / 1 / 1 / u / 1 / s / 1 / l / h 1 / h / e / 1 / 4 / 5 / 1 / 3 / q / m
2 / 3 / 4 / 4 / m / 99 / j 1 / ٣ / g ٣ / j ² / n 99999999999999999999
"""
"""Every command, with numbers that are and are not, and answers to what each asks."""

TYPED = [line.replace("HOSTILE", HOSTILE) for line in re.split(r" / |\n", ASKED.strip())]
TYPED += ["i", "k", "k 1 2", "\x1b[A", "\r", "\x00", "1\x1b", "q"]


@pytest.fixture
def hostile() -> Story:
    """A story that says it wherever a story may say something."""
    told = choice("x", "b", {"heat": 1, "votes": 1}, news=HOSTILE, why={"heat": HOSTILE}, history=True)
    told["say"]["text"] = told["result"][0]["line"]["text"] = HOSTILE
    shut = choice("y", "b", when=["bool", False], locked=HOSTILE)
    first = scene("a", told, shut, text=[paragraph(HOSTILE, "disputed")], minute=60)
    second = scene("b", choice("x", "end"), choice("z", "end"))
    for made in (first, second):
        made["title"] = made["place"] = HOSTILE
    variables = [gauge("heat"), gauge("flour", kind="stake"), gauge("votes", 1, 3, "vote", "left")]
    made = document(episode("one", first), episode("two", second, number=2), variables=variables)
    for variable in made["variables"]:
        variable["label"] = variable["low"] = variable["high"] = HOSTILE
        variable["about"] = HOSTILE
    card = {"id": "p", "name": HOSTILE, "names": [HOSTILE, "x"], "apposition": HOSTILE, "facts": []}
    people = [{**card, "about": [paragraph(HOSTILE)]}]
    made.update(title=HOSTILE, about=HOSTILE, premise=HOSTILE, people=people)
    for part in (*made["seats"], *made["openings"]):
        part["name"] = part["goal"] = HOSTILE
    for part in made["episodes"]:
        part["title"] = part["question"] = HOSTILE
    for part in made["endings"]:
        part.update(
            title=HOSTILE, epitaph=HOSTILE, hint=HOSTILE, text=[paragraph(HOSTILE)], instead=[paragraph(HOSTILE)]
        )
        part["because"] = [paragraph(HOSTILE)]
    return built(made)


def obeyed(said: str) -> list[str]:
    """What a terminal would do something at, beside showing it and beginning a line."""
    return [sign for sign in said if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"]


@pytest.fixture
def begun(journal: Journal, hostile: Story, tmp_path: Path) -> Run:
    journal.folder = str(tmp_path / "nowhere")  # its languages cannot be read: the words stay
    return Run.start(Setup(hostile, seats(hostile, "left")))


@pytest.mark.parametrize("by_hand", [False, True])
def test_every_command_walked_through_says_words_and_no_more(journal: Journal, begun: Run, by_hand: bool) -> None:
    out = io.StringIO()
    source = (Typed if by_hand else io.StringIO)("".join(f"{line}\n" for line in TYPED), newline="\n")
    talk = Talk(Lines(source, out, WIDTH), journal, begun.setup.story)
    assert evening.play(talk, ActiveRun(journal, begun)) == 0
    said = out.getvalue()
    assert obeyed(said) == []
    assert "[bold] ab turned %s {0} {name}" in " ".join(said.split())
    if not by_hand:  # where somebody types, the terminal ends the prompt's line
        echoes = tuple(f": {clean(line).strip()}" for line in TYPED)
        wide = [line for line in said.splitlines() if len(line) > WIDTH and not line.endswith(echoes)]
        assert [line for line in wide if " " in line.strip()] == []
    assert said.endswith("Your run is saved.\n")


def test_a_replay_says_words_and_no_more(journal: Journal, begun: Run) -> None:
    out = io.StringIO()
    source = Typed(
        "".join(f"{line}\n" for line in ("?", "h", "p", "w", "wire", "c", "l", "", "u", HOSTILE, "", "", "q"))
    )
    talk = Talk(Lines(source, out, WIDTH), journal, begun.setup.story)
    assert replay(talk, begun.decide("x").decide("z"), 0, (HOSTILE,)) == 0
    assert obeyed(out.getvalue()) == []


def test_every_command_of_the_table_was_walked_through(journal: Journal, begun: Run) -> None:
    game = Game(Talk(Lines(io.StringIO(), io.StringIO()), journal, begun.setup.story), ActiveRun(journal, begun))
    first = {line.partition(" ")[0] for line in TYPED}
    assert {command.letter or command.command.words[0] for command in game.commands()} - first - {"language"} == set()

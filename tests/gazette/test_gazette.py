"""La gazette: what it tells of a run, and that nothing of a story becomes more than words in it."""

from __future__ import annotations

import html as entities
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game import gazette
from game.gazette.markdown import escaped
from game.play.run import Decision, Run
from game.play.setup import Setup, seats
from game.story.load import load
from game.story.model import Story
from tests.play.drafts import built, choice, document, episode, paragraph, scene

BAKER = Path(__file__).parents[1] / "stories" / "baker"
NASTY = '<script>alert(1)</script> "quoted" & *starred* [a](http://b) {{x}} `code` <img src=http://evil.example/x>'


VOID = ("meta", "link", "path", "line")


class Reader(HTMLParser):
    """The words of a page, its elements, and everything that it would fetch or do."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.open, self.tags, self.fetched = "", [""], set[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name in ("src", "href") and tag != "a" and not (value or "").startswith("data:"):
                self.fetched.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] not in ("style", "script"):
            self.words += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == [""]
    return reader


def run_of(story: Story, *taken: str, seat: str = "baker") -> Run:
    return Run.replay(Setup(story, seats(story, seat)), [Decision("", id) for id in taken])


def nasty() -> Story:
    bad = choice("go", "end", history=True, news=NASTY, add={"heat": 1})
    bad["say"], bad["result"] = {"text": NASTY, "numbers": {}}, [paragraph(NASTY, "invented")]
    made = document(episode("one", {**scene("a", bad, minute=0), "title": NASTY, "place": NASTY}))
    for part in (made, made["endings"][0], made["episodes"][0]):
        part["title"] = NASTY
    made["about"] = made["seats"][0]["name"] = made["endings"][0]["epitaph"] = NASTY
    made["endings"][0]["text"] = made["endings"][0]["instead"] = [paragraph(NASTY, "disputed")]
    return built(made)


def test_the_front_page_tells_the_ending_and_the_inner_pages_every_decision_with_what_history_did() -> None:
    run = run_of(load(BAKER), "nothing", "cut", "keep")
    told = " ".join(read(gazette.html(gazette.paper(run))).words.split())
    wanted = [
        "The Oven on Market Day",
        "Seat: The baker, facing history",
        "Fiction: this run left what really happened. It parted from it here: The crack: Fire it as it is.",
        "The cold oven",
        "A fire is easily lost.",
        "The oven was lit again before five.",
        "Hour by hour",
        "The crack opens its mouth.",
        "Clay and ash, now, with bare hands.",
        "The market ledger",
        "holdup replay holdup-",
    ]
    assert [part for part in wanted if part not in told] == []


def test_an_article_says_whose_it_is_where_its_reader_holds_every_seat() -> None:
    both, alone = (gazette.paper(run_of(load(BAKER), "nothing", seat=seat)) for seat in ("both", "baker"))
    assert [article.place for inside in both.insides for article in inside.articles] == ["The baker · The bakehouse"]
    assert alone.insides[0].articles[0].place == "The bakehouse"


def test_on_historys_road_it_says_so() -> None:
    story = load(BAKER)
    from game.play.measures import history_run

    run = history_run(Setup(story, seats(story, "both")))
    told = gazette.paper(run.upto(1))
    assert told.fiction is None
    assert told.headline == "To be continued"
    assert "This run follows what really happened." in read(gazette.html(told)).words


@pytest.mark.parametrize("seat", ["left", "both"])
def test_whatever_a_story_says_stays_words_in_the_page(seat: str) -> None:
    page = gazette.html(gazette.paper(run_of(nasty(), "go", seat=seat)))
    found = read(page)
    assert found.fetched == []
    assert found.tags.isdisjoint({"script", "img", "iframe", "object", "form"})
    assert "<script>alert(1)</script>" in found.words
    assert "default-src 'none'" in entities.unescape(page)


def test_whatever_a_story_says_stays_words_in_markdown() -> None:
    told = gazette.markdown(gazette.paper(run_of(nasty(), "go", seat="left")))
    assert not re.search(r"(?<!\\)<|(?<!\\)\[a", told.replace("\\>", ""))
    assert "\\<script\\>" in told


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("plain words, 12:00.", "plain words, 12:00."),
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no item", "\\- no item"),
        ("a*b_c|d", "a\\*b\\_c\\|d"),
        ("two\nlines", "two lines"),
    ],
)
def test_only_what_would_be_markup_is_escaped(said: str, written: str) -> None:
    assert escaped(said) == written


def test_every_source_number_leads_to_a_source() -> None:
    page = gazette.html(gazette.paper(run_of(load(BAKER), "clay", "cut", "sell")))
    linked, listed = set(re.findall(r'href="#source-(\d+)"', page)), set(re.findall(r'id="source-(\d+)"', page))
    assert linked
    assert linked <= listed


def test_what_the_others_did_in_private_is_not_in_the_paper_of_a_run_under_way() -> None:
    run = run_of(load(BAKER), "nothing")
    told = gazette.html(gazette.paper(run))
    assert "The chimney smokes." in told
    assert "Wait, and knead." not in told

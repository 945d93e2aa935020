"""A gazette as one page for a browser: no script, nothing fetched, every word escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from game.gazette import curve
from game.gazette.markdown import moved, notice, signed_word
from game.gazette.paper import Article, Inside, Paper, every_source
from game.gazette.seismograph import drawing
from game.i18n.catalogue import tr
from game.i18n.dates import full_date, in_words, time_of_day
from game.play.page import Passage
from game.play.timeline import TimelineRow, Whose
from game.story.markup import Block, BlockKind, Style
from game.story.paragraphs import Mark
from game.story.scenes import Source
from game.view.debrief import beside, measures, percent
from game.view.facts import claim_of_fact, reasons_in_words, whose_road
from game.view.text import Claim, Item, claim_of
from game.view.verdict import verdict

STYLE = Path(__file__).with_name("gazette.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the page may do: show itself. Browsers hold it to that."""

SHORT = 500
"""A lead of fewer characters is set in one column, without a drop cap."""

WORDY = 12
"""A story's name of more characters takes the masthead's whole width."""

_TAGS = {Style.PLAIN: ("", ""), Style.EMPHASIS: ("<em>", "</em>"), Style.STRONG: ("<strong>", "</strong>")}
_BLOCKS = {BlockKind.PARAGRAPH: "p", BlockKind.QUOTE: "blockquote", BlockKind.ITEM: "p", BlockKind.LINES: "pre"}


def html(paper: Paper) -> str:
    """The whole page."""
    title = f"{paper.name} · {paper.headline}"
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(paper.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            '<link rel="icon" href="data:,">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{STYLE.read_text('utf-8')}</style>",
            "</head>",
            "<body>",
            *_front(paper),
            *_turned(paper),
            *_hours(paper),
            *(line for inside in paper.insides for line in _inside(paper, inside)),
            *_facts(paper),
            *_footer(paper),
            "</body>",
            "</html>",
            "",
        )
    )


def _front(paper: Paper) -> Iterator[str]:
    yield '<main class="front">'
    yield f'<header class="masthead{" long" if len(paper.name) > WORDY else ""}">'
    yield f'<p class="ear">{escape(paper.date)}</p>'
    yield f'<p class="name" style="--length:{len(paper.name)}">{escape(paper.name)}</p>'
    yield f'<p class="ear">{escape(paper.edition)}</p>'
    yield "</header>"
    yield f'<p class="motto">{escape(paper.about)}</p>'
    kind = "record" if paper.fiction is None else "fiction"
    yield f'<p class="notice {kind}">{escape(notice(paper))}</p>'
    yield f'<h1 style="--length:{len(paper.headline)}">{escape(paper.headline)}</h1>'
    yield f'<p class="deck">{escape(paper.deck)}</p>' if paper.deck else ""
    yield f'<figure class="ground">{drawing(paper.debrief)}</figure>'
    long = sum(len(passage.block.plain) for passage in paper.lead) > SHORT
    yield f'<div class="columns{"" if long else " short"}">'
    yield '<div><article class="lead">'
    yield from _passages(paper.lead)
    yield "</article>"
    yield from _wire(paper)
    yield "</div><aside>"
    yield from _balance(paper)
    if paper.instead:
        yield f"<section><h2>{escape(tr('What history did'))}</h2>"
        yield from _passages(paper.instead)
        yield "</section>"
    yield "</aside></div>"
    if paper.because or paper.why:
        yield f'<section class="because"><h2>{escape(tr("Why this ending"))}</h2>'
        yield from _passages(paper.because)
        yield "<ul>"
        yield from (_reason(item) for item in paper.why)
        yield "</ul></section>"
    yield "</main>"


def _turned(paper: Paper) -> Iterator[str]:
    if paper.plot is None:
        return
    yield f'<section class="turning"><h2>{escape(tr("Where it turned"))}</h2>'
    if paper.plot.main:
        yield f'<figure class="ground">{curve.drawing(paper.plot, paper.shown)}</figure>'
    yield "<ul>"
    yield from (_reason(item) for item in paper.turned)
    yield "</ul></section>"


def _reason(item: Item) -> str:
    about = f"<strong>{escape(tr('{name}:', name=item.about))}</strong> " if item.about else ""
    note = f" <small>{escape(item.note)}</small>" if item.note else ""
    return f'<li class="{item.role.value}">{about}{escape(item.words.plain)}{note}</li>'


def _balance(paper: Paper) -> Iterator[str]:
    yield f'<section class="balance"><h2>{escape(tr("The reckoning"))}</h2><dl>'
    for measure in measures(paper.debrief.figures):
        bar = f"<span class='bar'><span style='width:{measure.value}%'></span></span>"
        yield f"<dt>{escape(measure.name)}</dt><dd>{percent(measure.value)}{bar}</dd>"
    yield "</dl>"
    yield from (f'<p class="verdict">{escape(sentence)}</p>' for sentence in verdict(paper.debrief))
    yield "</section>"


def _wire(paper: Paper) -> Iterator[str]:
    if paper.news:
        yield f'<section class="wire"><h2>{escape(tr("The wire"))}</h2><ul>'
        for news in paper.news:
            yield f"<li><time>{escape(news.hour)}</time> {escape(news.text)}</li>"
        yield "</ul></section>"


def _hours(paper: Paper) -> Iterator[str]:
    """The line of time: one column where run and history are one, two where they part."""
    if not paper.debrief.rows:
        return
    yield f'<section class="hours"><h2>{escape(tr("Hour by hour"))}</h2>'
    yield f'<p class="sides"><span>{escape(tr("This run"))}</span><span>{escape(tr("History"))}</span></p><ol>'
    last = ""
    for row in paper.debrief.rows:
        today = full_date(row.at)
        if today and today != last:
            yield f'<li class="day">{escape(today)}</li>'
            last = today
        yield _row(row)
    yield "</ol></section>"


def _row(row: TimelineRow) -> str:
    when = f"<time>{escape(time_of_day(row.at))}</time>"
    who = "mine" if row.whose is Whose.MINE else "theirs"
    if row.joined:
        return f'<li class="joined {who}">{when}<span class="both">{escape(row.mine or "")}{_weighed(row)}</span></li>'
    left = f'<span class="left {who}">{escape(row.mine or "")}{_weighed(row)}</span>'
    return f'<li class="parted">{when}{left}<span class="right">{escape(beside(row))}</span></li>'


def _weighed(row: TimelineRow) -> str:
    """What a strategist expected of the choices that it had there."""
    reasons = reasons_in_words(row)
    return f"<small class='weighed'>{escape(reasons)}</small>" if reasons else ""


def _inside(paper: Paper, inside: Inside) -> Iterator[str]:
    episode = inside.episode
    yield '<section class="inside">'
    yield f"<h2><small>{escape(tr('Episode {number}', number=episode.number))}</small> {escape(episode.title)}</h2>"
    yield '<div class="articles">'
    for article in inside.articles:
        yield from _article(paper, article)
    yield "</div></section>"


def _article(paper: Paper, article: Article) -> Iterator[str]:
    yield "<article>"
    where = " · ".join(part for part in (article.when, article.place) if part)
    yield f'<p class="dateline">{escape(where)}</p>' if where else ""
    yield f"<h3>{escape(article.title)}</h3>" if article.title else ""
    if article.page.chosen is not None:
        yield f'<p class="chosen">{_spans(article.page.chosen)}</p>'
    yield from _passages(article.page.passages)
    changes = moved(article.page)
    yield f'<p class="moved">{escape(changes)}</p>' if changes else ""
    record = article.record
    if record.did is not None:
        same = tr("As the game supposes") if record.supposed else tr("As in history")
        road = same if record.followed else f"{whose_road(record)} — "
        did = "" if record.followed else _spans(record.did)
        yield f'<p class="did{" same" if record.followed else ""}">{escape(road)}{did}'
        yield f"{_notes(paper, [s for fact in record.facts for s in every_source(fact)])}</p>"
    yield "</article>"


def _facts(paper: Paper) -> Iterator[str]:
    if not paper.facts:
        return
    yield f'<section class="facts"><h2>{escape(tr("The facts"))}</h2><dl>'
    for fact in paper.facts:
        heading = f"{escape(in_words(fact.when))} · {escape(claim_of_fact(fact).word)}"
        yield f"<div><dt>{escape(fact.title)} <small>{heading}</small></dt>"
        yield f"<dd>{escape(fact.text)}"
        for version in fact.versions:
            yield f' <em class="version">{escape(tr("One account: {text}", text=version.text))}</em>'
        yield f"{_notes(paper, every_source(fact))}</dd></div>"
    yield "</dl></section>"
    yield f'<section class="sources"><h2>{escape(tr("Sources"))}</h2><ol>'
    for cited in paper.sources:
        yield f'<li id="source-{cited.number}">{_source(cited.source)}</li>'
    yield "</ol></section>"


def _footer(paper: Paper) -> Iterator[str]:
    yield "<footer>"
    yield f'<p class="key">{" ".join(escape(signed_word(Claim(mark.value))) for mark in Mark)}</p>'
    yield f"<p>{escape(tr('This run as a code, to watch it or to go on from it:'))}</p>"
    yield f"<p><code>holdup replay {escape(paper.share_code)}</code></p>"
    yield "</footer>"


def _passages(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        tag = _BLOCKS[passage.block.kind]
        item = ' class="item"' if passage.block.kind is BlockKind.ITEM else ""
        mark = ""
        claim = claim_of(passage.mark)
        if claim is not None:
            mark = f' <span class="mark {claim.value}">{escape(signed_word(claim))}</span>'
        yield f"<{tag}{item}>{_spans(passage.block)}{mark}</{tag}>"


def _spans(block: Block) -> str:
    return "".join(f"{_TAGS[span.style][0]}{escape(span.text)}{_TAGS[span.style][1]}" for span in block.spans)


def _notes(paper: Paper, sources: Iterable[Source]) -> str:
    links = ", ".join(f'<a href="#source-{n}">{n}</a>' for n in paper.cited(sources))
    return f" <sup>{links}</sup>" if links else ""


def _source(source: Source) -> str:
    words = f"{escape(source.publisher)}, <cite>{escape(source.title)}</cite>, {escape(in_words(source.date))}"
    if source.url is not None and source.url.startswith(("https://", "http://")):
        return f'{words} <a rel="noreferrer noopener" href="{escape(source.url)}">{escape(source.url)}</a>'
    return words

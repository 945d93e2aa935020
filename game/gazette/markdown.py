"""A gazette in Markdown (CommonMark): every word of the story escaped, so that none of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.gazette.paper import Article, Paper, every_source
from game.i18n.catalogue import tr
from game.i18n.dates import in_words, weekday_and_time
from game.play.page import Page, Passage
from game.play.timeline import TimelineRow, Whose
from game.story.markup import Block, BlockKind, Style
from game.story.scenes import Fact
from game.view.debrief import beside, measures_in_words
from game.view.facts import claim_of_fact, reasons_in_words, whose_road
from game.view.text import Claim, Item, claim_of
from game.view.verdict import verdict
from game.view.wire import Headline

_SPECIAL = re.compile(r"([\\`*_\[\]<>|&~$])")
_STARTS = re.compile(r"^(\s*)(?=[#+\-=:]|\d+[.)])(\d*)")
_FENCES = {Style.PLAIN: "", Style.EMPHASIS: "*", Style.STRONG: "**"}
_LEADS = {BlockKind.PARAGRAPH: "", BlockKind.QUOTE: "> ", BlockKind.ITEM: "- "}


def markdown(paper: Paper) -> str:
    """The whole gazette."""
    return "\n\n".join(part for part in _parts(paper) if part) + "\n"


def escaped(text: str) -> str:
    """Words as Markdown that shows just these words."""
    return _STARTS.sub(r"\1\2\\", _SPECIAL.sub(r"\\\1", " ".join(text.split("\n"))))


def _parts(paper: Paper) -> Iterator[str]:
    yield f"# {escaped(paper.name)}"
    yield " · ".join(escaped(part) for part in (paper.date, paper.edition) if part)
    yield f"## {escaped(paper.headline)}"
    yield f"*{escaped(paper.deck)}*" if paper.deck else ""
    yield f"**{escaped(notice(paper))}**"
    yield from _passages(paper.lead)
    if paper.instead:
        yield f"### {escaped(tr('What history did'))}"
        yield from _passages(paper.instead)
    if paper.because or paper.why:
        yield f"### {escaped(tr('Why this ending'))}"
        yield from _passages(paper.because)
        yield "\n".join(f"- {_reason(item)}" for item in paper.why)
    yield f"### {escaped(tr('The reckoning'))}"
    yield escaped(measures_in_words(paper.debrief.figures))
    yield "\n".join(f"- {escaped(sentence)}" for sentence in verdict(paper.debrief))
    if paper.turned:
        yield f"### {escaped(tr('Where it turned'))}"
        yield "\n".join(f"- {_reason(item)}" for item in paper.turned)
    if paper.debrief.rows:
        yield f"### {escaped(tr('Hour by hour'))}"
        head = f"| | {escaped(tr('This run'))} | {escaped(tr('History'))} |", "|---|---|---|"
        yield "\n".join((*head, *map(_row, paper.debrief.rows)))
    if paper.news:
        yield f"### {escaped(tr('The wire'))}"
        yield "\n".join(f"- {escaped(_news(b))}" for b in paper.news)
    for inside in paper.insides:
        yield f"## {escaped(f'{inside.episode.number}. {inside.episode.title}')}"
        for article in inside.articles:
            yield from _article(paper, article)
    if paper.facts:
        yield f"## {escaped(tr('The facts'))}"
        yield "\n".join(f"- {_fact(paper, fact)}" for fact in paper.facts)
        yield f"## {escaped(tr('Sources'))}"
        yield "\n".join(
            f"{c.number}. {escaped(c.source.publisher)}, *{escaped(c.source.title)}*, "
            f"{escaped(in_words(c.source.date))}"
            for c in paper.sources
        )
    yield f"`{paper.share_code}`"


def _reason(item: Item) -> str:
    about = f"{escaped(tr('{name}:', name=item.about))} " if item.about else ""
    return about + escaped(item.words.plain) + (f" *({escaped(item.note)})*" if item.note else "")


def notice(paper: Paper) -> str:
    """What of it happened, in a sentence: fact and fiction never blur."""
    if paper.fiction is None:
        return tr("This run follows what really happened. What is invented says so.")
    return tr("Fiction: this run left what really happened. It parted from it here: {where}", where=paper.fiction)


def signed_word(claim: Claim) -> str:
    """What a paragraph claims to be, by its sign and its word, as on the screen."""
    return f"{claim.sign} {claim.word}"


def moved(page: Page) -> str:
    """What a decision moved, such as `opinion +1 · mission −1`."""
    return " · ".join(f"{c.variable.label} {'+' if c.amount > 0 else '−'}{abs(c.amount)}" for c in page.changes)


def _passages(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        claim = claim_of(passage.mark)
        mark = "" if claim is None else f" *({escaped(signed_word(claim))})*"
        if passage.block.kind is BlockKind.LINES:
            yield _as_they_stand(passage.block.plain) + (f"\n\n{mark.strip()}" if mark else "")
        else:
            yield _LEADS[passage.block.kind] + _spans(passage.block) + mark


def _as_they_stand(lines: str) -> str:
    """Lines between two fences longer than any in them."""
    fence = "`" * (max(2, *(len(run) for run in re.findall("`+", f"{lines}`"))) + 1)
    return f"{fence}\n{lines}\n{fence}"


def _spans(block: Block) -> str:
    return "".join(f"{_FENCES[s.style]}{escaped(s.text)}{_FENCES[s.style]}" for s in block.spans)


def _news(headline: Headline) -> str:
    return f"{headline.when} — {headline.text}" if headline.when else headline.text


def _row(row: TimelineRow) -> str:
    when = escaped(weekday_and_time(row.at))
    mine, theirs = (escaped(words) for words in (row.mine or "", beside(row)))
    weighed = f"<br>{reasons}" if (reasons := escaped(reasons_in_words(row))) else ""
    if row.joined:
        return f"| {when} | {mine}{weighed} | = |"
    own = "*" + mine + "*" if row.whose is Whose.THEIRS and mine else mine
    return f"| {when} | {own}{weighed} | {theirs} |"


def _article(paper: Paper, article: Article) -> Iterator[str]:
    heading = article.title or article.place
    yield f"### {escaped(heading)}" if heading else ""
    yield escaped(" · ".join(part for part in (article.when, article.place) if part and part != heading))
    if article.page.chosen is not None:
        yield f"**▸ {_spans(article.page.chosen)}**"
    yield from _passages(article.page.passages)
    yield escaped(moved(article.page))
    record = article.record
    if record.did is not None and not record.followed:
        yield f"> **{escaped(whose_road(record))}** — {_spans(record.did)}"
    cited = paper.cited(source for fact in record.facts for source in fact.sources)
    yield f"*{escaped(tr('Sources'))} {', '.join(map(str, cited))}*" if cited else ""


def _fact(paper: Paper, fact: Fact) -> str:
    cited = paper.cited(every_source(fact))
    versions = "".join(f" {escaped(tr('One account: {text}', text=version.text))}" for version in fact.versions)
    numbers = f" \\[{', '.join(map(str, cited))}\\]" if cited else ""
    head = f"**{escaped(fact.title)}** ({escaped(in_words(fact.when))}, {escaped(claim_of_fact(fact).word)})"
    return f"{head} {escaped(fact.text)}{versions}{numbers}"

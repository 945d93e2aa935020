"""Lines that stay as they stand do so in every medium."""

from __future__ import annotations

import io
from html import unescape
from pathlib import Path

from game.gazette.html import html
from game.gazette.markdown import markdown
from game.gazette.paper import paper
from game.journal import ActiveRun, Journal
from game.plain import evening
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.play.run import Run
from game.play.setup import Setup
from game.tui.typeset import set_block
from tests.play.lighthouse import KEEPER, STORY, told
from tests.play.test_varying_words import NIGHT

ENDINGS = """\
endings:
  dawn:
    title: Dawn
    text:
      - lines: |
          Dear {oil},
            *not* emphasis - nor > a quotation

          \\{signed\\} [x] `y`
        mark: invented
    epitaph: It held.
    hint: Stay up.
"""

LETTER = ("Dear 5,", "  *not* emphasis - nor > a quotation", "", "{signed} [x] `y`")


def test_lines_stay_as_they_stand_in_every_medium(tmp_path: Path) -> None:
    run = Run.start(Setup(told(tmp_path, STORY, NIGHT, ENDINGS), KEEPER)).decide("read")
    whole = "\n".join(LETTER)
    out = io.StringIO()
    evening.play(
        Talk(Lines(io.StringIO("q\n"), out), Journal.in_memory(), run.setup.story), ActiveRun(Journal.in_memory(), run)
    )
    assert whole in out.getvalue()
    assert f"```\n{whole}\n```" in markdown(paper(run))
    assert f"<pre>{whole}" in unescape(html(paper(run)))
    block = Run.start(run.setup).setup.story.endings["dawn"].text[0].line.blocks(run.setup.values)[0]
    assert tuple(line.plain for line in set_block(block, 60)) == LETTER

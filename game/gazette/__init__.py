"""La gazette: a run as a newspaper, in Markdown or as a single page for a browser.

`paper` gathers what is told, `markdown` and `html` set it, `seismograph` and `curve` draw, `file` writes it where its
reader finds it. Everything that a story says is escaped for where it stands; the page holds no script and asks nothing
of any network.
"""

from game.gazette.html import html
from game.gazette.markdown import markdown
from game.gazette.paper import Paper, paper

__all__ = ["Paper", "html", "markdown", "paper"]

"""The record: what really happened, and who reported it."""

from __future__ import annotations

import re

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.declarations import Translate
from game.story.problems import Report
from game.story.yaml_tree import Node

Facts = dict[str, c.CompiledFact]
Sources = dict[str, c.CompiledSource]

SCHEMES = ("https://", "http://")
"""How an address begins that a reader may open: any other could do something else."""

_LETTER = re.compile(r"[^\W\d_]")


def facts_and_sources(root: Node | None, report: Report, translate: Translate) -> tuple[Facts, Sources]:
    """Compile facts.yaml; warns of sources that no fact cites."""
    if root is None:
        return {}, {}
    nodes = root.get_map("sources")
    sources = {name: _source(name, node, report, translate) for name, node in nodes.items()}
    cited: set[str] = set()
    facts = {name: _fact(name, node, sources, cited, report, translate) for name, node in root.get_map("facts").items()}
    for name, node in nodes.items() if not report.errors else ():
        if name not in cited:
            report.warn(node.position, "unused-source", tr_lazy("no fact cites `{name}`", name=name))
    return facts, sources


def _source(name: str, node: Node, report: Report, translate: Translate) -> c.CompiledSource:
    path, date, url = f"sources/{name}", _free(node, "date"), node.get_text("url")
    address = node.get("url")
    if url is not None and address is not None and not url.startswith(SCHEMES):
        message = tr_lazy("`{url}` is no address of the web", url=url[:80])
        report.error(address, "url-scheme", message)
    return {
        "id": name,
        "publisher": translate(f"{path}/publisher", node.get_text("publisher") or ""),
        "title": translate(f"{path}/title", node.get_text("title") or ""),
        "date": _date(f"{path}/date", date, translate),
        "url": url,
    }


def _fact(
    name: str, node: Node, sources: Sources, cited: set[str], report: Report, translate: Translate
) -> c.CompiledFact:
    path = f"facts/{name}"
    return {
        "id": name,
        "when": _date(f"{path}/when", _free(node, "when"), translate),
        "title": translate(f"{path}/title", node.get_text("title") or ""),
        "text": translate(f"{path}/text", node.get_text("text") or ""),
        "certainty": node.get_text("certainty") or "",
        "sources": _cited(node, sources, cited, report),
        "versions": [
            {
                "text": translate(f"{path}/versions/{i}", version.get_text("text") or ""),
                "sources": _cited(version, sources, cited, report),
            }
            for i, version in enumerate(node.get_list("versions"))
        ],
    }


def _date(path: str, date: str, translate: Translate) -> str:
    """A date; one in figures alone reads the same in every language."""
    return translate(path, date) if _LETTER.search(date) else date


def _free(node: Node, key: str) -> str:
    """Free words; a bare year is a number to YAML."""
    value = node.get(key)
    return "" if value is None else str(value.value)


def _cited(node: Node, sources: Sources, cited: set[str], report: Report) -> list[str]:
    ids: list[str] = []
    for item in node.get_list("sources"):
        if item.text in sources:
            ids.append(item.text)
            cited.add(item.text)
        else:
            message = tr_lazy("`{name}` is not among the `sources`", name=item.text)
            report.error(item, "unknown-source", message, report.guess(item.text, sources))
    return ids

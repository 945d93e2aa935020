"""The page as a file: whole, the same each time, safe whatever the story says, and no larger than it must be."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import __version__
from game.i18n import catalogue
from game.story.load import compiled, shipped_folder, story_texts
from game.story.problems import BrokenStory
from game.web import bundle
from game.web.messages import Said, numbered, numbers, said
from game.web.packing import unpack
from game.web.publish import PublishedPage, publish, speakable
from game.web.texts import HOLE, lift

BAKER = Path(__file__).parents[1] / "stories" / "baker"
NASTY = "</script><script>pwned = 1</script> <!--<script> ]]> & \" ' <img src=x onerror=pwned=1> \\u003c"


class Parts(HTMLParser):
    """A page's elements with their attributes and what stands in them, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attrs, text = self.found[-1]
            self.found[-1] = tag, attrs, text + data

    def of(self, tag: str, **wanted: str) -> list[tuple[dict[str, str | None], str]]:
        named = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [(a, text) for t, a, text in self.found if t == tag and named.items() <= a.items()]

    def data(self, id: str) -> Any:
        [(attributes, text)] = self.of("script", id=id)
        return json.loads(text) if attributes["type"] == "application/json" else unpack(text)


@pytest.fixture(scope="module")
def baker() -> PublishedPage:
    catalogue.set_language("en")
    return publish(BAKER)


def packed(html: str) -> int:
    return len(gzip.compress(html.encode(), 9, mtime=0))


def test_it_is_the_same_to_the_last_byte_each_time_and_speaks_of_no_machine(baker: PublishedPage) -> None:
    catalogue.set_language("fr")  # the page does not depend on who makes it
    again = publish(BAKER)
    assert again == baker
    assert catalogue.current_language() == "fr"
    assert str(Path.cwd()) not in baker.html
    assert str(Path.home()) not in baker.html or str(Path.home()) in ("/", "/root")


def test_the_policy_lets_this_very_script_and_style_be_and_nothing_else(baker: PublishedPage) -> None:
    parts = Parts(baker.html)
    tags = [tag for tag, _, _ in parts.found]
    [(policy, _)] = parts.of("meta", http_equiv="Content-Security-Policy")
    assert tags.index("meta") < tags.index("style")
    [(_, style)], [(_, script)] = parts.of("style"), parts.of("script", type="module")
    allowed = dict(rule.split(" ", 1) for rule in str(policy["content"]).split("; "))
    assert allowed == {
        "default-src": "'none'",
        "script-src": f"'{hashed(script)}'",
        "style-src": f"'{hashed(style)}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert baker.script_hash == hashed(script)


def hashed(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def test_it_asks_nothing_of_elsewhere(baker: PublishedPage) -> None:
    for _, attributes, _ in Parts(baker.html).found:
        for name in ("src", "href", "action", "srcset", "poster"):
            assert (attributes.get(name) or "#").startswith(("#", "data:,"))


def test_the_script_is_the_same_for_every_story_of_a_version(baker: PublishedPage, tmp_path: Path) -> None:
    other = publish(nasty(tmp_path))
    assert other.script_hash == baker.script_hash
    assert other.html != baker.html


def nasty(folder: Path) -> Path:
    """A story that says what a page could take for markup, everywhere that it may."""
    story = Path(shutil.copytree(BAKER, folder / "nasty"))
    quoted = json.dumps(NASTY)
    for file in (story / "story.yaml", *story.glob("*.yaml")):
        text = re.sub(r"^(title|about): .*$", lambda m: f"{m[1]}: {quoted}", file.read_text("utf-8"), flags=re.M)
        file.write_text(text, "utf-8")
    return story


def test_what_a_story_says_is_text_wherever_it_stands(tmp_path: Path) -> None:
    page = publish(nasty(tmp_path))
    parts = Parts(page.html)
    assert len(parts.of("script", type="module")) == 1
    assert parts.of("img") == []
    assert [of["type"] for of, _ in parts.of("script")] == ["application/json", "text/plain", "text/plain", "module"]
    assert NASTY.split()[0] in next(text for _, text in parts.of("title"))
    assert any(NASTY in str(text) for text in parts.data(f"said-{page.languages[0]}")["texts"])


def test_it_holds_every_language_or_those_asked_for() -> None:
    assert speakable(shipped_folder()) == ("fr", "en")
    both, one = publish(shipped_folder()), publish(shipped_folder(), ["en"])
    assert (both.languages, one.languages) == (("fr", "en"), ("en",))
    assert Parts(one.html).of("script", id="said-fr") == []
    assert Parts(one.html).of("html")[0][0]["lang"] == "en"
    assert Parts(both.html).data("edition") == {
        "version": __version__,
        "story": "holdup",
        "languages": ["fr", "en"],
        "names": {"fr": "français", "en": "English"},
    }


def test_a_language_that_has_little_of_the_story_is_in_the_page_only_where_it_is_asked_for(tmp_path: Path) -> None:
    folder = nasty(tmp_path)
    (folder / "locale").mkdir(exist_ok=True)
    texts = story_texts(folder)
    for code, share in (("zh_Hans", 0.5), ("pt_BR", 0.9)):
        entries = "".join(
            f"\nmsgctxt {json.dumps(path)}\nmsgid {json.dumps(text)}\nmsgstr "
            f"{json.dumps(text if number < share * len(texts) else '')}\n"
            for number, (path, text) in enumerate(texts.items())
        )
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        (folder / "locale" / f"{code}.po").write_text(header + entries, "utf-8")
    offered = publish(folder)
    assert "pt_BR" in offered.languages
    assert "zh_Hans" not in offered.languages
    asked = publish(folder, ["zh_Hans", "pt_BR"])
    assert asked.languages == ("pt_BR", "zh_Hans")
    assert all("%)" in name for name in Parts(asked.html).data("edition")["names"].values())


def test_words_are_those_that_the_page_says_by_their_numbers() -> None:
    both = Parts(publish(shipped_folder()).html)
    known = numbers(bundle.modules())
    french, english = (both.data(f"said-{code}")["words"] for code in ("fr", "en"))
    documented, count = known["", "documented"], str(known["", "one decision"])
    assert (french["messages"][documented], english["messages"][documented]) == ("documenté", "documented")
    assert (french["plurals"][count], english["plurals"][count][0]) == (
        ["{count} décision", "{count} décisions"],
        "one decision",
    )
    assert (len(french["forms"]), french["forms"][:3], english["forms"][:3]) == (200, "001", "101")
    assert {len(french["messages"]), len(english["messages"])} == {len(known)}
    [(_, script)] = both.of("script", type="module")
    assert "documented" in script  # a claim's name
    assert "The reckoning" not in script


def test_a_broken_story_is_refused_with_its_problems(tmp_path: Path) -> None:
    story = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (story / "story.yaml").write_text("title: 1\n", "utf-8")
    with pytest.raises(BrokenStory):
        publish(story)


def test_it_is_no_larger_than_it_was_measured_to_be(baker: PublishedPage) -> None:
    """As most hosts send it, compressed with gzip."""
    assert packed(baker.html) <= 80_000
    assert packed(publish(shipped_folder(), ["fr"]).html) <= 230_000
    assert packed(publish(shipped_folder()).html) <= 400_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["id", HOLE, "", "Un mot", "3", "a b", "é"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "id", "a"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(JSON, min_size=1, max_size=3))
def test_what_is_lifted_out_of_documents_fills_the_same_holes_again(documents: list[Any]) -> None:
    shared, texts = lift(documents)
    assert [filled(shared, iter(said)) for said in texts] == documents


def filled(shared: Any, texts: Any) -> Any:
    """As `game/web/engine/texts.js` does it."""
    if shared == HOLE:
        return next(texts)
    if isinstance(shared, list):
        return [filled(part, texts) for part in shared]
    return {key: filled(part, texts) for key, part in shared.items()} if isinstance(shared, dict) else shared


def test_only_what_is_said_is_written_twice() -> None:
    documents = [compiled(shipped_folder(), language) for language in (None, "en")]
    shared, (french, english) = lift([{**document, "places": {}} for document in documents])
    assert len(french) == len(english) > 4000
    assert all(isinstance(text, str) for text in french)
    assert "équipe" not in json.dumps(shared, ensure_ascii=False)


def test_modules_become_blocks_and_unknown_forms_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.js").write_text(
        "/** One. */\nexport const one = /** @type {1} */ (1);\n"
        "export class Two {\n  two;\n}\nexport async function f() {}\nfunction own() {}\n"
    )
    (tmp_path / "a.js").write_text('import { one, Two as Zwei } from "./b.js";\n\nnew Zwei(one);\n')
    assert bundle.bundle(tmp_path / "a.js") == (
        "let one, Two, f;\n"
        "{\none = (1);\nTwo = class Two {\ntwo;\n}\nf = async function f() {}\nfunction own() {}\n}\n"
        "{\nconst Zwei = Two;\n\nnew Zwei(one);\n}"
    )
    unknown_forms = ("export default 1;\n", 'import * as b from "./b.js";\n', "export { one };\n", 'import "x";\n')
    over_lines = ("f(`one\n  two`);\n", "f(`${`one\n  two`}`);\n", "function g() {}\n[1].map(g);\n")
    twice = 'import { one } from "./b.js";\nexport function f() {}\n'
    for unknown in (*unknown_forms, *over_lines, twice):
        (tmp_path / "a.js").write_text(unknown)
        with pytest.raises(bundle.UnknownForm):
            bundle.bundle(tmp_path / "a.js")


def test_messages_are_found_as_they_are_written_out(tmp_path: Path) -> None:
    module = tmp_path / "m.js"
    module.write_text(
        'tr("One \\"two\\"", { a: 1 });\n// translators: Short.\n// Very.\ntrc("where", "Three");\n'
        'trn(\n  "one {n}",\n  "{count} {n}",\n  2,\n);\nconst X = { a: message("Four") };\nstr("no"); tr(X.a);\n'
    )
    assert list(said(module)) == [
        Said('One "two"'),
        Said("Three", context="where", note="Short. Very."),
        Said("one {n}", plural="{count} {n}"),
        Said("Four"),
    ]
    assert numbered(module.read_text(), numbers([module])) == (
        'tr("0", { a: 1 });\n// translators: Short.\n// Very.\ntr("1");\n'
        'trn("2", "",\n  2,\n);\nconst X = { a: message("3") };\nstr("no"); tr(X.a);\n'
    )

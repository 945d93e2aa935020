"""Nobody changes one engine alone: what both held when they were last proved equal is on record."""

from __future__ import annotations

from pathlib import Path

from tests import switches
from tests.web import twins
from tests.web.proof import Engine, first_difference
from tests.web.test_mutants import prepared


def changed() -> list[str]:
    """The modules that are no longer what is on record, or are not on it."""
    now, then = twins.held(), twins.recorded()
    return sorted(path for path in {*now, *then} if now.get(path) != then.get(path))


if switches.ACCEPT:

    async def test_changes_are_accepted_once_they_are_proved_equal(engine: Engine) -> None:
        if changed():
            async for stories, made in prepared():
                assert await first_difference(engine, stories, made) == ""
            twins.record(twins.held())

else:

    def test_what_changed_was_proved_equal_again() -> None:
        mirrors = {path.as_posix(): module.as_posix() for module, paths in twins.twins().items() for path in paths}
        said = [f"{path} (its twin: {mirrors[path]})" if path in mirrors else path for path in changed()]
        assert said == [], (
            "these changed since the engines were last proved equal. Make the same change in the other engine, then "
            "prove it: HOLDUP_ACCEPT=1 ./script/test -n 0 tests/web/test_twins.py"
        )


def test_every_module_of_the_engine_has_a_twin() -> None:
    mirrored = {path for paths in twins.twins().values() for path in paths}
    own = {path for path in Path("game/play").glob("*.py") if path.name != "__init__.py"}
    assert {path.name for path in own - mirrored} == twins.NOT_ON_THE_PAGE.keys()


def test_a_comment_is_no_change_and_a_sign_is_one(tmp_path: Path) -> None:
    texts = {
        "a.py": ('"""Doc."""\nx = 1  # one\n', "x = 1\n", "x = 2\n"),
        "a.js": ("/** Doc. */\nconst x =\n  1;\n", "// one\nconst x = 1;\n", "const x = 2;\n"),
    }
    for name, versions in texts.items():
        prints = []
        for text in versions:
            (tmp_path / name).write_text(text)
            prints.append(twins.fingerprint(tmp_path / name))
        assert prints[0] == prints[1] != prints[2]

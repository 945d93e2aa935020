from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.play.chance import draw_seed, pick, roll
from game.play.run import Run
from game.play.setup import Rival, Setup
from tests.play.drafts import Doc, built, choice, document, episode, scene

seeds = st.integers(0, 2**63 - 1)


def test_the_same_draws_on_every_machine() -> None:
    # The first three are SplitMix64's published sequence for the seed 0.
    published = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert [roll(0, step) for step in range(3)] == published
    assert roll(2**63 - 1, 40, 12345) == 0x70845F1F9ADA3351


def test_a_seed_drawn_is_short_and_may_be_any_of_a_million() -> None:
    drawn = {draw_seed() for _ in range(400)}
    assert len(drawn) > 300
    assert min(drawn) < 200_000 < 800_000 < max(drawn) < 1_000_000


@given(seeds, st.integers(0, 1000), st.integers(0, 2**32))
def test_a_roll_depends_on_seed_step_and_salt_alone(seed: int, step: int, salt: int) -> None:
    first = roll(seed, step, salt)
    roll(seed + 1, step + 5)
    assert roll(seed, step, salt) == first
    assert 0 <= first < 2**64


@given(st.lists(st.integers(-3, 9), min_size=1, max_size=8), st.integers(0, 2**64 - 1))
def test_what_weighs_nothing_is_never_drawn_unless_nothing_weighs(weights: list[int], rolled: int) -> None:
    drawn = pick(weights, rolled)
    assert 0 <= drawn < len(weights)
    assert weights[drawn] > 0 or max(weights) <= 0


def test_draws_follow_the_weights() -> None:
    drawn = [pick([1, 0, 3], roll(11, step)) for step in range(4000)]
    assert 850 < drawn.count(0) < 1150
    assert drawn.count(1) == 0


def test_equal_chances_when_nothing_weighs() -> None:
    drawn = [pick([0, 0], roll(5, step)) for step in range(1000)]
    assert 420 < drawn.count(0) < 580


def test_a_new_name_draws_nothing_else() -> None:
    def rivals(made: Doc) -> list[str]:
        setups = (Setup(built(made), frozenset(["left"]), Rival.WEIGHTED, seed) for seed in range(40))
        runs = (Run.start(setup).decide("x") for setup in setups)
        return [took.choice.id for run in runs for took in run.taken() if not took.player]

    def made(name: str) -> Doc:
        both = (choice("yes"), choice("no"))
        return document(
            episode(
                "one",
                scene("a", choice("x"), to=name),
                scene(name, *both, to="c", seat="right"),
                scene("c", choice("x"), to="end"),
            )
        )

    renamed = made("later")
    renamed["was"] = {"first": "later"}
    assert rivals(renamed) == rivals(made("first"))
    assert rivals(made("later")) != rivals(made("first"))

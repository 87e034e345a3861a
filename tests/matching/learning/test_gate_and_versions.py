"""No version goes live that is worse, for all or for a group; models are files one can trust."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest
import skops.io

from matching.learning.acceptance import AcceptanceRates, rate_at
from matching.learning.gate import Refusal, check_groups, refusals
from matching.learning.measures import Gain, concordance, gain
from matching.learning.storage import dumped, loaded
from matching.learning.training import Trained, train
from matching.stored import ModelUnreadable
from tests.matching.learning.staff import PRIOR, judged

GERMAN_MATTERS = np.array([40.0, 10, 9, 13, 60, 4, 4, 4, 3, 3])


def trained(lists: int, likes: np.ndarray[Any, Any] = GERMAN_MATTERS, seed: int = 0) -> Trained:
    told, shown = judged(likes, lists, seed=seed)
    return train(told, shown, prior=PRIOR, live=PRIOR)


@pytest.fixture(scope="module")
def version() -> Trained:
    return trained(400)


@pytest.fixture(scope="module")
def content(version: Trained) -> bytes:
    return dumped(version.model)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_what_a_staff_teaches_orders_decisions_better_that_were_held_out(
    version: Trained,
) -> None:
    assert version.concordance_after > version.concordance_before + 0.02
    assert refusals(version.ahead, (), is_same=False) == []


def test_few_decisions_or_a_staff_of_whims_let_nothing_go_live() -> None:
    few = trained(8)
    assert Refusal.TOO_FEW in refusals(few.ahead, (), is_same=False)
    whims = [trained(300, np.zeros(10), seed) for seed in range(5)]
    assert sum(not refusals(one.ahead, (), is_same=False) for one in whims) <= 1


def test_the_strong_hold_is_let_go_only_where_the_gain_is_sure(version: Trained) -> None:
    assert version.choice.recipe.name in {"freer", "free"}
    assert trained(12, np.array(PRIOR)).choice.recipe.name == "held"


def test_a_gain_that_may_be_luck_is_none() -> None:
    assert Gain(0.02, 0.01, 30).is_sure
    assert not Gain(0.01, 0.01, 30).is_sure
    assert refusals(Gain(-0.01, 0.001, 30), (), is_same=False) == [Refusal.NOT_BETTER]
    assert refusals(Gain(0.1, 0.001, 30), (), is_same=True) == [Refusal.SAME]
    assert not gain(np.array([1.0]), np.array([0.0])).is_sure


def groups(after: list[list[int]]) -> list[str]:
    """Return which of two groups of a hundred fares worse than on even lists."""
    lists = [np.array(one) for one in after]
    even = [np.array([0, 1, 1, 0] * 2 + [0, 1])] * len(lists)
    chosen = [np.bincount(np.concatenate(one), minlength=2).tolist() for one in (even, lists)]
    checks = check_groups(
        "sex", ["f", "m"], [100, 100], (even, lists), (np.array(chosen[0]), np.array(chosen[1]))
    )
    return [one.group for one in checks if one.is_worse]


def test_a_version_that_would_push_a_group_down_is_held_back() -> None:
    assert groups([[0, 1, 1, 0] * 2 + [0, 1]] * 10) == []
    assert groups([[0, 0, 0, 0, 0, 0, 0, 0, 0, 1]] * 10) == ["m"]
    assert groups([[1, 1, 1, 1, 1, 0, 0, 0, 0, 0]] * 10) == ["f"]  # as many, but further down


def test_equal_scores_are_half_right() -> None:
    told, _ = judged(GERMAN_MATTERS, 30)
    assert concordance(told, np.zeros(len(told))).tolist() == [0.5] * len(told.both)


def test_a_model_comes_back_as_it_was_written(version: Trained, content: bytes) -> None:
    back = loaded(content, sha(content))
    assert back.card.weights_.tolist() == version.weights.tolist()
    assert back.rates.bands() == version.model.rates.bands()
    assert back.attention.chances_.tolist() == version.model.attention.chances_.tolist()


def test_a_damaged_file_is_named_wherever_it_is_damaged(content: bytes) -> None:
    for place in range(0, len(content), max(len(content) // 40, 1)):
        broken = content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :]
        with pytest.raises(ModelUnreadable, match="damaged"):
            loaded(broken, sha(content))
    for half in (b"", b"PK", content[: len(content) // 2]):
        with pytest.raises(ModelUnreadable, match="damaged"):
            loaded(half, sha(half))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"engine": "2020.01-1"}, "another version"),
        ({"format": 99}, "another version"),
        ({"card": None}, "no card"),
        ({"rates": AcceptanceRates()}, "never fitted"),
        ({"card": np.ones(3)}, "no card"),
    ],
)
def test_a_file_of_another_version_or_with_other_things_is_refused(
    content: bytes, change: dict[str, Any], sentence: str
) -> None:
    kinds = ("learner.LearnedScorecard", "acceptance.AcceptanceRates", "attention.PlaceAttention")
    own = [f"matching.learning.{kind}" for kind in kinds]
    other = skops.io.dumps(skops.io.loads(content, trusted=own) | change)
    with pytest.raises(ModelUnreadable, match=sentence):
        loaded(other, sha(other))


def test_a_file_that_would_run_something_is_refused_before_it_is_read() -> None:
    bad = skops.io.dumps({"format": 1, "card": Gain(0, 0, 0), "call": np.random.default_rng})
    with pytest.raises(ModelUnreadable, match="do not belong there"):
        loaded(bad, sha(bad))


def test_of_ten_people_like_this_six_were_accepted_or_nothing_is_said() -> None:
    scores = np.repeat([50.0, 70.0], 60).reshape(-1, 1)
    told = np.tile([1, 0, 0, 0, 0, 1, 1, 1, 0, 0], 12)
    told[60:] = np.tile([1, 1, 1, 0, 1, 0, 1, 0, 1, 0], 6)
    bands = AcceptanceRates().fit(scores, told).bands()
    rate = rate_at(70.4, bands)
    assert rate is not None
    assert (rate.value, rate.people) == (0.6, 60)
    assert rate.low < 0.5
    assert rate.high > 0.7
    assert rate_at(95.0, bands) is None
    assert AcceptanceRates().fit(scores[:20], told[:20]).bands() == []


def test_told_rates_rise_with_the_score_and_hold_on_decisions_not_seen() -> None:
    draw = np.random.default_rng(3)
    scores = draw.uniform(0, 100, (4000, 1))
    accepted = draw.random(4000) < scores[:, 0] / 100
    rates = AcceptanceRates(least=100).fit(scores[:2000], accepted[:2000])
    assert (np.diff([one[2] / one[3] for one in rates.bands()]) > 0).all()
    held = rates.rates(scores[2000:])
    inside = [one for one in held if one is not None]
    assert len(inside) > 1900
    assert np.mean([one.value for one in inside]) == pytest.approx(accepted[2000:].mean(), abs=0.03)

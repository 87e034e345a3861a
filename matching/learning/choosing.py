"""Which learner: the strongly held one, or a freer one where cross-validation says it is better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matching.learning.attention import PlaceAttention
from matching.learning.decisions import Decisions, Flags
from matching.learning.learner import LearnedScorecard, learned
from matching.learning.measures import Gain, concordance, gain
from matching.tables import Floats

FOLDS, FOLDS_TO_CHOOSE = 5, 3


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to learn; ``strength`` says how strongly the prior holds."""

    name: str
    strength: float


RECIPES = (Recipe("held", 30.0), Recipe("freer", 3.0), Recipe("free", 0.5))
"""From the strongly regularised learner to the freest; a later one needs a likely gain."""


class Choice(NamedTuple):
    """What was chosen, and what each freer recipe gained over the one chosen before it."""

    recipe: Recipe
    gains: dict[str, Gain]


class Held(NamedTuple):
    """Some lists that are held out, and the rest that is learned from."""

    out: Flags
    rest: Flags


def choose(told: Decisions, attention: PlaceAttention, prior: Sequence[float]) -> Choice:
    """Choose a recipe by the share of decided pairs in right order, lists held out in turn.

    A freer recipe is taken only where it gains more than one standard error, list by list.
    """
    chosen, gains = RECIPES[0], {}
    held = _by_recipe(told, attention, prior, chosen)
    for recipe in RECIPES[1:]:
        right = _by_recipe(told, attention, prior, recipe)
        gains[recipe.name] = gain(right, held)
        if gains[recipe.name].is_likely:
            chosen, held = recipe, right
    return Choice(chosen, gains)


def chosen_scorecard(
    told: Decisions, attention: PlaceAttention, prior: Sequence[float], choice: Choice | None = None
) -> LearnedScorecard:
    """Return a scorecard learned by the recipe that is chosen on the same decisions."""
    recipe = (choice or choose(told, attention, prior)).recipe
    counts = attention.weights(told.places)
    return learned(told, counts, prior=prior, strength=recipe.strength)


def held_out(
    told: Decisions, attention: PlaceAttention, prior: Sequence[float], live: Sequence[float]
) -> tuple[Floats, Floats]:
    """Return the share in right order of every list: with the live weights, and with learned ones.

    Each list is ordered by weights that never saw it, nor did the choice of their recipe. The
    live weights may have seen it: that only raises what a new version has to reach. Here each
    decision counts once; weights against position bias would only add noise to the comparison.
    """
    before, after = [], []
    for held in _folds(told, FOLDS):
        card = chosen_scorecard(told.of(held.rest), attention, prior)
        own = told.of(held.out)
        before.append(concordance(own, own.shares @ np.asarray(live, np.float64)))
        after.append(concordance(own, own.shares @ card.weights_))
    return _together(before), _together(after)


def _by_recipe(
    told: Decisions, attention: PlaceAttention, prior: Sequence[float], recipe: Recipe
) -> Floats:
    """Return the share in right order of every list, by weights that never saw it."""
    right = []
    for held in _folds(told, FOLDS_TO_CHOOSE):
        rest, own = told.of(held.rest), told.of(held.out)
        counts = attention.weights(rest.places)
        card = learned(rest, counts, prior=prior, strength=recipe.strength)
        right.append(concordance(own, own.shares @ card.weights_))
    return _together(right)


def _folds(told: Decisions, folds: int) -> Iterator[Held]:
    """Hold out every so many lists in turn, where there are two to part."""
    names = np.unique(told.lists)
    fold = np.searchsorted(names, told.lists) % folds
    for number in range(min(folds, len(names)) if len(names) > 1 else 0):
        yield Held(fold == number, fold != number)


def _together(parts: Sequence[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)

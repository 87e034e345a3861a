"""Training: from decisions to a version; whether it may go live is the word of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.learning.acceptance import AcceptanceRates
from matching.learning.attention import PlaceAttention
from matching.learning.choosing import Choice, choose, chosen_scorecard, held_out
from matching.learning.decisions import Decisions, Flags
from matching.learning.measures import Gain, gain
from matching.learning.storage import Model
from matching.tables import Floats, Rows

LEAST, BANDS = 30, 8
"""Decisions a band of scores needs before it tells anything, and how many bands are enough."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Places of lists that were shown, and which of these pairs somebody decided."""

    places: Rows  # (s,)
    decided: Flags  # (s,)


@dataclass(frozen=True, slots=True)
class Trained:
    """A version that was learned, and how it compares on decisions it did not learn from."""

    model: Model
    choice: Choice
    concordance_before: float
    concordance_after: float
    ahead: Gain

    @property
    def weights(self) -> Floats:
        """Return the weights it would rank with."""
        weights: Floats = self.model.card.weights_
        return weights


def train(
    told: Decisions, shown: Shown, *, prior: Sequence[float], live: Sequence[float]
) -> Trained:
    """Learn from decisions, and compare with the live weights on lists held out in turn.

    Parameters
    ----------
    prior
        The published weights the learner starts from.
    live
        The weights lists are ordered by now.

    Raises
    ------
    ValueError
        If there is nothing to learn from.
    """
    if not len(told) or not len(shown.places):
        raise ValueError("There are no decisions to learn from yet.")
    attention = attention_of(shown)
    before, after = held_out(told, attention, prior, live)
    choice = choose(told, attention, prior)
    card = chosen_scorecard(told, attention, prior, choice)
    rates = AcceptanceRates(max(LEAST, len(told) // BANDS)).fit(
        card.transform(told.shares), told.accepted.astype(float)
    )
    return Trained(
        Model(card, rates, attention),
        choice,
        float(before.mean()) if len(before) else float("nan"),
        float(after.mean()) if len(after) else float("nan"),
        gain(after, before),
    )


def attention_of(shown: Shown) -> PlaceAttention:
    """Return how places are looked at, estimated from what was shown and what was decided."""
    places = np.asarray(shown.places, dtype=np.float64).reshape(-1, 1)
    return PlaceAttention().fit(places, shown.decided.astype(float))

"""The ranking: an additive score with published weights, both directions from one engine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Encoder
from matching.explanation import PART_NAMES, Part, Ranked, explain
from matching.features import CandidateFeatures, PositionFeatures
from matching.fits import part_fits

RANKING_VERSION = "2026.11-1"
EQUAL_TO = 6  # decimals: scores that agree so far are equal, and the seed orders them


@dataclass(frozen=True, slots=True)
class Weights:
    """The published points of each part; together 100, none of them negative."""

    occupation: float = 45.0
    level: float = 10.0
    experience: float = 10.0
    skills: float = 15.0
    german: float = 12.0
    distance: float = 8.0

    def __post_init__(self) -> None:
        if any(weight < 0 for weight in astuple(self)):
            raise ValueError("A weight cannot be negative.")

    def points(self) -> dict[str, float]:
        """Return the weights by the name of their part."""
        return dict(zip(PART_NAMES, astuple(self), strict=True))


class ScoreMatrix(NamedTuple):
    """Scores of n people (rows) for m positions (columns), and each part's share of them."""

    total: NDArray[np.float64]
    parts: dict[str, NDArray[np.float64]]


@dataclass(slots=True)
class Ranker:
    """Ranks people for a position and positions for a person.

    >>> from matching.features import CandidateFeatures, PositionFeatures, Work
    >>> baker = CandidateFeatures(key="a", work=(Work(code="29222", years=4),))
    >>> Ranker().rank_for_position(PositionFeatures(key="p", code="29222"), [baker])[0].index
    0
    """

    weights: Weights = field(default_factory=Weights)
    encoder: Encoder = field(default_factory=Encoder)
    version: str = RANKING_VERSION

    def score(
        self, people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures]
    ) -> ScoreMatrix:
        """Return all scores of ``people`` for ``positions`` with their parts."""
        fits = part_fits(self.encoder.people(people), self.encoder.positions(positions))
        return self._weigh(fits.shares)

    def rank_for_position(
        self, position: PositionFeatures, people: Sequence[CandidateFeatures], seed: str = ""
    ) -> list[Ranked]:
        """Return all people, the best first, each with the lines of the score."""
        ties = [_tie(seed, position.key, person.key) for person in people]
        return _order(self._explained(people, [position]), ties)

    def rank_for_candidate(
        self, person: CandidateFeatures, positions: Sequence[PositionFeatures], seed: str = ""
    ) -> list[Ranked]:
        """Return all positions, the best first, each with the lines of the score."""
        ties = [_tie(seed, position.key, person.key) for position in positions]
        return _order(self._explained([person], positions), ties)

    def _explained(
        self, people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures]
    ) -> list[tuple[Part, ...]]:
        arrays, asked = self.encoder.people(people), self.encoder.positions(positions)
        fits = part_fits(arrays, asked)
        parts = self._weigh(fits.shares).parts
        return explain(parts, self.weights.points(), arrays, asked, fits.nearest)

    def _weigh(self, shares: dict[str, NDArray[np.float64]]) -> ScoreMatrix:
        parts = {name: weight * shares[name] for name, weight in self.weights.points().items()}
        return ScoreMatrix(np.sum(list(parts.values()), axis=0), parts)


def _order(lines: Sequence[tuple[Part, ...]], ties: Sequence[bytes]) -> list[Ranked]:
    """Sort by score; equal scores by the keyed hash, never by the order they came in."""
    scores = [sum(part.points for part in parts) for parts in lines]
    order = sorted(range(len(lines)), key=lambda i: (-round(scores[i], EQUAL_TO), ties[i]))
    return [Ranked(i, scores[i], lines[i]) for i in order]


def _tie(seed: str, position_key: str, person_key: str) -> bytes:
    """Return the place of a pair among equals: a hash keyed by the published seed."""
    key = hashlib.blake2b(seed.encode(), digest_size=32).digest()
    pair = f"{len(position_key)}:{position_key}{person_key}".encode()
    return hashlib.blake2b(pair, key=key, digest_size=8).digest()

"""The bridge to matching: rows become features, scores become lists the pages can show.

What has no field in ``matching.features`` cannot reach a score (services/ranking_facts.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.access import Actor
from matching.explanation import Ranked
from matching.features import CandidateFeatures, PositionFeatures
from matching.ranking import Ranker, Weights
from models import Candidate, Position
from services.places import coordinates_of
from services.ranking_facts import features_of_position, people_features, position_features
from services.ranking_weights import weights_in_use
from services.visibility import scope, shown_position


@dataclass(frozen=True, slots=True)
class Match:
    """One row of a ranked list: its place from 1, the id of the other side, score and lines."""

    rank: int
    id: int
    ranked: Ranked


def rank_people(*, position: Position, actor: Actor, seed: str, today: date) -> list[Match]:
    """Return everybody the actor may place, ranked for a position with the weights in use.

    ``seed`` orders equal scores; it is published beside the list.
    """
    weights = weights_in_use().weights
    return ranked_people(position=position, actor=actor, seed=seed, today=today, weights=weights)


def rank_positions(*, candidate: Candidate, actor: Actor, seed: str, today: date) -> list[Match]:
    """Return the released positions the actor may see, ranked for a person."""
    weights = weights_in_use().weights
    return ranked_positions(
        candidate=candidate, actor=actor, seed=seed, today=today, weights=weights
    )


def ranked_people(
    *, position: Position, actor: Actor, seed: str, today: date, weights: Weights
) -> list[Match]:
    """Return the people the actor may place, ranked with any weights."""
    people = people_features(scope(Candidate, actor), today)
    asked = features_of_position(position, coordinates_of([position.postcode]))
    return _matches(Ranker(weights, day=today).rank_for_position(asked, people, seed), people)


def ranked_positions(
    *, candidate: Candidate, actor: Actor, seed: str, today: date, weights: Weights
) -> list[Match]:
    """Return the released positions the actor may see, ranked with any weights."""
    released = position_features(scope(Position, actor) & shown_position())
    person = people_features(Candidate.id == candidate.id, today)[0]
    return _matches(Ranker(weights, day=today).rank_for_candidate(person, released, seed), released)


def _matches(
    ranked: Iterable[Ranked], rows: list[CandidateFeatures] | list[PositionFeatures]
) -> list[Match]:
    return [Match(rank, int(rows[one.index].key), one) for rank, one in enumerate(ranked, start=1)]

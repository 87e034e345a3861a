"""How many people a position reaches: counted for staff, told in round numbers to a firm.

A firm that changes one demand after the other must not find out who somebody is: it is told tens,
and nothing below ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.access import Actor
from matching.reach import Demand, Reach, reach
from models import Position
from services.position_facts import PositionFacts, columns_of, skills_of
from services.ranking_facts import features_of_position, people_features
from services.visibility import agreed_to_placement

ROUNDED_TO = 10


@dataclass(frozen=True, slots=True)
class ReachTold:
    """What may be said about a position: counts, or tens for a firm."""

    meet: int
    is_rounded: bool
    costliest: Demand | None = None
    without: int = 0
    counts: Reach | None = None
    """What each demand costs; for staff alone."""

    @property
    def is_hidden(self) -> bool:
        """Return whether there are too few to say how many."""
        return self.is_rounded and self.meet == 0


def count_demands(*, facts: PositionFacts, actor: Actor, today: date) -> ReachTold:
    """Return how many people meet what is typed, as far as the actor may know."""
    wanted = Position(**columns_of(facts))
    wanted.skills = skills_of(facts)
    return count_position(position=wanted, actor=actor, today=today)


def count_position(*, position: Position, actor: Actor, today: date) -> ReachTold:
    """Return how many people who agreed to placement meet a position's demands."""
    people = people_features(agreed_to_placement(), today)
    found = reach(features_of_position(position, {}), people)
    costliest, without = found.costliest or (None, 0)
    if actor.is_staff:
        return ReachTold(
            found.meet, is_rounded=False, costliest=costliest, without=without, counts=found
        )
    meet, without = _rounded(found.meet), _rounded(without)
    if without <= meet:
        costliest, without = None, 0
    return ReachTold(meet, is_rounded=True, costliest=costliest, without=without)


def _rounded(count: int) -> int:
    return count // ROUNDED_TO * ROUNDED_TO

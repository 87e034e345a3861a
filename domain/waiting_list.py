"""The waiting list of a group: who is offered a free place next, and how long an offer holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.waking_hours import after_waking_hours

OFFER_LASTS = timedelta(hours=12)
"""Waking hours to answer: the same time of the next day."""
OFFER_LASTS_BEFORE_FAIR = timedelta(hours=3)
NEAR = timedelta(days=2)
"""So near to the fair an answer is needed sooner."""


@dataclass(frozen=True, slots=True)
class WaitingParty:
    """People who wait together; ``number`` is their order in the list."""

    number: int
    size: int


def parties_to_offer(
    parties: Iterable[WaitingParty], *, free: int, capacity: int, fills_gaps: bool
) -> list[WaitingParty]:
    """Return who is offered places now, in order.

    The strict rule stops at the first party that does not fit. Where gaps are filled, the next
    party that fits is offered its places. A party larger than the whole group fits nowhere and
    holds nobody up.

    >>> family, alone = WaitingParty(1, 4), WaitingParty(2, 1)
    >>> parties_to_offer([family, alone], free=2, capacity=30, fills_gaps=False)
    []
    >>> parties_to_offer([family, alone], free=2, capacity=30, fills_gaps=True)
    [WaitingParty(number=2, size=1)]
    """
    chosen = []
    for party in sorted(parties, key=lambda one: one.number):
        if party.size <= free:
            chosen.append(party)
            free -= party.size
        elif not fills_gaps and party.size <= capacity:
            break
    return chosen


def offer_ends(now: datetime, *, starts_at: datetime) -> datetime:
    """Return until when an offer made now holds; never longer than the group begins."""
    lasts = OFFER_LASTS if starts_at - now > NEAR else OFFER_LASTS_BEFORE_FAIR
    return min(after_waking_hours(now, lasts), starts_at)

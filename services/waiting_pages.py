"""What staff read about the waiting list of a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.fairs import RegistrationState
from models import FairGroup, Registration, db

PAGE_LENGTH = 25


@dataclass(frozen=True, slots=True)
class QueuedParty:
    """People who wait together, with their place in the list; 0 where they have an offer."""

    position: int
    people: tuple[Registration, ...]

    @property
    def names(self) -> str:
        """Return who they are."""
        return ", ".join(one.candidate.full_name for one in self.people)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of a waiting list, and how many parties the whole has."""

    parties: Sequence[QueuedParty]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return the number of pages, at least one."""
        return max(1, ceil(self.total / PAGE_LENGTH))


def group_of_fair(fair_id: int, number: int) -> FairGroup | None:
    """Return a group by its number at its fair."""
    return db.session.scalar(
        select(FairGroup).where(FairGroup.fair_id == fair_id, FairGroup.number == number)
    )


def queue_page(group: FairGroup, page: int) -> QueuePage:
    """Return one page of the list in its order, in three statements."""
    numbers = select(Registration.queue_number).where(
        Registration.group_id == group.id, Registration.state == RegistrationState.WAITING
    )
    total = db.session.scalar(select(func.count()).select_from(numbers.distinct().subquery())) or 0
    page = min(max(1, page), max(1, ceil(total / PAGE_LENGTH)))
    first = (page - 1) * PAGE_LENGTH
    shown = db.session.scalars(
        numbers.distinct().order_by(Registration.queue_number).limit(PAGE_LENGTH).offset(first)
    ).all()
    people = _people(group, RegistrationState.WAITING, Registration.queue_number.in_(shown))
    grouped = groupby(people, key=lambda one: one.queue_number)
    parties = [
        QueuedParty(position, tuple(party))
        for position, (_number, party) in enumerate(grouped, start=first + 1)
    ]
    return QueuePage(parties, total, page)


def open_offers(group: FairGroup, *, limit: int = 50) -> list[QueuedParty]:
    """Return who has an offer, the nearest deadline first."""
    people = _people(group, RegistrationState.OFFERED, limit=limit)
    people = sorted(people, key=lambda one: (one.offered_until, one.queue_number or 0))
    grouped = groupby(people, key=lambda one: (one.offered_until, one.queue_number))
    return [QueuedParty(0, tuple(party)) for _key, party in grouped]


def _people(
    group: FairGroup, state: RegistrationState, *conditions: object, limit: int = 400
) -> Sequence[Registration]:
    return db.session.scalars(
        select(Registration)
        .where(Registration.group_id == group.id, Registration.state == state, *conditions)  # type: ignore[arg-type]
        .options(joinedload(Registration.candidate))
        .order_by(Registration.queue_number, Registration.id)
        .limit(limit)
    ).all()

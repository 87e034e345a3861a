"""What the tables say about the places of one group."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select

from domain.fairs import PlaceMoveKind, RegistrationState
from models import Base, FairGroup, PlaceMove, Registration, db
from services.registration_rows import count_party


class Looking:
    """Reads everything anew each time."""

    group_id: int
    other_id: int

    def group(self) -> FairGroup:
        return db.session.get_one(FairGroup, self.group_id, populate_existing=True)

    def all(self, *states: RegistrationState) -> list[Registration]:
        return list(
            db.session.scalars(
                select(Registration)
                .where(Registration.group_id == self.group_id, Registration.state.in_(states))
                .order_by(Registration.id)
                .execution_options(populate_existing=True)
            )
        )

    def chosen(self, which: int, *states: RegistrationState) -> list[Registration]:
        """Return one in such a state, or nobody."""
        found = self.all(*states)
        return [found[which % len(found)]] if found else []

    def moved_away(self, which: int) -> list[Registration]:
        """Return one who has a place in the other group, or nobody."""
        found = db.session.scalars(
            select(Registration)
            .where(
                Registration.group_id == self.other_id,
                Registration.state == RegistrationState.REGISTERED,
            )
            .order_by(Registration.id)
            .execution_options(populate_existing=True)
        ).all()
        return [found[which % len(found)]] if found else []

    def together(self, one: Registration) -> int:
        return count_party(one)

    def counts(self) -> dict[RegistrationState, int]:
        found = dict.fromkeys(RegistrationState, 0)
        for one in self.all(*RegistrationState):
            found[one.state] += 1
        return found

    def waiting_sizes(self, capacity: int) -> dict[int, int]:
        """Return the size of each party that waits, by its number; those that fit at all."""
        sizes: dict[int, int] = defaultdict(int)
        for one in self.all(RegistrationState.WAITING):
            assert one.queue_number is not None
            sizes[one.queue_number] += 1
        return {number: size for number, size in sizes.items() if size <= capacity}

    def moves(self, *kinds: PlaceMoveKind) -> int:
        return self.count(PlaceMove, PlaceMove.group_id == self.group_id, PlaceMove.what.in_(kinds))

    def count(self, kind: type[Base], *conditions: Any) -> int:
        return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0

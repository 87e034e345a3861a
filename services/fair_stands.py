"""Who stands at a fair, and what they look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from domain.employers import SHUT, EmployerState
from domain.fairs import StandWaitingState
from domain.positions import PositionState
from models import Employer, Fair, Position, Stand, StandWaiting, db
from services.work_areas import nearness


@dataclass(frozen=True, slots=True)
class StandEntry:
    """A stand with its firm and the positions released for it."""

    stand: Stand
    positions: tuple[Position, ...]

    @property
    def titles(self) -> list[str]:
        """Return what the firm looks for, each title once."""
        return list(dict.fromkeys(position.title for position in self.positions))


def stands_of(
    fair: Fair,
    *,
    occupation_code: str | None = None,
    also_waiting: bool = False,
    with_staff: bool = False,
) -> Sequence[StandEntry]:
    """Return the stands of verified firms by number, ``also_waiting`` those of waiting ones.

    With an occupation, those who look for it come first. ``with_staff`` reads who will be there.
    """
    hidden = SHUT if also_waiting else (*SHUT, EmployerState.PENDING)
    stands = db.session.scalars(
        select(Stand)
        .where(Stand.fair_id == fair.id, Stand.employer.has(Employer.state.not_in(hidden)))
        .options(joinedload(Stand.employer), *([selectinload(Stand.staff)] if with_staff else ()))
        .order_by(Stand.number)
    ).all()
    wanted = released_positions([stand.employer_id for stand in stands])
    entries = [StandEntry(stand, tuple(wanted[stand.employer_id])) for stand in stands]
    return sorted(entries, key=lambda entry: -_near(entry, occupation_code))


def firms_in_line(fair_id: int) -> Sequence[StandWaiting]:
    """Return the firms that wait for a stand or were offered one, in the order of the list."""
    return db.session.scalars(
        select(StandWaiting)
        .where(
            StandWaiting.fair_id == fair_id,
            StandWaiting.state.in_((StandWaitingState.WAITING, StandWaitingState.OFFERED)),
        )
        .options(joinedload(StandWaiting.employer))
        .order_by(StandWaiting.queue_number, StandWaiting.id)
    ).all()


def released_positions(employers: Sequence[int]) -> dict[int, list[Position]]:
    """Return the released positions of each firm."""
    found: dict[int, list[Position]] = {employer_id: [] for employer_id in employers}
    for position in db.session.scalars(
        select(Position)
        .where(
            Position.employer_id.in_(found),
            Position.state == PositionState.RELEASED,
        )
        .order_by(Position.title, Position.id)
    ):
        found[position.employer_id].append(position)
    return found


def _near(entry: StandEntry, code: str | None) -> int:
    return max((nearness(one.occupation_code, code) for one in entry.positions), default=0)

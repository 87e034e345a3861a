"""The nightly check: what groups count as taken and waiting is what their rows say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.exc import IntegrityError

from domain.fairs import HELD, RegistrationState
from models import Fair, FairGroup, Registration, Task, TaskKind, db, transactional


@dataclass(frozen=True, slots=True)
class Difference:
    """A group whose counters are not what its registrations are."""

    group_id: int
    fair: str
    group: str
    taken: int
    held: int
    waiting: int
    on_list: int


def differences(now: datetime) -> list[Difference]:
    """Return the groups of fairs to come that count wrongly, in one statement."""
    held = func.count(case((Registration.state.in_(HELD), 1)))
    on_list = func.count(case((Registration.state == RegistrationState.WAITING, 1)))
    rows = db.session.execute(
        select(
            FairGroup.id,
            Fair.title,
            FairGroup.name,
            FairGroup.taken,
            held,
            FairGroup.waiting,
            on_list,
        )
        .join(Fair, Fair.id == FairGroup.fair_id)
        .outerjoin(Registration, Registration.group_id == FairGroup.id)
        .where(Fair.ends_at > now)
        .group_by(FairGroup.id, Fair.title, FairGroup.name, FairGroup.taken, FairGroup.waiting)
        .having(or_(FairGroup.taken != held, FairGroup.waiting != on_list))
        .order_by(FairGroup.id)
    )
    return [Difference(*row) for row in rows]


@transactional
def note_differences(*, now: datetime) -> int:
    """Leave the staff one open task a group that counts wrongly; the timed job.

    Nothing is repaired by itself: a counter that went wrong has a cause, and somebody may have
    been promised a place.
    """
    return sum(_is_new(_hint(one), now) for one in differences(now))


def _is_new(hint: str, now: datetime) -> bool:
    """Add the task unless one with these numbers is open: the index of the table decides."""
    try:
        with db.session.begin_nested():
            db.session.add(Task(kind=TaskKind.PLACES_DIFFER, hint=hint, created_at=now))
    except IntegrityError:
        return False
    return True


def _hint(one: Difference) -> str:
    """Return what the task says, within its 200 letters."""
    told = f"{one.fair[:60]}, {one.group[:40]} (Nr. {one.group_id}): "
    places = f"gezählt {one.taken}, belegt {one.held}"
    waiting = f"; wartend gezählt {one.waiting}, auf der Liste {one.on_list}"
    return told + places + waiting

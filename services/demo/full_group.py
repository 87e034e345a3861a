"""The second group of the fair to come: full, with a family and others on its waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.consent import Purpose
from domain.fairs import PlaceMoveKind, RegistrationState
from models import Consent, FairGroup, Party, PlaceMove, Registration
from services.demo.calendar import DemoCalendar
from services.demo.people import DemoPerson
from services.demo.rows import Rows

CAPACITY = 8
WAITING = (2, 1, 1)
"""How many wait together, in the order of the list: a family first."""
PEOPLE = CAPACITY + sum(WAITING)
WHY = "Beginn des Sprachkurses wurde verlegt (Demo)"


def add_full_group(
    rows: Rows, calendar: DemoCalendar, day: date, fair_id: int, people: Sequence[DemoPerson]
) -> None:
    """Add the group with its people: first those who have a place, then those who wait."""
    if len(people) < PEOPLE:
        return  # a demo of a few people has nobody left
    starts_at = calendar.at(day, 12)
    group_id = rows.add(
        FairGroup,
        fair_id=fair_id,
        number=2,
        name="Mittag",
        languages=[],
        starts_at=starts_at,
        ends_at=calendar.at(day, 14),
        capacity=CAPACITY,
        taken=CAPACITY,
        beyond=0,
        waiting=sum(WAITING),
        queue_last=len(WAITING),
    )
    asked_at = calendar.ago(6)
    for number, person in enumerate(people[:CAPACITY]):
        late = starts_at + timedelta(minutes=45) if number == 0 else None
        values = {"registered_at": asked_at, "comes_later_at": late}
        place = _add_place(rows, fair_id, group_id, person, asked_at, **values)
        _add_move(rows, group_id, place, person, PlaceMoveKind.BOOKED, asked_at)
    left = list(people[CAPACITY:PEOPLE])
    for number, size in enumerate(WAITING, start=1):
        asked_at = calendar.ago(2 if number == 1 else 6 - number)
        _add_party(rows, fair_id, group_id, [left.pop(0) for _one in range(size)], number, asked_at)


def _add_party(
    rows: Rows,
    fair_id: int,
    group_id: int,
    people: Sequence[DemoPerson],
    number: int,
    asked_at: datetime,
) -> None:
    """Add people who wait together; those at the head of the list were let jump there."""
    together = {"fair_id": fair_id, "made_at": asked_at}
    party_id = rows.add(Party, **together) if len(people) > 1 else None
    for person in people:
        waits = {"state": RegistrationState.WAITING, "queue_number": number, "queued_at": asked_at}
        place = _add_place(rows, fair_id, group_id, person, asked_at, party_id=party_id, **waits)
        _add_move(rows, group_id, place, person, PlaceMoveKind.JOINED, asked_at)
        if number == 1:
            jumped = {"reason": WHY, "was": len(WAITING), "account_id": 1}
            later = asked_at + timedelta(days=1)
            _add_move(rows, group_id, place, person, PlaceMoveKind.JUMPED, later, **jumped)


def _add_place(
    rows: Rows,
    fair_id: int,
    group_id: int,
    person: DemoPerson,
    asked_at: datetime,
    **values: object,
) -> int:
    rows.add(
        Consent, candidate_id=person.id, purpose=Purpose.FAIR, text_version="1", given_at=asked_at
    )
    usual: dict[str, object] = {
        "state": RegistrationState.REGISTERED,
        "registered_at": asked_at,
        "needs_interpreter": True,
    }
    return rows.add(
        Registration,
        fair_id=fair_id,
        candidate_id=person.id,
        group_id=group_id,
        idempotency_key=f"demo-{fair_id}-{person.id}",
        **usual | values,
    )


def _add_move(
    rows: Rows,
    group_id: int,
    place: int,
    person: DemoPerson,
    what: PlaceMoveKind,
    at: datetime,
    **values: object,
) -> None:
    rows.add(
        PlaceMove,
        group_id=group_id,
        registration_id=place,
        candidate_id=person.id,
        what=what,
        at=at,
        **values,
    )

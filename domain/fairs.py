"""The fair: its states, the kinds of place, and the slots of the talks."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from domain.clock import office_day
from domain.errors import WrongState


class FairState(StrEnum):
    """Where a fair stands; only an open one takes registrations and stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class FairAction(StrEnum):
    """What an officer may do with a fair."""

    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"


TRANSITIONS = {
    (FairState.DRAFT, FairAction.OPEN): FairState.OPEN,
    (FairState.CLOSED, FairAction.OPEN): FairState.OPEN,
    (FairState.OPEN, FairAction.CLOSE): FairState.CLOSED,
    (FairState.DRAFT, FairAction.CANCEL): FairState.CANCELLED,
    (FairState.OPEN, FairAction.CANCEL): FairState.CANCELLED,
    (FairState.CLOSED, FairAction.CANCEL): FairState.CANCELLED,
}


def next_state(state: FairState, action: FairAction) -> FairState:
    """Return the state after ``action``, or raise WrongState."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


class FairPhase(StrEnum):
    """How a fair stands for everybody: its state, and what follows from places and time."""

    DRAFT = "draft"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    OVER = "over"
    CANCELLED = "cancelled"


class HasPlaces(Protocol):
    """A fair as far as its phase depends on it."""

    state: Any
    ends_at: Any
    capacity: Any
    taken: Any


def phase_of(fair: HasPlaces, now: datetime) -> FairPhase:
    """Return how a fair stands; *full* and *over* are never stored, they follow.

    A cancelled fair stays cancelled and a draft a draft, whatever the day.
    """
    if fair.state in {FairState.CANCELLED, FairState.DRAFT}:
        return FairPhase(fair.state.value)
    if fair.ends_at <= now:
        return FairPhase.OVER
    if fair.state is FairState.OPEN and fair.taken >= fair.capacity:
        return FairPhase.FULL
    return FairPhase(fair.state.value)


class Bring(StrEnum):
    """What people bring to a fair, as a list to tick."""

    TICKET = "ticket"
    CV = "cv"
    CERTIFICATES = "certificates"
    RESIDENCE_DOCUMENT = "residence_document"
    WORK_PERMIT_LETTER = "work_permit_letter"
    DRIVING_LICENCE = "driving_licence"
    WORK_PHOTOS = "work_photos"
    PEN_AND_PAPER = "pen_and_paper"


def text_in(language: str, texts: Mapping[str, str], german: str) -> tuple[str, str]:
    """Return a text in a language and the language it is in: German where there is no other.

    >>> text_in("ar", {"en": "Bus 3"}, "Bus 3 bis Hansastraße")
    ('Bus 3 bis Hansastraße', 'de')
    """
    own = texts.get(language, "")
    return (own, language) if own else (german, "de")


def may_change_stand(
    *, state: FairState, starts_at: datetime, deadline: datetime | None, now: datetime
) -> bool:
    """Return whether a firm may still change or give back its stand by itself."""
    last = min(starts_at, deadline) if deadline else starts_at
    return state is not FairState.CANCELLED and now < last


def last_day(deadline: datetime | None) -> date | None:
    """Return the last day before a deadline, which is the moment the day after it begins."""
    return office_day(deadline - timedelta(seconds=1)) if deadline else None


class RegistrationState(StrEnum):
    """Where a registration stands."""

    REGISTERED = "registered"
    WAITING = "waiting"
    """On the waiting list of a group."""
    OFFERED = "offered"
    """A place came free and is kept for the person until a stated time."""
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    """A place was offered and nobody answered in time."""


HELD = frozenset({RegistrationState.REGISTERED, RegistrationState.OFFERED})
"""States that take up a place."""

LASTING = HELD | {RegistrationState.WAITING}
"""States in which somebody still has or wants a place."""


class PlaceMoveKind(StrEnum):
    """What happened to a place or on a waiting list."""

    BOOKED = "booked"
    JOINED = "joined"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    JUMPED = "jumped"
    """Staff put somebody at the head of the list."""
    OVERRIDDEN = "overridden"
    """Staff gave a place beyond the capacity."""
    MOVED = "moved"
    """Staff put somebody into another group."""
    CANCELLED = "cancelled"
    LEFT = "left"
    """Somebody left the waiting list."""
    CAPACITY_CHANGED = "capacity_changed"


class Absence(StrEnum):
    """What is known of somebody who did not come; it has no consequence."""

    EXCUSED = "excused"
    NOT_EXCUSED = "not_excused"


class StandWaitingState(StrEnum):
    """Where a firm on the waiting list for stands is."""

    WAITING = "waiting"
    OFFERED = "offered"
    PLACED = "placed"
    LEFT = "left"
    EXPIRED = "expired"


class StandMoveKind(StrEnum):
    """What staff did with a stand or in the line for one."""

    JUMPED = "jumped"
    """Staff put a firm at the head of the line."""
    OVERRIDDEN = "overridden"
    """Staff gave a firm that waits a stand beyond their number."""
    CHANGED = "changed"
    """Staff changed what a firm has at its stand."""


EVERYBODY = "Alle"
"""The name of the group of a fair that has only one."""

SLOT = timedelta(minutes=15)
"""A talk of ten minutes and five to change; facts.md section 7."""


def slot_starts(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """Return the starts of all talks that fit between the two moments."""
    count = max(0, int((ends_at - starts_at) / SLOT))
    return [starts_at + SLOT * i for i in range(count)]


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time at one desk of a stand where a talk can be."""

    starts_at: datetime
    desk: int


def free_slots(
    *, starts: list[datetime], desks: int, booked: Set[Slot], busy: Set[datetime]
) -> list[Slot]:
    """Return one free slot (the lowest free desk) for each time when both sides have time.

    Parameters
    ----------
    starts
        All starts of talks at the fair, in order.
    booked
        The slots of the stand that are taken.
    busy
        The times when the person already has a talk, at whatever stand.
    """
    return [
        free
        for start in starts
        if start not in busy
        for free in [_first_free(start, desks, booked)]
        if free is not None
    ]


def _first_free(start: datetime, desks: int, booked: Set[Slot]) -> Slot | None:
    slots = (Slot(start, desk) for desk in range(1, desks + 1))
    return next((slot for slot in slots if slot not in booked), None)

"""The fair: its states, the kinds of place, and the slots of the talks."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

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


class RegistrationState(StrEnum):
    """Where a registration stands."""

    REGISTERED = "registered"
    CANCELLED = "cancelled"


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

"""The fair: its states, the kinds of place, and the slots of the talks."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class FairState(StrEnum):
    """Where a fair stands; only an open one takes registrations and stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


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

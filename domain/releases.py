"""What a firm may learn of a person by name: which fields, for what, until when.

A release begins with the person's yes to a field; an officer gives it to one firm for one purpose
until a day. Legal basis: § 67b (2) SGB X (consent), § 78 SGB X (the firm is bound to the purpose).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from domain.errors import RuleBroken


class ReleasedField(StrEnum):
    """All a firm can ever be told by name; sex, age, origin and status are not among it."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"


class ReleasePurpose(StrEnum):
    """What the firm may use the fields for, and for nothing else."""

    GETTING_TO_KNOW = "getting_to_know"
    TRIAL_WORK = "trial_work"
    EMPLOYMENT = "employment"


LONGEST = timedelta(days=183)
"""Six months: § 15 Abs. 4 AGG gives two months for claims, the rest is reserve."""
USUAL = timedelta(days=60)


def check_until(until: date, *, today: date) -> None:
    """Refuse a last day in the past or too far ahead.

    Raises
    ------
    RuleBroken
        With the latest day there may be.
    """
    if not today <= until <= today + LONGEST:
        raise RuleBroken(latest=today + LONGEST)

"""The groups a fairness report compares; read for the report alone, never by a ranking."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

AGE_BANDS = ((25, "under_25"), (35, "25_to_34"), (45, "35_to_44"), (55, "45_to_54"))
OLDEST = "55_and_over"
UNKNOWN = "unknown"
AGES_IN_ORDER = (*(name for _, name in AGE_BANDS), OLDEST)


class Trait(StrEnum):
    """What people are grouped by (§ 1 AGG; the residence document stands in for origin)."""

    SEX = "sex"
    AGE = "age"
    RESIDENCE = "residence"


def age_band(birth_year: int | None, today: date) -> str:
    """Return the band of the age somebody reaches this year.

    >>> age_band(2000, date(2026, 11, 28)), age_band(None, date(2026, 11, 28))
    ('25_to_34', 'unknown')
    """
    if birth_year is None:
        return UNKNOWN
    age = today.year - birth_year
    return next((name for below, name in AGE_BANDS if age < below), OLDEST)

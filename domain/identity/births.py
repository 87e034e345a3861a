"""How well two birth dates fit, where parts are unknown, swapped or made up by an authority."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Birth(NamedTuple):
    """A birth date as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


UNKNOWN_BIRTH = Birth()


class BirthFit(StrEnum):
    """What two birth dates have to do with each other."""

    SAME = "birth_same"
    SWAPPED = "birth_swapped"
    FIRST_OF_JANUARY = "birth_first_of_january"
    SAME_YEAR = "birth_same_year"
    ONE_PART = "birth_one_part"
    YEAR_SLIP = "birth_year_slip"
    OTHER_DAY = "birth_other_day"
    OTHER_YEAR = "birth_other_year"
    UNKNOWN = "birth_unknown"


WEIGHTS = {
    BirthFit.SAME: 0.95,
    BirthFit.SWAPPED: 0.85,
    BirthFit.FIRST_OF_JANUARY: 0.75,
    BirthFit.SAME_YEAR: 0.75,
    BirthFit.ONE_PART: 0.70,
    BirthFit.YEAR_SLIP: 0.65,
    BirthFit.UNKNOWN: 0.60,
    BirthFit.OTHER_DAY: 0.45,
    BirthFit.OTHER_YEAR: 0.30,
}
"""What a name counts beside such births. The first of January is what authorities write where
nobody knows the day: it says no more than the year."""


def fit(one: Birth, other: Birth) -> BirthFit:
    """Return how two birth dates fit; the same both ways round.

    >>> fit(Birth(1990, 4, 3), Birth(1990, 3, 4)).value
    'birth_swapped'
    """
    if one.year is None or other.year is None:
        return BirthFit.UNKNOWN
    if one.year != other.year:
        close = abs(one.year - other.year) in (1, 10)
        is_slip = close and _day(one) == _day(other) not in ((None, None), (1, 1))
        return BirthFit.YEAR_SLIP if is_slip else BirthFit.OTHER_YEAR
    return _fit_of_days(_day(one), _day(other))


def _fit_of_days(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> BirthFit:
    if one == other == (1, 1):
        return BirthFit.FIRST_OF_JANUARY
    if None in one or None in other or (1, 1) in (one, other):
        return BirthFit.SAME_YEAR
    if one == other:
        return BirthFit.SAME
    if one == other[::-1]:
        return BirthFit.SWAPPED
    return BirthFit.ONE_PART if one[0] == other[0] or one[1] == other[1] else BirthFit.OTHER_DAY


def _day(birth: Birth) -> tuple[int | None, int | None]:
    return birth.month, birth.day

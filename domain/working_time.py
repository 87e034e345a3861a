"""Hours and shifts, in the same words for what people can do and what positions ask."""

from enum import StrEnum


class Hours(StrEnum):
    """How much of a week; the hours themselves stand beside it."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    MARGINAL = "marginal"
    """Minijob (§ 8 SGB IV)."""


class Shift(StrEnum):
    """When in the day and week work is done."""

    DAY = "day"
    EARLY = "early"
    LATE = "late"
    NIGHT = "night"
    WEEKEND = "weekend"

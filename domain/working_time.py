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


class Childcare(StrEnum):
    """Whether children are looked after while the person works; the reason is nobody's."""

    NOT_NEEDED = "not_needed"
    ARRANGED = "arranged"
    NEEDED = "needed"

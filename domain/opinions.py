"""What people and firms say of a fair afterwards, and until when they are asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from domain.waking_hours import waking_moment

ASKED_FOR = timedelta(days=30)
"""So long after the end opinions are taken."""
ASKED_AFTER = timedelta(hours=2)
"""So long after the end firms are asked; not at night."""
MOST_STEPS = 200


class Mood(StrEnum):
    """How it was, as three faces say it."""

    GOOD = "good"
    SO_SO = "so_so"
    BAD = "bad"


class Suited(StrEnum):
    """Whether the people a firm met suited its positions."""

    MANY = "many"
    SOME = "some"
    NONE = "none"


class ComesAgain(StrEnum):
    """Whether a firm wants to come again."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


def takes_opinions(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Say whether opinions of a fair are taken: from its beginning to a month after its end."""
    return starts_at <= now <= ends_at + ASKED_FOR


def firms_are_asked_at(ends_at: datetime) -> datetime:
    """Return when firms are asked: two hours after the end, or the next morning.

    >>> from datetime import UTC
    >>> firms_are_asked_at(datetime(2026, 11, 20, 13, tzinfo=UTC)).isoformat()
    '2026-11-20T15:00:00+00:00'
    """
    return waking_moment(ends_at + ASKED_AFTER)

"""Letters: their states and when a failed one is tried again."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class LetterState(StrEnum):
    """Where a letter stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


class Channel(StrEnum):
    """How a letter reaches its reader."""

    EMAIL = "email"
    SMS = "sms"
    POST = "post"


GIVE_UP_AFTER = timedelta(hours=24)
"""A letter that cannot be sent for a day is dead and becomes a task for staff."""

STUCK_AFTER = timedelta(minutes=10)
"""A letter still marked as being sent after this was left behind by a dead process."""

_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)


def wait_before_try(failed_tries: int) -> timedelta:
    """Return how long to wait after that many failed tries (1 or more): doubling, capped.

    >>> wait_before_try(1)
    datetime.timedelta(seconds=30)
    >>> wait_before_try(50)
    datetime.timedelta(seconds=3600)
    """
    return min(_FIRST_WAIT * 2 ** min(failed_tries - 1, 16), _LONGEST_WAIT)

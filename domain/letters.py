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


def is_given_up(failed_tries: int) -> bool:
    """Return whether the waits after that many failed tries add up to a day.

    Counted in tries and not in hours since it was written: a letter that is due next week, or
    that nobody tried to send while the worker stood still, is not dead.

    >>> is_given_up(1), is_given_up(40)
    (False, True)
    """
    waited = sum((wait_before_try(number) for number in range(1, failed_tries + 1)), timedelta())
    return waited >= GIVE_UP_AFTER

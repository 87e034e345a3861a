"""The door: what a scan can be, what comes of it, and when somebody may come in."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum

from domain.clock import office_day
from domain.codes import ALPHABET, PERSONAL_CODE_LENGTH, normalise_code

LONGEST_SCAN = 400
"""Signs; the address of a ticket has some fifty, no code of ours has more."""
LONGEST_WAIT = timedelta(hours=12)
"""A scan that waited for a connection is taken for so long as made when it was made."""

_TICKET = re.compile(r"https?://[^/\s]+/t/([^/?#\s]+)/?(?:[?#]\S*)?", re.IGNORECASE)


class ScanOutcome(StrEnum):
    """What comes of a scan; the same scan sent again has the same outcome."""

    ARRIVED = "arrived"
    AGAIN = "again"
    EARLY = "early"
    GIVEN_BACK = "given_back"
    WAITING = "waiting"
    ELSEWHERE = "elsewhere"
    NO_PLACE = "no_place"
    UNKNOWN = "unknown"
    NO_TICKET = "no_ticket"
    FAIR_CANCELLED = "fair_cancelled"


def code_in(scanned: str) -> str | None:
    """Return the code that was typed or that stands in the address on a ticket, else None.

    The address may begin with any host: an installation can have moved since the ticket was
    printed, and the code alone counts.

    >>> code_in("https://example.org/t/K7M4PQ9XT?lang=ar"), code_in("k7m-4pq 9xt")
    ('K7M4PQ9XT', 'K7M4PQ9XT')
    >>> code_in("https://example.org/menu"), code_in("WIFI:S:guests;;")
    (None, None)
    """
    text = scanned.strip()
    if len(text) > LONGEST_SCAN:
        return None
    address = _TICKET.fullmatch(text)
    if address is None and not _is_typed(text):
        return None
    code = normalise_code(address[1] if address else text)
    return code if len(code) == PERSONAL_CODE_LENGTH and set(code) <= set(ALPHABET) else None


def is_before_the_day(starts_at: datetime, now: datetime) -> bool:
    """Say whether the day of the fair has not come yet: staff are asked before they let in."""
    return office_day(now) < office_day(starts_at)


def moment_of(now: datetime, waited: timedelta) -> datetime:
    """Return when a scan was made that waited so long for a connection."""
    return now - min(max(waited, timedelta()), LONGEST_WAIT)


def _is_typed(text: str) -> bool:
    """Say whether somebody can have typed this as a code: groups of letters and digits."""
    return all(sign.isalnum() or sign in " -–·." for sign in text)

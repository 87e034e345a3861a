"""How long keys live and how often somebody may try: one place for all numbers of signing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

SIGN_IN_LASTS = timedelta(minutes=10)
RESET_LASTS = timedelta(minutes=10)
INVITATION_LASTS = timedelta(days=7)
HALF_WAY_LASTS = timedelta(minutes=10)
"""Between the password and the second factor."""

MOST_CODE_TRIES = 5
"""Wrong codes before a sign-in code is worthless."""

RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries of a kind within a window, then wait."""

    kind: str
    most: int
    window: timedelta


_QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)

PASSWORD_TRIES = Limit("password", 10, _QUARTER)
"""Wrong passwords for one e-mail address."""
ADDRESS_TRIES = Limit("password-address", 50, _QUARTER)
"""Wrong passwords from one network address; a whole office may share one."""
SECOND_FACTOR_TRIES = Limit("second-factor", 10, _QUARTER)
RESETS_SENT = Limit("reset-sent", 5, _HOUR)
CODES_SENT = Limit("code-sent", 5, _HOUR)
"""Sign-in codes asked for with one e-mail address or telephone number."""
CODES_SENT_TO_PERSON = Limit("code-sent-person", 6, _HOUR)
"""Sign-in codes written to one person, by e-mail and SMS together."""
SENT_FROM_ADDRESS = Limit("sent-address", 100, _HOUR)
"""Letters asked for from one network address; a whole fair may share one."""
LINK_TRIES = Limit("link-address", 100, _QUARTER)
"""Links opened from one network address that open nothing."""

"""Deleting a person: who decides when, and the words of the reasons.

Art. 17 GDPR, § 84 SGB X. A reason is one of a list: free words could name the person again.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

DONE_WITHIN = timedelta(days=14)
"""A person with a case is deleted at the latest this long after asking (law: one month)."""


class DeletionReason(StrEnum):
    """Why a person was deleted."""

    ASKED = "asked"
    """The person asked for it."""
    PURPOSE_ENDED = "purpose_ended"
    MISTAKE = "mistake"
    """The record should not have been made."""
    UNLAWFUL = "unlawful"
    REPEATED = "repeated"
    """A restored backup had the person again."""


CHOSEN_BY_STAFF = tuple(one for one in DeletionReason if one is not DeletionReason.REPEATED)


def due_day(asked_on: date) -> date:
    """Return the last day on which a deletion that was asked for must be done."""
    return asked_on + DONE_WITHIN

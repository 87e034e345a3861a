"""What a person agreed to: purposes and how long a release to an employer holds.

Legal basis: § 67b (2) SGB X (consent is provable, purpose and right to withdraw are explained).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """What the data may be used for; each is given and withdrawn on its own."""

    PLACEMENT = "placement"
    """Officers of the employer service may look for positions for the person."""
    FAIR = "fair"
    """The data of a registration may be used to run that fair."""


class ConsentWay(StrEnum):
    """How a consent reached the office; what a colleague took is never the person's own click."""

    OWN_PAGE = "own_page"
    """The person pressed the button."""
    AT_THE_DOOR = "at_the_door"
    """Said to a colleague at the door of a fair."""
    AT_THE_COUNTER = "at_the_counter"
    """Said to a colleague who filled in the registration."""
    IN_A_TALK = "in_a_talk"
    """Said to a colleague who keeps the record, with the text read or read out."""


TEXT_VERSION = "2026-11-22"
"""Names the wording of the consent texts; a changed wording gets a new one."""

RELEASE_LASTS = timedelta(days=90)
"""How long an employer sees a pseudonymous profile after it was proposed."""


def release_ends(proposed_on: date) -> date:
    """Return the last day on which an employer sees a proposed profile."""
    return proposed_on + RELEASE_LASTS

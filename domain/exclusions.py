"""Why an officer leaves a person out for one position; the words separate three groups.

*Fit* says something about the match, *not available* something about now, *other* neither:
counts of the first teach what to ask of positions, those of the second must not count against
anybody.
"""

from __future__ import annotations

from enum import StrEnum


class ReasonGroup(StrEnum):
    """What a reason speaks about."""

    FIT = "fit"
    NOT_AVAILABLE = "not_available"
    OTHER = "other"


class ExclusionReason(StrEnum):
    """Why somebody is left out for a position."""

    QUALIFICATION = "qualification"
    GERMAN = "german"
    LICENCE = "licence"
    OVERQUALIFIED = "overqualified"
    WORKS_ALREADY = "works_already"
    IN_COURSE = "in_course"
    HOURS = "hours"
    TOO_FAR = "too_far"
    OWN_WISH = "own_wish"
    FIRM_KNOWS = "firm_knows"
    OTHER = "other"


GROUPS: dict[ReasonGroup, tuple[ExclusionReason, ...]] = {
    ReasonGroup.FIT: (
        ExclusionReason.QUALIFICATION,
        ExclusionReason.GERMAN,
        ExclusionReason.LICENCE,
        ExclusionReason.OVERQUALIFIED,
    ),
    ReasonGroup.NOT_AVAILABLE: (
        ExclusionReason.WORKS_ALREADY,
        ExclusionReason.IN_COURSE,
        ExclusionReason.HOURS,
        ExclusionReason.TOO_FAR,
    ),
    ReasonGroup.OTHER: (
        ExclusionReason.OWN_WISH,
        ExclusionReason.FIRM_KNOWS,
        ExclusionReason.OTHER,
    ),
}


def group_of(reason: ExclusionReason) -> ReasonGroup:
    """Return the group of a reason.

    >>> group_of(ExclusionReason.GERMAN).value
    'fit'
    """
    return next(group for group, reasons in GROUPS.items() if reason in reasons)


def needs_note(reason: ExclusionReason) -> bool:
    """Return whether the word alone says nothing."""
    return reason is ExclusionReason.OTHER

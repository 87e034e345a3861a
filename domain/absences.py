"""Why somebody is on no list or was never proposed: one cause, the first that can be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

NOT_SEEN_FOR = timedelta(days=30)
FITS_WELL = 70.0
"""From this score on it is not the person that is in the way."""


class AbsenceCause(StrEnum):
    """What keeps a person off every list, the cause to mend first on top."""

    NO_CONSENT = "no_consent"
    WORK_FORBIDDEN = "work_forbidden"
    WORK_UNKNOWN = "work_unknown"
    GERMAN_UNKNOWN = "german_unknown"
    PLACE_UNKNOWN = "place_unknown"
    NOT_RANKED = "not_ranked"
    NOT_LOOKED_AT = "not_looked_at"
    PASSED_OVER = "passed_over"
    """Fits well and was seen on lists of late, but nobody proposed the person."""
    GERMAN = "german"
    SKILLS = "skills"
    PROOFS = "proofs"
    DISTANCE = "distance"
    HOURS = "hours"
    OCCUPATION = "occupation"


@dataclass(frozen=True, slots=True)
class Absence:
    """What is known of a person who appears nowhere, or whom nobody proposed."""

    has_agreed: bool
    may_work: bool
    knows_work: bool
    knows_german: bool
    knows_place: bool
    best_score: float | None
    """Of the best position; None where none was ranked."""
    missing: Mapping[str, float]
    """Points that are missing on the best position, by part."""
    was_seen: bool = False
    """Whether a colleague saw the person on a list of late."""


_OF_PART = {
    "german": AbsenceCause.GERMAN,
    "skills": AbsenceCause.SKILLS,
    "recognition": AbsenceCause.PROOFS,
    "licence": AbsenceCause.PROOFS,
    "distance": AbsenceCause.DISTANCE,
    "hours": AbsenceCause.HOURS,
}


def cause_of(absence: Absence) -> AbsenceCause:
    """Return the first cause that holds, from what hinders everything to what costs most."""
    first = (
        (absence.has_agreed, AbsenceCause.NO_CONSENT),
        (absence.may_work, AbsenceCause.WORK_FORBIDDEN),
        (absence.knows_work, AbsenceCause.WORK_UNKNOWN),
        (absence.knows_german, AbsenceCause.GERMAN_UNKNOWN),
        (absence.knows_place, AbsenceCause.PLACE_UNKNOWN),
    )
    for holds, cause in first:
        if not holds:
            return cause
    if absence.best_score is None:
        return AbsenceCause.NOT_RANKED
    if absence.best_score >= FITS_WELL:
        return AbsenceCause.PASSED_OVER if absence.was_seen else AbsenceCause.NOT_LOOKED_AT
    most = max(absence.missing, key=lambda part: absence.missing[part], default="")
    return _OF_PART.get(most, AbsenceCause.OCCUPATION)

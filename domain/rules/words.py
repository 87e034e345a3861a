"""The words the tables of the law are written in; each value stands in a CSV file as it is."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """May this person do this work on this day?"""

    FREE = "free"
    PERMIT_REQUIRED = "permit_required"
    PERMIT_AND_BA_APPROVAL = "permit_and_ba_approval"
    WAITING = "waiting"
    PROHIBITED = "prohibited"
    UNCLEAR = "unclear"


class Access(StrEnum):
    """The class of access a rule gives once the waiting time is over."""

    FREE = "free"
    PERMIT_REQUIRED = "permit_required"
    PERMIT_AND_BA_APPROVAL = "permit_and_ba_approval"
    CASE_BY_CASE = "case_by_case"
    PROHIBITED = "prohibited"


class Activity(StrEnum):
    """What the law tells apart; a kind of position is one of these."""

    EMPLOYMENT = "employment"
    APPRENTICESHIP = "apprenticeship"
    MANDATORY_INTERNSHIP = "internship_mandatory"
    ORIENTATION_INTERNSHIP = "internship_orientation"
    ENTRY_QUALIFICATION = "eq"
    TRIAL_MEASURE = "trial_measure"
    TEMPORARY_WORK = "temporary_work"
    SELF_EMPLOYMENT = "self_employment"


class EntryEffect(StrEnum):
    """What an entry on the document says about an activity."""

    FREE = "free"
    PERMIT_REQUIRED = "permit_required"
    """Ask the foreigners authority for each job; it asks the employment agency where needed."""
    PROHIBITED = "prohibited"
    NOT_COVERED = "not_covered"
    """The entry opens something else and not this."""
    SILENT = "silent"
    """The entry says nothing about this activity; the table alone answers."""


class Clock(StrEnum):
    """What starts a waiting time; its date is a fact of its own with its own source."""

    ASYLUM_REGISTRATION = "asylum_registration"
    ASYLUM_PROCEDURE = "asylum_procedure"
    PERMITTED_STAY = "permitted_stay"
    TOLERATION_POSSESSION = "toleration_possession"
    ANY_STAY = "any_stay"


class Confidence(StrEnum):
    """How sure the row is; anything but ``high`` is shown as *please verify*."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Reason(StrEnum):
    """Why an answer is unclear."""

    NONE = "none"
    DOCUMENT_UNKNOWN = "document_unknown"
    """No table knows this document."""
    NO_RULE = "no_rule"
    """The document is known, but no rule is recorded for that day."""
    CLOCK_START_MISSING = "clock_start_missing"
    CASE_BY_CASE = "case_by_case"
    """Document or authority decide, and no entry that says it is recorded."""
    DOCUMENT_AND_TABLE_DISAGREE = "document_and_table_disagree"
    DOCUMENT_FORBIDS = "document_forbids"
    """The table would allow what the entry on the document forbids."""
    ENTRY_UNKNOWN = "entry_unknown"
    """The entry has no meaning in the tables on that day."""
    ACTIVITY_UNKNOWN = "activity_unknown"
    """It is not recorded which activity of the law the position is."""


ORDER_OF_CONFIDENCE = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def lower(one: Confidence, other: Confidence) -> Confidence:
    """Return the less sure one of the two."""
    return min(one, other, key=ORDER_OF_CONFIDENCE.index)

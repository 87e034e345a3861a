"""The ways in which people have worked; work in the family and without papers counts."""

from __future__ import annotations

from enum import StrEnum


class WorkKind(StrEnum):
    """How the work was done."""

    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    INFORMAL = "informal"
    FAMILY = "family"
    """In the family's firm, farm or household."""
    VOLUNTARY = "voluntary"


class Beginning(StrEnum):
    """How somebody wants to begin at a firm."""

    JOB = "job"
    APPRENTICESHIP = "apprenticeship"
    ENTRY_QUALIFICATION = "entry_qualification"
    INTERNSHIP = "internship"
    TRIAL = "trial"

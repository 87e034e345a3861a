"""Positions: kinds, states and the requirement level of the KldB 2010."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class PositionKind(StrEnum):
    """What an employer offers."""

    JOB = "job"
    APPRENTICESHIP = "apprenticeship"
    ENTRY_QUALIFICATION = "entry_qualification"
    INTERNSHIP = "internship"
    TRIAL = "trial"


class PositionState(StrEnum):
    """Where a position stands; only a released one is ranked and shown."""

    SUBMITTED = "submitted"
    RELEASED = "released"
    REFUSED = "refused"
    CLOSED = "closed"


class RequirementLevel(IntEnum):
    """Requirement level: the fifth digit of a KldB 2010 code."""

    HELPER = 1
    SKILLED = 2
    SPECIALIST = 3
    EXPERT = 4

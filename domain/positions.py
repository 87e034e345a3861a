"""Positions: kinds, states and the requirement level of the KldB 2010."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from domain.errors import WrongState
from domain.experience import Beginning


class PositionKind(StrEnum):
    """What an employer offers."""

    JOB = "job"
    TEMPORARY_WORK = "temporary_work"
    """Leiharbeit: hired out to others by an agency; the law of access has rules of its own."""
    APPRENTICESHIP = "apprenticeship"
    ENTRY_QUALIFICATION = "entry_qualification"
    """Einstiegsqualifizierung (§ 54a SGB III)."""
    INTERNSHIP_MANDATORY = "internship_mandatory"
    """Asked for by a school, training or study rule (§ 22 Abs. 1 S. 2 Nr. 1 MiLoG)."""
    INTERNSHIP_ORIENTATION = "internship_orientation"
    """To find a trade, at most three months (§ 22 Abs. 1 S. 2 Nr. 2 MiLoG)."""
    INTERNSHIP_ACCOMPANYING = "internship_accompanying"
    """Beside a training or study, at most three months (§ 22 Abs. 1 S. 2 Nr. 3 MiLoG)."""
    INTERNSHIP_VOLUNTARY = "internship_voluntary"
    """Any other: the law treats it as a job."""
    TRIAL = "trial"
    """Measure at an employer (§ 45 SGB III)."""


BEGINNING_OF: dict[PositionKind, Beginning] = {
    PositionKind.JOB: Beginning.JOB,
    PositionKind.TEMPORARY_WORK: Beginning.JOB,
    PositionKind.APPRENTICESHIP: Beginning.APPRENTICESHIP,
    PositionKind.ENTRY_QUALIFICATION: Beginning.ENTRY_QUALIFICATION,
    PositionKind.INTERNSHIP_MANDATORY: Beginning.INTERNSHIP,
    PositionKind.INTERNSHIP_ORIENTATION: Beginning.INTERNSHIP,
    PositionKind.INTERNSHIP_ACCOMPANYING: Beginning.INTERNSHIP,
    PositionKind.INTERNSHIP_VOLUNTARY: Beginning.INTERNSHIP,
    PositionKind.TRIAL: Beginning.TRIAL,
}
"""Which wish of a person each kind of position answers."""


class PositionState(StrEnum):
    """Where a position stands; only a released one is ranked and shown."""

    SUBMITTED = "submitted"
    RELEASED = "released"
    PAUSED = "paused"
    """Neither ranked nor shown; talks and proposals go on."""
    REFUSED = "refused"
    CLOSED = "closed"


class RequirementLevel(IntEnum):
    """Requirement level: the fifth digit of a KldB 2010 code."""

    HELPER = 1
    SKILLED = 2
    SPECIALIST = 3
    EXPERT = 4


class SkillNeed(StrEnum):
    """How much the position needs a skill."""

    MUST = "must"
    WISHED = "wished"
    LEARNED_HERE = "learned_here"


class PayUnit(StrEnum):
    """What the pay is paid for."""

    HOUR = "hour"
    MONTH = "month"


class EmployersWord(StrEnum):
    """What a firm says about a fact nobody else checked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class PositionAction(StrEnum):
    """What somebody does to a position."""

    EDIT = "edit"
    """Words or requirements change: an officer looks at it again."""
    RELEASE = "release"
    REFUSE = "refuse"
    PAUSE = "pause"
    RESUME = "resume"
    RESUME_CHANGED = "resume_changed"
    """Words or requirements changed during the pause: an officer looks first."""
    CLOSE = "close"


TRANSITIONS: dict[tuple[PositionState, PositionAction], PositionState] = {
    (PositionState.SUBMITTED, PositionAction.EDIT): PositionState.SUBMITTED,
    (PositionState.RELEASED, PositionAction.EDIT): PositionState.SUBMITTED,
    (PositionState.REFUSED, PositionAction.EDIT): PositionState.SUBMITTED,
    (PositionState.PAUSED, PositionAction.EDIT): PositionState.PAUSED,
    (PositionState.SUBMITTED, PositionAction.RELEASE): PositionState.RELEASED,
    (PositionState.REFUSED, PositionAction.RELEASE): PositionState.RELEASED,
    (PositionState.SUBMITTED, PositionAction.REFUSE): PositionState.REFUSED,
    (PositionState.RELEASED, PositionAction.REFUSE): PositionState.REFUSED,
    (PositionState.RELEASED, PositionAction.PAUSE): PositionState.PAUSED,
    (PositionState.PAUSED, PositionAction.RESUME): PositionState.RELEASED,
    (PositionState.PAUSED, PositionAction.RESUME_CHANGED): PositionState.SUBMITTED,
    (PositionState.SUBMITTED, PositionAction.CLOSE): PositionState.CLOSED,
    (PositionState.RELEASED, PositionAction.CLOSE): PositionState.CLOSED,
    (PositionState.REFUSED, PositionAction.CLOSE): PositionState.CLOSED,
    (PositionState.PAUSED, PositionAction.CLOSE): PositionState.CLOSED,
}


def next_state(state: PositionState, action: PositionAction) -> PositionState:
    """Return the state after ``action``, or raise WrongState."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


def states_before(action: PositionAction) -> list[PositionState]:
    """Return the states from which ``action`` leads on."""
    return [state for state, possible in TRANSITIONS if possible is action]

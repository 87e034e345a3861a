"""Positions: kinds, states and the requirement level of the KldB 2010."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from domain.errors import WrongState


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


class PositionAction(StrEnum):
    """What somebody does to a position."""

    EDIT = "edit"
    """Words or requirements change: an officer looks at it again."""
    RELEASE = "release"
    REFUSE = "refuse"
    CLOSE = "close"


TRANSITIONS: dict[tuple[PositionState, PositionAction], PositionState] = {
    (PositionState.SUBMITTED, PositionAction.EDIT): PositionState.SUBMITTED,
    (PositionState.RELEASED, PositionAction.EDIT): PositionState.SUBMITTED,
    (PositionState.REFUSED, PositionAction.EDIT): PositionState.SUBMITTED,
    (PositionState.SUBMITTED, PositionAction.RELEASE): PositionState.RELEASED,
    (PositionState.REFUSED, PositionAction.RELEASE): PositionState.RELEASED,
    (PositionState.SUBMITTED, PositionAction.REFUSE): PositionState.REFUSED,
    (PositionState.RELEASED, PositionAction.REFUSE): PositionState.REFUSED,
    (PositionState.SUBMITTED, PositionAction.CLOSE): PositionState.CLOSED,
    (PositionState.RELEASED, PositionAction.CLOSE): PositionState.CLOSED,
    (PositionState.REFUSED, PositionAction.CLOSE): PositionState.CLOSED,
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

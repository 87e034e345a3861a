"""A case offered to a colleague: the old caseworker stays responsible until it is accepted."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import WrongState


class HandoverState(StrEnum):
    """Where an offered case stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVOKED = "revoked"


class HandoverAction(StrEnum):
    """What one of the two colleagues does."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    REVOKE = "revoke"


_AFTER = {
    HandoverAction.ACCEPT: HandoverState.ACCEPTED,
    HandoverAction.REFUSE: HandoverState.REFUSED,
    HandoverAction.REVOKE: HandoverState.REVOKED,
}


def next_state(state: HandoverState, action: HandoverAction) -> HandoverState:
    """Return the state after ``action``; only an open offer can be answered."""
    if state is not HandoverState.OFFERED:
        raise WrongState(state=state, action=action)
    return _AFTER[action]

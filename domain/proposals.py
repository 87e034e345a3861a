"""A proposed match: its states, the steps between them, and who answers with what reason."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import WrongState


class ProposalState(StrEnum):
    """Where a proposal stands."""

    SHORTLISTED = "shortlisted"
    PROPOSED = "proposed"
    INTERESTED = "interested"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ProposalAction(StrEnum):
    """What somebody does to a proposal."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[tuple[ProposalState, ProposalAction], ProposalState] = {
    (ProposalState.SHORTLISTED, ProposalAction.PROPOSE): ProposalState.PROPOSED,
    (ProposalState.SHORTLISTED, ProposalAction.WITHDRAW): ProposalState.WITHDRAWN,
    (ProposalState.PROPOSED, ProposalAction.ACCEPT): ProposalState.INTERESTED,
    (ProposalState.PROPOSED, ProposalAction.DECLINE): ProposalState.DECLINED,
    (ProposalState.PROPOSED, ProposalAction.WITHDRAW): ProposalState.WITHDRAWN,
    (ProposalState.INTERESTED, ProposalAction.DECLINE): ProposalState.DECLINED,
    (ProposalState.INTERESTED, ProposalAction.WITHDRAW): ProposalState.WITHDRAWN,
    (ProposalState.DECLINED, ProposalAction.ACCEPT): ProposalState.INTERESTED,
    (ProposalState.WITHDRAWN, ProposalAction.PROPOSE): ProposalState.PROPOSED,
}

SEEN_BY_EMPLOYER = frozenset(
    {ProposalState.PROPOSED, ProposalState.INTERESTED, ProposalState.DECLINED}
)


class DeclineReason(StrEnum):
    """Why an employer says no; each says what would help."""

    GERMAN = "german"
    SKILLS = "skills"
    LICENCE = "licence"
    HOURS = "hours"
    DISTANCE = "distance"
    FILLED = "filled"
    OTHER = "other"


def next_state(state: ProposalState, action: ProposalAction) -> ProposalState:
    """Return the state after ``action``, or raise WrongState."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None

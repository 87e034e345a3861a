"""Where an interested firm and the person could talk: a fair at which both have a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.fairs import FairState, RegistrationState
from models import Fair, Position, Proposal, Registration, Stand, db


@dataclass(frozen=True, slots=True)
class TalkPlace:
    """A stand of the firm and a registration of the person at one fair."""

    fair_id: int
    stand_id: int
    registration_id: int


def places_to_talk(proposal_ids: Sequence[int], now: datetime) -> dict[int, TalkPlace]:
    """Return the next common fair of each proposal's two sides, where there is one."""
    if not proposal_ids:
        return {}
    rows = db.session.execute(
        select(Proposal.id, Fair.id, Stand.id, Registration.id)
        .join(Position, Position.id == Proposal.position_id)
        .join(Stand, Stand.employer_id == Position.employer_id)
        .join(Fair, Fair.id == Stand.fair_id)
        .join(
            Registration,
            (Registration.fair_id == Fair.id)
            & (Registration.candidate_id == Proposal.candidate_id),
        )
        .where(
            Proposal.id.in_(proposal_ids),
            Fair.starts_at > now,
            Fair.state.in_([FairState.OPEN, FairState.CLOSED]),
            Registration.state == RegistrationState.REGISTERED,
        )
        .order_by(Fair.starts_at.desc())
    )
    return {proposal: TalkPlace(fair, stand, place) for proposal, fair, stand, place in rows}

"""What a firm sees first: how it stands, and what waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.fairs import FairState
from domain.positions import PositionState
from domain.proposals import ProposalState
from models import Fair, Position, Proposal, Stand, db
from services.visibility import scope

SHOWN = 20
"""Positions on the overview; the list shows them all."""


@dataclass(frozen=True, slots=True)
class FirmOverview:
    """Numbers and short lists of one firm."""

    positions: list[Position]
    position_count: int
    proposals_by_position: dict[int, int]
    answers_due: int
    fairs_to_book: list[Fair]
    stands: list[Stand]

    @property
    def refused(self) -> list[Position]:
        """Return the positions an officer sent back."""
        return [one for one in self.positions if one.state is PositionState.REFUSED]


def firm_overview(*, actor: Actor, now: datetime) -> FirmOverview:
    """Return what waits for the firm of ``actor``; six statements, however much there is."""
    own = scope(Position, actor)
    positions = select(Position).where(own, Position.state != PositionState.CLOSED)
    newest = positions.order_by(Position.state, Position.id.desc()).limit(SHOWN)
    stands = list(db.session.scalars(_coming_stands(actor, now)))
    booked = [stand.fair_id for stand in stands]
    return FirmOverview(
        positions=list(db.session.scalars(newest)),
        position_count=db.session.scalar(select(func.count()).select_from(positions.subquery()))
        or 0,
        proposals_by_position=visible_proposals(actor=actor),
        answers_due=answers_due(actor=actor),
        fairs_to_book=list(
            db.session.scalars(
                select(Fair)
                .where(Fair.state == FairState.OPEN, Fair.ends_at > now, Fair.id.not_in(booked))
                .order_by(Fair.starts_at)
                .limit(3)
            )
        ),
        stands=stands,
    )


def visible_proposals(*, actor: Actor) -> dict[int, int]:
    """Return how many people are proposed for each position of the firm."""
    rows = db.session.execute(
        select(Proposal.position_id, func.count().label("people"))
        .where(scope(Proposal, actor))
        .group_by(Proposal.position_id)
    )
    return {row.position_id: row.people for row in rows}


def answers_due(*, actor: Actor) -> int:
    """Return how many proposed people wait for an answer of the firm."""
    waiting = select(func.count()).where(
        scope(Proposal, actor), Proposal.state == ProposalState.PROPOSED
    )
    return db.session.scalar(waiting) or 0


def _coming_stands(actor: Actor, now: datetime) -> Select[Stand]:
    return (
        select(Stand)
        .join(Stand.fair)
        .where(scope(Stand, actor), Fair.ends_at > now, Fair.state != FairState.DRAFT)
        .options(contains_eager(Stand.fair))
        .order_by(Fair.starts_at)
    )

"""Proposed matches of a person and a position."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.proposals import DeclineReason, ProposalState
from models.base import Base
from models.candidate import Candidate
from models.office import Account
from models.position import Position


class Proposal(Base):
    """A person chosen for a position by an officer (Vermittlungsvorschlag).

    The employer sees a pseudonymous profile under ``reference``, until ``released_until``.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("candidate_id", "position_id"),
        Index("ix_proposal_position_state", "position_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    """The name of the person towards the employer, random: 'K7M-4PQ'."""
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.SHORTLISTED)
    shortlisted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    shortlisted_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime | None]
    released_until: Mapped[date | None]
    answered_at: Mapped[datetime | None]
    decline_reason: Mapped[DeclineReason | None]
    answer_note: Mapped[str | None] = mapped_column(String(1000))

    candidate: Mapped[Candidate] = relationship()
    position: Mapped[Position] = relationship()
    proposed_by: Mapped[Account | None] = relationship(foreign_keys=[proposed_by_id])

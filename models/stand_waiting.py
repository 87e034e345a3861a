"""Firms that wait for a stand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.fairs import StandWaitingState
from models.base import Base
from models.employer import Employer


class StandWaiting(Base):
    """A firm on the waiting list for stands of a fair; one a firm and fair."""

    __tablename__ = "stand_waiting"
    __table_args__ = (
        UniqueConstraint("fair_id", "employer_id"),
        CheckConstraint("desks BETWEEN 1 AND 10", name="desks"),
        CheckConstraint("state <> 'offered' OR offered_until IS NOT NULL", name="offer_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    state: Mapped[StandWaitingState] = mapped_column(default=StandWaitingState.WAITING)
    queue_number: Mapped[int]
    """The order in the list; staff who let a firm jump give it a lower one."""
    queued_at: Mapped[datetime]
    offered_until: Mapped[datetime | None]
    desks: Mapped[int] = mapped_column(default=1)
    needs: Mapped[str] = mapped_column(String(400), default="")
    jump_reason: Mapped[str] = mapped_column(String(400), default="")
    """Why staff let the firm jump; empty where nobody did."""

    employer: Mapped[Employer] = relationship()

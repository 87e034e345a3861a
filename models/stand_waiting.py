"""Firms that wait for a stand, and what staff did with stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.fairs import StandMoveKind, StandWaitingState
from models.base import Base
from models.employer import Employer
from models.fair import Fair
from models.office import Account


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

    fair: Mapped[Fair] = relationship()
    employer: Mapped[Employer] = relationship()


class StandMove(Base):
    """What staff did with a firm's stand or its place in the line, and why; rows are only added."""

    __tablename__ = "stand_move"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="staff_say_why"),
        Index("ix_stand_move_fair_id_at", "fair_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    what: Mapped[StandMoveKind]
    reason: Mapped[str] = mapped_column(String(400))
    was: Mapped[int | None]
    """The place in the line before."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    """The key of the submit: the same submit twice finds the same move."""
    at: Mapped[datetime]

    employer: Mapped[Employer] = relationship()
    account: Mapped[Account] = relationship()

"""What officers do with ranked lists: who was shown, who is left out, which order they chose."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.exclusions import ExclusionReason
from models.base import Base
from models.candidate import Candidate
from models.office import Account
from models.position import Position

_HELD = text("lifted_at IS NULL")


class ShownMatch(Base):
    """One row of a ranked list as a colleague saw it: rows are only added."""

    __tablename__ = "shown_match"
    __table_args__ = (
        Index("ix_shown_match_candidate_id_at", "candidate_id", "at"),
        CheckConstraint("floor_place IS NULL OR floor_id IS NOT NULL", name="floor_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    of_position: Mapped[bool]
    """Whether it was the list of people for the position, else that of positions for the person."""
    place: Mapped[int]
    """The rank it had, from 1."""
    score: Mapped[float]
    version: Mapped[str] = mapped_column(String(32))
    seed: Mapped[str] = mapped_column(String(32))
    shares: Mapped[bytes | None] = mapped_column(LargeBinary)
    """How well each part fits, packed by services/learning; none while learning is off."""
    floor_id: Mapped[int | None] = mapped_column(ForeignKey("floor.id"))
    """The floor whose order was looked at, which teaches nothing; None for the ranking itself."""
    floor_place: Mapped[int | None]
    """The place in that order, from 1; None for who left its first places."""


class Exclusion(Base):
    """A person left out for a position, by whom and why; lifting it keeps the row."""

    __tablename__ = "exclusion"
    __table_args__ = (
        Index(
            "uq_exclusion_held",
            "position_id",
            "candidate_id",
            unique=True,
            sqlite_where=_HELD,
            postgresql_where=_HELD,
        ),
        CheckConstraint("lifted_at IS NULL OR lifted_by_id IS NOT NULL", name="lifted"),
        CheckConstraint("reason <> 'other' OR note <> ''", name="note"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    reason: Mapped[ExclusionReason]
    note: Mapped[str] = mapped_column(String(400), default="", server_default="")
    set_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None]

    candidate: Mapped[Candidate] = relationship()
    position: Mapped[Position] = relationship()
    set_by: Mapped[Account] = relationship(foreign_keys=[set_by_id])
    lifted_by: Mapped[Account | None] = relationship(foreign_keys=[lifted_by_id])


class ShortlistOrder(Base):
    """The order a colleague gave a shortlist, with the reason; the highest number counts."""

    __tablename__ = "shortlist_order"
    __table_args__ = (
        UniqueConstraint("position_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    number: Mapped[int]
    """Counts the orders of this position; of two who save at once the first succeeds."""
    proposal_ids: Mapped[list[int]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(400))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]

    set_by: Mapped[Account] = relationship()

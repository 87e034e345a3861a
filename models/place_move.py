"""What happened to places and on waiting lists, and why; rows are only added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.fairs import PlaceMoveKind
from models.base import Base
from models.candidate import Candidate
from models.office import Account


class PlaceMove(Base):
    """One move of a registration, or a change of the places of a group."""

    __tablename__ = "place_move"
    __table_args__ = (
        CheckConstraint(
            "what NOT IN ('jumped', 'overridden', 'moved') OR reason <> ''", name="staff_say_why"
        ),
        Index("ix_place_move_group_id_at", "group_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("fair_group.id"))
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"), index=True)
    """None where the places of the whole group were changed."""
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    what: Mapped[PlaceMoveKind]
    reason: Mapped[str] = mapped_column(String(400), default="")
    was: Mapped[int | None]
    """The position in the list, the capacity, or the number of the group, before."""
    became: Mapped[int | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the person did it alone, or the software."""
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    """The key of the submit: the same submit twice finds the same move."""
    at: Mapped[datetime]

    candidate: Mapped[Candidate | None] = relationship()
    account: Mapped[Account | None] = relationship()

"""Invitations to a fair."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.invitations import InvitationKind
from models.base import Base
from models.candidate import Candidate
from models.fair import Fair
from models.office import Account


class Invitation(Base):
    """An invitation of a person to a fair; one a person and fair."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("fair_id", "candidate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    kind: Mapped[InvitationKind]
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    invited_at: Mapped[datetime]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)

    fair: Mapped[Fair] = relationship()
    candidate: Mapped[Candidate] = relationship()
    invited_by: Mapped[Account] = relationship()

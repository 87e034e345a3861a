"""What people and firms said of a fair."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.opinions import MOST_STEPS, ComesAgain, Mood, Suited
from models.base import Base
from models.fair import Stand


class VisitorOpinion(Base):
    """A face and maybe a sentence of somebody who was there; one a registration."""

    __tablename__ = "visitor_opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), unique=True)
    mood: Mapped[Mood]
    words: Mapped[str] = mapped_column(String(400), default="")
    given_at: Mapped[datetime]


class FirmOpinion(Base):
    """The answers of a firm to five questions; one a stand."""

    __tablename__ = "firm_opinion"
    __table_args__ = (CheckConstraint(f"steps BETWEEN 0 AND {MOST_STEPS}", name="steps"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("stand.id"), unique=True)
    mood: Mapped[Mood]
    suited: Mapped[Suited]
    steps: Mapped[int]
    """With how many people the firm has agreed a next step: trial work, internship, a talk."""
    again: Mapped[ComesAgain]
    words: Mapped[str] = mapped_column(String(400), default="")
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    given_at: Mapped[datetime]

    stand: Mapped[Stand] = relationship()

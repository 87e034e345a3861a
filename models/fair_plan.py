"""What an office prepares for a fair: interpreters ordered, steps done; who stands at a stand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from domain.fair_plan import Step
from models.base import Base


class FairInterpreter(Base):
    """So many interpreters of one language are engaged for a fair; one row a language."""

    __tablename__ = "fair_interpreter"
    __table_args__ = (
        UniqueConstraint("fair_id", "language"),
        CheckConstraint("number BETWEEN 1 AND 99", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    language: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]


class FairStep(Base):
    """A step of the preparation somebody has done; what has no row is open."""

    __tablename__ = "fair_step"
    __table_args__ = (UniqueConstraint("fair_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    step: Mapped[Step]
    done_at: Mapped[datetime]
    done_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class StandStaff(Base):
    """Somebody of a firm who will be at its stand, and the languages spoken there."""

    __tablename__ = "stand_staff"
    __table_args__ = (UniqueConstraint("stand_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("stand.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)

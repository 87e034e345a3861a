"""How long each kind of record is kept: every change is a row, the newest counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.retention import Kept
from models.base import Base
from models.office import Account


class RetentionPeriod(Base):
    """A period set by a colleague, with the reason; before the first the default counts."""

    __tablename__ = "retention_period"
    __table_args__ = (
        CheckConstraint("days BETWEEN 1 AND 3653", name="days"),
        Index("ix_retention_period_kind", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kept]
    days: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]

    set_by: Mapped[Account] = relationship()

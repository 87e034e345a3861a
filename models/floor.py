"""Floors for a group: an order beside the ranking that a team lead turned on, and its early end."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.fairness_groups import Trait
from models.base import Base
from models.office import Account


class Floor(Base):
    """A floor for a group, from the moment it was set through its last day; none is changed."""

    __tablename__ = "floor"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("part > 0 AND part <= 1", name="part"),
        CheckConstraint("reason <> '' AND basis <> ''", name="reasons"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    """Counts the floors; of two who set one at once the first succeeds."""
    trait: Mapped[Trait]
    group: Mapped[str] = mapped_column(String(32))
    """One of the groups of the trait (domain/fairness_groups.py)."""
    part: Mapped[float]
    """The floor is this part (over 0, at most 1) of the group's share of all people."""
    reason: Mapped[str] = mapped_column(String(400))
    """Which disadvantage it makes up for."""
    basis: Mapped[str] = mapped_column(String(400))
    """The legal basis as it was recorded."""
    last_day: Mapped[date]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]

    set_by: Mapped[Account] = relationship()
    end: Mapped[FloorEnd | None] = relationship(back_populates="floor", viewonly=True)

    def counts_on(self, day: date) -> bool:
        """Return whether it was not ended and its last day is not over."""
        return self.end is None and day <= self.last_day


class FloorEnd(Base):
    """A floor ended before its last day: by whom and when."""

    __tablename__ = "floor_end"

    id: Mapped[int] = mapped_column(primary_key=True)
    floor_id: Mapped[int] = mapped_column(ForeignKey("floor.id"), unique=True)
    ended_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime]

    ended_by: Mapped[Account] = relationship()
    floor: Mapped[Floor] = relationship(back_populates="end")

"""Groups of a fair, whose places are counted, and parties that are placed together."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from models.base import Base

if TYPE_CHECKING:
    from models.fair import Fair


class FairGroup(Base):
    """People who come to a fair at one time (Welle), with their own places and waiting list.

    ``taken`` counts the places booked or offered. It passes ``capacity`` only by ``beyond``, the
    places staff gave on top with a reason.
    """

    __tablename__ = "fair_group"
    __table_args__ = (
        UniqueConstraint("fair_id", "number"),
        CheckConstraint(
            "capacity >= 0 AND beyond >= 0 AND taken >= 0 AND taken <= capacity + beyond",
            name="places",
        ),
        CheckConstraint("waiting >= 0", name="waiting"),
        CheckConstraint("ends_at > starts_at", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    """For whom the group is meant, as in ``Candidate.language``; empty is for everybody."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    beyond: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    """How many people are on the waiting list, those with an offer not counted."""
    queue_last: Mapped[int] = mapped_column(default=0)
    """The last number the waiting list gave out."""

    fair: Mapped[Fair] = relationship(back_populates="groups")


class Party(Base):
    """People who come together, mostly a family: placed together or not at all."""

    __tablename__ = "party"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    made_at: Mapped[datetime]

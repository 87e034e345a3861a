"""What ranking keeps: the weights over time, the stored lists, and what made them old."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.learning import LearnedVersion
from models.office import Account


class RankingWeights(Base):
    """Weights a colleague set, with the reason; the highest number counts, none is changed."""

    __tablename__ = "ranking_weights"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    """Counts the versions; who saves an older one is told."""
    points: Mapped[dict[str, float]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(400))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]

    learned_id: Mapped[int | None] = mapped_column(ForeignKey("learned_version.id"))
    """The version they were learned as; None where a colleague wrote them."""

    set_by: Mapped[Account] = relationship()
    learned: Mapped[LearnedVersion | None] = relationship()


class StoredList:
    """A list as it was computed: rows packed by services/stored_lists.py, the best first."""

    version: Mapped[str] = mapped_column(String(32))
    seed: Mapped[str] = mapped_column(String(32))
    computed_at: Mapped[datetime]
    total: Mapped[int]
    """How many were ranked; the best of them are kept."""
    digest: Mapped[str] = mapped_column(String(32))
    """Of the rows: what did not change is not written again."""
    rows: Mapped[bytes] = mapped_column(LargeBinary)


class PeopleList(StoredList, Base):
    """The best people for one position."""

    __tablename__ = "people_list"

    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), primary_key=True)
    second_opinion: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Who is strong elsewhere, too (services/second_opinions.py); none until the next run."""


class PositionList(StoredList, Base):
    """The best positions for one person."""

    __tablename__ = "position_list"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)


class RankingMark(Base):
    """Something changed that ranking reads: written with the change, gone once lists know it."""

    __tablename__ = "ranking_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(16))
    """The kind of thing that changed, never which."""
    at: Mapped[datetime]


class RankingRun(Base):
    """A run that brought all lists up to date."""

    __tablename__ = "ranking_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(32))
    seed: Mapped[str] = mapped_column(String(32))
    computed_at: Mapped[datetime]
    """When the facts were read."""
    people: Mapped[int]
    positions: Mapped[int]
    milliseconds: Mapped[int]

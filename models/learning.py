"""What learning from decisions keeps: on what legal basis, and the versions that came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.office import Account


class LearningBasis(Base):
    """A named colleague switched learning on or off, and why; the highest number counts."""

    __tablename__ = "learning_basis"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("NOT is_on OR basis <> ''", name="basis"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    is_on: Mapped[bool]
    basis: Mapped[str] = mapped_column(String(400))
    """The legal basis as it was recorded; when switching off, why."""
    salt: Mapped[str] = mapped_column(String(32))
    """Lists are known to learning only by a hash keyed with it."""
    set_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]

    set_by: Mapped[Account] = relationship()


class LearnedVersion(Base):
    """Weights learned from decisions, with their card; released as weights or never.

    Nothing of it names anybody: weights, counts, and rates of bands of thirty decisions or more.
    """

    __tablename__ = "learned_version"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    trained_at: Mapped[datetime]
    engine: Mapped[str] = mapped_column(String(32))
    compared_with: Mapped[int]
    """The number of the weights that counted then: what the gate compared it with."""
    prior: Mapped[int]
    """The number of the published weights it started from; 0 are the shipped ones."""
    decisions: Mapped[int]
    points: Mapped[dict[str, float]] = mapped_column(JSON)
    card: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Its card: sizes, measures, groups, as services/learning/card.py writes it."""
    bands: Mapped[list[Any]] = mapped_column(JSON)
    """Lowest and highest score, accepted and all of each band of scores."""
    refusals: Mapped[list[str]] = mapped_column(JSON)
    """Why the gate holds it back; empty if it may go live."""
    model: Mapped[bytes] = mapped_column(LargeBinary)
    """The file as skops wrote it."""
    check_number: Mapped[str] = mapped_column(String(64))
    """Its sha256."""

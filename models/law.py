"""Rules of the law the office entered itself, and the answers its decisions rested on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.residence import EmploymentEntry
from domain.rules.words import Access, Activity, Answer, Clock, Confidence, Reason
from models.base import Base
from models.office import Account


class OfficeRule(Base):
    """A rule that is not in the shipped tables yet; rows are added, never rewritten.

    Entered by one colleague it is a draft and counts only in the rehearsal; from the moment a
    second one has reviewed it, it ends the older rule of its document and activity.
    """

    __tablename__ = "access_rule"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="in_order"),
        CheckConstraint("reviewed_by_id <> entered_by_id", name="second_person"),
        CheckConstraint("(reviewed_by_id IS NULL) = (reviewed_at IS NULL)", name="reviewed"),
        CheckConstraint("reviewed_at IS NULL OR discarded_at IS NULL", name="one_end"),
        CheckConstraint("waiting_months BETWEEN 0 AND 120", name="waiting_months"),
        CheckConstraint(
            "COALESCE(waiting_months, 0) = 0 OR (clock IS NOT NULL AND access <> 'prohibited')",
            name="clock",
        ),
        Index("ix_access_rule_reviewed_at", "reviewed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(48))
    activity: Mapped[Activity]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    access: Mapped[Access]
    waiting_months: Mapped[int | None]
    clock: Mapped[Clock | None]
    """What starts the waiting time, where there is one."""
    condition: Mapped[str] = mapped_column(String(600), default="")
    cite: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(String(200))
    confidence: Mapped[Confidence]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reviewed_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]

    entered_by: Mapped[Account] = relationship(foreign_keys=[entered_by_id])
    reviewed_by: Mapped[Account | None] = relationship(foreign_keys=[reviewed_by_id])


class RulingNote(Base):
    """What the law answered when a person was proposed or a talk was booked, and to which facts.

    Proof for later, never an input of a ranking.
    """

    __tablename__ = "ruling_note"
    __table_args__ = (Index("ix_ruling_note_candidate", "candidate_id", "decided_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"), index=True)
    decision: Mapped[str] = mapped_column(String(24))
    """``proposal`` or ``talk``."""
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    document: Mapped[str] = mapped_column(String(48))
    activity: Mapped[Activity]
    day: Mapped[date]
    clock_start: Mapped[date | None]
    entry: Mapped[EmploymentEntry]
    answer: Mapped[Answer]
    reason: Mapped[Reason]
    until: Mapped[date | None]
    cite: Mapped[str] = mapped_column(String(1000))
    rule_valid_from: Mapped[date | None]
    rule_recorded_on: Mapped[date | None]
    confidence: Mapped[Confidence | None]

"""Courses and measures, and who takes part in them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.courses import CourseKind, PartState
from models.base import Base
from models.candidate import Candidate


class Course(Base):
    """A course or measure; ``taken`` counts seats and never passes ``seats`` where there is one."""

    __tablename__ = "course"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        CheckConstraint("taken >= 0 AND (seats IS NULL OR taken <= seats)", name="seats"),
        Index("ix_course_starts_on", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    provider: Mapped[str] = mapped_column(String(160))
    kind: Mapped[CourseKind]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    seats: Mapped[int | None]
    """None where the provider names no number."""
    taken: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class CoursePart(Base):
    """Somebody's part in a course (Teilnahme); one a person and course."""

    __tablename__ = "course_part"
    __table_args__ = (
        UniqueConstraint("course_id", "candidate_id"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    state: Mapped[PartState] = mapped_column(default=PartState.PLANNED)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    """Why it was broken off."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]

    course: Mapped[Course] = relationship()
    candidate: Mapped[Candidate] = relationship()

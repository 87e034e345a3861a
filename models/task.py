"""Tasks the software leaves for the staff."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class TaskKind(StrEnum):
    """What there is to do."""

    LETTER_DEAD = "letter_dead"
    SCHEME_BEGAN = "scheme_began"
    """From today on another office is responsible for the person."""
    RULE_CHANGE = "rule_change"
    """A coming rule changes what the person may do."""
    DOCUMENT_ENDS = "document_ends"
    """A residence document runs out; the hint is its last day."""
    PLACES_DIFFER = "places_differ"
    """A group of a fair counts other places than it has; the hint says which."""
    FIRM_LEFT = "firm_left"
    """Nobody of a firm may sign in any more; the hint says what goes on without it."""


class Task(Base):
    """Something a person of the office must do, because the software cannot."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("kind", "letter_id"),
        Index("ix_task_open", "done_at", "created_at"),
        Index(
            "uq_task_document_ends",
            "candidate_id",
            "hint",
            unique=True,
            sqlite_where=text("kind = 'document_ends'"),
            postgresql_where=text("kind = 'document_ends'"),
        ),
        Index(
            "uq_task_rule_change",
            "candidate_id",
            "hint",
            unique=True,
            sqlite_where=text("kind = 'rule_change'"),
            postgresql_where=text("kind = 'rule_change'"),
        ),
        Index(
            "uq_task_firm_left",
            "employer_id",
            unique=True,
            sqlite_where=text("kind = 'firm_left' AND done_at IS NULL"),
            postgresql_where=text("kind = 'firm_left' AND done_at IS NULL"),
        ),
        Index(
            "uq_task_places_differ",
            "hint",
            unique=True,
            sqlite_where=text("kind = 'places_differ' AND done_at IS NULL"),
            postgresql_where=text("kind = 'places_differ' AND done_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TaskKind]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    hint: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

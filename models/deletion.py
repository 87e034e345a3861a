"""What stays of people who were deleted: the proof, and counts without a key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from domain.access import Role
from domain.deletion import DeletionReason
from domain.month_counts import Counted
from models.base import Base
from models.candidate import Candidate
from models.office import Account


class DeletionRequest(Base):
    """A person with a case asked to be deleted; it goes with the person."""

    __tablename__ = "deletion_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    asked_at: Mapped[datetime]
    due_on: Mapped[date] = mapped_column(index=True)

    candidate: Mapped[Candidate] = relationship()


class PersonDeletion(Base):
    """That somebody was deleted, and what was found afterwards; nothing about the person."""

    __tablename__ = "person_deletion"

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[DeletionReason]
    role: Mapped[Role]
    """Who did it: the person, a colleague, or nobody (the day was due)."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    done_at: Mapped[datetime]
    deleted: Mapped[dict[str, int]] = mapped_column(JSON)
    """Rows that went, by table; ``files`` for files."""
    unlinked: Mapped[dict[str, int]] = mapped_column(JSON)
    """Rows that stay and lead to nobody any more, by table."""
    searched_at: Mapped[datetime | None]
    """When the search for leftovers ended; None if it never did."""
    words_searched: Mapped[int | None]
    words_shared: Mapped[int | None]
    """Words somebody else has too (same name, shared telephone): not looked for."""
    leftovers: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """Where something was found all the same: column or folder, and how often."""
    check_number: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the canonical form of the report."""

    account: Mapped[Account | None] = relationship()

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the check number is made of."""
        return {
            "number": self.id,
            "reason": self.reason,
            "role": self.role,
            "done_at": self.done_at.isoformat(),
            "searched_at": self.searched_at.isoformat() if self.searched_at else None,
            "deleted": self.deleted,
            "unlinked": self.unlinked,
            "words_searched": self.words_searched,
            "words_shared": self.words_shared,
            "leftovers": self.leftovers,
        }


class MonthCount(Base):
    """How often something happened in a month at an office, of rows that are gone."""

    __tablename__ = "month_count"
    __table_args__ = (
        UniqueConstraint("month", "office_id", "kind"),
        CheckConstraint("number >= 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    """``2026-11``."""
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[Counted]
    number: Mapped[int] = mapped_column(default=0)

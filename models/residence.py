"""The chain of a person's residence documents, and how early the office must act on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.clock import office_day
from domain.residence import (
    KEY_LENGTH,
    Authority,
    DocumentEvidence,
    DocumentGroup,
    EmploymentEntry,
)
from domain.residence_chain import Document
from domain.rules.words import Clock
from models.base import Base
from models.office import Account


def _begins(context: Any) -> date:
    row = context.get_current_parameters()
    return row.get("valid_from") or office_day(row["noted_at"])


class ResidenceDocument(Base):
    """A residence document as it was noted; a new one is a new row, none is ever changed."""

    __tablename__ = "residence_document"
    __table_args__ = (
        CheckConstraint(
            "valid_from IS NULL OR valid_until IS NULL OR valid_until >= valid_from",
            name="in_order",
        ),
        CheckConstraint("NOT (is_unlimited AND valid_until IS NOT NULL)", name="one_end"),
        CheckConstraint("extends_id < id AND corrects_id < id", name="looks_back"),
        UniqueConstraint("corrects_id"),
        Index("ix_residence_document_chain", "candidate_id", "begins_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    status_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    """A key of the law table; ``ungeklaert`` where nobody could name it yet."""
    document_words: Mapped[str] = mapped_column(String(160), default="")
    """What is printed as the name of the document."""
    entry: Mapped[EmploymentEntry]
    entry_words: Mapped[str] = mapped_column(String(400), default="")
    """The exact words of the Nebenbestimmung."""
    valid_from: Mapped[date | None]
    begins_on: Mapped[date] = mapped_column(default=_begins)
    """``valid_from``, or the day it was noted where that is not known: the order of the chain."""
    valid_until: Mapped[date | None]
    is_unlimited: Mapped[bool] = mapped_column(default=False)
    issued_by: Mapped[Authority] = mapped_column(default=Authority.UNKNOWN)
    extends_id: Mapped[int | None] = mapped_column(
        ForeignKey("residence_document.id", ondelete="SET NULL")
    )
    """The earlier document it extends, replaces, or continues (§ 81 (4) AufenthG)."""
    corrects_id: Mapped[int | None] = mapped_column(
        ForeignKey("residence_document.id", ondelete="SET NULL")
    )
    """The row whose wrong entry this one puts right; that row stays readable."""
    clock_start: Mapped[date | None]
    """When the waiting time began; noted from a paper, never taken from the day of entry."""
    clock_kind: Mapped[Clock | None]
    clock_source: Mapped[str] = mapped_column(String(160), default="")
    in_facility: Mapped[bool | None]
    """Whether the person must live in a reception facility; none: not known."""
    place_restriction: Mapped[str] = mapped_column(String(200), default="")
    evidence: Mapped[DocumentEvidence] = mapped_column(default=DocumentEvidence.SEEN)
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    noted_at: Mapped[datetime]

    noted_by: Mapped[Account] = relationship()

    @property
    def link(self) -> Document:
        """Return the row as the rules of the chain know it."""
        return Document(
            id=self.id,
            status_key=self.status_key,
            entry=self.entry,
            begins_on=self.begins_on,
            valid_until=self.valid_until,
            is_unlimited=self.is_unlimited,
            extends_id=self.extends_id,
            corrects_id=self.corrects_id,
            in_facility=self.in_facility,
            clock_start=self.clock_start,
            clock_kind=self.clock_kind,
            evidence=self.evidence,
            issued_by=self.issued_by,
        )


class LeadTime(Base):
    """How many weeks before its end a document must be at the authority; set by a team lead."""

    __tablename__ = "lead_time"
    __table_args__ = (
        UniqueConstraint("authority", "document_group"),
        CheckConstraint("weeks BETWEEN 1 AND 52", name="weeks"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[Authority]
    document_group: Mapped[DocumentGroup]
    weeks: Mapped[int]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime]

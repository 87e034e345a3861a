"""Proposed matches of a person and a position, and what of the person a firm was told by name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.proposals import DeclineReason, EndReason, PersonsWord, ProposalState, ToldBy
from domain.releases import ReleasedField, ReleasePurpose
from models.base import Base
from models.candidate import Candidate
from models.office import Account
from models.position import Position

_HELD = text("ended_at IS NULL")


class Proposal(Base):
    """A person chosen for a position by an officer (Vermittlungsvorschlag).

    The employer sees a pseudonymous profile under ``reference``, until ``released_until``.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("candidate_id", "position_id"),
        Index("ix_proposal_position_state", "position_id", "state"),
        Index("ix_proposal_state_proposed_at", "state", "proposed_at"),
        CheckConstraint(
            "state NOT IN ('proposed', 'interested', 'declined') "
            "OR (proposed_at IS NOT NULL AND proposed_by_id IS NOT NULL)",
            name="proposed",
        ),
        CheckConstraint(
            "state NOT IN ('proposed', 'interested') OR released_until IS NOT NULL",
            name="seen_until",
        ),
        CheckConstraint(
            "state IN ('proposed', 'interested', 'declined') OR released_until IS NULL",
            name="unseen",
        ),
        CheckConstraint(
            "state NOT IN ('interested', 'declined') OR answered_at IS NOT NULL", name="answered"
        ),
        CheckConstraint("state <> 'declined' OR decline_reason IS NOT NULL", name="declined"),
        CheckConstraint(
            "(state IN ('withdrawn', 'closed')) = (end_reason IS NOT NULL) "
            "AND (end_reason IS NULL) = (ended_at IS NULL)",
            name="ended",
        ),
        CheckConstraint("person_word <> 'asked' OR asked_at IS NOT NULL", name="asked"),
        CheckConstraint(
            "(person_word IN ('yes', 'no')) = (word_at IS NOT NULL) "
            "AND (word_at IS NULL) = (word_told IS NULL)",
            name="word",
        ),
        CheckConstraint(
            "person_word <> 'no' OR state NOT IN ('shortlisted', 'proposed', 'interested')",
            name="no_is_no",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    """The name of the person towards the employer, random: 'K7M-4PQ'."""
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.SHORTLISTED)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Grows with every step; who decides says which version they saw."""
    shortlisted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    shortlisted_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime | None]
    released_until: Mapped[date | None]
    """Last day on which the firm sees the pseudonymous profile."""
    answered_at: Mapped[datetime | None]
    decline_reason: Mapped[DeclineReason | None]
    answer_note: Mapped[str | None] = mapped_column(String(1000))
    firm_reminded_at: Mapped[datetime | None]
    person_word: Mapped[PersonsWord] = mapped_column(
        default=PersonsWord.NOT_ASKED, server_default=PersonsWord.NOT_ASKED.value
    )
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime | None]
    person_reminded_at: Mapped[datetime | None]
    word_at: Mapped[datetime | None]
    word_told: Mapped[ToldBy | None]
    word_recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the person said it alone."""
    end_reason: Mapped[EndReason | None]
    ended_at: Mapped[datetime | None]

    candidate: Mapped[Candidate] = relationship()
    position: Mapped[Position] = relationship()
    proposed_by: Mapped[Account | None] = relationship(foreign_keys=[proposed_by_id])
    asked_by: Mapped[Account | None] = relationship(foreign_keys=[asked_by_id])
    word_recorded_by: Mapped[Account | None] = relationship(foreign_keys=[word_recorded_by_id])


class FieldRelease(Base):
    """One field a person agreed to tell one firm, and since when and until when the firm has it.

    Agreed to first, released by an officer for a purpose until a day, ended for good; a field is
    held once a proposal.
    """

    __tablename__ = "field_release"
    __table_args__ = (
        Index(
            "uq_field_release_held",
            "proposal_id",
            "field",
            unique=True,
            sqlite_where=_HELD,
            postgresql_where=_HELD,
        ),
        CheckConstraint(
            "(released_at IS NULL) = (until IS NULL) AND (released_at IS NULL) = (purpose IS NULL) "
            "AND (released_at IS NULL OR released_by_id IS NOT NULL)",
            name="whole",
        ),
        CheckConstraint("released_at IS NULL OR released_at >= agreed_at", name="agreed_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    field: Mapped[ReleasedField]
    agreed_at: Mapped[datetime]
    purpose: Mapped[ReleasePurpose | None]
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    until: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()


class AnswerLink(Base):
    """The link of a letter behind which a person answers one question; kept as a hash only.

    Every link of a proposal works until it is answered or the link runs out.
    """

    __tablename__ = "answer_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]

    proposal: Mapped[Proposal] = relationship()

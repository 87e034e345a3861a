"""The case of a person: support scheme, stand-ins, handover."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from domain.handovers import HandoverState
from domain.support_scheme import Period, Scheme, SchemeBasis, SchemeReason
from models.base import Base
from models.candidate import Candidate
from models.office import Account, Office


class SchemePeriod(Base):
    """A support scheme (Rechtskreis) of a person from its first to its last day.

    That two periods of a person never overlap is also kept by the database: an exclusion
    constraint on PostgreSQL, triggers on SQLite (migration "scheme periods").
    """

    __tablename__ = "scheme_period"
    __table_args__ = (
        UniqueConstraint("candidate_id", "starts_on"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index(
            "uq_scheme_period_one_open",
            "candidate_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    scheme: Mapped[Scheme]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    """What the colleague wrote beside the kind of reason."""
    reason_kind: Mapped[SchemeReason] = mapped_column(
        default=SchemeReason.OTHER, server_default="other"
    )
    basis: Mapped[SchemeBasis] = mapped_column(
        default=SchemeBasis.UNKNOWN, server_default="unknown"
    )
    decided_on: Mapped[date | None]
    """The day of the notice or title the record rests on."""
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    """Who is responsible from the first day on; None leaves the office as it is."""
    unit: Mapped[str] = mapped_column(String(80), default="", server_default="")
    """The team or counter of that office, as people find it there."""
    began_at: Mapped[datetime | None]
    """When the responsibility moved; None until then, so that it moves exactly once."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]

    candidate: Mapped[Candidate] = relationship()
    office: Mapped[Office | None] = relationship()

    @property
    def period(self) -> Period:
        """Return the row as the rule knows it."""
        return Period(self.scheme, self.starts_on, self.ends_on)


class StandIn(Base):
    """A colleague who looks after somebody's cases from one day to another, both inclusive."""

    __tablename__ = "stand_in"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="in_order"),
        CheckConstraint("caseworker_id <> stand_in_id", name="somebody_else"),
        Index(
            "uq_stand_in_days",
            "caseworker_id",
            "stand_in_id",
            "starts_on",
            "ends_on",
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    caseworker_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    caseworker: Mapped[Account] = relationship(foreign_keys=[caseworker_id])
    stand_in: Mapped[Account] = relationship(foreign_keys=[stand_in_id])


class Handover(Base):
    """A case offered to a colleague; at most one open offer a person."""

    __tablename__ = "handover"
    __table_args__ = (
        Index(
            "uq_handover_one_open",
            "candidate_id",
            unique=True,
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    note: Mapped[str] = mapped_column(String(2000), default="")
    state: Mapped[HandoverState] = mapped_column(default=HandoverState.OFFERED)
    refusal_reason: Mapped[str | None] = mapped_column(String(400))
    offered_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    summary: Mapped[dict[str, object] | None] = mapped_column(JSON)
    """What the sender released, frozen at the offer; never changed afterwards."""
    check_number: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the canonical form of the summary."""
    supplements: Mapped[dict[str, object] | None] = mapped_column(JSON)
    """What had been added between the offer and its acceptance; frozen with the receipt."""

    candidate: Mapped[Candidate] = relationship()
    from_account: Mapped[Account] = relationship(foreign_keys=[from_id])
    to_account: Mapped[Account] = relationship(foreign_keys=[to_id])

"""The contact fair: places, registrations, stands, talks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship
from sqlalchemy.types import JSON

from domain.fairs import Absence, FairState, RegistrationState
from models.base import Base
from models.candidate import Candidate
from models.employer import Employer
from models.fair_group import FairGroup, Party
from models.fair_plan import StandStaff
from models.position import Position


class Fair(Base):
    """A contact fair (Kontaktbörse); its places are counted in its groups."""

    __tablename__ = "fair"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(24), unique=True)
    """The random word in public addresses."""
    title: Mapped[str] = mapped_column(String(120))
    venue: Mapped[str] = mapped_column(String(160))
    street: Mapped[str] = mapped_column(String(160))
    postcode: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(80))
    directions: Mapped[str] = mapped_column(Text, default="")
    directions_in: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    """The same in further languages, by code; German stands where one is missing."""
    bus_stop: Mapped[str] = mapped_column(String(120), default="", server_default="")
    bring: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """What to bring, as words of ``domain.fairs.Bring``."""
    bring_words: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    """What else to bring, in own words by language."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    fills_gaps: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """The open rule of the waiting list: False keeps to the order; True gives free places to the
    first party that fits into them."""
    stand_capacity: Mapped[int]
    stands_taken: Mapped[int] = mapped_column(default=0)
    state: Mapped[FairState] = mapped_column(default=FairState.DRAFT)
    stand_deadline: Mapped[datetime | None]
    """Until when firms change or cancel their stand by themselves."""
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id"), index=True)
    created_at: Mapped[datetime]
    firms_asked_at: Mapped[datetime | None]
    """When the firms were asked how it was; once a fair."""
    sequence: Mapped[int] = mapped_column(default=0)
    """Grows with each change of time or place, so calendars update (RFC 5545)."""

    stands: Mapped[list[Stand]] = relationship(back_populates="fair", order_by="Stand.number")
    groups: Mapped[list[FairGroup]] = relationship(
        back_populates="fair", order_by=FairGroup.number, cascade="all, delete-orphan"
    )
    capacity: Mapped[int] = column_property(
        select(func.coalesce(func.sum(FairGroup.capacity), 0))
        .where(FairGroup.fair_id == id)
        .correlate_except(FairGroup)
        .scalar_subquery()
    )
    """All places of all groups; read only."""
    taken: Mapped[int] = column_property(
        select(func.coalesce(func.sum(FairGroup.taken), 0))
        .where(FairGroup.fair_id == id)
        .correlate_except(FairGroup)
        .scalar_subquery()
    )
    """Places booked or offered in all groups; read only."""


class Registration(Base):
    """A place at a fair, or the wish for one (Anmeldung); one a person and fair."""

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("fair_id", "candidate_id"),
        CheckConstraint("state <> 'waiting' OR queue_number IS NOT NULL", name="waits_in_order"),
        CheckConstraint("state <> 'offered' OR offered_until IS NOT NULL", name="offer_ends"),
        CheckConstraint("children >= 0", name="children"),
        Index("ix_registration_queue", "group_id", "state", "queue_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("fair_group.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"), index=True)
    state: Mapped[RegistrationState] = mapped_column(default=RegistrationState.REGISTERED)
    idempotency_key: Mapped[str] = mapped_column(String(64), unique=True)
    """The same submit twice finds the same place."""
    needs_interpreter: Mapped[bool] = mapped_column(default=False)
    needs_child_care: Mapped[bool] = mapped_column(default=False)
    needs_ramp: Mapped[bool] = mapped_column(default=False)
    children: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many children need care."""
    queue_number: Mapped[int | None]
    """The order in the waiting list of the group; the same for a whole party."""
    queued_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    beyond: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Given by staff beyond the capacity."""
    comes_later_at: Mapped[datetime | None]
    walked_in: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Registered at the door."""
    absence: Mapped[Absence | None]
    interpreter_language: Mapped[str | None] = mapped_column(String(8))
    """Into which language to interpret; None is the one of the person's letters."""
    badge_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    """The name the person wants to be called by; empty is the one in the record."""
    registered_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    checked_in_at: Mapped[datetime | None]
    checked_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    sequence: Mapped[int] = mapped_column(default=0)

    fair: Mapped[Fair] = relationship()
    group: Mapped[FairGroup] = relationship()
    party: Mapped[Party | None] = relationship()
    candidate: Mapped[Candidate] = relationship()


class FairWish(Base):
    """A firm the person wants to meet at the fair."""

    __tablename__ = "fair_wish"
    __table_args__ = (UniqueConstraint("registration_id", "stand_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("stand.id"), index=True)


class RegistrationDraft(Base):
    """What somebody has typed so far on the phone; it waits on the server, not in the browser."""

    __tablename__ = "registration_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    answers: Mapped[dict[str, object]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(index=True)


class Stand(Base):
    """A firm's stand at a fair; one a firm and fair."""

    __tablename__ = "stand"
    __table_args__ = (
        UniqueConstraint("fair_id", "employer_id"),
        UniqueConstraint("fair_id", "number"),
        CheckConstraint("desks BETWEEN 1 AND 10", name="desks"),
        CheckConstraint("tables BETWEEN 0 AND 20 AND screens BETWEEN 0 AND 5", name="things"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    number: Mapped[int]
    desks: Mapped[int] = mapped_column(default=1)
    power: Mapped[bool] = mapped_column(default=False, server_default=false())
    tables: Mapped[int] = mapped_column(default=0, server_default="0")
    """Tables beside the desks, for what a firm shows."""
    screens: Mapped[int] = mapped_column(default=0, server_default="0")
    interpreters: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Languages the firm needs an interpreter for."""
    needs: Mapped[str] = mapped_column(String(400), default="")
    booked_at: Mapped[datetime]

    fair: Mapped[Fair] = relationship(back_populates="stands")
    employer: Mapped[Employer] = relationship()
    staff: Mapped[list[StandStaff]] = relationship(
        order_by="StandStaff.number", cascade="all, delete-orphan", passive_deletes=True
    )


class Interview(Base):
    """A talk at a stand (Gesprächstermin); neither side can be in two talks at once."""

    __tablename__ = "interview"
    __table_args__ = (
        UniqueConstraint("stand_id", "desk", "starts_at"),
        UniqueConstraint("candidate_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("stand.id"), index=True)
    desk: Mapped[int]
    starts_at: Mapped[datetime]
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"), index=True)
    booked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    booked_at: Mapped[datetime]

    stand: Mapped[Stand] = relationship()
    candidate: Mapped[Candidate] = relationship()
    position: Mapped[Position | None] = relationship()

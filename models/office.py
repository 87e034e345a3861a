"""Offices and the accounts of everybody who signs in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.access import Actor, Role
from models.base import Base

if TYPE_CHECKING:
    from models.employer import Employer


class Office(Base):
    """A place of the Agentur für Arbeit or the Jobcenter that is responsible for people."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    phone: Mapped[str | None] = mapped_column(String(32))


class Account(Base):
    """Somebody who signs in: a member of a firm or of the office. Candidates have none."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint(
            "(role = 'employer') = (employer_id IS NOT NULL)", name="firm_iff_employer"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Lower case; what somebody types is folded before it is compared."""
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(32))
    role: Mapped[Role]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    language: Mapped[str] = mapped_column(String(8), default="de")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    """The thirty-second step of the last code taken: the same code never works twice."""
    disabled_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    """When a member of a firm left it; an invitation lets them in again, here or elsewhere."""
    created_at: Mapped[datetime]

    office: Mapped[Office | None] = relationship()
    employer: Mapped[Employer | None] = relationship(back_populates="members")

    @property
    def actor(self) -> Actor:
        """Return who this is to the permission table."""
        return Actor(
            role=self.role,
            account_id=self.id,
            employer_id=self.employer_id,
            office_id=self.office_id,
        )

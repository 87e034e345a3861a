"""Firms and the people to ask for there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from domain.employers import EmployerState
from models.base import Base
from models.office import Account

if TYPE_CHECKING:
    from models.position import Position


class Employer(Base):
    """A firm that looks for people (Arbeitgeber)."""

    __tablename__ = "employer"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Counts the changes: who saves an older one is shown both."""
    name: Mapped[str] = mapped_column(String(160), index=True)
    sector: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    street: Mapped[str] = mapped_column(String(160))
    postcode: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(80))
    establishment_number: Mapped[str | None] = mapped_column(String(8))
    """Betriebsnummer, eight digits."""
    team_languages: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Languages spoken at work, as codes of ISO 639."""
    contact_name: Mapped[str] = mapped_column(String(120))
    """Whom to ask for first; the same as the preferred one of ``contacts``."""
    contact_phone: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[EmployerState] = mapped_column(default=EmployerState.PENDING, index=True)
    state_reason: Mapped[str | None] = mapped_column(String(400))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    members: Mapped[list[Account]] = relationship(back_populates="employer")
    positions: Mapped[list[Position]] = relationship(back_populates="employer")
    contacts: Mapped[list[EmployerContact]] = relationship(
        back_populates="employer",
        cascade="all, delete-orphan",
        order_by="EmployerContact.id",
    )


class EmployerContact(Base):
    """Somebody to ask for at a firm, with or without an account."""

    __tablename__ = "employer_contact"
    __table_args__ = (
        Index(
            "uq_employer_contact_preferred",
            "employer_id",
            unique=True,
            sqlite_where=text("is_preferred"),
            postgresql_where=text("is_preferred"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(120), default="")
    """What they do there, in the firm's words: Personalleitung, Meister."""
    phone: Mapped[str | None] = mapped_column(String(32))
    email: Mapped[str | None] = mapped_column(String(254))
    is_preferred: Mapped[bool] = mapped_column(default=False)

    employer: Mapped[Employer] = relationship(back_populates="contacts")

"""Firms and the positions they post."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.employers import EmployerState
from domain.languages import LanguageLevel
from domain.positions import PositionKind, PositionState
from models.base import Base
from models.office import Account


class Employer(Base):
    """A firm that looks for people (Arbeitgeber)."""

    __tablename__ = "employer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160), index=True)
    sector: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    street: Mapped[str] = mapped_column(String(160))
    postcode: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(80))
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_phone: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[EmployerState] = mapped_column(default=EmployerState.PENDING, index=True)
    state_reason: Mapped[str | None] = mapped_column(String(400))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    members: Mapped[list[Account]] = relationship(back_populates="employer")
    positions: Mapped[list[Position]] = relationship(back_populates="employer")


class Position(Base):
    """An open place of work, training or internship (Stelle)."""

    __tablename__ = "position"
    __table_args__ = (
        CheckConstraint("requirement_level BETWEEN 1 AND 4", name="requirement_level"),
        CheckConstraint("places >= 1", name="places"),
        Index("ix_position_state_employer", "state", "employer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    kind: Mapped[PositionKind]
    title: Mapped[str] = mapped_column(String(160))
    """The employer's own words; they never change with the catalogue."""
    occupation_code: Mapped[str | None] = mapped_column(String(5))
    """KldB 2010 five-digit type, or none where the words fit none."""
    requirement_level: Mapped[int]
    german_level: Mapped[LanguageLevel]
    tasks: Mapped[str] = mapped_column(Text, default="")
    postcode: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date | None]
    """None means from now on."""
    places: Mapped[int] = mapped_column(default=1)
    state: Mapped[PositionState] = mapped_column(default=PositionState.SUBMITTED)
    state_reason: Mapped[str | None] = mapped_column(String(400))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    employer: Mapped[Employer] = relationship(back_populates="positions")
    skills: Mapped[list[PositionSkill]] = relationship(
        back_populates="position", cascade="all, delete-orphan"
    )


class PositionSkill(Base):
    """A skill the position cannot do without; a key of the skill catalogue."""

    __tablename__ = "position_skill"
    __table_args__ = (UniqueConstraint("position_id", "skill"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    skill: Mapped[str] = mapped_column(String(64))

    position: Mapped[Position] = relationship(back_populates="skills")

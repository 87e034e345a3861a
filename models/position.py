"""Positions of firms, what they ask for, and who changed them when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from domain.codes import new_personal_code
from domain.languages import LanguageLevel
from domain.positions import EmployersWord, PayUnit, PositionKind, PositionState, SkillNeed
from domain.working_time import Hours
from models.base import Base
from models.employer import Employer, EmployerContact
from models.office import Account


class Position(Base):
    """An open place of work, training or internship (Stelle)."""

    __tablename__ = "position"
    __table_args__ = (
        CheckConstraint("requirement_level BETWEEN 1 AND 4", name="requirement_level"),
        CheckConstraint("places >= 1", name="places"),
        Index("ix_position_state_employer", "state", "employer_id"),
        UniqueConstraint("employer_id", "reference"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Counts the changes: who saves an older one is shown both."""
    public_code: Mapped[str | None] = mapped_column(
        String(9), index=True, unique=True, default=new_personal_code
    )
    """Names the public page; the number of the row is nobody's business."""
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("employer_contact.id"), index=True)
    kind: Mapped[PositionKind]
    title: Mapped[str] = mapped_column(String(160))
    """The employer's own words; they never change with the catalogue."""
    reference: Mapped[str | None] = mapped_column(String(80))
    """What the firm or the job search calls it; a file that is read again finds it by this."""
    occupation_code: Mapped[str | None] = mapped_column(String(5))
    """KldB 2010 five-digit type, or none where the words fit none."""
    tasks: Mapped[str] = mapped_column(Text, default="")
    requirement_level: Mapped[int]
    """The qualification wanted, as the KldB grades it: 1 none to 4 expert."""
    is_regulated: Mapped[EmployersWord] = mapped_column(
        default=EmployersWord.UNKNOWN, server_default="unknown"
    )
    """Whether the work needs a licence of the trade (§ 3 BQFG)."""
    german_level: Mapped[LanguageLevel]
    """The highest of the four below; the ranking reads this one."""
    german_understanding: Mapped[LanguageLevel] = mapped_column(
        default=LanguageLevel.NONE, server_default="none"
    )
    german_speaking: Mapped[LanguageLevel] = mapped_column(
        default=LanguageLevel.NONE, server_default="none"
    )
    german_reading: Mapped[LanguageLevel] = mapped_column(
        default=LanguageLevel.NONE, server_default="none"
    )
    german_writing: Mapped[LanguageLevel] = mapped_column(
        default=LanguageLevel.NONE, server_default="none"
    )
    licences: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Values of ``domain.licences.Licence`` the work cannot do without."""
    duration_months: Mapped[int | None]
    """Length of an apprenticeship, qualification or internship; none is open-ended."""
    duration_weeks: Mapped[int | None]
    """Length of a trial measure."""
    school: Mapped[str] = mapped_column(String(160), default="", server_default="")
    """Vocational school of an apprenticeship."""
    weekly_hours: Mapped[float | None] = mapped_column(Float)
    hours: Mapped[Hours | None]
    shifts: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Values of ``domain.working_time.Shift``."""
    reachable_by_bus: Mapped[EmployersWord] = mapped_column(
        default=EmployersWord.UNKNOWN, server_default="unknown"
    )
    """Whether a bus goes when the work begins and ends."""
    pay_cents: Mapped[int | None]
    """Before tax, in euro cents."""
    pay_unit: Mapped[PayUnit | None]
    collective_agreement: Mapped[str] = mapped_column(String(160), default="", server_default="")
    postcode: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date | None]
    """None means from now on."""
    places: Mapped[int] = mapped_column(default=1)
    state: Mapped[PositionState] = mapped_column(default=PositionState.SUBMITTED)
    state_reason: Mapped[str | None] = mapped_column(String(400))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    """When an officer last judged these words; none where nobody has."""
    created_at: Mapped[datetime]

    employer: Mapped[Employer] = relationship(back_populates="positions")
    contact: Mapped[EmployerContact | None] = relationship()
    skills: Mapped[list[PositionSkill]] = relationship(
        back_populates="position", cascade="all, delete-orphan", order_by="PositionSkill.id"
    )


class PositionSkill(Base):
    """A skill the position asks for or teaches; a key of the skill catalogue."""

    __tablename__ = "position_skill"
    __table_args__ = (UniqueConstraint("position_id", "skill"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    skill: Mapped[str] = mapped_column(String(64))
    need: Mapped[SkillNeed] = mapped_column(default=SkillNeed.MUST, server_default="must")
    weeks: Mapped[int | None]
    """How long it takes to learn here, where the firm says so."""

    position: Mapped[Position] = relationship(back_populates="skills")


class PositionChange(Base):
    """One change of a position: each field with what stood there before and after."""

    __tablename__ = "position_change"
    __table_args__ = (Index("ix_position_change_position_at", "position_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    changes: Mapped[dict[str, list[object]]] = mapped_column(JSON)
    """Field name to [before, after], as plain values."""

    account: Mapped[Account | None] = relationship()

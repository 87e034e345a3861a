"""What a person knows, holds, can do and wants: typed facts, each with its evidence."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.education import EducationKind, SchoolCertificate
from domain.languages import LanguageLevel, LanguageSkill, LiteracyNeed
from domain.licences import Licence, LicenceState
from domain.recognition import RecognitionAction, RecognitionKind, RecognitionState
from domain.working_time import Childcare
from models.base import Base
from models.fact import Fact


class LanguageKnowledge(Fact, Base):
    """How well a person does one thing in one language."""

    __tablename__ = "language_knowledge"
    __table_args__ = (UniqueConstraint("candidate_id", "language", "skill"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    """Its ISO 639 code."""
    skill: Mapped[LanguageSkill]
    level: Mapped[LanguageLevel]


class Literacy(Fact, Base):
    """The alphabets a person reads, and whether reading has to be learned first."""

    __tablename__ = "literacy"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    scripts: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Values of domain.languages.Script."""
    need: Mapped[LiteracyNeed | None]


class Education(Fact, Base):
    """A school, a training, studies or a course."""

    __tablename__ = "education"
    __table_args__ = (
        CheckConstraint("to_year >= from_year", name="in_order"),
        CheckConstraint("level BETWEEN 1 AND 8", name="level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    kind: Mapped[EducationKind]
    own_words: Mapped[str] = mapped_column(String(160))
    """What was learned and where, as the person says it."""
    country: Mapped[str | None] = mapped_column(String(2))
    from_year: Mapped[int | None]
    to_year: Mapped[int | None]
    years: Mapped[int | None]
    """Years spent, finished or not."""
    is_finished: Mapped[bool | None]
    certificate: Mapped[SchoolCertificate | None]
    """Which German certificate it is said to be like; a recognition says what it is."""
    level: Mapped[int | None]
    """DQR 1 to 8."""


class HeldLicence(Fact, Base):
    """A driving licence or certificate of the trade somebody holds."""

    __tablename__ = "held_licence"
    __table_args__ = (UniqueConstraint("candidate_id", "licence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    licence: Mapped[Licence]
    state: Mapped[LicenceState] = mapped_column(default=LicenceState.GERMAN)
    country: Mapped[str | None] = mapped_column(String(2))
    """Where it was issued."""
    acquired_on: Mapped[date | None]
    usable_until: Mapped[date | None]


class Availability(Fact, Base):
    """When, how much and how far away a person can work."""

    __tablename__ = "availability"
    __table_args__ = (
        CheckConstraint("weekly_hours BETWEEN 1 AND 60", name="weekly_hours"),
        CheckConstraint("radius_km BETWEEN 0 AND 200", name="radius"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    hours: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Values of domain.working_time.Hours."""
    weekly_hours: Mapped[int | None]
    shifts: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Values of domain.working_time.Shift."""
    radius_km: Mapped[int | None]
    childcare: Mapped[Childcare | None]
    starts_on: Mapped[date | None]
    """From when the person can start; None where nobody said."""


class Wishes(Fact, Base):
    """What kind of beginning a person wants; wished occupations stand with the work."""

    __tablename__ = "wishes"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Values of domain.experience.Beginning."""
    own_words: Mapped[str | None] = mapped_column(String(400))


class Recognition(Base):
    """One procedure about one foreign qualification; its steps are its story."""

    __tablename__ = "recognition"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    education_id: Mapped[int | None] = mapped_column(ForeignKey("education.id"), index=True)
    kind: Mapped[RecognitionKind]
    state: Mapped[RecognitionState] = mapped_column(default=RecognitionState.NONE)
    reference_code: Mapped[str | None] = mapped_column(String(5))
    """The German reference occupation (KldB 2010)."""
    is_regulated: Mapped[bool | None]

    steps: Mapped[list[RecognitionStep]] = relationship(
        cascade="all, delete-orphan", order_by="RecognitionStep.id"
    )


class RecognitionStep(Base):
    """One step of the procedure; rows are only ever added."""

    __tablename__ = "recognition_step"
    __table_args__ = (CheckConstraint("fee >= 0", name="fee"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recognition_id: Mapped[int] = mapped_column(ForeignKey("recognition.id"), index=True)
    action: Mapped[RecognitionAction]
    state: Mapped[RecognitionState]
    """The state it led to."""
    on: Mapped[date] = mapped_column("happened_on")
    body: Mapped[str | None] = mapped_column(String(160))
    """The authority or chamber."""
    fee: Mapped[float | None] = mapped_column(Numeric(8, 2))
    """Euros."""
    deadline: Mapped[date | None]
    file_reference: Mapped[str | None] = mapped_column(String(80))
    """Internal: never shown to an employer."""
    missing: Mapped[str | None] = mapped_column(String(400))
    """What is missing, in plain words that an employer may read."""
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    noted_at: Mapped[datetime]

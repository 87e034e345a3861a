"""The person who looks for work (Bewerber/in) and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.consent import ConsentWay, Purpose
from domain.experience import WorkKind
from domain.languages import LanguageLevel
from domain.names import contained, folded
from models.base import Base
from models.fact import CandidateDetail, Fact
from models.office import Account, Office
from models.profile import (
    Availability,
    Education,
    HeldLicence,
    LanguageKnowledge,
    Literacy,
    Recognition,
    Wishes,
)
from models.residence import ResidenceDocument

_NAMES = ("given_name", "family_name", "own_script_name")
_FOLDED_LENGTH = 480


def folded_names(names: Iterable[str | None]) -> str:
    """Return all names of a person as the search compares them, cut to their column."""
    return folded(" ".join(name for name in names if name))[:_FOLDED_LENGTH]


def _folded_default(context: Any) -> str:
    row = context.get_current_parameters()
    return folded_names(row.get(part) for part in _NAMES)


class Candidate(Base):
    """A person; names in any script, contact optional, German maybe unknown."""

    __tablename__ = "candidate"
    __table_args__ = (
        Index("ix_candidate_name", "family_name", "given_name"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    given_name: Mapped[str] = mapped_column(String(120))
    family_name: Mapped[str] = mapped_column(String(120), default="")
    """Empty for people with one name."""
    own_script_name: Mapped[str | None] = mapped_column(String(240))
    """The name as the person writes it, where that is not the Latin alphabet."""
    birth_year: Mapped[int | None]
    birth_month: Mapped[int | None]
    """None where only the year is known."""
    birth_day: Mapped[int | None]
    sex: Mapped[str | None] = mapped_column(String(8))
    """As the person states it, for statistics only: 'female', 'male', 'diverse' or none."""
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    phone: Mapped[str | None] = mapped_column(String(32), index=True)
    language: Mapped[str] = mapped_column(String(8), default="de")
    """Language of the letters and pages."""
    postcode: Mapped[str | None] = mapped_column(String(5))
    place: Mapped[str | None] = mapped_column(String(80))
    german_level: Mapped[LanguageLevel | None]
    """Follows from German by skill (domain.languages.overall_level); what lists and rank read."""
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    caseworker_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """None only until the team lead has assigned the case."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    name_folded: Mapped[str] = mapped_column(
        String(_FOLDED_LENGTH), default=_folded_default, server_default=""
    )
    """All names as the search compares them; written by itself."""
    creation_key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)
    """The same interview begun twice (a double submit) finds the same person."""

    office: Mapped[Office] = relationship()
    caseworker: Mapped[Account | None] = relationship()
    work: Mapped[list[WorkExperience]] = relationship(
        cascade="all, delete-orphan", order_by="WorkExperience.id"
    )
    skills: Mapped[list[CandidateSkill]] = relationship(
        cascade="all, delete-orphan", order_by="CandidateSkill.skill"
    )
    languages: Mapped[list[LanguageKnowledge]] = relationship(
        cascade="all, delete-orphan", order_by="LanguageKnowledge.id"
    )
    literacy: Mapped[Literacy | None] = relationship(cascade="all, delete-orphan")
    education: Mapped[list[Education]] = relationship(
        cascade="all, delete-orphan", order_by="Education.id"
    )
    recognitions: Mapped[list[Recognition]] = relationship(
        cascade="all, delete-orphan", order_by="Recognition.id"
    )
    licences: Mapped[list[HeldLicence]] = relationship(
        cascade="all, delete-orphan", order_by="HeldLicence.id"
    )
    availability: Mapped[Availability | None] = relationship(cascade="all, delete-orphan")
    wishes: Mapped[Wishes | None] = relationship(cascade="all, delete-orphan")
    details: Mapped[list[CandidateDetail]] = relationship(cascade="all, delete-orphan")
    residence_documents: Mapped[list[ResidenceDocument]] = relationship(
        cascade="all, delete-orphan",
        order_by="ResidenceDocument.begins_on.desc(), ResidenceDocument.id.desc()",
    )
    consents: Mapped[list[Consent]] = relationship(cascade="all, delete-orphan")
    personal_codes: Mapped[list[PersonalCode]] = relationship(cascade="all, delete-orphan")

    @property
    def full_name(self) -> str:
        """Return the name as it is written on a list; it turns nothing but itself round."""
        return f"{contained(self.given_name)} {contained(self.family_name)}".strip()


@event.listens_for(Candidate, "before_update")
def _fold_again(_mapper: Any, _connection: Any, candidate: Candidate) -> None:
    state = inspect(candidate)
    if any(state.attrs[part].history.has_changes() for part in _NAMES):
        candidate.name_folded = folded_names(getattr(candidate, part) for part in _NAMES)


class WorkExperience(Fact, Base):
    """Work the person did or learned: own words beside the linked occupation."""

    __tablename__ = "work_experience"
    __table_args__ = (
        CheckConstraint("years >= 0 AND years <= 70", name="years"),
        CheckConstraint("to_year >= from_year", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    own_words: Mapped[str] = mapped_column(String(160))
    occupation_code: Mapped[str | None] = mapped_column(String(5))
    years: Mapped[int | None]
    kind: Mapped[WorkKind] = mapped_column(
        default=WorkKind.EMPLOYED, server_default=WorkKind.EMPLOYED.value
    )
    country: Mapped[str | None] = mapped_column(String(2))
    from_year: Mapped[int | None]
    to_year: Mapped[int | None]
    is_wish: Mapped[bool] = mapped_column(default=False)
    """What the person wants to do next, done before or not."""


class CandidateSkill(Fact, Base):
    """A skill the person has; a key of the skill catalogue."""

    __tablename__ = "candidate_skill"
    __table_args__ = (UniqueConstraint("candidate_id", "skill"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    skill: Mapped[str] = mapped_column(String(64))


class Consent(Base):
    """A consent with its purpose; withdrawing ends it and keeps the proof."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_purpose_candidate", "purpose", "candidate_id", "withdrawn_at"),
        CheckConstraint("way <> 'own_page' OR recorded_by_id IS NULL", name="no_others_click"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    purpose: Mapped[Purpose]
    text_version: Mapped[str] = mapped_column(String(16))
    given_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the person gave it alone, on the phone."""
    way: Mapped[ConsentWay] = mapped_column(
        default=ConsentWay.OWN_PAGE, server_default=ConsentWay.OWN_PAGE.value
    )
    withdrawn_at: Mapped[datetime | None]

    recorded_by: Mapped[Account | None] = relationship()


class PersonalCode(Base):
    """The long-lived code on a ticket, card or letter; it opens the ticket and nothing else."""

    __tablename__ = "personal_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    candidate: Mapped[Candidate] = relationship(back_populates="personal_codes")

"""What a firm sees of a proposed person: work, skills, German, distance; never who it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from domain.distances import DistanceBand, distance_band
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from domain.recognition import RecognitionState
from models import Candidate, Proposal, Recognition, db
from services.places import coordinates_of


@dataclass(frozen=True, slots=True)
class PastWork:
    """Work by its KldB code: own words could tell a name or a town. ``None`` is other work."""

    occupation_code: str | None
    years: int | None


@dataclass(frozen=True, slots=True)
class RecognitionTold:
    """How far a recognition is; the body, the file reference and all own words stay inside."""

    reference_code: str
    state: RecognitionState


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything an employer may see; a fact without a field here cannot reach the page."""

    reference: str
    work: tuple[PastWork, ...]
    skills: tuple[str, ...]
    missing_skills: tuple[str, ...]
    german_level: LanguageLevel | None
    german_skills: tuple[tuple[LanguageSkill, LanguageLevel], ...]
    starts_on: date | None
    recognitions: tuple[RecognitionTold, ...]
    distance: DistanceBand
    officer_name: str
    officer_phone: str


def _distance(one: str | None, other: str | None) -> DistanceBand:
    placed = coordinates_of((one, other))
    return distance_band(placed.get(one or ""), placed.get(other or ""))


def _with_facts(candidate_id: int) -> Candidate:
    return (
        db.session.scalars(
            select(Candidate)
            .where(Candidate.id == candidate_id)
            .options(
                joinedload(Candidate.availability),
                selectinload(Candidate.recognitions),
                selectinload(Candidate.languages),
                selectinload(Candidate.work),
                selectinload(Candidate.skills),
            )
        )
        .unique()
        .one()
    )


def german_by_skill(person: Candidate) -> tuple[tuple[LanguageSkill, LanguageLevel], ...]:
    """Return German by what the person does with it, in the order of the skills."""
    levels = {row.skill: row.level for row in person.languages if row.language == GERMAN}
    return tuple((skill, levels[skill]) for skill in LanguageSkill if skill in levels)


def _told(recognition: Recognition) -> RecognitionTold:
    return RecognitionTold(recognition.reference_code or "", recognition.state)


def pseudonymous_profile(proposal: Proposal) -> Profile:
    """Return the profile of a proposed person towards the firm."""
    person = _with_facts(proposal.candidate_id)
    officer = proposal.proposed_by
    skills = {one.skill for one in person.skills}
    asked = {one.skill for one in proposal.position.skills}
    work = (PastWork(one.occupation_code, one.years) for one in person.work if not one.is_wish)
    return Profile(
        reference=proposal.reference,
        work=tuple(work),
        skills=tuple(sorted(skills)),
        missing_skills=tuple(sorted(asked - skills)),
        german_level=person.german_level,
        german_skills=german_by_skill(person),
        starts_on=person.availability.starts_on if person.availability else None,
        recognitions=tuple(_told(one) for one in person.recognitions if one.reference_code),
        distance=_distance(person.postcode, proposal.position.postcode),
        officer_name=officer.name if officer else "",
        officer_phone=(officer.phone or "") if officer else "",
    )

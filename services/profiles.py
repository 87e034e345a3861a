"""What a firm sees of a proposed person: work, skills, German, distance; never who it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.distances import DistanceBand, distance_band
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from domain.recognition import RecognitionState
from models import Candidate, Position, Proposal, Recognition, WorkExperience, db
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


def longest_work(candidate_ids: Iterable[int]) -> dict[int, PastWork]:
    """Return the work each of the people did longest; who told none is not among them."""
    columns = WorkExperience.candidate_id, WorkExperience.occupation_code, WorkExperience.years
    of_them = WorkExperience.candidate_id.in_(list(candidate_ids))
    found = select(*columns).where(of_them, WorkExperience.is_wish.is_(False))
    shortest_first = found.order_by(WorkExperience.years.nulls_first(), WorkExperience.id.desc())
    return {who: PastWork(code, years) for who, code, years in db.session.execute(shortest_first)}


def _distance(one: str | None, other: str | None) -> DistanceBand:
    placed = coordinates_of((one, other))
    return distance_band(placed.get(one or ""), placed.get(other or ""))


def _with_facts(proposal_id: int) -> Proposal:
    position = joinedload(Proposal.position)
    person = joinedload(Proposal.candidate)
    return db.session.scalars(
        select(Proposal)
        .where(Proposal.id == proposal_id)
        .options(
            joinedload(Proposal.proposed_by),
            position.joinedload(Position.employer),
            position.selectinload(Position.skills),
            person.joinedload(Candidate.availability),
            person.selectinload(Candidate.recognitions),
            person.selectinload(Candidate.languages),
            person.selectinload(Candidate.work),
            person.selectinload(Candidate.skills),
        )
    ).one()


def german_by_skill(person: Candidate) -> tuple[tuple[LanguageSkill, LanguageLevel], ...]:
    """Return German by what the person does with it, in the order of the skills."""
    levels = {row.skill: row.level for row in person.languages if row.language == GERMAN}
    return tuple((skill, levels[skill]) for skill in LanguageSkill if skill in levels)


def _told(recognition: Recognition) -> RecognitionTold:
    return RecognitionTold(recognition.reference_code or "", recognition.state)


def pseudonymous_profile(proposal: Proposal) -> Profile:
    """Return the profile of a proposed person towards the firm; skills it asks for come first."""
    proposal = _with_facts(proposal.id)
    person, officer = proposal.candidate, proposal.proposed_by
    skills = {one.skill for one in person.skills}
    asked = {one.skill for one in proposal.position.skills}
    work = (PastWork(one.occupation_code, one.years) for one in person.work if not one.is_wish)
    return Profile(
        reference=proposal.reference,
        work=tuple(work),
        skills=(*sorted(skills & asked), *sorted(skills - asked)),
        missing_skills=tuple(sorted(asked - skills)),
        german_level=person.german_level,
        german_skills=german_by_skill(person),
        starts_on=person.availability.starts_on if person.availability else None,
        recognitions=tuple(_told(one) for one in person.recognitions if one.reference_code),
        distance=_distance(person.postcode, proposal.position.postcode),
        officer_name=officer.name if officer else "",
        officer_phone=(officer.phone or "") if officer else "",
    )

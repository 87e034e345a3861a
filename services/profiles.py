"""What a firm sees of a proposed person: work, skills, German, distance; never who it is."""

from __future__ import annotations

from dataclasses import dataclass

from domain.distances import DistanceBand, distance_band
from domain.languages import LanguageLevel
from domain.places import coordinates
from models import Candidate, Proposal


@dataclass(frozen=True, slots=True)
class PastWork:
    """Work by its KldB code: own words could tell a name or a town. ``None`` is other work."""

    occupation_code: str | None
    years: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything an employer may see; a fact without a field here cannot reach the page."""

    reference: str
    work: tuple[PastWork, ...]
    skills: tuple[str, ...]
    missing_skills: tuple[str, ...]
    german_level: LanguageLevel | None
    distance: DistanceBand
    officer_name: str
    officer_phone: str


def pseudonymous_profile(proposal: Proposal) -> Profile:
    """Return the profile of a proposed person towards the firm."""
    person: Candidate = proposal.candidate
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
        distance=distance_band(
            coordinates(person.postcode), coordinates(proposal.position.postcode)
        ),
        officer_name=officer.name if officer else "",
        officer_phone=(officer.phone or "") if officer else "",
    )

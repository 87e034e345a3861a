"""A public position as schema.org JobPosting, for the search engines of the world.

Types of the properties: https://schema.org/JobPosting. Nothing is said of residence or
nationality: ``eligibilityToWorkRequirement`` and ``applicantLocationRequirements`` stay out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from blueprints.labels import label
from domain.clock import office_day
from domain.positions import PayUnit, PositionKind, RequirementLevel, SkillNeed
from domain.working_time import Hours, Shift
from models import Employer, Position
from services.catalogue import occupation_label, skill_label

Json = dict[str, object]

SHOWN_FOR = timedelta(days=30)
"""A position without a first day is good for so long after each look at it."""

_KINDS = {
    PositionKind.APPRENTICESHIP: "OTHER",
    PositionKind.ENTRY_QUALIFICATION: "INTERN",
    PositionKind.INTERNSHIP_MANDATORY: "INTERN",
    PositionKind.INTERNSHIP_ORIENTATION: "INTERN",
    PositionKind.INTERNSHIP_ACCOMPANYING: "INTERN",
    PositionKind.INTERNSHIP_VOLUNTARY: "INTERN",
    PositionKind.TRIAL: "TEMPORARY",
}
_UNITS = {PayUnit.HOUR: "HOUR", PayUnit.MONTH: "MONTH"}


def job_posting(position: Position, *, url: str, today: date) -> Json:
    """Return the position as JSON-LD; what the firm did not say is left out."""
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": position.title,
        "description": _description(position),
        "url": url,
        "identifier": _thing(
            "PropertyValue", name=position.employer.name, value=position.public_code
        ),
        "datePosted": office_day(position.decided_at or position.created_at).isoformat(),
        "validThrough": _valid_through(position, today).isoformat(),
        "employmentType": _employment_types(position),
        "hiringOrganization": _organization(position.employer),
        "jobLocation": _thing("Place", address=_address(position.postcode, position.place)),
        "jobStartDate": position.starts_on.isoformat() if position.starts_on else None,
        "jobImmediateStart": position.starts_on is None,
        "baseSalary": _salary(position),
        "totalJobOpenings": position.places,
        "occupationalCategory": _category(position.occupation_code),
        "industry": position.employer.sector,
        "qualifications": str(label(RequirementLevel(position.requirement_level))),
        "skills": _skills(position, (SkillNeed.MUST, SkillNeed.WISHED)),
        "workHours": _work_hours(position),
        "directApply": False,
    }
    return {name: value for name, value in posting.items() if value not in (None, "", [])}


def _thing(kind: str, **values: object) -> Json:
    return {"@type": kind} | {name: value for name, value in values.items() if value}


def _description(position: Position) -> str:
    taught = _skills(position, (SkillNeed.LEARNED_HERE,))
    lines = (
        position.tasks or position.title,
        str(label(position.kind)),
        f"Deutsch: {position.german_level.value}" if position.german_level.rank else "",
        f"Lernt man hier: {taught}" if taught else "",
        position.collective_agreement,
    )
    return "\n".join(line for line in lines if line)


def _valid_through(position: Position, today: date) -> date:
    day = position.starts_on
    return day if day is not None and day >= today else today + SHOWN_FOR


def _employment_types(position: Position) -> list[str]:
    hours = "FULL_TIME" if position.hours is Hours.FULL_TIME else "PART_TIME"
    said = [hours] if position.hours is not None else []
    kind = _KINDS.get(position.kind)
    return [kind, *said] if kind else said or ["FULL_TIME"]


def _organization(firm: Employer) -> Json:
    return _thing(
        "Organization",
        name=firm.name,
        description=firm.about,
        address=_address(firm.postcode, firm.place, firm.street),
    )


def _address(postcode: str, place: str, street: str = "") -> Json:
    return _thing(
        "PostalAddress",
        streetAddress=street,
        postalCode=postcode,
        addressLocality=place,
        addressCountry="DE",
    )


def _salary(position: Position) -> Json | None:
    if position.pay_cents is None or position.pay_unit is None:
        return None
    value = _thing(
        "QuantitativeValue", value=position.pay_cents / 100, unitText=_UNITS[position.pay_unit]
    )
    return _thing("MonetaryAmount", currency="EUR", value=value)


def _category(code: str | None) -> Json | None:
    if not code:
        return None
    return _thing(
        "CategoryCode", codeValue=code, name=occupation_label(code), inCodeSet="KldB 2010"
    )


def _skills(position: Position, needs: Iterable[SkillNeed]) -> str:
    wanted = [one for need in needs for one in position.skills if one.need is need]
    return ", ".join(skill_label(one.skill) for one in wanted)


def _work_hours(position: Position) -> str:
    shifts = [str(label(Shift(one))) for one in position.shifts if one in set(Shift)]
    hours = f"{position.weekly_hours:g} Stunden je Woche" if position.weekly_hours else ""
    return ", ".join(one for one in (hours, *shifts) if one)

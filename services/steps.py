"""One step of the interview, held against colleagues who write in the same record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain.access import Actor
from domain.errors import RuleBroken
from models import Base, Candidate
from services.audit import id_of
from services.facts import values_of
from services.records import hold_record


class ChangedMeanwhile(RuleBroken):
    """Somebody else wrote the same step since the page was opened."""


def contact_facts(person: Candidate) -> object:
    """Return what the step about the person shows."""
    return (
        *(person.given_name, person.family_name, person.own_script_name),
        *(person.birth_year, person.birth_month, person.birth_day, person.sex),
        *(person.email, person.phone, person.language, person.postcode, person.place),
    )


def language_facts(person: Candidate) -> object:
    """Return languages by skill, alphabets and needs."""
    return sorted(map(_told, person.languages)), _one(person.literacy)


def skill_facts(person: Candidate) -> object:
    """Return the skills."""
    return sorted(row.skill for row in person.skills)


def licence_facts(person: Candidate) -> object:
    """Return the licences."""
    return sorted(map(_told, person.licences))


def availability_facts(person: Candidate) -> object:
    """Return hours, shifts, way and start."""
    return _one(person.availability)


def wish_facts(person: Candidate) -> object:
    """Return the wishes."""
    return _one(person.wishes)


STEP_FACTS: dict[str, Callable[[Candidate], object]] = {
    "contact": contact_facts,
    "languages": language_facts,
    "skills": skill_facts,
    "licences": licence_facts,
    "availability": availability_facts,
    "wishes": wish_facts,
}


def step_version(person: Candidate, step: str) -> str:
    """Return a fingerprint of what a step shows; equal facts have equal ones."""
    return fingerprint(STEP_FACTS[step](person))


def row_version(row: Base) -> str:
    """Return a fingerprint of one entry."""
    return fingerprint(_told(row))


def hold_step(
    *, actor: Actor, candidate: Candidate, step: str, seen: str | None, now: datetime
) -> None:
    """Hold the record and make sure that the step is still what the page showed.

    ``seen`` is None where nothing was shown before.

    Raises
    ------
    ChangedMeanwhile
        If the facts are others by now.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    if seen is not None and step_version(candidate, step) != seen:
        raise ChangedMeanwhile(step=step)


def check_row(row: Base, seen: str | None) -> None:
    """Make sure that an entry is still what the page showed; else raise ChangedMeanwhile."""
    if seen is not None and row_version(row) != seen:
        raise ChangedMeanwhile(row=id_of(row))


def _one(row: Base | None) -> object:
    return _told(row) if row is not None else None


def _told(row: Any) -> tuple[str, ...]:
    return tuple(f"{name}={value}" for name, value in sorted(values_of(row).items()))


def fingerprint(facts: object) -> str:
    """Return a short text that is the same for the same facts only."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]

"""The profile of a person, kept step by step as it is told in the interview."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor, Role
from domain.consent import Purpose
from domain.errors import NotFound, RuleBroken
from domain.languages import LanguageLevel
from models import (
    Candidate,
    CandidateSkill,
    WorkExperience,
    db,
    transactional,
)
from services.audit import record
from services.consents import add_consent
from services.personal_codes import add_code
from services.records import hold_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who a person is and how to reach them; telephone numbers in E.164."""

    given_name: str
    family_name: str = ""
    own_script_name: str | None = None
    birth_year: int | None = None
    email: str | None = None
    phone: str | None = None
    language: str = "de"
    postcode: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work somebody did, learned or wishes for, in own words."""

    own_words: str
    years: int | None = None
    is_wish: bool = False


@transactional
def start_profile(
    *, actor: Actor, contact: Contact, agreed: bool, creation_key: str, now: datetime
) -> Candidate:
    """Keep a new person, with a personal code, under the responsibility of who asked.

    The same ``creation_key`` again (a double submit) finds the person made before.

    Raises
    ------
    RuleBroken
        If an officer would keep a person who has not agreed to placement.
    """
    if actor.role is Role.OFFICER and not agreed:
        raise RuleBroken(consent=Purpose.PLACEMENT)
    key = hashlib.sha256(f"{actor.account_id}:{creation_key}".encode()).hexdigest()
    candidate = Candidate(
        **asdict(contact),
        office_id=actor.office_id,
        caseworker_id=actor.account_id if actor.role is Role.CASEWORKER else None,
        creation_key=key,
        created_at=now,
        changed_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(candidate)
    except IntegrityError:
        return _begun_before(key)
    record(actor=actor, action="candidate.created", subject=candidate, now=now)
    if agreed:
        add_consent(actor=actor, candidate=candidate, purpose=Purpose.PLACEMENT, now=now)
    add_code(actor=actor, candidate=candidate, now=now)
    return candidate


def _begun_before(key: str) -> Candidate:
    candidate = db.session.scalar(select(Candidate).where(Candidate.creation_key == key))
    if candidate is None:
        raise NotFound(creation_key=key)
    return candidate


@transactional
def change_contact(*, actor: Actor, candidate: Candidate, contact: Contact, now: datetime) -> None:
    """Write name, contact, language and place as told now."""
    hold_record(actor=actor, candidate=candidate, now=now)
    for name, value in asdict(contact).items():
        setattr(candidate, name, value)
    record(actor=actor, action="candidate.contact_changed", subject=candidate, now=now)


@transactional
def set_german_level(
    *, actor: Actor, candidate: Candidate, level: LanguageLevel | None, now: datetime
) -> None:
    """Write how well the person speaks German; ``None`` means nobody knows yet."""
    hold_record(actor=actor, candidate=candidate, now=now)
    candidate.german_level = level
    record(actor=actor, action="candidate.german_changed", subject=candidate, now=now)


@transactional
def add_work(*, actor: Actor, candidate: Candidate, work: Work, now: datetime) -> WorkExperience:
    """Add what somebody did or wants to do; the same words again are the same entry."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = db.session.scalar(
        select(WorkExperience).where(
            WorkExperience.candidate_id == candidate.id,
            WorkExperience.own_words == work.own_words,
            WorkExperience.is_wish == work.is_wish,
        )
    )
    if row is None:
        row = WorkExperience(candidate_id=candidate.id, **asdict(work))
        db.session.add(row)
    row.years = work.years
    db.session.flush()
    record(actor=actor, action="candidate.work_added", subject=candidate, other_id=row.id, now=now)
    return row


@transactional
def change_work(
    *, actor: Actor, candidate: Candidate, work_id: int, work: Work, now: datetime
) -> WorkExperience:
    """Write an entry anew; other words need a new link to an occupation."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = _work_of(candidate, work_id)
    if row.own_words != work.own_words:
        row.occupation_code = None
    row.own_words, row.years, row.is_wish = work.own_words, work.years, work.is_wish
    record(
        actor=actor, action="candidate.work_changed", subject=candidate, other_id=row.id, now=now
    )
    return row


@transactional
def link_occupation(
    *, actor: Actor, candidate: Candidate, work_id: int, code: str | None, now: datetime
) -> None:
    """Say which occupation the words mean; ``None``: it is none of the list."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = _work_of(candidate, work_id)
    row.occupation_code = code
    record(actor=actor, action="candidate.work_linked", subject=candidate, other_id=row.id, now=now)


@transactional
def remove_work(*, actor: Actor, candidate: Candidate, work_id: int, now: datetime) -> None:
    """Take an entry away; one that is gone already stays gone."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = _find_work(candidate, work_id)
    if row is None:
        return
    db.session.delete(row)
    record(
        actor=actor, action="candidate.work_removed", subject=candidate, other_id=work_id, now=now
    )


def _find_work(candidate: Candidate, work_id: int) -> WorkExperience | None:
    return next((row for row in candidate.work if row.id == work_id), None)


def _work_of(candidate: Candidate, work_id: int) -> WorkExperience:
    row = _find_work(candidate, work_id)
    if row is None:
        raise NotFound(work=work_id)
    return row


@transactional
def set_skills(
    *, actor: Actor, candidate: Candidate, skills: Collection[str], now: datetime
) -> None:
    """Write which skills the person has, all of them."""
    hold_record(actor=actor, candidate=candidate, now=now)
    wanted = set(skills)
    had = {row.skill for row in candidate.skills}
    candidate.skills = [row for row in candidate.skills if row.skill in wanted] + [
        CandidateSkill(skill=skill) for skill in sorted(wanted - had)
    ]
    record(actor=actor, action="candidate.skills_changed", subject=candidate, now=now)

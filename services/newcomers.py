"""A person who comes by themselves: the record their sign-up makes, and their personal code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.access import PUBLIC, Actor
from domain.codes import normalise_code
from domain.consent import ConsentWay, Purpose
from domain.errors import CodeRefused, RuleBroken
from domain.evidence import STATED
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from models import Candidate, Office, PersonalCode, WorkExperience, db
from services.abilities import LanguagesTold, write_levels
from services.audit import record
from services.consents import add_consent
from services.facts import note, note_details
from services.personal_codes import add_code, current_code


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody said about themselves on the way to a place."""

    given_name: str
    family_name: str = ""
    language: str = "de"
    phone: str | None = None
    email: str | None = None
    own_words: str = ""
    occupation_code: str | None = None
    years: int | None = None
    german_level: LanguageLevel | None = None
    placement: bool = False
    birth_year: int | None = None
    card: str | None = None
    """The code of a blank card the person holds; it becomes their personal code."""
    by: Actor = PUBLIC
    """Who wrote it down: the person on the telephone, or a colleague at the counter."""
    way: ConsentWay = ConsentWay.OWN_PAGE
    """How they agreed."""


def receive_person(newcomer: Newcomer, now: datetime) -> Candidate:
    """Write the record of somebody new, with a personal code and no caseworker yet.

    The office of the colleague at the counter is responsible, else the default one.

    Raises
    ------
    CodeRefused
        If the blank card is somebody's already.
    """
    by = newcomer.by
    candidate = Candidate(
        given_name=newcomer.given_name,
        family_name=newcomer.family_name,
        birth_year=newcomer.birth_year,
        language=newcomer.language,
        office_id=by.office_id or _default_office(),
        created_at=now,
        changed_at=now,
    )
    db.session.add(candidate)
    db.session.flush()
    record(actor=by, action="candidate.created", subject=candidate, now=now)
    complete_person(candidate, newcomer, now)
    note_details(candidate, actor=by, evidence=STATED, now=now)
    add_code(actor=by, candidate=candidate, now=now, card=newcomer.card)
    return candidate


def complete_person(candidate: Candidate, newcomer: Newcomer, now: datetime) -> None:
    """Add what the record does not know yet; nothing that stands in it is overwritten."""
    candidate.phone = candidate.phone or newcomer.phone
    candidate.email = candidate.email or newcomer.email
    if newcomer.german_level is not None and candidate.german_level is None:
        _note_german(candidate, newcomer, now)
    if newcomer.own_words and not candidate.work:
        candidate.work.append(_wished_work(newcomer, now))
    wanted = {Purpose.FAIR} | ({Purpose.PLACEMENT} if newcomer.placement else set())
    holding = {one.purpose for one in candidate.consents if one.withdrawn_at is None}
    for purpose in sorted(wanted - holding):
        add_consent(
            actor=newcomer.by, candidate=candidate, purpose=purpose, now=now, way=newcomer.way
        )
    candidate.changed_at = now
    db.session.flush()


def _note_german(candidate: Candidate, newcomer: Newcomer, now: datetime) -> None:
    """Write one level as what was meant by it: understanding and speaking."""
    if newcomer.german_level is None:
        return
    talk = (LanguageSkill.UNDERSTANDING, LanguageSkill.SPEAKING)
    levels = {(GERMAN, skill): newcomer.german_level for skill in talk}
    told = LanguagesTold(levels=levels, asked=frozenset())
    write_levels(candidate, told, actor=newcomer.by, evidence=STATED, now=now)


def _wished_work(newcomer: Newcomer, now: datetime) -> WorkExperience:
    work = WorkExperience(
        own_words=newcomer.own_words,
        occupation_code=newcomer.occupation_code,
        years=newcomer.years,
        is_wish=True,
    )
    note(work, actor=newcomer.by, evidence=STATED, now=now)
    return work


def personal_code_of(candidate: Candidate, now: datetime) -> str:
    """Return the code that opens the person's ticket; a new one where none holds."""
    code = current_code(candidate) or add_code(actor=PUBLIC, candidate=candidate, now=now)
    return code.code


def owner_of_code(typed: str) -> Candidate:
    """Return whose personal code this is.

    Raises
    ------
    CodeRefused
        If nobody holds such a code, or it was revoked: both look the same.
    """
    found = db.session.scalar(
        select(Candidate)
        .join(PersonalCode)
        .where(PersonalCode.code == normalise_code(typed), PersonalCode.revoked_at.is_(None))
    )
    if found is None:
        raise CodeRefused()
    return found


def claim_person(*, typed: str, birth_year: int | None) -> Candidate:
    """Return the owner of a card, if the year of birth is the one in the record.

    A record without a year asks for none; every refusal looks the same.

    Raises
    ------
    CodeRefused
        If the code or the year is not right.
    """
    candidate = owner_of_code(typed)
    if candidate.birth_year is not None and candidate.birth_year != birth_year:
        raise CodeRefused()
    return candidate


def _default_office() -> int:
    first = db.session.scalar(select(Office.id).order_by(Office.id).limit(1))
    if first is None:
        raise RuleBroken(office="none was made yet")
    return first

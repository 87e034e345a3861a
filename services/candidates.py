"""The record of a person: begun with a contact, kept step by step as it is told."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor, Role
from domain.consent import Purpose
from domain.errors import NotFound, RuleBroken
from domain.evidence import STATED, Evidence
from models import (
    Candidate,
    db,
    transactional,
)
from services.audit import record
from services.consents import add_consent
from services.facts import correct_details, note_details
from services.personal_codes import add_code
from services.steps import hold_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who a person is and how to reach them; telephone numbers in E.164."""

    given_name: str
    family_name: str = ""
    own_script_name: str | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    sex: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str = "de"
    postcode: str | None = None
    place: str | None = None


@transactional
def start_profile(
    *,
    actor: Actor,
    contact: Contact,
    agreed: bool,
    creation_key: str,
    now: datetime,
    evidence: Evidence = STATED,
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
    key = _stored_key(actor, creation_key)
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
    note_details(candidate, actor=actor, evidence=evidence, now=now)
    if agreed:
        add_consent(actor=actor, candidate=candidate, purpose=Purpose.PLACEMENT, now=now)
    add_code(actor=actor, candidate=candidate, now=now)
    return candidate


def is_begun(*, actor: Actor, creation_key: str) -> bool:
    """Return whether an earlier press of the same button has kept the person."""
    key = _stored_key(actor, creation_key)
    found = db.session.scalar(select(Candidate.id).where(Candidate.creation_key == key))
    return found is not None


def _stored_key(actor: Actor, creation_key: str) -> str:
    return hashlib.sha256(f"{actor.account_id}:{creation_key}".encode()).hexdigest()


def _begun_before(key: str) -> Candidate:
    candidate = db.session.scalar(select(Candidate).where(Candidate.creation_key == key))
    if candidate is None:
        raise NotFound(creation_key=key)
    return candidate


@transactional
def change_contact(
    *,
    actor: Actor,
    candidate: Candidate,
    contact: Contact,
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> None:
    """Write name, birth, sex, contact, language and place as told now; the old stays readable.

    Raises
    ------
    ChangedMeanwhile
        If the step is not what the page showed any more (``seen`` is its fingerprint).
    """
    hold_step(actor=actor, candidate=candidate, step="contact", seen=seen, now=now)
    correct_details(candidate, asdict(contact), actor=actor, evidence=evidence, now=now)
    record(actor=actor, action="candidate.contact_changed", subject=candidate, now=now)

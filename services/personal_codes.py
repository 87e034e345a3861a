"""Personal codes: issued with the record, replaced when lost, revoked when misused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from domain.access import Actor
from domain.codes import new_personal_code
from models import Candidate, PersonalCode, db, transactional
from services.audit import record
from services.blank_cards import use_card
from services.records import changed_rows, hold_record


def current_code(candidate: Candidate) -> PersonalCode | None:
    """Return the code that works now, if there is one."""
    return db.session.scalar(
        select(PersonalCode)
        .where(PersonalCode.candidate_id == candidate.id, PersonalCode.revoked_at.is_(None))
        .order_by(PersonalCode.id.desc())
    )


def add_code(
    *, actor: Actor, candidate: Candidate, now: datetime, card: str | None = None
) -> PersonalCode:
    """Add a fresh code, or that of a blank card, to the running transaction.

    The record must have its id.

    Raises
    ------
    CodeRefused
        If the card is somebody's already.
    """
    written = use_card(card, now=now) if card else new_personal_code()
    code = PersonalCode(candidate_id=candidate.id, code=written, issued_at=now)
    db.session.add(code)
    db.session.flush()
    record(actor=actor, action="candidate.code_issued", subject=candidate, now=now)
    return code


@transactional
def replace_code(
    *, actor: Actor, candidate: Candidate, seen_id: int | None, now: datetime
) -> PersonalCode:
    """Revoke the code the colleague saw and issue a new one; a second press changes nothing."""
    hold_record(actor=actor, candidate=candidate, now=now)
    current = current_code(candidate)
    if current is not None and current.id != seen_id:
        return current
    if current is not None:
        _revoke(actor=actor, candidate=candidate, now=now)
    return add_code(actor=actor, candidate=candidate, now=now)


@transactional
def revoke_codes(*, actor: Actor, candidate: Candidate, now: datetime) -> None:
    """Make every code of the person worthless, at once."""
    hold_record(actor=actor, candidate=candidate, now=now)
    _revoke(actor=actor, candidate=candidate, now=now)


def _revoke(*, actor: Actor, candidate: Candidate, now: datetime) -> None:
    result = db.session.execute(
        update(PersonalCode)
        .where(PersonalCode.candidate_id == candidate.id, PersonalCode.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    if changed_rows(result):
        record(actor=actor, action="candidate.code_revoked", subject=candidate, now=now)

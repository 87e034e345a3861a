"""Consents: given and withdrawn for one purpose, with the proof of both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.access import Actor
from domain.consent import TEXT_VERSION, ConsentWay, Purpose
from models import Candidate, Consent, db, transactional
from services.audit import record
from services.ranking_marks import mark_lists
from services.records import hold_record


@transactional
def give_consent(
    *,
    actor: Actor,
    candidate: Candidate,
    purpose: Purpose,
    now: datetime,
    text_version: str = TEXT_VERSION,
) -> Consent:
    """Record that the person agreed to a purpose; who already agreed has still agreed once."""
    hold_record(actor=actor, candidate=candidate, now=now)
    given = db.session.scalar(
        select(Consent).where(
            Consent.candidate_id == candidate.id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
    )
    if given is not None:
        return given
    return add_consent(
        actor=actor, candidate=candidate, purpose=purpose, now=now, text_version=text_version
    )


def add_consent(
    *,
    actor: Actor,
    candidate: Candidate,
    purpose: Purpose,
    now: datetime,
    text_version: str = TEXT_VERSION,
    way: ConsentWay | None = None,
) -> Consent:
    """Add a consent to the running transaction; the record must have its id.

    Without a ``way`` it is the person's own click, or said to the colleague who writes it down.
    """
    said = ConsentWay.IN_A_TALK if actor.account_id else ConsentWay.OWN_PAGE
    consent = Consent(
        candidate_id=candidate.id,
        purpose=purpose,
        text_version=text_version,
        given_at=now,
        recorded_by_id=actor.account_id,
        way=way or said,
    )
    db.session.add(consent)
    mark_lists("person", now)
    db.session.flush()
    record(
        actor=actor,
        action="candidate.consent_given",
        subject=candidate,
        other_id=consent.id,
        now=now,
    )
    return consent

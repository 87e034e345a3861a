"""Withdrawing a consent, and what ends with it: proposals, released profiles, free invitations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from domain.access import Actor
from domain.consent import Purpose
from domain.invitations import InvitationKind
from models import Candidate, Consent, Fair, Invitation, db, transactional
from services.audit import record
from services.coming_places import free_places
from services.records import changed_rows, hold_record
from services.shortlists import end_for_want_of_consent


@transactional
def withdraw_consent(
    *, actor: Actor, candidate: Candidate, purpose: Purpose, now: datetime
) -> None:
    """End the consent to a purpose from this moment, and all that rests on it alone.

    The proof that it was given stays, and so does what rests on the law: scheme, courses, formal
    invitations.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    result = db.session.execute(
        update(Consent)
        .where(
            Consent.candidate_id == candidate.id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
    if changed_rows(result):
        record(actor=actor, action="candidate.consent_withdrawn", subject=candidate, now=now)
        _end_what_rests_on(purpose, actor=actor, candidate=candidate, now=now)


def _end_what_rests_on(
    purpose: Purpose, *, actor: Actor, candidate: Candidate, now: datetime
) -> None:
    """End it inside the running transaction; the rows of the proposals stay and show nothing."""
    if purpose is Purpose.PLACEMENT:
        end_for_want_of_consent(actor=actor, candidate_id=candidate.id, now=now)
    else:
        free_places(candidate, actor=actor, now=now)
        _end_free_invitations(candidate.id, now)


def _end_free_invitations(candidate_id: int, now: datetime) -> None:
    coming = select(Fair.id).where(Fair.ends_at > now)
    db.session.execute(
        delete(Invitation).where(
            Invitation.candidate_id == candidate_id,
            Invitation.kind == InvitationKind.VOLUNTARY,
            Invitation.fair_id.in_(coming),
        )
    )

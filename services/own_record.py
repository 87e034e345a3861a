"""What a person sees of the own record, and changes in it alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from domain.access import Actor
from domain.consent import Purpose
from domain.evidence import STATED
from domain.places import place_name
from domain.proposals import PersonsWord
from models import (
    Candidate,
    Consent,
    Fair,
    Position,
    Proposal,
    Registration,
    db,
    transactional,
)
from services.audit import record
from services.facts import correct_details
from services.records import hold_record
from services.visibility import told_to_person


def whole_record(candidate_id: int) -> Candidate:
    """Return a person with everything the own page shows, in few statements."""
    found = db.session.scalars(
        select(Candidate)
        .where(Candidate.id == candidate_id)
        .options(
            joinedload(Candidate.office),
            joinedload(Candidate.caseworker),
            joinedload(Candidate.availability),
            joinedload(Candidate.wishes),
            joinedload(Candidate.work),
            selectinload(Candidate.languages),
        )
    )
    return found.unique().one()


def registrations_of(candidate_id: int) -> Sequence[Registration]:
    """Return the places at fairs of a person, the latest fair first."""
    return db.session.scalars(
        select(Registration)
        .join(Fair)
        .where(Registration.candidate_id == candidate_id)
        .options(contains_eager(Registration.fair))
        .order_by(Fair.starts_at.desc(), Registration.id)
        .limit(20)
    ).all()


def proposals_told(candidate_id: int) -> Sequence[Proposal]:
    """Return what a person was asked and firms were told; what was only considered is not there.

    What waits for the person's word comes first.
    """
    return db.session.scalars(
        select(Proposal)
        .where(Proposal.candidate_id == candidate_id, told_to_person())
        .options(joinedload(Proposal.position).joinedload(Position.employer))
        .order_by(
            Proposal.person_word != PersonsWord.ASKED,
            func.coalesce(Proposal.proposed_at, Proposal.asked_at).desc(),
            Proposal.id,
        )
        .limit(50)
    ).all()


def consents_that_hold(candidate_id: int) -> list[Consent]:
    """Return what the person agreed to and did not withdraw, one for each purpose."""
    given = db.session.scalars(
        select(Consent)
        .where(Consent.candidate_id == candidate_id, Consent.withdrawn_at.is_(None))
        .order_by(Consent.given_at.desc(), Consent.id.desc())
    )
    first = {consent.purpose: consent for consent in given}
    return [first[purpose] for purpose in Purpose if purpose in first]


@transactional
def change_own_contact(
    *, actor: Actor, candidate: Candidate, email: str | None, phone: str | None, now: datetime
) -> None:
    """Keep new ways to reach the person; letters and codes go there from now on."""
    hold_record(actor=actor, candidate=candidate, now=now)
    told = {"email": email, "phone": phone}
    correct_details(candidate, told, actor=actor, evidence=STATED, now=now)
    record(actor=actor, action="candidate.contact_changed", subject=candidate, now=now)


@transactional
def change_own_place(
    *, actor: Actor, candidate: Candidate, postcode: str, place: str, now: datetime
) -> None:
    """Keep where the person lives; without a new name the new postcode gives it."""
    hold_record(actor=actor, candidate=candidate, now=now)
    if postcode != candidate.postcode and place == place_name(candidate.postcode):
        place = place_name(postcode) or place
    told = {"postcode": postcode or None, "place": place or place_name(postcode)}
    correct_details(candidate, told, actor=actor, evidence=STATED, now=now)
    record(actor=actor, action="candidate.place_changed", subject=candidate, now=now)


@transactional
def change_own_language(
    *, actor: Actor, candidate: Candidate, language: str, now: datetime
) -> None:
    """Keep the language of letters and pages."""
    hold_record(actor=actor, candidate=candidate, now=now)
    told = {"language": language}
    correct_details(candidate, told, actor=actor, evidence=STATED, now=now)
    record(actor=actor, action="candidate.language_changed", subject=candidate, now=now)

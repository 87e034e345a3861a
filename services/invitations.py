"""Invitations to a fair: chosen and sent by the caseworker, one a person and fair.

Whether somebody came is no concern of an invitation: nothing reads one to do anything to anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import NotFound, RuleBroken
from domain.fairs import FairState, RegistrationState
from domain.invitations import InvitationKind
from models import Candidate, Fair, Invitation, Registration, SchemePeriod, db, transactional
from services.audit import record
from services.fair_facts import letter_facts
from services.letters import write_letter
from services.records import hold_record
from services.visibility import scope

MOST = 300
"""People on one page; more cases than that nobody has."""


class Outcome(StrEnum):
    """What became of one invitation."""

    INVITED = "invited"
    BEFORE = "before"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class Invited:
    """The result for one person; somebody who is not the actor's has no name here."""

    candidate_id: int
    name: str
    outcome: Outcome


def open_fairs(*, now: datetime) -> list[Fair]:
    """Return the fairs people can be invited to, the nearest first."""
    return list(
        db.session.scalars(
            select(Fair)
            .where(Fair.state == FairState.OPEN, Fair.ends_at > now)
            .order_by(Fair.starts_at, Fair.id)
            .limit(20)
        )
    )


def was_invited_formally(registration: Registration) -> bool:
    """Return whether the letters about this place must not call the fair voluntary."""
    invited = select(Invitation.id).where(
        Invitation.fair_id == registration.fair_id,
        Invitation.candidate_id == registration.candidate_id,
        Invitation.kind == InvitationKind.FORMAL,
    )
    return db.session.scalar(invited) is not None


def people_to_invite(*, actor: Actor, fair: Fair, today: date) -> Sequence[Any]:
    """Return own people with the scheme of the day, an invitation and a place they may have."""
    holds = and_(
        SchemePeriod.candidate_id == Candidate.id,
        SchemePeriod.starts_on <= today,
        or_(SchemePeriod.ends_on.is_(None), SchemePeriod.ends_on >= today),
    )
    invited = and_(Invitation.candidate_id == Candidate.id, Invitation.fair_id == fair.id)
    registered = and_(
        Registration.candidate_id == Candidate.id,
        Registration.fair_id == fair.id,
        Registration.state == RegistrationState.REGISTERED,
    )
    return db.session.execute(
        select(
            Candidate.id,
            Candidate.given_name,
            Candidate.family_name,
            Candidate.german_level,
            Candidate.place,
            SchemePeriod.scheme,
            Invitation.kind.label("invited"),
            Registration.id.label("registration_id"),
        )
        .join(SchemePeriod, holds, isouter=True)
        .join(Invitation, invited, isouter=True)
        .join(Registration, registered, isouter=True)
        .where(scope(Candidate, actor))
        .order_by(Candidate.family_name, Candidate.given_name, Candidate.id)
        .limit(MOST)
    ).all()


@transactional
def invite_people(
    *,
    actor: Actor,
    fair: Fair,
    candidate_ids: Collection[int],
    kind: InvitationKind,
    now: datetime,
) -> list[Invited]:
    """Invite people and write each a letter; who was invited before is left as they were.

    Raises
    ------
    RuleBroken
        If the fair takes no registrations or is over.
    """
    if fair.state is not FairState.OPEN or fair.ends_at <= now:
        raise RuleBroken(fair=fair.state)
    return [_invite(actor, fair, one, kind, now) for one in sorted(set(candidate_ids))]


def invitations_of(candidate_id: int) -> Sequence[Invitation]:
    """Return the invitations of a person, the latest fair first."""
    return db.session.scalars(
        select(Invitation)
        .join(Fair)
        .where(Invitation.candidate_id == candidate_id)
        .options(joinedload(Invitation.fair))
        .order_by(Fair.starts_at.desc(), Invitation.id)
        .limit(20)
    ).all()


def is_ahead(invitation: Invitation, now: datetime) -> bool:
    """Return whether somebody can still follow an invitation."""
    return invitation.fair.state is FairState.OPEN and invitation.fair.ends_at > now


def _invite(
    actor: Actor, fair: Fair, candidate_id: int, kind: InvitationKind, now: datetime
) -> Invited:
    person = db.session.get(Candidate, candidate_id)
    try:
        if person is None:
            raise NotFound(candidate=candidate_id)
        hold_record(actor=actor, candidate=person, now=now)
    except NotFound:
        return Invited(candidate_id, "", Outcome.NOT_YOURS)
    invitation = Invitation(
        fair_id=fair.id,
        candidate_id=candidate_id,
        kind=kind,
        invited_by_id=actor.account_id,
        invited_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(invitation)
    except IntegrityError:
        return Invited(candidate_id, person.full_name, Outcome.BEFORE)
    invitation.letter_id = _write(person, fair, kind, now)
    record(actor=actor, action="candidate.invited", subject=person, other_id=invitation.id, now=now)
    return Invited(candidate_id, person.full_name, Outcome.INVITED)


def _write(person: Candidate, fair: Fair, kind: InvitationKind, now: datetime) -> int:
    contact = person.caseworker.name if person.caseworker else ""
    letter = write_letter(
        kind="fair-invited-formally" if kind is InvitationKind.FORMAL else "fair-invited",
        reader=person,
        facts={**letter_facts(fair), "contact": contact},
        now=now,
    )
    db.session.flush()
    return letter.id

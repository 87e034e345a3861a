"""Asking to be deleted: at once without a case, within two weeks and with the caseworker else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.clock import office_day
from domain.deletion import DeletionReason, due_day
from models import (
    Candidate,
    CoursePart,
    DeletionRequest,
    Handover,
    PersonDeletion,
    SchemePeriod,
    db,
    transactional,
)
from services.audit import record
from services.deletion_list import DeletionList
from services.deletions import delete_in_time
from services.records import hold_record
from services.visibility import scope

PAGE = 50


def has_case(person: Candidate) -> bool:
    """Return whether somebody of the office works with the person: they are told first."""
    if person.caseworker_id is not None:
        return True
    told = or_(
        *(
            exists().where(kind.candidate_id == person.id)
            for kind in (SchemePeriod, CoursePart, Handover)
        )
    )
    return bool(db.session.scalar(select(told)))


def request_of(candidate_id: int) -> DeletionRequest | None:
    """Return the open request of a person."""
    return db.session.scalar(
        select(DeletionRequest).where(DeletionRequest.candidate_id == candidate_id)
    )


@transactional
def ask_deletion(*, actor: Actor, candidate: Candidate, now: datetime) -> DeletionRequest:
    """Note that a person with a case wants to be deleted; who asks twice has asked once."""
    hold_record(actor=actor, candidate=candidate, now=now)
    asked = request_of(candidate.id)
    if asked is None:
        asked = DeletionRequest(
            candidate_id=candidate.id, asked_at=now, due_on=due_day(office_day(now))
        )
        db.session.add(asked)
        record(actor=actor, action="candidate.deletion_asked", subject=candidate, now=now)
    return asked


@transactional
def take_back_deletion(*, actor: Actor, candidate: Candidate, now: datetime) -> None:
    """Forget that a person wanted to be deleted."""
    hold_record(actor=actor, candidate=candidate, now=now)
    db.session.execute(delete(DeletionRequest).where(DeletionRequest.candidate_id == candidate.id))
    record(actor=actor, action="candidate.deletion_taken_back", subject=candidate, now=now)


def requests_to_do(actor: Actor) -> list[DeletionRequest]:
    """Return who of the actor's people wants to be deleted, the most urgent first."""
    return list(
        db.session.scalars(
            select(DeletionRequest)
            .join(DeletionRequest.candidate)
            .where(scope(Candidate, actor))
            .options(contains_eager(DeletionRequest.candidate))
            .order_by(DeletionRequest.due_on, DeletionRequest.id)
            .limit(PAGE)
        )
    )


def deletions_of_office(actor: Actor) -> list[PersonDeletion]:
    """Return the latest proofs of the actor's office."""
    return list(
        db.session.scalars(
            select(PersonDeletion)
            .where(scope(PersonDeletion, actor))
            .order_by(PersonDeletion.id.desc())
            .limit(PAGE)
        )
    )


def do_due_deletions(
    *, today: date, folders: Collection[Path], ledger: DeletionList, now: datetime
) -> int:
    """Delete who asked for it and whose day has come; a letter on its way waits for next time."""
    due = select(DeletionRequest.candidate_id).where(DeletionRequest.due_on <= today)
    people = db.session.scalars(due.order_by(DeletionRequest.due_on).limit(PAGE)).all()
    asked = DeletionReason.ASKED
    return sum(
        delete_in_time(candidate_id=one, reason=asked, folders=folders, ledger=ledger, now=now)
        for one in people
    )

"""The expiry radar: whose documents run out, who must act by when, and what lies after the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.authorities import responsible_authority
from domain.clock import office_day, office_moment
from domain.expiry import LOOKS_AHEAD, STAYS_LISTED, Expiry, LeadTimes, lead_weeks
from domain.fairs import RegistrationState
from domain.proposals import ProposalState
from domain.residence import Authority, document_kind
from domain.residence_chain import Document, covered_until, standing_on
from models import (
    Account,
    Candidate,
    Fair,
    Interview,
    Position,
    Proposal,
    Registration,
    ResidenceDocument,
    Task,
    TaskKind,
    db,
    transactional,
)
from services.lead_times import weeks_by_kind
from services.records import changed_rows
from services.residence_documents import latest_document
from services.visibility import scope
from services.work_access import chains_of

_LIVE = (ProposalState.SHORTLISTED, ProposalState.PROPOSED, ProposalState.INTERESTED)


@dataclass(frozen=True, slots=True)
class Expiring:
    """One person whose document runs out."""

    candidate_id: int
    name: str
    caseworker: str | None
    status_key: str
    authority: Authority
    expiry: Expiry


def radar_of(*, actor: Actor, today: date) -> list[Expiring]:
    """Return the people the actor sees whose document runs out, the most harmful first."""
    found = _expiring(scope(Candidate, actor), today)
    return sorted(found, key=lambda one: (one.expiry.harm_of_waiting(today), one.candidate_id))


@transactional
def note_expiries(*, now: datetime) -> int:
    """Leave a task for each document somebody must act on; close those that were settled.

    One task a person and last day, also when two processes run this at once.
    """
    today = office_day(now)
    due = {
        (one.candidate_id, one.expiry.covered_until.isoformat())
        for one in _expiring(Candidate.id.is_not(None), today)
        if one.expiry.is_due(today)
    }
    kept = db.session.execute(
        select(Task.id, Task.candidate_id, Task.hint).where(Task.kind == TaskKind.DOCUMENT_ENDS)
    ).all()
    settled = [task_id for task_id, owner, hint in kept if (owner, hint) not in due]
    known = {(owner, hint) for _task_id, owner, hint in kept}
    closed = db.session.execute(
        update(Task).where(Task.id.in_(settled), Task.done_at.is_(None)).values(done_at=now)
    )
    new = [_add_task(*one, now) for one in sorted(due - known)]
    return sum(new) + changed_rows(closed)


def _add_task(candidate_id: int, hint: str, now: datetime) -> bool:
    task = Task(kind=TaskKind.DOCUMENT_ENDS, candidate_id=candidate_id, hint=hint, created_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(task)
    except IntegrityError:
        return False
    return True


def _expiring(which: ColumnElement[bool], today: date) -> list[Expiring]:
    rows = _people(which, today)
    chains = chains_of([row.id for row in rows])
    times = weeks_by_kind()
    found = [one for row in rows if (one := _judged(row, chains[row.id], times, today)) is not None]
    ends = {one.candidate_id: one.expiry.covered_until for one in found}
    affected = _affected(ends)
    return [
        replace(one, expiry=replace(one.expiry, affected=affected[one.candidate_id]))
        for one in found
    ]


def _people(which: ColumnElement[bool], today: date) -> list[Any]:
    """Return who may be concerned: whose latest document ends within a year or has ended."""
    return list(
        db.session.execute(
            select(
                Candidate.id,
                Candidate.given_name,
                Candidate.family_name,
                Candidate.postcode,
                Account.name.label("caseworker"),
                ResidenceDocument.issued_by,
            )
            .select_from(Candidate)
            .join(ResidenceDocument, ResidenceDocument.id == latest_document(Candidate.id))
            .join(Account, Account.id == Candidate.caseworker_id, isouter=True)
            .where(which, ResidenceDocument.valid_until.between(*_window(today)))
            .order_by(Candidate.id)
        )
    )


def _window(today: date) -> tuple[date, date]:
    return today - STAYS_LISTED, today + LOOKS_AHEAD


def _judged(row: Any, chain: list[Document], times: LeadTimes, today: date) -> Expiring | None:
    until = covered_until(chain, today)
    paper = standing_on(chain, today).document
    if until is None or paper is None or until > today + LOOKS_AHEAD:
        return None
    known = row.issued_by not in {Authority.UNKNOWN, Authority.FEDERAL_OFFICE}
    decides = responsible_authority(row.postcode, paper.in_facility)
    authority = row.issued_by if known else decides
    weeks = lead_weeks(times, authority, document_kind(paper.status_key).group)
    name = ", ".join(part for part in (row.family_name, row.given_name) if part)
    expiry = Expiry(covered_until=until, weeks=weeks)
    return Expiring(row.id, name, row.caseworker, paper.status_key, authority, expiry)


def _affected(ends: dict[int, date]) -> Counter[int]:
    """Return how many talks, fair days and proposals of each person lie after the last day."""
    people = list(ends)
    after: Counter[int] = Counter()
    if not people:
        return after
    earliest = office_moment(min(ends.values()), time(12))
    after.update(_late(_talks(people, earliest), ends))
    after.update(_late(_fair_days(people, earliest), ends))
    after.update(_late(_proposals(people), ends))
    return after


def _late(rows: Iterable[Any], ends: dict[int, date]) -> Iterable[int]:
    for owner, when in rows:
        day = office_day(when) if isinstance(when, datetime) else when
        if day > ends[owner]:
            yield owner


def _talks(people: list[int], earliest: datetime) -> Iterable[Any]:
    return db.session.execute(
        select(Interview.candidate_id, Interview.starts_at).where(
            Interview.candidate_id.in_(people), Interview.starts_at > earliest
        )
    )


def _fair_days(people: list[int], earliest: datetime) -> Iterable[Any]:
    return db.session.execute(
        select(Registration.candidate_id, Fair.starts_at)
        .join(Fair, Fair.id == Registration.fair_id)
        .where(
            Registration.candidate_id.in_(people),
            Registration.state == RegistrationState.REGISTERED,
            Fair.starts_at > earliest,
        )
    )


def _proposals(people: list[int]) -> Iterable[Any]:
    return db.session.execute(
        select(Proposal.candidate_id, Position.starts_on)
        .join(Position, Position.id == Proposal.position_id)
        .where(
            Proposal.candidate_id.in_(people),
            Proposal.state.in_(_LIVE),
            Position.starts_on.is_not(None),
        )
    )

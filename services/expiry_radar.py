"""The expiry radar: whose documents run out, who must act by when, and what lies after the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.clock import office_day, office_moment
from domain.expiry import LOOKS_AHEAD, STAYS_LISTED, Expiry, LeadTimes, expiry_of
from domain.fairs import RegistrationState
from domain.proposals import ProposalState
from domain.residence_chain import Document, continued_documents
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
from services.lots import lots_of
from services.pages import Page
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


def due_among(which: ColumnElement[bool], today: date) -> dict[int, Expiry]:
    """Return who of some people must act now, also where a document ended long ago."""
    found = _judged_people(which, date.min, today)
    return {one.candidate_id: one.expiry for one in found if one.expiry.is_due(today)}


def unknown_ends(*, actor: Actor, page: int, size: int) -> Page[Any]:
    """Return a page of people whose document has no known end, the oldest note first."""
    found = (
        select(
            Candidate.id,
            Candidate.given_name,
            Candidate.family_name,
            Account.name.label("caseworker"),
            ResidenceDocument.status_key,
            ResidenceDocument.noted_at,
        )
        .select_from(Candidate)
        .join(ResidenceDocument, ResidenceDocument.id == latest_document(Candidate.id))
        .join(Account, Account.id == Candidate.caseworker_id, isouter=True)
        .where(
            scope(Candidate, actor),
            ResidenceDocument.valid_until.is_(None),
            ResidenceDocument.is_unlimited.is_(False),
        )
    )
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    pages = max(1, -(-total // size))
    number = min(max(1, page), pages)
    ordered = found.order_by(ResidenceDocument.noted_at, Candidate.id)
    rows = db.session.execute(ordered.limit(size).offset((number - 1) * size)).all()
    return Page(rows, number, pages, total)


def _expiring(which: ColumnElement[bool], today: date) -> list[Expiring]:
    found = _judged_people(which, today - STAYS_LISTED, today)
    ends = {one.candidate_id: one.expiry.covered_until for one in found}
    affected = _affected(ends)
    return [
        replace(one, expiry=replace(one.expiry, affected=affected[one.candidate_id]))
        for one in found
    ]


def _judged_people(which: ColumnElement[bool], since: date, today: date) -> list[Expiring]:
    rows = _people(which, since, today)
    chains = chains_of(row.id for row in rows)
    times = weeks_by_kind()
    found = (_judged(row, chains[row.id], times, today) for row in rows)
    return [one for one in found if one and one.expiry.covered_until >= since]


def _people(which: ColumnElement[bool], since: date, today: date) -> list[Any]:
    """Return who may be concerned: whose latest document ends within a year or has ended."""
    return list(
        db.session.execute(
            select(
                Candidate.id,
                Candidate.given_name,
                Candidate.family_name,
                Candidate.postcode,
                Account.name.label("caseworker"),
            )
            .select_from(Candidate)
            .join(ResidenceDocument, ResidenceDocument.id == latest_document(Candidate.id))
            .join(Account, Account.id == Candidate.caseworker_id, isouter=True)
            .where(which, _ends_between(since, today + LOOKS_AHEAD))
            .order_by(Candidate.id)
        )
    )


def _ends_between(since: date, until: date) -> ColumnElement[bool]:
    """Return what the printed day must be, also where a regulation continues the document."""
    printed = ResidenceDocument.valid_until
    continued = (
        and_(ResidenceDocument.status_key == rule.key, printed >= rule.valid_on)
        for rule in continued_documents()
        if since <= rule.valid_until <= until
    )
    return or_(printed.between(since, until), *continued)


def _judged(row: Any, chain: list[Document], times: LeadTimes, today: date) -> Expiring | None:
    expiry = expiry_of(chain, row.postcode, times, today)
    if expiry is None or expiry.covered_until > today + LOOKS_AHEAD:
        return None
    name = ", ".join(part for part in (row.family_name, row.given_name) if part)
    return Expiring(row.id, name, row.caseworker, expiry)


def _affected(ends: dict[int, date]) -> Counter[int]:
    """Return how many talks, fair days and proposals of each person lie after the last day."""
    people = list(ends)
    after: Counter[int] = Counter()
    if not people:
        return after
    earliest = office_moment(min(ends.values()), time(12))
    for lot in lots_of(people):
        after.update(_late(_talks(lot, earliest), ends))
        after.update(_late(_fair_days(lot, earliest), ends))
        after.update(_late(_proposals(lot), ends))
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

"""Today: what a member of the office should do next, sorted by the harm of waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, joinedload

from domain.access import Actor, Permission
from domain.employers import SHUT, EmployerState
from domain.handovers import HandoverState
from domain.positions import PositionState
from domain.proposals import ProposalState
from models import (
    Candidate,
    Employer,
    Handover,
    Interview,
    Position,
    Proposal,
    Task,
    TaskKind,
    db,
)
from services.desk_lines import SHOWN, Found, Line, Work
from services.desk_team import people_without_caseworker, rules_to_review
from services.overdue import overdue_deletions
from services.silence import silent_proposals
from services.talk_places import places_to_talk
from services.visibility import scope


@dataclass(frozen=True, slots=True)
class Desk:
    """All work of a person, and how much there is of each kind."""

    lines: list[Line]
    counts: dict[Work, int]
    unserved: list[Position]
    """Released positions nobody was proposed for: the next useful thing when nothing waits."""

    @property
    def hidden(self) -> int:
        """Return how many pieces of work are not shown."""
        return sum(self.counts.values()) - len(self.lines)


def desk_of(*, actor: Actor, now: datetime) -> Desk:
    """Return what waits for ``actor``, the most harmful first."""
    lines: list[Line] = []
    counts: dict[Work, int] = {}
    for work, (permission, collect) in _KINDS.items():
        if actor.may(permission):
            counts[work], found = collect(actor, now)
            lines += found
    lines.sort(key=lambda line: (line.work, line.since))  # each kind comes in its own order
    may_propose = actor.may(Permission.PROPOSAL_MAKE)
    return Desk(lines, counts, _unserved(actor) if may_propose else [])


def _answers(actor: Actor, now: datetime) -> Found:
    talk = select(Interview.id).where(
        Interview.candidate_id == Proposal.candidate_id,
        Interview.position_id == Proposal.position_id,
    )
    query = (
        select(Proposal)
        .where(
            scope(Proposal, actor),
            Proposal.state == ProposalState.INTERESTED,
            Proposal.proposed_by_id == actor.account_id,
            ~talk.exists(),
        )
        .options(joinedload(Proposal.position).joinedload(Position.employer))
        .order_by(Proposal.answered_at, Proposal.id)
    )
    answers = list(db.session.scalars(query.limit(SHOWN)))
    places = places_to_talk([one.id for one in answers], now)
    return _count(query), [
        Line(
            Work.ANSWER,
            one.id,
            one.answered_at or one.shortlisted_at,
            f"{one.position.employer.name}: {one.position.title}",
            f"Interesse an Vorschlag {one.reference}. {one.answer_note or ''}".strip(),
            other_id=one.position_id,
            talk=places.get(one.id),
        )
        for one in answers
    ]


def _calls(actor: Actor, now: datetime) -> Found:
    query = silent_proposals(actor=actor, now=now)
    return _count(query), [_call(one) for one in db.session.scalars(query.limit(SHOWN))]


def _call(proposal: Proposal) -> Line:
    firm = proposal.position.employer
    if proposal.state is ProposalState.PROPOSED and proposal.firm_reminded_at is not None:
        since, title, phone = proposal.proposed_at, firm.name, firm.contact_phone
        detail = f"{proposal.position.title}, Vorschlag {proposal.reference} · {firm.contact_name}"
    else:
        since, title, phone = proposal.asked_at, proposal.candidate.full_name, None
        detail = f"keine Antwort auf die Frage nach {firm.name}: {proposal.position.title}"
    return Line(
        Work.CALL, proposal.id, since or proposal.shortlisted_at, title, detail, phone or ""
    )


def _handovers(actor: Actor, _now: datetime) -> Found:
    query = (
        select(Handover)
        .where(
            scope(Handover, actor),
            Handover.to_id == actor.account_id,
            Handover.state == HandoverState.OFFERED,
        )
        .options(joinedload(Handover.candidate), joinedload(Handover.from_account))
        .order_by(Handover.offered_at, Handover.id)
    )
    return _count(query), [
        Line(
            Work.HANDOVER,
            one.id,
            one.offered_at,
            one.candidate.full_name,
            f"angeboten von {one.from_account.name}",
        )
        for one in db.session.scalars(query.limit(SHOWN))
    ]


def _tasks(actor: Actor, _now: datetime) -> Found:
    query = select(Task).where(*_open(Task.kind != TaskKind.DOCUMENT_ENDS, actor))
    seen = select(Candidate).where(scope(Candidate, actor)).subquery()
    person, firm = aliased(Candidate, seen), aliased(Employer)
    rows = db.session.execute(
        select(Task, person, firm)
        .outerjoin(person, person.id == Task.candidate_id)
        .outerjoin(firm, firm.id == Task.employer_id)
        .where(*_open(Task.kind != TaskKind.DOCUMENT_ENDS, actor))
        .order_by(Task.created_at, Task.id)
        .limit(SHOWN)
    )
    return _count(query), [
        Line(
            Work.TASK,
            task.id,
            task.created_at,
            _reader(task, candidate, employer),
            task.hint,
            other_id=task.employer_id,
            kind=task.kind,
        )
        for task, candidate, employer in rows
    ]


def _expiries(actor: Actor, _now: datetime) -> Found:
    query = (
        select(Task)
        .where(*_open(Task.kind == TaskKind.DOCUMENT_ENDS, actor))
        .order_by(Task.hint, Task.id)
    )
    person = aliased(Candidate)  # the scope asks for people itself
    rows = db.session.execute(
        query.join(person, person.id == Task.candidate_id).add_columns(person).limit(SHOWN)
    )
    return _count(query), [
        Line(
            Work.DOCUMENT,
            candidate.id,
            task.created_at,
            candidate.full_name,
            f"letzter Tag {date.fromisoformat(task.hint):%d.%m.%Y}",
        )
        for task, candidate in rows
    ]


def _open(which: ColumnElement[bool], actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return which, scope(Task, actor), Task.done_at.is_(None)


def _reader(task: Task, person: Candidate | None, firm: Employer | None) -> str:
    """Return whom a task is about; a person the actor may not see has no name here."""
    if person is not None:
        return person.full_name
    if task.candidate_id is not None:
        return f"Person Nr. {task.candidate_id}"
    if task.kind is TaskKind.PLACES_DIFFER:
        return "Kontaktbörse"
    return firm.name if firm is not None else "Konto im Haus"


def _firms(actor: Actor, _now: datetime) -> Found:
    rows = db.session.execute(
        select(Employer, func.count().over())
        .where(scope(Employer, actor), Employer.state == EmployerState.PENDING)
        .order_by(Employer.created_at, Employer.id)
        .limit(SHOWN)
    ).all()
    return (rows[0][1] if rows else 0), [
        Line(
            Work.FIRM,
            one.id,
            one.created_at,
            one.name,
            f"{one.place} · {one.contact_name}",
            one.contact_phone or "",
        )
        for one, _number in rows
    ]


def _positions(actor: Actor, _now: datetime) -> Found:
    query = (
        select(Position)
        .where(
            scope(Position, actor),
            Position.state == PositionState.SUBMITTED,
            Position.employer.has(Employer.state.not_in(SHUT)),
        )
        .options(joinedload(Position.employer))
        .order_by(Position.created_at, Position.id)
    )
    return _count(query), [
        Line(Work.POSITION, one.id, one.created_at, one.title, one.employer.name)
        for one in db.session.scalars(query.limit(SHOWN))
    ]


def _unserved(actor: Actor) -> list[Position]:
    proposed = select(Proposal.id).where(Proposal.position_id == Position.id)
    verified: ColumnElement[bool] = Position.employer.has(state=EmployerState.VERIFIED)
    query = (
        select(Position)
        .where(
            scope(Position, actor),
            Position.state == PositionState.RELEASED,
            verified,
            ~proposed.exists(),
        )
        .options(joinedload(Position.employer))
        .order_by(Position.created_at, Position.id)
        .limit(3)
    )
    return list(db.session.scalars(query))


def _count(query: Select[Any]) -> int:
    rows = query.order_by(None).with_only_columns(func.count(), maintain_column_froms=True)
    return db.session.scalar(rows) or 0


_KINDS = {
    Work.ANSWER: (Permission.PROPOSAL_MAKE, _answers),
    Work.DELETION: (Permission.PERSON_DELETE, overdue_deletions),
    Work.HANDOVER: (Permission.HANDOVER_OFFER, _handovers),
    Work.ASSIGN: (Permission.CASE_ASSIGN, people_without_caseworker),
    Work.CALL: (Permission.PROPOSAL_MAKE, _calls),
    Work.DOCUMENT: (Permission.CASE_OWN, _expiries),
    Work.TASK: (Permission.TASK_WORK, _tasks),
    Work.FIRM: (Permission.FIRM_VERIFY, _firms),
    Work.POSITION: (Permission.POSITION_RELEASE, _positions),
    Work.RULE: (Permission.RULE_REVIEW, rules_to_review),
}

"""What a coming rule would change, for whom and when: seen before it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Executable, exists, select

from domain.access import Actor
from domain.clock import office_day
from domain.labour_market import Activity, RuleBook, activity_of
from domain.proposals import ProposalState
from domain.residence_chain import Document
from domain.work_access import WorkAccess, access_on
from models import (
    Candidate,
    Interview,
    OfficeRule,
    Position,
    Proposal,
    ResidenceDocument,
    Task,
    TaskKind,
    db,
    transactional,
)
from services.audit import record
from services.law import book_of_office, book_with, open_drafts
from services.visibility import scope
from services.work_access import chains_of

MOST_PEOPLE = 5000
OPEN = (ProposalState.SHORTLISTED, ProposalState.PROPOSED, ProposalState.INTERESTED)


class Concern(StrEnum):
    """What of a person a change touches."""

    PROPOSAL = "proposal"
    TALK = "talk"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that would be another one, on its first day."""

    candidate_id: int
    name: str
    concern: Concern
    title: str
    """The position, where there is one."""
    activities: tuple[Activity, ...]
    day: date
    before: WorkAccess
    after: WorkAccess


@dataclass(frozen=True, slots=True)
class _Plan:
    """Something that is to happen with a person."""

    concern: Concern
    activity: Activity
    title: str
    day: date


class _Rehearsal:
    """Both books and the days on which the drafts begin."""

    def __init__(self, drafts: Sequence[OfficeRule], today: date) -> None:
        self.before: RuleBook = book_of_office()
        self.after: RuleBook = book_with(drafts, today)
        self.starts: dict[Activity, set[date]] = defaultdict(set)
        for draft in drafts:
            self.starts[draft.activity].add(max(draft.valid_from, today))

    def difference(
        self, chain: Sequence[Document], activity: Activity, day: date
    ) -> tuple[WorkAccess, WorkAccess] | None:
        """Return both answers on the first day from ``day`` on which they differ."""
        for start in sorted({max(start, day) for start in self.starts.get(activity, ())}):
            before = access_on(self.before, chain, activity, start)
            after = access_on(self.after, chain, activity, start)
            if _seen(before) != _seen(after):
                return before, after
        return None


def rehearse(*, actor: Actor, now: datetime) -> list[Change]:
    """Return every answer the open drafts would change, the earliest first.

    Looks at proposals and talks that are open; a person without any is told for itself.
    """
    drafts = open_drafts()
    if not drafts:
        return []
    people = _people(actor, drafts)
    names = {row.id: f"{row.given_name} {row.family_name}".strip() for row in people}
    plans = _plans(list(names), now)
    chains = chains_of(names)
    rehearsal = _Rehearsal(drafts, office_day(now))
    changes = [
        change
        for owner, name in names.items()
        for change in _changes_of(owner, name, chains[owner], plans[owner], rehearsal)
    ]
    return sorted(changes, key=lambda one: (one.day, one.name, one.candidate_id, one.title))


@transactional
def create_change_tasks(*, actor: Actor, wording: Callable[[Change], str], now: datetime) -> int:
    """Leave a task for every change that has none yet; return how many."""
    wanted = {(one.candidate_id, wording(one)): None for one in rehearse(actor=actor, now=now)}
    known = db.session.execute(
        select(Task.candidate_id, Task.hint).where(Task.kind == TaskKind.RULE_CHANGE)
    )
    for owner, hint in known:
        wanted.pop((owner or 0, hint), None)
    tasks = [
        Task(kind=TaskKind.RULE_CHANGE, candidate_id=owner, hint=hint, created_at=now)
        for owner, hint in wanted
    ]
    db.session.add_all(tasks)
    db.session.flush()
    for task in tasks:
        record(
            actor=actor, action="task.created", subject=task, other_id=task.candidate_id, now=now
        )
    return len(tasks)


def _people(actor: Actor, drafts: Sequence[OfficeRule]) -> Sequence[Any]:
    """Return the people of the actor who ever had a document of a draft."""
    concerned = exists().where(
        ResidenceDocument.candidate_id == Candidate.id,
        ResidenceDocument.status_key.in_({draft.document for draft in drafts}),
    )
    return db.session.execute(
        select(Candidate.id, Candidate.given_name, Candidate.family_name)
        .where(scope(Candidate, actor), concerned)
        .order_by(Candidate.id)
        .limit(MOST_PEOPLE)
    ).all()


def _plans(owners: list[int], now: datetime) -> dict[int, list[_Plan]]:
    proposals = (
        select(Proposal.candidate_id, Position.kind, Position.title, Position.starts_on)
        .join(Position, Position.id == Proposal.position_id)
        .where(Proposal.candidate_id.in_(owners), Proposal.state.in_(OPEN))
    )
    talks = (
        select(Interview.candidate_id, Position.kind, Position.title, Position.starts_on)
        .join(Position, Position.id == Interview.position_id)
        .where(Interview.candidate_id.in_(owners), Interview.starts_at >= now)
    )
    plans: dict[int, list[_Plan]] = defaultdict(list)
    for concern, rows in ((Concern.PROPOSAL, proposals), (Concern.TALK, talks)):
        for owner, plan in _planned(concern, rows, office_day(now)):
            plans[owner].append(plan)
    return plans


def _planned(concern: Concern, rows: Executable, today: date) -> Iterator[tuple[int, _Plan]]:
    for owner, kind, title, starts_on in db.session.execute(rows):
        day = max(starts_on or today, today)
        activity = activity_of(kind.value, day)
        if activity is not None:
            yield owner, _Plan(concern, activity, title, day)


def _changes_of(
    owner: int,
    name: str,
    chain: Sequence[Document],
    plans: Sequence[_Plan],
    rehearsal: _Rehearsal,
) -> Iterator[Change]:
    for plan in dict.fromkeys(plans):
        found = rehearsal.difference(chain, plan.activity, plan.day)
        if found:
            yield Change(
                owner, name, plan.concern, plan.title, (plan.activity,), found[0].day, *found
            )
    planned = {plan.activity for plan in plans}
    yield from _changes_without_plan(owner, name, chain, planned, rehearsal)


def _changes_without_plan(
    owner: int,
    name: str,
    chain: Sequence[Document],
    planned: set[Activity],
    rehearsal: _Rehearsal,
) -> Iterator[Change]:
    """Tell activities that change alike on one day as one change."""
    alike: dict[object, list[tuple[WorkAccess, WorkAccess]]] = defaultdict(list)
    for activity in Activity:
        found = None if activity in planned else rehearsal.difference(chain, activity, date.min)
        if found:
            alike[found[0].day, _seen(found[0]), _seen(found[1])].append(found)
    for group in alike.values():
        before, after = group[0]
        activities = tuple(one.activity for one, _ in group)
        yield Change(owner, name, Concern.PERSON, "", activities, before.day, before, after)


def _seen(access: WorkAccess) -> tuple[object, ...]:
    return access.answer, access.ruling.reason, access.ruling.until

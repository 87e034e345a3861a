"""What a coming rule would change, for whom and when: seen before it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from heapq import nsmallest
from typing import Any

from sqlalchemy import Executable, exists, select

from domain.access import Actor
from domain.clock import office_day
from domain.labour_market import Activity, activity_of
from domain.proposals import ProposalState
from domain.rehearsal import Rehearsal, Standings, seen
from domain.residence_chain import Document
from domain.work_access import WorkAccess
from models import (
    Candidate,
    Interview,
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
from services.lots import LOT
from services.visibility import scope
from services.work_access import chains_of

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


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What the open drafts would change, for everybody."""

    changes: list[Change]
    """The earliest ones, as many as were asked for."""
    total: int
    """All changes."""
    examined: int
    """The people who ever had a document of a draft; every one of them was looked at."""
    concerned: int
    """The people for whom something changes."""


def rehearse(*, actor: Actor, now: datetime, most: int = 200) -> Rehearsed:
    """Return the answers the open drafts would change, the earliest first.

    Looks at proposals and talks that are open; a person without any is told for itself.
    Everybody is examined, lot by lot; only the ``most`` earliest changes are kept.
    """
    total, examined, concerned = 0, 0, 0
    kept: list[Change] = []
    for people, changes in _lots(actor, now):
        total, examined = total + len(changes), examined + people
        concerned += len({one.candidate_id for one in changes})
        kept = nsmallest(most, [*kept, *changes], key=_earliest_first)
    return Rehearsed(kept, total, examined, concerned)


def create_change_tasks(*, actor: Actor, wording: Callable[[Change], str], now: datetime) -> int:
    """Leave a task for every change that has none yet; return how many.

    Each lot of people is stored for itself: broken off, the next call goes on where it stopped.
    """
    lots = _lots(actor, now)
    return sum(_leave_tasks(actor, changes, wording, now) for _people, changes in lots)


@transactional
def _leave_tasks(
    actor: Actor, changes: Sequence[Change], wording: Callable[[Change], str], now: datetime
) -> int:
    wanted = {(one.candidate_id, wording(one)): None for one in changes}
    known = db.session.execute(
        select(Task.candidate_id, Task.hint).where(
            Task.kind == TaskKind.RULE_CHANGE,
            Task.candidate_id.in_({owner for owner, _hint in wanted}),
        )
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


def _earliest_first(one: Change) -> tuple[date, str, int, str]:
    return one.day, one.name, one.candidate_id, one.title


def _lots(actor: Actor, now: datetime) -> Iterator[tuple[int, list[Change]]]:
    """Yield how many people were looked at and what changes for them, lot by lot."""
    drafts = open_drafts()
    if not drafts:
        return
    rehearsal = Rehearsal(book_of_office(), book_with(drafts, office_day(now)))
    for draft in drafts:
        rehearsal.add_draft(draft.document, draft.activity, max(draft.valid_from, office_day(now)))
    documents = {draft.document for draft in drafts}
    last = 0
    while people := _people(actor, documents, last):
        names = {row.id: f"{row.given_name} {row.family_name}".strip() for row in people}
        plans, chains = _plans(list(names), now), chains_of(names)
        yield (
            len(people),
            [
                change
                for owner, name in names.items()
                for change in _changes_of(owner, name, chains[owner], plans[owner], rehearsal)
            ],
        )
        if len(people) < LOT:
            return
        last = people[-1].id


def _people(actor: Actor, documents: set[str], last: int) -> Sequence[Any]:
    """Return the next people of the actor who ever had one of the documents."""
    concerned = exists().where(
        ResidenceDocument.candidate_id == Candidate.id,
        ResidenceDocument.status_key.in_(documents),
    )
    return db.session.execute(
        select(Candidate.id, Candidate.given_name, Candidate.family_name)
        .where(scope(Candidate, actor), concerned, Candidate.id > last)
        .order_by(Candidate.id)
        .limit(LOT)
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
    rehearsal: Rehearsal,
) -> Iterator[Change]:
    standings = Standings(chain)
    for plan in dict.fromkeys(plans):
        found = rehearsal.difference(standings, plan.activity, plan.day)
        if found:
            yield Change(
                owner, name, plan.concern, plan.title, (plan.activity,), found[0].day, *found
            )
    planned = {plan.activity for plan in plans}
    yield from _changes_without_plan(owner, name, standings, planned, rehearsal)


def _changes_without_plan(
    owner: int,
    name: str,
    standings: Standings,
    planned: set[Activity],
    rehearsal: Rehearsal,
) -> Iterator[Change]:
    """Tell activities that change alike on one day as one change."""
    alike: dict[object, list[tuple[WorkAccess, WorkAccess]]] = defaultdict(list)
    for activity in Activity:
        found = None if activity in planned else rehearsal.difference(standings, activity, date.min)
        if found:
            alike[found[0].day, seen(found[0]), seen(found[1])].append(found)
    for group in alike.values():
        before, after = group[0]
        activities = tuple(one.activity for one, _ in group)
        yield Change(owner, name, Concern.PERSON, "", activities, before.day, before, after)

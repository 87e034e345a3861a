"""Tasks the software leaves for the staff: letters that reached nobody, cases that moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from domain.access import Actor
from domain.errors import RuleBroken
from domain.letters import LetterState
from models import Account, Candidate, Employer, Letter, Task, TaskKind, db, transactional
from services.audit import record
from services.letters import reach
from services.visibility import scope, visible

PAGE = 50

Row = TypeVar("Row", Account, Employer)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task with who has to be reached; the person only where the actor may see them."""

    task: Task
    letter: Letter
    candidate: Candidate | None
    caseworker: str | None
    employer: Employer | None
    account: Account | None


def open_tasks(*, actor: Actor) -> list[OpenTask]:
    """Return the tasks that wait longest, with everything a call needs."""
    oldest = (
        visible(Task, actor)
        .where(Task.done_at.is_(None), Task.letter_id.is_not(None))
        .order_by(Task.created_at, Task.id)
        .limit(PAGE)
    )
    tasks = db.session.scalars(oldest).all()
    letters = {
        one.id: one
        for one in db.session.scalars(
            select(Letter).where(Letter.id.in_([task.letter_id for task in tasks]))
        )
    }
    found = list(letters.values())
    people = _people(found, actor)
    caseworkers = _caseworkers(found)
    accounts = _by_id(Account, [letter.account_id for letter in found])
    employers = _by_id(Employer, [task.employer_id for task in tasks])
    return [
        OpenTask(
            task=task,
            letter=letters[task.letter_id or 0],
            candidate=people.get(task.candidate_id or 0),
            caseworker=caseworkers.get(task.candidate_id or 0),
            employer=employers.get(task.employer_id or 0),
            account=accounts.get(letters[task.letter_id or 0].account_id or 0),
        )
        for task in tasks
    ]


def cases_begun(*, actor: Actor) -> list[tuple[Task, Candidate]]:
    """Return the cases the office has become responsible for and nobody has looked at yet."""
    return _about_people(actor, TaskKind.SCHEME_BEGAN)


def rule_changes(*, actor: Actor) -> list[tuple[Task, Candidate]]:
    """Return the people for whom a coming rule changes what they may do."""
    return _about_people(actor, TaskKind.RULE_CHANGE)


def firms_left(*, actor: Actor) -> list[tuple[Task, Employer]]:
    """Return the firms nobody signs in for any more."""
    rows = db.session.execute(
        visible(Task, actor)
        .join(Employer, Employer.id == Task.employer_id)
        .add_columns(Employer)
        .where(Task.kind == TaskKind.FIRM_LEFT, Task.done_at.is_(None))
        .order_by(Task.created_at, Task.id)
        .limit(PAGE)
    )
    return [(task, employer) for task, employer in rows]


def places_differ(*, actor: Actor) -> Sequence[Task]:
    """Return the groups of fairs that count other places than they have."""
    return db.session.scalars(
        visible(Task, actor)
        .where(Task.kind == TaskKind.PLACES_DIFFER, Task.done_at.is_(None))
        .order_by(Task.created_at, Task.id)
        .limit(PAGE)
    ).all()


def _about_people(actor: Actor, kind: TaskKind) -> list[tuple[Task, Candidate]]:
    rows = db.session.execute(
        select(Task, person := aliased(Candidate))
        .join(person, person.id == Task.candidate_id)
        .where(scope(Task, actor), Task.kind == kind, Task.done_at.is_(None))
        .order_by(Task.created_at, Task.id)
        .limit(PAGE)
    )
    return [(task, candidate) for task, candidate in rows]


@transactional
def send_again(*, actor: Actor, task: Task, now: datetime) -> None:
    """Queue the letter of a task once more, to the address its reader has now.

    Raises
    ------
    RuleBroken
        If somebody did so meanwhile.
    """
    letter = db.session.get_one(Letter, task.letter_id)
    channel, address = reach(_reader(letter))
    queued = db.session.execute(
        update(Letter)
        .where(Letter.id == letter.id, Letter.state == LetterState.DEAD)
        .values(
            state=LetterState.QUEUED,
            channel=channel,
            address=address,
            tries=0,
            due_at=now,
            claimed_by=None,
            claimed_at=None,
            last_error=None,
        )
    )
    if not getattr(queued, "rowcount", 0):
        raise RuleBroken(letter=letter.id)
    _close(actor, task, "letter.queued_again", now)


@transactional
def finish_task(*, actor: Actor, task: Task, now: datetime) -> None:
    """Note that the reader was reached another way; the letter will not go out any more.

    Raises
    ------
    RuleBroken
        If somebody did so meanwhile.
    """
    _close(actor, task, "task.done", now)
    db.session.execute(
        update(Letter)
        .where(Letter.id == task.letter_id, Letter.state == LetterState.DEAD)
        .values(facts={})
    )


def _close(actor: Actor, task: Task, deed: str, now: datetime) -> None:
    closed = db.session.execute(
        update(Task)
        .where(Task.id == task.id, Task.done_at.is_(None))
        .values(done_at=now, done_by_id=actor.account_id)
    )
    if not getattr(closed, "rowcount", 0):
        raise RuleBroken(task=task.id)
    record(actor=actor, action=deed, subject=task, now=now, other_id=task.letter_id)


def _reader(letter: Letter) -> Account | Candidate:
    if letter.account_id is not None:
        return db.session.get_one(Account, letter.account_id)
    return db.session.get_one(Candidate, letter.candidate_id)


def _people(letters: Sequence[Letter], actor: Actor) -> dict[int, Candidate]:
    wanted = [letter.candidate_id for letter in letters if letter.candidate_id]
    query = visible(Candidate, actor).where(Candidate.id.in_(wanted))
    return {person.id: person for person in db.session.scalars(query)} if wanted else {}


def _caseworkers(letters: Sequence[Letter]) -> dict[int, str]:
    wanted = [letter.candidate_id for letter in letters if letter.candidate_id]
    query = (
        select(Candidate.id, Account.name)
        .join(Account, Account.id == Candidate.caseworker_id)
        .where(Candidate.id.in_(wanted))
    )
    return dict(db.session.execute(query).all()) if wanted else {}


def _by_id(kind: type[Row], ids: Sequence[int | None]) -> dict[int, Row]:
    wanted = [one for one in ids if one]
    query = select(kind).where(kind.id.in_(wanted))
    return {row.id: row for row in db.session.scalars(query)} if wanted else {}

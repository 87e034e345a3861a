"""What goes on for a person whatever happens to scheme or caseworker, as short facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.courses import OPEN_STATES
from domain.fairs import RegistrationState
from domain.proposals import ProposalState
from models import (
    CoursePart,
    Fair,
    Interview,
    Position,
    Proposal,
    Registration,
    SchemePeriod,
    Stand,
    Task,
    db,
)

Item = dict[str, str]

_OPEN_PROPOSALS = (ProposalState.SHORTLISTED, ProposalState.PROPOSED, ProposalState.INTERESTED)


def open_tasks_of(candidate_id: int) -> list[Item]:
    """Return what is still to be done about a person."""
    rows = db.session.scalars(
        select(Task)
        .where(Task.candidate_id == candidate_id, Task.done_at.is_(None))
        .order_by(Task.created_at, Task.id)
    )
    return [
        {"kind": str(row.kind), "hint": row.hint, "since": row.created_at.isoformat()}
        for row in rows
    ]


def coming_talks_of(candidate_id: int, now: datetime) -> list[Item]:
    """Return the talks and places at fairs that lie ahead, the next first."""
    talks = db.session.scalars(
        select(Interview)
        .where(Interview.candidate_id == candidate_id, Interview.starts_at >= now)
        .options(joinedload(Interview.stand).joinedload(Stand.employer))
    )
    places = db.session.scalars(
        select(Registration)
        .join(Fair)
        .where(
            Registration.candidate_id == candidate_id,
            Registration.state == RegistrationState.REGISTERED,
            Fair.ends_at >= now,
        )
        .options(joinedload(Registration.fair))
    )
    found = [
        *({"at": one.starts_at.isoformat(), "with": one.stand.employer.name} for one in talks),
        *({"at": one.fair.starts_at.isoformat(), "with": one.fair.title} for one in places),
    ]
    return sorted(found, key=lambda one: (one["at"], one["with"]))


def open_proposals_of(candidate_id: int) -> list[Item]:
    """Return the proposals that wait for an answer or a talk."""
    rows = db.session.scalars(
        select(Proposal)
        .where(Proposal.candidate_id == candidate_id, Proposal.state.in_(_OPEN_PROPOSALS))
        .options(joinedload(Proposal.position).joinedload(Position.employer))
        .order_by(Proposal.id)
    )
    return [
        {
            "title": row.position.title,
            "firm": row.position.employer.name,
            "state": str(row.state),
            "since": (row.proposed_at or row.shortlisted_at).isoformat(),
        }
        for row in rows
    ]


def courses_of(candidate_id: int) -> list[Item]:
    """Return the courses and measures a person takes part in or is meant to."""
    rows = db.session.scalars(
        select(CoursePart)
        .where(CoursePart.candidate_id == candidate_id, CoursePart.state.in_(OPEN_STATES))
        .options(joinedload(CoursePart.course))
        .order_by(CoursePart.starts_on, CoursePart.id)
    )
    return [
        {
            "name": row.course.name,
            "provider": row.course.provider,
            "state": str(row.state),
            "from": row.starts_on.isoformat(),
            "to": _iso(row.ends_on or row.course.ends_on),
        }
        for row in rows
    ]


def schemes_of(candidate_id: int) -> list[Item]:
    """Return the support schemes that were, are and will be, in order."""
    rows = db.session.scalars(
        select(SchemePeriod)
        .where(SchemePeriod.candidate_id == candidate_id)
        .options(joinedload(SchemePeriod.office))
        .order_by(SchemePeriod.starts_on)
    )
    return [
        {
            "scheme": str(row.scheme),
            "from": row.starts_on.isoformat(),
            "to": _iso(row.ends_on),
            "office": row.office.name if row.office else "",
        }
        for row in rows
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def going_on(candidate_id: int, now: datetime) -> dict[str, list[Item]]:
    """Return all of it by section, five statements and one more for the fairs."""
    parts: dict[str, Callable[[], list[Item]]] = {
        "tasks": lambda: open_tasks_of(candidate_id),
        "talks": lambda: coming_talks_of(candidate_id, now),
        "proposals": lambda: open_proposals_of(candidate_id),
        "courses": lambda: courses_of(candidate_id),
        "schemes": lambda: schemes_of(candidate_id),
    }
    return {name: read() for name, read in parts.items()}

"""What was done with a person: courses, proposals, fairs, talks, invitations; one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Date, Select, String, cast, literal, null, select, type_coerce, union_all

from models import (
    Course,
    CoursePart,
    Employer,
    Fair,
    Interview,
    Invitation,
    Position,
    Proposal,
    Registration,
    Stand,
    db,
)
from models.base import UtcDateTime
from services.facts import plain_values
from services.visibility import told_to_person


def own_dealings(candidate_id: int) -> list[dict[str, Any]]:
    """Return each with its title, the other side, its state and when; the kinds one by one.

    A proposal that was only considered was told to nobody and is not among them.
    """
    kinds = (_courses, _proposals, _fairs, _talks, _invitations)
    return [plain_values(dict(row._mapping)) for row in _found(kinds, candidate_id)]


def courses_and_invitations(candidate_id: int) -> Sequence[Any]:
    """Return kind, title, state and day or moment of each, for the file of the person."""
    return _found((_courses, _invitations), candidate_id)


def _found(kinds: Sequence[Callable[[int], Select[Any]]], candidate_id: int) -> Sequence[Any]:
    rows = union_all(*(kind(candidate_id) for kind in kinds)).subquery()
    return db.session.execute(select(rows).order_by(rows.c.kind, rows.c.on_day, rows.c.at)).all()


def _dealing(kind: str, title: Any, other: Any, state: Any, *, day: Any, at: Any) -> Select[Any]:
    return select(
        literal(kind).label("kind"),
        title.label("title"),
        other.label("other_side"),
        cast(state, String).label("state"),
        type_coerce(null() if day is None else day, Date).label("on_day"),
        type_coerce(null() if at is None else at, UtcDateTime).label("at"),
    )


def _courses(candidate_id: int) -> Select[Any]:
    return (
        _dealing(
            "course",
            Course.name,
            Course.provider,
            CoursePart.state,
            day=CoursePart.starts_on,
            at=None,
        )
        .join_from(CoursePart, Course)
        .where(CoursePart.candidate_id == candidate_id)
    )


def _proposals(candidate_id: int) -> Select[Any]:
    return (
        _dealing(
            "proposal",
            Position.title,
            Employer.name,
            Proposal.state,
            day=None,
            at=Proposal.proposed_at,
        )
        .join_from(Proposal, Position)
        .join(Employer)
        .where(Proposal.candidate_id == candidate_id, told_to_person())
    )


def _fairs(candidate_id: int) -> Select[Any]:
    return (
        _dealing("fair", Fair.title, Fair.place, Registration.state, day=None, at=Fair.starts_at)
        .join_from(Registration, Fair)
        .where(Registration.candidate_id == candidate_id)
    )


def _talks(candidate_id: int) -> Select[Any]:
    return (
        _dealing("talk", Fair.title, Employer.name, null(), day=None, at=Interview.starts_at)
        .join_from(Interview, Stand)
        .join(Fair)
        .join(Employer)
        .where(Interview.candidate_id == candidate_id)
    )


def _invitations(candidate_id: int) -> Select[Any]:
    return (
        _dealing(
            "invitation",
            Fair.title,
            Fair.venue,
            Invitation.kind,
            day=None,
            at=Fair.starts_at,
        )
        .join_from(Invitation, Fair)
        .where(Invitation.candidate_id == candidate_id)
    )

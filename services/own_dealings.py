"""What was done with a person and written to them; in one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Select, String, cast, literal, null, select, type_coerce, union_all

from models import (
    Course,
    CoursePart,
    Employer,
    Fair,
    Interview,
    Invitation,
    Letter,
    Position,
    Proposal,
    Registration,
    Stand,
    VisitorOpinion,
    db,
)
from models.base import UtcDateTime
from services.facts import plain_values
from services.visibility import told_to_person


@dataclass(frozen=True, slots=True)
class Dealings:
    """What was done with a person, and what was written to them."""

    done: list[dict[str, Any]]
    letters: list[dict[str, Any]]


def own_dealings(candidate_id: int) -> Dealings:
    """Return each with its title, the other side, its state and when; the kinds one by one.

    A proposal that was only considered was told to nobody and is not among them. Of a letter its
    kind, way, language, state and days.
    """
    kinds = (_courses, _proposals, _fairs, _talks, _invitations, _opinions)
    one_by_one = [kind(candidate_id).add_columns(*_NO_LETTER) for kind in kinds]
    told = union_all(_letters(candidate_id), *one_by_one).subquery()  # types come from the first
    order = (told.c.kind, told.c.on_day, told.c.at)
    rows = [dict(row._mapping) for row in db.session.execute(select(told).order_by(*order))]
    letters = [_letter(row) for row in rows if row["kind"] == _LETTER]
    done = [plain_values(_dealt(row)) for row in rows if row["kind"] != _LETTER]
    return Dealings(done, letters)


_LETTER = "letter"
_NO_LETTER = (
    type_coerce(null(), String).label("language"),
    type_coerce(null(), UtcDateTime).label("sent_at"),
)


def _letters(candidate_id: int) -> Select[Any]:
    written, way = Letter.written_at, cast(Letter.channel, String)
    letter = _dealing(_LETTER, Letter.kind, way, Letter.state, day=None, at=written)
    return letter.add_columns(
        Letter.language, type_coerce(Letter.sent_at, UtcDateTime).label("sent_at")
    ).where(Letter.candidate_id == candidate_id)


def _letter(row: dict[str, Any]) -> dict[str, Any]:
    return plain_values(
        {
            "kind": row["title"],
            "channel": row["other_side"],
            "language": row["language"],
            "state": row["state"],
            "written_at": row["at"],
            "sent_at": row["sent_at"],
        }
    )


def _dealt(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in {"language", "sent_at"}}


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


def _opinions(candidate_id: int) -> Select[Any]:
    return (
        _dealing(
            "opinion",
            VisitorOpinion.words,
            Fair.title,
            VisitorOpinion.mood,
            day=None,
            at=VisitorOpinion.given_at,
        )
        .join_from(VisitorOpinion, Registration)
        .join(Fair, Fair.id == Registration.fair_id)
        .where(Registration.candidate_id == candidate_id)
    )

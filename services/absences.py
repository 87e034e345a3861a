"""People on no list a colleague saw of late and in no proposal, or never proposed; read only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from domain.absences import NOT_SEEN_FOR, Absence, AbsenceCause, cause_of
from domain.access import Actor
from domain.clock import office_day
from domain.labour_market import Answer
from domain.positions import PositionKind
from domain.proposals import LIVE
from domain.work_access import access_on
from models import Candidate, PositionList, Proposal, ShownMatch, db
from services.law import book_of_office
from services.ranking_facts import people_features
from services.ranking_weights import weights_in_use
from services.stored_lists import StoredRow, unpacked
from services.visibility import agreed_to_placement, scope
from services.work_access import activity_of_position, chains_of

PAGE_LENGTH = 25
_NOBODY = 0
"""Stands for an empty page, so that it asks as often as a full one."""


class Absent(NamedTuple):
    """One person who appears nowhere or was never proposed, with the cause."""

    id: int
    name: str
    since: datetime
    """When the person was first noted, or was last on a shortlist."""
    cause: AbsenceCause
    best_score: float | None


class Absentees(NamedTuple):
    """One page of them, and how many there are."""

    people: list[Absent]
    total: int
    page: int
    pages: int


def absentees(
    *, actor: Actor, now: datetime, page: int = 1, never_proposed: bool = False
) -> Absentees:
    """Return the people the actor may place who appear nowhere, the longest waiting first.

    With ``never_proposed`` all whom nobody ever proposed to a firm, on lists or not. A page that
    does not exist is the nearest one that does.
    """
    absent = _never_proposed() if never_proposed else _appears_nowhere(now)
    nowhere = scope(Candidate, actor) & absent
    total = db.session.scalar(select(func.count()).select_from(Candidate).where(nowhere)) or 0
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(1, page), pages)
    last = (
        select(func.max(Proposal.shortlisted_at))
        .where(Proposal.candidate_id == Candidate.id)
        .scalar_subquery()
    )
    since = func.coalesce(last, Candidate.created_at, type_=Candidate.created_at.type)
    rows = db.session.execute(
        select(
            Candidate,
            since.label("since"),
            agreed_to_placement().label("agreed"),
            _seen(now).label("seen"),
        )
        .where(nowhere)
        .order_by(since, Candidate.id)
        .offset((page - 1) * PAGE_LENGTH)
        .limit(PAGE_LENGTH)
    ).all()
    known = _absences({row[0].id: bool(row.agreed) for row in rows}, office_day(now))
    for row in rows:
        known[row[0].id] = replace(known[row[0].id], was_seen=bool(row.seen))
    return Absentees([_absent(row, known[row[0].id]) for row in rows], total, page, pages)


def _seen(now: datetime) -> ColumnElement[bool]:
    """Return whether a colleague saw the person on a list of a position of late."""
    return exists().where(
        ShownMatch.candidate_id == Candidate.id,
        ShownMatch.of_position,
        ShownMatch.at >= now - NOT_SEEN_FOR,
    )


def _never_proposed() -> ColumnElement[bool]:
    return ~exists().where(Proposal.candidate_id == Candidate.id, Proposal.proposed_at.is_not(None))


def _appears_nowhere(now: datetime) -> ColumnElement[bool]:
    since = now - NOT_SEEN_FOR
    chosen = select(Proposal.id).where(
        Proposal.candidate_id == Candidate.id,
        Proposal.state.in_(LIVE) | (Proposal.shortlisted_at >= since),
    )
    return ~_seen(now) & ~chosen.exists()


def _absences(agreed: dict[int, bool], today: date) -> dict[int, Absence]:
    known = people_features(Candidate.id.in_(agreed), today)
    best, points = _best_positions(agreed), weights_in_use().weights.points()
    forbidden = _forbidden(agreed, today)
    found = {}
    for person in known:
        owner = int(person.key)
        row = best.get(owner)
        found[owner] = Absence(
            has_agreed=agreed[owner],
            may_work=owner not in forbidden,
            knows_work=bool(person.work or person.wished),
            knows_german=person.german is not None,
            knows_place=person.place is not None,
            best_score=row.score if row else None,
            missing={name: points[name] - got for name, got in row.points.items()} if row else {},
        )
    return found


def _best_positions(ids: Collection[int]) -> dict[int, StoredRow]:
    statement = select(PositionList).where(PositionList.candidate_id.in_(ids))
    lists = {one.candidate_id: unpacked(one.rows) for one in db.session.scalars(statement)}
    return {owner: rows[0] for owner, rows in lists.items() if rows}


def _forbidden(ids: Collection[int], today: date) -> set[int]:
    """Return who may not take up any work today; where nobody knows, nothing is said."""
    activity = activity_of_position(PositionKind.JOB, today)
    if activity is None:
        return set()
    chains, book = chains_of(ids or {_NOBODY}), book_of_office()
    return {
        owner
        for owner, chain in chains.items()
        if access_on(book, chain, activity, today).answer is Answer.PROHIBITED
    }


def _absent(row: Any, known: Absence) -> Absent:
    person = row[0]
    return Absent(person.id, person.full_name, row.since, cause_of(known), known.best_score)

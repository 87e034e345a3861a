"""Records that may be of one person: asked while somebody is written down, listed, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from domain.access import Actor
from domain.errors import NotFound
from domain.identity import Identity, Suspicion, blocking_keys, compare
from models import (
    Account,
    Candidate,
    Comparison,
    DuplicatePair,
    NameKey,
    Office,
    db,
    transactional,
)
from models.identity import identity_of
from services.audit import record
from services.bulk_rows import write_rows
from services.visibility import scope

MOST_COMPARED = 150
"""Of the records that share keys, those that share most of them are compared."""
MOST_SHOWN = 5
LISTED = 100
_COLUMNS = (
    Candidate.id, Candidate.given_name, Candidate.family_name, Candidate.own_script_name,
    Candidate.birth_year, Candidate.birth_month, Candidate.birth_day, Candidate.phone,
    Candidate.email, Candidate.place, Candidate.sex,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that may be of the same person.

    Of a record the actor may not see only ``responsible`` is told.
    """

    responsible: str
    candidate_id: int | None = None
    name: str = ""
    own_script_name: str | None = None
    suspicion: Suspicion | None = None


def likely_same(*, actor: Actor, identity: Identity) -> list[Likeness]:
    """Return the records that may be of the person described, the likeliest first."""
    found = find_alike(identity)[:MOST_SHOWN]
    rows = {row.id: row for row in _with_responsible(actor, [one for one, _why in found])}
    every = [_likeness(rows[one], why) for one, why in found if one in rows]
    return list(dict.fromkeys(every))


def find_alike(identity: Identity, *, leave_out: int | None = None) -> list[tuple[int, Suspicion]]:
    """Return the ids of records suspected to be of the person, the likeliest first."""
    sharing = _sharing(identity) - {leave_out}
    rows = db.session.execute(select(*_COLUMNS).where(Candidate.id.in_(sharing))).all()
    judged = [(row.id, compare(identity, identity_of(row))) for row in rows]
    suspected = [one for one in judged if one[1].is_suspected]
    return sorted(suspected, key=lambda one: (-one[1].score, one[0]))


def _sharing(identity: Identity) -> set[int]:
    """Return the records that share most keys, and those that share a contact."""
    sharing = (
        select(NameKey.candidate_id)
        .where(NameKey.key.in_(blocking_keys(identity)))
        .group_by(NameKey.candidate_id)
        .order_by(func.count().desc(), NameKey.candidate_id)
        .limit(MOST_COMPARED)
    )
    contacts = [
        column == value
        for column, value in ((Candidate.phone, identity.phone), (Candidate.email, identity.email))
        if value
    ]
    found = set(db.session.scalars(sharing))
    if contacts:
        found |= set(db.session.scalars(select(Candidate.id).where(or_(*contacts)).limit(50)))
    return found


def _with_responsible(actor: Actor, ids: Iterable[int]) -> Sequence[Any]:
    return db.session.execute(
        select(
            Candidate.id,
            Candidate.given_name,
            Candidate.family_name,
            Candidate.own_script_name,
            func.coalesce(Account.name, Office.name).label("responsible"),
            scope(Candidate, actor).label("in_scope"),
        )
        .join(Office, Candidate.office_id == Office.id)
        .outerjoin(Account, Candidate.caseworker_id == Account.id)
        .where(Candidate.id.in_(set(ids)))
    ).all()


def _likeness(row: Any, why: Suspicion) -> Likeness:
    if not row.in_scope:
        return Likeness(row.responsible)
    name = f"{row.given_name} {row.family_name}".strip()
    return Likeness(row.responsible, row.id, name, row.own_script_name, why)


@transactional
def note_hint(*, actor: Actor, identity: Identity, now: datetime) -> None:
    """Write into the audit trail whose records a colleague was pointed to."""
    for candidate_id, _why in find_alike(identity)[:MOST_SHOWN]:
        person = db.session.get_one(Candidate, candidate_id)
        record(actor=actor, action="candidate.hinted", subject=person, now=now)


def suspected_pairs(actor: Actor) -> list[tuple[DuplicatePair, Suspicion]]:
    """Return the pairs a colleague may judge with the reasons of today, the likeliest first."""
    one, other = aliased(Candidate), aliased(Candidate)
    pairs = db.session.scalars(
        select(DuplicatePair)
        .join(one, DuplicatePair.one_id == one.id)
        .join(other, DuplicatePair.other_id == other.id)
        .where(DuplicatePair.told_apart_at.is_(None), *_both_in_scope(actor))
        .options(joinedload(DuplicatePair.one), joinedload(DuplicatePair.other))
        .order_by(DuplicatePair.per_cent.desc(), DuplicatePair.id)
        .limit(LISTED)
    ).all()
    judged = [(pair, compare(identity_of(pair.one), identity_of(pair.other))) for pair in pairs]
    return sorted(judged, key=lambda one: (-one[1].score, one[0].id))


def _both_in_scope(actor: Actor) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    mine = select(Candidate.id).where(scope(Candidate, actor))
    return DuplicatePair.one_id.in_(mine), DuplicatePair.other_id.in_(mine)


@transactional
def tell_apart(*, actor: Actor, one_id: int, other_id: int, now: datetime) -> None:
    """Remember that two records are of two people; the pair is not shown again.

    Raises
    ------
    NotFound
        If not both records are in the scope of the colleague.
    """
    people = db.session.scalars(
        select(Candidate).where(Candidate.id.in_({one_id, other_id}), scope(Candidate, actor))
    ).all()
    if len(people) != 2:
        raise NotFound(pair=(one_id, other_id))
    keep_apart(actor=actor, one_id=one_id, other_id=other_id, now=now)


def keep_apart(*, actor: Actor, one_id: int, other_id: int, now: datetime) -> None:
    """Write into the running transaction that two records are of two people."""
    first, second = sorted((one_id, other_id))
    pair = db.session.scalar(
        select(DuplicatePair).where(DuplicatePair.one_id == first, DuplicatePair.other_id == second)
    )
    if pair is None:
        pair = DuplicatePair(one_id=first, other_id=second, per_cent=0, found_at=now)
        db.session.add(pair)
    if pair.told_apart_at is None:
        pair.told_apart_at, pair.told_apart_by_id = now, actor.account_id
        person = db.session.get_one(Candidate, first)
        record(actor=actor, action="candidate.told_apart", subject=person, now=now, other_id=second)
    db.session.flush()


@transactional
def look_for_duplicates(*, now: datetime, at_once: int = 200) -> int:
    """Compare the records that are new or changed with all others; the timed job."""
    rows = db.session.execute(
        select(*_COLUMNS)
        .outerjoin(Comparison, Comparison.candidate_id == Candidate.id)
        .where(Comparison.candidate_id.is_(None))
        .order_by(Candidate.id)
        .limit(at_once)
    ).all()
    for row in rows:
        _note_pairs(row, now)
        db.session.add(Comparison(candidate_id=row.id, compared_at=now))
    db.session.flush()
    return len(rows)


def _note_pairs(row: Any, now: datetime) -> None:
    """Write the pairs of one record anew; what a colleague told apart stays told apart."""
    found = {
        tuple(sorted((row.id, other))): round(why.score * 100)
        for other, why in find_alike(identity_of(row), leave_out=row.id)
    }
    known = db.session.scalars(
        select(DuplicatePair).where(
            or_(DuplicatePair.one_id == row.id, DuplicatePair.other_id == row.id)
        )
    ).all()
    for pair in known:
        per_cent = found.pop((pair.one_id, pair.other_id), None)
        if per_cent is not None:
            pair.per_cent = per_cent
        elif pair.told_apart_at is None:
            db.session.delete(pair)
    db.session.add_all(
        DuplicatePair(one_id=one, other_id=other, per_cent=per_cent, found_at=now)
        for (one, other), per_cent in found.items()
    )
    db.session.flush()


@transactional
def write_missing_keys(*, at_once: int = 2_000) -> int:
    """Write the keys of people who came in by a bulk of rows, and return how many keys."""
    has_keys = select(NameKey.candidate_id).where(NameKey.candidate_id == Candidate.id).exists()
    written = last = 0
    while rows := db.session.execute(
        select(*_COLUMNS)
        .where(~has_keys, Candidate.id > last)
        .order_by(Candidate.id)
        .limit(at_once)
    ).all():
        keys = [
            {"candidate_id": row.id, "key": key}
            for row in rows
            for key in sorted(blocking_keys(identity_of(row)))
        ]
        write_rows(NameKey, keys)
        written, last = written + len(keys), rows[-1].id
    return written

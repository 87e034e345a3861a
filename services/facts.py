"""Facts of a person: noted with their evidence, corrected by new ones, the old ones kept.

Everything here joins the transaction of a verb that holds the record (services/records.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import inspect, select

from domain.access import Actor
from domain.evidence import DETAIL_COLUMNS, Detail, Evidence, Source, source_of
from models import Candidate, CandidateDetail, EarlierFact, Fact, db
from services.audit import id_of

_NOT_TOLD = {"id", "candidate_id", *Fact.__annotations__, "noted_by_id"}


def note(fact: Fact, *, actor: Actor, evidence: Evidence, now: datetime) -> None:
    """Write down who says a new fact and how it was checked."""
    fact.source = source_of(evidence.check, actor.role)
    fact.check = evidence.check
    fact.noted_by_id = actor.account_id
    fact.noted_at = now
    fact.holds_until = evidence.holds_until


def correct(
    fact: Any, values: Mapping[str, Any], *, actor: Actor, evidence: Evidence, now: datetime
) -> bool:
    """Put new values in the place of the old ones and return whether anything changed."""
    if all(getattr(fact, name) == value for name, value in values.items()):
        return False
    keep_earlier(fact, actor=actor, now=now)
    for name, value in values.items():
        setattr(fact, name, value)
    note(fact, actor=actor, evidence=evidence, now=now)
    return True


def confirm(fact: Fact, *, actor: Actor, evidence: Evidence, now: datetime) -> None:
    """Say that the same fact was checked; what was known of it before is kept."""
    keep_earlier(fact, actor=actor, now=now)
    note(fact, actor=actor, evidence=evidence, now=now)


def take_away(fact: Any, *, actor: Actor, now: datetime) -> None:
    """Take a fact away; it stays readable as an earlier one."""
    keep_earlier(fact, actor=actor, now=now).is_taken_away = True
    db.session.delete(fact)


def keep_earlier(fact: Any, *, actor: Actor, now: datetime) -> EarlierFact:
    """Copy a fact with its evidence as it is before it changes."""
    if isinstance(fact, CandidateDetail):
        person = db.session.get_one(Candidate, fact.candidate_id)
        return _copy(fact, fact.detail.value, None, detail_values(person, fact.detail), actor, now)
    return _copy(fact, fact.__tablename__, fact.id, values_of(fact), actor, now)


def reread(person: Candidate) -> None:
    """Write what changed and forget what was read of a person before."""
    db.session.flush()
    db.session.expire(person)


def values_of(fact: Any) -> dict[str, Any]:
    """Return what a fact says, without its evidence."""
    names = (column.key for column in inspect(type(fact)).column_attrs)
    return {name: getattr(fact, name) for name in names if name not in _NOT_TOLD}


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a fact says as JSON keeps it."""
    return {name: _plain(value) for name, value in values.items()}


def detail_values(person: Candidate, detail: Detail) -> dict[str, Any]:
    """Return the columns of a person that make up a detail."""
    return {name: getattr(person, name) for name in DETAIL_COLUMNS[detail]}


def correct_details(
    person: Candidate, values: Mapping[str, Any], *, actor: Actor, evidence: Evidence, now: datetime
) -> bool:
    """Write columns of a person, each group with its evidence; return whether any changed."""
    told = _told_details(person)
    changed = [_correct_detail(person, one, values, told, actor, evidence, now) for one in Detail]
    return any(changed)


def _told_details(person: Candidate) -> dict[Detail, CandidateDetail]:
    rows = db.session.scalars(
        select(CandidateDetail).where(CandidateDetail.candidate_id == id_of(person))
    )
    return {row.detail: row for row in rows}


def _correct_detail(
    person: Candidate,
    detail: Detail,
    values: Mapping[str, Any],
    told: dict[Detail, CandidateDetail],
    actor: Actor,
    evidence: Evidence,
    now: datetime,
) -> bool:
    new = {name: values[name] for name in DETAIL_COLUMNS[detail] if name in values}
    old = detail_values(person, detail)
    if all(old[name] == value for name, value in new.items()):
        return False
    row = told.get(detail)
    if row is None:
        row = CandidateDetail(candidate_id=id_of(person), detail=detail, source=Source.PERSON)
        db.session.add(row)
    if any(value not in (None, "") for value in old.values()):
        _copy(row, detail.value, None, old, actor, now)
    for name, value in new.items():
        setattr(person, name, value)
    note(row, actor=actor, evidence=evidence, now=now)
    return True


def note_details(person: Candidate, *, actor: Actor, evidence: Evidence, now: datetime) -> None:
    """Write the evidence of what a new record begins with."""
    for detail in Detail:
        if any(value not in (None, "") for value in detail_values(person, detail).values()):
            row = CandidateDetail(candidate_id=id_of(person), detail=detail)
            note(row, actor=actor, evidence=evidence, now=now)
            db.session.add(row)


def _copy(
    fact: Any,
    kind: str,
    fact_id: int | None,
    values: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> EarlierFact:
    earlier = EarlierFact(
        candidate_id=fact.candidate_id,
        kind=kind,
        fact_id=fact_id,
        values=plain_values(values),
        source=fact.source or Source.PERSON,
        check=fact.check or Evidence().check,
        noted_by_id=fact.noted_by_id,
        noted_at=fact.noted_at,
        holds_until=fact.holds_until,
        replaced_at=now,
        replaced_by_id=actor.account_id,
    )
    db.session.add(earlier)
    return earlier


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value

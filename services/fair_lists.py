"""What an officer reads about a fair: lists and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.codes import normalise_code
from domain.fairs import RegistrationState
from domain.names import folded
from models import Candidate, Fair, FairGroup, PersonalCode, Registration, db, transactional
from services.audit import record

PAGE_LENGTH = 25

NEEDS = {
    "interpreter": Registration.needs_interpreter,
    "child_care": Registration.needs_child_care,
    "ramp": Registration.needs_ramp,
}

SORTS = {
    "name": (Candidate.family_name, Candidate.given_name),
    "registered": (Registration.registered_at,),
    "arrived": (Registration.checked_in_at,),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list of registrations; empty asks for all."""

    name: str = ""
    state: str = ""
    need: str = ""
    language: str = ""
    group: str = ""
    """Number of a group."""
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True, slots=True)
class RegistrationPage:
    """One page of a list, and how long the whole is."""

    rows: Sequence[Registration]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return the number of pages, at least one."""
        return max(1, ceil(self.total / PAGE_LENGTH))


def all_fairs(*, now: datetime) -> Sequence[Fair]:
    """Return every fair: those to come, the nearest first, then those that were."""
    fairs = db.session.scalars(select(Fair).order_by(Fair.starts_at, Fair.id)).all()
    to_come = [fair for fair in fairs if fair.ends_at > now]
    return to_come + [fair for fair in reversed(fairs) if fair.ends_at <= now]


def registrations_of(fair: Fair, wanted: Wanted) -> RegistrationPage:
    """Return one page of the registrations of a fair."""
    conditions = _conditions(fair, wanted)
    total = db.session.scalar(_joined(select(func.count()), conditions)) or 0
    page = min(max(1, wanted.page), max(1, ceil(total / PAGE_LENGTH)))
    rows = db.session.scalars(
        _joined(select(Registration), conditions)
        .options(contains_eager(Registration.candidate))
        .order_by(*_order(wanted.sort), Registration.id)
        .limit(PAGE_LENGTH)
        .offset((page - 1) * PAGE_LENGTH)
    ).all()
    return RegistrationPage(rows, total, page)


@transactional
def take_list(*, fair: Fair, actor: Actor, now: datetime) -> Sequence[Registration]:
    """Return all registrations of a fair to be taken away; who took them is noted."""
    record(actor=actor, action="fair.list_taken", subject=fair, now=now)
    return db.session.scalars(
        _joined(select(Registration), [Registration.fair_id == fair.id])
        .options(contains_eager(Registration.candidate))
        .order_by(*SORTS["name"], Registration.id)
    ).all()


def find_registered(fair: Fair, typed: str, *, limit: int = 10) -> Sequence[Registration]:
    """Return people with a place whose name holds what was typed, or whose code it is."""
    with_code = select(PersonalCode.candidate_id).where(
        PersonalCode.code == normalise_code(typed), PersonalCode.revoked_at.is_(None)
    )
    has_place = (
        Registration.fair_id == fair.id,
        Registration.state == RegistrationState.REGISTERED,
    )
    match = Candidate.id.in_(with_code) | _named(typed)
    return db.session.scalars(
        _joined(select(Registration), [*has_place, match])
        .options(contains_eager(Registration.candidate))
        .order_by(*SORTS["name"], Registration.id)
        .limit(limit)
    ).all()


def languages_of(fair: Fair) -> Sequence[str]:
    """Return the languages of the people registered."""
    return db.session.scalars(
        _joined(select(Candidate.language), [Registration.fair_id == fair.id])
        .distinct()
        .order_by(Candidate.language)
    ).all()


def _joined(statement: Any, conditions: list[ColumnElement[bool]]) -> Any:
    return (
        statement.select_from(Registration)
        .join(Candidate, Candidate.id == Registration.candidate_id)
        .where(*conditions)
    )


def _conditions(fair: Fair, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [Registration.fair_id == fair.id]
    if wanted.name:
        conditions.append(_named(wanted.name))
    if wanted.state in set(RegistrationState):
        conditions.append(Registration.state == RegistrationState(wanted.state))
    if wanted.need in NEEDS:
        conditions.append(NEEDS[wanted.need].is_(True))
    if wanted.group:
        conditions.append(Registration.group.has(FairGroup.number == _number(wanted.group)))
    if wanted.language:
        conditions.append(Candidate.language == wanted.language)
    return conditions


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _named(typed: str) -> ColumnElement[bool]:
    words = folded(typed).split()
    matches = [Candidate.name_folded.contains(word, autoescape=True) for word in words]
    condition = matches[0] if matches else Candidate.id.is_(None)
    for match in matches[1:]:
        condition = condition & match
    return condition


def _order(sort: str) -> list[ColumnElement[object]]:
    columns = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    return [column.desc() if sort.startswith("-") else column.asc() for column in columns]

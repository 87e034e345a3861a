"""Who is here and who is missing: counted, looked for, by language and by firm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from domain.fairs import RegistrationState
from domain.name_search import likeness
from models import Candidate, Employer, Fair, FairWish, Registration, Stand, db

MOST = 50
"""Names on a page; who looks for more types a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is looked for at the door; empty means everybody."""

    name: str = ""
    presence: str = ""
    language: str = ""
    stand_id: int = 0


@dataclass(frozen=True, slots=True)
class Presence:
    """How many are here and how many are missing, of a language or a firm's wishes."""

    key: str
    here: int
    missing: int


def count_arrivals(fair: Fair) -> tuple[int, int]:
    """Return how many are here and how many are missing."""
    here, registered = db.session.execute(
        select(func.count(Registration.checked_in_at), func.count()).where(*_held(fair))
    ).one()
    return here, registered - here


def presence_by_language(fair: Fair) -> list[Presence]:
    """Return by language who is here and who is missing, the most people first."""
    return _presences(
        select(Candidate.language).join(Registration, Registration.candidate_id == Candidate.id),
        Candidate.language,
        fair,
    )


def presence_by_firm(fair: Fair) -> list[tuple[int, str, Presence]]:
    """Return by firm that people want to meet: id of its stand, its name, who is here."""
    counted = {
        one.key: one
        for one in _presences(select(FairWish.stand_id).join(Registration), FairWish.stand_id, fair)
    }
    stands = db.session.execute(
        select(Stand.id, Employer.name)
        .join(Stand.employer)
        .where(Stand.fair_id == fair.id)
        .order_by(Stand.number)
    )
    nobody = Presence("", 0, 0)
    return [(row.id, row.name, counted.get(str(row.id), nobody)) for row in stands]


def find_guests(fair: Fair, looked: Looked) -> Sequence[Registration]:
    """Return people with a place, those still missing first; a name is looked for in any script."""
    statement = (
        select(Registration)
        .join(Registration.candidate)
        .where(*_held(fair), *_conditions(looked))
        .options(contains_eager(Registration.candidate))
        .order_by(
            Registration.checked_in_at.is_not(None),
            func.lower(Candidate.family_name),
            func.lower(Candidate.given_name),
            Registration.id,
        )
    )
    if not looked.name.strip():
        return db.session.scalars(statement.limit(MOST)).all()
    likes = _found_by_name(fair, looked.name)
    guests = db.session.scalars(statement.where(Registration.id.in_(likes))).all()
    return sorted(guests, key=lambda guest: -likes[guest.id])


def _found_by_name(fair: Fair, typed: str) -> dict[int, int]:
    """Return how much the names of registrations are like what was typed; the best only."""
    rows = db.session.execute(
        select(
            Registration.id,
            Candidate.given_name,
            Candidate.family_name,
            Candidate.own_script_name,
        )
        .join(Registration.candidate)
        .where(*_held(fair))
    )
    likes = {
        row.id: likeness(typed, (f"{row.given_name} {row.family_name}", row.own_script_name))
        for row in rows
    }
    best = sorted(filter(likes.get, likes), key=lambda one: -likes[one])[:MOST]
    return {one: likes[one] for one in best}


def _held(fair: Fair) -> tuple[ColumnElement[bool], ...]:
    return (
        Registration.fair_id == fair.id,
        Registration.state == RegistrationState.REGISTERED,
    )


def _conditions(looked: Looked) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if looked.presence in {"here", "missing"}:
        came = Registration.checked_in_at.is_not(None)
        conditions.append(came if looked.presence == "here" else ~came)
    if looked.language:
        conditions.append(Candidate.language == looked.language)
    if looked.stand_id:
        wishing = select(FairWish.registration_id).where(FairWish.stand_id == looked.stand_id)
        conditions.append(Registration.id.in_(wishing))
    return conditions


def _presences(statement: Any, key: Any, fair: Fair) -> list[Presence]:
    here, everybody = func.count(Registration.checked_in_at), func.count()
    rows = db.session.execute(
        statement.with_only_columns(key, here, everybody, maintain_column_froms=True)
        .where(*_held(fair))
        .group_by(key)
        .order_by(everybody.desc(), key)
    )
    return [Presence(str(found), came, number - came) for found, came, number in rows]

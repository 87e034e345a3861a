"""What is printed for the day: badges, lists by name, language and stand, signs of the stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from domain.access import Actor
from domain.employers import EmployerState
from domain.fairs import RegistrationState
from domain.positions import PositionState
from models import (
    Candidate,
    Employer,
    Fair,
    FairWish,
    Interview,
    PersonalCode,
    Position,
    Registration,
    Stand,
    db,
    transactional,
)
from services.audit import record


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge shows: the name the person wants, own script, language, code."""

    name: str
    own_script_name: str
    language: str
    code: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands on the sign of a stand."""

    number: int
    firm: str
    sector: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """One part of a printed list: a language or a firm, and its people."""

    name: str
    people: tuple[Registration, ...]


def badges_of(fair: Fair, *, ids: Iterable[int] = ()) -> list[Badge]:
    """Return the badges of everybody with a place, or of some of them, by name."""
    people = [one for one in people_by_name(fair) if not ids or one.id in set(ids)]
    codes = _codes([one.candidate_id for one in people])
    return [_badge(one, codes.get(one.candidate_id, "")) for one in people]


def people_by_name(fair: Fair) -> Sequence[Registration]:
    """Return everybody with a place, in the order of the alphabet."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.candidate)
        .where(Registration.fair_id == fair.id, Registration.state == RegistrationState.REGISTERED)
        .options(contains_eager(Registration.candidate))
        .order_by(
            func.lower(Candidate.family_name), func.lower(Candidate.given_name), Registration.id
        )
    ).all()


def people_by_language(fair: Fair) -> list[Heading]:
    """Return everybody with a place, a part for each language."""
    parts: dict[str, list[Registration]] = defaultdict(list)
    for one in people_by_name(fair):
        parts[one.candidate.language].append(one)
    return [Heading(language, tuple(people)) for language, people in sorted(parts.items())]


def people_by_stand(fair: Fair) -> list[Heading]:
    """Return for each stand who wants to meet its firm or has a talk there."""
    people = {one.id: one for one in people_by_name(fair)}
    by_candidate = {one.candidate_id: one.id for one in people.values()}
    coming: dict[int, set[int]] = defaultdict(set)
    wishes = select(FairWish.stand_id, FairWish.registration_id).join(Registration)
    for stand_id, registration_id in db.session.execute(
        wishes.where(Registration.fair_id == fair.id)
    ):
        coming[stand_id].add(registration_id)
    talks = select(Interview.stand_id, Interview.candidate_id).join(Interview.stand)
    for stand_id, candidate_id in db.session.execute(talks.where(Stand.fair_id == fair.id)):
        coming[stand_id].add(by_candidate.get(candidate_id, 0))
    return [
        Heading(
            f"{stand.number}  {stand.employer.name}",
            tuple(one for one in people.values() if one.id in coming[stand.id]),
        )
        for stand in _stands(fair)
    ]


def signs_of(fair: Fair) -> list[Sign]:
    """Return the signs of all stands of verified firms with their released positions."""
    stands = [one for one in _stands(fair) if one.employer.state is EmployerState.VERIFIED]
    positions: dict[int, list[Position]] = defaultdict(list)
    for position in db.session.scalars(
        select(Position)
        .where(
            Position.employer_id.in_([one.employer_id for one in stands]),
            Position.state == PositionState.RELEASED,
        )
        .order_by(Position.title, Position.id)
    ):
        positions[position.employer_id].append(position)
    return [
        Sign(one.number, one.employer.name, one.employer.sector, tuple(positions[one.employer_id]))
        for one in stands
    ]


def codes_of(parts: Iterable[Heading]) -> dict[int, str]:
    """Return the valid code of everybody on a list."""
    return _codes([one.candidate_id for part in parts for one in part.people])


@transactional
def name_badge(*, registration: Registration, name: str, actor: Actor, now: datetime) -> None:
    """Keep the name a person wants on the badge; printing it is not attending."""
    registration = db.session.get_one(
        Registration, registration.id, with_for_update=True, populate_existing=True
    )
    registration.badge_name = name
    record(actor=actor, action="registration.changed", subject=registration, now=now)


def _stands(fair: Fair) -> Sequence[Stand]:
    return db.session.scalars(
        select(Stand)
        .join(Employer)
        .where(Stand.fair_id == fair.id)
        .options(joinedload(Stand.employer))
        .order_by(Stand.number)
    ).all()


def _codes(candidate_ids: Sequence[int]) -> dict[int, str]:
    """Return the valid code of each person, the newest one."""
    rows = db.session.execute(
        select(PersonalCode.candidate_id, PersonalCode.code)
        .where(PersonalCode.candidate_id.in_(candidate_ids), PersonalCode.revoked_at.is_(None))
        .order_by(PersonalCode.issued_at, PersonalCode.id)
    )
    return {row.candidate_id: row.code for row in rows}


def _badge(one: Registration, code: str) -> Badge:
    person = one.candidate
    return Badge(
        one.badge_name or person.full_name, person.own_script_name or "", person.language, code
    )

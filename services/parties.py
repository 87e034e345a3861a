"""People who come together, as the one who registered them sees them: each with an own ticket."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.errors import NotRegistered
from models import Candidate, PersonalCode, Registration, db, transactional
from services.registrations import cancel_registration


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a party, with the code of their ticket; empty where it was revoked."""

    place: Registration
    code: str


def with_code(place: Registration) -> Member:
    """Return somebody who comes alone, with the code of their ticket."""
    return Member(place, _codes([place.candidate_id]).get(place.candidate_id, ""))


def members_led_by(place: Registration) -> list[Member]:
    """Return everybody of a party for the one who registered it; nobody for anybody else."""
    if place.party_id is None:
        return []
    members = list(_members(place.party_id))
    return members if members[0].place.id == place.id else []


@transactional
def cancel_members(
    *, place: Registration, chosen: Collection[int], now: datetime, actor: Actor
) -> int:
    """Give back the places of some or all of a party; return how many were given back.

    Only the one who registered the party does so; whoever has no place any more is passed over.

    Raises
    ------
    RuleBroken
        If one of them is already there; then nobody's place is given back.
    """
    given_back = 0
    for member in members_led_by(place):
        if member.place.id in chosen:
            given_back += _given_back(member.place.id, now, actor)
    return given_back


def _given_back(registration_id: int, now: datetime, actor: Actor) -> bool:
    try:
        cancel_registration(registration_id=registration_id, now=now, actor=actor)
    except NotRegistered:
        return False
    return True


def _members(party_id: int) -> Sequence[Member]:
    places = db.session.scalars(
        select(Registration)
        .join(Registration.candidate)
        .where(Registration.party_id == party_id)
        .options(contains_eager(Registration.candidate))
        .order_by(Registration.id)
    ).all()
    codes = _codes([place.candidate_id for place in places])
    return [Member(place, codes.get(place.candidate_id, "")) for place in places]


def _codes(people: Collection[int]) -> dict[int, str]:
    """Return the code that works now for each of some people."""
    rows = db.session.execute(
        select(Candidate.id, PersonalCode.code)
        .join(PersonalCode, PersonalCode.candidate_id == Candidate.id)
        .where(Candidate.id.in_(people), PersonalCode.revoked_at.is_(None))
        .order_by(PersonalCode.id)
    )
    return {person: code for person, code in rows}  # noqa: C416 - the last one wins

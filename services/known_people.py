"""The holder of a personal code comes to a fair: no second record, whoever comes along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import select

from domain.access import Actor
from domain.fairs import RegistrationState
from models import Candidate, Fair, Registration, db, transactional
from services.companions import NoPlaceYet, bring_along
from services.newcomers import Newcomer, complete_person
from services.registration_rows import BACK_AGAIN, Companion, Wishes
from services.registrations import change_wishes, register, register_again
from services.waiting_list import join, wait_again


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the holder of a code answered, and who comes along.

    What the record does not know yet is taken from the answers, nothing in it is overwritten.
    """

    candidate: Candidate
    answers: Newcomer
    wishes: Wishes
    companions: Sequence[Companion] = ()
    key: str


class _Given(TypedDict):
    """What every verb is told that gives a party places or numbers in the line."""

    companions: Sequence[Companion]
    key: str
    now: datetime
    actor: Actor


@transactional
def register_known(
    *, fair: Fair, known: Known, now: datetime, actor: Actor | None = None
) -> Registration:
    """Give somebody known a place, together with those who come along.

    Who has a place keeps it; who gave it back takes it again. Without an ``actor`` the person
    does it alone.

    Raises
    ------
    FairFull
        If not enough places are free; then nothing of it is written.
    NoPlaceYet
        If they wait already and would bring others into the line.
    """
    actor = actor or Actor(candidate_id=known.candidate.id)
    given = _Given(companions=known.companions, key=known.key, now=now, actor=actor)
    place = _completed(fair, known, now)
    if place is None:
        return register(fair=fair, person=known.candidate, wishes=known.wishes, **given)
    if place.state in BACK_AGAIN:
        register_again(registration_id=place.id, **given)
    elif known.companions:
        bring_along(registration_id=place.id, **given)
    return change_wishes(registration_id=place.id, wishes=known.wishes, now=now, actor=actor)


@transactional
def wait_known(
    *, fair: Fair, known: Known, now: datetime, actor: Actor | None = None
) -> Registration:
    """Put somebody known on the waiting list, together with those who come along.

    Who has a place keeps it; then only the others wait, as a party of their own.

    Raises
    ------
    PartyTooLarge
        If the group has fewer places than the party has people.
    NoPlaceYet
        If they wait already and would bring others into the line.
    """
    actor = actor or Actor(candidate_id=known.candidate.id)
    given = _Given(companions=known.companions, key=known.key, now=now, actor=actor)
    place = _completed(fair, known, now)
    if place is None:
        return join(fair=fair, person=known.candidate, wishes=known.wishes, **given)
    if place.state in BACK_AGAIN:
        wait_again(registration_id=place.id, **given)
    elif known.companions:
        _others_wait(fair, place, known, now, actor)
    return change_wishes(registration_id=place.id, wishes=known.wishes, now=now, actor=actor)


def _completed(fair: Fair, known: Known, now: datetime) -> Registration | None:
    """Complete the record; return what the person had at this fair before."""
    complete_person(known.candidate, known.answers, now)
    return db.session.scalar(
        select(Registration).where(
            Registration.fair_id == fair.id, Registration.candidate_id == known.candidate.id
        )
    )


def _others_wait(
    fair: Fair, place: Registration, known: Known, now: datetime, actor: Actor
) -> None:
    if place.state is not RegistrationState.REGISTERED:
        raise NoPlaceYet(state=place.state)
    first, *rest = known.companions
    join(
        fair=fair,
        person=first.person,
        wishes=first.wishes,
        companions=rest,
        group_id=place.group_id,
        key=f"{known.key} others",
        now=now,
        actor=actor,
    )

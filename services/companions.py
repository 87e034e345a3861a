"""Those who come along with somebody who has a place already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.errors import FairFull, RuleBroken
from domain.fairs import PlaceMoveKind, RegistrationState
from models import Registration, db, transactional
from services.fair_places import hold_open_fair, take_places
from services.place_letters import tell_of_places
from services.place_moves import note_moves
from services.registration_rows import Companion, fair_of, fresh, hold_group_of, with_companions


class NoPlaceYet(RuleBroken):
    """Who waits or was offered a place cannot bring others in the middle of the line."""


@transactional
def bring_along(
    *,
    registration_id: int,
    companions: Sequence[Companion],
    key: str,
    now: datetime,
    actor: Actor,
) -> Registration:
    """Give those who come along places beside somebody who has one: all of them, or nobody.

    The same key brings the same people once.

    Raises
    ------
    FairFull
        If the group has not so many free places, or others wait for them.
    NoPlaceYet
        If the person has no place.
    """
    hold_open_fair(fair_of(registration_id), now)
    group = hold_group_of(registration_id)
    place = fresh(registration_id)
    if place.state is not RegistrationState.REGISTERED:
        raise NoPlaceYet(state=place.state)
    try:
        with db.session.begin_nested():
            _first, *others = with_companions(place, companions, key=key, now=now)
    except IntegrityError:
        return place
    if take_places([group.id], len(others)) is None:
        raise FairFull(fair=place.fair_id)
    note_moves(others, PlaceMoveKind.BOOKED, actor=actor, now=now)
    tell_of_places(others, actor, now)
    return place

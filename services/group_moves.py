"""People put into another group of the same fair by staff, with everybody who comes along."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.access import Actor
from domain.errors import FairFull, NotRegistered, RuleBroken
from domain.fairs import LASTING, PlaceMoveKind, RegistrationState
from models import Fair, FairGroup, PlaceMove, Registration, db, transactional
from services.audit import record
from services.fair_places import free_places, hold_group, take_places, wait_no_more
from services.place_letters import confirm, tell_of_group
from services.place_moves import is_done
from services.promotion import GOES_ON, fill_freed_places
from services.registration_rows import fresh, party_of, turn_all


def other_groups(place: Registration, now: datetime) -> list[FairGroup]:
    """Return the groups of the fair that somebody could be put into: not over, not their own."""
    return [
        group for group in place.fair.groups if group.id != place.group_id and group.ends_at > now
    ]


@transactional
def move_to_group(
    *,
    registration_id: int,
    group_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> None:
    """Put a party into another group of its fair, all or nobody; who waited has a place then.

    The places are taken there by the same conditional update as by everybody, so those who wait
    there are not overtaken; what comes free is offered to who waits in the old group.

    Raises
    ------
    FairFull
        If the group has not so many free places.
    NotRegistered
        If the person neither has nor wants a place.
    RuleBroken
        If they are there already, or the group is none of this fair to come.
    """
    _hold(registration_id, group_id, now)
    if is_done(key):
        return
    place = fresh(registration_id)
    if place.state not in LASTING:
        raise NotRegistered(registration=registration_id)
    old_id, state = place.group_id, place.state
    party = party_of(place, state)
    if old_id == group_id or any(one.checked_in_at for one in party):
        raise RuleBroken(group=group_id)
    if take_places([group_id], len(party)) is None:
        raise FairFull(group=group_id)
    turn_all(
        party,
        state,
        RegistrationState.REGISTERED,
        group_id=group_id,
        registered_at=place.registered_at if state is RegistrationState.REGISTERED else now,
        queue_number=None,
        queued_at=None,
        offered_until=None,
        comes_later_at=None,
        beyond=False,
    )
    give_up = wait_no_more if state is RegistrationState.WAITING else free_places
    give_up(old_id, len(party))
    _note(party, (old_id, group_id), reason=reason, actor=actor, now=now, key=key)
    for one in party:
        _tell(one, old_id, was=state, actor=actor, now=now)
    fill_freed_places(old_id, now)


def _hold(registration_id: int, group_id: int, now: datetime) -> None:
    """Hold the fair and both groups, in the order of everybody."""
    place = db.session.get_one(Registration, registration_id, populate_existing=True)
    fair = db.session.get_one(
        Fair, place.fair_id, with_for_update={"read": True}, populate_existing=True
    )
    groups = [hold_group(one) for one in sorted({place.group_id, group_id})]
    aimed = next(one for one in groups if one.id == group_id)
    if fair.state not in GOES_ON or aimed.ends_at <= now or aimed.fair_id != fair.id:
        raise RuleBroken(group=group_id)


def _note(
    party: list[Registration],
    groups: tuple[int, int],
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    key: str | None,
) -> None:
    """Write the move into the log of both groups, with the numbers of the old and the new one."""
    numbers = {
        group.id: group.number
        for group in db.session.scalars(select(FairGroup).where(FairGroup.id.in_(groups)))
    }
    was, became = (numbers[one] for one in groups)
    rows = [(group_id, one) for group_id in groups for one in party]
    db.session.add_all(
        PlaceMove(
            group_id=group_id,
            registration_id=one.id,
            candidate_id=one.candidate_id,
            what=PlaceMoveKind.MOVED,
            reason=reason,
            was=was,
            became=became,
            account_id=actor.account_id,
            key=None if number else key,
            at=now,
        )
        for number, (group_id, one) in enumerate(rows)
    )


def _tell(
    one: Registration, old_id: int, *, was: RegistrationState, actor: Actor, now: datetime
) -> None:
    """Tell somebody the new time; who had no place before reads that there is one now."""
    record(actor=actor, action="registration.moved", subject=one, now=now, other_id=one.group_id)
    if was is RegistrationState.REGISTERED:
        tell_of_group(one, old_id, now)
        return
    record(actor=actor, action="registration.made", subject=one, now=now)
    confirm(one, now)

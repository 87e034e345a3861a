"""Places of a group counted: taken by one conditional update, given back, made more or fewer.

Whoever needs several rows locks them in this order: the fair, the group, the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, select, update

from domain.errors import FairFull, RuleBroken
from domain.fairs import FairState
from models import Fair, FairGroup, Registration, db
from services.records import changed_rows


def hold_open_fair(fair_id: int, now: datetime) -> Fair:
    """Return the fair if it takes registrations, and keep it from closing until the verb ends.

    Raises
    ------
    RuleBroken
        If it is not open, or over.
    """
    fair = db.session.get_one(Fair, fair_id, with_for_update={"read": True}, populate_existing=True)
    if fair.state is not FairState.OPEN or fair.ends_at <= now:
        raise RuleBroken(closed=fair_id)
    return fair


def hold_group(group_id: int) -> FairGroup:
    """Return the group as it is now; its places and its list stay so until the verb ends."""
    return db.session.get_one(
        FairGroup, group_id, with_for_update={"key_share": True}, populate_existing=True
    )


def hold_groups_of(people: Iterable[int], now: datetime) -> list[int]:
    """Hold the groups of fairs to come in which people have or want places; return their ids.

    Call it before their records are held: whoever offers a place to them goes the same way.
    """
    groups = db.session.scalars(
        select(FairGroup.id)
        .join(Registration, Registration.group_id == FairGroup.id)
        .join(Fair, Fair.id == FairGroup.fair_id)
        .where(Registration.candidate_id.in_(list(people)), Fair.ends_at > now)
        .distinct()
        .order_by(FairGroup.id)
    ).all()
    return [hold_group(one).id for one in groups]


def suitable_groups(fair_id: int, language: str, chosen: int | None = None) -> list[int]:
    """Return the groups for a language in the order they are suggested, or the chosen one.

    First those that name the language, then those for everybody; where neither exists, all.
    """
    rows = db.session.execute(
        select(FairGroup.id, FairGroup.languages)
        .where(FairGroup.fair_id == fair_id)
        .order_by(FairGroup.number)
    ).all()
    if chosen is not None:
        return [group_id for group_id, _languages in rows if group_id == chosen]
    naming = [group_id for group_id, languages in rows if language in languages]
    open_to_all = [group_id for group_id, languages in rows if not languages]
    return naming + open_to_all or [group_id for group_id, _languages in rows]


def group_to_wait_for(fair_id: int, language: str, now: datetime) -> int | None:
    """Return the first suitable group that has not begun, None where waiting leads nowhere."""
    coming = set(
        db.session.scalars(
            select(FairGroup.id).where(FairGroup.fair_id == fair_id, FairGroup.starts_at > now)
        )
    )
    return next((one for one in suitable_groups(fair_id, language) if one in coming), None)


def take_places(groups: Iterable[int], count: int) -> int | None:
    """Take ``count`` places together in the first group that has them; return that group.

    Under the strict rule nobody overtakes those who wait; where gaps are filled, free places fit
    nobody who waits.
    """
    return next((one for one in groups if _take(one, count)), None)


def _take(group_id: int, count: int) -> bool:
    nobody_is_passed = (FairGroup.waiting == 0) | select(Fair.fills_gaps).where(
        Fair.id == FairGroup.fair_id
    ).scalar_subquery()
    fits = FairGroup.taken + count <= FairGroup.capacity
    return _changed(group_id, fits, nobody_is_passed, taken=FairGroup.taken + count)


def free_places(group_id: int, count: int) -> None:
    """Give places back; what staff gave beyond the capacity is taken up first."""
    left = FairGroup.taken - count
    _changed(group_id, taken=left, beyond=_beyond(left, FairGroup.capacity))


def enter_list(group_id: int, count: int) -> int:
    """Count people in on the waiting list and return their number in its order."""
    _changed(
        group_id,
        waiting=FairGroup.waiting + count,
        queue_last=FairGroup.queue_last + 1,
    )
    return hold_group(group_id).queue_last


def let_in(group_id: int, count: int) -> None:
    """Let people from the list take places; the row is held, so they are there.

    Raises
    ------
    FairFull
        If they are not.
    """
    fits = FairGroup.taken + count <= FairGroup.capacity
    taken, waiting = FairGroup.taken + count, FairGroup.waiting - count
    if not _changed(group_id, fits, taken=taken, waiting=waiting):
        raise FairFull(group=group_id)


def give_beyond(group_id: int, count: int) -> None:
    """Give people places although places are missing; who waited is counted out of the list too."""
    taken = FairGroup.taken + count
    _changed(group_id, taken=taken, beyond=_beyond(taken, FairGroup.capacity))


def wait_no_more(group_id: int, count: int) -> None:
    """Count people out of the waiting list."""
    _changed(group_id, waiting=FairGroup.waiting - count)


def set_capacity(group_id: int, capacity: int) -> None:
    """Change how many places a group has.

    Raises
    ------
    RuleBroken
        ``capacity``: more places are given or offered than would remain.
    """
    fits = FairGroup.taken - FairGroup.beyond <= capacity
    beyond = _beyond(FairGroup.taken, capacity)
    if not _changed(group_id, fits, capacity=capacity, beyond=beyond):
        raise RuleBroken(capacity=capacity)


def _beyond(taken: Any, capacity: Any) -> ColumnElement[int]:
    return case((taken > capacity, taken - capacity), else_=0)


def _changed(group_id: int, *conditions: ColumnElement[bool], **values: object) -> bool:
    changed = db.session.execute(
        update(FairGroup)
        .where(FairGroup.id == group_id, *conditions)
        .values(values)
        .execution_options(synchronize_session=False)
    )
    return changed_rows(changed) == 1

"""Places of a group counted: taken by one conditional update, given back, made more or fewer.

Whoever needs several rows locks them in this order: the fair, the group, the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, select, update

from domain.errors import RuleBroken
from domain.fairs import FairState
from models import Fair, FairGroup, db
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


def suitable_groups(fair_id: int, language: str) -> list[int]:
    """Return the groups for a language in the order they are suggested.

    First those that name the language, then those for everybody; where neither exists, all.
    """
    rows = db.session.execute(
        select(FairGroup.id, FairGroup.languages)
        .where(FairGroup.fair_id == fair_id)
        .order_by(FairGroup.number)
    ).all()
    naming = [group_id for group_id, languages in rows if language in languages]
    open_to_all = [group_id for group_id, languages in rows if not languages]
    return naming + open_to_all or [group_id for group_id, _languages in rows]


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

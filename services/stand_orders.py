"""What staff do with stands and with the line for one, each time with a reason that is logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import NotRegistered, RuleBroken
from domain.fairs import StandMoveKind, StandWaitingState
from models import Fair, Stand, StandMove, StandWaiting, db, transactional
from services.audit import record
from services.employers import write_to_members
from services.fair_facts import letter_facts
from services.stand_offers import GOES_ON, fill_freed_stands
from services.stand_waiting import held_entry, place_firm, position
from services.stands import StandFacts, change_stand


@transactional
def jump(
    *, waiting_id: int, reason: str, actor: Actor, now: datetime, key: str | None = None
) -> None:
    """Put a firm at the head of the line for a stand; staff say why.

    Raises
    ------
    NotRegistered
        If it does not wait (any more).
    """
    waiting = held_entry(waiting_id)
    if _is_done(key):
        return
    was = _place_of(waiting)
    first = db.session.scalar(
        select(func.min(StandWaiting.queue_number)).where(
            StandWaiting.fair_id == waiting.fair_id,
            StandWaiting.state == StandWaitingState.WAITING,
        )
    )
    waiting.queue_number = (first or 0) - 1
    what = StandMoveKind.JUMPED
    _note(waiting, what, reason=reason, actor=actor, now=now, key=key, was=was)
    record(actor=actor, action="stand.jumped", subject=waiting, now=now, other_id=waiting.fair_id)
    fill_freed_stands(waiting.fair_id, now)


@transactional
def override(
    *, waiting_id: int, reason: str, actor: Actor, now: datetime, key: str | None = None
) -> None:
    """Give a firm that waits a stand at once, beyond their number where all are taken.

    Stands that come free later first make up for it.

    Raises
    ------
    NotRegistered
        If it does not wait (any more).
    RuleBroken
        If the fair is cancelled, a draft or has begun.
    """
    waiting = held_entry(waiting_id)
    if _is_done(key):
        return
    was = _place_of(waiting)
    fair = db.session.get_one(Fair, waiting.fair_id)
    if fair.state not in GOES_ON or fair.starts_at <= now:
        raise RuleBroken(fair=fair.state)
    db.session.execute(
        update(Fair)
        .where(Fair.id == fair.id)
        .values(stands_taken=Fair.stands_taken + 1)
        .execution_options(synchronize_session=False)
    )
    what = StandMoveKind.OVERRIDDEN
    _note(waiting, what, reason=reason, actor=actor, now=now, key=key, was=was)
    place_firm(waiting, fair, actor=actor, now=now)
    fill_freed_stands(fair.id, now)


@transactional
def change_for_firm(
    *, stand: Stand, facts: StandFacts, reason: str, actor: Actor, now: datetime
) -> None:
    """Change desks, staff and needs for a firm, also after its deadline; the firm is told.

    Raises
    ------
    RuleBroken
        If talks are booked at a desk that would go, or the fair is over.
    """
    fair = stand.fair
    if fair.ends_at <= now:
        raise RuleBroken(fair="over")
    change_stand(actor=actor, stand=stand, facts=facts, now=now)
    _note(stand, StandMoveKind.CHANGED, reason=reason, actor=actor, now=now)
    write_to_members(
        employer_id=stand.employer_id,
        kind="stand-changed",
        facts=letter_facts(fair) | {"stand": stand.number, "stand_id": stand.id},
        now=now,
    )


def stand_moves_of(fair_id: int, *, limit: int = 100) -> Sequence[StandMove]:
    """Return the newest moves of a fair with the firm and who made them."""
    return db.session.scalars(
        select(StandMove)
        .where(StandMove.fair_id == fair_id)
        .options(joinedload(StandMove.employer), joinedload(StandMove.account))
        .order_by(StandMove.at.desc(), StandMove.id.desc())
        .limit(limit)
    ).all()


def _place_of(waiting: StandWaiting) -> int:
    if waiting.state is not StandWaitingState.WAITING:
        raise NotRegistered(waiting=waiting.id)
    return position(waiting)


def _is_done(key: str | None) -> bool:
    if key is None:
        return False
    return db.session.scalar(select(StandMove.id).where(StandMove.key == key)) is not None


def _note(
    subject: Stand | StandWaiting,
    what: StandMoveKind,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    key: str | None = None,
    was: int | None = None,
) -> None:
    db.session.add(
        StandMove(
            fair_id=subject.fair_id,
            employer_id=subject.employer_id,
            what=what,
            reason=reason,
            was=was,
            account_id=actor.account_id,
            key=key,
            at=now,
        )
    )
    db.session.flush()

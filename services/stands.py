"""A firm's stand at a fair: booked, changed, cancelled; the talks of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, selectinload

from domain.access import Actor, Role
from domain.employers import SHUT
from domain.errors import AlreadyThere, FairFull, RuleBroken
from domain.fairs import FairState, StandWaitingState, may_change_stand
from models import (
    Employer,
    Fair,
    FairWish,
    Interview,
    Position,
    Proposal,
    Stand,
    StandStaff,
    StandWaiting,
    db,
    transactional,
)
from services.audit import record
from services.employers import write_to_members
from services.fair_facts import letter_facts
from services.records import changed_rows
from services.stand_offers import IN_LINE, fill_freed_stands
from services.visibility import scope, visible


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """Somebody of the firm who will be there, with the languages spoken beside German."""

    name: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandFacts:
    """What a firm wants at its stand, and who will be there.

    ``tables`` are those beside the desks; ``interpreters`` the languages it needs help with.
    """

    desks: int
    needs: str = ""
    power: bool = False
    tables: int = 0
    screens: int = 0
    interpreters: tuple[str, ...] = ()
    staff: tuple[StaffFacts, ...] = ()


@transactional
def book_stand(
    *, actor: Actor, employer: Employer, fair: Fair, facts: StandFacts, now: datetime
) -> Stand:
    """Take a stand at an open fair and write the letter that confirms it.

    A firm that waits for its verification may: its stand is shown to nobody until then.

    Raises
    ------
    RuleBroken
        If the firm is shut out, or the fair is over or not open.
    FairFull
        If all stands are taken.
    AlreadyThere
        If the firm has a stand at this fair.
    """
    if employer.state in SHUT:
        raise RuleBroken(employer=employer.state)
    _take_place(fair, now)
    number = db.session.scalar(select(func.max(Stand.number)).where(Stand.fair_id == fair.id))
    stand = Stand(
        fair_id=fair.id,
        employer_id=employer.id,
        number=(number or 0) + 1,
        booked_at=now,
    )
    _state(stand, facts)
    db.session.add(stand)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyThere(stand=True) from error
    record(actor=actor, action="stand.booked", subject=stand, now=now, other_id=fair.id)
    write_to_members(
        employer_id=stand.employer_id,
        kind="stand-booked",
        facts=letter_facts(fair) | {"stand": stand.number},
        now=now,
    )
    return stand


def _take_place(fair: Fair, now: datetime) -> None:
    """Count one stand by a conditional UPDATE; the row stays locked until the verb ends.

    Nobody overtakes the firms that wait.
    """
    taken = db.session.execute(
        update(Fair)
        .where(
            Fair.id == fair.id,
            Fair.state == FairState.OPEN,
            Fair.ends_at > now,
            Fair.stands_taken < Fair.stand_capacity,
            ~exists().where(
                StandWaiting.fair_id == fair.id, StandWaiting.state == StandWaitingState.WAITING
            ),
        )
        .values(stands_taken=Fair.stands_taken + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(fair)
    if changed_rows(taken) == 1:
        return
    if fair.state is FairState.OPEN and fair.ends_at > now:
        raise FairFull(fair=fair.id)
    raise RuleBroken(fair=fair.state)


def _state(stand: Stand, facts: StandFacts) -> None:
    """Write what a firm wants into its stand."""
    for name in ("desks", "needs", "power", "tables", "screens"):
        setattr(stand, name, getattr(facts, name))
    stand.interpreters = list(facts.interpreters)
    told = [(one.name, list(one.languages)) for one in facts.staff]
    if told != [(one.name, one.languages) for one in stand.staff]:
        stand.staff = []
        db.session.flush()  # the numbers are free again before they are given anew
        stand.staff = [
            StandStaff(number=number, name=name, languages=languages)
            for number, (name, languages) in enumerate(told, start=1)
        ]


def _refuse_after_deadline(actor: Actor, fair: Fair, now: datetime) -> None:
    """Firms change their stands until the deadline; the office does so until the fair is over."""
    if actor.role is Role.EMPLOYER and not is_changeable(fair, now):
        raise RuleBroken(deadline=fair.stand_deadline)


def is_changeable(fair: Fair, now: datetime) -> bool:
    """Return whether a firm may still change or give back its stand at a fair."""
    return may_change_stand(
        state=fair.state, starts_at=fair.starts_at, deadline=fair.stand_deadline, now=now
    )


@transactional
def change_stand(*, actor: Actor, stand: Stand, facts: StandFacts, now: datetime) -> None:
    """Change desks, staff and needs of a stand.

    Raises
    ------
    RuleBroken
        If talks are booked at a desk that would go, or the firm comes after the deadline.
    """
    _refuse_after_deadline(actor, stand.fair, now)
    last = db.session.scalar(select(func.max(Interview.desk)).where(Interview.stand_id == stand.id))
    if facts.desks < (last or 0):
        raise RuleBroken(desk=last)
    _state(stand, facts)
    record(actor=actor, action="stand.changed", subject=stand, now=now, other_id=stand.fair_id)


@transactional
def cancel_stand(*, actor: Actor, stand: Stand, now: datetime) -> None:
    """Give a stand back before the fair.

    Raises
    ------
    RuleBroken
        If people have talks there (the office moves them first), the fair has begun, or the
        firm comes after the deadline.
    """
    _refuse_after_deadline(actor, stand.fair, now)
    if stand.fair.starts_at <= now:
        raise RuleBroken(fair="begun")
    fair_id = stand.fair_id
    record(actor=actor, action="stand.cancelled", subject=stand, now=now, other_id=fair_id)
    db.session.execute(delete(FairWish).where(FairWish.stand_id == stand.id))
    db.session.delete(stand)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise RuleBroken(talks=True) from error
    db.session.execute(
        update(Fair).where(Fair.id == fair_id).values(stands_taken=Fair.stands_taken - 1)
    )
    fill_freed_stands(fair_id, now)


@dataclass(frozen=True, slots=True)
class FairEntry:
    """A fair to come, with the firm's stand where it has one."""

    fair: Fair
    stand_id: int | None
    waiting: StandWaitingState | None = None

    @property
    def is_in_line(self) -> bool:
        """Return whether the firm waits for a stand or was offered one."""
        return self.waiting in IN_LINE

    @property
    def has_room(self) -> bool:
        """Return whether a stand can still be booked."""
        return (
            self.fair.state is FairState.OPEN and self.fair.stands_taken < self.fair.stand_capacity
        )


def coming_fairs(*, actor: Actor, now: datetime) -> list[FairEntry]:
    """Return the fairs to come that the firm may know, the nearest first."""
    rows = db.session.execute(
        select(Fair, Stand.id, StandWaiting.state)
        .outerjoin(Stand, and_(Stand.fair_id == Fair.id, Stand.employer_id == actor.employer_id))
        .outerjoin(
            StandWaiting,
            and_(StandWaiting.fair_id == Fair.id, StandWaiting.employer_id == actor.employer_id),
        )
        .where(scope(Fair, actor), Fair.ends_at > now)
        .order_by(Fair.starts_at)
        .limit(50)
    )
    return [FairEntry(*row) for row in rows]


def own_stand(*, actor: Actor, fair_id: int) -> int | None:
    """Return the number of the stand the firm has at a fair, if any."""
    mine = visible(Stand, actor).where(Stand.fair_id == fair_id).with_only_columns(Stand.id)
    return db.session.scalar(mine)


def last_stand(*, actor: Actor) -> Stand | None:
    """Return the stand the firm booked last, whose facts a new booking may begin with."""
    newest = visible(Stand, actor).options(selectinload(Stand.staff)).order_by(Stand.id.desc())
    return db.session.scalars(newest.limit(1)).first()


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk at the stand as the firm sees it: when, where, for which position, with whom."""

    starts_at: datetime
    desk: int
    position: str | None
    reference: str | None


def talks_of(*, actor: Actor, stand: Stand) -> list[Talk]:
    """Return the talks of a stand in order; people by the reference of their proposal."""
    position = aliased(Position)  # the scope of proposals asks for positions itself
    rows = db.session.execute(
        select(Interview.starts_at, Interview.desk, position.title, Proposal.reference)
        .outerjoin(position, position.id == Interview.position_id)
        .outerjoin(
            Proposal,
            and_(
                Proposal.candidate_id == Interview.candidate_id,
                Proposal.position_id == Interview.position_id,
                scope(Proposal, actor),
            ),
        )
        .where(Interview.stand_id == stand.id)
        .order_by(Interview.starts_at, Interview.desk)
    )
    return [Talk(*row) for row in rows]

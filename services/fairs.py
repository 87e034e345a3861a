"""Making a fair, changing it, opening, closing and cancelling it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime

from sqlalchemy import or_, select, update

from domain.access import Actor
from domain.codes import ALPHABET
from domain.errors import RuleBroken
from domain.fairs import (
    EVERYBODY,
    LASTING,
    FairAction,
    FairState,
    RegistrationState,
    Slot,
    next_state,
    slot_starts,
)
from models import (
    Account,
    Candidate,
    Employer,
    Fair,
    FairGroup,
    Interview,
    Registration,
    Stand,
    db,
    transactional,
)
from services.audit import record
from services.fair_facts import letter_facts
from services.later_arrivals import move_later_arrivals
from services.letters import write_letter
from services.promotion import change_places, end_waiting, shorten_offers
from services.records import changed_rows
from services.stand_offers import end_line, fill_freed_stands, tell_waiting_firms
from services.steps import ChangedMeanwhile, fingerprint

SLUG_LENGTH = 10
MOVES = ("starts_at", "ends_at", "venue", "street", "postcode", "place")
"""A change of one of these is a change of time or place: people and firms are told."""

DEEDS = {
    FairAction.OPEN: "fair.opened",
    FairAction.CLOSE: "fair.closed",
    FairAction.CANCEL: "fair.cancelled",
}


@dataclass(frozen=True, slots=True)
class FairFacts:
    """What an officer states about a fair; moments in UTC."""

    title: str
    venue: str
    street: str
    postcode: str
    place: str
    directions: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    stand_capacity: int
    directions_in: Mapping[str, str] = field(default_factory=dict)
    bus_stop: str = ""
    bring: Sequence[str] = ()
    bring_words: Mapping[str, str] = field(default_factory=dict)
    stand_deadline: datetime | None = None


def fair_version(fair: Fair) -> str:
    """Return a fingerprint of what is stated of a fair; places that are taken change nothing."""
    return fingerprint([getattr(fair, one.name) for one in fields(FairFacts)])


@transactional
def create_fair(*, facts: FairFacts, actor: Actor, now: datetime) -> Fair:
    """Make a fair as a draft; nobody sees it before it is opened."""
    stated = asdict(facts)
    capacity = stated.pop("capacity")
    fair = Fair(slug=_new_slug(), state=FairState.DRAFT, created_at=now, **stated)
    fair.groups = [
        FairGroup(
            number=1,
            name=EVERYBODY,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            capacity=capacity,
        )
    ]
    db.session.add(fair)
    db.session.flush()
    record(actor=actor, action="fair.created", subject=fair, now=now)
    return fair


@transactional
def change_fair(
    *, fair_id: int, facts: FairFacts, actor: Actor, now: datetime, seen: str | None = None
) -> Fair:
    """Change a fair; a new time or place is told to people and firms, talks move along.

    ``seen`` is the version the page showed, None where none was shown.

    Raises
    ------
    ChangedMeanwhile
        If a colleague changed the fair since.
    RuleBroken
        ``capacity`` or ``stand_capacity``: more places are taken than would remain;
        ``talks``: that many talks would lie after the end; ``state``: it is cancelled.
    """
    fair = _locked(fair_id)
    if seen is not None and seen != fair_version(fair):
        raise ChangedMeanwhile(fair=fair.id)
    if fair.state is FairState.CANCELLED:
        raise RuleBroken(state=fair.state)
    was = {name: getattr(fair, name) for name in MOVES}
    _set_capacities(fair, facts, actor, now)
    _move_groups(fair, facts)
    for name, value in asdict(facts).items():
        if name != "capacity":
            setattr(fair, name, value)
    db.session.flush()
    if any(getattr(facts, name) != was[name] for name in MOVES):
        fair.sequence += 1
        _move_talks(fair, was["starts_at"])
        move_later_arrivals(fair, fair.starts_at - was["starts_at"])
        shorten_offers(fair.id)
        _tell_people(fair, "fair-changed", now, talks=_talks_by_person(fair))
        _tell_firms(fair, "stand-fair-changed", now)
        tell_waiting_firms(fair, "stand-waiting-fair-changed", now)
    fill_freed_stands(fair_id, now)
    record(actor=actor, action="fair.changed", subject=fair, now=now)
    return fair


@transactional
def act_on_fair(*, fair_id: int, action: FairAction, actor: Actor, now: datetime) -> Fair:
    """Open, close or cancel a fair; a cancelled one is told to people and firms.

    Raises
    ------
    WrongState
        If the fair is in a state from which the action does not lead on.
    """
    fair = _locked(fair_id)
    fair.state = next_state(fair.state, action)
    if action is FairAction.CANCEL:
        fair.sequence += 1
        _tell_people(fair, "fair-cancelled", now)
        end_waiting(fair=fair, actor=actor, now=now)
        _tell_firms(fair, "stand-fair-cancelled", now)
        tell_waiting_firms(fair, "stand-waiting-fair-cancelled", now)
        end_line(fair)
    record(actor=actor, action=DEEDS[action], subject=fair, now=now)
    return fair


def starts_of(fair: Fair) -> list[datetime]:
    """Return the starts of all talks of a fair."""
    return slot_starts(fair.starts_at, fair.ends_at)


def booked_slots(talks: Sequence[Interview]) -> set[Slot]:
    """Return the slots talks take."""
    return {Slot(talk.starts_at, talk.desk) for talk in talks}


def _new_slug() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(SLUG_LENGTH)).lower()


def _locked(fair_id: int) -> Fair:
    """Return the fair as it is now, and keep others from changing it until this verb ends."""
    statement = select(Fair).where(Fair.id == fair_id).with_for_update()
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def _set_capacities(fair: Fair, facts: FairFacts, actor: Actor, now: datetime) -> None:
    """Change places and stands; where there are several groups, each keeps its own places."""
    if len(fair.groups) == 1:
        change_places(group_id=fair.groups[0].id, capacity=facts.capacity, actor=actor, now=now)
    fits = Fair.stands_taken <= facts.stand_capacity
    is_not_fewer = Fair.stand_capacity <= facts.stand_capacity  # staff gave some beyond it
    changed = db.session.execute(
        update(Fair)
        .where(Fair.id == fair.id, fits | is_not_fewer)
        .values(stand_capacity=facts.stand_capacity)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(changed) != 1:
        raise RuleBroken(stand_capacity=facts.stand_capacity)


def _move_groups(fair: Fair, facts: FairFacts) -> None:
    """Move each group with the start of the fair; one that lasted to its end still does."""
    shift = facts.starts_at - fair.starts_at
    for group in fair.groups:
        to_the_end = group.ends_at == fair.ends_at
        group.starts_at += shift
        group.ends_at = facts.ends_at if to_the_end else group.ends_at + shift
        if not group.starts_at < group.ends_at <= facts.ends_at:
            raise RuleBroken(group=group.name)


def _move_talks(fair: Fair, started_at: datetime) -> None:
    """Shift all talks with the start of the fair, last ones first when it gets later."""
    shift = fair.starts_at - started_at
    later = shift.total_seconds() > 0
    order = Interview.starts_at.desc() if later else Interview.starts_at.asc()
    talks = db.session.execute(
        select(Interview.id, Interview.starts_at)
        .join(Stand)
        .where(Stand.fair_id == fair.id)
        .order_by(order)
    ).all()
    allowed = set(starts_of(fair))
    outside = sum(starts_at + shift not in allowed for _id, starts_at in talks)
    if outside:
        raise RuleBroken(talks=outside)
    for talk_id, starts_at in talks if shift else ():
        db.session.execute(
            update(Interview).where(Interview.id == talk_id).values(starts_at=starts_at + shift)
        )


def _tell_people(
    fair: Fair, kind: str, now: datetime, talks: dict[int, list[dict[str, object]]] | None = None
) -> None:
    """Write to everybody who has a place or waits for one."""
    people = db.session.execute(
        select(Candidate, Registration.state, FairGroup)
        .join(Registration, Registration.candidate_id == Candidate.id)
        .join(Registration.group)
        .where(Registration.fair_id == fair.id, Registration.state.in_(LASTING))
    )
    for person, state, group in people:
        waits = state is not RegistrationState.REGISTERED
        own: dict[str, object] = {}
        if talks is not None:
            own = {"talks": talks.get(person.id, []), "waits": waits}
        write_letter(kind=kind, reader=person, facts=letter_facts(fair, group) | own, now=now)


def _talks_by_person(fair: Fair) -> dict[int, list[dict[str, object]]]:
    """Return the talks of everybody at a fair as letters tell them, in order of time."""
    rows = db.session.execute(
        select(Interview.candidate_id, Interview.starts_at, Stand.number, Employer.name)
        .join(Interview.stand)
        .join(Stand.employer)
        .where(Stand.fair_id == fair.id)
        .order_by(Interview.starts_at)
    )
    talks: dict[int, list[dict[str, object]]] = {}
    for person, starts_at, stand, employer in rows:
        told = {"starts_at": starts_at.isoformat(), "stand": stand, "employer": employer}
        talks.setdefault(person, []).append(told)
    return talks


def _tell_firms(fair: Fair, kind: str, now: datetime) -> None:
    members = db.session.execute(
        select(Account, Stand.number)
        .join(Stand, Stand.employer_id == Account.employer_id)
        .where(Stand.fair_id == fair.id, Account.disabled_at.is_(None))
    )
    for account, number in members:
        facts = letter_facts(fair) | {"stand": number}
        write_letter(kind=kind, reader=account, facts=facts, now=now)


def next_fairs(*, now: datetime, limit: int = 10) -> list[Fair]:
    """Return the fairs that are not over and not cancelled, the nearest first."""
    return list(
        db.session.scalars(
            select(Fair)
            .where(
                Fair.ends_at > now,
                or_(Fair.state == FairState.OPEN, Fair.state == FairState.CLOSED),
            )
            .order_by(Fair.starts_at, Fair.id)
            .limit(limit)
        )
    )

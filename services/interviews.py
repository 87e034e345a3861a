"""Talks at the stands of a fair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import NotRegistered, RuleBroken, SlotTaken
from domain.fairs import RegistrationState, Slot, free_slots
from models import Candidate, Fair, Interview, Position, Registration, Stand, db, transactional
from services.audit import record
from services.employers import write_to_members
from services.fair_facts import letter_facts
from services.fairs import booked_slots, starts_of
from services.letters import write_letter
from services.newcomers import personal_code_of
from services.records import changed_rows
from services.ruling_notes import note_ruling


@transactional
def book_interview(
    *,
    stand: Stand,
    candidate: Candidate,
    slot: Slot,
    position: Position | None = None,
    actor: Actor,
    now: datetime,
) -> Interview:
    """Book a talk at a stand and write the letter that announces it.

    Raises
    ------
    SlotTaken
        If either side already has a talk in that slot.
    NotRegistered
        If the person has no place at the fair.
    RuleBroken
        If the slot, the desk or the position is not one of this stand.
    """
    _check_belongs(stand, slot, position)
    _hold_place(stand.fair_id, candidate.id)
    interview = Interview(
        stand_id=stand.id,
        desk=slot.desk,
        starts_at=slot.starts_at,
        candidate_id=candidate.id,
        position_id=position.id if position else None,
        booked_by_id=actor.account_id,
        booked_at=now,
    )
    db.session.add(interview)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise SlotTaken(starts_at=slot.starts_at) from error
    note_ruling(actor=actor, decision="talk", candidate_id=candidate.id, position=position, now=now)
    _tell(interview, "interview-booked", now)
    record(
        actor=actor,
        action="interview.booked",
        subject=interview,
        now=now,
        other_id=candidate.id,
    )
    return interview


@transactional
def cancel_interview(*, interview: Interview, actor: Actor, now: datetime) -> None:
    """Cancel a talk and tell the person and the firm."""
    tell_it_ends(interview, now)
    _count_up(interview)
    record(
        actor=actor,
        action="interview.cancelled",
        subject=interview,
        now=now,
        other_id=interview.candidate_id,
    )
    db.session.delete(interview)


def end_talks(*, fair_id: int, candidate_id: int, now: datetime) -> None:
    """End the talks of somebody who gives the place back, and tell the firms.

    Call it inside a verb that keeps new talks from being booked.
    """
    talks = db.session.scalars(
        select(Interview)
        .join(Interview.stand)
        .where(Stand.fair_id == fair_id, Interview.candidate_id == candidate_id)
        .order_by(Interview.starts_at)
        .with_for_update(of=Interview)
    )
    for talk in talks.all():
        _tell_firm(talk, "stand-interview-ended", now)
        db.session.delete(talk)


def tell_it_ends(interview: Interview, now: datetime) -> None:
    """Tell the person and the firm that a talk does not take place; call it inside a verb."""
    _tell(interview, "interview-cancelled", now)
    _tell_firm(interview, "stand-interview-ended", now)


def tell_it_goes_on(interview: Interview, now: datetime) -> None:
    """Tell both sides that a talk that was said to end takes place; call it inside a verb."""
    _tell(interview, "interview-booked", now)
    _tell_firm(interview, "stand-interview-goes-on", now)


def talks_of_fair(fair: Fair) -> Sequence[Interview]:
    """Return all talks of a fair with stand, person and position, in order of time."""
    return db.session.scalars(
        select(Interview)
        .join(Interview.stand)
        .where(Stand.fair_id == fair.id)
        .options(
            joinedload(Interview.stand),
            joinedload(Interview.candidate),
            joinedload(Interview.position),
        )
        .order_by(Interview.starts_at, Stand.number, Interview.desk)
    ).all()


def talks_of_person(fair: Fair, candidate_id: int) -> Sequence[Interview]:
    """Return the person's own talks at a fair with stand and firm, in order of time."""
    return db.session.scalars(
        select(Interview)
        .join(Interview.stand)
        .where(Stand.fair_id == fair.id, Interview.candidate_id == candidate_id)
        .options(joinedload(Interview.stand).joinedload(Stand.employer))
        .order_by(Interview.starts_at)
    ).all()


def free_slots_for(stand: Stand, candidate: Candidate) -> list[Slot]:
    """Return the slots that were free for both when this was asked; the booking decides."""
    talks = db.session.scalars(select(Interview).where(Interview.stand_id == stand.id)).all()
    busy = db.session.scalars(
        select(Interview.starts_at).where(Interview.candidate_id == candidate.id)
    )
    return free_slots(
        starts=starts_of(stand.fair),
        desks=stand.desks,
        booked=booked_slots(talks),
        busy=set(busy),
    )


def _check_belongs(stand: Stand, slot: Slot, position: Position | None) -> None:
    if slot.starts_at not in starts_of(stand.fair) or not 1 <= slot.desk <= stand.desks:
        raise RuleBroken(slot=slot)
    if position is not None and position.employer_id != stand.employer_id:
        raise RuleBroken(position=position.id)


def _hold_place(fair_id: int, candidate_id: int) -> None:
    """Keep the person from giving the place back while the talk is booked (a locked row)."""
    held = db.session.execute(
        update(Registration)
        .where(
            Registration.fair_id == fair_id,
            Registration.candidate_id == candidate_id,
            Registration.state == RegistrationState.REGISTERED,
        )
        .values(sequence=Registration.sequence + 1)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(held) != 1:
        raise NotRegistered(candidate=candidate_id)


def _count_up(interview: Interview) -> None:
    """Let the calendar file of the person be a newer one."""
    db.session.execute(
        update(Registration)
        .where(
            Registration.fair_id == interview.stand.fair_id,
            Registration.candidate_id == interview.candidate_id,
        )
        .values(sequence=Registration.sequence + 1)
        .execution_options(synchronize_session=False)
    )


def _tell(interview: Interview, kind: str, now: datetime) -> None:
    stand = interview.stand
    candidate = interview.candidate
    facts: dict[str, object] = {
        "starts_at": interview.starts_at.isoformat(),
        "stand": stand.number,
        "employer": stand.employer.name,
        "code": personal_code_of(candidate, now),
    }
    write_letter(kind=kind, reader=candidate, facts=letter_facts(stand.fair) | facts, now=now)


def _tell_firm(interview: Interview, kind: str, now: datetime) -> None:
    """Tell when and where, and not who: the firm knows people by their proposals."""
    stand = interview.stand
    facts: dict[str, object] = {
        "starts_at": interview.starts_at.isoformat(),
        "stand": stand.number,
        "desk": interview.desk,
        "title": interview.position.title if interview.position else "",
    }
    write_to_members(
        employer_id=stand.employer_id,
        kind=kind,
        facts=letter_facts(stand.fair) | facts,
        now=now,
    )

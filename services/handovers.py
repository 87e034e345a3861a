"""Handing a case over: offered to a colleague, who accepts or refuses; until then nothing moves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute

from domain.access import Actor, Role
from domain.errors import AlreadyThere, NotAllowed, RuleBroken, WrongState
from domain.handovers import HandoverState, Section, check_number
from models import Account, Candidate, Handover, db, transactional
from services.audit import record
from services.case_summary import frozen_summary, supplements
from services.letters import write_letter
from services.records import changed_rows, hold_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """What the sender hands over in own words, and which parts of the file are released."""

    note: str = ""
    promises: str = ""
    """What was promised to whom, and until when."""
    left_out: str = ""
    """What is not handed over, and why."""
    sections: Collection[Section] = tuple(Section)


@transactional
def offer_case(
    *, actor: Actor, candidate: Candidate, colleague: Account, packet: Packet, now: datetime
) -> Handover:
    """Offer a case to another caseworker; the offer made before by a double press is found.

    The summary is frozen now: the colleague sees what the sender released and nothing more,
    until the case is accepted.

    Raises
    ------
    NotAllowed
        If the actor is not responsible (a stand-in looks after a case, but does not give it away).
    RuleBroken
        If the colleague cannot take cases.
    AlreadyThere
        If the case is offered to somebody already.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    if candidate.caseworker_id != actor.account_id:
        raise NotAllowed(candidate=candidate.id)
    if not _can_take_cases(colleague) or colleague.id == actor.account_id:
        raise RuleBroken(colleague=colleague.id)
    texts = {"note": packet.note, "promises": packet.promises, "left_out": packet.left_out}
    summary = frozen_summary(candidate=candidate, texts=texts, sections=packet.sections, now=now)
    handover = Handover(
        candidate_id=candidate.id,
        from_id=actor.account_id,
        to_id=colleague.id,
        note=packet.note,
        summary=summary,
        check_number=check_number(summary),
        offered_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(handover)
    except IntegrityError:
        return _same_offer(candidate, colleague)
    _note(actor, "candidate.handover_offered", handover, now)
    _tell(colleague, "handover-offered", handover, now)
    return handover


@transactional
def accept_case(*, actor: Actor, handover: Handover, now: datetime) -> None:
    """Take the case: responsibility and office change at once, or not at all.

    What was added since the offer is frozen beside it, and the person gets a letter; time, name
    and check number together are the receipt.

    The person's row is changed first, as in every verb that moves a case, so that two of them
    wait for each other instead of blocking each other.

    Raises
    ------
    WrongState
        If the offer is no longer open or the case was given to somebody else.
    """
    moved = db.session.execute(
        update(Candidate)
        .where(
            Candidate.id == handover.candidate_id,
            Candidate.caseworker_id == handover.from_id,
            exists().where(
                Handover.id == handover.id,
                Handover.to_id == actor.account_id,
                Handover.state == HandoverState.OFFERED,
            ),
        )
        .values(caseworker_id=actor.account_id, office_id=actor.office_id, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(moved) != 1:
        raise WrongState(handover=handover.id)
    _answer(handover, HandoverState.ACCEPTED, Handover.to_id, actor, now)
    db.session.expire_all()
    handover.supplements = {**supplements(handover, now)}
    _note(actor, "candidate.handover_accepted", handover, now)
    write_letter(
        kind="case-handed-over",
        reader=handover.candidate,
        facts={"contact": handover.to_account.name, "office": handover.candidate.office.name},
        now=now,
    )
    _tell(handover.from_account, "handover-accepted", handover, now)


@transactional
def refuse_case(*, actor: Actor, handover: Handover, reason: str, now: datetime) -> None:
    """Say no, with a reason; the colleague stays responsible."""
    _answer(handover, HandoverState.REFUSED, Handover.to_id, actor, now, reason)
    _note(actor, "candidate.handover_refused", handover, now)
    _tell(handover.from_account, "handover-refused", handover, now)


@transactional
def revoke_offer(*, actor: Actor, handover: Handover, now: datetime) -> None:
    """Take the offer back before it is answered."""
    _answer(handover, HandoverState.REVOKED, Handover.from_id, actor, now)
    _note(actor, "candidate.handover_revoked", handover, now)


def revoke_open_offers(*, candidate_ids: list[int], now: datetime) -> None:
    """End the open offers of people whose case is given to somebody else; inside a verb."""
    db.session.execute(
        update(Handover)
        .where(Handover.candidate_id.in_(candidate_ids), Handover.state == HandoverState.OFFERED)
        .values(state=HandoverState.REVOKED, answered_at=now)
        .execution_options(synchronize_session=False)
    )


def _can_take_cases(colleague: Account) -> bool:
    return colleague.role is Role.CASEWORKER and colleague.disabled_at is None


def _same_offer(candidate: Candidate, colleague: Account) -> Handover:
    open_offer = db.session.scalars(
        select(Handover).where(
            Handover.candidate_id == candidate.id, Handover.state == HandoverState.OFFERED
        )
    ).one()
    if open_offer.to_id != colleague.id:
        raise AlreadyThere(handover=open_offer.id)
    return open_offer


def _answer(
    handover: Handover,
    state: HandoverState,
    side: InstrumentedAttribute[int],
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    result = db.session.execute(
        update(Handover)
        .where(
            Handover.id == handover.id,
            Handover.state == HandoverState.OFFERED,
            side == actor.account_id,
        )
        .values(state=state, answered_at=now, refusal_reason=reason)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(result) != 1:
        raise WrongState(handover=handover.id, state=state)
    db.session.expire(handover, ["state", "answered_at", "refusal_reason"])


def _note(actor: Actor, action: str, handover: Handover, now: datetime) -> None:
    record(actor=actor, action=action, subject=handover.candidate, other_id=handover.id, now=now)


def _tell(reader: Account, kind: str, handover: Handover, now: datetime) -> None:
    write_letter(kind=kind, reader=reader, facts={"case": handover.candidate_id}, now=now)

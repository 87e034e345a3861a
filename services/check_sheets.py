"""The check sheet of a person for a position: rows become what the rules need; read only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from domain.access import Actor
from domain.check_sheet import CheckSheet, check_sheet
from domain.labour_market import Activity
from domain.recognition import RecognitionKind, RecognitionState
from domain.regulated_work import Trade, with_trade
from models import Candidate, Position, Proposal, Recognition, db, transactional
from services.audit import record
from services.catalogue import regulation_of, usually_regulated
from services.law import book_of_office
from services.work_access import activity_of_position, chains_of


def sheet_for(*, candidate: Candidate, position: Position, day: date) -> CheckSheet:
    """Return the sheet for the first day of work; a kind the law does not name is employment."""
    activity = activity_of_position(position.kind, day) or Activity.EMPLOYMENT
    chain = chains_of([candidate.id]).get(candidate.id, [])
    sheet = check_sheet(book_of_office(), chain, activity, day, candidate.postcode)
    return with_trade(sheet, _trade(candidate.id, position))


def _trade(candidate_id: int, position: Position) -> Trade:
    code = position.occupation_code
    return Trade(
        occupation_code=code,
        said_by_firm=position.is_regulated,
        in_catalogue=usually_regulated(code),
        cite=regulation_of(code),
        recognised=_recognised(candidate_id),
    )


def _recognised(candidate_id: int) -> dict[str, RecognitionState]:
    """Return the state of each procedure by its reference occupation; a full one counts most."""
    rows = db.session.execute(
        select(Recognition.reference_code, Recognition.state)
        .where(
            Recognition.candidate_id == candidate_id,
            Recognition.kind == RecognitionKind.PROCEDURE,
            Recognition.reference_code.is_not(None),
        )
        .order_by(Recognition.id)
    ).all()
    states = {str(code): state for code, state in rows}
    full = (str(code) for code, state in rows if state is RecognitionState.FULL)
    return states | dict.fromkeys(full, RecognitionState.FULL)


@transactional
def note_sheet_viewed(*, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Write down that a firm or the person looked at the sheet of a proposal."""
    record(
        actor=actor,
        action="proposal.check_sheet_viewed",
        subject=proposal.candidate,
        now=now,
        other_id=proposal.position_id,
    )

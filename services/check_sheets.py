"""The check sheet of a person for a position: rows become what the rules need; read only."""

from __future__ import annotations

from datetime import date, datetime

from domain.access import Actor
from domain.check_sheet import CheckSheet, check_sheet
from domain.labour_market import Activity
from models import Candidate, Position, Proposal, transactional
from services.audit import record
from services.law import book_of_office
from services.work_access import activity_of_position, chains_of


def sheet_for(*, candidate: Candidate, position: Position, day: date) -> CheckSheet:
    """Return the sheet for the first day of work; a kind the law does not name is employment."""
    activity = activity_of_position(position.kind, day) or Activity.EMPLOYMENT
    chain = chains_of([candidate.id]).get(candidate.id, [])
    return check_sheet(book_of_office(), chain, activity, day, candidate.postcode)


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

"""The check sheet of a person for a position: three readers, one source."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from blueprints.check_sheets.pages import page_for
from blueprints.check_sheets.sentences import PROCEDURES, Reader
from blueprints.day_form import asked_day
from blueprints.guard import requires, visible_or_404
from blueprints.records import open_record, today
from blueprints.residence_sentences import flag, missing
from blueprints.sessions import current_actor, now
from domain.access import Permission
from models import Position, Proposal
from services.check_sheets import note_sheet_viewed, sheet_for
from services.work_access import first_day

check_sheets = Blueprint("check_sheets", __name__)


@check_sheets.get("/desk/check-sheets/<int:candidate_id>/<int:position_id>")
@requires(Permission.MATCH_POSITIONS)
def staff(candidate_id: int, position_id: int) -> ResponseReturnValue:
    """Show a colleague everything: documents, paragraphs, what is missing, what changes when."""
    position = visible_or_404(Position, position_id)
    person = open_record(candidate_id)
    form, day = asked_day(first_day(position, today()))
    sheet = sheet_for(candidate=person, position=position, day=day)
    page = render_template(
        "check_sheets/staff.html",
        person=person,
        position=position,
        form=form,
        sheet=sheet,
        told=page_for(sheet, Reader.STAFF),
        firm=PROCEDURES[sheet.procedure],
        flag=flag(sheet.access),
        missing=missing(sheet.access),
    )
    return page, 422 if form.errors else 200


@check_sheets.get("/proposals/<int:proposal_id>/check-sheet")
@requires(Permission.PROPOSAL_ANSWER)
def firm(proposal_id: int) -> ResponseReturnValue:
    """Show the firm what it has to do; never why."""
    proposal, told = _of_proposal(proposal_id, Reader.FIRM)
    return render_template("check_sheets/firm.html", proposal=proposal, told=told)


@check_sheets.get("/my/check-sheets/<int:proposal_id>")
@requires(Permission.RECORD_OWN)
def own(proposal_id: int) -> ResponseReturnValue:
    """Show the person what to do, in plain words."""
    proposal, told = _of_proposal(proposal_id, Reader.PERSON)
    return render_template("check_sheets/own.html", proposal=proposal, told=told)


def _of_proposal(proposal_id: int, reader: Reader) -> tuple[Proposal, object]:
    proposal = visible_or_404(Proposal, proposal_id)
    note_sheet_viewed(actor=current_actor(), proposal=proposal, now=now())
    day = first_day(proposal.position, today())
    sheet = sheet_for(candidate=proposal.candidate, position=proposal.position, day=day)
    return proposal, page_for(sheet, reader)

"""Two colleagues decide at once: the second one sees both decisions, and loses nothing."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from blueprints.deeds import deed_lines
from blueprints.sessions import current_actor
from domain.proposals import ProposalAction, steps_open
from models import Proposal, db
from services.proposal_story import deeds_of

WANTED = {
    ProposalAction.SHORTLIST: "Wieder vormerken",
    ProposalAction.ASK: "Person fragen",
    ProposalAction.AGREE: "Antwort der Person notieren",
    ProposalAction.REFUSE: "Antwort der Person notieren",
    ProposalAction.PROPOSE: "Ohne Namen vorschlagen",
    ProposalAction.RELEASE: "Angaben freigeben",
    ProposalAction.END_RELEASE: "Freigabe beenden",
    ProposalAction.WITHDRAW: "Zurücknehmen",
}


def overtaken(
    proposal_id: int, action: ProposalAction, typed: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    """Answer 409 with what was wanted, what happened meanwhile, and a way to do it all the same.

    ``typed`` is what the colleague entered, as label and words.
    """
    db.session.rollback()
    proposal = db.session.scalars(
        select(Proposal).where(Proposal.id == proposal_id).execution_options(populate_existing=True)
    ).one()
    still = action in steps_open(
        state=proposal.state, word=proposal.person_word, role=current_actor().role
    )
    sent = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in {"csrf_token", "version"}
    ]
    page = render_template(
        "placing/overtaken.html",
        proposal=proposal,
        wanted=WANTED[action],
        typed=typed or {},
        deeds=deed_lines(deeds_of(proposal, limit=3)),
        still=still,
        sent=sent,
    )
    return page, 409

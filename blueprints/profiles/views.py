"""The one-page profile of a proposal: what the firm may know, and the person sees the same."""

from __future__ import annotations

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires, visible_or_404
from blueprints.pdf_answers import NO_PDF
from blueprints.profiles.answers import pdf_answer, print_page
from blueprints.profiles.pages import ProfilePage, page_for_firm, page_for_person
from blueprints.sessions import current_actor, now
from domain.access import Permission
from models import Proposal
from services.answers import note_profile_viewed
from services.releases import firm_sees, told_by_name, told_to_firm

profiles = Blueprint("profiles", __name__)


@profiles.get("/proposals/<int:proposal_id>/profile")
@requires(Permission.PROPOSAL_ANSWER)
def firm(proposal_id: int) -> ResponseReturnValue:
    """Show the firm the page to print; the look is written down."""
    return print_page(
        _page_of_firm(proposal_id),
        back_url=url_for("proposals.show", proposal_id=proposal_id),
        pdf_url=url_for(".firm_pdf", proposal_id=proposal_id),
    )


@profiles.get("/proposals/<int:proposal_id>/profile.pdf")
@requires(Permission.PROPOSAL_ANSWER)
def firm_pdf(proposal_id: int) -> ResponseReturnValue:
    """Send the firm the same page as a file; the look is written down."""
    page = _page_of_firm(proposal_id)
    return pdf_answer(page, print_url=url_for(".firm", proposal_id=proposal_id, pdf=NO_PDF))


@profiles.get("/my/proposals/<int:proposal_id>/profile")
@requires(Permission.RECORD_OWN)
def own(proposal_id: int) -> ResponseReturnValue:
    """Show the person what the firm reads, German beside the own language."""
    return print_page(
        _page_of_person(proposal_id),
        back_url=url_for("record.proposal", proposal_id=proposal_id),
        pdf_url=url_for(".own_pdf", proposal_id=proposal_id),
    )


@profiles.get("/my/proposals/<int:proposal_id>/profile.pdf")
@requires(Permission.RECORD_OWN)
def own_pdf(proposal_id: int) -> ResponseReturnValue:
    """Send the person the same page as a file."""
    page = _page_of_person(proposal_id)
    return pdf_answer(page, print_url=url_for(".own", proposal_id=proposal_id, pdf=NO_PDF))


def _page_of_firm(proposal_id: int) -> ProfilePage:
    actor = current_actor()
    proposal = visible_or_404(Proposal, proposal_id)
    told = told_by_name(actor=actor, proposal_ids=[proposal.id]).get(proposal.id, {})
    page = page_for_firm(proposal, told.values())
    note_profile_viewed(actor=actor, proposal=proposal, now=now())
    return page


def _page_of_person(proposal_id: int) -> ProfilePage:
    """Return the page while the firm reads it; what it does not read is no page."""
    proposal = visible_or_404(Proposal, proposal_id)
    if not firm_sees(proposal):
        abort(404)
    return page_for_person(proposal, told_to_firm(proposal).values())

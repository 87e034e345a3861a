"""Proposed people as an employer sees and answers them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.guard import requires, visible_or_404
from blueprints.proposals.forms import DeclineForm, InterestForm
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.proposals import DeclineReason, ProposalAction, ProposalState
from models import Proposal
from services.answers import answer_proposal, note_profile_viewed, page_of_proposals
from services.profiles import pseudonymous_profile

proposals = Blueprint("proposals", __name__, url_prefix="/proposals")


@proposals.route("")
@requires(Permission.PROPOSAL_ANSWER)
def index() -> ResponseReturnValue:
    """List the people proposed to the firm, unanswered ones first."""
    page = page_of_proposals(actor=current_actor(), page=request.args.get("page", 1, type=int))
    return render_template("proposals/index.html", page=page)


@proposals.route("/<int:proposal_id>")
@requires(Permission.PROPOSAL_ANSWER)
def show(proposal_id: int) -> ResponseReturnValue:
    """Show the pseudonymous profile of a proposed person; the look is written down."""
    proposal = visible_or_404(Proposal, proposal_id)
    note_profile_viewed(actor=current_actor(), proposal=proposal, now=now())
    profile = pseudonymous_profile(proposal)
    return render_template(
        "proposals/show.html", proposal=proposal, profile=profile, today=office_day(now())
    )


@proposals.route("/<int:proposal_id>/interest", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_ANSWER)
def interest(proposal_id: int) -> ResponseReturnValue:
    """Say yes."""
    proposal = visible_or_404(Proposal, proposal_id)
    if proposal.state is ProposalState.INTERESTED:
        return redirect(url_for(".show", proposal_id=proposal.id), code=303)
    form = InterestForm()
    if form.validate_on_submit():
        answer_proposal(
            actor=current_actor(),
            proposal=proposal,
            action=ProposalAction.ACCEPT,
            note=form.note.data or "",
            now=now(),
        )
        flash(_("Danke. Die Fachkraft meldet sich bei Ihnen."), "success")
        return redirect(url_for(".index"), code=303)
    page = render_template("proposals/interest.html", form=form, proposal=proposal)
    return page, 422 if form.errors else 200


@proposals.route("/<int:proposal_id>/decline", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_ANSWER)
def decline(proposal_id: int) -> ResponseReturnValue:
    """Say no, with the reason that helps to do better."""
    proposal = visible_or_404(Proposal, proposal_id)
    if proposal.state is ProposalState.DECLINED:
        return redirect(url_for(".show", proposal_id=proposal.id), code=303)
    form = DeclineForm()
    if form.validate_on_submit():
        answer_proposal(
            actor=current_actor(),
            proposal=proposal,
            action=ProposalAction.DECLINE,
            reason=DeclineReason(form.reason.data),
            note=form.note.data or "",
            now=now(),
        )
        flash(_("Danke für Ihre ehrliche Antwort. Sie hilft uns, besser vorzuschlagen."), "success")
        return redirect(url_for(".index"), code=303)
    page = render_template("proposals/decline.html", form=form, proposal=proposal)
    return page, 422 if form.errors else 200

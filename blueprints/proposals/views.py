"""Proposed people as an employer sees and answers them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from blueprints.guard import requires, visible_or_404
from blueprints.proposals.forms import DeclineForm, InterestForm
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.errors import WrongState
from domain.proposals import DeclineReason, ProposalAction, ProposalState
from models import Position, Proposal
from services.answers import (
    answer_proposal,
    note_answer_too_late,
    note_profile_viewed,
    page_of_proposals,
    was_proposed,
)
from services.profiles import longest_work, pseudonymous_profile
from services.releases import told_by_name

proposals = Blueprint("proposals", __name__, url_prefix="/proposals")

ALONG = (
    joinedload(Proposal.position).selectinload(Position.skills),
    joinedload(Proposal.proposed_by),
)
"""What the page of a proposal reads with it."""


@proposals.route("")
@requires(Permission.PROPOSAL_ANSWER)
def index() -> ResponseReturnValue:
    """List the people proposed to the firm, unanswered ones first."""
    page = page_of_proposals(actor=current_actor(), page=request.args.get("page", 1, type=int))
    told = told_by_name(actor=current_actor(), proposal_ids=[one.id for one in page.rows])
    work = longest_work(one.candidate_id for one in page.rows)
    return render_template("proposals/index.html", page=page, told=told, work=work)


@proposals.route("/<int:proposal_id>")
@requires(Permission.PROPOSAL_ANSWER)
def show(proposal_id: int) -> ResponseReturnValue:
    """Show the pseudonymous profile of a proposed person; the look is written down."""
    proposal = _proposal(proposal_id)
    if proposal is None:
        return render_template("proposals/over.html"), 410
    profile = pseudonymous_profile(proposal)
    note_profile_viewed(actor=current_actor(), proposal=proposal, now=now())
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        profile=profile,
        told=told_by_name(actor=current_actor(), proposal_ids=[proposal.id]).get(proposal.id, {}),
        today=office_day(now()),
    )


@proposals.route("/<int:proposal_id>/interest", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_ANSWER)
def interest(proposal_id: int) -> ResponseReturnValue:
    """Say yes."""
    proposal = _proposal(proposal_id)
    form = InterestForm()
    if proposal is None:
        return _too_late(proposal_id, form)
    if proposal.state is ProposalState.INTERESTED:
        return redirect(url_for(".show", proposal_id=proposal.id), code=303)
    if form.validate_on_submit():
        done = _("Danke. Die Fachkraft meldet sich bei Ihnen.")
        return _answer(proposal, form, ProposalAction.ACCEPT, done)
    page = render_template("proposals/interest.html", form=form, proposal=proposal)
    return page, 422 if form.errors else 200


@proposals.route("/<int:proposal_id>/decline", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_ANSWER)
def decline(proposal_id: int) -> ResponseReturnValue:
    """Say no, with the reason that helps to do better."""
    proposal = _proposal(proposal_id)
    form = DeclineForm()
    if proposal is None:
        return _too_late(proposal_id, form)
    if proposal.state is ProposalState.DECLINED:
        return redirect(url_for(".show", proposal_id=proposal.id), code=303)
    if form.validate_on_submit():
        done = _("Danke für Ihre ehrliche Antwort. Sie hilft uns, besser vorzuschlagen.")
        return _answer(proposal, form, ProposalAction.DECLINE, done)
    page = render_template("proposals/decline.html", form=form, proposal=proposal)
    return page, 422 if form.errors else 200


def _proposal(proposal_id: int) -> Proposal | None:
    """Return a proposal of the firm; None where it was proposed to it and is over."""
    try:
        return visible_or_404(Proposal, proposal_id, *ALONG)
    except NotFound:
        if was_proposed(actor=current_actor(), proposal_id=proposal_id, now=now()):
            return None
        raise


def _answer(
    proposal: Proposal, form: InterestForm | DeclineForm, action: ProposalAction, done: str
) -> ResponseReturnValue:
    reason = DeclineReason(form.reason.data) if isinstance(form, DeclineForm) else None
    proposal_id = proposal.id
    try:
        answer_proposal(
            actor=current_actor(),
            proposal=proposal,
            action=action,
            reason=reason,
            note=form.note.data or "",
            now=now(),
        )
    except WrongState:
        return _too_late(proposal_id, form)
    flash(done, "success")
    return redirect(url_for(".index"), code=303)


def _too_late(proposal_id: int, form: InterestForm | DeclineForm) -> ResponseReturnValue:
    """Say that it is over, whatever the cause, and give back what was typed."""
    if request.method != "POST":
        return render_template("proposals/over.html"), 410
    note_answer_too_late(actor=current_actor(), proposal_id=proposal_id, now=now())
    return render_template("proposals/over.html", typed=form.note.data), 409

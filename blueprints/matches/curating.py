"""Decisions of an officer on a ranked list: leave out, take back, compute anew."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires, visible_or_404
from blueprints.labels import label
from blueprints.matches.blueprint import matches
from blueprints.matches.forms import ExcludeForm
from blueprints.matches.quicker import not_done
from blueprints.matches.way_back import list_address, to_list
from blueprints.next_page import wanted_page
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import AlreadyThere, Overtaken, WrongState
from domain.exclusions import ExclusionReason
from models import Candidate, Exclusion, Position
from services.exclusions import exclude, lift_exclusion
from services.list_refresh import refresh_people, refresh_positions


@matches.route("/positions/<int:position_id>/exclude/<int:candidate_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_MAKE)
def leave_out(position_id: int, candidate_id: int) -> ResponseReturnValue:
    """Leave one person out for a position, with the reason."""
    position = visible_or_404(Position, position_id)
    candidate = visible_or_404(Candidate, candidate_id)
    form = ExcludeForm()
    if form.validate_on_submit():
        return _leave_out(position, candidate, form)
    page = render_template(
        "matches/exclude.html",
        form=form,
        position=position,
        candidate=candidate,
        back_url=list_address(position_id),
    )
    return page, 422 if form.errors else 200


def _leave_out(position: Position, candidate: Candidate, form: ExcludeForm) -> ResponseReturnValue:
    position_id, candidate_id = position.id, candidate.id
    reason, note = ExclusionReason(form.reason.data), form.note.data or ""
    try:
        exclude(
            actor=current_actor(),
            candidate_id=candidate_id,
            position=position,
            reason=reason,
            note=note,
            now=now(),
        )
    except (AlreadyThere, WrongState):
        typed = [("Grund", str(label(reason))), ("Notiz", note or "keine")]
        return not_done(position_id, candidate_id, "Ablehnen", typed)
    flash("Abgelehnt. Unter „Nicht für diese Stelle“ können Sie das zurücknehmen.", "success")
    return to_list(position_id)


@matches.post("/exclusions/<int:exclusion_id>/lift")
@requires(Permission.PROPOSAL_MAKE)
def lift(exclusion_id: int) -> ResponseReturnValue:
    """Let a person who was left out back onto the list."""
    exclusion = visible_or_404(Exclusion, exclusion_id)
    position_id = exclusion.position_id
    try:
        lift_exclusion(actor=current_actor(), exclusion=exclusion, now=now())
    except Overtaken:
        flash("Das ist schon zurückgenommen. Die Person steht wieder auf der Liste.", "info")
    else:
        flash("Zurückgenommen. Die Person steht wieder auf der Liste.", "success")
    return to_list(position_id)


@matches.post("/positions/<int:position_id>/refresh")
@requires(Permission.MATCH_PEOPLE)
def refresh(position_id: int) -> ResponseReturnValue:
    """Compute the list of people for a position now."""
    position = visible_or_404(Position, position_id)
    refresh_people(position=position, now=now())
    flash("Neu berechnet.", "success")
    return to_list(position_id)


@matches.post("/candidates/<int:candidate_id>/refresh")
@requires(Permission.MATCH_POSITIONS)
def refresh_own(candidate_id: int) -> ResponseReturnValue:
    """Compute the list of positions for a person now."""
    candidate = visible_or_404(Candidate, candidate_id)
    refresh_positions(candidate=candidate, now=now())
    flash("Neu berechnet.", "success")
    page = wanted_page() or url_for("matches.positions", candidate_id=candidate_id)
    return redirect(page, code=303)

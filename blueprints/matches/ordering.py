"""The officer's own order of a shortlist, with the reason, beside the suggested one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires, visible_or_404
from blueprints.matches.blueprint import matches
from blueprints.matches.forms import OrderForm, order_form
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import Outdated
from domain.proposals import ProposalState
from models import Position, Proposal, db
from services.ranked_lists import list_people
from services.shortlist_orders import Shortlist, order_shortlist, shortlist_of


@matches.route("/positions/<int:position_id>/order", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_MAKE)
def order(position_id: int) -> ResponseReturnValue:
    """Give the shortlist another order, and say why."""
    position = visible_or_404(Position, position_id)
    shortlist = shortlist_of(position_id=position_id, actor=current_actor())
    form = order_form(standing(shortlist), shortlist.number)
    status = 200
    if form.validate_on_submit():
        try:
            return _ordered(position, form)
        except Outdated:
            db.session.rollback()
            shortlist = shortlist_of(position_id=position_id, actor=current_actor())
            form.seen.raw_data, form.seen.data = None, str(shortlist.number)
            status = 409
    status = 422 if form.errors else status
    return _page(visible_or_404(Position, position_id), shortlist, form), status


def standing(shortlist: Shortlist) -> list[Proposal]:
    """Return the proposals that were not taken back."""
    return [one for one in shortlist.proposals if one.state is not ProposalState.WITHDRAWN]


def _ordered(position: Position, form: OrderForm) -> ResponseReturnValue:
    position_id = position.id
    order_shortlist(
        actor=current_actor(),
        position=position,
        proposal_ids=form.proposal_ids,
        reason=form.reason.data or "",
        seen=form.number_seen,
        now=now(),
    )
    flash("Ihre Reihenfolge steht. Die vorgeschlagene bleibt daneben sichtbar.", "success")
    return redirect(url_for("matches.people", position_id=position_id), code=303)


def _page(position: Position, shortlist: Shortlist, form: OrderForm) -> str:
    ranked = list_people(
        position=position, actor=current_actor(), now=now(), wanted=lambda _ids: ()
    )
    return render_template(
        "matches/order.html",
        position=position,
        form=form,
        chosen=standing(shortlist),
        order=shortlist.order,
        is_overtaken=form.is_submitted() and not form.errors,
        ranks={one.id: one.rank for one in ranked.rows},
    )

"""The waiting list for stands as a firm sees it: its place, an offer, yes or no."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from blueprints.stands.refusals import sentence
from blueprints.stands.views import stands
from domain.access import Permission
from domain.errors import AlreadyThere, RuleBroken
from domain.fairs import StandWaitingState
from models import Employer, Fair, StandWaiting
from services.stand_waiting import accept, join, leave, position, waiting_of


@stands.get("/waiting/<int:fair_id>")
@requires(Permission.STAND_BOOK)
def waiting(fair_id: int) -> ResponseReturnValue:
    """Show the place in the list, or the offer with the time until when it holds."""
    fair = visible_or_404(Fair, fair_id)
    entry = _own(fair_id)
    if entry is None or entry.state is StandWaitingState.PLACED:
        return redirect(url_for(".index"), code=303)
    return render_template(
        "stands/waiting.html", fair=fair, entry=entry, place_in_list=position(entry)
    )


@stands.post("/waiting/<int:fair_id>/join")
@requires(Permission.STAND_BOOK)
def join_list(fair_id: int) -> ResponseReturnValue:
    """Enter the list; a stand that is free meanwhile is offered at once."""
    fair = visible_or_404(Fair, fair_id)
    firm = visible_or_404(Employer, current_actor().employer_id or 0)
    try:
        join(actor=current_actor(), employer=firm, fair_id=fair.id, now=now())
    except AlreadyThere:
        return redirect(url_for(".index"), code=303)
    except RuleBroken as error:
        flash(sentence(error), "warning")
        return redirect(url_for(".index"), code=303)
    return redirect(url_for(".waiting", fair_id=fair_id), code=303)


@stands.post("/waiting/<int:fair_id>/accept")
@requires(Permission.STAND_BOOK)
def accept_offer(fair_id: int) -> ResponseReturnValue:
    """Take the stand that is offered, and go on to who comes and what is needed."""
    entry = _own_or_404(fair_id)
    try:
        stand = accept(actor=current_actor(), waiting_id=entry.id, now=now())
    except RuleBroken:
        flash(_("Dieses Angebot gilt nicht mehr."), "warning")
        return redirect(url_for(".waiting", fair_id=fair_id), code=303)
    flash(_("Ihr Stand ist gebucht. Wer kommt, und was brauchen Sie?"), "success")
    return redirect(url_for(".edit", stand_id=stand.id), code=303)


@stands.post("/waiting/<int:fair_id>/leave")
@requires(Permission.STAND_BOOK)
def leave_list(fair_id: int) -> ResponseReturnValue:
    """Leave the list, or say no to an offer."""
    entry = _own_or_404(fair_id)
    leave(actor=current_actor(), waiting_id=entry.id, now=now())
    flash(_("Sie stehen nicht mehr auf der Warteliste."), "success")
    return redirect(url_for(".index"), code=303)


def _own(fair_id: int) -> StandWaiting | None:
    return waiting_of(fair_id=fair_id, employer_id=current_actor().employer_id)


def _own_or_404(fair_id: int) -> StandWaiting:
    visible_or_404(Fair, fair_id)
    return _own(fair_id) or abort(404)

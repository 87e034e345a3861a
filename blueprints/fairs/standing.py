"""What the office does with stands: changes one for a firm, and who of those who wait is next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.fairs.reasons import ReasonForm, is_sent
from blueprints.fairs.views import fairs
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from blueprints.stand_form import stand_form
from domain.access import Permission
from domain.errors import NotRegistered, RuleBroken
from domain.fairs import last_day
from models import Stand, StandWaiting
from services import stand_orders
from services.stand_waiting import position


@fairs.route("/stands/<int:stand_id>/edit", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def edit_stand(stand_id: int) -> ResponseReturnValue:
    """Change desks, staff and needs for a firm, also after its deadline."""
    stand = visible_or_404(Stand, stand_id)
    back_url = url_for(".stands", fair_id=stand.fair_id)
    form, why = stand_form(stand), ReasonForm()
    is_sound = [one.validate_on_submit() for one in (form, why)]
    if all(is_sound):
        try:
            stand_orders.change_for_firm(
                stand=stand,
                facts=form.facts(),
                reason=why.reason.data or "",
                actor=current_actor(),
                now=now(),
            )
        except RuleBroken as error:
            form.desks.errors = [_refused(error)]
        else:
            flash("Gespeichert. Die Firma bekommt einen Brief.", "success")
            return redirect(back_url, code=303)
    page = render_template(
        "fairs/stand.html",
        form=form,
        why=why,
        stand=stand,
        fair=stand.fair,
        last_day=last_day(stand.fair.stand_deadline),
        back_url=back_url,
    )
    return page, 422 if form.errors or why.errors else 200


@fairs.route("/stand-waiting/<int:waiting_id>/jump", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def firm_jumps(waiting_id: int) -> ResponseReturnValue:
    """Put a firm at the head of the line, with a reason."""
    return _with_reason(waiting_id, stand_orders.jump, "fairs/firm_jumps.html", "Vorgezogen.")


@fairs.route("/stand-waiting/<int:waiting_id>/override", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def firm_placed(waiting_id: int) -> ResponseReturnValue:
    """Give a firm that waits a stand beyond their number, with a reason."""
    done = "Der Stand ist vergeben. Die Bestätigung geht an die Firma."
    return _with_reason(waiting_id, stand_orders.override, "fairs/firm_placed.html", done)


def _with_reason(
    waiting_id: int, verb: Callable[..., None], template: str, done: str
) -> ResponseReturnValue:
    entry = visible_or_404(StandWaiting, waiting_id)
    back_url = url_for(".stands", fair_id=entry.fair_id, _anchor="waiting")
    form = ReasonForm()
    act = partial(verb, waiting_id=entry.id)
    gone, refusals = "Die Firma wartet nicht mehr.", (NotRegistered, RuleBroken)
    if is_sent(form, act, done=done, gone=gone, refusals=refusals):
        return redirect(back_url, code=303)
    page = render_template(
        template, form=form, entry=entry, position=position(entry), back_url=back_url
    )
    return page, 422 if form.errors else 200


def _refused(error: RuleBroken) -> str:
    if "desk" in error.facts:
        return f"An Tisch {error.facts['desk']} sind schon Gespräche. Verlegen Sie sie zuerst."
    return "Die Kontaktbörse ist vorbei."

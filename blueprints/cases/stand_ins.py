"""Stand-ins: who looks after the own cases while a caseworker is away."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.cases.blueprint import cases
from blueprints.cases.forms import StandInForm
from blueprints.guard import requires
from blueprints.records import today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import RuleBroken
from models import Account
from services.case_lists import colleagues, own_stand_ins
from services.cases import end_stand_in, enter_stand_in


@cases.route("/stand-ins", methods=["GET", "POST"])
@requires(Permission.CASE_OWN)
def stand_ins() -> ResponseReturnValue:
    """Enter the days on which a colleague looks after the own cases."""
    actor = current_actor()
    people = {str(one.id): one for one in colleagues(actor)}
    form = StandInForm(people=[(one.id, one.name) for one in people.values()])
    if form.validate_on_submit() and _entered(people[form.colleague.data], form):
        flash("Die Vertretung ist eingetragen.", "success")
        return redirect(url_for("cases.stand_ins"), code=303)
    page = render_template(
        "cases/stand_ins.html",
        form=form,
        rows=own_stand_ins(actor=actor, today=today()),
        own_id=actor.account_id,
    )
    return page, 422 if form.errors else 200


@cases.route("/stand-ins/<int:stand_in_id>/end", methods=["POST"])
@requires(Permission.CASE_OWN)
def end(stand_in_id: int) -> ResponseReturnValue:
    """End a stand-in, or take back one to come."""
    end_stand_in(actor=current_actor(), stand_in_id=min(stand_in_id, 2**31 - 1), now=now())
    flash("Die Vertretung ist beendet.", "success")
    return redirect(url_for("cases.stand_ins"), code=303)


def _entered(colleague: Account, form: StandInForm) -> bool:
    """Enter it; where the days make no sense, say so beside them."""
    if form.starts_on.data is None or form.ends_on.data is None:
        return False
    try:
        enter_stand_in(
            actor=current_actor(),
            colleague=colleague,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            now=now(),
        )
    except RuleBroken:
        form.ends_on.errors = ["Der letzte Tag liegt vor dem ersten oder in der Vergangenheit."]
    return not form.errors

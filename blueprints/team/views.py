"""The team lead's page: unassigned people, load of each caseworker, assignment."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires
from blueprints.records import today
from blueprints.sessions import current_actor, now
from blueprints.team.forms import AssignForm
from domain.access import Permission
from domain.codes import western_digits
from services.case_lists import office_stand_ins
from services.cases import assign_cases
from services.team_overview import Load, load_of_team, people_of_team

team = Blueprint("team", __name__, url_prefix="/desk/team")


@team.route("/", methods=["GET", "POST"])
@requires(Permission.CASE_ASSIGN)
def index() -> ResponseReturnValue:
    """Show who waits and who has how much; POST gives the ticked people to somebody."""
    actor = current_actor()
    load = load_of_team(actor)
    chosen = _chosen(load)
    form = AssignForm(
        caseworkers=[(one.caseworker_id, one.name) for one in load if not one.has_left],
        ticked=request.form.getlist("people"),
    )
    if form.validate_on_submit():
        count = assign_cases(
            actor=actor,
            candidate_ids=form.ticked,
            caseworker_id=int(form.caseworker.data),
            now=now(),
        )
        flash(f"Zugewiesen: {count}", "success")
        return redirect(_same_list(chosen), code=303)
    return _page(form, load, chosen)


def _page(form: AssignForm, load: list[Load], chosen: Load | None) -> ResponseReturnValue:
    actor = current_actor()
    page = render_template(
        "team/index.html",
        load=load,
        chosen=chosen,
        left_behind=[one for one in load if one.has_left],
        form=form,
        listed=people_of_team(
            actor=actor,
            caseworker_id=chosen.caseworker_id if chosen else None,
            page=_page_number(),
        ),
        stand_ins=office_stand_ins(actor=actor, today=today()),
    )
    return page, 422 if form.errors else 200


def _chosen(load: list[Load]) -> Load | None:
    """Return the caseworker of the team whose people are listed; nobody: those without one."""
    asked = request.args.get("caseworker", "")
    return next((one for one in load if str(one.caseworker_id) == asked), None)


def _same_list(chosen: Load | None) -> str:
    return url_for("team.index", caseworker=chosen.caseworker_id if chosen else None)


def _page_number() -> int:
    typed = western_digits(request.args.get("page", "")[:6])
    return int(typed) if typed.isdecimal() else 1

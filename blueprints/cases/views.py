"""A caseworker's own people: the next work on top, then the list."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from blueprints.cases import handovers, invitations, schemes, stand_ins
from blueprints.cases.blueprint import cases
from blueprints.guard import requires
from blueprints.records import today
from blueprints.sessions import current_actor
from domain.access import Permission
from domain.codes import western_digits
from services.case_lists import count_cases, due_cases, list_cases, waiting_offers

__all__ = ["cases", "handovers", "invitations", "schemes", "stand_ins"]


@cases.route("/")
@requires(Permission.CASE_OWN)
def index() -> ResponseReturnValue:
    """Show own people and those stood in for."""
    actor, day = current_actor(), today()
    part = request.args.get("part", "")
    page = western_digits(request.args.get("page", "")[:6])
    due = due_cases(actor=actor, today=day)
    return render_template(
        "cases/index.html",
        counts=count_cases(actor=actor, today=day, due=due),
        offers=waiting_offers(actor),
        listed=list_cases(
            actor=actor,
            today=day,
            due=due,
            only=part,
            page=int(page) if page.isdecimal() else 1,
        ),
        part=part,
        due=due,
        today=day,
    )

"""Today: what a member of the office should do next."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from blueprints.desk.actions import action_of
from blueprints.guard import requires
from blueprints.sessions import current_actor, now
from domain.access import Permission
from services.desk import desk_of

desk = Blueprint("desk", __name__, url_prefix="/desk")


@desk.route("")
@requires(Permission.TASK_WORK)
def index() -> ResponseReturnValue:
    """Show the next pieces of work, each with its one action."""
    today = desk_of(actor=current_actor(), now=now())
    return render_template("desk/index.html", today=today, action_of=action_of)

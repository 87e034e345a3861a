"""How groups fare on the ranked lists of today; a team lead reads it, no ranking does."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from blueprints.fairness import floors, words
from blueprints.fairness.blueprint import fairness
from blueprints.fairness.forms import key_of
from blueprints.guard import requires
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.floors import FIRST, FLOOR_TRAITS
from services.fairness_report import fairness_report
from services.floors import floor_history

__all__ = ["fairness", "floors"]


@fairness.get("")
@requires(Permission.FAIRNESS_READ)
def index() -> ResponseReturnValue:
    """Show the report with its plots and their tables, and which floor is on."""
    actor = current_actor()
    history = floor_history()
    today = office_day(now())
    on = next((one for one in history if one.counts_on(today)), None)
    return render_template(
        "fairness/index.html",
        report=fairness_report(now=now()),
        words=words,
        first=FIRST,
        floor=on,
        before=[one for one in history if one is not on],
        floor_traits=FLOOR_TRAITS,
        key_of=key_of,
        may_set=actor.may(Permission.FLOOR_SET),
    )

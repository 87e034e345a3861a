"""How groups fare on the ranked lists of today; a team lead reads it, no ranking does."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from blueprints.fairness import words
from blueprints.guard import requires
from blueprints.sessions import now
from domain.access import Permission
from services.fairness_report import FIRST, fairness_report

fairness = Blueprint("fairness", __name__, url_prefix="/desk/fairness")


@fairness.get("")
@requires(Permission.FAIRNESS_READ)
def index() -> ResponseReturnValue:
    """Show the report with its plots and their tables."""
    return render_template(
        "fairness/index.html", report=fairness_report(now=now()), words=words, first=FIRST
    )

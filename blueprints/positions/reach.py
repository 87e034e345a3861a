"""How many people meet what is typed: beside the form, at a press or while somebody types."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from blueprints.guard import requires
from blueprints.positions.blueprint import positions
from blueprints.positions.details import PositionForm
from blueprints.positions.prefill import code_of
from blueprints.reach_words import reach_hint, reach_text
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from services.reach import count_demands


@positions.route("/reach", methods=["POST"])
@requires(Permission.POSITION_OWN)
def reach() -> ResponseReturnValue:
    """Answer the script of the form; nothing is stored."""
    text, hint = reach_of(PositionForm(), code_of(request.args.get("occupation")))
    return jsonify(text=text, hint=hint)


def reach_of(form: PositionForm, code: str | None) -> tuple[str, str]:
    """Return how many people meet what is typed and what excludes most, in words."""
    facts = form.demands(code)
    if facts is None:
        return "", ""
    told = count_demands(facts=facts, actor=current_actor(), today=office_day(now()))
    return reach_text(told), reach_hint(told)

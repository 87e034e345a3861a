"""Who did not come: noted after the end, without any consequence."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.door.views import door, registration_or_404
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import RuleBroken
from domain.fairs import Absence
from models import Fair
from services.no_shows import missing_people, note_absence


@door.get("/<int:fair_id>/absences")
@requires(Permission.CHECK_IN)
def absences(fair_id: int) -> ResponseReturnValue:
    """List who did not come, with what was noted of it; before the end there is nothing to note."""
    fair = visible_or_404(Fair, fair_id)
    over = fair.ends_at <= now()
    return render_template(
        "door/absences.html",
        fair=fair,
        over=over,
        people=missing_people(fair) if over else (),
        words=list(Absence),
    )


@door.post("/<int:fair_id>/<int:registration_id>/absence")
@requires(Permission.CHECK_IN)
def absence(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Note whether somebody was excused; the same word again takes it back."""
    registration = registration_or_404(fair_id, registration_id)
    sent = request.form.get("absence", "")
    word = Absence(sent) if sent in set(Absence) else None
    try:
        note_absence(registration=registration, absence=word, actor=current_actor(), now=now())
    except RuleBroken as error:
        early = "over" in error.facts
        flash(
            "Das geht erst nach dem Ende der Kontaktbörse." if early else "Diese Person war da.",
            "warning",
        )
    return redirect(url_for(".absences", fair_id=fair_id), code=303)

"""Somebody put into another group of the fair, with a reason that is logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectChoice

from blueprints.fairs.reasons import ReasonForm
from blueprints.fairs.views import fairs
from blueprints.fields import Needed
from blueprints.guard import requires, visible_or_404
from blueprints.moments import clock
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import FairFull, NotRegistered, RuleBroken
from domain.fairs import LASTING
from models import FairGroup, Registration
from services.group_moves import move_to_group, other_groups
from services.interviews import talks_of_person
from services.registration_rows import count_party


class MoveForm(ReasonForm):
    """Which group, and why."""

    group = RadioField("Neue Gruppe", [Needed("Wählen Sie eine Gruppe.")], coerce=int)

    def __init__(self, groups: Sequence[FairGroup], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.group.choices = [SelectChoice(one.id, _said(one)) for one in groups]


def _said(group: FairGroup) -> str:
    """Return what tells the groups apart: name, time, and how much room there is."""
    free = max(0, group.capacity - group.taken)
    room = f"{group.waiting} warten" if group.waiting else f"{free} frei"
    return f"{group.name}, {clock(group.starts_at)} bis {clock(group.ends_at)} ({room})"


@fairs.route("/registrations/<int:registration_id>/group", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def move(registration_id: int) -> ResponseReturnValue:
    """Put somebody and those who come along into another group."""
    place = visible_or_404(Registration, registration_id)
    back_url = url_for(".registrations", fair_id=place.fair_id)
    groups = other_groups(place, now())
    form = MoveForm(groups)
    if form.validate_on_submit() and _is_moved(place, form):
        return redirect(back_url, code=303)
    page = render_template(
        "fairs/move.html",
        form=form,
        place=place,
        fair=place.fair,
        groups=groups,
        people=count_party(place),
        talks=talks_of_person(place.fair, place.candidate_id),
        is_movable=place.state in LASTING and place.checked_in_at is None,
        back_url=back_url,
    )
    return page, 422 if form.errors else 200


def _is_moved(place: Registration, form: MoveForm) -> bool:
    """Move the party; say beside the field where there is no room for it."""
    try:
        move_to_group(
            registration_id=place.id,
            group_id=form.group.data,
            reason=form.reason.data or "",
            actor=current_actor(),
            now=now(),
            key=form.submit_key,
        )
    except FairFull:
        form.group.errors = ["So viele Plätze sind dort nicht frei, oder andere warten darauf."]
        return False
    except (NotRegistered, RuleBroken):
        flash("Das geht nicht mehr. Nichts wurde geändert.", "warning")
        return True
    flash("Umgesetzt. Die neue Uhrzeit geht als Brief an die Person.", "success")
    return True

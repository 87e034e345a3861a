"""The waiting list of a group: who is next, who was moved, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.fairs.reasons import ReasonForm, is_sent
from blueprints.fairs.views import fairs
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import now
from domain.access import Permission
from models import Fair, Registration
from services.place_moves import moves_of
from services.registration_rows import count_party
from services.waiting_list import position
from services.waiting_list_orders import jump as let_jump
from services.waiting_list_orders import override as let_in
from services.waiting_pages import group_of_fair, open_offers, queue_page


@fairs.get("/<int:fair_id>/waiting")
@requires(Permission.FAIR_MANAGE)
def waiting(fair_id: int) -> ResponseReturnValue:
    """Show the list of one group in its order, the open offers and the log."""
    fair = visible_or_404(Fair, fair_id)
    group = group_of_fair(fair.id, request.args.get("group", 1, type=int)) or abort(404)
    return render_template(
        "fairs/waiting.html",
        fair=fair,
        group=group,
        found=queue_page(group, request.args.get("page", 1, type=int)),
        offers=open_offers(group),
        moves=moves_of(group.id),
        groups=[
            (
                one.name,
                url_for(".waiting", fair_id=fair.id, group=one.number),
                one is group,
                one.waiting,
            )
            for one in fair.groups
        ],
        numbered=[(one.number, one.name) for one in fair.groups],
        can_act=fair.ends_at > now(),
    )


@fairs.route("/waiting/<int:registration_id>/jump", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def jump(registration_id: int) -> ResponseReturnValue:
    """Put somebody at the head of the list, with a reason."""
    return _with_reason(
        registration_id, let_jump, "fairs/jump.html", "Die Person steht jetzt an erster Stelle."
    )


@fairs.route("/waiting/<int:registration_id>/override", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def override(registration_id: int) -> ResponseReturnValue:
    """Give somebody a place beyond the capacity, with a reason."""
    return _with_reason(
        registration_id, let_in, "fairs/override.html", "Der Platz ist vergeben und bestätigt."
    )


def _with_reason(
    registration_id: int, verb: Callable[..., None], template: str, done: str
) -> ResponseReturnValue:
    place = visible_or_404(Registration, registration_id)
    back_url = url_for(".waiting", fair_id=place.fair_id, group=place.group.number)
    form = ReasonForm()
    act = partial(verb, registration_id=place.id)
    if is_sent(form, act, done=done, gone="Die Person wartet nicht mehr."):
        return redirect(back_url, code=303)
    page = render_template(
        template,
        form=form,
        place=place,
        fair=place.fair,
        group=place.group,
        people=count_party(place),
        position=position(place),
        back_url=back_url,
    )
    return page, 422 if form.errors else 200

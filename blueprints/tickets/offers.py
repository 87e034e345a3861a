"""The waiting list behind a ticket: an offered place taken or left, the list joined or left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.guard import public
from blueprints.sessions import now
from blueprints.submit_key import KeyedForm
from blueprints.tickets.holders import place_or_404
from blueprints.tickets.views import tickets
from domain.access import PUBLIC
from domain.errors import AlreadyThere, NotRegistered, RuleBroken
from domain.fairs import RegistrationState
from models import Registration
from services import registrations, waiting_list
from services.registration_rows import OfferOver, count_party


@tickets.route("/<code>/offer", methods=["GET", "POST"])
@public
def offer(code: str) -> ResponseReturnValue:
    """Show the offered place with its deadline; the one button takes it."""
    return _answer(code, waiting_list.accept, "tickets/offer.html", back=".show")


@tickets.route("/<code>/decline", methods=["GET", "POST"])
@public
def decline(code: str) -> ResponseReturnValue:
    """Ask once more, then give the offered place to whoever waits next."""
    return _answer(code, waiting_list.decline, "tickets/decline.html", back=".offer")


def _answer(
    code: str, verb: Callable[..., Registration], template: str, *, back: str
) -> ResponseReturnValue:
    """Ask about an offered place and carry the answer out; without an offer there is the ticket."""
    place = place_or_404(code)
    form = KeyedForm()
    if form.validate_on_submit():
        try:
            verb(registration_id=place.id, now=now(), actor=PUBLIC, key=form.submit_key)
        except OfferOver:
            flash(_("Dieses Angebot gilt nicht mehr."), "warning")
        return redirect(url_for(".show", code=code), code=303)
    if place.state is not RegistrationState.OFFERED:
        return redirect(url_for(".show", code=code), code=303)
    return render_template(
        template,
        form=form,
        place=place,
        fair=place.fair,
        people=count_party(place),
        code=code,
        back_url=url_for(back, code=code),
    )


@tickets.route("/<code>/leave-list", methods=["GET", "POST"])
@public
def leave_list(code: str) -> ResponseReturnValue:
    """Ask once more, then leave the waiting list."""
    place = place_or_404(code)
    form = KeyedForm()
    if form.validate_on_submit() and place.state is not RegistrationState.REGISTERED:
        with suppress(NotRegistered):  # left before: what was wanted is so
            registrations.cancel_registration(
                registration_id=place.id, now=now(), actor=PUBLIC, key=form.submit_key
            )
        return redirect(url_for(".show", code=code), code=303)
    if place.state is not RegistrationState.WAITING:
        return redirect(url_for(".show", code=code), code=303)
    return render_template(
        "tickets/leave_list.html",
        form=form,
        fair=place.fair,
        back_url=url_for(".show", code=code),
    )


@tickets.post("/<code>/wait-again")
@public
def wait_again(code: str) -> ResponseReturnValue:
    """Go to the end of the waiting list, or take a place that came free meanwhile."""
    place = place_or_404(code)
    form = KeyedForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        waiting_list.wait_again(
            registration_id=place.id, now=now(), actor=PUBLIC, key=form.submit_key
        )
    except AlreadyThere:
        pass  # pressed twice: the place in the list is there
    except RuleBroken:
        flash(_("Die Anmeldung ist geschlossen."), "warning")
    return redirect(url_for(".show", code=code), code=303)

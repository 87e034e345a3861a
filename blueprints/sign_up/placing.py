"""The last press: the places are taken, or somebody goes on the waiting list."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.companion_fields import coming_along
from blueprints.sessions import now
from blueprints.sign_up.answers import newcomer_of, wishes_of
from blueprints.sign_up.forms import AgreeForm, NameForm
from blueprints.sign_up.journey import Journey, to_ticket
from domain.access import PUBLIC
from domain.errors import CodeRefused, FairFull
from models import Candidate, Registration, db
from services.drafts import empty_draft
from services.registrations import place_of_key, register, register_known
from services.waiting_list import join, wait_with_answers


def take_place(journey: Journey, form: AgreeForm) -> ResponseReturnValue:
    """Take the places and lead to the ticket; a full fair offers its waiting list."""
    if isinstance(form, NameForm):
        journey.keep(given_name=form.given_name.data, family_name=form.family_name.data)
    waits = "wait" in request.form
    try:
        registration = _waiting(journey, form) if waits else _registered(journey, form)
    except CodeRefused:
        return _card_gone(journey)
    except FairFull:
        return render_template("sign_up/full.html", fair=journey.fair, form=form), 409
    empty_draft(draft_id=journey.draft.id, now=now())
    return to_ticket(registration)


def _registered(journey: Journey, form: AgreeForm) -> Registration:
    person = newcomer_of(journey.answers, form)
    wishes = wishes_of(journey.answers)
    key = journey.answers["key"]
    if "claimed" not in journey.answers:
        return register(
            fair=journey.fair,
            person=person,
            wishes=wishes,
            key=key,
            now=now(),
            actor=PUBLIC,
            companions=coming_along(journey.answers.get("companions", []), person),
        )
    return register_known(
        fair=journey.fair,
        answers=person,
        candidate=db.session.get_one(Candidate, journey.answers["claimed"]),
        wishes=wishes,
        key=key,
        now=now(),
    )


def _waiting(journey: Journey, form: AgreeForm) -> Registration:
    """Put people on the waiting list who found the fair full and pressed the button there."""
    person = newcomer_of(journey.answers, form)
    wishes = wishes_of(journey.answers)
    key = journey.answers["key"]
    if "claimed" not in journey.answers:
        return join(
            fair=journey.fair,
            person=person,
            wishes=wishes,
            key=key,
            now=now(),
            actor=PUBLIC,
            companions=coming_along(journey.answers.get("companions", []), person),
        )
    return wait_with_answers(
        fair=journey.fair,
        answers=person,
        candidate=db.session.get_one(Candidate, journey.answers["claimed"]),
        wishes=wishes,
        key=key,
        now=now(),
    )


def _card_gone(journey: Journey) -> ResponseReturnValue:
    """Lead to the ticket where this very submit was quicker, else back to the cards."""
    place = place_of_key(journey.answers["key"])
    if place is not None:
        return to_ticket(place)
    flash(_("Diese Karte gehört schon jemandem. Nehmen Sie eine andere."), "warning")
    return redirect(url_for("sign_up.card", slug=journey.fair.slug), code=303)

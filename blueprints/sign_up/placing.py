"""The last press: the places are taken, or somebody goes on the waiting list."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.companion_fields import coming_along, reached_as
from blueprints.sessions import now
from blueprints.sign_up.answers import newcomer_of, wishes_of
from blueprints.sign_up.forms import AgreeForm, NameForm
from blueprints.sign_up.journey import Journey, page_of, to_ticket
from domain.access import PUBLIC
from domain.errors import CodeRefused, FairFull
from models import Candidate, Registration, db
from services.companions import NoPlaceYet
from services.drafts import empty_draft
from services.known_people import Known, register_known, wait_known
from services.registrations import place_of_key, register
from services.waiting_list import PartyTooLarge, join


def take_place(journey: Journey, form: AgreeForm) -> ResponseReturnValue:
    """Take the places and lead to the ticket; a full fair offers its waiting list."""
    if isinstance(form, NameForm):
        journey.keep(given_name=form.given_name.data, family_name=form.family_name.data)
    try:
        registration = _entered(journey, form)
    except CodeRefused:
        return _card_gone(journey)
    except FairFull:
        return _full(journey, form)
    except PartyTooLarge as error:
        return _full(journey, form, most=error.facts["capacity"])
    except NoPlaceYet:
        return _waits_already(journey)
    empty_draft(draft_id=journey.draft.id, now=now())
    return to_ticket(registration)


def _entered(journey: Journey, form: AgreeForm) -> Registration:
    """Take places, or put people on the list who found the fair full and pressed its button."""
    waits, answers = "wait" in request.form, journey.answers
    person, wishes = newcomer_of(answers, form), wishes_of(answers)
    if "claimed" in answers:
        candidate = db.session.get_one(Candidate, answers["claimed"])
        known = Known(
            candidate=candidate,
            answers=person,
            wishes=wishes,
            companions=coming_along(answers.get("companions", []), reached_as(person, candidate)),
            key=answers["key"],
        )
        return (wait_known if waits else register_known)(fair=journey.fair, known=known, now=now())
    return (join if waits else register)(
        fair=journey.fair,
        person=person,
        wishes=wishes,
        key=answers["key"],
        now=now(),
        actor=PUBLIC,
        companions=coming_along(answers.get("companions", []), person),
    )


def _waits_already(journey: Journey) -> ResponseReturnValue:
    flash(
        _(
            "Sie stehen schon auf der Warteliste. Wenn Sie einen Platz haben, können Sie andere "
            "mitbringen. Oder rufen Sie uns an."
        ),
        "warning",
    )
    return redirect(page_of(journey.fair, "check"), code=303)


def _full(journey: Journey, form: AgreeForm, *, most: object = None) -> ResponseReturnValue:
    """Offer the waiting list; a party larger than its whole group (``most``) is told so."""
    page = render_template("sign_up/full.html", fair=journey.fair, form=form, most=most)
    return page, 409


def _card_gone(journey: Journey) -> ResponseReturnValue:
    """Lead to the ticket where this very submit was quicker, else back to the cards."""
    place = place_of_key(journey.answers["key"])
    if place is not None:
        return to_ticket(place)
    flash(_("Diese Karte gehört schon jemandem. Nehmen Sie eine andere."), "warning")
    return redirect(url_for("sign_up.card", slug=journey.fair.slug), code=303)

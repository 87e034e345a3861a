"""Registering for a fair on a phone, one question a page: the start and the card."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.guard import public
from blueprints.sessions import now
from blueprints.sign_up import journey
from blueprints.sign_up.forms import CardForm, ChooseForm
from domain.codes import normalise_code
from domain.errors import CodeRefused, TooManyTries
from services import registrations
from services.blank_cards import is_blank
from services.limits import check_limit, note_try
from services.newcomers import claim_person
from services.personal_codes import current_code

sign_up = Blueprint("sign_up", __name__, url_prefix="/fairs")

CARD_TRIES = 10
CARD_WINDOW = timedelta(minutes=15)
ONE_CARD_WINDOW = timedelta(hours=24)


@sign_up.get("/<slug>/register")
@public
def start(slug: str) -> ResponseReturnValue:
    """Say what it is, and offer the one button."""
    fair = journey.fair_or_404(slug)
    if request.args.get("code"):
        return redirect(url_for(".card", slug=slug, code=request.args["code"]), code=303)
    draft = journey.draft_of(fair)
    place = registrations.place_of_key(str(draft.answers["key"])) if draft else None
    return render_template(
        "sign_up/start.html",
        fair=fair,
        is_open=journey.takes_registrations(fair),
        is_over=fair.ends_at <= now(),
        is_full=fair.taken >= fair.capacity,
        ticket=current_code(place.candidate) if place else None,
        next_step=journey.first_gap(draft) if draft and not place else None,
    )


@sign_up.post("/<slug>/register")
@public
def begin(slug: str) -> ResponseReturnValue:
    """Begin with the first question."""
    fair = journey.fair_or_404(slug)
    if not journey.takes_registrations(fair) or not ChooseForm().validate_on_submit():
        return redirect(url_for(".start", slug=slug), code=303)
    return journey.begin(fair)


@sign_up.route("/<slug>/register/card", methods=["GET", "POST"])
@public
def card(slug: str) -> ResponseReturnValue:
    """Begin with the code of a card: the person is known, no second record is made."""
    fair = journey.fair_or_404(slug)
    if not journey.takes_registrations(fair):
        return redirect(url_for(".start", slug=slug), code=303)
    form = CardForm(code=request.args.get("code"))
    if form.validate_on_submit():
        try:
            return journey.begin(fair, _claimed(form))
        except TooManyTries:
            form.code.errors = [
                _("Zu viele Versuche. Warten Sie bitte eine Viertelstunde, oder fragen Sie uns.")
            ]
        except CodeRefused:
            form.code.errors = [_("Code und Geburtsjahr passen nicht zusammen. Prüfen Sie beide.")]
    page = render_template(
        "sign_up/card.html", fair=fair, form=form, back_url=url_for(".start", slug=slug)
    )
    return page, 422 if form.errors else 200


def _claimed(form: CardForm) -> dict[str, object]:
    """Return how a way with a card begins: with a person of the record, or as a new one.

    Wrong tries count for the address and for the card: neither a machine that tries many cards
    nor many machines that try the years of one get far.
    """
    typed = form.code.data or ""
    address, code = request.remote_addr or "", normalise_code(typed)
    check_limit("card", address, now=now(), most=CARD_TRIES, window=CARD_WINDOW)
    check_limit("card-code", code, now=now(), most=CARD_TRIES, window=ONE_CARD_WINDOW)
    if is_blank(typed) and form.birth_year.data:
        return {"card": code, "birth_year": form.birth_year.data}
    try:
        return {"claimed": claim_person(typed=typed, birth_year=form.birth_year.data).id}
    except CodeRefused:
        note_try("card", address, now=now())
        note_try("card-code", code, now=now())
        raise

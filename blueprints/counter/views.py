"""Registering somebody at the counter: one page, the same record as on the telephone."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.companion_fields import coming_along
from blueprints.counter.forms import CounterForm
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.codes import spaced
from domain.errors import CodeRefused, FairFull, RuleBroken
from domain.languages import LanguageLevel
from models import Fair, Registration
from services.fair_stands import stands_of
from services.newcomers import Newcomer
from services.parties import members_led_by, with_code
from services.registrations import Wishes, register
from services.work_areas import code_of_title

counter = Blueprint("counter", __name__, url_prefix="/desk/counter")


@counter.route("/<int:fair_id>", methods=["GET", "POST"])
@requires(Permission.CHECK_IN)
def show(fair_id: int) -> ResponseReturnValue:
    """Ask everything on one page and take the places."""
    fair = visible_or_404(Fair, fair_id)
    form = CounterForm([(one.stand.id, one.stand.employer.name) for one in stands_of(fair)])
    if form.validate_on_submit():
        try:
            place = _registered(fair, form)
        except CodeRefused:
            form.card.errors = ["Diese Karte gibt es nicht, oder sie gehört schon jemandem."]
        except FairFull:
            form.form_errors.append("So viele Plätze sind nicht mehr frei.")
        except RuleBroken:
            form.form_errors.append("Diese Kontaktbörse nimmt keine Anmeldungen an.")
        else:
            return redirect(url_for(".made", fair_id=fair_id, registration_id=place.id), code=303)
    return render_template("counter/show.html", fair=fair, form=form), 422 if form.errors else 200


@counter.get("/<int:fair_id>/<int:registration_id>")
@requires(Permission.CHECK_IN)
def made(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Show the codes to hand over, and begin with the next person."""
    place = visible_or_404(Registration, registration_id)
    if place.fair_id != fair_id:
        abort(404)
    members = members_led_by(place) or [with_code(place)]
    return render_template("counter/made.html", fair=place.fair, members=members, spaced=spaced)


def _registered(fair: Fair, form: CounterForm) -> Registration:
    needs = set(form.needs.data or ())
    children = form.children.data or 0
    person = _newcomer(form)
    return register(
        fair=fair,
        person=person,
        wishes=Wishes(
            interpreter="interpreter" in needs,
            child_care="child_care" in needs or children > 0,
            ramp="ramp" in needs,
            children=children,
            stands=tuple(form.stands.data or ()),
        ),
        key=form.submit_key or "",
        now=now(),
        actor=current_actor(),
        companions=coming_along(form.companions, person),
    )


def _newcomer(form: CounterForm) -> Newcomer:
    words = form.words.data or ""
    return Newcomer(
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        birth_year=form.birth_year.data,
        language=form.language.data,
        phone=form.phone.data,
        email=form.email.data,
        own_words=words,
        occupation_code=code_of_title(words),
        years=int(form.years.data),
        german_level=LanguageLevel(form.german.data),
        placement=bool(form.placement.data),
        card=form.card.data or None,
        by=current_actor(),
    )

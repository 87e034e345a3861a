"""Registering somebody at the counter: one page, the same record as on the telephone."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.companion_fields import coming_along, reached_as
from blueprints.counter.forms import CounterForm
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.codes import spaced
from domain.consent import ConsentWay
from domain.errors import CodeRefused, FairFull, RuleBroken
from domain.languages import LanguageLevel
from models import Candidate, Fair, FairGroup, Registration
from services.companions import NoPlaceYet
from services.fair_places import suitable_groups
from services.fair_stands import stands_of
from services.known_people import Known, register_known, wait_known
from services.newcomers import Newcomer, claim_person
from services.parties import members_led_by, with_code
from services.registrations import Wishes, register
from services.waiting_list import PartyTooLarge, join, position
from services.work_areas import code_of_title

counter = Blueprint("counter", __name__, url_prefix="/desk/counter")


@counter.route("/<int:fair_id>", methods=["GET", "POST"])
@requires(Permission.CHECK_IN)
def show(fair_id: int) -> ResponseReturnValue:
    """Ask everything on one page and take the places."""
    fair = visible_or_404(Fair, fair_id)
    form = CounterForm([(one.stand.id, one.stand.employer.name) for one in stands_of(fair)])
    waits = "wait" in request.form
    if form.validate_on_submit():
        try:
            place = _entered(fair, form, waits=waits)
        except (CodeRefused, RuleBroken) as error:
            _explain(form, error)
        else:
            return redirect(url_for(".made", fair_id=fair_id, registration_id=place.id), code=303)
    page = render_template(
        "counter/show.html", fair=fair, form=form, line=_line(fair, form) if form.is_full else None
    )
    return page, 422 if form.errors else 200


@counter.get("/<int:fair_id>/<int:registration_id>")
@requires(Permission.CHECK_IN)
def made(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Show the codes to hand over, and begin with the next person."""
    place = visible_or_404(Registration, registration_id)
    if place.fair_id != fair_id:
        abort(404)
    members = members_led_by(place) or [with_code(place)]
    return render_template(
        "counter/made.html",
        fair=place.fair,
        place=place,
        members=members,
        spaced=spaced,
        position=position(place),
    )


def _line(fair: Fair, form: CounterForm) -> FairGroup:
    """Return the group in whose list the person would wait."""
    first = suitable_groups(fair.id, form.language.data or "")[0]
    return next(group for group in fair.groups if group.id == first)


def _explain(form: CounterForm, error: CodeRefused | RuleBroken) -> None:
    """Say what is in the way, beside the field where there is one; what was typed stays."""
    if isinstance(error, CodeRefused):
        form.card.errors = [
            "Diese Karte gibt es nicht, oder sie gehört jemandem mit einem anderen Geburtsjahr."
        ]
    elif isinstance(error, FairFull):
        form.is_full = True
        form.form_errors.append("So viele Plätze sind nicht mehr frei. Alles Getippte ist noch da.")
    elif isinstance(error, PartyTooLarge):
        form.form_errors.append("So viele Personen passen in keine Gruppe, auch nicht später.")
    elif isinstance(error, NoPlaceYet):
        form.form_errors.append(
            "Die Person wartet schon. Wenn sie einen Platz hat, kann sie andere mitbringen."
        )
    else:
        form.form_errors.append("Diese Kontaktbörse nimmt keine Anmeldungen an.")


def _entered(fair: Fair, form: CounterForm, *, waits: bool) -> Registration:
    """Register the people, or put them on the list; a known card brings no second record."""
    person, wishes, key = _newcomer(form), _wishes(form), form.submit_key or ""
    holder = _holder(form)
    if holder is None:
        return (join if waits else register)(
            fair=fair,
            person=person,
            wishes=wishes,
            key=key,
            now=now(),
            actor=current_actor(),
            companions=coming_along(form.companions, person),
        )
    companions = coming_along(form.companions, reached_as(person, holder))
    known = Known(candidate=holder, answers=person, wishes=wishes, companions=companions, key=key)
    return (wait_known if waits else register_known)(
        fair=fair, known=known, now=now(), actor=current_actor()
    )


def _holder(form: CounterForm) -> Candidate | None:
    """Return who holds the card already; nobody where it is a blank one, or none was typed."""
    try:
        return claim_person(typed=form.card.data or "", birth_year=form.birth_year.data)
    except CodeRefused:
        return None


def _wishes(form: CounterForm) -> Wishes:
    needs = set(form.needs.data or ())
    children = form.children.data or 0
    return Wishes(
        interpreter="interpreter" in needs,
        interpreter_language=form.interpreter_language.data,
        child_care="child_care" in needs or children > 0,
        ramp="ramp" in needs,
        children=children,
        stands=tuple(form.stands.data or ()),
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
        way=ConsentWay.AT_THE_COUNTER,
    )

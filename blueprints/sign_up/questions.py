"""The seven questions: what, which, German, firms, needs, contact, name and consent."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from blueprints.guard import public
from blueprints.languages import chosen_language
from blueprints.sign_up.answers import (
    answer_rows,
    check_form,
    needs_form,
    work_of,
)
from blueprints.sign_up.firm_cards import firm_card, named
from blueprints.sign_up.forms import (
    ContactForm,
    FirmsForm,
    GermanForm,
    OccupationForm,
    WorkForm,
)
from blueprints.sign_up.journey import journey_or_start
from blueprints.sign_up.placing import take_place
from blueprints.sign_up.views import sign_up
from services import work_areas
from services.fair_stands import stands_of

ASKS = ["GET", "POST"]


@sign_up.route("/<slug>/register/work", methods=ASKS)
@public
def work(slug: str) -> ResponseReturnValue:
    """Ask what somebody can do, by pictures or in own words."""
    journey = journey_or_start(slug, "work")
    areas = work_areas.work_areas(chosen_language())
    form = WorkForm([area.key for area in areas], data={"words": journey.answers.get("words")})
    if form.validate_on_submit():
        area = form.area.data if form.area.data in form.known else ""
        return journey.go_on("occupation", area=area, words="" if area else form.words.data)
    return journey.ask(form, areas=areas)


@sign_up.route("/<slug>/register/occupation", methods=ASKS)
@public
def occupation(slug: str) -> ResponseReturnValue:
    """Ask which occupation it is, and for how long."""
    journey = journey_or_start(slug, "occupation")
    answers = journey.answers
    if answers["area"]:
        known = work_areas.occupations_of_area(answers["area"], chosen_language())
    else:
        known = work_areas.occupations_like(answers["words"], chosen_language())
    form = OccupationForm(
        [(one.code, one.name) for one in known],
        data={
            "occupation": answers.get("occupation"),
            "words": answers.get("other_words") or answers["words"],
            "years": answers.get("years"),
        },
    )
    if form.validate_on_submit():
        return journey.go_on(**work_of(form, known))
    return journey.ask(form)


@sign_up.route("/<slug>/register/german", methods=ASKS)
@public
def german(slug: str) -> ResponseReturnValue:
    """Ask for German by what one can do."""
    journey = journey_or_start(slug, "german")
    form = GermanForm(data=journey.answers)
    if form.validate_on_submit():
        return journey.go_on(german=form.german.data)
    return journey.ask(form)


@sign_up.route("/<slug>/register/firms", methods=ASKS)
@public
def firms(slug: str) -> ResponseReturnValue:
    """Ask which firms somebody wants to meet; the office can choose as well."""
    journey = journey_or_start(slug, "firms")
    code = journey.answers.get("occupation_code")
    entries = stands_of(journey.fair, occupation_code=code)
    form = FirmsForm([(one.stand.id, named(one)) for one in entries], data=journey.answers)
    if form.validate_on_submit():
        return journey.go_on(stands=form.stands.data or [])
    cards = {one.stand.id: firm_card(one, code) for one in entries}
    pictures = {str(number): card.picture for number, card in cards.items()}
    return journey.ask(form, cards=cards, pictures=pictures)


@sign_up.route("/<slug>/register/needs", methods=ASKS)
@public
def needs(slug: str) -> ResponseReturnValue:
    """Ask what makes the visit possible, and who comes along."""
    journey = journey_or_start(slug, "needs")
    form = needs_form(journey)
    if form.validate_on_submit():
        return journey.go_on(
            needs=form.needs.data or [],
            interpreter_language=form.interpreter_language.data,
            children=form.children.data or 0,
            companions=form.companions,
        )
    return journey.ask(form)


@sign_up.route("/<slug>/register/contact", methods=ASKS)
@public
def contact(slug: str) -> ResponseReturnValue:
    """Ask how to reach somebody; neither telephone nor e-mail is an answer too."""
    journey = journey_or_start(slug, "contact")
    form = ContactForm(data=journey.answers)
    if form.validate_on_submit():
        reach = (None, None) if form.neither.data else (form.phone.data, form.email.data)
        return journey.go_on(phone=reach[0], email=reach[1])
    return journey.ask(form)


@sign_up.route("/<slug>/register/check", methods=ASKS)
@public
def check(slug: str) -> ResponseReturnValue:
    """Show all answers, ask for name and consent, and take the place."""
    journey = journey_or_start(slug, "check")
    form = check_form(journey)
    if form.validate_on_submit():
        return take_place(journey, form)
    return journey.ask(form, rows=answer_rows(journey, list(stands_of(journey.fair))))

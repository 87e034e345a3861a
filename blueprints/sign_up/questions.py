"""The seven questions: what, which, German, firms, needs, contact, name and consent."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from blueprints.guard import public
from blueprints.languages import chosen_language
from blueprints.sessions import now
from blueprints.sign_up.answers import answer_rows, newcomer_of, wishes_of, work_of
from blueprints.sign_up.forms import (
    AgreeForm,
    CheckForm,
    ContactForm,
    FirmsForm,
    GermanForm,
    NeedsForm,
    OccupationForm,
    WorkForm,
)
from blueprints.sign_up.journey import Journey, journey_or_start, to_ticket
from blueprints.sign_up.views import sign_up
from domain.access import PUBLIC
from domain.errors import FairFull
from models import Candidate, Registration, db
from services import work_areas
from services.drafts import empty_draft
from services.fair_stands import StandEntry, stands_of
from services.registrations import register, register_known
from services.waiting_list import wait_with_answers

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
    entries = stands_of(journey.fair, occupation_code=journey.answers.get("occupation_code"))
    form = FirmsForm([(one.stand.id, _described(one)) for one in entries], data=journey.answers)
    if form.validate_on_submit():
        return journey.go_on(stands=form.stands.data or [])
    return journey.ask(form)


@sign_up.route("/<slug>/register/needs", methods=ASKS)
@public
def needs(slug: str) -> ResponseReturnValue:
    """Ask what makes the visit possible."""
    journey = journey_or_start(slug, "needs")
    form = NeedsForm(data=journey.answers)
    if form.validate_on_submit():
        return journey.go_on(needs=form.needs.data or [])
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
    claimed = journey.answers.get("claimed")
    form = AgreeForm() if claimed else CheckForm(data=journey.answers)
    if form.validate_on_submit():
        return _take_place(journey, form)
    return journey.ask(form, rows=answer_rows(journey, list(stands_of(journey.fair))))


def _take_place(journey: Journey, form: AgreeForm) -> ResponseReturnValue:
    if isinstance(form, CheckForm):
        journey.keep(given_name=form.given_name.data, family_name=form.family_name.data)
    try:
        registration = (
            _waiting(journey, form) if "wait" in request.form else _registered(journey, form)
        )
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
            fair=journey.fair, person=person, wishes=wishes, key=key, now=now(), actor=PUBLIC
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
    """Put somebody on the waiting list who found the fair full and pressed the button there."""
    claimed = journey.answers.get("claimed")
    return wait_with_answers(
        fair=journey.fair,
        answers=newcomer_of(journey.answers, form),
        candidate=db.session.get_one(Candidate, claimed) if claimed else None,
        wishes=wishes_of(journey.answers),
        key=journey.answers["key"],
        now=now(),
    )


def _described(entry: StandEntry) -> str:
    firm = entry.stand.employer
    wanted = f" – {', '.join(entry.titles[:4])}" if entry.titles else ""
    return f"{firm.name} ({firm.place}){wanted}"
